"""Fails a test that leaves the application object speaking another language: the next one would look for words in vain."""

from __future__ import annotations

import sys
from collections.abc import Generator
from typing import Any

import pytest

PROBE = ("Said", "The address was found.")
"""A text of the window that every language translates."""


class LanguageFail:
    """The pytest plugin: after each test's tear-down, texts have to be the source's again. It loads nothing of Qt itself."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self) -> Generator[None, Any, Any]:
        result = yield
        core = sys.modules.get("PySide6.QtCore")
        if core is not None and core.QCoreApplication.instance() is not None:
            said = core.QCoreApplication.translate(*PROBE)
            if said != PROBE[1]:
                pytest.fail(f"the test left a translator installed: {PROBE[1]!r} is said {said!r}", pytrace=False)
        return result
