"""The queue as a table: only the order of all cases is kept in memory, rows are fetched by window."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from fallback_console.domain.views import CaseRow
from fallback_console.ui import case_words
from fallback_console.ui.case_words import Words
from fallback_console.ui.i18n import translate
from fallback_console.ui.models.queue_listing import Listing
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import absolute

__all__ = ["PAGE", "Cell", "Column", "QueueModel"]

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

PAGE = 64
"""Rows fetched together."""

_KEPT = 12 * PAGE
"""Rows kept; beyond that the longest unused page goes."""


class Column(IntEnum):
    """Columns from left to right."""

    PRIORITY = 0
    DUE = 1
    CASE = 2
    STATUS = 3
    OWNER = 4
    MARK = 5


@dataclass(slots=True)
class Cell:
    """A row ready to be painted: words, icons and roles of colours, made once.

    Attributes:
        facts: number and customer; ``narrow`` has status and owner besides, for where their columns have no room.
        elided: texts already cut to a width, by (which, width).
    """

    priority: Words
    due: Words
    subject: str
    facts: str
    narrow: str
    status: Words
    owner: Words
    mark: Words | None
    whole: str
    elided: dict[tuple[int, int], str] = field(default_factory=dict)


class QueueModel(QAbstractTableModel):
    """The queue's cases in order.

    ``data`` and ``cell`` never read the database: a row that is not here yet is asked for through ``rows_wanted`` and shows
    an ellipsis until then.

    Attributes:
        rows_wanted: (numbers of cases, generation): fetch these, and give them to ``take_rows`` with the same generation.
    """

    rows_wanted = Signal(object, int)

    def __init__(self, login: str, now: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._login = login
        self._clock = now
        self._now = now()
        self._pks: array[int] = array("q")
        self._rows: dict[int, CaseRow | None] = {}
        self._cells: dict[int, Cell] = {}
        self._wanted: set[int] = set()
        self._generation = 0
        self._blank = _blank()

    # Facts in.

    def show(self, listing: Listing) -> None:
        """Take over a new order. Selection, current row and everything else that holds an index stays with its case."""
        self._generation += 1
        self._wanted.clear()
        self._now = self._clock()
        if listing.pks != self._pks:
            if listing.question.old != self._pks or not self._pks or len(listing.gone) == len(self._pks):
                self.beginResetModel()
                self._take_facts(listing)
                self._pks = listing.pks
                self.endResetModel()
                return
            self._move(listing)
        if self._take_facts(listing):
            self._repaint(0, len(self._pks) - 1)

    def _take_facts(self, listing: Listing) -> bool:
        """The rows as they are now; whether any differs. What is ready to be painted stays where the row is as it was."""
        before, self._rows = self._rows, {row.pk: row for row in listing.rows}
        self._cells = {pk: cell for pk, cell in self._cells.items() if self._rows.get(pk) == before[pk]}
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
        found: dict[int, CaseRow | None] = dict.fromkeys(wanted)
        found.update((row.pk, row) for row in rows)
        self._rows.update(found)
        for pk in found:
            self._cells.pop(pk, None)
        place = next((n for n in sorted(self._wanted) if self._pks[n * PAGE] in found), None)
        if place is not None:
            self._wanted.discard(place)
            self._repaint(place * PAGE, min((place + 1) * PAGE, len(self._pks)) - 1)

    def tick(self) -> None:
        """Time went on, or another language or theme: all words are made again."""
        self._now = self._clock()
        self._cells = {}
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._repaint(0, len(self._pks) - 1)

    # Facts out.

    @property
    def pks(self) -> array[int]:
        """The cases in order; not to be changed."""
        return self._pks

    def pk(self, row: int) -> int:
        """The case in a row, 0 where there is none."""
        return self._pks[row] if 0 <= row < len(self._pks) else 0

    def row_of(self, pk: int) -> int:
        """The row of a case, -1 where it is not in the list."""
        try:
            return self._pks.index(pk)
        except ValueError:
            return -1

    def case(self, row: int) -> CaseRow | None:
        """A row's case as far as it is here."""
        return self._rows.get(self.pk(row))

    def cell(self, row: int) -> Cell:
        """A row ready to be painted; a blank one while it is being fetched."""
        pk = self._pks[row]
        cell = self._cells.get(pk)
        if cell is not None:
            return cell
        facts = self._rows.get(pk)
        if facts is None:
            if pk not in self._rows:
                self._ask(row // PAGE)
            return self._blank
        cell = self._cells[pk] = _cell(facts, self._login, self._now)
        return cell

    def _ask(self, page: int) -> None:
        if page not in self._wanted:
            self._wanted.add(page)
            self.rows_wanted.emit(self._pks[page * PAGE : (page + 1) * PAGE], self._generation)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Number of cases."""
        return 0 if parent.isValid() else len(self._pks)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a cell; for screen readers the whole row; painting goes through ``cell``."""
        if not index.isValid() or index.row() >= len(self._pks):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _word(self.cell(index.row()), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.cell(index.row()).whole
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(index.row(), index.column())
        return None

    def _tooltip(self, row: int, column: int) -> str | None:
        facts = self.case(row)
        if facts is None:
            return None
        if column == Column.DUE and facts.due_at is not None:
            return f"{case_words.due_phrase(facts.due_at, self._now)} · {absolute(facts.due_at)}"
        if column == Column.MARK:
            mark = self.cell(row).mark
            return mark.text if mark is not None else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            # Asked hundreds of times for a header's sizes.
            match section:
                case Column.PRIORITY:
                    return self.tr("Priority")
                case Column.DUE:
                    return self.tr("SLA")
                case Column.CASE:
                    return self.tr("Case")
                case Column.STATUS:
                    return self.tr("Status")
                case Column.OWNER:
                    return self.tr("Owner")
            return ""
        if role == Qt.ItemDataRole.AccessibleTextRole and section == Column.MARK:
            return self.tr("Not yet sent")
        return None

    def _repaint(self, first: int, last: int) -> None:
        if 0 <= first <= last < len(self._pks):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))


def _blank() -> Cell:
    nothing = Words("", "", "muted")
    return Cell(nothing, nothing, "…", "", "", nothing, nothing, None, "…")


def _word(cell: Cell, column: int) -> str:
    match column:
        case Column.PRIORITY:
            return cell.priority.text
        case Column.DUE:
            return cell.due.text
        case Column.CASE:
            return cell.subject
        case Column.STATUS:
            return cell.status.text
        case Column.OWNER:
            return cell.owner.text
    return ""


def _cell(row: CaseRow, login: str, now: int) -> Cell:
    priority = case_words.priority_words(row.priority)
    due = case_words.due_words(row.due_at, now)
    status = case_words.status_word(row.status)
    owner = case_words.owner_word(row.owner, login)
    mark = case_words.unsent_words(row)
    subject = one_line(row.subject) or translate("QueueModel", "(no subject)")
    number, customer = case_words.case_number(row), one_line(plain_name(row.customer), 100)
    facts = " · ".join(p for p in (number, customer) if p)
    nobody = translate("QueueModel", "unclaimed")
    due_spoken = translate("QueueModel", "due {when}").format(when=due.text) if due.text else ""
    whole = (subject, number, customer, priority.text, due_spoken, status, owner or nobody, mark.text if mark else "")
    return Cell(
        priority=priority,
        due=due,
        subject=subject,
        facts=facts,
        narrow=" · ".join(p for p in (facts, status, owner) if p),
        status=Words(status, "", "text"),
        owner=Words(owner, "", "text"),
        mark=mark,
        whole=", ".join(p for p in whole if p),
    )
