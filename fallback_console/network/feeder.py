"""The feeder: makes the messages of broadcasts under way, as fast as the courier carries them off and no faster."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from fallback_console.network.waking import rest, told_of
from fallback_console.services import broadcast_feed
from fallback_console.store.engine import Store
from fallback_console.store.tx import Tx

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
        self._passed = broadcast_feed.Passed()

    async def run(self) -> None:
        """Feed until cancelled."""
        with told_of(self._store, ("broadcast", "connection")) as told:
            while True:
                told.clear()
                if self._store.read(broadcast_feed.running):
                    while await self._write(lambda tx: broadcast_feed.feed(tx, self._passed)):
                        pass
                    await rest(told, self._look)
                else:
                    await told.wait()

    async def _write(self, fn: Callable[[Tx], T]) -> T:
        return await asyncio.wrap_future(self._store.write(fn, background=True))
