"""How long something was down in a stretch of time, for each day and in all. Pure sums over spans of milliseconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Day", "Span", "SystemHistory", "by_day", "down_ms"]

Span = tuple[int, int | None]
"""(from, to), UTC epoch milliseconds; to is None while it lasts."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day.

    Attributes:
        start: its first moment, UTC epoch milliseconds.
        known: milliseconds of it that were watched and have passed.
        down: milliseconds of those that the system was down.
    """

    start: int
    known: int
    down: int


@dataclass(frozen=True, slots=True)
class SystemHistory:
    """What is recorded of one system.

    Attributes:
        known_from: before it this station recorded nothing, UTC epoch milliseconds; None where it never did.
        down: (from, to or None while it lasts), oldest first.
        words: supervisors' overrides as (at, 'up', 'down' or 'auto', reason, login), oldest first.
    """

    system: str
    known_from: int | None
    down: tuple[Span, ...]
    words: tuple[tuple[int, str, str, str], ...]


def down_ms(spans: Sequence[Span], start: int, end: int) -> int:
    """Milliseconds within [start, end) that any of the spans covers; what several cover counts once."""
    total, reached = 0, start
    for began, ended in sorted((max(b, start), end if e is None else min(e, end)) for b, e in spans):
        began = max(began, reached)
        if ended > began:
            total += ended - began
            reached = ended
    return total


def by_day(spans: Sequence[Span], starts: Sequence[int], known_from: int, now: int) -> tuple[Day, ...]:
    """What every day was like.

    Args:
        starts: first moment of each day, ascending, and that of the day after the last. Days have 23 to 25 hours.
        known_from: nothing is known of the time before.
        now: nothing is known of the time after.
    """
    found = []
    for begin, end in pairwise(starts):
        first, last = max(begin, known_from), min(end, now)
        known = max(0, last - first)
        found.append(Day(begin, known, down_ms(spans, first, last) if known else 0))
    return tuple(found)
