"""The store: one durable action, and search as one types."""

from __future__ import annotations

import itertools
import random
import time
from contextlib import closing
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from fallback_console.compose.profile import SystemClock
from fallback_console.domain.connection import Connection
from fallback_console.domain.mirror import PullPage
from fallback_console.drill.demo import demo_world
from fallback_console.resources_path import resource
from fallback_console.services import cases, connections, mirroring, queue
from fallback_console.services.desk import Desk
from fallback_console.store.engine import Store
from fallback_console.store.keys import DatabaseKey
from fallback_console.store.sqlcipher import connect
from tests.bench.figures import Figures, interleaved, percentile
from tests.bench.filled import filled_folder, open_filled

KEY = DatabaseKey(bytes(range(32)))
ACTIONS = 300


def test_one_durable_action(tmp_path: Path, figures: Figures, benchmark: BenchmarkFixture) -> None:
    """Entry + projection + deliveries, acknowledged, against one bare commit of 1 kB with the same durability."""
    bare = connect(tmp_path / "bare.db", KEY.raw, read_only=False)
    # As the store does it: one write to the log and one sync for each commit.
    bare.execute("PRAGMA journal_mode = WAL").fetchall()
    bare.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, body TEXT)")
    kilobyte = "x" * 1000

    def commit() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO t (body) VALUES (?)", (kilobyte,))
        bare.execute("COMMIT")

    with closing(Store.open(tmp_path / "data", KEY, SystemClock())) as store:
        world = demo_world(resource("demo"), 2000, SystemClock().now_ms())
        page = PullPage(
            tuple(c.case for c in world.cases),
            tuple(i for c in world.cases for i in c.items),
            world.customers + world.team,
            "{}",
            True,
        )
        store.write(lambda tx: mirroring.store_page(tx, "rt", "cases", page)).result()
        while store.write(mirroring.index_some).result():
            pass
        desk = Desk(store, "alice")
        desk.command(connections.save, Connection("helpdesk", "rt", {"url": "http://127.0.0.1:1"})).result()
        keys = itertools.cycle([f"rt:{c.case.remote_id}" for c in world.cases])
        text = "The customer was told that the refund is on its way. " * 10

        def action() -> None:
            desk.command(cases.add_note, "alice", next(keys), text).result()

        ours, theirs = interleaved(action, commit, ACTIONS)
        benchmark.pedantic(action, rounds=50, warmup_rounds=5)
    bare.close()
    assert figures.ratio("one durable action / bare commit of 1 kB", "s", ours, theirs, 2.5).met


@pytest.mark.parametrize("count", [100_000, 1_000_000])
def test_search_as_one_types(count: int, figures: Figures, benchmark: BenchmarkFixture) -> None:
    """English prefixes as they grow and two-character Japanese words, newest 50."""
    words = ["charged twice", "refund", "password", "scanner", "damaged", "invoice copy", "harbour"]
    typed = [word[:n] for word in words for n in range(1, len(word) + 1)]
    typed += ["障害", "返金", "配送", "請求", "更新", "案件", "接続", "さく"]
    with closing(open_filled(filled_folder(count))) as profile:
        times = []
        order = typed * 5
        random.Random(3).shuffle(order)
        for text in order:
            begin = time.perf_counter()
            profile.store.read(lambda r, t=text: queue.search_cases(r, t, 50))  # type: ignore[misc]
            times.append(time.perf_counter() - begin)
        benchmark.pedantic(lambda: profile.store.read(lambda r: queue.search_cases(r, "障害", 50)), rounds=20)
    assert figures.limit(f"search, {count:,} cases, p99", "ms", percentile(times, 0.99) * 1000, 16.0).met
