"""In continuous integration a test that is left out has failed: the real servers are there, so nothing may be skipped."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

# Suites whose skips fail where CI=true. Elsewhere a test may be for one operating system only.
MUST_RUN = ("real", "faults")


def in_ci() -> bool:
    """Whether this is continuous integration."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


class NothingSkipped:
    """The pytest plugin; ``suites`` is the folder that holds the suites."""

    def __init__(self, suites: Path) -> None:
        self._folders = [suites / name for name in MUST_RUN]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, Any, pytest.TestReport]:
        report: pytest.TestReport = yield
        # An expected failure is reported as skipped too, but it has run.
        if report.skipped and not hasattr(report, "wasxfail") and self._must_run(item.path):
            refuse(report)
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Generator[None, Any, pytest.CollectReport]:
        report: pytest.CollectReport = yield
        if report.skipped and self._must_run(collector.path):
            refuse(report)
        return report

    def _must_run(self, path: Path) -> bool:
        return any(path.is_relative_to(folder) for folder in self._folders)


def refuse(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turns a skip into a failure that tells the skip's reason."""
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.outcome = "failed"
    report.longrepr = f"left out, although CI=true allows no gaps: {reason}"
