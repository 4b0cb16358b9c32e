"""How long something was down."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given

from fallback_console.domain.availability import Day, by_day, down_ms

HOUR = 3_600_000
SPANS = st.lists(
    st.tuples(st.integers(0, 300), st.none() | st.integers(0, 300)).map(
        lambda s: s if s[1] is None else (min(s), max(s))  # type: ignore[type-var]
    ),
    max_size=8,
)


@given(spans=SPANS, start=st.integers(0, 300), length=st.integers(0, 300))
def test_it_is_what_counting_every_moment_gives(spans: list[tuple[int, int | None]], start: int, length: int) -> None:
    end = start + length
    counted = sum(any(b <= t and (e is None or t < e) for b, e in spans) for t in range(start, end))
    assert down_ms(spans, start, end) == counted


@given(spans=SPANS, cuts=st.lists(st.integers(0, 300), min_size=2, max_size=8, unique=True).map(sorted))
def test_days_add_up(spans: list[tuple[int, int | None]], cuts: list[int]) -> None:
    days = by_day(spans, cuts, 0, 300)
    assert sum(day.down for day in days) == down_ms(spans, cuts[0], min(cuts[-1], 300))
    assert all(0 <= day.down <= day.known for day in days)


def test_nothing_is_said_of_what_was_not_watched() -> None:
    starts = [0, 24 * HOUR, 48 * HOUR, 72 * HOUR]
    days = by_day([(20 * HOUR, 30 * HOUR)], starts, 26 * HOUR, 50 * HOUR)
    assert days == (Day(0, 0, 0), Day(24 * HOUR, 22 * HOUR, 4 * HOUR), Day(48 * HOUR, 2 * HOUR, 0))
