"""Netstrings: a length, a colon, so many bytes and a comma. Pure: no I/O."""

from __future__ import annotations

__all__ = ["Netstrings", "netstring"]

_MOST_DIGITS = 6
_LONGEST = 262_144


def netstring(body: bytes) -> bytes:
    """A body with what frames it."""
    return b"%d:%s," % (len(body), body)


class Netstrings:
    """Takes bytes as they come, in pieces or several at once, and gives whole bodies.

    Raises:
        ValueError: by ``feed``, where what comes is no netstring or is too long; nothing can be read from there on.
    """

    def __init__(self) -> None:
        self._rest = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        """The bodies that are whole now."""
        self._rest += data
        found = []
        while (body := self._next()) is not None:
            found.append(body)
        return found

    def _next(self) -> bytes | None:
        head, colon, _ = self._rest[: _MOST_DIGITS + 1].partition(b":")
        if head and not head.isdigit():
            raise ValueError("no length")
        if not colon:
            if len(head) > _MOST_DIGITS:
                raise ValueError("a length without end")
            return None
        if not head or int(head) > _LONGEST:
            raise ValueError("no usable length")
        start = len(head) + 1
        end = start + int(head)
        if len(self._rest) <= end:
            return None
        if self._rest[end] != ord(","):
            raise ValueError("no end")
        body = bytes(self._rest[start:end])
        del self._rest[: end + 1]
        return body
