"""The list of the team: one is current, several may be chosen with Shift, Ctrl and Space."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QWidget

from fallback_console.domain.roster import RosterRow
from fallback_console.ui.roster.list_model import SORT_OF, Column, RosterModel
from fallback_console.ui.roster.painter import TeamPainter
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import EmptyState
from fallback_console.ui.widgets.not_yet import NotYet
from fallback_console.ui.widgets.row_pictures import RowPictures
from fallback_console.ui.widgets.table import Table

__all__ = ["TeamList", "TeamTable"]

_WIDTHS: dict[int, int] = {
    Column.STATUS: Size.COLUMN_M,
    Column.LOAD: Size.COLUMN_XS,
    Column.PLAN: Size.COLUMN_M + Space.XL,
    Column.REACH: Size.COLUMN_M + Size.ICON + Space.XL,
}
_LEAST_NAME = Size.SUBJECT_MIN - 2 * Space.L
_HOW = QItemSelectionModel.SelectionFlag
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class TeamTable(Table):
    """Columns that have no room leave; Space chooses one more."""

    def __init__(self, theme: Theme, model: RosterModel) -> None:
        super().__init__(model, row_height=Size.ROW)
        self.setObjectName("roster")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.horizontalHeader().setSectionsClickable(True)
        self.set_columns(_WIDTHS, Column.WHO)
        self._pictures = RowPictures(self, TeamPainter(theme, model, self), model)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Whole rows; what is painted once only is not kept."""
        painter = QPainter(self.viewport())
        try:
            self._pictures.paint(painter, event.rect(), keep=self.was_painted)
        finally:
            painter.end()
        self.was_painted = self.was_painted or self.model().rowCount() > 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another room for the columns: a name keeps its least width."""
        super().resizeEvent(event)
        room = self.viewport().width() - _LEAST_NAME
        widths = _WIDTHS
        if sum(widths.values()) > room:
            widths = {column: width for column, width in _WIDTHS.items() if column != Column.LOAD}
        if sum(widths.values()) > room:
            widths = dict.fromkeys(widths, Size.COLUMN_M)
        for column in _WIDTHS:
            self.setColumnHidden(column, column not in widths)
            if column in widths and self.columnWidth(column) != widths[column]:
                self.setColumnWidth(column, widths[column])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space takes the current row in or out; Ctrl with an arrow goes on without choosing."""
        current = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and current.isValid():
            self.toggle()
        elif event.key() in _STEPS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            step = _STEPS[Qt.Key(event.key())]
            place = min(max(current.row() + step, 0), self.model().rowCount() - 1)
            self.selectionModel().setCurrentIndex(self.model().index(place, 0), _HOW.NoUpdate)
        else:
            super().keyPressEvent(event)

    def toggle(self) -> None:
        """Take the current row in or out."""
        if self.currentIndex().isValid():
            self.selectionModel().select(self.currentIndex(), _HOW.Toggle | _HOW.Rows)


