"""Watch rules: what counts, when it is enough, and that any order of firings gives the same waves."""

from __future__ import annotations

import random

import hypothesis.strategies as st
import pytest
from hypothesis import given

from fallback_console.domain.watch_rules import (
    AHEAD_MS,
    MINUTE,
    Condition,
    Counted,
    Facts,
    Fired,
    due_window,
    leaders,
    matches,
    reason_for,
    sane_now,
)

NOW = 1_766_000_000_000
FACTS = Facts("Drücker: VPN ist down", "Network", 60, "Example Ltd")


def case(minutes_ago: float, name: str = "") -> Counted:
    at = NOW - int(minutes_ago * MINUTE)
    return Counted(at, (name or f"rt:{at}",), name or str(at))


def wave(first: float, last: float, *, rest: int = 10, name: str = "f", names: tuple[str, ...] = ()) -> Fired:
    start, end = NOW - int(first * MINUTE), NOW - int(last * MINUTE)
    return Fired(name, f"{end:015d}.000000.{name}", start, end, rest * MINUTE, frozenset(names))


@pytest.mark.parametrize(
    ("condition", "fits"),
    [
        (Condition(), True),
        (Condition("vpn"), True),
        (Condition("VPN drucker"), True),
        (Condition("vpn up"), False),
        (Condition(queue="network"), True),
        (Condition(queue="Net"), False),
        (Condition(priority=60), True),
        (Condition(priority=61), False),
        (Condition(organisation="example"), True),
        (Condition(organisation="Sample"), False),
        (Condition("vpn", "Network", 60, "Ltd Example"), True),
        (Condition("vpn", "Support", 60, "Example"), False),
    ],
)
def test_every_part_of_a_condition_has_to_fit(condition: Condition, fits: bool) -> None:
    assert matches(condition, FACTS) is fits


@pytest.mark.parametrize(
    ("words", "fits"),
    [("障害", True), ("ネットワーク 障害", True), ("障", True), ("復旧", False), ("ﾈｯﾄﾜｰｸ", True), ("！", False)],
)
def test_japanese_words_are_found_within_a_line_without_spaces(words: str, fits: bool) -> None:
    assert matches(Condition(words), Facts("東京でネットワーク障害が発生", "", 0, "")) is fits


def test_enough_cases_within_the_minutes_make_a_window_with_all_that_came_in_them() -> None:
    assert due_window([case(1), case(2)], 3, 5, (), NOW) is None
    assert due_window([case(1), case(4), case(7)], 3, 5, (), NOW) is None
    found = due_window([case(9), case(1), case(2), case(2.5), case(0)], 3, 5, (), NOW)
    assert found is not None
    assert (found.start, found.end, len(found.cases)) == (case(2.5).at, NOW, 4)


def test_a_case_that_comes_twice_counts_once() -> None:
    assert due_window([case(1, "a"), case(1, "a"), case(2, "b")], 3, 5, (), NOW) is None


def test_cases_of_the_future_count_when_their_time_comes() -> None:
    cases = [case(1), case(2), case(-3)]
    assert due_window(cases, 3, 10, (), NOW) is None
    assert due_window(cases, 3, 10, (), NOW + 3 * MINUTE) is not None


def test_what_is_long_over_is_not_told() -> None:
    cases = [case(20), case(21), case(22)]
    assert due_window(cases, 3, 5, (), NOW) is None
    assert due_window(cases, 3, 5, (), NOW - 6 * MINUTE) is not None
    # A rule of many minutes looks as far back as these.
    assert due_window(cases, 3, 30, (), NOW) is not None


def test_a_wave_is_told_once_and_a_new_one_again() -> None:
    first = [case(9), case(8), case(7)]
    told = wave(9, 7, rest=5, names=("rt:x",))
    assert due_window([*first, case(3), case(2.5), case(2.1)], 3, 5, [told], NOW) is None
    later = NOW + 3 * MINUTE
    found = due_window([*first, case(1), case(0), case(-1)], 3, 5, [told], later)
    assert found is not None
    assert found.start == case(1).at
    # By one of its cases, whatever time it is said to be from.
    again = [case(0, "rt:x"), case(1), case(0.5)]
    assert due_window(again, 3, 5, [told], later) is None


