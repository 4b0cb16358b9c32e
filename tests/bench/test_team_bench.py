"""The team: a new station catching up with what the others did, over a real server."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from nats.errors import TimeoutError as NothingMoreError
from nats.js.api import AckPolicy, ConsumerConfig

from fallback_console.adapters.hub.nats_hub import NatsHub
from fallback_console.adapters.hub.subjects import EVENTS, MSG_ID, event_subject
from fallback_console.compose.profile import SystemClock
from fallback_console.domain.clock import Hlc
from fallback_console.domain.entry import Entry, Kind
from fallback_console.domain.ids import uuid7
from fallback_console.domain.mirror import PullPage
from fallback_console.domain.wire import Place, write_entry
from fallback_console.drill.demo import demo_world
from fallback_console.network.teaming import Teaming
from fallback_console.resources_path import resource
from fallback_console.services import mirroring, teaming
from fallback_console.store.engine import Store
from fallback_console.store.keys import DatabaseKey
from fallback_console.store.sqlcipher import connect
from tests.bench.figures import Figures
from tests.bench.test_hub_bench import bare_client
from tests.real.servers.hub import HubServer, packaged_server, ready, started
from tests.real.servers.proc import ProcessGuard

KEY = DatabaseKey(bytes(range(32)))
ENTRIES = 100_000
CASES = 2000
STATIONS = 20
BATCH = 500
BAR = 2.5

Made = tuple[str, str, str, bytes]
"""Station, id, kind and bytes of an entry."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[HubServer]:
    with ProcessGuard() as guard:
        yield from started(packaged_server, tmp_path, guard)


def _made(count: int, now: int) -> Iterator[Made]:
    """What twenty stations did on two thousand cases, about 1 kB each."""
    chance = random.Random(5)
    keys = [f"rt:{one.case.remote_id}" for one in demo_world(resource("demo"), CASES, now).cases]
    words = "The customer was told that the refund is on its way; 返金の件。 " * 9
    numbers = dict.fromkeys((f"bench{n:02}" for n in range(STATIONS)), 0)
    for n in range(count):
        station = f"bench{n % STATIONS:02}"
        numbers[station] += 1
        key = chance.choice(keys)
        kind = chance.choices(
            (Kind.NOTE, Kind.FIELD_CHANGED, Kind.CALL, Kind.SMS_SENT, Kind.STATUS), (60, 12, 14, 10, 4)
        )[0]
        number = f"+120255501{chance.randint(0, 99):02}"
        subject, places = f"case:{key}", [Place("helpdesk", key)]
        body: dict[str, object] = {"text": words}
        if kind == Kind.FIELD_CHANGED:
            body = {"field": "priority", "base": "1", "value": str(chance.randint(0, 100)), "base_version": 1}
        elif kind == Kind.CALL:
            body = {"direction": "out", "number": number, "person": "", "person_name": "", "started_at": now}
            body |= {"seconds": 9, "outcome": "reached", "notes": words, "follow_up_at": None}
        elif kind == Kind.SMS_SENT:
            body = {"to": number, "person": "", "person_name": "", "text": words, "encoding": "ucs2", "parts": 9}
            body["gateway"] = "kannel"
            places.append(Place("sms:kannel", number))
        elif kind == Kind.STATUS:
            subject, places, body = f"login:agent{n % 50}", [], {"status": "away", "how": "person"}
        entry_id = uuid7(now + n, chance.randbytes(10))
        hlc = str(Hlc(now + n, 0, station))
        entry = Entry(entry_id, station, numbers[station], hlc, now + n, "alice", kind, subject, body)
        yield station, entry_id, kind, write_entry(entry, places)


