"""Whom to ask as rows to be marked: with why they fit, or why they are not offered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from fallback_console.services.swarm_candidates import Candidate
from fallback_console.ui.i18n import translate
from fallback_console.ui.names import status_word
from fallback_console.ui.people.words import language_words
from fallback_console.ui.swarm.words import SwarmWords, name_words, not_offered_word, way_word
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.two_line import SUBTITLE_ROLE

__all__ = ["CandidateModel", "can_be_asked"]

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_SKILLS = 3


def can_be_asked(one: Candidate) -> bool:
    """Whether it makes sense to mark somebody: whoever is in it, was asked or is out of reach cannot be asked."""
    return one.why not in ("in-it", "invited", "no-path")


class CandidateModel(QAbstractListModel):
    """Candidates in the order of the services; all of them are known. Marks stay with people, whoever is listed.

    Attributes:
        marked_changed: somebody was marked or let go.
    """

    marked_changed = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = SwarmWords(self)
        self._rows: tuple[Candidate, ...] = ()
        self._organisations: Mapping[str, str] = {}
        self._marked: dict[str, Candidate] = {}

    @property
    def marked(self) -> tuple[Candidate, ...]:
        """Who is marked, in the order of marking."""
        return tuple(self._marked.values())

    def show(self, rows: Sequence[Candidate], organisations: Mapping[str, str]) -> None:
        """Show others."""
        for one in rows:
            if one.person in self._marked:
                # As they are now: who joined meanwhile cannot be asked any more.
                self._marked[one.person] = one
                if not can_be_asked(one):
                    del self._marked[one.person]
        if tuple(rows) != self._rows or organisations != self._organisations:
            self.beginResetModel()
            self._rows, self._organisations = tuple(rows), dict(organisations)
            self.endResetModel()
        self.marked_changed.emit()

    def clear_marks(self) -> None:
        """Nobody is marked."""
        self._marked = {}
        self._repaint()

    def toggle(self, row: int) -> bool:
        """Mark somebody or let them go; False where that cannot be."""
        one = self.candidate(row)
        if one is None or not can_be_asked(one):
            return False
        if one.person in self._marked:
            del self._marked[one.person]
        else:
            self._marked[one.person] = one
        self._repaint()
        return True

    def candidate(self, row: int) -> Candidate | None:
        """A row by its place, None where there is none."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def organisation(self, one: Candidate) -> str:
        """Where somebody comes from, '' where it is not known."""
        return one_line(self._organisations.get(f"person:{one.person}", ""), 60)

    def retranslate(self) -> None:
        """Another language."""
        self._repaint()

    def _repaint(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        self.marked_changed.emit()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Both lines, the mark, and the whole row for screen readers."""
        one = self.candidate(index.row()) if index.isValid() else None
        if one is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title(one)
        if role == SUBTITLE_ROLE:
            return self._why(one)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join((self._title(one), self._why(one)))
        if role == Qt.ItemDataRole.DecorationRole:
            if one.person in self._marked:
                return self._theme.icon("ok", "accent")
            if not can_be_asked(one):
                return self._theme.icon("bell-off", "muted")
            return self._theme.icon("partner" if one.external else "person", "muted")
        return None

    def _title(self, one: Candidate) -> str:
        name = name_words(one.name)
        if one.external:
            organisation = self.organisation(one)
            whole = f"{name}, {organisation}" if organisation and organisation != name else name
            name = translate("SwarmInvite", "{name} · external").format(name=whole)
        if one.why:
            return translate("SwarmInvite", "{name} · {why}").format(name=name, why=not_offered_word(one.why))
        if one.person in self._marked:
            return translate("SwarmInvite", "{name} · chosen").format(name=name)
        return name

    def _why(self, one: Candidate) -> str:
        """Skill and level, at work, ways, load."""
        best = sorted(one.skills, key=lambda each: -each[1])[:_SKILLS]
        skills = ", ".join(f"{one_line(skill, 30)} {level}" for skill, level in best)
        parts = [skills, language_words(one.languages)]
        if one.status:
            parts.append(status_word(one.status))
        if one.on_call:
            parts.append(translate("SwarmInvite", "on call"))
        elif one.on_shift:
            parts.append(translate("SwarmInvite", "on shift"))
        ways = "/".join(map(way_word, one.ways))
        if ways:
            parts.append(translate("SwarmInvite", "over {ways}").format(ways=ways))
        if one.quiet_until is not None:
            parts.append(translate("SwarmInvite", "quiet hours"))
        if not one.external:
            parts.append(self._words.open_cases(one.open_cases))
        if one.swarms:
            numbers = ", ".join(f"S{number}" for number in one.swarms)
            parts.append(translate("SwarmInvite", "in {swarms}").format(swarms=numbers))
        return " · ".join(part for part in parts if part)
