"""Counts and durations that tests tell, shown at the end of the run.

They travel with the test's report, so they arrive from other processes too, where printed lines do not.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

_PROPERTY = "figure"


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Tells a count or a duration for the run's summary, also of a test that passes: ``figure("kills: 200, lost: 0")``."""
    return lambda text: record_property(_PROPERTY, text)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Shows what tests told, sorted by test."""
    lines = [
        f"{report.nodeid.rpartition('/')[2]}: {value}"
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == _PROPERTY
    ]
    if lines:
        terminalreporter.section("figures")
        for line in sorted(lines):
            terminalreporter.write_line(line)
