"""Two stations and a real NATS server: what is written at one is shown at the other, whatever the hub goes through meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from fallback_console.adapters.hub.nats_hub import NatsHub
from fallback_console.network.presence_watch import PresenceWatch
from fallback_console.network.teaming import Teaming, TeamPace
from fallback_console.services import cases, presence, teaming
from tests.real.servers.hub import HubServer, packaged_server, ready, started
from tests.real.servers.proc import ProcessGuard
from tests.unit.services.support import World, case

pytestmark = [pytest.mark.real, pytest.mark.timeout(180)]

WAIT_S = 60
PACE = TeamPace(look=0.1, settle=1.0, retry=0.1, longest=0.5)


@pytest.fixture
def server(tmp_path: Path, process_guard: ProcessGuard) -> Iterator[HubServer]:
    yield from started(packaged_server, tmp_path, process_guard)


class Member:
    """A station with its data and its way to the hub."""

    def __init__(self, folder: Path, hub: NatsHub) -> None:
        self.world = World(folder)
        self.world.connect()
        self.world.pull([case(1), case(2)])
        self.hub = hub
        self.teaming = Teaming(self.world.store, hub, self.world.clock, lambda _: None, PACE)

    def note(self, text: str) -> None:
        self.world.do(cases.add_note, "alice", "rt:1", text)

    def texts(self) -> set[str]:
        return {
            row[0]
            for row in self.world.ask(lambda r: r.rows("SELECT body ->> 'text' FROM entry WHERE kind = 'note.added'"))
        }

    def digests(self) -> dict[str, tuple[int, str]]:
        return self.world.ask(teaming.digests)


async def until(fits: Callable[[], bool]) -> None:
    async with asyncio.timeout(WAIT_S):
        while not fits():
            await asyncio.sleep(0.05)


def test_two_stations_are_one_team_through_a_hub_that_falls_and_loses_its_disk(
    server: HubServer, tmp_path: Path
) -> None:
    with ExitStack() as stack:

        async def main() -> None:
            one, other = (Member(tmp_path / name, server.connected(name)) for name in ("one", "other"))
            stack.callback(one.world.close)
            stack.callback(other.world.close)
            for number in range(20):
                one.note(f"before {number}")
            tasks = [asyncio.create_task(member.teaming.run()) for member in (one, other)]
            try:
                other.note("from the other")
                await until(lambda: len(one.texts()) == len(other.texts()) == 21)
                server.kill9()
                one.note("while it is down")
                await asyncio.to_thread(server.run)
                await until(lambda: "while it is down" in other.texts())
                server.kill9()
                server.wipe()
                other.note("while it has nothing")
                await asyncio.to_thread(server.run)
                await server.make_streams()
                await until(lambda: "while it has nothing" in one.texts())
                await until(lambda: one.digests() == other.digests() and len(one.digests()) == 2)
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
                for member in (one, other):
                    await member.hub.aclose()
            assert one.texts() == other.texts()
            assert len(one.texts()) == 23

        asyncio.run(main())


def test_each_hears_who_works_at_the_other(server: HubServer, tmp_path: Path) -> None:
    with ExitStack() as stack:

        async def main() -> None:
            one, other = (Member(tmp_path / name, server.connected(name)) for name in ("one", "other"))
            for member, login in ((one, "alice"), (other, "bob")):
                stack.callback(member.world.close)
                await PresenceWatch(member.world.store, await ready(member.hub), login).beat()
            await PresenceWatch(one.world.store, one.hub, "alice").beat()
            assert set(one.world.ask(presence.heard_at)) == {"alice", "bob"}
            assert set(other.world.ask(presence.heard_at)) == {"alice", "bob"}
            for member in (one, other):
                await member.hub.aclose()

        asyncio.run(main())
