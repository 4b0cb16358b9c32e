"""The ladder of paths to somebody: what is known of each, and what the person wishes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fallback_console.domain import paths
from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.number_zones import time_zones
from fallback_console.domain.numbers import parse
from fallback_console.domain.paths import HUB, KINDS, Path, Record, Rung, Wishes
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.services import outages, presence
from fallback_console.services.chatting import CHAT, can_chat
from fallback_console.services.claims import has_hub
from fallback_console.services.connections import sms_sinks
from fallback_console.services.mailing import MAIL, can_send
from fallback_console.services.record import Saved
from fallback_console.services.wishes import wishes_of
from fallback_console.store import journal, people
from fallback_console.store.home import home_region
from fallback_console.store.reach_projection import project_paths
from fallback_console.store.shown_person import head_of

if TYPE_CHECKING:
    from fallback_console.domain.views import PersonRow
    from fallback_console.store.tx import Reading, Tx

__all__ = [
    "AS_USUAL",
    "Ladder",
    "kinds_down",
    "ladder_of",
    "prefer",
    "sinks_for",
    "whom_of",
]

AS_USUAL = None
"""As quiet hours: those of this station's rules."""

_NEWEST = 40
"""So many calls and messages with a number tell how it fares."""


class Ladder(NamedTuple):
    """The paths to somebody.

    Attributes:
        whom: 'person:<key>' or 'number:<E.164>', the subject of what is said about their paths.
        person_key, name: '' where nobody is known.
        rungs: in the order in which they are tried.
        wishes: what is written down.
        quiet: the quiet hours in force, in minutes since midnight.
        zones: IANA names of where the person may be; '' is this machine's own.
        quiet_until: it is their quiet time until then, UTC epoch milliseconds; None where it is not.
        usual: the same paths in the order in which they are tried where nothing is wished.
    """

    whom: str
    person_key: str
    name: str
    rungs: tuple[Rung, ...]
    wishes: Wishes
    quiet: tuple[int, int]
    zones: tuple[str, ...]
    quiet_until: int | None
    usual: tuple[Path, ...]


def whom_of(r: Reading, *, person_key: str = "", number: str = "") -> str:
    """The subject under which somebody's paths are kept: the person, also the one a number surely belongs to, else the number.

    Raises:
        NotFoundError: there is no such person.
        InputError: neither is given, or the number is none.
    """
    if person_key:
        if people.person_of_key(r, person_key) is None:
            raise NotFoundError("There is no such person here.", "Search by name or number.")
        return f"person:{head_of(r, person_key)}"
    typed = parse(number, home_region(r))
    if not typed.possible:
        raise InputError("This is no number that could be reached.", "Check the number and its country code.")
    sure = [person for person, exact in people.matching(r, typed.e164) if exact]
    return f"person:{sure[0].key}" if len(sure) == 1 else f"number:{typed.e164}"


def ladder_of(
    r: Reading,
    whom: str,
    rules: ReachRules,
    now: int,
    *,
    down: frozenset[str] | None = None,
    sinks: frozenset[str] | None = None,
    there: frozenset[str] | None = None,
) -> Ladder:
    """The paths to somebody as they are now.

    Args:
        whom: as ``whom_of`` gives it.
        now: UTC epoch milliseconds.
        down, sinks, there: as ``kinds_down``, ``sinks_for`` and ``presence.there`` tell it, for who asks for many ladders; None asks
            them.

    Raises:
        NotFoundError: there is no such person any more.
    """
    sort, _, key = whom.partition(":")
    person: PersonRow | None = None
    if sort == "person":
        person = people.person_of_key(r, key)
        if person is None:
            raise NotFoundError("There is no such person here.", "Search by name or number.")
        found = paths.paths_of(person)
        whom = f"person:{person.key}"
    else:
        found = _of_number(r, key)
    wishes = wishes_of(r, whom)
    broken = kinds_down(r) if down is None else down
    offered = sinks_for(r) if sinks is None else sinks
    if person is not None and person.login and HUB in offered:
        present = presence.there(r, now) if there is None else there
        broken |= frozenset() if person.login in present else {f"{HUB}:{person.key}"}
    rungs = paths.ladder(
        found,
        wishes,
        _records(r, found),
        broken,
        now,
        offered,
    )
    zones = paths.zones_of(person.timezone if person is not None else "", found, rules.zone)
    quiet = rules.quiet if wishes.quiet is None else wishes.quiet
    return Ladder(
        whom,
        person.key if person is not None else "",
        person.name if person is not None else "",
        rungs,
        wishes,
        quiet,
        zones,
        paths.quiet_until(now, zones, quiet),
        found,
    )


