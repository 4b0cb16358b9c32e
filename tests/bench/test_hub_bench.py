"""The team's hub against bare nats-py on the same server: messages brought to it, and one message seen by two hundred stations."""

from __future__ import annotations

import asyncio
import gc
import json
import statistics
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from nats.aio.client import Client

from fallback_console.adapters.hub.keys import public_of, signature
from fallback_console.adapters.hub.link import tls_of
from fallback_console.adapters.hub.nats_hub import NatsHub
from fallback_console.adapters.hub.settings import HubSettings
from fallback_console.compose.profile import SystemClock
from fallback_console.ports.hub import HubMessage
from tests.bench.figures import Figures, percentile
from tests.helpers.node import node, node_package
from tests.real.servers.hub import HubServer, packaged_server, ready, started
from tests.real.servers.proc import ProcessGuard, ServerProcess, free_ports

MESSAGES = 10_000
BODY = b"x" * 1000
ROUNDS = 3
STATIONS = 200
SPOKEN = 40
EVERY_S = 0.1


@pytest.fixture
def server(tmp_path: Path) -> Iterator[HubServer]:
    with ProcessGuard() as guard:
        yield from started(packaged_server, tmp_path, guard)


async def bare_client(settings: HubSettings) -> Client:
    client = Client()
    client._public_nkey = public_of(settings.seed)
    await client.connect(
        servers=list(settings.addresses),
        tls=tls_of(settings),
        signature_cb=lambda nonce: signature(settings.seed, nonce),
        inbox_prefix=f"_INBOX_{settings.station}",
    )
    return client


def test_messages_brought_to_the_hub(server: HubServer, figures: Figures) -> None:
    async def main() -> tuple[float, float]:
        hub = await ready(server.connected("ours"))
        client = await bare_client(server.hub.operator())
        stream = client.jetstream(publish_async_max_pending=512)
        ours, bare = [], []
        for turn in range(ROUNDS):
            began = time.perf_counter()
            messages = [HubMessage(f"ours-{turn}-{n}", "note.added", BODY) for n in range(MESSAGES)]
            assert await hub.append(messages) == MESSAGES
            ours.append(time.perf_counter() - began)
            began = time.perf_counter()
            waiting = [
                await stream.publish_async(
                    "fc.ev.main.bare.note.added", BODY, headers={"Nats-Msg-Id": f"bare-{turn}-{n}"}, wait_stall=30
                )
                for n in range(MESSAGES)
            ]
            await asyncio.gather(*waiting)
            bare.append(time.perf_counter() - began)
        assert (await hub.last())[1] == 2 * ROUNDS * MESSAGES
        await hub.aclose()
        await client.close()
        return statistics.median(ours), statistics.median(bare)

    ours, bare = asyncio.run(main())
    name = f"{MESSAGES} messages of 1 kB to the hub / bare pipelined publish"
    assert figures.ratio(name, "s", ours, bare, 1.5).met


def test_messages_brought_to_the_hub_against_pouchdb(server: HubServer, figures: Figures, tmp_path: Path) -> None:
    package = node_package("pouchdb-server", "4.2.0")
    # A PouchDB in memory waits for no disk, so the hub waits for none here either.
    server.stop()
    written = server.folder / "hub.conf"
    written.write_text(written.read_text(encoding="utf-8").replace("sync_interval: always", ""), encoding="utf-8")
    server.run()

    async def bring(turn: int) -> float:
        hub = await ready(server.connected(f"ours{turn}"))
        began = time.perf_counter()
        assert await hub.append([HubMessage(f"p-{turn}-{n}", "note.added", BODY) for n in range(MESSAGES)]) == MESSAGES
        took = time.perf_counter() - began
        await hub.aclose()
        return took

    def push(port: int, turn: int) -> float:
        script = str(Path(__file__).with_name("pouchdb_push.js"))
        url = f"http://127.0.0.1:{port}/team-{turn}"
        done = subprocess.run(
            [node(), script, url, str(MESSAGES), str(len(BODY))],
            cwd=package,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        said = json.loads(done.stdout)
        assert said["written"] == MESSAGES
        return float(said["seconds"])

    port = free_ports(1)[0]
    program = str(package / "node_modules" / "pouchdb-server" / "bin" / "pouchdb-server")
    ours, theirs = [], []
    with ProcessGuard() as guard:
        argv = [node(), program, "--in-memory", "--port", str(port)]
        theirs_server = ServerProcess(argv, guard=guard, log=tmp_path / "pouchdb.log", cwd=tmp_path)
        try:
            theirs_server.wait_port(port)
            for turn in range(ROUNDS):
                ours.append(asyncio.run(bring(turn)))
                theirs.append(push(port, turn))
        finally:
            theirs_server.stop()
    name = f"{MESSAGES} messages of 1 kB to the hub / PouchDB pushing as many documents"
    assert figures.ratio(name, "s", statistics.median(ours), statistics.median(theirs), 0.5).met


def _settle_memory() -> None:
    """Two hundred stations are one process here alone: a look through what all of them hold stops every one for a tenth of a second."""
    gc.collect()
    gc.freeze()


def test_a_message_seen_by_many_stations(server: HubServer, figures: Figures) -> None:
    async def listen(hub: NatsHub, seen: list[float], spoken: dict[str, float]) -> None:
        async for records in hub.watch(0):
            now = time.perf_counter()
            seen += [now - spoken[record.id] for record in records]

    async def everybody(seen: list[float]) -> None:
        async with asyncio.timeout(30):
            while len(seen) < STATIONS * SPOKEN:
                await asyncio.sleep(0.01)

    async def main() -> tuple[list[float], list[float]]:
        settings = [server.station(f"s{n}") for n in range(STATIONS + 1)]
        server.hub.reload()
        hubs = [await ready(NatsHub(one, SystemClock())) for one in settings]
        seen: list[float] = []
        spoken: dict[str, float] = {}
        listening = [asyncio.ensure_future(listen(hub, seen, spoken)) for hub in hubs[1:]]
        await asyncio.sleep(1)
        _settle_memory()
        for n in range(SPOKEN):
            spoken[f"m-{n}"] = time.perf_counter()
            await hubs[0].append([HubMessage(f"m-{n}", "note.added", BODY)])
            await asyncio.sleep(EVERY_S)
        await everybody(seen)
        for one in listening:
            one.cancel()
        await asyncio.gather(*listening, return_exceptions=True)
        for hub in hubs:
            await hub.aclose()
        clients = [await bare_client(server.hub.operator()) for _ in range(STATIONS + 1)]
        bare: list[float] = []

        async def take(message: object) -> None:
            bare.append(time.perf_counter() - float(message.data[:20]))  # type: ignore[attr-defined]

        for client in clients[1:]:
            await client.subscribe("fc.ev.>", cb=take)
        await asyncio.sleep(1)
        _settle_memory()
        stream = clients[0].jetstream()
        for n in range(SPOKEN):
            stamped = f"{time.perf_counter():020.9f}".encode() + BODY[20:]
            await stream.publish("fc.ev.main.bare.note.added", stamped, headers={"Nats-Msg-Id": f"bare-{n}"})
            await asyncio.sleep(EVERY_S)
        await everybody(bare)
        for client in clients:
            await client.close()
        return seen, bare

    seen, bare = asyncio.run(main())
    gc.unfreeze()
    assert len(seen) == len(bare) == STATIONS * SPOKEN
    name = f"p99 until {STATIONS} stations have a message / bare fan-out"
    assert figures.ratio(name, "s", percentile(seen, 0.99), percentile(bare, 0.99), 4.0).met
