"""The network engine: one asyncio thread, seen from the other threads through futures and a snapshot; it answers by events."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, TypeVar

from fallback_console.domain.errors import InputError, SettingsError
from fallback_console.domain.events import EngineEvent
from fallback_console.domain.health import SystemHealth
from fallback_console.domain.telephone import CallKey
from fallback_console.domain.timing import Timing
from fallback_console.network.pacing import Pace
from fallback_console.network.session import EngineParts, Session
from fallback_console.network.telephones import Telephones
from fallback_console.network.threads import LooseThreads, courteous_loop
from fallback_console.ports import Clock
from fallback_console.store.engine import Store

__all__ = ["Engine", "EngineParts"]

T = TypeVar("T")


class Engine:
    """Everything that talks to the network, in one thread. Its methods may be called from any thread.

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
        self._on_event = on_event
        self._pace = pace or Pace()
        self._thread = threading.Thread(target=self._run, name="network", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()
        self._session: Session | None = None
        self._end_session = asyncio.Event()
        self._stopping = False

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
        self._stopping = True
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._end_session.set)
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def reload(self) -> None:
        """Connections changed: build the adapters anew."""
        self._require_loop().call_soon_threadsafe(self._end_session.set)

    def pull_now(self) -> Future[None]:
        """Pull once now; the future ends with the pull, with its error if it failed.

        The future raises SettingsError where no helpdesk is connected.
        """

        async def pull() -> None:
            if self._session is None or not self._session.can_pull:
                raise SettingsError("No helpdesk is connected.", "Connect one in the settings first.")
            await self._session.pull_now()

        return self.submit(pull)

    def cancel_pull(self) -> None:
        """Stop a running pull after the page it is at; what arrived is kept and the next pull goes on from there."""
        self._on_session(lambda session: session.cancel_pull())

    def probe_now(self) -> Future[None]:
        """Probe every system now; the future ends when all have answered or timed out."""

        async def probe() -> None:
            if self._session is not None:
                await self._session.monitor.probe_now()

        return self.submit(probe)

    def deliver_now(self) -> None:
        """Look at all lanes now."""
        self._on_session(lambda session: session.courier.wake())

    def ask_gateway(self, delivery_id: int) -> Future[bool]:
        """Ask the sink of an unknown delivery whether it arrived; the future says so.

        The future raises InputError where the delivery is not unknown, OutsideError where the sink cannot tell.
        """

        async def ask() -> bool:
            if self._session is None:
                raise InputError("The console is still starting.", "Try again in a moment.")
            return await self._session.courier.ask(delivery_id)

        return self.submit(ask)

    def dial(self, number: str, telephone: str = "", tones: str = "") -> Future[CallKey]:
        """Begin a call on a telephone, '' for the first; the future ends when the telephone has taken it.

        Args:
            tones: keys that are pressed once somebody has answered.

        The future raises SettingsError where no telephone is connected, OutsideError where the call was not begun or, as
        AmbiguousError, that cannot be told.
        """
        return self._on_telephones(lambda telephones: telephones.dial(number, telephone, tones))

    def hang_up(self, call: CallKey) -> Future[None]:
        """End a call, or turn one down; how it ended comes as an event."""
        return self._on_telephones(lambda telephones: telephones.hang_up(call))

    def send_tones(self, call: CallKey, tones: str) -> Future[None]:
        """Press keys in a call; the future raises OutsideError where that cannot be done from here."""
        return self._on_telephones(lambda telephones: telephones.send_tones(call, tones))

    def answer(self, call: CallKey) -> Future[None]:
        """Take a call that rings; the future raises OutsideError where that cannot be done from here."""
        return self._on_telephones(lambda telephones: telephones.answer(call))

    def submit(self, make: Callable[[], Coroutine[Any, Any, T]]) -> Future[T]:
        """Run a coroutine in the network thread, a live test for instance."""
        return asyncio.run_coroutine_threadsafe(make(), self._require_loop())

    def health(self) -> tuple[SystemHealth, ...]:
        """What is believed of each system now."""
        session = self._session
        return session.health() if session is not None else ()

    def phase(self, sink: str) -> str:
        """Phase of a sink's lane: 'held', 'canary' or 'flowing'."""
        session = self._session
        return session.courier.phase(sink) if session is not None else "held"

    def _require_loop(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            raise RuntimeError("the engine was not started")
        return self._loop

    def _on_telephones(self, ask: Callable[[Telephones], Coroutine[Any, Any, T]]) -> Future[T]:
        async def call() -> T:
            if self._session is None:
                raise InputError("The console is still starting.", "Try again in a moment.")
            return await ask(self._session.telephones)

        return self.submit(call)

    def _on_session(self, fn: Callable[[Session], None]) -> None:
        def call() -> None:
            if self._session is not None:
                fn(self._session)

        self._require_loop().call_soon_threadsafe(call)

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: courteous_loop(self._store.right_of_way)) as runner:
            runner.run(self._main())

    async def _main(self) -> None:
        """One session after the other, until the end."""
        self._loop = asyncio.get_running_loop()
        self._loop.set_default_executor(LooseThreads())
        self._ready.set()
        while not self._stopping:
            self._end_session.clear()
            parts = self._build()
            self._session = Session(self._store, parts, self._clock, self._timing, self._on_event, self._pace)
            try:
                await self._session.run(self._end_session)
            finally:
                self._session = None
