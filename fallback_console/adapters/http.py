"""HTTP for all adapters: one way to make a client, one way to ask, one table from failures to the error tree.

============================================  ==========================  ======================
what happened                                 reading                     writing
============================================  ==========================  ======================
no such name, refused, no route, certificate  UnreachableError            UnreachableError
connected, then silence, half a body,         UnreachableError            AmbiguousError
broken protocol, overall deadline
429; 503 with Retry-After                     ThrottledError              ThrottledError
401, 403, 407                                 SignInError                 SignInError
408, 5xx                                      UnreachableError            AmbiguousError
other 4xx                                     RefusedError                RefusedError
too large, HTML, wrong JSON, odd 2xx,         BadAnswerError              BadAnswerError
redirect to another host
============================================  ==========================  ======================

Messages name the host only: addresses may hold passwords (some gateways want them in the query) and customers' data, so
neither an address nor anything from a body is ever put into an error or a log line.
"""

from __future__ import annotations

import asyncio
import base64
import json
import logging
import socket
import ssl
import struct
import sys
import urllib.request
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlencode

import httpx

from fallback_console.adapters.http_errors import bad_answer, no_answer, status_error, too_large, transport_error
from fallback_console.domain.errors import BadAnswerError, SettingsError
from fallback_console.domain.sentences import Sentence

__all__ = ["DEFAULT_MAX_BYTES", "Answer", "make_client", "request"]

DEFAULT_MAX_BYTES = 5_000_000
"""Bodies longer than this are not read to their end unless the caller allows more."""

# Closing throws away what was not yet received at the other end. Otherwise the system goes on sending a write we gave up on,
# and once the network is back it arrives after we have looked for it in vain.
_LINGER = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
_OPTIONS = ((socket.SOL_SOCKET, socket.SO_LINGER, _LINGER),)

