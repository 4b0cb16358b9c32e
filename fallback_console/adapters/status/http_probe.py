"""Whether a web address answers as it should."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from fallback_console.adapters.http import Answer, make_client, request
from fallback_console.adapters.status.observing import Limits, Look, LookingProbe, Progress
from fallback_console.domain.health import Finding
from fallback_console.domain.sentences import Sentence
from fallback_console.ports import Clock

__all__ = ["DIRECT", "NO_DEADLINE", "HttpProbe", "Route", "probe_client"]

NO_DEADLINE = 3600.0
"""The probe's own limit cuts its requests off. A second limit at the same moment would break into the first one's tidying up."""

_MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Route:
    """How a probe gets to its system.

    Attributes:
        verify: as in ``adapters.http.make_client``.
        proxy: use the environment's proxies.
        transport: instead of sockets.
    """

    verify: bool | str = True
    proxy: bool = True
    transport: httpx.AsyncBaseTransport | None = None


DIRECT = Route()
"""Sockets, the usual certificate authorities, the environment's proxies."""


def probe_client(
    url: str,
    limits: Limits,
    *,
    auth_header: str = "",
    route: Route = DIRECT,
) -> httpx.AsyncClient:
    """A client that connects anew for each request, so that name, port and certificate are looked at each time.

    It keeps nothing open between requests and so needs no closing.
    """
    return make_client(
        base_url=url,
        auth_header=auth_header,
        verify=route.verify,
        timeout=limits.timeout * 0.85,
        connect_timeout=limits.timeout * 0.85,
        headers={"Connection": "close"},
        transport=route.transport,
        trust_env=route.proxy,
    )


class HttpProbe(LookingProbe):
    """Asks an address and compares status and content with what is expected.

    Over plain HTTP without an expected content a captive portal's page looks like the real one; the monitor's canaries
    tell that apart.

    Args:
        system: name of the system.
        url: the whole address.
        method: 'GET' or 'HEAD'.
        status: the one status that is good; 0 for any of 200 to 299.
        contains: text that has to be in the answer.
        route: the way there.
        any_answer: any status is good: for systems whose own opinion of their health means little.
    """

    def __init__(
        self,
        system: str,
        url: str,
        clock: Clock,
        limits: Limits,
        *,
        name: str = "http",
        method: str = "GET",
        status: int = 0,
        contains: str = "",
        route: Route = DIRECT,
        any_answer: bool = False,
    ) -> None:
        super().__init__(system, name, clock, limits)
        self._url = url
        self._method = method
        self._status = status
        self._contains = contains
        self._any = any_answer
        self._client = probe_client(url, limits, route=route)
        self._proven = bool(contains) or (url.lower().startswith("https:") and route.verify is not False)
        self._secure = url.lower().startswith("https:")

    @property
    def stages(self) -> tuple[str, ...]:
        """As far as the settings make it go."""
        return ("dns", "tcp", *(["tls"] if self._secure else []), "request", *(["body"] if self._proven else []))

    async def look(self, progress: Progress) -> Look:
        """Ask once."""
        progress.stage = "request"
        answer = await request(
            self._client,
            self._method,
            self._url,
            writing=False,
            max_bytes=_MAX_BYTES,
            deadline=NO_DEADLINE,
            accept=range(200, 600) if self._any else (self._status,),
        )
        wrong = self._wrong(answer)
        if wrong:
            return Look(Finding.FAILED, wrong[0], wrong[1])
        return Look(Finding.OK, "body" if self._proven else "request", Sentence("{host} answers.", host=answer.host))

    def _wrong(self, answer: Answer) -> tuple[str, str] | None:
        """Stage and sentence of what is not as expected."""
        if self._status and answer.status != self._status:
            return "request", f"{answer.host} answers with status {answer.status} instead of {self._status}."
        if self._contains and self._contains not in answer.text():
            return "body", f"The answer of {answer.host} does not hold the expected text."
        return None
