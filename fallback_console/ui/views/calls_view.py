"""Whom to call back, who called in vain, and every call that was made: searched, opened, called again."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QWidget

from fallback_console.domain.views import NumberRow
from fallback_console.services import call_list, calls, missed_calls
from fallback_console.services.call_list import CallRow
from fallback_console.services.calls import CallbackRow
from fallback_console.services.missed_calls import MissedRow
from fallback_console.ui.actions import Action
from fallback_console.ui.bridge import Touched
from fallback_console.ui.case.open_call import CallTarget
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools, View
from fallback_console.ui.views.call_lists import ALL, DUE, LISTED, MINE, MISSED, CallLists
from fallback_console.ui.views.call_panel import CallPanel
from fallback_console.ui.views.missed_panel import MissedPanel
from fallback_console.ui.views.missed_work import put_away, write_to
from fallback_console.ui.widgets import PlainLabel, SearchBox, column, row
from fallback_console.ui.widgets.filter_bar import FilterBar
from fallback_console.ui.widgets.not_yet import NotYet

__all__ = ["CallsView"]

_Facts = tuple[list[CallbackRow], list[MissedRow], "array[int] | None"]


class CallsView(View):
    """Lists on the left, the chosen call on the right.

    Attributes:
        panel: of the chosen call; None where none is.
    """

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.panel: CallPanel | MissedPanel | None = None
        self._asked = (DUE, "")
        self._wanted = ""
        self._title = PlainLabel("", "title")
        self.filters = FilterBar(self.theme, (DUE, MISSED, MINE, ALL))
        self.search = SearchBox(self.theme)
        self.lists = CallLists(self.theme)
        self._scroll = QScrollArea()
        self._build()
        self._actions = self._make_actions()
        self._refresher = Refresher(self, self.bridge, self._ask, self._show)
        self.lists.not_yet = NotYet(self, self._refresher, self.lists.empty.show_words)
        self.lists.empty.action_requested.connect(self._refresher.request)
        self.bridge.changed.connect(self._take_changes)
        tools.ticker.ticked.connect(self._tick)
        self.retranslate()

    def _build(self) -> None:
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setMinimumWidth(Size.SIDE)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(Space.M)
        split.addWidget(self.lists)
        split.addWidget(self._scroll)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        head = row(gap=Space.M)
        head.addWidget(self._title)
        head.addWidget(self.search, 1)
        body = column(self, margin=Space.M, gap=Space.M)
        body.addLayout(head)
        body.addWidget(self.filters)
        body.addWidget(split, 1)
        self.filters.set_current(DUE)
        self.filters.chosen.connect(self._choose_scope)
        self.search.search_requested.connect(self._search_for)
        self.search.leave_requested.connect(self._into_list)
        self.lists.row_chosen.connect(self._show_panel)
        self.lists.open_requested.connect(self._open_case)
        self.lists.history.rows_wanted.connect(self._fetch)

    def _make_actions(self) -> tuple[Action, ...]:
        def due() -> bool:
            return isinstance(self.lists.chosen, CallbackRow)

        def waits() -> bool:
            return isinstance(self.lists.chosen, (CallbackRow, MissedRow))

        def texted() -> bool:
            return (chosen := self.lists.chosen) is not None and chosen.number.startswith("+")

        def text() -> None:
            if (chosen := self.lists.chosen) is not None:
                write_to(self, chosen.number)

        def any_call() -> bool:
            return self.lists.chosen is not None

        return (
            Action("calls.ring", lambda: self.tr("Call again"), self._ring, ("C",), any_call, "phone"),
            Action("calls.case", lambda: self.tr("Open the case"), self._open_case, ("O",), any_call, "open"),
            Action(
                "calls.done", lambda: self.tr("No call-back is needed any more"), self._done, ("D",), waits, "check"
            ),
            Action("calls.later", lambda: self.tr("Call back later"), self._ask_when, ("P",), due, "due"),
            Action("calls.sms", lambda: self.tr("Write an SMS"), text, ("S",), texted, "sms"),
            Action("calls.next", lambda: self.tr("Next call"), lambda: self.lists.step(1), ("J",)),
            Action("calls.previous", lambda: self.tr("Previous call"), lambda: self.lists.step(-1), ("K",)),
            Action("calls.search", lambda: self.tr("Search calls"), self.search.setFocus, ("/",), icon="search"),
        )

    def actions_here(self) -> tuple[Action, ...]:
        """What can be done with calls."""
        return self._actions

    @property
    def settled(self) -> bool:
        """The list is there."""
        return not self._refresher.busy

    def arrive(self, what: str) -> None:
        """To the front; ``what`` is the id of the call whose call-back is due, or ``MISSED`` alone or with an id behind a colon."""
        if what:
            scope, _, wanted = what.partition(":") if what.partition(":")[0] == MISSED else (DUE, "", what)
            self._wanted = wanted
            self.search.clear()
            self._ask_for(scope, "")
        self._refresher.request()
        self._into_list()

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("Calls"))
        titles = {MISSED: self.tr("Missed"), MINE: self.tr("My calls"), ALL: self.tr("All calls")}
        self.filters.set_titles({DUE: self.tr("To call back")} | titles)
        self.search.set_hint(self.tr("Search calls: person, number, notes, case"))
        self.lists.retranslate(self.now())
        self._put_panel_away()
        self._show_panel()

    # Facts.

    def _ask(self) -> Future[Any]:
        self._asked = (self.lists.scope, self.lists.search)
        who = self.desk.login if self.lists.scope == MINE else ""
        return self.desk.query(_facts, self.now(), who, self.lists.search, listed=self.lists.scope in LISTED)

    def _show(self, facts: _Facts) -> None:
        due, missed, pks = facts
        still = self._asked == (self.lists.scope, self.lists.search)
        wanted, self._wanted = self._wanted, ""
        self.lists.show_facts(due, missed, pks if still else None, self.now(), wanted)
        self.filters.show_counts({DUE: len(due), MISSED: len(missed)})
        self._show_panel()

    def _fetch(self, pks: Sequence[int], generation: int) -> None:
        def take(rows: list[CallRow]) -> None:
            self.lists.history.take_rows(pks, rows, generation)
            self._show_panel()

        self.bridge.run(self.desk.query(call_list.call_rows, list(pks)), take)

    def _take_changes(self, touched: Touched) -> None:
        if any(topic in ("callback", "case", "missed", "sms", "*") for topic, _ in touched):
            self._refresher.request()

    def _tick(self) -> None:
        if self.isVisible():
            self.lists.tick(self.now())

    def _show_panel(self) -> None:
        """The panel of the chosen call, made anew where it has changed and nobody types in it."""
        chosen, old = self.lists.chosen, self.panel
        if old is not None and chosen is not None:
            same = type(old.shown) is type(chosen) and old.shown.entry_id == chosen.entry_id
            if same and (old.shown == chosen or old.is_being_written):
                return
        had_focus = old is not None and old.isAncestorOf(self.focusWidget())
        self._put_panel_away()
        if had_focus:
            self._into_list()
        if chosen is None:
            return
        panel: CallPanel | MissedPanel
        if isinstance(chosen, MissedRow):
            panel = MissedPanel(self.theme, chosen, self.now)
            panel.sms_requested.connect(lambda: write_to(self, chosen.number))
        else:
            panel = CallPanel(self.theme, chosen, self.now)
            panel.moved.connect(self._move)
        panel.ring_requested.connect(self._ring)
        panel.case_requested.connect(self._open_case)
        panel.others_requested.connect(self._show_others)
        panel.done_requested.connect(self._done)
        self._scroll.setWidget(panel)
        self.panel = panel

    def _put_panel_away(self) -> None:
        taken = self._scroll.takeWidget()
        if taken is not None:
            taken.deleteLater()
        self.panel = None

    # Intents.

    def _ask_for(self, scope: str, search: str) -> None:
        self.lists.scope, self.lists.search = scope, search
        self.filters.set_current(scope)
        self.lists.show_page()
        self._show_panel()
        self._refresher.request()

    def _choose_scope(self, name: str) -> None:
        self._ask_for(name or self.lists.scope, self.lists.search if name in LISTED else "")

    def _search_for(self, text: str) -> None:
        self._ask_for(ALL if text and self.lists.scope not in LISTED else self.lists.scope, text)

    def _show_others(self) -> None:
        chosen = self.lists.chosen
        if chosen is not None:
            self.search.setText(chosen.number or chosen.person_name)
            self._ask_for(ALL, chosen.number or chosen.person_name)

    def _into_list(self) -> None:
        self.lists.take_focus()

    def _ring(self) -> None:
        chosen = self.lists.chosen
        if chosen is not None and chosen.number:
            e164 = chosen.number if chosen.number.startswith("+") else ""
            number = NumberRow("", chosen.number, e164, chosen.shown)
            if isinstance(chosen, MissedRow) and not chosen.sure:
                # Who may be somebody else is asked on the phone, not written down as that person.
                chosen = chosen._replace(person_key="", person_name="")
            self.call_requested.emit(
                CallTarget(chosen.case_key, chosen.case_number, chosen.person_key, chosen.person_name, number)
            )

    def _open_case(self) -> None:
        chosen = self.lists.chosen
        if chosen is not None and chosen.case_key:
            self.view_requested.emit("queue", chosen.case_key)
        elif chosen is not None:
            self.said.emit(self.tr("This call was about no case."), "", "warn")

    def _ask_when(self) -> None:
        if isinstance(self.panel, CallPanel):
            self.panel.ask_when()

    def _done(self) -> None:
        chosen = self.lists.chosen
        if isinstance(chosen, CallbackRow):
            self.bridge.run(self.desk.command(calls.finish_callback, self.desk.login, chosen.entry_id), self._saved)
        elif isinstance(chosen, MissedRow):
            reason = self.panel.reason if isinstance(self.panel, MissedPanel) else ""
            put_away(self, chosen, reason, self._saved)

    def _move(self, due_at: int) -> None:
        chosen = self.lists.chosen
        if isinstance(chosen, CallbackRow):
            future = self.desk.command(calls.move_callback, self.desk.login, chosen.entry_id, due_at)
            self.bridge.run(future, self._saved)

    def _saved(self, _saved: object) -> None:
        self.said.emit(self.tr("saved"), "", "ok")
        self._put_panel_away()
        self._show_panel()
        self._into_list()
        self._refresher.request()


def _facts(reading: Any, now: int, who: str, search: str, *, listed: bool) -> _Facts:
    """What the view shows, in one query; the order of the history only where it is shown."""
    order = call_list.call_pks(reading, who=who, search=search) if listed else None
    return calls.callbacks(reading, now), missed_calls.missed(reading, now), order
