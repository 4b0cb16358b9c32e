"""Messages through a template: what may be written into one, what is sent, and what answers mean."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.parse import parse_qs, parse_qsl

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.adapters.sms.http_template import HttpSmsGateway, HttpSmsSettings
from fallback_console.adapters.sms.template import PLACES, parse_template, value_at
from fallback_console.domain.delivery import Doubles
from fallback_console.domain.errors import (
    BadAnswerError,
    ConsoleError,
    OutsideError,
    RefusedError,
    SettingsError,
    SignInError,
    ThrottledError,
)
from fallback_console.ports import IncomingSms, OutgoingSms, SmsReceipt
from tests.helpers.ports import free_port
from tests.unit.adapters.sms.subjects import PUBLIC, SECRET, TO, TOKEN
from tests.unit.adapters.sms.support import Events, StillClock, call

ENTRY = "01a0c1f6-7600-7000-8000-000000000001"
URL = "https://sms.example.com/send"
JSON = '{"to": "{to}", "text": "{text}"}'
TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)


def asked(
    values: dict[str, Any], answer: httpx.Response | None = None, text: str = "Hello"
) -> tuple[Any, httpx.Request]:
    """What became of one message, and the request that was sent."""
    requests: list[httpx.Request] = []

    def server(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return answer or httpx.Response(200, json={})

    async def main() -> Any:
        settings = HttpSmsSettings.from_values({"url": URL, "body": JSON, **values})
        gateway = HttpSmsGateway(settings, SECRET, TOKEN, StillClock(), transport=httpx.MockTransport(server))
        try:
            return await gateway.send(OutgoingSms(ENTRY, TO, text, 1))
        except OutsideError as error:
            return error
        finally:
            await gateway.aclose()

    found = asyncio.run(main())
    (request,) = requests
    return found, request


@given(TEXTS)
def test_no_text_leaves_its_place_in_json(text: str) -> None:
    body = '{"messages": [{"to": "{to}", "body": "<{text}>"}], "n": 1, "id": "{id}"}'
    template = parse_template("POST", URL, "", "json", body)
    sent = json.loads(template.filled_body({**dict.fromkeys(PLACES, "?"), "text": text, "to": TO, "id": ENTRY}) or b"")
    assert sent == {"messages": [{"to": TO, "body": f"<{text}>"}], "n": 1, "id": ENTRY}


@given(TEXTS)
def test_no_text_leaves_its_place_in_a_form_or_an_address(text: str) -> None:
    values = {**dict.fromkeys(PLACES, "?"), "text": text, "to": TO}
    form = parse_template("POST", URL, "", "form", "to={to}&msg={text}&fixed=a%26b")
    fields = parse_qsl((form.filled_body(values) or b"").decode(), keep_blank_values=True)
    assert fields == [("to", TO), ("msg", text), ("fixed", "a&b")]
    address = parse_template("GET", f"{URL}?to={{to}}&msg={{text}}", "", "none", "")
    url = httpx.URL(address.filled_url(values))
    assert url.host == "sms.example.com"
    assert parse_qs(url.query.decode(), keep_blank_values=True) == {"to": [TO], "msg": [text]}


def test_a_text_with_places_in_it_is_only_a_text() -> None:
    _, request = asked({"sender": "{secret}"}, text="{secret} {to} {{")
    assert json.loads(request.content) == {"to": TO, "text": "{secret} {to} {{"}


@pytest.mark.parametrize(
    ("values", "headers"),
    [
        ({"auth": "bearer"}, {"authorization": f"Bearer {SECRET}"}),
        ({"auth": "basic", "username": "me"}, {"authorization": httpx.BasicAuth("me", SECRET)._auth_header}),
        ({"headers": "X-Key: {secret}\nX-Who: {username}", "username": "me"}, {"x-key": SECRET, "x-who": "me"}),
        ({"headers": r"X-Key: {secret}\nX-Ref: {id}"}, {"x-key": SECRET, "x-ref": ENTRY}),
        ({"headers": "Content-Type: application/vnd.sms+json"}, {"content-type": "application/vnd.sms+json"}),
        ({}, {"content-type": "application/json"}),
        ({"body_kind": "form", "body": "a={to}&b={text}"}, {"content-type": "application/x-www-form-urlencoded"}),
        ({"method": "put"}, {"content-type": "application/json"}),
    ],
)
def test_headers(values: dict[str, Any], headers: dict[str, str]) -> None:
    _, request = asked(values)
    assert {name: request.headers[name] for name in headers} == headers
    assert SECRET not in str(request.url)


def test_a_secret_in_the_address_where_the_gateway_wants_it_so() -> None:
    _, request = asked({"url": f"{URL}?key={{secret}}", "secret_in_url": True})
    assert request.url.params["key"] == SECRET


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"url": ""}, "missing"),
        ({"url": "sms.example.com"}, "cannot be used"),
        ({"url": "ftp://sms.example.com"}, "cannot be used"),
        ({"url": "https://{to}.example.com/"}, "cannot be used"),
        ({"url": "https://me:pw@sms.example.com/"}, "cannot be used"),
        ({"url": "https://[::1/"}, "cannot be used"),
        ({"url": f"{URL}?key={{secret}}"}, "in the address"),
        ({"url": f"{URL}?token=abcdef"}, "A secret seems"),
        ({"method": "DELETE"}, "POST, PUT or GET"),
        ({"body_kind": "xml"}, "json, form or none"),
        ({"body": ""}, "not JSON"),
        ({"body": '{"to": {to}, "text": "{text}"}'}, "not JSON"),
        ({"body": '{"to": "{to}", "text": "{txet}"}'}, "unknown place {txet}"),
        ({"body": '{"to": "{to}", "text": "{text"}'}, "no partner"),
        ({"body": '{"to": "{to}"}'}, "no place {text}"),
        ({"body": '{"text": "{text}"}'}, "no place {to}"),
        ({"body": '{"{to}": "{text}"}'}, "no place {to}"),
        ({"body": '{"to": "{to}", "text": "{text}", "auth": [{"password": "hunter2"}]}'}, "A secret seems"),
        ({"body_kind": "form", "body": "to={to}&text={text}&api_key=hunter2"}, "A secret seems"),
        ({"headers": "Authorization: Bearer hunter2"}, "A secret seems"),
        ({"headers": "no colon"}, "Name: value"),
        ({"headers": "Bad Name: x"}, "Name: value"),
        ({"headers": "X-Text: {text}"}, "cannot stand in a header"),
        ({"headers": "X-Key: {key}"}, "unknown place {key}"),
        ({"auth": "digest"}, "none, basic or bearer"),
        ({"answer": "xml"}, "json or text"),
        ({"body": "[" * 100_000}, "not JSON"),
    ],
)
def test_mistakes_are_told_when_it_is_set_up(values: dict[str, Any], words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        HttpSmsSettings.from_values({"url": URL, "body": JSON, **values})
    assert words in caught.value.message
    assert caught.value.next_step
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("values", [{"auth": "bearer"}, {"headers": "X-Key: {secret}"}, {"auth": "basic"}])
def test_a_secret_that_is_missing_is_told(values: dict[str, Any]) -> None:
    with pytest.raises(SettingsError):
        HttpSmsGateway(HttpSmsSettings.from_values({"url": URL, "body": JSON, **values}), "", TOKEN, StillClock())


def test_a_value_that_no_header_takes_is_told() -> None:
    settings = HttpSmsSettings.from_values({"url": URL, "body": JSON, "headers": "X-From: {from}", "sender": "障害"})
    gateway = HttpSmsGateway(
        settings, "", TOKEN, StillClock(), transport=httpx.MockTransport(lambda _: httpx.Response(200))
    )
    with pytest.raises(SettingsError):
        asyncio.run(gateway.send(OutgoingSms(ENTRY, TO, "Hello", 1)))


WORDS = {"status_path": "r.state", "id_path": "r.id", "accepted": "OK, queued", "refused": "no", "throttled": "slow"}


@pytest.mark.parametrize(
    ("values", "answer", "expected"),
    [
        ({}, httpx.Response(200, text="anything"), ""),
        ({}, httpx.Response(204), ""),
        (WORDS, httpx.Response(200, json={"r": {"state": "Queued", "id": 17}}), "17"),
        (WORDS, httpx.Response(202, json={"r": {"state": "ok"}}), ""),
        (WORDS, httpx.Response(200, json={"r": {"state": "NO"}}), RefusedError),
        (WORDS, httpx.Response(422, json={"r": {"state": "no"}}), RefusedError),
        (WORDS, httpx.Response(400, json={"r": {"state": "slow"}}), ThrottledError),
        (WORDS, httpx.Response(400, text="<html>"), RefusedError),
        (WORDS, httpx.Response(200, json={"r": {"state": "something new"}}), BadAnswerError),
        (WORDS, httpx.Response(200, json={"r": 5}), BadAnswerError),
        (WORDS, httpx.Response(200, text="<html>"), BadAnswerError),
        (WORDS, httpx.Response(403, json={"r": {"state": "ok"}}), SignInError),
        ({"answer": "text", "accepted": "OK", "refused": "ERR 1"}, httpx.Response(200, text="OK: 4711"), ""),
        ({"answer": "text", "accepted": "OK", "refused": "ERR 1"}, httpx.Response(200, text="err 1: no"), RefusedError),
        ({"answer": "text", "accepted": "OK"}, httpx.Response(200, text="ERR 2"), BadAnswerError),
    ],
)
def test_what_answers_mean(values: dict[str, Any], answer: httpx.Response, expected: Any) -> None:
    found, _ = asked(values, answer)
    if isinstance(expected, str):
        assert (found.already, found.remote_id) == (False, expected)
    else:
        assert isinstance(found, expected)
        assert "sms.example.com" in str(found)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("a.0.b", "x"),
        ("a.1.b", None),
        ("a.b", None),
        ("n", "5"),
        ("t", "true"),
        ("a", None),
        ("z", None),
        ("", None),
        ("f", "1.5"),
        ("a.99999999999999999999", None),
    ],
)
def test_paths(path: str, found: str | None) -> None:
    assert value_at({"a": [{"b": "x"}], "n": 5, "t": True, "f": 1.5, "z": None}, path) == found


def test_calls_come_in_under_the_names_that_were_given() -> None:
    async def main() -> None:
        port, events = free_port(), Events()
        settings = HttpSmsSettings.from_values(
            {
                "url": URL,
                "body": JSON,
                "listen": "yes",
                "listen_port": port,
                "callback_url": PUBLIC,
                "sender_field": "phone",
                "text_field": "message",
                "id_field": "uuid",
                "receipt_id_field": "ref",
                "receipt_status_field": "state",
                "delivered": "DELIVRD",
                "failed": "UNDELIV, REJECTD",
            }
        )
        gateway = HttpSmsGateway(settings, "", TOKEN, StillClock())
        incoming, receipt = (url.removeprefix(PUBLIC) for url in (gateway.incoming_url, gateway.receipt_url))
        async with gateway.listen(events.take):
            assert await call(port, f"{incoming}?phone=%2B12025550101&message=yes%20please&uuid=1") == 200
            assert await call(port, f"{incoming}?phone=%2B12025550101&uuid=1") == 400
            for state in ("DELIVRD", "undeliv", "ENROUTE"):
                body = json.dumps({"ref": "g-1", "state": state}).encode()
                headers = "Content-Type: application/json\r\n"
                assert await call(port, receipt, method="POST", headers=headers, body=body) == 200
        await gateway.aclose()
        assert [(e.sender, e.text, e.gateway_id) for e in events.seen if isinstance(e, IncomingSms)] == [
            (TO, "yes please", "1")
        ]
        told = [(e.entry_id, e.gateway_id, e.state) for e in events.seen if isinstance(e, SmsReceipt)]
        assert told == [("", "g-1", "delivered"), ("", "g-1", "failed"), ("", "g-1", "accepted")]

    asyncio.run(main())


def test_the_live_test_sends_nothing() -> None:
    requests: list[httpx.Request] = []

    def server(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(404, text="no page")

    async def main() -> None:
        settings = HttpSmsSettings.from_values({"url": URL, "body": JSON, "auth": "bearer"})
        gateway = HttpSmsGateway(settings, SECRET, TOKEN, StillClock(), transport=httpx.MockTransport(server))
        steps = await gateway.check()
        assert [(s.name, s.ok) for s in steps] == [
            ("address", True),
            ("connection", True),
            ("certificate", True),
            ("settings", True),
        ]
        assert (gateway.name, gateway.doubles, gateway.rate) == ("http", Doubles.NONE, 1.0)
        with pytest.raises(ConsoleError):
            await gateway.look_up(OutgoingSms(ENTRY, TO, "x", 1))
        await gateway.aclose()

    asyncio.run(main())
    (request,) = requests
    assert (request.method, str(request.url)) == ("GET", "https://sms.example.com/")
    assert "authorization" not in request.headers
