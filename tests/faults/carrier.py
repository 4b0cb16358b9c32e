"""A courier at work in a process of its own, to be killed at any moment. It tells what moves."""

from __future__ import annotations

import asyncio
from pathlib import Path

from fallback_console.adapters.helpdesk.rt import RequestTracker
from fallback_console.adapters.sms.kannel import KannelGateway
from fallback_console.adapters.sms.kannel_settings import KannelSettings
from fallback_console.domain.events import CourierProgress, EngineEvent
from fallback_console.network.courier import Courier
from fallback_console.network.pacing import Pace
from fallback_console.network.sinks import HelpdeskSink, SmsSink
from fallback_console.ports import Sink
from fallback_console.store.engine import Store
from fallback_console.store.locks import engine_lock
from fallback_console.store.tx import Reading
from tests.faults.agent import KEY, MachineClock
from tests.faults.nest import tell

PACE = Pace(
    first_backoff=0.02,
    backoff_limit=0.2,
    answer_limit=10.0,
    opening_jitter=0.0,
    idle_check=0.2,
    failures_to_pause=10,
    poison_attempts=1000,
)
"""Patient with each entry: where three requests of ten fail, some entries need very many tries."""


def to_helpdesk(folder: str, url: str, token: str, timeout: str, width: str, settle: str) -> None:
    """Deliver to a Request Tracker until killed; tells 'empty' whenever nothing is left to do."""
    at_once = int(width)
    rt = RequestTracker(
        url,
        token,
        clock=MachineClock(),
        timeout=float(timeout),
        connect_timeout=2.0,
        width=at_once,
        settle=float(settle),
        trust_env=False,
    )
    asyncio.run(_carry(Path(folder), HelpdeskSink(rt, rate=10_000.0, width=at_once)))


def to_kannel(folder: str, url: str, password: str, timeout: str) -> None:
    """Deliver text messages until killed; tells 'empty' whenever nothing is left to do by itself."""
    settings = KannelSettings(url, "console", rate=10_000.0, timeout=float(timeout), listen=False)
    gateway = KannelGateway(settings, password, "", MachineClock())
    asyncio.run(_carry(Path(folder), SmsSink(gateway)))


async def _carry(folder: Path, sink: Sink) -> None:
    clock = MachineClock()
    lock = engine_lock(folder)  # held as long as this object lives
    lock.acquire()
    store = Store.open(folder, KEY, clock)

    def on_event(event: EngineEvent) -> None:
        if isinstance(event, CourierProgress) and event.state:
            tell(event.state)
            if store.read(lambda r: nothing_moves(r, sink.name)):
                tell("empty")

    courier = Courier(store, [sink], clock, lambda _: True, on_event, PACE)
    task = asyncio.create_task(courier.run())
    if store.read(lambda r: nothing_moves(r, sink.name)):
        tell("empty")
    await task


def nothing_moves(r: Reading, sink: str) -> bool:
    """Whether no delivery to a sink waits or is under way."""
    return not r.value(
        "SELECT EXISTS (SELECT 1 FROM delivery WHERE state NOT IN ('confirmed', 'dropped') AND sink = ?"
        " AND state IN ('waiting', 'in_flight'))",
        (sink,),
    )
