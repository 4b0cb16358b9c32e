"""Fixtures of the real servers; each skips with its reason where its program is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real.servers.callbacks import CallbackReceiver
from tests.real.servers.kannel import KannelServer
from tests.real.servers.proc import ProcessGuard, ProgramMissingError
from tests.real.servers.rt import RtServer


@pytest.fixture(scope="session")
def process_guard() -> Iterator[ProcessGuard]:
    """Ends every server of this run, even when the run itself is killed."""
    with ProcessGuard() as guard:
        yield guard


@pytest.fixture(scope="session")
def rt_server(
    tmp_path_factory: pytest.TempPathFactory, process_guard: ProcessGuard
) -> Iterator[RtServer]:
    """The one Request Tracker of this run, in whatever state the last test left it."""
    try:
        server = RtServer(tmp_path_factory.mktemp("rt"), process_guard)
    except ProgramMissingError as missing:
        pytest.skip(str(missing))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def rt(rt_server: RtServer) -> RtServer:
    """A running Request Tracker in the seeded state (reset first if a test has used it)."""
    rt_server.ensure_fresh()
    return rt_server


@pytest.fixture(scope="session")
def kannel_server(
    tmp_path_factory: pytest.TempPathFactory, process_guard: ProcessGuard
) -> Iterator[KannelServer]:
    """The one Kannel of this run, in whatever state the last test left it."""
    try:
        server = KannelServer(tmp_path_factory.mktemp("kannel"), process_guard)
    except ProgramMissingError as missing:
        pytest.skip(str(missing))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def kannel(kannel_server: KannelServer) -> KannelServer:
    """A running Kannel with empty queues and a handset that has received nothing."""
    kannel_server.ensure_fresh()
    return kannel_server


@pytest.fixture
def callbacks() -> Iterator[CallbackReceiver]:
    """An HTTP receiver that keeps what a gateway reports."""
    with CallbackReceiver() as receiver:
        yield receiver
