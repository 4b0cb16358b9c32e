"""A profile at work: its store, its engine where it may run one, and everybody who listens."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from fallback_console.compose.parts import build_parts
from fallback_console.compose.profile import Profile
from fallback_console.domain.errors import InUseError, StoreError
from fallback_console.domain.events import EngineEvent
from fallback_console.network.engine import Engine
from fallback_console.network.pacing import Pace
from fallback_console.store.locks import engine_lock

__all__ = ["Station"]

log = logging.getLogger(__name__)

Listener = Callable[[EngineEvent], None]


class Station:
    """The engine of one profile, with its lock.

    Args:
        profile: open; ``close`` closes it too, ``stop`` does not.
        pace: limits of the courier; the default's where None.
    """

    def __init__(self, profile: Profile, pace: Pace | None = None) -> None:
        self.profile = profile
        self._lock = engine_lock(profile.folder)
        self._listeners: list[Listener] = []
        self._guard = threading.Lock()
        self._backup: threading.Thread | None = None
        self.engine = Engine(
            profile.store, lambda: build_parts(profile), profile.clock, profile.settings.timing, self._tell, pace
        )

    def start(self) -> None:
        """Start the engine.

        Raises:
            InUseError: another process runs the engine of this folder.
        """
        self._lock.acquire()
        self.engine.start()
        # Beside everything else: a backup of a large database takes a moment.
        self._backup = threading.Thread(target=self._back_up, name="daily backup", daemon=True)
        self._backup.start()

    def start_if_free(self) -> bool:
        """Start the engine unless another process runs it; whether it runs here."""
        try:
            self.start()
        except InUseError:
            return False
        return True

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Be told what happens, on the network thread; returns what ends it."""
        with self._guard:
            self._listeners.append(listener)

        def stop() -> None:
            with self._guard:
                self._listeners.remove(listener)

        return stop

    def stop(self) -> None:
        """Stop the engine and let go of its lock; the profile stays open."""
        self.engine.stop()
        if self._backup is not None:
            self._backup.join()
        self._lock.release()

    def close(self) -> None:
        """Stop the engine and close the profile."""
        self.stop()
        self.profile.close()

    def _back_up(self) -> None:
        if self.profile.rehearsal:
            return
        try:
            self.profile.back_up_if_due()
        except StoreError as error:
            log.warning("the daily backup could not be made: %s", error.message)

    def _tell(self, event: EngineEvent) -> None:
        with self._guard:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(event)
