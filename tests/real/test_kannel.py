"""Text messages through a real Kannel to a handset and back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import pytest

from fallback_console.adapters.sms.kannel import MO_QUERY, KannelGateway, KannelSettings
from fallback_console.adapters.sms.listener import ListenerSettings, new_token
from fallback_console.domain.errors import AmbiguousError, RefusedError, SignInError, UnreachableError
from fallback_console.domain.optout import classify
from fallback_console.domain.sms_text import measure
from fallback_console.ports import IncomingSms, OutgoingSms, SmsEvent, SmsReceipt
from tests.real.servers.kannel import MO_QUERY as SERVERS_QUERY
from tests.real.servers.kannel import KannelServer
from tests.real.servers.proc import free_ports
from tests.unit.adapters.sms.support import Events

CUSTOMER = "+12025550147"
GSM = "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCXYZÄÖÑÜ§¿abcxyzäöñüà^{}\\[~]|€"


class SystemClock:
    """The machine's time."""

    def now_ms(self) -> int:
        return int(time.time() * 1000)

    def monotonic(self) -> float:
        return time.monotonic()


@dataclass
class Desk:
    """A console's side: where it listens, and how it signs in."""

    server: KannelServer
    port: int
    token: str

    def gateway(self, **changes: object) -> KannelGateway:
        settings = KannelSettings(
            self.server.send_url, self.server.user, timeout=5.0, listener=ListenerSettings(port=self.port)
        )
        password = changes.pop("password", self.server.password)
        return KannelGateway(replace(settings, **changes), str(password), self.token, SystemClock())  # type: ignore[arg-type]

    @asynccontextmanager
    async def listening(self, **changes: object) -> AsyncIterator[tuple[KannelGateway, Events]]:
        gateway, events = self.gateway(**changes), Events()
        try:
            async with gateway.listen(events.take):
                yield gateway, events
        finally:
            await gateway.aclose()


@pytest.fixture(scope="module")
def address() -> tuple[int, str]:
    """Port and secret of the console's listener."""
    return free_ports(1)[0], new_token()


@pytest.fixture(scope="module")
def reporting_kannel(kannel_server: KannelServer, address: tuple[int, str]) -> Iterator[KannelServer]:
    """The Kannel, handing over to us what customers text."""
    port, token = address
    before = kannel_server.mo_url
    kannel_server.stop()
    kannel_server.mo_url = f"http://127.0.0.1:{port}/kannel/mo/{token}"
    kannel_server.start()
    yield kannel_server
    kannel_server.stop()
    kannel_server.mo_url = before


@pytest.fixture
def desk(reporting_kannel: KannelServer, address: tuple[int, str]) -> Desk:
    """A console beside a Kannel with empty queues."""
    reporting_kannel.ensure_fresh()
    return Desk(reporting_kannel, *address)


def sms(text: str, number: int = 1, to: str = CUSTOMER) -> OutgoingSms:
    return OutgoingSms(f"01990000-0000-7000-8000-{number:012d}", to, text, measure(text).parts)


def states(seen: list[SmsEvent]) -> set[tuple[str, int | None]]:
    return {(e.state, e.part) for e in seen if isinstance(e, SmsReceipt)}


def has(*wanted: tuple[str, int | None]) -> Callable[[list[SmsEvent]], bool]:
    return lambda seen: set(wanted) <= states(seen)


def messages(seen: list[SmsEvent]) -> list[IncomingSms]:
    return [e for e in seen if isinstance(e, IncomingSms)]


def test_the_address_is_the_one_kannel_is_given() -> None:
    assert SERVERS_QUERY == MO_QUERY