class TeamList(QStackedWidget):
    """A table, or words where it is empty.

    Attributes:
        chosen: others are chosen.
        open_requested: Enter or a double click on one.
        sort_requested: of ``domain.roster.SORTS``, by a column's title.
        filter, search: what is shown.
        not_yet: what is said until the first answer; None before there is a question.
    """

    chosen = Signal()
    open_requested = Signal()
    sort_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter, self.search = "all", ""
        self.not_yet: NotYet | None = None
        self._anybody = True
        self.model = RosterModel(theme, self)
        self.table = TeamTable(theme, self.model)
        self.empty = EmptyState(theme, "people")
        self.addWidget(self.table)
        self.addWidget(self.empty)
        self.setMinimumWidth(Size.POPOVER)
        self.table.open_requested.connect(lambda _row: self.open_requested.emit())
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self.chosen.emit())
        header = self.table.horizontalHeader()
        header.sectionClicked.connect(lambda column: self.sort_requested.emit(SORT_OF[Column(column)]))

    @property
    def current(self) -> RosterRow | None:
        """The one the keyboard is at, None for none."""
        return self.model.row(self.table.currentIndex().row())

    @property
    def rows(self) -> list[RosterRow]:
        """Who is chosen, in the order of the list; the current one where nobody else is."""
        places = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        found = [row for row in map(self.model.row, places) if row is not None]
        return found or [row for row in (self.current,) if row is not None]

    def show_rows(
        self, rows: Sequence[RosterRow], now: int, sort: tuple[str, bool], *, anybody: bool, wanted: str = ""
    ) -> None:
        """Take new rows; who is chosen stays chosen, and in place on the screen.

        Args:
            anybody: there is a team at all.
            wanted: key of who is to be chosen alone.
        """
        self._anybody = anybody
        bar = self.table.verticalScrollBar()
        place = bar.value()
        current = self.current
        kept = [row.key for row in self.rows] if not wanted else []
        with QSignalBlocker(self.table.selectionModel()):
            moved = self.model.show_rows(rows, now, sort)
        if moved or wanted:
            self._choose(kept, wanted or (current.key if current is not None else ""))
            bar.setValue(place)
            if wanted and (index := self.model.index(self.model.row_of(wanted), 0)).isValid():
                self.table.scrollTo(index)
        self.show_page()
        self.chosen.emit()

    def _choose(self, keys: Sequence[str], current: str) -> None:
        picked = self.table.selectionModel()
        with QSignalBlocker(picked):
            picked.clearSelection()
            at = self.model.row_of(current)
            if at < 0:
                at = next((n for n in map(self.model.row_of, keys) if n >= 0), 0 if self.model.rowCount() else -1)
            picked.setCurrentIndex(self.model.index(at, 0), _HOW.NoUpdate)
            for place in {at, *map(self.model.row_of, keys)} - {-1}:
                picked.select(self.model.index(place, 0), _HOW.Select | _HOW.Rows)
        self.table.viewport().update()

    def show_page(self) -> None:
        """The table, or why it is empty; the keyboard stays here."""
        focus = self.window().focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        if self.model.rowCount():
            self.setCurrentWidget(self.table)
        else:
            if self.not_yet is None or not self.not_yet.write():
                self._say_why()
            self.setCurrentWidget(self.empty)
        if had_focus:
            self.take_focus()

    def take_focus(self) -> None:
        """The keyboard comes here."""
        (self.table if self.currentWidget() is self.table else self).setFocus()

    def step(self, by: int) -> None:
        """So many rows further down."""
        place = min(max(self.table.currentIndex().row() + by, 0), self.model.rowCount() - 1)
        if place >= 0:
            self.table.selectionModel().setCurrentIndex(self.model.index(place, 0), _HOW.ClearAndSelect | _HOW.Rows)

    def retranslate(self, now: int) -> None:
        """Set every text again."""
        self.table.setAccessibleName(self.tr("Team"))
        self.model.tick(now)
        self.show_page()

    def _say_why(self) -> None:
        if not self._anybody:
            self.empty.show_words(
                self.tr("No team is known here yet"),
                self.tr(
                    "Teammates come with the helpdesk's cases, or with an import of people who have the kind 'team'."
                ),
                self.tr("Import people…"),
                icon="people",
            )
        elif self.search:
            self.empty.show_words(
                self.tr("Nobody of the team fits"), self.tr("Try fewer words, or all statuses."), icon="search"
            )
        elif self.filter == "unreachable":
            self.empty.show_words(
                self.tr("Everybody can be reached"),
                self.tr("Who has no path that works now would stand here."),
                icon="ok",
            )
        elif self.filter == "oncall":
            self.empty.show_words(
                self.tr("Nobody is on call now"),
                self.tr("Import an on-call calendar with 'Import shifts'; who is on call by it stands here."),
                icon="clock",
            )
        else:
            self.empty.show_words(
                self.tr("Nobody has this status now"), self.tr("Choose 'All' to see the whole team."), icon="people"
            )
