"""The watch over roll calls: asks while one is open, goes on after a restart, rests else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from fallback_console.domain.broadcast import Audience
from fallback_console.domain.connection import Connection
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.network.roll_call_watch import RollCallWatch
from fallback_console.services import connections, roll_call, roll_call_list
from fallback_console.store.engine import Store
from fallback_console.store.keys import DatabaseKey
from tests.unit.network.courier_world import WAIT, RealClock

NUMBERS = tuple(f"+12025550{n}" for n in range(100, 108))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "data", DatabaseKey(bytes(range(32))), RealClock())) as opened:
        kannel = Connection("sms:kannel", "kannel", {"rate": 10.0})
        opened.write(lambda tx: connections.save(tx, kannel)).result(WAIT)
        yield opened


def start(store: Store, wait: float = 180.0) -> str:
    rules = ReachRules(quiet=(0, 0), text_wait=wait)
    now = RealClock().now_ms()
    made = store.read(lambda r: roll_call.plan(r, "alice", "", {}, Audience(numbers=NUMBERS), rules, now))
    done = 0
    while done >= 0:
        done = store.write(lambda tx, done=done: roll_call.advance(tx, "alice", made, done)).result(WAIT)  # type: ignore[misc]
    return made.roll


def count(store: Store, roll: str, state: str) -> int:
    return store.read(lambda r: roll_call_list.find(r, roll)).counts[state]


def watching(store: Store, meanwhile: Callable[[], object], condition: Callable[[], bool]) -> None:
    async def run() -> None:
        task = asyncio.create_task(RollCallWatch(store, RealClock(), every=0.02, rest=0.05).run())
        try:
            await asyncio.to_thread(meanwhile)
            async with asyncio.timeout(WAIT):
                while not condition():
                    await asyncio.sleep(0.005)
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    asyncio.run(run())


def test_everybody_is_asked_once_also_over_a_restart(store: Store) -> None:
    rolls: list[str] = []
    watching(store, lambda: rolls.append(start(store)), lambda: count(store, rolls[0], "asked") == len(NUMBERS))
    watching(store, lambda: None, lambda: count(store, rolls[0], "asked") == len(NUMBERS))
    assert store.read(lambda r: r.value("SELECT count(*) FROM p_sms")) == len(NUMBERS)


def test_a_path_that_stays_silent_is_followed_by_the_next_without_anything_being_told(store: Store) -> None:
    roll = start(store, wait=1.0)
    watching(store, lambda: None, lambda: count(store, roll, "to_ring") == len(NUMBERS))


def test_a_closed_roll_call_is_left_alone(store: Store) -> None:
    roll = start(store)
    store.write(lambda tx: roll_call.close(tx, "alice", roll)).result(WAIT)
    other = start(store)
    watching(store, lambda: None, lambda: count(store, other, "asked") == len(NUMBERS))
    assert count(store, roll, "queued") == len(NUMBERS)
