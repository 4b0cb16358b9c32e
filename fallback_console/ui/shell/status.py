"""Keeps strip and outage bar up to date, and opens what stands behind a chip."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.events import CourierProgress, EngineEvent, HealthChanged, OutageChanged, PullProgress
from fallback_console.domain.health import State
from fallback_console.services import backlog, outages, statuses
from fallback_console.ui.bridge import EVERYTHING, Touched
from fallback_console.ui.refresher import Refresher

if TYPE_CHECKING:
    from fallback_console.domain.views import OutageRow, OwnStatus, SinkSummary

    _Facts = tuple[OutageRow | None, list[SinkSummary], int | None, OwnStatus, int, bool]
    from fallback_console.ui.shell.evidence_host import EvidenceHost
    from fallback_console.ui.shell.health_strip import HealthStrip
    from fallback_console.ui.shell.me_menu import MeMenu
    from fallback_console.ui.shell.outage_bar import OutageBar
    from fallback_console.ui.shell.popover import Popover
    from fallback_console.ui.views.base import Tools

__all__ = ["Status"]

_TOPICS = {"*", "outage", "override", "delivery", "mirror", "connection", "playbook", "status", "callback", "person"}
_MISSED_TOPICS = {"missed", "callback", "sms"}
_MISSED_PAUSE_MS = 1000
"""Whose call was answered takes a look at each caller: once for a burst of text messages."""
_FINAL = {DeliveryState.CONFIRMED, DeliveryState.UNKNOWN, DeliveryState.NEEDS_ATTENTION}


class Status(QObject):
    """Asks the engine and services what the strip and the bar show.

    Attributes:
        said: (sentence, more words, variant).
        connection_requested: show the settings of this connection.
        due_changed: so many people should have been called back by now, and so many called in vain.
        team_changed: there is a team to look after: two teammates, or an outage.
    """

    said = Signal(str, str, str)
    connection_requested = Signal(str)
    due_changed = Signal(int, int)
    team_changed = Signal(bool)

    def __init__(self, window: QWidget, tools: Tools, strip: HealthStrip, bar: OutageBar) -> None:
        super().__init__(window)
        self._window = window
        self._tools = tools
        self._strip = strip
        self._bar = bar
        self._outage: OutageRow | None = None
        self._evidence: EvidenceHost | None = None
        self._me: OwnStatus | None = None
        self._me_menu: MeMenu | None = None
        self._due, self._missed = 0, 0
        self._refresher = Refresher(window, tools.bridge, self._ask, self._show_facts)
        self._counting = Refresher(window, tools.bridge, self._ask_missed, self._show_missed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_MISSED_PAUSE_MS)
        self._pause.timeout.connect(self._counting.request)
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
    def evidence(self) -> EvidenceHost:
        """What opens behind the chips; made when it is first needed."""
        if self._evidence is None:
            # Late: the cases come first.
            from fallback_console.ui.shell.evidence_host import EvidenceHost

            self._evidence = EvidenceHost(self._window, self._tools)
            self._evidence.said.connect(self.said)
            self._evidence.connection_requested.connect(self.connection_requested)
        return self._evidence

    @property
    def popover(self) -> Popover:
        """The panel over the window."""
        return self.evidence.popover

    def close_popover(self) -> None:
        """Close the panel where one is open."""
        if self._evidence is not None:
            self._evidence.popover.close_panel()

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
        topics = {topic for topic, _ in touched}
        if topics & _TOPICS:
            self._refresher.request()
        if "*" in topics:
            self._counting.request()
        elif topics & _MISSED_TOPICS and not self._pause.isActive():
            self._pause.start()

    def _ask(self) -> Future[Any]:
        desk = self._tools.context.desk
        return desk.query(_facts, desk.login, self._now())

    def _ask_missed(self) -> Future[int]:
        return self._tools.context.desk.query(backlog.missed_numbers, self._now())

    def _show_missed(self, missed: int) -> None:
        self._missed = missed
        self.due_changed.emit(self._due, missed)

    def _show_facts(self, facts: _Facts) -> None:
        self._outage, summaries, data_at, self._me, self._due, has_team = facts
        self.team_changed.emit(has_team or self._outage is not None)
        self.due_changed.emit(self._due, self._missed)
        self._strip.show_own_status(self._me, self._now())
        attention = sum(s.unknown + s.needs_attention for s in summaries)
        self._strip.show_waiting(sum(s.waiting + s.in_flight for s in summaries), attention)
        self._strip.show_data_age(data_at, self._now())
        self._show_outage()

    def _refresh_health(self) -> None:
        self._strip.show_health(self._tools.context.engine.health(), self._now())
        self._show_outage()
        if self._evidence is not None:
            self._evidence.renew()

    def _show_outage(self) -> None:
        working = [h.system for h in self._tools.context.engine.health() if h.state == State.UP and not h.sign_in]
        self._bar.show_outage(self._outage, self._now(), working)

    def _show_evidence(self, system: str, anchor: QWidget) -> None:
        self.evidence.show_system(system, anchor)

    def _show_others(self, anchor: QWidget) -> None:
        self.evidence.show_others(anchor)

    def _check_now(self) -> None:
        self._tools.bridge.run(self._tools.context.engine.probe_now())

    def _pull_now(self) -> None:
        self._tools.bridge.run(self._tools.context.engine.pull_now())

    def _now(self) -> int:
        return self._tools.context.clock.now_ms()


def _facts(reading: Any, login: str, now: int) -> _Facts:
    """Everything the strip and the bar show, in one query."""
    return (
        outages.current(reading),
        backlog.summary(reading),
        backlog.data_age(reading),
        statuses.find(reading, login),
        backlog.due_callbacks(reading, now),
        statuses.has_team(reading),
    )
