"""Fails a test that logs a warning or worse without having said so.

A test that provokes such records on purpose says ``@pytest.mark.logs_expected``, or names the loggers it expects them from:
``@pytest.mark.logs_expected("fallback_console.network")`` (children of a named logger are included).
"""

from __future__ import annotations

import logging
from collections.abc import Generator
from typing import Any

import pytest

Step = Generator[None, Any, Any]


class LogCollector(logging.Handler):
    """Keeps records of level WARNING and above, from every thread."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)

    def take(self) -> list[logging.LogRecord]:
        """What came since the last call."""
        taken, self._records = self._records, []
        return taken


class LogFail:
    """The pytest plugin: looks at what was logged after each of a test's three steps.

    A record counts against the step in which it came, also when a background thread wrote it; a test that fails by itself is
    reported with its own failure only.
    """

    def __init__(self) -> None:
        self._collector = LogCollector()

    def pytest_configure(self) -> None:
        self.install()

    def install(self) -> None:
        """Starts to collect."""
        logging.getLogger().addHandler(self._collector)

    def remove(self) -> None:
        """Stops collecting."""
        logging.getLogger().removeHandler(self._collector)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Step:
        return (yield from self._watch(item, "set-up"))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Step:
        return (yield from self._watch(item, "test"))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Step:
        return (yield from self._watch(item, "tear-down"))

    def _watch(self, item: pytest.Item, step: str) -> Step:
        try:
            result = yield
        except BaseException:
            self._collector.take()
            raise
        self._check(item, step)
        return result

    def _check(self, item: pytest.Item, step: str) -> None:
        records = self._collector.take()
        marker = item.get_closest_marker("logs_expected")
        if marker is not None:
            if not marker.args:
                return
            records = [record for record in records if not any(is_under(record.name, name) for name in marker.args)]
        if records:
            lines = "\n".join(f"  {one.levelname} {one.name}: {one.getMessage()}" for one in records)
            pytest.fail(f"unexpected log records during the {step}:\n{lines}", pytrace=False)


def is_under(name: str, parent: str) -> bool:
    """Whether logger ``name`` is ``parent`` or one of its children."""
    return name == parent or name.startswith(f"{parent}.")
