"""Bars are judged when all was measured: a missed one fails the run, with both sides shown."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fallback_console.store.right_of_way import SWITCH_SECONDS
from tests.bench.figures import Figures

_KEY = pytest.StashKey[Figures]()


@pytest.fixture(scope="session")
def figures(request: pytest.FixtureRequest) -> Figures:
    """Where figures are recorded; ends up in ``bench-results.json`` in the checkout."""
    kept = Figures(Path(request.config.rootpath) / "bench-results.json")
    request.config.stash[_KEY] = kept
    return kept


@pytest.fixture
def as_in_the_window() -> Iterator[None]:
    """Threads take turns, and what was made at the start is not looked through for garbage, as in the program."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()
    sys.setswitchinterval(before)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """All figures in one table."""
    kept = terminalreporter.config.stash.get(_KEY, None)
    if kept is not None:
        terminalreporter.section("figures")
        for figure in kept.all:
            terminalreporter.write_line(str(figure))
