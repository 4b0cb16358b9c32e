"""A message whose answer was lost, up to its gateway: never sent twice, and at Twilio the doubt ends by itself or on asking."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from fallback_console.adapters.sms.twilio import TwilioGateway, TwilioSettings
from fallback_console.domain.connection import NAMES, Connection
from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import AmbiguousError
from fallback_console.network.courier import Courier
from fallback_console.network.inbox import Inbox
from fallback_console.network.pacing import Pace
from fallback_console.network.sinks import SmsSink
from fallback_console.services import connections, messages, queue
from fallback_console.store import deliveries
from tests.helpers.twilio_double import ACCOUNT, OWN, TOKEN, TwilioDouble
from tests.unit.adapters.raw_server import hang, raw_server
from tests.unit.adapters.sms.subjects import SUBJECTS, Subject
from tests.unit.services.support import ANN_NUMBER, World, ann, case

CASE = "rt:1"
SINK = "sms:twilio"
VALUES = {"account_sid": ACCOUNT, "sender": OWN, "poll_seconds": 0.05}


class Station:
    """A station that sends through Twilio."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.double = TwilioDouble(world.clock.now_ms)
        self.gateway = TwilioGateway(
            TwilioSettings.from_values(VALUES), TOKEN, "", world.clock, transport=self.double.transport()
        )
        sinks = [SmsSink(self.gateway)]
        pace = Pace(opening_jitter=0.0, idle_check=0.05)  # the world's clock stands still
        self.courier = Courier(world.store, sinks, world.clock, lambda _: True, lambda _: None, pace)

    @asynccontextmanager
    async def running(self, *, listening: bool = True) -> AsyncIterator[None]:
        inbox = Inbox(self.world.store, [self.gateway], lambda _: None)
        tasks = [asyncio.create_task(self.courier.run())]
        tasks += [asyncio.create_task(inbox.run())] if listening else []
        try:
            async with asyncio.timeout(5):
                yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def until(self, state: DeliveryState) -> int:
        """Wait until the message's delivery is in a state; its row."""
        while True:
            for row in self.world.ask(queue.timeline, CASE):
                if row.kind == Kind.SMS_SENT and dict(row.deliveries).get(SINK) is state:
                    return int(
                        self.world.ask(
                            lambda r, entry=row.entry_id: r.value(
                                "SELECT id FROM delivery WHERE entry_id = ? AND sink = ?", (entry, SINK)
                            )
                        )
                    )
            await asyncio.sleep(0.01)

    def posted(self) -> int:
        return len([request for request in self.double.requests if request.method == "POST"])


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    world = World(tmp_path)
    world.connect()
    world.pull([case(1)], [], [ann()])
    world.do(connections.remove, "sms:kannel")
    world.do(connections.save, Connection(SINK, "twilio", VALUES))
    yield Station(world)
    world.assert_whole()
    world.close()


def test_one_that_arrived_is_found_by_itself(station: Station) -> None:
    async def main() -> None:
        station.double.lose = 1
        station.world.do(messages.send_sms, "alice", CASE, ANN_NUMBER, "We are on it")
        async with station.running():
            await station.until(DeliveryState.CONFIRMED)
        await station.gateway.aclose()

    asyncio.run(main())
    assert (station.posted(), len(station.double.messages)) == (1, 1)


def test_one_that_did_not_arrive_is_sent_again_only_after_somebody_asked(station: Station) -> None:
    async def main() -> None:
        station.double.drop = 1
        station.world.do(messages.send_sms, "alice", CASE, ANN_NUMBER, "We are on it")
        async with station.running():
            delivery = await station.until(DeliveryState.UNKNOWN)
            with pytest.raises(AmbiguousError):
                await station.courier.ask(delivery)
            await asyncio.sleep(0.3)
            assert station.posted() == 1
            station.world.clock.ms += 120_000
            assert await station.courier.ask(delivery) is False
            assert await station.until(DeliveryState.CONFIRMED) == delivery
        await station.gateway.aclose()

    asyncio.run(main())
    assert (station.posted(), len(station.double.messages)) == (2, 1)


def test_the_same_words_twice_are_two_messages(station: Station) -> None:
    async def main() -> None:
        station.world.do(messages.send_sms, "alice", CASE, ANN_NUMBER, "We are on it")
        async with station.running(listening=False):
            await station.until(DeliveryState.CONFIRMED)
        # A new start remembers nothing; the second one's request is lost on the way.
        again = Station(station.world)
        again.double.messages, again.double.drop = station.double.messages, 1
        station.world.do(messages.send_sms, "alice", CASE, ANN_NUMBER, "We are on it")
        async with again.running():
            delivery = await again.until(DeliveryState.UNKNOWN)
            await asyncio.sleep(0.3)
            station.world.clock.ms += 120_000
            assert await again.courier.ask(delivery) is False
            while station.world.ask(lambda r: deliveries.get(r, delivery)).state is not DeliveryState.CONFIRMED:
                await asyncio.sleep(0.01)
        await again.gateway.aclose()
        await station.gateway.aclose()

    asyncio.run(main())
    assert len(station.double.messages) == 2


def test_an_opt_out_at_twilio_stops_the_next_message_here(station: Station) -> None:
    async def main() -> None:
        station.double.opted_out.add(ANN_NUMBER)
        station.world.do(messages.send_sms, "alice", CASE, ANN_NUMBER, "We are on it")
        async with station.running():
            await station.until(DeliveryState.NEEDS_ATTENTION)
        await station.gateway.aclose()

    asyncio.run(main())
    with pytest.raises(Exception, match="no more text messages"):
        station.world.do(messages.send_sms, "alice", CASE, ANN_NUMBER, "And again")


@pytest.mark.parametrize("subject", [one for one in SUBJECTS if one.name != "android"], ids=str)
def test_silence_leaves_every_gateway_without_a_key_in_doubt(tmp_path: Path, subject: Subject) -> None:
    world = World(tmp_path)
    world.connect()
    world.pull([case(1)], [], [ann()])
    world.do(connections.remove, "sms:kannel")
    sink = f"sms:{subject.name}"
    world.do(connections.save, Connection(sink, next(kind for kind, name in NAMES.items() if name == sink)))
    world.do(messages.send_sms, "alice", CASE, ANN_NUMBER, "We are on it")

    def state() -> DeliveryState:
        return DeliveryState(world.ask(lambda r: r.value("SELECT state FROM delivery WHERE sink = ?", (sink,))))

    async def main() -> None:
        async with raw_server(hang) as server, asyncio.timeout(10):
            gateway = subject.make(server.url, timeout=0.3)
            pace = Pace(opening_jitter=0.0, idle_check=0.05)
            courier = Courier(world.store, [SmsSink(gateway)], world.clock, lambda _: True, lambda _: None, pace)
            task = asyncio.create_task(courier.run())
            while state() is not DeliveryState.UNKNOWN:
                await asyncio.sleep(0.01)
            world.clock.ms += 3_600_000
            courier.wake()
            await asyncio.sleep(0.3)
            assert state() is DeliveryState.UNKNOWN
            assert len(server.asked) == 1
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await gateway.aclose()

    asyncio.run(main())
    world.assert_whole()
    world.close()
