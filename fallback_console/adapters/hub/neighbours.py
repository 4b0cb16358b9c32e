"""The stations of a site among themselves, over plain messages of the server that they are connected to.

A site's server keeps nothing, and a hub's server that has lost its streams or its quorum keeps nothing just then; both still carry
messages. A station publishes under its own prefix as always, which is how the server vouches for who said what.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from nats.aio.msg import Msg

from fallback_console.adapters.hub import problems
from fallback_console.adapters.hub.link import Line, connected
from fallback_console.adapters.hub.settings import HubSettings
from fallback_console.adapters.hub.subjects import MSG_ID, event_subject
from fallback_console.adapters.hub.watching import record_of
from fallback_console.ports.hub import HubMessage, HubRecord

__all__ = ["NatsNeighbours"]


class NatsNeighbours:
    """``Neighbours`` on a NATS server; lives in the network thread.

    Args:
        settings: where the server is, and as whom.
    """

    def __init__(self, settings: HubSettings) -> None:
        self._settings = settings
        self._line: Line | None = None
        self._heard: list[HubRecord] = []
        self._news = asyncio.Event()

    async def join(self) -> None:
        """Connect, with a connection of its own, and listen to the site."""
        await self.leave()
        line = await connected(self._settings)
        try:
            await line.subscribe(self._on_message, event_subject(self._settings.site, "*"))
        except BaseException:
            await line.aclose()
            raise
        line.when_ended(self._news.set)
        self._line = line

    async def hear(self) -> Sequence[HubRecord]:
        """What others said since."""
        while not self._heard:
            if self._line is None or not self._line.up:
                raise problems.lost()
            await self._news.wait()
            self._news.clear()
        found, self._heard = self._heard, []
        return found

    async def say(self, messages: Sequence[HubMessage]) -> None:
        """Publish to whoever listens."""
        if self._line is None:
            raise problems.lost()
        site, station = self._settings.site, self._settings.station
        await self._line.say((event_subject(site, station, m.kind), m.body, {MSG_ID: m.id}) for m in messages)

    async def leave(self) -> None:
        """Close the connection; what was heard and not fetched is forgotten."""
        line, self._line = self._line, None
        self._heard = []
        if line is not None:
            await line.aclose()
        self._news.clear()

    async def _on_message(self, message: Msg) -> None:
        record = record_of(message, 0)
        if record is not None and record.station != self._settings.station:
            self._heard.append(record)
            self._news.set()
