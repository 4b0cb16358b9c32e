"""What every SMS gateway has in common, whoever its vendor is: one suite for all of them, over real sockets."""

from __future__ import annotations

import asyncio
import logging
import tracemalloc
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager

import pytest

from fallback_console.domain.delivery import Doubles
from fallback_console.domain.errors import (
    AmbiguousError,
    BadAnswerError,
    ConsoleError,
    OutsideError,
    RefusedError,
    SignInError,
    ThrottledError,
    UnreachableError,
)
from fallback_console.domain.sms_text import measure
from fallback_console.ports import IncomingSms, OutgoingSms, SmsEvent, SmsGateway, SmsReceipt
from tests.helpers.ports import free_port
from tests.unit.adapters.raw_server import Behave, RawServer, answer, drip, hang, raw_server, says
from tests.unit.adapters.sms.subjects import KEY, SECRET, SUBJECTS, TO, TOKEN, Android, Hook, Subject
from tests.unit.adapters.sms.support import Events, call

ENTRY = "01a0c1f6-7600-7000-8000-000000000001"
TEXT = "private words of ours"

IN_DOUBT = (AmbiguousError, BadAnswerError)
"""The courier never sends such a message again by itself."""

every = pytest.mark.parametrize("subject", SUBJECTS, ids=str)
Test = Callable[[SmsGateway, RawServer], Awaitable[None]]


def sms(text: str = TEXT, to: str = TO) -> OutgoingSms:
    return OutgoingSms(ENTRY, to, text, measure(text).parts)


def accepting(subject: Subject) -> Behave:
    return subject.accepting(ENTRY) if isinstance(subject, Android) else subject.accepted


def against(subject: Subject, behave: Behave, test: Test, *, timeout: float = 2.0) -> None:
    """Run a test on a gateway whose vendor behaves so."""

    async def main() -> None:
        async with raw_server(behave) as server:
            gateway = subject.make(server.url, timeout=timeout)
            try:
                await test(gateway, server)
            finally:
                await gateway.aclose()

    asyncio.run(main())


def fails(subject: Subject, behave: Behave, kind: type[OutsideError], *, timeout: float = 2.0) -> OutsideError:
    """Sending fails so, after one request."""
    errors: list[OutsideError] = []

    async def test(gateway: SmsGateway, server: RawServer) -> None:
        with pytest.raises(kind) as caught:
            await gateway.send(sms())
        errors.append(caught.value)
        assert len(server.asked) == 1

    against(subject, behave, test, timeout=timeout)
    assert errors[0].next_step
    return errors[0]


@pytest.fixture(autouse=True)
def _nothing_secret_is_told(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.DEBUG)
    yield
    for record in caplog.records:
        assert_nothing_secret(record.getMessage() + str(record.exc_text or ""))


def assert_nothing_secret(words: str) -> None:
    for secret in (SECRET, KEY, TOKEN, TEXT, TO[1:]):
        assert secret not in words


@every
def test_accepted(subject: Subject) -> None:
    async def test(gateway: SmsGateway, server: RawServer) -> None:
        receipt = await gateway.send(sms())
        assert not receipt.already
        assert gateway.name == subject.name
        assert gateway.rate > 0
        (asked,) = server.asked
        assert SECRET.encode() not in asked.split(b"\r\n")[0]  # never in an address
        assert TEXT.encode() in asked.replace(b"+", b" ").replace(b"%20", b" ")

    against(subject, accepting(subject), test)


@every
def test_every_text_is_sent_once_and_whole(subject: Subject) -> None:
    for text in ("障害 😀 é", "half a pair \ud83d", 'quotes " } {to} & =', "two\nlines", "€" * 200):

        async def test(gateway: SmsGateway, server: RawServer, text: str = text) -> None:
            await gateway.send(sms(text))
            wanted = measure(text).parts if subject.name == "kannel" else 1
            assert len(server.asked) == wanted

        against(subject, accepting(subject), test)


@every
def test_refused_number(subject: Subject) -> None:
    assert_nothing_secret(str(fails(subject, subject.refused, RefusedError)))


@every
def test_a_number_that_is_none_never_leaves(subject: Subject) -> None:
    if subject.name == "android":
        pytest.skip("the phone refuses it, and the number was checked when it was entered")

    async def test(gateway: SmsGateway, server: RawServer) -> None:
        for to in ("", "+", "abc", "+1202555\r\nX: y", "1" * 16):
            with pytest.raises(RefusedError):
                await gateway.send(sms(to=to))
        with pytest.raises(RefusedError):
            await gateway.send(sms(text=""))
        assert server.asked == []

    against(subject, accepting(subject), test)


@every
def test_sign_in_refused(subject: Subject) -> None:
    assert_nothing_secret(str(fails(subject, subject.sign_in, SignInError)))


@every
def test_throttled(subject: Subject) -> None:
    fails(subject, subject.throttled, ThrottledError)


