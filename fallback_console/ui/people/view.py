"""People: found by whatever is known of them, and reached."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from fallback_console.domain.views import PersonRow
from fallback_console.services import people_list
from fallback_console.services.people_list import KINDS, PeopleListing
from fallback_console.ui.actions import Action
from fallback_console.ui.bridge import Touched
from fallback_console.ui.messages.view import WRITE
from fallback_console.ui.people.actions import people_actions
from fallback_console.ui.people.import_fields import ImportButton
from fallback_console.ui.people.import_panel import ImportPanel
from fallback_console.ui.people.merging import Merging
from fallback_console.ui.people.people_list import PeopleList
from fallback_console.ui.people.person_pane import PersonPane
from fallback_console.ui.people.same_panel import SamePanel
from fallback_console.ui.people.words import kind_titles
from fallback_console.ui.people.writing import Writing
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools, View
from fallback_console.ui.widgets import Button, EmptyState, PlainLabel, SearchBox, column, row
from fallback_console.ui.widgets.filter_bar import FilterBar
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.not_yet import NotYet

__all__ = ["PeopleView"]

_PAUSE_MS = 300
_LONGEST_PAUSE_MS = 4_000
_SHARE = 5
"""Of very many people the order takes a while: while an import goes on it is asked for a fifth of the time at most."""

_TOPICS = frozenset({"*", "person", "number", "status", "index"})
_COUNTED = frozenset({"*", "person"})


class PeopleView(View):
    """Finds and shows; what is decided goes through its parts.

    Attributes:
        pane: the chosen person's, None before the first was opened.
        importing: the panel for importing, None before it was wanted.
        same: the panel for people who may be one, None before it was wanted.
        writing: writes people down.
    """

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.pane: PersonPane | None = None
        self.importing: ImportPanel | None = None
        self.same: SamePanel | None = None
        self.merging = Merging(tools, self)
        self._asked = ("", "")
        self._count = self._first = False
        self._began = 0.0
        self._title = PlainLabel("", "title")
        self.search = SearchBox(self.theme, wait=0)
        self.search.setObjectName("people-search")
        self.new_button = Button(self.theme, "", "add")
        self.new_button.setObjectName("people-new")
        self.import_button = ImportButton(self.theme)
        self.same_button = Button(self.theme, "", "same")
        self.same_button.setObjectName("people-same")
        self.filters = FilterBar(self.theme, KINDS)
        self.list = PeopleList(self.theme)
        self._right = QStackedWidget()
        self.writing = Writing(tools, self._right, self)
        self._nothing = EmptyState(self.theme, "people")
        self._right.addWidget(self._nothing)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._build()
        self._actions = people_actions(self)
        self._refresher = Refresher(self, self.bridge, self._ask, self._show)
        self.list.not_yet = NotYet(self, self._refresher, self.list.empty.show_words)
        self._connect(tools)
        self.retranslate()

    def _build(self) -> None:
        head = row(gap=Space.M)
        head.addWidget(self._title, 0, Qt.AlignmentFlag.AlignTop)
        buttons = FlowLayout()
        buttons.addWidget(self.new_button)
        buttons.addWidget(self.import_button)
        buttons.addWidget(self.same_button)
        head.addLayout(buttons, 1)
        left = QWidget()
        lines = column(left, gap=Space.S)
        lines.addLayout(head)
        lines.addWidget(self.search)
        lines.addWidget(self.filters)
        lines.addWidget(self.list, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(Space.M)
        split.addWidget(left)
        split.addWidget(self._right)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        left.setMinimumWidth(Size.SIDE)
        self._right.setMinimumWidth(Size.POPOVER)
        split.setSizes([Size.POPOVER, Size.PAGE])
        column(self, margin=Space.M).addWidget(split)
        self.filters.set_current("all")
        can_import = self.tools.context.people_files is not None
        self.import_button.setVisible(can_import)
        self.list.can_import = can_import

    def _connect(self, tools: Tools) -> None:
        self.filters.chosen.connect(self._choose_kind)
        self.search.search_requested.connect(self._search_for)
        self.search.leave_requested.connect(self.list.take_focus)
        self.search.returnPressed.connect(self._into_results)
        self.new_button.clicked.connect(lambda: self.writing.open_for())
        self.writing.left.connect(self.put_panel_away)
        self.writing.said.connect(self.said)
        self.writing.wrote.connect(self.open_person)
        self.import_button.clicked.connect(self.show_import)
        self.same_button.clicked.connect(lambda: self.show_same())
        self.list.chosen.connect(self._open_chosen)
        # A click on the chosen row is a choice too: it may stand behind a panel.
        self.list.table.clicked.connect(lambda _index: self._open_chosen())
        self.list.open_requested.connect(self._into_pane)
        self.list.empty.action_requested.connect(self._act)
        self.list.model.rows_wanted.connect(self._fetch)
        self.merging.said.connect(self.said)
        self.merging.offered.connect(self.offered)
        self._pause.timeout.connect(self._refresher.request)
        self.bridge.changed.connect(self._take_changes)

    def actions_here(self) -> tuple[Action, ...]:
        """What can be done with people."""
        return self._actions

    @property
    def card(self) -> PersonPane:
        """The pane of the chosen person; made for the first one."""
        if self.pane is None:
            pane = self.pane = PersonPane(self.tools)
            pane.said.connect(self.said)
            pane.call_requested.connect(self.call_requested)
            pane.write_requested.connect(lambda key: self.view_requested.emit("messages", f"{WRITE}person:{key}"))
            pane.messages_requested.connect(lambda key: self.view_requested.emit("messages", f"person:{key}"))
            pane.case_requested.connect(lambda key: self.view_requested.emit("queue", key))
            pane.compare_requested.connect(self.show_same)
            pane.part_requested.connect(self.merging.part)
            pane.write_down_requested.connect(self.writing.open_for)
            pane.arrived.connect(self._follow)
            self._right.addWidget(pane)
        return self.pane

    @property
    def settled(self) -> bool:
        """List and card are there."""
        parts = (self.pane, self.same, self.importing, self.writing.form)
        return not self._refresher.busy and not any(p is not None and p.isVisible() and p.busy for p in parts)

    def arrive(self, what: str) -> None:
        """To the front; ``what`` is a person's key."""
        if what:
            self.search.clear()
            self.list.kind, self.list.search = "all", ""
            self.filters.set_current("all")
            self.open_person(what)
        self._refresher.request()
        self.list.take_focus()

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("People"))
        self.search.set_hint(self.tr("Name, number, skill, group or language"))
        self.new_button.setText(self.tr("&New person…"))
        self.new_button.setToolTip(self.tr("Somebody who is in no helpdesk and no file (N)"))
        self.import_button.retranslate()
        self.same_button.setText(self.tr("Same p&erson?"))
        self.same_button.setToolTip(self.tr("Records that may be one person (M)"))
        self.filters.set_titles(kind_titles())
        self._nothing.show_words(
            self.tr("Choose somebody"),
            self.tr(
                "Type a few letters of a name, a part of a number, or ask: 'billing expert who speaks Japanese, free now'."
            ),
        )
        self.list.retranslate()
        for part in (self.pane, self.same, self.importing, self.writing.form):
            if part is not None:
                part.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts a panel away, then goes back to the list."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._right.currentWidget() in (self.same, self.importing, self.writing.form):
            self.put_panel_away()
        else:
            self.list.take_focus()

    # What stands on the right.

    def open_person(self, key: str) -> None:
        """Show somebody."""
        self.card.open_person(key)
        self._right.setCurrentWidget(self.card)

    def show_import(self) -> None:
        """From which file?"""
        files = self.tools.context.people_files
        if files is None:
            return
        if self.importing is None:
            self.importing = ImportPanel(self.tools, files())
            self.importing.left.connect(self.put_panel_away)
            self.importing.said.connect(self.said)
            self.importing.progressed.connect(self.import_button.show_progress)
            self._right.addWidget(self.importing)
        self._right.setCurrentWidget(self.importing)
        self.importing.begin()

    def show_same(self, key: str = "", likely: object = None) -> None:
        """Who may be one person? With ``key`` and ``likely`` first of all these two."""
        if self.same is None:
            self.same = SamePanel(self.tools, self.merging)
            self.same.left.connect(self.put_panel_away)
            self._right.addWidget(self.same)
        self._right.setCurrentWidget(self.same)
        self.same.ask(key, likely)
        self.same.begin()

    def put_panel_away(self) -> None:
        """The card again."""
        shown = self.pane if self.pane is not None and self.pane.person is not None else self._nothing
        self._right.setCurrentWidget(shown)
        self.list.take_focus()

    # Facts.

    def _ask(self) -> Future[Any]:
        self._asked = (self.list.search, self.list.kind)
        self._began = self.tools.context.clock.monotonic()
        count, self._count = not self._count, True
        return self.desk.query(people_list.listing, *self._asked, count=count)

    def _show(self, listing: PeopleListing) -> None:
        current = self._asked == (self.list.search, self.list.kind)
        if not current:
            self._refresher.request()
        took = (self.tools.context.clock.monotonic() - self._began) * 1000
        self._pause.setInterval(round(min(max(_SHARE * took, _PAUSE_MS), _LONGEST_PAUSE_MS)))
        # An answer to what was typed before leaves it to the next to choose somebody: else the card would show who was not found.
        first = current and self._first
        self._first = self._first and not current
        self.list.show_listing(listing, first=first)
        if listing.counts is not None:
            self.filters.show_counts(listing.counts, listing.more)

    def _fetch(self, pks: Sequence[int], generation: int) -> None:
        def take(rows: list[PersonRow]) -> None:
            self.list.model.take_rows(pks, rows, generation)

        self.bridge.run(self.desk.query(people_list.rows, list(pks)), take)

    def _take_changes(self, touched: Touched) -> None:
        """An import in portions is one question now and then."""
        topics = {topic for topic, _ in touched}
        if topics & _COUNTED:
            self._count = False
        if topics & _TOPICS and not self._pause.isActive():
            self._pause.start()

    # Intents.

    def _choose_kind(self, name: str) -> None:
        self.list.kind = name or "all"
        self.filters.set_current(self.list.kind)
        self._refresher.request()

    def _search_for(self, text: str) -> None:
        if not text or not self.list.search:
            # The chips count either everybody or those who were found.
            self._count = False
        self.list.search = text
        self._first = bool(text)
        self._refresher.request()

    def _into_results(self) -> None:
        self.list.take_focus()
        if not self.list.pk:
            self.list.step(1)

    def _open_chosen(self) -> None:
        person = self.list.model.person(self.list.table.currentIndex().row())
        if person is not None:
            self.open_person(person.key)
        elif self.list.pk:
            # Not fetched yet: asked for by its number alone.
            self.bridge.run(self.desk.query(people_list.rows, [self.list.pk]), self._open_first)

    def _open_first(self, rows: list[PersonRow]) -> None:
        if rows and rows[0].pk == self.list.pk:
            self.open_person(rows[0].key)

    def _into_pane(self) -> None:
        self._open_chosen()
        if self.pane is not None:
            self.pane.take_focus()

    def _follow(self, person: PersonRow | None) -> None:
        """The list points at who is shown."""
        if person is not None and self._right.currentWidget() is self.pane and person.pk != self.list.pk:
            self.list.choose(person.pk)

    def _act(self) -> None:
        if self.list.offers_import:
            self.show_import()
        else:
            self._refresher.request()
