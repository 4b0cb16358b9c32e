"""A broadcast goes out about as fast as its gateway takes it; and no transaction of it keeps anybody waiting."""

from __future__ import annotations

import asyncio
import itertools
import time
from contextlib import closing
from pathlib import Path

import httpx

from fallback_console.adapters.sms.kannel import KannelGateway
from fallback_console.adapters.sms.kannel_settings import KannelSettings
from fallback_console.compose.profile import SystemClock
from fallback_console.domain.broadcast import Audience, Policy
from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import Receipt
from fallback_console.domain.events import CourierProgress, EngineEvent
from fallback_console.domain.timing import Timing
from fallback_console.network.pacing import Pace
from fallback_console.network.session import EngineParts, Session
from fallback_console.ports import PullScope
from fallback_console.services import broadcast, broadcast_feed, broadcast_list, connections, dispatch
from fallback_console.store.engine import Store
from fallback_console.store.keys import DatabaseKey
from tests.bench.figures import Figures, interleaved, percentile
from tests.bench.sms_process import SmsProcess

KEY = DatabaseKey(bytes(range(32)))
RATE = 100.0
"""Messages a second, as of a short code; nothing that a team has is faster."""
MESSAGES = 300
NUMBERS = tuple(f"+1{201 + n // 100}55501{n % 100:02d}" for n in range(10 * MESSAGES))
POLICY = Policy(review_above=0)
PACE = Pace(opening_jitter=0.0)


def begin(store: Store, text: str, numbers: tuple[str, ...], took: list[float]) -> str:
    """Start a broadcast; seconds of each transaction are added to ``took``."""
    drafted = store.write(lambda tx: broadcast.draft(tx, "alice", text, Audience(numbers=numbers))).result()
    now = SystemClock().now_ms()
    made = store.read(lambda r: broadcast.plan(r, "alice", drafted, POLICY, now))
    done = 0
    while done >= 0:
        begun = time.perf_counter()
        done = store.write(lambda tx, done=done: broadcast.advance(tx, "alice", made, POLICY, done)).result()  # type: ignore[misc]
        took.append(time.perf_counter() - begun)
    return drafted


async def send(store: Store, url: str) -> None:
    """The session of a station, until everybody was sent to."""
    settings = KannelSettings(url, "console", rate=10 * RATE, listen=False)
    gateway = KannelGateway(settings, "secret", "", SystemClock())
    end = asyncio.Event()
    confirmed = itertools.count(1)

    def on_event(event: EngineEvent) -> None:
        if isinstance(event, CourierProgress) and event.state == "confirmed" and next(confirmed) == MESSAGES:
            end.set()

    parts = EngineParts(None, PullScope(), (gateway,), (), ())
    await Session(store, parts, SystemClock(), Timing(), on_event, PACE).run(end)


async def send_barely(url: str) -> None:
    """As many requests, one after the other, and nothing else."""
    async with httpx.AsyncClient(trust_env=False) as client:
        for number in NUMBERS[:MESSAGES]:
            headers = {"X-Kannel-To": number, "X-Kannel-Username": "console", "X-Kannel-Password": "secret"}
            answer = await client.post(url, headers=headers, content=b"We are back at nine.")
            assert answer.status_code == 202


def test_a_broadcast_is_as_fast_as_its_gateway(tmp_path: Path, figures: Figures) -> None:
    with SmsProcess(RATE) as gateway, closing(Store.open(tmp_path / "data", KEY, SystemClock())) as store:
        kannel = Connection("sms:kannel", "kannel", {"url": gateway.url, "rate": 10 * RATE})
        store.write(lambda tx: connections.save(tx, kannel)).result()
        texts = itertools.count()

        def whole() -> None:
            drafted = begin(store, f"We are back at nine. {next(texts)}", NUMBERS[:MESSAGES], [])
            asyncio.run(send(store, gateway.url))
            found = store.read(lambda r: broadcast_list.progress(r, drafted))
            assert found.counts["sent"] == MESSAGES

        ours, bare = interleaved(whole, lambda: asyncio.run(send_barely(gateway.url)), 3)
    name = f"broadcast to {MESSAGES} people, started and sent / as many bare requests to the same gateway"
    assert figures.ratio(name, "s", ours, bare, 1.3).met


def test_no_transaction_of_a_broadcast_is_long(tmp_path: Path, figures: Figures) -> None:
    """Medians are judged: a single one may wait for the disk, as every commit does."""
    written: list[float] = []
    made: list[float] = []
    with closing(Store.open(tmp_path / "data", KEY, SystemClock())) as store:
        store.write(lambda tx: connections.save(tx, Connection("sms:kannel", "kannel", {"rate": 1000.0}))).result()
        begin(store, "We are back at nine.", NUMBERS, written)
        while store.read(broadcast_feed.running):
            begun = time.perf_counter()
            if store.write(broadcast_feed.feed).result():
                made.append(time.perf_counter() - begun)
                continue
            for work in store.write(lambda tx: dispatch.take(tx, "sms:kannel", tx.clock.now_ms(), 500, ())).result():
                store.write(lambda tx, work=work: dispatch.confirm(tx, work.delivery_id, Receipt())).result()  # type: ignore[misc]
    met = [
        figures.limit("a batch of a broadcast's people written down, median", "s", percentile(written, 0.5), 0.010),
        figures.limit("a batch of a broadcast's messages made, median", "s", percentile(made, 0.5), 0.010),
    ]
    assert all(one.met for one in met)
