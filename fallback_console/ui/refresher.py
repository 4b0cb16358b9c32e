"""Asks again when something changed, never twice at once, and only while somebody is looking."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from fallback_console.ui.bridge import Bridge

__all__ = ["Refresher"]


class Refresher(QObject):
    """Runs one query for a view: again after the running one where it was asked for meanwhile, later where the view is hidden.

    Args:
        view: whose facts these are; it owns this object.
        ask: starts the query.
        show: takes its result, in the window's thread.

    Attributes:
        failed: (error) there was none.
    """

    failed = Signal(object)

    def __init__(
        self, view: QWidget, bridge: Bridge, ask: Callable[[], Future[Any]], show: Callable[[Any], None]
    ) -> None:
        super().__init__(view)
        self._view = view
        self._bridge = bridge
        self._ask = ask
        self._show = show
        self._running = False
        self._wanted = False
        self._answered = False
        view.installEventFilter(self)

    @property
    def answered(self) -> bool:
        """There has been an answer."""
        return self._answered

    @property
    def busy(self) -> bool:
        """An answer is still to come."""
        return self._running or self._wanted

    def request(self, _why: object = None) -> None:
        """What is shown is old; takes what a signal or a future brings, and needs none of it."""
        self._wanted = True
        self._go()

    def begin(self) -> None:
        """Ask at once, for a view that is about to be shown for the first time."""
        self._wanted = True
        self._start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The view came to the front."""
        if event.type() == QEvent.Type.Show and self._wanted:
            self._start()
        return False

    def _go(self) -> None:
        if self._view.isVisible():
            self._start()

    def _start(self) -> None:
        if self._running or not self._wanted:
            return
        self._wanted = False
        self._running = True
        self._bridge.run(self._ask(), self._take, self._fail)

    def _take(self, result: Any) -> None:
        self._running = False
        self._answered = True
        self._show(result)
        self._go()

    def _fail(self, error: BaseException) -> None:
        self._running = False
        self.failed.emit(error)
        self._bridge.failed.emit(error)
