"""A case with a long history: how soon it is painted after it was asked for."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.bench.figures import Figures, percentile

_PROJECT = Path(__file__).resolve().parents[2]
_RUNS = 5
_PATIENCE_SECONDS = 120


@pytest.mark.timeout(_RUNS * _PATIENCE_SECONDS)
def test_case_opened(tmp_path: Path, figures: Figures, benchmark: BenchmarkFixture) -> None:
    """From choosing a case with 2,000 items until its timeline is painted."""
    worst: list[float] = []
    middle: list[float] = []

    def work(number: int) -> None:
        times = _opened(tmp_path / f"run{number}")
        worst.append(percentile(times, 0.99))
        middle.append(statistics.median(times))

    for number in range(_RUNS - 1):
        work(number)
    benchmark.pedantic(lambda: work(_RUNS), rounds=1)
    benchmark.extra_info["median ms"] = statistics.median(middle)
    figure = figures.limit(
        "opening a case with 2,000 items until painted, p99, median of five runs", "ms", statistics.median(worst), 50.0
    )
    assert figure.met


def _opened(folder: Path) -> list[float]:
    """Milliseconds of each opening, in a process of its own."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*=false"}
    ended = subprocess.run(
        [sys.executable, "-m", "tests.bench.case_child", str(folder)],
        cwd=_PROJECT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=_PATIENCE_SECONDS,
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    times: list[float] = json.loads(ended.stdout)["ms"]
    return times
