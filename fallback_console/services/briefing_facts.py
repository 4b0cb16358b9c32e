"""What the console knows that a briefing may tell: how many cases wait, what is not delivered, whom to call back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fallback_console.services import backlog, briefing

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["Facts", "facts", "page"]

_HIGH, _MIDDLE = 67, 34
"""Priorities from which on a case counts as high or middle, as the queue shows them."""


class Facts(NamedTuple):
    """Counts as they are now.

    Attributes:
        high, middle, low: open cases by priority.
        unanswered: open cases where the customer had the last word.
        callbacks: people who should have been called back by now.
        waiting: deliveries that wait or are under way.
        attention: deliveries that need a person.
    """

    high: int
    middle: int
    low: int
    unanswered: int
    callbacks: int
    waiting: int
    attention: int


def facts(r: Reading, now: int) -> Facts:
    """All of it.

    Args:
        now: UTC epoch milliseconds.
    """
    high, middle, low = r.one(
        "SELECT ifnull(sum(priority >= ?), 0), ifnull(sum(priority >= ? AND priority < ?), 0), ifnull(sum(priority < ?), 0)"
        " FROM p_case WHERE closed = 0",
        (_HIGH, _MIDDLE, _HIGH, _MIDDLE),
    ) or (0, 0, 0)
    unanswered = r.value("SELECT count(*) FROM p_case WHERE closed = 0 AND customer_at > answer_at")
    sinks = backlog.summary(r)
    return Facts(
        high,
        middle,
        low,
        int(unanswered),
        backlog.due_callbacks(r, now),
        sum(one.waiting + one.in_flight for one in sinks),
        sum(one.unknown + one.needs_attention for one in sinks),
    )


def page(r: Reading, who: str, now: int) -> tuple[briefing.Room, dict[str, str], Facts]:
    """All that the window's page shows, read at one moment: where briefings stand, what was begun, what the console knows."""
    return briefing.room(r, who, now), briefing.begun(r), facts(r, now)
