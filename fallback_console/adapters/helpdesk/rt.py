"""Request Tracker 5 through its REST2 interface, as a helpdesk."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence

import httpx

from fallback_console.adapters.helpdesk import rt_check
from fallback_console.adapters.helpdesk.rt_client import RtClient
from fallback_console.adapters.helpdesk.rt_parse import Names
from fallback_console.adapters.helpdesk.rt_pull import RtPull
from fallback_console.adapters.helpdesk.rt_write import RtWriter
from fallback_console.adapters.http import make_client
from fallback_console.adapters.sms.values import Values
from fallback_console.domain.connection import Value
from fallback_console.domain.delivery import Receipt
from fallback_console.domain.errors import SettingsError
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
        settle: seconds between two looks for an earlier try before a message or a case is written again: longer than RT takes
            for one.
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
        settle: float = 3.0,
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
        self._client = RtClient(client, clock, width=width)
        self._writer = RtWriter(self._client, self._user, self._names, clock, settle=settle)

    @classmethod
    def from_values(
        cls,
        values: Mapping[str, Value],
        token: str,
        clock: Clock,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> RequestTracker:
        """The adapter of a connection: ``url``; and where they differ from the defaults ``ca_file``, ``timeout`` (seconds),
        ``width`` (requests at once), ``settle`` (seconds) and ``proxy`` (no: leave the environment's proxies alone).

        Raises:
            SettingsError: a value or the token is missing or cannot be used.
        """
        read = Values(values)
        url = read.needed("url")
        if not token.strip():
            raise SettingsError(
                "The helpdesk's token is missing.",
                "Make one in Request Tracker and enter it in the connection's settings.",
            )
        return cls(
            url,
            token,
            clock=clock,
            verify=read.text("ca_file") or True,
            timeout=read.number("timeout", 15.0, 0.1, 120.0),
            width=read.whole("width", 3, 1, 16),
            settle=read.number("settle", 3.0, 0.0, 60.0),
            trust_env=read.flag("proxy", True),
            transport=transport,
        )

    @property
    def source(self) -> str:
        """'rt'"""
        return "rt"

    @property
    def client(self) -> RtClient:
        """Its requests, for whoever reads more than cases."""
        return self._client

    @property
    def user(self) -> str:
        """Number of our own user in RT, '' where the token does not tell."""
        return self._user

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
