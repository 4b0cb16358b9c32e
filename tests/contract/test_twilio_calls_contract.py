"""The calls over Twilio, and the double they are tried with, against the vendor's own description."""

from __future__ import annotations

import asyncio

from fallback_console.adapters.phone.twilio import TwilioVoice
from fallback_console.adapters.phone.twilio_settings import TwilioVoiceSettings
from tests.contract.contract import Contract
from tests.helpers.twilio_calls_double import AGENT, TwilioCallsDouble
from tests.helpers.twilio_double import ACCOUNT, OWN, TOKEN
from tests.unit.adapters.phone.support import Calls, RealClock

NUMBER = "+12025550101"
REFUSALS = (400, 401, 403, 404, 429, 500, 503)  # Twilio describes good answers only


def test_dialling_following_looking_up_and_hanging_up() -> None:
    contract = Contract.of_vendor("twilio_2010")

    async def main() -> None:
        clock, calls = RealClock(), Calls()
        double = TwilioCallsDouble(clock.now_ms)
        values = {"account_sid": ACCOUNT, "sender": OWN, "own_phone": AGENT, "poll_seconds": 0.01}
        phone = TwilioVoice(
            TwilioVoiceSettings.from_values(values),
            TOKEN,
            "",
            clock,
            transport=contract.transport(double, tolerate=REFUSALS),
            look_again=0.01,
        )
        async with phone.listen(calls.take):
            assert all(step.ok for step in await phone.check())
            double.lose = 1
            call = await phone.dial(NUMBER)
            double.calls[0]["status"] = "in-progress"
            double.add(NUMBER, parent=double.calls[0]["sid"], status="in-progress")
            await calls.until(call, "answered")
            await phone.hang_up(call)
            assert (await calls.until(call, "ended")).ending == "done"
        await phone.aclose()

    asyncio.run(main())
