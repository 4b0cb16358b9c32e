"""The Twilio and Vonage adapters, and the doubles they are tried with, against the vendors' own descriptions."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from fallback_console.adapters.sms.twilio import TwilioGateway, TwilioSettings
from fallback_console.adapters.sms.vonage import VonageGateway, VonageSettings
from fallback_console.domain.errors import AmbiguousError, ConsoleError, RefusedError, ThrottledError
from fallback_console.domain.sms_text import measure
from fallback_console.ports import IncomingSms, OutgoingSms, SmsReceipt
from tests.contract.contract import Contract, ContractViolation, samples
from tests.helpers.twilio_double import ACCOUNT, OWN, TOKEN, TwilioDouble
from tests.unit.adapters.sms.support import Events, StillClock

ENTRY = "01a0c1f6-7600-7000-8000-000000000001"
TO = "+12025550101"
REFUSALS = (400, 401, 403, 404, 429, 500, 503)  # Twilio describes good answers only


def on_twilio(test: Callable[[TwilioGateway, TwilioDouble, Events], Awaitable[None]], **values: Any) -> None:
    contract = Contract.of_vendor("twilio_2010")

    async def main() -> None:
        clock = StillClock()
        double, events = TwilioDouble(clock.now_ms), Events()
        settings = TwilioSettings.from_values(
            {"account_sid": ACCOUNT, "sender": OWN, "poll_seconds": 3600, "listen_port": 0, **values}
        )
        transport = contract.transport(double, tolerate=REFUSALS)
        gateway = TwilioGateway(settings, TOKEN, "", clock, transport=transport)
        async with gateway.listen(events.take):
            await test(gateway, double, events)
        await gateway.aclose()

    asyncio.run(main())


def sms(text: str = "Hello") -> OutgoingSms:
    return OutgoingSms(ENTRY, TO, text, measure(text).parts)


@pytest.mark.parametrize("text", ["Hello", "障害 😀", "x" * 400])
@pytest.mark.parametrize(
    "values",
    [{}, {"sender": f"MG{32 * '2'}"}, {"webhooks": True, "callback_url": "https://sms.example.com"}],
    ids=["number", "service", "callbacks"],
)
def test_sending_and_looking_up_at_twilio(text: str, values: dict[str, Any]) -> None:
    async def test(gateway: TwilioGateway, double: TwilioDouble, events: Events) -> None:
        receipt = await gateway.send(sms(text))
        assert receipt.remote_id
        double.lose = 1
        other = OutgoingSms(f"{ENTRY[:-1]}2", TO, "other", 1)
        with pytest.raises(AmbiguousError):
            await gateway.send(other)
        assert await gateway.look_up(other) is not None
        double.opted_out.add(TO)
        with pytest.raises(RefusedError):
            await gateway.send(sms(text))

    on_twilio(test, **values)


def test_asking_twilio_for_states_and_messages() -> None:
    async def test(gateway: TwilioGateway, double: TwilioDouble, events: Events) -> None:
        double.page = 2
        await gateway.send(sms())
        for status, error in (("sent", None), ("delivered", None), ("undelivered", 30003)):
            double.move(double.messages[0], status, error)
            await gateway.poll()
        for n in range(5):
            double.add(OWN, str(n), sender=TO, incoming=True)
        await gateway.poll()
        assert [e.state for e in events.seen if isinstance(e, SmsReceipt)] == ["accepted", "delivered", "failed"]
        assert len([e for e in events.seen if isinstance(e, IncomingSms)]) == 5

    on_twilio(test)


def test_twilios_live_test() -> None:
    async def test(gateway: TwilioGateway, double: TwilioDouble, events: Events) -> None:
        assert all(step.ok for step in await gateway.check())

    on_twilio(test)


def test_twilios_description_is_strict() -> None:
    transport = Contract.of_vendor("twilio_2010").transport(lambda _: httpx.Response(201, json={}))
    path = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
    with httpx.Client(base_url="https://twilio.example", transport=transport, auth=("a", "b")) as client:
        for form in ({"Body": "x"}, {"To": TO, "Boddy": "x"}, {"To": TO, "ValidityPeriod": "long"}):
            with pytest.raises(ContractViolation):
                client.post(path, data=form)


def vonage(answer: Any, text: str = "Hello", **values: Any) -> Any:
    contract = Contract.of_vendor("vonage_sms", "/sms")

    async def main() -> Any:
        transport = contract.transport(lambda _: httpx.Response(200, json=answer))
        settings = VonageSettings.from_values({"username": "abcd1234", "sender": "Example", **values})
        gateway = VonageGateway(settings, "secret", "key", "token" * 5, StillClock(), transport=transport)
        try:
            return await gateway.send(sms(text))
        except ConsoleError as error:
            return error
        finally:
            await gateway.aclose()

    return asyncio.run(main())


@pytest.mark.parametrize("text", ["Hello", "障害 😀", "x" * 400])
@pytest.mark.parametrize("values", [{}, {"listen": True, "callback_url": "https://sms.example.com"}])
def test_sending_at_vonage(text: str, values: dict[str, Any]) -> None:
    answer = {"message-count": "1", "messages": [{"to": TO[1:], "message-id": "m", "status": "0", "network": "1"}]}
    assert vonage(answer, text, **values).remote_id == "m"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("send_sms", "3295d748-4e14-4681-af78-166dca3c5aab"),
        ("send_long_sms", "62dfdf68-6c7c-479a-a190-5c52f798a787"),
        ("send_sms_error", RefusedError),
        ("send_sms_partial_error", AmbiguousError),
    ],
)
def test_what_vonage_really_answered(name: str, expected: Any) -> None:
    answer = json.loads((samples("vonage") / f"{name}.json").read_text(encoding="utf-8"))
    found = vonage(answer)
    if isinstance(expected, str):
        assert found.remote_id == expected
    else:
        assert isinstance(found, expected)


def test_vonage_throttles_inside_a_good_answer() -> None:
    assert isinstance(vonage({"message-count": "1", "messages": [{"status": "1", "error-text": "x"}]}), ThrottledError)
