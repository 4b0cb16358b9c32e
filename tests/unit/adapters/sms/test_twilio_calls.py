"""Messages that Twilio reads out: against a double of Twilio, with its calls over real sockets and its signatures."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode
from xml.etree import ElementTree

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.adapters.sms.suffixed import SuffixedGateway
from fallback_console.adapters.sms.twilio import TwilioGateway, TwilioSettings
from fallback_console.adapters.sms.twilio_calls import call_form, keys_from, keys_path
from fallback_console.domain.errors import AmbiguousError, RefusedError, SettingsError, SignInError
from fallback_console.domain.ids import uuid7
from fallback_console.domain.spoken import LANGUAGES, Spoken, about_escalation, about_roll_call
from fallback_console.ports import OutgoingSms, SmsKeys, SmsReceipt
from tests.helpers.ports import free_port
from tests.helpers.twilio_double import ACCOUNT, OWN, TOKEN, TwilioDouble, signature
from tests.unit.adapters.sms.subjects import PUBLIC
from tests.unit.adapters.sms.support import NOW, Events, StillClock, raw

TO = "+12025550101"
ENTRY, OTHER = uuid7(NOW, bytes(10)), uuid7(NOW + 5, bytes(10))
PAGE = about_escalation("en", 12, 'Ring <the> "carrier" & ask', "alice", urgent=True, case="48213")
DRILL = about_roll_call("避難訓練です。")


class Set:
    """A gateway that makes calls, its double and what it told; with a port, Twilio may call it."""

    def __init__(self, **values: Any) -> None:
        self.clock = StillClock()
        self.double = TwilioDouble(self.clock.now_ms)
        self.events = Events()
        usual = {"account_sid": ACCOUNT, "sender": OWN, "calls": "yes", "poll_seconds": 3600}
        self.settings = TwilioSettings.from_values({**usual, **values})
        self.gateway = self.again()

    def again(self) -> TwilioGateway:
        """The gateway as after a restart."""
        return TwilioGateway(self.settings, TOKEN, "", self.clock, transport=self.double.transport())

    @property
    def posted(self) -> list[dict[str, str]]:
        return [dict(parse_qsl(one.content.decode())) for one in self.double.requests if one.method == "POST"]

    def told(self) -> list[tuple[str, str, str]]:
        return [(e.entry_id, e.state, e.said) for e in self.events.seen if isinstance(e, SmsReceipt)]

    def pressed(self) -> list[tuple[str, str, str]]:
        return [(e.entry_id, e.gateway_id, e.keys) for e in self.events.seen if isinstance(e, SmsKeys)]


def run(test: Callable[[Set], Awaitable[None]], **values: Any) -> Set:
    one = Set(**values)

    async def main() -> None:
        async with one.gateway.listen(one.events.take):
            await test(one)
        await one.gateway.aclose()

    asyncio.run(main())
    return one


def called() -> dict[str, Any]:
    """Settings of a computer that Twilio can call."""
    return {"webhooks": True, "callback_url": PUBLIC, "listen_port": free_port()}


def sms(spoken: Spoken | None = PAGE, entry: str = ENTRY, others: tuple[str, ...] = ()) -> OutgoingSms:
    return OutgoingSms(entry, TO, "12: Ring the carrier", 1, others, spoken)


async def hook(one: Set, path: str, fields: dict[str, str], token: str = TOKEN) -> tuple[int, str]:
    """Twilio calls; status and body of the answer."""
    signed = signature(PUBLIC + path, fields, token)
    body = urlencode(fields).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {len(body)}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nX-Twilio-Signature: {signed}\r\n\r\n"
    )
    answer = await raw(one.settings.listener.port, head.encode() + body)
    head_part, _, words = answer.partition(b"\r\n\r\n")
    return int(head_part.split()[1]), words.decode()


def document(form: dict[str, str]) -> ElementTree.Element:
    assert len(form["Twiml"]) <= 4000
    return ElementTree.fromstring(form["Twiml"])


def test_a_call_reads_it_out_twice_and_asks_for_a_key() -> None:
    async def test(one: Set) -> None:
        receipt = await one.gateway.send(sms())
        assert receipt.remote_id == one.double.calls.calls[0]["sid"]
        (form,) = one.posted
        assert (form["To"], form["From"], form["Timeout"]) == (TO, OWN, "25")
        assert form["StatusCallback"] == f"{PUBLIC}/twilio/call/{ENTRY}"
        gather, silence = document(form)
        assert gather.attrib == {
            "input": "dtmf",
            "numDigits": "1",
            "timeout": "10",
            "method": "POST",
            "action": f"{PUBLIC}/twilio/keys/{ENTRY}/en/123",
        }
        (say,) = gather
        assert (say.get("language"), say.get("loop")) == ("en-GB", "2")
        assert say.text == (
            'Urgent. Number 12. Ring <the> "carrier" & ask. From alice. It is about case 48213.'
            " Press 1 to take it, 2 to pass it on, 3 to close it."
        )
        assert silence.tag == "Say"

    run(test, **called())


def test_where_twilio_cannot_call_back_nothing_is_asked_for() -> None:
    async def test(one: Set) -> None:
        await one.gateway.send(sms(DRILL))
        (form,) = one.posted
        assert "StatusCallback" not in form
        (say,) = document(form)
        assert (say.tag, say.get("language"), say.get("voice"), say.text) == (
            "Say",
            "ja-JP",
            "Polly.Mizuki",
            "避難訓練です。",
        )

    run(test)


def test_a_text_beside_it_is_a_text() -> None:
    async def test(one: Set) -> None:
        await one.gateway.send(sms(None))
        assert (one.double.calls.calls, one.double.messages[0]["body"]) == ([], "12: Ring the carrier")

    run(test)


@pytest.mark.logs_expected("fallback_console.adapters.sms.listener")
def test_a_key_is_kept_and_then_thanked_for_and_a_wrong_one_asked_for_again() -> None:
    async def test(one: Set) -> None:
        await one.gateway.send(sms(DRILL))
        path = f"/twilio/keys/{ENTRY}/ja/12"
        status, words = await hook(one, path, {"CallSid": "CA1", "Digits": "3"})
        assert (status, one.pressed()) == (200, [])
        (gather,) = ElementTree.fromstring(words)
        assert gather.get("action") == PUBLIC + path
        assert "1、または2" in "".join(gather.itertext())
        one.events.failures = 1
        status, words = await hook(one, path, {"CallSid": "CA1", "Digits": "2"})
        assert (status, words, one.pressed()) == (503, "", []), "what was not kept is not thanked for"
        for _ in range(2):
            status, words = await hook(one, path, {"CallSid": "CA1", "Digits": "2"})
            assert status == 200
            assert [part.tag for part in ElementTree.fromstring(words)] == ["Say"]
        assert set(one.pressed()) == {(ENTRY, "CA1", "2")}

    run(test, **called())


@pytest.mark.parametrize(
    ("path", "fields", "token", "status"),
    [
        (f"/twilio/keys/{ENTRY}/en/123", {"CallSid": "CA1", "Digits": "1"}, "forged", 403),
        (f"/twilio/call/{ENTRY}", {"CallSid": "CA1", "CallStatus": "completed"}, "forged", 403),
        (f"/twilio/keys/{ENTRY}/xx/123", {"CallSid": "CA1", "Digits": "1"}, TOKEN, 400),
        (f"/twilio/keys/{ENTRY}/en/a", {"CallSid": "CA1", "Digits": "a"}, TOKEN, 400),
        ("/twilio/keys//en/1", {"CallSid": "CA1", "Digits": "1"}, TOKEN, 400),
        (f"/twilio/keys/{ENTRY}/en/123", {"Digits": "1"}, TOKEN, 400),
        (f"/twilio/call/{ENTRY}", {"CallSid": "CA1"}, TOKEN, 400),
    ],
)
def test_what_twilio_did_not_say_is_refused(path: str, fields: dict[str, str], token: str, status: int) -> None:
    async def test(one: Set) -> None:
        assert (await hook(one, path, fields, token))[0] == status
        assert one.events.seen == []

    run(test, **called())


def test_how_a_call_ended_is_told_and_a_mailbox_is_no_success() -> None:
    async def test(one: Set) -> None:
        for status in ("completed", "no-answer", "busy", "failed", "canceled"):
            assert (await hook(one, f"/twilio/call/{ENTRY}", {"CallSid": "CA1", "CallStatus": status}))[0] == 200
        assert [state for _, state, _ in one.told()] == ["accepted", *["failed"] * 4]
        assert one.told()[1] == (ENTRY, "failed", "nobody took the call")

    run(test, **called())


def test_how_calls_ended_is_asked_for() -> None:
    async def test(one: Set) -> None:
        await one.gateway.send(sms())
        await one.gateway.send(sms(entry=OTHER))
        await one.gateway.poll()
        assert one.told() == []
        first, second = one.double.calls.calls
        first["status"], second["status"] = "no-answer", "completed"
        # A call that a person began over Twilio is nobody's here, and one within another still less.
        one.double.calls.add(TO, parent=first["sid"], status="busy")
        one.double.calls.add(TO, status="busy", sender="+12025550111")
        for _ in range(2):
            await one.gateway.poll()
        assert sorted(one.told()) == sorted(
            [(ENTRY, "failed", "nobody took the call"), (OTHER, "accepted", "the call was taken")]
        )

    run(test)


# In doubt


def test_a_lost_answer_is_found_by_the_number_and_never_called_again() -> None:
    async def test(one: Set) -> None:
        one.double.lose = 1
        with pytest.raises(AmbiguousError):
            await one.gateway.send(sms())
        await one.gateway.poll()
        assert one.told() == [(ENTRY, "accepted", "queued")]
        found = await one.again().look_up(sms())
        assert found is not None
        assert (found.already, found.remote_id) == (True, one.double.calls.calls[0]["sid"])

    assert len(run(test).posted) == 1


def test_another_call_to_the_number_is_not_this_one() -> None:
    async def test(one: Set) -> None:
        first = await one.gateway.send(sms())
        one.double.drop = 1
        with pytest.raises(AmbiguousError):
            await one.gateway.send(sms(entry=OTHER))
        one.double.calls.add(TO, parent=first.remote_id)
        one.clock.now += 120_000
        assert await one.gateway.look_up(sms(entry=OTHER)) is None
        again = one.again()
        one.clock.now += 120_000
        assert await again.look_up(sms(entry=OTHER, others=(first.remote_id,))) is None

    run(test)


def test_refusals_and_calls_that_are_switched_off() -> None:
    async def test(one: Set) -> None:
        answer = {"code": 21215, "message": f"not {TO}", "status": 400}
        one.double.broken = lambda _: httpx.Response(400, json=answer)
        with pytest.raises(RefusedError, match="does not ring this country") as caught:
            await one.gateway.send(sms())
        assert TO not in str(caught.value)
        one.double.broken = lambda _: httpx.Response(401, json={"code": 20003, "message": "no", "status": 401})
        with pytest.raises(SignInError):
            await one.gateway.send(sms())

    run(test)

    async def off(one: Set) -> None:
        with pytest.raises(RefusedError, match="makes no calls"):
            await one.gateway.send(sms())
        await one.gateway.poll()
        assert not any(request.url.path.endswith("/Calls.json") for request in one.double.requests)

    run(off, calls="no")


def test_the_number_that_calls_is_one_of_the_account_s() -> None:
    with pytest.raises(SettingsError, match="number of the account to come from"):
        TwilioSettings.from_values({"account_sid": ACCOUNT, "sender": f"MG{32 * '2'}", "calls": True})
    settings = TwilioSettings.from_values(
        {"account_sid": ACCOUNT, "sender": "Support", "calls": True, "caller": "+12025550177", "ring_seconds": "40"}
    )
    assert (settings.caller, settings.ring_seconds) == ("+12025550177", 40)

    async def test(one: Set) -> None:
        assert [step.ok for step in await one.gateway.check() if step.name == "sender"] == [True, False]

    run(test, caller="+12025550177")


def test_a_further_gateway_tells_keys_under_its_own_name() -> None:
    one = Set(**called())
    gateway = SuffixedGateway(one.gateway, "twilio.osaka")

    async def main() -> None:
        async with gateway.listen(one.events.take):
            await hook(one, f"/twilio/keys/{ENTRY}/en/123", {"CallSid": "CA1", "Digits": "1"})
        await gateway.aclose()

    asyncio.run(main())
    assert [event.gateway for event in one.events.seen] == ["twilio.osaka"]


@given(
    st.text(max_size=2000),
    st.sampled_from(LANGUAGES),
    st.sets(st.sampled_from("0123456789"), min_size=1),
    st.booleans(),
)
def test_any_words_make_a_document_that_twilio_takes(words: str, language: str, keys: set[str], answered: bool) -> None:
    spoken = Spoken(words, "Press.", dict.fromkeys(keys, "x"), language, "roll")
    path = keys_path(ENTRY, spoken)
    form = call_form(spoken, TO, OWN, 25, f"{PUBLIC}/twilio/keys/{path}" if answered else "")
    document(dict(form))
    found = keys_from(path)
    assert found is not None
    assert (found.entry_id, found.language, set(found.keys)) == (ENTRY, language, keys)
