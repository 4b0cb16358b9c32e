"""A live test as text."""

from __future__ import annotations

import shutil
from collections.abc import Sequence

from fallback_console.cli.output import table
from fallback_console.ports import CheckStep

__all__ = ["steps_table"]

_FEWEST = 60
_BESIDE = 24


def steps_table(steps: Sequence[CheckStep]) -> str:
    """A line for each step, as wide as the terminal."""
    rows = [["ok" if step.ok else "FAILED", step.name, step.message] for step in steps]
    return table(["", "Step", "Found"], rows, widest=max(_FEWEST, shutil.get_terminal_size().columns - _BESIDE))
