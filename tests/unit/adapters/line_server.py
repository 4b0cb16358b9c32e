"""A loopback server that talks line by line, as mail servers do, and does whatever a test wants."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

Talk = Callable[["Talker"], Awaitable[None]]


class Talker:
    """The server's end of one connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self.heard: list[str] = []

    async def say(self, *lines: str) -> None:
        for line in lines:
            self._writer.write(line.encode("utf-8", errors="surrogateescape") + b"\r\n")
        await self._writer.drain()

    async def say_raw(self, raw: bytes) -> None:
        self._writer.write(raw)
        await self._writer.drain()

    async def hear(self) -> str:
        line = (await self._reader.readuntil(b"\n")).decode(errors="replace").rstrip("\r\n")
        self.heard.append(line)
        return line

    async def secure(self, context: ssl.SSLContext) -> None:
        await self._writer.start_tls(context)

    async def nothing(self) -> None:
        await asyncio.Event().wait()


class LineServer:
    """Attributes: port, and what every connection heard, in one list."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.heard: list[str] = []


@asynccontextmanager
async def line_server(talk: Talk, tls: ssl.SSLContext | None = None) -> AsyncIterator[LineServer]:
    """The server while the context is open; it hangs up when ``talk`` returns."""
    tasks: set[asyncio.Task[None]] = set()
    server: LineServer

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        talker = Talker(reader, writer)
        talker.heard = server.heard
        try:
            await talk(talker)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client left, or the test is over
        finally:
            tasks.discard(task)
            writer.close()

    listener = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    server = LineServer(listener.sockets[0].getsockname()[1])
    try:
        yield server
    finally:
        listener.close()
        for task in list(tasks):
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*tasks, return_exceptions=True)


def imap(
    *,
    greeting: str = "* OK ready",
    starttls: ssl.SSLContext | None = None,
    accepts: str = "AGFsaWNlAHMzY3JldA==",
    refusal: str = "a2 NO [AUTHENTICATIONFAILED] no",
) -> Talk:
    """A small IMAP server; ``accepts`` is the SASL message of alice with s3cret."""

    async def talk(talker: Talker) -> None:
        await talker.say(greeting)
        while True:
            command = await talker.hear()
            tag, _, rest = command.partition(" ")
            if rest == "STARTTLS" and starttls is not None:
                await talker.say(f"{tag} OK go ahead")
                await talker.secure(starttls)
            elif rest == "AUTHENTICATE PLAIN":
                await talker.say("* CAPABILITY IMAP4rev2", "+ ")
                await talker.say(f"{tag} OK in" if await talker.hear() == accepts else refusal)
            elif rest == "LOGOUT":
                return
            else:
                await talker.say(f"{tag} NO not here")

    return talk


def smtp(
    *,
    greeting: str = "220 mail.example ESMTP",
    starttls: ssl.SSLContext | None = None,
    accepts: str = "AGFsaWNlAHMzY3JldA==",
    refusal: str = "535 5.7.8 no",
) -> Talk:
    """A small SMTP server; ``accepts`` as for ``imap``."""

    async def talk(talker: Talker) -> None:
        await talker.say(greeting)
        while True:
            command = await talker.hear()
            if command.startswith("EHLO"):
                await talker.say("250-mail.example", "250-STARTTLS", "250 AUTH PLAIN")
            elif command == "STARTTLS" and starttls is not None:
                await talker.say("220 go ahead")
                await talker.secure(starttls)
            elif command.startswith("AUTH PLAIN "):
                await talker.say("235 in" if command.removeprefix("AUTH PLAIN ") == accepts else refusal)
            elif command == "QUIT":
                return
            else:
                await talker.say("502 not here")

    return talk
