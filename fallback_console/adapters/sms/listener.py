"""A small HTTP listener for what SMS gateways tell by themselves: receipts and messages that came in.

It serves one purpose and offers little to attack: HTTP/1.1 through h11, no files, no bodies in answers but what a telephone
call that goes on has to be told, tight limits on sizes, times and connections. A call is answered only after its handler returned,
that is, after the event was committed; a gateway that repeats unanswered calls therefore loses nothing, and one that repeats an
answered call is recognised by the event's id.

Neither addresses nor bodies of calls are logged: they hold tokens and customers' words.
"""

from __future__ import annotations

import asyncio
import errno
import hashlib
import hmac
import logging
import secrets
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import h11

from fallback_console.domain.errors import ConsoleError, SettingsError
from fallback_console.domain.sentences import Sentence

__all__ = ["Call", "Limits", "Listener", "ListenerSettings", "Reply", "new_token", "same_text", "sign"]

log = logging.getLogger(__name__)

_READ = 16_384
_MOST_FIELDS = 40
_SIGNATURE_LETTERS = 40


@dataclass(frozen=True, slots=True)
class ListenerSettings:
    """Where to listen.

    Attributes:
        host: address to bind; this machine alone unless a gateway elsewhere has to reach it.
        port: TCP port, 0 for any free one.
        public_url: how the gateway reaches us, without a path; '' for ``http://host:port``.
        tls_cert, tls_key: PEM files; '' for plain HTTP.
    """

    host: str = "127.0.0.1"
    port: int = 0
    public_url: str = ""
    tls_cert: str = ""
    tls_key: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one caller may take.

    Attributes:
        head: bytes of request line and headers.
        body: bytes of the body.
        seconds: for a whole request to arrive, and for an idle connection to stay.
        answer_seconds: for the handler.
        connections: at once; more are closed without an answer.
    """

    head: int = 16_384
    body: int = 65_536
    seconds: float = 10.0
    answer_seconds: float = 30.0
    connections: int = 64


@dataclass(frozen=True, slots=True)
class Call:
    """One complete request.

    Attributes:
        path: as sent, without the query.
        query: values as bytes, because gateways use other character sets than UTF-8; the last one of a repeated name.
        headers: names in lower case.
    """

    method: str
    path: str
    query: Mapping[str, bytes]
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with a body."""

    status: int
    body: bytes
    content_type: str


Handler = Callable[[Call], Awaitable[int | Reply]]
"""Answers a call, with an HTTP status alone where nothing is to be told. A ConsoleError becomes 503: not acknowledged, to be
repeated."""


def new_token() -> str:
    """A secret that can stand in an address: 192 random bits."""
    return secrets.token_urlsafe(24)


def sign(token: str, *parts: str) -> str:
    """A signature that can stand in an address; whoever sees one cannot make another.

    HMAC-SHA256 (RFC 2104), cut to 160 bits; parts may hold anything but NUL.
    """
    return hmac.new(token.encode(), "\0".join(parts).encode(), hashlib.sha256).hexdigest()[:_SIGNATURE_LETTERS]


def same_text(one: str, other: str) -> bool:
    """Equality in constant time, for any text."""
    return hmac.compare_digest(one.encode("utf-8", "surrogateescape"), other.encode("utf-8", "surrogateescape"))


