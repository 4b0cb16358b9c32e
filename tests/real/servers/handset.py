"""The handsets behind a real Kannel: a client of its fake SMSC's line protocol.

Towards the handset a line is ``SENDER RECIPIENT text UTF-8…``, ``… ucs-2 %XX…``
or, for one part of a long message, ``… udh %XX… data %XX…``. The text is not
escaped, so a line break in it starts a line without such a head. Towards Kannel
only ``SENDER RECIPIENT text UTF-8…`` is of use here.
"""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import unquote_to_bytes

from tests.real.servers.proc import ServerError

_HEAD = re.compile(rb"(\S+) (\+?\d+) (text|ucs-2|data|udh) ?(.*)", re.DOTALL)
_UDH_PART = re.compile(rb"(\S+) data (.*)", re.DOTALL)
RECONNECT_S = 0.05
UCS2_PART_OCTETS = 134


@dataclass(frozen=True)
class Received:
    """One message as the handset shows it: long messages put together from their ``parts``."""

    sender: str
    to: str
    text: str
    parts: int = 1


class Handset:
    """All telephones of the fake network at once; reconnects by itself while it is switched on."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._changed = threading.Condition()
        self._socket: socket.socket | None = None
        self._switched_on = False
        self._thread: threading.Thread | None = None
        self._messages: list[Received] = []
        self._parts: dict[tuple[str, str, int], dict[int, bytes]] = {}

    @property
    def messages(self) -> tuple[Received, ...]:
        """Everything received so far, in order."""
        with self._changed:
            return tuple(self._messages)

    @property
    def online(self) -> bool:
        with self._changed:
            return self._socket is not None

    def connect(self, timeout: float = 10.0) -> None:
        """Join the network; returns once Kannel has taken the connection."""
        with self._changed:
            self._switched_on = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="handset", daemon=True)
                self._thread.start()
            if not self._changed.wait_for(lambda: self._socket is not None, timeout):
                raise ServerError(f"Kannel does not take handsets on port {self._port}")

    def disconnect(self) -> None:
        """Leave the network: Kannel queues what is for the handset."""
        with self._changed:
            self._switched_on = False
            thread, self._thread = self._thread, None
            self._close()
            self._changed.notify_all()
        if thread is not None:
            thread.join(timeout=10)
            if thread.is_alive():
                raise ServerError("the handset's reader does not end")

    def forget(self) -> None:
        """Forget what was received so far."""
        with self._changed:
            self._messages.clear()
            self._parts.clear()

    def send(self, sender: str, to: str, text: str) -> None:
        """Text from the telephone ``sender`` to Kannel's number ``to``; one line only."""
        if "\n" in text or " " in sender or " " in to:
            raise ValueError("the fake network carries one line without a break per message")
        line = f"{sender} {to} text {text}\n".encode()
        with self._changed:
            if self._socket is None:
                raise ServerError("the handset is not on the network")
            self._socket.sendall(line)

    def wait_for(self, condition: Callable[[Received], bool], timeout: float = 10.0, count: int = 1) -> list[Received]:
        """The messages that fulfil ``condition``, once there are ``count``; else ServerError."""

        def found() -> list[Received]:
            return [message for message in self._messages if condition(message)]

        with self._changed:
            if not self._changed.wait_for(lambda: len(found()) >= count, timeout):
                raise ServerError(
                    f"{len(found())} of {count} messages within {timeout:g} s; the handset has {self._messages}"
                )
            return found()

    def _close(self) -> None:
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
            self._socket.close()
            self._socket = None

    def _run(self) -> None:
        me = threading.current_thread()
        while self._connected(me):
            stream = self._socket
            if stream is not None:
                self._read(stream)
            with self._changed:
                if self._thread is me:
                    self._close()

    def _connected(self, me: threading.Thread) -> bool:
        """Connect unless switched off meanwhile; False ends the thread."""
        while True:
            with self._changed:
                if self._thread is not me or not self._switched_on:
                    return False
            try:
                connection = socket.create_connection(("127.0.0.1", self._port), timeout=2)
            except OSError:
                with self._changed:
                    self._changed.wait_for(lambda: self._thread is not me, RECONNECT_S)
                continue
            connection.settimeout(None)
            with self._changed:
                if self._thread is not me:
                    connection.close()
                    return False
                self._socket = connection
                self._changed.notify_all()
                return True

    def _read(self, stream: socket.socket) -> None:
        rest = b""
        while True:
            try:
                chunk = stream.recv(65536)
            except OSError:
                return
            if not chunk:
                return
            *lines, rest = (rest + chunk).split(b"\n")
            with self._changed:
                for line in lines:
                    self._take(line)
                self._changed.notify_all()

    def _take(self, line: bytes) -> None:
        head = _HEAD.fullmatch(line)
        if head is None:
            if self._messages:
                last = self._messages[-1]
                self._messages[-1] = replace(last, text=f"{last.text}\n{line.decode()}")
            return
        sender, to = head[1].decode(), head[2].decode()
        if head[3] == b"udh":
            self._take_part(sender, to, head[4])
            return
        if head[3] == b"text":
            text = head[4].decode()
        else:
            text = _octets(head[4]).decode("utf-16-be", errors="surrogatepass")
        self._messages.append(Received(sender, to, text))

    def _take_part(self, sender: str, to: str, line: bytes) -> None:
        match = _UDH_PART.fullmatch(line)
        if match is None:
            raise ServerError(f"Kannel sent a part that is not understood: {line!r}")
        # 3GPP TS 23.040 §9.2.3.24.1: 05 00 03 reference, number of parts, this part.
        header = _octets(match[1])
        reference, total, number = header[3:6]
        key = (sender, to, reference)
        parts = self._parts.setdefault(key, {})
        parts[number] = _octets(match[2])
        if len(parts) < total:
            return
        del self._parts[key]
        # The line does not tell the coding; a full part has at most 134 octets in UCS-2 and at
        # least 152 characters in the GSM alphabet, and every part but the last is full.
        ucs2 = len(parts[1]) <= UCS2_PART_OCTETS
        whole = b"".join(parts[number] for number in sorted(parts))
        text = whole.decode("utf-16-be", errors="surrogatepass") if ucs2 else whole.decode()
        self._messages.append(Received(sender, to, text, total))


def _octets(text: bytes) -> bytes:
    return unquote_to_bytes(text.replace(b"+", b"%20"))
