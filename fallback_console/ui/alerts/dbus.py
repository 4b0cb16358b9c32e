"""Notifications over D-Bus, as the desktops of Linux show them (org.freedesktop.Notifications, Desktop Notifications 1.2).

Loaded only where there is a session bus. Calls are made in a thread of their own: a notification server that does not answer
never holds up the window.
"""

from __future__ import annotations

from PySide6.QtCore import Q_ARG, Q_RETURN_ARG, SLOT, QCoreApplication, QMetaObject, QObject, Qt, QThread, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusInterface

from fallback_console.ui.alerts.desktop import OPEN, DesktopNote, DesktopNotifier

__all__ = ["DbusNotifier"]

_NAME, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_PATIENCE_MS = 2000
_NORMAL, _CRITICAL = 1, 2


class _Caller(QObject):
    """Lives in the thread.

    Attributes:
        shown: (key, the server's number).
        failed: (note).
    """

    shown = Signal(str, int)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._server: QDBusInterface | None = None

    @Slot(object, int)
    def show(self, note: DesktopNote, replaces: int) -> None:
        """Ask the server."""
        server = self._reach()
        answer: object = None
        if server is not None:
            # Pressing the notification itself is an action of that name; not all servers show a button for it.
            named = dict(note.actions)
            actions = [part for pair in ({OPEN: note.title} | named).items() for part in pair]
            # Through the meta object that is made from the server's own description: only it knows whole numbers without a sign.
            answer = QMetaObject.invokeMethod(
                server,
                "Notify",
                Qt.ConnectionType.DirectConnection,
                Q_RETURN_ARG("uint"),
                Q_ARG("QString", "Fallback Console"),
                Q_ARG("uint", replaces),
                Q_ARG("QString", "fallback-console"),
                Q_ARG("QString", note.title),
                # Servers take markup in it.
                Q_ARG("QString", _escaped(note.body)),
                Q_ARG("QStringList", actions),
                Q_ARG(
                    "QVariantMap",
                    {"urgency": _CRITICAL if note.urgent else _NORMAL, "desktop-entry": "fallback-console"},
                ),
                Q_ARG("int", 0 if note.urgent else -1),
            )
        if isinstance(answer, int) and answer > 0:
            self.shown.emit(note.key, answer)
        else:
            self._server = None
            self.failed.emit(note)

    @Slot(int)
    def withdraw(self, number: int) -> None:
        """Ask the server to take one away."""
        server = self._reach()
        if server is not None:
            QMetaObject.invokeMethod(
                server, "CloseNotification", Qt.ConnectionType.DirectConnection, Q_ARG("uint", number)
            )

    def _reach(self) -> QDBusInterface | None:
        if self._server is None:
            made = QDBusInterface(_NAME, _PATH, _NAME, QDBusConnection.sessionBus())
            made.setTimeout(_PATIENCE_MS)
            self._server = made if made.isValid() else None
        return self._server


class DbusNotifier(DesktopNotifier):
    """Shows notifications with buttons."""

    _show = Signal(object, int)
    _withdraw = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._numbers: dict[str, int] = {}
        self._thread = QThread(self)
        self._thread.setObjectName("desktop-notifications")
        self._caller = _Caller()
        self._caller.moveToThread(self._thread)
        self._show.connect(self._caller.show)
        self._withdraw.connect(self._caller.withdraw)
        self._caller.shown.connect(self._remember)
        self._caller.failed.connect(self.failed)
        self._bus = QDBusConnection.sessionBus()
        for signal, slot in (
            ("ActionInvoked", SLOT("take_action(uint,QString)")),
            ("NotificationClosed", SLOT("forget(uint,uint)")),
        ):
            # The stubs want bytes, the function takes a string.
            self._bus.connect(_NAME, _PATH, _NAME, signal, self, slot)  # type: ignore[call-overload]
        app = QCoreApplication.instance()
        if app is not None:
            # A signal ends the program without closing the window.
            app.aboutToQuit.connect(self.close)
        self._thread.start()

    def show(self, note: DesktopNote) -> None:
        """Show it; comes back at once."""
        self._show.emit(note, self._numbers.get(note.key, 0))

    def withdraw(self, key: str) -> None:
        """It need not be seen any more."""
        number = self._numbers.pop(key, 0)
        if number:
            self._withdraw.emit(number)

    def close(self) -> None:
        """No more: the thread ends; closing it twice does no harm."""
        self._thread.quit()
        self._thread.wait(2 * _PATIENCE_MS)

    @Slot("uint", str)
    def take_action(self, number: int, name: str) -> None:
        """The server tells that somebody pressed something."""
        key = next((key for key, known in self._numbers.items() if known == number), "")
        if key:
            self.acted.emit(key, name)

    @Slot("uint", "uint")
    def forget(self, number: int, _why: int) -> None:
        """The server tells that one has gone."""
        self._numbers = {key: known for key, known in self._numbers.items() if known != number}

    def _remember(self, key: str, number: int) -> None:
        self._numbers[key] = number


def _escaped(text: str) -> str:
    for plain, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(plain, entity)
    return text
