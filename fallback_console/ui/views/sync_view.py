"""What waits for which system, what is unsure, and what a person has to decide."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QStackedWidget, QWidget

from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.events import CourierProgress, EngineEvent, HealthChanged
from fallback_console.domain.mirror import Vocabulary
from fallback_console.domain.views import Conflict, DeliveryRow, SinkSummary
from fallback_console.services import backlog, queue, sync
from fallback_console.ui import names
from fallback_console.ui.bridge import Touched
from fallback_console.ui.i18n import translate
from fallback_console.ui.models.deliveries_model import Column, DeliveriesModel
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools, View
from fallback_console.ui.views.delivery_panel import DeliveryPanel
from fallback_console.ui.views.sink_card import SinkCard
from fallback_console.ui.widgets import Button, EmptyState, PlainLabel, column, row
from fallback_console.ui.widgets.not_yet import NotYet
from fallback_console.ui.widgets.table import Table
from fallback_console.ui.widgets.two_line import TwoLineDelegate

__all__ = ["SyncView"]

_MOST = 500
_URGENCY = {
    DeliveryState.NEEDS_ATTENTION: 0,
    DeliveryState.UNKNOWN: 1,
    DeliveryState.IN_FLIGHT: 2,
    DeliveryState.WAITING: 3,
}
_Facts = tuple[list[SinkSummary], list[DeliveryRow], list[Conflict], Vocabulary]


class SyncView(View):
    """Cards on top, open deliveries on the left, the chosen one on the right."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._cards: dict[str, SinkCard] = {}
        self._summaries: dict[str, SinkSummary] = {}
        self._progress: dict[str, CourierProgress] = {}
        self._conflicts: dict[int, Conflict] = {}
        self._vocabulary = Vocabulary((), (), ())
        self._panel: DeliveryPanel | None = None
        self._wanted_case = ""
        self._title = PlainLabel("", "title")
        self._count = PlainLabel("", "muted")
        self._send = Button(self.theme, "", "send")
        self._send.clicked.connect(self._send_now)
        self._cards_row = row(gap=Space.M)
        self._cards_row.addStretch(1)
        self.model = DeliveriesModel(self.theme, self)
        self.table = Table(self.model, row_height=Size.ROW)
        self.table.set_columns({Column.STATE: Size.COLUMN_M, Column.TO: Size.COLUMN_M}, Column.WHAT)
        for two_lines in (Column.WHAT, Column.TO):
            self.table.setItemDelegateForColumn(two_lines, TwoLineDelegate(self.theme, self.table))
        self.table.row_chosen.connect(self._show_panel)
        self.table.open_requested.connect(self._into_panel)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._empty = EmptyState(self.theme, "ok")
        self._build()
        self._refresher = Refresher(self, self.bridge, self._ask, self._show)
        self._pages.setCurrentIndex(1)
        self._empty.action_requested.connect(self._refresher.request)
        self._not_yet = NotYet(self, self._refresher, self._empty.show_words)
        self.bridge.changed.connect(self._take_changes)
        self.bridge.told.connect(self._take_event)
        tools.ticker.ticked.connect(self._tick)
        self.retranslate()

    def _build(self) -> None:
        head = row(gap=Space.M)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._send)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(Space.M)
        self.table.setMinimumWidth(Size.POPOVER)
        self._scroll.setMinimumWidth(Size.POPOVER - Size.COLUMN_S)
        split.addWidget(self.table)
        split.addWidget(self._scroll)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(split)
        self._pages.addWidget(self._empty)
        body = column(self, margin=Space.M, gap=Space.M)
        body.addLayout(head)
        body.addLayout(self._cards_row)
        body.addWidget(self._pages, 1)

    @property
    def panel(self) -> DeliveryPanel | None:
        """The panel of the chosen delivery."""
        return self._panel

    def arrive(self, what: str) -> None:
        """To the front; ``what`` is a case key whose first open delivery is chosen."""
        self._wanted_case = what
        self._refresher.request()
        self.table.setFocus()

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("Sync"))
        self._send.setText(self.tr("&Send now"))
        self._send.setToolTip(self.tr("Try everything that waits, without waiting for its next time"))
        self.table.setAccessibleName(self.tr("What is not yet delivered"))
        _write_empty(self._empty, self._not_yet)
        self.model.retranslate()
        self._write_cards()
        self._show_panel(force=True)
        self._refresher.request()

    # Facts.

    def _ask(self) -> Future[Any]:
        return self.desk.query(_facts)

    def _show(self, facts: _Facts) -> None:
        summaries, deliveries, conflicts, self._vocabulary = facts
        self._conflicts = {c.delivery_id: c for c in conflicts}
        self._summaries = {s.sink: s for s in summaries}
        deliveries.sort(key=lambda d: (_URGENCY.get(d.state, 9), d.made_at, d.id))
        chosen = self._chosen()
        self.model.show_rows(deliveries, self.now())
        total = sum(s.waiting + s.in_flight + s.unknown + s.needs_attention for s in summaries)
        self._count.setText(
            self.tr("the first {shown} of {total}").format(shown=len(deliveries), total=total)
            if total > len(deliveries)
            else self.tr("%n open", "", total)
        )
        _write_empty(self._empty, self._not_yet)
        self._pages.setCurrentIndex(0 if deliveries else 1)
        self._write_cards()
        self._select(chosen)
        self._show_panel()

    def _select(self, chosen: DeliveryRow | None) -> None:
        row_number = self.model.row_of(chosen.id) if chosen is not None else -1
        if self._wanted_case:
            wanted, self._wanted_case = self._wanted_case, ""
            for number in range(self.model.rowCount()):
                one = self.model.delivery(number)
                if one is not None and one.case_key == wanted:
                    row_number = number
                    break
        if row_number < 0 and self.model.rowCount():
            row_number = min(max(self.table.currentIndex().row(), 0), self.model.rowCount() - 1)
        if row_number >= 0 and row_number != self.table.currentIndex().row():
            self.table.setCurrentIndex(self.model.index(row_number, 0))

    def _chosen(self) -> DeliveryRow | None:
        return self.model.delivery(self.table.currentIndex().row())

    def _show_panel(self, _row: int = -1, *, force: bool = False) -> None:
        """The panel of the chosen delivery, made anew where it has changed and nobody types in it."""
        chosen = self._chosen()
        conflict = self._conflicts.get(chosen.id) if chosen is not None else None
        old = self._panel
        if old is not None and chosen is not None and not force and _keeps(old, chosen, conflict):
            return
        had_focus = old is not None and old.isAncestorOf(self.focusWidget())
        self._put_panel_away()
        if chosen is None:
            return
        panel = DeliveryPanel(self.theme, chosen, conflict, self._vocabulary, self.tools.languages.current, self.now())
        panel.choice_made.connect(self._resolve)
        panel.retry_requested.connect(self._retry)
        panel.arrived_told.connect(self._tell)
        panel.ask_requested.connect(self._ask_system)
        panel.drop_requested.connect(self._drop)
        panel.case_requested.connect(self._open_case)
        self._scroll.setWidget(panel)
        self._panel = panel
        if had_focus:
            panel.focusNextChild()

    def _write_cards(self) -> None:
        for sink in set(self._cards) - set(self._summaries):
            gone = self._cards.pop(sink)
            self._cards_row.removeWidget(gone)
            gone.deleteLater()
        health = {h.system: h for h in self.tools.context.engine.health()}
        for sink, facts in sorted(self._summaries.items(), key=lambda p: (p[0] != "helpdesk", p[0])):
            if sink not in self._cards:
                self._cards[sink] = SinkCard(self.theme, sink)
                self._cards_row.insertWidget(self._cards_row.count() - 1, self._cards[sink])
            self._cards[sink].show_facts(facts, health.get(sink), self._progress.get(sink), self.now())

    def _take_changes(self, touched: Touched) -> None:
        if any(topic in ("delivery", "*") for topic, _ in touched):
            self._refresher.request()

    def _take_event(self, event: EngineEvent) -> None:
        if isinstance(event, CourierProgress):
            self._progress[event.sink] = event
            self._refresher.request()
        elif isinstance(event, HealthChanged) and self.isVisible():
            self._write_cards()

    def _tick(self) -> None:
        if self.isVisible():
            self.model.tick(self.now())
            self._write_cards()

    # Intents.

    def _into_panel(self, _row: int) -> None:
        if self._panel is not None:
            self._panel.focusNextChild()

    def _resolve(self, choice: str, value: str) -> None:
        self._decide(sync.resolve_conflict, choice, value)

    def _retry(self) -> None:
        self._decide(sync.retry)

    def _tell(self, arrived: bool) -> None:
        self._decide(sync.resolve_unknown, arrived)

    def _drop(self, reason: str) -> None:
        self._decide(sync.drop, reason)

    def _decide(self, decision: Callable[..., Any], *words: object) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.bridge.run(self.desk.command(decision, self.desk.login, chosen.id, *words), self._done)

    def _ask_system(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.bridge.run(self.tools.context.engine.ask_gateway(chosen.id), self._refresher.request)
            self.said.emit(self.tr("Asking {system} …").format(system=names.system_name(chosen.sink)), "", "accent")

    def _done(self, _saved: object) -> None:
        # What was typed has been used: the panel may be replaced.
        self._put_panel_away()
        self.said.emit(self.tr("saved"), "", "ok")
        self.tools.context.engine.deliver_now()
        self._refresher.request()

    def _put_panel_away(self) -> None:
        taken = self._scroll.takeWidget()
        if taken is not None:
            taken.deleteLater()
        self._panel = None

    def _send_now(self) -> None:
        self.tools.context.engine.deliver_now()
        self.said.emit(self.tr("Trying to send what waits."), "", "accent")

    def _open_case(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.view_requested.emit("queue", chosen.case_key)


def _keeps(panel: DeliveryPanel, chosen: DeliveryRow, conflict: Conflict | None) -> bool:
    """Whether the panel shows this already, or somebody types in it."""
    if panel.delivery.id != chosen.id:
        return False
    return panel.is_being_written or (panel.delivery == chosen and panel.conflict == conflict)


def _facts(reading: Any) -> _Facts:
    """Everything the view shows, in one query."""
    return (
        backlog.summary(reading),
        sync.deliveries(reading, limit=_MOST),
        sync.conflicts(reading),
        queue.vocabulary(reading),
    )


def _write_empty(page: EmptyState, not_yet: NotYet) -> None:
    if not not_yet.write():
        page.show_words(
            translate("SyncView", "Everything is sent"),
            translate("SyncView", "What you do while a system is down appears here until it has arrived."),
            icon="ok",
        )
