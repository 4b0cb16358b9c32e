"""The probe of the team's hub, against a server that greets as NATS does."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from fallback_console.adapters.status.hub_probe import HubProbe
from fallback_console.adapters.status.observing import Limits
from fallback_console.compose.profile import SystemClock
from fallback_console.domain.errors import SettingsError
from fallback_console.domain.health import Finding, Observation
from fallback_console.domain.outage_rules import is_primary
from tests.helpers.ports import free_port
from tests.unit.adapters.raw_server import self_signed

INFO = b'INFO {"version":"2.15.1","tls_required":true}\r\n'
Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def look(serve: Serve, ca: str, *, before: tuple[str, ...] = (), timeout: float = 3.0) -> Observation:
    async def main() -> Observation:
        async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            addresses = (*before, f"tls://127.0.0.1:{port}")
            return await HubProbe("hub", addresses, ca, SystemClock(), Limits(timeout, timeout)).run()

    return asyncio.run(main())


def greeting(first: bytes, context: ssl.SSLContext | None = None) -> Serve:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(first)
        await writer.drain()
        try:
            if context is not None:
                await writer.start_tls(context)
                await reader.read(1)
        except (OSError, asyncio.CancelledError):
            # The client is gone, or the test is over.
            pass
        finally:
            writer.close()

    return serve


@pytest.fixture
def secure(tmp_path: Path) -> tuple[ssl.SSLContext, str]:
    context, certificate = self_signed(tmp_path)
    return context, certificate.read_text(encoding="ascii")


def test_a_hub_that_greets_and_is_trusted_is_fine(secure: tuple[ssl.SSLContext, str]) -> None:
    context, ca = secure
    found = look(greeting(INFO, context), ca)
    assert (found.finding, found.stage) == (Finding.OK, "tls")
    assert "2.15.1" in found.detail


def test_one_good_server_of_several_is_enough(secure: tuple[ssl.SSLContext, str]) -> None:
    context, ca = secure
    assert look(greeting(INFO, context), ca, before=(f"tls://127.0.0.1:{free_port()}",)).finding is Finding.OK


def test_an_untrusted_certificate_is_told(secure: tuple[ssl.SSLContext, str]) -> None:
    context, _ = secure
    found = look(greeting(INFO, context), "")
    assert (found.finding, found.stage) == (Finding.FAILED, "tls")


@pytest.mark.parametrize("first", [b"220 mail.example\r\n", b"INFO nothing\r\n", b"INFO 5\r\n"])
def test_what_is_no_hub_is_told(first: bytes) -> None:
    found = look(greeting(first), "")
    assert (found.finding, found.stage) == (Finding.FAILED, "banner")
    assert "hub" in found.detail


def test_nobody_there_is_told() -> None:
    async def main() -> Observation:
        return await HubProbe("hub", (f"tls://127.0.0.1:{free_port()}",), "", SystemClock(), Limits(3, 3)).run()

    found = asyncio.run(main())
    assert (found.finding, found.stage) == (Finding.FAILED, "tcp")


def test_a_connection_that_cannot_be_is_told() -> None:
    for addresses, ca in ((("tls://hub:x",), ""), (("tls://hub:4222",), "no certificate")):
        with pytest.raises(SettingsError):
            HubProbe("hub", addresses, ca, SystemClock(), Limits())


def test_a_lost_hub_is_no_outage_of_the_teams_work() -> None:
    assert not is_primary("hub")
    assert is_primary("helpdesk")
