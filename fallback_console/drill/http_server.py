"""A small HTTP/1.1 server on loopback, in a thread of its own: what the rehearsals' and tests' doubles of foreign systems stand on.

It can do what real systems do when they fail: refuse, accept and never answer, answer late, cut an answer in half. While
frozen it behaves like a process that was stopped: requests are taken in, and carried out once it goes on, although nobody
waits for the answer any more.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

import h11

__all__ = ["HttpServer", "Request", "Response", "json_response"]

T = TypeVar("T")

_HEAD_LIMIT = 65_536
_BODY_LIMIT = 20_000_000
_START_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came.

    Attributes:
        path: decoded, without the query.
        query: the last value of each name counts.
        headers: names in lower case.
    """

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON.

        Raises:
            ValueError: it is none.
        """
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Response:
    """An answer, and how it is to be spoilt.

    Attributes:
        delay: seconds to wait before it is sent.
        half: cut the connection in the middle of the body.
        silent: never send it; the connection stays open.
        cut: close the connection instead of sending it.
    """

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    half: bool = False
    silent: bool = False
    cut: bool = False


def json_response(status: int, value: Any, headers: Mapping[str, str] | None = None) -> Response:
    """An answer in JSON."""
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", errors="surrogatepass")
    return Response(status, body, {"Content-Type": 'application/json; charset="utf-8"', **(headers or {})})


class HttpServer:
    """Serves ``handler`` on 127.0.0.1.

    Args:
        handler: called on the server's thread, one call at a time, so it may keep state without locks; must not block.
        port: 0 for a free one; kept over a kill and a new start.
        idle: seconds after which an idle connection is closed.
    """

    def __init__(self, handler: Callable[[Request], Response], *, port: int = 0, idle: float = 5.0) -> None:
        self._handler = handler
        self.port = port
        self._idle = idle
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._listener: asyncio.Server | None = None
        self._thawed = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._frozen = False

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def running(self) -> bool:
        """Whether it takes connections."""
        return self._thread is not None

    def start(self) -> None:
        """Listen; the port is the one of an earlier start. Returns when connections are taken."""
        if self._thread is not None:
            return
        ready: Future[None] = Future()
        self._thread = threading.Thread(target=self._serve, args=(ready,), name="http double", daemon=True)
        self._thread.start()
        try:
            ready.result(_START_SECONDS)
        except BaseException:
            self._thread = None
            raise

    def kill(self) -> None:
        """End at once: connections are cut, new ones refused. What the handler keeps stays."""
        thread, self._thread = self._thread, None
        if thread is None or self._loop is None:
            return
        self._loop.call_soon_threadsafe(self._stop_serving)
        thread.join(_START_SECONDS)
        self._frozen = False

    def stop(self) -> None:
        """The same as ``kill``, for the end of a test."""
        self.kill()

    def freeze(self) -> None:
        """Take connections and requests from now on, and neither carry out nor answer anything."""
        self._frozen = True
        self._call(self._thawed.clear)

    def thaw(self) -> None:
        """Go on, first with what came in meanwhile."""
        self._frozen = False
        self._call(self._thawed.set)

    def run(self, fn: Callable[[], T]) -> T:
        """Run a function on the server's thread, between two requests; directly where the server does not run."""
        if self._loop is None or self._thread is None or threading.current_thread() is self._thread:
            return fn()
        done: Future[T] = Future()

        def call() -> None:
            try:
                done.set_result(fn())
            except BaseException as error:
                done.set_exception(error)

        self._loop.call_soon_threadsafe(call)
        return done.result(_START_SECONDS)

    def __enter__(self) -> HttpServer:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def _call(self, fn: Callable[[], None]) -> None:
        if self._loop is not None and self._thread is not None:
            self.run(fn)

    def _serve(self, ready: Future[None]) -> None:
        asyncio.run(self._main(ready))

    async def _main(self, ready: Future[None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopped = asyncio.Event()
        self._thawed = asyncio.Event()
        if not self._frozen:
            self._thawed.set()
        try:
            self._listener = await asyncio.start_server(self._connection, "127.0.0.1", self.port, limit=_HEAD_LIMIT)
        except OSError as error:
            ready.set_exception(error)
            return
        self.port = self._listener.sockets[0].getsockname()[1]
        ready.set_result(None)
        await self._stopped.wait()
        self._listener.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _stop_serving(self) -> None:
        self._stopped.set()

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            await self._exchange_all(reader, writer)
        except (OSError, h11.RemoteProtocolError, h11.LocalProtocolError, TimeoutError, asyncio.CancelledError):
            pass  # the other side left, spoke no HTTP, or the server ends
        finally:
            self._tasks.discard(task)
            writer.transport.abort()

    async def _exchange_all(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        state = h11.Connection(h11.SERVER)
        while True:
            request = await self._read(state, reader)
            if request is None:
                return
            await self._thawed.wait()
            response = self._handler(request)
            if response.delay:
                await asyncio.sleep(response.delay)
            if response.silent:
                await asyncio.Event().wait()
            if response.cut or not await _send(state, writer, response, head_only=request.method == "HEAD"):
                return
            state.start_next_cycle()

    async def _read(self, state: h11.Connection, reader: asyncio.StreamReader) -> Request | None:
        head: h11.Request | None = None
        body = bytearray()
        while True:
            event = state.next_event()
            if event is h11.NEED_DATA:
                async with asyncio.timeout(self._idle if head is None else None):
                    data = await reader.read(_HEAD_LIMIT)
                state.receive_data(data)
            elif isinstance(event, h11.Request):
                head = event
            elif isinstance(event, h11.Data):
                body += event.data
                if len(body) > _BODY_LIMIT:
                    return None
            elif isinstance(event, h11.EndOfMessage) and head is not None:
                target = urlsplit(head.target.decode("ascii", errors="replace"))
                return Request(
                    head.method.decode("ascii"),
                    unquote(target.path),
                    dict(parse_qsl(target.query, keep_blank_values=True)),
                    {name.decode("latin-1"): value.decode("latin-1") for name, value in head.headers},
                    bytes(body),
                )
            else:
                return None


async def _send(state: h11.Connection, writer: asyncio.StreamWriter, response: Response, *, head_only: bool) -> bool:
    """Whether the connection may be used again."""
    headers = [(name, value) for name, value in response.headers.items()]
    if response.status not in (204, 304):
        headers.append(("Content-Length", str(len(response.body))))
    writer.write(state.send(h11.Response(status_code=response.status, headers=headers)) or b"")
    if response.half:
        writer.write(response.body[: len(response.body) // 2])
        with contextlib.suppress(OSError):
            await writer.drain()
        return False
    if response.body and not head_only and response.status not in (204, 304):
        writer.write(state.send(h11.Data(data=response.body)) or b"")
    writer.write(state.send(h11.EndOfMessage()) or b"")
    await writer.drain()
    return state.our_state is h11.DONE
