"""What an import would do, person by person, and which lines were left out."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from fallback_console.domain.people_lines import BrokenLine
from fallback_console.services.people_import import LookedThrough, PlannedPerson
from fallback_console.ui.i18n import translate
from fallback_console.ui.people.words import kind_word, reason_words, why_words
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.said import said
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import one_line
from fallback_console.ui.widgets.text import as_html
from fallback_console.ui.widgets.two_line import SUBTITLE_ROLE

if TYPE_CHECKING:
    from fallback_console.domain.person import PersonCard

__all__ = ["STATES", "PreviewColumn", "PreviewModel", "counts_of"]

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

STATES = ("all", "new", "changed", "same", "broken", "likely", "odd", "left")
"""What a preview can be narrowed to; 'odd' are people whose line was read with something strange in it, 'left' those whom only an
earlier file knew, who are not among 'all'."""

_ICONS = {
    "new": ("add", "ok"),
    "changed": ("edit", "accent"),
    "same": ("check", "muted"),
    "broken": ("warn", "bad"),
    "left": ("history", "muted"),
}


class PreviewColumn(IntEnum):
    """Columns from left to right."""

    WHO = 0
    WHAT = 1


def counts_of(looked: LookedThrough) -> dict[str, int]:
    """How many lines are in each of ``STATES``."""
    people, broken = looked.found.people, looked.found.broken
    return {
        "all": len(people) + len(broken),
        **looked.found.counts(),
        "broken": len(broken),
        "likely": sum(1 for person in people if person.likely),
        "odd": sum(1 for person in people if _is_odd(person)),
        "left": len(looked.left),
    }


def _is_odd(person: PlannedPerson) -> bool:
    return bool(person.notes) or "" in person.e164s


class PreviewModel(QAbstractTableModel):
    """Everybody of a file; rows are the preview's own values, nothing is copied."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._looked: LookedThrough | None = None
        self._state = "all"
        self._rows: Sequence[PlannedPerson | BrokenLine] = ()
        theme.changed.connect(self._repaint)

    def show_preview(self, looked: LookedThrough | None, state: str) -> None:
        """Show those of a state."""
        self.beginResetModel()
        self._looked, self._state = looked, state
        self._rows = () if looked is None else _of_state(looked, state)
        self.endResetModel()

    def row(self, number: int) -> PlannedPerson | BrokenLine | None:
        """One line, None where there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Number of lines."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(PreviewColumn)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts and icons; for screen readers the whole row."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = PreviewColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._lines(row, column)[0]
        if role == SUBTITLE_ROLE:
            return self._lines(row, column)[1]
        if role == Qt.ItemDataRole.DecorationRole and column is PreviewColumn.WHAT:
            return self._theme.icon(*_ICONS["broken" if isinstance(row, BrokenLine) else row.state])
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_html("\n".join(part for part in self._lines(row, column) if part))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for c in PreviewColumn for part in self._lines(row, c) if part)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        where = self.tr("In the directory") if self._is_directory else self.tr("In the file")
        titles = (where, self.tr("What comes of it"))
        return titles[section] if 0 <= section < len(titles) else None

    def _lines(self, row: PlannedPerson | BrokenLine, column: PreviewColumn) -> tuple[str, str]:
        if isinstance(row, BrokenLine):
            if column is PreviewColumn.WHO:
                text = self._looked.texts.get(row.line, "") if self._looked is not None else ""
                line = self.tr("Entry {line}") if self._is_directory else self.tr("Line {line}")
                return line.format(line=row.line), one_line(text, 120)
            return self.tr("left out"), reason_words(row.code, row.reason)
        if column is PreviewColumn.WHO:
            return one_line(_called(row.card), 120), one_line(_about(row.card), 160)
        words = {"new": self.tr("new"), "changed": self.tr("changed"), "left": self.tr("not there any more; stays")}
        return words.get(row.state, self.tr("as before")), "" if row.state == "left" else self._more(row)

    @property
    def _is_directory(self) -> bool:
        return self._looked is not None and self._looked.file.kind in ("ldap", "helpdesk")

    def _more(self, row: PlannedPerson) -> str:
        """What is most worth knowing of a person who is read."""
        impossible = [n.text for n, e164 in zip(row.card.numbers, row.e164s, strict=True) if not e164]
        if impossible:
            return self.tr("{number} cannot be right; kept as typed").format(number=one_line(impossible[0], 40))
        if row.notes:
            return one_line(said(row.notes[0]), 120)
        if row.likely:
            one = row.likely[0]
            name = one_line(plain_name(one.name), 40) or one.key
            return self.tr("perhaps {name}, {why}").format(name=name, why=why_words(one.why, one.what))
        return ", ".join(_field(name) for name in row.changes)

    def _repaint(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(PreviewColumn) - 1))


def _of_state(looked: LookedThrough, state: str) -> Sequence[PlannedPerson | BrokenLine]:
    people, broken = looked.found.people, looked.found.broken
    if state == "broken":
        return broken
    if state == "left":
        return looked.left
    if state == "likely":
        return [person for person in people if person.likely]
    if state == "odd":
        return [person for person in people if _is_odd(person)]
    if state == "all":
        # What needs a look stands first.
        return [*broken, *people]
    return [person for person in people if person.state == state]


def _called(card: PersonCard) -> str:
    return plain_name(card.name) or (card.numbers[0].text if card.numbers else "") or next(iter(card.emails), "")


def _about(card: PersonCard) -> str:
    number = card.numbers[0].text if card.numbers else ""
    return " · ".join(part for part in (kind_word(card.role), card.organisation, number) if part)


def _field(name: str) -> str:
    return {
        "role": translate("PersonFields", "kind"),
        "name": translate("PersonFields", "name"),
        "reading": translate("PersonFields", "reading"),
        "emails": translate("PersonFields", "mail"),
        "numbers": translate("PersonFields", "numbers"),
        "organisation": translate("PersonFields", "organisation"),
        "languages": translate("PersonFields", "languages"),
        "timezone": translate("PersonFields", "time zone"),
        "skills": translate("PersonFields", "skills"),
        "groups": translate("PersonFields", "groups"),
    }.get(name, name)
