"""The connections of this station as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from fallback_console.domain.connection import Connection
from fallback_console.domain.health import SystemHealth
from fallback_console.ui import names
from fallback_console.ui.theme import Theme
from fallback_console.ui.views import connection_fields as known
from fallback_console.ui.widgets.text import one_line

__all__ = ["ConnectionsModel"]

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROLES = {"accent": "accent", "warn": "warn", "bad": "bad", "ok": "ok", "neutral": "muted"}


class ConnectionsModel(QAbstractTableModel):
    """Name and kind in the first column, state in the second."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[Connection, ...] = ()
        self._health: dict[str, SystemHealth] = {}
        theme.changed.connect(self.repaint)

    def show_rows(self, rows: Sequence[Connection]) -> None:
        """Take new rows."""
        if [c.name for c in rows] == [c.name for c in self._rows]:
            self._rows = tuple(rows)
            self.repaint()
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def show_health(self, health: Mapping[str, SystemHealth]) -> None:
        """Take new states."""
        self._health = dict(health)
        self.repaint()

    def connection(self, row: int) -> Connection | None:
        """The connection in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    @property
    def connections(self) -> Sequence[Connection]:
        """All of them."""
        return self._rows

    def row_of(self, name: str) -> int:
        """The row of a connection, -1 where it is not here."""
        return next((n for n, c in enumerate(self._rows) if c.name == name), -1)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Number of connections."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Name and state."""
        return 0 if parent.isValid() else 2

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, icons and colours."""
        one = self.connection(index.row()) if index.isValid() else None
        if one is None:
            return None
        words, icon, variant = self._state(one)
        if role == Qt.ItemDataRole.DisplayRole:
            return _title(one) if index.column() == 0 else words
        if role == Qt.ItemDataRole.DecorationRole:
            if index.column() == 0:
                return self._theme.icon(known.kind_icon(one.kind), "text")
            return self._theme.icon(icon, _ROLES[variant])
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 1:
            return QColor(self._theme.tokens.colour(_ROLES[variant]))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_title(one)}, {words}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self.tr("Connection") if section == 0 else self.tr("State")

    def repaint(self) -> None:
        """Everything may look different: another theme, language or state."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 1)

    def _state(self, one: Connection) -> tuple[str, str, str]:
        if not one.enabled:
            return self.tr("not in use"), "paused", "neutral"
        health = self._health.get(one.name)
        if health is None:
            return self.tr("not checked yet"), "unknown", "neutral"
        return (names.health_word(health), *names.health_look(health))


def _title(one: Connection) -> str:
    return one_line(known.title(one))
