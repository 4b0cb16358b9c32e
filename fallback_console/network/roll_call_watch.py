"""Asks people for as long as a roll call is open: as fast as the gateway carries it off, and over the next path when its time has come."""

from __future__ import annotations

import asyncio
import logging

from fallback_console.domain.errors import StoreError
from fallback_console.network.waking import rest, told_of
from fallback_console.ports import Clock
from fallback_console.services import roll_call_asking
from fallback_console.store.engine import Store
from fallback_console.store.tx import Reading

__all__ = ["RollCallWatch"]

log = logging.getLogger(__name__)

_TOPICS = frozenset({"roll_call", "sms", "delivery", "connection"})


class RollCallWatch:
    """Looks as long as ``run`` is awaited, and rests where no roll call is open.

    Args:
        store: the local store.
        clock: time.
        every: seconds between two looks at an open roll call while nothing is told.
        rest: seconds between two looks while none is open; another process may have started one.
    """

    def __init__(self, store: Store, clock: Clock, *, every: float = 0.5, rest: float = 2.0) -> None:
        self._store = store
        self._clock = clock
        self._every = every
        self._rest = rest

    async def run(self) -> None:
        """Ask until cancelled."""
        with told_of(self._store, _TOPICS) as told:
            while True:
                told.clear()
                await rest(told, await self._look())
                # A burst of receipts is one look.
                await asyncio.sleep(min(0.05, self._every))

    async def _look(self) -> float:
        """Ask whoever is due; seconds until the next look. A store that fails for a moment is asked again then."""
        try:
            while self._store.read(self._due):
                if not await asyncio.wrap_future(self._store.write(roll_call_asking.advance, background=True)):
                    break
            return self._every if self._store.read(roll_call_asking.running) else self._rest
        except StoreError as error:
            log.warning("nobody can be asked further just now: %s", error.message)
            return self._rest

    def _due(self, r: Reading) -> bool:
        return roll_call_asking.due(r, self._clock.now_ms())
