"""Whom something goes to, or who is asked: a kind of people, a group, words they have to fit, and single ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from fallback_console.domain.broadcast import Audience
from fallback_console.ui.broadcast.chosen_people import ChosenPeople
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import PlainLabel, column, row
from fallback_console.ui.widgets.choices import ComboBox
from fallback_console.ui.widgets.text import one_line

__all__ = ["WhomFields"]

_LONGEST = 200
_NAME = 60


class WhomFields(QWidget):
    """Four fields under a title.

    Args:
        name: object names begin so.
        roles: kinds of people there are to choose from, '' for none of them.
        word: what each is called.

    Attributes:
        changed: something else is chosen or typed.
        given: Enter among the words.
    """

    changed = Signal()
    given = Signal()

    def __init__(
        self, theme: Theme, name: str, roles: Sequence[str], word: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._roles, self._word = tuple(roles), word
        self._groups: list[tuple[str, int]] = []
        self._title = PlainLabel("", "strong")
        self.role, self.group, self.search = ComboBox(theme), ComboBox(theme), QLineEdit()
        self.people = ChosenPeople(theme)
        for box, part in ((self.role, "role"), (self.group, "group")):
            box.setObjectName(f"{name}-{part}")
            box.setMinimumWidth(Size.COLUMN_M)
            box.currentIndexChanged.connect(self.changed)
        self.search.setObjectName(f"{name}-search")
        self.search.setMaxLength(_LONGEST)
        self.search.textEdited.connect(self.changed)
        self.search.returnPressed.connect(self.given)
        self.people.changed.connect(self.changed)
        kinds = row()
        kinds.addWidget(self.role, 1)
        kinds.addWidget(self.group, 1)
        lines = column(self, gap=Space.S)
        lines.addWidget(self._title)
        lines.addLayout(kinds)
        lines.addWidget(self.search)
        lines.addWidget(self.people)

    def audience(self, numbers: tuple[str, ...] = ()) -> Audience:
        """Whom they mean now.

        Args:
            numbers: telephone numbers besides.
        """
        words = " ".join(self.search.text().split())
        return Audience(self.role.currentData() or "", words, self.group.currentData() or "", self.people.keys, numbers)

    def retranslate(self, title: str) -> None:
        """Set every text again; what is typed and chosen stays."""
        self._title.setText(title)
        self.role.setAccessibleName(self.tr("Everybody of a kind"))
        self.group.setAccessibleName(self.tr("Everybody in a group"))
        self.search.setPlaceholderText(self.tr("Only with these words: name, place, skill, language"))
        self.search.setAccessibleName(self.tr("Words that people have to fit"))
        self.choose_role(self.role.currentData() or "")
        self._fill_groups(self.group.currentData() or "")
        self.people.retranslate()

    def begin(self, audience: Audience) -> None:
        """Go on with what was chosen before."""
        self.people.set_keys(audience.people)
        self.search.setText(audience.search)
        self.choose_role(audience.role)
        self._fill_groups(audience.group)

    def choose_role(self, chosen: str) -> None:
        """Everybody of a kind."""
        with QSignalBlocker(self.role):
            self.role.clear()
            for role in self._roles:
                self.role.addItem(self._word(role), role)
            self.role.setCurrentIndex(self.role.findData(chosen))

    def show_groups(self, groups: Sequence[tuple[str, int]]) -> None:
        """Every group with how many are in it; the chosen one stays."""
        self._groups = list(groups)
        self._fill_groups(self.group.currentData() or "")

    def _fill_groups(self, chosen: str) -> None:
        with QSignalBlocker(self.group):
            self.group.clear()
            self.group.addItem(self.tr("Choose a group …"), "")
            for name, count in self._groups:
                words = self.tr("{group} ({count})").format(group=one_line(name, _NAME), count=count)
                self.group.addItem(words, name)
            if chosen and self.group.findData(chosen) < 0:
                # One that has nobody any more, or is not known here.
                self.group.addItem(one_line(chosen, _NAME), chosen)
            self.group.setCurrentIndex(self.group.findData(chosen))
