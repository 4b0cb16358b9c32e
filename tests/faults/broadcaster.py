"""A station's network session at work on a broadcast, in a process of its own, to be killed at any moment. It tells what moves."""

from __future__ import annotations

import asyncio
from pathlib import Path

from fallback_console.adapters.sms.kannel import KannelGateway
from fallback_console.adapters.sms.kannel_settings import KannelSettings
from fallback_console.domain.events import CourierProgress, EngineEvent
from fallback_console.domain.timing import Timing
from fallback_console.network.session import EngineParts, Session
from fallback_console.ports import PullScope
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
    asyncio.run(_send(Path(folder), url, password))


async def _send(folder: Path, url: str, password: str) -> None:
    clock = MachineClock()
    lock = engine_lock(folder)  # held as long as this object lives
    lock.acquire()
    store = Store.open(folder, KEY, clock)
    settings = KannelSettings(url, "console", rate=RATE, timeout=5.0, listen=False)
    gateway = KannelGateway(settings, password, "", clock)

    def on_event(event: EngineEvent) -> None:
        if isinstance(event, CourierProgress) and event.state:
            tell(event.state)
            if store.read(_done):
                tell("empty")

    parts = EngineParts(None, PullScope(), (gateway,), (), ())
    await Session(store, parts, clock, Timing(), on_event, PACE).run(asyncio.Event())


def _done(r: Reading) -> bool:
    return not dispatch.moving(r) and not broadcast_feed.running(r)
