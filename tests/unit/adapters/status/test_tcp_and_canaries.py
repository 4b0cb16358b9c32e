"""TCP probes and canaries: greetings, refusals, captive portals, and the lines that name canaries."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from fallback_console.adapters.status.canary import (
    DEFAULT_CANARIES,
    CanarySpec,
    DnsCanary,
    GatewayCanary,
    HttpCanary,
    make_canary,
)
from fallback_console.adapters.status.streams import tls_context
from fallback_console.adapters.status.tcp_probe import TcpProbe
from fallback_console.domain.errors import SettingsError
from fallback_console.domain.health import Finding, Observation
from fallback_console.domain.health_rules import INTERNET, Network, judge_network
from tests.helpers.ports import free_port
from tests.unit.adapters.line_server import Talk, Talker, line_server
from tests.unit.adapters.raw_server import Behave, answer, hang, raw_server, says, self_signed
from tests.unit.adapters.status.looking import CLOCK, HTML, LIMITS, QUICK, checked, look_at, result

OK, FAILED = Finding.OK, Finding.FAILED


async def silent(talker: Talker) -> None:
    await talker.nothing()


async def greets(talker: Talker) -> None:
    await talker.say("SSH-2.0-OpenSSH_9.2")
    await talker.nothing()


def tcp(talk: Talk, banner: str = "") -> tuple[Finding, str]:
    async def main() -> Observation:
        async with line_server(talk) as server:
            limits = QUICK if talk is silent else LIMITS
            return checked(await TcpProbe("shell", "127.0.0.1", server.port, CLOCK, limits, banner=banner).run())

    return result(asyncio.run(main()))


def test_tcp() -> None:
    assert tcp(silent) == (OK, "tcp")
    assert tcp(greets, "SSH-") == (OK, "banner")
    assert tcp(greets, "220") == (FAILED, "banner")
    assert tcp(silent, "SSH-") == (FAILED, "banner")
    refused = TcpProbe("shell", "127.0.0.1", free_port(), CLOCK, LIMITS)
    assert result(look_at(refused)) == (FAILED, "tcp")
    assert result(look_at(TcpProbe("shell", "no-such-host.invalid", 22, CLOCK, LIMITS))) == (FAILED, "dns")


def test_tcp_with_tls(tmp_path: Path) -> None:
    async def main(trusted: bool) -> tuple[Finding, str]:
        context, certificate = self_signed(tmp_path)
        async with line_server(silent, context) as server:
            tls = tls_context(str(certificate) if trusted else "")
            return result(await TcpProbe("shell", "127.0.0.1", server.port, CLOCK, LIMITS, tls=tls).run())

    assert asyncio.run(main(True)) == (OK, "tls")
    assert asyncio.run(main(False)) == (FAILED, "tls")


def canary(behave: Behave, expected: str = "200 success") -> tuple[Finding, str]:
    async def main() -> Observation:
        async with raw_server(behave) as server:
            limits = QUICK if behave is hang else LIMITS
            return checked(await make_canary(f"{server.url}/success.txt {expected}", CLOCK, limits).run())

    seen = asyncio.run(main())
    assert seen.system == INTERNET
    return result(seen)


@pytest.mark.parametrize(
    ("behave", "expected", "found"),
    [
        (answer(200, b"success\n"), "200 success", (OK, "body")),
        (answer(200, b"anything"), "200", (OK, "body")),
        (answer(204), "204", (OK, "body")),
        (answer(201, b""), "", (OK, "body")),
        (answer(200, HTML), "200 success", (FAILED, "body")),
        (answer(200, b"success, and more"), "200 success", (FAILED, "body")),
        (answer(200, b""), "204", (FAILED, "body")),
        (answer(200, HTML), "204", (FAILED, "body")),
        (answer(302, b"", "Location: http://portal.example/\r\n"), "200 success", (FAILED, "body")),
        (answer(307, b"", "Location: /login\r\n"), "200 success", (FAILED, "body")),
        (answer(511, HTML), "200 success", (FAILED, "body")),
        (answer(403, HTML), "200 success", (FAILED, "body")),
        (answer(404, HTML), "200 success", (FAILED, "body")),
        (answer(200, b"x" * 200_000), "200 success", (FAILED, "body")),
        (answer(502), "200 success", (FAILED, "request")),
        (hang, "200 success", (FAILED, "request")),
        (says(b""), "200 success", (FAILED, "request")),
    ],
)
def test_http_canaries(behave: Behave, expected: str, found: tuple[Finding, str]) -> None:
    assert canary(behave, expected) == found


def test_a_portal_in_front_of_both_canaries_is_a_captive_network() -> None:
    async def main() -> Network:
        async with raw_server(answer(200, HTML)) as portal:
            birds = [make_canary(f"{portal.url}/{n} 200 success", CLOCK, LIMITS) for n in range(2)]
            return judge_network([await bird.run() for bird in birds])

    assert asyncio.run(main()) is Network.CAPTIVE


def test_a_refused_canary_is_no_portal() -> None:
    bird = make_canary(f"http://127.0.0.1:{free_port()}/x 200 success", CLOCK, LIMITS)
    assert result(look_at(bird)) == (FAILED, "tcp")


def test_a_gateway_that_refuses_is_there() -> None:
    bird = make_canary(f"tcp://127.0.0.1:{free_port()}", CLOCK, LIMITS)
    assert isinstance(bird, GatewayCanary)
    assert result(look_at(bird)) == (OK, "tcp")
    assert result(look_at(make_canary("tcp://no-such-host.invalid", CLOCK, LIMITS)))[0] is FAILED

    async def main() -> tuple[Finding, str]:
        async with line_server(silent) as server:
            return result(await make_canary(f"tcp://127.0.0.1:{server.port}", CLOCK, LIMITS).run())

    assert asyncio.run(main()) == (OK, "tcp")


def test_names() -> None:
    bird = make_canary("dns://localhost", CLOCK, LIMITS)
    assert isinstance(bird, DnsCanary)
    assert result(look_at(bird)) == (OK, "dns")
    assert look_at(make_canary("dns://no-such-host.invalid", CLOCK, LIMITS)).finding is FAILED


@pytest.mark.parametrize(
    ("line", "status", "body"),
    [
        ("http://intranet.example/ok.txt", 0, None),
        ("http://intranet.example/ok.txt 200", 200, None),
        ("  http://intranet.example/ok.txt  200   all is well ", 200, "all is well"),
        ("http://intranet.example/nothing 204 ignored", 204, ""),
        ("http://www.gstatic.com/generate_204", 204, ""),
        ("http://detectportal.firefox.com/success.txt", 200, "success"),
        ("http://www.msftconnecttest.com/connecttest.txt", 200, "Microsoft Connect Test"),
        ("http://www.msftconnecttest.com/connecttest.txt 200", 200, None),
    ],
)
def test_lines(line: str, status: int, body: str | None) -> None:
    spec = CanarySpec.parse(line)
    assert (spec.status, spec.body) == (status, body)


@pytest.mark.parametrize(
    "line", ["", "intranet.example", "ftp://intranet.example", "http://", "http://x yes", "http://[::1"]
)
def test_lines_of_no_use(line: str) -> None:
    with pytest.raises(SettingsError):
        make_canary(line, CLOCK, LIMITS)


def test_the_defaults_are_two_of_different_owners() -> None:
    birds = [make_canary(line, CLOCK, LIMITS) for line in DEFAULT_CANARIES]
    assert all(isinstance(bird, HttpCanary) for bird in birds)
    assert len({bird.name for bird in birds}) == 2
    assert all(CanarySpec.parse(line).body for line in DEFAULT_CANARIES)
