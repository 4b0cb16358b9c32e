"""Missed calls as a table: one row for each number, the newest first."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from fallback_console.services.missed_calls import MissedRow
from fallback_console.ui.call_words import missed_detail, missed_who
from fallback_console.ui.models.kept_rows import KeptRows
from fallback_console.ui.widgets.times import absolute, clock_time, relative
from fallback_console.ui.widgets.two_line import SUBTITLE_ROLE

__all__ = ["Column", "MissedModel"]

_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """Columns from left to right."""

    WHO = 0
    COUNT = 1
    WHEN = 2


class MissedModel(KeptRows):
    """Missed calls. New rows replace old ones; what is chosen stays chosen where it is still there."""

    columns = len(Column)

    def _key_of(self, row: MissedRow) -> str:
        return row.number

    def missed(self, row: int) -> MissedRow | None:
        """The missed calls in a row."""
        found: MissedRow | None = self._row(row)
        return found

    def row_of(self, entry_id: str) -> int:
        """The row in which a missed call is, -1 where it is not here."""
        return next((n for n, row in enumerate(self._rows) if entry_id in row.entry_ids), -1)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, icons and colours; for screen readers the whole row."""
        row = self.missed(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == SUBTITLE_ROLE:
            return self._subtitle(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column == Column.WHO:
            return self._theme.icon("phone-missed", "bad")
        if role == Qt.ItemDataRole.ForegroundRole and column == Column.COUNT:
            return QColor(self._theme.tokens.bad)
        if role == Qt.ItemDataRole.ToolTipRole and column == Column.WHEN:
            return absolute(row.at)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            texts = (text for c in Column for text in (self._text(row, c), self._subtitle(row, c)))
            return ", ".join(text for text in texts if text)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        titles = (self.tr("Who"), self.tr("Calls"), self.tr("When"))
        return titles[section] if 0 <= section < len(titles) else None

    def _text(self, row: MissedRow, column: Column) -> str:
        match column:
            case Column.WHO:
                return missed_who(row)
            case Column.COUNT:
                return self.tr("%n calls", "", row.calls)
            case Column.WHEN:
                return clock_time(row.at, self._now)

    def _subtitle(self, row: MissedRow, column: Column) -> str:
        if column == Column.WHO:
            return missed_detail(row)
        return relative(row.at, self._now) if column == Column.WHEN else ""
