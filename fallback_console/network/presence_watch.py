"""Says over the team's hub that somebody works here, and hears who works elsewhere."""

from __future__ import annotations

import asyncio
import logging

from fallback_console.domain.errors import OutsideError, StoreError
from fallback_console.ports.hub import Hub
from fallback_console.services import presence
from fallback_console.store.engine import Store

__all__ = ["PresenceWatch"]

log = logging.getLogger(__name__)

_EVERY_S = 10.0
_BEATS_MISSED = 3
"""After so many beats that nobody heard a station counts as gone."""


class PresenceWatch:
    """Beats as long as ``run`` is awaited. A hub that is lost is no news here: the flow of entries tells of it.

    Args:
        store: the local store.
        hub: the team's.
        login: who works here.
        every: seconds between two beats.
    """

    def __init__(self, store: Store, hub: Hub, login: str, *, every: float = _EVERY_S) -> None:
        self._store = store
        self._hub = hub
        self._login = login
        self._value = presence.beat_value(login)
        self._every = every

    async def run(self) -> None:
        """Beat and listen until cancelled."""
        while True:
            try:
                await self.beat()
            except (OutsideError, StoreError) as error:
                log.debug("nobody can be heard just now: %s", error.code)
            await asyncio.sleep(self._every)

    async def beat(self) -> None:
        """Say once that somebody is here, and keep that they are, and who else is.

        Raises:
            OutsideError: the hub does not answer.
            StoreError: who is there could not be kept.
        """
        # Who works here is here whether or not the hub answers.
        here = self._store.write(lambda tx: presence.here(tx, self._login), background=True, durable=False)
        await asyncio.wrap_future(here)
        await self._hub.beat(self._value, self._every * _BEATS_MISSED)
        others = {name: beat for name, beat in (await self._hub.beats()).items() if name != self._hub.station}
        if others:
            kept = self._store.write(lambda tx: presence.heard(tx, others), background=True, durable=False)
            await asyncio.wrap_future(kept)
