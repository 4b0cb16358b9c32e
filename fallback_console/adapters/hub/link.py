"""The connection of a station to its hub: made when it is needed, made anew when it broke, and all questions over it.

nats-py could reconnect by itself, but would then send again what nobody waits for any more. So a broken connection is given up at once,
whoever waits is told, and the next question connects again: first after a tenth of a second, later in seconds, never all stations at once.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import ssl
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from fallback_console.adapters.hub import problems
from fallback_console.adapters.hub.keys import public_of, signature
from fallback_console.adapters.hub.settings import HubSettings
from fallback_console.adapters.hub.subjects import inbox_prefix
from fallback_console.domain.errors import AmbiguousError, OutsideError, SettingsError
from fallback_console.ports import Clock

__all__ = ["Line", "Link", "Outgoing", "connected", "tls_of"]

Outgoing = tuple[str, bytes, dict[str, str]]
"""Subject, body and headers."""

CONNECT_S = 5.0
ANSWER_S = 5.0
_PING_S = 5
_WINDOW = 512
"""Messages on their way before the oldest has to be acknowledged."""
_WINDOW_BYTES = 4 << 20
_FIRST_WAIT_S = 0.1
_SHORT_WAIT_S = 0.4
_LONG_WAIT_S = 5.0
_PATIENCE = 20
"""Tries with short waits, some eight seconds."""


def _worth_telling(record: logging.LogRecord) -> bool:
    return "eof_received() has no effect" not in record.getMessage()


# nats-py's protocol answers the end of a connection in a way that asyncio remarks upon each time under TLS; nothing follows from it.
logging.getLogger("asyncio").addFilter(_worth_telling)


class Link:
    """Connects, and connects again.

    Args:
        settings: addresses and key.
        clock: time, for the waits.
        on_new: told of each new connection before it is used.
    """

    def __init__(self, settings: HubSettings, clock: Clock, on_new: Callable[[Line], Awaitable[None]]) -> None:
        self._settings = settings
        self._clock = clock
        self._on_new = on_new
        self._line: Line | None = None
        self._connecting = asyncio.Lock()
        self._failure: OutsideError | None = None
        self._failures = 0
        self._not_before = 0.0
        self._closed = False

    async def line(self) -> Line:
        """The connection.

        Raises:
            OutsideError: there is none now.
            SettingsError: the key or the authority's certificate cannot be used.
        """
        if self._line is not None and self._line.up:
            return self._line
        async with self._connecting:
            if self._line is not None and self._line.up:
                return self._line
            if self._closed:
                raise problems.lost()
            if self._failure is not None and self._clock.monotonic() < self._not_before:
                raise self._failure
            await self._drop()
            try:
                self._line = await self._connect()
            except OutsideError as error:
                self._failure, self._failures = error, self._failures + 1
                self._not_before = self._clock.monotonic() + self._wait()
                raise
            self._failure, self._failures = None, 0
            return self._line

    async def aclose(self) -> None:
        """Let go of the connection for good."""
        self._closed = True
        await self._drop()

    async def _drop(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            await line.aclose()

    def _wait(self) -> float:
        most = _SHORT_WAIT_S if self._failures <= _PATIENCE else _LONG_WAIT_S
        return min(most, _FIRST_WAIT_S * float(2 ** min(self._failures, 10))) * random.uniform(0.5, 1.0)

    async def _connect(self) -> Line:
        line = await connected(self._settings)
        try:
            await self._on_new(line)
        except BaseException:
            await line.aclose()
            raise
        return line


class Line:
    """One connection, until it breaks. Made by ``Line.open``.

    Attributes:
        version: of the server.
        host: of the server.
    """

    def __init__(self, client: Client, host: str, version: str) -> None:
        self._client = client
        self._inbox = ""
        self._number = 0
        self._waiting: dict[str, tuple[str, asyncio.Future[Msg]]] = {}
        self._ended: list[Callable[[], None]] = []
        self._over = False
        self.host = host
        self.version = version

    @classmethod
    async def open(cls, address: str, context: ssl.SSLContext, settings: HubSettings) -> Line:
        """Connect to one server.

        Raises:
            OutsideError: it cannot be done.
        """
        host = urlsplit(address).hostname or ""
        client = Client()
        # The library sets this itself where a package that has no wheel reads the seed for it.
        client._public_nkey = public_of(settings.seed)
        first: asyncio.Future[BaseException] = asyncio.get_running_loop().create_future()
        line = cls(client, host, "")

        async def on_error(error: BaseException) -> None:
            # Before the connection stands each error ends the try; afterwards they tell of forbidden subjects.
            if not first.done():
                first.set_result(error)
            line._on_error(error)

        options: dict[str, Any] = {
            "servers": [address],
            "error_cb": on_error,
            "allow_reconnect": False,
            # Without a limit the library would try on for ever; the first error of ours ends it.
            "max_reconnect_attempts": -1,
            "connect_timeout": int(CONNECT_S),
            "ping_interval": _PING_S,
            "max_outstanding_pings": 2,
            "tls": context,
            "signature_cb": lambda nonce: signature(settings.seed, nonce),
            "inbox_prefix": inbox_prefix(settings.station),
            "name": f"{settings.site}/{settings.station}",
            "skip_subject_validation": True,
        }
        connecting: asyncio.Future[None] = asyncio.ensure_future(client.connect(**options))
        try:
            ends: set[asyncio.Future[Any]] = {connecting, first}
            await asyncio.wait(ends, timeout=CONNECT_S, return_when=asyncio.FIRST_COMPLETED)
            if not (connecting.done() and connecting.exception() is None):
                error = (
                    first.result() if first.done() else connecting.exception() if connecting.done() else TimeoutError()
                )
                raise problems.not_connected(host, error or TimeoutError())
        except BaseException:
            connecting.cancel()
            await asyncio.gather(connecting, return_exceptions=True)
            await _end(client)
            raise
        if not client._server_info.get("tls_required"):
            # The library goes on in the clear where a server does not ask for TLS.
            await _end(client)
            raise problems.not_secure(host)
        line._watch()
        line.version = str(client._server_info.get("version", ""))
        line._inbox = f"{client.new_inbox()}"
        try:
            await client.subscribe(
                f"{line._inbox}.*", cb=line._on_answer, pending_msgs_limit=-1, pending_bytes_limit=-1
            )
        except (NatsError, OSError):
            await line.aclose()
            raise problems.lost() from None
        return line

    @property
    def up(self) -> bool:
        """Whether it stands."""
        return bool(self._client.is_connected) and not self._over

    async def aclose(self) -> None:
        """Close it; whoever waits is told."""
        await _end(self._client)
        self._on_ended()

    def when_ended(self, told: Callable[[], None]) -> Callable[[], None]:
        """Be told once when it breaks; returns what ends that."""
        self._ended.append(told)

        def forget() -> None:
            with suppress(ValueError):
                self._ended.remove(told)

        return forget

    async def ask(self, subject: str, body: object = b"", headers: Mapping[str, str] | None = None) -> dict[str, Any]:
        """One question to JetStream, and its answer.

        Raises:
            UnreachableError: it was never sent, or nobody is there to answer.
            AmbiguousError: no answer came.
            RefusedError: as JetStream or the rights say. Its value 'err_code' is JetStream's number.
        """
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return problems.answer_in(await self._settled(await self._send(subject, raw, dict(headers or {}))))

    async def look(self, subject: str, body: object = b"") -> dict[str, Any]:
        """A question that changes nothing, so that no answer leaves no doubt.

        Raises:
            UnreachableError: no answer came.
            RefusedError: as for ``ask``.
        """
        try:
            return await self.ask(subject, body)
        except AmbiguousError:
            raise problems.lost() from None

    async def publish_all(self, messages: Iterable[Outgoing]) -> int:
        """Publish one behind the other without waiting for each.

        Returns:
            How many, from the first on, were acknowledged.

        Raises:
            OutsideError: the first was not.
        """
        pending: deque[tuple[asyncio.Future[Msg], int]] = deque()
        sent = 0
        done = 0
        try:
            for subject, body, headers in messages:
                while pending and (len(pending) >= _WINDOW or sent + len(body) > _WINDOW_BYTES):
                    future, size = pending.popleft()
                    problems.answer_in(await self._settled(future))
                    sent -= size
                    done += 1
                pending.append((await self._send(subject, body, headers), len(body)))
                sent += len(body)
            while pending:
                future, _ = pending.popleft()
                problems.answer_in(await self._settled(future))
                done += 1
        except OutsideError:
            if not done:
                raise
        finally:
            for future, _ in pending:
                if not future.cancel() and not future.cancelled():
                    # Looked at, or the loop would report it as a fault that nobody heard of.
                    future.exception()
        return done

    async def subscribe(
        self, on_message: Callable[[Msg], Awaitable[None]], subject: str = ""
    ) -> tuple[str, Callable[[], Awaitable[None]]]:
        """Listen to a subject, or to an inbox of its own; the subject, and what ends it."""
        self._number += 1
        subject = subject or f"{self._client.new_inbox()}.{self._number}"
        try:
            subscription = await self._client.subscribe(
                subject, cb=on_message, pending_msgs_limit=-1, pending_bytes_limit=-1
            )
        except (NatsError, OSError):
            raise problems.lost() from None

        async def end() -> None:
            with suppress(NatsError, OSError):
                await subscription.unsubscribe()

        return subject, end

    async def tell(self, subject: str, body: object, reply: str) -> None:
        """A question whose answers come to an inbox."""
        try:
            await self._client.publish(subject, json.dumps(body).encode(), reply=reply)
        except (NatsError, OSError):
            raise problems.lost() from None

    async def say(self, messages: Iterable[Outgoing]) -> None:
        """Messages for whoever listens; done when the server has them, who acknowledges none."""
        try:
            for subject, body, headers in messages:
                await self._client.publish(subject, body, headers=headers)
            await self._client.flush(int(ANSWER_S))
        except (NatsError, OSError):
            raise problems.lost() from None

    async def _send(self, subject: str, body: bytes, headers: dict[str, str]) -> asyncio.Future[Msg]:
        if not self.up:
            raise problems.lost()
        self._number += 1
        token = str(self._number)
        future: asyncio.Future[Msg] = asyncio.get_running_loop().create_future()
        self._waiting[token] = (subject, future)
        future.add_done_callback(lambda _: self._waiting.pop(token, None))
        try:
            await self._client.publish(subject, body, reply=f"{self._inbox}.{token}", headers=headers or None)
        except (NatsError, OSError):
            future.cancel()
            raise problems.lost() from None
        return future

    async def _settled(self, future: asyncio.Future[Msg]) -> Msg:
        if not future.done():
            await asyncio.wait({future}, timeout=ANSWER_S)
        if not future.done():
            future.cancel()
            raise problems.doubtful()
        return future.result()

    async def _on_answer(self, message: Msg) -> None:
        found = self._waiting.get(message.subject.rpartition(".")[2])
        if found is not None and not found[1].done():
            found[1].set_result(message)

    def _on_error(self, error: BaseException) -> None:
        said = str(error)
        if "permissions violation" not in said.lower():
            return
        for subject, future in list(self._waiting.values()):
            if f'"{subject}"'.lower() in said.lower() and not future.done():
                _fail(future, problems.forbidden())

    def _watch(self) -> None:
        # The library tells of the end of a connection last of all, and not at all where it breaks with something unsent: whoever
        # waits would then wait an answer's whole time. What reads, writes and pings for it has ended in either case.
        for task in (self._client._reading_task, self._client._flusher_task, self._client._ping_interval_task):
            if task is not None:
                task.add_done_callback(self._on_task_ended)

    def _on_task_ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled():
            # Looked at, or the loop would report as a fault what is told here.
            task.exception()
        self._on_ended()

    def _on_ended(self) -> None:
        self._over = True
        for _, future in list(self._waiting.values()):
            if not future.done():
                _fail(future, problems.doubtful())
        told, self._ended = self._ended, []
        for tell in told:
            tell()


async def connected(settings: HubSettings) -> Line:
    """A connection to the first server that takes us, from a random one on; whether it has a hub behind it is not asked.

    Raises:
        OutsideError: none takes us.
        SettingsError: the key or the authority's certificate cannot be used.
    """
    context = tls_of(settings)
    addresses = list(settings.addresses)
    random.shuffle(addresses)
    problem: OutsideError = problems.lost()
    for address in addresses:
        try:
            return await Line.open(address, context, settings)
        except OutsideError as error:
            problem = error
    raise problem


def _fail(future: asyncio.Future[Msg], error: OutsideError) -> None:
    future.set_exception(error)
    # Looked at: who waited for it may have been stopped just then, and the loop would report it as a fault nobody heard of.
    future.exception()


def tls_of(settings: HubSettings) -> ssl.SSLContext:
    """What the connection is made with.

    Raises:
        SettingsError: the authority's certificate cannot be read, or there is no key.
    """
    if not settings.seed:
        raise SettingsError("The station's key for the hub is missing.", "Connect the hub with the station file again.")
    try:
        context = ssl.create_default_context(cadata=settings.ca or None)
    except (ValueError, ssl.SSLError) as error:
        raise SettingsError(
            "The certificate of the hub's authority cannot be read.", "Connect the hub with the station file again."
        ) from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


async def _end(client: Client) -> None:
    """Close without waiting long: what is to be sent was acknowledged or is given up."""
    with suppress(NatsError, OSError, TimeoutError):
        async with asyncio.timeout(1.0):
            await client.close()
    # The library's own close ends early where the connection broke with something unsent, and leaves these waiting for ever.
    for subscription in list(client._subs.values()):
        subscription._stop_processing()
