"""What every SMS gateway has in common however it is reached: over HTTP, or through a file on this computer."""

from __future__ import annotations

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from fallback_console.adapters.sms.gammu import GammuGateway, GammuSettings
from fallback_console.domain.connection import KINDS, NAMES, Connection
from fallback_console.domain.delivery import DeliveryState, Doubles
from fallback_console.domain.errors import RefusedError, UnreachableError
from fallback_console.domain.sms_text import measure
from fallback_console.network.courier import Courier
from fallback_console.network.pacing import Pace
from fallback_console.network.sinks import SmsSink
from fallback_console.ports import IncomingSms, OutgoingSms, SmsGateway, SmsReceipt
from fallback_console.services import connections, messages
from tests.helpers.ports import free_port
from tests.helpers.smsd_double import SmsdDouble
from tests.unit.adapters.raw_server import RawServer, answer, hang, raw_server
from tests.unit.adapters.sms.subjects import SUBJECTS, TO, Android, Subject
from tests.unit.adapters.sms.support import Events, StillClock, call
from tests.unit.network.courier_world import FakeSink
from tests.unit.services.support import ANN_NUMBER, World

ENTRY = "01a0c1f6-7600-7000-8000-000000000001"


@dataclass
class Desk:
    """A gateway that works, and the other side of it.

    Attributes:
        handed_over: how many messages the other side has; in requests where one message is one request.
        receipt: the other side tells of a part: delivered or not, its number, how many there are.
        incoming: a message comes in.
    """

    gateway: SmsGateway
    events: Events
    handed_over: Callable[[], int]
    receipt: Callable[[bool, int, int], Awaitable[None]]
    incoming: Callable[[str, int], Awaitable[None]]


class Way(ABC):
    """One kind of gateway as this suite sees it."""

    name: str
    parts_told = True

    def __str__(self) -> str:
        return self.name

    @asynccontextmanager
    @abstractmethod
    def open(self, folder: Path) -> AsyncIterator[Desk]:
        """One that works, listening."""
        yield  # type: ignore[misc]

    @abstractmethod
    def gone(self, folder: Path) -> SmsGateway:
        """One behind which nobody is."""


class Web(Way):
    """A gateway over HTTP."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self.name = subject.name
        self.parts_told = subject.parts_told and not isinstance(subject, Android)

    @asynccontextmanager
    async def open(self, folder: Path) -> AsyncIterator[Desk]:
        subject, port, events = self._subject, free_port(), Events()
        behave = subject.accepting(ENTRY) if isinstance(subject, Android) else subject.accepted
        async with raw_server(behave) as server:
            gateway = subject.make(server.url, port=port)

            async def ring(hook: object) -> None:
                assert await call(port, hook.target, method=hook.method, headers=hook.headers, body=hook.body) == 200  # type: ignore[attr-defined]

            async def receipt(delivered: bool, part: int, parts: int) -> None:
                await ring(subject.receipt(ENTRY, delivered, part, parts))

            async def incoming(text: str, number: int) -> None:
                await ring(subject.incoming(text, number))

            try:
                async with gateway.listen(events.take):
                    yield Desk(gateway, events, lambda: _posted(server), receipt, incoming)
            finally:
                await gateway.aclose()

    def gone(self, folder: Path) -> SmsGateway:
        return self._subject.make(f"http://127.0.0.1:{free_port()}", timeout=1.0)


class File(Way):
    """The GSM modem, through SMSD's database."""

    name = "gammu"

    @asynccontextmanager
    async def open(self, folder: Path) -> AsyncIterator[Desk]:
        smsd, events = SmsdDouble(folder / "smsd"), Events()
        gateway = _gammu(smsd.path)
        seen: set[int] = set()

        async def receipt(delivered: bool, part: int, parts: int) -> None:
            smsd.send_all()
            smsd.report(ENTRY, "DeliveryOK" if delivered else "DeliveryFailed", part)
            wanted = "delivered" if delivered else "failed"
            await events.wait(
                lambda told: any(
                    isinstance(e, SmsReceipt) and e.state == wanted and e.part in (part, None) for e in told
                )
            )

        async def incoming(text: str, number: int) -> None:
            if number not in seen:  # SMSD writes each once
                seen.add(number)
                smsd.receive(TO, text)
            await events.wait(lambda told: any(isinstance(e, IncomingSms) and e.text == text for e in told))

        async with gateway.listen(events.take):
            yield Desk(gateway, events, lambda: len(smsd.taken()), receipt, incoming)

    def gone(self, folder: Path) -> SmsGateway:
        return _gammu(folder / "nowhere.db")


