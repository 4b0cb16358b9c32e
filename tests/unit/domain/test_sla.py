"""The countdown: it pauses when it should, and never jumps."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import hypothesis.strategies as st
import pytest
from hypothesis import given

from fallback_console.domain.sla import Calendar, Left, Pause, SlaRules, rules_from

HOUR = 3_600_000
DAY = 24 * HOUR
OFFICE = {
    "zone": "Asia/Tokyo",
    "hours": {"mon-fri": "09:00-18:00"},
    "lunch": "12:00-13:00",
    "holidays": ["2026-11-23"],
    "waiting": ["Stalled"],
}


def at(text: str, zone: str = "Asia/Tokyo") -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def test_office_hours_lunch_weekends_and_holidays_stop_it() -> None:
    calendar = Calendar(rules_from(OFFICE))
    due = at("2026-11-24 10:00")  # a Tuesday, after a holiday and a weekend
    assert calendar.left(due, at("2026-11-24 09:30")) == Left(HOUR // 2)
    assert calendar.left(due, at("2026-11-20 17:00")) == Left(2 * HOUR)
    assert calendar.left(due, at("2026-11-20 11:00")) == Left(7 * HOUR)
    assert calendar.left(due, at("2026-11-20 12:30")) == Left(6 * HOUR, Pause.LUNCH, at("2026-11-20 13:00"))
    assert calendar.left(due, at("2026-11-21 12:30")) == Left(HOUR, Pause.HOURS, at("2026-11-24 09:00"))
    assert calendar.left(due, at("2026-11-23 12:30")) == Left(HOUR, Pause.HOLIDAY, at("2026-11-24 09:00"))
    assert calendar.left(due, at("2026-11-24 08:59")) == Left(HOUR, Pause.HOURS, at("2026-11-24 09:00"))
    assert calendar.left(due, at("2026-11-24 11:00")).ms == -HOUR
    assert calendar.left(due, at("2026-11-24 10:30"), "stalled") == Left(-HOUR // 2, Pause.WAITING)


def test_without_rules_every_hour_counts() -> None:
    calendar = Calendar(SlaRules())
    assert calendar.left(5 * DAY + 7, 3 * DAY) == Left(2 * DAY + 7)
    assert calendar.left(1 << 62, 3 * DAY).ms == (1 << 62) - 3 * DAY
    assert calendar.left(3 * DAY, 5 * DAY) == Left(-2 * DAY)


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-01", 24)])
def test_days_on_which_the_clocks_change_have_the_length_they_have(day: str, hours: int) -> None:
    calendar = Calendar(SlaRules(zone="Europe/Berlin"))
    begin = at(f"{day} 00:00", "Europe/Berlin")
    assert calendar.worked(begin + hours * HOUR) - calendar.worked(begin) == hours * HOUR
    assert sum(e - b for b, e in calendar.spans(date.fromisoformat(day))) == hours * HOUR


def test_nobody_ever_works() -> None:
    calendar = Calendar(rules_from({"hours": {}}))
    assert calendar.left(9 * DAY, DAY) == Left(0, Pause.HOURS, None)


@pytest.mark.parametrize(
    "values",
    [
        {"zone": "Moon/Base"},
        {"hours": {"someday": "09:00-10:00"}},
        {"hours": {"mon": "10:00-09:00"}},
        {"hours": {"mon": "09:00-25:00"}},
        {"hours": "09:00-10:00"},
        {"lunch": "noon"},
        {"holidays": ["soon"]},
        {"holidays": "2026-01-01"},
        {"waiting": "stalled"},
        {"color": "red"},
    ],
)
def test_what_cannot_be_is_named(values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        rules_from(values)


def test_days_around_the_weekend_and_dates_as_toml_has_them() -> None:
    rules = rules_from({"hours": {"sat-mon": "10:00-11:00"}, "holidays": [date(2026, 1, 1)]})
    assert [number for number, span in enumerate(rules.hours) if span] == [0, 5, 6]
    assert rules.holidays == {date(2026, 1, 1)}


SPANS = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda span: span[0] < span[1])
RULES = st.builds(
    SlaRules,
    zone=st.sampled_from(
        ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "Africa/Cairo", "UTC"]
    ),
    hours=st.tuples(*[st.none() | SPANS] * 7),
    lunch=st.none() | SPANS,
    holidays=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=4),
)
MOMENTS = st.integers(at("2026-01-01 00:00"), at("2026-12-31 00:00"))


@given(rules=RULES, due=MOMENTS, now=MOMENTS, later=st.integers(0, 40 * DAY))
def test_it_only_falls_and_never_by_more_than_the_time_that_went_by(
    rules: SlaRules, due: int, now: int, later: int
) -> None:
    calendar = Calendar(rules)
    before, after = calendar.left(due, now), calendar.left(due, now + later)
    assert 0 <= before.ms - after.ms <= later
    assert (before.ms >= 0) if now <= due else (before.ms <= 0)


@given(rules=RULES, due=MOMENTS, now=MOMENTS, step=st.integers(1, HOUR))
def test_it_stands_still_exactly_while_it_says_so(rules: SlaRules, due: int, now: int, step: int) -> None:
    calendar = Calendar(rules)
    left = calendar.left(due, now)
    if left.pause:
        until = now + step if left.until is None else min(now + step, left.until)
        assert calendar.left(due, until).ms == left.ms
    else:
        assert calendar.left(due, now + 1).ms == left.ms - 1


@given(rules=RULES, moments=st.lists(MOMENTS, min_size=2, max_size=6))
def test_the_order_of_questions_does_not_matter(rules: SlaRules, moments: list[int]) -> None:
    one, other = Calendar(rules), Calendar(rules)
    straight = [one.worked(moment) for moment in moments]
    turned = [other.worked(moment) for moment in reversed(moments)][::-1]
    assert [a - straight[0] for a in straight] == [a - turned[0] for a in turned]
