"""A profile at work: its store, its engine where it may run one, and everybody who listens."""

from __future__ import annotations

import threading
from collections.abc import Callable

from fallback_console.compose.parts import build_parts
from fallback_console.compose.profile import Profile
from fallback_console.domain.errors import InUseError
from fallback_console.domain.events import EngineEvent
from fallback_console.network.engine import Engine
from fallback_console.network.pacing import Pace
from fallback_console.store.locks import engine_lock

__all__ = ["Station"]

Listener = Callable[[EngineEvent], None]


class Station:
    """The engine of one profile, with its lock.

    Args:
        profile: open; closed by ``close``.
        pace: limits of the courier; the default's where None.
    """

    def __init__(self, profile: Profile, pace: Pace | None = None) -> None:
        self.profile = profile
        self._lock = engine_lock(profile.folder)
        self._listeners: list[Listener] = []
        self._guard = threading.Lock()
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

    def close(self) -> None:
        """Stop the engine, close the profile and let go of the folder."""
        self.engine.stop()
        self.profile.close()
        self._lock.release()

    def _tell(self, event: EngineEvent) -> None:
        with self._guard:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(event)
