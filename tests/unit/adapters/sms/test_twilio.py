"""The Twilio adapter against a double of Twilio; its calls come over real sockets."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.adapters.sms.twilio import TwilioGateway, TwilioSettings
from fallback_console.adapters.sms.twilio_words import signature_fits
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
from fallback_console.domain.ids import uuid7
from fallback_console.domain.sms_text import measure
from fallback_console.ports import IncomingSms, OutgoingSms, SmsOptOut, SmsReceipt
from tests.helpers.ports import free_port
from tests.helpers.twilio_double import ACCOUNT, OWN, TOKEN, TwilioDouble
from tests.unit.adapters.sms.subjects import PUBLIC, SECRET, Twilio
from tests.unit.adapters.sms.support import NOW, Events, StillClock, call

TO = "+12025550101"
ENTRY = uuid7(NOW, bytes(10))
OTHER = uuid7(NOW + 5, bytes(10))
VALUES = {"account_sid": ACCOUNT, "sender": OWN}


class Set:
    """A gateway with its double, its clock, and what it told."""

    def __init__(self, **values: Any) -> None:
        self.clock = StillClock()
        self.double = TwilioDouble(self.clock.now_ms)
        self.events = Events()
        self.settings = TwilioSettings.from_values({**VALUES, "poll_seconds": 3600, **values})
        self.gateway = self.again()

    def again(self) -> TwilioGateway:
        """The gateway as after a restart."""
        return TwilioGateway(self.settings, TOKEN, "", self.clock, transport=self.double.transport())

    def told(self) -> list[tuple[str, str, str, str]]:
        return [(e.entry_id, e.gateway_id[-1:], e.state, e.said) for e in self.events.seen if isinstance(e, SmsReceipt)]

    def posted(self) -> list[httpx.Request]:
        return [one for one in self.double.requests if one.method == "POST"]


def run(test: Callable[[Set], Awaitable[None]], **values: Any) -> Set:
    one = Set(**values)

    async def main() -> None:
        async with one.gateway.listen(one.events.take):
            await test(one)
        await one.gateway.aclose()

    asyncio.run(main())
    return one


def sms(text: str = "Hello", entry: str = ENTRY, others: tuple[str, ...] = ()) -> OutgoingSms:
    return OutgoingSms(entry, TO, text, measure(text).parts, others)


def test_what_is_sent() -> None:
    async def test(one: Set) -> None:
        receipt = await one.gateway.send(sms("障害 +1 & 😀"))
        assert (receipt.remote_id, receipt.said) == (one.double.messages[0]["sid"], "queued")
        assert dict(parse_qsl(one.posted()[0].content.decode())) == {
            "To": TO,
            "Body": "障害 +1 & 😀",
            "From": OWN,
            "ValidityPeriod": "14400",
            "SmartEncoded": "false",
        }
        assert b"To=%2B1" in one.posted()[0].content

    run(test)


def test_a_messaging_service_and_callbacks() -> None:
    service = f"MG{32 * '2'}"

    async def test(one: Set) -> None:
        await one.gateway.send(sms())
        form = dict(parse_qsl(one.posted()[0].content.decode()))
        assert form["MessagingServiceSid"] == service
        assert "From" not in form
        assert form["StatusCallback"] == f"{PUBLIC}/twilio/status/{ENTRY}"
        assert one.gateway.incoming_url == f"{PUBLIC}/twilio/incoming"

    run(test, sender=service, webhooks=True, callback_url=PUBLIC, listen_port=0)


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (400, 21211, RefusedError),
        (400, 21614, RefusedError),
        (400, 21408, RefusedError),
        (400, 21606, RefusedError),
        (400, 21617, RefusedError),
        (400, 99999, RefusedError),
        (401, 20003, SignInError),
        (403, 20005, SignInError),
        (400, 20005, SignInError),
        (400, 21611, ThrottledError),
        (429, 20429, ThrottledError),
        (400, 63038, ThrottledError),
        (503, 20503, AmbiguousError),
        (500, 20500, AmbiguousError),
    ],
)
def test_refusals(status: int, code: int, kind: type[OutsideError]) -> None:
    async def test(one: Set) -> None:
        words = f"words about {TO}: Hello"
        one.double.broken = lambda _: httpx.Response(status, json={"code": code, "message": words, "status": status})
        with pytest.raises(kind) as caught:
            await one.gateway.send(sms())
        assert TO not in str(caught.value)
        assert caught.value.next_step

    run(test)


@pytest.mark.parametrize("body", [b"<html>", b"{}", b"[]", b'{"message": "no code"}'])
def test_a_refusal_without_a_code_is_not_twilios(body: bytes) -> None:
    async def test(one: Set) -> None:
        one.double.broken = lambda _: httpx.Response(400, content=body)
        with pytest.raises(BadAnswerError):
            await one.gateway.send(sms())

    run(test)


def test_an_opt_out_at_twilio_is_kept_here() -> None:
    async def test(one: Set) -> None:
        one.double.opted_out.add(TO)
        with pytest.raises(RefusedError) as caught:
            await one.gateway.send(sms())
        assert caught.value.message == "This number asked for no more text messages."
        assert one.events.seen == [SmsOptOut("twilio", TO, "opted out at Twilio")]

    run(test)


@pytest.mark.logs_expected("fallback_console.adapters.sms.reception")
def test_an_opt_out_that_cannot_be_kept_is_still_a_refusal() -> None:
    async def test(one: Set) -> None:
        one.double.opted_out.add(TO)
        one.events.failures = 1
        with pytest.raises(RefusedError):
            await one.gateway.send(sms())

    run(test)


# In doubt


def test_a_lost_answer_is_found_by_asking() -> None:
    async def test(one: Set) -> None:
        one.double.lose = 1
        with pytest.raises(AmbiguousError):
            await one.gateway.send(sms())
        one.double.messages[0]["body"] = "Hello"
        found = await one.again().look_up(sms())
        assert found is not None
        assert (found.already, found.remote_id) == (True, one.double.messages[0]["sid"])

    assert len(run(test).posted()) == 1


def test_a_lost_answer_is_found_without_asking() -> None:
    async def test(one: Set) -> None:
        one.double.lose = 1
        with pytest.raises(AmbiguousError):
            await one.gateway.send(sms())
        await one.gateway.poll()
        await one.gateway.poll()
        assert one.told() == [(ENTRY, "1", "accepted", "queued")]

    run(test)


def test_one_that_never_arrived_is_only_told_after_a_while() -> None:
    async def test(one: Set) -> None:
        one.double.drop = 1
        with pytest.raises(AmbiguousError):
            await one.gateway.send(sms())
        with pytest.raises(AmbiguousError, match="may still be about to take it"):
            await one.gateway.look_up(sms())
        one.clock.now += 59_000
        with pytest.raises(AmbiguousError):
            await one.gateway.look_up(sms())
        one.clock.now += 2_000
        assert await one.gateway.look_up(sms()) is None
        again = one.again()  # it was tried by a program that is no more: the time since the start counts
        with pytest.raises(AmbiguousError):
            await again.look_up(sms())

    run(test)


@pytest.mark.parametrize(
    ("difference", "found"),
    [
        ({}, True),
        ({"body": "Hello again"}, False),
        ({"to": "+12025550102"}, False),
        ({"direction": "inbound"}, False),
        ({"date_created": "Mon, 21 Sep 2026 12:00:00 +0000"}, False),
        ({"status": "failed", "error_code": 30003}, True),
        ({"direction": "outbound-reply"}, True),
        ({"body": "Hello\n"}, True),
    ],
)
def test_what_counts_as_this_message(difference: dict[str, Any], found: bool) -> None:
    async def test(one: Set) -> None:
        row = one.double.add(TO, "Hello")
        row |= difference
        one.clock.now += 120_000
        assert (await one.gateway.look_up(sms()) is not None) is found

    run(test)


def test_the_same_words_said_before_are_another_message() -> None:
    async def test(one: Set) -> None:
        first = await one.gateway.send(sms())
        one.double.drop = 1
        with pytest.raises(AmbiguousError):
            await one.gateway.send(sms(entry=OTHER))
        one.clock.now += 120_000
        assert await one.gateway.look_up(sms(entry=OTHER)) is None
        # After a restart the station's own records say the same.
        again = one.again()
        one.clock.now += 120_000
        assert await again.look_up(sms(entry=OTHER, others=(first.remote_id,))) is None
        assert await again.look_up(sms()) is not None

    run(test)


def test_it_is_found_behind_many_others() -> None:
    async def test(one: Set) -> None:
        one.double.lose, one.double.page = 1, 10
        with pytest.raises(AmbiguousError):
            await one.gateway.send(sms())
        for n in range(45):
            one.double.add(TO, f"other {n}")
        assert await one.gateway.look_up(sms()) is not None
        for n in range(400):
            one.double.add(TO, f"more {n}")
        with pytest.raises(AmbiguousError, match="cannot tell"):
            await one.again().look_up(sms())

    run(test)


def test_pages_of_another_account_are_not_asked_for() -> None:
    async def test(one: Set) -> None:
        row = {"messages": [{"sid": "SM1"}], "next_page_uri": "//elsewhere.example/x"}
        one.double.broken = lambda _: httpx.Response(200, json=row)
        with pytest.raises(BadAnswerError):
            await one.gateway.look_up(sms())

    run(test)


# Asking


def test_states_and_messages_by_asking() -> None:
    async def test(one: Set) -> None:
        await one.gateway.send(sms())
        row = one.double.messages[0]
        for status, error in (("sending", None), ("sent", None), ("delivered", None), ("undelivered", 30005)):
            one.double.move(row, status, error)
            await one.gateway.poll()
            await one.gateway.poll()
        assert one.told() == [
            (ENTRY, "1", "accepted", "sent"),
            (ENTRY, "1", "delivered", "delivered"),
            (ENTRY, "1", "failed", "the number is not known, or no longer in use (30005)"),
        ]
        one.double.add(OWN, "はい", sender=TO, incoming=True)
        one.double.add("+12025550198", "for another number", sender=TO, incoming=True)
        await one.gateway.poll()
        await one.gateway.poll()
        found = [e for e in one.events.seen if isinstance(e, IncomingSms)]
        assert [(e.gateway_id[-1:], e.sender, e.to, e.text) for e in found] == [("2", TO, OWN, "はい")]

    run(test)


def test_of_too_many_messages_the_newest_are_taken() -> None:
    async def test(one: Set) -> None:
        one.double.page = 2
        for n in range(80):
            one.double.add(OWN, str(n), sender=TO, incoming=True)
        await one.gateway.poll()
        assert sorted(int(e.text) for e in one.events.seen if isinstance(e, IncomingSms)) == list(range(30, 80))

    run(test)


def test_many_doubts_take_turns_and_end() -> None:
    async def test(one: Set) -> None:
        entries = [uuid7(NOW + n, bytes(10)) for n in range(30)]
        one.double.drop = 30
        for n, entry in enumerate(entries):
            with pytest.raises(AmbiguousError):
                await one.gateway.send(sms(f"text {n}", entry))
        await one.gateway.poll()
        one.double.add(TO, "text 25")
        await one.gateway.poll()
        assert [entry for entry, *_ in one.told()] == [entries[25]]
        one.clock.now += 3 * 86_400_000
        for _ in range(3):
            await one.gateway.poll()
        one.double.requests.clear()
        await one.gateway.poll()
        assert len(one.double.requests) == 1  # nobody looks for them any more

    run(test)


def test_what_could_not_be_kept_is_told_again() -> None:
    async def test(one: Set) -> None:
        one.double.add(OWN, "hello", sender=TO, incoming=True)
        one.events.failures = 1
        with pytest.raises(Exception, match="disk"):
            await one.gateway.poll()
        await one.gateway.poll()
        assert len(one.events.seen) == 1

    run(test, poll_seconds=3600)


def test_it_asks_by_itself() -> None:
    async def test(one: Set) -> None:
        one.double.add(OWN, "hello", sender=TO, incoming=True)
        await one.events.wait(lambda seen: len(seen) == 1)

    run(test, poll_seconds=0.05)


# Being called


def test_a_call_ends_a_doubt_and_extra_words_opt_out() -> None:
    port, subject = free_port(), Twilio()

    async def ring(path: str, fields: dict[str, str], base: str = PUBLIC) -> int:
        hook = subject.hook(path, fields, base)
        return await call(port, hook.target, method="POST", headers=hook.headers, body=hook.body)

    async def test(one: Set) -> None:
        one.double.lose = 1
        with pytest.raises(AmbiguousError):
            await one.gateway.send(sms())
        fields = {"MessageSid": one.double.messages[0]["sid"], "MessageStatus": "queued"}
        assert await ring(f"/twilio/status/{ENTRY}", fields) == 200
        assert set(one.told()) == {(ENTRY, "1", "accepted", "queued")}
        found = await one.gateway.look_up(sms())
        assert found is not None
        assert found.remote_id.endswith("1")
        word = {"MessageSid": "SM2", "From": TO, "To": OWN, "Body": "Genug", "OptOutType": "STOP"}
        assert await ring("/twilio/incoming", word) == 200
        assert one.events.seen[-1] == SmsOptOut("twilio", TO, "Genug")
        # With its port or without, but never for another host or path.
        assert await ring("/twilio/incoming", word, f"{PUBLIC}:443") == 200
        assert await ring("/twilio/incoming", word, "https://elsewhere.example") == 403
        assert await ring("/twilio/incoming", {"From": TO}) == 400
        assert await ring("/twilio/status/", {"MessageSid": "SM1"}) == 400
        assert await ring("/twilio/other", word) == 404

    twilio = {"webhooks": True, "callback_url": PUBLIC, "listen_port": port, "api_url": "http://127.0.0.1:9"}

    one = Set(**twilio)
    one.gateway = TwilioGateway(one.settings, SECRET, "", one.clock, transport=one.double.transport())
    one.double.sign_in(SECRET)

    async def main() -> None:
        async with one.gateway.listen(one.events.take):
            await test(one)
        await one.gateway.aclose()

    asyncio.run(main())


def test_the_example_of_twilios_documentation() -> None:
    fields = [
        ("To", "+18005551212"),
        ("CallSid", "CA1234567890ABCDE"),
        ("Caller", "+14158675309"),
        ("Digits", "1234"),
        ("From", "+14158675309"),
    ]
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    assert signature_fits("12345", url, fields, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")
    assert signature_fits("12345", url.replace(".com", ".com:443"), fields, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")
    assert not signature_fits("12346", url, fields, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")
    assert not signature_fits("12345", url, fields[1:], "RSOYDt4T1cUTdK1PDd93/VVr8B8=")


@given(st.text(st.characters(codec="utf-8")), st.text(max_size=40))
def test_no_signature_fits_by_chance(value: str, given: str) -> None:
    assert not signature_fits("12345", f"{PUBLIC}/x", [("a", value)], given)


# Settings and the live test


@pytest.mark.parametrize(
    "values",
    [
        {"account_sid": ""},
        {"account_sid": "AC123"},
        {"sender": ""},
        {"sender": f"MG{31 * '2'}"},
        {"sender": "a name that is too long"},
        {"webhooks": True},
        {"webhooks": "maybe"},
        {"webhooks": True, "callback_url": "https://sms.example.com:99999"},
        {"webhooks": True, "callback_url": "https://"},
        {"webhooks": True, "callback_url": "https://[::1"},
        {"validity_seconds": 90_000},
        {"rate": 0},
    ],
)
def test_settings_that_cannot_be_used(values: dict[str, Any]) -> None:
    with pytest.raises(SettingsError) as caught:
        TwilioSettings.from_values({**VALUES, **values})
    assert caught.value.next_step


def test_the_secrets_that_are_needed() -> None:
    clock = StillClock()
    key = {**VALUES, "api_key": f"SK{32 * '3'}"}
    TwilioGateway(TwilioSettings.from_values(key), "", "secret", clock)
    for values, token, password in (
        (VALUES, "", ""),
        (key, "token", ""),
        ({**key, "webhooks": True, "callback_url": PUBLIC}, "", "secret"),
    ):
        with pytest.raises(SettingsError):
            TwilioGateway(TwilioSettings.from_values(values), token, password, clock)


@pytest.mark.parametrize(
    ("change", "steps"),
    [
        ({}, [("sign-in", True), ("sender", True), ("balance", True)]),
        ({"balance": "1.00"}, [("sign-in", True), ("sender", True), ("balance", False)]),
        ({"balance": None}, [("sign-in", True), ("sender", True)]),
        ({"numbers": set()}, [("sign-in", True), ("sender", False), ("balance", True)]),
        ({"status": "suspended"}, [("sign-in", True), ("rights", False)]),
        ({"authorization": "Basic x"}, [("sign-in", False)]),
    ],
)
def test_the_live_test(change: dict[str, Any], steps: list[tuple[str, bool]]) -> None:
    async def test(one: Set) -> None:
        for name, value in change.items():
            setattr(one.double, name, value)
        found = [(step.name, step.ok) for step in await one.gateway.check()]
        assert found == [("address", True), ("connection", True), ("certificate", True), *steps]

    one = run(test)
    assert not any(request.method == "POST" for request in one.double.requests)


def test_what_it_is() -> None:
    one = Set(rate=3)
    assert (one.gateway.name, one.gateway.doubles, one.gateway.rate) == ("twilio", Doubles.NONE, 3)
    assert re.fullmatch("AC[0-9a-f]{32}", one.settings.account)