def _gammu(path: Path) -> GammuGateway:
    values = {"database": str(path), "timeout": 1.0, "poll_seconds": 0.05}
    return GammuGateway(GammuSettings.from_values(values), StillClock())


def _posted(server: RawServer) -> int:
    return len([one for one in server.asked if one.startswith((b"POST", b"PUT"))])


WAYS: tuple[Way, ...] = (*map(Web, SUBJECTS), File())
every = pytest.mark.parametrize("way", WAYS, ids=str)


def sms(text: str = "words of ours", to: str = TO) -> OutgoingSms:
    return OutgoingSms(ENTRY, to, text, measure(text).parts)


def on(way: Way, folder: Path, test: Callable[[Desk], Awaitable[None]]) -> None:
    async def main() -> None:
        async with way.open(folder) as desk:
            await test(desk)

    asyncio.run(main())


def test_every_kind_of_gateway_is_here() -> None:
    assert sorted(way.name for way in WAYS) == sorted(
        name.removeprefix("sms:") for kind, name in NAMES.items() if KINDS[kind] == "sms"
    )


@every
def test_it_takes_a_message_once_and_says_how_it_avoids_doubles(way: Way, tmp_path: Path) -> None:
    async def test(desk: Desk) -> None:
        assert desk.gateway.name == way.name
        assert desk.gateway.rate > 0
        assert not (await desk.gateway.send(sms())).already
        assert desk.handed_over() == 1
        if desk.gateway.doubles is Doubles.MARKER:
            assert (await desk.gateway.send(sms())).already
            assert await desk.gateway.look_up(sms()) is not None
            assert desk.handed_over() == 1

    on(way, tmp_path, test)


@every
def test_a_text_of_any_script_is_taken(way: Way, tmp_path: Path) -> None:
    async def test(desk: Desk) -> None:
        await desk.gateway.send(sms("障害 😀 é \ud83d"))
        assert desk.handed_over() == 1

    on(way, tmp_path, test)


@every
def test_what_is_no_message_never_leaves(way: Way, tmp_path: Path) -> None:
    if way.name == "android":
        pytest.skip("the phone refuses it, and the number was checked when it was entered")

    async def test(desk: Desk) -> None:
        for one in (sms(to=""), sms(to="abc"), sms(to="1" * 16), sms("")):
            with pytest.raises(RefusedError):
                await desk.gateway.send(one)
        assert desk.handed_over() == 0

    on(way, tmp_path, test)


@every
def test_receipts_of_parts(way: Way, tmp_path: Path) -> None:
    if not way.parts_told:
        pytest.skip("its receipts speak of the whole message, or are asked for; see the gateway's own tests")

    async def test(desk: Desk) -> None:
        await desk.gateway.send(sms("a" * 200))
        for delivered, part in ((True, 2), (True, 2), (False, 1), (True, 1)):
            await desk.receipt(delivered, part, 2)
        told = {(e.entry_id, e.state, e.part) for e in desk.events.seen if isinstance(e, SmsReceipt)}
        assert {(ENTRY, "delivered", 1), (ENTRY, "delivered", 2), (ENTRY, "failed", 1)} <= told
        assert {entry for entry, _, _ in told} == {ENTRY}

    on(way, tmp_path, test)


@every
def test_what_comes_in_is_told_once(way: Way, tmp_path: Path) -> None:
    async def test(desk: Desk) -> None:
        for text, number in (("はい 😀", 7), ("はい 😀", 7), ("1", 8)):
            await desk.incoming(text, number)
        found = {(e.gateway_id, e.sender, e.text) for e in desk.events.seen if isinstance(e, IncomingSms)}
        assert sorted((sender, text) for _, sender, text in found) == [(TO, "1"), (TO, "はい 😀")]
        assert {e.gateway for e in desk.events.seen} == {way.name}

    on(way, tmp_path, test)


@every
def test_nobody_there_is_no_doubt_and_the_live_test_says_so(way: Way, tmp_path: Path) -> None:
    async def main() -> None:
        gateway = way.gone(tmp_path)
        with pytest.raises(UnreachableError) as caught:
            await gateway.send(sms())
        assert caught.value.next_step
        steps = await gateway.check()
        assert not steps[-1].ok
        await gateway.aclose()

    asyncio.run(main())


# Fail-over: what becomes of a message at a gateway of this kind while another one works.


