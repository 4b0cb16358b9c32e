"""The lists of the calls view: whom to call back, who called in vain, the history. One of them is in front."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from fallback_console.services.call_list import CallRow
from fallback_console.services.calls import CallbackRow
from fallback_console.services.missed_calls import MissedRow
from fallback_console.ui.models import callbacks_model, calls_model, missed_model
from fallback_console.ui.models.callbacks_model import CallbacksModel
from fallback_console.ui.models.calls_model import CallsModel
from fallback_console.ui.models.missed_model import MissedModel
from fallback_console.ui.theme import Size, Theme
from fallback_console.ui.widgets import EmptyState
from fallback_console.ui.widgets.not_yet import NotYet
from fallback_console.ui.widgets.table import Table
from fallback_console.ui.widgets.two_line import TwoLineDelegate

__all__ = ["ALL", "DUE", "LISTED", "MINE", "MISSED", "CallLists"]

DUE, MISSED, MINE, ALL = "due", "missed", "mine", "all"
LISTED = (MINE, ALL)
"""What shows the history."""


class CallLists(QStackedWidget):
    """Three tables, or words where the one in front is empty.

    Attributes:
        row_chosen: another call.
        open_requested: Enter or a double click on one.
        scope: DUE, MISSED, MINE or ALL: what is in front.
        search: what is searched, '' for nothing.
        not_yet: what is said until the first answer; None before there is a question.
    """

    row_chosen = Signal()
    open_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scope, self.search = DUE, ""
        self.callbacks = CallbacksModel(theme, self)
        self.missed = MissedModel(theme, self)
        self.history = CallsModel(theme, self)
        self.due_table = Table(self.callbacks, row_height=Size.ROW)
        due: dict[int, int] = {callbacks_model.Column.DUE: 2 * Size.COLUMN_S}
        self.due_table.set_columns(due, callbacks_model.Column.WHO)
        self.missed_table = Table(self.missed, row_height=Size.ROW)
        counted: dict[int, int] = {
            missed_model.Column.COUNT: Size.COLUMN_M,
            missed_model.Column.WHEN: Size.COLUMN_M,
        }
        self.missed_table.set_columns(counted, missed_model.Column.WHO)
        self.table = Table(self.history, row_height=Size.ROW)
        wide: dict[int, int] = {calls_model.Column.OUTCOME: Size.COLUMN_M, calls_model.Column.WHEN: Size.COLUMN_M}
        self.table.set_columns(wide, calls_model.Column.WHO)
        self.empty = EmptyState(theme, "phone")
        self.not_yet: NotYet | None = None
        for table in (self.due_table, self.missed_table, self.table):
            table.setMinimumWidth(Size.POPOVER)
            for number in range(table.model().columnCount()):
                table.setItemDelegateForColumn(number, TwoLineDelegate(theme, table))
            table.row_chosen.connect(self._tell_chosen)
            table.open_requested.connect(self._tell_open)
            self.addWidget(table)
        self.addWidget(self.empty)

    @property
    def front(self) -> Table:
        """The table of the list in front."""
        return {DUE: self.due_table, MISSED: self.missed_table}.get(self.scope, self.table)

    @property
    def chosen(self) -> CallRow | CallbackRow | MissedRow | None:
        """The call, call-back or missed call that is chosen, as far as it is here."""
        number = self.front.currentIndex().row()
        if self.scope == MISSED:
            return self.missed.missed(number)
        return self.callbacks.callback(number) if self.scope == DUE else self.history.call(number)

    def show_facts(
        self,
        due: Sequence[CallbackRow],
        missed: Sequence[MissedRow],
        pks: array[int] | None,
        now: int,
        wanted: str = "",
    ) -> None:
        """Take new facts; what is chosen stays chosen, else what stands in its place.

        Args:
            pks: order of the history, None where it was not asked for.
            wanted: id of the call whose call-back, or of the missed call that is to be chosen.
        """
        key = wanted or self._key()
        self.callbacks.show_rows(due, now)
        self.missed.show_rows(missed, now)
        if pks is not None:
            self.history.show_order(pks, now)
        self.show_page()
        table = self.front
        number = self._row_of(key)
        if number < 0 and table.model().rowCount():
            number = min(max(table.currentIndex().row(), 0), table.model().rowCount() - 1)
        # A table that gets the focus makes its first row current without choosing it.
        if number >= 0 and not table.selectionModel().isRowSelected(number):
            table.setCurrentIndex(table.model().index(number, 0))

    def show_page(self) -> None:
        """The list in front, or why it is empty; the keyboard stays with it."""
        focus = self.window().focusWidget()
        had_focus = focus is not None and (focus is self or self.isAncestorOf(focus))
        if self.front.model().rowCount():
            self.setCurrentWidget(self.front)
        else:
            self._show_why()
            self.setCurrentWidget(self.empty)
        if had_focus:
            self.take_focus()

    def take_focus(self) -> None:
        """The keyboard goes to the list in front."""
        if self.currentWidget() is self.front:
            self.front.setFocus()
        else:
            self.setFocus()

    def _show_why(self) -> None:
        if self.not_yet is not None and self.not_yet.write():
            return
        if self.search:
            self.empty.show_words(
                self.tr("No call fits"), self.tr("Try fewer words, or another part of the number."), icon="search"
            )
        elif self.scope == DUE:
            self.empty.show_words(
                self.tr("Nobody is to be called back"),
                self.tr("Write 'tomorrow 9:00' into a call's field for the call-back, and it appears here."),
                icon="phone",
            )
        elif self.scope == MISSED:
            self.empty.show_words(
                self.tr("Nobody is waiting for a call"),
                self.tr("Calls that nobody took appear here until somebody calls or texts back."),
                icon="phone-missed",
            )
        else:
            self.empty.show_words(
                self.tr("No calls yet"), self.tr("Calls that you make and log appear here."), icon="phone"
            )

    def step(self, by: int) -> None:
        """So many rows further down."""
        table = self.front
        number = min(max(table.currentIndex().row() + by, 0), table.model().rowCount() - 1)
        if number >= 0:
            table.setCurrentIndex(table.model().index(number, 0))

    def tick(self, now: int) -> None:
        """Time went on."""
        self.callbacks.tick(now)
        self.missed.tick(now)
        self.history.tick(now)

    def retranslate(self, now: int) -> None:
        """Set every text again."""
        self.due_table.setAccessibleName(self.tr("Whom to call back"))
        self.missed_table.setAccessibleName(self.tr("Missed calls"))
        self.table.setAccessibleName(self.tr("Calls"))
        self.callbacks.retranslate()
        self.missed.retranslate()
        self.tick(now)
        self.show_page()

    def _key(self) -> str:
        number = self.front.currentIndex().row()
        if self.scope == DUE:
            due = self.callbacks.callback(number)
            return due.entry_id if due is not None else ""
        if self.scope == MISSED:
            missed = self.missed.missed(number)
            # The oldest one: another call from there leaves the row what it is.
            return missed.entry_ids[-1] if missed is not None else ""
        return str(self.history.pk(number))

    def _row_of(self, key: str) -> int:
        if self.scope == DUE:
            return self.callbacks.row_of(key)
        if self.scope == MISSED:
            return self.missed.row_of(key)
        return self.history.row_of(int(key)) if key.isdigit() else -1

    def _tell_chosen(self, _row: int) -> None:
        self.row_chosen.emit()

    def _tell_open(self, _row: int) -> None:
        self.open_requested.emit()