class Listener:
    """Listens while ``open`` is entered.

    Args:
        settings: where.
        handle: answers calls; called for several at once.
        limits: what callers may take.
    """

    def __init__(self, settings: ListenerSettings, handle: Handler, limits: Limits | None = None) -> None:
        self._settings = settings
        self._handle = handle
        self._limits = limits or Limits()
        self._connections: set[asyncio.Task[None]] = set()
        self._port = settings.port
        self._closing = False

    @property
    def port(self) -> int:
        """The port in use; before ``open`` the one of the settings."""
        return self._port

    @property
    def public_url(self) -> str:
        """How a gateway reaches us, without a final slash."""
        if self._settings.public_url:
            return self._settings.public_url.rstrip("/")
        scheme = "https" if self._settings.tls_cert else "http"
        host = f"[{self._settings.host}]" if ":" in self._settings.host else self._settings.host
        return f"{scheme}://{host}:{self._port}"

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Listen until left; open connections are closed then.

        Raises:
            SettingsError: the port is taken, or address, port or certificate cannot be used.
        """
        context = _tls_context(self._settings)
        try:
            server = await asyncio.start_server(self._accept, self._settings.host, self._settings.port, ssl=context)
        except (OSError, OverflowError) as error:
            raise _cannot_listen(self._settings, error) from error
        self._port = server.sockets[0].getsockname()[1]
        self._closing = False
        try:
            yield
        finally:
            self._closing = True
            await _stop_accepting(server)
            for task in self._connections:
                task.cancel()
            await asyncio.gather(*self._connections, return_exceptions=True)
            await server.wait_closed()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._closing or len(self._connections) >= self._limits.connections:
            log.info("a connection was closed: %s", "no longer listening" if self._closing else "too many at once")
            writer.transport.abort()
            return
        task = asyncio.get_running_loop().create_task(self._serve(reader, writer), name="sms listener")
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)
        # Also where the task was cancelled before its first step, and so never closed anything.
        task.add_done_callback(lambda _: writer.transport.abort())

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = h11.Connection(h11.SERVER, max_incomplete_event_size=self._limits.head)
        try:
            while await self._one(connection, reader, writer):
                connection.start_next_cycle()
        except (TimeoutError, OSError, EOFError):
            pass  # slow, gone, or silent: nothing was acknowledged
        except h11.RemoteProtocolError as error:
            log.info("a call was refused: not HTTP as it should be")
            with suppress(h11.LocalProtocolError, OSError):
                await _answer(connection, writer, error.error_status_hint)
        finally:
            with suppress(OSError):
                writer.close()
                await asyncio.wait_for(writer.wait_closed(), 1.0)

    async def _one(
        self, connection: h11.Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        """One request and its answer; whether another one may follow on this connection."""
        async with asyncio.timeout(self._limits.seconds):
            received = await self._receive(connection, reader, writer)
        if isinstance(received, int):
            log.info("a call was refused with %s", received)
            await _answer(connection, writer, received)
            return False
        await _answer(connection, writer, await self._reply_to(received))
        return connection.our_state is h11.DONE and connection.their_state is h11.DONE

    async def _receive(
        self, connection: h11.Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> Call | int:
        """A complete call, or the status it is refused with before it is complete."""
        head: h11.Request | None = None
        body = bytearray()
        while True:
            event: Any = connection.next_event()
            if event is h11.NEED_DATA:
                if connection.they_are_waiting_for_100_continue:
                    writer.write(connection.send(h11.InformationalResponse(status_code=100, headers=[])) or b"")
                data = await reader.read(_READ)
                if not data and head is None:
                    raise EOFError
                connection.receive_data(data)
            elif isinstance(event, h11.Request):
                head = event
                announced = dict(event.headers).get(b"content-length", b"0")
                if len(announced) > 12 or int(announced) > self._limits.body:
                    return 413
            elif isinstance(event, h11.Data):
                body += event.data
                if len(body) > self._limits.body:
                    return 413
            elif isinstance(event, h11.EndOfMessage) and head is not None:
                return _call_of(head, bytes(body))
            else:
                raise EOFError

    async def _reply_to(self, call: Call) -> int | Reply:
        try:
            async with asyncio.timeout(self._limits.answer_seconds):
                return await self._handle(call)
        except ConsoleError as error:
            log.warning("an event from an SMS gateway could not be kept: %s", error.code)
            return 503
        except TimeoutError:
            log.warning("an event from an SMS gateway could not be kept in time")
            return 503
        except Exception:
            log.exception("an event from an SMS gateway met a bug")
            return 500


def _call_of(head: h11.Request, body: bytes) -> Call | int:
    path, _, query = head.target.decode("latin-1").partition("?")
    try:
        fields = parse_qsl(query, keep_blank_values=True, encoding="latin-1", max_num_fields=_MOST_FIELDS)
    except ValueError:
        return 400
    return Call(
        head.method.decode("ascii"),
        path,
        {name: value.encode("latin-1") for name, value in fields},
        {name.decode("ascii"): value.decode("latin-1") for name, value in head.headers},
        body,
    )


async def _answer(connection: h11.Connection, writer: asyncio.StreamWriter, answer: int | Reply) -> None:
    # An empty plain text: whatever Kannel finds in a body it may send to the customer as an answer.
    reply = Reply(answer, b"", "text/plain") if isinstance(answer, int) else answer
    headers = [
        ("Content-Type", reply.content_type),
        ("Content-Length", str(len(reply.body))),
        ("Cache-Control", "no-store"),
    ]
    if reply.status >= 400:
        headers.append(("Connection", "close"))
    events: list[Any] = [h11.Response(status_code=reply.status, headers=headers), h11.EndOfMessage()]
    if reply.body:
        events.insert(1, h11.Data(data=reply.body))
    for event in events:
        writer.write(connection.send(event) or b"")
    await writer.drain()


async def _stop_accepting(server: asyncio.Server) -> None:
    """Close a server without losing the connections that come just then.

    asyncio accepts in one turn of the loop and makes the transport in the next; where the server is closed in between, the
    socket is left open for the garbage collector (seen with 3.11).
    """
    loop = asyncio.get_running_loop()
    for listening in server.sockets:
        try:
            loop.remove_reader(listening.fileno())
        except NotImplementedError:  # Windows' loop has no readers, and no such gap
            break
    for _ in range(3):
        await asyncio.sleep(0)
    server.close()


def _tls_context(settings: ListenerSettings) -> ssl.SSLContext | None:
    if not settings.tls_cert:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(settings.tls_cert, settings.tls_key or None)
    except (OSError, ssl.SSLError):
        raise SettingsError(
            "The certificate for incoming messages cannot be read.",
            "Choose the PEM files of a certificate and of its key in the connection's settings.",
        ) from None
    return context


def _cannot_listen(settings: ListenerSettings, error: Exception) -> SettingsError:
    reason = error.errno if isinstance(error, OSError) else None
    if reason == errno.EADDRINUSE:
        return SettingsError(
            Sentence("Port {port} for receipts and incoming messages is used by another program.", port=settings.port),
            "End that program, or choose another port here and in the gateway. The console goes on trying.",
            port=settings.port,
        )
    if reason in (errno.EACCES, errno.EPERM):
        return SettingsError(
            Sentence(
                "This account may not listen on port {port} for receipts and incoming messages.", port=settings.port
            ),
            "Choose a port above 1023.",
            port=settings.port,
        )
    return SettingsError(
        "The address for receipts and incoming messages cannot be used.",
        "Choose an address of this machine in the connection's settings; 127.0.0.1 always is one.",
        port=settings.port,
    )
