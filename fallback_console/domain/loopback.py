"""Addresses that stay on this machine: the fence of rehearsals."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from fallback_console.domain.connection import Connection
from fallback_console.domain.errors import IsolationError

__all__ = ["is_loopback", "loopback_refusal", "require_loopback", "require_loopback_canary"]

_HOST_KEYS = ("host", "imap_host", "smtp_host", "listen_host")

_LEAD_OUT = {
    "slack": ("api_url", "status_url"),
    "twilio": ("api_url",),
    "vonage": ("api_url",),
    "twilio-voice": ("api_url",),
}
"""Values by kind of connection that mean the vendor's own address where they are empty."""

_ALWAYS_OUT = frozenset({"gammu", "baresip", "hub"})
"""Kinds of connection that reach the world without any address of it: a modem, a softphone on this very machine; and
the team's hub, where a rehearsal would speak to everybody."""

_NO_CANARIES = "none"


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its written address. Names are never looked up: they can be made to point anywhere."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def require_loopback(connection: Connection) -> None:
    """Let a connection pass only where every address in it is this machine.

    Raises:
        IsolationError: an address in it is not loopback, or is missing and would be the vendor's.
    """
    if connection.kind in _ALWAYS_OUT:
        raise loopback_refusal(connection.name)
    if not all(str(connection.values.get(key, "")).strip() for key in _LEAD_OUT.get(connection.kind, ())):
        raise loopback_refusal(connection.name)
    for key, value in connection.values.items():
        # A number is a host too: 3405803777 is another way to write an address.
        text = str(value).strip()
        if key in _HOST_KEYS and text and not is_loopback(text):
            raise loopback_refusal(connection.name)
        if "://" in text and not is_loopback(_host_of(text)):
            raise loopback_refusal(connection.name)


def require_loopback_canary(line: str) -> None:
    """Let a canary, as written in the settings, pass only where it is this machine or no address at all.

    Raises:
        IsolationError: it is not.
    """
    if line.strip() != _NO_CANARIES and not is_loopback(_host_of(line.strip().partition(" ")[0])):
        raise loopback_refusal("canary")


def _host_of(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def loopback_refusal(what: str) -> IsolationError:
    """The error for anything that would leave this machine; ``what`` names it."""
    return IsolationError(
        "A rehearsal may only talk to the simulated systems on this machine.",
        "Leave the rehearsal to work with real systems.",
        what=what,
    )
