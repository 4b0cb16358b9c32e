"""A store with mirrored cases and a sink that does as it is told, for the courier's tests."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from fallback_console.domain.delivery import DeliveryState, Doubles, Receipt
from fallback_console.domain.errors import AmbiguousError, OutsideError
from fallback_console.domain.events import CourierProgress, EngineEvent
from fallback_console.domain.mirror import PulledCase, PullPage
from fallback_console.domain.views import DeliveryRow
from fallback_console.network.courier import Courier
from fallback_console.network.pacing import Pace
from fallback_console.ports import Work
from fallback_console.services import cases, mirroring, sync
from fallback_console.store.engine import Store

NOW = 1_766_000_000_000
PACE = Pace(
    first_backoff=0.005, backoff_limit=0.02, answer_limit=5.0, opening_jitter=0.0, idle_check=0.05, poison_attempts=6
)
WAIT = 20.0


class RealClock:
    """The machine's own time."""

    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def monotonic(self) -> float:
        return time.monotonic()


def mirror(store: Store, count: int) -> None:
    """Mirror so many cases, 'rt:1' and so on."""
    found = tuple(
        PulledCase(str(i), 100 + i, f"Case {i}", "Support", "open", 50, "alice", "", NOW, NOW)
        for i in range(1, count + 1)
    )
    store.write(lambda tx: mirroring.store_page(tx, "rt", "cases", PullPage(found, (), (), "{}", True))).result()


def note(store: Store, case: int, text: str) -> str:
    """Add a note to a case; its entry id."""
    return store.write(lambda tx: cases.add_note(tx, "alice", f"rt:{case}", text)).result().entry_ids[0]


def open_rows(store: Store) -> list[DeliveryRow]:
    return store.read(lambda r: sync.deliveries(r))


Script = Callable[["FakeSink", Work], Awaitable[Receipt]]


async def _good(sink: FakeSink, work: Work) -> Receipt:
    return Receipt(version=1000 + len(sink.effects))


@dataclass
class FakeSink:
    """Keeps the effects it had, and asks ``script`` how each delivery goes.

    Attributes:
        effects: entry ids in the order in which they took effect.
        calls: (entry id, look_first) of every call.
        looked_up: entry ids that were asked for.
        most_at_once: deliveries that were under way at the same time.
    """

    script: Script = _good
    name: str = "helpdesk"
    system: str = "helpdesk"
    doubles: Doubles = Doubles.MARKER
    rate: float = 10_000.0
    width: int = 4
    effects: list[str] = field(default_factory=list)
    calls: list[tuple[str, bool]] = field(default_factory=list)
    looked_up: list[str] = field(default_factory=list)
    under_way: int = 0
    most_at_once: int = 0

    async def deliver(self, work: Work) -> Receipt:
        self.calls.append((work.entry.id, work.look_first))
        if work.look_first and work.entry.id in self.effects:
            return Receipt(already=True)
        self.under_way += 1
        self.most_at_once = max(self.most_at_once, self.under_way)
        try:
            # Others get their turn, as they would during a request.
            await asyncio.sleep(0)
            receipt = await self.script(self, work)
        finally:
            self.under_way -= 1
        self.effects.append(work.entry.id)
        return receipt

    async def look_up(self, work: Work) -> Receipt | None:
        self.looked_up.append(work.entry.id)
        return Receipt(already=True) if work.entry.id in self.effects else None


def failing(times: int, error: Callable[[], OutsideError], *, done: bool = False) -> Script:
    """A script in which each entry fails so many times; ``done``: it took effect all the same."""
    failed: dict[str, int] = {}

    async def script(sink: FakeSink, work: Work) -> Receipt:
        failed[work.entry.id] = failed.get(work.entry.id, 0) + 1
        if failed[work.entry.id] <= times:
            if done and work.entry.id not in sink.effects:
                sink.effects.append(work.entry.id)
            raise error()
        return Receipt()

    return script


def lost() -> OutsideError:
    return AmbiguousError("The answer was lost.", "It is looked up.")


class Running:
    """A courier at work on a store.

    Attributes:
        events: what it told.
        up: whether the systems are deliverable; change it and ``wake``.
    """

    def __init__(self, store: Store, *sinks: FakeSink, pace: Pace = PACE) -> None:
        self.store = store
        self.up = True
        self.events: list[CourierProgress] = []
        self._moved = asyncio.Event()
        self.courier = Courier(store, sinks, RealClock(), lambda _: self.up, self._on_event, pace, random.Random(5))
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Running:
        self._task = asyncio.create_task(self.courier.run())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._task is not None
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so; fails after a while."""
        async with asyncio.timeout(WAIT):
            while not condition():
                if self._task is not None and self._task.done():
                    self._task.result()
                self._moved.clear()
                if condition():
                    return
                await self._moved.wait()

    async def until_empty(self) -> None:
        """Wait until nothing is open."""
        await self.until(lambda: not open_rows(self.store))

    def states(self) -> set[DeliveryState]:
        return {row.state for row in open_rows(self.store)}

    def phases(self) -> list[str]:
        """The lane's phases in order."""
        found: list[str] = []
        for event in self.events:
            if not found or found[-1] != event.phase:
                found.append(event.phase)
        return found

    def _on_event(self, event: EngineEvent) -> None:
        if isinstance(event, CourierProgress):
            self.events.append(event)
            self._moved.set()
