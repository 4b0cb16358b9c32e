"""Everybody of a roll call as a table: only their places are kept, rows are fetched by window."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from fallback_console.services.roll_call_list import RollPerson
from fallback_console.ui.models.windowed import WindowedModel
from fallback_console.ui.roll_call.words import answer_words, name_words, path_words, state_look
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets.times import absolute, clock_time, span

__all__ = ["Column", "RollPeopleModel"]

_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """Columns from left to right."""

    WHO = 0
    STATE = 1
    OVER = 2
    SINCE = 3
    ANSWER = 4


class RollPeopleModel(WindowedModel):
    """Its keys are places in the roll call."""

    columns = len(Column)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._roll = ""
        self._now = 0
        theme.changed.connect(self._repaint)

    def show_places(self, roll: str, places: list[int], now: int) -> None:
        """Take over who is shown. What is known stays to be seen until it has been fetched anew."""
        self._now = now
        self._generation += 1
        self._asked.clear()
        if roll != self._roll:
            self._rows.clear()
        if (roll, places) == (self._roll, self._keys):
            self._repaint()
            return
        self.beginResetModel()
        self._roll, self._keys = roll, places
        self.endResetModel()

    def tick(self, now: int) -> None:
        """Time went on."""
        self._now = now
        self._repaint()

    def retranslate(self, now: int) -> None:
        """Another language."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columns - 1)
        self.tick(now)

    def person(self, row: int) -> RollPerson | None:
        """The person in a row, None where it has not been fetched."""
        found: RollPerson | None = self._rows.get(self._keys[row]) if 0 <= row < len(self._keys) else None
        return found

    def place(self, row: int) -> int:
        """The place that stands in a row, -1 for none."""
        return int(self._keys[row]) if 0 <= row < len(self._keys) else -1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As of every such table; the state has an icon and its colour."""
        if index.isValid() and index.column() == Column.STATE:
            one = self.person(index.row())
            if one is not None and role in (Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.ForegroundRole):
                look = state_look(one.state)
                if role == Qt.ItemDataRole.DecorationRole:
                    return self._theme.icon(look.icon, look.role)
                return QColor(self._theme.tokens.colour(look.role))
        return super().data(index, role)

    def _titles(self) -> tuple[str, ...]:
        return (self.tr("Who"), self.tr("State"), self.tr("Asked over"), self.tr("Since"), self.tr("Answer"))

    def _key_of(self, row: RollPerson) -> int:
        return row.position

    def _text(self, row: RollPerson, column: int) -> str:
        if column == Column.WHO:
            return name_words(row)
        if column == Column.STATE:
            return state_look(row.state).word
        if column == Column.OVER:
            return path_words(row)[0]
        if column == Column.SINCE:
            return span(max(0, self._now - row.since)) if row.since else ""
        return answer_words(row.answer)[0]

    def _subtitle(self, row: RollPerson, column: int) -> str:
        if column == Column.WHO:
            parts = []
            if row.tries > 1:
                parts.append(self.tr("asked %Ln times", "", row.tries))
            if row.quiet and row.tries:
                parts.append(self.tr("in quiet hours"))
            if row.tries:
                parts.append(self.tr("first {time}").format(time=clock_time(row.asked_at, self._now)))
            return " · ".join(parts)
        if column == Column.OVER:
            return path_words(row)[1]
        return answer_words(row.answer)[1] if column == Column.ANSWER else ""

    def _icon(self, row: RollPerson) -> Any:
        return None

    def _tip(self, row: RollPerson, column: int) -> str | None:
        if column == Column.SINCE and row.since:
            return absolute(row.since)
        if column == Column.OVER:
            return path_words(row)[1] or None
        return None
