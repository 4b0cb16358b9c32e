"""The monitor on a real store, in virtual time: outages are recorded once, with their timeline, over restarts too."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest

from fallback_console.domain.errors import DiskFullError
from fallback_console.domain.events import EngineEvent, HealthChanged, OutageChanged
from fallback_console.domain.health import Finding, State, SystemHealth
from fallback_console.domain.timing import Timing
from fallback_console.domain.views import OutageRow
from fallback_console.network.monitor import Monitor
from fallback_console.services import outages
from fallback_console.store.engine import Store
from fallback_console.store.keys import DatabaseKey
from fallback_console.store.tx import Changes, Reading, Tx
from tests.helpers.virtual_time import START_MS, VirtualClock, run_virtual
from tests.unit.network.fake_world import NEVER, FakeCanary, FakeProbe, World

T = TypeVar("T")
TIMING = Timing()
WAIT = 30.0


class Waiting:
    """The store, with every future done when it is given: virtual time would not wait for other threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.full = False

    def write(self, fn: Callable[[Tx], T], *, background: bool = False) -> Future[T]:
        if self.full:
            failed: Future[T] = Future()
            failed.set_exception(DiskFullError("The disk is full.", "Make room."))
            return failed
        future = self.store.write(fn, background=background)
        future.exception(WAIT)
        return future

    def query(self, fn: Callable[[Reading], T]) -> Future[T]:
        future = self.store.query(fn)
        future.exception(WAIT)
        return future

    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        return self.store.subscribe(listener)


class StillClock:
    """The store's own clock; its times do not matter here."""

    def now_ms(self) -> int:
        return START_MS

    def monotonic(self) -> float:
        return 0.0


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Waiting]:
    opened = Store.open(tmp_path, DatabaseKey(bytes(range(32))), StillClock())
    yield Waiting(opened)
    opened.close()


class Run:
    """A monitor under way."""

    def __init__(self, store: Waiting, world: World, systems: tuple[str, ...]) -> None:
        self.store = store
        self.world = world
        self.events: list[tuple[float, EngineEvent]] = []
        self.probes = [FakeProbe(world, system) for system in systems]
        canaries = [FakeCanary(world, "canary-0"), FakeCanary(world, "canary-1")]
        self.monitor = Monitor(
            store,  # type: ignore[arg-type]
            self.probes,
            canaries,
            world.clock,
            TIMING,
            lambda event: self.events.append((world.clock.monotonic(), event)),
            rng=random.Random(5),
        )

    def health(self, system: str) -> SystemHealth:
        return next(h for h in self.monitor.snapshot() if h.system == system)

    def current(self) -> OutageRow | None:
        return self.store.query(outages.current).result()

    def history(self) -> list[OutageRow]:
        return self.store.query(outages.history).result()

    def said(self, kind: type) -> list[Any]:
        return [event for _, event in self.events if isinstance(event, kind)]

    def word(self, state: str, system: str = "helpdesk") -> None:
        self.store.write(partial(_word, system, state)).result()


def _word(system: str, state: str, tx: Tx) -> None:
    outages.set_override(tx, "sue", system, state, "I know better." if state != "auto" else "")


Script = Callable[[Run], Awaitable[None]]


def watched(
    store: Waiting, script: Script, systems: tuple[str, ...] = ("helpdesk", "slack", "sms:kannel"), **world: Any
) -> Run:
    async def main(clock: VirtualClock) -> Run:
        run = Run(store, World(clock, **world), systems)
        task = asyncio.create_task(run.monitor.run())
        try:
            await script(run)
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        return run

    found: Run = run_virtual(main)
    return found


def sleep(seconds: float) -> Script:
    async def script(run: Run) -> None:
        await asyncio.sleep(seconds)

    return script


def words(outage: OutageRow) -> list[tuple[str, str]]:
    return [(system, state) for _, system, state, _ in outage.timeline]


def test_known_systems_are_not_deliverable_before_the_first_probe(store: Waiting) -> None:
    async def script(run: Run) -> None:
        assert {h.system for h in run.monitor.snapshot()} == {"helpdesk", "slack", "sms:kannel", "internet"}
        assert not any(h.deliverable for h in run.monitor.snapshot())
        assert run.events == []

    watched(store, script)


