"""Keeps strip and outage bar up to date, and opens what stands behind a chip."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.events import CourierProgress, EngineEvent, HealthChanged, OutageChanged, PullProgress
from fallback_console.domain.health import State
from fallback_console.services import backlog, outages, statuses
from fallback_console.ui.bridge import EVERYTHING, Touched
from fallback_console.ui.refresher import Refresher

if TYPE_CHECKING:
    from fallback_console.domain.availability import SystemHistory
    from fallback_console.domain.views import OutageRow, OwnStatus, SinkSummary
    from fallback_console.ui.shell.evidence import EvidencePanel
    from fallback_console.ui.shell.health_strip import HealthStrip
    from fallback_console.ui.shell.me_menu import MeMenu
    from fallback_console.ui.shell.outage_bar import OutageBar
    from fallback_console.ui.shell.popover import Popover
    from fallback_console.ui.views.base import Tools

__all__ = ["Status"]

_TOPICS = {"*", "outage", "override", "delivery", "mirror", "connection", "playbook", "status"}
_HISTORY_MS = 31 * 86_400_000
_FINAL = {DeliveryState.CONFIRMED, DeliveryState.UNKNOWN, DeliveryState.NEEDS_ATTENTION}


class Status(QObject):
    """Asks the engine and services what the strip and the bar show.

    Attributes:
        said: (sentence, more words, variant).
        connection_requested: show the settings of this connection.
    """

    said = Signal(str, str, str)
    connection_requested = Signal(str)

    def __init__(self, window: QWidget, tools: Tools, strip: HealthStrip, bar: OutageBar) -> None:
        super().__init__(window)
        self._window = window
        self._tools = tools
        self._strip = strip
        self._bar = bar
        self._outage: OutageRow | None = None
        self._evidence_of = ""
        self._evidence: EvidencePanel | None = None
        self._popover: Popover | None = None
        self._me: OwnStatus | None = None
        self._me_menu: MeMenu | None = None
        self._refresher = Refresher(window, tools.bridge, self._ask, self._show_facts)
        tools.bridge.changed.connect(self._refresh)
        tools.bridge.told.connect(self._take_event)
        tools.ticker.ticked.connect(self.refresh)
        strip.evidence_requested.connect(self._show_evidence)
        strip.others_requested.connect(self._show_others)
        strip.check_requested.connect(self._check_now)
        strip.pull_requested.connect(self._pull_now)
        strip.pull_cancel_requested.connect(tools.context.engine.cancel_pull)
        strip.menu.aboutToShow.connect(self._fill_menu)

    def refresh(self) -> None:
        """Ask for everything again."""
        self._refresh_health()
        self._refresh(EVERYTHING)

    @property
    def popover(self) -> Popover:
        """The panel over the window; made when it is first needed."""
        if self._popover is None:
            # Late, like what it shows: the cases come first.
            from fallback_console.ui.shell.popover import Popover

            self._popover = Popover(self._window)
            self._popover.closed.connect(self._popover_closed)
        return self._popover

    def close_popover(self) -> None:
        """Close the panel where one is open."""
        if self._popover is not None:
            self._popover.close_panel()

    def set_own_status(self, status: str) -> None:
        """Say it of the person who works here."""
        desk = self._tools.context.desk
        self._tools.bridge.run(desk.command(statuses.set_status, desk.login, status), self._refresher.request)

    def follow_call(self, phase: str) -> None:
        """A call of this person's began ('call'), is being written up ('wrap-up') or is over ('')."""
        desk = self._tools.context.desk
        self._tools.bridge.run(desk.command(statuses.call_phase, desk.login, phase), self._refresher.request)

    def _fill_menu(self) -> None:
        if self._me_menu is None:
            # Late: the menu is filled when it is opened.
            from fallback_console.ui.shell.me_menu import MeMenu

            self._me_menu = MeMenu(self._tools.theme, self._strip.menu)
            self._me_menu.status_chosen.connect(self.set_own_status)
        self._me_menu.show_status(self._me, self._now())

    def _take_event(self, event: EngineEvent) -> None:
        if isinstance(event, HealthChanged):
            self._refresh_health()
        elif isinstance(event, PullProgress):
            self._strip.show_pull((event.seen, event.total) if event.phase == "running" else None)
            if event.phase == "failed" and event.message:
                self.said.emit(self.tr("Fetching from the helpdesk stopped."), event.message, "warn")
            self._refresh(frozenset({("mirror", event.source)}))
        elif isinstance(event, OutageChanged):
            self._refresh(frozenset({("outage", event.outage_id)}))
        elif isinstance(event, CourierProgress) and event.state in _FINAL:
            self._refresh(frozenset({("delivery", event.sink)}))

    def _refresh(self, touched: Touched) -> None:
        if {topic for topic, _ in touched} & _TOPICS:
            self._refresher.request()

    def _ask(self) -> Future[Any]:
        desk = self._tools.context.desk
        return desk.query(_facts, desk.login)

    def _show_facts(self, facts: tuple[OutageRow | None, list[SinkSummary], int | None, OwnStatus]) -> None:
        self._outage, summaries, data_at, self._me = facts
        self._strip.show_own_status(self._me, self._now())
        attention = sum(s.unknown + s.needs_attention for s in summaries)
        self._strip.show_waiting(sum(s.waiting + s.in_flight for s in summaries), attention)
        self._strip.show_data_age(data_at, self._now())
        self._show_outage()

    def _refresh_health(self) -> None:
        self._strip.show_health(self._tools.context.engine.health(), self._now())
        self._show_outage()
        panel = self._evidence
        if panel is not None and self.popover.content() is panel and not panel.is_being_written:
            health = next((h for h in self._tools.context.engine.health() if h.system == self._evidence_of), None)
            if health is not None and health != panel.health:
                self._renew_evidence(panel)

    def _show_outage(self) -> None:
        working = [h.system for h in self._tools.context.engine.health() if h.state == State.UP and not h.sign_in]
        self._bar.show_outage(self._outage, self._now(), working)

    def _show_evidence(self, system: str, anchor: QWidget) -> None:
        panel = self._evidence_panel(system)
        if panel is None:
            return
        # Late: see the popover.
        from fallback_console.services import availability

        self._evidence_of, self._evidence = system, panel
        self.popover.show_panel(panel, anchor)
        future = self._tools.context.desk.query(availability.system_history, system, self._now() - _HISTORY_MS)
        self._tools.bridge.run(future, self._show_history)

    def _renew_evidence(self, old: EvidencePanel) -> None:
        """A probe found something while somebody reads: the same panel again, the keyboard where it was."""
        panel = self._evidence_panel(self._evidence_of)
        if panel is None:
            return
        focus = self._window.focusWidget()
        name = focus.objectName() if focus is not None and old.isAncestorOf(focus) else ""
        if old.history is not None:
            panel.show_history(old.history)
        self._evidence = panel
        self.popover.replace_panel(panel, name)

    def _evidence_panel(self, system: str) -> EvidencePanel | None:
        health = next((h for h in self._tools.context.engine.health() if h.system == system), None)
        if health is None:
            return None
        # Late: see the popover.
        from fallback_console.ui.shell.evidence import EvidencePanel

        supervisor = self._tools.context.preferences.value("role") == "supervisor"
        panel = EvidencePanel(self._tools.theme, health, self._now(), supervisor=supervisor)
        panel.check_requested.connect(self._check_now)
        panel.settings_requested.connect(self._show_connection)
        panel.override_requested.connect(self._override)
        return panel

    def _show_history(self, history: SystemHistory) -> None:
        """The last days of the system whose evidence is open."""
        panel = self._evidence
        if panel is not None and panel.health.system == history.system and self.popover.content() is panel:
            panel.show_history(history)
            self.popover.refit()

    def _show_others(self, anchor: QWidget) -> None:
        # Late: see the popover.
        from fallback_console.ui.shell.system_list import SystemList

        panel = SystemList(self._tools.theme, self._tools.context.engine.health())
        panel.system_requested.connect(self._show_other)
        self.popover.show_panel(panel, anchor)

    def _show_other(self, system: str) -> None:
        self._show_evidence(system, self._strip.others)

    def _show_connection(self) -> None:
        self.connection_requested.emit(self._evidence_of)

    def _override(self, system: str, state: str, reason: str) -> None:
        desk = self._tools.context.desk
        future = desk.command(outages.set_override, desk.login, system, state, reason)
        self._tools.bridge.run(future, self._override_saved)

    def _override_saved(self, _result: object) -> None:
        self.close_popover()
        self.said.emit(self.tr("Saved. Your word counts from now on."), "", "ok")

    def _check_now(self) -> None:
        self._tools.bridge.run(self._tools.context.engine.probe_now())

    def _pull_now(self) -> None:
        self._tools.bridge.run(self._tools.context.engine.pull_now())

    def _popover_closed(self) -> None:
        self._evidence_of, self._evidence = "", None

    def _now(self) -> int:
        return self._tools.context.clock.now_ms()


def _facts(reading: Any, login: str) -> tuple[OutageRow | None, list[SinkSummary], int | None, OwnStatus]:
    """Everything the strip and the bar show, in one query."""
    return (
        outages.current(reading),
        backlog.summary(reading),
        backlog.data_age(reading),
        statuses.find(reading, login),
    )
