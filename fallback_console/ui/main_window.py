"""The one window: what is down, what works, what waits, and the views."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QSettings, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.events import CourierProgress, EngineEvent, HealthChanged, OutageChanged, PullProgress
from fallback_console.domain.health import State
from fallback_console.domain.views import OutageRow, SinkSummary
from fallback_console.services import mirroring, outages, sync
from fallback_console.ui.bridge import Touched
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.shell.evidence import EvidencePanel
from fallback_console.ui.shell.health_strip import HealthStrip
from fallback_console.ui.shell.nav_rail import NavRail
from fallback_console.ui.shell.outage_bar import OutageBar, ProfileStrip
from fallback_console.ui.shell.playbook import PlaybookView
from fallback_console.ui.shell.popover import Popover
from fallback_console.ui.shell.system_list import SystemList
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools, View, ViewSpec
from fallback_console.ui.widgets import Toast, column, row

__all__ = ["PLAYBOOK", "MainWindow"]

PLAYBOOK = "playbook"
_STRIP_TOPICS = {"*", "outage", "override", "delivery", "mirror", "connection"}


class MainWindow(QMainWindow):
    """Shell around the views. It asks services and the engine, and shows; it decides nothing.

    Attributes:
        closed: the window was closed.
    """

    closed = Signal()

    def __init__(self, tools: Tools, specs: Sequence[ViewSpec], settings: QSettings) -> None:
        super().__init__()
        self._tools = tools
        self._settings = settings
        self._specs = {s.name: s for s in specs}
        self._specs[PLAYBOOK] = ViewSpec(PLAYBOOK, "playbook", lambda: self.tr("Playbook"), PlaybookView)
        self._views: dict[str, View] = {}
        self._outage: OutageRow | None = None
        self._evidence_of = ""
        context, theme = tools.context, tools.theme
        self.setMinimumSize(Size.WINDOW_MIN_W, Size.WINDOW_MIN_H)
        self.resize(Size.WINDOW_W, Size.WINDOW_H)
        self.strip = HealthStrip(theme, context.desk.login)
        self.outage_bar = OutageBar(theme)
        self.nav = NavRail(theme, specs)
        self._stack = QStackedWidget()
        self._bottom = column()
        self._toast = Toast(theme)
        self._build(ProfileStrip(theme, context.profile.kind))
        self._popover: Popover | None = None
        self._connect()
        saved = settings.value("geometry")
        if isinstance(saved, QByteArray):
            self.restoreGeometry(saved)
        self._retranslate()
        self._refresh_health()
        self._refresh(frozenset({("*", "")}))

    def _build(self, profile_strip: ProfileStrip) -> None:
        said = row()
        said.setContentsMargins(Space.M, Space.NONE, Space.M, Space.S)
        said.addWidget(self._toast)
        views = column(gap=Space.NONE)
        views.addWidget(self._stack, 1)
        views.addLayout(said)
        middle = row(gap=Space.NONE)
        middle.addWidget(self.nav)
        middle.addLayout(views, 1)
        page = QWidget()
        body = column(page, gap=Space.NONE)
        body.addWidget(profile_strip)
        body.addWidget(self.strip)
        body.addWidget(self.outage_bar)
        body.addLayout(middle, 1)
        body.addLayout(self._bottom)
        self.setCentralWidget(page)

    def _connect(self) -> None:
        bridge, engine = self._tools.bridge, self._tools.context.engine
        bridge.changed.connect(self._refresh)
        bridge.told.connect(self._take_event)
        bridge.failed.connect(self.show_error)
        self._tools.ticker.ticked.connect(self._tick)
        self.nav.view_requested.connect(self.show_view)
        self.strip.evidence_requested.connect(self._show_evidence)
        self.strip.others_requested.connect(self._show_others)
        self.strip.waiting_requested.connect(self._show_sync)
        self.strip.settings_requested.connect(self._show_settings)
        self.strip.check_requested.connect(self._check_now)
        self.strip.pull_requested.connect(self._pull_now)
        self.strip.pull_cancel_requested.connect(engine.cancel_pull)
        self.outage_bar.playbook_requested.connect(self._show_playbook)

    # Views.

    def view(self, name: str) -> View:
        """A view, made when it is asked for the first time.

        Raises:
            KeyError: there is no such view.
        """
        found = self._views.get(name)
        if found is None:
            found = self._specs[name].make(self._tools)
            found.said.connect(self.say)
            found.view_requested.connect(self.show_view)
            self._stack.addWidget(found)
            self._views[name] = found
        return found

    def show_view(self, name: str, what: str = "") -> None:
        """Bring a view to the front, and in it ``what``; '' is the first view."""
        name = name or next(iter(self._specs))
        view = self.view(name)
        self._close_popover()
        self._stack.setCurrentWidget(view)
        self.nav.mark(name)
        view.arrive(what)

    @property
    def current(self) -> str:
        """Name of the view in front, '' before the first."""
        widget = self._stack.currentWidget()
        return next((name for name, view in self._views.items() if view is widget), "")

    @property
    def busy(self) -> bool:
        """Something that was asked for is not shown yet."""
        return self._tools.bridge.busy

    def add_bottom(self, bar: QWidget) -> None:
        """Put a bar under the views, over the whole width: the call bar."""
        self._bottom.addWidget(bar)

    def say(self, text: str, hint: str = "", variant: str = "ok") -> None:
        """Show a sentence for a moment."""
        self._toast.say(text, hint, variant)

    def show_error(self, error: BaseException) -> None:
        """Show what went wrong and what to do next."""
        words = error_words(error, self._tools.languages.current)
        self._toast.say(words.title, "\n".join(p for p in (words.hint, words.detail) if p), "bad")

    # Facts.

    def _take_event(self, event: EngineEvent) -> None:
        if isinstance(event, HealthChanged):
            self._refresh_health()
        elif isinstance(event, PullProgress):
            self.strip.show_pull((event.seen, event.total) if event.phase == "running" else None)
            if event.phase == "failed" and event.message:
                self.say(self.tr("Fetching from the helpdesk stopped."), event.message, "warn")
            self._refresh(frozenset({("mirror", event.source)}))
        elif isinstance(event, OutageChanged):
            self._refresh(frozenset({("outage", event.outage_id)}))
        elif isinstance(event, CourierProgress) and event.state in _FINAL:
            self._refresh(frozenset({("delivery", event.sink)}))

    def _refresh(self, touched: Touched) -> None:
        if {topic for topic, _ in touched} & _STRIP_TOPICS:
            self._tools.bridge.run(self._tools.context.desk.query(_strip_facts), self._show_facts)

    def _show_facts(self, facts: tuple[OutageRow | None, list[SinkSummary], int | None]) -> None:
        self._outage, summaries, data_at = facts
        now = self._now()
        attention = sum(s.unknown + s.needs_attention for s in summaries)
        self.strip.show_waiting(sum(s.waiting + s.in_flight for s in summaries), attention)
        self.strip.show_data_age(data_at, now)
        self._show_outage()

    def _refresh_health(self) -> None:
        self.strip.show_health(self._tools.context.engine.health(), self._now())
        self._show_outage()
        panel = self._popover.content() if self._popover is not None else None
        if isinstance(panel, EvidencePanel) and not panel.is_being_written:
            chip = self.strip.chip(self._evidence_of)
            if chip is not None:
                self._show_evidence(self._evidence_of, chip)

    def _show_outage(self) -> None:
        working = [h.system for h in self._tools.context.engine.health() if h.state == State.UP and not h.sign_in]
        self.outage_bar.show_outage(self._outage, self._now(), working)

    def _tick(self) -> None:
        self._refresh_health()
        self._refresh(frozenset({("*", "")}))

    def _now(self) -> int:
        return self._tools.context.clock.now_ms()

    # Intents.

    def _show_evidence(self, system: str, anchor: QWidget) -> None:
        health = next((h for h in self._tools.context.engine.health() if h.system == system), None)
        if health is None:
            return
        supervisor = self._tools.context.preferences.value("role") == "supervisor"
        panel = EvidencePanel(self._tools.theme, health, self._now(), supervisor=supervisor)
        panel.check_requested.connect(self._check_now)
        panel.settings_requested.connect(self._show_connection)
        panel.override_requested.connect(self._override)
        self._evidence_of = system
        self.popover.show_panel(panel, anchor)

    def _show_others(self, anchor: QWidget) -> None:
        panel = SystemList(self._tools.theme, self._tools.context.engine.health())
        panel.system_requested.connect(self._show_other)
        self.popover.show_panel(panel, anchor)

    def _show_other(self, system: str) -> None:
        self._show_evidence(system, self.strip.others)

    def _override(self, system: str, state: str, reason: str) -> None:
        desk = self._tools.context.desk
        future = desk.command(outages.set_override, desk.login, system, state, reason)
        self._tools.bridge.run(future, self._override_saved)

    def _override_saved(self, _result: object) -> None:
        self._close_popover()
        self.say(self.tr("Saved. Your word counts from now on."))

    def _check_now(self) -> None:
        self._tools.bridge.run(self._tools.context.engine.probe_now())

    def _pull_now(self) -> None:
        self._tools.bridge.run(self._tools.context.engine.pull_now())

    def _show_sync(self) -> None:
        self.show_view("sync")

    def _show_settings(self) -> None:
        self.show_view("settings")

    def _show_connection(self) -> None:
        self.show_view("settings", self._evidence_of)

    def _show_playbook(self) -> None:
        self.show_view(PLAYBOOK)

    @property
    def popover(self) -> Popover:
        """The panel over the window; made when it is first needed."""
        if self._popover is None:
            self._popover = Popover(self)
            self._popover.closed.connect(self._popover_closed)
        return self._popover

    def _close_popover(self) -> None:
        if self._popover is not None:
            self._popover.close_panel()

    def _popover_closed(self) -> None:
        self._evidence_of = ""

    # Qt.

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember place and size."""
        self._settings.setValue("geometry", self.saveGeometry())
        self._tools.bridge.close()
        self.closed.emit()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._close_popover()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        title = self.tr("Fallback Console")
        kind = self._tools.context.profile.kind
        if kind == "drill":
            title = self.tr("DRILL – {title}").format(title=title)
        elif kind == "demo":
            title = self.tr("DEMO – {title}").format(title=title)
        self.setWindowTitle(title)


_FINAL = {DeliveryState.CONFIRMED, DeliveryState.UNKNOWN, DeliveryState.NEEDS_ATTENTION}


def _strip_facts(reading: Any) -> tuple[OutageRow | None, list[SinkSummary], int | None]:
    """Everything the strip and the bar show, in one query."""
    return outages.current(reading), sync.summary(reading), mirroring.data_age(reading)
