"""How much working time is left until a case is due: outside business hours, on holidays, at lunch and while the case waits for
somebody else the countdown stands still.

Pure rules over a calendar. The answer only ever falls while time goes on, by at most the time that went by, in any zone and
through any change of the clocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

__all__ = ["Calendar", "Left", "Pause", "SlaRules", "rules_from"]

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = timedelta(days=1)
_LAST_YEAR = 2200


class Pause:
    """Why a countdown stands still; '' where it runs."""

    NONE = ""
    WAITING = "waiting"
    HOURS = "hours"
    LUNCH = "lunch"
    HOLIDAY = "holiday"


class Left(NamedTuple):
    """Where a countdown stands.

    Attributes:
        ms: working milliseconds until it is due; negative where it is late, by working time as well.
        pause: of ``Pause``.
        until: when it goes on, UTC epoch milliseconds; None where it runs, or nobody knows.
    """

    ms: int
    pause: str = Pause.NONE
    until: int | None = None


@dataclass(frozen=True)
class SlaRules:
    """When a team works.

    Attributes:
        zone: IANA name of the zone that the hours are meant in.
        hours: for each weekday from Monday, (begin, end) of what is worked, minutes since midnight; () for a day off.
        lunch: (begin, end) in minutes, None where there is none.
        holidays: days off besides.
        waiting: statuses, in lower case, that stop the countdown.
    """

    zone: str = "UTC"
    hours: tuple[tuple[int, int] | None, ...] = ((0, 24 * 60),) * 7
    lunch: tuple[int, int] | None = None
    holidays: frozenset[date] = frozenset()
    waiting: frozenset[str] = frozenset()


@dataclass
class Calendar:
    """Working time by rules; keeps what it has worked out."""

    rules: SlaRules
    _zone: ZoneInfo = field(init=False)
    _first: date = field(init=False, default=date.min)
    _sums: list[int] = field(init=False, default_factory=list)
    _spans: dict[date, tuple[tuple[int, int], ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._zone = ZoneInfo(self.rules.zone)

    def left(self, due_at: int, now: int, status: str = "") -> Left:
        """The countdown of a case.

        Args:
            due_at, now: UTC epoch milliseconds.
            status: of the case.
        """
        if max(self._local(due_at).year, self._local(now).year) >= _LAST_YEAR:
            return Left(due_at - now)
        rest = self.worked(due_at) - self.worked(now)
        if status.casefold() in self.rules.waiting:
            return Left(rest, Pause.WAITING)
        pause = self.pause(now)
        return Left(rest, pause, self.next_start(now) if pause else None)

    def worked(self, at: int) -> int:
        """Working milliseconds from a fixed day of long ago until a moment; only differences mean something."""
        day = self._local(at).date()
        return self._sum_before(day) + sum(min(max(at - begin, 0), end - begin) for begin, end in self.spans(day))

    def pause(self, at: int) -> str:
        """Why nobody works at a moment, '' where somebody does."""
        local = self._local(at)
        if any(begin <= at < end for begin, end in self.spans(local.date())):
            return Pause.NONE
        if local.date() in self.rules.holidays:
            return Pause.HOLIDAY
        spans = self.spans(local.date())
        return Pause.LUNCH if len(spans) > 1 and spans[0][1] <= at < spans[-1][0] else Pause.HOURS

    def next_start(self, at: int) -> int | None:
        """When work begins the next time after a moment, UTC epoch milliseconds; None where it does not within a year."""
        day = self._local(at).date()
        for ahead in range(367):
            for begin, _ in self.spans(day + ahead * _DAY):
                if begin > at:
                    return begin
        return None

    def spans(self, day: date) -> tuple[tuple[int, int], ...]:
        """What is worked on a day: (begin, end) in UTC epoch milliseconds, in order."""
        found = self._spans.get(day)
        if found is None:
            found = self._spans[day] = self._work_out(day)
        return found

    def _work_out(self, day: date) -> tuple[tuple[int, int], ...]:
        hours = self.rules.hours[day.weekday()]
        if hours is None or day in self.rules.holidays:
            return ()
        parts = [hours]
        if self.rules.lunch is not None:
            begin, end = self.rules.lunch
            parts = [(hours[0], min(hours[1], begin)), (max(hours[0], end), hours[1])]
        moments = [(self._moment(day, begin), self._moment(day, end)) for begin, end in parts if begin < end]
        # Where the clocks go forward over a boundary, a part may have no length.
        return tuple((begin, end) for begin, end in moments if begin < end)

    def _moment(self, day: date, minutes: int) -> int:
        midnight = datetime.combine(day + (_DAY if minutes >= 24 * 60 else timedelta()), time())
        there = midnight + timedelta(minutes=minutes % (24 * 60))
        return int(there.replace(tzinfo=self._zone).timestamp() * 1000)

    def _local(self, at: int) -> datetime:
        try:
            return datetime.fromtimestamp(at / 1000, self._zone).replace(tzinfo=None)
        except (OverflowError, ValueError, OSError):
            return datetime(_LAST_YEAR, 1, 1, tzinfo=UTC).replace(tzinfo=None)

    def _sum_before(self, day: date) -> int:
        """Working time of all days before one, counted from the first that was asked for."""
        if not self._sums:
            self._first, self._sums = day, [0]
        while day < self._first:
            self._first -= _DAY
            # The sums stay those of the first day asked for; what lies before counts below zero.
            self._sums.insert(0, self._sums[0] - _length(self.spans(self._first)))
        place = (day - self._first).days
        while len(self._sums) <= place:
            last = self._first + (len(self._sums) - 1) * _DAY
            self._sums.append(self._sums[-1] + _length(self.spans(last)))
        return self._sums[place]


def _length(spans: Iterable[tuple[int, int]]) -> int:
    return sum(end - begin for begin, end in spans)


def rules_from(values: Mapping[str, object]) -> SlaRules:
    """Rules as IT's file writes them.

    ``zone = "Asia/Tokyo"``, ``hours = {mon-fri = "09:00-18:00", sat = "10:00-14:00"}``, ``lunch = "12:00-13:00"``,
    ``holidays = [2026-11-23]``, ``waiting = ["stalled"]``. Days that ``hours`` does not name are off; without ``hours`` every
    hour counts.

    Raises:
        ValueError: the sentence names what cannot be.
    """
    unknown = set(values) - {"zone", "hours", "lunch", "holidays", "waiting"}
    if unknown:
        raise ValueError(f"unknown name '{sorted(unknown)[0]}'; known are zone, hours, lunch, holidays and waiting")
    zone = values.get("zone", "UTC")
    try:
        ZoneInfo(str(zone))
    except (ValueError, OSError, KeyError) as error:
        raise ValueError(f"there is no time zone '{zone}'") from error
    hours = values.get("hours")
    waiting = values.get("waiting", [])
    if not isinstance(waiting, list) or not all(isinstance(status, str) for status in waiting):
        raise ValueError("'waiting' is not a list of statuses")
    return SlaRules(
        zone=str(zone),
        hours=SlaRules.hours if hours is None else _hours(hours),
        lunch=None if values.get("lunch") is None else _span(values["lunch"]),
        holidays=frozenset(_days_off(values.get("holidays", []))),
        waiting=frozenset(status.casefold() for status in waiting),
    )


def _hours(table: object) -> tuple[tuple[int, int] | None, ...]:
    if not isinstance(table, Mapping):
        raise ValueError("'hours' is not a table of days")
    found: list[tuple[int, int] | None] = [None] * 7
    for days, span in table.items():
        first, _, last = str(days).casefold().partition("-")
        if first not in _DAYS or (last or first) not in _DAYS:
            raise ValueError(f"'{days}' is not a day; write mon, tue, wed, thu, fri, sat, sun or mon-fri")
        begin, end = _DAYS.index(first), _DAYS.index(last or first)
        for number in range(begin, end + 1 if end >= begin else end + 8):
            found[number % 7] = _span(span)
    return tuple(found)


def _span(text: object) -> tuple[int, int]:
    match = re.fullmatch(r"\s*(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\s*", str(text))
    if match is None:
        raise ValueError(f"'{text}' is not a span of time; write 09:00-18:00")
    hour, minute, last_hour, last_minute = map(int, match.groups())
    begin, end = hour * 60 + minute, last_hour * 60 + last_minute
    if minute > 59 or last_minute > 59 or not 0 <= begin < end <= 24 * 60:
        raise ValueError(f"'{text}' does not end after it begins, within one day")
    return begin, end


def _days_off(days: object) -> list[date]:
    if not isinstance(days, list):
        raise ValueError("'holidays' is not a list of days")
    try:
        return [day if isinstance(day, date) else date.fromisoformat(str(day)) for day in days]
    except ValueError as error:
        raise ValueError(f"'holidays' has something that is not a day; write 2026-11-23 ({error})") from error
