"""What is asked of a message at the moment it is taken for sending: whether it is still wanted, and whether it may disturb now.

Much may have happened since it was written: its gateway was down for hours, a wish came, the person was reached over another
path. The taking is the one place that everything passes which goes out, however long and for whatever it waited.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fallback_console.domain.delivery import Problem
from fallback_console.domain.entry import Kind
from fallback_console.domain.paths import is_zone, quiet_until
from fallback_console.domain.reaching import ENDED, REACHED
from fallback_console.services.giving_up import subject_of
from fallback_console.services.wishes import wishes_of
from fallback_console.store import journal
from fallback_console.store.broadcast_people import zones_of
from fallback_console.store.people import opted_out, wants_none

if TYPE_CHECKING:
    from fallback_console.domain.entry import Entry
    from fallback_console.store.tx import Reading

__all__ = [
    "ALL_THE_SAME",
    "NO_MORE_TEXTS",
    "OPTED_OUT",
    "is_reached",
    "quiet_end",
    "quiet_end_of_many",
    "quiet_hours_of",
    "silent_until",
    "unwanted",
]

NO_MORE_TEXTS = "This number asked for no more text messages."

OPTED_OUT = "opted-out"
"""Code of the problem of a text whose recipient wants none."""

ALL_THE_SAME = "quiet"
"""Name, in the entry that says that a delivery goes now, of the word that it goes although its recipient has quiet hours."""

_BY_ANOTHER = "The person asked for no more text messages."

_TO_PEOPLE = (Kind.SMS_SENT, Kind.MAIL_SENT, Kind.CHAT_SENT)


class _Climb(NamedTuple):
    """The try to reach somebody that a message is a step of."""

    id: str
    state: str
    urgent: bool


def unwanted(r: Reading, entry: Entry) -> Problem | None:
    """Why a message must not go out any more; None where it may."""
    body = entry.body
    if entry.kind == Kind.SMS_SENT and "spoken" not in body:
        if opted_out(r, str(body["to"])):
            return Problem(OPTED_OUT, NO_MORE_TEXTS)
        if "broadcast" in body and wants_none(r, str(body["to"]), str(body["person"])):
            return Problem(OPTED_OUT, _BY_ANOTHER)
    return Problem("dropped", REACHED) if is_reached(r, entry) else None


def is_reached(r: Reading, entry: Entry) -> bool:
    """Whether a message is a step of a try to reach somebody that has come to its end."""
    climb = _climb_of(r, entry)
    return climb is not None and climb.state in ENDED


def silent_until(r: Reading, entry: Entry, now: int) -> int | None:
    """Until when a message must not go out because it would disturb its recipient at night; None where it may go.

    It holds for what the console sends by itself: steps of a try to reach somebody and broadcasts, where they are not urgent. What
    a person wrote to one person goes, as does what a person wants sent all the same this night.

    Args:
        now: UTC epoch milliseconds.
    """
    until = _night_of(r, entry, now)
    if until is None:
        return None
    told = journal.of_subject(r, subject_of(entry), (Kind.DELIVERY_RETRIED,))
    words = [e for e in told if e.body["of"] == entry.id and e.body.get(ALL_THE_SAME)]
    this_night = bool(words) and _night_of(r, entry, words[-1].made_at) == until
    return None if this_night else until


def quiet_end(r: Reading, started: Entry, now: int) -> int | None:
    """When the quiet hours end that are on where somebody is whom one tries to reach; None where it is no quiet time.

    Args:
        started: the entry that began it.
        now: UTC epoch milliseconds.
    """
    span = wishes_of(r, started.subject).quiet or _span(started.body.get("quiet"))
    return None if span is None else quiet_until(now, _texts(started.body.get("zones")), span)


def quiet_hours_of(r: Reading, run: str) -> tuple[int, int] | None:
    """In which minutes of their day nobody gets a broadcast; None where it is urgent, or there are none."""
    text = r.value(
        "SELECT e.body FROM p_broadcast b JOIN entry e ON e.subject = 'broadcast:' || b.id WHERE b.run = ?"
        f" AND b.run <> '' AND e.kind = '{Kind.BROADCAST_STARTED}' LIMIT 1",
        (run,),
    )
    return None if text is None else _span(json.loads(text).get("quiet"))


def quiet_end_of_many(r: Reading, number: str, person_key: str, quiet: tuple[int, int], now: int) -> int | None:
    """When the quiet hours of a broadcast end that are on where one of its people is; None where it is no quiet time.

    Args:
        number: E.164.
        person_key: whose it is, '' where that is not known.
        now: UTC epoch milliseconds.
    """
    # A zone that does not exist counts for nothing, as when it was decided who gets it.
    return quiet_until(now, [zone for zone in zones_of(r, number, person_key) if is_zone(zone)], quiet)


def _night_of(r: Reading, entry: Entry, now: int) -> int | None:
    if entry.kind != Kind.SMS_SENT:
        return None
    body = entry.body
    if "broadcast" in body:
        quiet = quiet_hours_of(r, body["broadcast"])
        return None if quiet is None else quiet_end_of_many(r, body["to"], body["person"], quiet, now)
    climb = _climb_of(r, entry)
    started = None if climb is None or climb.urgent else journal.find(r, climb.id)
    return None if started is None else quiet_end(r, started, now)


def _climb_of(r: Reading, entry: Entry) -> _Climb | None:
    if entry.kind not in _TO_PEOPLE or "broadcast" in entry.body:
        return None
    # It was begun to the person, or to the number where nobody was known.
    whom = (f"person:{entry.body['person']}", f"number:{entry.body['to']}")
    row = r.one(
        "SELECT id, state, urgent FROM p_reach INDEXED BY p_reach_whom WHERE whom IN (?, ?) AND instr(steps, ?) > 0 LIMIT 1",
        (*whom, entry.id),
    )
    return None if row is None else _Climb(row[0], row[1], bool(row[2]))


def _span(found: Any) -> tuple[int, int] | None:
    # It may be another station's, and of any version.
    if not (isinstance(found, Sequence) and [type(one) for one in found] == [int, int]):
        return None
    return found[0], found[1]


def _texts(found: Any) -> list[str]:
    return [one for one in found if isinstance(one, str)] if isinstance(found, Sequence) else []