_CONNECT_SECONDS = 5.0
_GOOD = (200, 201, 202, 204, 304)
_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer.

    Attributes:
        host: who answered, for messages.
        status: HTTP status.
        headers: names are matched without case.
        body: decoded of transfer and content encodings.
        seconds: from sending to the last byte.
    """

    host: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float = 0.0

    def json(self) -> Any:
        """The body as JSON.

        Raises:
            BadAnswerError: it is HTML, empty, or no JSON (NaN and Infinity are none either).
        """
        start = self.body.lstrip()[:1]
        if start == b"<":
            raise BadAnswerError(
                Sentence("{host} answered with a web page instead of data.", host=self.host),
                "Check the address; a sign-in page of the network or of a proxy may be in between.",
                host=self.host,
                status=self.status,
            )
        try:
            return json.loads(self.body, parse_constant=_no_constant)
        except (ValueError, RecursionError):
            # Without the parser's own words: they quote the body.
            raise BadAnswerError(
                Sentence("{host} answered with something that is not the data it promises.", host=self.host),
                "Check the address, or ask whoever runs that system.",
                host=self.host,
                status=self.status,
            ) from None

    def text(self) -> str:
        """The body as text; bytes that are not UTF-8 become U+FFFD."""
        return self.body.decode("utf-8", errors="replace")


def make_client(
    *,
    base_url: str,
    auth_header: str = "",
    basic: tuple[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    verify: bool | str = True,
    timeout: float = 15.0,
    connect_timeout: float | None = None,
    user_agent: str = "fallback-console",
    transport: httpx.AsyncBaseTransport | None = None,
    trust_env: bool = True,
    max_connections: int = 8,
    keepalive: float = 0.5,
) -> httpx.AsyncClient:
    """A client for one outside system.

    Cookies are not kept, redirects not followed (``request`` follows those within the host).

    Args:
        base_url: 'http://…' or 'https://…', with or without a path.
        auth_header: value of the Authorization header.
        basic: user name and password, instead of ``auth_header``.
        headers: more headers.
        verify: False accepts any certificate; a text is the path of a PEM file with the authorities to trust.
        timeout: seconds without a byte in either direction.
        connect_timeout: seconds to connect, TLS included; None for five, or all of a shorter ``timeout``.
        transport: what carries the requests instead of sockets: tests, and the drill's guard that lets only loopback through.
        trust_env: use the proxies and certificate authorities of the environment; never for this machine itself.
        max_connections: at once; more requests wait.
        keepalive: seconds an idle connection is kept. Short, because servers close idle ones too, and a write that meets a
            closing connection is ambiguous for no good reason (starman closes after one second).

    Raises:
        SettingsError: the address, a header or the certificate file cannot be used.
    """
    _quiet_libraries()
    url = _checked_url(base_url)
    sent = {"User-Agent": user_agent, "Accept-Encoding": "gzip, identity", **(headers or {})}
    if basic is not None:
        sent["Authorization"] = "Basic " + base64.b64encode(":".join(basic).encode()).decode("ascii")
    elif auth_header:
        sent["Authorization"] = auth_header
    for value in sent.values():
        # The HTTP library would refuse such a value too, but quote it, and it may be a secret.
        if not (value.isascii() and value.isprintable()):
            raise SettingsError(
                "The token or password holds characters that cannot be sent.", "Paste it again, without line breaks."
            )
    limits = httpx.Limits(max_connections=max_connections, keepalive_expiry=keepalive)
    from_environment = trust_env and not _is_loopback(url.host)
    tls = _tls(url, verify) if transport is None else True
    if transport is None and not (from_environment and urllib.request.getproxies()):
        transport = httpx.AsyncHTTPTransport(verify=tls, limits=limits, trust_env=False, socket_options=_OPTIONS)
    return httpx.AsyncClient(
        base_url=url,
        headers=sent,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        verify=tls if transport is None else True,
        timeout=httpx.Timeout(
            timeout, connect=min(_CONNECT_SECONDS, timeout) if connect_timeout is None else connect_timeout
        ),
        limits=limits,
        follow_redirects=False,
        transport=transport,
        trust_env=from_environment,
    )


async def request(
    client: httpx.AsyncClient,
    method: str,
    url: str,
    *,
    writing: bool,
    params: Mapping[str, str | int] | None = None,
    json_body: Any = None,
    content: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
    deadline: float = 60.0,
    accept: Collection[int] = (),
) -> Answer:
    """Ask once, and give the whole answer or an error of the tree.

    Args:
        url: relative to the client's base, or absolute.
        writing: the request changes something there, so that silence after sending is ambiguous.
        json_body: sent as JSON; ``content`` is sent as it is.
        max_bytes: a longer body is cut off and refused.
        deadline: seconds for everything together, so that a body that drips cannot hold us.
        accept: statuses the caller understands itself, besides 200, 201, 202, 204 and 304; only they are answers.

    Raises:
        UnreachableError, AmbiguousError, ThrottledError, SignInError, RefusedError, BadAnswerError: as in the module's table;
            ``values`` has ``host``, ``status`` where there was one, and for the first two ``stage``: 'dns', 'tcp', 'tls' or
            'request'.
    """
    started = asyncio.get_running_loop().time()
    host = client.base_url.host
    try:
        asked = _build(client, method, url, params, json_body, content, headers)
        host = _shown_host(asked.url)
        async with asyncio.timeout(deadline):
            for _ in range(_MOST_REDIRECTS + 1):
                status, answered, body = await _exchange(client, asked, max_bytes, host)
                target = _redirect(asked, status, answered, accept)
                if target is None:
                    break
                if writing or (target.scheme, target.netloc) != (asked.url.scheme, asked.url.netloc):
                    raise bad_answer(
                        host,
                        status,
                        Sentence("{host} redirects to another address.", host=host),
                        "Put the final address into the connection.",
                    )
                asked = client.build_request(method, target, headers=headers)
            else:
                raise bad_answer(
                    host,
                    status,
                    Sentence("{host} redirects in a circle.", host=host),
                    "Check the address of the connection.",
                )
    except TimeoutError:
        raise no_answer(host, Sentence("{host} did not finish its answer in time.", host=host), writing) from None
    except httpx.InvalidURL:
        raise SettingsError(
            "The address of the connection cannot be used.", "Check it in the connection's settings."
        ) from None
    except (zlib.error, httpx.DecodingError):
        raise bad_answer(
            host,
            None,
            Sentence("{host} answered with a body that cannot be unpacked.", host=host),
            "Ask whoever runs that system.",
        ) from None
    except httpx.TransportError as error:
        raise transport_error(error, host, writing, _proxy_of(client, url)) from error
    seconds = asyncio.get_running_loop().time() - started
    answer = Answer(host, status, answered, body, seconds)
    if status in _GOOD or status in accept:
        return answer
    raise status_error(host, status, answered, writing)


def _build(
    client: httpx.AsyncClient,
    method: str,
    url: str,
    params: Mapping[str, str | int] | None,
    json_body: Any,
    content: bytes | None,
    headers: Mapping[str, str] | None,
) -> httpx.Request:
    sent = dict(headers or {})
    if json_body is not None:
        # ASCII with escapes: a text with half a surrogate pair can be sent too, and need not be found out here.
        content = json.dumps(json_body, allow_nan=False).encode("ascii")
        sent.setdefault("Content-Type", "application/json")
    return client.build_request(method, _with_params(client, url, params), content=content, headers=sent)


def _with_params(client: httpx.AsyncClient, url: str, params: Mapping[str, str | int] | None) -> httpx.URL | str:
    """The whole address, read once: the HTTP library reads a long query three times before it is sent."""
    if not params:
        return url
    path = url if "://" in url else f"{str(client.base_url).rstrip('/')}/{url.lstrip('/')}"
    return httpx.URL(f"{path}{'&' if '?' in path else '?'}{urlencode(params)}")


async def _exchange(
    client: httpx.AsyncClient, asked: httpx.Request, max_bytes: int, host: str
) -> tuple[int, httpx.Headers, bytes]:
    response = await client.send(asked, stream=True)
    status = response.status_code
    try:
        announced = response.headers.get("content-length", "")
        if announced.isdecimal() and len(announced) < 20 and int(announced) > max_bytes:
            raise too_large(host, status, max_bytes)
        if response.is_stream_consumed:  # a transport that had the whole body from the start
            body = response.content
        else:
            body = await _read(response, max_bytes, host)
        if len(body) > max_bytes:
            raise too_large(host, status, max_bytes)
    finally:
        await response.aclose()
    return status, response.headers, body


async def _read(response: httpx.Response, max_bytes: int, host: str) -> bytes:
    """The body, unpacked here and not by httpx, so that a few packed kilobytes cannot grow to gigabytes."""
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "deflate", ""):
        raise bad_answer(
            host,
            response.status_code,
            Sentence("{host} packs its answers in an unknown way.", host=host),
            "Ask whoever runs that system.",
        )
    # 32 + the largest window: zlib finds out whether it is gzip or zlib
    unpacker = zlib.decompressobj(32 + zlib.MAX_WBITS) if packing in ("gzip", "deflate") else None
    body = bytearray()
    async for part in response.aiter_raw():
        body += part if unpacker is None else unpacker.decompress(part, max_bytes + 1 - len(body))
        if len(body) > max_bytes:
            raise too_large(host, response.status_code, max_bytes)
    if unpacker is not None and body and not unpacker.eof:
        raise zlib.error("incomplete")
    return bytes(body)


def _redirect(asked: httpx.Request, status: int, headers: httpx.Headers, accept: Collection[int]) -> httpx.URL | None:
    if status not in _REDIRECTS or status in accept:
        return None
    try:
        return asked.url.join(headers.get("location", ""))
    except httpx.InvalidURL:
        host = _shown_host(asked.url)
        raise bad_answer(
            host,
            status,
            Sentence("{host} redirects to no usable address.", host=host),
            "Check the connection's address.",
        ) from None


def _proxy_of(client: httpx.AsyncClient, url: str) -> str:
    """The proxy of the environment that stands between us and an address, '' where there is none."""
    target = client.base_url.join(url)
    if not client.trust_env or urllib.request.proxy_bypass(target.host):
        return ""
    proxies = urllib.request.getproxies()
    try:
        return _shown_host(httpx.URL(proxies.get(target.scheme) or proxies.get("all") or ""))
    except httpx.InvalidURL:
        return ""


def _checked_url(base_url: str) -> httpx.URL:
    try:
        url = httpx.URL(base_url.strip())
    except httpx.InvalidURL:
        url = httpx.URL("")
    if url.scheme not in ("http", "https") or not url.host:
        raise SettingsError(
            "The address of the connection cannot be used.", "It has to look like https://helpdesk.example.com."
        )
    if url.userinfo:
        raise SettingsError(
            "The address of the connection holds a user name or password.", "Put it into the fields meant for it."
        )
    return url


def _shown_host(url: httpx.URL) -> str:
    return url.host if url.port is None else f"{url.host}:{url.port}"


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _tls(url: httpx.URL, verify: bool | str) -> ssl.SSLContext | bool:
    """Built only where it is needed: reading the authorities takes tens of milliseconds."""
    if url.scheme != "https" or verify is False:
        return False
    if verify is True:
        context = httpx.create_ssl_context()
        context.load_default_certs()  # a company's own authority is in the system's store, not in the library's list
        return context
    try:
        return ssl.create_default_context(cafile=verify)
    except (OSError, ssl.SSLError):
        raise SettingsError(
            "The file with the certificate authorities cannot be read.",
            "Choose a PEM file in the connection's settings.",
        ) from None


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _quiet_libraries() -> None:
    """The HTTP libraries log whole addresses at INFO and headers at DEBUG; both may hold secrets."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
