"""Waiting until something of interest was written, or for a while: how the network's watches rest between two looks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from fallback_console.store.engine import Store
from fallback_console.store.tx import Changes

__all__ = ["rest", "together", "told_of"]


@contextmanager
def told_of(
    store: Store, topics: Collection[str] | None = None, told: asyncio.Event | None = None
) -> Iterator[asyncio.Event]:
    """An event of the running loop, set whenever something of these topics was committed; whoever waits clears it.

    Args:
        topics: None for anything at all.
        told: the event to set, None for a new one.
    """
    loop = asyncio.get_running_loop()
    event = told or asyncio.Event()

    def on_changes(changes: Changes) -> None:
        if topics is None or any(topic in topics for topic, _ in changes.touched):
            # A commit may be told of just when the loop has ended.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(event.set)

    unsubscribe = store.subscribe(on_changes)
    try:
        yield event
    finally:
        unsubscribe()


async def rest(told: asyncio.Event, seconds: float) -> None:
    """Until it is told, or for so long."""
    # Not wait_for: before Python 3.12 it can swallow a cancellation that comes together with the event.
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await told.wait()


async def together(*works: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Loops that go on beside each other; once one has ended, or failed, all of them have, and what it raised is raised."""
    tasks = [asyncio.create_task(work()) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
