"""Reads a stream from a place on, in order and without holes, over a consumer that ends by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from nats.aio.msg import Msg

from fallback_console.adapters.hub import problems
from fallback_console.adapters.hub.link import Line
from fallback_console.adapters.hub.subjects import Delivered, api, delivered

__all__ = ["Pulled", "Puller"]

Pulled = tuple[Msg, Delivered]

_NS = 1_000_000_000
_FORGOTTEN_S = 60
"""After so long without a question the hub forgets the consumer."""
_HEARTBEAT_S = 3.0
_EXPIRES_S = 30.0
_ANSWER_S = 5.0
_HEARTBEAT = "100"


class Puller:
    """One reader of one stream. Made by ``Puller.open``.

    Attributes:
        after: the last record that was given out.
    """

    def __init__(self, line: Line, domain: str, stream: str, after: int) -> None:
        self._line = line
        self._domain = domain
        self._stream = stream
        self._consumer = ""
        self._inbox = ""
        self._came: list[Pulled] = []
        self._status = ""
        self._news = asyncio.Event()
        self._number = 0
        self._still = 0
        self._broken = False
        self._end_inbox: Callable[[], Awaitable[None]] = _nothing
        self._forget = line.when_ended(self._on_ended)
        self.after = after

    @classmethod
    async def open(cls, line: Line, domain: str, stream: str, after: int) -> Puller:
        """Begin behind a record; 0 is the beginning.

        Raises:
            OutsideError: it cannot be done.
        """
        self = cls(line, domain, stream, after)
        self._inbox, self._end_inbox = await line.subscribe(self._on_message)
        place = (
            {"deliver_policy": "by_start_sequence", "opt_start_seq": after + 1} if after else {"deliver_policy": "all"}
        )
        config = {
            "ack_policy": "none",
            "replay_policy": "instant",
            "inactive_threshold": _FORGOTTEN_S * _NS,
            "mem_storage": True,
            "num_replicas": 1,
            **place,
        }
        asked = {"stream_name": stream, "config": config}
        try:
            answer = await line.look(api(domain, f"CONSUMER.CREATE.{stream}"), asked)
        except BaseException:
            await self.aclose()
            raise
        self._consumer = str(answer.get("name", ""))
        return self

    async def some(self, limit: int) -> list[Pulled]:
        """What is there, at most so many; [] at the end.

        Raises:
            UnreachableError: the hub or its consumer is gone; another puller may do better.
        """
        await self._ask({"batch": limit, "no_wait": True})
        while len(self._came) < limit and not self._status:
            await self._wait(_ANSWER_S)
        return self._take()

    async def next(self, limit: int) -> list[Pulled]:
        """What is there or comes, at least one.

        Raises:
            UnreachableError: the hub is lost.
        """
        while True:
            if self._still <= 0 or self._status:
                await self._ask(
                    {"batch": limit, "expires": int(_EXPIRES_S * _NS), "idle_heartbeat": int(_HEARTBEAT_S * _NS)}
                )
                self._still = limit
            if not self._came:
                await self._wait(_HEARTBEAT_S * 2.5)
            found = self._take()
            self._still -= len(found)
            if found:
                return found

    async def aclose(self) -> None:
        """Let go of it; the hub forgets its consumer by itself."""
        self._forget()
        await self._end_inbox()

    async def _ask(self, request: dict[str, object]) -> None:
        self._status = ""
        await self._line.tell(
            api(self._domain, f"CONSUMER.MSG.NEXT.{self._stream}.{self._consumer}"), request, self._inbox
        )

    async def _wait(self, seconds: float) -> None:
        if self._broken:
            raise problems.lost()
        self._news.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._news.wait()
        if self._broken or not self._news.is_set():
            raise problems.lost()

    def _take(self) -> list[Pulled]:
        if self._broken:
            raise problems.lost()
        found, self._came = self._came, []
        if found:
            self.after = found[-1][1].sequence
        return found

    async def _on_message(self, message: Msg) -> None:
        status = (
            message.headers.get("Status", "") if message.headers and not message.reply.startswith("$JS.ACK") else ""
        )
        if status:
            if status == "503":
                self._broken = True
            elif status != _HEARTBEAT:
                self._status = status
        else:
            try:
                place = delivered(message.reply)
            except ValueError:
                return
            # A hole: something was lost on the way, and whoever reads begins anew behind what it has.
            self._broken = self._broken or place.number != self._number + 1
            self._number = place.number
            self._came.append((message, place))
        self._news.set()

    def _on_ended(self) -> None:
        self._broken = True
        self._news.set()


async def _nothing() -> None:
    return None
