"""Whom to call back, as a table: soonest first, what is overdue marked by word, icon and colour."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from fallback_console.services.calls import CallbackRow
from fallback_console.ui.models.calls_model import about_words
from fallback_console.ui.models.kept_rows import KeptRows
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.widgets import one_line
from fallback_console.ui.widgets.date_words import day_and_time
from fallback_console.ui.widgets.times import absolute, span
from fallback_console.ui.widgets.two_line import SUBTITLE_ROLE

__all__ = ["CallbacksModel", "Column"]

_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """Columns from left to right."""

    WHO = 0
    DUE = 1


class CallbacksModel(KeptRows):
    """Call-backs. New rows replace old ones; what is chosen stays chosen where it is still there."""

    columns = len(Column)

    def _key_of(self, row: CallbackRow) -> str:
        return row.entry_id

    def callback(self, row: int) -> CallbackRow | None:
        """The call-back in a row."""
        found: CallbackRow | None = self._row(row)
        return found

    def row_of(self, entry_id: str) -> int:
        """The row of a call-back, -1 where it is not here."""
        return next((n for n, r in enumerate(self._rows) if r.entry_id == entry_id), -1)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, icons and colours; for screen readers the whole row."""
        row = self.callback(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = Column(index.column())
        late = row.due_at <= self._now
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == SUBTITLE_ROLE:
            return self._subtitle(row, column)
        if role == Qt.ItemDataRole.DecorationRole:
            if column == Column.WHO:
                return self._theme.icon("phone", "muted")
            return self._theme.icon("attention" if late else "due", "bad" if late else "muted")
        if role == Qt.ItemDataRole.ForegroundRole and column == Column.DUE and late:
            return QColor(self._theme.tokens.bad)
        if role == Qt.ItemDataRole.ToolTipRole and column == Column.DUE:
            return absolute(row.due_at)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            texts = (t for c in Column for t in (self._text(row, c), self._subtitle(row, c)))
            return ", ".join(t for t in texts if t)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        titles = (self.tr("Whom"), self.tr("Due"))
        return titles[section] if 0 <= section < len(titles) else None

    def _text(self, row: CallbackRow, column: Column) -> str:
        if column == Column.WHO:
            return one_line(plain_name(row.person_name) or row.shown, 80)
        if row.due_at <= self._now:
            return self.tr("overdue {span}").format(span=span(self._now - row.due_at))
        return self.tr("in {span}").format(span=span(row.due_at - self._now))

    def _subtitle(self, row: CallbackRow, column: Column) -> str:
        if column == Column.WHO:
            return about_words(row.case_number, row.case_subject) or (row.shown if row.person_name else "")
        return day_and_time(row.due_at)
