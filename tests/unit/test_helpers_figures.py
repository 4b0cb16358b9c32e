"""Figures are shown for tests that pass, whichever process ran them."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]


@pytest.mark.parametrize("options", [(), ("-n", "2")], ids=["one process", "two processes"])
def test_figures_are_in_the_summary(pytester: pytest.Pytester, options: tuple[str, ...]) -> None:
    pytester.makeconftest("pytest_plugins = ['tests.helpers.figures']")
    pytester.makepyfile(
        """
        def test_kills(figure):
            figure("kills: 200, lost: 0")
            figure("doubles: 0")

        def test_silent():
            pass
        """
    )
    result = pytester.runpytest_subprocess("-p", "no:randomly", *options)
    result.stdout.fnmatch_lines(["*= figures =*", "*test_kills: doubles: 0", "*test_kills: kills: 200, lost: 0"])
    assert "test_silent:" not in result.stdout.str()
