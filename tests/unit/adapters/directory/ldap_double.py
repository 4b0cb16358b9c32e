"""A loopback server that answers LDAP requests with whatever bytes a test wants, however wrong."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator

__all__ = ["OPEN", "Behave", "answer", "ber", "done", "entry", "ldap_double", "message", "says", "text"]

Behave = Callable[[socket.socket, int, bytes], None]
"""Answers one request: the connection, the number of the message, and its operation's tag in one byte."""

OPEN = b"\x61"
"""Tag of a bind response."""


def ber(tag: bytes, *parts: bytes) -> bytes:
    """One element."""
    body = b"".join(parts)
    size = len(body)
    if size < 128:
        return tag + bytes([size]) + body
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return tag + bytes([0x80 | len(length)]) + length + body


def text(value: str) -> bytes:
    """An octet string."""
    return ber(b"\x04", value.encode())


def message(number: int, operation: bytes, controls: bytes = b"") -> bytes:
    """A whole LDAP message."""
    return ber(b"\x30", ber(b"\x02", number.to_bytes(number.bit_length() // 8 + 1, "big")), operation, controls)


def done(tag: bytes, code: int = 0, said: str = "") -> bytes:
    """A result."""
    return ber(tag, ber(b"\x0a", bytes([code])), text(""), text(said))


def entry(dn: str, **values: str) -> bytes:
    """An entry that was found."""
    attributes = b"".join(ber(b"\x30", text(name), ber(b"\x31", text(value))) for name, value in values.items())
    return ber(b"\x64", text(dn), ber(b"\x30", attributes))


def answer(*operations: bytes, controls: bytes = b"") -> Behave:
    """Lets anybody in and answers every search with these operations."""

    def behave(line: socket.socket, number: int, asked: bytes) -> None:
        if asked == b"\x60":
            line.sendall(message(number, done(OPEN)))
        elif asked == b"\x63":
            for at, operation in enumerate(operations):
                last = at == len(operations) - 1
                line.sendall(message(number, operation, controls if last else b""))

    return behave


def says(raw: bytes) -> Behave:
    """Answers everything with these bytes and hangs up."""

    def behave(line: socket.socket, number: int, asked: bytes) -> None:
        line.sendall(raw)
        line.shutdown(socket.SHUT_RDWR)

    return behave


@contextlib.contextmanager
def ldap_double(behave: Behave) -> Iterator[int]:
    """The server's port while the context is open."""
    listener = socket.create_server(("127.0.0.1", 0))
    lines: list[socket.socket] = []

    def serve(line: socket.socket) -> None:
        # The client leaves when it has enough, or the test is over.
        with contextlib.suppress(OSError, IndexError):
            while data := line.recv(65536):
                # A message begins with its tag and length; then come tag, length and value of its number, then the operation.
                at = 2 + (data[1] & 0x7F if data[1] & 0x80 else 0)
                end = at + 2 + data[at + 1]
                behave(line, int.from_bytes(data[at + 2 : end], "big"), data[end : end + 1])

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                line, _ = listener.accept()
                lines.append(line)
                threads.append(threading.Thread(target=serve, args=(line,)))
                threads[-1].start()

    threads = [threading.Thread(target=accept)]
    threads[0].start()
    try:
        yield listener.getsockname()[1]
    finally:
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for line in lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join(10)
        for line in lines:
            line.close()
        assert not any(thread.is_alive() for thread in threads)
