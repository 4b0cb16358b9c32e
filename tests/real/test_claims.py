"""Two stations, a real NATS server: one has the customer, and what both took while it was away is contested."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from fallback_console.adapters.hub.nats_hub import NatsHub
from fallback_console.domain.claims import CONFIRMED, CONTESTED, PROVISIONAL, hub_key
from fallback_console.network.claim_watch import ClaimWatch
from fallback_console.network.teaming import Teaming, TeamPace
from fallback_console.services import claims
from fallback_console.services.claims import CaseClaims
from tests.real.servers.hub import HubServer, packaged_server, ready, started
from tests.real.servers.proc import ProcessGuard
from tests.unit.services.support import ANN, World, ann, case

pytestmark = [pytest.mark.real, pytest.mark.timeout(120)]

WAIT_S = 30
PACE = TeamPace(look=0.1, settle=1.0, retry=0.1, longest=0.5)


@pytest.fixture
def server(tmp_path: Path, process_guard: ProcessGuard) -> Iterator[HubServer]:
    yield from started(packaged_server, tmp_path, process_guard)


class Member:
    """A station at work."""

    def __init__(self, folder: Path, hub: NatsHub, login: str) -> None:
        self.world = World(folder)
        self.world.connect()
        self.world.pull([case(1)], (), [ann()])
        self.hub, self.login = hub, login
        self.teaming = Teaming(self.world.store, hub, self.world.clock, lambda _: None, PACE)
        self.watch = ClaimWatch(self.world.store, hub, self.world.clock, login, every=0.2)

    def take(self) -> None:
        self.world.do(claims.take, self.login, "rt:1")

    def seen(self) -> CaseClaims:
        return self.world.ask(claims.of_case, "rt:1", self.world.clock.ms)

    def scope(self) -> str:
        own = self.seen().own
        return "" if own is None else own.scope

    def theirs(self) -> list[str]:
        return [one.scope for one in self.seen().others]


async def until(fits: Callable[[], bool]) -> None:
    async with asyncio.timeout(WAIT_S):
        while not fits():
            await asyncio.sleep(0.02)


def test_one_has_the_customer_and_a_hub_that_was_away_makes_both_contested(server: HubServer, tmp_path: Path) -> None:
    with ExitStack() as stack:

        async def main() -> None:
            one, other = (
                Member(tmp_path / name, server.connected(name), login)
                for name, login in (("one", "alice"), ("other", "bob"))
            )
            stack.callback(one.world.close)
            stack.callback(other.world.close)
            for member in (one, other):
                await ready(member.hub)
            tasks = [asyncio.create_task(run()) for m in (one, other) for run in (m.teaming.run, m.watch.run)]
            try:
                # A race: both take at the same moment; one has it, the other hears who was quicker.
                one.take()
                other.take()
                await until(lambda: sorted((one.scope(), other.scope())) == ["", CONFIRMED])
                first, second = (one, other) if one.scope() else (other, one)
                await until(lambda: second.theirs() == [CONFIRMED])
                own = first.seen().own
                assert own is not None
                held = await first.hub.get(hub_key(ANN))
                assert held.revision == own.token > 0
                # Handed over with the consent of both: the token rises.
                first.world.do(claims.offer, first.login, "rt:1", second.login)
                await until(lambda: any(row.offered_to == second.login for row in second.seen().others))
                second.world.do(claims.answer, second.login, "rt:1", yes=True)
                await until(lambda: second.scope() == CONFIRMED and first.theirs() == [CONFIRMED])
                after = second.seen().own
                assert after is not None
                assert after.token > own.token
                second.world.do(claims.release, second.login, "rt:1")
                await until(lambda: not first.theirs())
                # Nobody can ask the hub: both work on, and both are told once it is back.
                server.kill9()
                one.take()
                other.take()
                await asyncio.sleep(0.5)
                assert (one.scope(), other.scope()) == (PROVISIONAL, PROVISIONAL)
                await asyncio.to_thread(server.run)
                await until(lambda: (one.scope(), other.scope()) == (CONTESTED, CONTESTED))
                await until(lambda: (one.theirs(), other.theirs()) == ([CONTESTED], [CONTESTED]))
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
                for member in (one, other):
                    await member.hub.aclose()

        asyncio.run(main())
