"""Moves on what was begun to reach people: when something is learned, and when a path's time is over."""

from __future__ import annotations

import asyncio
import logging

from fallback_console.domain.errors import StoreError
from fallback_console.network.waking import rest, told_of
from fallback_console.ports import Clock
from fallback_console.services import reach
from fallback_console.store.engine import Store

__all__ = ["ReachWatch"]

log = logging.getLogger(__name__)

_TOPICS = frozenset({"reach", "sms", "delivery", "callback", "number", "paths", "hub_message"})
_LATE_EVERY = 10


class ReachWatch:
    """Looks as long as ``run`` is awaited. Every move is one transaction, so it does not matter who else looks, or when this ends.

    Args:
        store: the local store.
        clock: time.
        every: seconds between two looks while nothing is told; what other processes wrote is seen then.
    """

    def __init__(self, store: Store, clock: Clock, *, every: float = 1.0) -> None:
        self._store = store
        self._clock = clock
        self._every = every

    async def run(self) -> None:
        """Look until cancelled."""
        looks = 0
        with told_of(self._store, _TOPICS) as told:
            while True:
                # What comes late is rare and not urgent: it is looked for when something was told, and now and then.
                trying_only = not told.is_set() and looks % _LATE_EVERY != 0
                told.clear()
                looks += 1
                await self._look(trying_only=trying_only)
                await rest(told, self._every)

    async def _look(self, *, trying_only: bool) -> None:
        """Make the moves that are due. A store that fails for a moment is asked again at the next look."""
        now = self._clock.now_ms()
        try:
            if self._store.read(lambda r: reach.due(r, now, trying_only=trying_only)):
                await asyncio.wrap_future(self._store.write(reach.advance))
        except StoreError as error:
            log.warning("nobody can be reached further just now: %s", error.message)
