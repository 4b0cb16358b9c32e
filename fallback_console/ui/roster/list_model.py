"""The team as a table. Who stays keeps the place; only rows that say something else are painted again."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from fallback_console.domain.roster import RosterRow
from fallback_console.ui.roster.words import (
    called,
    heard_words,
    load_words,
    plan_words,
    since_words,
    status_look,
    way_look,
    what_words,
)
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import one_line
from fallback_console.ui.widgets.text import as_html
from fallback_console.ui.widgets.times import absolute
from fallback_console.ui.widgets.two_line import SUBTITLE_ROLE

__all__ = ["SORT_OF", "Cell", "Column", "RosterModel"]

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Column(IntEnum):
    """Columns from left to right."""

    WHO = 0
    STATUS = 1
    LOAD = 2
    PLAN = 3
    REACH = 4


SORT_OF = {
    Column.WHO: "name",
    Column.STATUS: "status",
    Column.LOAD: "load",
    Column.PLAN: "shift",
    Column.REACH: "heard",
}
"""The order that a column's title asks for, of ``domain.roster.SORTS``."""


class Cell(NamedTuple):
    """What a cell says.

    Attributes:
        first, second: its lines.
        icon: name of an icon, '' for none.
        role: of the icon's colour.
    """

    first: str
    second: str
    icon: str = ""
    role: str = "text"


class RosterModel(QAbstractTableModel):
    """Teammates in the order they were given."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[RosterRow] = []
        self._places: dict[str, int] = {}
        self._cells: dict[int, tuple[Cell, ...]] = {}
        self._sort = ("name", False)
        self._now = 0
        theme.changed.connect(self._repaint)

    def show_rows(self, rows: Sequence[RosterRow], now: int, sort: tuple[str, bool]) -> bool:
        """Take new rows.

        Args:
            sort: their order and whether it is turned round.

        Returns:
            False where the same people stand in the same order, so that nothing that is chosen was lost.
        """
        if sort != self._sort:
            self._sort = sort
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        before, self._now = self._rows, now
        self._cells = {}
        if [row.key for row in rows] == [row.key for row in before]:
            self._rows = list(rows)
            changed = [place for place, (old, new) in enumerate(zip(before, rows, strict=True)) if old != new]
            if changed:
                # Once for all of them: what did not change has its picture still.
                self._repaint(changed[0], changed[-1])
            return False
        self.beginResetModel()
        self._rows = list(rows)
        self._places = {row.key: place for place, row in enumerate(rows)}
        self.endResetModel()
        return True

    def tick(self, now: int) -> None:
        """Time went on, or another language."""
        self._now = now
        self._cells = {}
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._repaint()

    def row(self, place: int) -> RosterRow | None:
        """The teammate in a row, None where there is none."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def row_of(self, key: str) -> int:
        """The row of a person, -1 where they are not here."""
        return self._places.get(key, -1)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """How many teammates."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts and icons; for screen readers the whole row."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        cell = self.cells(index.row())[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.first
        if role == SUBTITLE_ROLE:
            return cell.second
        if role == Qt.ItemDataRole.DecorationRole and cell.icon:
            return self._theme.icon(cell.icon, cell.role)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, index.column(), cell)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(text for one in self.cells(index.row()) for text in (one.first, one.second) if text)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns; the one that orders has an arrow."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        titles = (self.tr("Who"), self.tr("Status"), self.tr("Load"), self.tr("Planned"), self.tr("Reach"))
        if not 0 <= section < len(titles):
            return None
        sort, turned = self._sort
        return titles[section] + (" ▼" if turned else " ▲") * (SORT_OF[Column(section)] == sort)

    def cells(self, place: int) -> tuple[Cell, ...]:
        """What stands in a row, one for each of ``Column``."""
        found = self._cells.get(place)
        if found is None:
            row, now = self._rows[place], self._now
            status, way = status_look(row.status), way_look(row)
            found = self._cells[place] = (
                Cell(one_line(called(row), 120), what_words(row)),
                Cell(status.text, since_words(row, now), status.icon, status.role),
                Cell(*load_words(row)),
                Cell(*plan_words(row, now)),
                Cell(way.text, heard_words(row, now), way.icon, way.role),
            )
        return found

    def _tip(self, row: RosterRow, column: int, cell: Cell) -> str | None:
        if column == Column.STATUS and row.since_at is not None:
            return absolute(row.since_at)
        texts = [text for text in (cell.first, cell.second) if text]
        return as_html("\n".join(texts)) if texts else None

    def _repaint(self, first: int = 0, last: int = -1) -> None:
        if self._rows:
            bottom = last if last >= 0 else len(self._rows) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(bottom, len(Column) - 1))
