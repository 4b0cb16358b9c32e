"""How far a recovery is and how long it still takes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.recovery import WINDOW_MS, Recovery, follow, minutes_left, remaining

NOW = 1_766_000_000_000
SECOND = 1000
MINUTE = 60 * SECOND
moments = st.lists(st.integers(0, 2 * WINDOW_MS), max_size=60).map(lambda ago: tuple(NOW - a for a in sorted(ago)))


def each(pause: int, count: int, now: int = NOW) -> tuple[int, ...]:
    """Confirmations at an even pace, the newest now."""
    return tuple(now - n * pause for n in range(count))


def test_an_even_pace_is_carried_on() -> None:
    assert remaining(each(2 * SECOND, 31), 90, NOW) == (180 * SECOND, 0)


def test_too_few_say_nothing() -> None:
    assert remaining(each(SECOND, 2), 10, NOW) == (None, 0)
    # Old ones do not count.
    assert remaining(tuple(at - WINDOW_MS for at in each(SECOND, 50)[1:]), 10, NOW) == (None, 0)


def test_a_stall_is_told_and_nothing_is_promised() -> None:
    times = each(SECOND, 20, NOW - 45 * SECOND)
    assert remaining(times, 10, NOW) == (None, 45 * SECOND)
    # A slow system has longer pauses by nature.
    slow = each(20 * SECOND, 10, NOW - 45 * SECOND)
    assert remaining(slow, 10, NOW)[1] == 0


def test_it_grows_by_itself_while_nothing_comes() -> None:
    times = each(SECOND, 20)
    told = [remaining(times, 50, NOW + wait * SECOND)[0] for wait in (0, 10, 20, 30)]
    assert told == sorted(told, key=lambda ms: ms or 0)
    assert len(set(told)) == 4


def test_the_base_is_what_was_open_when_it_began() -> None:
    found = follow(None, 10, 100, (), NOW)
    assert found == Recovery(10, 100, 10, 0, None, 0, NOW)
    found = follow(found, 6, 104, each(SECOND, 4), NOW + 4 * SECOND)
    assert found is not None
    assert (found.total, found.done) == (10, 4)
    # What is written meanwhile comes on top; what is dropped is done with.
    more = follow(found, 9, 105, each(SECOND, 5), NOW + 5 * SECOND)
    fewer = follow(found, 2, 105, each(SECOND, 5), NOW + 5 * SECOND)
    assert more is not None
    assert fewer is not None
    assert (more.total, more.done, fewer.total, fewer.done) == (14, 5, 10, 8)
    assert follow(more, 0, 114, each(SECOND, 5), NOW + 20 * SECOND) is None


def test_who_looks_in_the_middle_sees_what_has_just_arrived() -> None:
    times = (*each(SECOND, 30), NOW - 3 * MINUTE)
    found = follow(None, 70, 500, times, NOW)
    assert found is not None
    assert (found.total, found.done, found.confirmed) == (100, 30, 470)


@given(moments, st.integers(0, 10_000))
def test_an_estimate_is_never_negative_and_excludes_a_stall(times: tuple[int, ...], left: int) -> None:
    told, quiet = remaining(times, left, NOW)
    assert told is None or (told >= 0 and quiet == 0)
    assert 0 <= quiet <= WINDOW_MS


@given(st.integers(1, 5_000), st.integers(0, 10_000), st.floats(0, 1e9), st.integers(0, 300_000), moments)
def test_it_never_jumps_beyond_what_is_measured(
    left: int, confirmed: int, before_ms: float, elapsed: int, times: tuple[int, ...]
) -> None:
    before = Recovery(left, confirmed, left, 0, before_ms, 0, NOW - elapsed)
    found = follow(before, left, confirmed, times, NOW)
    assert found is not None
    raw, _ = remaining(times, left, NOW)
    expected = max(0.0, before_ms - elapsed)
    if raw is None:
        assert found.left_ms is None
    else:
        assert found.left_ms is not None
        slack = 1e-6 * max(raw, expected)
        assert min(raw, expected) - slack <= found.left_ms <= max(raw, expected) + slack
    assert 0 <= found.done <= found.total


@given(st.integers(200, 4_000), st.integers(20, 200))
def test_at_an_even_pace_it_runs_down_with_the_clock(pause: int, count: int) -> None:
    now, found = NOW, None
    seen: list[float] = []
    for done in range(count):
        times = tuple(NOW + n * pause for n in range(done, -1, -1))
        found = follow(found, count - done, done, times, now)
        if found is not None and found.left_ms is not None:
            seen.append(found.left_ms)
        now += pause
    # It may settle while the pace is being measured, and then only runs down.
    assert seen
    settled = seen[len(seen) // 2 :]
    assert settled == sorted(settled, reverse=True)
    assert settled[-1] <= 3 * pause


@given(st.floats(0, 1e9))
def test_rounding_keeps_the_size(left_ms: float) -> None:
    minutes = minutes_left(left_ms)
    assert abs(minutes - left_ms / MINUTE) <= max(1.0, 0.26 * (left_ms / MINUTE))
    assert minutes == 0 or left_ms >= MINUTE


def test_rounded_as_people_say_it() -> None:
    assert [minutes_left(m * MINUTE) for m in (0.9, 1, 3.4, 12, 58, 61, 100)] == [0, 1, 3, 10, 60, 60, 90]
