"""What waits for which system, what is unsure, and what a person has to decide."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QWidget

from fallback_console.domain.events import CourierProgress, EngineEvent, HealthChanged
from fallback_console.domain.mirror import Vocabulary
from fallback_console.domain.views import Conflict, DeliveryRow, SinkSummary
from fallback_console.services import backlog, queue, recovery, sync, sync_bulk
from fallback_console.services.sync_bulk import Decided
from fallback_console.ui import names
from fallback_console.ui.actions import Action
from fallback_console.ui.bridge import Touched
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.said import said
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.asking import Asking
from fallback_console.ui.views.base import Tools, View
from fallback_console.ui.views.delivery_panel import DeliveryPanel
from fallback_console.ui.views.many_panel import ManyPanel
from fallback_console.ui.views.sink_cards import SinkCards
from fallback_console.ui.views.sync_actions import sync_actions
from fallback_console.ui.views.sync_choice import Choice, choice_of
from fallback_console.ui.views.sync_list import SyncList
from fallback_console.ui.widgets import Button, PlainLabel, column, row
from fallback_console.ui.widgets.not_yet import NotYet
from fallback_console.ui.widgets.numbers import count_words

__all__ = ["SyncView"]

_MOST = 500


class _Facts(NamedTuple):
    """Everything the view shows, out of one query."""

    summaries: list[SinkSummary]
    paces: dict[str, recovery.Pace]
    deliveries: list[DeliveryRow]
    conflicts: list[Conflict]
    vocabulary: Vocabulary


class SyncView(View):
    """Cards on top, open deliveries on the left, what is chosen on the right.

    Attributes:
        choice: the chosen deliveries, by what can be done about them.
    """

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.choice = Choice()
        self._conflicts: dict[int, Conflict] = {}
        self._vocabulary = Vocabulary((), (), ())
        self._panel: DeliveryPanel | ManyPanel | None = None
        self._wanted_case, self._wanted_delivery = "", 0
        self._title = PlainLabel("", "title")
        self._count = PlainLabel("", "muted")
        self._report = Button(self.theme, "", "history")
        self._report.clicked.connect(self.show_report)
        self._send = Button(self.theme, "", "send")
        self._send.clicked.connect(self.send_now)
        self.cards = SinkCards(self.theme)
        self.list = SyncList(self.theme)
        self.model, self.table = self.list.model, self.list.table
        self._scroll = QScrollArea()
        self._build()
        self._asking = Asking(self.bridge, tools.context.engine, self)
        self._asking.ended.connect(self._asked)
        self._asking.failed.connect(self.bridge.failed)
        self._actions = sync_actions(self)
        self._refresher = Refresher(self, self.bridge, self._ask, self._show)
        self.list.not_yet = NotYet(self, self._refresher, self.list.empty.show_words)
        self.list.empty.action_requested.connect(self._refresher.request)
        self.list.choice_changed.connect(self._show_panel)
        self.list.open_requested.connect(self._scroll.focusNextChild)
        self.list.asked.connect(self._refresher.request)
        self.bridge.changed.connect(self._take_changes)
        self.bridge.told.connect(self._take_event)
        tools.ticker.ticked.connect(self._tick)
        self.retranslate()

    def _build(self) -> None:
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setMinimumWidth(Size.POPOVER - Size.COLUMN_S)
        head = row(gap=Space.M)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.list.systems)
        head.addWidget(self._report)
        head.addWidget(self._send)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(Space.M)
        split.addWidget(self.list)
        split.addWidget(self._scroll)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        # The same for both, whatever the filters would like.
        split.setSizes((Size.PAGE, Size.PAGE))
        body = column(self, margin=Space.M, gap=Space.M)
        body.addLayout(head)
        body.addWidget(self.cards)
        body.addWidget(split, 1)

    @property
    def panel(self) -> DeliveryPanel | ManyPanel | None:
        """The panel of what is chosen."""
        return self._panel

    @property
    def settled(self) -> bool:
        """The list is there."""
        return not self._refresher.busy

    def actions_here(self) -> tuple[Action, ...]:
        """What can be done with open deliveries."""
        return self._actions

    def arrive(self, what: str) -> None:
        """To the front; ``what`` is a case key whose first open delivery is chosen."""
        self._wanted_case = what
        self._refresher.request()
        self.list.take_focus()

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("Sync"))
        self._report.setText(self.tr("Da&y's report"))
        self._report.setToolTip(self.tr("What happened today: outages, work done here, what arrived, what was decided"))
        self._send.setText(self.tr("&Send now"))
        self._send.setToolTip(self.tr("Try everything that waits, without waiting for its next time"))
        self.list.retranslate()
        self.cards.retranslate()
        self._put_panel_away()
        self._show_panel()
        self._refresher.request()

    # Facts.

    def _ask(self) -> Future[Any]:
        return self.desk.query(_facts, self.now(), self.list.states, self.list.sink)

    def _show(self, facts: _Facts) -> None:
        self._vocabulary = facts.vocabulary
        self._conflicts = {c.delivery_id: c for c in facts.conflicts}
        total = sum(s.waiting + s.in_flight + s.unknown + s.needs_attention for s in facts.summaries)
        shown = len(facts.deliveries)
        self._count.setText(
            self.tr("the first {shown} of {total}").format(shown=count_words(shown), total=count_words(total))
            if shown == _MOST and total > shown
            else self.tr("%Ln open", "", total)
        )
        self.cards.show_facts(facts.summaries, facts.paces, self.tools.context.engine.health(), self.now())
        self.list.show_counts(facts.summaries)
        wanted, self._wanted_case = self._wanted_case, ""
        self.list.show_facts(facts.deliveries, self.now(), wanted)
        if self._wanted_delivery:
            self.list.show_delivery(self._wanted_delivery)
            self._wanted_delivery = 0

    def _show_panel(self) -> None:
        """The panel of what is chosen, made anew where that has changed and nobody types in it."""
        self.choice = choice_of(self.list.chosen, self._conflicts)
        # What stands in place of an empty list has the whole width.
        self._scroll.setVisible(self.model.rowCount() > 0)
        old = self._panel
        if old is not None and _keeps(old, self.choice):
            return
        had_focus = old is not None and old.isAncestorOf(self.focusWidget())
        self._put_panel_away()
        if self.choice.rows:
            if len(self.choice.rows) == 1:
                self._panel = self._one_panel()
            else:
                self._panel = ManyPanel(self.theme, self.choice, self.now())
                self._panel.decided.connect(self.decide)
            self._scroll.setWidget(self._panel)
            if had_focus:
                self._panel.focusNextChild()

    def _one_panel(self) -> DeliveryPanel:
        chosen = self.choice.rows[0]
        conflict = self.choice.conflicts[0] if self.choice.conflicts else None
        panel = DeliveryPanel(self.theme, chosen, conflict, self._vocabulary, self.tools.languages.current, self.now())
        panel.choice_made.connect(self._resolve)
        panel.retry_requested.connect(lambda: self.decide("retry"))
        panel.arrived_told.connect(lambda arrived: self.decide("arrived" if arrived else "lost"))
        panel.ask_requested.connect(lambda: self.decide("ask"))
        panel.drop_requested.connect(lambda reason: self.decide("drop", reason))
        panel.case_requested.connect(self.open_case)
        panel.other_requested.connect(self._show_other)
        panel.broadcasts_requested.connect(lambda: self.view_requested.emit("messages", "broadcasts"))
        return panel

    def _take_changes(self, touched: Touched) -> None:
        if any(topic in ("delivery", "*") for topic, _ in touched):
            self._refresher.request()

    def _take_event(self, event: EngineEvent) -> None:
        if isinstance(event, CourierProgress):
            self.cards.take_progress(event)
            self._refresher.request()
        elif isinstance(event, HealthChanged) and self.isVisible():
            self._tick()

    def _tick(self) -> None:
        if self.isVisible():
            self.model.tick(self.now())
            self.cards.tick(self.tools.context.engine.health(), self.now())

    # Intents.

    def into_editor(self) -> None:
        """Choose another value than both of a conflict."""
        if isinstance(self._panel, DeliveryPanel):
            self._panel.into_editor()

    def ask_drop(self) -> None:
        """Ask for the reason of giving up what is chosen."""
        if self._panel is not None:
            self._panel.ask_drop()

    def decide(self, decision: str, reason: str = "") -> None:
        """Decide about everything that is chosen, as far as the decision is about it.

        Args:
            decision: of ``services.sync_bulk``, or 'ask'.
            reason: for 'drop'.
        """
        ids = self.choice.ids(decision)
        if decision == "ask" and ids:
            self._asking.ask(ids)
            systems = names.joined(dict.fromkeys(names.system_name(row.sink) for row in self.choice.unknown))
            self.said.emit(self.tr("Asking {system} …").format(system=systems), "", "accent")
        elif ids:
            command = self.desk.command(sync_bulk.decide_many, self.desk.login, ids, decision, reason)
            self.bridge.run(command, self._done)

    def _resolve(self, choice: str, value: str) -> None:
        if choice != "edit":
            self.decide(choice)
        elif self.choice.conflicts:
            one = self.choice.conflicts[0].delivery_id
            command = self.desk.command(sync.resolve_conflict, self.desk.login, one, choice, value)
            self.bridge.run(command, lambda _saved: self._done(Decided(1, ())))

    def _done(self, decided: Decided) -> None:
        # What was typed has been used: the panel may be replaced.
        had_focus = self._panel is not None and self._panel.isAncestorOf(self.focusWidget())
        self._put_panel_away()
        if had_focus:
            self.list.take_focus()
        if decided.left:
            why = "\n".join(dict.fromkeys(said(one.why) for one in decided.left))
            self.said.emit(
                self.tr("%n saved", "", decided.done) + " · " + self.tr("%n left as they were", "", len(decided.left)),
                why,
                "warn",
            )
        else:
            self.said.emit(self.tr("saved") if decided.done == 1 else self.tr("%n saved", "", decided.done), "", "ok")
        self.tools.context.engine.deliver_now()
        self._refresher.request()

    def _asked(self, arrived: int, lost: int, silent: int) -> None:
        parts = [
            self.tr("%n arrived", "", arrived) if arrived else "",
            self.tr("%n did not arrive and are sent again", "", lost) if lost else "",
            self.tr("%n could not be asked about", "", silent) if silent else "",
        ]
        self.said.emit(" · ".join(part for part in parts if part), "", "warn" if silent else "ok")
        self._refresher.request()

    def _put_panel_away(self) -> None:
        taken = self._scroll.takeWidget()
        if taken is not None:
            taken.deleteLater()
        self._panel = None

    def _show_other(self, delivery_id: int) -> None:
        if not self.list.show_delivery(delivery_id):
            self._wanted_delivery = delivery_id

    def send_now(self) -> None:
        """Try at once what waits."""
        self.tools.context.engine.deliver_now()
        self.said.emit(self.tr("Trying to send what waits."), "", "accent")

    def show_report(self) -> None:
        """What happened today."""
        self.view_requested.emit("report", "")

    def open_case(self) -> None:
        """Show the case of what is chosen."""
        keys = [one.case_key for one in self.choice.rows if one.case_key]
        if keys:
            self.view_requested.emit("queue", keys[0])


def _keeps(panel: DeliveryPanel | ManyPanel, choice: Choice) -> bool:
    """Whether the panel shows this already, or somebody types in it."""
    if isinstance(panel, ManyPanel):
        same = [one.id for one in panel.choice.rows] == [one.id for one in choice.rows]
        return panel.choice == choice or (same and panel.is_being_written)
    if len(choice.rows) != 1 or panel.delivery.id != choice.rows[0].id:
        return False
    conflict = choice.conflicts[0] if choice.conflicts else None
    return panel.is_being_written or (panel.delivery == choice.rows[0] and panel.conflict == conflict)


def _facts(reading: Any, now: int, states: Any, sink: str) -> _Facts:
    """Everything the view shows, in one query."""
    return _Facts(
        backlog.summary(reading),
        recovery.paces(reading, now),
        sync.deliveries(reading, states=states, sink=sink, limit=_MOST),
        sync.conflicts(reading),
        queue.vocabulary(reading),
    )
