"""The supervisor's roster: who is there, doing what, reachable how; and what can be done about it."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.roster import FILTERS
from fallback_console.services import roster
from fallback_console.services.roster import Asked, Base, Card, Listing
from fallback_console.ui.actions import Action
from fallback_console.ui.bridge import Touched
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.roster.actions import roster_actions
from fallback_console.ui.roster.import_panel import ShiftImportPanel
from fallback_console.ui.roster.pane import RosterPane
from fallback_console.ui.roster.team_list import TeamList
from fallback_console.ui.roster.words import filter_titles
from fallback_console.ui.roster.work import RosterWork
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools, View
from fallback_console.ui.widgets import Button, EmptyState, PlainLabel, SearchBox, column, row
from fallback_console.ui.widgets.filter_bar import FilterBar
from fallback_console.ui.widgets.not_yet import NotYet

__all__ = ["RosterView"]

_PAUSE_MS = 400
"""However often something changes, so often the roster is asked for at most."""

_TOPICS = frozenset(
    {"*", "status", "presence", "shift", "person", "case", "callback", "sms", "contact", "outage", "override"}
)
_ON_CARD = frozenset({"*", "shift", "outage", "override", "paths"})
_LASTING = frozenset({"*", "shift", "person", "number"})
"""What changes who there is, or what is planned of them."""


class RosterView(View):
    """Lists and shows; what is decided goes through ``work``.

    Attributes:
        pane: of who is chosen.
        importing: the panel that imports shifts, None before it was wanted.
    """

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.importing: ShiftImportPanel | None = None
        self._base: Base | None = None
        self._asked = Asked()
        self._sort = ("name", False)
        self._wanted = ""
        self._card_key = ""
        self._card_old = False
        self._title = PlainLabel("", "title")
        self.search = SearchBox(self.theme, wait=0)
        self.search.setObjectName("roster-search")
        self.import_button = Button(self.theme, "", "import")
        self.import_button.setObjectName("roster-import")
        self.filters = FilterBar(self.theme, FILTERS)
        self.list = TeamList(self.theme)
        self.work = RosterWork(tools, self)
        self.pane = RosterPane(self.theme)
        self._right = QStackedWidget()
        self._nothing = EmptyState(self.theme, "people")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._build()
        self._actions = roster_actions(self)
        self._refresher = Refresher(self, self.bridge, self._ask, self._show)
        self._cards = Refresher(self, self.bridge, self._ask_card, self._show_card)
        self.list.not_yet = NotYet(self, self._refresher, self.list.empty.show_words)
        self._connect(tools)
        self.retranslate()

    def _build(self) -> None:
        head = row(gap=Space.M)
        head.addWidget(self._title)
        head.addWidget(self.search, 1)
        head.addWidget(self.import_button)
        for page in (self._nothing, self.pane):
            self._right.addWidget(page)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(Space.M)
        split.addWidget(self.list)
        split.addWidget(self._right)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self._right.setMinimumWidth(Size.SIDE)
        split.setSizes([Size.FORM, Size.SIDE])
        body = column(self, margin=Space.M, gap=Space.M)
        body.addLayout(head)
        body.addWidget(self.filters)
        body.addWidget(split, 1)
        self.filters.set_current("all")

    def _connect(self, tools: Tools) -> None:
        self.filters.chosen.connect(self._choose_filter)
        self.search.search_requested.connect(self._search_for)
        self.search.leave_requested.connect(self.list.take_focus)
        self.search.returnPressed.connect(self.list.take_focus)
        self.import_button.clicked.connect(self.show_import)
        self.list.chosen.connect(self._show_chosen)
        self.list.open_requested.connect(self.open_person)
        self.list.sort_requested.connect(self._order_by)
        self.list.empty.action_requested.connect(self._act)
        pane, work = self.pane, self.work
        pane.call_requested.connect(lambda: work.ring(self.list.rows))
        pane.text_requested.connect(lambda: work.text(self.list.rows))
        pane.assign_requested.connect(lambda: work.assign(self.list.rows))
        pane.move_requested.connect(lambda: work.move(self.list.rows))
        pane.person_requested.connect(self.open_person)
        pane.status_chosen.connect(lambda status: work.set_status(self.list.rows, status))
        pane.case_requested.connect(lambda key: self.view_requested.emit("queue", key))
        work.said.connect(self.said)
        work.offered.connect(self.offered)
        work.view_requested.connect(self.view_requested)
        work.call_requested.connect(self.call_requested)
        self._pause.timeout.connect(self._refresher.request)
        self.bridge.changed.connect(self._take_changes)
        tools.ticker.ticked.connect(self._tick)

    def actions_here(self) -> tuple[Action, ...]:
        """What can be done with the team."""
        return self._actions

    @property
    def settled(self) -> bool:
        """List and card are there."""
        importing = self.importing is not None and self.importing.isVisible() and self.importing.busy
        waiting = self._pause.isActive() or self._refresher.busy or self._cards.busy
        return not (waiting or importing or self.work.choosing.busy)

    def arrive(self, what: str) -> None:
        """To the front; ``what`` is a person's key."""
        if what:
            self._wanted = what
            self.search.clear()
            self.list.filter = self.list.search = ""
            self.filters.set_current("all")
        self._refresher.request()
        self.list.take_focus()

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("Roster"))
        self.search.set_hint(self.tr("Name, skill, group, language or site"))
        self.import_button.setText(self.tr("&Import shifts…"))
        self.import_button.setToolTip(self.tr("Shifts, absences and times on call from a CSV file or a calendar (I)"))
        self.filters.set_titles(filter_titles())
        self._nothing.show_words(
            self.tr("Choose somebody"),
            self.tr("Or several with Shift, Ctrl or Space: text them at once, or move their cases."),
        )
        self.list.retranslate(self.now())
        self.pane.retranslate()
        if self.importing is not None:
            self.importing.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts the import away, chooses one alone, then goes back to the list."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        if self._right.currentWidget() is self.importing:
            self.put_import_away()
        elif len(self.list.rows) > 1:
            self.list.step(0)
        self.list.take_focus()

    # Intents.

    def open_person(self) -> None:
        """Everything that is known of the one who is chosen."""
        if len(rows := self.list.rows) == 1:
            self.view_requested.emit("people", rows[0].key)

    def show_import(self) -> None:
        """From which file?"""
        if self.importing is None:
            self.importing = ShiftImportPanel(self.tools)
            self.importing.left.connect(self.put_import_away)
            self.importing.said.connect(self.said)
            self._right.addWidget(self.importing)
        self._right.setCurrentWidget(self.importing)
        self.importing.begin()

    def put_import_away(self) -> None:
        """The card again."""
        self._right.setCurrentWidget(self.pane if self.list.rows else self._nothing)
        self.list.take_focus()

    def _act(self) -> None:
        if not self._refresher.answered:
            self._refresher.request()
        else:
            self.view_requested.emit("people", "")

    def _choose_filter(self, name: str) -> None:
        self.list.filter = name or "all"
        self.filters.set_current(self.list.filter)
        self._refresher.request()

    def _search_for(self, text: str) -> None:
        self.list.search = text
        self._refresher.request()

    def _order_by(self, sort: str) -> None:
        """By another column, or the other way round by the same one."""
        self._sort = (sort, sort == self._sort[0] and not self._sort[1])
        self._refresher.request()

    # Facts.

    def _ask(self) -> Future[Any]:
        sort, turned = self._sort
        self._asked = Asked(self.list.filter or "all", self.list.search, sort, turned)
        return self.desk.query(roster.listing, self.desk.login, self._asked, self.now(), self._base)

    def _show(self, listing: Listing) -> None:
        self._base = listing.base
        wanted, self._wanted = self._wanted, ""
        self.list.show_rows(
            listing.rows,
            self.now(),
            (listing.asked.sort, listing.asked.descending),
            anybody=listing.anybody,
            wanted=wanted,
        )
        self.filters.show_counts(listing.counts)
        self.pane.leads = listing.supervisors
        card, rows = self.pane.card, self.list.rows
        if len(rows) == 1 and (card is None or card.row._replace(heard=rows[0].heard) != rows[0] or self._card_old):
            self._card_old = False
            self._cards.request()

    def _show_chosen(self) -> None:
        rows = self.list.rows
        if self._right.currentWidget() is not self.importing:
            self._right.setCurrentWidget(self.pane if rows else self._nothing)
        if rows:
            self.pane.show_chosen(rows, self.now())
        key = rows[0].key if len(rows) == 1 else ""
        if key and key != self._card_key:
            self._card_key = key
            self._cards.request()

    def _ask_card(self) -> Future[Any]:
        rules = self.tools.context.reach or ReachRules()
        return self.desk.query(roster.card, self.desk.login, self._card_key, rules, self.now(), self._base)

    def _show_card(self, card: Card | None) -> None:
        if card is not None:
            self.pane.show_card(card)

    def _tick(self) -> None:
        """Time went on; what is on the card is looked at anew as well."""
        self._card_old = True
        self._refresher.request()

    def _take_changes(self, touched: Touched) -> None:
        """A burst of changes is one question."""
        topics = {topic for topic, _ in touched}
        if topics & _LASTING:
            self._base = None
        # What is not told in the list, and stands on the card: others' cases and paths are nothing to it.
        self._card_old = self._card_old or bool(topics & _ON_CARD) or any(key == self._card_key for _, key in touched)
        if topics & _TOPICS and not self._pause.isActive():
            self._pause.start()
