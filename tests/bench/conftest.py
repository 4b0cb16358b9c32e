"""Bars are judged when all was measured: a missed one fails the run, with both sides shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.figures import Figures

_KEY = pytest.StashKey[Figures]()


@pytest.fixture(scope="session")
def figures(request: pytest.FixtureRequest) -> Figures:
    """Where figures are recorded; ends up in ``bench-results.json`` in the checkout."""
    kept = Figures(Path(request.config.rootpath) / "bench-results.json")
    request.config.stash[_KEY] = kept
    return kept


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """All figures in one table."""
    kept = terminalreporter.config.stash.get(_KEY, None)
    if kept is not None:
        terminalreporter.section("figures")
        for figure in kept.all:
            terminalreporter.write_line(str(figure))
