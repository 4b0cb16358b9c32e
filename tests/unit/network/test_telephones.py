"""Telephones in a session: every step written down before it is told, calls dialled once, and everything let go of at the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from fallback_console.domain.errors import SettingsError, StoreError, UnreachableError
from fallback_console.domain.events import EngineEvent, PhoneMoved
from fallback_console.domain.telephone import CallKey, CallState, PhoneCall, is_further
from fallback_console.domain.timing import Timing
from fallback_console.network.engine import Engine, EngineParts
from fallback_console.network.telephones import Telephones
from fallback_console.ports import CheckStep, PullScope
from tests.unit.services.support import World

OnCall = Callable[[PhoneCall], Awaitable[None]]
LIMIT = 10.0


def step(state: str = CallState.DIALLING, ending: str = "", *, direction: str = "out") -> PhoneCall:
    ended = 3 if state == CallState.ENDED else None
    return PhoneCall("c1", "phone:a", direction, "+15550100", "", state, ending, 1, None, ended)


class FakeTelephone:
    """Tells what a test says; cannot be listened to so often at first."""

    def __init__(self, name: str, *, deaf: int = 0) -> None:
        self.name = name
        self.asked: list[str] = []
        self.closed = False
        self._deaf = deaf
        self.listener: OnCall | None = None

    async def check(self) -> list[CheckStep]:
        return []

    async def dial(self, number: str, tones: str = "") -> str:
        self.asked.append(f"dial {number} {tones}".rstrip())
        return "c1"

    async def send_tones(self, call_id: str, tones: str) -> None:
        self.asked.append(f"keys {call_id} {tones}")

    async def hang_up(self, call_id: str) -> None:
        self.asked.append(f"hang up {call_id}")

    async def answer(self, call_id: str) -> None:
        self.asked.append(f"answer {call_id}")

    @asynccontextmanager
    async def listen(self, on_call: OnCall) -> AsyncIterator[None]:
        if self._deaf:
            self._deaf -= 1
            raise UnreachableError("Nobody there.", "Wait.")
        self.listener = on_call
        yield
        self.listener = None

    async def aclose(self) -> None:
        self.closed = True


async def until(fits: Callable[[], bool]) -> None:
    async with asyncio.timeout(LIMIT):
        while not fits():
            await asyncio.sleep(0.005)


@asynccontextmanager
async def running(telephones: Telephones) -> AsyncIterator[None]:
    task = asyncio.create_task(telephones.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.mark.logs_expected("fallback_console.network.telephones")
def test_every_step_is_written_down_and_then_told() -> None:
    seen: list[str] = []

    async def record(call: PhoneCall) -> None:
        if call.state == CallState.RINGING and seen.count("fails") < 2:
            seen.append("fails")
            raise StoreError("The disk is full.")
        seen.append(f"kept {call.state}")

    async def main() -> None:
        telephone = FakeTelephone("phone:a")
        telephones = Telephones([telephone], lambda event: seen.append(f"told {event.call.state}"), record)  # type: ignore[union-attr]
        async with running(telephones):
            await until(lambda: telephone.listener is not None)
            assert telephone.listener is not None
            await telephone.listener(step())
            await telephone.listener(step(CallState.RINGING))

    asyncio.run(main())
    assert seen == ["kept dialling", "told dialling", "fails", "fails", "kept ringing", "told ringing"]


@pytest.mark.logs_expected("fallback_console.network.telephones")
def test_where_nothing_can_be_kept_the_person_still_sees_who_rings(caplog: pytest.LogCaptureFixture) -> None:
    told: list[EngineEvent] = []

    async def record(call: PhoneCall) -> None:
        raise StoreError("The disk is full.")

    async def main() -> None:
        telephone = FakeTelephone("phone:a")
        async with running(Telephones([telephone], told.append, record)):
            await until(lambda: telephone.listener is not None)
            assert telephone.listener is not None
            await telephone.listener(step(CallState.RINGING, direction="in"))

    asyncio.run(main())
    assert told == [PhoneMoved(step(CallState.RINGING, direction="in"))]
    assert "could not be kept" in caplog.text


def test_the_first_is_dialled_with_unless_another_is_named() -> None:
    async def main() -> None:
        first, second = FakeTelephone("phone:a"), FakeTelephone("phone:b")
        telephones = Telephones([first, second], lambda _: None)
        assert await telephones.dial("+15550100") == CallKey("phone:a", "c1")
        key = await telephones.dial("+15550101", "phone:b")
        await telephones.hang_up(key)
        await telephones.answer(key)
        assert (first.asked, second.asked) == (["dial +15550100"], ["dial +15550101", "hang up c1", "answer c1"])
        with pytest.raises(SettingsError, match="phone:c"):
            await telephones.dial("+15550100", "phone:c")
        await telephones.aclose()
        assert first.closed
        with pytest.raises(SettingsError, match="No telephone"):
            await Telephones([], lambda _: None).dial("+15550100")

    asyncio.run(main())


@pytest.mark.logs_expected("fallback_console.network.telephones")
def test_one_that_cannot_be_listened_to_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> None:
        telephone = FakeTelephone("phone:a", deaf=2)
        async with running(Telephones([telephone], lambda _: None, first_pause=0.01)):
            await until(lambda: telephone.listener is not None)

    asyncio.run(main())
    assert caplog.text.count("cannot be seen") == 2


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.close()


def test_the_engine_dials_and_tells(world: World) -> None:
    telephone = FakeTelephone("phone:a")
    told: list[EngineEvent] = []
    parts = EngineParts(None, PullScope(), (), (), (), telephones=(telephone,))
    engine = Engine(world.store, lambda: parts, world.clock, Timing(), told.append)
    engine.start()
    try:
        assert engine.dial("+15550100").result(LIMIT) == CallKey("phone:a", "c1")
        engine.submit(lambda: until(lambda: telephone.listener is not None)).result(LIMIT)
        assert telephone.listener is not None
        listener = telephone.listener
        engine.submit(lambda: tell(listener)).result(LIMIT)
        assert PhoneMoved(step()) in told
        engine.hang_up(CallKey("phone:a", "c1")).result(LIMIT)
        engine.answer(CallKey("phone:a", "c1")).result(LIMIT)
    finally:
        assert engine.stop()
    assert telephone.asked == ["dial +15550100", "hang up c1", "answer c1"]
    assert telephone.closed


async def tell(listener: OnCall) -> None:
    await listener(step())


def test_what_counts_as_missed_and_as_further() -> None:
    assert step(CallState.ENDED, "cancelled", direction="in").missed
    assert not step(CallState.ENDED, "refused", direction="in").missed
    assert not step(CallState.ENDED, "elsewhere", direction="in").missed
    assert not step(CallState.ENDED, "no-answer").missed
    assert is_further(CallState.DIALLING, CallState.ENDED)
    assert not is_further(CallState.RINGING, CallState.RINGING)
    assert step().key == CallKey("phone:a", "c1")
