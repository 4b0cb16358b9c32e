"""The Kannel adapter against a double of Kannel and against servers that misbehave."""

from __future__ import annotations

import asyncio
import logging
import urllib.parse
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fallback_console.adapters.sms.kannel import MO_QUERY, KannelGateway, KannelSettings
from fallback_console.adapters.sms.listener import ListenerSettings, new_token
from fallback_console.domain.delivery import Doubles
from fallback_console.domain.errors import (
    AmbiguousError,
    BadAnswerError,
    ConsoleError,
    OutsideError,
    RefusedError,
    SettingsError,
    SignInError,
    ThrottledError,
    UnreachableError,
)
from fallback_console.domain.sms_text import measure
from fallback_console.drill.sms_double import SmsDouble
from fallback_console.ports import IncomingSms, OutgoingSms, SmsReceipt
from tests.helpers.ports import free_port
from tests.unit.adapters.raw_server import Behave, answer, hang, raw_server, says
from tests.unit.adapters.sms.support import NOW, Events, StillClock, call

TOKEN = new_token()
PASSWORD = "pass-word-never-shown"
ENTRY = "01990000-0000-7000-8000-000000000001"
TO = "+12025550101"
TEXT = "private words of ours"
CLOCK = StillClock()


def gateway_for(url: str, **changes: object) -> KannelGateway:
    base = KannelSettings(url=url, username="console", timeout=2.0, listener=ListenerSettings())
    return KannelGateway(replace(base, **changes), PASSWORD, TOKEN, CLOCK)  # type: ignore[arg-type]


def sms(text: str = TEXT, to: str = TO, entry: str = ENTRY) -> OutgoingSms:
    return OutgoingSms(entry, to, text, measure(text).parts)


@pytest.fixture
def double() -> Iterator[SmsDouble]:
    one = SmsDouble(password=PASSWORD)
    one.start()
    yield one
    one.stop()


@asynccontextmanager
async def listening(double: SmsDouble, **changes: object) -> AsyncIterator[tuple[KannelGateway, Events]]:
    gateway = gateway_for(double.url, **changes)
    events = Events()
    try:
        async with gateway.listen(events.take):
            double.mo_url = gateway.mo_url.partition("?")[0]
            yield gateway, events
    finally:
        await gateway.aclose()


def receipts(events: Events) -> set[tuple[str, str, int | None]]:
    return {(e.entry_id, e.state, e.part) for e in events.seen if isinstance(e, SmsReceipt)}


@pytest.mark.parametrize(
    "text",
    [
        "Hello, we call you back at 5.",
        "åäö €100 [x] {y} ~ \\ ^ | Δ Ω",
        "two\nlines",
        "障害のお知らせ：復旧まで少々お待ちください。",
        "we are on it 🛠️😀",
        "half a pair \ud83d",
        "a" * 160,
        "a" * 161,
        "€" * 200,
        "障" * 71,
        "😀" * 100,
        ("x" * 66 + "😀") * 5,
    ],
)
def test_a_text_reaches_the_handset_whole(double: SmsDouble, text: str) -> None:
    async def main() -> None:
        async with listening(double) as (gateway, events):
            receipt = await gateway.send(sms(text))
            assert receipt.said == "0: Accepted for delivery"
            assert not receipt.already
            parts = measure(text).parts
            numbers = [None] if parts == 1 else list(range(1, parts + 1))
            await events.wait(lambda seen: len(seen) >= 2 * parts)
            assert receipts(events) == {(ENTRY, state, n) for state in ("accepted", "delivered") for n in numbers}

    asyncio.run(main())
    (message,) = double.messages
    assert (message.sender, message.to, message.text) == ("4670", TO, text)
    assert message.parts == measure(text).parts


def test_sender_network_validity_and_priority_are_told() -> None:
    async def main() -> None:
        async with raw_server(answer(202, b"0: Accepted for delivery", content_type="text/html")) as server:
            gateway = gateway_for(
                server.url, sender="Example", smsc="net2", validity_minutes=90, message_priority=3, listen=False
            )
            await gateway.send(sms())
            await gateway.aclose()
        head = server.asked[0].decode("latin-1").lower()
        for line in ("x-kannel-from: example", "x-kannel-smsc: net2", "x-kannel-validity: 90", "x-kannel-priority: 3"):
            assert line in head
        assert "dlr" not in head  # nobody would take the receipts in

    asyncio.run(main())


