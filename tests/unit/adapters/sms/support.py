"""What the SMS adapters' tests share: a clock that stands still, a collector of events, a raw HTTP caller."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from fallback_console.domain.errors import StoreError
from fallback_console.ports import SmsEvent

NOW = 1_790_000_000_000


class StillClock:
    """A clock that a test sets."""

    def __init__(self, now: int = NOW) -> None:
        self.now = now

    def now_ms(self) -> int:
        return self.now

    def monotonic(self) -> float:
        return self.now / 1000


class Events:
    """Takes events as the inbox does.

    Attributes:
        seen: committed events, in order.
        failures: how many of the next events are not committed.
    """

    def __init__(self) -> None:
        self.seen: list[SmsEvent] = []
        self.failures = 0
        self._changed = asyncio.Condition()

    async def take(self, event: SmsEvent) -> None:
        if self.failures:
            self.failures -= 1
            raise StoreError("The disk is full.")
        async with self._changed:
            self.seen.append(event)
            self._changed.notify_all()

    async def wait(self, enough: Callable[[list[SmsEvent]], bool], timeout: float = 10.0) -> list[SmsEvent]:
        async with asyncio.timeout(timeout), self._changed:
            await self._changed.wait_for(lambda: enough(self.seen))
        return list(self.seen)


async def close(writer: asyncio.StreamWriter) -> None:
    """Close a connection and wait until it is."""
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()


async def raw(port: int, data: bytes, *, half_close: bool = False) -> bytes:
    """Send bytes, read until the other side closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(data)
        if half_close:
            writer.write_eof()
        return await asyncio.wait_for(reader.read(), 10)
    except ConnectionResetError:
        return b""
    finally:
        await close(writer)


async def call(port: int, target: str, *, method: str = "GET", headers: str = "", body: bytes = b"") -> int:
    """One request; the status of its answer, 0 where the connection was closed without one."""
    length = f"Content-Length: {len(body)}\r\n" if body else ""
    head = f"{method} {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{length}{headers}\r\n"
    answer = await raw(port, head.encode("latin-1") + body)
    return int(answer.split(b" ")[1]) if answer else 0
