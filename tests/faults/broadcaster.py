"""A station's network session at work on a broadcast, in a process of its own, to be killed at any moment. It tells what moves."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path

from fallback_console.adapters.sms.kannel import KannelGateway
from fallback_console.adapters.sms.kannel_settings import KannelSettings
from fallback_console.domain.delivery import Doubles, Receipt
from fallback_console.domain.events import CourierProgress, EngineEvent
from fallback_console.domain.timing import Timing
from fallback_console.network.session import EngineParts, Session
from fallback_console.ports import CheckStep, OutgoingSms, PullScope, SmsEvent, SmsGateway
from fallback_console.services import broadcast_feed, dispatch
from fallback_console.store.engine import Store
from fallback_console.store.locks import engine_lock
from fallback_console.store.tx import Reading
from tests.faults.agent import KEY, MachineClock
from tests.faults.carrier import PACE
from tests.faults.nest import tell

RATE = 1000.0
"""Messages a second: the gateway is never what it waits for."""


def send(folder: str, url: str, password: str) -> None:
    """Send until killed; tells 'empty' whenever nothing is left to do by itself."""
    settings = KannelSettings(url, "console", rate=RATE, timeout=5.0, listen=False)
    asyncio.run(_send(Path(folder), KannelGateway(settings, password, "", MachineClock())))


def send_with_key(folder: str, file: str) -> None:
    """The same over a gateway that takes each key once."""
    asyncio.run(_send(Path(folder), KeyedGateway(Path(file))))


class KeyedGateway:
    """A gateway whose memory is a file: a line with key and number for each message it took."""

    name = "kannel"
    doubles = Doubles.NATIVE
    rate = RATE

    def __init__(self, file: Path) -> None:
        self._file = file

    async def check(self) -> list[CheckStep]:
        return []

    async def send(self, message: OutgoingSms) -> Receipt:
        await asyncio.sleep(0.001)
        if await self.look_up(message) is None:
            with self._file.open("a", encoding="utf-8") as file:
                file.write(f"{message.entry_id} {message.to}\n")
        # What it took is kept; whoever is killed now does not hear of it.
        await asyncio.sleep(0.004)
        return Receipt(remote_id=message.entry_id)

    async def look_up(self, message: OutgoingSms) -> Receipt | None:
        known = self._file.read_text(encoding="utf-8").split() if self._file.exists() else []
        return Receipt(already=True, remote_id=message.entry_id) if message.entry_id in known else None

    def listen(self, on_event: Callable[[SmsEvent], Awaitable[None]]) -> AbstractAsyncContextManager[None]:
        return nullcontext()

    async def aclose(self) -> None:
        """Nothing is open."""


async def _send(folder: Path, gateway: SmsGateway) -> None:
    clock = MachineClock()
    lock = engine_lock(folder)  # held as long as this object lives
    lock.acquire()
    store = Store.open(folder, KEY, clock)

    def on_event(event: EngineEvent) -> None:
        if isinstance(event, CourierProgress) and event.state:
            tell(event.state)
            if store.read(_done):
                tell("empty")

    parts = EngineParts(None, PullScope(), (gateway,), (), ())
    await Session(store, parts, clock, Timing(), on_event, PACE).run(asyncio.Event())


def _done(r: Reading) -> bool:
    return not dispatch.moving(r) and not broadcast_feed.running(r)
