"""Roll calls: whom one would ask and over what, starting and closing it, and asking somebody again.

Whom it goes to, over which paths and in which order is decided once, when it is started, and written down before anybody is asked;
from then on ``services.roll_call_asking`` asks, a few people at a time. A roll call is urgent: it does not wait for anybody's quiet hours
to end, and tells how many of them it disturbs.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.broadcast import Audience
from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.ids import uuid7
from fallback_console.domain.languages import language_code
from fallback_console.domain.numbers import parse, region_of
from fallback_console.domain.paths import DISTURBING, HUB, TEXTS, Why, first_of_all
from fallback_console.domain.person import ROLES
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.roll_call import ASKED_OVER, LANGUAGES, LONGEST, Asked
from fallback_console.domain.templates import fill, unfilled
from fallback_console.services import presence
from fallback_console.services.connections import sms_sinks
from fallback_console.services.paths import kinds_down, ladder_of, sinks_for
from fallback_console.services.people import called
from fallback_console.services.reach_signs import withdraw
from fallback_console.services.record import clean_line, clean_text
from fallback_console.services.sms_choice import serving
from fallback_console.store import broadcast_people, journal
from fallback_console.store.home import home_region
from fallback_console.store.roll_call_projection import project_roll, write_roll_people

if TYPE_CHECKING:
    from collections.abc import Callable

    from fallback_console.domain.broadcast import Someone
    from fallback_console.services.paths import Ladder
    from fallback_console.store.tx import Reading, Tx

__all__ = ["EVERYBODY", "TEXTS_NOW", "Plan", "Totals", "advance", "close", "found_in", "plan", "totals"]

AT_ONCE = 200
"""So many people are written down in one transaction."""

REASON = "Nobody needs to be asked any more."
"""Why a question that was not sent yet is taken back."""

TEXTS_NOW: Mapping[str, str] = {
    "en": "Roll call by {me}: are you there? Answer 1 if you are safe and available, 2 if you need help, or write a few words.",
    "ja": "{me}より安否確認です。無事で対応できる場合は1、助けが必要な場合は2と返信してください。文章でも構いません。",
}
"""The question as it is asked where nobody writes another."""

EVERYBODY = "everybody"
"""As the kind of people of an audience: of all kinds but customers."""

_LONGEST_TITLE = 80


class Plan(NamedTuple):
    """A roll call, decided and not yet written down.

    Attributes:
        roll: its id.
        texts: the question by language, with its places filled.
        waits: milliseconds that a path of a kind has.
        found: everybody who was asked for.
    """

    roll: str
    title: str
    texts: dict[str, str]
    audience: Audience
    waits: dict[str, int]
    found: list[Asked]


class Totals(NamedTuple):
    """What a roll call comes to.

    Attributes:
        people: everybody who was asked for.
        asked: who is asked.
        first: how many are asked over which kind of path first.
        left_out: how many are not asked, by reason.
        quiet: how many of those who are asked are in their quiet hours now.
        languages: how many are asked in which language.
    """

    people: int
    asked: int
    first: dict[str, int]
    left_out: dict[str, int]
    quiet: int
    languages: dict[str, int]


def found_in(r: Reading, audience: Audience, rules: ReachRules, now: int) -> list[Asked]:
    """Everybody whom an audience means, with the paths over which they would be asked; nobody twice. Nothing is written.

    Args:
        now: UTC epoch milliseconds.

    Raises:
        InputError: nobody or too many were asked for.
    """
    served, down, sinks, there = serving(r), kinds_down(r), sinks_for(r), presence.there(r, now)
    texts = bool(sms_sinks(r))
    known: set[str] = set()
    found: list[Asked] = []
    for one in _meant(r, audience):
        whom, name = _whom(r, one)
        if whom in known:
            continue
        if whom:
            known.add(whom)
        else:
            found.append(Asked(one.person, name or one.typed, LANGUAGES[0], (), one.problem or "gone"))
            continue
        ladder = ladder_of(r, whom, rules, now, down=down, sinks=sinks, there=there)
        found.append(_asked(r, one, ladder, lambda number: texts and served(number)))
    return found


def totals(found: list[Asked]) -> Totals:
    """What it comes to."""
    going = [one for one in found if not one.reason]
    first = Counter(one.steps[0][0] for one in going)
    return Totals(
        len(found),
        len(going),
        {kind: first[kind] for kind in ASKED_OVER if first[kind]},
        dict(Counter(one.reason for one in found if one.reason).most_common()),
        sum(one.quiet for one in going),
        dict(Counter(one.language for one in going).most_common()),
    )


def plan(
    r: Reading,
    who: str,
    title: str,
    texts: Mapping[str, str],
    audience: Audience,
    rules: ReachRules,
    now: int,
) -> Plan:
    """Decide whom a roll call asks. Nothing is written; ``advance`` does that.

    Args:
        title: what to call it; '' for the time.
        texts: the question by language; a language without one is asked in the usual words.
        now: UTC epoch milliseconds.

    Raises:
        InputError: a text is too long or has a place that cannot be filled, or nobody would be asked.
    """
    found = found_in(r, audience, rules, now)
    if all(one.reason for one in found):
        raise InputError("Nobody can be asked.", "Look at the preview why not.")
    me = called(r, who)
    asked = {code: _text(texts.get(code, "").strip() or TEXTS_NOW[code], me) for code in LANGUAGES}
    waits = {kind: rules.wait_ms(kind) for kind in ASKED_OVER if kind in TEXTS}
    named = clean_line(title, "title", limit=_LONGEST_TITLE)
    return Plan(uuid7(now, os.urandom(10)), named, asked, audience, waits, found)


def advance(tx: Tx, who: str, made: Plan, done: int) -> int:
    """One step of starting: some people are written down, or, once everybody is, it begins.

    A start that is cut off before its last step has asked nobody.

    Args:
        done: how many are written down: 0, then what this gave the last time.

    Returns:
        How many are written down now; -1 when it has begun.
    """
    subject = f"roll:{made.roll}"
    if done < len(made.found):
        part = [list(one) for one in made.found[done : done + AT_ONCE]]
        write_roll_people(
            tx, journal.append(tx, NewEntry(Kind.ROLL_PEOPLE, subject, {"first": done, "people": part}, who))
        )
        return done + len(part)
    body = {
        "title": made.title,
        "texts": made.texts,
        "audience": made.audience._asdict(),
        "waits": made.waits,
        "people": len(made.found),
    }
    journal.append(tx, NewEntry(Kind.ROLL_STARTED, subject, body, who))
    project_roll(tx, made.roll)
    return -1


def close(tx: Tx, who: str, roll: str, reason: str = "") -> int:
    """Nobody is asked any more; what was not sent yet is taken back. Answers that come late still count.

    Returns:
        How many people nobody has heard of.

    Raises:
        NotFoundError: there is no such roll call.
        InputError: it was closed before.
    """
    row = tx.one("SELECT closed_at FROM p_roll WHERE id = ?", (roll,))
    if row is None:
        raise NotFoundError("There is no such roll call.", "List the roll calls to see those there are.")
    if row[0]:
        raise InputError("This roll call was closed already.", "Answers that come late still count.")
    body = {"reason": clean_line(reason, "reason")}
    journal.append(tx, NewEntry(Kind.ROLL_CLOSED, f"roll:{roll}", body, who))
    project_roll(tx, roll)
    for (entry_id,) in tx.rows(
        "SELECT DISTINCT d.entry_id FROM p_roll_to t JOIN delivery d ON d.entry_id = t.entry_id"
        " WHERE t.roll = ? AND d.state IN ('waiting', 'needs_attention')",
        (roll,),
    ):
        withdraw(tx, who, entry_id, REASON)
    return int(tx.value("SELECT count(*) FROM p_roll_to WHERE roll = ? AND accounted = 0", (roll,)))


def _meant(r: Reading, audience: Audience) -> list[Someone]:
    if audience.role != EVERYBODY:
        return broadcast_people.asked(r, audience, zones=False)
    rest = audience._replace(role="", search="")
    parts = [Audience(role, audience.search) for role in ROLES if role != "customer"] + ([rest] if any(rest) else [])
    return [one for part in parts for one in broadcast_people.asked(r, part, zones=False)]


def _whom(r: Reading, one: Someone) -> tuple[str, str]:
    """Subject of somebody's paths, and their name; '' for who has none."""
    if one.person:
        name = broadcast_people.names(r, [one.person]).get(one.person)
        return (f"person:{one.person}", name) if name is not None else ("", one.name)
    number = parse(one.typed, home_region(r))
    return (f"number:{number.e164}", "") if number.possible else ("", "")


