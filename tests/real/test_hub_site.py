"""A site with a server of its own: its stations reach the hub through it, and are told when the way is cut."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from fallback_console.adapters.hub.nats_hub import NatsHub
from fallback_console.compose.profile import SystemClock
from fallback_console.domain.errors import AmbiguousError, OutsideError, SignInError, UnreachableError
from fallback_console.ports.hub import Held
from tests.helpers.hub_conformance import closing, messages, next_of, soon
from tests.real.servers.hub import HubServer, SiteServer, packaged_server
from tests.real.servers.proc import ProcessGuard, ProgramMissingError

pytestmark = pytest.mark.real


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
        assert set(await near.beats()) == {"far"}
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
