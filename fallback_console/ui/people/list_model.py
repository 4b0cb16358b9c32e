"""People as a table: only their order is kept, rows are fetched by window."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from fallback_console.domain.views import NumberRow, PersonRow
from fallback_console.ui.names import status_word
from fallback_console.ui.people.words import kind_icon, kind_word, language_words, number_kind, with_reading
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import one_line
from fallback_console.ui.widgets.text import as_html
from fallback_console.ui.widgets.two_line import SUBTITLE_ROLE

__all__ = ["PAGE", "Column", "PeopleModel"]

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

PAGE = 32
"""Rows fetched together."""

_KEPT = 24 * PAGE


class Column(IntEnum):
    """Columns from left to right."""

    WHO = 0
    NUMBER = 1


class PeopleModel(QAbstractTableModel):
    """People by name. A row that is not here yet, or is old, is asked for through ``rows_wanted``.

    Attributes:
        rows_wanted: (row numbers in the store, generation): fetch these, and give them to ``take_rows`` with the generation.
    """

    rows_wanted = Signal(object, int)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pks: array[int] = array("q")
        self._rows: dict[int, PersonRow] = {}
        self._asked: set[int] = set()
        self._busy: Mapping[str, str] = {}
        self._generation = 0
        theme.changed.connect(self.tick)

    def show_order(self, pks: array[int], rows: Iterable[PersonRow], busy: Mapping[str, str]) -> None:
        """Take over an order with its first rows. What is known stays to be seen until it has been fetched anew."""
        self._generation += 1
        self._busy = busy
        fresh = {row.pk: row for row in rows}
        self._rows.update(fresh)
        self._asked = set(fresh)
        if pks == self._pks:
            self.tick()
            return
        self.beginResetModel()
        self._pks = pks
        self.endResetModel()

    def take_rows(self, wanted: Sequence[int], rows: Iterable[PersonRow], generation: int) -> None:
        """Rows that were asked for; those of an older order are not taken."""
        if generation != self._generation:
            return
        if len(self._rows) > _KEPT:
            for pk in list(self._rows)[: len(self._rows) - _KEPT // 2]:
                del self._rows[pk]
                self._asked.discard(pk)
        self._rows.update((row.pk, row) for row in rows)
        first = self.row_of(wanted[0]) if wanted else -1
        if first >= 0:
            self._repaint(first, min(first + len(wanted), len(self._pks)) - 1)

    def tick(self) -> None:
        """Another language or theme, or somebody's status."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._repaint()

    def pk(self, row: int) -> int:
        """The person in a row by row number in the store, 0 where there is none."""
        return self._pks[row] if 0 <= row < len(self._pks) else 0

    def person(self, row: int) -> PersonRow | None:
        """The person in a row, None where it is not here yet."""
        return self._rows.get(self.pk(row))

    def row_of(self, pk: int) -> int:
        """The row of a person, -1 where they are not in the list."""
        try:
            return self._pks.index(pk)
        except ValueError:
            return -1

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Number of people."""
        return 0 if parent.isValid() else len(self._pks)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts and icons; for screen readers the whole row."""
        if not index.isValid() or index.row() >= len(self._pks):
            return None
        pk = self._pks[index.row()]
        if pk not in self._asked and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            self._ask(index.row() // PAGE)
        row = self._rows.get(pk)
        column = Column(index.column())
        if row is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and column == Column.WHO else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == SUBTITLE_ROLE:
            return self._subtitle(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column == Column.WHO:
            return self._theme.icon(kind_icon(row.role), "muted")
        if role == Qt.ItemDataRole.ToolTipRole and column == Column.WHO:
            return as_html(f"{self._text(row, column)}\n{self._subtitle(row, column)}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(t for c in Column for t in (self._text(row, c), self._subtitle(row, c)) if t)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        titles = (self.tr("Name"), self.tr("Number"))
        return titles[section] if 0 <= section < len(titles) else None

    def _text(self, row: PersonRow, column: Column) -> str:
        if column is Column.WHO:
            return one_line(with_reading(row), 120)
        number = _first_number(row)
        if number is not None:
            return one_line(number.shown, 40)
        return one_line(row.emails[0], 60) if row.emails else self.tr("no number")

    def _subtitle(self, row: PersonRow, column: Column) -> str:
        if column is Column.WHO:
            skills = ", ".join(skill.name for skill in row.skills[:3])
            return one_line(" · ".join(part for part in (kind_word(row.role), row.organisation, skills) if part), 160)
        busy = self._busy.get(row.key.partition(":")[2]) if row.role in ("team", "expert") else None
        if busy is not None:
            return status_word(busy)
        number = _first_number(row)
        if number is None:
            return self.tr("no number") if row.emails else ""
        if not number.e164:
            return self.tr("not a possible number")
        return " · ".join(part for part in (number_kind(number), language_words(row.languages[:2])) if part)

    def _ask(self, page: int) -> None:
        pks = self._pks[page * PAGE : (page + 1) * PAGE].tolist()
        self._asked.update(pks)
        self.rows_wanted.emit(pks, self._generation)

    def _repaint(self, first: int = 0, last: int = -1) -> None:
        if len(self._pks):
            bottom = last if last >= 0 else len(self._pks) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(bottom, len(Column) - 1))


def _first_number(row: PersonRow) -> NumberRow | None:
    """The first one that can surely be rung, else the first."""
    return next((number for number in row.numbers if number.e164), next(iter(row.numbers), None))
