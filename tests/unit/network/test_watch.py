"""The watch over hours of virtual time: what it finds, how fast, and what it never mistakes for an outage."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fallback_console.domain.health import Finding, Observation, State, SystemHealth
from fallback_console.domain.health_rules import INTERNET
from fallback_console.domain.timing import Timing
from fallback_console.network.watch import Watch
from tests.helpers.virtual_time import START_MS, VirtualClock, run_virtual
from tests.unit.network.fake_world import NEVER, FakeCanary, FakeProbe, World

TIMING = Timing()


class Seen:
    """A watch under way and everything it showed."""

    def __init__(self, watch: Watch, world: World, probes: list[FakeProbe], canaries: list[FakeCanary]) -> None:
        self.watch = watch
        self.world = world
        self.probes = probes
        self.canaries = canaries
        self.history: list[tuple[float, tuple[SystemHealth, ...]]] = []

    def note(self) -> None:
        self.history.append((self.world.clock.monotonic(), self.watch.snapshot()))

    def health(self, system: str) -> SystemHealth:
        return next(h for h in self.watch.snapshot() if h.system == system)

    def first(self, system: str, state: State, after: float = 0.0) -> float:
        """When a system was first shown in a state; NEVER where it was not."""
        return min(
            (
                moment
                for moment, snapshot in self.history
                for h in snapshot
                if moment >= after and h.system == system and h.state is state
            ),
            default=NEVER,
        )

    def ever_down(self) -> set[str]:
        return {
            h.system for _, snapshot in self.history for h in snapshot if h.state is State.DOWN and h.system != INTERNET
        }


Prepare = Callable[[World], None]


def watched(
    seconds: float,
    prepare: Prepare = lambda world: None,
    *,
    systems: tuple[str, ...] = ("helpdesk",),
    canaries: int = 2,
    timing: Timing = TIMING,
    seed: int = 1,
    change: Callable[[list[FakeProbe]], None] = lambda probes: None,
    during: Callable[[Seen], Awaitable[None]] | None = None,
    begin: Callable[[Watch], None] = lambda watch: None,
) -> Seen:
    """Watch a world for some virtual seconds."""

    async def main(clock: VirtualClock) -> Seen:
        world = World(clock)
        prepare(world)
        probes = [FakeProbe(world, system) for system in systems]
        change(probes)
        birds = [FakeCanary(world, f"canary-{number}") for number in range(canaries)]
        watch = Watch(probes, birds, clock, timing, lambda: seen.note(), random.Random(seed).random)
        seen = Seen(watch, world, probes, birds)
        begin(watch)
        task = asyncio.create_task(watch.run())
        try:
            if during is not None:
                await during(seen)
            await asyncio.sleep(max(0.0, seconds - clock.monotonic()))
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        return seen

    found: Seen = run_virtual(main)
    return found


def break_(kind: str, system: str, begin: float, end: float = NEVER) -> Prepare:
    def prepare(world: World) -> None:
        getattr(world, kind)[system] = [(begin, end)]

    return prepare


def test_all_is_well() -> None:
    seen = watched(3600, systems=("helpdesk", "slack", "mail"))
    assert {h.state for h in seen.watch.snapshot()} == {State.UP}
    assert all(h.deliverable for h in seen.watch.snapshot() if h.system != INTERNET)
    for probe in seen.probes:
        gaps = [b - a for a, b in zip(probe.runs, probe.runs[1:], strict=False)]
        assert min(gaps) > 8.9
        assert max(gaps) < 10.2
        assert len({round(gap, 3) for gap in gaps}) > 10  # spread at random
    assert seen.ever_down() == set()


@settings(max_examples=60)
@given(
    kind=st.sampled_from(["frozen", "refusing"]),
    death=st.floats(5, 120),
    slow_canary=st.floats(0.01, 2.99),
    dead_canary=st.booleans(),
    others=st.integers(0, 6),
    latency=st.floats(0.01, 6.9),
    seed=st.integers(0, 1000),
)
def test_a_dead_system_is_always_down_within_45_seconds(
    kind: str, death: float, slow_canary: float, dead_canary: bool, others: int, latency: float, seed: int
) -> None:
    def prepare(world: World) -> None:
        break_(kind, "helpdesk", death)(world)
        world.latency.update({"canary-0": slow_canary, "canary-1": slow_canary, "helpdesk": latency})
        if dead_canary:
            world.frozen["canary-1"] = [(0, NEVER)]

    systems = ("helpdesk", *(f"other-{n}" for n in range(others)))
    seen = watched(death + 60, prepare, systems=systems, seed=seed)
    found = seen.first("helpdesk", State.DOWN)
    assert death <= found <= death + 45
    assert seen.ever_down() == {"helpdesk"}


def test_many_dead_systems_at_once_are_found_in_time_too() -> None:
    systems = tuple(f"system-{n}" for n in range(20))

    def prepare(world: World) -> None:
        for system in systems:
            world.frozen[system] = [(33.0, NEVER)]

    seen = watched(100, prepare, systems=systems)
    assert max(seen.first(system, State.DOWN) for system in systems) <= 33 + 45


@given(lost=st.integers(1, 40), seed=st.integers(0, 100))
def test_a_single_lost_probe_is_never_an_outage(lost: int, seed: int) -> None:
    seen = watched(500, change=lambda probes: probes[0].lose.add(lost), seed=seed)
    assert seen.ever_down() == set()
    assert seen.health("helpdesk").state is State.UP


@given(lost=st.sets(st.integers(1, 80)), seed=st.integers(0, 100))
def test_a_flapping_link_below_the_threshold_is_never_an_outage(lost: set[int], seed: int) -> None:
    below = {n for n in lost if not {n - 1, n - 2} <= lost}
    below = {n for n in below if not {n - 1, n - 2} <= below and not {n - 1, n + 1} <= below}
    seen = watched(600, change=lambda probes: probes[0].lose.update(below), seed=seed)
    assert seen.ever_down() == set()


spans = st.lists(st.tuples(st.floats(0, 600), st.floats(0.1, 200)), max_size=6).map(
    lambda pairs: [(begin, begin + length) for begin, length in pairs]
)


@settings(max_examples=80)
@given(unplugged=spans, captive=spans, seed=st.integers(0, 1000))
def test_ones_own_lost_network_is_never_an_outage(unplugged: Any, captive: Any, seed: int) -> None:
    def prepare(world: World) -> None:
        world.unplugged, world.captive = unplugged, captive

    seen = watched(900, prepare, systems=("helpdesk", "slack", "mail"), seed=seed)
    assert seen.ever_down() == set()
    assert {h.state for h in seen.watch.snapshot()} == {State.UP}


@settings(max_examples=60)
@given(jumps=st.lists(st.tuples(st.floats(1, 40), st.floats(-1e6, 1e6)), max_size=8), dead=st.booleans())
def test_clock_jumps_neither_make_nor_hide_an_outage(jumps: list[tuple[float, float]], dead: bool) -> None:
    async def during(seen: Seen) -> None:
        for pause, jump in jumps:
            await asyncio.sleep(pause)
            seen.world.clock.jump(jump)
        if dead:
            seen.world.refusing["helpdesk"] = [(seen.world.clock.monotonic(), NEVER)]
        await asyncio.sleep(46)

    seen = watched(0, during=during)
    assert seen.ever_down() == ({"helpdesk"} if dead else set())


def test_offline_is_shown_and_ends_at_once() -> None:
    def prepare(world: World) -> None:
        world.unplugged = [(100, 200)]

    seen = watched(150, prepare)
    shown = seen.health("helpdesk")
    assert (shown.state, shown.offline, shown.deliverable) == (State.UNKNOWN, True, False)
    assert (seen.health(INTERNET).state, seen.health(INTERNET).offline) == (State.DOWN, True)
    seen = watched(207, prepare)
    assert seen.health("helpdesk").state is State.UP
    assert seen.health(INTERNET).state is State.UP


def test_an_outage_stays_an_outage_while_offline() -> None:
    def prepare(world: World) -> None:
        world.refusing["helpdesk"] = [(50, 260)]
        world.unplugged = [(150, 300)]

    seen = watched(250, prepare)
    assert (seen.health("helpdesk").state, seen.health("helpdesk").offline) == (State.DOWN, True)
    seen = watched(340, prepare)
    assert seen.health("helpdesk").state is State.UP


def test_without_canaries_the_station_counts_as_online() -> None:
    seen = watched(100, break_("refusing", "helpdesk", 20), canaries=0)
    assert seen.health("helpdesk").state is State.DOWN
    assert [h.system for h in seen.watch.snapshot()] == ["helpdesk"]


def test_recovery_and_hold_down() -> None:
    seen = watched(150, break_("frozen", "helpdesk", 20, 100))
    back = seen.first("helpdesk", State.UP, after=100)
    assert 100 < back <= 100 + TIMING.down_every + TIMING.suspect_every + 1
    deliverable = [m for m, snapshot in seen.history if m > 60 and snapshot[0].deliverable]
    assert back + TIMING.hold_down <= deliverable[0] <= back + TIMING.hold_down + TIMING.tick + 0.1


def test_waking_up_probes_at_once_and_forgets_the_night() -> None:
    async def during(seen: Seen) -> None:
        await asyncio.sleep(95)
        before = len(seen.probes[0].runs)
        moment = seen.world.clock.monotonic()
        seen.world.clock.jump(8 * 3600)
        await asyncio.sleep(TIMING.tick + 0.2)
        assert len(seen.probes[0].runs) == before + 1
        assert seen.probes[0].runs[-1] - moment <= TIMING.tick + 0.01
        assert seen.health("helpdesk").state is State.UP
        assert seen.first("helpdesk", State.UNKNOWN, after=moment) < NEVER

    watched(120, during=during)


def test_waking_up_breaks_off_a_probe_that_hangs() -> None:
    async def during(seen: Seen) -> None:
        await asyncio.sleep(50)
        while not seen.probes[0].under_way:
            await asyncio.sleep(0.1)
        seen.world.clock.jump(3600)
        seen.world.frozen.clear()
        await asyncio.sleep(TIMING.tick + 0.2)
        assert seen.health("helpdesk").state is State.UP

    watched(60, break_("frozen", "helpdesk", 40), during=during)


def test_a_clock_set_back_only_looks() -> None:
    async def during(seen: Seen) -> None:
        await asyncio.sleep(95)
        before = len(seen.probes[0].runs)
        seen.world.clock.jump(-86_400)
        await asyncio.sleep(TIMING.tick + 0.2)
        assert len(seen.probes[0].runs) == before + 1
        assert seen.first("helpdesk", State.UNKNOWN, after=90) == NEVER

    watched(120, during=during)


def test_probe_now_waits_for_every_answer() -> None:
    async def during(seen: Seen) -> None:
        await asyncio.sleep(33)
        counts = [len(probe.runs) for probe in seen.probes]
        moment = seen.world.clock.monotonic()
        await seen.watch.probe_now()
        assert [len(probe.runs) for probe in seen.probes] == [count + 1 for count in counts]
        assert seen.world.clock.monotonic() - moment == pytest.approx(2.5, abs=0.01)
        assert all(probe.most_under_way == 1 for probe in seen.probes)

    def prepare(world: World) -> None:
        world.latency["mail"] = 2.5

    watched(60, prepare, systems=("helpdesk", "mail"), during=during)


def test_probe_now_ends_with_the_watch() -> None:
    async def main(clock: VirtualClock) -> None:
        world = World(clock, frozen={"helpdesk": [(0, NEVER)]})
        watch = Watch([FakeProbe(world, "helpdesk")], [], clock, TIMING, lambda: None, random.Random(1).random)
        task = asyncio.create_task(watch.run())
        await asyncio.sleep(1)
        asked = [asyncio.create_task(watch.probe_now()) for _ in range(2)]
        await asyncio.sleep(0.1)
        task.cancel()
        await asyncio.wait_for(asyncio.gather(*asked), 1)

    run_virtual(main)


def test_concurrency_is_bounded() -> None:
    systems = tuple(f"system-{n}" for n in range(10))

    def prepare(world: World) -> None:
        world.latency.update(dict.fromkeys(systems, 1.0))

    under_way: list[int] = []

    async def during(seen: Seen) -> None:
        for _ in range(1000):
            await asyncio.sleep(0.05)
            under_way.append(sum(probe.under_way for probe in seen.probes))

    watched(60, prepare, systems=systems, timing=replace(TIMING, concurrency=3), during=during)
    assert max(under_way) == 3


def test_a_vendor_page_has_its_own_pace_and_changes_nothing_alone() -> None:
    async def main(clock: VirtualClock) -> None:
        world = World(clock)
        api, page = FakeProbe(world, "slack"), FakeProbe(world, "slack", "status-page", good=Finding.VENDOR_INCIDENT)
        watch = Watch([api, page], [], clock, TIMING, lambda: None, random.Random(1).random)
        task = asyncio.create_task(watch.run())
        await asyncio.sleep(605)
        assert len(page.runs) in range(10, 13)
        assert len(api.runs) > 55
        assert watch.snapshot()[0].state is State.UP
        assert watch.snapshot()[0].deliverable
        task.cancel()

    run_virtual(main)


@pytest.mark.logs_expected("fallback_console.network")
def test_a_probe_with_a_bug_says_nothing_of_the_system() -> None:
    class Broken(FakeProbe):
        async def run(self) -> Observation:
            await super().run()
            raise KeyError("token s3cret")

    async def main(clock: VirtualClock) -> None:
        world = World(clock)
        broken = Broken(world, "helpdesk")
        canary = Broken(world, INTERNET, "canary")
        watch = Watch([broken], [canary], clock, TIMING, lambda: None, random.Random(1).random)
        task = asyncio.create_task(watch.run())
        await asyncio.sleep(100)
        assert len(broken.runs) > 8
        assert watch.snapshot()[0].state is State.UNKNOWN
        assert not watch.snapshot()[1].offline
        task.cancel()

    run_virtual(main)


def test_adopted_systems_are_down_from_the_first_moment() -> None:
    seen = watched(0.0, begin=lambda watch: watch.adopt({"helpdesk": START_MS - 5000, "gone": 1}))
    assert (seen.health("helpdesk").state, seen.health("helpdesk").since_at) == (State.DOWN, START_MS - 5000)
    seen = watched(30.0, begin=lambda watch: watch.adopt({"helpdesk": START_MS - 5000}))
    assert seen.health("helpdesk").deliverable


def test_overrides_are_shown_and_taken_back() -> None:
    async def during(seen: Seen) -> None:
        await asyncio.sleep(20)
        seen.watch.set_overrides({"helpdesk": "down", "nobody": "up"})
        assert (seen.health("helpdesk").state, seen.health("helpdesk").override) == (State.DOWN, "down")
        assert [s.steady for s in seen.watch.standings()] == [False]
        seen.watch.set_overrides({})
        assert (seen.health("helpdesk").state, seen.health("helpdesk").deliverable) == (State.UP, True)

    watched(30, during=during)
