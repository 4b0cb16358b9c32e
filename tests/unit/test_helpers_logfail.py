"""The helper that fails a test on unexpected log records, run in a pytest of its own."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

CONFTEST = """
    from tests.helpers.logfail import LogFail

    def pytest_configure(config):
        config.addinivalue_line("markers", "logs_expected(*loggers): on purpose")
        config.pluginmanager.register(LogFail(), "logfail")
"""


def run(pytester: pytest.Pytester, body: str) -> dict[str, int]:
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(body)
    return pytester.runpytest_inprocess("-p", "no:randomly").parseoutcomes()


@pytest.mark.logs_expected
def test_a_warning_fails_the_test_that_logged_it(pytester: pytest.Pytester) -> None:
    body = """
        import logging

        def test_quiet():
            logging.getLogger("a.b").info("fine")

        def test_loud():
            logging.getLogger("a.b").warning("not fine")
    """
    assert run(pytester, body) == {"passed": 1, "failed": 1}


@pytest.mark.logs_expected
def test_a_background_threads_error_counts(pytester: pytest.Pytester) -> None:
    body = """
        import logging, threading

        def test_thread():
            thread = threading.Thread(target=lambda: logging.getLogger("x").error("lost"))
            thread.start()
            thread.join()
    """
    assert run(pytester, body) == {"failed": 1}


@pytest.mark.logs_expected
def test_what_a_test_announced_is_allowed_and_nothing_else(pytester: pytest.Pytester) -> None:
    body = """
        import logging, pytest

        @pytest.mark.logs_expected
        def test_any():
            logging.getLogger("x").error("wanted")

        @pytest.mark.logs_expected("net")
        def test_named():
            logging.getLogger("net.monitor").warning("wanted")

        @pytest.mark.logs_expected("net")
        def test_other():
            logging.getLogger("network").warning("not wanted")
    """
    assert run(pytester, body) == {"passed": 2, "failed": 1}


@pytest.mark.logs_expected
def test_a_failing_test_is_reported_with_its_own_failure(pytester: pytest.Pytester) -> None:
    body = """
        import logging

        def test_both():
            logging.getLogger("x").error("noise")
            assert False, "the real reason"
    """
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(body)
    result = pytester.runpytest_inprocess("-p", "no:randomly")
    result.stdout.fnmatch_lines(["*the real reason*"])
    assert result.parseoutcomes() == {"failed": 1}