async def _bring(server: HubServer, count: int) -> None:
    """Into the hub, as its stations would."""
    client = await bare_client(server.hub.operator())
    stream = client.jetstream(publish_async_max_pending=512)
    waiting = [
        await stream.publish_async(
            event_subject("main", station, kind), body, headers={MSG_ID: entry_id}, wait_stall=30
        )
        for station, entry_id, kind, body in _made(count, SystemClock().now_ms())
    ]
    await asyncio.gather(*waiting)
    await client.close()


def _bare(server: HubServer, path: Path, count: int) -> float:
    """Read the same with nats-py alone and insert the same bytes, many at once."""
    bare = connect(path, KEY.raw, read_only=False)
    bare.execute("PRAGMA journal_mode = WAL").fetchall()
    bare.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, body BLOB)")

    async def main() -> float:
        client = await bare_client(server.hub.operator())
        begin = time.perf_counter()
        reader = await client.jetstream().pull_subscribe(
            event_subject("*", "*"), stream=EVENTS, config=ConsumerConfig(ack_policy=AckPolicy.NONE)
        )
        read = 0
        while read < count:
            try:
                messages = await reader.fetch(BATCH, timeout=5)
            except NothingMoreError:
                break
            read += len(messages)
            bare.execute("BEGIN IMMEDIATE")
            bare.executemany("INSERT INTO t (body) VALUES (?)", [(message.data,) for message in messages])
            bare.execute("COMMIT")
        spent = time.perf_counter() - begin
        await client.close()
        assert read == count
        return spent

    spent = asyncio.run(main())
    bare.close()
    return spent


def _ours(server: HubServer, folder: Path, count: int) -> tuple[float, list[float]]:
    """Catch up into every projection; with the times that something a person did had to wait meanwhile."""
    waits: list[float] = []
    with closing(Store.open(folder, KEY, SystemClock())) as store:
        world = demo_world(resource("demo"), CASES, SystemClock().now_ms())
        page = PullPage(
            tuple(c.case for c in world.cases), tuple(i for c in world.cases for i in c.items), (), "{}", True
        )
        store.write(lambda tx: mirroring.store_page(tx, "rt", "cases", page)).result()
        while store.write(mirroring.index_some).result():
            pass
        settings = server.station("new")
        server.hub.reload()

        async def act() -> None:
            while True:
                await asyncio.sleep(0.05)
                begin = time.perf_counter()
                await asyncio.wrap_future(store.write(lambda tx: tx.value("SELECT 1")))
                waits.append(time.perf_counter() - begin)

        async def main() -> float:
            hub = await ready(NatsHub(settings, SystemClock()))
            work = Teaming(store, hub, SystemClock(), lambda _: None)
            person = asyncio.create_task(act())
            begin = time.perf_counter()
            await work.begin()
            await work.follow_up()
            await work.catch_up()
            spent = time.perf_counter() - begin
            person.cancel()
            await hub.aclose()
            return spent

        spent = asyncio.run(main())
        known = store.read(teaming.digests)
        assert sum(upto for upto, _ in known.values()) == count
        assert store.read(lambda r: r.value("SELECT count(*) FROM unprojected")) == 0
        assert store.read(lambda r: r.value("SELECT sum(unsent) FROM p_case")) > count // 2
    return spent, waits


@pytest.mark.usefixtures("as_in_the_window")
def test_catching_up(tmp_path: Path, server: HubServer, figures: Figures) -> None:
    """A hundred thousand entries into the projections, against reading and inserting the same bytes bare."""
    asyncio.run(_bring(server, ENTRIES))
    before = _bare(server, tmp_path / "before.db", ENTRIES)
    ours, waits = _ours(server, tmp_path / "data", ENTRIES)
    bare = (before + _bare(server, tmp_path / "after.db", ENTRIES)) / 2
    slowest = sorted(waits)[int(len(waits) * 0.99)]
    assert figures.limit("a person's action while catching up, p99", "s", slowest, 0.5).met
    name = "catching up 100,000 entries / bare nats-py read and insert of the same bytes"
    assert figures.ratio(name, "s", ours, bare, BAR).met
