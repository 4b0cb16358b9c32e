"""The stations of a site go on as a team while the hub is away."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from fallback_console.domain.claims import CONTESTED, PROVISIONAL
from fallback_console.domain.errors import InputError, UnreachableError
from fallback_console.domain.events import EngineEvent, TeamChanged
from fallback_console.network.neighbours import NearPace
from fallback_console.network.team_inbox import HERE
from fallback_console.network.teaming import Teaming, TeamPace
from fallback_console.ports.hub import HubMessage
from fallback_console.services import cases, claims, presence, teaming
from tests.helpers.fake_hub import FakeStream
from tests.helpers.fake_neighbours import FakeRoom
from tests.unit.services.support import World, case

PACE = TeamPace(publish=7, read=20, portion=4, look=0.01, settle=0.05, ask=50, retry=0.01, longest=0.02)
NEAR = NearPace(say=4, here=0.05, look=0.01, again=0.02, ask=50, retry=0.01)
Made = Callable[[str], "Member"]


class Clock:
    """The day of a world, and seconds that pass."""

    def __init__(self, world: World) -> None:
        self.now_ms = world.clock.now_ms
        self.monotonic = time.monotonic


class Member:
    """A station of the site; its program runs within ``working``."""

    def __init__(self, folder: Path, stream: FakeStream, room: FakeRoom) -> None:
        self.login = folder.name
        self.desk = f"desk-{folder.name}"
        self.world = World(folder)
        self.world.connect()
        self.world.pull([case(1), case(2)])
        self.station = self.world.store.station
        self.events: list[EngineEvent] = []
        self.stream, self.room = stream, room

    async def run(self) -> None:
        made = Teaming(
            self.world.store,
            self.stream.hub(self.desk),
            Clock(self.world),
            self.events.append,
            PACE,
            random.Random(self.login),
            neighbours=self.room.at(self.desk),
            login=self.login,
            near=NEAR,
        )
        await made.run()

    def note(self, text: str) -> str:
        return self.world.do(cases.add_note, self.login, "rt:1", text).entry_ids[0]

    def ids(self) -> set[str]:
        return {row[0] for row in self.world.ask(lambda r: r.rows("SELECT id FROM entry"))}

    def digests(self) -> dict[str, tuple[int, str]]:
        return self.world.ask(teaming.digests)

    def scopes(self) -> list[str]:
        return sorted(one.scope for one in self.world.ask(claims.listed, self.world.clock.now_ms()))


@pytest.fixture
def stream() -> FakeStream:
    return FakeStream()


@pytest.fixture
def room() -> FakeRoom:
    return FakeRoom()


@pytest.fixture
def member(tmp_path: Path, stream: FakeStream, room: FakeRoom) -> Iterator[Made]:
    with ExitStack() as stack:

        def make(name: str) -> Member:
            made = Member(tmp_path / name, stream, room)
            stack.callback(made.world.close)
            return made

        yield make


async def seen(what: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not what():
            await asyncio.sleep(0.005)


def working(members: list[Member], work: Callable[[], Awaitable[None]]) -> None:
    """While all of their programs run."""

    async def main() -> None:
        tasks = [asyncio.create_task(one.run()) for one in members]
        try:
            await work()
        finally:
            for task in tasks:
                task.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(main())


def cut(stream: FakeStream, members: list[Member]) -> None:
    stream.cut |= {one.desk for one in members}
    stream.changed.set()


def test_what_is_written_at_a_cut_off_site_is_known_there_and_comes_to_the_hub_once(
    member: Made, stream: FakeStream
) -> None:
    ann, bob = member("ann"), member("bob")
    ids: set[str] = set()

    async def work() -> None:
        first = ann.note("while all is well")
        await seen(lambda: first in bob.ids())
        cut(stream, [ann, bob])
        await seen(lambda: TeamChanged(connected=False) in bob.events)
        ids.update(one.note(f"note {n}") for n in range(10) for one in (ann, bob))
        await seen(lambda: ids <= ann.ids() & bob.ids())
        assert not ids & {record.id for record in stream.records}
        stream.cut.clear()
        await seen(lambda: ids <= {record.id for record in stream.records})
        await seen(lambda: ann.digests() == bob.digests() and len(ann.digests()) == 2)

    working([ann, bob], work)
    kept = [record.id for record in stream.records]
    assert len(kept) == len(set(kept))
    for one in (ann, bob):
        assert one.world.ask(lambda r: r.value("SELECT unsent FROM p_case WHERE key = 'rt:1'")) == 21
        assert any(event.arrived and not event.connected for event in one.events if isinstance(event, TeamChanged))
        one.world.assert_whole()


def test_nobody_of_a_site_takes_a_customer_whom_another_of_it_has(member: Made, stream: FakeStream) -> None:
    ann, bob = member("ann"), member("bob")
    cut(stream, [ann, bob])

    async def work() -> None:
        ann.world.do(claims.take, "ann", "rt:1")
        await seen(lambda: bob.scopes() == [PROVISIONAL])
        with pytest.raises(InputError, match="ann is on this customer already"):
            bob.world.do(claims.take, "bob", "rt:1")

    working([ann, bob], work)


def test_who_took_one_customer_in_the_same_moment_is_told(member: Made, stream: FakeStream) -> None:
    ann, bob = member("ann"), member("bob")
    cut(stream, [ann, bob])

    async def work() -> None:
        for one in (ann, bob):
            one.world.do(claims.take, one.login, "rt:1")
        await seen(lambda: ann.scopes() == bob.scopes() == [CONTESTED, CONTESTED])

    working([ann, bob], work)


def test_whoever_comes_later_gets_what_was_said_before(member: Made, stream: FakeStream) -> None:
    ann, bob = member("ann"), member("bob")
    cut(stream, [ann, bob])
    ids = {ann.note(f"note {n}") for n in range(9)}

    async def alone() -> None:
        await seen(lambda: HERE in ann.room.kinds(ann.desk))

    async def both() -> None:
        await seen(lambda: ids <= bob.ids())

    working([ann], alone)
    working([ann, bob], both)


def test_what_got_lost_on_the_way_is_said_again(member: Made, stream: FakeStream, room: FakeRoom) -> None:
    ann, bob = member("ann"), member("bob")
    cut(stream, [ann, bob])
    chance = random.Random(5)
    room.lost = lambda name, message: chance.random() < 0.5

    async def work() -> None:
        ids = {one.note(f"note {n}") for n in range(12) for one in (ann, bob)}
        await seen(lambda: ids <= ann.ids() & bob.ids())

    working([ann, bob], work)
    assert bob.digests()[ann.station][0] == ann.world.ask(teaming.last_number)
    ann.world.assert_whole()


def test_who_is_there_is_known_without_the_hub(member: Made, stream: FakeStream) -> None:
    ann, bob = member("ann"), member("bob")
    cut(stream, [ann, bob])

    async def work() -> None:
        await seen(lambda: "ann" in bob.world.ask(presence.there, bob.world.clock.now_ms()))

    working([ann, bob], work)


def test_a_server_that_ends_is_joined_again(member: Made, stream: FakeStream, room: FakeRoom) -> None:
    ann, bob = member("ann"), member("bob")
    cut(stream, [ann, bob])

    async def work() -> None:
        before = ann.note("before")
        await seen(lambda: before in bob.ids())
        room.close()
        after = ann.note("while it is gone")
        room.shut = False
        await seen(lambda: after in bob.ids())

    working([ann, bob], work)


def test_nobody_is_spoken_to_while_the_hub_answers(member: Made, room: FakeRoom) -> None:
    ann, bob = member("ann"), member("bob")

    async def work() -> None:
        first = ann.note("all is well")
        await seen(lambda: first in bob.ids())

    working([ann, bob], work)
    assert room.said == []


def test_what_is_said_under_another_stations_name_is_not_believed(
    member: Made, stream: FakeStream, room: FakeRoom
) -> None:
    ann, bob, eve = member("ann"), member("bob"), member("eve")
    cut(stream, [ann, bob, eve])

    async def work() -> None:
        first = ann.note("mine")
        await seen(lambda: first in bob.ids())
        ann.note("kept back")
        (forged,) = ann.world.ask(teaming.relayable, ann.station, ann.world.ask(teaming.last_number), 1 << 40)
        way = room.at(eve.desk)
        await way.join()
        body = forged.body.replace(b"kept back", b"never said")
        assert body != forged.body
        await way.say([HubMessage("0" * 36, forged.kind, body)])
        honest = bob.note("a word of hers comes through all the same")
        await seen(lambda: honest in ann.ids())
        await seen(lambda: forged.id in bob.ids())
        shown = bob.world.ask(lambda r: r.value("SELECT body FROM entry WHERE id = ?", (forged.id,)))
        assert "never said" not in shown

    working([ann, bob], work)


def test_a_station_without_neighbours_goes_on_alone(member: Made, stream: FakeStream, room: FakeRoom) -> None:
    ann = member("ann")
    cut(stream, [ann])
    room.shut = True
    with pytest.raises(UnreachableError):
        asyncio.run(room.at("desk-x").join())

    async def work() -> None:
        note = ann.note("alone")
        await seen(lambda: note in ann.ids())
        stream.cut.clear()
        await seen(lambda: note in {record.id for record in stream.records})

    working([ann], work)
