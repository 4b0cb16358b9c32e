"""The heavy suites stay together in one process, and the other process is not idle meanwhile."""

from __future__ import annotations

import re

import pytest

pytest_plugins = ["pytester"]

BODY = """
    import pytest

    @pytest.mark.parametrize("number", range(6))
    def test_it(number):
        pass
"""


def test_heavy_tests_run_in_one_process(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("pytest_plugins = ['tests.helpers.schedule']")
    for suite in ("real", "faults", "unit", "ui"):
        folder = pytester.path / "tests" / suite
        folder.mkdir(parents=True)
        source = "\n".join(line.removeprefix("    ") for line in BODY.splitlines())
        (folder / f"test_{suite}.py").write_text(source, encoding="utf-8")
    result = pytester.runpytest_subprocess("-n", "2", "-v", "-p", "no:randomly", "tests")
    assert result.parseoutcomes() == {"passed": 24}
    ran = set(re.findall(r"\[(gw\d)\].* PASSED tests/(\w+)/", result.stdout.str()))
    heavy = {process for process, suite in ran if suite in {"real", "faults"}}
    light = {process for process, suite in ran if suite in {"unit", "ui"}}
    assert len(heavy) == 1
    assert light - heavy
