"""The hub of one station alone: complete, in the station's own database, and shared by all processes of its profile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from concurrent.futures import Future
from typing import TypeVar

from fallback_console.domain.hub_rules import require_key, require_message, require_value
from fallback_console.network.waking import rest
from fallback_console.ports import CheckStep, Clock
from fallback_console.ports.hub import Beat, Held, HubAbilities, HubMessage, HubRecord
from fallback_console.store.engine import Store
from fallback_console.store.tx import Reading, Tx

__all__ = ["LocalHub"]

T = TypeVar("T")

_SITE = "alone"
_LOOK_EVERY_S = 1.0
"""Other processes of the profile tell nobody what they append."""
_BATCH = 500


class LocalHub:
    """A ``Hub`` that nobody else sees.

    Args:
        store: of the profile.
        clock: time, for values and beats that end by themselves.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._beat: tuple[Beat, float] | None = None
        self._changed: set[asyncio.Event] = set()

    @property
    def station(self) -> str:
        """Id of this station."""
        return self._store.station

    async def abilities(self) -> HubAbilities:
        """Complete, but alone."""
        return HubAbilities(shared=False, site=_SITE, expires=True, durable=True)

    async def append(self, messages: Sequence[HubMessage]) -> int:
        """Put messages at the end; all of them or none."""
        for message in messages:
            require_message(message.id, message.kind, message.body)
        rows = [(m.id, self.station, m.kind, m.body) for m in messages]

        def put(tx: Tx) -> None:
            tx.executemany("INSERT OR IGNORE INTO hub_stream (id, station, kind, body) VALUES (?, ?, ?, ?)", rows)

        await _of(self._store.write(put))
        self._tell()
        return len(rows)

    async def read(self, cursor: int, limit: int) -> list[HubRecord]:
        """Records behind a place."""

        def get(r: Reading) -> list[HubRecord]:
            sql = "SELECT cursor, station, id, kind, body FROM hub_stream WHERE cursor > ? ORDER BY cursor LIMIT ?"
            return [HubRecord(*row) for row in r.rows(sql, (cursor, limit))]

        return await _of(self._store.query(get))

    async def watch(self, cursor: int) -> AsyncIterator[list[HubRecord]]:
        """Records behind a place, as they come."""
        with self._listening() as changed:
            while True:
                changed.clear()
                records = await self.read(cursor, _BATCH)
                if records:
                    cursor = records[-1].cursor
                    yield records
                else:
                    await rest(changed, _LOOK_EVERY_S)

    async def last(self) -> tuple[str, int]:
        """It has lived as long as the station, and ends at its newest record."""

        def get(r: Reading) -> int:
            # Not the newest row: a cursor that was given is never given again.
            return int(r.value("SELECT coalesce(max(cursor), 0) FROM hub_stream"))

        return f"local:{self.station}", await _of(self._store.query(get))

    async def get(self, key: str) -> Held:
        """The value of a key."""
        require_key(key)
        now = self._clock.now_ms()
        return await _of(self._store.query(lambda r: _held(r, key, now)))

    async def compare_and_set(self, key: str, value: bytes | None, expected: int, ttl: float = 0.0) -> Held:
        """Set a value where its revision is still the expected one."""
        require_key(key)
        require_value(value)

        def put(tx: Tx) -> Held:
            now = tx.clock.now_ms()
            before = _held(tx, key, now)
            if before.revision != expected:
                return before
            until = now + round(ttl * 1000) if ttl and value is not None else 0
            tx.execute(
                "INSERT OR REPLACE INTO hub_held (key, value, revision, until, changed)"
                " VALUES (?, ?, ?, ?, (SELECT coalesce(max(changed), 0) + 1 FROM hub_held))",
                (key, value, expected + 1, until),
            )
            return Held(value, expected + 1)

        held = await _of(self._store.write(put))
        self._tell()
        return held

    async def watch_held(self, prefix: str) -> AsyncIterator[tuple[str, Held]]:
        """Keys that begin so: all there are, then every change."""
        seen, ends = -1, dict[str, tuple[int, int]]()
        with self._listening() as changed:
            while True:
                changed.clear()
                rows = await _of(self._store.query(lambda r, since=seen: _since(r, prefix, since)))  # type: ignore[misc]
                now = self._clock.now_ms()
                for key, value, revision, until, number in rows:
                    seen = max(seen, number)
                    ends.pop(key, None)
                    gone = value is None or (until and until <= now)
                    if not gone and until:
                        ends[key] = until, revision
                    yield key, Held(None if gone else value, revision)
                for key, (until, revision) in list(ends.items()):
                    if until <= now:
                        del ends[key]
                        yield key, Held(None, revision)
                soonest = min((until for until, _ in ends.values()), default=now + 1000 * int(_LOOK_EVERY_S))
                await rest(changed, min(_LOOK_EVERY_S, max(0.0, (soonest - now) / 1000)))

    async def beat(self, value: bytes, ttl: float) -> None:
        """Say that this station is there."""
        require_value(value)
        self._beat = Beat(self.station, value, self._clock.now_ms()), self._clock.monotonic() + ttl

    async def beats(self) -> Mapping[str, Beat]:
        """This station, where it has said so."""
        if self._beat is None or self._beat[1] <= self._clock.monotonic():
            return {}
        return {self.station: self._beat[0]}

    async def check(self) -> list[CheckStep]:
        """Nothing can be missing."""
        return [CheckStep("connection", True, "This station works alone, without a hub.")]

    async def aclose(self) -> None:
        """The store stays open."""
        self._tell()

    def _listening(self) -> _Listening:
        return _Listening(self._changed)

    def _tell(self) -> None:
        for changed in self._changed:
            changed.set()


class _Listening:
    """An event among those that are set with every change."""

    def __init__(self, everybody: set[asyncio.Event]) -> None:
        self._everybody = everybody
        self._event = asyncio.Event()

    def __enter__(self) -> asyncio.Event:
        self._everybody.add(self._event)
        return self._event

    def __exit__(self, *_: object) -> None:
        self._everybody.discard(self._event)


async def _of(future: Future[T]) -> T:
    return await asyncio.wrap_future(future)


def _held(r: Reading, key: str, now: int) -> Held:
    row = r.one("SELECT value, revision, until FROM hub_held WHERE key = ?", (key,))
    if row is None:
        return Held(None, 0)
    value, revision, until = row
    return Held(None if until and until <= now else value, revision)


def _since(r: Reading, prefix: str, number: int) -> list[tuple[str, bytes | None, int, int, int]]:
    # Every key is made of ASCII characters, so the tilde is behind all that begin with the prefix.
    sql = (
        "SELECT key, value, revision, until, changed FROM hub_held"
        " WHERE key >= ? AND key < ? AND changed > ? ORDER BY changed"
    )
    return [(key, value, rev, until, n) for key, value, rev, until, n in r.rows(sql, (prefix, f"{prefix}~", number))]
