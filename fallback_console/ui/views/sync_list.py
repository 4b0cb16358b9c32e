"""The list of what is not yet delivered: filters, the table, and what stands in its place while it is empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Signal
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QWidget

from fallback_console.domain.delivery import OPEN_STATES, DeliveryState
from fallback_console.domain.sync_groups import grouped
from fallback_console.domain.views import DeliveryRow, SinkSummary
from fallback_console.ui import names
from fallback_console.ui.models.deliveries_model import Column, DeliveriesModel
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import EmptyState, column
from fallback_console.ui.widgets.choices import ComboBox
from fallback_console.ui.widgets.filter_bar import FilterBar
from fallback_console.ui.widgets.not_yet import NotYet
from fallback_console.ui.widgets.table import Table
from fallback_console.ui.widgets.two_line import TwoLineDelegate

__all__ = ["ALL", "NEEDS", "UNSURE", "WAITING", "SyncList"]

ALL, NEEDS, UNSURE, WAITING = "all", "needs", "unsure", "waiting"
_STATES = {
    ALL: OPEN_STATES,
    NEEDS: frozenset({DeliveryState.NEEDS_ATTENTION}),
    UNSURE: frozenset({DeliveryState.UNKNOWN}),
    WAITING: frozenset({DeliveryState.WAITING, DeliveryState.IN_FLIGHT}),
}


class SyncList(QWidget):
    """One row is current, one or more are chosen.

    Attributes:
        choice_changed: other rows are chosen.
        open_requested: Enter or a double click on a row.
        asked: another filter: ask for its rows.
        not_yet: what is said until the first answer; None before there is a question.
        systems: which system's, for the view to place.
        scope, sink: the filter in force; ``sink`` is '' for all systems.
    """

    choice_changed = Signal()
    open_requested = Signal()
    asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scope, self.sink = ALL, ""
        self.not_yet: NotYet | None = None
        self.filters = FilterBar(theme, (ALL, NEEDS, UNSURE, WAITING))
        self.filters.set_current(ALL)
        self.filters.chosen.connect(self._choose_scope)
        self.systems = ComboBox(theme)
        self.systems.addItem("", "")
        self.systems.setMinimumWidth(Size.COLUMN_M + Size.COLUMN_XXS)
        self.systems.currentIndexChanged.connect(self._choose_system)
        self.model = DeliveriesModel(theme, self)
        self.table = Table(self.model, row_height=Size.ROW)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.set_columns({Column.STATE: Size.COLUMN_M, Column.TO: Size.COLUMN_M}, Column.WHAT)
        for two_lines in (Column.WHAT, Column.TO):
            self.table.setItemDelegateForColumn(two_lines, TwoLineDelegate(theme, self.table))
        self.table.selectionModel().selectionChanged.connect(self._tell_choice)
        self.table.open_requested.connect(self._tell_open)
        self.empty = EmptyState(theme, "ok")
        self.pages = QStackedWidget()
        self.pages.addWidget(self.table)
        self.pages.addWidget(self.empty)
        self.pages.setCurrentWidget(self.empty)
        body = column(self, gap=Space.S)
        body.addWidget(self.filters)
        body.addWidget(self.pages, 1)
        # What it is never gets less than its least.
        self.setMinimumWidth(2 * Size.COLUMN_M + Size.SUBJECT_MIN + Space.XL)

    @property
    def states(self) -> frozenset[DeliveryState]:
        """What is listed."""
        return _STATES[self.scope]

    @property
    def chosen(self) -> tuple[DeliveryRow, ...]:
        """The chosen deliveries from top to bottom; the head of a case stands for all of them."""
        return self.model.deliveries(index.row() for index in self.table.selectionModel().selectedRows())

    def show_facts(self, deliveries: Sequence[DeliveryRow], now: int, wanted_case: str = "") -> None:
        """Take new rows; what is chosen stays chosen, else what stands in its place.

        Args:
            wanted_case: the first of this case is chosen.
        """
        selection = self.table.selectionModel()
        at = self.table.currentIndex().row()
        current = self.model.key(at)
        keys = [self.model.key(index.row()) for index in selection.selectedRows()]
        with QSignalBlocker(self):
            self.model.show_groups(grouped(deliveries), now)
        number = self.model.row_of_case(wanted_case) if wanted_case else -1
        rows = [number] if number >= 0 else [n for n in map(self.model.row_of_key, keys) if n >= 0]
        if number < 0:
            number = self.model.row_of_key(current)
        if number < 0 or not rows:
            number = rows[0] if rows else self._instead(at)
        self._choose(number, rows or [number])
        self._show_page()
        self.choice_changed.emit()

    def show_counts(self, summaries: Sequence[SinkSummary]) -> None:
        """How many each filter has, and which systems there are."""
        listed = [s for s in summaries if self.sink in ("", s.sink)]
        needs = sum(s.needs_attention for s in listed)
        unsure = sum(s.unknown for s in listed)
        waiting = sum(s.waiting + s.in_flight for s in listed)
        counts = {ALL: needs + unsure + waiting, NEEDS: needs, UNSURE: unsure, WAITING: waiting}
        self.filters.show_counts(counts)
        sinks = [s.sink for s in summaries]
        if sinks != [self.systems.itemData(n) for n in range(1, self.systems.count())]:
            with QSignalBlocker(self.systems):
                while self.systems.count() > 1:
                    self.systems.removeItem(1)
                for sink in sinks:
                    self.systems.addItem(names.sink_name(sink), sink)
                self.systems.setCurrentIndex(max(self.systems.findData(self.sink), 0))
            self.sink = str(self.systems.currentData())
        self.systems.setVisible(len(sinks) > 1)

    def step(self, by: int) -> None:
        """So many rows further down."""
        number = min(max(self.table.currentIndex().row() + by, 0), self.model.rowCount() - 1)
        if number >= 0:
            self._go_to(number)

    def show_delivery(self, delivery_id: int) -> bool:
        """Choose one, in the list of all where it is not in this one; whether it is here already."""
        number = self.model.row_of(delivery_id)
        if number >= 0:
            self._go_to(number)
        elif (self.scope, self.sink) != (ALL, ""):
            self.systems.setCurrentIndex(0)
            self.filters.set_current(ALL)
            self._choose_scope(ALL)
        return number >= 0

    def take_focus(self) -> None:
        """The keyboard goes to the list."""
        (self.table if self.pages.currentWidget() is self.table else self).setFocus()

    def retranslate(self) -> None:
        """Set every text again."""
        self.filters.set_titles(
            {
                ALL: self.tr("All"),
                NEEDS: self.tr("Needs you"),
                UNSURE: self.tr("Not sure"),
                WAITING: self.tr("Waiting"),
            }
        )
        self.systems.setItemText(0, self.tr("All systems"))
        for number in range(1, self.systems.count()):
            self.systems.setItemText(number, names.sink_name(str(self.systems.itemData(number))))
        self.systems.setAccessibleName(self.tr("Only what goes to"))
        self.table.setAccessibleName(self.tr("What is not yet delivered"))
        self.model.retranslate()
        self._show_page()

    def _instead(self, at: int) -> int:
        """The delivery to choose where the one in a row has gone: a head is chosen by a person alone."""
        number = min(max(at, 0), self.model.rowCount() - 1)
        return number + 1 if number >= 0 and self.model.delivery(number) is None else number

    def _go_to(self, number: int) -> None:
        """Choose one row alone, whatever keys are held down."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.model.index(number, 0)
        self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _choose(self, number: int, rows: Sequence[int]) -> None:
        """Make a row current and choose some, without telling."""
        selection = self.table.selectionModel()
        if number < 0:
            return
        wanted = {n for n in rows if n >= 0}
        if self.table.currentIndex().row() == number and wanted == {i.row() for i in selection.selectedRows()}:
            return
        flags = QItemSelectionModel.SelectionFlag
        with QSignalBlocker(self):
            selection.setCurrentIndex(self.model.index(number, 0), flags.NoUpdate)
            selection.clearSelection()
            for one in wanted:
                selection.select(self.model.index(one, 0), flags.Select | flags.Rows)

    def _choose_scope(self, name: str) -> None:
        self.scope = name or ALL
        self.filters.set_current(self.scope)
        self.asked.emit()

    def _choose_system(self, _number: int) -> None:
        self.sink = str(self.systems.currentData() or "")
        self.asked.emit()

    def _show_page(self) -> None:
        self._write_empty()
        self.filters.setVisible(self.model.rowCount() > 0 or (self.scope, self.sink) != (ALL, ""))
        focused: QWidget | None = self.window().focusWidget()
        had_focus = focused is not None and (focused is self or self.pages.isAncestorOf(focused))
        self.pages.setCurrentWidget(self.table if self.model.rowCount() else self.empty)
        if had_focus:
            self.take_focus()

    def _write_empty(self) -> None:
        if self.not_yet is not None and self.not_yet.write():
            return
        if (self.scope, self.sink) != (ALL, ""):
            self.empty.show_words(self.tr("Nothing of this kind"), self.tr("Choose another filter above."), icon="ok")
        else:
            self.empty.show_words(
                self.tr("Everything is sent"),
                self.tr("What you do while a system is down appears here until it has arrived."),
                icon="ok",
            )

    def _tell_choice(self) -> None:
        self.choice_changed.emit()

    def _tell_open(self, _row: int) -> None:
        self.open_requested.emit()