def _of_number(r: Reading, e164: str) -> tuple[Path, ...]:
    shown = parse(e164).shown(home_region(r))
    out = people.opted_out(r, e164)
    return tuple(Path(kind, e164, shown, time_zones(e164), out) for kind in ("sms", "call"))


def prefer(
    tx: Tx,
    who: str,
    whom: str,
    *,
    order: Sequence[str] | None = None,
    consent: Mapping[str, bool | None] | None = None,
    quiet: tuple[int, int] | str | None = "",
) -> Saved:
    """Write down what somebody wishes of their paths; what is not named stays.

    Args:
        order: kinds or ids of paths, first first; empty for the usual order.
        consent: yes or no by kind or id; None where nobody asked after all.
        quiet: minutes since midnight, ``AS_USUAL`` for this station's hours, '' leaves them.

    Raises:
        InputError: there is no such path, or nothing is said.
    """
    before = wishes_of(tx, whom)
    body: dict[str, Any] = {}
    if order is not None and tuple(order) != before.order:
        body["order"] = [_known(one) for one in dict.fromkeys(order)]
    changed = {_known(path): may for path, may in (consent or {}).items() if before.consent.get(path) != may}
    if changed:
        body["consent"] = changed
    if not isinstance(quiet, str) and quiet != before.quiet:
        body["quiet"] = quiet
    if not body:
        return Saved((), "", ())
    entry = journal.append(tx, NewEntry(Kind.PATHS_SET, whom, body, who))
    project_paths(tx, whom)
    tx.touch("paths", whom)
    return Saved((entry.id,), "", ())


def _known(path: str) -> str:
    kind, colon, address = path.partition(":")
    if kind not in KINDS or (colon and not address):
        raise InputError(
            f"There is no path '{path}'.", f"Choose of {', '.join(KINDS)}, or a path as 'reach paths' lists it."
        )
    return path


def kinds_down(r: Reading) -> frozenset[str]:
    """Kinds of paths that do not work now, by what the monitor or a supervisor says."""
    running = outages.current(r)
    states: dict[str, str] = {}
    if running is not None:
        states.update(dict.fromkeys(running.systems, "down"))
        states.update({system: state for _, system, state, _ in running.timeline if state in ("up", "down")})
    states.update(outages.overrides(r))
    gateways = sms_sinks(r)
    down = {kind for kind in ("mail", "slack") if states.get(kind) == "down"}
    if gateways and all(states.get(one) == "down" for one in gateways):
        down.add("sms")
    return frozenset(down)


def sinks_for(r: Reading) -> frozenset[str]:
    """Kinds of paths that this station has something for."""
    more = {MAIL} if can_send(r) else set()
    if can_chat(r):
        more.add(CHAT)
    if has_hub(r):
        more.add(HUB)
    return paths.DISTURBING | more


def _records(r: Reading, found: Iterable[Path]) -> dict[str, Record]:
    """How every path with a number fared lately."""
    records: dict[str, Record] = {}
    for number in dict.fromkeys(path.address for path in found if path.kind in paths.DISTURBING):
        for kind, at, direction, outcome, state, called in r.rows(
            "SELECT e.kind, CAST(substr(e.hlc, 1, 15) AS INTEGER), json_extract(e.body, '$.direction'),"
            " json_extract(e.body, '$.outcome'), ifnull(s.state, ''), e.kind = 'call.logged'"
            " OR coalesce(json_type(e.body, '$.spoken'), json_type(e.body, '$.pressed')) IS NOT NULL"
            " FROM p_contact c JOIN entry e ON e.id = c.entry_id"
            " LEFT JOIN p_sms s ON s.entry_id = e.id WHERE c.number = ? ORDER BY c.hlc DESC LIMIT ?",
            (number, _NEWEST),
        ):
            good, bad = _fared(kind, direction, outcome, state)
            # That nobody took a call which was read out says nothing against the number.
            bad = bad and (kind == Kind.CALL or not called)
            for name in ("call", "desk") if called else ("sms",):
                known = records.get(f"{name}:{number}", Record())
                records[f"{name}:{number}"] = Record(
                    max(known.success, at if good else 0), max(known.failure, at if bad else 0)
                )
    return records


def _fared(kind: str, direction: str | None, outcome: str | None, state: str) -> tuple[bool, bool]:
    """Whether a call or a message shows that a path works, and whether that it does not."""
    if kind == Kind.SMS_RECEIVED:
        return True, False
    if kind == Kind.SMS_SENT:
        return state == "delivered", state == "failed"
    return direction == "in" or outcome in ("reached", "call-back"), outcome == "wrong-number"
