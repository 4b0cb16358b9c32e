"""A lost station's work is delivered by another, and neither its ghost nor its return makes a double in the helpdesk."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from fallback_console.adapters.helpdesk.rt import RequestTracker
from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import DeliveryState, Doubles, Problem, Receipt
from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError
from fallback_console.drill.rt_double import RtDouble
from fallback_console.drill.rt_world import RtWorld
from fallback_console.network.courier import Courier
from fallback_console.network.puller import Puller
from fallback_console.network.sinks import HelpdeskSink
from fallback_console.network.teaming import Teaming
from fallback_console.ports import PullScope
from fallback_console.services import adopting, cases, connections, dispatch, messages, sync, teaming
from fallback_console.services.cases import NewCase
from fallback_console.store.engine import Store
from fallback_console.store.tx import Reading
from tests.helpers.fake_hub import FakeStream
from tests.unit.network.courier_world import PACE, RealClock
from tests.unit.store.support import KEY

DOUBLES = {"helpdesk": Doubles.MARKER, "sms:kannel": Doubles.NONE}


class Member:
    """A station with a store, a helpdesk and the team's hub."""

    def __init__(self, folder: Path, stream: FakeStream, helpdesk: RtDouble) -> None:
        self.clock = RealClock()
        self.helpdesk = helpdesk
        self.store = Store.open(folder, KEY, self.clock)
        self.store.write(lambda tx: connections.save(tx, Connection("helpdesk", "rt", {"region": "US"}))).result()
        self.store.write(lambda tx: connections.save(tx, Connection("sms:kannel", "kannel", {}))).result()
        hub = stream.hub(self.store.station)
        self.teaming = Teaming(self.store, hub, self.clock, lambda _: None, chance=random.Random(1))

    @property
    def name(self) -> str:
        return self.store.station

    def rt(self) -> RequestTracker:
        return RequestTracker(
            self.helpdesk.url, self.helpdesk.token, clock=self.clock, width=3, settle=0.01, trust_env=False
        )

    async def pull(self) -> None:
        rt = self.rt()
        try:
            await Puller(self.store, rt, PullScope(closed_days=9), self.clock, lambda _: None).run_once(asyncio.Event())
        finally:
            await rt.aclose()

    async def sync(self) -> None:
        self.store.write(teaming.tell).result()
        await self.teaming.begin()
        while await self.teaming.publish():
            pass
        await self.teaming.follow_up()
        self.store.write(teaming.tell).result()
        while await self.teaming.publish():
            pass

    async def deliver(self) -> None:
        """The courier works until nothing for the helpdesk moves any more."""
        rt = self.rt()
        courier = Courier(self.store, [HelpdeskSink(rt)], self.clock, lambda _: True, lambda _: None, PACE)
        task = asyncio.create_task(courier.run())
        try:
            async with asyncio.timeout(30):
                while self.store.read(lambda r: dispatch.next_retry_at(r, "helpdesk")) is not None or self._flying():
                    await asyncio.sleep(0.01)
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await rt.aclose()

    def _flying(self) -> bool:
        found = self.store.read(
            lambda r: r.value("SELECT count(*) FROM delivery WHERE state = 'in_flight' AND sink = 'helpdesk'")
        )
        return bool(found)

    def unsent(self) -> list[tuple[str, int]]:
        return self.store.read(lambda r: r.rows("SELECT key, unsent FROM p_case WHERE unsent <> 0 ORDER BY key"))

    def states(self) -> dict[str, str]:
        return dict(self.store.read(lambda r: r.rows("SELECT entry_id, state FROM delivery")))


Team = tuple[Member, Member, RtDouble]


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Callable[[], Team]]:
    with ExitStack() as stack:

        def make() -> Team:
            world = RtWorld()
            world.add_queue("Support")
            for n in range(3):
                world.create("c@example.net", 1_766_000_000_000, queue="Support", subject=f"Case {n}", text="Help")
            double = stack.enter_context(RtDouble(world))
            stream = FakeStream()
            made = [Member(tmp_path / name, stream, double) for name in ("dead", "heir")]
            for one in made:
                stack.callback(one.store.close)
            return made[0], made[1], double

        yield make


