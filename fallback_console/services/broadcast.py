"""Broadcasts: drafting one, looking at what would come of it, having it approved, and starting it.

A broadcast is one text to many people. Whom it goes to is decided once, when it is started, and written down before the first
message is made; from then on ``services.broadcast_feed`` makes them, a few at a time.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from fallback_console.domain.broadcast import (
    Audience,
    Policy,
    Recipient,
    Totals,
    decide,
    digest_of,
    needs_review,
    quiet_at,
    text_for,
    totals,
    wanted_text,
)
from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import InputError
from fallback_console.domain.ids import uuid7
from fallback_console.domain.logins import same_login
from fallback_console.domain.person import ROLES
from fallback_console.domain.sms_text import measure
from fallback_console.domain.templates import unfilled
from fallback_console.services.broadcast_list import Broadcast, find, is_approved
from fallback_console.services.connections import sms_cost, sms_rate, sms_sinks
from fallback_console.services.people import called
from fallback_console.services.record import clean_line, clean_text
from fallback_console.services.rights import is_supervisors, require_supervisor
from fallback_console.services.sms_choice import serving, sinks_for
from fallback_console.store import broadcast_people, journal
from fallback_console.store.broadcast_projection import project_broadcast, write_people

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["Plan", "Preview", "advance", "approve", "chosen", "draft", "groups", "plan", "preview", "preview_of"]

AT_ONCE = 200
"""So many people are written down in one transaction."""

_LONGEST_TITLE = 80
_MOST_PER_MINUTE = 60_000


class Preview(NamedTuple):
    """What would come of a broadcast.

    Attributes:
        found: everybody who was asked for, with what was decided.
        sample: what the first recipient reads, '' where there is none.
        gateway: name of the connection that most of it goes through, '' where none is connected.
        seconds: how long it takes at the rates of the gateways that are used, side by side, or at the chosen one where that is slower;
            None without a gateway.
        cost: of all parts, each over its gateway; None where one of their connections does not tell.
        currency: of the cost, as the connection has it.
        review: a second person has to approve it.
        approvable: this is a supervisor's station, where that can be done.
        digest: tells whom it was asked for, for whoever approves it.
    """

    totals: Totals
    found: list[Recipient]
    sample: str
    gateway: str
    seconds: float | None
    cost: float | None
    currency: str
    review: bool
    approvable: bool
    digest: str


class Plan(NamedTuple):
    """Whom a broadcast goes to, decided and not yet written down.

    Attributes:
        broadcast: its id.
        run: under which everybody is written down.
        draft: entry of the draft that was decided on.
        found: everybody who was asked for.
    """

    broadcast: str
    run: str
    draft: str
    found: list[Recipient]

    @property
    def recipients(self) -> int:
        """How many get it."""
        return sum(1 for one in self.found if not one.reason)


def groups(r: Reading) -> list[tuple[str, int]]:
    """Every group of people with how many are in it."""
    return broadcast_people.groups(r)


def chosen(r: Reading, keys: Sequence[str]) -> dict[str, str]:
    """Names of people by the keys under which they were chosen; a key that nobody has any more is left out."""
    return broadcast_people.names(r, keys)


def preview(
    r: Reading,
    who: str,
    text: str,
    audience: Audience,
    policy: Policy,
    now: int,
    *,
    urgent: bool = False,
    per_minute: int = 0,
) -> Preview:
    """What would come of it. Nothing is written.

    Args:
        now: UTC epoch milliseconds.

    Raises:
        InputError: nobody or too many were asked for, or the text cannot be sent to many.
    """
    body, me = wanted_text(clean_text(text, "message")), called(r, who)
    found = _decided(r, me, body, audience, policy, now, urgent=urgent)
    told = totals(found, body, me)
    first = next((one for one in found if not one.reason), None)
    way = _way(r, found, body, me)
    seconds = way.seconds
    if seconds is not None and per_minute:
        seconds = max(seconds, told.recipients * 60 / per_minute)
    return Preview(
        told,
        found,
        "" if first is None else text_for(body, first.name, me),
        way.gateway,
        seconds,
        way.cost,
        way.currency,
        needs_review(policy, told.recipients, urgent=urgent),
        is_supervisors(r),
        _digest(found),
    )


def preview_of(r: Reading, who: str, broadcast: str, policy: Policy, now: int) -> Preview:
    """What would come of a draft if it were started now.

    Raises:
        NotFoundError, InputError
    """
    one = find(r, broadcast)
    return preview(r, who, one.text, one.audience, policy, now, urgent=one.urgent, per_minute=one.per_minute)


def draft(
    tx: Tx,
    who: str,
    text: str,
    audience: Audience,
    *,
    title: str = "",
    urgent: bool = False,
    per_minute: int = 0,
    broadcast: str = "",
) -> str:
    """Keep a broadcast as a draft, for oneself and for whoever approves it.

    Args:
        title: what to call it; by default how the text begins.
        per_minute: at most so many messages a minute; 0 for as many as the gateway takes.
        broadcast: id of the draft it replaces, which loses its approval; '' for a new one.

    Returns:
        Its id.

    Raises:
        InputError: it cannot be sent to many, nobody was asked for, or it was started already.
    """
    body = wanted_text(clean_text(text, "message"))
    kept = _clean(audience)
    if not any(kept):
        raise InputError("Nobody was chosen.", "Choose a kind of people, a group, single people or numbers.")
    if not 0 <= per_minute <= _MOST_PER_MINUTE:
        raise InputError("So many messages a minute cannot be.", f"Choose from 1 to {_MOST_PER_MINUTE:,}, or 0.")
    if broadcast:
        _require_draft(find(tx, broadcast))
    broadcast = broadcast or uuid7(tx.clock.now_ms(), os.urandom(10))
    values = {
        "title": clean_line(title, "title", limit=_LONGEST_TITLE) or " ".join(body.split())[:_LONGEST_TITLE],
        "text": body,
        "audience": kept._asdict(),
        "urgent": urgent,
        "per_minute": per_minute,
    }
    journal.append(tx, NewEntry(Kind.BROADCAST_DRAFTED, f"broadcast:{broadcast}", values, who))
    project_broadcast(tx, broadcast)
    return broadcast


def approve(tx: Tx, who: str, broadcast: str, draft: str, recipients: int, digest: str) -> None:
    """A second person lets a draft go out.

    Args:
        draft: entry of the draft that was looked at.
        recipients: to how many, as ``preview`` told; ``digest`` says to whom.

    Raises:
        InputError: it is one's own, it was changed since, or started already, or this is no supervisor's station.
    """
    require_supervisor(tx)
    one = find(tx, broadcast)
    _require_draft(one)
    if one.draft != draft:
        raise InputError("This draft was changed meanwhile.", "Look at it again before you approve it.")
    if same_login(who, one.drafted_by):
        raise InputError(
            "Nobody approves their own broadcast.", "Ask a colleague to look at it and to approve it with their login."
        )
    body = {"of": draft, "recipients": recipients, "digest": digest}
    journal.append(tx, NewEntry(Kind.BROADCAST_APPROVED, f"broadcast:{broadcast}", body, who))
    project_broadcast(tx, broadcast)


def plan(r: Reading, who: str, broadcast: str, policy: Policy, now: int) -> Plan:
    """Decide whom a draft goes to. Nothing is written; ``advance`` does that.

    Raises:
        InputError: it was started already, nobody would get it, no gateway is connected, or it has to be approved first.
    """
    one = find(r, broadcast)
    _require_draft(one)
    if not sms_sinks(r):
        raise InputError("No SMS gateway is connected.", "Connect one in the settings.")
    found = _decided(r, called(r, who), one.text, one.audience, policy, now, urgent=one.urgent)
    made = Plan(broadcast, uuid7(now, os.urandom(10)), one.draft, found)
    if not made.recipients:
        raise InputError("Nobody would get this message.", "Look at the preview why not.")
    _require_review(one, made.recipients, _digest(found), policy)
    return made


def advance(tx: Tx, who: str, made: Plan, policy: Policy, done: int) -> int:
    """One step of starting: some people are written down, or, once everybody is, it begins.

    A start that is cut off before its last step has begun nothing.

    Args:
        done: how many are written down: 0, then what this gave the last time.

    Returns:
        How many are written down now; -1 when it has begun.

    Raises:
        InputError: it was started or changed meanwhile, or has to be approved first.
    """
    if done < len(made.found):
        part = [list(one) for one in made.found[done : done + AT_ONCE]]
        body = {"first": done, "people": part}
        write_people(tx, journal.append(tx, NewEntry(Kind.BROADCAST_PEOPLE, f"run:{made.run}", body, who)))
        return done + len(part)
    one = find(tx, made.broadcast)
    _require_draft(one)
    if one.draft != made.draft:
        raise InputError("This draft was changed meanwhile.", "Look at it again before you start it.")
    written = tx.value("SELECT count(*) FROM p_broadcast_to WHERE run = ?", (made.run,))
    going = tx.value("SELECT count(*) FROM p_broadcast_to WHERE run = ? AND reason = ''", (made.run,))
    if written != len(made.found):
        raise InputError("Not everybody is written down.", "Start it again.")
    _require_review(one, going, _digest(made.found), policy)
    body = {"run": made.run, "of": made.draft, "people": written, "recipients": going}
    if policy.quiet is not None and not one.urgent:
        # Kept with it: whoever makes and sends the messages knows no policy, and a night may come before all are out.
        body["quiet"] = list(policy.quiet)
    journal.append(tx, NewEntry(Kind.BROADCAST_STARTED, f"broadcast:{made.broadcast}", body, who))
    project_broadcast(tx, made.broadcast)
    return -1


class _Way(NamedTuple):
    """Over what a broadcast goes; as of ``Preview``."""

    gateway: str = ""
    seconds: float | None = None
    cost: float | None = None
    currency: str = ""


def _way(r: Reading, found: Sequence[Recipient], text: str, me: str) -> _Way:
    """By the gateway that each message will be written for."""
    known = sms_sinks(r)
    if not known:
        return _Way()
    sink_of = sinks_for(r)
    named = bool(unfilled(text))
    usual = measure(text).parts
    parts: Counter[str] = Counter()
    for one in found:
        if not one.reason:
            parts[sink_of(one.number) or known[0]] += measure(text_for(text, one.name, me)).parts if named else usual
    used = parts or Counter({known[0]: 0})
    prices = {sink: sms_cost(r, sink) for sink in used}
    told = [price for price in prices.values() if price is not None]
    same = len(told) == len(used) and len({currency for _, currency in told}) == 1
    cost = sum(price[0] * used[sink] for sink, price in prices.items() if price is not None)
    return _Way(
        max(used, key=lambda sink: used[sink]),
        max(count / (sms_rate(r, sink) or 1.0) for sink, count in used.items()),
        cost if same else None,
        told[0][1] if same else "",
    )


def _decided(
    r: Reading, me: str, text: str, audience: Audience, policy: Policy, now: int, *, urgent: bool
) -> list[Recipient]:
    quiet = None if urgent else policy.quiet
    asked = broadcast_people.asked(r, audience, zones=quiet is not None)
    return decide(asked, text, me, _night(now, quiet), serving(r))


def _night(now: int, quiet: tuple[int, int] | None) -> Callable[[tuple[str, ...]], bool]:
    """Whether it is night in any of some zones; a zone that does not exist counts for nothing."""
    moment = datetime.fromtimestamp(now / 1000, UTC)

    @cache
    def night(zone: str) -> bool:
        try:
            local = moment.astimezone(ZoneInfo(zone))
        except (ValueError, OSError, KeyError):
            return False
        return quiet_at(local.hour * 60 + local.minute, quiet)

    return lambda zones: quiet is not None and any(map(night, zones))


def _clean(audience: Audience) -> Audience:
    if audience.role and audience.role not in ROLES:
        raise InputError(f"There is no kind of people '{audience.role}'.", f"Choose one of {', '.join(ROLES)}.")
    return Audience(
        audience.role,
        clean_line(audience.search, "search"),
        clean_line(audience.group, "group"),
        tuple(filter(None, (clean_line(key, "person") for key in audience.people))),
        tuple(filter(None, (clean_line(number, "number") for number in audience.numbers))),
    )


def _require_draft(one: Broadcast) -> None:
    if one.state != "draft":
        raise InputError("This broadcast was started already.", "Look at its progress, or draft a new one.")


def _digest(found: Sequence[Recipient]) -> str:
    # Of all that were asked for: who is left out changes with the hour, and gives it to nobody else.
    return digest_of(one.number for one in found)


def _require_review(one: Broadcast, recipients: int, digest: str, policy: Policy) -> None:
    if not needs_review(policy, recipients, urgent=one.urgent):
        return
    if not one.approved_by:
        raise InputError(
            f"This goes to {recipients} people, so a second person has to approve it.",
            "Ask a colleague to look at it and to approve it with their login.",
            recipients=recipients,
        )
    if one.approved_for < recipients:
        raise InputError(
            f"It was approved for {one.approved_for} people and would go to {recipients} now.",
            "Have it approved again.",
            recipients=recipients,
        )
    if not is_approved(one, recipients, digest):
        raise InputError(
            "Others would get it than those that were looked at.",
            "Let a second person look at it again.",
            recipients=recipients,
        )
