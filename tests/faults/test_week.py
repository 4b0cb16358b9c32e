"""A week of use at random: no complaint of Qt or the program, and no more memory than after the first hours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

_PROJECT = Path(__file__).resolve().parents[2]
ACTIONS = int(os.environ.get("FALLBACK_CONSOLE_WEEK_ACTIONS", "3000"))
SEEDS = [int(seed) for seed in os.environ.get("FALLBACK_CONSOLE_WEEK_SEEDS", "20261125").split(",")]
"""More of either for a longer look: a week has no end, and one of 10,000 takes ten minutes."""
AIM = 1.2
MOST = 1.5
"""Memory at the end / after the first 500 actions, both at rest. Weeks seen ended between 1.13 and 1.15; what the allocator of another
machine keeps for itself is no leak, so only what is one without doubt fails, and the figure tells how far from the aim it is."""


@pytest.mark.parametrize("seed", SEEDS)
def test_a_week_of_use_leaves_no_trace(seed: int, figure: Callable[[str], None]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.week", str(seed), str(ACTIONS)],
        cwd=_PROJECT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        timeout=max(600, ACTIONS // 10),
        check=False,
    )
    assert done.returncode == 0, f"seed {seed}:\n{done.stderr[-6000:]}"
    week = json.loads(done.stdout)
    assert week["complaints"] == []
    assert sum(week["counts"].values()) == ACTIONS
    figure(
        f"a week of use, seed {seed}: {ACTIONS:,} actions in {week['seconds']:.0f} s "
        f"({ACTIONS / week['seconds']:.0f} a second), memory {week['warm_mib']:.0f} MiB after the first 500, "
        f"{week['end_mib']:.0f} MiB at the end: {week['ratio']:.2f} times (aim {AIM})"
    )
    assert week["ratio"] <= MOST, f"seed {seed}"