def _asked(r: Reading, one: Someone, ladder: Ladder, takes_text: Callable[[str], bool]) -> Asked:
    # The hub disturbs nobody and is answered in a moment; where nobody sits in front of it, it would only lose time.
    rungs = [
        rung
        for rung in first_of_all(ladder.rungs, ladder.wishes, HUB)
        if rung.path.kind in ASKED_OVER and rung.why != Why.NO_SINK and not (rung.path.kind == HUB and rung.health)
    ]
    usable = [rung for rung in rungs if not rung.why and (rung.path.kind != "sms" or takes_text(rung.path.address))]
    steps = tuple((rung.path.kind, rung.path.address) for rung in usable)
    reason = ""
    if not steps:
        why = next((rung.why for rung in rungs if rung.why), "")
        reason = why or ("no-gateway" if rungs else "no-number")
    return Asked(
        ladder.person_key or one.person,
        ladder.name or one.name,
        _language(r, ladder, steps),
        steps,
        reason,
        ladder.quiet_until is not None and any(kind in DISTURBING for kind, _ in steps),
    )


def _language(r: Reading, ladder: Ladder, steps: tuple[tuple[str, str], ...]) -> str:
    """The language to ask in: the person's, else that of the country of their first number."""
    told = r.value("SELECT language FROM p_person WHERE key = ?", (ladder.person_key,)) if ladder.person_key else ""
    code = language_code(str(told or "")).partition("-")[0]
    if code:
        return code if code in LANGUAGES else LANGUAGES[0]
    number = next((address for _, address in steps if address.startswith("+")), "")
    return "ja" if number and region_of(number) == "JP" else LANGUAGES[0]


def _text(text: str, me: str) -> str:
    body = clean_text(text, "question", limit=LONGEST)
    left = [place for place in unfilled(body) if place.strip("{}") != "me"]
    if left:
        raise InputError(f"A roll call cannot fill {', '.join(left)}.", "Take it out; {me} can be filled.")
    return fill(body, {"me": me})
