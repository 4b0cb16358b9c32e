"""People as a table: only their order is kept, rows are fetched by window."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt

from fallback_console.domain.views import NumberRow, PersonRow
from fallback_console.ui.models.windowed import WindowedModel
from fallback_console.ui.names import status_word
from fallback_console.ui.people.words import kind_icon, kind_word, language_words, number_kind, with_reading
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import one_line
from fallback_console.ui.widgets.text import as_html

__all__ = ["Column", "PeopleModel"]


class Column(IntEnum):
    """Columns from left to right."""

    WHO = 0
    NUMBER = 1


class PeopleModel(WindowedModel):
    """People by name; their keys are row numbers in the store."""

    columns = len(Column)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = array("q")
        self._busy: Mapping[str, str] = {}
        theme.changed.connect(self.tick)

    def show_order(self, pks: array[int], rows: Iterable[PersonRow], busy: Mapping[str, str]) -> None:
        """Take over an order with its first rows. What is known stays to be seen until it has been fetched anew."""
        self._generation += 1
        self._busy = busy
        fresh = {row.pk: row for row in rows}
        self._rows.update(fresh)
        self._asked = set(fresh)
        if pks == self._keys:
            self.tick()
            return
        self.beginResetModel()
        self._keys = pks
        self.endResetModel()

    def tick(self) -> None:
        """Another language or theme, or somebody's status."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._repaint()

    def pk(self, row: int) -> int:
        """The person in a row by row number in the store, 0 where there is none."""
        return int(self._keys[row]) if 0 <= row < len(self._keys) else 0

    def person(self, row: int) -> PersonRow | None:
        """The person in a row, None where it is not here yet."""
        found: PersonRow | None = self._rows.get(self.pk(row))
        return found

    def _titles(self) -> tuple[str, ...]:
        return self.tr("Name"), self.tr("Number")

    def _key_of(self, row: PersonRow) -> int:
        return row.pk

    def _icon(self, row: PersonRow) -> Any:
        return self._theme.icon(kind_icon(row.role), "muted")

    def _tip(self, row: PersonRow, column: int) -> str | None:
        return as_html(f"{self._text(row, column)}\n{self._subtitle(row, column)}") if column == Column.WHO else None

    def _text(self, row: PersonRow, column: int) -> str:
        if column == Column.WHO:
            return one_line(with_reading(row), 120)
        number = _first_number(row)
        if number is not None:
            return one_line(number.shown, 40)
        return one_line(row.emails[0], 60) if row.emails else self.tr("no number")

    def _subtitle(self, row: PersonRow, column: int) -> str:
        if column == Column.WHO:
            skills = ", ".join(skill.name for skill in row.skills[:3])
            return one_line(" · ".join(part for part in (kind_word(row.role), row.organisation, skills) if part), 160)
        busy = self._busy.get(row.login) if row.role in ("team", "expert") else None
        if busy is not None:
            return status_word(busy)
        number = _first_number(row)
        if number is None:
            return self.tr("no number") if row.emails else ""
        if not number.e164:
            return self.tr("not a possible number")
        return " · ".join(part for part in (number_kind(number), language_words(row.languages[:2])) if part)


def _first_number(row: PersonRow) -> NumberRow | None:
    """The first one that can surely be rung, else the first."""
    return next((number for number in row.numbers if number.e164), next(iter(row.numbers), None))
