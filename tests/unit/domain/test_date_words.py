"""Date words: what a hurried person types, in both languages, over changes of the clocks."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.date_words import LONGEST_DAYS, understand

TOKYO = ZoneInfo("Asia/Tokyo")
BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")


def ms(zone: ZoneInfo | timezone, *when: int) -> int:
    return int(datetime(*when, tzinfo=zone).timestamp() * 1000)  # type: ignore[arg-type]


NOW = ms(TOKYO, 2026, 11, 24, 10, 44, 30)
"""A Tuesday."""


def read(text: str, now: int = NOW, zone: ZoneInfo = TOKYO) -> str:
    """As the clock in the zone shows it, or the problem."""
    found = understand(text, now, zone)
    if found.at is None:
        return found.problem
    return datetime.fromtimestamp(found.at / 1000, zone).strftime("%a %Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("english", "japanese", "meant"),
    [
        ("tomorrow 9:00", "明日9時", "Wed 2026-11-25 09:00"),
        ("Tomorrow at 9", "明日の9時", "Wed 2026-11-25 09:00"),
        ("tomorrow", "明日", "Wed 2026-11-25 09:00"),
        ("tomorrow 9:30 pm", "明日 午後9時半", "Wed 2026-11-25 21:30"),
        ("tomorrow morning", "明日の朝", "Wed 2026-11-25 09:00"),
        ("tomorrow afternoon", "明日の午後", "Wed 2026-11-25 14:00"),
        ("day after tomorrow 13:05", "明後日 13時5分", "Thu 2026-11-26 13:05"),
        ("today 16:00", "今日16時", "Tue 2026-11-24 16:00"),
        ("16:00", "16時", "Tue 2026-11-24 16:00"),
        ("9:00", "９時", "Wed 2026-11-25 09:00"),
        ("4pm", "午後4時", "Tue 2026-11-24 16:00"),
        ("noon", "正午", "Tue 2026-11-24 12:00"),
        ("12 pm", "午後0時", "Tue 2026-11-24 12:00"),
        ("12:30 am", "午前0時30分", "Wed 2026-11-25 00:30"),
        ("in 2 hours", "2時間後", "Tue 2026-11-24 12:45"),
        ("in 30 min", "30分後", "Tue 2026-11-24 11:15"),
        ("in 1h30", "1時間半後", "Tue 2026-11-24 12:15"),
        ("in half an hour", "３０分後", "Tue 2026-11-24 11:15"),
        ("90 min", "90分後に", "Tue 2026-11-24 12:15"),
        ("in 2 days", "2日後", "Thu 2026-11-26 10:45"),
        ("in 2 days at 14:00", "2日後の14時", "Thu 2026-11-26 14:00"),
        ("in a week", "1週間後", "Tue 2026-12-01 10:45"),
        ("fri 14:00", "金曜 14:00", "Fri 2026-11-27 14:00"),
        ("Friday", "金曜日", "Fri 2026-11-27 09:00"),
        ("tue 14:00", "火曜14時", "Tue 2026-11-24 14:00"),
        ("tue 9:00", "火曜9時", "Tue 2026-12-01 09:00"),
        ("next monday", "来週月曜", "Mon 2026-11-30 09:00"),
        ("next friday 8:15", "来週の金曜日8時15分", "Fri 2026-12-04 08:15"),
        ("this friday", "今週金曜", "Fri 2026-11-27 09:00"),
        ("next week", "来週", "Mon 2026-11-30 09:00"),
        ("25 Nov 9:00", "11月25日 9時", "Wed 2026-11-25 09:00"),
        ("nov 25th, 9am", "11月25日の朝9時", "Wed 2026-11-25 09:00"),
        ("3 jan", "1月3日", "Sun 2027-01-03 09:00"),
        ("2026-12-01 15:30", "2026年12月1日15:30", "Tue 2026-12-01 15:30"),
        ("11/25 9:00", "25日9時", "Wed 2026-11-25 09:00"),
        ("25/11 9:00", "２５日９時", "Wed 2026-11-25 09:00"),
        ("today 9:00", "今日9時", "past"),
        ("this monday", "今週月曜", "past"),
        ("20 nov", "11月20日", "past"),
        ("2026-11-01", "2026年11月1日", "past"),
        ("2028-02-01", "2028年2月1日", "far"),
        ("in 800 days", "800日後", "far"),
        ("", " \u3000", "empty"),
        ("soon", "そのうち", "unclear"),
        ("3/4 9:00", "4/3", "unclear"),
        ("31 nov", "11月31日", "unclear"),
        ("tomorrow 25:00", "明日25時", "unclear"),
        ("tomorrow 14 am", "99日", "unclear"),
        ("tomorrow friday", "明日金曜", "unclear"),
        ("tomorrow 9:00 maybe", "明日9時かも", "unclear"),
        ("9", "月", "unclear"),
        ("in 0 min", "0分後", "unclear"),
    ],
)
def test_what_is_understood(english: str, japanese: str, meant: str) -> None:
    assert (read(english), read(japanese)) == (meant, meant)


def test_a_time_that_the_clocks_leave_out_is_as_much_later() -> None:
    now = ms(BERLIN, 2027, 3, 27, 12, 0)
    assert read("tomorrow 2:30", now, BERLIN) == "Sun 2027-03-28 03:30"


def test_a_time_that_comes_twice_is_the_first_still_to_come() -> None:
    before = ms(NEW_YORK, 2026, 10, 31, 12, 0)
    found = understand("tomorrow 1:30", before, NEW_YORK).at
    assert found == int(datetime(2026, 11, 1, 5, 30, tzinfo=timezone.utc).timestamp() * 1000)  # noqa: UP017
    assert understand("1:30", found, NEW_YORK).at == found + 3_600_000


def test_hours_pass_and_days_keep_the_clock_when_it_changes() -> None:
    now = ms(BERLIN, 2027, 3, 27, 20, 0)
    assert understand("in 12 hours", now, BERLIN).at == now + 12 * 3_600_000
    assert read("in 1 day", now, BERLIN) == "Sun 2027-03-28 20:00"


ZONES = st.sampled_from(
    [TOKYO, BERLIN, NEW_YORK, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Asia/Kathmandu"), ZoneInfo("Pacific/Apia")]
)
MOMENTS = st.integers(ms(TOKYO, 2020, 1, 1), ms(TOKYO, 2040, 1, 1))
PIECES = st.sampled_from(
    [
        *"0 1 9 12 30 31 : / - . 月 日 時 分 後 半 曜 年".split(),
        "tomorrow",
        "next",
        "fri",
        "in",
        "h",
        "days",
        "明日",
        "来週",
        "pm",
    ]
)


@given(
    st.text() | st.lists(PIECES, max_size=8).map(" ".join) | st.lists(PIECES, max_size=8).map("".join), MOMENTS, ZONES
)
def test_nothing_but_the_near_future_and_never_an_error(text: str, now: int, zone: ZoneInfo) -> None:
    found = understand(text, now, zone)
    assert (found.at is None) == (found.problem in {"empty", "unclear", "past", "far"})
    if found.at is not None:
        assert now < found.at <= now + LONGEST_DAYS * 86_400_000
        assert found.at % 60_000 == 0


@given(MOMENTS, ZONES, st.integers(0, 23), st.integers(0, 59))
def test_tomorrow_is_the_next_day_at_that_time_wherever_it_exists(
    now: int, zone: ZoneInfo, hour: int, minute: int
) -> None:
    there = datetime.fromtimestamp(now / 1000, zone)
    wanted = datetime.combine(there.date() + timedelta(days=1), datetime.min.time()).replace(hour=hour, minute=minute)
    at = understand(f"tomorrow {hour}:{minute:02d}", now, zone).at
    assert at is not None
    assert at == understand(f"明日{hour}時{minute}分", now, zone).at
    shown = datetime.fromtimestamp(at / 1000, zone).replace(tzinfo=None)
    exists = wanted.replace(tzinfo=zone).astimezone(timezone.utc).astimezone(zone).replace(tzinfo=None) == wanted  # noqa: UP017
    # Where the clocks leave it out, no earlier than asked for.
    assert shown == wanted if exists else shown > wanted


@given(MOMENTS, ZONES, st.integers(0, 23), st.integers(0, 59))
def test_a_time_alone_is_within_the_next_day(now: int, zone: ZoneInfo, hour: int, minute: int) -> None:
    at = understand(f"{hour}:{minute:02d}", now, zone).at
    assert at is not None
    assert now < at <= now + 26 * 3_600_000


@given(MOMENTS, ZONES, st.integers(1, 5000))
def test_minutes_are_counted_as_they_pass(now: int, zone: ZoneInfo, minutes: int) -> None:
    at = understand(f"in {minutes} min", now, zone).at
    assert at is not None
    assert 0 <= at - (now + minutes * 60_000) < 60_000
    assert at == understand(f"{minutes}分後", now, zone).at
