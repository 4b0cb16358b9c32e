"""The feeder: makes messages while a broadcast runs, rests else, and goes on after a restart."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from fallback_console.domain.broadcast import Audience, Policy
from fallback_console.domain.connection import Connection
from fallback_console.network.feeder import Feeder
from fallback_console.services import broadcast, broadcast_feed, connections
from fallback_console.store.engine import Store
from fallback_console.store.keys import DatabaseKey
from tests.unit.network.courier_world import WAIT, RealClock

NUMBERS = tuple(f"+12025550{n}" for n in range(100, 125))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "data", DatabaseKey(bytes(range(32))), RealClock())) as opened:
        kannel = Connection("sms:kannel", "kannel", {"rate": 10.0})
        opened.write(lambda tx: connections.save(tx, kannel)).result(WAIT)
        yield opened


def start(store: Store) -> str:
    drafted = store.write(lambda tx: broadcast.draft(tx, "alice", "Hello", Audience(numbers=NUMBERS))).result(WAIT)
    made = store.read(lambda r: broadcast.plan(r, "alice", drafted, Policy(0), RealClock().now_ms()))
    done = 0
    while done >= 0:
        done = store.write(lambda tx, done=done: broadcast.advance(tx, "alice", made, Policy(0), done)).result(WAIT)  # type: ignore[misc]
    return drafted


def made(store: Store) -> int:
    return int(store.read(lambda r: r.value("SELECT count(*) FROM delivery WHERE rank > 0")))


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(WAIT):
        while not condition():
            await asyncio.sleep(0.005)


def feeding(store: Store, meanwhile: Callable[[], None], condition: Callable[[], bool]) -> None:
    async def run() -> None:
        task = asyncio.create_task(Feeder(store, look=0.01).run())
        try:
            await asyncio.to_thread(meanwhile)
            await until(condition)
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    asyncio.run(run())


def test_a_broadcast_that_starts_is_fed_until_enough_lies_ready(store: Store) -> None:
    feeding(store, lambda: start(store) and None, lambda: made(store) == 20)


def test_it_goes_on_after_a_restart_and_as_the_gateway_takes_them(store: Store) -> None:
    key = start(store)
    feeding(store, lambda: None, lambda: made(store) == 20)

    def sent() -> None:
        store.write(lambda tx: tx.execute("UPDATE delivery SET state = 'confirmed', head = 0")).result(WAIT)

    feeding(store, sent, lambda: made(store) == len(NUMBERS))
    assert not store.read(broadcast_feed.running)
    assert key


def test_a_paused_one_is_not_fed_until_it_is_resumed(store: Store) -> None:
    key = start(store)
    store.write(lambda tx: broadcast_feed.pause(tx, "alice", key)).result(WAIT)
    feeding(store, lambda: None, lambda: True)
    assert made(store) == 0
    feeding(
        store,
        lambda: store.write(lambda tx: broadcast_feed.resume(tx, "alice", key)).result(WAIT),
        lambda: made(store) == 20,
    )
