"""The real servers, for every test in this folder."""

from __future__ import annotations

from tests.real.servers.fixtures import (
    callbacks,
    desktop,
    gammu,
    gammu_server,
    kannel,
    kannel_server,
    keyring_session,
    mail,
    mail_server,
    net_faults,
    process_guard,
    rt,
    rt_server,
    sip,
    sip_server,
    slapd,
    slapd_server,
)
from tests.unit.cli.conftest import shell, template

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
    "shell",
    "sip",
    "sip_server",
    "slapd",
    "slapd_server",
    "template",
]
