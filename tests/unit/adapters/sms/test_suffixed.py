"""A further gateway of a kind is the kind's adapter under a name of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from fallback_console.adapters.sms.suffixed import SuffixedGateway
from fallback_console.domain.delivery import Doubles, Receipt
from fallback_console.domain.errors import StoreError
from fallback_console.network.sinks import SmsSink
from fallback_console.ports import CheckStep, IncomingSms, OutgoingSms, SmsEvent, SmsOptOut, SmsReceipt
from tests.unit.adapters.sms.support import Events

MESSAGE = OutgoingSms("e1", "+12025550101", "Hello", 1)
TOLD: tuple[SmsEvent, ...] = (
    SmsReceipt("android", "e1", "g1", "delivered", None, 1),
    IncomingSms("android", "g2", "+12025550101", "", "Hi", 2),
    SmsOptOut("android", "+12025550101", "STOP"),
)


class FakeGateway:
    """Tells three things as soon as it is listened to."""

    name = "android"
    doubles = Doubles.NATIVE
    rate = 3.0

    def __init__(self) -> None:
        self.done: list[str] = []
        self.kept: list[bool] = []

    async def check(self) -> list[CheckStep]:
        return [CheckStep("sign-in", True, "in")]

    async def send(self, message: OutgoingSms) -> Receipt:
        self.done.append(f"send {message.entry_id}")
        return Receipt(remote_id="g1")

    async def look_up(self, message: OutgoingSms) -> Receipt | None:
        self.done.append(f"look {message.entry_id}")
        return None

    @asynccontextmanager
    async def listen(self, on_event: Callable[[SmsEvent], Awaitable[None]]) -> AsyncIterator[None]:
        for event in TOLD:
            try:
                await on_event(event)
                self.kept.append(True)
            except StoreError:
                self.kept.append(False)
        yield
        self.done.append("left")

    async def aclose(self) -> None:
        self.done.append("closed")


def test_it_does_what_its_kind_does_under_its_own_name() -> None:
    async def main() -> None:
        inner, events = FakeGateway(), Events()
        gateway = SuffixedGateway(inner, "android.osaka")
        sink = SmsSink(gateway)
        assert (sink.name, sink.system, sink.doubles, sink.rate) == (
            "sms:android.osaka",
            "sms:android.osaka",
            Doubles.NATIVE,
            3.0,
        )
        assert (await gateway.check())[0].ok
        assert (await gateway.send(MESSAGE)).remote_id == "g1"
        assert await gateway.look_up(MESSAGE) is None
        async with gateway.listen(events.take):
            assert [event.gateway for event in events.seen] == ["android.osaka"] * 3
            assert [type(event) for event in events.seen] == [type(event) for event in TOLD]
        await gateway.aclose()
        assert inner.done == ["send e1", "look e1", "left", "closed"]

    asyncio.run(main())


@pytest.mark.parametrize("failures", [1, 3])
def test_what_was_not_kept_is_not_acknowledged(failures: int) -> None:
    async def main() -> None:
        inner, events = FakeGateway(), Events()
        events.failures = failures
        async with SuffixedGateway(inner, "android.b").listen(events.take):
            assert inner.kept == [False] * failures + [True] * (3 - failures)

    asyncio.run(main())
