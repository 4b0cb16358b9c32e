"""A server in memory that passes on what stations say and keeps nothing."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from fallback_console.domain.errors import UnreachableError
from fallback_console.ports.hub import HubMessage, HubRecord

__all__ = ["FakeNeighbours", "FakeRoom"]


@dataclass
class FakeRoom:
    """What the stations of a site have in common.

    Attributes:
        shut: nobody gets in, and who is in is thrown out.
        lost: of a message by who hears it: it does not come.
        said: everything, with who said it.
        inside: who listens.
    """

    shut: bool = False
    lost: Callable[[str, HubMessage], bool] = lambda name, message: False
    said: list[tuple[str, HubMessage]] = field(default_factory=list)
    inside: list[FakeNeighbours] = field(default_factory=list)

    def at(self, name: str) -> FakeNeighbours:
        """A station's way into it."""
        return FakeNeighbours(self, name)

    def close(self) -> None:
        """The server ends."""
        self.shut = True
        for one in self.inside:
            one.news.set()

    def kinds(self, name: str) -> list[str]:
        """Of what a station said."""
        return [message.kind for who, message in self.said if who == name]


class FakeNeighbours:
    """One station's way to the others."""

    def __init__(self, room: FakeRoom, name: str) -> None:
        self.room = room
        self.name = name
        self.came: list[HubRecord] = []
        self.news = asyncio.Event()
        self._chance = random.Random(name)

    def _in(self) -> None:
        if self.room.shut or self not in self.room.inside:
            raise UnreachableError("The server does not answer.", "")

    async def join(self) -> None:
        if self.room.shut:
            raise UnreachableError("The server does not answer.", "")
        self.news, self.came = asyncio.Event(), []
        if self not in self.room.inside:
            self.room.inside.append(self)

    async def hear(self) -> Sequence[HubRecord]:
        while not self.came:
            self._in()
            await self.news.wait()
            self.news.clear()
        found, self.came = self.came, []
        self._chance.shuffle(found)
        return found

    async def say(self, messages: Sequence[HubMessage]) -> None:
        self._in()
        for message in messages:
            self.room.said.append((self.name, message))
            for other in self.room.inside:
                if other is not self and not self.room.lost(other.name, message):
                    other.came.append(HubRecord(0, self.name, *message))
                    other.news.set()

    async def leave(self) -> None:
        if self in self.room.inside:
            self.room.inside.remove(self)
