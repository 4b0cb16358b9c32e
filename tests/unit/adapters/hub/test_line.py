"""A connection to the hub that breaks is noticed at once, also where the library tells nobody of it.

A server of the test greets as NATS does, takes a station in, and from then on reads nothing more until it breaks off.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from fallback_console.adapters.hub import link
from fallback_console.adapters.hub.keys import new_key
from fallback_console.adapters.hub.link import Line, tls_of
from fallback_console.adapters.hub.neighbours import NatsNeighbours
from fallback_console.adapters.hub.settings import HubSettings
from fallback_console.domain.errors import AmbiguousError, UnreachableError
from tests.helpers.hub_conformance import soon
from tests.unit.adapters.raw_server import self_signed

INFO = b'INFO {"version":"2.15.1","tls_required":true,"headers":true,"max_payload":1048576,"nonce":"n"}\r\n'
ENTRY = ("fc.ev.main.one.note.added", b"entry", {"Nats-Msg-Id": "id-1"})


class DeafServer:
    """Takes stations in and hears nothing of what they then say.

    Args:
        context: with its certificate.
        ca: text of that certificate.
    """

    def __init__(self, context: ssl.SSLContext, ca: str) -> None:
        self._context = context
        self._ca = ca
        self._inside: list[asyncio.StreamWriter] = []
        self._port = 0

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[HubSettings]:
        """How a station reaches it."""
        async with await asyncio.start_server(self._serve, "127.0.0.1", 0) as server:
            address = f"tls://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            yield HubSettings((address,), self._ca, new_key()[0], "one", "main", "agent", "")
            self.break_off()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(INFO)
        await writer.drain()
        await writer.start_tls(self._context)
        assert (await reader.readline()).startswith(b"CONNECT ")
        assert await reader.readline() == b"PING\r\n"
        self._inside.append(writer)
        # What is not asked for stays in the reader's buffer, and when that is full, with the station.
        self.say(b"PONG\r\n")

    def say(self, raw: bytes) -> None:
        """Something to everybody inside."""
        for writer in self._inside:
            writer.write(raw)

    def break_off(self) -> None:
        """As a server that is killed."""
        for writer in self._inside:
            writer.transport.abort()
        self._inside.clear()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DeafServer:
    # Whoever waits for the end of an answer's time waits too long for these tests.
    monkeypatch.setattr(link, "ANSWER_S", 3600.0)
    context, certificate = self_signed(tmp_path)
    return DeafServer(context, certificate.read_text(encoding="ascii"))


async def connect(settings: HubSettings) -> Line:
    return await Line.open(settings.addresses[0], tls_of(settings), settings)


async def fill(line: Line) -> None:
    """Say so much that the library is stuck with sending it, and then something more."""
    client: Any = line._client
    transport = client._transport._io_writer.transport
    while transport.get_write_buffer_size() <= transport.get_write_buffer_limits()[1]:
        await line.tell(ENTRY[0], "x" * 100_000, "")
        await asyncio.sleep(0)
    await line.tell(ENTRY[0], "unsent", "")
    assert client._pending_data_size


@pytest.mark.parametrize("unsent", [False, True])
def test_who_waits_is_told_at_once_that_the_connection_broke(server: DeafServer, unsent: bool) -> None:
    async def main() -> None:
        async with server.running() as settings:
            line = await connect(settings)
            told: list[str] = []
            line.when_ended(lambda: told.append("ended"))
            if unsent:
                await fill(line)
            waiting = asyncio.ensure_future(line.publish_all([ENTRY]))
            asking = asyncio.ensure_future(line.look("$JS.API.STREAM.INFO.FC_EVENTS"))
            await asyncio.sleep(0)
            server.break_off()
            with pytest.raises(AmbiguousError):
                await soon(waiting)
            with pytest.raises(UnreachableError):
                await soon(asking)
            assert told == ["ended"]
            assert not line.up
            with pytest.raises(UnreachableError):
                await line.publish_all([ENTRY])
            await soon(line.aclose())
            assert told == ["ended"]

    asyncio.run(main())


def test_who_listens_to_neighbours_is_told_at_once_that_the_connection_broke(server: DeafServer) -> None:
    async def main() -> None:
        async with server.running() as settings:
            neighbours = NatsNeighbours(settings)
            await neighbours.join()
            assert neighbours._line is not None
            await fill(neighbours._line)
            hearing = asyncio.ensure_future(neighbours.hear())
            await asyncio.sleep(0)
            server.break_off()
            with pytest.raises(UnreachableError):
                await soon(hearing)
            await soon(neighbours.leave())

    asyncio.run(main())


@pytest.mark.logs_expected("nats")
def test_a_server_whose_words_nobody_can_read_is_given_up(server: DeafServer) -> None:
    async def main() -> None:
        async with server.running() as settings:
            line = await connect(settings)
            waiting = asyncio.ensure_future(line.publish_all([ENTRY]))
            await asyncio.sleep(0)
            server.say(b"INFO {\r\n")
            with pytest.raises(AmbiguousError):
                await soon(waiting)
            assert not line.up
            await soon(line.aclose())

    asyncio.run(main())
