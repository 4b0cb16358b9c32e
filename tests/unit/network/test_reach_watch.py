"""The watch over who is being reached, on a real store and in real time."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from fallback_console.domain.reach_rules import ReachRules
from fallback_console.network.reach_watch import ReachWatch
from fallback_console.ports import SmsReceipt
from fallback_console.services import messages, paths, reach
from tests.unit.services.support import ANN_NUMBER, World

RULES = ReachRules(quiet=(0, 0), zone="UTC")


@contextlib.asynccontextmanager
async def watching(world: World, count: int = 1) -> AsyncIterator[None]:
    """As many at once as there are processes that think they are the one."""
    tasks = [asyncio.create_task(ReachWatch(world.store, world.clock, every=0.02).run()) for _ in range(count)]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0.01)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    made.connect()
    yield made
    made.assert_whole()
    made.close()


@pytest.fixture
def begun(world: World) -> str:
    whom = world.ask(paths.whom_of, number=ANN_NUMBER)
    return world.do(reach.start, "alice", whom, "Please ring us.", RULES).entry_ids[0]


def step(world: World, begun: str, position: int) -> str:
    return world.ask(reach.shown, begun, world.clock.ms).steps[position].state


def test_time_that_is_over_is_noticed_once_however_many_look(world: World, begun: str) -> None:
    async def test() -> None:
        async with watching(world, count=3):
            assert step(world, begun, 0) == "waiting"
            world.clock.ms += RULES.wait_ms("sms")
            await until(lambda: step(world, begun, 1) == "waiting")

    asyncio.run(test())
    moves = world.ask(
        lambda r: r.rows(
            "SELECT json_extract(body, '$.step'), count(*) FROM entry WHERE kind = 'reach.moved' GROUP BY 1"
        )
    )
    assert moves == [(0, 2), (1, 1)]


def test_a_receipt_is_noticed_when_it_is_written(world: World, begun: str) -> None:
    async def test() -> None:
        async with watching(world):
            entry = world.ask(reach.shown, begun, world.clock.ms).steps[0].entry
            world.do(messages.take_in, SmsReceipt("kannel", entry, "", "delivered", None, world.clock.ms))
            await until(lambda: world.ask(reach.shown, begun, world.clock.ms).state == "delivered")

    asyncio.run(test())