def _work(dead: Member) -> list[str]:
    """Something of every kind, on several cases."""
    keys = dead.store.read(lambda r: [row[0] for row in r.rows("SELECT key FROM p_case ORDER BY key")])

    def fill(tx: object) -> list[str]:
        ids: list[str] = []
        for n in range(4):
            for key in keys:
                ids += cases.add_note(tx, "agent", key, f"note {n}").entry_ids  # type: ignore[arg-type]
        ids += cases.reply(tx, "agent", keys[0], "It works again.").entry_ids  # type: ignore[arg-type]
        saved = cases.create_case(tx, "agent", NewCase("Made there", "Support", "text"))  # type: ignore[arg-type]
        ids += saved.entry_ids
        ids += cases.add_note(tx, "agent", saved.case_key, "about it").entry_ids  # type: ignore[arg-type]
        return ids

    ids = dead.store.write(fill).result()
    dead.store.write(lambda tx: cases.set_field(tx, "agent", keys[1], "priority", "77")).result()
    return ids


@pytest.mark.parametrize("first", ["the heir", "the ghost"])
def test_an_adopted_station_s_work_is_done_once_even_if_it_comes_back(team: Callable[[], Team], first: str) -> None:
    dead, heir, double = team()

    async def main() -> None:
        await dead.pull()
        await heir.pull()
        ids = _work(dead)
        # Some it still delivered, of which nobody heard: killed before it was written down that they arrived.
        works = dead.store.write(lambda tx: dispatch.take(tx, "helpdesk", dead.clock.now_ms(), 4, ())).result()
        rt = dead.rt()
        for work in works[:3]:
            await HelpdeskSink(rt).deliver(work)
        await rt.aclose()
        await dead.sync()
        await heir.sync()
        waiting = heir.store.read(lambda r: adopting.waiting(r, dead.name))
        assert waiting == len(ids) + 1
        done = heir.store.write(lambda tx: adopting.adopt(tx, "sue", dead.name, "Its disk is broken.")).result()
        assert done == (waiting, 0)
        if first == "the heir":
            await heir.deliver()
            await heir.sync()
        # The lost one starts again, and reaches the helpdesk before the hub.
        dead.store.write(lambda tx: dispatch.recover(tx, DOUBLES)).result()
        await dead.teaming.prepare()
        await dead.deliver()
        if first == "the ghost":
            await heir.deliver()
        for _ in range(3):
            await dead.sync()
            await heir.sync()
        effects = double.effects()
        assert {entry: effects[entry] for entry in ids} == dict.fromkeys(ids, 1)
        assert double.server.run(lambda: double.world.tickets[2].priority) == 77
        assert dead.unsent() == heir.unsent() == []
        await heir.pull()
        await dead.pull()
        assert len(double.world.tickets) == 4
        for one in (dead, heir):
            assert one.store.read(lambda r: r.value("SELECT count(*) FROM p_case")) == 4

    asyncio.run(main())


def test_a_station_that_hears_of_it_in_time_lets_go(team: Callable[[], Team]) -> None:
    dead, heir, double = team()

    async def main() -> None:
        await dead.pull()
        await heir.pull()
        ids = _work(dead)
        await dead.sync()
        await heir.sync()
        heir.store.write(lambda tx: adopting.adopt(tx, "sue", dead.name, "It does not answer.")).result()
        await heir.sync()
        await dead.sync()
        assert dead.states() == {}
        assert len(heir.states()) == len(ids) + 1
        assert dead.unsent() != []
        await heir.deliver()
        await heir.sync()
        await dead.sync()
        assert dead.unsent() == heir.unsent() == []
        # What it does from now on is its own again.
        note = dead.store.write(lambda tx: cases.add_note(tx, "agent", "rt:1", "I am back.")).result().entry_ids[0]
        await dead.deliver()
        await dead.sync()
        await heir.sync()
        assert double.effects()[note] == 1
        assert heir.unsent() == []

    asyncio.run(main())


