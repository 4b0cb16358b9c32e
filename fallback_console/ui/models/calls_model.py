"""The history of calls as a table: only the order is kept in memory, rows are fetched by window."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from fallback_console.services.call_list import CallRow
from fallback_console.ui.case_words import outcome_word
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import one_line
from fallback_console.ui.widgets.times import absolute, clock_time, duration
from fallback_console.ui.widgets.two_line import SUBTITLE_ROLE

__all__ = ["PAGE", "CallsModel", "Column", "about_words"]

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

PAGE = 64
"""Rows fetched together."""

_KEPT = 12 * PAGE


class Column(IntEnum):
    """Columns from left to right."""

    WHO = 0
    OUTCOME = 1
    WHEN = 2


def about_words(number: str, subject: str) -> str:
    """'#48213 · Charged twice'; '' where a call was about no case."""
    shown = (number if number.startswith("T-") else f"#{number}") if number else ""
    return one_line(" · ".join(p for p in (shown, subject) if p))


class CallsModel(QAbstractTableModel):
    """Calls, newest first. A row that is not here yet is asked for through ``rows_wanted`` and shows an ellipsis until then.

    Attributes:
        rows_wanted: (row numbers of calls, generation): fetch these, and give them to ``take_rows`` with the same generation.
    """

    rows_wanted = Signal(object, int)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pks: array[int] = array("q")
        self._rows: dict[int, CallRow | None] = {}
        self._wanted: set[int] = set()
        self._generation = 0
        self._now = 0
        theme.changed.connect(self._repaint)

    def show_order(self, pks: array[int], now: int) -> None:
        """Take over an order. New calls come in at the top without moving what is chosen; another question starts anew."""
        self._now = now
        if pks == self._pks:
            self._repaint()
            return
        self._generation += 1
        self._wanted.clear()
        more = len(pks) - len(self._pks)
        if self._pks and more > 0 and pks[more:] == self._pks:
            self.beginInsertRows(_ROOT, 0, more - 1)
            self._pks = pks
            self.endInsertRows()
            return
        self.beginResetModel()
        self._pks = pks
        self._rows = {}
        self.endResetModel()

    def take_rows(self, wanted: Sequence[int], rows: Iterable[CallRow], generation: int) -> None:
        """Rows that were asked for; those of an older order are not taken."""
        if generation != self._generation:
            return
        if len(self._rows) > _KEPT:
            for pk in list(self._rows)[: len(self._rows) - _KEPT // 2]:
                del self._rows[pk]
        self._rows.update(dict.fromkeys(wanted))
        self._rows.update((row.pk, row) for row in rows)
        place = next((n for n in sorted(self._wanted) if self._pks[n * PAGE] in self._rows), None)
        if place is not None:
            self._wanted.discard(place)
            self._repaint(place * PAGE, min((place + 1) * PAGE, len(self._pks)) - 1)

    def tick(self, now: int) -> None:
        """Time went on, or another language."""
        self._now = now
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._repaint()

    def call(self, row: int) -> CallRow | None:
        """A row's call as far as it is here."""
        return self._rows.get(self._pks[row]) if 0 <= row < len(self._pks) else None

    def pk(self, row: int) -> int:
        """The call in a row, 0 where there is none."""
        return self._pks[row] if 0 <= row < len(self._pks) else 0

    def row_of(self, pk: int) -> int:
        """The row of a call, -1 where it is not in the list."""
        try:
            return self._pks.index(pk)
        except ValueError:
            return -1

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Number of calls."""
        return 0 if parent.isValid() else len(self._pks)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts and icons; for screen readers the whole row."""
        if not index.isValid() or index.row() >= len(self._pks):
            return None
        pk = self._pks[index.row()]
        row = self._rows.get(pk)
        if row is None:
            if pk not in self._rows and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                self._ask(index.row() // PAGE)
            return "…" if role == Qt.ItemDataRole.DisplayRole and index.column() == Column.WHO else None
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == SUBTITLE_ROLE:
            return self._subtitle(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column == Column.WHO:
            return self._theme.icon("phone-in" if row.direction == "in" else "phone-out", "muted")
        if role == Qt.ItemDataRole.ToolTipRole and column == Column.WHEN:
            return absolute(row.started_at)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            texts = (t for c in Column for t in (self._text(row, c), self._subtitle(row, c)))
            return ", ".join(t for t in texts if t)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        titles = (self.tr("Whom"), self.tr("Outcome"), self.tr("When"))
        return titles[section] if 0 <= section < len(titles) else None

    def _text(self, row: CallRow, column: Column) -> str:
        match column:
            case Column.WHO:
                return one_line(plain_name(row.person_name) or row.shown, 80)
            case Column.OUTCOME:
                return outcome_word(row.outcome, row.direction)
            case Column.WHEN:
                return clock_time(row.started_at, self._now)

    def _subtitle(self, row: CallRow, column: Column) -> str:
        match column:
            case Column.WHO:
                return about_words(row.case_number, row.case_subject) or (row.shown if row.person_name else "")
            case Column.OUTCOME:
                return duration(row.seconds) if row.seconds else ""
            case Column.WHEN:
                return one_line(row.actor, 40)

    def _ask(self, page: int) -> None:
        if page not in self._wanted:
            self._wanted.add(page)
            self.rows_wanted.emit(self._pks[page * PAGE : (page + 1) * PAGE], self._generation)

    def _repaint(self, first: int = 0, last: int = -1) -> None:
        if self._pks:
            bottom = last if last >= 0 else len(self._pks) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(bottom, len(Column) - 1))
