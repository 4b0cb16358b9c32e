"""What the team's hub must survive: kills under load, and a race for customers whose owners die."""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fallback_console.adapters.hub.nats_hub import NatsHub
from fallback_console.compose.profile import SystemClock
from fallback_console.domain.errors import AmbiguousError, OutsideError, UnreachableError
from fallback_console.ports.hub import HubMessage
from tests.real.servers.hub import HubServer, packaged_server, ready, started
from tests.real.servers.proc import ProcessGuard

pytestmark = [pytest.mark.real, pytest.mark.timeout(240)]

KILLS = 20
SENDERS = 4
BATCH = 40
FIRST_ACK_S = 1.0

STATIONS = 50
CUSTOMERS = 400
RACE_S = 20.0
TTL_S = 2.0
HOLD_S = 1.0


@pytest.fixture
def server(tmp_path: Path, process_guard: ProcessGuard) -> Iterator[HubServer]:
    yield from started(packaged_server, tmp_path, process_guard)


def test_nothing_acknowledged_is_lost_by_kills(server: HubServer, figure: Callable[[str], None]) -> None:
    """Senders go on all the time, the server is killed twenty times, and a receiver reads everything once."""
    acknowledged: set[str] = set()
    last_ack = [0.0]

    async def send(hub: NatsHub, name: str, end: asyncio.Event) -> None:
        number = 0
        while not end.is_set():
            batch = [HubMessage(f"{name}-{number + n}", "note.added", b"x" * 1000) for n in range(BATCH)]
            done = 0
            while done < len(batch) and not end.is_set():
                try:
                    # After a doubt the same messages go again: the hub knows their ids.
                    count = await hub.append(batch[done:])
                except (AmbiguousError, UnreachableError):
                    await asyncio.sleep(0.02)
                    continue
                acknowledged.update(m.id for m in batch[done : done + count])
                done += count
                last_ack[0] = time.monotonic()
            number += done

    async def receive(hub: NatsHub, found: dict[str, int], end: asyncio.Event) -> None:
        """As a station does it: known ids are passed over, and the cursor moves on."""
        cursor = 0
        while not end.is_set():
            try:
                async for records in hub.watch(cursor):
                    for record in records:
                        assert record.cursor > cursor
                        cursor = record.cursor
                        found[record.id] = found.get(record.id, 0) + 1
            except (AmbiguousError, UnreachableError):
                await asyncio.sleep(0.02)

    async def main() -> tuple[list[float], dict[str, int]]:
        settings = [server.station(f"s{n}") for n in range(SENDERS + 1)]
        server.hub.reload()
        hubs = [await ready(NatsHub(one, SystemClock())) for one in settings]
        end, over = asyncio.Event(), asyncio.Event()
        found: dict[str, int] = {}
        senders = [asyncio.ensure_future(send(hub, f"s{n}", end)) for n, hub in enumerate(hubs[:-1])]
        receiver = asyncio.ensure_future(receive(hubs[-1], found, over))
        waits = []
        chance = random.Random(5)
        for _ in range(KILLS):
            await asyncio.sleep(chance.uniform(0.1, 0.4))
            await asyncio.to_thread(server.kill9)
            await asyncio.to_thread(server.run)
            began = time.monotonic()
            async with asyncio.timeout(10):
                while last_ack[0] < began:
                    await asyncio.sleep(0.005)
            waits.append(last_ack[0] - began)
        end.set()
        await asyncio.gather(*senders)
        async with asyncio.timeout(30):
            while not acknowledged <= found.keys():
                await asyncio.sleep(0.05)
        over.set()
        receiver.cancel()
        await asyncio.gather(receiver, return_exceptions=True)
        assert receiver.cancelled()
        for hub in hubs:
            await hub.aclose()
        return waits, found

    waits, found = asyncio.run(main())
    doubles = sum(count > 1 for count in found.values())
    figure(
        f"hub killed under load: {KILLS} kills, {len(acknowledged)} acknowledged, 0 lost, {doubles} doubles, "
        f"first ack {max(waits):.2f} s at most",
    )
    assert len(acknowledged) > KILLS * BATCH
    assert not acknowledged - found.keys()
    assert doubles == 0
    assert max(waits) <= FIRST_ACK_S


def test_a_customer_has_one_holder_at_a_time(server: HubServer, figure: Callable[[str], None]) -> None:
    """Fifty stations want four hundred customers; owners die without a word, and others take over after the time is up.

    A holder believes in its claim for less time than the hub keeps it, so two of these times must never overlap.
    """
    believed: dict[str, list[tuple[float, float, int]]] = {}
    died = [0]

    async def agent(hub: NatsHub, number: int, until: float) -> None:
        chance = random.Random(number)
        while time.monotonic() < until:
            key = f"claim.c{chance.randrange(CUSTOMERS)}"
            held = await hub.get(key)
            if held.value is not None:
                continue
            asked = time.monotonic()
            mine = b"%d/%d" % (number, chance.getrandbits(60))
            try:
                got = await hub.compare_and_set(key, mine, held.revision, ttl=TTL_S)
            except OutsideError:
                continue
            if got.value != mine:
                continue
            # From when the hub said so until we stop believing it, counted from before we asked.
            began, ends = time.monotonic(), asked + HOLD_S
            if chance.random() < 0.3:
                # Dies: the claim stays until its time is over, and the belief with it.
                died[0] += 1
                believed.setdefault(key, []).append((began, ends, got.revision))
                await asyncio.sleep(chance.uniform(0, 0.05))
                continue
            await asyncio.sleep(chance.uniform(0, 0.1))
            now = time.monotonic()
            given_back = await hub.compare_and_set(key, None, got.revision)
            assert given_back.value is None
            believed.setdefault(key, []).append((began, min(now, ends), got.revision))

    async def main() -> None:
        settings = [server.station(f"s{n}") for n in range(STATIONS)]
        server.hub.reload()
        hubs = [await ready(NatsHub(one, SystemClock())) for one in settings]
        until = time.monotonic() + RACE_S
        await asyncio.gather(*(agent(hub, number, until) for number, hub in enumerate(hubs)))
        await asyncio.gather(*(hub.aclose() for hub in hubs))

    asyncio.run(main())
    claims = 0
    for times in believed.values():
        times.sort()
        claims += len(times)
        for (_, ended, token), (begins, _, later) in itertools.pairwise(times):
            assert ended <= begins, "two held one customer at one time"
            assert later > token, "a fencing token did not rise"
    taken_over = sum(len(times) - 1 for times in believed.values())
    figure(
        f"claim race: {STATIONS} stations, {len(believed)} of {CUSTOMERS} customers, {claims} claims, {died[0]} owners died, "
        f"{taken_over} taken over, 0 at one time",
    )
    assert len(believed) > CUSTOMERS * 0.9
    assert died[0] > 100
    assert taken_over > 100
