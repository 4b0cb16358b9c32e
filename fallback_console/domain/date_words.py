"""Dates and times as a hurried person types them, in English and Japanese: 'tomorrow 9:00', 'in 2 hours', '明日9時', '30分後'.

Both languages are understood whatever language the window has. What is read is a moment in the future or nothing: a word that is
left over, a date that may be two ('3/4') or a time that has passed is not guessed at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

__all__ = ["LONGEST_DAYS", "Understood", "understand"]

LONGEST_DAYS = 366
"""Nothing is planned further ahead."""

_MORNING = time(9, 0)
_MINUTE_MS = 60_000
_ROLL_DAYS = 300
"""A date without a year that has passed means next year's only where that is nearer than this: '3 jan' in November."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What was read.

    Attributes:
        at: UTC epoch milliseconds of a whole minute; None where there is a problem.
        problem: '' | 'empty' | 'unclear' | 'past' | 'far' (more than ``LONGEST_DAYS`` ahead).
    """

    at: int | None
    problem: str = ""


def understand(text: str, now: int, zone: tzinfo | None = None) -> Understood:
    """Read date words.

    A time alone is its next occurrence, a day alone is at 9:00, a weekday is its next one; 'next friday' and 来週金曜 are in the next
    week, which begins on Monday. Hours and minutes from now are counted as they pass; days from now keep the time of the clock. A
    time that a change of the clocks leaves out is as much later; one that comes twice is the first that is still to come.

    Args:
        text: as typed, of any length.
        now: UTC epoch milliseconds.
        zone: of the person; None for this computer's.
    """
    words = " ".join(unicodedata.normalize("NFKC", text[:200]).casefold().split())
    if not words:
        return Understood(None, "empty")
    try:
        at = _read(_Reading(words), now, zone)
    except (ValueError, OverflowError, OSError):
        # A day that no calendar has.
        at = None
    if at is None:
        return Understood(None, "unclear")
    if at <= now:
        return Understood(None, "past")
    if at > now + LONGEST_DAYS * 24 * 3_600_000:
        return Understood(None, "far")
    return Understood(at)


class _Reading:
    """A text from which what was understood is cut out, until nothing is left."""

    def __init__(self, text: str) -> None:
        self.text = text

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Cut out the first match."""
        found = pattern.search(self.text)
        if found is not None:
            self.text = f"{self.text[: found.start()]} {self.text[found.end() :]}"
        return found

    @property
    def is_done(self) -> bool:
        """Nothing but little words is left."""
        return not _FILLERS.sub(" ", self.text).strip()


def _word(pattern: str) -> re.Pattern[str]:
    """Latin words end where no letter or digit of their own kind goes on; Japanese writes no blanks between its words."""
    return re.compile(rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])")


