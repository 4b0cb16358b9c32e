"""The list beside the help: its pages, or what a search found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

__all__ = ["ContentsModel", "Place"]


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the list.

    Attributes:
        page, section, language: where it leads.
        title: what is shown.
        more: shown in the second line, '' for none.
    """

    page: str
    section: int
    language: str
    title: str
    more: str = ""


class ContentsModel(QAbstractListModel):
    """Places in the help."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: list[Place] = []

    def show(self, places: list[Place]) -> None:
        """Show other places."""
        self.beginResetModel()
        self._places = places
        self.endResetModel()

    def place(self, number: int) -> Place | None:
        """A place by its line, None where there is no such line."""
        return self._places[number] if 0 <= number < len(self._places) else None

    def line_of(self, page: str) -> int:
        """The first line that leads to a page, -1 where none does."""
        return next((n for n, place in enumerate(self._places) if place.page == page), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """How many."""
        return 0 if parent is not None and parent.isValid() else len(self._places)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a line."""
        place = self.place(index.row()) if index.isValid() else None
        if place is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{place.title}\n{place.more}" if place.more else place.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return " · ".join(part for part in (place.title, place.more) if part)
        return None