def test_an_outage_from_first_failure_to_end(store: Waiting) -> None:
    run = watched(store, sleep(200), frozen={"helpdesk": [(20, 100)]}, refusing={"slack": [(50, 120)]})
    (outage,) = run.history()
    assert outage.by == "monitor"
    assert START_MS + 20_000 <= outage.since_at <= START_MS + 40_000
    assert set(outage.systems) == {"helpdesk", "slack"}
    assert outage.over_at is not None
    assert words(outage) == [
        ("", "declared"),
        ("slack", "down"),
        ("helpdesk", "up"),
        ("slack", "up"),
        ("", "over"),
    ]
    told = run.said(OutageChanged)
    assert told[0] == OutageChanged(outage.id, running=True)
    assert told[-1] == OutageChanged(outage.id, running=False)
    ends = [moment for moment, event in run.events if event == told[-1]]
    assert 120 + TIMING.hold_down < ends[0] < 120 + TIMING.hold_down + 10


def test_a_gateway_makes_no_outage_but_is_noted(store: Waiting) -> None:
    run = watched(store, sleep(100), refusing={"sms:kannel": [(10, NEVER)]})
    assert run.history() == []
    assert run.health("sms:kannel").state is State.DOWN
    run = watched(store, sleep(100), refusing={"sms:kannel": [(0, NEVER)], "slack": [(30, NEVER)]})
    (outage,) = run.history()
    assert ("sms:kannel", "down") in words(outage)


def test_health_events_tell_what_changed_and_nothing_twice(store: Waiting) -> None:
    run = watched(store, sleep(400), refusing={"helpdesk": [(100, 130)]})
    shown = [(e.health.state, e.health.deliverable) for e in run.said(HealthChanged) if e.health.system == "helpdesk"]
    assert shown == [
        (State.UNKNOWN, False),
        (State.UP, True),
        (State.SUSPECT, False),
        (State.DOWN, False),
        (State.RECOVERING, False),
        (State.UP, False),
        (State.UP, True),
    ]
    assert len([e for e in run.said(HealthChanged) if e.health.system == "slack"]) == 2


def test_own_network_lost_writes_no_record(store: Waiting) -> None:
    run = watched(store, sleep(300), unplugged=[(50, 200)])
    assert run.history() == []


class TestRestart:
    def test_a_running_outage_goes_on(self, store: Waiting) -> None:
        run = watched(store, sleep(60), refusing={"helpdesk": [(5, NEVER)]})
        before = run.current()
        assert before is not None

        async def script(run: Run) -> None:
            await asyncio.sleep(0.0)
            await asyncio.sleep(0.05)
            assert run.health("helpdesk").state is State.DOWN
            assert run.health("helpdesk").since_at == before.since_at
            await asyncio.sleep(100)

        run = watched(store, script, refusing={"helpdesk": [(0, NEVER)]})
        assert run.history() == [before]

    def test_it_ends_when_the_system_came_back_meanwhile(self, store: Waiting) -> None:
        watched(store, sleep(60), refusing={"helpdesk": [(5, NEVER)]})
        run = watched(store, sleep(60))
        (outage,) = run.history()
        assert outage.over_at is not None
        assert words(outage)[-2:] == [("helpdesk", "up"), ("", "over")]

    def test_what_was_up_again_is_not_taken_for_down(self, store: Waiting) -> None:
        watched(store, sleep(100), refusing={"helpdesk": [(5, 60)], "slack": [(5, NEVER)]})

        async def script(run: Run) -> None:
            await asyncio.sleep(0.01)
            assert run.health("helpdesk").state is not State.DOWN
            assert run.health("slack").state is State.DOWN

        watched(store, script, refusing={"slack": [(0, NEVER)]})

    def test_an_override_is_kept(self, store: Waiting) -> None:
        async def script(run: Run) -> None:
            run.word("down")
            await asyncio.sleep(10)

        watched(store, script)
        run = watched(store, sleep(10))
        assert (run.health("helpdesk").state, run.health("helpdesk").override) == (State.DOWN, "down")
        assert len(run.history()) == 1


