"""SMS gateways on the command line: connected, and tested up to a real message."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from fallback_console.compose.parts import gateway_for
from fallback_console.compose.profile import SystemClock
from fallback_console.ports import SmsOptOut
from fallback_console.services import messages
from fallback_console.services.connections import list_connections
from tests.helpers.served import served
from tests.helpers.smsd_double import SmsdDouble
from tests.helpers.twilio_double import ACCOUNT, OWN, TOKEN, TwilioDouble
from tests.unit.cli.desk import Shell

TO = "+12025550101"


@pytest.fixture
def twilio() -> TwilioDouble:
    return TwilioDouble(SystemClock().now_ms)


@pytest.fixture
def url(twilio: TwilioDouble) -> Iterator[str]:
    with served(twilio) as address:
        yield address


@pytest.fixture
def fresh(shell: Shell, tmp_path: Path) -> Shell:
    """A station with nothing in it."""
    shell.folder = tmp_path / "fresh"
    return shell


def connect(shell: Shell, url: str, *more: str, status: int = 0) -> dict[str, object]:
    token = shell.folder.parent / "token"
    token.write_text(f"{TOKEN}\n", encoding="utf-8")
    words = ("connect", "sms", "twilio", "--account-sid", ACCOUNT, "--sender", OWN, "--api-url", url)
    found: dict[str, object] = shell.json(*words, "--token-file", str(token), *more, status=status)
    return found


def test_twilio_is_connected_and_sends_one_message(fresh: Shell, twilio: TwilioDouble, url: str) -> None:
    made = connect(fresh, url)
    assert made["ok"], made
    assert made["receive_url"] == ""
    tested = fresh.json("gateway", "test")
    assert [(g["name"], g["ok"], g["steps"][-1]["name"]) for g in tested["gateways"]] == [
        ("sms:twilio", True, "balance")
    ]
    assert twilio.messages == []
    sent = fresh("gateway", "test", "twilio", "--to", "+1 (202) 555-0101")
    assert "Look at the phone" in sent.out
    (message,) = twilio.messages
    assert message["to"] == TO
    assert "test of the Fallback Console" in message["body"]
    assert TOKEN not in sent.out + fresh("connect").out


def test_what_is_missing_is_named(fresh: Shell, twilio: TwilioDouble, url: str) -> None:
    twilio.numbers = set()
    twilio.balance = "0.10"
    made = connect(fresh, url, status=8)
    steps = made["steps"]
    assert isinstance(steps, list)
    assert {step["name"] for step in steps if not step["ok"]} == {"sender", "balance"}
    # Nothing is sent by a gateway that does not pass.
    assert fresh.json("gateway", "test", "--to", TO, status=8)["ok"] is False
    assert twilio.messages == []


def test_a_refusal_and_a_lost_answer_are_told(fresh: Shell, twilio: TwilioDouble, url: str) -> None:
    connect(fresh, url)
    twilio.opted_out.add(TO)
    refused = fresh.json("gateway", "test", "--to", TO, status=8)
    assert refused["gateways"][0]["steps"][-1]["message"].startswith("This number asked for no more text messages.")
    twilio.opted_out.clear()

    def html(request: httpx.Request) -> httpx.Response | None:
        return httpx.Response(200, text="<html>") if request.method == "POST" else None

    twilio.broken = html
    lost = fresh.json("gateway", "test", "--to", TO, status=8)
    assert lost["gateways"][0]["steps"][-1]["message"].startswith("It may have been sent or not:")


def test_nobody_who_opted_out_is_texted(fresh: Shell, twilio: TwilioDouble, url: str) -> None:
    connect(fresh, url)
    profile = fresh.open()
    profile.desk.command(messages.take_in, SmsOptOut("twilio", TO, "STOP")).result()
    profile.close()
    assert fresh("gateway", "test", "--to", TO, "--json", status=2).document["error"]["code"] == "input"
    assert twilio.messages == []


def test_names_that_are_none(fresh: Shell, url: str) -> None:
    assert fresh("gateway", "test", "--json", status=3).document["error"]["code"] == "not-found"
    connect(fresh, url)
    assert fresh("gateway", "test", "vonage", "--json", status=3).document["error"]["code"] == "not-found"
    fresh("connect", "sms", "http", "--url", f"{url}/send?to={{to}}&t={{text}}", "--set", "body_kind=none", "--no-test")
    assert fresh("gateway", "test", "--to", TO, "--json", status=2).document["error"]["code"] == "input"
    assert len(fresh.json("gateway", "test")["gateways"]) == 2


def test_vonage_and_a_template(fresh: Shell) -> None:
    asked: list[httpx.Request] = []

    def server(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if request.url.path == "/account/get-balance":
            return httpx.Response(200, json={"value": 10.28})
        if request.url.path == "/sms/json":
            return httpx.Response(200, json={"messages": [{"status": "0", "message-id": "m-1"}]})
        return httpx.Response(200, json={"id": "t-1"})

    with served(server) as url:
        words = ("connect", "sms", "vonage", "--username", "abcd1234", "--sender", "Example", "--api-url", url)
        secrets = ("--password-file", "-", "--set", "signature_method=none", "--set", "listen_port=0")
        made = fresh.json(
            *words, *secrets, "--set", "listen=yes", "--set", "callback_url=https://sms.example.com", stdin="s3cret\n"
        )
        assert made["connection"]["name"] == "sms:vonage"
        assert made["receive_url"].startswith("https://sms.example.com/vonage/incoming/")
        assert fresh.json("gateway", "test", "vonage", "--to", TO)["ok"]
        body = '{"to": "{to}", "text": "{text}"}'
        made = fresh.json(
            *("connect", "sms", "http", "--url", f"{url}/send", "--set", "auth=bearer", "--set", f"body={body}"),
            *("--set", "id_path=id", "--password-file", "-"),
            stdin="s3cret\n",
        )
        assert (made["connection"]["name"], made["connection"]["kind"]) == ("sms:http", "http-sms")
        assert fresh.json("gateway", "test", "http", "--to", TO)["ok"]
        sent = [request for request in asked if request.url.path == "/send"]
        assert [request.headers["authorization"] for request in sent] == ["Bearer s3cret"]
        assert json.loads(sent[0].content)["to"] == TO
        assert all("s3cret" not in str(request.url) for request in asked)
        broken = fresh("connect", "sms", "http", "--set", "body={", "--test", "--json", status=8)
        assert broken.data["steps"][-1]["name"] == "settings"
        assert "s3cret" not in broken.out


def test_a_modem_and_how_it_is_chosen(fresh: Shell, tmp_path: Path, url: str, twilio: TwilioDouble) -> None:
    smsd = SmsdDouble(tmp_path / "smsd")
    made = fresh.json("connect", "sms", "gammu", "--database", str(smsd.path), "--priority", "1", "--countries", "us")
    assert (made["connection"]["name"], made["ok"]) == ("sms:gammu", True)
    assert made["connection"]["values"]["countries"] == "us"
    assert fresh.json("gateway", "test", "gammu", "--to", TO)["ok"]
    assert [to for _, to, _ in smsd.taken()] == [TO]
    connect(fresh, url, "--priority", "2", "--cost", "0.05")
    for number in (TO, "+447700900123"):
        fresh("sms", "--to", number, "Hello")
    for number, gateway in ((TO, "gammu"), ("+447700900123", "twilio")):
        (shown,) = fresh.json("messages", "show", number)["conversation"]["messages"]
        assert (shown["number"], shown["gateway"]) == (number, gateway)
    for code in ("Japan", "UK", "US, ZZ"):
        wrong = fresh.json("connect", "sms", "gammu", "--countries", code, "--test", status=8)
        assert "no two-letter code" in wrong["steps"][-1]["message"]
    smsd.no_phone()
    assert not fresh.json("gateway", "test", "gammu", "--to", TO, status=8)["ok"]
    assert len(smsd.taken()) == 1


@pytest.mark.parametrize("name", ["token", "password", "signing_key"])
def test_a_secret_is_never_an_argument(fresh: Shell, name: str) -> None:
    answer = fresh("connect", "sms", "twilio", "--set", f"{name}=hunter2", "--json", status=2)
    assert "hunter2" not in answer.out + answer.err


def test_several_of_one_kind(fresh: Shell, twilio: TwilioDouble, url: str) -> None:
    """Each with its own secrets and its own place; taking one away leaves the other as it was."""
    connect(fresh, url)
    same = ("--account-sid", ACCOUNT, "--sender", OWN)
    told = fresh("connect", "sms", "twilio", "--name", "Osaka", *same, "--no-test", status=2).err
    assert "This phone, sender or modem is connected already, as sms:twilio." in told
    made = connect(fresh, url, "--name", "Osaka", "--sender", "+15550101", "--priority", "1", "--no-test")
    assert made["connection"]["name"] == "sms:twilio.osaka"  # type: ignore[index]
    assert made["connection"]["values"]["listen_port"] == 18025  # type: ignore[index]
    profile = fresh.open()
    try:
        assert profile.secrets.get("sms:twilio.osaka/token") == profile.secrets.get("sms:twilio/token") == TOKEN
        gateway = gateway_for(profile, next(c for c in profile.desk.read(list_connections) if "." in c.name))
        assert gateway.name == "twilio.osaka"
    finally:
        profile.close()
    fresh("sms", "--to", TO, "Hello")
    (shown,) = fresh.json("messages", "show", TO)["conversation"]["messages"]
    assert shown["gateway"] == "twilio.osaka"
    for words in (("--name", "a b"), ("--name", "大阪")):
        assert "needs a short name" in fresh("connect", "sms", "twilio", *words, status=2).err
    assert "removed" in fresh("connect", "sms:twilio.osaka", "--remove").out
    profile = fresh.open()
    try:
        assert profile.secrets.get("sms:twilio.osaka/token") is None
        assert profile.secrets.get("sms:twilio/token") == TOKEN
    finally:
        profile.close()
    assert [c["name"] for c in fresh.json("connect")["connections"]] == ["sms:twilio"]


def test_two_do_not_listen_at_one_port(fresh: Shell, url: str) -> None:
    kannel = ("connect", "sms", "kannel", "--url", url, "--username", "u", "--no-test")
    fresh(*kannel)
    assert fresh.json(*kannel, "--name", "b")["connection"]["values"]["listen_port"] == 18023
    told = fresh(*kannel, "--name", "c", "--set", "listen_port=18013", status=2).err
    assert "sms:kannel takes in its calls at port 18013 already." in told
    assert "like 18033" in told
