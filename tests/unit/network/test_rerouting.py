"""Text messages leave a gateway that is down or reached by nothing, and only then."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import DeliveryState, Doubles, Receipt
from fallback_console.domain.errors import RefusedError, ThrottledError, UnreachableError
from fallback_console.domain.events import EngineEvent
from fallback_console.domain.gateway_names import kind_name
from fallback_console.domain.health import State, SystemHealth
from fallback_console.domain.timing import Timing
from fallback_console.network.courier import Courier
from fallback_console.network.pacing import Pace
from fallback_console.network.session import EngineParts, Session
from fallback_console.ports import PullScope, Work
from fallback_console.services import connections, messages, sync
from fallback_console.store.engine import Store
from fallback_console.store.tx import Tx
from tests.unit.network.courier_world import FakeSink, RealClock, lost
from tests.unit.store.support import KEY

A, B = "sms:kannel", "sms:android"
"""Each test runs with two gateways of different kinds, and with two of one kind."""
NUMBER = "+12025550101"
PACE = Pace(first_backoff=0.02, backoff_limit=0.05, opening_jitter=0.0, idle_check=0.02, answer_limit=5.0)


@pytest.fixture(autouse=True, params=["sms:android", "sms:kannel.osaka"])
def second(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "B", request.param)


@pytest.fixture
def store(second: None, tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "data", KEY, RealClock())) as opened:
        opened.write(lambda tx: connections.save(tx, Connection(A, "kannel", {"priority": 1}))).result()
        kind = kind_name(B).removeprefix("sms:")
        opened.write(
            lambda tx: connections.save(tx, Connection(B, kind, {"priority": 2, "listen_port": 4001}))
        ).result()
        yield opened


class Both:
    """Two gateways and what is known of them."""

    def __init__(self, store: Store, *, first: FakeSink | None = None) -> None:
        self.store = store
        self.a = first or FakeSink(name=A, system=A, doubles=Doubles.NONE, width=1)
        self.b = FakeSink(name=B, system=B, doubles=Doubles.NATIVE, width=1)
        self.up = {A: True, B: True}
        self.down = {A: False, B: False}
        self.courier = Courier(
            store, [self.a, self.b], RealClock(), self.up.__getitem__, self._on_event, PACE, random.Random(5),
            down=self.down.__getitem__,
        )  # fmt: skip
        self.events: list[EngineEvent] = []

    def _on_event(self, event: EngineEvent) -> None:
        self.events.append(event)

    def write(self, text: str = "Hello", to: str = NUMBER, hold_ms: int = 0) -> None:
        self.store.write(lambda tx: messages.send_sms(tx, "alice", "", to, text, hold_ms=hold_ms)).result()

    def open(self) -> list[tuple[str, DeliveryState]]:
        return [(row.sink, row.state) for row in self.store.read(lambda r: sync.deliveries(r))]

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.courier.run())
        try:
            async with asyncio.timeout(20):
                yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def empty(self) -> None:
        while self.open():
            await asyncio.sleep(0.01)


async def _unreachable(sink: FakeSink, work: Work) -> Receipt:
    raise UnreachableError("Nobody there.", "It is tried again.")


def test_nothing_leaves_a_gateway_of_which_nothing_is_known_yet(store: Store) -> None:
    both = Both(store)
    both.up[A] = False
    both.write()

    async def main() -> None:
        async with both.running():
            await asyncio.sleep(0.2)
            assert both.open() == [(A, DeliveryState.WAITING)]
            both.up[A] = True
            both.courier.wake()
            await both.empty()

    asyncio.run(main())
    assert (len(both.a.effects), len(both.b.effects)) == (1, 0)


def test_what_is_down_is_left_as_soon_as_another_takes_messages(store: Store) -> None:
    both = Both(store)
    both.up |= {A: False, B: False}
    both.down[A] = True
    for number in range(60):
        both.write(f"{number}", f"+1202555{number % 20:04d}")

    async def main() -> None:
        async with both.running():
            await asyncio.sleep(0.1)
            assert {sink for sink, _ in both.open()} == {A}
            both.up[B] = True
            both.courier.wake()
            await both.empty()

    asyncio.run(main())
    assert (len(both.a.effects), len(both.b.effects)) == (0, 60)
    assert both.a.calls == []


@pytest.mark.parametrize("how", ["switched off", "taken away"])
def test_what_waits_for_a_gateway_that_is_not_connected_any_more_goes_over_another(store: Store, how: str) -> None:
    both = Both(store)
    for number in range(30):
        both.write(f"{number}", f"+1202555{number % 10:04d}")

    def disconnect(tx: Tx) -> None:
        if how == "taken away":
            connections.remove(tx, A)
        else:
            connections.save(tx, Connection(A, "kannel", {"priority": 1}, enabled=False))

    store.write(disconnect).result()
    both.courier = Courier(store, [both.b], RealClock(), both.up.__getitem__, both._on_event, PACE, random.Random(5))

    async def main() -> None:
        async with both.running():
            await both.empty()

    asyncio.run(main())
    assert (len(both.a.effects), len(both.b.effects)) == (0, 30)


def test_what_was_held_follows_when_its_time_comes(store: Store) -> None:
    both = Both(store)
    both.up[A], both.down[A] = False, True
    both.write(hold_ms=300)

    async def main() -> None:
        async with both.running():
            await asyncio.sleep(0.1)
            assert both.open() == [(A, DeliveryState.WAITING)]
            await both.empty()

    asyncio.run(main())
    assert len(both.b.effects) == 1


def test_one_that_nothing_reaches_is_tried_again_later(store: Store) -> None:
    both = Both(store, first=FakeSink(_unreachable, name=A, system=A, doubles=Doubles.NONE, width=1))
    for number in range(30):
        both.write(f"{number}", f"+1202555{number:04d}")

    async def main() -> None:
        async with both.running():
            await both.empty()
            assert len(both.b.effects) == 30
            assert len(both.a.calls) < 30
            both.a.script = FakeSink().script
            tried = 0
            while not both.a.effects:
                tried += 1
                both.write(f"later {tried}", f"+1202556{tried:04d}")
                await both.empty()
                await asyncio.sleep(0.06)

    asyncio.run(main())
    assert len(both.a.effects) + len(both.b.effects) == len(set(both.a.effects) | set(both.b.effects))


def test_two_that_nothing_reaches_do_not_fill_the_journal(store: Store) -> None:
    both = Both(store, first=FakeSink(_unreachable, name=A, system=A, doubles=Doubles.NONE, width=1))
    both.b.script = _unreachable
    both.write()

    async def main() -> None:
        async with both.running():
            await asyncio.sleep(1.5)

    asyncio.run(main())
    moves = store.read(lambda r: r.value("SELECT count(*) FROM entry WHERE kind = 'delivery.moved'"))
    assert 0 < moves <= 6
    ((_, state),) = both.open()
    assert state in (
        DeliveryState.WAITING,
        DeliveryState.IN_FLIGHT,
    )  # the courier was stopped in the middle of something


@pytest.mark.parametrize(("seconds", "over_the_other"), [(3600.0, 1), (0.1, 0)])
def test_one_that_asks_for_a_long_wait_is_not_waited_for(store: Store, seconds: float, over_the_other: int) -> None:
    async def throttle(sink: FakeSink, work: Work) -> Receipt:
        if len(sink.calls) == 1:
            raise ThrottledError("Too much.", "It is tried again.", retry_after=seconds)
        return Receipt()

    both = Both(store, first=FakeSink(throttle, name=A, system=A, doubles=Doubles.NONE, width=1))
    both.write()

    async def main() -> None:
        async with both.running():
            await both.empty()

    asyncio.run(main())
    assert len(both.b.effects) == over_the_other
    assert len(both.a.effects) == 1 - over_the_other


def test_what_both_refuse_needs_a_person(store: Store) -> None:
    async def refuse(sink: FakeSink, work: Work) -> Receipt:
        raise RefusedError("Not to this number.", "Check it.")

    both = Both(store, first=FakeSink(refuse, name=A, system=A, doubles=Doubles.NONE, width=1))
    both.b.script = refuse
    both.write()

    async def main() -> None:
        async with both.running():
            while both.open() != [(B, DeliveryState.NEEDS_ATTENTION)]:
                await asyncio.sleep(0.01)

    asyncio.run(main())
    assert (len(both.a.calls), len(both.b.calls)) == (1, 1)


def test_one_that_leaves_a_doubt_is_left_alone_for_a_while(store: Store) -> None:
    async def lose(sink: FakeSink, work: Work) -> Receipt:
        raise lost()

    both = Both(store, first=FakeSink(lose, name=A, system=A, doubles=Doubles.NONE, width=1))
    for number in range(20):
        both.write(f"{number}", f"+1202555{number:04d}")

    async def main() -> None:
        async with both.running():
            while any(state is not DeliveryState.UNKNOWN for _, state in both.open()):
                await asyncio.sleep(0.01)

    asyncio.run(main())
    assert both.open() == [(A, DeliveryState.UNKNOWN)]
    assert len(both.b.effects) == 19


@pytest.mark.parametrize(
    ("health", "down"),
    [
        (SystemHealth(A, State.UNKNOWN, 0), False),
        (SystemHealth(A, State.UP, 0, deliverable=True), False),
        (SystemHealth(A, State.UP, 0), False),
        (SystemHealth(A, State.SUSPECT, 0), False),
        (SystemHealth(A, State.DOWN, 0), True),
        (SystemHealth(A, State.RECOVERING, 0), True),
        (SystemHealth(A, State.UNKNOWN, 0, offline=True), True),
        (SystemHealth(A, State.DOWN, 0, override="down"), True),
    ],
)
def test_what_counts_as_down(store: Store, monkeypatch: pytest.MonkeyPatch, health: SystemHealth, down: bool) -> None:
    parts = EngineParts(None, PullScope(), (), (), ())
    session = Session(store, parts, RealClock(), Timing(), lambda _: None, PACE)
    monkeypatch.setattr(session.monitor, "snapshot", lambda: (health,))
    assert session.surely_down(A) is down
    assert session.surely_down(B) is False
