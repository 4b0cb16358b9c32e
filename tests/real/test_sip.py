"""Calls through a real softphone, a real exchange and a network behind it: answered, busy, unknown, out of order, given up, cut off."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable

import pytest

from fallback_console.adapters.phone.baresip import BaresipPhone
from fallback_console.adapters.phone.baresip_settings import BaresipSettings
from fallback_console.adapters.status.factory import probes_for
from fallback_console.domain.connection import Connection
from fallback_console.domain.health import Finding
from fallback_console.domain.telephone import PhoneCall
from fallback_console.domain.timing import Timing
from tests.real.servers.sip import SipServer
from tests.unit.adapters.phone.support import Calls, RealClock
from tests.unit.cli.desk import Shell

ANSWERS, BUSY, UNKNOWN, BROKEN, RINGS = "+15550100", "+15550486", "+15550404", "+15550503", "+15550480"

Test = Callable[[BaresipPhone, Calls], Awaitable[None]]


def on_phone(sip: SipServer, test: Test) -> None:
    async def main() -> None:
        phone, calls = BaresipPhone(settings_of(sip), RealClock()), Calls()
        async with phone.listen(calls.take):
            await test(phone, calls)
        await phone.aclose()

    asyncio.run(main())


def settings_of(sip: SipServer) -> BaresipSettings:
    return BaresipSettings(port=sip.agent.control, timeout=10.0)


def test_a_call_is_answered_and_hung_up(sip: SipServer) -> None:
    async def test(phone: BaresipPhone, calls: Calls) -> None:
        call = await phone.dial(ANSWERS)
        await calls.until(call, "answered")
        await phone.hang_up(call)
        ended = await calls.until(call, "ended")
        assert calls.states(call) == ["dialling", "ringing", "answered", "ended"]
        assert (ended.ending, ended.number, ended.telephone) == ("done", ANSWERS, "phone:baresip")
        assert ended.began_at <= (ended.answered_at or 0) <= (ended.ended_at or 0)
        await phone.hang_up(call)  # what has ended stays so

    on_phone(sip, test)


@pytest.mark.parametrize(
    ("number", "ending"), [(BUSY, "busy"), (UNKNOWN, "not-found"), (BROKEN, "failed")], ids=["486", "404", "503"]
)
def test_the_network_turns_a_call_down(sip: SipServer, number: str, ending: str) -> None:
    async def test(phone: BaresipPhone, calls: Calls) -> None:
        call = await phone.dial(number)
        ended = await calls.until(call, "ended")
        assert (calls.states(call), ended.ending, ended.answered_at) == (["dialling", "ended"], ending, None)

    on_phone(sip, test)


def test_giving_up_while_it_rings(sip: SipServer) -> None:
    async def test(phone: BaresipPhone, calls: Calls) -> None:
        call = await phone.dial(RINGS)
        await calls.until(call, "ringing")
        await phone.hang_up(call)
        ended = await calls.until(call, "ended")
        assert (calls.states(call), ended.ending) == (["dialling", "ringing", "ended"], "cancelled")

    on_phone(sip, test)


def test_the_right_one_of_two_calls_is_hung_up(sip: SipServer) -> None:
    async def test(phone: BaresipPhone, calls: Calls) -> None:
        first = await phone.dial(ANSWERS)
        await calls.until(first, "answered")
        second = await phone.dial(RINGS)
        await calls.until(second, "ringing")
        await phone.hang_up(first)
        await calls.until(first, "ended")
        assert calls.last(second).state == "ringing"
        await phone.hang_up(second)
        await calls.until(second, "ended")

    on_phone(sip, test)


def test_a_softphone_killed_in_a_call_and_started_again(sip: SipServer) -> None:
    async def test(phone: BaresipPhone, calls: Calls) -> None:
        call = await phone.dial(ANSWERS)
        await calls.until(call, "answered")
        sip.agent.kill9()
        ended = await calls.until(call, "ended")
        assert ended.ending == "failed"
        await asyncio.to_thread(sip.agent.start)
        again = await phone.dial(ANSWERS)
        await calls.until(again, "answered")
        await phone.hang_up(again)
        assert (await calls.until(again, "ended")).ending == "done"

    on_phone(sip, test)


def test_keys_arrive_on_the_other_side(sip: SipServer) -> None:
    def heard(said: bytes) -> list[bytes]:
        return re.findall(rb'"CALL_DTMF_START".*?"param":"(.)"', said)

    async def test(phone: BaresipPhone, calls: Calls) -> None:
        call = await phone.dial("other", ",12")
        await calls.until(call, "ringing")
        watching = asyncio.create_task(asyncio.to_thread(sip.other.watch, "accept", lambda said: len(heard(said)) >= 2))
        await calls.until(call, "answered")
        assert heard(await watching) == [b"1", b"2"]
        watching = asyncio.create_task(
            asyncio.to_thread(sip.other.watch, "listcalls", lambda said: len(heard(said)) >= 2)
        )
        await asyncio.sleep(0)
        await phone.send_tones(call, ",*7")
        assert heard(await watching) == [b"*", b"7"]
        await phone.hang_up(call)
        await calls.until(call, "ended")

    on_phone(sip, test)


def test_a_call_outlives_a_line_that_breaks(sip: SipServer) -> None:
    async def test(phone: BaresipPhone, calls: Calls) -> None:
        call = await phone.dial(ANSWERS)
        await calls.until(call, "answered")
        # baresip keeps one line only: this one ends the console's.
        await asyncio.to_thread(sip.agent.command, "reginfo")
        await phone.hang_up(call)
        assert (await calls.until(call, "ended")).ending == "done"
        assert calls.states(call) == ["dialling", "ringing", "answered", "ended"]

    on_phone(sip, test)


def test_calls_that_come_in(sip: SipServer) -> None:
    async def test(phone: BaresipPhone, calls: Calls) -> None:
        async def rung() -> PhoneCall:
            await asyncio.to_thread(sip.other.command, "dial", "agent")
            return await calls.newest("ringing")

        await asyncio.sleep(0)
        taken = await rung()
        assert (taken.direction, taken.number, taken.missed) == ("in", "other", False)
        await phone.answer(taken.id)
        await calls.until(taken.id, "answered")
        await asyncio.to_thread(sip.other.command, "hangup")
        assert (await calls.until(taken.id, "ended")).ending == "done"
        missed = await rung()
        await asyncio.to_thread(sip.other.command, "hangup")
        ended = await calls.until(missed.id, "ended")
        assert (ended.ending, ended.missed) == ("cancelled", True)
        refused = await rung()
        await phone.hang_up(refused.id)
        ended = await calls.until(refused.id, "ended")
        assert (ended.ending, ended.missed) == ("refused", False)

    on_phone(sip, test)


def test_probing_and_checking_leave_the_line_alone(sip: SipServer) -> None:
    async def test(phone: BaresipPhone, calls: Calls) -> None:
        call = await phone.dial(ANSWERS)
        await calls.until(call, "answered")
        steps = await phone.check()
        assert [(step.name, step.ok) for step in steps] == [("connection", True), ("answer", True), ("sign-in", True)]
        connection = Connection("phone:baresip", "baresip", {"port": sip.agent.control})
        (probe,) = probes_for(connection, NoSecrets(), RealClock(), Timing())
        assert (await probe.run()).finding is Finding.OK
        await phone.hang_up(call)
        assert (await calls.until(call, "ended")).ending == "done"

    on_phone(sip, test)


class NoSecrets:
    def get(self, name: str) -> str | None:
        return None

    def set(self, name: str, value: str) -> None:
        raise AssertionError(name)

    def delete(self, name: str) -> None:
        raise AssertionError(name)


def test_a_call_from_the_command_line(sip: SipServer, shell: Shell) -> None:
    made = shell.json("connect", "phone", "baresip", "--port", str(sip.agent.control))
    assert made["ok"], made
    found = shell.json("call", BUSY, status=9)
    assert (found["call"]["ending"], found["outcome"]) == ("busy", "busy")
