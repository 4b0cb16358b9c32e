"""The network engine: monitor, courier, puller and inbox as tasks of one asyncio thread.

The rest of the program talks to it from other threads through futures and a snapshot; it talks back through events. A task
that fails by a bug is logged and started again, the others go on meanwhile.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.errors import InputError, SettingsError
from fallback_console.domain.events import CourierProgress, EngineEvent, HealthChanged
from fallback_console.domain.health import SystemHealth
from fallback_console.domain.timing import Timing
from fallback_console.network.courier import Courier
from fallback_console.network.inbox import Inbox
from fallback_console.network.monitor import Monitor
from fallback_console.network.pacing import Pace
from fallback_console.network.puller import Puller
from fallback_console.network.sinks import HelpdeskSink, SmsSink
from fallback_console.ports import Clock, Helpdesk, Probe, PullScope, Sink, SmsGateway
from fallback_console.store.engine import Store

__all__ = ["Engine", "EngineParts"]

log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class EngineParts:
    """The adapters of one run; made in the network thread, closed there.

    Attributes:
        helpdesk: None where none is connected.
        scope: what to mirror of it.
        gateways: by priority.
        probes: of all enabled connections.
        canaries: tell "I am offline" from "they are down".
        closers: what else to let go of.
    """

    helpdesk: Helpdesk | None
    scope: PullScope
    gateways: tuple[SmsGateway, ...]
    probes: tuple[Probe, ...]
    canaries: tuple[Probe, ...]
    closers: tuple[Callable[[], Awaitable[None]], ...] = ()


class Engine:
    """Everything that talks to the network, in one thread.

    Args:
        store: the local store.
        build: makes the adapters from the connections as they are now; called in the network thread.
        clock: time.
        timing: intervals and thresholds of monitor and puller.
        on_event: told about what happened; called in the network thread, must return at once.
        pace: limits of the courier.
    """

    def __init__(
        self,
        store: Store,
        build: Callable[[], EngineParts],
        clock: Clock,
        timing: Timing,
        on_event: Callable[[EngineEvent], None],
        pace: Pace | None = None,
    ) -> None:
        self._store = store
        self._build = build
        self._clock = clock
        self._timing = timing
        self._listener = on_event
        self._pace = pace or Pace()
        self._thread = threading.Thread(target=self._run, name="network", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()
        self._run_again = asyncio.Event()
        self._pull_wanted = asyncio.Event()
        self._stopping = False
        self._monitor: Monitor | None = None
        self._courier: Courier | None = None
        self._puller: Puller | None = None
        self._pull_done: list[Future[None]] = []
        self._pull_cancel = asyncio.Event()
        self._soon: asyncio.TimerHandle | None = None

    # Called from any thread.

    def start(self) -> None:
        """Start the thread and wait until it takes calls."""
        self._thread.start()
        self._ready.wait()

    def stop(self, timeout: float = 5.0) -> bool:
        """Ask the tasks to end and wait. What was being sent is settled at the next start.

        Returns:
            Whether the thread has ended.
        """
        if self._loop is None or not self._thread.is_alive():
            return True
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._ask_to_stop)
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def reload(self) -> None:
        """Connections changed: build the adapters anew."""
        self._call(self._run_again.set)

    def pull_now(self) -> Future[None]:
        """Pull once now; the future ends with it, with the error if it failed."""
        done: Future[None] = Future()

        def want() -> None:
            if self._puller is None:
                done.set_exception(SettingsError("No helpdesk is connected.", "Connect one in the settings first."))
                return
            self._pull_done.append(done)
            self._pull_wanted.set()

        self._call(want)
        return done

    def cancel_pull(self) -> None:
        """Stop a running pull after the page it is at; what arrived is kept and the next pull goes on from there."""
        self._call(self._pull_cancel.set)

    def probe_now(self) -> Future[None]:
        """Probe every system now; the future ends when all have answered or timed out."""
        return self.submit(self._probe)

    def deliver_now(self) -> None:
        """Look at all lanes now."""
        self._call(self._wake_courier)

    def ask_gateway(self, delivery_id: int) -> Future[bool]:
        """Ask the sink of an unknown delivery whether it arrived; the future says so.

        The future raises InputError where the delivery is not unknown, OutsideError where the sink cannot tell.
        """

        async def ask() -> bool:
            if self._courier is None:
                raise InputError("The console is still starting.", "Try again in a moment.")
            return await self._courier.ask(delivery_id)

        return self.submit(ask)

    def submit(self, make: Callable[[], Coroutine[Any, Any, T]]) -> Future[T]:
        """Run a coroutine in the network thread, a live test for instance."""
        if self._loop is None:
            raise RuntimeError("the engine was not started")
        return asyncio.run_coroutine_threadsafe(make(), self._loop)

    def health(self) -> tuple[SystemHealth, ...]:
        """What is believed of each system now."""
        monitor = self._monitor
        return monitor.snapshot() if monitor is not None else ()

    def phase(self, sink: str) -> str:
        """Phase of a sink's lane: 'held', 'canary' or 'flowing'."""
        courier = self._courier
        return courier.phase(sink) if courier is not None else "held"

    def _call(self, fn: Callable[[], None]) -> None:
        if self._loop is None:
            raise RuntimeError("the engine was not started")
        self._loop.call_soon_threadsafe(fn)

    # In the network thread.

    def _run(self) -> None:
        asyncio.run(self._main())

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._ready.set()
        while not self._stopping:
            self._run_again.clear()
            await self._session()

    def _ask_to_stop(self) -> None:
        self._stopping = True
        self._run_again.set()

    async def _session(self) -> None:
        """One life of a set of adapters, until a reload or the end."""
        parts = self._build()
        self._monitor = Monitor(self._store, parts.probes, parts.canaries, self._clock, self._timing, self._on_event)
        sinks: list[Sink] = [SmsSink(gateway) for gateway in parts.gateways]
        if parts.helpdesk is not None:
            sinks.insert(0, HelpdeskSink(parts.helpdesk))
            self._puller = Puller(self._store, parts.helpdesk, parts.scope, self._clock, self._on_event)
        else:
            self._puller = None
        self._courier = Courier(self._store, sinks, self._clock, self._deliverable, self._on_event, self._pace)
        inbox = Inbox(self._store, parts.gateways, self._on_event)
        tasks = [
            asyncio.create_task(self._keep("monitor", self._monitor.run)),
            asyncio.create_task(self._keep("courier", self._courier.run)),
            asyncio.create_task(self._keep("puller", self._pull_loop)),
            asyncio.create_task(self._keep("inbox", inbox.run)),
        ]
        try:
            await self._run_again.wait()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            if parts.helpdesk is not None:
                await parts.helpdesk.aclose()
            for gateway in parts.gateways:
                await gateway.aclose()
            for close in parts.closers:
                await close()

    async def _keep(self, name: str, run: Callable[[], Awaitable[None]]) -> None:
        """Run a task for ever; after a bug, log it and start it again."""
        while True:
            try:
                await run()
                return
            except asyncio.CancelledError:
                raise
            except Exception:
                log.exception("the %s failed by a bug and is started again", name)
                await asyncio.sleep(self._pace.first_backoff)

    async def _pull_loop(self) -> None:
        if self._puller is None:
            await asyncio.Event().wait()
            return
        while True:
            wanted = self._pull_wanted.is_set()
            self._pull_wanted.clear()
            if wanted or self._deliverable("helpdesk"):
                await self._pull(self._puller)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._pull_wanted.wait(), self._timing.pull_every)

    async def _pull(self, puller: Puller) -> None:
        waiting, self._pull_done = self._pull_done, []
        self._pull_cancel.clear()
        try:
            await puller.run_once(self._pull_cancel)
        except asyncio.CancelledError:
            for future in waiting:
                future.cancel()
            raise
        except Exception as error:
            for future in waiting:
                future.set_exception(error)
            if not waiting:
                log.info("pull failed: %s", type(error).__name__)
        else:
            for future in waiting:
                future.set_result(None)

    async def _probe(self) -> None:
        if self._monitor is not None:
            await self._monitor.probe_now()

    def _deliverable(self, system: str) -> bool:
        """Whether the courier may send; a system nobody watches is taken to be up."""
        health = next((h for h in self.health() if h.system == system), None)
        return health is None or health.deliverable

    def _wake_courier(self) -> None:
        if self._courier is not None:
            self._courier.wake()

    def _on_event(self, event: EngineEvent) -> None:
        if isinstance(event, HealthChanged):
            self._wake_courier()
            if event.health.system == "helpdesk" and event.health.deliverable:
                self._pull_wanted.set()
        elif isinstance(event, CourierProgress):
            if event.sink == "helpdesk" and event.state == DeliveryState.CONFIRMED:
                self._pull_soon()
        self._listener(event)

    def _pull_soon(self) -> None:
        """Bring back what was just delivered, once for a burst of deliveries."""
        loop = asyncio.get_running_loop()
        if self._soon is None:
            self._soon = loop.call_later(self._timing.pull_after_delivery, self._pull_due)

    def _pull_due(self) -> None:
        self._soon = None
        self._pull_wanted.set()
