"""A table of two-line rows of which only the order is kept; the rows themselves are fetched by window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets.two_line import SUBTITLE_ROLE

__all__ = ["PAGE", "TimedModel", "WindowedModel"]

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

PAGE = 32
"""Rows fetched together."""

_KEPT = 24 * PAGE


class WindowedModel(QAbstractTableModel):
    """Rows by key. One that is not here yet, or is old, is asked for through ``rows_wanted``.

    A subclass sets ``_keys``, takes over new orders, and says what stands in a row; its first column names the row.

    Attributes:
        rows_wanted: (keys, generation): fetch these, and give them to ``take_rows`` with the same generation.
        columns: how many there are.
    """

    rows_wanted = Signal(object, int)
    columns = 0

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys: Sequence[Any] = ()
        self._rows: dict[Any, Any] = {}
        self._asked: set[Any] = set()
        self._generation = 0

    def take_rows(self, wanted: Sequence[Any], rows: Iterable[Any], generation: int) -> None:
        """Rows that were asked for; those of an older order are not taken."""
        if generation != self._generation:
            return
        if len(self._rows) > _KEPT:
            for key in list(self._rows)[: len(self._rows) - _KEPT // 2]:
                del self._rows[key]
                self._asked.discard(key)
        self._rows.update((self._key_of(row), row) for row in rows)
        first = self.row_of(wanted[0]) if wanted else -1
        if first >= 0:
            self._repaint(first, min(first + len(wanted), len(self._keys)) - 1)

    def row_of(self, key: Any) -> int:
        """The row of a key, -1 where it is not in the list."""
        try:
            return self._keys.index(key)
        except ValueError:
            return -1

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Number of rows."""
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else self.columns

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts and icons; for screen readers the whole row."""
        if not index.isValid() or index.row() >= len(self._keys):
            return None
        key, column = self._keys[index.row()], index.column()
        if key not in self._asked and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            self._ask(index.row() // PAGE)
        row = self._rows.get(key)
        if row is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and column == 0 else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == SUBTITLE_ROLE:
            return self._subtitle(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            return self._icon(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(t for c in range(self.columns) for t in (self._text(row, c), self._subtitle(row, c)) if t)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        titles = self._titles()
        return titles[section] if 0 <= section < len(titles) else None

    # What a subclass says.

    def _titles(self) -> tuple[str, ...]:
        raise NotImplementedError

    def _key_of(self, row: Any) -> Any:
        raise NotImplementedError

    def _text(self, row: Any, column: int) -> str:
        raise NotImplementedError

    def _subtitle(self, row: Any, column: int) -> str:
        raise NotImplementedError

    def _icon(self, row: Any) -> Any:
        raise NotImplementedError

    def _tip(self, row: Any, column: int) -> str | None:
        raise NotImplementedError

    # For its own use.

    def _ask(self, page: int) -> None:
        keys = list(self._keys[page * PAGE : (page + 1) * PAGE])
        self._asked.update(keys)
        self.rows_wanted.emit(keys, self._generation)

    def _repaint(self, first: int = 0, last: int = -1) -> None:
        if len(self._keys):
            bottom = last if last >= 0 else len(self._keys) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(bottom, self.columns - 1))


class TimedModel(WindowedModel):
    """Rows whose keys are texts and whose words change as time goes on."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._now = 0
        theme.changed.connect(self._repaint)

    def tick(self, now: int) -> None:
        """Time went on, or another language.

        Args:
            now: UTC epoch milliseconds.
        """
        self._now = now
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columns - 1)
        self._repaint()

    def key(self, row: int) -> str:
        """What stands in a row, '' where there is none."""
        return str(self._keys[row]) if 0 <= row < len(self._keys) else ""
