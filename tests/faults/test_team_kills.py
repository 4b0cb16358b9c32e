"""kill -9 at random moments while stations write and exchange: nothing that was saved is lost to anybody, nothing comes twice."""

from __future__ import annotations

import asyncio
import random
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from fallback_console.domain.mirror import PulledCase, PullPage
from fallback_console.services import mirroring, teaming
from fallback_console.store.engine import Store
from tests.faults.agent import KEY, MachineClock
from tests.faults.invariants import thoroughly_broken
from tests.faults.nest import Nest
from tests.faults.teammate import CASES, exchange, teaming_of

KILLS = 24
STATIONS = 2

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


def test_nothing_is_lost_or_twice_whenever_a_station_dies(memory_folder: Path, figure: Callable[[str], None]) -> None:
    begun = time.monotonic()
    folders = [memory_folder / f"station{number}" for number in range(STATIONS)]
    hub = memory_folder / "hub"
    for folder in folders:
        folder.mkdir(parents=True, mode=0o700)
        store = Store.open(folder, KEY, MachineClock())
        found = tuple(
            PulledCase(str(n), n, f"Case {n}", "Support", "open", 5, "", "", 1, 1) for n in range(1, CASES + 1)
        )
        store.write(
            lambda tx, found=found: mirroring.store_page(tx, "rt", "cases", PullPage(found, (), (), "1", True))  # type: ignore[misc]
        ).result()
        store.close()
    saved: list[str] = []

    def lane(number: int) -> None:
        rng = random.Random(number)
        with Nest("tests.faults.teammate:work") as nest:
            for kill in range(KILLS):
                nest.start(folders[number], hub, number * 1000 + kill)
                assert nest.line() == "ready"
                time.sleep(rng.uniform(0.0, 0.3))  # the random moment that this is about
                nest.kill()
                saved.extend(line.split()[1] for line in nest.rest() if line.startswith("saved "))

    with ThreadPoolExecutor(STATIONS) as pool:
        list(pool.map(lane, range(STATIONS)))
    wrong: list[str] = []
    with ExitStack() as stack:
        stores = [Store.open(folder, KEY, MachineClock()) for folder in folders]
        for store in stores:
            stack.callback(store.close)
        teams = [teaming_of(store, hub) for store in stores]
        for team in (*teams, *teams):
            asyncio.run(exchange(team))
        digests = [store.read(teaming.digests) for store in stores]
        shown = [
            store.read(lambda r: r.rows("SELECT key, unsent, last_at FROM p_case ORDER BY key")) for store in stores
        ]
        for store in stores:
            rows = store.read(lambda r: [row[0] for row in r.rows("SELECT id FROM entry WHERE kind = 'note.added'")])
            wrong += [f"{entry} is lost" for entry in set(saved) - set(rows)]
            wrong += thoroughly_broken(store)
            assert store.read(lambda r: r.value("SELECT sum(unsent) FROM p_case")) == len(rows)
    assert wrong == []
    assert digests[0] == digests[1]
    assert shown[0] == shown[1]
    assert len(saved) > KILLS * STATIONS
    figure(
        f"{STATIONS} stations of a team killed {KILLS} times each: {len(saved)} notes, all at both, none twice,"
        f" in {time.monotonic() - begun:.0f} s"
    )
