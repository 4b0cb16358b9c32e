"""The left side of the queue: search, filters, arrangement, and the table."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from fallback_console.domain.views import CaseRow
from fallback_console.ui.models.queue_filters import SCOPES
from fallback_console.ui.models.queue_listing import Listing, rows_of
from fallback_console.ui.models.queue_model import QueueModel
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.views.queue_arrangement import Arrangement
from fallback_console.ui.views.queue_feed import QueueFeed
from fallback_console.ui.views.queue_table import QueueTable
from fallback_console.ui.views.queue_words import empty_words, scope_titles, stale_words
from fallback_console.ui.widgets import Button, EmptyState, PlainLabel, SearchBox, column, row
from fallback_console.ui.widgets.filter_bar import FilterBar
from fallback_console.ui.widgets.notes import Words, broken_words, loading_words

if TYPE_CHECKING:
    from fallback_console.domain.sla import Calendar

__all__ = ["QueueList"]

_LOADING_MS = 250


class QueueList(QWidget):
    """Shows the cases of one filter or search, and says which one is chosen.

    Attributes:
        case_chosen: key of the case that became current.
        case_opened: Enter or a double click: the person wants to work on it.
        new_requested: a new case is wanted.
        pull_requested: fetch from the helpdesk.
        settings_requested: connect a helpdesk.
    """

    case_chosen = Signal(str)
    case_opened = Signal()
    new_requested = Signal()
    pull_requested = Signal()
    settings_requested = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None, calendar: Calendar | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._desk = tools.context.desk
        theme = tools.theme
        self._chosen_pk = 0
        self._showing = False
        self._first_wanted = False
        self._instead: Callable[[], Words] | None = None
        self._data_at: int | None = None
        self._total = 0
        self.search = SearchBox(theme, self, wait=0)
        self.search.setObjectName("search")
        self.filters = FilterBar(theme, SCOPES, self)
        self.filter_button = Button(theme, "", "filter", self)
        self.filter_button.setObjectName("filter")
        self.new_button = Button(theme, "", "add", self)
        self.new_button.setObjectName("new-case")
        self.model = QueueModel(self._desk.login, tools.context.clock.now_ms, self, calendar)
        self._pages = QStackedWidget(self)
        self.table = QueueTable(theme, self.model, self._pages)
        self.table.setObjectName("queue")
        self._stale = PlainLabel("", "small", wrap=True, parent=self)
        self._stale.hide()
        self._empty = EmptyState(theme, parent=self._pages)
        self._empty.setObjectName("queue-empty")
        self._loading = QTimer(self)
        self._loading.setSingleShot(True)
        self._loading.setInterval(_LOADING_MS)
        self.feed = QueueFeed(tools, self, self.model, self._top_row)
        self.arrangement = Arrangement(tools, self.feed, self.table, self.model, self)
        self.filters.set_current(self.feed.scope)
        self._build()
        self._connect()
        self.retranslate()
        self._loading.start()
        self.feed.begin()

    def _build(self) -> None:
        head = row(gap=Space.S)
        head.addWidget(self.search, 1)
        head.addWidget(self.filter_button)
        head.addWidget(self.arrangement.button)
        head.addWidget(self.new_button)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        self.body = column(self, gap=Space.S)
        self.body.addLayout(head)
        self.body.addWidget(self.filters)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self._stale)

    def _connect(self) -> None:
        self.search.search_requested.connect(self.feed.search)
        self.search.leave_requested.connect(self.into_table)
        self.search.returnPressed.connect(self._into_results)
        self.filters.chosen.connect(self.feed.set_scope)
        self.new_button.clicked.connect(self.new_requested)
        self.table.row_chosen.connect(self._choose)
        # On a click Qt makes a row current before it selects it; and a click on the current row is a choice too.
        self.table.clicked.connect(lambda index: self._choose(index.row()))
        self.table.open_requested.connect(self.case_opened)
        self.table.verticalScrollBar().valueChanged.connect(self._look_ahead)
        self.table.first_painted.connect(self.feed.count)
        self.model.rows_wanted.connect(self._fetch)
        self._empty.action_requested.connect(self._act)
        self.feed.answered.connect(self._show)
        self.feed.scope_changed.connect(self.filters.set_current)
        self.feed.asked_anew.connect(self._loading.start)
        self.feed.broken.connect(partial(self._say_instead, broken_words))
        self._loading.timeout.connect(partial(self._say_instead, loading_words))
        self._tools.theme.changed.connect(self.model.tick)
        self._tools.ticker.ticked.connect(self._tick)

    def retranslate(self) -> None:
        """Set every text again."""
        self.search.set_hint(self.tr("Search cases, customers, notes   (Ctrl+F)"))
        self.write_filters()
        self.arrangement.retranslate()
        self.new_button.setText(self.tr("New"))
        self.new_button.setAccessibleName(self.tr("New case"))
        self.new_button.setToolTip(self.tr("New case (Ctrl+N)"))
        self.filter_button.setAccessibleName(self.tr("Make a filter"))
        self.filter_button.setToolTip(self.tr("Make a filter of your own (F)"))
        self.table.setAccessibleName(self.tr("Cases"))
        self.model.tick()
        self._write_state()

    def write_filters(self) -> None:
        """A chip for each filter, the person's own at the end."""
        saved = self.feed.saved
        self.filters.set_names((*SCOPES, *(one.key for one in saved)))
        self.filters.set_titles({**scope_titles(), **{one.key: one.name for one in saved}})
        self.filters.set_current(self.feed.scope)

    # What came.

    def _top_row(self) -> int:
        return max(self.table.rowAt(0), 0)

    def _fetch(self, pks: array[int], generation: int) -> None:
        def take(rows: list[CaseRow]) -> None:
            self.model.take_rows(pks, rows, generation)

        self._tools.bridge.run(self._desk.query(rows_of, pks), take)

    def _look_ahead(self) -> None:
        top = self._top_row()
        self.model.look_ahead(top, top + self.table.viewport().height() // Size.ROW)

    def _show(self, listing: Listing) -> None:
        self._loading.stop()
        self._instead = None
        if len(listing.counts) == len(self.feed.names):
            self.filters.show_counts(dict(zip(self.feed.names, listing.counts, strict=True)))
        self._data_at = listing.data_at
        self._total = listing.total
        bar = self.table.verticalScrollBar()
        top = self._top_row()
        anchor, at_start = self.model.pk(top), bar.value() == 0
        shift = bar.value() - top * Size.ROW
        before = self.table.currentIndex().row()
        # Where the current row goes, the table chooses another: that is not what the person chose.
        self._showing = True
        self.model.set_order(listing.question.sort, turned=listing.question.turned)
        self.model.show(listing)
        self._restore(before)
        self._showing = False
        first = self.table.case_from(0, 1)
        # Where another answer is still to come, this one may be to what was asked before.
        answered = self._first_wanted and not self.feed.busy
        if (answered or not self._chosen_pk) and first >= 0:
            self.select_row(first)
        self._first_wanted = self._first_wanted and not answered
        if listing.question.anew or (at_start and not self._current_was_seen(before)):
            bar.setValue(0)
        elif (place := self.model.row_of(anchor)) >= 0:
            bar.setValue(place * Size.ROW + shift)
        self._write_state()

    def _current_was_seen(self, row_number: int) -> bool:
        return 0 <= row_number * Size.ROW < self.table.viewport().height()

    def _restore(self, before: int) -> None:
        """The current row is the chosen case's again; where that has left the list, none is, but the place is kept."""
        place = self.model.row_of(self._chosen_pk) if self._chosen_pk else -1
        selection = self.table.selectionModel()
        if place >= 0:
            if self.table.currentIndex().row() != place or not selection.isRowSelected(place):
                self.select_row(place)
        elif self.model.rowCount() and self._chosen_pk:
            near = min(max(before, 0), self.model.rowCount() - 1)
            selection.clearSelection()
            selection.setCurrentIndex(self.model.index(near, 0), QItemSelectionModel.SelectionFlag.NoUpdate)

    def select_row(self, number: int) -> None:
        """Make a row the current one."""
        self.table.selectionModel().setCurrentIndex(
            self.model.index(number, 0),
            QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
        )
        # Where it was the current one already, but not the chosen one, nobody else says so.
        self._choose(number)

    def select_case(self, pk: int) -> None:
        """Choose a case where it is in the list; its row is scrolled to."""
        self._chosen_pk = pk
        place = self.model.row_of(pk)
        if place >= 0:
            self.select_row(place)
            self.table.scrollTo(self.model.index(place, 0))
        else:
            self.table.clearSelection()

    def step(self, by: int) -> None:
        """The next or the previous case."""
        number = self.table.case_from(self.table.currentIndex().row() + by, by)
        if number >= 0:
            self.table.go_to(number)
            self._choose(number)

    def into_table(self) -> None:
        """The keyboard goes to the list."""
        self.table.setFocus()
        if self.model.rowCount() and not self.table.selectionModel().hasSelection():
            number = self.table.case_from(max(self.table.currentIndex().row(), 0), 1)
            if number >= 0:
                self.select_row(number)

    @property
    def chosen_pk(self) -> int:
        """The case that is chosen, 0 for none."""
        return self._chosen_pk

    @property
    def was_painted(self) -> bool:
        """The first cases can be seen, or there are none and that is said."""
        return self.table.was_painted or (not self.feed.is_first and not self.model.rowCount())

    def into_search(self) -> None:
        """The keyboard goes to the search box, what stands in it is chosen."""
        self.search.setFocus()
        self.search.selectAll()

    def _into_results(self) -> None:
        """Enter in the search box: the first result, as soon as it is here."""
        self.table.setFocus()
        if self.feed.busy:
            self._first_wanted = True
        elif (first := self.table.case_from(0, 1)) >= 0:
            self.select_row(first)

    def _choose(self, number: int) -> None:
        if self._showing or not self.table.selectionModel().isRowSelected(number):
            return
        pk = self.model.pk(number)
        case = self.model.case(number)
        if pk > 0 and pk != self._chosen_pk:
            self._chosen_pk = pk
            if case is not None:
                self.case_chosen.emit(case.key)
            else:
                self._tools.bridge.run(self._desk.query(rows_of, array("q", (pk,))), self._choose_fetched)

    def _choose_fetched(self, rows: list[CaseRow]) -> None:
        if rows and rows[0].pk == self._chosen_pk:
            self.case_chosen.emit(rows[0].key)

    def _tick(self) -> None:
        if self.isVisible():
            self.model.tick()
            self.feed.refresh()

    # Words and room.

    def _write_state(self) -> None:
        now = self._tools.context.clock.now_ms()
        stale = stale_words(self._data_at, now)
        self._stale.setVisible(bool(stale and self.model.rowCount()))
        self._stale.setText(stale)
        if self.model.rowCount():
            self._pages.setCurrentIndex(0)
            return
        if self.feed.is_first:
            if self._instead is not None:
                self._say_instead(self._instead)
            return
        scope = self.feed.scope if self.feed.draft is None else "draft"
        title, hint, action, icon = empty_words(scope, self.feed.text, self._total, self._data_at)
        self._empty.show_words(title, hint, action, icon)
        self._pages.setCurrentIndex(1)

    def _act(self) -> None:
        """The button of the empty page."""
        if self._instead is not None:
            self.feed.refresh()
        elif self.search.text():
            self.search.clear()
        elif self._total:
            self.feed.set_scope("team")
        elif self._data_at is None:
            self.settings_requested.emit()
        else:
            self.pull_requested.emit()

    def _say_instead(self, words: Callable[[], Words]) -> None:
        """In place of cases, until there is an answer."""
        self._loading.stop()
        if not self.model.rowCount():
            self._instead = words
            self._empty.show_words(*words())
            self._pages.setCurrentIndex(1)
