"""From other threads into the window's: commits, the engine's events and the results of futures.

Nothing here waits. What comes in bursts (a pull commits hundreds of times) is gathered and told together, so that views refresh a
few times a second at most, whatever goes on elsewhere.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, wait
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from fallback_console.domain.events import CourierProgress, EngineEvent, HealthChanged, PullProgress

if TYPE_CHECKING:
    from fallback_console.ui.context import Changes, WindowContext

__all__ = ["EVERYTHING", "Bridge", "Touched"]

Touched = frozenset[tuple[str, str]]

EVERYTHING: Touched = frozenset({("*", "")})
"""Another process wrote: anything may have changed."""

_GATHER_MS = 120
_POLL_MS = 500
_TURN_SECONDS = 0.008

_Job = tuple["Future[Any]", Callable[[Any], None], Callable[[BaseException], None] | None]


class Bridge(QObject):
    """One per window; lives in the window's thread.

    Attributes:
        changed: ``Touched`` of all commits since the last emission; ``EVERYTHING`` where another process wrote.
        indexed: the words of what is stored are indexed, a moment after it was: a search until then may have found too little.
        told: one ``EngineEvent``; of those that only tell a newer state of the same thing the newest.
        failed: a future failed and nobody else took care of its error.
    """

    changed = Signal(object)
    indexed = Signal()
    told = Signal(object)
    failed = Signal(object)
    _news = Signal()
    _done = Signal()

    def __init__(self, context: WindowContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._touched: set[tuple[str, str]] = set()
        self._events: dict[object, EngineEvent] = {}
        self._told = False
        self._finished: deque[_Job] = deque()
        self._jobs: dict[int, _Job] = {}
        self._open = True
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self._tell)
        self._news.connect(self._start_gathering, Qt.ConnectionType.QueuedConnection)
        self._done.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)
        self._poll_foreign = context.poll_foreign
        self._right_of_way = context.right_of_way
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL_MS)
        self._poll.timeout.connect(self._look_for_foreign)
        self._poll.start()
        self._unsubscribe = (
            context.subscribe_changes(self._take_changes),
            context.subscribe_events(self._take_event),
        )

    def run(
        self,
        future: Future[Any],
        on_done: Callable[[Any], None] | None = None,
        on_error: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Call back in the window's thread when a future is done.

        Where a callback is a method of a QObject that was destroyed meanwhile, nothing is called. Errors without ``on_error``
        go to ``failed``; a cancelled future is silent.
        """
        job = (future, on_done or _nothing, on_error)
        self._jobs[id(future)] = job
        future.add_done_callback(self._take_result)

    def catch_up(self, seconds: float) -> None:
        """Wait so long for what was asked until now, and hand it over: for a first picture with everything in it."""
        wait([future for future, _, _ in self._jobs.values()], timeout=seconds)
        while self._finished and self._open:
            self._hand_over_one()

    @property
    def busy(self) -> bool:
        """Something has been told or asked that the window has not been shown yet."""
        return bool(self._jobs) or self._told

    def close(self) -> None:
        """Stop listening; what is still under way finishes without being told."""
        if not self._open:
            return
        self._open = False
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._poll.stop()
        self._gather.stop()
        self._jobs.clear()

    # On any thread.

    def _take_changes(self, changes: Changes) -> None:
        with self._lock:
            self._touched |= changes.touched
            first, self._told = not self._told, True
        if first and self._open:
            self._news.emit()

    def _take_event(self, event: EngineEvent) -> None:
        with self._lock:
            key = _same_thing(event)
            # Out and in again: the order is that of the newest.
            self._events.pop(key, None)
            self._events[key] = event
            first, self._told = not self._told, True
        if first and self._open:
            self._news.emit()

    def _take_result(self, future: Future[Any]) -> None:
        job = self._jobs.get(id(future))
        if job is not None and self._open:
            self._finished.append(job)
            self._done.emit()

    # In the window's thread.

    @Slot()
    def _start_gathering(self) -> None:
        if self._open and not self._gather.isActive():
            self._gather.start()

    @Slot()
    def _tell(self) -> None:
        with self._lock:
            touched, self._touched = frozenset(self._touched), set()
            events, self._events = list(self._events.values()), {}
            self._told = False
        with self._right_of_way:
            for event in events:
                self.told.emit(event)
            if touched:
                self.changed.emit(touched)
            if any(topic == "index" for topic, _ in touched):
                self.indexed.emit()

    @Slot()
    def _hand_over(self) -> None:
        """What has been answered, for so long at a time: a key that is pressed meanwhile comes before the rest."""
        begin = time.perf_counter()
        with self._right_of_way:
            while self._finished and self._open:
                self._hand_over_one()
                if self._finished and time.perf_counter() - begin > _TURN_SECONDS:
                    self._done.emit()
                    return

    def _hand_over_one(self) -> None:
        future, on_done, on_error = self._finished.popleft()
        self._jobs.pop(id(future), None)
        try:
            result = future.result()
        except CancelledError:
            return
        except Exception as error:
            if on_error is None:
                self.failed.emit(error)
            elif _alive(on_error):
                on_error(error)
            return
        if _alive(on_done):
            on_done(result)

    @Slot()
    def _look_for_foreign(self) -> None:
        if self._poll_foreign():
            self.changed.emit(EVERYTHING)
            self.indexed.emit()


def _nothing(_result: Any) -> None:
    """For who only wants to hear of errors."""


def _alive(callback: Callable[..., None]) -> bool:
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


def _same_thing(event: EngineEvent) -> object:
    """Events with the same key replace each other: only the newest state counts."""
    if isinstance(event, HealthChanged):
        return ("health", event.health.system)
    if isinstance(event, PullProgress):
        return ("pull", event.source)
    if isinstance(event, CourierProgress):
        return ("courier", event.sink)
    return event
