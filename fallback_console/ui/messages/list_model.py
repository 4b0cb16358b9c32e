"""Conversations as a table: only their order is kept, rows are fetched by window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from fallback_console.domain.conversations import Conversation
from fallback_console.ui.messages.message_words import state_words
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import one_line
from fallback_console.ui.widgets.times import absolute, clock_time
from fallback_console.ui.widgets.two_line import SUBTITLE_ROLE

__all__ = ["PAGE", "Column", "ConversationsModel"]

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

PAGE = 32
"""Rows fetched together."""

_KEPT = 24 * PAGE


class Column(IntEnum):
    """Columns from left to right."""

    WHO = 0
    WHEN = 1


class ConversationsModel(QAbstractTableModel):
    """Conversations, newest first. A row that is not here yet, or is old, is asked for through ``rows_wanted``.

    Attributes:
        rows_wanted: (keys, generation): fetch these, and give them to ``take_rows`` with the same generation.
    """

    rows_wanted = Signal(object, int)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys: list[str] = []
        self._rows: dict[str, Conversation] = {}
        self._fresh: set[str] = set()
        self._generation = 0
        self._now = 0
        theme.changed.connect(self._repaint)

    def show_order(self, keys: list[str], now: int) -> None:
        """Take over an order. What is known stays to be seen until it has been fetched anew."""
        self._now = now
        self._generation += 1
        self._fresh.clear()
        old = self._keys
        newest = keys[0] if keys else ""
        rest = [key for key in old if key != newest] if newest else []
        if keys == old:
            self._repaint()
        elif newest and old and rest == keys[1:] and newest in old:
            place = old.index(newest)
            self.beginMoveRows(_ROOT, place, place, _ROOT, 0)
            self._keys = keys
            self.endMoveRows()
            self._repaint()
        elif newest and old and rest == keys[1:]:
            self.beginInsertRows(_ROOT, 0, 0)
            self._keys = keys
            self.endInsertRows()
            self._repaint()
        else:
            self.beginResetModel()
            self._keys = keys
            self.endResetModel()

    def take_rows(self, wanted: Sequence[str], rows: Iterable[Conversation], generation: int) -> None:
        """Rows that were asked for; those of an older order are not taken."""
        if generation != self._generation:
            return
        if len(self._rows) > _KEPT:
            for key in list(self._rows)[: len(self._rows) - _KEPT // 2]:
                del self._rows[key]
                self._fresh.discard(key)
        self._rows.update((row.key, row) for row in rows)
        first = self.row_of(wanted[0]) if wanted else -1
        if first >= 0:
            self._repaint(first, min(first + len(wanted), len(self._keys)) - 1)

    def tick(self, now: int) -> None:
        """Time went on, or another language."""
        self._now = now
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._repaint()

    def key(self, row: int) -> str:
        """The conversation in a row, '' where there is none."""
        return self._keys[row] if 0 <= row < len(self._keys) else ""

    def row_of(self, key: str) -> int:
        """The row of a conversation, -1 where it is not in the list."""
        try:
            return self._keys.index(key)
        except ValueError:
            return -1

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Number of conversations."""
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts and icons; for screen readers the whole row."""
        if not index.isValid() or index.row() >= len(self._keys):
            return None
        key = self._keys[index.row()]
        if key not in self._fresh and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            self._ask(index.row() // PAGE)
        row = self._rows.get(key)
        column = Column(index.column())
        if row is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and column == Column.WHO else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == SUBTITLE_ROLE:
            return self._subtitle(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column == Column.WHO:
            return self._icon(row)
        if role == Qt.ItemDataRole.ToolTipRole and column == Column.WHEN and row.last is not None:
            return absolute(row.last.item.at)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(t for c in Column for t in (self._text(row, c), self._subtitle(row, c)) if t)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        titles = (self.tr("With whom"), self.tr("Last message"))
        return titles[section] if 0 <= section < len(titles) else None

    def _icon(self, row: Conversation) -> Any:
        if row.missed:
            return self._theme.icon("reply", "warn")
        words = state_words(row.last, self._now) if row.last is not None else None
        return self._theme.icon("sms", "muted") if words is None else self._theme.icon(words.icon, words.role)

    def _text(self, row: Conversation, column: Column) -> str:
        if column is Column.WHO:
            return one_line(plain_name(row.name) or row.number, 80)
        return clock_time(row.last.item.at, self._now) if row.last is not None else ""

    def _subtitle(self, row: Conversation, column: Column) -> str:
        last = row.last
        if last is None:
            return ""
        if column is Column.WHO:
            text = one_line(last.item.text, 120)
            # Who scans the list sees which side wrote.
            return text if last.incoming else self.tr("You: {text}").format(text=text)
        if row.missed:
            return self.tr("%n unanswered", "", row.missed)
        words = state_words(last, self._now)
        return "" if words is None else words.text

    def _ask(self, page: int) -> None:
        keys = self._keys[page * PAGE : (page + 1) * PAGE]
        self._fresh.update(keys)
        self.rows_wanted.emit(keys, self._generation)

    def _repaint(self, first: int = 0, last: int = -1) -> None:
        if self._keys:
            bottom = last if last >= 0 else len(self._keys) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(bottom, len(Column) - 1))
