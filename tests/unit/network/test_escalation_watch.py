"""The watch over escalations: steps are asked when they are due, after a restart too, and once in the whole team."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from fallback_console.domain.connection import Connection
from fallback_console.domain.entry import Kind
from fallback_console.domain.escalation import ChainStep
from fallback_console.domain.events import EngineEvent
from fallback_console.domain.mirror import PulledPerson, PullPage, RawNumber
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.network.escalation_watch import EscalationWatch
from fallback_console.network.teaming import Teaming, TeamPace
from fallback_console.services import connections, escalation, escalation_chains, escalation_list, mirroring
from fallback_console.store.engine import Store
from fallback_console.store.keys import DatabaseKey
from tests.helpers.fake_hub import FakeHub, FakeStream
from tests.unit.network.courier_world import WAIT

START = 1_766_000_000_000
MINUTE = 60_000
PEOPLE = tuple(
    PulledPerson(name, "team", name.capitalize(), numbers=(RawNumber("mobile", number),))
    for name, number in (("priya", "+12025550161"), ("sam", "+12025550163"))
)
STEPS = (ChainStep(("person:rt:priya",), 5), ChainStep(("person:rt:sam",), 5))


class HandClock:
    """Both clocks go on when they are told to."""

    def __init__(self) -> None:
        self.ms = START

    def now_ms(self) -> int:
        return self.ms

    def monotonic(self) -> float:
        return self.ms / 1000


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


def opened(folder: Path, clock: HandClock) -> Store:
    store = Store.open(folder, DatabaseKey(bytes(range(32))), clock)
    kannel = Connection("sms:kannel", "kannel", {"rate": 10.0})
    store.write(lambda tx: connections.save(tx, kannel)).result(WAIT)
    page = PullPage((), (), PEOPLE, "team", True)
    store.write(lambda tx: mirroring.store_page(tx, "rt", "people", page)).result(WAIT)
    return store


@pytest.fixture
def stores(tmp_path: Path, clock: HandClock) -> Iterator[tuple[Store, Store]]:
    with closing(opened(tmp_path / "one", clock)) as first, closing(opened(tmp_path / "two", clock)) as second:
        yield first, second


def start(store: Store) -> str:
    store.write(lambda tx: escalation_chains.save(tx, "sue", "Support", STEPS)).result(WAIT)
    rules = ReachRules(quiet=(0, 0))
    return store.write(lambda tx: escalation.start(tx, "alice", "", "Ring", rules)).result(WAIT)


def asked(store: Store, one: str) -> list[tuple[str, int]]:
    """By whom each step was asked, as this station knows it."""
    return [
        (line.station, line.step)
        for line in store.read(lambda r: escalation_list.lines(r, one))
        if line.what == "asked"
    ]


def texts(store: Store) -> int:
    sql = f"SELECT count(*) FROM entry WHERE kind = '{Kind.SMS_SENT}'"
    return int(store.read(lambda r: r.value(sql)))


def test_a_step_is_asked_when_its_time_has_come_and_also_after_a_restart(tmp_path: Path, clock: HandClock) -> None:
    async def run(store: Store, one: str, steps: int) -> None:
        task = asyncio.create_task(EscalationWatch(store, clock, every=0.01, rest=0.01).run())
        try:
            async with asyncio.timeout(WAIT):
                while len(asked(store, one)) < steps:
                    await asyncio.sleep(0.005)
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    with closing(opened(tmp_path / "data", clock)) as store:
        one = start(store)
        asyncio.run(run(store, one, 1))
        asyncio.run(EscalationWatch(store, clock).look())
        assert len(asked(store, one)) == 1
    clock.ms += 5 * MINUTE
    with closing(opened(tmp_path / "data", clock)) as store:
        asyncio.run(run(store, one, 2))
        clock.ms += 5 * MINUTE
        asyncio.run(EscalationWatch(store, clock).look())
        assert store.read(lambda r: escalation_list.find(r, one)).state == "exhausted"
        assert texts(store) == 2


class Team:
    """Two stations with a way to one stream, and what carries entries between them."""

    def __init__(self, stores: tuple[Store, Store], clock: HandClock) -> None:
        self.stream = FakeStream()
        self.stores = stores
        self.hubs = [FakeHub(self.stream, store.station) for store in stores]

        def nobody(_event: EngineEvent) -> None:
            """Nobody listens."""

        self._teamings = [
            Teaming(store, hub, clock, nobody, TeamPace()) for store, hub in zip(stores, self.hubs, strict=True)
        ]
        self.watches = [EscalationWatch(store, clock, hub) for store, hub in zip(stores, self.hubs, strict=True)]

    async def carry(self) -> None:
        """Everybody hears of everything."""
        for _ in range(2):
            for one in self._teamings:
                await one.begin()
                while await one.publish():
                    pass
                await one.follow_up()
                await one.catch_up()


def test_of_two_stations_one_asks(stores: tuple[Store, Store], clock: HandClock) -> None:
    async def run() -> None:
        team = Team(stores, clock)
        one = start(stores[0])
        await team.carry()
        clock.ms += 5 * MINUTE
        # Both see that it is due before either has told the other.
        await asyncio.gather(*(watch.look() for watch in team.watches))
        await team.carry()
        assert len(asked(stores[0], one)) == len(asked(stores[1], one)) == 2
        await asyncio.gather(*(watch.look() for watch in team.watches))
        assert texts(stores[0]) == texts(stores[1]) == 2

    asyncio.run(run())


def test_another_station_asks_where_the_one_that_had_it_is_gone(stores: tuple[Store, Store], clock: HandClock) -> None:
    async def run() -> None:
        team = Team(stores, clock)
        one = start(stores[0])
        await team.carry()
        clock.ms += 5 * MINUTE
        key = f"escalation.{one}.1"
        await team.hubs[0].compare_and_set(key, stores[0].station.encode(), 0)
        # The first died right after that.
        await team.watches[1].look()
        assert len(asked(stores[1], one)) == 1
        clock.ms += 2 * MINUTE
        await team.watches[1].look()
        assert len(asked(stores[1], one)) == 2
        # It comes back: the step is not its any more.
        await team.watches[0].look()
        assert len(asked(stores[0], one)) == 1

    asyncio.run(run())


def test_cut_off_the_station_that_began_it_goes_on_and_the_other_waits_first(
    stores: tuple[Store, Store], clock: HandClock
) -> None:
    async def run() -> None:
        team = Team(stores, clock)
        one = start(stores[0])
        await team.carry()
        team.stream.cut |= {store.station for store in stores}
        clock.ms += 5 * MINUTE
        await asyncio.gather(*(watch.look() for watch in team.watches))
        assert (len(asked(stores[0], one)), len(asked(stores[1], one))) == (2, 1)
        clock.ms += 2 * MINUTE
        await team.watches[1].look()
        assert len(asked(stores[1], one)) == 2
        # Together again it is one step, and both show the same.
        team.stream.cut.clear()
        await team.carry()
        shown = [store.read(lambda r: escalation_list.find(r, one)) for store in stores]
        assert [a._replace(over="", arrival="") for a in shown[0].asked] == [
            a._replace(over="", arrival="") for a in shown[1].asked
        ]
        assert (shown[0].position, len(shown[0].asked)) == (1, 2)

    asyncio.run(run())
