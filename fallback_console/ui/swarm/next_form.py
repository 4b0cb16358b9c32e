"""Naming the next action of a swarm: what, by whom, until when."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from fallback_console.domain.swarm import LONGEST_TITLE
from fallback_console.ui.swarm.facts import OneFacts
from fallback_console.ui.swarm.words import external_name, inside_of, name_words
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets import Banner, FlatButton, PlainLabel, PrimaryButton, column, row
from fallback_console.ui.widgets.choices import ComboBox
from fallback_console.ui.widgets.date_words import DateWordsEdit
from fallback_console.ui.widgets.times import clock_time

__all__ = ["NextForm"]


class NextForm(QWidget):
    """Three fields.

    Attributes:
        given: (text, owner as members are named, UTC epoch milliseconds).
        left: nothing is changed.
    """

    given = Signal(str, str, object)
    left = Signal()

    def __init__(self, theme: Theme, now: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._labels = [PlainLabel("", "strong") for _ in range(3)]
        self.text = QLineEdit()
        self.text.setObjectName("swarm-next-text")
        self.text.setMaxLength(LONGEST_TITLE)
        self.owner = ComboBox(theme)
        self.owner.setObjectName("swarm-next-owner")
        self.due = DateWordsEdit(now)
        self.due.line.setObjectName("swarm-next-due")
        self._hint = PlainLabel("", "muted", wrap=True)
        self.error = Banner(theme, "bad")
        self.save_button = PrimaryButton(theme, "", "check")
        self.save_button.setObjectName("swarm-next-save")
        self.leave_button = FlatButton(theme, "", "close")
        self.leave_button.setObjectName("swarm-next-leave")
        acts = row(gap=Space.S)
        acts.addWidget(self.save_button)
        acts.addWidget(self.leave_button)
        acts.addStretch(1)
        body = column(self, gap=Space.XS)
        for label, field in zip(self._labels, (self.text, self.owner, self.due), strict=True):
            body.addWidget(label)
            body.addWidget(field)
            label.setBuddy(field)
        body.addWidget(self._hint)
        body.addWidget(self.error)
        body.addLayout(acts)
        body.addStretch(1)
        self.text.textChanged.connect(lambda _text: self._enable())
        self.due.changed.connect(self._enable)
        self.text.returnPressed.connect(self._give)
        self.due.given.connect(self._give)
        self.save_button.clicked.connect(self._give)
        self.leave_button.clicked.connect(self.left)

    def open(self, facts: OneFacts) -> None:
        """Begin with the one that is open, or with none."""
        action = facts.one.next
        going = action.state == "set"
        self.error.hide()
        self.text.setText(action.text if going else "")
        self.show_owners(facts)
        self.owner.setCurrentIndex(max(0, self.owner.findData(action.owner if going else facts.one.lead)))
        later = going and action.due_at > self._now()
        self.due.set_moment(clock_time(action.due_at, self._now()) if later else "", action.due_at if later else None)
        self._enable()
        self.text.setFocus()

    def show_owners(self, facts: OneFacts) -> None:
        """Who can do it: whoever is in it; what is chosen stays."""
        people = inside_of(facts.one)
        if [self.owner.itemData(n) for n in range(self.owner.count())] == [m.who for m in people]:
            return
        chosen = self.owner.currentData()
        with QSignalBlocker(self.owner):
            self.owner.clear()
            for member in people:
                name = name_words(member.name)
                if member.external:
                    name = self.tr("{name} (external)").format(name=external_name(member, facts.organisations))
                self.owner.addItem(name, member.who)
            self.owner.setCurrentIndex(max(0, self.owner.findData(chosen)))
        self.owner.setEnabled(bool(people))
        self._enable()

    def show_error(self, title: str, hint: str) -> None:
        """It could not be saved; what is typed is still there."""
        self.error.show_words(title, hint, variant="bad")

    def retranslate(self) -> None:
        """Set every text again."""
        words = (self.tr("What is done next?"), self.tr("Who does it"), self.tr("Until when"))
        for label, word in zip(self._labels, words, strict=True):
            label.setText(word)
        self.text.setAccessibleName(words[0])
        self.owner.setAccessibleName(words[1])
        self.due.set_name(words[2])
        self._hint.setText(
            self.tr("It becomes the case's next action, and the case theirs; whoever the hub does not reach is texted.")
        )
        self.save_button.setText(self.tr("Save"))
        self.leave_button.setText(self.tr("Cancel"))
        self._enable()

    def _enable(self) -> None:
        fine = self.due.at is not None and not self.due.problem
        self.save_button.setEnabled(bool(self.text.text().strip()) and fine and self.owner.count() > 0)

    def _give(self) -> None:
        if self.save_button.isEnabled() and not self.due.problem:
            self.given.emit(self.text.text(), str(self.owner.currentData()), self.due.at)
