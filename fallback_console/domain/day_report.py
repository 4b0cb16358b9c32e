"""A day in numbers and decisions: what people did while systems were down, and what became of it."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["DayOutage", "DayReport", "Decision", "PersonDay", "SinkDay"]


class DayOutage(NamedTuple):
    """An outage that ran on the day.

    Attributes:
        since_at, over_at: whole, also where it began the day before; over_at None while it runs.
        in_day_ms: how long of it lay in the day, milliseconds.
    """

    since_at: int
    over_at: int | None
    systems: tuple[str, ...]
    in_day_ms: int


class SinkDay(NamedTuple):
    """One system.

    Attributes:
        delivered: arrived on the day, whenever it was made.
        waiting, unknown, needs_attention: made until the end of the day and open now.
    """

    sink: str
    delivered: int
    waiting: int
    unknown: int
    needs_attention: int


class Decision(NamedTuple):
    """How a conflict was resolved, or what was given up.

    Attributes:
        what: the entry it was about, in one line; English, as everything the inside writes.
        kind: of that entry.
        choice: of a conflict: 'mine', 'theirs' or 'edit'; '' for what was dropped.
        field, value: of a conflict: what counts now.
        reason: why it was dropped; '' for a conflict.
    """

    at: int
    who: str
    case_number: str
    kind: str
    what: str
    choice: str
    field: str
    value: str
    reason: str


class PersonDay(NamedTuple):
    """What one person did."""

    who: str
    calls: int = 0
    talk_seconds: int = 0
    sms: int = 0
    notes: int = 0
    replies: int = 0
    changes: int = 0
    plans: int = 0
    cases: int = 0
    decisions: int = 0


class DayReport(NamedTuple):
    """A day.

    Attributes:
        start, end: the day, UTC epoch milliseconds; the end is the next day's start.
        made_at: when this was read.
        outages: the earliest first.
        calls: how many by outcome; those that came in under 'in'.
        talk_seconds: of all calls together.
        sms: how many text messages that were sent that day are in which state by now: '' (nothing is known), 'accepted',
            'buffered', 'delivered', 'failed'.
        sms_received: from outside.
        team: everybody together.
        sinks: by name.
        conflicts_open: those that wait for a decision now and were made until the end of the day.
        conflicts, drops: what was decided, the earliest first.
        conflicts_resolved, dropped: how many, also where not all are listed.
        people: who did anything, by name.
    """

    start: int
    end: int
    made_at: int
    outages: tuple[DayOutage, ...]
    calls: dict[str, int]
    talk_seconds: int
    sms: dict[str, int]
    sms_received: int
    team: PersonDay
    sinks: tuple[SinkDay, ...]
    conflicts_open: int
    conflicts: tuple[Decision, ...]
    conflicts_resolved: int
    drops: tuple[Decision, ...]
    dropped: int
    people: tuple[PersonDay, ...]
