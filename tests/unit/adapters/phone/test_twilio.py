"""Calls over Twilio: begun once whatever happens, followed on both legs, and the token nowhere but in its header."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

import httpx
import pytest

from fallback_console.adapters.phone.twilio import TwilioVoice
from fallback_console.adapters.phone.twilio_settings import TwilioVoiceSettings
from fallback_console.adapters.phone.twilio_words import TwilioCall, dial_words, stands
from fallback_console.domain.errors import (
    AmbiguousError,
    ConsoleError,
    RefusedError,
    SettingsError,
    SignInError,
    ThrottledError,
    UnreachableError,
)
from tests.helpers.twilio_calls_double import AGENT, TwilioCallsDouble, error
from tests.helpers.twilio_double import ACCOUNT, OWN, TOKEN
from tests.unit.adapters.phone.support import Calls, RealClock

NUMBER = "+12025550101"
VALUES = {"account_sid": ACCOUNT, "sender": OWN, "own_phone": AGENT, "poll_seconds": 0.01}

Test = Callable[[TwilioCallsDouble, TwilioVoice, Calls], Awaitable[None]]


def on_twilio(test: Test, token: str = TOKEN) -> None:
    async def main() -> None:
        clock, calls = RealClock(), Calls()
        double = TwilioCallsDouble(clock.now_ms)
        settings = TwilioVoiceSettings.from_values(VALUES)
        phone = TwilioVoice(settings, token, "", clock, transport=double.transport(), look_again=0.01)
        async with phone.listen(calls.take):
            await test(double, phone, calls)
        await phone.aclose()

    asyncio.run(main())


def test_the_agent_is_rung_first_then_the_customer() -> None:
    async def test(double: TwilioCallsDouble, phone: TwilioVoice, calls: Calls) -> None:
        call = await phone.dial(NUMBER)
        (own,) = double.calls
        assert (own["to"], own["from"]) == (AGENT, OWN)
        form = dict(parse_qsl(double.requests[0].content.decode()))
        assert f"<Number>{NUMBER}</Number>" in form["Twiml"]
        own["status"] = "in-progress"
        customer = double.add(NUMBER, parent=own["sid"], status="ringing")
        await calls.until(call, "ringing")
        customer["status"] = "in-progress"
        await calls.until(call, "answered")
        await phone.hang_up(call)
        ended = await calls.until(call, "ended")
        assert (calls.states(call), ended.ending) == (["dialling", "ringing", "answered", "ended"], "done")
        await phone.hang_up(call)
        assert double.created == 1

    on_twilio(test)


@pytest.mark.parametrize("status", ["busy", "no-answer", "failed"])
def test_how_the_customers_leg_ends(status: str) -> None:
    async def test(double: TwilioCallsDouble, phone: TwilioVoice, calls: Calls) -> None:
        call = await phone.dial(NUMBER)
        double.calls[0]["status"] = "in-progress"
        double.add(NUMBER, parent=double.calls[0]["sid"], status=status)
        assert (await calls.until(call, "ended")).ending == status

    on_twilio(test)


def test_giving_up_while_the_own_telephone_rings() -> None:
    async def test(double: TwilioCallsDouble, phone: TwilioVoice, calls: Calls) -> None:
        call = await phone.dial(NUMBER)
        await phone.hang_up(call)
        assert (await calls.until(call, "ended")).ending == "cancelled"

    on_twilio(test)


@pytest.mark.parametrize(
    ("own", "customer", "hung_up", "found"),
    [
        ("queued", None, False, ("dialling", "")),
        ("ringing", None, False, ("dialling", "")),
        ("in-progress", None, False, ("dialling", "")),
        ("in-progress", "queued", False, ("dialling", "")),
        ("in-progress", "ringing", False, ("ringing", "")),
        ("in-progress", "in-progress", False, ("answered", "")),
        ("in-progress", "completed", False, ("ended", "done")),
        ("completed", "in-progress", True, ("ended", "done")),
        ("completed", "ringing", True, ("ended", "cancelled")),
        ("completed", "no-answer", True, ("ended", "cancelled")),
        ("completed", "canceled", False, ("ended", "cancelled")),
        ("no-answer", None, False, ("ended", "not-taken")),
        ("busy", None, False, ("ended", "not-taken")),
        ("no-answer", None, True, ("ended", "cancelled")),
        ("canceled", None, False, ("ended", "cancelled")),
        ("busy", "ringing", False, ("ended", "cancelled")),
        ("failed", None, False, ("ended", "failed")),
        ("in-progress", "something new", False, ("dialling", "")),
    ],
)
def test_two_legs_are_one_call(own: str, customer: str | None, hung_up: bool, found: tuple[str, str]) -> None:
    legs = [None if status is None else TwilioCall("CA1", "", "", status, 0) for status in (own, customer)]
    assert legs[0] is not None
    assert stands(legs[0], legs[1], hung_up=hung_up) == found


def test_a_lost_answer_is_looked_up_and_never_dialled_again() -> None:
    async def test(double: TwilioCallsDouble, phone: TwilioVoice, calls: Calls) -> None:
        double.add(AGENT)["date_created"] = "Tue, 31 Aug 2010 20:36:28 +0000"
        double.add(AGENT, sender="+12025550188")
        double.lose = 1
        call = await phone.dial(NUMBER)
        assert double.created == 1
        (look,) = [r for r in double.requests if r.method == "GET" and "To" in r.url.params][:1]
        assert look.url.params["To"] == AGENT
        assert "StartTime>" in look.url.params
        double.calls[-1]["status"] = "no-answer"
        assert (await calls.until(call, "ended")).ending == "not-taken"

    on_twilio(test)


def test_where_it_cannot_be_found_nobody_is_rung_twice() -> None:
    async def test(double: TwilioCallsDouble, phone: TwilioVoice, calls: Calls) -> None:
        double.drop = 1
        with pytest.raises(AmbiguousError):
            await phone.dial(NUMBER)
        assert (double.created, double.calls) == (1, [])
        assert (await calls.newest("ended")).ending == "failed"

    on_twilio(test)


def test_a_moment_without_an_answer_changes_nothing() -> None:
    async def test(double: TwilioCallsDouble, phone: TwilioVoice, calls: Calls) -> None:
        call = await phone.dial(NUMBER)
        double.broken = lambda _: httpx.Response(503)
        asked = len(double.requests)
        while len(double.requests) < asked + 3:
            await asyncio.sleep(0.01)
        double.broken = lambda _: None
        double.calls[0]["status"] = "in-progress"
        double.add(NUMBER, parent=double.calls[0]["sid"], status="in-progress")
        await calls.until(call, "answered")

    on_twilio(test)


@pytest.mark.parametrize("seen", [True, False])
def test_a_talk_while_nothing_was_reached_is_as_long_as_twilio_says(seen: bool) -> None:
    async def test(double: TwilioCallsDouble, phone: TwilioVoice, calls: Calls) -> None:
        call = await phone.dial(NUMBER)
        double.calls[0]["status"] = "in-progress"
        leg = double.add(NUMBER, parent=double.calls[0]["sid"], status="in-progress" if seen else "ringing")
        await calls.until(call, "answered" if seen else "ringing")
        double.broken = lambda _: httpx.Response(503)
        asked = len(double.requests)
        while len(double.requests) < asked + 3:
            await asyncio.sleep(0.01)
        # The line was away longer than they talked.
        leg |= {"status": "completed", "duration": "0" if seen else "95"}
        phone._lines[call].call = phone._lines[call].call._replace(began_at=0)
        double.broken = lambda _: None
        ended = await calls.until(call, "ended")
        assert ended.ended_at is not None
        assert ended.answered_at is not None
        assert ended.ended_at - ended.answered_at == (0 if seen else 95_000)

    on_twilio(test)


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (400, 21211, RefusedError),
        (400, 21215, RefusedError),
        (400, 21212, RefusedError),
        (400, 99999, RefusedError),
        (429, 20429, ThrottledError),
        (401, 20003, SignInError),
        (403, 20005, SignInError),
    ],
)
def test_refusals_end_the_call_and_say_why(status: int, code: int, kind: type[ConsoleError]) -> None:
    async def test(double: TwilioCallsDouble, phone: TwilioVoice, calls: Calls) -> None:
        double.broken = lambda _: error(status, code)
        with pytest.raises(kind):
            await phone.dial(NUMBER)
        assert double.created == 1
        assert (await calls.newest("ended")).ending == "failed"

    on_twilio(test)


@pytest.mark.parametrize("number", ["", "bob", "+1</Number><Sip>x</Sip>", "+1 2", "*21#", "sip:x@y"])
def test_only_numbers_are_dialled(number: str) -> None:
    async def test(double: TwilioCallsDouble, phone: TwilioVoice, calls: Calls) -> None:
        with pytest.raises(RefusedError):
            await phone.dial(number)
        assert (double.requests, calls.steps) == ([], [])

    on_twilio(test)


def test_keys_behind_a_number_are_pressed_by_twilio_itself() -> None:
    async def test(double: TwilioCallsDouble, phone: TwilioVoice, calls: Calls) -> None:
        call = await phone.dial("+15550100", ",12#")
        words = dict(parse_qsl(double.requests[0].content.decode()))["Twiml"]
        assert '<Number sendDigits="wwww12#">' in words
        with pytest.raises(RefusedError, match="Twilio cannot press keys"):
            await phone.send_tones(call, "1")
        with pytest.raises(RefusedError, match="no keys"):
            await phone.dial("+15550100", '1"><Sip>')
        assert double.created == 1

    on_twilio(test)


def test_what_twilio_is_told_is_escaped() -> None:
    assert "<Sip>" not in dial_words("1</Number><Sip>x", '"><Sip>', 40)


def test_the_token_is_nowhere_else(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    said: list[str] = []

    async def test(double: TwilioCallsDouble, phone: TwilioVoice, calls: Calls) -> None:
        said.extend(str(step) for step in await phone.check())
        for broken in (httpx.Response(500, text=TOKEN), httpx.Response(200, text=TOKEN), error(401, 20003)):
            double.broken = lambda _, answer=broken: answer  # type: ignore[misc]
            with pytest.raises(ConsoleError) as failed:
                await phone.dial(NUMBER)
            said.append(repr(failed.value) + str(failed.value.values))
        assert all(TOKEN not in str(r.url) and TOKEN.encode() not in r.content for r in double.requests)

    on_twilio(test)
    assert TOKEN not in caplog.text + "".join(said)


def test_the_live_test() -> None:
    async def test(double: TwilioCallsDouble, phone: TwilioVoice, calls: Calls) -> None:
        steps = await phone.check()
        assert [(s.name, s.ok) for s in steps][-2:] == [("sign-in", True), ("sender", True)]
        double.numbers.clear()
        assert not (await phone.check())[-1].ok
        double.status = "suspended"
        assert (await phone.check())[-1].name == "rights"
        double.broken = lambda _: error(401, 20003)
        assert (await phone.check())[-1].name == "sign-in"
        double.broken = lost
        assert not (await phone.check())[-1].ok
        assert double.created == 0
        with pytest.raises(RefusedError):
            await phone.answer("x")
        with pytest.raises(RefusedError):
            await phone.hang_up("never seen")

    on_twilio(test)


def lost(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused", request=request)


def test_nothing_reached_is_unreachable() -> None:
    async def test(double: TwilioCallsDouble, phone: TwilioVoice, calls: Calls) -> None:
        double.broken = lost
        with pytest.raises(UnreachableError):
            await phone.dial(NUMBER)
        assert double.created == 1

    on_twilio(test)


@pytest.mark.parametrize(
    "wrong", [{"account_sid": "AC1"}, {"sender": "Example"}, {"own_phone": "0123"}, {"own_phone": ""}, {"sender": ""}]
)
def test_settings_that_cannot_be(wrong: dict[str, str]) -> None:
    with pytest.raises(SettingsError):
        TwilioVoiceSettings.from_values({**VALUES, **wrong})


def test_a_token_is_needed() -> None:
    with pytest.raises(SettingsError):
        on_twilio(never, token="")


async def never(double: TwilioCallsDouble, phone: TwilioVoice, calls: Calls) -> None:
    raise AssertionError("never begun")
