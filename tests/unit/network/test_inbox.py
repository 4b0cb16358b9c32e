"""The inbox between real listeners and a real store."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from fallback_console.adapters.sms.kannel import KannelGateway, KannelSettings
from fallback_console.adapters.sms.listener import ListenerSettings, new_token
from fallback_console.domain.delivery import DeliveryState, Problem
from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import AmbiguousError, InputError, SettingsError, StoreError
from fallback_console.domain.events import EngineEvent, HealthChanged, SmsArrived
from fallback_console.domain.health import Finding, Observation
from fallback_console.domain.timing import Timing
from fallback_console.drill.sms_double import SmsDouble
from fallback_console.network.inbox import Inbox
from fallback_console.network.pacing import Pace
from fallback_console.network.session import EngineParts, Session
from fallback_console.network.sinks import SmsSink
from fallback_console.ports import IncomingSms, PullScope, SmsEvent, SmsGateway, Work
from fallback_console.services import dispatch, messages, queue
from tests.helpers.ports import free_port
from tests.unit.services.support import ANN_NUMBER, NOW, World, ann, case

TOKEN = new_token()
CASE = "rt:1"
SINK = "sms:kannel"


@pytest.fixture
def double() -> Iterator[SmsDouble]:
    one = SmsDouble()
    one.start()
    yield one
    one.stop()


@pytest.fixture
def port() -> int:
    return free_port()


class Site:
    """A station with a gateway.

    Attributes:
        told: events of the engine.
    """

    def __init__(self, world: World, double: SmsDouble, port: int) -> None:
        self.world = world
        self.double = double
        settings = KannelSettings(double.url, double.username, timeout=1.0, listener=ListenerSettings(port=port))
        self.gateway = KannelGateway(settings, double.password, TOKEN, world.clock)
        self.told: list[EngineEvent] = []
        double.mo_url = self.gateway.mo_url.partition("?")[0]

    @asynccontextmanager
    async def running(self, **more: Any) -> AsyncIterator[Inbox]:
        inbox = Inbox(self.world.store, [self.gateway], self.told.append, first_pause=0.05, **more)
        task = asyncio.create_task(inbox.run())
        try:
            yield inbox
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def settled(self) -> None:
        """Every call of the gateway was answered."""
        await asyncio.to_thread(self.double.wait_calls)

    def entries(self, kind: str) -> list[dict[str, Any]]:
        return [dict(row.data) for row in self.world.ask(queue.timeline, CASE) if row.kind == kind]

    def send(self, text: str = "We are on it") -> list[Work]:
        self.world.do(messages.send_sms, "alice", CASE, ANN_NUMBER, text)
        return self.world.take(SINK)

    def state(self) -> tuple[str, int]:
        (row,) = [row for row in self.world.ask(queue.timeline, CASE) if row.kind == Kind.SMS_SENT]
        return row.sms_state, row.sms_delivered_parts

    def delivery(self) -> DeliveryState:
        (row,) = [row for row in self.world.ask(queue.timeline, CASE) if row.kind == Kind.SMS_SENT]
        return dict(row.deliveries)[SINK]


@pytest.fixture
def site(tmp_path: Path, double: SmsDouble, port: int) -> Iterator[Site]:
    """A station with three cases of one customer and a gateway."""
    world = World(tmp_path)
    world.connect()
    world.pull([case(1), case(2, status="new")], [], [ann()])
    yield Site(world, double, port)
    world.assert_whole()
    world.close()


def run(site: Site, test: Callable[[], Any]) -> None:
    async def main() -> None:
        await test()
        await site.gateway.aclose()

    asyncio.run(main())


def test_an_answer_is_on_the_cases_timeline_once(site: Site) -> None:
    async def test() -> None:
        site.send()
        async with site.running():
            identifier = site.double.answer(ANN_NUMBER, "はい、お願いします")
            await site.settled()
            site.double.answer(ANN_NUMBER, "はい、お願いします", identifier=identifier)
            site.double.answer(ANN_NUMBER, "one more")
            await site.settled()
        texts = [entry["text"] for entry in site.entries(Kind.SMS_RECEIVED)]
        assert texts == ["はい、お願いします", "one more"]
        assert [event.case_key for event in site.told if isinstance(event, SmsArrived)] == [CASE, CASE]

    run(site, test)


def test_receipts_of_a_long_message(site: Site) -> None:
    async def test() -> None:
        async with site.running():
            (work,) = site.send("a" * 400)
            receipt = await SmsSink(site.gateway).deliver(work)
            site.world.do(dispatch.confirm, work.delivery_id, receipt)
            await site.settled()
        assert site.state() == ("delivered", 3)
        assert site.told == []

    run(site, test)


def test_repeated_and_reordered_receipts_change_nothing(site: Site) -> None:
    async def test() -> None:
        site.double.receipt_copies = 3
        async with site.running():
            (work,) = site.send()
            receipt = await SmsSink(site.gateway).deliver(work)
            site.world.do(dispatch.confirm, work.delivery_id, receipt)
            await site.settled()
        assert site.state() == ("delivered", 1)

    run(site, test)


def test_what_comes_while_the_console_is_off_waits(site: Site) -> None:
    async def test() -> None:
        async with site.running():
            site.double.answer(ANN_NUMBER, "first")
            await site.settled()
        site.double.answer(ANN_NUMBER, "second")
        async with site.running():
            await site.settled()
        # Nothing was sent to her about a case yet, so her newest open one is meant.
        found = [row.text for row in site.world.ask(queue.timeline, "rt:2") if row.kind == Kind.SMS_RECEIVED]
        assert found == ["first", "second"]

    run(site, test)


@pytest.mark.logs_expected("fallback_console.network.inbox")
def test_a_taken_port_is_told_and_tried_again(site: Site, port: int) -> None:
    async def test() -> None:
        with socket.socket() as other:
            other.bind(("127.0.0.1", port))
            other.listen()
            async with site.running() as inbox:
                while not inbox.problems:
                    await asyncio.sleep(0.01)
                problem = inbox.problems["kannel"]
                assert problem.code == "settings"
                assert f"Port {port}" in problem.message
                assert problem.next_step
                other.close()
                while inbox.problems:
                    await asyncio.sleep(0.01)
                site.double.answer(ANN_NUMBER, "hello")
                await site.settled()
        assert len(site.told) == 1

    run(site, test)


class GoodProbe:
    """Finds the gateway well."""

    system = SINK
    name = "banner"

    async def run(self) -> Observation:
        return Observation(SINK, self.name, Finding.OK, "banner", NOW, 0.01, "It answers.")


@pytest.mark.logs_expected("fallback_console.network.inbox")
def test_the_health_of_a_gateway_tells_that_answers_cannot_be_taken_in(site: Site, port: int) -> None:
    async def test() -> None:
        parts = EngineParts(None, PullScope(), (site.gateway,), (GoodProbe(),), ())
        session = Session(site.world.store, parts, site.world.clock, Timing(), site.told.append, Pace())
        end = asyncio.Event()
        with socket.socket() as other:
            other.bind(("127.0.0.1", port))
            other.listen()
            running = asyncio.create_task(session.run(end))

            def details() -> list[str]:
                return [e.health.detail for e in site.told if isinstance(e, HealthChanged)]

            while not any(f"Port {port}" in detail for detail in details()):
                await asyncio.sleep(0.01)
            assert f"Port {port}" in session.health()[0].detail
            assert session.health()[0].state is session.monitor.snapshot()[0].state
        while any(f"Port {port}" in health.detail for health in session.health()):
            await asyncio.sleep(0.01)
        assert f"Port {port}" not in details()[-1]
        end.set()
        await running

    run(site, test)


class FailingStore:
    """A store whose next writes fail."""

    def __init__(self, world: World, failures: int) -> None:
        self._store = world.store
        self.failures = failures

    def write(self, fn: Any, *, background: bool = False) -> Future[Any]:
        if self.failures:
            self.failures -= 1
            failed: Future[Any] = Future()
            failed.set_exception(StoreError("The disk is full.", "Make room."))
            return failed
        return self._store.write(fn, background=background)


@pytest.mark.parametrize("failures", [2, 6])
@pytest.mark.logs_expected("fallback_console.adapters.sms.listener")
def test_a_store_that_fails_for_a_while_loses_nothing(
    site: Site, failures: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fallback_console.network.inbox._STORE_AGAIN", (0.01, 0.01, 0.01))

    async def test() -> None:
        store = FailingStore(site.world, failures)
        inbox = Inbox(store, [site.gateway], site.told.append)  # type: ignore[arg-type]
        task = asyncio.create_task(inbox.run())
        site.double.answer(ANN_NUMBER, "kept")
        await site.settled()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert store.failures == 0
        assert len(site.told) == 1

    run(site, test)


def test_a_receipt_ends_the_doubt_about_a_message(site: Site) -> None:
    async def test() -> None:
        async with site.running():
            site.double.freeze(take_held=True)
            (work,) = site.send()
            with pytest.raises(AmbiguousError) as caught:
                await SmsSink(site.gateway).deliver(work)
            problem = Problem(caught.value.code, caught.value.message)
            site.world.do(dispatch.mark_unknown, work.delivery_id, problem)
            assert site.delivery() is DeliveryState.UNKNOWN
            site.double.resume()
            await asyncio.to_thread(site.double.wait_for, lambda message: True)
            await site.settled()
            assert site.delivery() is DeliveryState.CONFIRMED
            assert site.state() == ("delivered", 1)
            (settled,) = site.entries(Kind.UNKNOWN_RESOLVED)
            assert (settled["arrived"], settled["how"]) == (True, "gateway")
            assert site.world.take(SINK) == []

    run(site, test)
    assert len(site.double.messages) == 1


@pytest.mark.parametrize("settle", ["mark_unknown", "recover"])
def test_a_receipt_that_came_before_the_doubt_prevents_it(site: Site, settle: str) -> None:
    async def test() -> None:
        async with site.running():
            site.double.lose_answers(1)
            (work,) = site.send()
            with pytest.raises(AmbiguousError):
                await SmsSink(site.gateway).deliver(work)
            await site.settled()
            if settle == "recover":
                found = site.world.do(dispatch.recover, {SINK: site.gateway.doubles})
                assert (found.waiting, found.unknown) == (0, 0)
            else:
                site.world.do(dispatch.mark_unknown, work.delivery_id, Problem("ambiguous", "No answer."))
            assert site.delivery() is DeliveryState.CONFIRMED

    run(site, test)
    assert len(site.double.messages) == 1


def test_receipts_of_some_parts_leave_the_doubt(site: Site) -> None:
    async def test() -> None:
        async with site.running():
            site.double.lose_answers(1)  # the first part is taken, the others are never offered
            (work,) = site.send("a" * 400)
            with pytest.raises(AmbiguousError):
                await SmsSink(site.gateway).deliver(work)
            await site.settled()
            site.world.do(dispatch.mark_unknown, work.delivery_id, Problem("ambiguous", "No answer."))
            assert site.delivery() is DeliveryState.UNKNOWN
            assert site.state()[1] == 1

    run(site, test)
    assert site.double.messages == ()


def test_who_texts_stop_gets_no_more_messages(site: Site) -> None:
    async def test() -> None:
        async with site.running():
            site.double.answer(ANN_NUMBER, "ＳＴＯＰ。")
            await site.settled()
            with pytest.raises(InputError, match="no more text messages"):
                site.send()
            site.double.answer(ANN_NUMBER, "再開")
            await site.settled()
            assert len(site.send()) == 1

    run(site, test)


class Fragile:
    """A gateway that cannot be listened to at first."""

    name = "fragile"

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.listened = asyncio.Event()

    def listen(self, on_event: Callable[[SmsEvent], Any]) -> AbstractAsyncContextManager[None]:
        return self._listening(on_event)

    @asynccontextmanager
    async def _listening(self, on_event: Callable[[SmsEvent], Any]) -> AsyncIterator[None]:
        if self.failures:
            self.failures -= 1
            raise SettingsError("No.", "Yes.")
        await on_event(IncomingSms("fragile", "1", ANN_NUMBER, "", "hi", 1))
        self.listened.set()
        yield


@pytest.mark.logs_expected("fallback_console.network.inbox")
def test_one_gateway_that_fails_does_not_stop_the_other(site: Site) -> None:
    async def test() -> None:
        fragile = Fragile(3)
        both: Sequence[SmsGateway] = [fragile, site.gateway]  # type: ignore[list-item]
        inbox = Inbox(site.world.store, both, site.told.append, first_pause=0.01)
        task = asyncio.create_task(inbox.run())
        site.double.answer(ANN_NUMBER, "hello")
        await site.settled()
        await asyncio.wait_for(fragile.listened.wait(), 10)
        assert inbox.problems == {}
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert len(site.told) == 2

    run(site, test)


def test_without_a_gateway_it_ends(site: Site) -> None:
    run(site, Inbox(site.world.store, [], site.told.append).run)
