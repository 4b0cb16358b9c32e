"""Addresses that stay on this machine: the fence of rehearsals."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from fallback_console.domain.connection import Connection
from fallback_console.domain.errors import IsolationError

__all__ = ["is_loopback", "loopback_refusal", "require_loopback"]

_HOST_KEYS = ("host", "imap_host", "smtp_host", "listen_host")


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its written address. Names are never looked up: they can be made to point anywhere."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def require_loopback(connection: Connection) -> None:
    """Let a connection pass only where every address in it is this machine.

    Raises:
        IsolationError: an address in it is not loopback.
    """
    for key, value in connection.values.items():
        if not isinstance(value, str) or not value:
            continue
        if key in _HOST_KEYS and not is_loopback(value):
            raise loopback_refusal(connection.name)
        if "://" in value and not is_loopback(urlsplit(value).hostname or ""):
            raise loopback_refusal(connection.name)


def loopback_refusal(what: str) -> IsolationError:
    """The error for anything that would leave this machine; ``what`` names it."""
    return IsolationError(
        "A rehearsal may only talk to the simulated systems on this machine.",
        "Leave the rehearsal to work with real systems.",
        what=what,
    )
