"""Opens what stands behind a chip, keeps it up to date while it is read, and takes a supervisor's word. Loaded with the first chip."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from fallback_console.domain.availability import SystemHistory
from fallback_console.domain.connection import Connection
from fallback_console.domain.health import State, SystemHealth
from fallback_console.domain.status_page import status_page
from fallback_console.services import availability, connections, outages, presence
from fallback_console.ui.shell.evidence import EvidencePanel
from fallback_console.ui.shell.popover import Popover
from fallback_console.ui.shell.system_list import SystemList
from fallback_console.ui.views.base import Tools

__all__ = ["EvidenceHost"]

_HISTORY_MS = 31 * 86_400_000


class EvidenceHost(QObject):
    """The panel over the window, and the evidence in it.

    Attributes:
        said: (sentence, more words, variant).
        connection_requested: show the settings of this connection.
    """

    said = Signal(str, str, str)
    connection_requested = Signal(str)

    def __init__(self, window: QWidget, tools: Tools) -> None:
        super().__init__(window)
        self._window = window
        self._tools = tools
        self._panel: EvidencePanel | None = None
        self._others: QWidget | None = None
        self.popover = Popover(window)
        self.popover.closed.connect(self._closed)

    def show_system(self, system: str, anchor: QWidget) -> None:
        """Show what is known of a system, below ``anchor``; nothing where there is no such system."""
        health = self._health(system)
        if health is None:
            return
        self._panel = self._make(health)
        self.popover.show_panel(self._panel, anchor)
        future = self._tools.context.desk.query(availability.system_history, system, self._now() - _HISTORY_MS)
        self._tools.bridge.run(future, self._show_history)
        known = self._tools.context.desk.query(connections.list_connections)
        self._tools.bridge.run(known, self._show_page)
        self._ask_heard(health)

    def show_others(self, anchor: QWidget) -> None:
        """List all systems below the chip that stands for several."""
        panel = SystemList(self._tools.theme, self._tools.context.engine.health())
        panel.system_requested.connect(self._show_other)
        self._others = anchor
        self.popover.show_panel(panel, anchor)

    def renew(self) -> None:
        """A probe found something, perhaps while somebody reads: the same panel again, the keyboard where it was."""
        old = self._panel
        if old is None or self.popover.content() is not old or old.is_being_written:
            return
        health = self._health(old.health.system)
        if health is None or health == old.health:
            return
        focus = self._window.focusWidget()
        name = focus.objectName() if focus is not None and old.isAncestorOf(focus) else ""
        self._panel = self._make(health)
        if old.history is not None:
            self._panel.show_history(old.history)
        self._panel.show_status_page(old.status_page)
        self.popover.replace_panel(self._panel, name)
        self._ask_heard(health)

    def check_now(self) -> None:
        """Look at every system."""
        self._tools.bridge.run(self._tools.context.engine.probe_now())

    def _health(self, system: str) -> SystemHealth | None:
        return next((h for h in self._tools.context.engine.health() if h.system == system), None)

    def _make(self, health: SystemHealth) -> EvidencePanel:
        supervisor = self._tools.context.preferences.value("role") == "supervisor"
        panel = EvidencePanel(self._tools.theme, health, self._now(), supervisor=supervisor)
        panel.check_requested.connect(self.check_now)
        panel.settings_requested.connect(self._show_connection)
        panel.override_requested.connect(self._override)
        panel.page_requested.connect(self._open_page)
        return panel

    def _show_history(self, history: SystemHistory) -> None:
        panel = self._panel
        if panel is not None and panel.health.system == history.system and self.popover.content() is panel:
            panel.show_history(history)
            self.popover.refit()

    def _ask_heard(self, health: SystemHealth) -> None:
        if health.system == "hub" and health.state == State.DOWN:
            desk = self._tools.context.desk
            self._tools.bridge.run(desk.query(presence.since, desk.login, health.since_at), self._show_heard)

    def _show_heard(self, logins: Collection[str]) -> None:
        panel = self._panel
        if panel is not None and panel.health.system == "hub" and self.popover.content() is panel:
            panel.show_heard(len(logins))
            self.popover.refit()

    def _show_page(self, known: Sequence[Connection]) -> None:
        panel = self._panel
        if panel is not None and self.popover.content() is panel:
            address = next((status_page(one) for one in known if one.name == panel.health.system), "")
            panel.show_status_page(address)
            self.popover.refit()

    def _open_page(self, address: str) -> None:
        if not QDesktopServices.openUrl(QUrl(address)):
            self.said.emit(self.tr("No browser could be opened."), address, "warn")

    def _show_other(self, system: str) -> None:
        if self._others is not None:
            self.show_system(system, self._others)

    def _show_connection(self) -> None:
        if self._panel is not None:
            self.connection_requested.emit(self._panel.health.system)

    def _override(self, system: str, state: str, reason: str) -> None:
        desk = self._tools.context.desk
        future = desk.command(outages.set_override, desk.login, system, state, reason)
        self._tools.bridge.run(future, self._override_saved)

    def _override_saved(self, _result: object) -> None:
        self.popover.close_panel()
        self.said.emit(self.tr("Saved. Your word counts from now on."), "", "ok")

    def _closed(self) -> None:
        self._panel = None

    def _now(self) -> int:
        return self._tools.context.clock.now_ms()