@every
def test_retry_after_is_honoured(subject: Subject) -> None:
    error = fails(subject, answer(429, b"", "Retry-After: 7\r\n"), ThrottledError)
    assert isinstance(error, ThrottledError)
    assert error.retry_after == 7


@every
def test_nobody_there_is_no_doubt(subject: Subject) -> None:
    async def main() -> None:
        gateway = subject.make(f"http://127.0.0.1:{free_port()}", timeout=2.0)
        with pytest.raises(UnreachableError):
            await gateway.send(sms())
        await gateway.aclose()

    asyncio.run(main())


@every
@pytest.mark.parametrize("behave", [hang, drip], ids=["silence", "a byte now and then"])
def test_silence_after_sending_is_in_doubt_and_not_sent_again(subject: Subject, behave: Behave) -> None:
    async def test(gateway: SmsGateway, server: RawServer) -> None:
        with pytest.raises(IN_DOUBT):
            await gateway.send(sms())
        assert len(server.asked) == 1
        if gateway.doubles is Doubles.NONE:
            # Never 'it did not arrive' at once: it may still be on its way.
            with pytest.raises(OutsideError):
                await gateway.look_up(sms())
        assert len([one for one in server.asked if one.startswith((b"POST", b"PUT"))]) == 1

    against(subject, behave, test, timeout=0.3)


@every
@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
        b'HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"si',
        b"HTTP/1.1 2",
        b"SSH-2.0-OpenSSH_9.2\r\n",
    ],
    ids=["nothing", "half a body", "half a chunk", "half a head", "another protocol"],
)
def test_half_an_answer_is_in_doubt(subject: Subject, raw: bytes) -> None:
    fails(subject, says(raw), AmbiguousError)


@every
@pytest.mark.parametrize("status", [500, 502, 504])
def test_a_fault_of_theirs_is_in_doubt(subject: Subject, status: int) -> None:
    fails(subject, answer(status, b"<html>oops"), AmbiguousError)


@every
@pytest.mark.parametrize(
    "body",
    [b"<html><body>Welcome to the hotel's network</body></html>", b"[]", b"null", b'{"messages": 5}', b"\xff\xfe", b""],
)
def test_an_answer_of_somebody_else_is_in_doubt(subject: Subject, body: bytes) -> None:
    fails(subject, answer(200, body, content_type="text/html"), BadAnswerError)


@every
def test_a_redirect_is_never_followed(subject: Subject) -> None:
    fails(subject, answer(302, b"", "Location: https://elsewhere.example/\r\n"), BadAnswerError)


