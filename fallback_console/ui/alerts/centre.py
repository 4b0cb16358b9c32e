"""Everything around alerts, put together: bell, panel, sounds, desktop notifications, tray, and closing into it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from fallback_console.domain.alerts import NEW, Alert
from fallback_console.domain.events import EngineEvent, HealthChanged
from fallback_console.services import claims, statuses
from fallback_console.services.record import Saved
from fallback_console.ui import names
from fallback_console.ui.actions import Action
from fallback_console.ui.alerts.bell import Bell
from fallback_console.ui.alerts.desktop import DesktopNotifier, TrayNotifier
from fallback_console.ui.alerts.herald import Herald
from fallback_console.ui.alerts.keeper import AlertKeeper
from fallback_console.ui.alerts.panel import AlertPanel
from fallback_console.ui.alerts.sounds import NoPlayer, Sounder, SystemPlayer, player_command
from fallback_console.ui.alerts.tray import Tray
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.views.base import Tools

__all__ = ["AlertCentre"]


class AlertCentre(QObject):
    """One for a window. Nothing is seen or heard outside the window before ``go_outside``.

    Attributes:
        keeper, bell, sounder, herald, tray: its parts.
        leaving: the window is closed for good, not into the tray.
    """

    def __init__(self, window: MainWindow, tools: Tools) -> None:
        super().__init__(window)
        self._window = window
        self._tools = tools
        self.leaving = False
        self.keeper = AlertKeeper(tools, self)
        self.bell = Bell(tools.theme, self.keeper, window.strip)
        self.bell.place(window.strip)
        self.sounder = Sounder(self.keeper, NoPlayer())
        self.tray = Tray(tools.theme, window)
        self._bubbles = TrayNotifier(self.tray.icon)
        self.herald = Herald(window, self.keeper, self._bubbles)
        self._connect()
        window.installEventFilter(self)
        window.strip.retranslate()
        self._show_facts()

    def go_outside(self, notifier: DesktopNotifier | None = None) -> None:
        """Stand in the tray and be heard.

        Args:
            notifier: tells through the desktop's own notifications; what it cannot show, the tray icon's bubbles do.
        """
        self.tray.show()
        self.sounder.player = SystemPlayer(self, player_command())
        if notifier is not None:
            notifier.failed.connect(self._bubbles.show)
            self.herald.use(notifier)
            self._window.closed.connect(notifier.close)

    def _connect(self) -> None:
        window, tray, keeper = self._window, self.tray, self.keeper
        self.bell.clicked.connect(self.open_panel)
        self.herald.open_requested.connect(self._open_from_outside)
        self.herald.take_requested.connect(self._take_case)
        keeper.changed.connect(self._show_facts)
        self._tools.bridge.told.connect(self._take_event)
        self._tools.ticker.ticked.connect(self._show_facts)
        tray.open_requested.connect(self.bring_to_front)
        tray.down_requested.connect(self._show_systems)
        tray.pull_requested.connect(lambda: self._tools.bridge.run(self._tools.context.engine.pull_now()))
        tray.status_chosen.connect(self._set_status)
        tray.silence_requested.connect(keeper.silence_for_an_hour)
        tray.sounds_requested.connect(keeper.sounds_on)
        tray.quit_requested.connect(self.quit)
        window.closed.connect(self._end)

    def actions(self) -> Iterator[Action]:
        """What can be done everywhere."""
        keeper = self.keeper
        yield Action(
            "window.alerts", lambda: self.tr("Show the notifications"), self.open_panel, ("Ctrl+Shift+N",), icon="bell"
        )
        yield Action(
            "window.read",
            lambda: self.tr("Mark all notifications as read"),
            lambda: keeper.read(None),
            enabled=lambda: bool(keeper.unread),
            icon="check",
        )
        yield Action(
            "window.silence",
            lambda: self.tr("Silence sounds for 1 hour"),
            keeper.silence_for_an_hour,
            enabled=lambda: not keeper.silenced,
            icon="bell-off",
        )
        yield Action(
            "window.silence-today",
            lambda: self.tr("Silence sounds until tomorrow"),
            keeper.silence_until_tomorrow,
            enabled=lambda: not keeper.silenced,
            icon="bell-off",
        )
        yield Action(
            "window.sounds",
            lambda: self.tr("Sounds on"),
            keeper.sounds_on,
            enabled=lambda: keeper.silenced,
            icon="sound",
        )
        yield Action("window.quit", lambda: self.tr("Quit"), lambda: QTimer.singleShot(0, self, self.quit), icon="quit")

    @property
    def panel(self) -> AlertPanel | None:
        """The list over the window, None while it is not open."""
        found = self._window.popover.content()
        return found if isinstance(found, AlertPanel) else None

    def open_panel(self) -> None:
        """Show the list below the bell."""
        panel = AlertPanel(self._tools.theme, self.keeper)
        panel.opened.connect(self.open_alert)
        panel.settings_requested.connect(lambda: self._window.show_view("settings", "station"))
        panel.grew.connect(self._window.popover.refit)
        self._window.popover.show_panel(panel, self.bell)
        panel.list.setFocus()

    def open_alert(self, alert: Alert) -> None:
        """Go where an alert leads; then it has been read."""
        self.keeper.read([alert.id])
        if alert.view:
            self._window.popover.close_panel()
            self._window.show_view(alert.view, alert.key)

    def bring_to_front(self) -> None:
        """From the tray, or from behind other windows."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def quit(self) -> None:
        """Close the window for good; a call that is open is asked about first."""
        self.leaving = True
        if not self._window.isVisible():
            self.bring_to_front()
        self.leaving = self._window.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Closing the window leaves it in the tray where that was chosen.

        An open call is asked about as ever, and what is being typed is kept: hiding a view keeps its drafts.
        """
        if event.type() == QEvent.Type.Close and watched is self._window and self._stays(event):
            event.ignore()
            self._window.hide()
            return True
        return False

    def _stays(self, event: QEvent) -> bool:
        """Only what a person closes with the window's own button stays; the program closing it does not."""
        app = QApplication.instance()
        ending = isinstance(app, QApplication) and app.isSavingSession()
        return (
            event.spontaneous()
            and not self.leaving
            and not ending
            and self.keeper.choices.tray
            and self.tray.shown
            and self._window.call_seconds() is None
        )

    def _take_case(self, alert: Alert) -> None:
        desk = self._tools.context.desk
        future = desk.command(claims.take_case, desk.login, alert.case.key)

        def taken(saved: Saved) -> None:
            self.keeper.read([alert.id])
            self._window.say(names.saved_words(saved.sinks))

        self._tools.bridge.run(future, taken)

    def _open_from_outside(self, alert: Alert | None) -> None:
        self.bring_to_front()
        if self._window.locked:
            return
        if alert is None:
            self.open_panel()
        else:
            self.open_alert(alert)

    def _show_systems(self) -> None:
        self.bring_to_front()
        if not self._window.locked:
            self._window.strip.others_requested.emit(self.bell)

    def _set_status(self, status: str) -> None:
        desk = self._tools.context.desk
        self._tools.bridge.run(desk.command(statuses.set_status, desk.login, status))

    def _take_event(self, event: EngineEvent) -> None:
        if isinstance(event, HealthChanged):
            self._show_facts()

    def _show_facts(self) -> None:
        keeper = self.keeper
        unread = sum(1 for one in keeper.alerts if one.state == NEW)
        self.tray.show_facts(self._tools.context.engine.health(), unread, keeper.now(), silenced=keeper.silenced)
        # Silence ends by itself.
        self.bell.renew()

    def _end(self) -> None:
        self.sounder.stop()
        self.tray.icon.hide()
