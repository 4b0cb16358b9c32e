"""A small HTTP receiver for tests: keeps what a gateway reports (receipts, customers' texts)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import parse_qs, urlsplit

from tests.real.servers.proc import ServerError

Call = tuple[str, dict[str, str]]


class CallbackReceiver:
    """Answers every GET with an empty 200 and keeps ``(path, parameters)`` of each."""

    def __init__(self, port: int = 0) -> None:
        self._changed = threading.Condition()
        self._calls: list[Call] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                receiver.take(self.path)
                self.send_response(200)
                self.send_header("Content-Type", "text/plain")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *arguments: object) -> None:
                """Tests read the calls, not a log."""

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.port: int = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def take(self, path: str) -> None:
        parts = urlsplit(path)
        values = parse_qs(parts.query, keep_blank_values=True)
        with self._changed:
            self._calls.append((parts.path, {name: value[0] for name, value in values.items()}))
            self._changed.notify_all()

    @property
    def calls(self) -> tuple[Call, ...]:
        with self._changed:
            return tuple(self._calls)

    def wait_for(self, condition: Callable[[Call], bool], timeout: float = 10.0, count: int = 1) -> list[Call]:
        """The calls that fulfil ``condition``, once there are ``count``; else ServerError."""

        def found() -> list[Call]:
            return [call for call in self._calls if condition(call)]

        with self._changed:
            if not self._changed.wait_for(lambda: len(found()) >= count, timeout):
                raise ServerError(f"{len(found())} of {count} calls; there are {self._calls}")
            return found()

    def __enter__(self) -> CallbackReceiver:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=5)