class TestSupervisor:
    def test_down_declares_and_auto_ends(self, store: Waiting) -> None:
        async def script(run: Run) -> None:
            await asyncio.sleep(20)
            run.word("down")
            await asyncio.sleep(0.01)
            assert run.health("helpdesk").state is State.DOWN
            assert not run.health("helpdesk").deliverable
            await asyncio.sleep(1)
            assert run.current() is not None
            run.word("auto")
            await asyncio.sleep(1)
            assert run.health("helpdesk").state is State.UP

        run = watched(store, script)
        assert [words(outage) for outage in run.history()] == [[("", "declared"), ("helpdesk", "up"), ("", "over")]]

    def test_up_ends_an_outage_and_opens_the_way(self, store: Waiting) -> None:
        async def script(run: Run) -> None:
            await asyncio.sleep(60)
            assert run.current() is not None
            run.word("up")
            await asyncio.sleep(1)
            assert run.current() is None
            assert run.health("helpdesk").deliverable

        watched(store, script, refusing={"helpdesk": [(5, NEVER)]})

    def test_an_outage_that_a_person_ended_is_not_declared_again(self, store: Waiting) -> None:
        async def script(run: Run) -> None:
            await asyncio.sleep(60)
            run.store.write(lambda tx: outages.end(tx, "sue", "Never mind.")).result()
            await asyncio.sleep(60)
            assert run.current() is None
            assert len(run.history()) == 1
            run.world.refusing.clear()
            await asyncio.sleep(60)
            run.world.refusing["helpdesk"] = [(0, NEVER)]
            await asyncio.sleep(60)
            assert run.current() is not None
            assert len(run.history()) == 2

        run = watched(store, script, refusing={"helpdesk": [(5, NEVER)]})
        assert [event.running for event in run.said(OutageChanged)] == [True, False, True]

    def test_an_outage_that_a_person_declared_is_ended_by_a_person(self, store: Waiting) -> None:
        async def script(run: Run) -> None:
            await asyncio.sleep(10)
            run.store.write(lambda tx: outages.declare(tx, "sue", ["slack"], "Nobody can write.", 1)).result()
            await asyncio.sleep(100)
            assert run.current() is not None

        run = watched(store, script)
        assert [event.running for event in run.said(OutageChanged)] == [True, True]  # declared, then noted as up


def test_a_refused_sign_in_is_no_outage(store: Waiting) -> None:
    async def script(run: Run) -> None:
        run.probes[0].good = Finding.SIGN_IN
        await asyncio.sleep(100)
        shown = run.health("helpdesk")
        assert (shown.state, shown.sign_in, shown.deliverable) == (State.UP, True, False)

    assert watched(store, script).history() == []


@pytest.mark.logs_expected("fallback_console.network.monitor")
def test_a_full_disk_delays_the_record_only(store: Waiting) -> None:
    async def script(run: Run) -> None:
        run.store.full = True
        await asyncio.sleep(60)
        assert run.health("helpdesk").state is State.DOWN
        assert run.history() == []
        run.store.full = False
        await asyncio.sleep(TIMING.override_every + 1)
        assert len(run.history()) == 1

    watched(store, script, refusing={"helpdesk": [(5, NEVER)]})


def test_probe_now_waits_for_all(store: Waiting) -> None:
    async def script(run: Run) -> None:
        await asyncio.sleep(20)
        before = [len(probe.runs) for probe in run.probes]
        await run.monitor.probe_now()
        assert [len(probe.runs) for probe in run.probes] == [count + 1 for count in before]

    watched(store, script)


@pytest.mark.parametrize("steps", range(6))
def test_it_ends_even_when_something_happens_at_the_same_moment(store: Waiting, steps: int) -> None:
    async def main(clock: VirtualClock) -> bool:
        run = Run(store, World(clock), ("helpdesk",))
        task = asyncio.create_task(run.monitor.run())
        await asyncio.sleep(3)
        run.word("down")  # wakes the record's keeper; the cancellation comes before, while or after it begins
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        done, _ = await asyncio.wait([task], timeout=60)
        return task in done

    assert run_virtual(main)
