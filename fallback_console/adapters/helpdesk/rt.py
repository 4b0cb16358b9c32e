"""Request Tracker 5 through its REST2 interface, as a helpdesk."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence

import httpx

from fallback_console.adapters.helpdesk import rt_check
from fallback_console.adapters.helpdesk.rt_client import RtClient
from fallback_console.adapters.helpdesk.rt_parse import Names
from fallback_console.adapters.helpdesk.rt_pull import RtPull
from fallback_console.adapters.helpdesk.rt_write import RtWriter
from fallback_console.adapters.http import make_client
from fallback_console.domain.delivery import Receipt
from fallback_console.domain.mirror import PullPage, Vocabulary
from fallback_console.ports import CheckStep, Clock, HelpdeskWrite, PullScope

__all__ = ["RequestTracker"]

_TOKEN = re.compile(r"\d+-(\d+)-[0-9A-Za-z]+")


class RequestTracker:
    """One RT as one sign-in; lives in the network thread.

    Args:
        url: address of RT, with or without 'REST/2.0' behind it.
        token: an authentication token made in RT ('1-14-…'); the middle number is the user's.
        clock: for comparing with RT's clock.
        verify: as ``adapters.http.make_client``.
        timeout: seconds without a byte.
        width: requests at once; RT has few worker processes, which people need too.
        transport: instead of sockets.
        trust_env: use the environment's proxies.

    Raises:
        SettingsError: address or token cannot be used.
    """

    def __init__(
        self,
        url: str,
        token: str,
        *,
        clock: Clock,
        verify: bool | str = True,
        timeout: float = 15.0,
        connect_timeout: float = 5.0,
        width: int = 3,
        transport: httpx.AsyncBaseTransport | None = None,
        trust_env: bool = True,
    ) -> None:
        self._url = re.sub(r"/REST/2\.0/?$", "", url.strip()).rstrip("/")
        client = make_client(
            base_url=f"{self._url}/",
            auth_header=f"token {token.strip()}",
            verify=verify,
            timeout=timeout,
            connect_timeout=connect_timeout,
            transport=transport,
            trust_env=trust_env,
            max_connections=width,
        )
        number = _TOKEN.fullmatch(token.strip())
        self._user = number.group(1) if number else ""
        self._clock = clock
        self._names = Names()
        self._client = RtClient(client, width=width)
        self._writer = RtWriter(self._client, self._user, self._names, clock)

    @property
    def source(self) -> str:
        """'rt'"""
        return "rt"

    @property
    def requests(self) -> int:
        """Requests sent so far."""
        return self._client.requests

    async def check(self) -> list[CheckStep]:
        """See ``Helpdesk.check``."""
        tls = self._url.startswith("https:")
        return await rt_check.check(self._client, self._clock, self._names, self._user, tls=tls)

    async def vocabulary(self) -> Vocabulary:
        """See ``Helpdesk.vocabulary``."""
        return await rt_check.vocabulary(self._client, self._names, self._user)

    def pull(self, cursor: str | None, scope: PullScope) -> AsyncIterator[PullPage]:
        """See ``Helpdesk.pull``."""
        return RtPull(self._client, self._url, self._names, scope).pages(cursor)

    async def missing(self, cases: Sequence[str], scope: PullScope) -> tuple[str, ...]:
        """Those of up to 100 cases that no longer exist, may not be seen or are out of the scope's queues."""
        return await RtPull(self._client, self._url, self._names, scope).missing(cases)

    async def write(self, work: HelpdeskWrite, *, look_first: bool) -> Receipt:
        """See ``Helpdesk.write``."""
        return await self._writer.write(work, look_first=look_first)

    async def look_up(self, work: HelpdeskWrite) -> Receipt | None:
        """See ``Helpdesk.look_up``."""
        return await self._writer.look_up(work)

    async def aclose(self) -> None:
        """Let go of connections."""
        await self._client.aclose()
