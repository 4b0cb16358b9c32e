"""A hub in memory that does what bad networks and servers do."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field

from fallback_console.domain.errors import AmbiguousError, RefusedError, UnreachableError
from fallback_console.ports.basics import CheckStep
from fallback_console.ports.hub import Beat, Held, HubAbilities, HubMessage, HubRecord

__all__ = ["FakeHub", "FakeStream"]


@dataclass
class FakeStream:
    """What the server keeps.

    Attributes:
        name: changes with ``lose``.
        records: the stream.
        cut: stations that reach nothing.
        deaf: ids of records that stations do not get, by station: a stream with holes.
        forbidden: (name, kind) of what a station may not say.
        lost_answers: so many appends are done and not acknowledged.
        held: what stations agree on.
        twice: chance that a record is kept a second time.
    """

    chance: random.Random = field(default_factory=lambda: random.Random(1))
    name: str = "stream-1"
    records: list[HubRecord] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    cut: set[str] = field(default_factory=set)
    deaf: set[str] = field(default_factory=set)
    forbidden: set[tuple[str, str]] = field(default_factory=set)
    lost_answers: int = 0
    held: dict[str, Held] = field(default_factory=dict)
    twice: float = 0.0
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def lose(self) -> None:
        """The server lost its disk and began a new stream."""
        self.name = f"stream-{int(self.name.rpartition('-')[2]) + 1}"
        self.records.clear()
        self.seen.clear()

    def put(self, station: str, message: HubMessage) -> None:
        """At the end, in whatever order stations come."""
        if message.id not in self.seen:
            self.seen.add(message.id)
            for _ in range(2 if self.chance.random() < self.twice else 1):
                self.records.append(HubRecord(len(self.records) + 1, station, *message))

    def hub(self, station: str) -> FakeHub:
        """A station's way to it."""
        return FakeHub(self, station)


class FakeHub:
    """One station's way to a stream."""

    def __init__(self, stream: FakeStream, station: str) -> None:
        self.stream = stream
        self._station = station

    @property
    def station(self) -> str:
        return self._station

    def _reach(self) -> None:
        if self._station in self.stream.cut:
            raise UnreachableError("The hub does not answer.", "")

    async def abilities(self) -> HubAbilities:
        return HubAbilities(shared=True, site="fake", expires=True, durable=True)

    async def append(self, messages: Sequence[HubMessage]) -> int:
        self._reach()
        for place, message in enumerate(messages):
            if (self._station, message.kind) in self.stream.forbidden:
                if place == 0:
                    raise RefusedError("The hub does not take that from this station.", "")
                return place
            self.stream.put(self._station, message)
        self.stream.changed.set()
        if self.stream.lost_answers:
            self.stream.lost_answers -= 1
            raise AmbiguousError("The hub did not answer in time.", "")
        return len(messages)

    async def read(self, cursor: int, limit: int) -> list[HubRecord]:
        self._reach()
        part = self.stream.records[cursor : cursor + limit]
        if self.stream.deaf:
            found = [record for record in part if record.id not in self.stream.deaf]
            # Something has to come, or a reader would take it for the end.
            return found or part[-1:]
        return part

    async def watch(self, cursor: int) -> AsyncIterator[list[HubRecord]]:
        while True:
            records = await self.read(cursor, 1000)
            if records:
                cursor = records[-1].cursor
                yield records
            else:
                self.stream.changed.clear()
                await self.stream.changed.wait()

    async def last(self) -> tuple[str, int]:
        self._reach()
        return self.stream.name, len(self.stream.records)

    async def get(self, key: str) -> Held:
        self._reach()
        return self.stream.held.get(key, Held(None, 0))

    async def compare_and_set(self, key: str, value: bytes | None, expected: int, ttl: float = 0.0) -> Held:
        self._reach()
        held = self.stream.held.get(key, Held(None, 0))
        if held.revision == expected:
            held = self.stream.held[key] = Held(value, expected + 1)
        return held

    async def watch_held(self, prefix: str) -> AsyncIterator[tuple[str, Held]]:
        while True:
            await asyncio.sleep(3600)
            yield prefix, Held(None, 0)

    async def beat(self, value: bytes, ttl: float) -> None:
        self._reach()

    async def beats(self) -> Mapping[str, Beat]:
        return {}

    async def check(self) -> list[CheckStep]:
        return [CheckStep("connection", self._station not in self.stream.cut, "fake")]

    async def aclose(self) -> None:
        return None