_FILLERS = re.compile(
    r"(?<![a-z])(?:at|on|by|the|around|about|from now|o'clock|then)(?![a-z])|[、,。・]|の|に|から|頃|ごろ"
)
_IN = _word(
    r"(?:in |after )?(?:(?P<half>half an hour)|(?P<one>an?|one) (?P<oneunit>hour|minute|day|week)|"
    r"(?P<h>\d{1,4}(?:\.5)?) ?(?:h|hrs?|hours?)(?:(?: and)? ?(?P<hm>\d{1,2}) ?(?:m|mins?|minutes?)?)?|"
    r"(?P<m>\d{1,5}) ?(?:m|mins?|minutes?)|(?P<d>\d{1,3}) ?(?:d|days?)|(?P<w>\d{1,2}) ?(?:w|weeks?))"
)
_LATER = re.compile(
    r"(?:(?P<h>\d{1,4})時間(?:(?P<half>半)|(?P<hm>\d{1,2})分)?|(?P<m>\d{1,5})分|(?P<d>\d{1,3})日|(?P<w>\d{1,2})週間)後"
)
_DAYS = {
    "day after tomorrow": 2,
    "today": 0,
    "tomorrow": 1,
    "tmrw": 1,
    "tmr": 1,
    "明明後日": 3,
    "しあさって": 3,
    "明後日": 2,
    "あさって": 2,
    "今日": 0,
    "本日": 0,
    "明日": 1,
    "あした": 1,
    "翌日": 1,
}
_DAY = re.compile(
    "|".join(rf"(?<![a-z]){d}(?![a-z])" if d.isascii() else d for d in sorted(_DAYS, key=len, reverse=True))
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = _word(
    r"(?:(?P<which>next|this|coming) )?(?P<day>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|"
    r"fri(?:day)?|sat(?:urday)?|sun(?:day)?)\.?"
)
_YOUBI = re.compile(r"(?P<which>今週|来週|再来週|次)?の?(?P<day>[月火水木金土日])曜日?")
_NEXT_WEEK = re.compile(r"(?<![a-z])next week(?![a-z])|(?<!再)来週(?!の?[月火水木金土日]曜)")
_ISO = _word(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})")
_KANJI_DATE = re.compile(r"(?:(?P<y>\d{4})年)?(?:(?P<m>\d{1,2})月)?(?P<d>\d{1,2})日(?!後)")
_SLASH = _word(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[a-z]{0,6})\.?"
_DAY_MONTH = _word(rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}(?:,? (?P<y>\d{{4}}))?")
_MONTH_DAY = _word(rf"{_MONTH} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y>\d{{4}}))?(?!:)")
_CLOCK = _word(r"(?P<h>\d{1,2})[:.](?P<m>\d{2}) ?(?P<half>[ap]\.?m\.?)?")
_AM_PM = _word(r"(?P<h>\d{1,2}) ?(?P<half>[ap]\.?m\.?)")
_JI = re.compile(
    r"(?P<half>午前|午後|朝|夜|夕方)?の?(?P<h>\d{1,2})(?:時(?!間)(?:(?P<han>半)|(?P<m>\d{1,2})分(?!後))?|:(?P<m2>\d{2}))"
)
_PARTS = {
    "morning": time(9, 0),
    "noon": time(12, 0),
    "afternoon": time(14, 0),
    "evening": time(18, 0),
    "tonight": time(18, 0),
    "正午": time(12, 0),
    "午前": time(9, 0),
    "午後": time(14, 0),
    "朝": time(9, 0),
    "昼": time(12, 0),
    "夕方": time(17, 0),
    "夜": time(19, 0),
}
_PART = re.compile("|".join(rf"(?<![a-z]){p}(?![a-z])" if p.isascii() else p for p in _PARTS))
_BARE = re.compile(r"(?:^|(?<=\s))(?P<h>\d{1,2})(?P<m>[0-5]\d)?(?=\s|$)")


def _read(text: _Reading, now: int, zone: tzinfo | None) -> int | None:
    here = _wall(now, zone)
    later = text.take(_LATER) or text.take(_IN)
    if later is not None:
        return _later(later.groupdict(), text, now, here, zone)
    day, exact = _day(text, here)
    clock = _clock(text, bare=day is not None or _says_at(text))
    if not text.is_done or (day is None and clock is None):
        return None
    if day is None and clock is not None:
        # The next time that the clock shows this.
        return _next(lambda n: _moment(here.date() + timedelta(days=n), clock, now, zone), now, (0, 1))
    if day is None:
        return None
    if exact or clock is None:
        return _moment(day, clock or _MORNING, now, zone)
    return _next(lambda n: _moment(day + timedelta(days=n), clock, now, zone), now, (0, 7))


def _says_at(text: _Reading) -> bool:
    return text.text.startswith("at ")


def _next(moment: Callable[[int], int], now: int, days: tuple[int, ...]) -> int:
    found = [moment(n) for n in days]
    return next((at for at in found if at > now), found[-1])


