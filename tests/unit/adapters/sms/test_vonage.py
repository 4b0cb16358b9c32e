"""The Vonage adapter against answers like Vonage's; its calls come over real sockets."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode

import httpx
import pytest

from fallback_console.adapters.sms.listener import ListenerSettings
from fallback_console.adapters.sms.vonage import VonageGateway, VonageSettings
from fallback_console.adapters.sms.vonage_words import METHODS, signature, signature_fits
from fallback_console.domain.delivery import Doubles
from fallback_console.domain.errors import (
    AmbiguousError,
    BadAnswerError,
    OutsideError,
    RefusedError,
    SettingsError,
    SignInError,
    ThrottledError,
)
from fallback_console.domain.sms_text import measure
from fallback_console.ports import IncomingSms, OutgoingSms, SmsReceipt
from tests.helpers.ports import free_port
from tests.unit.adapters.sms.subjects import KEY, PUBLIC, SECRET, TO, TOKEN, Hook, Vonage
from tests.unit.adapters.sms.support import NOW, Events, StillClock, call

ENTRY = "01a0c1f6-7600-7000-8000-000000000001"
VALUES = {"username": "abcd1234", "sender": "Example"}


def sms(text: str = "Hello") -> OutgoingSms:
    return OutgoingSms(ENTRY, TO, text, measure(text).parts)


def part(status: str = "0", **more: str) -> dict[str, str]:
    return {"to": TO[1:], "status": status, "network": "1", **({"message-id": "m"} if status == "0" else {}), **more}


def asked(answer: Any, text: str = "Hello", **values: Any) -> tuple[Any, dict[str, str]]:
    """What became of one message, and the form that was sent."""
    requests: list[httpx.Request] = []

    def server(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(200, json=answer)

    async def main() -> Any:
        settings = VonageSettings.from_values({**VALUES, **values})
        gateway = VonageGateway(settings, SECRET, KEY, TOKEN, StillClock(), transport=httpx.MockTransport(server))
        try:
            return await gateway.send(sms(text))
        except OutsideError as error:
            return error
        finally:
            await gateway.aclose()

    found = asyncio.run(main())
    (request,) = requests
    assert (request.method, request.url.path, request.url.query) == ("POST", "/sms/json", b"")
    return found, dict(parse_qsl(request.content.decode()))


def test_what_is_sent() -> None:
    receipt, form = asked({"message-count": "1", "messages": [part()]}, listen=True, callback_url=PUBLIC)
    assert (receipt.remote_id, receipt.said) == ("m", "0")
    address = form.pop("callback")
    assert address.startswith(f"{PUBLIC}/vonage/receipt/{ENTRY}/1/")
    assert form == {
        "api_key": "abcd1234",
        "api_secret": SECRET,
        "from": "Example",
        "to": TO[1:],
        "text": "Hello",
        "type": "text",
        "ttl": "86400000",
        "client-ref": ENTRY,
        "status-report-req": "true",
    }
    _, form = asked({"message-count": "1", "messages": [part()]}, "障害")
    assert (form["type"], form["text"], form["status-report-req"]) == ("unicode", "障害", "false")


@pytest.mark.parametrize(
    ("statuses", "kind"),
    [
        (["1"], ThrottledError),
        (["10"], ThrottledError),
        (["2"], RefusedError),
        (["3"], RefusedError),
        (["4"], SignInError),
        (["5"], AmbiguousError),
        (["6"], RefusedError),
        (["7"], RefusedError),
        (["8"], SignInError),
        (["9"], SignInError),
        (["11"], SignInError),
        (["12"], RefusedError),
        (["14"], SignInError),
        (["15"], RefusedError),
        (["29"], RefusedError),
        (["77"], RefusedError),
        (["", "", ""], BadAnswerError),
        (["1", "1"], ThrottledError),
        (["0", "1"], AmbiguousError),
        (["1", "0"], AmbiguousError),
        (["0", "0", "9"], AmbiguousError),
    ],
)
def test_statuses_inside_a_good_answer(statuses: list[str], kind: type[OutsideError]) -> None:
    rows = [part(status, **{"error-text": f"words about {TO}"}) for status in statuses]
    error, _ = asked({"message-count": str(len(rows)), "messages": rows})
    assert isinstance(error, kind)
    assert TO[1:] not in str(error)


def test_some_parts_taken_are_told_with_their_number() -> None:
    error, _ = asked({"message-count": "2", "messages": [part(), part("1")]}, "x" * 200)
    assert error.message == "Only 1 of 2 parts of the message were taken by Vonage."


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"messages": []},
        {"message-count": "2", "messages": [part()]},
        {"messages": {"0": part()}},
        {"messages": ["0"]},
        {"messages": [{"status": "0"}]},
        {"messages": [{"status": ["0"]}]},
    ],
)
def test_half_an_answer_is_none(answer: Any) -> None:
    error, _ = asked(answer)
    assert isinstance(error, BadAnswerError)


def listening(test: Callable[[VonageGateway, Events, int], Awaitable[None]], **values: Any) -> None:
    async def main() -> None:
        events, port = Events(), free_port()
        settings = VonageSettings.from_values(
            {**VALUES, "listen": True, "callback_url": PUBLIC, "listen_port": port, **values}
        )
        answer = {"message-count": "2", "messages": [part(**{"message-id": "m-1"}), part(**{"message-id": "m-2"})]}
        transport = httpx.MockTransport(lambda _: httpx.Response(200, json=answer))
        gateway = VonageGateway(settings, SECRET, KEY, TOKEN, StillClock(), transport=transport, parts_wait=0.3)
        async with gateway.listen(events.take):
            await test(gateway, events, port)
        await gateway.aclose()

    asyncio.run(main())


async def ring(port: int, hook: Hook) -> int:
    return await call(port, hook.target, method=hook.method, headers=hook.headers, body=hook.body)


def test_receipts_know_their_part() -> None:
    async def test(gateway: VonageGateway, events: Events, port: int) -> None:
        await gateway.send(sms("x" * 200))
        found = await gateway.look_up(sms())
        assert found is not None
        assert (found.already, found.remote_id) == (True, "m-1")
        subject = Vonage()
        assert await ring(port, subject.receipt(ENTRY, True, 2, 2)) == 200
        assert await ring(port, subject.receipt(ENTRY, False, 1, 2)) == 200
        receipts = [(e.part, e.state, e.said) for e in events.seen if isinstance(e, SmsReceipt)]
        assert receipts == [(2, "delivered", "delivered"), (1, "failed", "the phone is off or has no service (2)")]

    listening(test)


def test_never_more_parts_are_delivered_than_were() -> None:
    async def test(gateway: VonageGateway, events: Events, port: int) -> None:
        for number in (7, 7, 7, 8, 9):  # none is known: as after a restart
            assert await ring(port, Vonage().receipt(ENTRY, True, number, 2)) == 200
        assert {e.part for e in events.seen if isinstance(e, SmsReceipt)} == {1, 2}
        assert [e.part for e in events.seen if isinstance(e, SmsReceipt)][:3] == [1, 1, 1]

    listening(test)


@pytest.mark.parametrize("method", METHODS)
def test_every_way_to_sign(method: str) -> None:
    async def test(gateway: VonageGateway, events: Events, port: int) -> None:
        path = gateway.incoming_url.removeprefix(PUBLIC)
        fields = {"msisdn": TO[1:], "to": "1", "messageId": "i1", "text": "a & b = c", "type": "text"}
        if method == "none":
            fields |= {"timestamp": "", "nonce": "n"}
            body = json.dumps(fields).encode()
            good = Hook("POST", path, "Content-Type: application/json\r\n", body)
        else:
            good = Vonage().hook(path, fields, method)
            bad = Vonage().hook(path, fields, "sha1" if method != "sha1" else "sha512")
            assert await ring(port, bad) == 403
            assert await ring(port, Vonage().hook(path, fields, method, stamp=NOW // 1000 - 100_000)) == 403
            assert await ring(port, Vonage().hook(path, fields, method, stamp=NOW // 1000 + 100_000)) == 403
        assert await ring(port, good) == 200
        assert [e.text for e in events.seen if isinstance(e, IncomingSms)] == ["a & b = c"]

    listening(test, signature_method=method)


def test_what_is_signed() -> None:
    fields = {"timestamp": "1790000000", "text": "A&B=C", "api_key": "K"}
    told = b"&api_key=K&text=A_B_C&timestamp=1790000000"
    assert signature("md5hash", "secret", fields) == hashlib.md5(told + b"secret").hexdigest()
    assert signature("sha512", "secret", fields) == hmac.new(b"secret", told, hashlib.sha512).hexdigest()
    assert signature("sha256", "secret", fields) == signature("sha256", "secret", {**fields, "sig": "X"})
    assert not signature_fits("sha256", "secret", {**fields, "sig": ""}, NOW)


@pytest.mark.parametrize("way", ["query", "form", "json"])
def test_whichever_way_the_dashboard_says(way: str) -> None:
    async def test(gateway: VonageGateway, events: Events, port: int) -> None:
        path = gateway.incoming_url.removeprefix(PUBLIC)
        fields = {"msisdn": TO[1:], "to": "1", "messageId": "i1", "text": "はい", "timestamp": str(NOW // 1000)}
        fields["sig"] = signature("sha256", KEY, fields)
        hook = {
            "query": Hook("GET", f"{path}?{urlencode(fields)}"),
            "form": Hook(
                "POST", path, "Content-Type: application/x-www-form-urlencoded\r\n", urlencode(fields).encode()
            ),
            "json": Hook("POST", path, "Content-Type: application/json\r\n", json.dumps(fields).encode()),
        }[way]
        assert await ring(port, hook) == 200
        assert [(e.sender, e.text) for e in events.seen if isinstance(e, IncomingSms)] == [(TO, "はい")]

    listening(test)


@pytest.mark.parametrize(
    ("msisdn", "sender"), [("447700900123", "+447700900123"), ("12345", "12345"), ("Bank", "Bank")]
)
def test_who_it_is_from(msisdn: str, sender: str) -> None:
    async def test(gateway: VonageGateway, events: Events, port: int) -> None:
        path = gateway.incoming_url.removeprefix(PUBLIC)
        fields = {"msisdn": msisdn, "to": "1", "messageId": "i1", "text": "x"}
        assert await ring(port, Vonage().hook(path, fields)) == 200
        assert [e.sender for e in events.seen if isinstance(e, IncomingSms)] == [sender]

    listening(test)


def concat(number: int, total: int = 3) -> dict[str, str]:
    return {"concat": "true", "concat-ref": "r", "concat-total": str(total), "concat-part": str(number)}


def test_a_long_message_comes_in_whole() -> None:
    async def test(gateway: VonageGateway, events: Events, port: int) -> None:
        hooks = [Vonage().incoming(f"part {n} ", n, **concat(n)) for n in (2, 3, 1)]
        assert await asyncio.gather(*(ring(port, hook) for hook in hooks)) == [200, 200, 200]
        assert [e.text for e in events.seen if isinstance(e, IncomingSms)] == ["part 1 part 2 part 3 "]
        for hook in hooks:
            assert await ring(port, hook) == 200
        assert len(events.seen) == 1

    listening(test)


def test_parts_without_the_others_are_told_alone() -> None:
    async def test(gateway: VonageGateway, events: Events, port: int) -> None:
        hooks = [Vonage().incoming(f"part {n}", n, **concat(n)) for n in (1, 3)]
        assert await asyncio.gather(*(ring(port, hook) for hook in hooks)) == [200, 200]
        assert await ring(port, Vonage().incoming("part 2", 2, **concat(2))) == 200
        assert sorted(e.text for e in events.seen if isinstance(e, IncomingSms)) == ["part 1", "part 2", "part 3"]
        for number, total in ((0, 3), (4, 3), (1, 1000)):
            assert await ring(port, Vonage().incoming("x", 9, **concat(number, total))) == 400

    listening(test)


@pytest.mark.logs_expected("fallback_console.adapters.sms.listener")
def test_a_whole_that_cannot_be_kept_acknowledges_no_part() -> None:
    async def test(gateway: VonageGateway, events: Events, port: int) -> None:
        events.failures = 1
        hooks = [Vonage().incoming(f"part {n} ", n, **concat(n, 2)) for n in (1, 2)]
        assert await asyncio.gather(*(ring(port, hook) for hook in hooks)) == [503, 503]
        assert await asyncio.gather(*(ring(port, hook) for hook in hooks)) == [200, 200]
        assert [e.text for e in events.seen if isinstance(e, IncomingSms)] == ["part 1 part 2 "]

    listening(test)


@pytest.mark.parametrize(
    "values",
    [
        {"username": ""},
        {"sender": ""},
        {"sender": "障害"},
        {"signature_method": "rot13"},
        {"listen": True},
        {"rate": "x"},
    ],
)
def test_settings_that_cannot_be_used(values: dict[str, Any]) -> None:
    with pytest.raises(SettingsError) as caught:
        VonageSettings.from_values({**VALUES, **values})
    assert caught.value.next_step


def test_the_secrets_that_are_needed() -> None:
    listens = VonageSettings("abcd1234", "Example", listen=True, listener=ListenerSettings(public_url=PUBLIC))
    with pytest.raises(SettingsError):
        VonageGateway(listens, SECRET, "", TOKEN, StillClock())
    with pytest.raises(SettingsError):
        VonageGateway(listens, "", KEY, TOKEN, StillClock())


@pytest.mark.parametrize(
    ("status", "body", "steps"),
    [
        (200, {"value": 10.28, "autoReload": False}, [("sign-in", True), ("balance", True)]),
        (200, {"value": 0.5}, [("sign-in", True), ("balance", False)]),
        (401, {"error-code": "401"}, [("sign-in", False)]),
        (200, {"something": "else"}, [("answer", False)]),
        (200, [], [("answer", False)]),
    ],
)
def test_the_live_test(status: int, body: Any, steps: list[tuple[str, bool]]) -> None:
    requests: list[httpx.Request] = []

    def server(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(status, json=body)

    async def main() -> None:
        settings = VonageSettings.from_values(VALUES)
        gateway = VonageGateway(settings, SECRET, "", TOKEN, StillClock(), transport=httpx.MockTransport(server))
        found = [(step.name, step.ok) for step in await gateway.check()]
        assert found == [("address", True), ("connection", True), ("certificate", True), *steps]
        assert (gateway.name, gateway.doubles, gateway.rate) == ("vonage", Doubles.NONE, 10.0)
        await gateway.aclose()

    asyncio.run(main())
    assert [(r.method, str(r.url)) for r in requests] == [
        ("GET", f"{VonageSettings.from_values(VALUES).url}/account/get-balance")
    ]
