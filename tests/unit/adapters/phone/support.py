"""What tests of telephones share: a listener that remembers, clocks, and a softphone's control port without a softphone."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

from fallback_console.domain.telephone import CallState, PhoneCall

LIMIT = 15.0
"""Seconds until a step that does not come fails a test."""

START = 1_770_000_000_000


class RealClock:
    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def monotonic(self) -> float:
        return time.monotonic()


class Calls:
    """Listens; asserts of every call that its steps come once, in order, and that nothing comes behind the end."""

    def __init__(self) -> None:
        self.steps: list[PhoneCall] = []
        self._news = asyncio.Condition()
        self._looked = 0

    async def take(self, call: PhoneCall) -> None:
        before = self.states(call.id)
        order = [CallState.DIALLING, CallState.RINGING, CallState.ANSWERED, CallState.ENDED]
        assert not before or order.index(call.state) > order.index(before[-1]), (before, call.state)
        async with self._news:
            self.steps.append(call)
            self._news.notify_all()

    def states(self, call: str) -> list[str]:
        return [one.state for one in self.steps if one.id == call]

    def last(self, call: str) -> PhoneCall:
        return [one for one in self.steps if one.id == call][-1]

    async def until(self, call: str, state: str) -> PhoneCall:
        return await self._wait(lambda one: one.id == call and one.state == state, 0)

    async def newest(self, state: str) -> PhoneCall:
        """The next call that comes to a state and was not given yet."""
        found = await self._wait(lambda one: one.state == state, self._looked)
        self._looked = self.steps.index(found) + 1
        return found

    async def _wait(self, fits: Callable[[PhoneCall], bool], start: int) -> PhoneCall:
        def found() -> PhoneCall | None:
            return next((one for one in self.steps[start:] if fits(one)), None)

        async with asyncio.timeout(LIMIT), self._news:
            await self._news.wait_for(lambda: found() is not None)
        one = found()
        assert one is not None
        return one


class FakeSoftphone:
    """A control port.

    Attributes:
        asked: (command, params) in order.
        answers: command → (ok, data); others are carried out.
        silent: commands that are never answered.
        cuts: commands at which the line breaks, each once.
        lines: connections until now.
    """

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.answers: dict[str, tuple[bool, str]] = {}
        self.silent: set[str] = set()
        self.cuts: set[str] = set()
        self.lines = 0
        self.port = 0
        self._server: asyncio.Server | None = None
        self._writers: list[asyncio.StreamWriter] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self, port: int = 0) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """As one that is killed."""
        assert self._server is not None
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def send(self, raw: bytes) -> None:
        """Bytes as they are, to whoever drives it now."""
        self._writers[-1].write(raw)

    def event(self, kind: str, call: str, user: str = "+15550100", reason: str = "", *, incoming: bool = False) -> None:
        self.send(framed(event(kind, call, user, reason, incoming=incoming)))

    def cut(self) -> None:
        """The line breaks, the softphone goes on."""
        self._writers[-1].transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self.lines += 1
        self._writers.append(writer)
        try:
            while True:
                length = await reader.readuntil(b":")
                body = await reader.readexactly(int(length[:-1]) + 1)
                command = json.loads(body[:-1])
                self.asked.append((command["command"], command["params"]))
                if command["command"] in self.silent:
                    continue
                if command["command"] in self.cuts:
                    self.cuts.discard(command["command"])
                    writer.transport.abort()
                    return
                ok, data = self.answers.get(command["command"], (True, ""))
                writer.write(framed({"response": True, "ok": ok, "data": data, "token": command["token"]}))
        except (asyncio.IncompleteReadError, OSError):
            return


def event(kind: str, call: str, user: str = "+15550100", reason: str = "", *, incoming: bool = False) -> dict[str, Any]:
    """As baresip tells it."""
    return {
        "event": True,
        "type": kind,
        "class": "call",
        "accountaor": "sip:agent@phones.test",
        "direction": "incoming" if incoming else "outgoing",
        "peeruri": f"sip:{user}@phones.test",
        "id": call,
        "param": reason,
    }


def framed(message: object) -> bytes:
    body = json.dumps(message).encode()
    return b"%d:%s," % (len(body), body)
