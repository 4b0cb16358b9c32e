"""Keeps a rehearsal on this machine: everything that is not loopback is refused before a packet leaves.

Two fences. ``require_loopback`` looks at a connection's addresses before an adapter is made of it; ``LoopbackTransport``
looks at each request again, so that not even a redirect or a mistake in an adapter gets out.
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx

from fallback_console.domain.connection import Connection
from fallback_console.domain.errors import IsolationError

__all__ = ["LoopbackTransport", "Transport", "is_loopback", "require_loopback"]

Transport = httpx.AsyncBaseTransport
"""What carries the requests of a client."""

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
            raise _refusal(connection.name)
        if "://" in value and not is_loopback(urlsplit(value).hostname or ""):
            raise _refusal(connection.name)


class LoopbackTransport(httpx.AsyncBaseTransport):
    """Carries requests to this machine and refuses all others."""

    def __init__(self) -> None:
        self._inner = httpx.AsyncHTTPTransport(trust_env=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request.

        Raises:
            IsolationError: it is for another machine.
        """
        if not is_loopback(request.url.host):
            raise _refusal("request")
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Let go of connections."""
        await self._inner.aclose()


def _refusal(what: str) -> IsolationError:
    return IsolationError(
        "A rehearsal may only talk to the simulated systems on this machine.",
        "Leave the rehearsal to work with real systems.",
        what=what,
    )
