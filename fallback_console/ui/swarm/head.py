"""Head of an opened swarm: what it is about, where it stands in its nine steps, who is in it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fallback_console.domain.swarm import STEPS
from fallback_console.ui.case_words import priority_words
from fallback_console.ui.swarm.facts import OneFacts
from fallback_console.ui.swarm.words import (
    Look,
    case_words,
    name_words,
    next_hint,
    people_words,
    state_look,
    step_look,
    title_words,
)
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets import Chip, ElidedLabel, IconLabel, PlainLabel, column, row, set_tooltip
from fallback_console.ui.widgets.chip import ChipButton
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.times import absolute, clock_time

__all__ = ["StepLine", "SwarmHead"]

_VARIANTS = {"bad": "bad", "warn": "warn", "ok": "ok"}


class _Step(QWidget):
    """A step: an icon and a word, both in a colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconLabel(theme, "clock", "muted")
        self._word = PlainLabel("", "small")
        line = row(self, gap=Space.XS)
        line.addWidget(self._icon)
        line.addWidget(self._word)

    def show_look(self, look: Look) -> None:
        """Show where it stands."""
        role = "muted" if look.variant == "neutral" else look.variant
        self._icon.show_icon(look.icon, role)
        self._word.set_look("step" if look.variant == "accent" else "small")
        self._word.setText(look.word)


class StepLine(QWidget):
    """The nine steps in a line: those that are done, the one it is at, those to come."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = {step: _Step(theme) for step in STEPS}
        flow = FlowLayout(self, gap=Space.S)
        for step in self._steps.values():
            flow.addWidget(step)

    def show_step(self, at: str) -> None:
        """Show where it stands."""
        for name, step in self._steps.items():
            look = step_look(name, at)
            step.show_look(look)
            state = {
                "check": self.tr("{step}: done"),
                "flowing": self.tr("{step}: now"),
                "clock": self.tr("{step}: to come"),
            }
            set_tooltip(step, state[look.icon].format(step=look.word))
        place = STEPS.index(at) + 1
        words = self.tr("Step {number} of {count}: {step}")
        self.setAccessibleName(words.format(number=place, count=len(STEPS), step=step_look(at, at).word))


class SwarmHead(QWidget):
    """Shows facts.

    Attributes:
        case_requested: the case's chip was pressed.
    """

    case_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel("", "title")
        self._state, self._priority = Chip(theme), Chip(theme)
        self._lead = ElidedLabel("", "muted")
        self.case_button = ChipButton(theme, "…", "open")
        self.case_button.setObjectName("swarm-case")
        self.case_button.clicked.connect(self.case_requested)
        self.steps = StepLine(theme)
        self._hint = PlainLabel("", "strong", wrap=True)
        self._people = ElidedLabel("")
        self._people.setObjectName("swarm-people")
        first = row(gap=Space.S)
        first.addWidget(self._title, 1)
        first.addWidget(self.case_button)
        second = row(gap=Space.S)
        second.addWidget(self._state)
        second.addWidget(self._priority)
        second.addWidget(self._lead, 1)
        body = column(self, gap=Space.XS)
        body.addLayout(first)
        body.addLayout(second)
        body.addWidget(self.steps)
        body.addWidget(self._hint)
        body.addWidget(self._people)

    @property
    def hint(self) -> str:
        """What it says is next."""
        return self._hint.text()

    @property
    def people(self) -> str:
        """Who it says is in it."""
        return self._people.text()

    def show_one(self, facts: OneFacts, now: int) -> None:
        """Show one as it stands."""
        one = facts.one
        self._title.setText(title_words(one))
        look = state_look(one.state)
        self._state.show_state(look.word, look.icon, look.variant)
        priority = facts.priority
        self._priority.setVisible(priority is not None)
        if priority is not None:
            words = priority_words(priority)
            said = self.tr("Priority: {word}").format(word=words.text)
            self._priority.show_state(said, words.icon, _VARIANTS.get(words.role, "neutral"))
        lead = (
            self.tr("Lead: {name}").format(name=name_words(one.lead_name)) if one.lead else self.tr("Nobody leads it")
        )
        opened = self.tr("open since {time}").format(time=clock_time(one.opened_at, now))
        self._lead.setText(f"{lead} · {opened} · {one.reason}")
        self._lead.setToolTip(absolute(one.opened_at))
        case = case_words(one, facts.line.customer)
        number = one.case_number if one.case_number.startswith("T-") else f"#{one.case_number}"
        self.case_button.setVisible(bool(one.case_number))
        self.case_button.show_state(number, "open", "neutral", case)
        self.case_button.setAccessibleName(self.tr("Show the case: {case}").format(case=case))
        self.steps.show_step(one.step)
        self._hint.setText(next_hint(one.step))
        self._people.setText(people_words(one, facts.organisations))
