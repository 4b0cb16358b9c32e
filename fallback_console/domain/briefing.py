"""Briefings: what we know, what we do and what we need, told to the whole team on a clock.

Whether the next one is due follows from when the last one was given and from how often one is wanted. A workstation's clock may be
wrong, so a time that cannot be is never waited for: an alarm too early costs a look, one that never comes costs the team.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

__all__ = [
    "LEAST_MINUTES",
    "LONGEST",
    "MOST_MINUTES",
    "PARTS",
    "USUAL_MINUTES",
    "Briefing",
    "Rhythm",
    "answered_number",
    "code_of",
    "due_at",
    "is_overdue",
    "next_after",
]

PARTS = ("conditions", "actions", "needs")
"""What a briefing is made of: how things stand, what is being done, what is missing."""

USUAL_MINUTES, LEAST_MINUTES, MOST_MINUTES = 30, 5, 240
"""Between one briefing and the next, while nobody has chosen; and what can be chosen."""

LONGEST = 2000
"""Longest text of one part, characters."""

_MINUTE_MS = 60_000
_ANSWER = re.compile(r"b\s?([1-9][0-9]{0,3})(?![0-9a-z])")


class Briefing(NamedTuple):
    """One that was given.

    Attributes:
        id: of its entry.
        outage: id of the outage it belongs to.
        number: among those of its outage, from 1.
        conditions, actions, needs: plain text, at least one of them is not ''.
        made_at, next_due_at: UTC epoch milliseconds; the next one was promised for then.
        by: login of who gave it.
    """

    id: str
    outage: str
    number: int
    conditions: str
    actions: str
    needs: str
    made_at: int
    by: str
    next_due_at: int


class Rhythm(NamedTuple):
    """How often a briefing is wanted in an outage, and from when on that counts.

    Attributes:
        began_at: the outage was declared then, UTC epoch milliseconds.
        is_over: there is nothing to wait for.
        minutes: between two.
        changed: ``minutes`` was chosen after the last briefing, and so it counts more than what that one promised.
    """

    began_at: int
    is_over: bool
    minutes: int = USUAL_MINUTES
    changed: bool = False


def next_after(at: int, minutes: int) -> int:
    """When the next one is due after one given at a time."""
    return at + minutes * _MINUTE_MS


def due_at(rhythm: Rhythm, last: Briefing | None, now: int) -> int | None:
    """When the next briefing is due, UTC epoch milliseconds; None where the outage is over.

    A time that lies further ahead than one whole turn was written by a clock that was wrong, here or there: then it is due now.
    """
    if rhythm.is_over:
        return None
    if last is None:
        due = next_after(rhythm.began_at, rhythm.minutes)
    elif rhythm.changed:
        due = next_after(last.made_at, rhythm.minutes)
    else:
        due = last.next_due_at
    turn = rhythm.minutes * _MINUTE_MS if last is None or rhythm.changed else last.next_due_at - last.made_at
    return due if due - now <= turn else now


def is_overdue(due: int | None, now: int) -> bool:
    """Whether one should have been given by now."""
    return due is not None and due <= now


def code_of(number: int) -> str:
    """What somebody answers by text message to say that they have read it: 'B3'."""
    return f"B{number}"


def answered_number(text: str) -> int | None:
    """The number of the briefing that a text message confirms; None where it confirms none.

    The code stands alone at the beginning, in letters of any size and width: 'b3', 'Ｂ３ 了解', 'B 3, thanks'.
    """
    found = _ANSWER.match(unicodedata.normalize("NFKC", text).strip().lower())
    return None if found is None else int(found[1])