def _later(found: dict[str, str | None], text: _Reading, now: int, here: datetime, zone: tzinfo | None) -> int | None:
    unit = found.get("oneunit") or ""
    minutes = round(float(found.get("h") or 0) * 60) + int(found.get("hm") or 0) + int(found.get("m") or 0)
    minutes += 30 if found.get("half") else 0
    minutes += {"hour": 60, "minute": 1}.get(unit, 0)
    days = int(found.get("d") or 0) + 7 * int(found.get("w") or 0) + {"day": 1, "week": 7}.get(unit, 0)
    if days and not minutes:
        clock = _clock(text, bare=True)
        start = here if here.second == 0 else here + timedelta(minutes=1)
        at = clock or time(start.hour, start.minute)
        return _moment(here.date() + timedelta(days=days), at, now, zone) if text.is_done else None
    if not minutes or not text.is_done:
        return None
    return -(-(now + minutes * _MINUTE_MS) // _MINUTE_MS) * _MINUTE_MS


def _day(text: _Reading, here: datetime) -> tuple[date | None, bool]:
    """The day, and whether it is that very one: a weekday whose time has passed is next week's instead."""
    today = here.date()
    if found := text.take(_DAY):
        return today + timedelta(days=_DAYS[found[0]]), True
    if "tonight" in text.text:
        return today, True
    if found := text.take(_WEEKDAY):
        return _weekday(today, _WEEKDAYS.index(found["day"][:3]), found["which"] or "", here)
    if found := text.take(_YOUBI):
        return _weekday(today, "月火水木金土日".index(found["day"]), found["which"] or "", here)
    if text.take(_NEXT_WEEK):
        return today + timedelta(days=7 - today.weekday()), True
    return _calendar_day(text, today), True


def _weekday(today: date, weekday: int, which: str, here: datetime) -> tuple[date, bool]:
    monday = today - timedelta(days=today.weekday())
    weeks = {"next": 1, "来週": 1, "再来週": 2, "this": 0, "今週": 0}.get(which)
    if weeks is not None:
        return monday + timedelta(days=7 * weeks + weekday), True
    ahead = (weekday - today.weekday()) % 7
    if ahead == 0 and which in ("次", "coming"):
        ahead = 7
    day = today + timedelta(days=ahead)
    if ahead == 0 and here.time() >= _MORNING:
        # Without a time, today's morning is over; with one, ``_read`` looks whether it still comes.
        return day, False
    return day, ahead != 0


def _calendar_day(text: _Reading, today: date) -> date | None:
    if found := text.take(_ISO) or text.take(_KANJI_DATE):
        return _dated(today, found["y"], found["m"], found["d"])
    if found := text.take(_DAY_MONTH) or text.take(_MONTH_DAY):
        return _dated(today, found["y"], str(_MONTHS.index(found["m"]) + 1), found["d"])
    if found := text.take(_SLASH):
        one, other = int(found["a"]), int(found["b"])
        if one <= 12 and other <= 12 and one != other:
            raise ValueError("may be two days")
        return _dated(today, None, str(min(one, other)), str(max(one, other)))
    return None


def _dated(today: date, year: str | None, month: str | None, day: str) -> date:
    if year is not None:
        return date(int(year), int(month or today.month), int(day))
    if month is None:
        this = today.replace(day=int(day)) if int(day) >= today.day else None
        after = today.replace(day=1) + timedelta(days=32)
        return this or after.replace(day=int(day))
    found = date(today.year, int(month), int(day))
    if found < today:
        again = date(today.year + 1, int(month), int(day))
        return again if (again - today).days <= _ROLL_DAYS else found
    return found


def _clock(text: _Reading, *, bare: bool) -> time | None:
    if found := text.take(_CLOCK) or text.take(_AM_PM):
        half = (found["half"] or "").replace(".", "")
        return _hour(int(found["h"]), int(found.groupdict().get("m") or 0), half)
    if found := text.take(_JI):
        half = {"午前": "am", "朝": "", "午後": "pm", "夕方": "later", "夜": "later"}.get(found["half"] or "", "")
        return _hour(int(found["h"]), 30 if found["han"] else int(found["m"] or found["m2"] or 0), half)
    if found := text.take(_PART):
        return _PARTS[found[0]]
    if bare and (found := text.take(_BARE)):
        return time(int(found["h"]), int(found["m"] or 0))
    return None


def _hour(hour: int, minute: int, half: str) -> time:
    if half == "later":
        return time(hour + 12 if hour < 12 else hour, minute)
    if half:
        if hour > 12 or (hour == 0 and half == "am"):
            # '午後14時' is said; '14 am' is not.
            return time(hour if half == "pm" or hour == 0 else 24, minute)
        return time(hour % 12 + (12 if half == "pm" else 0), minute)
    return time(hour, minute)


def _wall(at: int, zone: tzinfo | None) -> datetime:
    return datetime.fromtimestamp(at / 1000, zone).replace(tzinfo=None)


def _moment(day: date, clock: time, now: int, zone: tzinfo | None) -> int:
    naive = datetime.combine(day, clock)
    moments = [
        int(naive.replace(tzinfo=zone, fold=fold).timestamp()) * 1000 // _MINUTE_MS * _MINUTE_MS for fold in (0, 1)
    ]
    # In a gap the second reading is the earlier one; it is never better than the first.
    return moments[1] if moments[0] <= now < moments[1] else moments[0]
