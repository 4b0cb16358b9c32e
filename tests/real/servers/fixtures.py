"""Fixtures of the real servers; each skips with its reason where its program is missing.

A suite that needs them imports them in its ``conftest.py``. The servers live as long as the run,
the plain names (``rt``, ``kannel``, …) give them to a test in a known state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest

from tests.real.servers.callbacks import CallbackReceiver
from tests.real.servers.desktop import Desktop
from tests.real.servers.gammu import GammuServer
from tests.real.servers.kannel import KannelServer
from tests.real.servers.keyring import KeyringSession
from tests.real.servers.mail import MailServer
from tests.real.servers.net import NetFaults
from tests.real.servers.proc import ProcessGuard, ProgramMissingError
from tests.real.servers.rt import RtServer
from tests.real.servers.sip import SipServer
from tests.real.servers.slapd import SlapdServer

__all__ = [
    "callbacks",
    "desktop",
    "gammu",
    "gammu_server",
    "kannel",
    "kannel_server",
    "keyring_session",
    "mail",
    "mail_server",
    "net_faults",
    "process_guard",
    "rt",
    "rt_server",
    "sip",
    "sip_server",
    "slapd",
    "slapd_server",
]

T = TypeVar("T")


def _or_skip(make: Callable[[], T]) -> T:
    try:
        return make()
    except ProgramMissingError as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def process_guard() -> Iterator[ProcessGuard]:
    """Ends every server of this run, even when the run itself is killed."""
    with ProcessGuard() as guard:
        yield guard


@pytest.fixture(scope="session")
def rt_server(tmp_path_factory: pytest.TempPathFactory, process_guard: ProcessGuard) -> Iterator[RtServer]:
    """The one Request Tracker of this run, in whatever state the last test left it."""
    server = _or_skip(lambda: RtServer(tmp_path_factory.mktemp("rt"), process_guard))
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def rt(rt_server: RtServer) -> RtServer:
    """A running Request Tracker in the seeded state."""
    rt_server.ensure_fresh()
    return rt_server


@pytest.fixture(scope="session")
def kannel_server(tmp_path_factory: pytest.TempPathFactory, process_guard: ProcessGuard) -> Iterator[KannelServer]:
    """The one Kannel of this run, in whatever state the last test left it."""
    server = _or_skip(lambda: KannelServer(tmp_path_factory.mktemp("kannel"), process_guard))
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def kannel(kannel_server: KannelServer) -> KannelServer:
    """A running Kannel with empty queues and a handset that has received nothing."""
    kannel_server.ensure_fresh()
    return kannel_server


@pytest.fixture(scope="session")
def gammu_server(tmp_path_factory: pytest.TempPathFactory, process_guard: ProcessGuard) -> Iterator[GammuServer]:
    """The one Gammu SMSD of this run with its modem, in whatever state the last test left it."""
    server = _or_skip(lambda: GammuServer(tmp_path_factory.mktemp("gammu"), process_guard))
    try:
        server.modem.start()
        server.start()
        yield server
    finally:
        server.close()


@pytest.fixture
def gammu(gammu_server: GammuServer) -> GammuServer:
    """A running SMSD with an empty database and a modem that has sent nothing."""
    gammu_server.ensure_fresh()
    return gammu_server


@pytest.fixture(scope="session")
def slapd_server(tmp_path_factory: pytest.TempPathFactory, process_guard: ProcessGuard) -> Iterator[SlapdServer]:
    """The one OpenLDAP server of this run, in whatever state the last test left it."""
    server = _or_skip(lambda: SlapdServer(tmp_path_factory.mktemp("slapd"), process_guard))
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def slapd(slapd_server: SlapdServer) -> SlapdServer:
    """A running OpenLDAP server with its fictional people."""
    slapd_server.ensure_fresh()
    return slapd_server


@pytest.fixture(scope="session")
def sip_server(tmp_path_factory: pytest.TempPathFactory, process_guard: ProcessGuard) -> Iterator[SipServer]:
    """The exchange, the network and the softphones of this run, in whatever state the last test left them."""
    server = _or_skip(lambda: SipServer(tmp_path_factory.mktemp("sip"), process_guard))
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def sip(sip_server: SipServer) -> SipServer:
    """Running softphones without calls."""
    sip_server.ensure_fresh()
    return sip_server


@pytest.fixture(scope="session")
def mail_server(process_guard: ProcessGuard) -> Iterator[MailServer]:
    """The one mail server of this run, in whatever state the last test left it."""
    server = _or_skip(lambda: MailServer(process_guard))
    try:
        server.start()
        yield server
    finally:
        server.close()


@pytest.fixture
def mail(mail_server: MailServer) -> MailServer:
    """Running postfix and dovecot; mailboxes keep what earlier tests put there."""
    mail_server.ensure_fresh()
    return mail_server


@pytest.fixture
def keyring_session(tmp_path_factory: pytest.TempPathFactory, process_guard: ProcessGuard) -> Iterator[KeyringSession]:
    """An empty, unlocked keychain; only what runs with its ``environment`` sees it."""
    session = _or_skip(lambda: KeyringSession(tmp_path_factory.mktemp("keyring"), process_guard))
    try:
        session.start()
        yield session
    finally:
        session.stop()


@pytest.fixture
def desktop(tmp_path_factory: pytest.TempPathFactory, process_guard: ProcessGuard) -> Iterator[Desktop]:
    """An empty display with a window manager and the bus of screen readers."""
    made = _or_skip(lambda: Desktop(tmp_path_factory.mktemp("desktop"), process_guard))
    try:
        made.start()
        yield made
    finally:
        made.stop()


@pytest.fixture
def net_faults(process_guard: ProcessGuard) -> Iterator[NetFaults]:
    """Faults on loopback ports, all gone after the test."""
    faults = _or_skip(lambda: NetFaults(process_guard))
    try:
        yield faults
    finally:
        faults.close()


@pytest.fixture
def callbacks() -> Iterator[CallbackReceiver]:
    """An HTTP receiver that keeps what a gateway reports."""
    with CallbackReceiver() as receiver:
        yield receiver
