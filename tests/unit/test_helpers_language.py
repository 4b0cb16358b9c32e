"""The helper that fails a test which leaves a translator installed, run in a pytest of its own."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

CONFTEST = """
    from tests.helpers.language import LanguageFail

    def pytest_configure(config):
        config.pluginmanager.register(LanguageFail(), "language-fail")
"""

BODY = """
    from fallback_console.resources_path import resource
    from fallback_console.ui.i18n import Languages

    def test_leaves(qapp):
        Languages(qapp, resource("translations"), "ja")

    def test_puts_away(qapp):
        for languages in qapp.findChildren(Languages):
            languages.uninstall()
"""


def test_the_test_that_leaves_another_language_fails(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(BODY)
    outcomes = pytester.runpytest_inprocess("-p", "no:randomly").parseoutcomes()
    assert outcomes == {"passed": 2, "errors": 1}
