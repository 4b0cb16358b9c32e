"""The watch over rules: one station pages for a wave, another where that one is gone, and a team that was cut has one page in the end."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from fallback_console.domain.escalation import ChainStep
from fallback_console.domain.mirror import PullPage
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.watch_rules import Condition
from fallback_console.network.local_hub import LocalHub
from fallback_console.network.rule_watch import RuleWatch
from fallback_console.services import escalation_chains, escalation_list, mirroring, rule_waves, watch_rules
from fallback_console.services.watch_rules import Wanted
from fallback_console.store.engine import Store
from tests.unit.network.courier_world import WAIT
from tests.unit.network.test_escalation_watch import MINUTE, HandClock, Team, opened
from tests.unit.services.support import case


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def stores(tmp_path: Path, clock: HandClock) -> Iterator[tuple[Store, Store]]:
    with closing(opened(tmp_path / "one", clock)) as first, closing(opened(tmp_path / "two", clock)) as second:
        yield first, second


def put(store: Store) -> str:
    steps = (ChainStep(("person:rt:priya",), 5),)
    store.write(lambda tx: escalation_chains.save(tx, "sue", "Support", steps)).result(WAIT)
    wanted = Wanted("Printers", Condition("printer"), 3, 10, chain="Support")
    rules = ReachRules(quiet=(0, 0))
    return store.write(lambda tx: watch_rules.save(tx, "sue", wanted, rules)).result(WAIT)


def come(store: Store, clock: HandClock, *numbers: int) -> None:
    """The helpdesk's newest cases are pulled."""
    made = tuple(case(n, created_at=clock.ms - 60_000 + n, updated_at=clock.ms) for n in numbers)
    page = PullPage(made, (), (), "c", True)
    store.write(lambda tx: mirroring.store_page(tx, "rt", "cases", page)).result(WAIT)


def pages(store: Store) -> list[tuple[int, str]]:
    """Number and state of every escalation."""
    return sorted((one.number, one.state) for one in store.read(escalation_list.listed))


class Rules(Team):
    """Two stations that look after rules."""

    def __init__(self, stores: tuple[Store, Store], clock: HandClock) -> None:
        super().__init__(stores, clock)
        self.rules = [RuleWatch(store, clock, hub) for store, hub in zip(stores, self.hubs, strict=True)]

    async def look(self) -> None:
        """Both look at the same time."""
        await asyncio.gather(*(watch.look() for watch in self.rules))


@pytest.mark.parametrize("hub", [False, True])
def test_a_station_alone_pages_as_soon_as_there_are_enough(tmp_path: Path, clock: HandClock, hub: bool) -> None:
    async def run(store: Store) -> None:
        local = LocalHub(store, clock) if hub else None
        task = asyncio.create_task(RuleWatch(store, clock, local, every=0.01, slow=5.0).run())
        try:
            await asyncio.sleep(0)
            come(store, clock, 1, 2)
            await RuleWatch(store, clock, local).look()
            assert pages(store) == []
            come(store, clock, 3)
            async with asyncio.timeout(WAIT):
                while not pages(store):
                    await asyncio.sleep(0.005)
            come(store, clock, 4, 5, 6)
            await RuleWatch(store, clock, local).look()
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    with closing(opened(tmp_path / "data", clock)) as store:
        put(store)
        asyncio.run(run(store))
        assert pages(store) == [(1, "running")]


def test_of_two_stations_one_pages_also_where_they_see_other_cases(
    stores: tuple[Store, Store], clock: HandClock
) -> None:
    async def run() -> None:
        team = Rules(stores, clock)
        put(stores[0])
        await team.carry()
        come(stores[0], clock, 1, 2, 3)
        come(stores[1], clock, 2, 3, 4, 5)
        await team.look()
        assert sorted(len(pages(store)) for store in stores) == [0, 1]
        await team.carry()
        clock.ms += 5 * MINUTE
        await team.look()
        assert [len(pages(store)) for store in stores] == [1, 1]
        # A wave later it is whoever is first again.
        clock.ms += 20 * MINUTE
        come(stores[1], clock, 21, 22, 23)
        await team.look()
        await team.carry()
        assert [len(pages(store)) for store in stores] == [2, 2]

    asyncio.run(run())


def test_another_station_pages_where_the_one_that_had_the_wave_is_gone(
    stores: tuple[Store, Store], clock: HandClock
) -> None:
    async def run() -> None:
        team = Rules(stores, clock)
        rule = put(stores[0])
        await team.carry()
        come(stores[1], clock, 1, 2, 3)
        await team.hubs[0].compare_and_set(f"rule.{rule}.first", stores[0].station.encode(), 0)
        # The first died right after that.
        await team.rules[1].look()
        assert pages(stores[1]) == []
        clock.ms += 2 * MINUTE
        await team.rules[1].look()
        assert len(pages(stores[1])) == 1

    asyncio.run(run())


def test_cut_off_stations_page_after_a_while_and_together_again_one_page_stays(
    stores: tuple[Store, Store], clock: HandClock
) -> None:
    async def run() -> None:
        team = Rules(stores, clock)
        put(stores[0])
        await team.carry()
        team.stream.cut |= {store.station for store in stores}
        for store in stores:
            come(store, clock, 1, 2, 3)
        await team.look()
        assert [pages(store) for store in stores] == [[], []]
        clock.ms += 2 * MINUTE
        await team.rules[0].look()
        clock.ms += 500
        await team.rules[1].look()
        assert [pages(store) for store in stores] == [[(1, "running")]] * 2
        team.stream.cut.clear()
        await team.carry()
        assert len(stores[0].read(rule_waves.doubled)) == 1
        # Each looks; only who made the later one closes it.
        await team.rules[0].look()
        assert pages(stores[0]) == [(1, "running"), (1, "running")]
        await team.rules[1].look()
        await team.carry()
        assert [pages(store) for store in stores] == [[(1, "closed"), (1, "running")]] * 2
        open_now = {store.read(lambda r: escalation_list.listed(r, open_only=True))[0].id for store in stores}
        assert len(open_now) == 1

    asyncio.run(run())


def test_where_the_station_of_the_later_page_is_gone_another_closes_it(
    stores: tuple[Store, Store], clock: HandClock
) -> None:
    async def run() -> None:
        team = Rules(stores, clock)
        rule = put(stores[0])
        await team.carry()
        for store in stores:
            come(store, clock, 1, 2, 3)
            store.write(lambda tx: rule_waves.fire(tx, rule)).result(WAIT)
            clock.ms += 500
        await team.carry()
        await team.rules[0].look()
        clock.ms += 2 * MINUTE
        await team.rules[0].look()
        assert pages(stores[0]) == [(1, "closed"), (1, "running")]

    asyncio.run(run())
