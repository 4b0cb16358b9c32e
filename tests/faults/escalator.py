"""A station's network session at work on escalations, in a process of its own, to be killed at any moment. It tells what moves."""

from __future__ import annotations

import asyncio
from pathlib import Path

from fallback_console.adapters.sms.kannel import KannelGateway
from fallback_console.adapters.sms.kannel_settings import KannelSettings
from fallback_console.domain.events import CourierProgress, EngineEvent
from fallback_console.domain.timing import Timing
from fallback_console.network.session import EngineParts, Session
from fallback_console.ports import PullScope
from fallback_console.services import dispatch, escalation_steps
from fallback_console.store.engine import Store
from fallback_console.store.locks import engine_lock
from fallback_console.store.tx import Reading
from tests.faults.agent import KEY, MachineClock
from tests.faults.broadcaster import RATE
from tests.faults.carrier import PACE
from tests.faults.nest import tell

AHEAD_MS = 3 * 60_000


class HurriedClock(MachineClock):
    """Three minutes ahead of the machine's: every step that was asked is over at once."""

    def now_ms(self) -> int:
        return super().now_ms() + AHEAD_MS


def escalate(folder: str, url: str, password: str) -> None:
    """Ask until killed; tells 'empty' whenever no step is due and nothing is left to be sent."""
    settings = KannelSettings(url, "console", rate=RATE, timeout=5.0, listen=False)
    asyncio.run(_escalate(Path(folder), KannelGateway(settings, password, "", MachineClock())))


async def _escalate(folder: Path, gateway: KannelGateway) -> None:
    clock = HurriedClock()
    lock = engine_lock(folder)  # held as long as this object lives
    lock.acquire()
    store = Store.open(folder, KEY, clock)

    def done(r: Reading) -> bool:
        return not dispatch.moving(r) and not escalation_steps.due(r, clock.now_ms())

    def on_event(event: EngineEvent) -> None:
        if isinstance(event, CourierProgress) and event.state:
            tell(event.state)
            if store.read(done):
                tell("empty")

    parts = EngineParts(None, PullScope(), (gateway,), (), ())
    await Session(store, parts, clock, Timing(), on_event, PACE).run(asyncio.Event())
