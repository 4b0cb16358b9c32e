"""Which process runs which test, where a run uses several (``pytest -n``).

The heavy suites start servers, kill processes or load the machine: one process runs all of them, one test after the other. Every
other test goes to whichever process is free. xdist's own way to say so, ``--dist loadgroup``, changes the tests' ids, which
pytest 9.2 no longer takes notice of.
"""

from __future__ import annotations

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.helpers.suites import HEAVY


class SuiteScheduling(LoadScopeScheduling):
    """Hands out the heavy suites as one piece of work, and the largest piece first."""

    def _split_scope(self, nodeid: str) -> str:
        return "heavy" if is_heavy(nodeid) else nodeid


def is_heavy(nodeid: str) -> bool:
    """Whether a test, by its id from the project's folder on, belongs to a heavy suite."""
    return nodeid.startswith(tuple(f"tests/{suite}/" for suite in HEAVY))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> SuiteScheduling:
    """xdist asks for the scheduler of a run."""
    return SuiteScheduling(config, log)
