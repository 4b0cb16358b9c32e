"""The queue's lines: only the order of all cases is kept in memory, rows are fetched by window."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Signal

from fallback_console.domain.views import CaseGroup, CaseRow
from fallback_console.ui.models.queue_cells import Cell, Column
from fallback_console.ui.models.queue_listing import Group, Listing
from fallback_console.ui.models.queue_marks import Marks

__all__ = ["PAGE", "QueueLines"]

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

PAGE = 64
"""Rows fetched together."""

_KEPT = 12 * PAGE
"""Rows kept; beyond that the longest unused page goes."""

_AHEAD = PAGE // 2
"""So many rows before they can be seen they are asked for."""


class QueueLines(QAbstractTableModel):
    """Cases in order, and where they are divided the heads of their groups.

    Args:
        now: UTC epoch milliseconds.

    Attributes:
        rows_wanted: (lines, generation): fetch the cases among these, and give them to ``take_rows`` with the same generation.
        marks: cases that somebody marked.
    """

    rows_wanted = Signal(object, int)

    def __init__(self, now: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = now
        self._now = now()
        self._pks: array[int] = array("q")
        self._by = CaseGroup.NONE
        self._groups: dict[int, Group] = {}
        self._folded: frozenset[str | int] = frozenset()
        self._rows: dict[int, CaseRow | None] = {}
        self._cells: dict[int, Cell] = {}
        self._wanted: set[int] = set()
        self._generation = 0
        self.marks = Marks(self)
        self.marks.changed.connect(self._repaint_all)

    # Facts in.

    def show(self, listing: Listing) -> None:
        """Take over a new order. Selection, current row and everything else that holds an index stays with its case."""
        self._generation += 1
        self._wanted.clear()
        self._now = self._clock()
        question = listing.question
        heads = (self._groups, self._folded)
        self._by, self._folded = question.by, question.folded
        self._groups = {group.line: group for group in listing.groups}
        if listing.pks != self._pks:
            if question.old != self._pks or not self._pks or len(listing.gone) == len(self._pks):
                self.beginResetModel()
                self._take_facts(listing)
                self._pks = listing.pks
                self.endResetModel()
                self.marks.keep(self._here)
                return
            self._move(listing)
        if self._take_facts(listing) or heads != (self._groups, self._folded):
            self._repaint_all()
        self.marks.keep(self._here)

    def _take_facts(self, listing: Listing) -> bool:
        """The rows as they are now; whether any differs. What is ready to be painted stays where the row is as it was."""
        before, self._rows = self._rows, {row.pk: row for row in listing.rows}
        self._cells = {pk: cell for pk, cell in self._cells.items() if pk > 0 and self._rows.get(pk) == before.get(pk)}
        return self._rows != before

    def _move(self, listing: Listing) -> None:
        """New rows come at the end, then all take their places, then those that are gone leave from the end."""
        count = len(self._pks)
        if listing.added:
            self.beginInsertRows(_ROOT, count, count + len(listing.added) - 1)
            self._pks = self._pks + listing.added
            self.endInsertRows()
        target = listing.pks + listing.gone
        if target != self._pks:
            self.layoutAboutToBeChanged.emit()
            held = self.persistentIndexList()
            places: dict[int, int] = {}
            moved = []
            for index in held:
                place = places.get(index.row())
                if place is None:
                    place = places[index.row()] = target.index(self._pks[index.row()])
                moved.append(self.createIndex(place, index.column()))
            self._pks = target
            self.changePersistentIndexList(held, moved)
            self.layoutChanged.emit()
        if listing.gone:
            self.beginRemoveRows(_ROOT, len(listing.pks), len(target) - 1)
            self._pks = listing.pks
            self.endRemoveRows()

    def take_rows(self, wanted: Sequence[int], rows: Iterable[CaseRow], generation: int) -> None:
        """Rows that were asked for; those of an older order are not taken."""
        if generation != self._generation:
            return
        if len(self._rows) > _KEPT:
            for pk in list(self._rows)[: len(self._rows) - _KEPT // 2]:
                self._rows.pop(pk, None)
                self._cells.pop(pk, None)
        found: dict[int, CaseRow | None] = {pk: None for pk in wanted if pk > 0}
        found.update((row.pk, row) for row in rows)
        self._rows.update(found)
        for pk in found:
            self._cells.pop(pk, None)
        place = next((n for n in sorted(self._wanted) if self._pks[n * PAGE] in wanted), None)
        if place is not None:
            self._wanted.discard(place)
            self._repaint(place * PAGE, min((place + 1) * PAGE, len(self._pks)) - 1)

    def begin(self, by: CaseGroup, folded: frozenset[str | int]) -> None:
        """How the first cases will be divided."""
        self._by, self._folded = by, folded

    def fold(self, row: int, *, folded: bool) -> bool:
        """Hide or show the cases of a group.

        Args:
            row: of its head.

        Returns:
            whether anything changed.
        """
        group = self._groups.get(self.pk(row))
        if group is None or (group.value in self._folded) == folded:
            return False
        self._generation += 1
        self._wanted.clear()
        self._cells.pop(group.line, None)
        count = len(group.pks)
        if folded:
            self._folded |= {group.value}
            self.beginRemoveRows(_ROOT, row + 1, row + count)
            self._pks = self._pks[: row + 1] + self._pks[row + 1 + count :]
            self.endRemoveRows()
        else:
            self._folded -= {group.value}
            self.beginInsertRows(_ROOT, row + 1, row + count)
            self._pks = self._pks[: row + 1] + group.pks + self._pks[row + 1 :]
            self.endInsertRows()
        self._repaint(row, row)
        return True

    # Facts out.

    @property
    def pks(self) -> array[int]:
        """The lines in order; not to be changed."""
        return self._pks

    @property
    def by(self) -> CaseGroup:
        """What the cases are divided by."""
        return self._by

    @property
    def groups(self) -> tuple[Group, ...]:
        """What the cases are divided into."""
        return tuple(self._groups.values())

    @property
    def folded(self) -> frozenset[str | int]:
        """Values of the groups of which only the head is shown."""
        return self._folded

    def pk(self, row: int) -> int:
        """The line of a row: a case, below zero the head of a group, 0 where there is none."""
        return self._pks[row] if 0 <= row < len(self._pks) else 0

    def row_of(self, pk: int) -> int:
        """The row of a case, -1 where it is not in the list."""
        try:
            return self._pks.index(pk)
        except ValueError:
            return -1

    def head_of(self, row: int) -> int:
        """The row of the head of the group that a row is in; -1 where nothing is divided."""
        head = 0
        for group in self._groups.values():
            lines = 1 if group.value in self._folded else 1 + len(group.pks)
            if head <= row < head + lines:
                return head
            head += lines
        return -1

    def is_open(self, row: int) -> bool:
        """Whether the cases of the group whose head is in a row are shown."""
        group = self._groups.get(self.pk(row))
        return group is not None and group.value not in self._folded

    def case(self, row: int) -> CaseRow | None:
        """A row's case as far as it is here."""
        return self._rows.get(self.pk(row))

    def look_ahead(self, first: int, last: int) -> None:
        """Rows come into sight: ask for those that follow before they do."""
        for row in (first - _AHEAD, last + _AHEAD):
            if 0 <= row < len(self._pks):
                pk = self._pks[row]
                if pk > 0 and pk not in self._rows:
                    self._ask(row // PAGE)

    def _ask(self, page: int) -> None:
        if page not in self._wanted:
            self._wanted.add(page)
            self.rows_wanted.emit(self._pks[page * PAGE : (page + 1) * PAGE], self._generation)

    def _here(self, wanted: set[int]) -> set[int]:
        """Which of some cases are in the list, in a folded group too."""
        here = wanted.intersection(self._pks)
        for group in self._groups.values():
            if group.value in self._folded:
                here |= wanted.intersection(group.pks)
        return here

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Number of lines."""
        return 0 if parent.isValid() else len(self._pks)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(Column)

    def _repaint(self, first: int, last: int) -> None:
        if 0 <= first <= last < len(self._pks):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))

    def _repaint_all(self) -> None:
        self._repaint(0, len(self._pks) - 1)
