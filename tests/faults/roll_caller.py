"""A station's network session at work in a process of its own, to be killed at any moment. It tells what moves."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

from fallback_console.adapters.sms.kannel import KannelGateway
from fallback_console.adapters.sms.kannel_settings import KannelSettings
from fallback_console.domain.events import CourierProgress, EngineEvent
from fallback_console.domain.timing import Timing
from fallback_console.network.session import EngineParts, Session
from fallback_console.ports import PullScope
from fallback_console.services import dispatch, roll_call_asking
from fallback_console.store.engine import Store
from fallback_console.store.locks import engine_lock
from fallback_console.store.tx import Reading
from tests.faults.agent import KEY, MachineClock
from tests.faults.broadcaster import RATE
from tests.faults.carrier import PACE
from tests.faults.nest import tell


def ask(folder: str, url: str, password: str) -> None:
    """Ask in a roll call until killed; tells 'empty' whenever everybody was asked and nothing is left to be sent."""
    at_work(folder, url, password, MachineClock(), roll_call_asking.due)


def at_work(
    folder: str,
    url: str,
    password: str,
    clock: MachineClock,
    due: Callable[[Reading, int], object],
    beside: Callable[[Store], None] | None = None,
) -> None:
    """Work until killed; tells 'empty' whenever nobody is due to be asked and nothing is left to be sent.

    Args:
        due: whether somebody is, given UTC epoch milliseconds.
        beside: what somebody does at this station meanwhile, in a thread of its own.
    """
    settings = KannelSettings(url, "console", rate=RATE, timeout=5.0, listen=False)
    gateway = KannelGateway(settings, password, "", MachineClock())
    asyncio.run(_session(Path(folder), gateway, clock, due, beside))


async def _session(
    folder: Path,
    gateway: KannelGateway,
    clock: MachineClock,
    due: Callable[[Reading, int], object],
    beside: Callable[[Store], None] | None,
) -> None:
    lock = engine_lock(folder)  # held as long as this object lives
    lock.acquire()
    store = Store.open(folder, KEY, clock)
    if beside is not None:
        threading.Thread(target=beside, args=(store,), daemon=True).start()

    def done(r: Reading) -> bool:
        return not dispatch.moving(r) and not due(r, clock.now_ms())

    def on_event(event: EngineEvent) -> None:
        if isinstance(event, CourierProgress) and event.state:
            tell(event.state)
            if store.read(done):
                tell("empty")

    if store.read(done):
        # The life before was killed with its last delivery: nothing will move any more.
        tell("empty")
    parts = EngineParts(None, PullScope(), (gateway,), (), ())
    await Session(store, parts, clock, Timing(), on_event, PACE).run(asyncio.Event())
