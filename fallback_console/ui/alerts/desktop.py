"""Notifications of the desktop: what is told outside the window, and what comes back from there."""

from __future__ import annotations

import os
import sys
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon

__all__ = ["OPEN", "DesktopNote", "DesktopNotifier", "NoNotifier", "TrayNotifier", "has_session_bus"]

OPEN = "default"
"""The action of the notification itself."""


class DesktopNote(NamedTuple):
    """One notification. A later one with the same key takes its place.

    Attributes:
        actions: (name, words) of its buttons, beside being opened.
        urgent: stays until somebody looks.
    """

    key: str
    title: str
    body: str = ""
    actions: tuple[tuple[str, str], ...] = ()
    urgent: bool = False


class DesktopNotifier(QObject):
    """What shows them. This one shows none.

    Attributes:
        acted: (key, name of an action): somebody pressed it.
        failed: (note): it could not be shown.
    """

    acted = Signal(str, str)
    failed = Signal(object)

    def show(self, note: DesktopNote) -> None:
        """Show it; comes back at once."""

    def withdraw(self, key: str) -> None:
        """It need not be seen any more."""

    def close(self) -> None:
        """No more; called once."""


NoNotifier = DesktopNotifier


class TrayNotifier(DesktopNotifier):
    """Bubbles of the tray icon: they have no buttons, a click opens the newest."""

    def __init__(self, icon: QSystemTrayIcon) -> None:
        super().__init__(icon)
        self._icon = icon
        self._key = ""
        icon.messageClicked.connect(self._clicked)

    def show(self, note: DesktopNote) -> None:
        """Show it where there is a tray."""
        if self._icon.isVisible():
            self._key = note.key
            kind = QSystemTrayIcon.MessageIcon.Warning if note.urgent else QSystemTrayIcon.MessageIcon.Information
            self._icon.showMessage(note.title, note.body, kind)

    def _clicked(self) -> None:
        self.acted.emit(self._key, OPEN)


def has_session_bus() -> bool:
    """Whether there is a D-Bus session to talk to."""
    return sys.platform.startswith("linux") and bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS"))
