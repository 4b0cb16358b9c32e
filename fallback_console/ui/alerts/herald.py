"""What is told outside the window: nothing while somebody is looking at it, no customer's name behind the lock."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from fallback_console.domain.alerts import NEW, Alert, detail
from fallback_console.ui.alerts.desktop import OPEN, DesktopNote, DesktopNotifier
from fallback_console.ui.alerts.keeper import AlertKeeper
from fallback_console.ui.alerts.words import alert_title
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.widgets import one_line

__all__ = ["ANSWER", "LATER", "MANY", "RING", "TAKE", "Herald"]

LATER, TAKE, ANSWER = "later", "take", "answer"
RING = "ring:"
"""Begins the key of the notification of a call that rings."""

MANY = "many"
"""Key of the notification that stands for several."""

_MOST = 3
"""More than so many at once are one notification."""

_URGENT = frozenset({"outage", "conflict", "refused", "callback", "reach-call", "overdue"})


class Herald(QObject):
    """Makes desktop notifications of alerts.

    Attributes:
        notifier: may be exchanged with ``use``.
        open_requested: (alert, or None for the list of all).
        take_requested: (alert): its case is to be this person's.
        ring_acted: (key of a ringing call's notification, name of an action).
    """

    open_requested = Signal(object)
    take_requested = Signal(object)
    ring_acted = Signal(str, str)

    def __init__(self, window: MainWindow, keeper: AlertKeeper, notifier: DesktopNotifier) -> None:
        super().__init__(window)
        self._window = window
        self._keeper = keeper
        self._shown: set[str] = set()
        self.notifier = notifier
        notifier.acted.connect(self._take_action)
        keeper.raised.connect(self._take)
        keeper.changed.connect(self._follow)
        window.locked_changed.connect(self._hide_names)

    def use(self, notifier: DesktopNotifier) -> None:
        """Tell through another one."""
        self.notifier.acted.disconnect(self._take_action)
        self.notifier = notifier
        notifier.acted.connect(self._take_action)

    def show_ring(self, key: str, who: str, *, answer: str) -> None:
        """Somebody calls.

        Args:
            key: begins with ``RING``.
            who: told where names may be told.
            answer: words of the button that takes the call.
        """
        if not self._keeper.choices.desktop or self._window.isActiveWindow():
            return
        with_names = self._keeper.choices.names and not self._window.locked
        actions = ((OPEN, self.tr("Open")), *(() if self._window.locked else ((ANSWER, answer),)))
        self.notifier.show(DesktopNote(key, self.tr("Somebody is calling."), who if with_names else "", actions, True))

    def end_ring(self, key: str) -> None:
        """It does not ring any more."""
        self.notifier.withdraw(key)

    def _take(self, fresh: Sequence[Alert]) -> None:
        if not self._keeper.choices.desktop or self._window.isActiveWindow():
            return
        if len(fresh) > _MOST:
            self._show(DesktopNote(MANY, self.tr("%n new notifications", "", len(fresh)), urgent=True))
            return
        for one in fresh:
            self._show(self._note(one))

    def _note(self, alert: Alert) -> DesktopNote:
        with_names = self._keeper.choices.names and not self._window.locked
        actions = [(OPEN, self.tr("Open"))] if alert.view else []
        if alert.free:
            actions.append((TAKE, self.tr("Take the case")))
        actions.append((LATER, self.tr("Later")))
        body = one_line(detail(alert)) if with_names else ""
        return DesktopNote(alert.id, alert_title(alert), body, tuple(actions), alert.kind in _URGENT)

    def _show(self, note: DesktopNote) -> None:
        self._shown.add(note.key)
        self.notifier.show(note)

    def _follow(self) -> None:
        """What was read in the window need not be seen outside."""
        unread = {one.id for one in self._keeper.alerts if one.state == NEW}
        gone = {key for key in self._shown if key not in unread and (key != MANY or not unread)}
        for key in gone:
            self.notifier.withdraw(key)
        self._shown -= gone

    def _hide_names(self, locked: bool) -> None:
        """What stands on the desktop already loses its names with the lock."""
        if locked and self._keeper.choices.names:
            for one in self._keeper.alerts:
                if one.id in self._shown:
                    self.notifier.show(self._note(one))

    def _take_action(self, key: str, action: str) -> None:
        self._shown.discard(key)
        self.notifier.withdraw(key)
        if key.startswith(RING):
            self.ring_acted.emit(key, action)
            return
        found = next((one for one in self._keeper.alerts if one.id == key), None)
        # Behind the lock anybody may press it.
        if action == TAKE and found is not None and not self._window.locked:
            self.take_requested.emit(found)
        elif action in (OPEN, TAKE):
            self.open_requested.emit(found)
