"""A small world with systems, a network between and our own machine, in virtual time, for probes that only pretend."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from fallback_console.domain.health import Finding, Observation
from fallback_console.domain.health_rules import INTERNET
from tests.helpers.virtual_time import VirtualClock

Span = tuple[float, float]
NEVER = float("inf")


def inside(spans: Sequence[Span], moment: float) -> bool:
    return any(begin <= moment < end for begin, end in spans)


def end_of(spans: Sequence[Span], moment: float) -> float:
    """When the span that holds the moment ends."""
    return max((end for begin, end in spans if begin <= moment < end), default=moment)


@dataclass
class World:
    """What is broken when, in virtual seconds.

    Attributes:
        frozen: system → spans in which it accepts and does not answer.
        refusing: system → spans in which it refuses.
        unplugged: spans in which our own machine has no network.
        captive: spans in which a captive portal answers for everybody.
        latency: system → seconds to answer.
    """

    clock: VirtualClock
    frozen: dict[str, list[Span]] = field(default_factory=dict)
    refusing: dict[str, list[Span]] = field(default_factory=dict)
    unplugged: list[Span] = field(default_factory=list)
    captive: list[Span] = field(default_factory=list)
    latency: dict[str, float] = field(default_factory=dict)

    async def reach(self, system: str) -> str:
        """'ok', 'refused', 'no-network' or 'portal'; while frozen or cut in the middle it waits, perhaps for ever."""
        begin = self.clock.monotonic()
        if inside(self.unplugged, begin):
            return "no-network"
        if inside(self.captive, begin):
            return "portal"
        if inside(self.refusing.get(system, []), begin):
            return "refused"
        await asyncio.sleep(self.latency.get(system, 0.05))
        while True:
            now = self.clock.monotonic()
            until = max(end_of(self.frozen.get(system, []), now), end_of(self.unplugged, now))
            if until == now:
                return "ok"
            # TCP sends again, so an answer comes once everything is back.
            await asyncio.sleep(min(until - now, 1e5))


class FakeProbe:
    """Looks at one system of the world; has no time limit of its own, so the monitor's is tried."""

    def __init__(self, world: World, system: str, name: str = "api", *, good: Finding = Finding.OK) -> None:
        self._world = world
        self._system = system
        self._name = name
        self.good = good
        self.lose: set[int] = set()
        self.runs: list[float] = []
        self.under_way = 0
        self.most_under_way = 0

    @property
    def system(self) -> str:
        return self._system

    @property
    def name(self) -> str:
        return self._name

    async def run(self) -> Observation:
        self.runs.append(self._world.clock.monotonic())
        self.under_way += 1
        self.most_under_way = max(self.under_way, self.most_under_way)
        try:
            found = "lost" if len(self.runs) in self.lose else await self._world.reach(self._system)
        finally:
            self.under_way -= 1
        finding = {"ok": self.good, "portal": Finding.OK}.get(found, Finding.FAILED)
        stage = {"ok": "authorised", "portal": "request"}.get(found, "tcp")
        seconds = self._world.clock.monotonic() - self.runs[-1]
        return Observation(self._system, self._name, finding, stage, self._world.clock.now_ms(), seconds, f"{found}.")


class FakeCanary(FakeProbe):
    """A canary of the world; a portal's answer is the wrong one."""

    def __init__(self, world: World, name: str) -> None:
        super().__init__(world, INTERNET, name)

    async def run(self) -> Observation:
        self.runs.append(self._world.clock.monotonic())
        found = await self._world.reach(self._name)
        finding = Finding.OK if found == "ok" else Finding.FAILED
        stage = "body" if found in ("ok", "portal") else "tcp"
        return Observation(INTERNET, self._name, finding, stage, self._world.clock.now_ms(), 0.0, f"{found}.")
