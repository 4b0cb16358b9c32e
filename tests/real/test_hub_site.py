"""A site with a server of its own: its stations reach the hub through it, and are told when the way is cut."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from fallback_console.adapters.hub.nats_hub import NatsHub
from fallback_console.adapters.hub.neighbours import NatsNeighbours
from fallback_console.adapters.hub.settings import HubSettings
from fallback_console.compose.profile import SystemClock
from fallback_console.domain.claims import PROVISIONAL
from fallback_console.domain.errors import AmbiguousError, OutsideError, SignInError, UnreachableError
from fallback_console.network.neighbours import NearPace
from fallback_console.network.teaming import Teaming, TeamPace
from fallback_console.ports.hub import Held, HubRecord
from fallback_console.services import cases, claims, presence
from fallback_console.store import team_tables
from tests.helpers.hub_conformance import beats_say, closing, messages, next_of, soon
from tests.real.servers.hub import HubServer, SiteServer, packaged_server
from tests.real.servers.proc import ProcessGuard, ProgramMissingError
from tests.unit.services.support import World, case

pytestmark = pytest.mark.real

PACE = TeamPace(look=0.1, settle=1.0, retry=0.1, longest=0.5)
NEAR = NearPace(here=0.5, look=0.1, again=0.3, retry=0.2)


@pytest.fixture
def site(tmp_path: Path, process_guard: ProcessGuard) -> Iterator[SiteServer]:
    try:
        hub = HubServer(tmp_path / "hub", process_guard, packaged_server())
    except ProgramMissingError as missing:
        pytest.skip(str(missing))
    hub.start()
    found = SiteServer(hub, tmp_path / "site", process_guard)
    yield found
    found.process.stop()
    hub.stop()


async def ready(hub: NatsHub) -> None:
    async def connect() -> None:
        while True:
            try:
                await hub.last()
                return
            except (SignInError, UnreachableError, AmbiguousError):
                await asyncio.sleep(0.05)

    await soon(connect())


def test_a_site_and_the_hub_are_one_team(site: SiteServer) -> None:
    async def main() -> None:
        far, near = NatsHub(site.station("far"), SystemClock()), NatsHub(site.hub.station("near"), SystemClock())
        site.hub.hub.reload()
        await asyncio.to_thread(site.start)
        await ready(far)
        await ready(near)
        async with closing(near.watch(0)) as watching, closing(far.watch(0)) as back:
            assert await far.append(messages(0, 300)) == 300
            found = 0
            while found < 300:
                found += len(await next_of(watching))
            await near.append(messages(300, 1))
            heard: list[str] = []
            while len(heard) < 301:
                heard += [r.id for r in await next_of(back)]
            assert heard[-1] == "id-300"
        held = await far.compare_and_set("claim.1", b"far", 0, ttl=30)
        assert await near.compare_and_set("claim.1", b"near", 0, ttl=30) == held
        await far.beat(b"far", 30)
        await soon(beats_say(near, {"far": b"far"}))
        assert (await far.abilities()).site == (await near.abilities()).site == "hub"
        assert all(step.ok for step in await far.check())
        # The way is cut: nothing is taken that might be lost, and all of it goes through when it is back.
        await asyncio.to_thread(site.hub.kill9)
        with pytest.raises(OutsideError):
            await far.append(messages(301, 1))
        with pytest.raises(UnreachableError):
            await far.get("claim.1")
        await asyncio.to_thread(site.hub.run)
        await ready(far)

        async def again() -> None:
            while True:
                try:
                    await far.append(messages(301, 1))
                    return
                except OutsideError:
                    await asyncio.sleep(0.05)

        await soon(again())
        assert await far.get("claim.1") == Held(b"far", held.revision)
        await asyncio.gather(far.aclose(), near.aclose())

    asyncio.run(main())


class Member:
    """A station of the site with its data, at work."""

    def __init__(self, folder: Path, settings: HubSettings) -> None:
        self.login = settings.station
        self.world = World(folder)
        self.world.connect()
        self.world.pull([case(1), case(2)])
        self.hub = NatsHub(settings, SystemClock())
        near = NatsNeighbours(settings)
        self.teaming = Teaming(
            self.world.store,
            self.hub,
            SystemClock(),
            lambda _: None,
            PACE,
            neighbours=near,
            login=self.login,
            near=NEAR,
        )

    def note(self, text: str) -> str:
        return self.world.do(cases.add_note, self.login, "rt:1", text).entry_ids[0]

    def claims(self) -> list[claims.ClaimRow]:
        return self.world.ask(claims.listed, self.world.clock.now_ms())

    def published(self) -> int:
        return self.world.ask(lambda r: team_tables.hub_number(r, "published"))

    def has(self, entry_ids: set[str]) -> bool:
        rows = self.world.ask(lambda r: r.rows("SELECT id FROM entry"))
        return entry_ids <= {row[0] for row in rows}


async def until(fits: Callable[[], object]) -> None:
    async with asyncio.timeout(60):
        while not fits():
            await asyncio.sleep(0.05)


def test_a_site_that_is_cut_off_goes_on_as_a_team(
    site: SiteServer, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    settings = [site.station("one"), site.station("two"), site.hub.station("far", site="elsewhere")]
    site.hub.hub.reload()

    async def main() -> None:
        await asyncio.to_thread(site.start)
        one, two = members = [Member(tmp_path / station.station, station) for station in settings[:2]]
        # Whoever is of another site has no business here, though the server lets them in.
        stranger = NatsNeighbours(replace(settings[2], addresses=settings[0].addresses, domain="hub"))
        tasks = [asyncio.create_task(member.teaming.run()) for member in members]
        try:
            before = one.note("while all is well")
            await until(lambda: two.has({before}))
            await asyncio.to_thread(site.hub.kill9)
            await stranger.join()
            ids = {member.note(f"{n} while the hub is away") for member in members for n in range(100)}
            begun = time.monotonic()
            await until(lambda: all(member.has(ids) for member in members))
            figure(f"200 entries at a cut-off site are known there after {time.monotonic() - begun:.1f} s")
            one.world.do(claims.take, "one", "rt:1")
            await until(lambda: [row.scope for row in two.claims()] == [PROVISIONAL])
            await until(lambda: "two" in one.world.ask(presence.there, SystemClock().now_ms()))
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(stranger.hear(), 0.5)
            await asyncio.to_thread(site.hub.run)
            await until(lambda: one.published() == 102 and two.published() == 100)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await stranger.leave()
            for member in members:
                await member.hub.aclose()
                member.world.close()
        records: list[HubRecord] = []
        async with AsyncExitStack() as stack:
            reader = NatsHub(settings[2], SystemClock())
            stack.push_async_callback(reader.aclose)
            while more := await reader.read(records[-1].cursor if records else 0, 1000):
                records += more
        kept = Counter(record.id for record in records if record.id in ids)
        assert set(kept) == ids
        # Twice only where the way was whole again in the very moment in which it was said to the neighbours.
        assert sum(kept.values()) <= len(ids) + 1

    asyncio.run(main())
