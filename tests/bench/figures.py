"""Figures against their bars: each is a ratio to a bare baseline measured in the same run, or a time that must not be exceeded."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

__all__ = ["Figure", "Figures", "interleaved", "percentile"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        ours, bare: both sides, in ``unit``; bare is None where the bar is a time of its own.
        value: what is held against the bar: ours / bare, or ours.
        bar: at most this.
    """

    name: str
    unit: str
    ours: float
    bare: float | None
    value: float
    bar: float

    @property
    def met(self) -> bool:
        """Whether the bar is met."""
        return self.value <= self.bar

    def __str__(self) -> str:
        sides = f"{self.ours:.4g} {self.unit}"
        if self.bare is not None:
            sides += f" / {self.bare:.4g} {self.unit} = {self.value:.2f}"
        return f"{'met   ' if self.met else 'MISSED'} {self.name}: {sides} (bar {self.bar:g})"


class Figures:
    """All figures of a run, written to a file after each, so that a broken run leaves what it measured."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.all: list[Figure] = []

    def ratio(self, name: str, unit: str, ours: float, bare: float, bar: float) -> Figure:
        """Record ours against a bare baseline."""
        return self._add(Figure(name, unit, ours, bare, ours / bare, bar))

    def limit(self, name: str, unit: str, ours: float, bar: float) -> Figure:
        """Record a time or size that has a bar of its own."""
        return self._add(Figure(name, unit, ours, None, ours, bar))

    def _add(self, figure: Figure) -> Figure:
        self.all.append(figure)
        rows = [{**asdict(f), "met": f.met} for f in self.all]
        self._path.write_text(json.dumps({"figures": rows}, indent=1) + "\n", encoding="utf-8")
        return figure


def interleaved(ours: Callable[[], object], bare: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Medians in seconds of two pieces of work done in turn, so that the machine's moods hit both alike."""
    times: tuple[list[float], list[float]] = ([], [])
    ours()
    bare()
    for _ in range(rounds):
        for work, found in zip((ours, bare), times, strict=True):
            begin = time.perf_counter()
            work()
            found.append(time.perf_counter() - begin)
    return statistics.median(times[0]), statistics.median(times[1])


def percentile(values: list[float], share: float) -> float:
    """The value that a share of all values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
