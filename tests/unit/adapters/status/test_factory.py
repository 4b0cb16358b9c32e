"""Connections become the right probes, pointed to the right places; their live tests tell step by step."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from fallback_console.adapters.status import factory
from fallback_console.adapters.status.canary import HttpCanary
from fallback_console.domain.connection import KINDS, Connection
from fallback_console.domain.errors import SettingsError
from fallback_console.domain.health import Finding
from fallback_console.domain.health_rules import INTERNET, VENDOR_PROBE
from fallback_console.domain.timing import Timing
from fallback_console.ports import CheckStep
from tests.helpers.ports import free_port
from tests.unit.adapters.line_server import imap, line_server, smtp
from tests.unit.adapters.raw_server import answer, raw_server
from tests.unit.adapters.status.looking import CLOCK, SECRET

TIMING = Timing()


class Secrets:
    """Keeps secrets in a dictionary."""

    def __init__(self, **kept: str) -> None:
        self._kept = {name.replace("__", "/"): value for name, value in kept.items()}

    def get(self, name: str) -> str | None:
        return self._kept.get(name)

    def set(self, name: str, value: str) -> None:
        self._kept[name] = value

    def delete(self, name: str) -> None:
        self._kept.pop(name, None)


def made(kind: str, values: Mapping[str, Any], name: str = "it", **secrets: str) -> list[str]:
    probes = factory.probes_for(Connection(name, kind, values), Secrets(**secrets), CLOCK, TIMING)
    assert {probe.system for probe in probes} == {name}
    return [probe.name for probe in probes]


@pytest.mark.parametrize(
    ("kind", "values", "names"),
    [
        ("rt", {"url": "https://rt.example"}, ["api"]),
        ("rt", {"url": "https://rt.example", "statuspage_url": "https://status.example"}, ["api", VENDOR_PROBE]),
        ("slack", {}, ["api", VENDOR_PROBE]),
        ("slack", {"status_url": "-"}, ["api"]),
        ("mail", {"imap_host": "mail.example"}, ["imap"]),
        ("mail", {"imap_host": "mail.example", "smtp_host": "mail.example"}, ["imap", "smtp"]),
        ("kannel", {"url": "http://sms.example/cgi-bin/sendsms", "username": "x"}, ["sendsms"]),
        ("kannel", {"url": "http://sms.example/x", "admin_url": "http://sms.example:13000"}, ["sendsms", "core"]),
        ("android", {"url": "http://phone.example:8080"}, ["health"]),
        ("twilio", {"account_sid": f"AC{32 * '0'}"}, ["account"]),
        ("vonage", {"username": "abcd1234"}, ["account"]),
        ("http-sms", {"url": "https://sms.example/send?to={to}"}, ["gateway"]),
        ("gammu", {"database": "/var/lib/gammu/sms.db"}, ["modem"]),
        ("http", {"url": "https://shop.example/health"}, ["http"]),
        ("tcp", {"host": "shop.example", "port": "22"}, ["tcp"]),
        ("tcp", {"host": "shop.example", "port": 443, "tls": "yes"}, ["tcp"]),
    ],
)
def test_probes_of_each_kind(kind: str, values: dict[str, Any], names: list[str]) -> None:
    assert made(kind, values) == names


def test_every_kind_of_connection_can_be_watched() -> None:
    for kind in KINDS:
        values = {"url": "http://x.example", "host": "x.example", "port": 1, "imap_host": "x.example", "remote": "yes"}
        values |= {"account_sid": f"AC{32 * '0'}", "username": "abcd1234", "database": "sms.db"}
        values |= {"address": "tls://x.example:4222"}
        assert made(kind, values)


def test_a_disabled_connection_is_not_watched() -> None:
    off = Connection("web", "http", {"url": "http://x.example"}, enabled=False)
    assert factory.probes_for(off, Secrets(), CLOCK, TIMING) == ()


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("rt", {}),
        ("rt", {"url": "rt.example"}),
        ("http", {"url": "http://x.example", "method": "DELETE"}),
        ("http", {"url": "http://x.example", "status": "fine"}),
        ("tcp", {"host": "x.example"}),
        ("tcp", {"host": "x.example", "port": 70000}),
        ("mail", {}),
        ("mail", {"imap_host": "x.example", "imap_security": "maybe"}),
        ("mail", {"imap_host": "x.example", "imap_port": 0}),
        ("mail", {"imap_host": "x.example", "ca_file": "/no/such/file.pem"}),
        ("kannel", {}),
        ("android", {}),
        ("twilio", {}),
        ("twilio", {"account_sid": "AC0", "api_url": "nowhere"}),
        ("vonage", {}),
        ("http-sms", {}),
        ("http-sms", {"url": "https://[::1/send"}),
        ("http-sms", {"url": "{to}"}),
        ("pager", {}),
    ],
)
def test_values_of_no_use_are_told(kind: str, values: dict[str, Any]) -> None:
    with pytest.raises(SettingsError) as caught:
        made(kind, values)
    assert caught.value.next_step


def test_a_token_that_cannot_be_sent_is_told_without_it() -> None:
    with pytest.raises(SettingsError) as caught:
        made("rt", {"url": "https://rt.example"}, "helpdesk", helpdesk__token=f"{SECRET}\n")
    assert SECRET not in str(caught.value)


def test_tokens_and_bases_reach_the_probes() -> None:
    asked: list[httpx.Request] = []

    def server(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json={"ok": True, "status": "ok", "active_incidents": []})

    async def main() -> list[Finding]:
        values = {"api_url": "https://slack.example/api", "status_url": "https://status.example/api/v2.0.0"}
        probes = factory.probes_for(
            Connection("slack", "slack", values),
            Secrets(slack__token=SECRET),
            CLOCK,
            TIMING,
            transport=httpx.MockTransport(server),
        )
        return [(await probe.run()).finding for probe in probes]

    assert asyncio.run(main()) == [Finding.OK, Finding.OK]
    assert [str(request.url) for request in asked] == [
        "https://slack.example/api/api.test",
        "https://slack.example/api/auth.test",
        "https://status.example/api/v2.0.0/current",
    ]
    assert asked[1].headers["authorization"] == f"Bearer {SECRET}"
    assert all("authorization" not in asked[n].headers for n in (0, 2))


def test_canaries() -> None:
    two = factory.canaries((), CLOCK, TIMING)
    assert [type(canary) for canary in two] == [HttpCanary, HttpCanary]
    assert {canary.system for canary in two} == {INTERNET}
    assert factory.canaries(("none",), CLOCK, TIMING) == ()
    assert len(factory.canaries(("tcp://192.0.2.1:53",), CLOCK, TIMING)) == 1
    with pytest.raises(SettingsError):
        factory.canaries(("none", "nonsense"), CLOCK, TIMING)


def checked(kind: str, values: Mapping[str, Any], **secrets: str) -> list[CheckStep]:
    return asyncio.run(factory.check(Connection(kind, kind, values), Secrets(**secrets), CLOCK, timeout=1.0))


def told(steps: list[CheckStep]) -> list[tuple[str, bool]]:
    assert all(step.message for step in steps)
    return [(step.name, step.ok) for step in steps]


class TestLiveTests:
    def test_a_web_address(self) -> None:
        async def main() -> list[CheckStep]:
            async with raw_server(answer(200, b"all good")) as server:
                values = {"url": server.url, "contains": "all good"}
                return await factory.check(Connection("web", "http", values), Secrets(), CLOCK)

        good = [("address", True), ("connection", True), ("answer", True), ("content", True)]
        assert told(asyncio.run(main())) == good

    def test_a_port_that_refuses(self) -> None:
        steps = checked("tcp", {"host": "127.0.0.1", "port": free_port()})
        assert told(steps) == [("address", True), ("connection", False)]

    def test_slack_with_a_refused_token(self) -> None:
        def server(request: httpx.Request) -> httpx.Response:
            if request.url.path.endswith("auth.test"):
                return httpx.Response(200, json={"ok": False, "error": "invalid_auth"})
            return httpx.Response(200, json={"ok": True, "status": "ok", "active_incidents": []})

        async def main() -> list[CheckStep]:
            transport = httpx.MockTransport(server)
            secrets = Secrets(slack__token=SECRET)
            return await factory.check(Connection("slack", "slack", {}), secrets, CLOCK, transport=transport)

        steps = asyncio.run(main())
        assert told(steps)[-2:] == [("sign-in", False), ("status page", True)]
        assert SECRET not in json.dumps([step.message for step in steps])

    def test_mail_names_each_server(self) -> None:
        async def main() -> list[CheckStep]:
            async with line_server(imap()) as one, line_server(smtp()) as other:
                values = {
                    "imap_host": "127.0.0.1",
                    "imap_port": one.port,
                    "imap_security": "none",
                    "smtp_host": "127.0.0.1",
                    "smtp_port": other.port,
                    "smtp_security": "none",
                    "login": "alice",
                }
                connection = Connection("mail", "mail", values)
                return await factory.check(connection, Secrets(mail__password="wrong"), CLOCK)

        assert told(asyncio.run(main())) == [
            ("IMAP address", True),
            ("IMAP connection", True),
            ("IMAP greeting", True),
            ("IMAP sign-in", False),
            ("SMTP address", True),
            ("SMTP connection", True),
            ("SMTP greeting", True),
            ("SMTP sign-in", False),
        ]

    def test_a_password_that_would_cross_the_network_in_the_clear(self) -> None:
        values = {"imap_host": "no-such-host.invalid", "imap_security": "none", "login": "alice"}
        steps = checked("mail", values, mail__password="s3cret")
        assert told(steps) == [("address", False), ("sign-in", False)]
        assert "TLS" in steps[-1].message

    def test_a_certificate_file_that_is_none(self, tmp_path: Path) -> None:
        wrong = tmp_path / "authorities.pem"
        wrong.write_text("nothing", encoding="utf-8")
        with pytest.raises(SettingsError):
            checked("mail", {"imap_host": "127.0.0.1", "ca_file": str(wrong)})
