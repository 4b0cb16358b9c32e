"""The Android adapter against a double of the phone; webhooks come over real sockets."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.adapters.sms.android import AndroidGateway
from fallback_console.adapters.sms.android_events import incoming_of, message_of, signature_fits, webhook_of
from fallback_console.adapters.sms.android_settings import AndroidSettings
from fallback_console.adapters.sms.listener import ListenerSettings
from fallback_console.domain.delivery import Doubles
from fallback_console.domain.errors import (
    AmbiguousError,
    BadAnswerError,
    OutsideError,
    RefusedError,
    SettingsError,
    SignInError,
    ThrottledError,
    UnreachableError,
)
from fallback_console.domain.sms_text import measure
from fallback_console.ports import IncomingSms, OutgoingSms, SmsReceipt
from tests.helpers.phone_double import PhoneDouble, iso
from tests.unit.adapters.sms.support import NOW, Events, StillClock, call

ENTRY = "01990000-0000-7000-8000-000000000001"
OTHER = "01990000-0000-7000-8000-000000000002"
TO = "+447700900123"
PASSWORD = "phone-password"


class Set:
    """A gateway with its phone, its clock, and what it told."""

    def __init__(self, **changes: Any) -> None:
        self.clock = StillClock()
        self.phone = PhoneDouble(self.clock.now_ms)
        base = AndroidSettings("http://192.0.2.7:8080", "sms", listener=ListenerSettings(), poll_seconds=3600)
        self.gateway = AndroidGateway(
            replace(base, **changes), PASSWORD, self.phone.key, self.clock, transport=self.phone.transport()
        )
        self.events = Events()

    def receipts(self) -> list[tuple[str, str, int | None]]:
        return [(e.entry_id, e.state, e.part) for e in self.events.seen if isinstance(e, SmsReceipt)]

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        async with self.gateway.listen(self.events.take):
            await self.gateway.poll()
            yield

    async def hook(self, event: str, payload: dict[str, Any], *, identifier: str = "", **changed: str) -> int:
        body, headers = self.phone.hook(event, payload, identifier=identifier)
        return await self.post(body, {**headers, **changed})

    async def post(self, body: bytes, headers: dict[str, str], method: str = "POST") -> int:
        url = httpx.URL(next(iter(self.phone.webhooks.values()))["url"])
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        assert url.port is not None
        return await call(url.port, url.path, method=method, headers=lines, body=body)


def sms(text: str = "Hello", entry: str = ENTRY) -> OutgoingSms:
    return OutgoingSms(entry, TO, text, measure(text).parts)


def test_a_message_carries_its_key_and_its_limits() -> None:
    async def main() -> None:
        one = Set(ttl_seconds=600, sim_number=2)
        receipt = await one.gateway.send(sms("障害 😀"))
        assert (receipt.already, receipt.remote_id, receipt.said) == (False, ENTRY, "Pending")
        assert one.phone.messages[ENTRY].body == {
            "id": ENTRY,
            "phoneNumbers": [TO],
            "textMessage": {"text": "障害 😀"},
            "ttl": 600,
            "withDeliveryReport": True,
            "priority": 100,
            "simNumber": 2,
        }
        await one.gateway.aclose()

    asyncio.run(main())


def test_sent_again_it_is_there_once() -> None:
    async def main() -> None:
        one = Set()
        await one.gateway.send(sms())
        again = await one.gateway.send(sms())
        assert (again.already, again.remote_id) == (True, ENTRY)
        assert len(one.phone.messages) == 1

    asyncio.run(main())


def test_a_lost_answer_is_ambiguous_and_found_by_asking() -> None:
    async def main() -> None:
        one = Set()
        one.phone.lose = 1
        with pytest.raises(AmbiguousError):
            await one.gateway.send(sms())
        found = await one.gateway.look_up(sms())
        assert found is not None
        assert found.already
        assert await one.gateway.look_up(sms(entry=OTHER)) is None
        assert (await one.gateway.send(sms())).already
        assert len(one.phone.messages) == 1

    asyncio.run(main())


def test_another_message_with_the_same_id_is_no_success() -> None:
    async def main() -> None:
        one = Set()
        await one.gateway.send(OutgoingSms(ENTRY, "+447700900999", "other", 1))
        with pytest.raises(RefusedError):
            await one.gateway.send(sms())

    asyncio.run(main())


def broken(response: httpx.Response | Exception) -> Any:
    def answer(request: httpx.Request) -> httpx.Response:
        if isinstance(response, Exception):
            raise response
        return response

    return answer


FAULTS: list[tuple[httpx.Response | Exception, type[OutsideError]]] = [
    (httpx.ConnectError("refused"), UnreachableError),
    (httpx.ConnectTimeout("slow"), UnreachableError),
    (httpx.ReadTimeout("silence"), AmbiguousError),
    (httpx.ReadError("reset"), AmbiguousError),
    (httpx.RemoteProtocolError("half"), AmbiguousError),
    (httpx.Response(500, json={"message": "x"}), AmbiguousError),
    (httpx.Response(401), SignInError),
    (httpx.Response(403), SignInError),
    (httpx.Response(400, json={"message": "x"}), RefusedError),
    (httpx.Response(404), RefusedError),
    (httpx.Response(429), ThrottledError),
    (httpx.Response(503, json={"message": "queue limits"}), ThrottledError),
    (httpx.Response(202, text="<html>router</html>"), BadAnswerError),
    (httpx.Response(202, text="not json"), BadAnswerError),
    (httpx.Response(202, json=[]), BadAnswerError),
    (httpx.Response(202, json={"id": ENTRY}), BadAnswerError),
    (httpx.Response(202, json={"id": ENTRY, "state": "Pending", "recipients": []}), BadAnswerError),
    (httpx.Response(202, json={"id": 5, "recipients": [{"phoneNumber": "x", "state": "Sent"}]}), BadAnswerError),
    (httpx.Response(202, json={"id": OTHER, "recipients": [{"phoneNumber": TO, "state": "Sent"}]}), BadAnswerError),
]


@pytest.mark.parametrize(("response", "expected"), FAULTS, ids=range(len(FAULTS)))
def test_every_fault_is_told_apart(response: httpx.Response | Exception, expected: type[OutsideError]) -> None:
    async def main() -> None:
        one = Set()
        one.phone.broken = broken(response)
        with pytest.raises(OutsideError) as caught:
            await one.gateway.send(sms("private words"))
        assert type(caught.value) is expected
        assert caught.value.next_step
        assert PASSWORD not in str(caught.value)
        assert "private" not in str(caught.value)
        assert len(one.phone.requests) == 1

    asyncio.run(main())


@pytest.mark.parametrize("response", [httpx.ReadTimeout("x"), httpx.Response(500), httpx.Response(200, text="?")])
def test_when_the_phone_cannot_be_asked_nothing_is_known(response: httpx.Response | Exception) -> None:
    async def main() -> None:
        one = Set()
        one.phone.broken = broken(response)
        with pytest.raises(OutsideError):
            await one.gateway.look_up(sms())

    asyncio.run(main())


def test_states_become_receipts_once_each() -> None:
    async def main() -> None:
        one = Set()
        async with one.listening():
            await one.gateway.send(sms())
            await one.gateway.poll()
            assert one.receipts() == []
            for state in ("Processed", "Sent", "Sent", "Delivered", "Delivered"):
                one.phone.set_state(ENTRY, state)
                await one.gateway.poll()
            assert one.receipts() == [(ENTRY, "accepted", None), (ENTRY, "delivered", None)]

    asyncio.run(main())


def test_a_failure_comes_with_its_reason() -> None:
    async def main() -> None:
        one = Set()
        async with one.listening():
            await one.gateway.send(sms())
            one.phone.set_state(ENTRY, "Failed", "Send result:\nRESULT_ERROR_NO_SERVICE")
            await one.gateway.poll()
            (receipt,) = one.events.seen
            assert isinstance(receipt, SmsReceipt)
            assert (receipt.state, receipt.said) == ("failed", "Send result: RESULT_ERROR_NO_SERVICE")

    asyncio.run(main())


def test_of_a_long_message_only_one_part_is_known_to_have_arrived() -> None:
    async def main() -> None:
        one = Set()
        async with one.listening():
            await one.gateway.send(sms("a" * 400))
            one.phone.set_state(ENTRY, "Delivered")
            await one.gateway.poll()
            assert one.receipts() == [(ENTRY, "delivered", 1)]

    asyncio.run(main())


def test_after_a_restart_states_are_told_again() -> None:
    async def main() -> None:
        one, two = Set(), Set()
        await one.gateway.send(sms("a" * 400))
        one.phone.set_state(ENTRY, "Delivered")
        two.phone.messages = one.phone.messages
        async with two.listening():
            assert two.receipts() == [(ENTRY, "delivered", 1)]  # the number of parts was asked for

    asyncio.run(main())


@pytest.mark.parametrize("dated", [True, False])
def test_a_stuck_message_is_told_once(dated: bool) -> None:
    async def main() -> None:
        one = Set(stuck_seconds=180)
        async with one.listening():
            await one.gateway.send(sms())
            if not dated:
                one.phone.messages[ENTRY].states.clear()
            await one.gateway.poll()
            one.clock.now += 179_000
            await one.gateway.poll()
            assert one.receipts() == []
            one.clock.now += 2_000
            await one.gateway.poll()
            await one.gateway.poll()
            assert one.receipts() == [(ENTRY, "buffered", None)]
            (receipt,) = one.events.seen
            assert isinstance(receipt, SmsReceipt)
            assert "for 3 minutes" in receipt.said
            one.phone.set_state(ENTRY, "Sent")
            await one.gateway.poll()
            assert one.receipts()[-1] == (ENTRY, "accepted", None)

    asyncio.run(main())


def test_messages_of_others_are_left_alone() -> None:
    async def main() -> None:
        one = Set()
        async with one.listening():
            for identifier in ("PyDmBQZZXYmyxMwED8Fzy", "6f6ec8a5-0c6c-4a35-a9f5-2f7c5f9d1f11"):
                await one.gateway.send(sms(entry=identifier))
                one.phone.set_state(identifier, "Delivered")
            await one.gateway.poll()
            assert one.receipts() == []

    asyncio.run(main())


def test_the_inbox_is_read_in_order_and_once() -> None:
    async def main() -> None:
        one = Set()
        for number in range(250):
            one.phone.receive(TO, f"text {number}", NOW - 60_000 + number * 10, number)
        one.phone.inbox.append({**one.phone.inbox[0], "id": "data:5", "type": "DATA_SMS"})
        async with one.listening():
            texts = [e.text for e in one.events.seen if isinstance(e, IncomingSms)]
            assert texts == [f"text {number}" for number in range(250)]
            one.clock.now += 60_000
            one.phone.receive(TO, "late", NOW - 100, 1000)
            await one.gateway.poll()
            assert [e.text for e in one.events.seen if isinstance(e, IncomingSms)][250:] == ["late"]
            first = one.events.seen[0]
            assert isinstance(first, IncomingSms)
            assert (first.gateway, first.sender, first.at) == ("android", TO, NOW - 60_000)

    asyncio.run(main())


def test_messages_from_before_are_not_taken_in() -> None:
    async def main() -> None:
        one = Set(inbox_hours=1)
        one.phone.receive(TO, "old", NOW - 3_700_000, 1)
        one.phone.receive(TO, "while we were off", NOW - 3_500_000, 2)
        async with one.listening():
            assert [e.text for e in one.events.seen if isinstance(e, IncomingSms)] == ["while we were off"]

    asyncio.run(main())


def test_what_was_not_committed_is_read_again() -> None:
    async def main() -> None:
        one = Set()
        async with one.gateway.listen(one.events.take):
            await one.gateway.poll()
            one.phone.receive(TO, "hello", NOW, 1)
            one.events.failures = 1
            with pytest.raises(Exception, match="disk is full"):
                await one.gateway.poll()
            assert one.events.seen == []
            await one.gateway.poll()
            await one.gateway.poll()
            assert len(one.events.seen) == 1

    asyncio.run(main())


def test_the_phone_is_asked_again_after_a_fault() -> None:
    async def main() -> None:
        one = Set(poll_seconds=0.01)
        one.phone.receive(TO, "hello", NOW, 1)
        times = 0

        def sometimes(request: httpx.Request) -> httpx.Response | None:
            nonlocal times
            times += 1
            return httpx.Response(500) if times < 6 else None

        one.phone.broken = sometimes
        async with one.gateway.listen(one.events.take):
            await one.events.wait(lambda seen: len(seen) == 1)

    asyncio.run(main())


def test_an_app_without_an_inbox_still_tells_states() -> None:
    async def main() -> None:
        one = Set()
        one.phone.lacks = {"/inbox"}
        async with one.gateway.listen(one.events.take):
            await one.gateway.send(sms())
            one.phone.set_state(ENTRY, "Sent")
            with pytest.raises(RefusedError):
                await one.gateway.poll()
            assert one.receipts() == [(ENTRY, "accepted", None)]

    asyncio.run(main())


@pytest.mark.parametrize(
    "row",
    [None, 5, {}, {"type": "SMS"}, {"type": "SMS", "id": 1, "sender": "x", "contentPreview": "x", "createdAt": "x"}],
)
def test_a_broken_inbox_is_told(row: Any) -> None:
    async def main() -> None:
        one = Set()
        async with one.gateway.listen(one.events.take):
            await one.gateway.poll()
            one.phone.broken = lambda request: httpx.Response(200, json=[row]) if request.url.path == "/inbox" else None
            with pytest.raises(BadAnswerError):
                await one.gateway.poll()

    asyncio.run(main())


def test_one_row_that_cannot_be_read_takes_none_of_the_others_along() -> None:
    async def main() -> None:
        one = Set()
        async with one.gateway.listen(one.events.take):
            await one.gateway.send(sms())
            one.phone.set_state(ENTRY, "Sent")
            good = {
                "type": "SMS",
                "id": "m1",
                "sender": TO,
                "contentPreview": "Help",
                "createdAt": "2026-11-25T10:00:00Z",
            }

            def beside(request: httpx.Request) -> httpx.Response | None:
                if request.method != "GET" or request.url.path not in ("/inbox", "/messages"):
                    return None
                if request.url.path == "/inbox":
                    return httpx.Response(200, json=[{**good, "contentPreview": None}, good])
                odd = {"id": OTHER, "state": "Thinking", "recipients": [{"phoneNumber": TO, "state": "Thinking"}]}
                ours = {"id": ENTRY, "state": "Sent", "recipients": [{"phoneNumber": TO, "state": "Sent"}]}
                return httpx.Response(200, json=[odd, {"recipients": []}, ours])

            one.phone.broken = beside
            with pytest.raises(BadAnswerError):
                await one.gateway.poll()
            assert one.receipts() == [(ENTRY, "accepted", None)]
            assert [event.text for event in one.events.seen if isinstance(event, IncomingSms)] == ["Help"]

    asyncio.run(main())


# Webhooks


def test_webhooks_are_registered_once_for_every_event() -> None:
    async def main() -> None:
        one = Set(webhooks=True)
        async with one.listening():
            await one.gateway.poll()
            assert sorted(hook["event"] for hook in one.phone.webhooks.values()) == [
                "sms:delivered", "sms:failed", "sms:received", "sms:sent",
            ]  # fmt: skip
            assert sum(r.method == "POST" for r in one.phone.requests) == 4
            one.phone.webhooks.popitem()
            await one.gateway.poll()
            assert len(one.phone.webhooks) == 4

    asyncio.run(main())


def test_a_webhook_brings_a_message_that_the_inbox_has_too() -> None:
    async def main() -> None:
        one = Set(webhooks=True)
        async with one.listening():
            _, identifier = one.phone.receive(TO, "はい、停止 😀", NOW, -1809571534)
            payload = {"messageId": identifier, "message": "はい、停止 😀", "sender": TO, "phoneNumber": TO,
                       "recipient": None, "simNumber": 1, "receivedAt": iso(NOW)}  # fmt: skip
            assert await one.hook("sms:received", payload) == 200
            assert await one.hook("sms:received", payload) == 200
            await one.gateway.poll()
            (event,) = one.events.seen
            assert event == IncomingSms("android", f"{identifier}@{NOW // 1000}", TO, "", "はい、停止 😀", NOW)

    asyncio.run(main())


def test_webhooks_about_our_messages() -> None:
    async def main() -> None:
        one = Set(webhooks=True)
        async with one.listening():
            await one.gateway.send(sms())
            about = {"messageId": ENTRY, "recipient": TO, "simNumber": 1}
            assert await one.hook("sms:sent", {**about, "partsCount": 1, "sentAt": iso(NOW)}) == 200
            assert await one.hook("sms:delivered", {**about, "deliveredAt": iso(NOW)}) == 200
            assert await one.hook("sms:failed", {**about, "reason": "no service", "failedAt": iso(NOW)}) == 200
            assert one.receipts() == [(ENTRY, "accepted", None), (ENTRY, "delivered", None), (ENTRY, "failed", None)]
            assert await one.hook("sms:sent", {**about, "messageId": "PyDmBQZZXYmyxMwED8Fzy"}) == 200
            assert await one.hook("system:ping", {"health": {}}) == 200
            assert await one.hook("sms:data-received", {"data": "AA=="}) == 200
            assert await one.hook("sms:received", {"message": "no sender"}) == 200
            assert len(one.events.seen) == 3

    asyncio.run(main())


def test_parts_are_counted_one_call_each() -> None:
    async def main() -> None:
        one = Set(webhooks=True)
        async with one.listening():
            await one.gateway.send(sms("a" * 400))
            for identifier in ("h1", "h2", "h2", "h1", "h3", "h4"):
                assert await one.hook("sms:delivered", {"messageId": ENTRY}, identifier=identifier) == 200
            assert one.receipts() == [(ENTRY, "delivered", part) for part in (1, 2, 3, 3)]

    asyncio.run(main())


@pytest.mark.logs_expected("fallback_console.adapters.sms.listener")
def test_a_webhook_is_acknowledged_when_it_is_kept() -> None:
    async def main() -> None:
        one = Set(webhooks=True)
        async with one.listening():
            payload = {"messageId": "9424613a", "message": "hi", "sender": TO, "receivedAt": iso(NOW)}
            one.events.failures = 1
            assert await one.hook("sms:received", payload, identifier="h") == 503
            assert await one.hook("sms:received", payload, identifier="h") == 200
            assert await one.hook("sms:received", payload, identifier="h") == 200
            assert len(one.events.seen) == 1

    asyncio.run(main())


def test_forged_old_and_replayed_calls_do_nothing() -> None:
    async def main() -> None:
        one = Set(webhooks=True)
        async with one.listening():
            payload = {"messageId": "9424613a", "message": "hi", "sender": TO, "receivedAt": iso(NOW)}
            body, headers = one.phone.hook("sms:received", payload)
            forged = {
                "no signature": (body, {}),
                "another body": (body.replace(b'"hi"', b'"ho"'), headers),
                "another time": (body, {**headers, "X-Timestamp": str(NOW // 1000 + 1)}),
                "no time": (body, {**headers, "X-Timestamp": ""}),
                "no number": (body, {**headers, "X-Timestamp": "soon"}),
                "another key": (body, {**headers, "X-Signature": "0" * 64}),
                "odd signature": (body, {**headers, "X-Signature": "\xe9"}),
                "too old": (body, one.phone.sign(body, NOW // 1000 - 301)),
                "from the future": (body, one.phone.sign(body, NOW // 1000 + 301)),
            }
            for name, (data, sent) in forged.items():
                assert await one.post(data, sent) == 403, name
            assert await one.post(b"", headers, method="GET") == 405
            assert one.events.seen == []
            assert await one.post(body, headers) == 200
            assert await one.post(body, headers) == 200  # the same again: nothing new
            assert len(one.events.seen) == 1

    asyncio.run(main())


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'{"id": 1, "event": "x", "payload": {}}', b'{"id": "1", "event": "x"}', b"\xff",
     b'{"id": "1", "event": "x", "payload": []}', b"[" * 50_000],
)  # fmt: skip
def test_signed_nonsense_is_refused(body: bytes) -> None:
    async def main() -> None:
        one = Set(webhooks=True)
        async with one.listening():
            assert await one.post(body, one.phone.sign(body, NOW // 1000)) == 400

    asyncio.run(main())


@given(st.binary(max_size=200), st.text(max_size=20), st.text(max_size=70))
def test_no_signature_fits_by_chance(body: bytes, timestamp: str, signature: str) -> None:
    assert not signature_fits("key", body, timestamp, signature, NOW)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=10,
)
payloads = st.dictionaries(
    st.sampled_from(["messageId", "message", "sender", "phoneNumber", "receivedAt", "reason"]), json_values, max_size=6
)


@given(st.sampled_from(["sms:received", "sms:sent", "sms:failed"]), payloads)
def test_any_signed_call_is_answered(event: str, payload: dict[str, Any]) -> None:
    async def main() -> None:
        one = Set(webhooks=True)
        hook = webhook_of(json.dumps({"id": "1", "event": event, "payload": payload}).encode())
        assert hook is not None
        async with one.gateway.listen(one.events.take):
            await one.gateway._take_hook(hook, NOW)
        for told in one.events.seen:
            json.dumps(str(told)).encode("utf-8")

    asyncio.run(main())


@given(json_values | st.fixed_dictionaries({"id": json_values, "recipients": json_values, "states": json_values}))
def test_any_row_is_a_message_or_a_bad_answer(row: Any) -> None:
    for read in (message_of, lambda value: incoming_of(value, NOW)):
        try:
            read(row)
        except BadAnswerError:
            pass


def test_half_a_surrogate_pair_does_not_reach_the_store() -> None:
    row = {"type": "SMS", "id": "text:1", "sender": TO, "contentPreview": "a\ud83d\0", "createdAt": iso(NOW)}
    event = incoming_of(row, NOW)
    assert event is not None
    assert event.text == "a?"


# Live test and settings


def steps(one: Set) -> list[tuple[str, bool]]:
    async def main() -> list[tuple[str, bool]]:
        found = await one.gateway.check()
        for step in found:
            assert PASSWORD not in step.message
        return [(step.name, step.ok) for step in found]

    return asyncio.run(main())


REACHED = [("address", True), ("connection", True)]


def test_check() -> None:
    good = Set(webhooks=True)
    assert steps(good) == [*REACHED, ("sign-in", True), ("clock", True), ("order", True), ("incoming", True)]
    assert good.phone.messages == {}
    wrong = Set()
    wrong.phone.authorization = "Basic other"
    assert steps(wrong) == [*REACHED, ("sign-in", False)]
    late = Set()
    late.phone.clock_skew_ms, late.phone.order = 600_000, "LIFO"
    assert steps(late) == [*REACHED, ("sign-in", True), ("clock", False), ("order", False)]
    old = Set()
    old.phone.lacks = {"/settings"}
    assert steps(old) == [*REACHED, ("sign-in", True), ("clock", True)]
    gone = Set()
    gone.phone.broken = broken(httpx.ConnectError("refused"))
    assert steps(gone) == [("address", True), ("connection", False)]
    other = Set()
    other.phone.broken = broken(httpx.Response(200, json={"status": "ok"}))
    assert steps(other) == [*REACHED, ("answer", False)]


def test_check_beside_the_console_that_listens() -> None:
    async def main() -> None:
        one = Set(webhooks=True)
        async with one.listening():
            port = httpx.URL(next(iter(one.phone.webhooks.values()))["url"]).port
            assert port is not None
            beside = Set(webhooks=True, listener=ListenerSettings(port=port))
            assert all(step.ok for step in await beside.gateway.check())

    asyncio.run(main())


def test_what_it_is() -> None:
    one = Set(rate=0.5)
    assert (one.gateway.name, one.gateway.doubles, one.gateway.rate) == ("android", Doubles.NATIVE, 0.5)


BASE = {"url": "http://192.0.2.7:8080", "username": "sms"}


@pytest.mark.parametrize(
    "values",
    [
        {"webhooks": True, "callback_url": "https://desk.example:8443"},
        {"webhooks": True, "callback_url": "http://127.0.0.1:18014"},
        {"webhooks": "yes"},
        {"webhooks": True, "listen_host": "0.0.0.0", "listen_cert": "/etc/cert.pem"},
    ],
)
def test_addresses_a_phone_may_call(values: dict[str, Any]) -> None:
    assert AndroidSettings.from_values({**BASE, **values}).webhooks


@pytest.mark.parametrize(
    "values",
    [
        {"webhooks": True, "callback_url": "http://10.0.0.5:18014"},
        {"webhooks": True, "listen_host": "10.0.0.5"},
        {"ttl_seconds": 1},
        {"sim_number": 4},
        {"poll_seconds": 0},
        {"url": ""},
    ],
)
def test_settings_that_cannot_be_used(values: dict[str, Any]) -> None:
    with pytest.raises(SettingsError) as caught:
        AndroidSettings.from_values({**BASE, **values})
    assert caught.value.next_step


def test_the_home_folder_may_be_abbreviated() -> None:
    made = AndroidSettings.from_values({**BASE, "listen_cert": "~/cert.pem"})
    assert made.listener.tls_cert == str(Path.home() / "cert.pem")


def test_webhooks_need_a_key() -> None:
    with pytest.raises(SettingsError):
        AndroidGateway(AndroidSettings("http://192.0.2.7:8080", "sms", webhooks=True), PASSWORD, "", StillClock())
