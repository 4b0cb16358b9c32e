"""The Android adapter, and the double of the phone, against the vendor's description of SMSGate."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import httpx
import pytest

from fallback_console.adapters.sms.android import AndroidGateway
from fallback_console.adapters.sms.android_settings import AndroidSettings
from fallback_console.adapters.sms.listener import ListenerSettings
from fallback_console.ports import IncomingSms, OutgoingSms, SmsReceipt
from tests.contract.contract import Contract, ContractViolation
from tests.helpers.phone_double import PhoneDouble
from tests.unit.adapters.sms.support import NOW, Events, StillClock

ENTRY = "01990000-0000-7000-8000-000000000001"
TO = "+12025550101"
NOT_FOUND = 404  # the description forgets it; the app answers so
OVERLOADED = (429, 500, 502, 503, 504)


def checked(test: Callable[[AndroidGateway, PhoneDouble, Events], Awaitable[None]]) -> None:
    contract = Contract.of_vendor("smsgate")

    async def main() -> None:
        clock = StillClock()
        phone = PhoneDouble(clock.now_ms)
        settings = AndroidSettings(
            "http://192.0.2.7:8080",
            "sms",
            sim_number=1,
            webhooks=True,
            listener=ListenerSettings(),
            poll_seconds=3600,
        )
        transport = contract.transport(phone, tolerate=(*OVERLOADED, NOT_FOUND))
        gateway = AndroidGateway(settings, "phone-password", phone.key, clock, transport=transport)
        events = Events()
        async with gateway.listen(events.take):
            await gateway.poll()
            await test(gateway, phone, events)
        await gateway.aclose()

    asyncio.run(main())


@pytest.mark.parametrize("text", ["Hello", "障害 😀", "x" * 400])
def test_sending_again_and_asking(text: str) -> None:
    async def test(gateway: AndroidGateway, phone: PhoneDouble, events: Events) -> None:
        message = OutgoingSms(ENTRY, TO, text, 1)
        assert await gateway.look_up(message) is None
        assert not (await gateway.send(message)).already
        assert (await gateway.send(message)).already
        assert await gateway.look_up(message) is not None

    checked(test)


def test_states_and_inbox() -> None:
    async def test(gateway: AndroidGateway, phone: PhoneDouble, events: Events) -> None:
        await gateway.send(OutgoingSms(ENTRY, TO, "Hello", 1))
        for state in ("Processed", "Sent", "Delivered", "Failed"):
            phone.set_state(ENTRY, state, "no service" if state == "Failed" else "")
            await gateway.poll()
        assert [e.state for e in events.seen if isinstance(e, SmsReceipt)] == ["accepted", "delivered", "failed"]
        phone.receive(TO, "はい", NOW, 7)
        await gateway.poll()
        assert [e.text for e in events.seen if isinstance(e, IncomingSms)] == ["はい"]

    checked(test)


def test_webhooks_and_the_live_test() -> None:
    async def test(gateway: AndroidGateway, phone: PhoneDouble, events: Events) -> None:
        assert len(phone.webhooks) == 4
        assert all(step.ok for step in await gateway.check())

    checked(test)


def test_the_description_is_strict() -> None:
    contract = Contract.of_vendor("smsgate")
    transport = contract.transport(lambda _: httpx.Response(202))
    good = {"phoneNumbers": [TO], "textMessage": {"text": "x"}}
    for body in ({**good, "id": "x" * 37}, {**good, "ttl": 1}, {**good, "priority": 5}, {**good, "unknown": 1}, {}):
        with httpx.Client(base_url="http://192.0.2.7:8080", transport=transport) as client:
            with pytest.raises(ContractViolation):
                client.post("/messages", json=body, headers={"Authorization": "Basic x"})
