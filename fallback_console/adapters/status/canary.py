"""Canaries: what a station asks to know whether it is online itself.

The defaults are what operating systems and browsers ask for the same purpose; both answer over plain HTTP, because a captive
portal can only show itself there. A station in a closed network names something in that network instead: its own web server
(``http://intranet/ 200``), the gateway (``tcp://192.0.2.1:53``) or a name that the network's name server has to know
(``dns://files.example``). Canaries of both worlds should not be mixed: one that answers is proof enough of being online.
"""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass

import httpx

from fallback_console.adapters.http import make_client, request
from fallback_console.adapters.status.http_probe import NO_DEADLINE
from fallback_console.adapters.status.observing import Limits, Look, LookingProbe, Progress
from fallback_console.domain.errors import BadAnswerError, RefusedError, SettingsError, SignInError
from fallback_console.domain.health import Finding
from fallback_console.domain.health_rules import INTERNET
from fallback_console.domain.sentences import Sentence
from fallback_console.ports import Clock

__all__ = ["DEFAULT_CANARIES", "CanarySpec", "DnsCanary", "GatewayCanary", "HttpCanary", "make_canary"]

DEFAULT_CANARIES = (
    "http://www.msftconnecttest.com/connecttest.txt 200 Microsoft Connect Test",
    "http://detectportal.firefox.com/success.txt 200 success",
)
"""Two owners, two networks: it takes both to be down, or this station to be offline, for both to fail."""

_KNOWN = {
    "http://www.msftconnecttest.com/connecttest.txt": (200, "Microsoft Connect Test"),
    "http://detectportal.firefox.com/success.txt": (200, "success"),
    "http://www.gstatic.com/generate_204": (204, ""),
    "http://connectivitycheck.gstatic.com/generate_204": (204, ""),
}
_MAX_BYTES = 100_000
_GATEWAY_PORT = 53


@dataclass(frozen=True, slots=True)
class CanarySpec:
    """One canary as written in the settings: an address, and for HTTP what has to come back.

    Attributes:
        url: http, https, tcp or dns address.
        status: expected status; 0 for any of 200 to 299.
        body: expected body without surrounding white space; None for any.
    """

    url: httpx.URL
    status: int = 0
    body: str | None = None

    @classmethod
    def parse(cls, text: str) -> CanarySpec:
        """From 'address', 'address status' or 'address status body'; well-known addresses bring their answer along.

        Raises:
            SettingsError: no usable address or status.
        """
        address, _, rest = text.strip().partition(" ")
        status, _, body = rest.strip().partition(" ")
        try:
            url = httpx.URL(address)
        except httpx.InvalidURL:
            url = httpx.URL("")
        if url.scheme not in ("http", "https", "tcp", "dns") or not url.host or (status and not status.isdecimal()):
            raise SettingsError(
                "A canary's address cannot be used.",
                "Write it like 'http://intranet.example/ok.txt 200 ok'.",
                canary=address,
            )
        if not status and address in _KNOWN:
            return cls(url, *_KNOWN[address])
        if int(status or 0) == 204:
            return cls(url, 204, "")
        return cls(url, int(status or 0), body.strip() or None)


def make_canary(
    text: str, clock: Clock, limits: Limits, transport: httpx.AsyncBaseTransport | None = None
) -> LookingProbe:
    """The canary for one line of the settings.

    Raises:
        SettingsError: the line cannot be used.
    """
    spec = CanarySpec.parse(text)
    if spec.url.scheme == "tcp":
        return GatewayCanary(spec.url.host, spec.url.port or _GATEWAY_PORT, clock, limits)
    if spec.url.scheme == "dns":
        return DnsCanary(spec.url.host, clock, limits)
    return HttpCanary(spec, clock, limits, transport)


class HttpCanary(LookingProbe):
    """A web address whose answer is known beforehand; any other answer is somebody else's, with stage 'body'."""

    def __init__(
        self, spec: CanarySpec, clock: Clock, limits: Limits, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        super().__init__(INTERNET, f"canary-{spec.url.host}", clock, limits)
        self._spec = spec
        # The proxy of the environment is used: where there is one, the systems are reached through it too.
        self._client = make_client(
            base_url=f"{spec.url.scheme}://{spec.url.netloc.decode('ascii')}",
            timeout=limits.timeout * 0.85,
            connect_timeout=limits.timeout * 0.85,
            headers={"Connection": "close"},
            transport=transport,
        )

    @property
    def stages(self) -> tuple[str, ...]:
        """It compares the body."""
        return ("dns", "tcp", "request", "body")

    async def look(self, progress: Progress) -> Look:
        """Ask once and compare."""
        progress.stage = "request"
        try:
            answer = await request(
                self._client,
                "GET",
                str(self._spec.url),
                writing=False,
                max_bytes=_MAX_BYTES,
                deadline=NO_DEADLINE,
                accept=(511, *range(200, 300), *range(300, 304), 307, 308),
            )
        except (BadAnswerError, RefusedError, SignInError):
            return self._stranger()
        right_status = answer.status == self._spec.status if self._spec.status else 200 <= answer.status < 300
        right_body = self._spec.body is None or answer.text().strip() == self._spec.body
        if not (right_status and right_body):
            return self._stranger()
        return Look(Finding.OK, "body", Sentence("{host} answers as it should.", host=answer.host))

    def _stranger(self) -> Look:
        return Look(
            Finding.FAILED, "body", Sentence("Something else answers in the name of {host}.", host=self._spec.url.host)
        )


class GatewayCanary(LookingProbe):
    """Something in the own network that takes or refuses connections: either proves that it is there."""

    def __init__(self, host: str, port: int, clock: Clock, limits: Limits) -> None:
        super().__init__(INTERNET, f"canary-{host}", clock, limits)
        self._host = host
        self._port = port

    @property
    def stages(self) -> tuple[str, ...]:
        """It only connects."""
        return ("dns", "tcp")

    async def look(self, progress: Progress) -> Look:
        """Connect once."""
        progress.stage = "tcp"
        try:
            _, writer = await asyncio.open_connection(self._host, self._port)
        except ConnectionRefusedError:
            return Look(Finding.OK, "tcp", Sentence("{host} is there.", host=self._host))
        except OSError:
            return Look(Finding.FAILED, "tcp", Sentence("No connection to {host}.", host=self._host))
        writer.transport.abort()
        return Look(Finding.OK, "tcp", Sentence("{host} is there.", host=self._host))


class DnsCanary(LookingProbe):
    """A name that can be looked up as long as the name server is reached."""

    def __init__(self, host: str, clock: Clock, limits: Limits) -> None:
        super().__init__(INTERNET, f"canary-{host}", clock, limits)
        self._host = host

    @property
    def stages(self) -> tuple[str, ...]:
        """It only asks for a name."""
        return ("dns",)

    async def look(self, progress: Progress) -> Look:
        """Look the name up once."""
        progress.stage = "dns"
        try:
            await asyncio.get_running_loop().getaddrinfo(self._host, None, type=socket.SOCK_STREAM)
        except OSError:
            return Look(Finding.FAILED, "dns", Sentence("The name {host} was not found.", host=self._host))
        return Look(Finding.OK, "dns", Sentence("The name {host} was found.", host=self._host))
