"""The queue: whether it scrolls as smoothly over a million cases as over rows in memory, and how soon a key's results are painted.

Both run in processes of their own, see ``queue_child``.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.bench.figures import Figures, percentile
from tests.bench.filled import filled_folder

_PROJECT = Path(__file__).resolve().parents[2]
_RUNS = 5
_PATIENCE_SECONDS = 600
_FILLING_SECONDS = 3600
"""A million cases take their time, the first time."""


@pytest.mark.timeout(_FILLING_SECONDS + _PATIENCE_SECONDS)
def test_scrolling_a_million_cases(figures: Figures, benchmark: BenchmarkFixture) -> None:
    """Frame times of the queue's table over those of one with the same delegate and all its rows in memory."""
    folder = filled_folder(1_000_000)
    found: dict[str, Any] = {}

    def work() -> None:
        found.update(_child("scroll", folder, str(_RUNS)))

    benchmark.pedantic(work, rounds=1)
    assert found["rows"] == 1_000_000
    ours, bare = (statistics.median(percentile(run, 0.99) for run in found[side]) for side in ("ours", "bare"))
    benchmark.extra_info["median frame"] = [
        statistics.median(time for run in found[side] for time in run) for side in ("ours", "bare")
    ]
    name = "frame time scrolling 1,000,000 cases / rows in memory, p99, median of five runs"
    assert figures.ratio(name, "ms", ours, bare, 1.3).met


@pytest.mark.timeout(_FILLING_SECONDS + _PATIENCE_SECONDS)
def test_results_while_one_types(figures: Figures, benchmark: BenchmarkFixture) -> None:
    """From a key in the search box until its results are painted."""
    folder = filled_folder(100_000)
    found: dict[str, Any] = {}
    benchmark.pedantic(lambda: found.update(_child("search", folder)), rounds=1)
    times = found["times"]
    assert len(times) > 150
    benchmark.extra_info["median"] = statistics.median(times)
    name = "key in the search box until its results are painted, 100,000 cases, p99"
    assert figures.limit(name, "ms", percentile(times, 0.99), 33.0).met


def _child(*arguments: str | Path) -> dict[str, Any]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*=false"}
    ended = subprocess.run(
        [sys.executable, "-m", "tests.bench.queue_child", *map(str, arguments)],
        cwd=_PROJECT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=_PATIENCE_SECONDS,
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    answer = json.loads(ended.stdout.splitlines()[-1])
    assert isinstance(answer, dict)
    return answer