def test_a_clock_far_behind_the_helpdesks_newest_cases_is_not_gone_by() -> None:
    far = NOW + 3 * 86_400_000
    assert sane_now(NOW, []) == NOW
    # One date that is wrong is that case's.
    assert sane_now(NOW, [far, NOW - 1, NOW - 2]) == NOW
    assert sane_now(NOW, [far, far + 5, far + 9, NOW]) == far
    assert sane_now(NOW, [NOW + AHEAD_MS] * 3) == NOW


def test_firings_that_are_near_or_share_a_case_are_one_wave() -> None:
    first, near = wave(60, 55, name="a"), wave(44, 40, name="b")
    far, sharing = wave(10, 5, name="c"), wave(20, 19, name="d", names=("rt:1",))
    shared = wave(59, 58, name="a2", names=("rt:1",))
    assert leaders([near, first]) == {"a": "a", "b": "b"}
    assert leaders([far, near, first, wave(50, 45, name="n")]) == {"a": "a", "n": "a", "b": "b", "c": "c"}
    assert leaders([shared, sharing]) == {"a2": "a2", "d": "a2"}


fired = st.builds(
    lambda name, at, long, rest, names, hlc: Fired(
        str(name), f"{hlc:03d}.{name:03d}", at, at + long, rest, frozenset(map(str, names))
    ),
    st.integers(0, 40),
    st.integers(0, 400),
    st.integers(0, 30),
    st.integers(10, 60),
    st.sets(st.integers(0, 60), max_size=3),
    st.integers(0, 99),
)


@given(st.lists(fired, max_size=14, unique_by=lambda one: one.id), st.integers(0, 99))
def test_any_order_and_any_repetition_gives_the_same_waves(firings: list[Fired], seed: int) -> None:
    shuffled = firings + random.Random(seed).choices(firings, k=5) if firings else []
    random.Random(seed).shuffle(shuffled)
    found = leaders(firings)
    assert leaders(shuffled) == found
    by_id = {one.id: one for one in firings}
    leading = [by_id[one] for one, first in found.items() if one == first]
    assert set(found) == set(by_id)
    for one, first in found.items():
        assert by_id[first].hlc <= by_id[one].hlc
        assert found[first] == first
    for at, one in enumerate(leading):
        for other in leading[at + 1 :]:
            assert one.names.isdisjoint(other.names)


@given(
    st.lists(st.integers(-30, 120), max_size=40),
    st.integers(2, 5),
    st.integers(1, 15),
    st.integers(0, 30),
)
def test_however_cases_come_in_a_case_is_told_at_most_once(
    ages: list[int], count: int, minutes: int, extra: int
) -> None:
    """A station looks each time some of the cases have come."""
    cases = [Counted(NOW - age * MINUTE, (f"rt:{n}",), str(n)) for n, age in enumerate(ages)]
    told: list[Fired] = []
    for upto in range(len(cases) + 1):
        window = due_window(cases[:upto], count, minutes, told, NOW)
        if window is None:
            continue
        assert len(window.cases) >= count
        assert window.end - window.start <= minutes * MINUTE
        assert window.end <= NOW
        names = frozenset(name for one in window.cases for name in one.names)
        assert all(names.isdisjoint(before.names) for before in told)
        rest = (minutes + extra) * MINUTE
        told.append(Fired(str(upto), f"{upto:04d}", window.start, window.end, rest, names))
    # What one station tells one after the other is never taken for one wave afterwards.
    assert leaders(told) == {one.id: one.id for one in told}


def test_what_is_texted_names_some_of_the_cases() -> None:
    assert reason_for("en", "VPN", 10, ["1", "2"]) == "VPN: 2 cases in 10 min: 1, 2"
    assert reason_for("ja", "VPN", 10, list("123456")) == "VPN：10分間に6件: 1, 2, 3, 4, 5 …"
    assert len(reason_for("en", "n" * 60, 1440, ["9" * 50] * 2000)) < 300
