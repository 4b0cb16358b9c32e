"""The queue's table: marking many cases, folding groups, and columns that make room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from fallback_console.ui.models.queue_cells import Column, Layout
from fallback_console.ui.models.queue_model import QueueModel
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets.case_painter import CasePainter
from fallback_console.ui.widgets.row_pictures import RowPictures
from fallback_console.ui.widgets.table import Table

__all__ = ["CHOOSABLE", "QueueTable"]

_WIDTHS: dict[int, int] = {
    Column.PRIORITY: Size.COLUMN_XS,
    Column.DUE: Size.COLUMN_M,
    Column.STATUS: Size.COLUMN_XXS,
    Column.OWNER: Size.COLUMN_XXS,
    Column.QUEUE: Size.COLUMN_S,
    Column.CUSTOMER: Size.COLUMN_M,
    Column.WAITING: Size.COLUMN_S,
    Column.ACTIVITY: Size.COLUMN_S,
    Column.MARK: 2 * Size.ICON,
}
_LEAST = Size.COLUMN_XXS - Space.XL
_MOST = 3 * Size.COLUMN_M

_YIELDING = (
    Column.ACTIVITY,
    Column.CUSTOMER,
    Column.QUEUE,
    Column.WAITING,
    Column.OWNER,
    Column.STATUS,
)
"""Columns that leave where there is no room, in this order."""

CHOOSABLE = tuple(column for column in Column if column != Column.CASE)
"""Columns that may be shown or not."""

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


class QueueTable(Table):
    """One case is current; others may be marked besides.

    Attributes:
        fold_requested: (row, folded): hide or show the cases of the group whose head is in a row.
        columns_changed: somebody chose other columns or another width.
        header_clicked: (column).
        first_painted: cases were painted for the first time; told behind that.
    """

    fold_requested = Signal(int, bool)
    columns_changed = Signal()
    header_clicked = Signal(int)
    first_painted = Signal()

    def __init__(self, theme: Theme, model: QueueModel, parent: QWidget | None = None) -> None:
        super().__init__(model, row_height=Size.ROW, parent=parent)
        self._queue = model
        self._rows = RowPictures(self, CasePainter(theme, model, self), model)
        self._wanted: set[int] = set(Layout().shown)
        self._widths = dict(_WIDTHS)
        self._fitting = False
        self._from = 0
        header = self.horizontalHeader()
        header.setMinimumSectionSize(Size.ICON)
        self.set_columns(_WIDTHS, Column.CASE)
        header.setSectionResizeMode(Column.MARK, QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.header_clicked)
        header.sectionResized.connect(self._take_width)
        self.fit_columns()

    # Columns.

    def is_wanted(self, column: int) -> bool:
        """Whether a column is to be shown where there is room."""
        return column in self._wanted

    def want(self, column: int, *, wanted: bool) -> None:
        """Show a column or not."""
        (self._wanted.add if wanted else self._wanted.discard)(column)
        self.fit_columns()
        self.columns_changed.emit()

    def columns(self) -> dict[str, Any]:
        """What was chosen, to be kept."""
        shown = [column.name.lower() for column in Column if column in self._wanted]
        widths = {Column(c).name.lower(): w for c, w in self._widths.items() if w != _WIDTHS[c]}
        return {"columns": shown, "widths": widths}

    def take_columns(self, kept: Mapping[str, Any]) -> None:
        """What was chosen before; what cannot be is left out."""
        known = {column.name.lower(): column for column in Column}
        names, widths = kept.get("columns"), kept.get("widths")
        if isinstance(names, list):
            self._wanted = {known[n] for n in names if isinstance(n, str) and n in known} | {Column.CASE}
        for name, width in widths.items() if isinstance(widths, dict) else ():
            if known.get(name) in _WIDTHS and isinstance(width, int):
                self._widths[known[name]] = min(max(width, _LEAST), _MOST)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Columns without room leave; a subject keeps its least width."""
        room = self.width() - Size.SUBJECT_MIN - Size.SCROLL - 2 * Size.RING
        shown = set(self._wanted)
        self._fitting = True
        for column in _WIDTHS:
            self.setColumnHidden(column, column not in shown)
            if self.columnWidth(column) != self._widths[column]:
                self.setColumnWidth(column, self._widths[column])
        self.fit_headers()
        for column in _YIELDING:
            if self._needed(shown) <= room:
                break
            if column in shown:
                shown.discard(column)
                self.setColumnHidden(column, True)
        missing = self._needed(shown) - room
        if missing > 0 and Column.DUE in shown:
            self.setColumnWidth(Column.DUE, max(self.columnWidth(Column.DUE) - missing, Size.COLUMN_S))
        self._fitting = False
        self._queue.set_layout(Layout(frozenset(map(int, shown)), frozenset(map(int, self._wanted - shown))))

    def _needed(self, shown: set[int]) -> int:
        """Width of columns beside the subject's."""
        return sum(self.columnWidth(column) for column in shown if column != Column.CASE)

    def _take_width(self, column: int, _before: int, now: int) -> None:
        if self._fitting or column not in self._widths or not now or self.isColumnHidden(column):
            return
        self._widths[column] = min(max(now, _LEAST), _MOST)
        self._refit()
        self.columns_changed.emit()

    def _refit(self) -> None:
        if not self._fitting:
            self.fit_columns()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Whole rows; what is painted once only is not kept."""
        painter = QPainter(self.viewport())
        try:
            self._rows.paint(painter, event.rect(), keep=self.was_painted)
        finally:
            painter.end()
        if not self.was_painted and self._queue.rowCount() > 0:
            self.was_painted = True
            QTimer.singleShot(0, self, self.first_painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another room for the columns."""
        super().resizeEvent(event)
        self._refit()

    def changeEvent(self, event: QEvent) -> None:
        """Another language: titles may be longer."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            # When the titles have been set again.
            QTimer.singleShot(0, self, self.fit_columns)

    # Marks and groups.

    def mark_range(self, last: int) -> None:
        """Mark all cases from the one where marking began to a row."""
        marks = self._queue.marks
        begin = self._queue.row_of(self._from) if len(marks) else -1
        if begin < 0:
            begin = max(self.currentIndex().row(), 0)
            self._from = self._queue.pk(begin)
        first, last = sorted((begin, last))
        marks.replace(self._queue.pks[first : min(last + 1, first + 4 * marks.most)])

    def step_marking(self, by: int) -> None:
        """Mark the current case and the next one, and go there."""
        row = self.currentIndex().row()
        target = self.case_from(row + by, by)
        if target >= 0:
            self.mark_range(target)
            self.go_to(target)

    def case_from(self, row: int, by: int) -> int:
        """The nearest row of a case from a row on in a direction, over the heads of groups; -1 where there is none."""
        pks = self._queue.pks
        step = 1 if by > 0 else -1
        while 0 <= row < len(pks):
            if pks[row] > 0:
                return row
            row += step
        return -1

    def go_to(self, row: int) -> None:
        """Make a row current and bring it into sight."""
        index = self._queue.index(row, 0)
        how = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, how.ClearAndSelect | how.Rows)
        self.scrollTo(index)

    def toggle_mark(self, row: int) -> None:
        """Mark the case of a row, or no longer; the next range begins here."""
        if self._queue.pk(row) > 0:
            self._from = self._queue.pk(row)
            self._queue.marks.toggle(self._from)

    def mark_all(self) -> None:
        """Mark every case of the list, as many as may be."""
        self._queue.marks.replace(self._all_cases())

    def _all_cases(self) -> Sequence[int]:
        cases: list[int] = []
        for group in self._queue.groups:
            cases.extend(group.pks[: self._queue.marks.most + 1])
            if len(cases) > self._queue.marks.most:
                break
        return cases if self._queue.groups else self._queue.pks[: self._queue.marks.most + 1]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ctrl marks one, Shift marks all up to here, the head of a group folds it."""
        row = self.rowAt(event.position().toPoint().y())
        pk = self._queue.pk(row)
        if event.button() != Qt.MouseButton.LeftButton or pk == 0:
            super().mousePressEvent(event)
        elif pk < 0:
            self.fold_requested.emit(row, self._queue.is_open(row))
        elif event.modifiers() & _SHIFT:
            self.mark_range(row)
        elif event.modifiers() & _CONTROL:
            current = self._queue.pk(self.currentIndex().row())
            if not len(self._queue.marks) and current > 0 and current != pk:
                self._queue.marks.add((current,))
            self.toggle_mark(row)
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space marks, Shift with an arrow marks on, Left and Right fold."""
        row, key = self.currentIndex().row(), event.key()
        if key == Qt.Key.Key_Space and row >= 0:
            if self._queue.pk(row) < 0:
                self.fold_requested.emit(row, self._queue.is_open(row))
            else:
                self.toggle_mark(row)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and event.modifiers() & _SHIFT:
            self.step_marking(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._queue.groups:
            self.fold_here(folded=key == Qt.Key.Key_Left)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._queue.pk(row) < 0:
            self.fold_requested.emit(row, self._queue.is_open(row))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to_end(first=key == Qt.Key.Key_Home)
        else:
            super().keyPressEvent(event)

    def fold_here(self, *, folded: bool) -> None:
        """Fold or unfold the group of the current row."""
        head = self._queue.head_of(self.currentIndex().row())
        if head >= 0:
            self.fold_requested.emit(head, folded)

    def go_to_end(self, *, first: bool) -> None:
        """The first case or the last one."""
        row = self.case_from(0, 1) if first else self.case_from(self._queue.rowCount() - 1, -1)
        if row >= 0:
            self.go_to(row)