def test_what_is_on_its_way_when_another_takes_over_stays_or_goes_by_what_becomes_of_it(
    team: Callable[[], Team],
) -> None:
    dead, heir, _ = team()

    async def main() -> None:
        await dead.pull()
        await heir.pull()
        _work(dead)
        await dead.sync()
        await heir.sync()
        works = dead.store.write(lambda tx: dispatch.take(tx, "helpdesk", dead.clock.now_ms(), 2, ())).result()
        heir.store.write(lambda tx: adopting.adopt(tx, "sue", dead.name, "It does not answer.")).result()
        await heir.sync()
        await dead.sync()
        arrived, failed = works
        assert set(dead.states().values()) == {"in_flight"}
        dead.store.write(lambda tx: dispatch.confirm(tx, arrived.delivery_id, Receipt(version=5))).result()
        dead.store.write(
            lambda tx: dispatch.put_back(tx, failed.delivery_id, Problem("unreachable", "No."), 0, look_first=True)
        ).result()
        for _ in range(2):
            await dead.sync()
            await heir.sync()
        assert dead.states() == {arrived.entry.id: "confirmed"}
        assert arrived.entry.id not in heir.states()
        assert heir.states()[failed.entry.id] == "waiting"

    asyncio.run(main())


def test_what_went_to_people_is_left_to_a_person(team: Callable[[], Team]) -> None:
    dead, heir, _ = team()

    async def main() -> None:
        await dead.sync()
        sent = dead.store.write(lambda tx: messages.send_sms(tx, "agent", "", "+12025550133", "Hello")).result()
        await dead.sync()
        await heir.sync()
        done = heir.store.write(lambda tx: adopting.adopt(tx, "sue", dead.name, "It is lost.")).result()
        assert done == (0, 1)
        assert heir.store.write(lambda tx: dispatch.take(tx, "sms:kannel", heir.clock.now_ms(), 9, ())).result() == []
        (row,) = heir.store.read(lambda r: sync.deliveries(r, states=(DeliveryState.UNKNOWN,)))
        assert row.entry_id == sent.entry_ids[0]
        heir.store.write(lambda tx: sync.resolve_unknown(tx, "sue", row.id, arrived=True)).result()
        await heir.sync()
        await dead.sync()
        assert dead.states() == {}
        state = dead.store.read(lambda r: r.one("SELECT state FROM p_sms WHERE entry_id = ?", (row.entry_id,)))
        assert state == ("accepted",)

    asyncio.run(main())


def test_of_two_that_took_it_over_while_cut_off_the_later_one_keeps_it(
    team: Callable[[], Team], tmp_path: Path
) -> None:
    dead, heir, double = team()
    third = Member(tmp_path / "third", heir.teaming._hub.stream, double)  # type: ignore[attr-defined]

    def adopters(one: Member) -> set[str]:
        def read(r: Reading) -> set[str]:
            return {row[0] for row in r.rows("SELECT DISTINCT station FROM elsewhere WHERE family = 'helpdesk'")}

        return one.store.read(read)

    async def main() -> None:
        for one in (dead, heir, third):
            await one.pull()
        _work(dead)
        for one in (dead, heir, third):
            await one.sync()
        heir.store.write(lambda tx: adopting.adopt(tx, "sue", dead.name, "Lost.")).result()
        await asyncio.sleep(0.005)
        third.store.write(lambda tx: adopting.adopt(tx, "tom", dead.name, "Lost.")).result()
        for _ in range(2):
            for one in (heir, third, dead):
                await one.sync()
        assert heir.states() == {}
        assert dead.states() == {}
        assert set(third.states().values()) == {"waiting"}
        assert adopters(heir) == adopters(dead) == {third.name}

    asyncio.run(main())
    third.store.close()


def test_taking_over_needs_a_reason_and_something_to_take(team: Callable[[], Team]) -> None:
    dead, heir, _ = team()
    for station, reason in ((dead.name, ""), (dead.name, "It is lost."), (heir.name, "It is lost.")):
        with pytest.raises(InputError):
            heir.store.write(lambda tx, s=station, why=reason: adopting.adopt(tx, "sue", s, why)).result()  # type: ignore[misc]
    words = heir.store.read(lambda r: r.value(f"SELECT count(*) FROM entry WHERE kind = '{Kind.STATION_ADOPTED}'"))
    assert words == 0
