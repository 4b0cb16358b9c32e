"""One escalation: where it stands, what can be done about it, and all that happened."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fallback_console.services.escalation_list import Escalation, Line
from fallback_console.ui.case.side_panel import Choice, ChoiceModel, Choices
from fallback_console.ui.escalation.words import (
    case_words,
    line_icon,
    line_words,
    stands_words,
    starter_words,
    state_look,
    title_words,
)
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets import Button, Chip, FlatButton, PlainLabel, PrimaryButton, column, row
from fallback_console.ui.widgets.flow import FlowLayout

__all__ = ["EscalationPane"]

_ICONS = {"taken": "claimed", "passed": "next", "closed": "check"}


class EscalationPane(QWidget):
    """Shows facts; what is wanted is told.

    Attributes:
        wanted: of ``domain.escalation.ACTS``.
        case_requested: key of the case it is about.
        shown: what is shown, None before the first.
    """

    wanted = Signal(str)
    case_requested = Signal(str)

    def __init__(self, theme: Theme, login: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._login = login
        self.shown: Escalation | None = None
        self._lines: Sequence[Line] = ()
        self._title = PlainLabel("", "large", wrap=True)
        self._state, self._urgent = Chip(theme), Chip(theme)
        self._stands = PlainLabel("", "strong", wrap=True)
        self._about = PlainLabel("", "muted", wrap=True)
        self.case_button = FlatButton(theme, "", "open")
        self.case_button.setObjectName("escalation-case")
        self.buttons: dict[str, Button] = {}
        for act, icon in _ICONS.items():
            button = (PrimaryButton if act == "taken" else Button)(theme, "", icon)
            button.setObjectName(f"escalation-{act}")
            button.clicked.connect(lambda _checked=False, act=act: self.wanted.emit(act))
            self.buttons[act] = button
        self._happened = PlainLabel("", "strong")
        self.rows = ChoiceModel(theme, self)
        self.list = Choices(theme, self.rows)
        self.list.setObjectName("escalation-lines")
        self.case_button.clicked.connect(self._open_case)
        self._build()

    def _build(self) -> None:
        chips = row(gap=Space.S)
        chips.addWidget(self._state)
        chips.addWidget(self._urgent)
        chips.addStretch(1)
        acts = FlowLayout()
        for button in (*self.buttons.values(), self.case_button):
            acts.addWidget(button)
        body = column(self, gap=Space.S)
        body.addWidget(self._title)
        body.addLayout(chips)
        body.addWidget(self._stands)
        body.addWidget(self._about)
        body.addLayout(acts)
        body.addWidget(self._happened)
        body.addWidget(self.list, 1)

    def can(self, act: str) -> bool:
        """Whether something can be done now."""
        one = self.shown
        if one is None or one.state == "closed":
            return False
        if act == "taken":
            return not one.holder
        return act != "passed" or one.state != "exhausted"

    def show_one(self, one: Escalation, lines: Sequence[Line], now: int) -> None:
        """Show one as it stands."""
        self.shown, self._lines = one, lines
        look = state_look(one.state)
        self._title.setText(title_words(one))
        self._state.show_state(look.word, look.icon, look.variant)
        self._urgent.setVisible(one.urgent)
        self._urgent.show_state(self.tr("Urgent"), "attention", "bad", self.tr("Also in quiet hours"))
        about = self.tr("Chain {chain}, begun by {name}").format(chain=one.chain, name=starter_words(one.started_by))
        self._about.setText(" · ".join(filter(None, (about, case_words(one)))))
        self.case_button.setVisible(bool(one.case_number))
        for act, button in self.buttons.items():
            button.setVisible(self.can(act))
        self.tick(now)

    def tick(self, now: int) -> None:
        """Time goes on."""
        one = self.shown
        if one is not None:
            words = stands_words(one, now)
            self._stands.setText(words[:1].upper() + words[1:])
            place = self.list.currentIndex().row()
            self.rows.show([Choice(*line_words(line, one, now), line_icon(line), line) for line in self._lines])
            self.list.setCurrentIndex(self.rows.index(min(max(place, 0), len(self._lines) - 1)))

    def retranslate(self, now: int) -> None:
        """Set every text again."""
        self.buttons["taken"].setText(self.tr("&Take it"))
        self.buttons["taken"].setToolTip(self.tr("Nobody else is asked any more (T)"))
        self.buttons["passed"].setText(self.tr("Ask the next &step now"))
        self.buttons["passed"].setToolTip(self.tr("Pass it on (E)"))
        self.buttons["closed"].setText(self.tr("&Close"))
        self.buttons["closed"].setToolTip(self.tr("It is done (D)"))
        self.case_button.setText(self.tr("Show the case"))
        self._happened.setText(self.tr("What happened"))
        self.list.setAccessibleName(self.tr("What happened"))
        if self.shown is not None:
            self.show_one(self.shown, self._lines, now)

    def _open_case(self) -> None:
        if self.shown is not None:
            self.case_requested.emit(self.shown.case_key)
