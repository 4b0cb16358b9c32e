"""The courier: once, in order, patient, and never stopped by one bad case."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import DeliveryState, Doubles, Problem, Receipt
from fallback_console.domain.errors import (
    BadAnswerError,
    ConflictError,
    InputError,
    OutsideError,
    RefusedError,
    SignInError,
    ThrottledError,
    UnreachableError,
)
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.network.pacing import Pace, TokenBucket
from fallback_console.ports import Work
from fallback_console.services import cases, connections, dispatch, holding, reach, sync
from fallback_console.store.engine import Store
from tests.unit.network.courier_world import PACE, FakeSink, RealClock, Running, failing, lost, mirror, note, open_rows
from tests.unit.store.support import KEY


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "data", KEY, RealClock())) as opened:
        mirror(opened, 10)
        yield opened


def test_delivers_everything_in_order_per_case_and_several_cases_at_once(store: Store) -> None:
    ids = {case: [note(store, case, f"{case}/{i}") for i in range(5)] for case in (1, 2, 3, 4, 5)}
    sink = FakeSink()

    async def main() -> Running:
        async with Running(store, sink) as running:
            await running.until_empty()
            return running

    running = asyncio.run(main())
    assert sorted(sink.effects) == sorted(i for case in ids.values() for i in case)
    for wanted in ids.values():
        assert [e for e in sink.effects if e in wanted] == wanted
    assert 1 < sink.most_at_once <= sink.width
    assert running.phases() == ["canary", "flowing"]


def test_the_first_delivery_after_an_outage_goes_alone(store: Store) -> None:
    for case in range(1, 9):
        note(store, case, "text")
    release = asyncio.Event()
    at_once: list[int] = []

    async def slow(sink: FakeSink, work: Work) -> Receipt:
        at_once.append(sink.under_way)
        if not release.is_set():
            await release.wait()
        return Receipt()

    sink = FakeSink(script=slow)

    async def main() -> None:
        async with Running(store, sink) as running:
            await running.until(lambda: running.courier.phase("helpdesk") == "canary")
            while not at_once:
                await asyncio.sleep(0)
            for _ in range(50):
                await asyncio.sleep(0.001)
            assert at_once == [1]
            release.set()
            await running.until_empty()

    asyncio.run(main())
    assert len(sink.effects) == 8


@pytest.mark.parametrize("taken_back", [False, True])
def test_what_is_held_leaves_by_itself_when_its_time_has_come(store: Store, taken_back: bool) -> None:
    held = store.write(lambda tx: cases.add_note(tx, "alice", "rt:1", "held", hold_ms=300)).result().entry_ids[0]
    behind, beside = note(store, 1, "behind it"), note(store, 2, "beside it")
    sink = FakeSink()

    async def main() -> None:
        begin = time.monotonic()
        async with Running(store, sink) as running:
            await running.until(lambda: bool(sink.effects))
            assert sink.effects == [beside]
            if taken_back:
                await asyncio.wrap_future(store.write(lambda tx: holding.take_back(tx, "alice", held)))
            await running.until_empty()
        assert taken_back or time.monotonic() - begin >= 0.25

    asyncio.run(main())
    assert sink.effects == ([beside, behind] if taken_back else [beside, held, behind])


def test_nothing_is_sent_while_the_system_is_down_and_all_of_it_after(store: Store) -> None:
    note(store, 1, "kept")
    sink = FakeSink()

    async def main() -> None:
        running = Running(store, sink)
        running.up = False
        async with running:
            for _ in range(20):
                await asyncio.sleep(0.005)
            assert sink.calls == []
            assert running.courier.phase("helpdesk") == "held"
            running.up = True
            running.courier.wake()
            await running.until_empty()

    asyncio.run(main())
    assert len(sink.effects) == 1


@pytest.mark.parametrize(
    "error",
    [
        lambda: ConflictError("status", "open", "resolved", "stalled", theirs_by="bob", theirs_at=5, theirs_version=9),
        lambda: RefusedError("The helpdesk refused this.", "Look at it."),
    ],
)
def test_what_needs_a_person_stops_its_own_case_only(store: Store, error: Callable[[], OutsideError]) -> None:
    bad = note(store, 1, "bad")
    behind = note(store, 1, "behind")
    others = [note(store, case, "fine") for case in (2, 3, 4)]

    async def script(sink: FakeSink, work: Work) -> Receipt:
        if work.entry.id == bad:
            raise error()
        return Receipt()

    sink = FakeSink(script=script)

    async def main() -> None:
        async with Running(store, sink) as running:
            await running.until(lambda: len(open_rows(store)) == 2 and len(sink.effects) == 3)

    asyncio.run(main())
    assert set(sink.effects) == set(others)
    rows = {row.entry_id: row for row in open_rows(store)}
    assert rows[bad].state is DeliveryState.NEEDS_ATTENTION
    problem = rows[bad].problem
    assert problem is not None
    assert problem.message
    assert rows[behind].state is DeliveryState.WAITING


def test_a_retried_entry_goes_on_with_what_was_behind_it(store: Store) -> None:
    refused = note(store, 1, "refused once")
    behind = note(store, 1, "behind")

    async def script(sink: FakeSink, work: Work) -> Receipt:
        if work.entry.id == refused and len(sink.calls) == 1:
            raise RefusedError("No.", "Look at it.")
        return Receipt()

    sink = FakeSink(script=script)

    async def main() -> None:
        async with Running(store, sink) as running:
            await running.until(lambda: DeliveryState.NEEDS_ATTENTION in running.states())
            stopped = next(row.id for row in open_rows(store) if row.entry_id == refused)
            await asyncio.wrap_future(store.write(lambda tx: sync.retry(tx, "alice", stopped)))
            await running.until_empty()

    asyncio.run(main())
    assert sink.effects == [refused, behind]


def test_a_lost_answer_is_looked_up_and_not_repeated_where_there_is_a_marker(store: Store) -> None:
    ids = [note(store, case, "text") for case in range(1, 6)]
    sink = FakeSink(script=failing(1, lost, done=True))

    async def main() -> None:
        async with Running(store, sink) as running:
            await running.until_empty()

    asyncio.run(main())
    assert sorted(sink.effects) == sorted(ids)
    assert [look for _, look in sink.calls].count(True) == len(ids)


@pytest.mark.parametrize("error", [lost, lambda: BadAnswerError("A web page.", "Check the address.")])
def test_without_a_marker_a_lost_answer_becomes_unknown_and_is_never_sent_again(
    store: Store, error: Callable[[], OutsideError]
) -> None:
    ids = [note(store, case, "text") for case in (1, 2)]
    sink = FakeSink(script=failing(1, error, done=True), doubles=Doubles.NONE)

    async def main() -> None:
        async with Running(store, sink) as running:
            await running.until(lambda: running.states() == {DeliveryState.UNKNOWN} and len(running.events) >= 3)

    asyncio.run(main())
    assert [call for call, _ in sink.calls].count(ids[0]) == 1
    assert sorted(sink.effects) == sorted(ids)


def test_asking_the_gateway_settles_an_unknown_delivery(store: Store) -> None:
    note(store, 1, "arrived")
    sink = FakeSink(script=failing(1, lost, done=True), doubles=Doubles.NONE)

    async def main() -> None:
        async with Running(store, sink) as running:
            await running.until(lambda: running.states() == {DeliveryState.UNKNOWN})
            assert await running.courier.ask(open_rows(store)[0].id)
            assert not open_rows(store)
            with pytest.raises(InputError):
                await running.courier.ask(1)

    asyncio.run(main())
    assert len(sink.looked_up) == 1


@pytest.mark.parametrize("arrived", [False, True])
def test_what_is_wanted_no_more_is_looked_for_and_never_sent_again(store: Store, arrived: bool) -> None:
    store.write(lambda tx: connections.save(tx, Connection("sms:android", "android", {"listen_port": 4001}))).result()
    rules = ReachRules(quiet=(0, 0), zone="UTC")
    begun = store.write(lambda tx: reach.start(tx, "alice", "number:+12025550133", "Ring us.", rules)).result()
    # The answer is lost, and the climb ends before the gateway was asked.
    (work,) = store.write(lambda tx: dispatch.take(tx, "sms:android", tx.clock.now_ms(), 1, ())).result()
    problem = Problem("ambiguous", "No answer came.")
    store.write(lambda tx: dispatch.put_back(tx, work.delivery_id, problem, 0, True)).result()
    store.write(lambda tx: reach.stop(tx, "alice", begun.entry_ids[0])).result()
    sink = FakeSink(name="sms:android", system="sms:android", doubles=Doubles.NATIVE, width=1)
    sink.effects += [work.entry.id] if arrived else []

    async def main() -> None:
        async with Running(store, sink) as running:
            await running.until_empty()

    asyncio.run(main())
    assert (sink.calls, sink.looked_up) == ([], [work.entry.id])
    state = store.read(lambda r: r.value("SELECT state FROM delivery WHERE id = ?", (work.delivery_id,)))
    assert state == ("confirmed" if arrived else "dropped")


def test_a_throttled_lane_waits_as_long_as_it_was_told(store: Store) -> None:
    note(store, 1, "text")
    sink = FakeSink(script=failing(1, lambda: ThrottledError("Slow down.", "It waits.", retry_after=0.3)))
    clock = RealClock()

    async def main() -> float:
        async with Running(store, sink) as running:
            await running.until(lambda: len(sink.calls) == 1 and not sink.under_way)
            begin = clock.monotonic()
            await running.until_empty()
            return clock.monotonic() - begin

    assert asyncio.run(main()) >= 0.25
    assert not any(look for _, look in sink.calls)


def test_unreachable_is_tried_again_without_a_look_up(store: Store) -> None:
    ids = [note(store, case, "text") for case in range(1, 5)]
    sink = FakeSink(script=failing(2, lambda: UnreachableError("Refused.", "It waits.")))

    async def main() -> None:
        async with Running(store, sink) as running:
            await running.until_empty()

    asyncio.run(main())
    assert sorted(sink.effects) == sorted(ids)
    assert not any(look for _, look in sink.calls)


@pytest.mark.parametrize(
    ("error", "attempts"),
    [(lost, PACE.poison_attempts), (lambda: SignInError("403.", "Ask IT."), PACE.sign_in_attempts)],
)
def test_an_entry_that_fails_while_others_pass_goes_to_a_person(
    store: Store, error: Callable[[], OutsideError], attempts: int
) -> None:
    bad = note(store, 1, "poison")

    async def script(sink: FakeSink, work: Work) -> Receipt:
        if work.entry.id == bad:
            raise error()
        return Receipt()

    sink = FakeSink(script=script)

    async def main() -> None:
        async with Running(store, sink) as running:
            await running.until(lambda: len(sink.calls) >= 1)
            for case in (2, 3, 4):
                note(store, case, "fine")
            await running.until(lambda: running.states() == {DeliveryState.NEEDS_ATTENTION})

    asyncio.run(main())
    assert len(sink.effects) == 3
    assert [call for call, _ in sink.calls].count(bad) >= attempts


def test_a_sign_in_refused_for_everybody_waits_and_stops_nobody(store: Store) -> None:
    for case in (1, 2):
        note(store, case, "text")

    async def script(sink: FakeSink, work: Work) -> Receipt:
        if len(sink.calls) <= 12:
            raise SignInError("401.", "Sign in.")
        return Receipt()

    sink = FakeSink(script=script)

    async def main() -> None:
        async with Running(store, sink) as running:
            await running.until_empty()

    asyncio.run(main())
    assert len(sink.effects) == 2


@pytest.mark.logs_expected("fallback_console.network")
def test_a_bug_in_an_adapter_loses_nothing(store: Store) -> None:
    note(store, 1, "text")
    broken = [True]

    async def script(sink: FakeSink, work: Work) -> Receipt:
        if broken:
            broken.clear()
            raise KeyError("a bug")
        return Receipt()

    sink = FakeSink(script=script)

    async def main() -> None:
        async with Running(store, sink) as running:
            await running.until_empty()

    asyncio.run(main())
    assert len(sink.effects) == 1


def test_what_was_in_flight_when_the_program_died_is_looked_up_first(store: Store) -> None:
    first, second = note(store, 1, "arrived"), note(store, 2, "did not")
    store.write(lambda tx: dispatch.take(tx, "helpdesk", tx.clock.now_ms(), 5, ())).result()
    sink = FakeSink()
    sink.effects.append(first)

    async def main() -> None:
        async with Running(store, sink) as running:
            await running.until_empty()

    asyncio.run(main())
    assert sink.effects == [first, second]
    assert sorted(sink.calls) == sorted([(first, True), (second, True)])


def test_old_waits_end_when_the_system_comes_back(store: Store) -> None:
    note(store, 1, "text")
    pace = Pace(first_backoff=600.0, backoff_limit=600.0, opening_jitter=0.0, idle_check=0.05)
    sink = FakeSink(script=failing(1, lambda: UnreachableError("Refused.", "It waits.")))

    async def main() -> None:
        async with Running(store, sink, pace=pace) as running:
            await running.until(lambda: len(sink.calls) == 1)
            running.up = False
            await running.until(lambda: "held" in running.phases())
            running.up = True
            await running.until_empty()

    asyncio.run(main())
    assert len(sink.effects) == 1


class _Hand:
    def __init__(self) -> None:
        self.at = 0.0

    def now_ms(self) -> int:
        return int(self.at * 1000)

    def monotonic(self) -> float:
        return self.at


@given(
    rate=st.floats(0.1, 100.0),
    steps=st.lists(st.tuples(st.floats(0.0, 5.0), st.integers(0, 20)), min_size=1, max_size=40),
)
def test_a_bucket_never_grants_more_than_its_rate_and_one_burst(rate: float, steps: list[tuple[float, int]]) -> None:
    clock = _Hand()
    bucket = TokenBucket(rate, clock)
    granted = 0
    for seconds, wanted in steps:
        clock.at += seconds
        granted += bucket.take(wanted)
        assert granted <= rate * clock.at + max(1.0, rate) + 1e-6


@given(
    rate=st.floats(0.5, 50.0), parts=st.integers(1, 10), looks=st.lists(st.floats(0.01, 2.0), min_size=1, max_size=60)
)
def test_long_texts_take_their_time_too(rate: float, parts: int, looks: list[float]) -> None:
    clock = _Hand()
    bucket = TokenBucket(rate, clock)
    sent = 0
    for seconds in looks:
        clock.at += seconds
        if bucket.take(1):
            bucket.charge(parts - 1)
            sent += parts
        # The last one may have begun with one token left.
        assert sent <= rate * clock.at + max(1.0, rate) + parts
    clock.at += bucket.seconds_to_next() + 1e-6
    assert bucket.take(1) == 1
