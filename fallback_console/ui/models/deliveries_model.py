"""Open deliveries as a table."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from fallback_console.domain.views import DeliveryRow
from fallback_console.ui import names
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import one_line
from fallback_console.ui.widgets.times import absolute, relative
from fallback_console.ui.widgets.two_line import SUBTITLE_ROLE

__all__ = ["Column", "DeliveriesModel"]

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROLES = {"accent": "accent", "warn": "warn", "bad": "bad", "ok": "ok", "neutral": "muted"}


class Column(IntEnum):
    """Columns from left to right."""

    STATE = 0
    WHAT = 1
    TO = 2


class DeliveriesModel(QAbstractTableModel):
    """What is not yet delivered. New rows replace old ones without losing selection or place."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[DeliveryRow] = []
        self._now = 0
        theme.changed.connect(self._repaint)

    def show_rows(self, rows: Sequence[DeliveryRow], now: int) -> None:
        """Take new rows; those that stay keep their place on screen."""
        self._now = now
        wanted = [r.id for r in rows]
        keep = set(wanted)
        for at in range(len(self._rows) - 1, -1, -1):
            if self._rows[at].id not in keep:
                self.beginRemoveRows(_ROOT, at, at)
                del self._rows[at]
                self.endRemoveRows()
        left = [r.id for r in self._rows]
        known = set(left)
        if left != [i for i in wanted if i in known]:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
            return
        for at, row in enumerate(rows):
            if row.id not in known:
                self.beginInsertRows(_ROOT, at, at)
                self._rows.insert(at, row)
                self.endInsertRows()
        self._rows = list(rows)
        self._repaint()

    def tick(self, now: int) -> None:
        """Time went on."""
        self._now = now
        self._repaint()

    def delivery(self, row: int) -> DeliveryRow | None:
        """The delivery in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, delivery_id: int) -> int:
        """The row of a delivery, -1 where it is not here."""
        return next((n for n, r in enumerate(self._rows) if r.id == delivery_id), -1)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Number of deliveries."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, icons and colours; for screen readers the whole row."""
        row = self.delivery(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column == Column.STATE:
            icon, variant = names.delivery_look(row.state)
            return self._theme.icon(icon, _ROLES[variant])
        if role == Qt.ItemDataRole.DecorationRole and column == Column.WHAT:
            return self._theme.icon(names.kind_icon(row.kind), "muted")
        if role == SUBTITLE_ROLE:
            return _case_of(row) if column == Column.WHAT else relative(row.made_at, self._now)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column == Column.TO:
            return absolute(row.made_at)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            made = relative(row.made_at, self._now)
            return ", ".join((*(self._text(row, c) for c in Column), _case_of(row), made))
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

    def retranslate(self) -> None:
        """Another language."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._repaint()

    def _text(self, row: DeliveryRow, column: Column) -> str:
        match column:
            case Column.STATE:
                return names.delivery_word(row.state)
            case Column.WHAT:
                return one_line(names.entry_title(row.kind, row.summary))
            case Column.TO:
                return one_line(names.system_name(row.sink))

    def _colour(self, row: DeliveryRow, column: Column) -> QColor | None:
        if column == Column.STATE:
            return QColor(self._theme.tokens.colour(_ROLES[names.delivery_look(row.state)[1]]))
        return None

    def _repaint(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(Column) - 1))


def _case_of(row: DeliveryRow) -> str:
    number = f"#{row.case_number}" if row.case_number else ""
    return one_line(" · ".join(p for p in (number, row.case_subject, row.actor) if p))
