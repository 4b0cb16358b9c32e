"""What the probes' tests share: a clock, short limits, and one look at a server that behaves as a test wants."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from fallback_console.adapters.status.observing import Limits, LookingProbe
from fallback_console.domain.health import Finding, Observation
from tests.unit.adapters.raw_server import Behave, raw_server

LIMITS = Limits(timeout=10.0, slow_after=8.0)
"""For servers that answer, on a machine that has much else to do."""

QUICK = Limits(timeout=0.4, slow_after=0.2)
"""For servers that do not."""

SECRET = "xoxb-s3cret"

HTML = b"<!DOCTYPE html><html><title>Welcome to our hotel</title>Please sign in.</html>"


class RealClock:
    """The machine's own time."""

    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def monotonic(self) -> float:
        return time.monotonic()


CLOCK = RealClock()


def one_look(behave: Behave, make: Callable[[str], LookingProbe]) -> Observation:
    """One run of a probe against a server, with what holds for every run checked."""

    async def main() -> Observation:
        async with raw_server(behave) as server:
            return checked(await make(server.url).run())

    return asyncio.run(main())


def look_at(probe: LookingProbe) -> Observation:
    """One run of a probe against whatever it points to."""
    return checked(asyncio.run(probe.run()))


def checked(seen: Observation) -> Observation:
    assert SECRET not in seen.detail
    assert seen.detail.endswith(".") or "reports: " in seen.detail
    assert 0 <= seen.seconds < LIMITS.timeout + 1
    assert abs(seen.at - CLOCK.now_ms()) < 5000
    return seen


def result(seen: Observation) -> tuple[Finding, str]:
    return seen.finding, seen.stage
