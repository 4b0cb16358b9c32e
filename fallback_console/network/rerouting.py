"""When text messages leave a gateway for another: it is down, or nothing reaches it, while the other one takes messages."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Protocol

from fallback_console.ports import Clock, Sink
from fallback_console.services import dispatch, failover
from fallback_console.services.failover import Moved
from fallback_console.store.engine import Store

__all__ = ["Rerouting"]

_LONG_SECONDS = 30.0
"""A gateway that has to be left alone for so long stands still, also where it only asked us to wait."""

_LOOK_SECONDS = 5.0
"""Between two looks for what waits for gateways that are not connected any more."""

_AT_ONCE = 20
"""Messages that move in one transaction."""


class Standing(Protocol):
    """What is known of a lane of the courier."""

    sink: Sink
    pause_until: float
    failures: int


class Rerouting:
    """Moves what waits for a gateway that stands still, and what one refused.

    Args:
        store: the local store.
        lanes: of the courier, by sink.
        clock: time.
        deliverable: whether a system is up and its hold-down has passed.
        down: whether a system is surely down; one of which nothing is known yet is not.
        failures: so many in a row, and a gateway that is left alone for it stands still.
    """

    def __init__(
        self,
        store: Store,
        lanes: Mapping[str, Standing],
        clock: Clock,
        deliverable: Callable[[str], bool],
        down: Callable[[str], bool],
        failures: int,
    ) -> None:
        self._store = store
        self._lanes = {name: lane for name, lane in lanes.items() if name.startswith("sms:")}
        self._clock = clock
        self._deliverable = deliverable
        self._down = down
        self._failures = failures
        self._next_look = clock.monotonic()

    async def waiting(self, sink: str) -> list[Moved]:
        """Let what waits for a gateway go over others, where it stands still and another one does not; over one that works also
        goes what waits for gateways that were switched off or taken away."""
        lane = self._lanes.get(sink)
        if lane is None:
            return []
        if self._stands_still(lane):
            return await self._over_others(sink)
        moved: list[Moved] = []
        if self._deliverable(lane.sink.system) and self._clock.monotonic() >= self._next_look:
            self._next_look = self._clock.monotonic() + _LOOK_SECONDS
            known = frozenset(self._lanes)
            for left in await asyncio.wrap_future(self._store.query(lambda r: failover.left_behind(r, known))):
                moved += await self._over_others(left)
        return moved

    async def _over_others(self, sink: str) -> list[Moved]:
        moved: list[Moved] = []
        usable = self._usable(sink)
        while usable:
            look = partial(failover.movable, sink=sink, usable=usable, now=self._clock.now_ms())
            planned = await asyncio.wrap_future(self._store.query(look))
            before = len(moved)
            for start in range(0, len(planned), _AT_ONCE):
                some = planned[start : start + _AT_ONCE]
                moved += await asyncio.wrap_future(self._store.write(partial(failover.move, planned=some)))
            if len(moved) == before:
                break  # one that moves lets the next one of its number follow
        return moved

    def seconds_to_due(self, sink: str) -> list[float]:
        """When something that was kept back will be due that could go over another gateway; nothing where nothing will."""
        if len(self._lanes) < 2 or sink not in self._lanes:
            return []
        due = self._store.read(lambda r: dispatch.next_retry_at(r, sink)) or 0
        seconds = (due - self._clock.now_ms()) / 1000
        return [seconds] if seconds > 0 else []

    async def refused(self, sink: str, delivery_id: int) -> Moved | None:
        """Let a message that its gateway refused go over another; None where there is no other."""
        usable = self._usable(sink) if sink in self._lanes else ()
        if not usable:
            return None
        return await asyncio.wrap_future(self._store.write(lambda tx: failover.move_refused(tx, delivery_id, usable)))

    def _usable(self, but: str) -> Collection[str]:
        others: Sequence[tuple[str, Standing]] = [item for item in self._lanes.items() if item[0] != but]
        return frozenset(
            name for name, lane in others if self._deliverable(lane.sink.system) and not self._stands_still(lane)
        )

    def _stands_still(self, lane: Standing) -> bool:
        pause = lane.pause_until - self._clock.monotonic()
        failing = lane.failures >= self._failures and pause > 0
        return failing or pause > _LONG_SECONDS or self._down(lane.sink.system)
