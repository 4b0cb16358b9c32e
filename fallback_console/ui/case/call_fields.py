"""What is written about a call: its outcome, notes, and when to call back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from fallback_console.services import calls
from fallback_console.ui.case.open_call import UNANSWERED, OpenCall
from fallback_console.ui.case_words import outcome_word
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets import Button, row
from fallback_console.ui.widgets.choices import ComboBox
from fallback_console.ui.widgets.date_words import DateWordsEdit

__all__ = ["CallFields"]


class CallFields(QWidget):
    """One line of fields.

    Attributes:
        wrote: somebody typed a note.
        changed: any of it changed.
        turned: somebody said who called whom: 'out' or 'in'.
        case_wanted: the call is about the case that is open in the window.
        given: Enter was pressed.
    """

    wrote = Signal()
    changed = Signal()
    given = Signal()
    turned = Signal(str)
    case_wanted = Signal()

    def __init__(self, theme: Theme, now: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.direction = ComboBox(theme)
        self.direction.setObjectName("call-direction")
        self.about = Button(theme, "", "open")
        self.about.setObjectName("call-about")
        self.about.hide()
        self.outcome = ComboBox(theme)
        self.outcome.setObjectName("call-outcome")
        self.notes = QLineEdit()
        self.notes.setObjectName("call-notes")
        self.notes.setMaxLength(5000)
        self.follow_up = DateWordsEdit(now)
        self.follow_up.line.setObjectName("call-follow-up")
        line = row(self, gap=Space.S)
        line.addWidget(self.about)
        line.addWidget(self.direction)
        line.addWidget(self.outcome)
        line.addWidget(self.notes, 3)
        line.addWidget(self.follow_up, 2)
        self.about.clicked.connect(self.case_wanted)
        self.notes.textEdited.connect(self.wrote)
        self.notes.textChanged.connect(self.changed)
        self.direction.currentIndexChanged.connect(self._turn)
        self.outcome.currentIndexChanged.connect(self.changed)
        self.follow_up.changed.connect(self.changed)
        self.notes.returnPressed.connect(self.given)
        self.follow_up.given.connect(self.given)

    @property
    def is_unanswered(self) -> bool:
        """The outcome says that nobody took it."""
        return self.outcome.currentData() in UNANSWERED

    def choose(self, outcome: str) -> None:
        """Choose an outcome; one that there is not is the first."""
        self.outcome.setCurrentIndex(max(self.outcome.findData(outcome), 0))

    def show_call(self, call: OpenCall) -> None:
        """Show what was written about a call, without telling of it."""
        with QSignalBlocker(self):
            self.notes.setText(call.notes)
            # Where a telephone tells of the call, it is known.
            self.direction.setVisible(call.phone is None)
            self._choose_direction(call.direction)
            self.choose(call.outcome)
            self.show_about(call)
            self.follow_up.set_moment(call.follow_up, call.follow_up_at)

    def show_about(self, call: OpenCall) -> None:
        """Who calls says what it is about when they are talked to already."""
        self.about.setVisible(call.direction == "in" and not call.target.case_key)

    def written(self, call: OpenCall, now: int) -> OpenCall:
        """The call with what is written about it."""
        return replace(
            call,
            seconds=call.length(now),
            direction=str(self.direction.currentData()),
            outcome=str(self.outcome.currentData()),
            notes=self.notes.text(),
            follow_up=self.follow_up.line.text(),
            follow_up_at=self.follow_up.at,
        )

    def retranslate(self) -> None:
        """Set every text again."""
        direction = str(self.direction.currentData() or "out")
        with QSignalBlocker(self.direction):
            self.direction.clear()
            self.direction.addItem(self.tr("We called"), "out")
            self.direction.addItem(self.tr("They called"), "in")
        self._choose_direction(direction)
        self.about.setText(self.tr("To the open case"))
        self.about.setToolTip(self.tr("The call is about the case that is open in the queue"))
        self.direction.setAccessibleName(self.tr("Who called"))
        self.outcome.setAccessibleName(self.tr("Outcome"))
        self.notes.setPlaceholderText(self.tr("Notes"))
        self.notes.setAccessibleName(self.tr("Notes of the call"))
        self.follow_up.set_name(self.tr("Call back"))
        line = self.follow_up.line
        line.setMinimumWidth(line.fontMetrics().horizontalAdvance(line.placeholderText()) + 2 * Space.L)

    def _choose_direction(self, direction: str) -> None:
        with QSignalBlocker(self.direction):
            self.direction.setCurrentIndex(max(self.direction.findData(direction), 0))
        self._fill_outcomes()

    def _turn(self) -> None:
        self._fill_outcomes()
        self.turned.emit(str(self.direction.currentData()))
        self.changed.emit()

    def _fill_outcomes(self) -> None:
        """The outcomes that such a call can have; the chosen one stays where it is among them."""
        direction, chosen = str(self.direction.currentData()), self.outcome.currentData()
        with QSignalBlocker(self.outcome):
            self.outcome.clear()
            for outcome in calls.OUTCOMES if direction == "out" else calls.OUTCOMES_IN:
                self.outcome.addItem(outcome_word(outcome, direction), outcome)
            self.choose(chosen)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