def station(folder: Path, way: Way) -> World:
    world = World(folder / "data")
    sink = f"sms:{way.name}"
    kind = next(kind for kind, name in NAMES.items() if name == sink)
    world.do(connections.save, Connection(sink, kind, {"priority": 1}))
    other = "android" if way.name != "android" else "vonage"
    world.do(connections.save, Connection(f"sms:{other}", other, {"priority": 2}))
    world.do(messages.send_sms, "alice", "", ANN_NUMBER, "We are on it")
    return world


def second(way: Way) -> FakeSink:
    name = "sms:android" if way.name != "android" else "sms:vonage"
    return FakeSink(name=name, system=name, doubles=Doubles.NATIVE)


async def carried(world: World, gateway: SmsGateway, other: FakeSink, until: Callable[[], bool]) -> None:
    """The courier at work with both until something is so."""
    pace = Pace(first_backoff=0.05, opening_jitter=0.0, idle_check=0.02)

    begin, real = world.clock.ms, time.monotonic

    class Clock:
        """Takes the store's clock along, which else stands still."""

        def now_ms(self) -> int:
            world.clock.ms = begin + int((real() - started) * 1000)
            return world.clock.ms

        def monotonic(self) -> float:
            self.now_ms()
            return real()

    started = real()
    courier = Courier(
        world.store, [SmsSink(gateway), other], Clock(), lambda _: True, lambda _: None, pace, down=lambda _: False
    )
    task = asyncio.create_task(courier.run())
    try:
        async with asyncio.timeout(20):
            while not until():
                await asyncio.sleep(0.01)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await gateway.aclose()


def delivery(world: World) -> tuple[str, str]:
    found = world.ask(lambda r: r.one("SELECT sink, state FROM delivery"))
    assert found is not None
    return str(found[0]), str(found[1])


@every
def test_what_never_reached_it_goes_over_another_once(way: Way, tmp_path: Path) -> None:
    world, other = station(tmp_path, way), second(way)

    def arrived() -> bool:
        return delivery(world) == (other.name, DeliveryState.CONFIRMED)

    asyncio.run(carried(world, way.gone(tmp_path), other, arrived))
    assert len(other.effects) == 1
    world.assert_whole()
    world.close()


@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
def test_what_it_refused_goes_over_another_once(tmp_path: Path, subject: Subject) -> None:
    way = Web(subject)
    world, other = station(tmp_path, way), second(way)

    async def main() -> None:
        async with raw_server(subject.refused) as server:
            gateway = subject.make(server.url)
            await carried(world, gateway, other, lambda: delivery(world)[1] == DeliveryState.CONFIRMED)
            assert len(server.asked) == 1

    asyncio.run(main())
    assert delivery(world) == (other.name, DeliveryState.CONFIRMED)
    assert len(other.effects) == 1
    world.close()


@pytest.mark.parametrize("behave", [hang, answer(500)], ids=["silence", "a fault of theirs"])
@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
def test_what_is_in_doubt_never_goes_over_another(tmp_path: Path, subject: Subject, behave: object) -> None:
    way = Web(subject)
    world, other = station(tmp_path, way), second(way)

    async def main() -> None:
        async with raw_server(behave) as server:  # type: ignore[arg-type]
            gateway = subject.make(server.url, timeout=0.2)
            waits = DeliveryState.UNKNOWN if gateway.doubles is Doubles.NONE else DeliveryState.WAITING
            ticks = 0

            def long_enough() -> bool:
                nonlocal ticks
                ticks += delivery(world)[1] == waits and bool(server.asked)
                return ticks > 60

            await carried(world, gateway, other, long_enough)

    asyncio.run(main())
    assert delivery(world)[0] == f"sms:{way.name}"
    assert other.calls == []
    world.close()


def test_an_opt_out_at_the_vendor_never_goes_over_another(tmp_path: Path) -> None:
    subject = next(one for one in SUBJECTS if one.name == "twilio")
    way = Web(subject)
    world, other = station(tmp_path, way), second(way)
    refusal = answer(400, b'{"code": 21610, "message": "unsubscribed recipient", "status": 400}')

    async def main() -> None:
        async with raw_server(refusal) as server:
            gateway = subject.make(server.url)
            await carried(world, gateway, other, lambda: delivery(world)[1] == DeliveryState.NEEDS_ATTENTION)

    asyncio.run(main())
    assert delivery(world)[0] == "sms:twilio"
    assert other.calls == []
    world.close()
