"""The editor of chains: a name, steps in their order, and how often all of it is asked again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from fallback_console.domain.escalation import MOST_REPEATS, MOST_STEPS, ChainStep
from fallback_console.services.escalation_chains import Chain
from fallback_console.services.escalation_chains import Choice as Reference
from fallback_console.ui.case.side_panel import Choice, ChoiceModel, Choices
from fallback_console.ui.escalation.words import EscalationWords, reference_words
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Button, Card, FlatButton, PlainLabel, PrimaryButton, column, row
from fallback_console.ui.widgets.choices import ComboBox
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.text import one_line

__all__ = ["ChainEditor"]

_MINUTES = (1, 2, 3, 5, 10, 15, 20, 30, 60, 120, 240)
_USUAL = 5
_LONGEST_NAME = 60
_STEP_ACTS = {"add": "add", "also": "people", "earlier": "back", "later": "next", "drop": "close"}


class ChainEditor(QWidget):
    """Fields; nothing is kept before ``save_requested`` was followed.

    Attributes:
        save_requested: keep what is in the fields.
        remove_requested: take the chosen chain away.
        left: back to the escalations.
        chosen: id of the chain in the fields, '' for a new one.
        steps: as they are in the fields.
    """

    save_requested = Signal()
    remove_requested = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = EscalationWords(self)
        self._chains: Sequence[Chain] = ()
        self._names: dict[str, str] = {}
        self.chosen = ""
        self.steps: list[ChainStep] = []
        self.which = ComboBox(theme)
        self.which.setObjectName("chain-which")
        self.name = QLineEdit()
        self.name.setObjectName("chain-name")
        self.name.setMaxLength(_LONGEST_NAME)
        self.repeat = ComboBox(theme)
        self.repeat.setObjectName("chain-repeat")
        self.who, self.minutes = ComboBox(theme), ComboBox(theme)
        self.who.setObjectName("chain-who")
        self.minutes.setObjectName("chain-minutes")
        self._labels = {
            name: PlainLabel("", "strong") for name in ("which", "name", "who", "minutes", "repeat", "steps")
        }
        self.rows = ChoiceModel(theme, self)
        self.list = Choices(theme, self.rows)
        self.list.setObjectName("chain-steps")
        self.acts: dict[str, Button] = {}
        for act, icon in _STEP_ACTS.items():
            button = Button(theme, "", icon)
            button.setObjectName(f"chain-{act}")
            button.clicked.connect(lambda _checked=False, act=act: self.change(act))
            self.acts[act] = button
        self.save_button = PrimaryButton(theme, "", "check")
        self.save_button.setObjectName("chain-save")
        self.remove_button = Button(theme, "", "close")
        self.remove_button.setObjectName("chain-remove")
        self._leave = FlatButton(theme, "", "back")
        self._leave.setObjectName("chain-leave")
        self._problem = PlainLabel("", "bad", wrap=True)
        self._problem.hide()
        self._build()
        self._connect()

    def _build(self) -> None:
        fields = Card()
        for name, field in (("which", self.which), ("name", self.name), ("repeat", self.repeat)):
            fields.body.addWidget(self._labels[name])
            fields.body.addWidget(field)
        done = FlowLayout()
        for button in (self.save_button, self.remove_button, self._leave):
            done.addWidget(button)
        fields.body.addWidget(self._problem)
        fields.body.addLayout(done)
        fields.body.addStretch(1)
        steps = Card()
        new = row(gap=Space.S)
        for name, box, stretch in (("who", self.who, 3), ("minutes", self.minutes, 1)):
            part = column(gap=Space.XS)
            part.addWidget(self._labels[name])
            part.addWidget(box)
            box.setMinimumWidth(Size.COLUMN_M)
            new.addLayout(part, stretch)
        buttons = FlowLayout()
        for button in self.acts.values():
            buttons.addWidget(button)
        steps.body.addWidget(self._labels["steps"])
        steps.body.addWidget(self.list, 1)
        steps.body.addLayout(new)
        steps.body.addLayout(buttons)
        parts = row(gap=Space.M)
        parts.addWidget(fields, 2)
        parts.addWidget(steps, 3)
        column(self).addLayout(parts, 1)

    def _connect(self) -> None:
        self.which.activated.connect(lambda _place: self.open_chain(self.which.currentData() or ""))
        self.name.textChanged.connect(lambda _text: self._enable())
        self.list.chosen.connect(self._enable)
        self.save_button.clicked.connect(self.save_requested)
        self.remove_button.clicked.connect(self.remove_requested)
        self._leave.clicked.connect(self.left)

    @property
    def shown(self) -> Chain | None:
        """The chain in the fields as it is kept, None for a new one."""
        return next((one for one in self._chains if one.id == self.chosen), None)

    def show_facts(self, chains: Sequence[Chain], choices: Sequence[Reference]) -> None:
        """What there is; what is in the fields stays."""
        self._chains = chains
        self._names = {one.reference: one.name for one in choices}
        for chain in chains:
            for step, names in zip(chain.steps, chain.names, strict=True):
                self._names |= dict(zip(step.who, names, strict=True))
        chosen = self.who.currentData()
        with QSignalBlocker(self.who):
            self.who.clear()
            for one in choices:
                self.who.addItem(reference_words(one.reference, one.name), one.reference)
            self.who.setCurrentIndex(max(0, self.who.findData(chosen)))
        self.who.setEnabled(bool(choices))
        self._write_which()
        self._write_steps()

    def open_chain(self, chain: str) -> None:
        """Put a chain into the fields, '' for a new one."""
        found = next((one for one in self._chains if one.id == chain), None)
        self.chosen = found.id if found is not None else ""
        self.steps = list(found.steps) if found is not None else []
        self.name.setText(found.name if found is not None else "")
        self.repeat.setCurrentIndex(max(0, self.repeat.findData(found.repeat if found is not None else 0)))
        self.show_problem("")
        self._write_which()
        self._write_steps()

    def change(self, act: str) -> None:
        """Change the steps, of ``add``, ``also``, ``earlier``, ``later`` and ``drop``."""
        place, who = self.list.currentIndex().row(), self.who.currentData()
        if not self._can(act):
            return
        if act == "add":
            self.steps.append(ChainStep((who,), int(self.minutes.currentData())))
            place = len(self.steps) - 1
        elif act == "also":
            step = self.steps[place]
            self.steps[place] = step._replace(who=tuple(dict.fromkeys((*step.who, who))))
        elif act == "drop":
            del self.steps[place]
        else:
            other = place + (1 if act == "later" else -1)
            self.steps[place], self.steps[other] = self.steps[other], self.steps[place]
            place = other
        self._write_steps()
        self.list.setCurrentIndex(self.rows.index(min(place, len(self.steps) - 1)))
        self._enable()

    def show_problem(self, words: str) -> None:
        """Why it was not kept, '' for nothing."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def retranslate(self) -> None:
        """Set every text again."""
        words = {
            "which": self.tr("Chain"),
            "name": self.tr("Name"),
            "repeat": self.tr("Where nobody takes it"),
            "who": self.tr("Who"),
            "minutes": self.tr("Time"),
            "steps": self.tr("Steps, in their order"),
        }
        fields: dict[str, QWidget] = {"which": self.which, "name": self.name, "repeat": self.repeat}
        fields |= {"who": self.who, "minutes": self.minutes, "steps": self.list}
        for name, label in self._labels.items():
            label.setText(words[name])
            fields[name].setAccessibleName(words[name])
        self.acts["add"].setText(self.tr("&Add as a step"))
        self.acts["also"].setText(self.tr("Ask &too in the chosen step"))
        self.acts["earlier"].setText(self.tr("Ea&rlier"))
        self.acts["later"].setText(self.tr("&Later"))
        self.acts["drop"].setText(self.tr("Take the step &out"))
        self.save_button.setText(self.tr("&Save the chain"))
        self.remove_button.setText(self.tr("Remo&ve the chain"))
        self._leave.setText(self.tr("&Back to the escalations"))
        minutes, repeat = self.minutes.currentData() or _USUAL, self.repeat.currentData() or 0
        self.minutes.clear()
        for value in _MINUTES:
            self.minutes.addItem(self._words.minutes(value), value)
        self.minutes.setCurrentIndex(self.minutes.findData(minutes))
        self.repeat.clear()
        for value in range(MOST_REPEATS + 1):
            self.repeat.addItem(self._words.repeats(value), value)
        self.repeat.setCurrentIndex(self.repeat.findData(repeat))
        self._write_which()
        self._write_steps()

    def _can(self, act: str) -> bool:
        place, count = self.list.currentIndex().row(), len(self.steps)
        if act == "add":
            return self.who.count() > 0 and count < MOST_STEPS
        if act == "also":
            return self.who.count() > 0 and 0 <= place < count
        first, last = (1, count) if act == "earlier" else (0, count - 1 if act == "later" else count)
        return first <= place < last

    def _enable(self) -> None:
        for act, button in self.acts.items():
            button.setEnabled(self._can(act))
        self.save_button.setEnabled(bool(self.steps) and bool(self.name.text().strip()))
        self.remove_button.setVisible(bool(self.chosen))

    def _write_which(self) -> None:
        with QSignalBlocker(self.which):
            self.which.clear()
            for one in self._chains:
                self.which.addItem(one_line(one.name, 60), one.id)
            self.which.addItem(self.tr("A new chain"), "")
            self.which.setCurrentIndex(self.which.findData(self.chosen))

    def _write_steps(self) -> None:
        rows = []
        for number, step in enumerate(self.steps, 1):
            names = ", ".join(reference_words(one, self._names.get(one, one.partition(":")[2])) for one in step.who)
            rows.append(Choice(f"{number}. {names}", self._words.minutes(step.minutes), "people", step))
        with QSignalBlocker(self.list):
            self.rows.show(rows)
        self._enable()
