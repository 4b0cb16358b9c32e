"""What holds for every suite: isolation, strict logs, order, and which tests may not run side by side."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import hypothesis
import pytest

from tests.helpers.ci import NothingSkipped, in_ci
from tests.helpers.isolation import isolate
from tests.helpers.language import LanguageFail
from tests.helpers.logfail import LogFail
from tests.helpers.suites import HEAVY

pytest_plugins = ["tests.helpers.figures", "tests.helpers.schedule"]

SUITES = Path(__file__).resolve().parent
HEAVY_TIMEOUT_SECONDS = 1200

hypothesis.settings.register_profile("developer", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, max_examples=100, database=None)
hypothesis.settings.load_profile("ci" if in_ci() else "developer")


def pytest_configure(config: pytest.Config) -> None:
    """Isolates this process (and each worker) before anything of the program or of Qt is imported."""
    home = Path(tempfile.mkdtemp(prefix="fallback-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    isolate(home)
    log_fail = LogFail()
    config.pluginmanager.register(log_fail, "logfail")
    config.add_cleanup(log_fail.remove)
    config.pluginmanager.register(LanguageFail(), "language-fail")
    if in_ci():
        config.pluginmanager.register(NothingSkipped(SUITES), "nothing-skipped")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests of the heavy suites by their folder, and gives them more time."""
    for item in items:
        suite = item.path.relative_to(SUITES).parts[0] if item.path.is_relative_to(SUITES) else ""
        if suite in HEAVY:
            item.add_marker(suite)
            if item.get_closest_marker("timeout") is None:
                item.add_marker(pytest.mark.timeout(HEAVY_TIMEOUT_SECONDS))
