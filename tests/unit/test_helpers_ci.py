"""Skips in the suites that must run are failures where CI=true, run in a pytest of its own."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

CONFTEST = """
    from pathlib import Path

    from tests.helpers.ci import NothingSkipped

    def pytest_configure(config):
        config.pluginmanager.register(NothingSkipped(Path(__file__).parent), "nothing-skipped-here")
"""
SKIPS = """
    import pytest

    @pytest.fixture
    def server():
        pytest.skip("not installed")

    def test_needs_it(server):
        pass

    @pytest.mark.skip(reason="some day")
    def test_marked():
        pass

    @pytest.mark.xfail(strict=True)
    def test_known():
        assert False
"""


@pytest.mark.parametrize("suite", ["real", "faults"])
def test_a_skip_there_is_a_failure(pytester: pytest.Pytester, suite: str) -> None:
    pytester.makeconftest(CONFTEST)
    folder = pytester.mkdir(suite)
    (folder / "test_it.py").write_text(_dedent(SKIPS), encoding="utf-8")
    result = pytester.runpytest_inprocess("-p", "no:randomly")
    result.stdout.fnmatch_lines(["*left out*not installed*"])
    assert result.parseoutcomes() == {"errors": 2, "xfailed": 1}


def test_a_whole_module_left_out_is_a_failure(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(CONFTEST)
    folder = pytester.mkdir("real")
    (folder / "test_it.py").write_text("import pytest\npytest.skip('no', allow_module_level=True)\n", encoding="utf-8")
    assert pytester.runpytest_inprocess("-p", "no:randomly").parseoutcomes() == {"errors": 1}


def test_elsewhere_a_skip_stays_a_skip(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(CONFTEST)
    folder = pytester.mkdir("unit")
    (folder / "test_it.py").write_text(_dedent(SKIPS), encoding="utf-8")
    assert pytester.runpytest_inprocess("-p", "no:randomly").parseoutcomes() == {"skipped": 2, "xfailed": 1}


def _dedent(text: str) -> str:
    return "\n".join(line.removeprefix("    ") for line in text.splitlines())
