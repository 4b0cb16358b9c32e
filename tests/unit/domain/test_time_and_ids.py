"""Hybrid logical time, ids, and the moves of deliveries."""

from __future__ import annotations

import random
import uuid

import hypothesis.strategies as st
import pytest
from hypothesis import given

from fallback_console.domain.clock import Hlc
from fallback_console.domain.delivery import OPEN_STATES, DeliveryState, backoff_seconds, may_move
from fallback_console.domain.ids import uuid7, uuid7_ms

walls = st.integers(0, 2**45)
times = st.builds(Hlc, walls, st.integers(0, 999_999), st.sampled_from(["a1", "b2"]))


@given(times, st.lists(walls, max_size=30))
def test_time_never_goes_back_whatever_the_wall_clock_does(start: Hlc, clock: list[int]) -> None:
    last = start
    for wall in clock:
        following = last.tick(wall)
        assert following > last or following.station != last.station
        assert str(following) > str(last)
        assert following.wall_ms >= wall
        last = following


@given(times, times, walls)
def test_an_entry_comes_after_all_that_was_seen(mine: Hlc, seen: Hlc, wall: int) -> None:
    merged = mine.merge(seen, wall)
    assert (merged.wall_ms, merged.counter) > (mine.wall_ms, mine.counter)
    assert (merged.wall_ms, merged.counter) > (seen.wall_ms, seen.counter)
    assert merged.station == mine.station


@given(times, times)
def test_text_sorts_as_time(one: Hlc, other: Hlc) -> None:
    assert Hlc.parse(str(one)) == one
    assert (str(one) < str(other)) == (one < other)


def test_a_text_that_is_no_time() -> None:
    with pytest.raises(ValueError):
        Hlc.parse("yesterday")


@given(st.integers(0, 2**48 - 1), st.binary(min_size=10, max_size=10))
def test_ids_are_version_7_and_carry_their_time(ms: int, noise: bytes) -> None:
    made = uuid7(ms, noise)
    parsed = uuid.UUID(made)
    assert (parsed.version, parsed.variant, uuid7_ms(made)) == (7, uuid.RFC_4122, ms)
    assert len(made) == 36


@given(st.integers(0, 2**48 - 2), st.binary(min_size=10, max_size=10), st.binary(min_size=10, max_size=10))
def test_later_ids_sort_later(ms: int, noise: bytes, other: bytes) -> None:
    assert uuid7(ms, noise) < uuid7(ms + 1, other)


def test_ids_refuse_what_they_cannot_carry() -> None:
    with pytest.raises(ValueError):
        uuid7(-1, bytes(10))
    with pytest.raises(ValueError):
        uuid7(1 << 48, bytes(10))
    with pytest.raises(ValueError):
        uuid7(0, bytes(9))
    with pytest.raises(ValueError):
        uuid7_ms(str(uuid.UUID(int=0)))


def test_ten_thousand_ids_of_one_millisecond_differ() -> None:
    dice = random.Random(7)
    assert len({uuid7(5, dice.randbytes(10)) for _ in range(10_000)}) == 10_000


@given(st.lists(st.sampled_from(DeliveryState), max_size=30))
def test_deliveries_move_only_as_they_may(wanted: list[DeliveryState]) -> None:
    state = DeliveryState.WAITING
    sent = False
    for target in wanted:
        if may_move(state, target):
            sent = sent or target is DeliveryState.IN_FLIGHT
            # What is done with is never touched again, and nothing is confirmed that was never sent.
            assert state in OPEN_STATES
            assert target is not DeliveryState.CONFIRMED or sent
            state = target


@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True))
def test_back_off_grows_and_stays_bounded(attempts: int, jitter: float) -> None:
    assert 1.0 <= backoff_seconds(attempts, jitter) <= 300.0
    assert backoff_seconds(attempts, jitter) <= backoff_seconds(attempts + 1, jitter)
