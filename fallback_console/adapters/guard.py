"""Keeps a rehearsal on this machine: everything that is not loopback is refused before a packet leaves.

``domain.loopback`` looks at a connection's addresses before an adapter is made of it; ``LoopbackTransport`` looks at each
request again, so that not even a redirect or a mistake in an adapter gets out.
"""

from __future__ import annotations

import httpx

from fallback_console.domain.loopback import is_loopback, loopback_refusal

__all__ = ["LoopbackTransport", "Transport"]

Transport = httpx.AsyncBaseTransport
"""What carries the requests of a client."""


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
            raise loopback_refusal("request")
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Let go of connections."""
        await self._inner.aclose()