@every
def test_a_hundred_megabytes_are_not_read(subject: Subject) -> None:
    async def flood(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
        for _ in range(1600):
            writer.write(b" " * 65_536)
            await writer.drain()

    tracemalloc.start()
    try:
        fails(subject, flood, BadAnswerError, timeout=20.0)
        assert tracemalloc.get_traced_memory()[1] < 25_000_000
    finally:
        tracemalloc.stop()


# Being called


@asynccontextmanager
async def called(subject: Subject) -> AsyncIterator[tuple[Callable[[Hook], Awaitable[int]], Events]]:
    """A gateway that listens, and how to call it."""
    port, events = free_port(), Events()
    async with raw_server(answer(404)) as server:
        gateway = subject.make(server.url, port=port)
        try:
            async with gateway.listen(events.take):

                async def ring(hook: Hook) -> int:
                    return await call(port, hook.target, method=hook.method, headers=hook.headers, body=hook.body)

                yield ring, events
        finally:
            await gateway.aclose()


def listened(subject: Subject, test: Callable[[Callable[[Hook], Awaitable[int]], Events], Awaitable[None]]) -> None:
    async def main() -> None:
        async with called(subject) as (ring, events):
            await test(ring, events)

    asyncio.run(main())


def told(events: list[SmsEvent]) -> set[tuple[str, str, int | None]]:
    return {(e.entry_id, e.state, e.part) for e in events if isinstance(e, SmsReceipt)}


@every
def test_a_receipt_is_told_and_may_come_again(subject: Subject) -> None:
    async def test(ring: Callable[[Hook], Awaitable[int]], events: Events) -> None:
        hook = subject.receipt(ENTRY, True, 1, 1)
        for _ in range(3):
            assert await ring(hook) == 200
        assert told(events.seen) == {(ENTRY, "delivered", None)}

    if subject.name == "android":
        pytest.skip("asks the phone how many parts a message has; see test_android")
    listened(subject, test)


@every
def test_receipts_of_parts_in_any_order(subject: Subject) -> None:
    if not subject.parts_told or subject.name == "android":
        pytest.skip("its receipts speak of the whole message" if not subject.parts_told else "see test_android")

    async def test(ring: Callable[[Hook], Awaitable[int]], events: Events) -> None:
        for part in (3, 1, 2, 1):
            assert await ring(subject.receipt(ENTRY, True, part, 3)) == 200
        assert {part for _, _, part in told(events.seen)} == {1, 2, 3}
        assert {state for _, state, _ in told(events.seen)} == {"delivered"}

    listened(subject, test)


@every
def test_a_late_failure_is_told_too(subject: Subject) -> None:
    async def test(ring: Callable[[Hook], Awaitable[int]], events: Events) -> None:
        assert await ring(subject.receipt(ENTRY, False, 1, 1)) == 200
        assert {(entry, state) for entry, state, _ in told(events.seen)} == {(ENTRY, "failed")}

    listened(subject, test)


@every
def test_a_message_that_came_in_is_told_once(subject: Subject) -> None:
    async def test(ring: Callable[[Hook], Awaitable[int]], events: Events) -> None:
        for _ in range(2):
            assert await ring(subject.incoming("はい 😀", 7)) == 200
        assert await ring(subject.incoming("1", 8)) == 200
        found = {(e.gateway_id, e.sender, e.text) for e in events.seen if isinstance(e, IncomingSms)}
        assert sorted((sender, text) for _, sender, text in found) == [(TO, "1"), (TO, "はい 😀")]
        assert {e.gateway for e in events.seen} == {subject.name}

    listened(subject, test)


@pytest.mark.logs_expected("fallback_console.adapters.sms.listener")
@every
def test_what_cannot_be_kept_is_not_acknowledged(subject: Subject) -> None:
    async def test(ring: Callable[[Hook], Awaitable[int]], events: Events) -> None:
        events.failures = 1
        hook = subject.incoming("hello", 7)
        assert await ring(hook) == 503
        assert events.seen == []
        assert await ring(hook) == 200
        assert len(events.seen) == 1

    listened(subject, test)


@every
def test_forged_calls_change_nothing(subject: Subject) -> None:
    async def test(ring: Callable[[Hook], Awaitable[int]], events: Events) -> None:
        for hook in (subject.receipt(ENTRY, True, 1, 1), subject.incoming("hello", 7)):
            assert await ring(subject.forged(hook)) in (403, 404)
            for method in ("PUT", "DELETE", "HEAD"):
                assert await ring(Hook(method, hook.target, hook.headers, hook.body)) in (403, 404, 405)
            assert await ring(Hook(hook.method, "/", hook.headers, hook.body)) == 404
            longer = hook.target.replace("?", "/x?") if "?" in hook.target else f"{hook.target}/x"
            assert await ring(Hook(hook.method, longer, hook.headers, hook.body)) in (400, 403, 404)
        assert events.seen == []

    listened(subject, test)


@every
@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\xfe\x00", b"a=%ff&" * 200, b'{"a":' * 3000])
def test_calls_of_nonsense_change_nothing(subject: Subject, body: bytes) -> None:
    async def test(ring: Callable[[Hook], Awaitable[int]], events: Events) -> None:
        for hook in (subject.receipt(ENTRY, True, 1, 1), subject.incoming("hello", 7)):
            assert await ring(Hook("POST", hook.target, hook.headers, body)) in (400, 403, 405)
        assert events.seen == []

    listened(subject, test)


@every
def test_ten_megabytes_are_refused(subject: Subject) -> None:
    async def test(ring: Callable[[Hook], Awaitable[int]], events: Events) -> None:
        hook = subject.incoming("hello", 7)
        assert await ring(Hook("POST", hook.target, hook.headers, b"x" * 10_000_000)) in (0, 413)
        assert events.seen == []
        assert await ring(hook) == 200

    listened(subject, test)


# Health


@every
def test_the_live_test_names_what_is_missing(subject: Subject) -> None:
    async def main() -> None:
        gone = subject.make(f"http://127.0.0.1:{free_port()}", timeout=1.0)
        steps = await gone.check()
        await gone.aclose()
        assert [(step.name, step.ok) for step in steps] == [("address", True), ("connection", False)]
        async with raw_server(answer(401, b"{}")) as server:
            gateway = subject.make(server.url)
            steps = await gateway.check()
            await gateway.aclose()
            assert all(b" /" in one and SECRET.encode() not in one.split(b"\r\n")[0] for one in server.asked)
        for step in steps:
            assert_nothing_secret(step.message)
        if subject.name in ("twilio", "vonage", "android"):
            assert (steps[-1].name, steps[-1].ok) == ("sign-in", False)

    asyncio.run(main())


@every
def test_nothing_secret_in_any_error(subject: Subject) -> None:
    behaviours = (subject.refused, subject.sign_in, subject.throttled, answer(500), says(b""), answer(418, b"{}"))

    async def main() -> None:
        for behave in behaviours:
            async with raw_server(behave) as server:
                gateway = subject.make(server.url)
                with pytest.raises(ConsoleError) as caught:
                    await gateway.send(sms())
                assert_nothing_secret(f"{caught.value} {caught.value.values} {caught.value!r}")
                await gateway.aclose()

    asyncio.run(main())