@pytest.mark.parametrize(
    "text",
    [
        "Hello, this is Example Support. We call you back at 5 pm.",
        GSM,
        "two\nlines",
        "障害のお知らせ：復旧まで少々お待ちください。",
        "Wir rufen zurück 😀 – danke",
        "a" * 160,
        "b" * 161,
        GSM * 4,
        "障" * 71,
        "😀" * 70,
        ("x" * 66 + "😀") * 3,
        "お客様" * 200,  # ten parts, more than this Kannel would make itself
        "€" * 200,
    ],
)
def test_a_text_arrives_as_it_was_written(desk: Desk, text: str) -> None:
    parts = measure(text).parts

    async def main() -> None:
        async with desk.listening() as (gateway, events):
            receipt = await gateway.send(sms(text))
            assert receipt.said == "0: Accepted for delivery"
            numbers = [None] if parts == 1 else range(1, parts + 1)
            await events.wait(has(*((state, n) for state in ("accepted", "delivered") for n in numbers)))
            assert {e.entry_id for e in events.seen if isinstance(e, SmsReceipt)} == {sms("").entry_id}

    asyncio.run(main())
    (received,) = desk.server.handset.wait_for(lambda message: message.to == CUSTOMER)
    assert (received.sender, received.text, received.parts) == (desk.server.number, text, parts)


@pytest.mark.parametrize(
    "text", ["Yes, call me please", "はい、明日の午前中にお願いします 😀", "åäö & 100% + ?x=1", "1" * 300]
)
def test_an_answer_arrives_once(desk: Desk, text: str) -> None:
    async def main() -> None:
        async with desk.listening() as (_, events):
            desk.server.handset.send(CUSTOMER, desk.server.number, text)
            await events.wait(lambda seen: bool(messages(seen)))
            (message,) = messages(events.seen)
            assert (message.gateway, message.sender, message.to) == ("kannel", CUSTOMER, desk.server.number)
            assert message.text == text
            assert message.gateway_id
        # Nothing is texted back to the customer.
        desk.server.handset.send(CUSTOMER, desk.server.number, "last")
        async with desk.listening() as (_, events):
            await events.wait(lambda seen: any(one.text == "last" for one in messages(seen)), 20)

    asyncio.run(main())
    assert desk.server.handset.messages == ()


@pytest.mark.logs_expected("fallback_console.adapters.sms.listener")
def test_what_is_not_committed_or_not_taken_comes_again_with_the_same_id(desk: Desk) -> None:
    async def main() -> None:
        desk.server.handset.send(CUSTOMER, desk.server.number, "while nobody listens")
        async with desk.listening() as (_, events):
            events.failures = 1
            await events.wait(lambda seen: len(messages(seen)) == 1, 20)
        async with desk.listening() as (_, events):
            desk.server.handset.send(CUSTOMER, desk.server.number, "next")
            await events.wait(lambda seen: any(one.text == "next" for one in messages(seen)), 20)
            assert "while nobody listens" not in [one.text for one in messages(events.seen)]

    asyncio.run(main())


def test_an_opt_out_word_is_recognised(desk: Desk) -> None:
    async def main() -> None:
        async with desk.listening() as (_, events):
            for word in ("ＳＴＯＰ。", "配信停止"):
                desk.server.handset.send(CUSTOMER, desk.server.number, word)
            await events.wait(lambda seen: len(messages(seen)) == 2)
            assert [classify(one.text) for one in messages(events.seen)] == ["out", "out"]

    asyncio.run(main())


def test_without_the_network_it_is_buffered_and_delivered_later(desk: Desk) -> None:
    async def main() -> None:
        async with desk.listening() as (gateway, events):
            await asyncio.to_thread(desk.server.cut)
            receipt = await gateway.send(sms("later"))
            assert receipt.said == "3: Queued for later delivery"
            await events.wait(has(("buffered", None)))
            assert desk.server.handset.messages == ()
            await asyncio.to_thread(desk.server.restore)
            await events.wait(has(("accepted", None), ("delivered", None)), 20)

    asyncio.run(main())
    # A receipt may be faster than the handset.
    assert [m.text for m in desk.server.handset.wait_for(lambda message: True)] == ["later"]


def test_a_stopped_network_connection_is_worth_another_try(desk: Desk) -> None:
    async def main() -> None:
        async with desk.listening() as (gateway, _):
            await asyncio.to_thread(desk.server.stop_smsc)
            with pytest.raises(UnreachableError, match="no way to the mobile network"):
                await gateway.send(sms("one"))
            await asyncio.to_thread(desk.server.start_smsc)
            assert (await gateway.send(sms("one"))).said.startswith("0:")

    asyncio.run(main())
    desk.server.handset.wait_for(lambda message: message.text == "one")


