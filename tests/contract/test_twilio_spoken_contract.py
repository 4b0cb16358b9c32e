"""Calls in which a message is read out, and the double they are tried with, against the vendor's own description."""

from __future__ import annotations

import asyncio

import pytest

from fallback_console.adapters.sms.twilio import TwilioGateway, TwilioSettings
from fallback_console.domain.errors import AmbiguousError
from fallback_console.domain.ids import uuid7
from fallback_console.domain.spoken import about_escalation, about_roll_call
from fallback_console.ports import OutgoingSms, SmsReceipt
from tests.contract.contract import Contract
from tests.helpers.twilio_double import ACCOUNT, OWN, TOKEN, TwilioDouble
from tests.unit.adapters.sms.subjects import PUBLIC
from tests.unit.adapters.sms.support import NOW, Events, StillClock

REFUSALS = (400, 401, 403, 404, 429, 500, 503)  # Twilio describes good answers only


@pytest.mark.parametrize("webhooks", [True, False])
def test_calling_looking_up_and_asking_how_it_ended(webhooks: bool) -> None:
    contract = Contract.of_vendor("twilio_2010")

    async def main() -> None:
        clock, events = StillClock(), Events()
        double = TwilioDouble(clock.now_ms)
        values = {"account_sid": ACCOUNT, "sender": OWN, "calls": True, "webhooks": webhooks, "callback_url": PUBLIC}
        gateway = TwilioGateway(
            TwilioSettings.from_values({**values, "poll_seconds": 3600, "listen_port": 0}),
            TOKEN,
            "",
            clock,
            transport=contract.transport(double, tolerate=REFUSALS),
        )
        page = about_escalation("ja", 7, "回線 & 障害", "alice", urgent=True, case="1")
        messages = [
            OutgoingSms(uuid7(NOW + n, bytes(10)), "+12025550101", "7: x", 1, (), spoken)
            for n, spoken in enumerate((page, about_roll_call("Are you safe?")))
        ]
        async with gateway.listen(events.take):
            double.lose = 1
            with pytest.raises(AmbiguousError):
                await gateway.send(messages[0])
            found = await gateway.look_up(messages[0])
            assert found is not None
            assert (await gateway.send(messages[1])).remote_id != found.remote_id
            for row in double.calls.calls:
                row["status"] = "no-answer"
            await gateway.poll()
        failed = {e.entry_id for e in events.seen if isinstance(e, SmsReceipt) and e.state == "failed"}
        assert failed == {message.entry_id for message in messages}
        await gateway.aclose()

    asyncio.run(main())
