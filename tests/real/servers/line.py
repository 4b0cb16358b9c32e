"""A TCP line in front of a server that is late or slow, where packet filters cannot help."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from types import TracebackType

CHUNK_OCTETS = 4096


class SlowLine:
    """Forwards 127.0.0.1:``port`` to ``target``; what comes back is held for ``delay_s`` and then trickles.

    ``octets_per_second`` limits every connection by itself; None means as fast as it comes. Both may be
    changed while it runs. After ``cut`` it passes nothing on and tells nobody, until ``heal``: what came meanwhile follows then.
    Use it as a context manager.
    """

    def __init__(self, target: int, *, delay_s: float = 0.0, octets_per_second: int | None = None) -> None:
        self.delay_s = delay_s
        self.octets_per_second = octets_per_second
        self._target = target
        self._ended = threading.Event()
        self._whole = threading.Event()
        self._whole.set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._lock = threading.Lock()
        self._sockets: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> SlowLine:
        self._spawn(self._accept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._whole.set()
        with self._lock:
            ends = [self._listener, *self._sockets]
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        for thread in self._threads:
            thread.join(timeout=5)

    def cut(self) -> None:
        self._whole.clear()

    def heal(self) -> None:
        self._whole.set()

    def _spawn(self, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, name="slow line", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._ended.is_set():
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self._whole.wait()
            try:
                server = socket.create_connection(("127.0.0.1", self._target), timeout=5)
            except OSError:
                client.close()
                continue
            server.settimeout(None)
            with self._lock:
                if self._ended.is_set():
                    client.close()
                    server.close()
                    return
                self._sockets |= {client, server}
            self._spawn(self._forward, client, server, False)
            self._spawn(self._forward, server, client, True)

    def _forward(self, source: socket.socket, sink: socket.socket, slowly: bool) -> None:
        with contextlib.suppress(OSError):
            while chunk := source.recv(CHUNK_OCTETS):
                if slowly:
                    rate = self.octets_per_second
                    self._ended.wait(self.delay_s + (len(chunk) / rate if rate else 0.0))
                self._whole.wait()
                sink.sendall(chunk)
            sink.shutdown(socket.SHUT_WR)
            return
        # One side is gone for good: the other one must not wait for it.
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