def test_frozen_is_ambiguous_and_the_message_may_still_go_out(desk: Desk) -> None:
    async def main() -> None:
        async with desk.listening(timeout=1.0) as (gateway, events):
            desk.server.swallow()
            with pytest.raises(AmbiguousError):
                await gateway.send(sms("swallowed"))
            with pytest.raises(AmbiguousError):
                await gateway.look_up(sms("swallowed"))
            desk.server.resume()
            await events.wait(has(("delivered", None)), 20)  # the receipt tells that it arrived after all

    asyncio.run(main())
    assert [m.text for m in desk.server.handset.wait_for(lambda message: True)] == ["swallowed"]


def test_frozen_before_it_was_read_is_ambiguous_too(desk: Desk) -> None:
    async def main() -> None:
        async with desk.listening(timeout=1.0) as (gateway, _):
            desk.server.freeze()
            with pytest.raises(AmbiguousError):
                await gateway.send(sms("never read"))
            desk.server.resume()
            await gateway.send(sms("after", 2))

    asyncio.run(main())
    desk.server.handset.wait_for(lambda message: message.text == "after")
    assert [m.text for m in desk.server.handset.messages] == ["after"]


def test_stopped_is_unreachable(desk: Desk) -> None:
    async def main() -> None:
        async with desk.listening() as (gateway, _):
            await asyncio.to_thread(desk.server.stop)
            with pytest.raises(UnreachableError):
                await gateway.send(sms("nobody there"))
            assert [(step.name, step.ok) for step in await gateway.check()] == [
                ("address", True), ("connection", False), ("incoming", True),
            ]  # fmt: skip

    asyncio.run(main())
    desk.server.start()
    assert desk.server.handset.messages == ()


def test_refusals_are_told_apart(desk: Desk) -> None:
    async def main() -> None:
        async with desk.listening(password="wrong") as (gateway, _):
            with pytest.raises(SignInError):
                await gateway.send(sms("x"))
            assert ("sign-in", False) in [(step.name, step.ok) for step in await gateway.check()]
        async with desk.listening(url=desk.server.url + "/nowhere") as (gateway, _):
            with pytest.raises(RefusedError):
                await gateway.send(sms("x"))

    asyncio.run(main())


def test_the_live_test_sends_nothing(desk: Desk) -> None:
    async def main() -> None:
        async with desk.listening() as (gateway, _):
            assert [(step.name, step.ok) for step in await gateway.check()] == [
                ("address", True), ("connection", True), ("sign-in", True), ("incoming", True),
            ]  # fmt: skip

    asyncio.run(main())
    assert desk.server.handset.messages == ()


def test_the_password_is_in_none_of_kannels_logs(desk: Desk) -> None:
    async def main() -> None:
        async with desk.listening() as (gateway, events):
            await gateway.send(sms("hello"))
            await events.wait(has(("delivered", None)))

    asyncio.run(main())
    logs = [path.read_bytes() for path in desk.server.folder.iterdir() if path.suffix in (".log", ".out")]
    assert any(b"sendsms" in log for log in logs)
    assert [desk.server.password.encode() in log for log in logs] == [False] * len(logs)


def test_many_in_a_row_arrive_once_and_in_order(desk: Desk, figure: Callable[[str], None]) -> None:
    count = 100

    async def main() -> None:
        async with desk.listening() as (gateway, events):
            for number in range(count):
                await gateway.send(sms(f"message {number}", number))
            await events.wait(lambda seen: len({e.entry_id for e in seen if _delivered(e)}) == count, 60)

    asyncio.run(main())
    texts = [message.text for message in desk.server.handset.wait_for(lambda message: True, count=count)]
    assert texts == [f"message {number}" for number in range(count)]
    figure(f"text messages through Kannel: {count} sent, {len(texts)} at the handset, {count} receipts")


def _delivered(event: SmsEvent) -> bool:
    return isinstance(event, SmsReceipt) and event.state == "delivered"
