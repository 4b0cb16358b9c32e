"""The queue as a table: its lines in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from fallback_console.domain.views import CaseRow, CaseSort
from fallback_console.ui import case_words
from fallback_console.ui.models.queue_cells import (
    BLANK,
    SORTS,
    Cell,
    Column,
    Layout,
    case_cell,
    column_title,
    group_cell,
)
from fallback_console.ui.models.queue_lines import PAGE, QueueLines
from fallback_console.ui.widgets.text import as_html
from fallback_console.ui.widgets.times import absolute

if TYPE_CHECKING:
    from fallback_console.domain.sla import Calendar, Left

__all__ = ["Column", "QueueModel"]

_CASE = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_HEAD = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_Index = QModelIndex | QPersistentModelIndex


class QueueModel(QueueLines):
    """What stands in the queue's cells.

    ``data`` and ``cell`` never read the database: a row that is not here yet is asked for and shows an ellipsis until then.

    Args:
        login: of the person who works here.
        calendar: when the countdown to a due time runs, None for always.
    """

    def __init__(
        self, login: str, now: Callable[[], int], parent: QObject | None = None, calendar: Calendar | None = None
    ) -> None:
        super().__init__(now, parent)
        self._login = login
        self._calendar = calendar
        self._layout = Layout()
        self._order = (CaseSort.DUE, False)
        self._blank = Cell(BLANK, "…")

    def set_layout(self, layout: Layout) -> None:
        """Other columns can be seen."""
        if layout != self._layout:
            self._layout = layout
            self.tick()

    def set_order(self, sort: CaseSort, *, turned: bool) -> None:
        """What the titles say of the order."""
        if (sort, turned) != self._order:
            self._order = (sort, turned)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def tick(self) -> None:
        """Time went on, or another language or theme: all words are made again."""
        self._now = self._clock()
        self._cells = {}
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._repaint_all()

    def cell(self, row: int) -> Cell:
        """A row ready to be painted; a blank one while it is being fetched."""
        pk = self._pks[row]
        cell = self._cells.get(pk)
        if cell is not None:
            return cell
        if pk < 0:
            group = self._groups.get(pk)
            if group is None:
                return self._blank
            counted = self.tr("%n cases", "", len(group.pks))
            folded = group.value in self._folded
            cell = group_cell(group, self._by, self._login, counted, folded=folded)
        else:
            facts = self._rows.get(pk)
            if facts is None:
                if pk not in self._rows:
                    self._ask(row // PAGE)
                return self._blank
            cell = case_cell(facts, self._login, self._now, self._layout, self._countdown(facts))
        self._cells[pk] = cell
        return cell

    def _countdown(self, facts: CaseRow) -> Left | None:
        if self._calendar is None or facts.due_at is None:
            return None
        return self._calendar.left(facts.due_at, self._now, facts.status)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Heads of groups can be reached, but not chosen."""
        # Asked several times for each cell of each picture.
        row = index.row()
        if 0 <= row < len(self._pks):
            return _CASE if self._pks[row] > 0 else _HEAD
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a cell; for screen readers the whole row; painting goes through ``cell``."""
        if not index.isValid() or index.row() >= len(self._pks):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            words = self.cell(index.row()).words[index.column()]
            return words.text if words is not None and index.column() != Column.MARK else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            whole = self.cell(index.row()).whole
            return self.tr("marked, {row}").format(row=whole) if self._pks[index.row()] in self.marks else whole
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(index.row(), index.column())
        return None

    def _tooltip(self, row: int, column: int) -> str | None:
        facts = self.case(row)
        if facts is None:
            return None
        cell = self.cell(row)
        if column == Column.DUE and facts.due_at is not None:
            words = f"{case_words.due_phrase(facts.due_at, self._now)} · {absolute(facts.due_at)}"
            paused = case_words.pause_words(self._countdown(facts), self._now)
            return f"{words} · {paused}" if paused else words
        if column == Column.WAITING and facts.asked_at is not None:
            return self.tr("The customer has waited since {time}").format(time=absolute(facts.asked_at))
        if column == Column.ACTIVITY:
            return absolute(facts.last_at)
        if column == Column.MARK:
            # A login in it is somebody else's text.
            return as_html("\n".join(w.text for w in (cell.words[column], cell.news) if w is not None)) or None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            # Asked hundreds of times for a header's sizes.
            title = "" if section == Column.MARK else column_title(section)
            ordered, turned = self._order
            return f"{title} {'↑' if turned else '↓'}" if SORTS.get(section) is ordered else title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = column_title(section)
            ordered, turned = self._order
            if SORTS.get(section) is not ordered:
                return title
            said = self.tr("{column}, the order, turned") if turned else self.tr("{column}, the order")
            return said.format(column=title)
        return None
