"""baresip over its control port: every step once and in order, whatever comes over the line, and nothing smuggled in."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.adapters.phone.baresip import BaresipPhone
from fallback_console.adapters.phone.baresip_settings import BaresipSettings
from fallback_console.adapters.phone.baresip_words import event_of, is_dialable, listed_users, user_of
from fallback_console.adapters.phone.call_book import CallBook
from fallback_console.adapters.phone.netstring import Netstrings, netstring
from fallback_console.adapters.phone.softphone import registration_of
from fallback_console.adapters.status.factory import check, probes_for
from fallback_console.domain.connection import Connection
from fallback_console.domain.errors import AmbiguousError, RefusedError, SettingsError, UnreachableError
from fallback_console.domain.health import Finding
from fallback_console.domain.telephone import ENDINGS, CallState, PhoneCall
from fallback_console.domain.timing import Timing
from tests.unit.adapters.phone.support import START, Calls, FakeSoftphone, RealClock, event, framed

NUMBER = "+15550100"
LISTED = "\n--- Active calls (1) ---\n> [line 1]  0:00:01  ESTABLISHED             sip:+15550100@phones.test:5070\n\n"
REGISTERED = "\n--- User Agents (1) ---\n> sip:agent@phones.test:5070     \x1b[32mOK \x1b[;m kamailio Expires 60s\n\n"
UNREGISTERED = "\n--- User Agents (1) ---\n> sip:agent@phones.test:5070     \x1b[31mERR\x1b[;m \n\n"

Test = Callable[[FakeSoftphone, BaresipPhone, Calls], Awaitable[None]]


def on_phone(test: Test, **settings: float) -> None:
    async def main() -> None:
        softphone, calls = FakeSoftphone(), Calls()
        await softphone.start()
        wanted = BaresipSettings(port=softphone.port, timeout=settings.get("timeout", 5.0))
        phone = BaresipPhone(wanted, RealClock(), first_pause=0.01, tone_pause=0.01)
        async with phone.listen(calls.take):
            await test(softphone, phone, calls)
        await phone.aclose()
        await softphone.stop()

    asyncio.run(main())


@pytest.mark.parametrize(
    ("reason", "ending"),
    [
        ("486 Busy Here", "busy"),
        ("600 Busy Everywhere", "busy"),
        ("404 Not Found", "not-found"),
        ("480 Temporarily Unavailable", "no-answer"),
        ("408 Request Timeout", "no-answer"),
        ("603 Decline", "refused"),
        ("503 Service Unavailable", "failed"),
        ("500 Service Unavailable", "failed"),
        ("Connection timed out", "failed"),
        ("", "failed"),
    ],
)
def test_how_a_call_ends_that_nobody_took(reason: str, ending: str) -> None:
    async def test(softphone: FakeSoftphone, phone: BaresipPhone, calls: Calls) -> None:
        call = await phone.dial(NUMBER)
        softphone.event("CALL_CLOSED", "a1", NUMBER, reason)
        ended = await calls.until(call, "ended")
        assert (calls.states(call), ended.ending) == (["dialling", "ended"], ending)

    on_phone(test)


def test_it_rings_is_answered_and_hung_up() -> None:
    async def test(softphone: FakeSoftphone, phone: BaresipPhone, calls: Calls) -> None:
        call = await phone.dial(NUMBER)
        for kind in ("CALL_LOCAL_SDP", "CALL_RINGING", "CALL_RINGING", "CALL_ESTABLISHED", "CALL_RINGING"):
            softphone.event(kind, "a1")
        await calls.until(call, "answered")
        await phone.hang_up(call)
        assert softphone.asked == [("dial", NUMBER), ("callfind", "a1"), ("hangup", "")]
        softphone.event("CALL_CLOSED", "a1", reason="Connection reset by user")
        softphone.event("CALL_CLOSED", "a1", reason="486 Busy Here")
        assert (await calls.until(call, "ended")).ending == "done"
        await phone.hang_up(call)
        assert len(softphone.asked) == 3

    on_phone(test)


def test_giving_up_before_the_call_has_a_name() -> None:
    async def test(softphone: FakeSoftphone, phone: BaresipPhone, calls: Calls) -> None:
        call = await phone.dial(NUMBER)
        await phone.hang_up(call)
        assert softphone.asked[-1] == ("hangup", "")
        softphone.event("CALL_CLOSED", "a1", reason="487 Request Terminated")
        assert (await calls.until(call, "ended")).ending == "cancelled"

    on_phone(test)


def test_the_keys_behind_a_number_are_pressed_once_somebody_answers() -> None:
    async def test(softphone: FakeSoftphone, phone: BaresipPhone, calls: Calls) -> None:
        call = await phone.dial(NUMBER, ",,12")
        softphone.event("CALL_RINGING", "a1")
        await calls.until(call, "ringing")
        assert len(softphone.asked) == 1
        softphone.event("CALL_ESTABLISHED", "a1")
        async with asyncio.timeout(5):
            while softphone.asked[-1] != ("sndcode", "12"):
                await asyncio.sleep(0.01)
        await phone.send_tones(call, "*3,#")
        keys = [params for command, params in softphone.asked if command == "sndcode"]
        assert keys == ["12", "*3", "#"]
        softphone.event("CALL_CLOSED", "a1")
        await calls.until(call, "ended")
        await phone.send_tones(call, "1")  # it is over: nothing to press
        assert len([1 for command, _ in softphone.asked if command == "sndcode"]) == 3

    on_phone(test)


def test_keys_of_a_call_that_nobody_took_are_not_pressed_in_another() -> None:
    async def test(softphone: FakeSoftphone, phone: BaresipPhone, calls: Calls) -> None:
        call = await phone.dial(NUMBER, "12")
        softphone.event("CALL_RINGING", "a1")
        softphone.event("CALL_CLOSED", "a1", reason="486 Busy Here")
        await calls.until(call, "ended")
        again = await phone.dial(NUMBER)
        softphone.event("CALL_ESTABLISHED", "a2")
        await calls.until(again, "answered")
        await phone.hang_up(again)
        assert "sndcode" not in {command for command, _ in softphone.asked}

    on_phone(test)


@pytest.mark.parametrize("tones", ["", ",", "12a", "1" * 41, "1\n2", "１"])
def test_nothing_but_keys_is_pressed(tones: str) -> None:
    async def test(softphone: FakeSoftphone, phone: BaresipPhone, calls: Calls) -> None:
        call = await phone.dial(NUMBER)
        softphone.event("CALL_ESTABLISHED", "a1")
        await calls.until(call, "answered")
        asked = len(softphone.asked)
        with pytest.raises(RefusedError):
            await phone.send_tones(call, tones)
        assert len(softphone.asked) == asked

    on_phone(test)


def test_a_line_that_breaks_while_a_call_is_chosen_is_made_again() -> None:
    async def test(softphone: FakeSoftphone, phone: BaresipPhone, calls: Calls) -> None:
        call = await phone.dial(NUMBER)
        softphone.event("CALL_ESTABLISHED", "a1")
        await calls.until(call, "answered")
        softphone.answers["listcalls"] = (True, LISTED)
        softphone.cuts.add("callfind")
        await phone.hang_up(call)
        asked = [command for command, _ in softphone.asked if command != "listcalls"]
        assert asked == ["dial", "callfind", "callfind", "hangup"]

    on_phone(test)


def test_a_softphone_that_cannot_choose_hangs_up_only_what_is_alone() -> None:
    async def test(softphone: FakeSoftphone, phone: BaresipPhone, calls: Calls) -> None:
        softphone.answers["callfind"] = (False, "command not found (callfind)\n")
        first = await phone.dial(NUMBER)
        softphone.event("CALL_RINGING", "a1")
        await calls.until(first, "ringing")
        await phone.hang_up(first)
        assert softphone.asked[-1] == ("hangup", "")
        await phone.dial("+15550101")
        with pytest.raises(RefusedError):
            await phone.hang_up(first)
        assert softphone.asked[-1][0] == "callfind"

    on_phone(test)


def test_messages_in_pieces_and_several_at_once() -> None:
    async def test(softphone: FakeSoftphone, phone: BaresipPhone, calls: Calls) -> None:
        call = await phone.dial(NUMBER)
        whole = framed(event("CALL_RINGING", "a1")) + framed(event("CALL_ESTABLISHED", "a1"))
        for start in range(0, len(whole), 7):
            softphone.send(whole[start : start + 7])
            await asyncio.sleep(0)
        await calls.until(call, "answered")
        assert calls.states(call) == ["dialling", "ringing", "answered"]

    on_phone(test)


@pytest.mark.parametrize(
    "call_id", ["0gQAAC8Vr+3/x=@10.0.0.1", "call~1@pbx", "{1F2E-33}@h", "a*140@[2001:db8::1]:5060", "x" * 500]
)
def test_calls_with_any_call_id_are_told_and_so_is_who_has_a_name_in_no_utf8(call_id: str) -> None:
    async def test(softphone: FakeSoftphone, phone: BaresipPhone, calls: Calls) -> None:
        while not softphone.lines:
            await asyncio.sleep(0.01)
        body = json.dumps(event("CALL_INCOMING", call_id, incoming=True) | {"peerdisplayname": "M?ller"}).encode()
        body = body.replace(b"M?ller", b"M\xfcller")
        softphone.send(b"%d:%s," % (len(body), body))
        softphone.event("CALL_CLOSED", call_id, reason="487", incoming=True)
        while not any(call.missed for call in calls.steps):
            await asyncio.sleep(0.01)
        assert calls.steps[0].shown_name == "M\ufffdller"
        assert softphone.lines == 1

    on_phone(test)


@pytest.mark.parametrize(
    "garbage", [b"garbage", b"12:{}", b"5:[1],,", b"3:abc,", b":", b"99999999:", b"2:[],", b"4:nul\xff,"]
)
def test_after_garbage_the_line_is_made_again(garbage: bytes) -> None:
    async def test(softphone: FakeSoftphone, phone: BaresipPhone, calls: Calls) -> None:
        call = await phone.dial(NUMBER)
        softphone.answers["listcalls"] = (True, LISTED)
        lines = softphone.lines
        softphone.send(garbage + b"x" * 20)
        while softphone.lines == lines or softphone.asked[-1][0] != "listcalls":
            await asyncio.sleep(0.01)
        softphone.event("CALL_ESTABLISHED", "a1")
        await calls.until(call, "answered")

    on_phone(test)


def test_a_softphone_that_was_started_again_has_forgotten_the_call() -> None:
    async def test(softphone: FakeSoftphone, phone: BaresipPhone, calls: Calls) -> None:
        call = await phone.dial(NUMBER)
        softphone.event("CALL_ESTABLISHED", "a1")
        await calls.until(call, "answered")
        port = softphone.port
        await softphone.stop()
        assert (await calls.until(call, "ended")).ending == "failed"
        with pytest.raises(UnreachableError):
            await phone.dial(NUMBER)
        await softphone.start(port)
        again = await phone.dial(NUMBER)
        softphone.event("CALL_RINGING", "b1")
        await calls.until(again, "ringing")

    on_phone(test)


def test_silence_after_dialling_is_not_dialled_again() -> None:
    async def test(softphone: FakeSoftphone, phone: BaresipPhone, calls: Calls) -> None:
        softphone.silent.add("dial")
        with pytest.raises(AmbiguousError):
            await phone.dial(NUMBER)
        assert [one for one in softphone.asked if one[0] == "dial"] == [("dial", NUMBER)]
        call = calls.steps[0].id
        assert calls.states(call) == ["dialling"]
        softphone.event("CALL_RINGING", "a1")
        await calls.until(call, "ringing")

    on_phone(test, timeout=0.1)


def test_a_refusal_ends_the_call() -> None:
    async def test(softphone: FakeSoftphone, phone: BaresipPhone, calls: Calls) -> None:
        softphone.answers["dial"] = (False, "could not find UA\n")
        with pytest.raises(RefusedError):
            await phone.dial(NUMBER)
        ended = await calls.newest("ended")
        assert ended.ending == "failed"

    on_phone(test)


@pytest.mark.parametrize(
    "number",
    [
        "",
        "+",
        "+1 555",
        "+15550100\nquit",
        "+15550100;x=y",
        "sip:bob@evil.example",
        "bob@evil.example",
        "*21*1#",
        "１２３",
        "1" * 30,
        "-f /etc",
        '"x"',
    ],
)
def test_nothing_but_a_number_or_a_name_is_dialled(number: str) -> None:
    async def test(softphone: FakeSoftphone, phone: BaresipPhone, calls: Calls) -> None:
        with pytest.raises(RefusedError):
            await phone.dial(number)
        assert (softphone.asked, calls.steps) == ([], [])

    on_phone(test)


@given(st.text(max_size=40))
def test_what_is_dialled_is_plain(number: str) -> None:
    if is_dialable(number):
        assert number.isascii()
        assert not set(number) & set("@;:/ \r\n\t*#\"'")


def test_calls_that_come_in_are_taken_and_turned_down() -> None:
    async def test(softphone: FakeSoftphone, phone: BaresipPhone, calls: Calls) -> None:
        first = asyncio.create_task(calls.newest("ringing"))
        while not softphone.lines:
            await asyncio.sleep(0.01)
        softphone.event("CALL_INCOMING", "a1", "anonymous", incoming=True)
        call = await first
        assert (call.direction, call.number, call.state) == ("in", "", "ringing")
        await phone.answer(call.id)
        assert softphone.asked[-2:] == [("callfind", "a1"), ("accept", "")]
        softphone.event("CALL_ESTABLISHED", "a1", "anonymous", incoming=True)
        softphone.event("CALL_CLOSED", "a1", "anonymous", "Connection reset by peer", incoming=True)
        assert (await calls.until(call.id, "ended")).ending == "done"
        with pytest.raises(RefusedError):
            await phone.answer(call.id)
        softphone.event("CALL_INCOMING", "a2", "+15550123", incoming=True)
        second = await calls.newest("ringing")
        softphone.event("CALL_CLOSED", "a2", "+15550123", "Call completed elsewhere", incoming=True)
        ended = await calls.until(second.id, "ended")
        assert (ended.ending, ended.missed) == ("elsewhere", False)
        with pytest.raises(RefusedError):
            await phone.hang_up("never seen")

    on_phone(test)


KINDS = ("CALL_OUTGOING", "CALL_RINGING", "CALL_PROGRESS", "CALL_ESTABLISHED", "CALL_CLOSED", "CALL_INCOMING", "OTHER")
REASONS = ("", "486 Busy Here", "Connection reset by user", "timed out", "999", "completed elsewhere")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(KINDS),
            st.sampled_from(("a", "b", "c", "")),
            st.sampled_from((NUMBER, "+15550101", "bob")),
            st.sampled_from(REASONS),
            st.booleans(),
        ),
        max_size=40,
    ),
    st.lists(st.integers(0, 39), max_size=3),
    st.sets(st.integers(0, 39), max_size=3),
)
def test_no_order_of_events_gives_a_step_twice_or_behind_the_end(
    events: list[tuple[str, str, str, str, bool]], dials: list[int], breaks: set[int]
) -> None:
    names, clock = count(), count(START)
    book = CallBook("phone:baresip", lambda: next(clock), lambda: f"ours{next(names)}")
    told: list[PhoneCall] = []
    for at, (kind, call, user, reason, incoming) in enumerate(events):
        told += [book.begin(NUMBER) for _ in range(dials.count(at))]
        found = event_of(event(kind, call, user, reason, incoming=incoming))
        step = book.take(found) if found is not None else None
        told += [step] if step is not None else []
        if at in breaks:
            told += book.end_all_but([NUMBER])
    told += book.end_all_but(())
    order = [CallState.DIALLING, CallState.RINGING, CallState.ANSWERED, CallState.ENDED]
    for name in {one.id for one in told}:
        steps = [one for one in told if one.id == name]
        ranks = [order.index(one.state) for one in steps]
        assert ranks == sorted(set(ranks))
        assert ranks[-1] == 3
        assert steps[-1].ending in ENDINGS
        assert all((one.ending == "") == (one.ended_at is None) for one in steps)
        assert len({(one.began_at, one.direction) for one in steps}) == 1


@given(st.lists(st.binary(max_size=50), max_size=6), st.integers(1, 9))
def test_netstrings_come_whole_however_they_are_cut(bodies: list[bytes], size: int) -> None:
    raw = b"".join(map(netstring, bodies))
    frames, found = Netstrings(), []
    for start in range(0, len(raw), size):
        found += frames.feed(raw[start : start + size])
    assert found == bodies


@given(st.binary(max_size=200))
def test_any_bytes_are_bodies_or_an_error(raw: bytes) -> None:
    with suppress(ValueError):
        assert raw.startswith(b"".join(map(netstring, Netstrings().feed(raw))))


def test_probing_uses_the_line_that_drives() -> None:
    async def test(softphone: FakeSoftphone, phone: BaresipPhone, calls: Calls) -> None:
        softphone.answers["reginfo"] = (True, REGISTERED)
        await phone.dial(NUMBER)
        connection = Connection("phone:baresip", "baresip", {"port": softphone.port})
        (probe,) = probes_for(connection, NoSecrets(), RealClock(), Timing())
        assert (await probe.run()).finding is Finding.OK
        assert all(step.ok for step in await phone.check())
        assert softphone.lines == 1
        softphone.answers["reginfo"] = (True, UNREGISTERED)
        assert (await probe.run()).finding is Finding.FAILED
        assert [step.ok for step in await check(connection, NoSecrets(), RealClock())] == [True, True, False]
        softphone.silent.add("reginfo")
        assert [(step.name, step.ok) for step in await phone.check()] == [("connection", True), ("answer", False)]

    on_phone(test, timeout=0.3)


def test_nobody_takes_connections() -> None:
    async def main() -> None:
        softphone = FakeSoftphone()
        await softphone.start()
        await softphone.stop()
        phone = BaresipPhone(BaresipSettings(port=softphone.port), RealClock())
        (step,) = await phone.check()
        assert (step.name, step.ok) == ("connection", False)

    asyncio.run(main())


def test_only_this_computer_unless_it_says_otherwise() -> None:
    assert BaresipSettings.from_values({}).port == 4444
    assert BaresipSettings.from_values({"host": "localhost", "port": "4441"}) == BaresipSettings(port=4441)
    with pytest.raises(SettingsError) as refused:
        BaresipSettings.from_values({"host": "192.0.2.7"})
    assert refused.value.values["field"] == "host"
    assert BaresipSettings.from_values({"host": "192.0.2.7", "remote": "yes"}).host == "192.0.2.7"


@pytest.mark.parametrize(
    ("address", "user"),
    [
        ("sip:+15550100@phones.test:5070", "+15550100"),
        ("<sip:bob@phones.test;transport=udp>", "bob"),
        ("tel:+15550100;phone-context=x", "+15550100"),
        ("sip:%2B15550100@x", "+15550100"),
        ("sip:anonymous@anonymous.invalid", ""),
        ("sip:192.168.1.10", ""),
        ("sips:pbx.example.com:5061;transport=tls", ""),
        ("sip:a\u202eb\n@x", "ab"),
        ("", ""),
    ],
)
def test_who_is_on_the_other_side(address: str, user: str) -> None:
    assert user_of(address) == user


def test_what_the_softphone_lists() -> None:
    assert listed_users(LISTED) == [NUMBER]
    assert listed_users("\n--- Active calls (0) ---\n\n") == []
    newer = LISTED.replace("[line 1]", "[line 1, id 5f3e+1/x=@10.0.0.1]")
    assert newer != LISTED
    assert listed_users(newer) == [NUMBER]
    assert registration_of(REGISTERED).account == "sip:agent@phones.test:5070"
    assert not registration_of("\n--- User Agents (0) ---\n\n").fine


class NoSecrets:
    def get(self, name: str) -> str | None:
        return None

    def set(self, name: str, value: str) -> None:
        raise AssertionError(name)

    def delete(self, name: str) -> None:
        raise AssertionError(name)
