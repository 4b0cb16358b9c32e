"""Waiting until something of interest was written, or for a while: how the network's watches rest between two looks."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress

from fallback_console.store.engine import Store
from fallback_console.store.tx import Changes

__all__ = ["rest", "told_of"]


@contextmanager
def told_of(store: Store, topics: Collection[str]) -> Iterator[asyncio.Event]:
    """An event of the running loop, set whenever something of these topics was committed; whoever waits clears it."""
    loop = asyncio.get_running_loop()
    told = asyncio.Event()

    def on_changes(changes: Changes) -> None:
        if any(topic in topics for topic, _ in changes.touched):
            loop.call_soon_threadsafe(told.set)

    unsubscribe = store.subscribe(on_changes)
    try:
        yield told
    finally:
        unsubscribe()


async def rest(told: asyncio.Event, seconds: float) -> None:
    """Until it is told, or for so long."""
    # Not wait_for: before Python 3.12 it can swallow a cancellation that comes together with the event.
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await told.wait()