def test_the_password_is_in_no_address() -> None:
    async def main() -> None:
        async with raw_server(answer(202, b"0: Accepted for delivery")) as server:
            gateway = gateway_for(server.url)
            await gateway.send(sms())
            await gateway.aclose()
        request = server.asked[0].decode("latin-1")
        assert PASSWORD not in request.splitlines()[0]
        assert request.count(PASSWORD) == 1
        assert "X-Kannel-Password" in request

    asyncio.run(main())


async def reset(writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


FAULTS: list[tuple[str, Behave, type[OutsideError]]] = [
    ("silence", hang, AmbiguousError),
    ("closed", says(b""), AmbiguousError),
    ("reset", reset, AmbiguousError),
    ("half a head", says(b"HTTP/1.1 202 Acc"), AmbiguousError),
    ("half a body", says(b"HTTP/1.1 202 X\r\nContent-Length: 24\r\n\r\n0: Acc"), AmbiguousError),
    ("not http", says(b"SSH-2.0-OpenSSH_9.2\r\n"), AmbiguousError),
    ("fault", answer(500, b"Sending failed."), AmbiguousError),
    ("proxy", answer(502, b"<html>Bad gateway</html>"), AmbiguousError),
    ("proxy busy", answer(503, b"<html>Unavailable</html>"), AmbiguousError),
    ("gateway timeout", answer(504), AmbiguousError),
    ("web page", answer(200, b"<html>Sign in to the network</html>"), BadAnswerError),
    ("strange words", answer(202, b"9: What is this"), BadAnswerError),
    ("too long", answer(202, b"0: " + b"x" * 50_000), BadAnswerError),
    ("redirect", answer(302, headers="Location: http://elsewhere.example/\r\n"), BadAnswerError),
    ("wrong password", answer(403, b"Authorization failed for sendsms"), SignInError),
    ("no sign-in", answer(401), SignInError),
    ("no route", answer(403, b"Not routable. Do not try again."), UnreachableError),
    ("busy", answer(503, b"Temporal failure, try again later."), ThrottledError),
    ("slow down", answer(429, headers="Retry-After: 7\r\n"), ThrottledError),
    ("denied", answer(400, b"Number(s) has/have been denied by white- and/or black-lists."), RefusedError),
    ("no sender", answer(400, b"Sender missing and no global set, rejected"), RefusedError),
    ("odd", answer(400, b"UDH field misformed, rejected"), RefusedError),
    ("wrong path", answer(404, b"Unknown request."), RefusedError),
]


@pytest.mark.parametrize(("behave", "expected"), [(b, e) for _, b, e in FAULTS], ids=[name for name, _, _ in FAULTS])
def test_every_fault_is_told_apart(
    behave: Behave, expected: type[OutsideError], caplog: pytest.LogCaptureFixture
) -> None:
    async def main() -> OutsideError:
        async with raw_server(behave) as server:
            gateway = gateway_for(server.url, timeout=0.4)
            with pytest.raises(OutsideError) as caught:
                await gateway.send(sms())
            await gateway.aclose()
            assert len(server.asked) == 1  # never tried again by itself
            return caught.value

    error = asyncio.run(main())
    assert type(error) is expected
    assert error.message
    assert error.next_step
    shown = f"{error} {error.values} {caplog.text}"
    assert PASSWORD not in shown
    assert TEXT not in shown
    assert TO not in shown


def test_nobody_there_is_unreachable() -> None:
    port = free_port()

    async def main() -> None:
        gateway = gateway_for(f"http://127.0.0.1:{port}/cgi-bin/sendsms")
        with pytest.raises(UnreachableError):
            await gateway.send(sms())
        await gateway.aclose()

    asyncio.run(main())


@pytest.mark.parametrize("text", ["", "a" * 40_000])
def test_what_is_no_text_message_is_refused_here(double: SmsDouble, text: str) -> None:
    async def main() -> None:
        async with listening(double) as (gateway, _):
            with pytest.raises(RefusedError):
                await gateway.send(sms(text))

    asyncio.run(main())
    assert double.messages == ()


@pytest.mark.parametrize(
    "to", ["", "abc", "+1\r\nX-Kannel-From: evil", "+46 70", "+4670000001 +4670000002", "+" + "1" * 16]
)
def test_what_is_no_number_is_refused_here(double: SmsDouble, to: str) -> None:
    async def main() -> None:
        async with listening(double) as (gateway, _):
            with pytest.raises(RefusedError) as caught:
                await gateway.send(sms(to=to))
            assert not to or to not in str(caught.value)

    asyncio.run(main())
    assert double.messages == ()


def test_a_lost_answer_is_ambiguous_and_nothing_is_sent_twice(double: SmsDouble) -> None:
    async def main() -> None:
        async with listening(double) as (gateway, events):
            double.lose_answers(1)
            with pytest.raises(AmbiguousError):
                await gateway.send(sms())
            with pytest.raises(AmbiguousError):
                await gateway.look_up(sms())
            await events.wait(lambda seen: len(seen) == 2)  # the receipts tell that it arrived after all
            assert (ENTRY, "delivered", None) in receipts(events)

    asyncio.run(main())
    assert [m.text for m in double.messages] == [TEXT]


@pytest.mark.parametrize("taken", [True, False])
def test_frozen_is_ambiguous(double: SmsDouble, taken: bool) -> None:
    async def main() -> None:
        async with listening(double, timeout=0.3) as (gateway, _):
            double.freeze(take_held=taken)
            with pytest.raises(AmbiguousError):
                await gateway.send(sms())
            double.resume()
            await gateway.send(sms("second"))

    asyncio.run(main())
    double.wait_for(lambda m: m.text == "second")
    if taken:
        double.wait_for(lambda m: m.text == TEXT)
    assert sorted(m.text for m in double.messages) == sorted(["second", TEXT] if taken else ["second"])


class Script:
    """Answers each request with the next of some behaviours, the last one for ever."""

    def __init__(self, *behaviours: Behave) -> None:
        self._rest = list(behaviours)

    async def __call__(self, writer: asyncio.StreamWriter) -> None:
        await (self._rest.pop(0) if len(self._rest) > 1 else self._rest[0])(writer)


TAKEN = answer(202, b"0: Accepted for delivery", headers="Connection: close\r\n")
BUSY = answer(503, b"Temporal failure, try again later.", headers="Connection: close\r\n")


@pytest.mark.parametrize(
    ("behaviours", "error", "requests"),
    [
        ((TAKEN, BUSY, TAKEN), None, 3),
        ((TAKEN, BUSY, BUSY, TAKEN), None, 4),
        ((TAKEN, BUSY), AmbiguousError, 4),
        ((TAKEN, answer(403, b"Authorization failed for sendsms")), AmbiguousError, 2),
        ((TAKEN, answer(400, b"UDH field misformed, rejected")), AmbiguousError, 2),
        ((TAKEN, hang), AmbiguousError, 2),
        ((BUSY,), ThrottledError, 1),
    ],
)
def test_a_message_of_two_parts_is_whole_or_ambiguous(
    behaviours: tuple[Behave, ...], error: type[OutsideError] | None, requests: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fallback_console.adapters.sms.kannel._OFFER_AGAIN", (0.0, 0.01, 0.01))

    async def main() -> None:
        async with raw_server(Script(*behaviours)) as server:
            gateway = gateway_for(server.url, timeout=0.4)
            if error is None:
                assert (await gateway.send(sms("a" * 200))).said.startswith("0:")
            else:
                with pytest.raises(error):
                    await gateway.send(sms("a" * 200))
            await gateway.aclose()
            assert len(server.asked) == requests

    asyncio.run(main())


def test_a_message_of_which_a_part_is_missing_says_so() -> None:
    async def main() -> None:
        refused = answer(400, b"UDH field misformed, rejected")
        async with raw_server(Script(TAKEN, TAKEN, refused)) as server:
            gateway = gateway_for(server.url)
            with pytest.raises(AmbiguousError, match="Only 2 of 3 parts"):
                await gateway.send(sms("a" * 400))
            await gateway.aclose()

    asyncio.run(main())


def test_queued_by_kannel_is_told_at_once(double: SmsDouble) -> None:
    async def main() -> None:
        async with listening(double) as (gateway, events):
            double.cut()
            receipt = await gateway.send(sms())
            assert receipt.said == "3: Queued for later delivery"
            assert receipts(events) == {(ENTRY, "buffered", None)}
            assert double.messages == ()
            double.restore()
            await events.wait(lambda seen: len(seen) == 3)
            assert (ENTRY, "delivered", None) in receipts(events)

    asyncio.run(main())


@pytest.mark.logs_expected("fallback_console.adapters.sms.kannel")
def test_a_store_that_fails_does_not_fail_the_sending(double: SmsDouble) -> None:
    async def main() -> None:
        async with listening(double) as (gateway, events):
            double.cut()
            events.failures = 1
            assert (await gateway.send(sms())).said.startswith("3:")

    asyncio.run(main())


@pytest.mark.logs_expected("fallback_console.adapters.sms.listener")
def test_events_that_were_not_committed_come_again(double: SmsDouble) -> None:
    async def main() -> None:
        async with listening(double) as (gateway, events):
            events.failures = 2
            await gateway.send(sms())
            await asyncio.to_thread(double.wait_calls)
            assert receipts(events) == {(ENTRY, "accepted", None), (ENTRY, "delivered", None)}
            events.failures = 1
            identifier = double.answer(TO, "はい、明日お願いします")
            await asyncio.to_thread(double.wait_calls)
            (message,) = [e for e in events.seen if isinstance(e, IncomingSms)]
            assert (message.gateway_id, message.sender, message.to) == (identifier, TO, "4670")
            assert message.text == "はい、明日お願いします"
            assert message.at % 1000 == 0

    asyncio.run(main())


def test_an_undelivered_message_fails(double: SmsDouble) -> None:
    async def main() -> None:
        async with listening(double) as (gateway, events):
            double.undeliverable.add(TO)
            await gateway.send(sms())
            await events.wait(lambda seen: len(seen) == 2)
            assert (ENTRY, "failed", None) in receipts(events)

    asyncio.run(main())


@asynccontextmanager
async def captured(text: str = TEXT) -> AsyncIterator[tuple[list[str], int, Events]]:
    """Addresses for receipts as Kannel got them, the listener's port, and what arrives there."""
    port = free_port()
    async with raw_server(TAKEN) as server:
        gateway = gateway_for(server.url, listener=ListenerSettings(port=port))
        events = Events()
        async with gateway.listen(events.take):
            await gateway.send(sms(text))
            found = [
                line.partition(": ")[2]
                for request in server.asked
                for line in request.decode("latin-1").split("\r\n")
                if line.lower().startswith("x-kannel-dlr-url")
            ]
            yield [url.partition(f":{port}")[2] for url in found], port, events
        await gateway.aclose()


def filled(url: str, kind: str = "1", said: str = "ok", gid: str = "g1") -> str:
    return url.replace("%d", kind).replace("%A", urllib.parse.quote(said, safe="")).replace("%F", gid)


def test_receipts_are_understood() -> None:
    async def main() -> None:
        async with captured() as ((url,), port, events):
            for kind in ("8", "4", "2", "16", "1", "1", "32"):
                assert await call(port, filled(url, kind)) == 200
            states = [e.state for e in events.seen if isinstance(e, SmsReceipt)]
            assert states == ["accepted", "buffered", "failed", "failed", "delivered", "delivered"]
            assert {(e.gateway_id, e.at, e.gateway) for e in events.seen if isinstance(e, SmsReceipt)} == {
                ("g1", NOW, "kannel")
            }

    asyncio.run(main())


def test_the_gateways_words_are_kept_without_the_customers() -> None:
    async def main() -> None:
        async with captured() as ((url,), port, events):
            await call(port, filled(url, "2", "id:9 stat:UNDELIV err:012\r\n\x1b[31m text:private words"))
            (receipt,) = events.seen
            assert isinstance(receipt, SmsReceipt)
            assert receipt.said == "id:9 stat:UNDELIV err:012 [31m"

    asyncio.run(main())


def forge(url: str) -> Mapping[str, str]:
    other = "01990000-0000-7000-8000-000000000002"
    signature = url.split("/")[3].partition("?")[0]
    return {
        "another entry": url.replace(ENTRY, other),
        "another part": url.replace("part=1", "part=2"),
        "another count": url.replace("of=1", "of=3"),
        "no signature": url.replace(signature, ""),
        "cut signature": url.replace(signature, signature[:-1]),
        "no query": url.partition("?")[0],
        "the token of incoming messages": url.replace(signature, TOKEN),
        "not ascii": url.replace(signature, "%ff" * 20),
    }


def test_forged_receipts_are_refused() -> None:
    async def main() -> None:
        async with captured() as ((url,), port, events):
            for name, forged in forge(filled(url)).items():
                assert await call(port, forged) == 403, name
            assert await call(port, filled(url), method="POST", body=b"x") == 405
            assert await call(port, filled(url).replace("/kannel/dlr/", "/kannel/other/")) == 404
            assert await call(port, "/") == 404
            assert await call(port, "/kannel/") == 404
            assert events.seen == []

    asyncio.run(main())


def test_each_part_has_an_address_of_its_own() -> None:
    async def main() -> None:
        async with captured("a" * 400) as (urls, port, events):
            assert len(set(urls)) == 3
            for url in reversed(urls):
                await call(port, filled(url))
            assert [e.part for e in events.seen if isinstance(e, SmsReceipt)] == [3, 2, 1]

    asyncio.run(main())


def mo(token: str = TOKEN, **values: str | bytes) -> str:
    known: dict[str, str | bytes] = {
        "from": TO, "to": "4670", "text": "hello", "ts": "1790000001", "id": "m1", "charset": "UTF-8", "coding": "0",
    }  # fmt: skip
    return f"/kannel/mo/{token}?" + urllib.parse.urlencode({**known, **values})


@pytest.mark.parametrize(
    ("text", "charset", "expected"),
    [
        ("障害 😀".encode(), "UTF-8", "障害 😀"),
        ("障害 😀".encode("utf-16-be"), "UTF-16BE", "障害 😀"),
        ("åäö".encode("latin-1"), "ISO-8859-1", "åäö"),
        ("“x”".encode("windows-1252"), "windows-1252", "“x”"),
        ("あ".encode("shift-jis"), "Shift_JIS", "あ"),
        (b"\xff\xfe broken", "UTF-8", "\ufffd\ufffd broken"),
        ("é".encode(), "no-such-charset", "é"),
        ("é".encode(), "hex", "é"),
        (b"a\x00b\r\nc", "UTF-8", "ab\nc"),
        (b"", "UTF-8", ""),
    ],
)
def test_incoming_text_in_any_character_set(text: bytes, charset: str, expected: str) -> None:
    async def main() -> None:
        async with captured() as (_, port, events):
            assert await call(port, mo(text=text, charset=charset)) == 200
            assert events.seen == [IncomingSms("kannel", "m1", TO, "4670", expected, 1_790_000_001_000)]

    asyncio.run(main())


def test_incoming_messages_that_are_not_kannels_are_refused() -> None:
    async def main() -> None:
        async with captured() as (_, port, events):
            assert await call(port, mo(token="")) == 403
            assert await call(port, mo(token=TOKEN[:-1])) == 403
            assert await call(port, mo(token=new_token())) == 403
            assert await call(port, mo(**{"from": ""})) == 400
            assert await call(port, mo(**{"from": "1" * 65})) == 400
            assert await call(port, mo(text="x" * 10_001)) == 400
            assert events.seen == []

    asyncio.run(main())


def test_a_message_without_an_id_or_time_has_stable_ones() -> None:
    async def main() -> None:
        async with captured() as (_, port, events):
            for text in ("one", "one", "two"):
                assert await call(port, mo(id="", ts="never", text=text)) == 200
            ids = [e.gateway_id for e in events.seen if isinstance(e, IncomingSms)]
            assert ids[0] == ids[1] != ids[2]
            assert {e.at for e in events.seen} == {NOW}

    asyncio.run(main())


@settings(max_examples=30)
@given(text=st.text(max_size=300), sender=st.text(st.characters(codec="ascii"), min_size=1, max_size=30))
def test_any_message_is_answered(text: str, sender: str) -> None:
    async def main() -> None:
        async with captured() as (_, port, _events):
            data = text.encode("utf-8", "replace")
            assert await call(port, mo(text=data, **{"from": sender})) in (200, 400)

    asyncio.run(main())


def test_the_address_for_kannels_configuration() -> None:
    gateway = gateway_for(
        "http://127.0.0.1:1/", listener=ListenerSettings(port=18013, public_url="http://10.0.0.5:18013")
    )
    assert gateway.mo_url == f"http://10.0.0.5:18013/kannel/mo/{TOKEN}?{MO_QUERY}"


def test_what_it_is() -> None:
    gateway = gateway_for("http://127.0.0.1:1/", rate=3.5)
    assert (gateway.name, gateway.doubles, gateway.rate) == ("kannel", Doubles.NONE, 3.5)


# Live test


def checked(url: str, **changes: object) -> list[tuple[str, bool]]:
    async def main() -> list[tuple[str, bool]]:
        gateway = gateway_for(url, **{"timeout": 0.4, **changes})
        steps = await gateway.check()
        await gateway.aclose()
        for step in steps:
            assert PASSWORD not in step.message
            assert step.message
        return [(step.name, step.ok) for step in steps]

    return asyncio.run(main())


def test_check_of_a_good_connection(double: SmsDouble) -> None:
    assert checked(double.url) == [("address", True), ("connection", True), ("sign-in", True), ("incoming", True)]
    assert double.messages == ()


def test_check_of_a_wrong_password(double: SmsDouble) -> None:
    double.password = "another"
    assert ("sign-in", False) in checked(double.url, listen=False)


def test_check_while_listening(double: SmsDouble) -> None:
    async def main() -> None:
        async with listening(double) as (gateway, _):
            assert all(step.ok for step in await gateway.check())
            port = int(gateway.mo_url.split(":")[2].partition("/")[0])
            # The window's live test has a gateway of its own beside the one that listens.
            beside = gateway_for(double.url, listener=ListenerSettings(port=port))
            assert all(step.ok for step in await beside.check())
            stranger = KannelGateway(beside._settings, PASSWORD, new_token(), CLOCK)
            assert [step.ok for step in await stranger.check()] == [True, True, True, False]
            await beside.aclose()
            await stranger.aclose()

    asyncio.run(main())


def test_check_names_the_failing_step() -> None:
    port = free_port()
    assert checked(f"http://127.0.0.1:{port}/", listen=False) == [("address", True), ("connection", False)]
    assert checked("http://no-such-name.invalid/", listen=False) == [("address", False)]


@pytest.mark.parametrize(
    ("behave", "name"),
    [(hang, "answer"), (answer(404, b"x"), "answer"), (TAKEN, "answer"), (answer(401), "sign-in")],
)
def test_check_of_something_else(behave: Behave, name: str) -> None:
    async def main() -> None:
        async with raw_server(behave) as server:
            gateway = gateway_for(server.url, timeout=0.3, listen=False)
            steps = await gateway.check()
            assert [(s.name, s.ok) for s in steps] == [("address", True), ("connection", True), (name, False)]
            await gateway.aclose()

    asyncio.run(main())


def test_check_of_a_taken_port(double: SmsDouble) -> None:
    async def main() -> None:
        async with raw_server(hang) as other:
            gateway = gateway_for(double.url, listener=ListenerSettings(port=other.port))
            steps = await gateway.check()
            assert not steps[-1].ok
            assert "used by another program" in steps[-1].message
            with pytest.raises(SettingsError):
                async with gateway.listen(Events().take):
                    pass
            await gateway.aclose()

    asyncio.run(main())


# Settings


def test_settings_from_values() -> None:
    values = {
        "url": " http://10.0.0.7:13013/cgi-bin/sendsms ",
        "username": "fc",
        "rate": "2.5",
        "listen_port": 4000,
        "callback_url": "http://10.0.0.5:4000",
        "validity_minutes": "60",
        "listen": "yes",
    }
    made = KannelSettings.from_values(values)
    assert (made.url, made.username, made.rate) == ("http://10.0.0.7:13013/cgi-bin/sendsms", "fc", 2.5)
    assert made.listener == ListenerSettings(port=4000, public_url="http://10.0.0.5:4000")
    assert (made.validity_minutes, made.listen, made.message_priority) == (60, True, 2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": ""},
        {"username": " "},
        {"rate": "fast"},
        {"rate": 0},
        {"rate": "nan"},
        {"listen_port": 70_000},
        {"listen_port": "80.5"},
        {"listen": "perhaps"},
        {"callback_url": "10.0.0.5:4000"},
        {"callback_url": "http://10.0.0.5:4000/%41"},
        {"message_priority": 4},
        {"sender": "Ünï"},
        {"sender": "a\r\nb"},
    ],
)
def test_settings_that_cannot_be_used(wrong: dict[str, str | int]) -> None:
    with pytest.raises(SettingsError) as caught:
        KannelSettings.from_values({"url": "http://127.0.0.1:1", "username": "fc", **wrong})
    assert caught.value.next_step


def test_a_listener_needs_a_secret() -> None:
    with pytest.raises(SettingsError):
        KannelGateway(KannelSettings("http://127.0.0.1:1", "fc"), PASSWORD, "short", CLOCK)


def test_no_error_shows_a_secret_in_its_trace(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    async def main() -> None:
        async with raw_server(hang) as server:
            gateway = gateway_for(server.url, timeout=0.2)
            with pytest.raises(ConsoleError) as caught:
                await gateway.send(sms())
            error: BaseException | None = caught.value
            while error is not None:
                assert PASSWORD not in repr(error)
                assert TEXT not in repr(error)
                error = error.__cause__ or error.__context__
            await gateway.aclose()

    asyncio.run(main())
    assert PASSWORD not in caplog.text
    assert TOKEN not in caplog.text
