"""The feeder: makes the messages of broadcasts under way, as fast as the courier carries them off and no faster."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from fallback_console.services import broadcast_feed
from fallback_console.store.engine import Store
from fallback_console.store.tx import Changes, Tx

__all__ = ["Feeder"]

T = TypeVar("T")

_LOOK = 0.2
"""Seconds between two looks at a broadcast under way; what lies ready for the gateway lasts longer."""


class Feeder:
    """Works as long as ``run`` is awaited, and rests where no broadcast is under way.

    Args:
        store: the local store.
        look: seconds between two looks.
    """

    def __init__(self, store: Store, look: float = _LOOK) -> None:
        self._store = store
        self._look = look
        self._wake = asyncio.Event()

    async def run(self) -> None:
        """Feed until cancelled."""
        loop = asyncio.get_running_loop()

        def on_changes(changes: Changes) -> None:
            if any(topic in ("broadcast", "connection") for topic, _ in changes.touched):
                loop.call_soon_threadsafe(self._wake.set)

        unsubscribe = self._store.subscribe(on_changes)
        try:
            while True:
                self._wake.clear()
                if self._store.read(broadcast_feed.running):
                    while await self._write(broadcast_feed.feed):
                        pass
                    with suppress(TimeoutError):
                        async with asyncio.timeout(self._look):
                            await self._wake.wait()
                else:
                    await self._wake.wait()
        finally:
            unsubscribe()

    async def _write(self, fn: Callable[[Tx], T]) -> T:
        return await asyncio.wrap_future(self._store.write(fn, background=True))
