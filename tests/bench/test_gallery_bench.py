"""The gallery: so quick that nobody hesitates to look at every view after a change."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.bench.figures import Figures

_PROJECT = Path(__file__).resolve().parents[2]
_RUNS = 5
_PATIENCE_SECONDS = 600


@pytest.mark.timeout(_RUNS * _PATIENCE_SECONDS)
def test_a_picture_of_everything(tmp_path: Path, figures: Figures, benchmark: BenchmarkFixture) -> None:
    """All views in all their states, both themes and languages, from one start of the program to its end."""
    each: list[float] = []

    def walk() -> None:
        seconds, pictures = _gallery(tmp_path / str(len(each)))
        each.append(seconds / pictures)

    for _ in range(_RUNS - 1):
        walk()
    benchmark.pedantic(walk, rounds=1)
    figure = figures.limit(
        "the whole gallery / number of its pictures, median of five runs", "s", statistics.median(each), 0.3
    )
    assert figure.met


def _gallery(folder: Path) -> tuple[float, int]:
    """Seconds and number of pictures."""
    done = subprocess.run(
        [sys.executable, "-m", "fallback_console", "gallery", str(folder), "--json"],
        cwd=_PROJECT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        timeout=_PATIENCE_SECONDS,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    data = json.loads(done.stdout)["data"]
    return float(data["seconds"]), len(data["pictures"])
