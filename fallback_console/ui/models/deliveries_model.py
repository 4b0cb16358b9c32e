"""Open deliveries as a table, those of one case together below its head."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from fallback_console.domain.sync_groups import Group
from fallback_console.domain.views import DeliveryRow
from fallback_console.ui import names
from fallback_console.ui.models.kept_rows import KeptRows
from fallback_console.ui.widgets import one_line
from fallback_console.ui.widgets.times import absolute, relative
from fallback_console.ui.widgets.two_line import INDENT_ROLE, SUBTITLE_ROLE

__all__ = ["Column", "DeliveriesModel"]

_Index = QModelIndex | QPersistentModelIndex
_ROLES = {"accent": "accent", "warn": "warn", "bad": "bad", "ok": "ok", "neutral": "muted"}


class Column(IntEnum):
    """Columns from left to right."""

    STATE = 0
    WHAT = 1
    TO = 2


class _Line(NamedTuple):
    """One row of the table: the head of a case, or a delivery.

    Attributes:
        key: stable.
        rows: all of a head's case; of a delivery itself alone.
        below: a delivery that stands below its case's head.
        shown: the delivery it waits for stands above it.
    """

    key: str
    rows: tuple[DeliveryRow, ...]
    head: Group | None = None
    below: bool = False
    shown: bool = False


def _lines(groups: Iterable[Group]) -> list[_Line]:
    lines = []
    for group in groups:
        several = len(group.rows) > 1
        if several:
            lines.append(_Line(f"case {group.case_key}", group.rows, group))
        ids = {row.id for row in group.rows}
        lines += [_Line(str(row.id), (row,), None, several, row.held_by in ids) for row in group.rows]
    return lines


class DeliveriesModel(KeptRows):
    """What is not yet delivered. New rows replace old ones without losing selection or place.

    A case with more than one has a row of its own above them.
    """

    columns = len(Column)

    def _key_of(self, row: _Line) -> str:
        return row.key

    def show_groups(self, groups: Sequence[Group], now: int) -> None:
        """Take new rows; those that stay keep their place on screen."""
        self.show_rows(_lines(groups), now)

    def delivery(self, row: int) -> DeliveryRow | None:
        """The delivery in a row; None for the head of a case."""
        line = self._line(row)
        return line.rows[0] if line is not None and line.head is None else None

    def deliveries(self, rows: Iterable[int]) -> tuple[DeliveryRow, ...]:
        """The deliveries of several rows in their order, each once; the head of a case stands for all of them."""
        found = {d.id: d for row in sorted(rows) if (line := self._line(row)) is not None for d in line.rows}
        return tuple(found.values())

    def key(self, row: int) -> str:
        """What identifies a row through all changes; '' beyond the end."""
        line = self._line(row)
        return line.key if line is not None else ""

    def row_of(self, delivery_id: int) -> int:
        """The row of a delivery, -1 where it is not here."""
        return self.row_of_key(str(delivery_id))

    def row_of_key(self, key: str) -> int:
        """The row of a key, -1 where it is not here."""
        return next((n for n, line in enumerate(self._rows) if line.key == key), -1)

    def row_of_case(self, case_key: str) -> int:
        """The first delivery of a case, -1 where it has none."""
        rows = enumerate(self._rows)
        return next((n for n, line in rows if line.head is None and line.rows[0].case_key == case_key), -1)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, icons and colours; for screen readers the whole row."""
        line = self._line(index.row()) if index.isValid() else None
        if line is None:
            return None
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, column)
        if role == SUBTITLE_ROLE:
            return self._subtitle(line, column)
        if role == INDENT_ROLE:
            return line.below and column == Column.WHAT
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icon(line, column)
        if role == Qt.ItemDataRole.ForegroundRole and column == Column.STATE:
            return QColor(self._theme.tokens.colour(_ROLES[names.delivery_look(_most_urgent(line).state)[1]]))
        if role == Qt.ItemDataRole.ToolTipRole and column == Column.TO:
            return absolute(min(row.made_at for row in line.rows))
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._spoken(line)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            {
                Column.STATE: self.tr("State"),
                Column.WHAT: self.tr("What"),
                Column.TO: self.tr("To"),
            }.get(Column(section))
            if 0 <= section < len(Column)
            else None
        )

    def _line(self, row: int) -> _Line | None:
        found: _Line | None = self._row(row)
        return found

    def _text(self, line: _Line, column: Column) -> str:
        row = _most_urgent(line)
        if column == Column.STATE:
            return names.delivery_word(row.state)
        if column == Column.TO:
            systems = {names.system_name(r.sink) for r in line.rows}
            return one_line(systems.pop()) if len(systems) == 1 else self.tr("%n systems", "", len(systems))
        if line.head is not None:
            return one_line(_case_of(row, who=False)) or self.tr("A case")
        return one_line(names.entry_title(row.kind, row.summary))

    def _subtitle(self, line: _Line, column: Column) -> str:
        if column == Column.TO:
            return relative(min(row.made_at for row in line.rows), self._now)
        if column != Column.WHAT:
            return ""
        if line.head is not None:
            return self.tr("%n together", "", len(line.rows))
        row = line.rows[0]
        if not line.below:
            held = names.held_words(row, shown=False) if row.held_why else ""
            return one_line(" · ".join(part for part in (_case_of(row), held) if part))
        parts = (names.held_words(row, shown=line.shown), row.actor)
        return one_line(" · ".join(part for part in parts if part))

    def _icon(self, line: _Line, column: Column) -> Any:
        if column == Column.STATE:
            icon, variant = names.delivery_look(_most_urgent(line).state)
            return self._theme.icon(icon, _ROLES[variant])
        if column == Column.WHAT:
            return self._theme.icon("queue" if line.head is not None else names.kind_icon(line.rows[0].kind), "muted")
        return None

    def _spoken(self, line: _Line) -> str:
        parts = [self._text(line, c) for c in Column]
        parts += [self._subtitle(line, c) for c in (Column.WHAT, Column.TO)]
        return ", ".join(part for part in parts if part)


def _most_urgent(line: _Line) -> DeliveryRow:
    order = ("needs_attention", "unknown", "in_flight")
    return min(line.rows, key=lambda row: order.index(row.state) if row.state in order else len(order))


def _case_of(row: DeliveryRow, *, who: bool = True) -> str:
    number = f"#{row.case_number}" if row.case_number else ""
    return one_line(" · ".join(p for p in (number, row.case_subject, row.actor if who else "") if p))
