"""A clock that is set back, or years ahead, between any two actions: order, numbers and ids stay right, and nothing is held up."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from fallback_console.domain.clock import Hlc
from fallback_console.domain.delivery import Receipt
from fallback_console.domain.errors import UnreachableError
from fallback_console.domain.ids import uuid7_ms
from fallback_console.network.courier import Courier
from fallback_console.network.pacing import Pace
from fallback_console.ports import Work
from fallback_console.services import calls, cases, queue
from fallback_console.services.calls import CallLog
from fallback_console.store import journal
from fallback_console.store.engine import Store
from fallback_console.store.tx import Tx
from tests.faults.agent import KEY
from tests.faults.invariants import thoroughly_broken
from tests.unit.network.courier_world import FakeSink, mirror, open_rows

DAY_MS = 24 * 3_600_000
YEAR_MS = 365 * DAY_MS
ACTIONS = 400
CASES = 8


class WildClock:
    """The machine's time, moved by whatever a person or a dead battery does to it; the steady time goes on."""

    def __init__(self) -> None:
        self.off_ms = 0

    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000 + self.off_ms

    def monotonic(self) -> float:
        return time.monotonic()


def act(tx: Tx, n: int, key: str) -> str:
    """Something with words, so that it can be told where it stands on the timeline."""
    if n % 3 == 0:
        call = CallLog("in", "+12025550142", "", max(0, tx.clock.now_ms()), 5, "reached", f"step {n}")
        return calls.log_call(tx, "alice", key, call).entry_ids[0]
    if n % 3 == 1:
        return cases.set_next_action(tx, "alice", key, f"step {n}", None).entry_ids[0]
    return cases.add_note(tx, "alice", key, f"step {n}").entry_ids[0]


def test_actions_keep_their_order_whatever_the_clock_does(memory_folder: Path, figure: Callable[[str], None]) -> None:
    rng, clock = random.Random(1), WildClock()
    jumps = (-DAY_MS, -3_600_000, -1, 0, 0, 0, DAY_MS, YEAR_MS, -30 * YEAR_MS, -60 * YEAR_MS, 400 * YEAR_MS)
    made: dict[str, list[str]] = {}
    for part in range(4):  # closed and opened again under each of four clocks
        with closing(Store.open(memory_folder, KEY, clock)) as store:
            if part == 0:
                mirror(store, CASES)
            for n in range(ACTIONS // 4):
                clock.off_ms = rng.choice(jumps)
                key = f"rt:{rng.randrange(1, CASES + 1)}"
                entry_id = store.write(lambda tx, n=n, key=key: act(tx, n, key)).result()  # type: ignore[misc]
                made.setdefault(key, []).append(entry_id)
    clock.off_ms = -DAY_MS
    with closing(Store.open(memory_folder, KEY, clock)) as store:
        entries = [
            journal.entry_from(row)
            for row in store.read(lambda r: r.rows(f"SELECT {journal.COLUMNS} FROM entry ORDER BY number"))
        ]
        assert [entry.number for entry in entries] == list(range(1, ACTIONS + 1))
        assert [entry.hlc for entry in entries] == sorted({entry.hlc for entry in entries})
        assert [uuid7_ms(entry.id) for entry in entries] == [Hlc.parse(entry.hlc).wall_ms for entry in entries]
        assert len({entry.id for entry in entries}) == ACTIONS
        for key, ids in made.items():
            shown = store.read(lambda r, k=key: queue.timeline(r, k, limit=1000))  # type: ignore[misc]
            assert [row.entry_id for row in shown if row.entry_id] == ids
        assert thoroughly_broken(store) == []
        lanes = store.read(
            lambda r: r.rows("SELECT lane, entry_id FROM delivery WHERE sink = 'helpdesk' ORDER BY position")
        )
    assert {key: [one for lane, one in lanes if lane == key] for key in made} == made
    figure(f"actions while the clock jumps: {ACTIONS}, out of order: 0, numbers missing: 0, lost: 0")


def test_a_clock_set_back_holds_up_no_retry(memory_folder: Path) -> None:
    """What failed waits a moment by the wall clock; that moment must not become a day."""
    clock = WildClock()
    pace = Pace(first_backoff=0.2, backoff_limit=0.4, opening_jitter=0.0, idle_check=0.1)
    tries: dict[str, int] = {}

    async def script(sink: FakeSink, work: Work) -> Receipt:
        tries[work.entry.id] = tries.get(work.entry.id, 0) + 1
        if tries[work.entry.id] == 1:
            # Set back while the retry is being planned for later by the old time.
            asyncio.get_running_loop().call_later(0.05, setattr, clock, "off_ms", -DAY_MS)
            raise UnreachableError("It does not answer.", "It is tried again.")
        return Receipt(version=1000 + len(sink.effects))

    async def deliver(store: Store, sink: FakeSink) -> None:
        courier = Courier(store, [sink], clock, lambda _: True, lambda _: None, pace, random.Random(1))
        task = asyncio.create_task(courier.run())
        async with asyncio.timeout(10):
            while open_rows(store):
                await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    with closing(Store.open(memory_folder, KEY, clock)) as store:
        mirror(store, 2)
        for key in ("rt:1", "rt:2"):
            store.write(lambda tx, key=key: cases.add_note(tx, "alice", key, "a note")).result()  # type: ignore[misc]
        sink = FakeSink(script=script)
        asyncio.run(deliver(store, sink))
        assert len(sink.effects) == 2
