"""The control port of a baresip (its module ctrl_tcp): commands and their answers, and events in between.

baresip keeps one connection only: a second one ends the first. So whoever wants to ask a softphone that is being driven by this
program already, a probe for instance, asks over the line that is open (``line_to``).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from fallback_console.adapters.phone.netstring import Netstrings, netstring
from fallback_console.domain.errors import AmbiguousError, RefusedError, UnreachableError
from fallback_console.domain.sentences import Sentence

__all__ = ["ControlLine", "line_to"]

_AT_ONCE = 65_536

_open: dict[tuple[str, int], ControlLine] = {}

Message = dict[str, Any]


def line_to(host: str, port: int) -> ControlLine | None:
    """The line to a softphone that this program holds; None where it holds none."""
    return _open.get((host, port))


class ControlLine:
    """One connection; made by ``connect``.

    Args:
        on_event: told about each event, in order.
    """

    def __init__(
        self,
        address: tuple[str, int],
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        on_event: Callable[[Message], None],
    ) -> None:
        self._address = address
        self._reader = reader
        self._writer = writer
        self._on_event = on_event
        self._waiting: dict[str, asyncio.Future[Message]] = {}
        self._count = 0
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def connect(cls, host: str, port: int, timeout: float, on_event: Callable[[Message], None]) -> ControlLine:
        """Connect.

        Raises:
            UnreachableError: nobody takes connections there.
        """
        try:
            async with asyncio.timeout(timeout):
                reader, writer = await asyncio.open_connection(host, port)
        except OSError as error:  # TimeoutError is one too
            raise UnreachableError(
                Sentence("No softphone answers at {host}, port {port}.", host=host, port=port),
                "Start it, with its module ctrl_tcp.",
                stage="tcp",
            ) from error
        line = cls((host, port), reader, writer, on_event)
        _open[(host, port)] = line
        return line

    @property
    def is_open(self) -> bool:
        """It can be asked."""
        return not self._reading.done()

    async def wait_closed(self) -> None:
        """Wait until the softphone has ended the line, or speaks of something else than it should."""
        await asyncio.wait([self._reading])

    async def ask(self, command: str, params: str, timeout: float) -> str:
        """Give a command; what the softphone says to it.

        Raises:
            UnreachableError: the line is not open.
            AmbiguousError: it was sent and no answer came.
            RefusedError: the softphone did not carry it out.
        """
        if not self.is_open:
            raise UnreachableError("The softphone has ended the connection.", "Start it again.", stage="request")
        self._count += 1
        token = str(self._count)
        answer: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._waiting[token] = answer
        said = json.dumps({"command": command, "params": params, "token": token}).encode("ascii")
        try:
            async with asyncio.timeout(timeout):
                self._writer.write(netstring(said))
                await self._writer.drain()
                found = await answer
        except OSError as error:  # TimeoutError is one too
            raise AmbiguousError(
                "The softphone does not answer.", "Look at it, and start it again where it stands still."
            ) from error
        finally:
            self._waiting.pop(token, None)
        if found.get("ok") is not True:
            raise RefusedError("The softphone did not carry that out.", "Look at the softphone itself.")
        data = found.get("data")
        return data if isinstance(data, str) else ""

    async def close(self) -> None:
        """Let go."""
        self._reading.cancel()
        await asyncio.wait([self._reading])

    async def _read(self) -> None:
        """Until the end; what is no netstring or no JSON ends it too, since nothing can be trusted from there on."""
        frames = Netstrings()
        try:
            with suppress(OSError, ValueError, RecursionError):
                while data := await self._reader.read(_AT_ONCE):
                    for body in frames.feed(data):
                        # A name comes as the caller's exchange wrote it, which may be no UTF-8.
                        self._take(json.loads(body.decode("utf-8", "replace")))
        finally:
            if _open.get(self._address) is self:
                del _open[self._address]
            self._writer.transport.abort()
            for answer in self._waiting.values():
                if not answer.done():
                    answer.set_exception(ConnectionResetError())

    def _take(self, message: Any) -> None:
        if not isinstance(message, dict):
            raise ValueError("no object")
        if message.get("event") is True:
            self._on_event(message)
            return
        answer = self._waiting.get(str(message.get("token")))
        if answer is not None and not answer.done():
            answer.set_result(message)
