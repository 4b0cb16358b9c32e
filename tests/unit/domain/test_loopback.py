"""The fence of rehearsals: what counts as this machine."""

from __future__ import annotations

import pytest

from fallback_console.domain.connection import Connection, Value
from fallback_console.domain.errors import IsolationError
from fallback_console.domain.loopback import is_loopback, require_loopback, require_loopback_canary


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.8.7", "::1", "[::1]"])
def test_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host",
    ["", "localhost", "192.0.2.1", "0.0.0.0", "::", "2001:db8::1", "127.0.0.1.example.com", "0x7f000001", "127.1"],
)
def test_not_surely_this_machine(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("rt", {"url": "https://rt.example.com"}),
        ("rt", {"url": "http://127.0.0.1@rt.example.com/"}),
        ("rt", {"url": "http://[::1"}),
        ("slack", {}),
        ("twilio", {"account_sid": "AC0", "sender": "x"}),
        ("twilio", {"api_url": "https://twilio.example"}),
        ("vonage", {"username": "x"}),
        ("vonage", {"api_url": "http://127.0.0.1:1", "callback_url": "https://sms.example.com"}),
        ("http-sms", {"url": "https://sms.example.com/send?to={to}"}),
        ("gammu", {"database": "/var/lib/gammu/sms.db"}),
        ("baresip", {"host": "127.0.0.1", "port": 4444}),
        ("twilio-voice", {"account_sid": "AC"}),
        ("slack", {"api_url": " ", "status_url": "-"}),
        ("slack", {"api_url": "http://127.0.0.1:1/api", "status_url": "https://slack-status.com/api/v2.0.0"}),
        ("mail", {"imap_host": "127.0.0.1", "smtp_host": "mail.example.com"}),
        ("mail", {"imap_host": " 192.0.2.1"}),
        ("tcp", {"host": 3221225985, "port": 25}),
        ("kannel", {"url": "http://127.0.0.1:13013/", "listen_host": "0.0.0.0"}),
        ("kannel", {"url": "http://127.0.0.1:13013/", "callback_url": "http://console.example.com"}),
        ("http", {"url": "http://127.0.0.1/", "statuspage_url": "https://status.example.com"}),
    ],
)
def test_a_connection_that_leaves(kind: str, values: dict[str, Value]) -> None:
    with pytest.raises(IsolationError):
        require_loopback(Connection("one", kind, values))


def test_a_connection_that_stays() -> None:
    values: dict[str, Value] = {
        "imap_host": "127.0.0.1",
        "imap_port": 143,
        "smtp_host": "::1",
        "login": "a@example.com",
    }
    require_loopback(Connection("mail", "mail", values))
    require_loopback(Connection("helpdesk", "rt", {"url": "http://127.0.0.1:8080/rt", "queues": "General"}))


@pytest.mark.parametrize("line", ["none", "http://127.0.0.1:9/ok 200 ok", "tcp://[::1]:53"])
def test_a_canary_that_stays(line: str) -> None:
    require_loopback_canary(line)


@pytest.mark.parametrize("line", ["", "tcp://192.0.2.1:53", "dns://files.example", "http://detectportal.firefox.com/"])
def test_a_canary_that_leaves(line: str) -> None:
    with pytest.raises(IsolationError):
        require_loopback_canary(line)
