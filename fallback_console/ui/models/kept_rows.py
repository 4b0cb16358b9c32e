"""A table of which new rows replace old ones without losing what is chosen, or the place on screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from fallback_console.ui.theme import Theme

__all__ = ["KeptRows"]

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class KeptRows(QAbstractTableModel):
    """Rows that are all here.

    A subclass says what stands in a row and by what it is known; rows that stay keep their order mostly.

    Attributes:
        columns: how many there are.
    """

    columns = 0

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[Any] = []
        self._now = 0
        theme.changed.connect(self._repaint)

    def _key_of(self, row: Any) -> Any:
        """What a row is known by through all changes."""
        raise NotImplementedError

    def show_rows(self, rows: Sequence[Any], now: int) -> None:
        """Take new rows; those that stay keep their place on screen."""
        self._now = now
        wanted = [self._key_of(row) for row in rows]
        keep = set(wanted)
        for at in range(len(self._rows) - 1, -1, -1):
            if self._key_of(self._rows[at]) not in keep:
                self.beginRemoveRows(_ROOT, at, at)
                del self._rows[at]
                self.endRemoveRows()
        left = [self._key_of(row) for row in self._rows]
        known = set(left)
        if left != [key for key in wanted if key in known]:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
            return
        for at, (key, row) in enumerate(zip(wanted, rows, strict=True)):
            if key not in known:
                self.beginInsertRows(_ROOT, at, at)
                self._rows.insert(at, row)
                self.endInsertRows()
        self._rows = list(rows)
        self._repaint()

    def tick(self, now: int) -> None:
        """Time went on."""
        self._now = now
        self._repaint()

    def retranslate(self) -> None:
        """Another language."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columns - 1)
        self._repaint()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """How many columns."""
        return 0 if parent.isValid() else self.columns

    def _row(self, at: int) -> Any:
        """One row, None where there is none."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def _repaint(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.columns - 1))
