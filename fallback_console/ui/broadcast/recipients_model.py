"""Everybody a broadcast is about as a table: only their places are kept, rows are fetched by window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from fallback_console.services.broadcast_list import PersonProgress
from fallback_console.ui.broadcast.words import number_words, person_look, reason_word
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.said import said
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import one_line
from fallback_console.ui.widgets.times import absolute, clock_time
from fallback_console.ui.widgets.two_line import SUBTITLE_ROLE

__all__ = ["PAGE", "Column", "RecipientsModel"]

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

PAGE = 64
"""Rows fetched together."""

_KEPT = 16 * PAGE


class Column(IntEnum):
    """Columns from left to right."""

    STATE = 0
    WHO = 1
    WHEN = 2


class RecipientsModel(QAbstractTableModel):
    """A row that is not here yet, or is old, is asked for through ``rows_wanted``.

    Attributes:
        rows_wanted: (places, generation): fetch these, and give them to ``take_rows`` with the same generation.
    """

    rows_wanted = Signal(object, int)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._places: list[int] = []
        self._rows: dict[int, PersonProgress] = {}
        self._fresh: set[int] = set()
        self._run = ""
        self._generation = 0
        self._now = 0
        theme.changed.connect(self._repaint)

    def show_places(self, run: str, places: list[int], now: int) -> None:
        """Take over who is shown. What is known stays to be seen until it has been fetched anew."""
        self._now = now
        self._generation += 1
        self._fresh.clear()
        if run != self._run:
            self._rows.clear()
        if (run, places) == (self._run, self._places):
            self._repaint()
            return
        self.beginResetModel()
        self._run, self._places = run, places
        self.endResetModel()

    def take_rows(self, wanted: Sequence[int], rows: Iterable[PersonProgress], generation: int) -> None:
        """Rows that were asked for; those of an older order are not taken."""
        if generation != self._generation:
            return
        if len(self._rows) > _KEPT:
            for place in list(self._rows)[: len(self._rows) - _KEPT // 2]:
                del self._rows[place]
                self._fresh.discard(place)
        self._rows.update((row.position, row) for row in rows)
        first = self._places.index(wanted[0])
        self._repaint(first, first + len(wanted) - 1)

    def retranslate(self, now: int) -> None:
        """Another language, or time went on."""
        self._now = now
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._repaint()

    def person(self, row: int) -> PersonProgress | None:
        """The person in a row, None where it has not been fetched."""
        return self._rows.get(self._places[row]) if 0 <= row < len(self._places) else None

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Number of people."""
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, icons and colours; for screen readers the whole row."""
        if not index.isValid() or index.row() >= len(self._places):
            return None
        place = self._places[index.row()]
        if place not in self._fresh and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            self._ask(index.row() // PAGE)
        one = self._rows.get(place)
        column = Column(index.column())
        if one is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and column == Column.WHO else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(one, column)
        if role == SUBTITLE_ROLE:
            return self._subtitle(one, column)
        look = person_look(one.state)
        if role == Qt.ItemDataRole.DecorationRole and column == Column.STATE:
            return self._theme.icon(look.icon, look.role)
        if role == Qt.ItemDataRole.ForegroundRole and column == Column.STATE:
            return QColor(self._theme.tokens.colour(look.role))
        if role == Qt.ItemDataRole.ToolTipRole and column == Column.WHEN and one.at:
            return absolute(one.at)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(t for c in Column for t in (self._text(one, c), self._subtitle(one, c)) if t)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        titles = (self.tr("State"), self.tr("Who"), self.tr("Since"))
        return titles[section] if 0 <= section < len(titles) else None

    def _text(self, one: PersonProgress, column: Column) -> str:
        if column is Column.STATE:
            return person_look(one.state).word
        if column is Column.WHO:
            return one_line(plain_name(one.name) or number_words(one.number) or self.tr("Unknown"), 80)
        return clock_time(one.at, self._now) if one.at else ""

    def _subtitle(self, one: PersonProgress, column: Column) -> str:
        if column is not Column.WHO:
            return ""
        why = reason_word(one.reason)
        if one.answer:
            why = self.tr("answered: {text}").format(text=one_line(one.answer, 120))
        elif not why and one.problem is not None:
            why = said(one.problem.message)
        return one_line(" · ".join(part for part in (number_words(one.number) if one.name else "", why) if part), 160)

    def _ask(self, page: int) -> None:
        places = self._places[page * PAGE : (page + 1) * PAGE]
        self._fresh.update(places)
        self.rows_wanted.emit(places, self._generation)

    def _repaint(self, first: int = 0, last: int = -1) -> None:
        if self._places:
            bottom = last if last >= 0 else len(self._places) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(bottom, len(Column) - 1))
