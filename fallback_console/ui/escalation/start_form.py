"""Beginning an escalation: what it is about, by which chain, and beside it whom each step would ask now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from fallback_console.domain.escalation import LONGEST_REASON
from fallback_console.services.escalation import Preview
from fallback_console.services.escalation_chains import Chain
from fallback_console.ui.case.side_panel import Choice, ChoiceModel, Choices
from fallback_console.ui.escalation.words import EscalationWords, reference_words, why_word
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets import Card, FlatButton, PlainLabel, PrimaryButton, column, row
from fallback_console.ui.widgets.choices import CheckBox, ComboBox
from fallback_console.ui.widgets.text import one_line

__all__ = ["EscalationForm"]


class EscalationForm(QWidget):
    """Fields and preview.

    Attributes:
        changed: another chain, or urgent or not: show with ``show_preview`` whom it would ask.
        begun: ask them now.
        left: nothing is escalated.
    """

    changed = Signal()
    begun = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = EscalationWords(self)
        self._shown: Preview | None = None
        self._case = ""
        self._about = PlainLabel("", "large", wrap=True)
        self._reason_label, self._chain_label = PlainLabel("", "strong"), PlainLabel("", "strong")
        self.reason = QLineEdit()
        self.reason.setObjectName("escalation-reason")
        self.reason.setMaxLength(LONGEST_REASON)
        self.chain = ComboBox(theme)
        self.chain.setObjectName("escalation-chain")
        self.urgent = CheckBox(theme)
        self.urgent.setObjectName("escalation-urgent")
        self._hint = PlainLabel("", "muted", wrap=True)
        self.start_button = PrimaryButton(theme, "", "send")
        self.start_button.setObjectName("escalation-start")
        self.leave_button = FlatButton(theme, "", "close")
        self.leave_button.setObjectName("escalation-leave")
        self._problem = PlainLabel("", "bad", wrap=True)
        self._problem.hide()
        self._who = PlainLabel("", "strong")
        self.rows = ChoiceModel(theme, self)
        self.list = Choices(theme, self.rows)
        self.list.setObjectName("escalation-preview")
        self._build()
        self.chain.activated.connect(lambda _place: self.changed.emit())
        self.urgent.toggled.connect(lambda _on: self.changed.emit())
        self.reason.textChanged.connect(lambda _text: self._enable())
        self.reason.returnPressed.connect(self._begin)
        self.start_button.clicked.connect(self._begin)
        self.leave_button.clicked.connect(self.left)

    def _build(self) -> None:
        acts = row(gap=Space.S)
        acts.addWidget(self.start_button)
        acts.addWidget(self.leave_button)
        acts.addStretch(1)
        fields = Card()
        for widget in (self._about, self._reason_label, self.reason, self._chain_label, self.chain, self.urgent):
            fields.body.addWidget(widget)
        fields.body.addWidget(self._hint)
        fields.body.addWidget(self._problem)
        fields.body.addLayout(acts)
        fields.body.addStretch(1)
        asked = Card()
        asked.body.addWidget(self._who)
        asked.body.addWidget(self.list, 1)
        parts = row(gap=Space.M)
        parts.addWidget(fields, 1)
        parts.addWidget(asked, 1)
        column(self).addLayout(parts, 1)

    def show_case(self, words: str) -> None:
        """What it is about, '' for no case; what was typed before is gone."""
        self._case = words
        self.reason.clear()
        self.urgent.setChecked(False)
        self.show_problem("")
        self._write_about()
        self.reason.setFocus()

    def show_about(self, words: str) -> None:
        """What it is about; what is typed stays."""
        self._case = words
        self._write_about()

    def show_chains(self, chains: Sequence[Chain]) -> None:
        """What can be chosen; the chosen one stays."""
        chosen = self.chain.currentData()
        with QSignalBlocker(self.chain):
            self.chain.clear()
            for one in chains:
                self.chain.addItem(one_line(one.name, 60), one.id)
            self.chain.setCurrentIndex(max(0, self.chain.findData(chosen)))
        self.chain.setEnabled(bool(chains))
        self._enable()

    def show_preview(self, found: Preview | None) -> None:
        """Whom each step would ask now."""
        self._shown = found
        rows = []
        for number, (step, names, people) in enumerate(
            zip(found.chain.steps, found.chain.names, found.people, strict=True) if found is not None else (), 1
        ):
            asks = ", ".join(map(reference_words, step.who, names))
            title = self.tr("Step {number}: {names}, {minutes}")
            title = title.format(number=number, names=asks, minutes=self._words.minutes(step.minutes))
            told = [f"{plain_name(one.name)}{f' ({why_word(one.why)})' if one.why else ''}" for one in people]
            icon = "send" if any(not one.why for one in people) else "bell-off"
            rows.append(Choice(title, ", ".join(told) or self.tr("nobody at this moment"), icon, number))
        self.rows.show(rows)
        self._enable()

    def show_problem(self, words: str) -> None:
        """Why it was not begun, '' for nothing."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def retranslate(self) -> None:
        """Set every text again."""
        self._write_about()
        self._reason_label.setText(self.tr("What has to be done?"))
        self._reason_label.setBuddy(self.reason)
        self.reason.setAccessibleName(self.tr("What has to be done?"))
        self._chain_label.setText(self.tr("Who is asked, one step after the other"))
        self.chain.setAccessibleName(self.tr("Chain"))
        self.urgent.setText(self.tr("Urgent: also in &quiet hours"))
        self._hint.setText(
            self.tr(
                "Everybody is texted how to take it, pass it on or close it. Where no text goes through, a call is asked for."
            )
        )
        self.start_button.setText(self.tr("&Escalate"))
        self.leave_button.setText(self.tr("Cancel"))
        self._who.setText(self.tr("Whom it would ask now"))
        self.list.setAccessibleName(self.tr("Whom it would ask now"))
        self.show_preview(self._shown)

    def _write_about(self) -> None:
        self._about.setText(self._case or self.tr("Escalate something that is about no case"))

    def _enable(self) -> None:
        self.start_button.setEnabled(self.chain.count() > 0 and bool(self.reason.text().strip()))

    def _begin(self) -> None:
        if self.start_button.isEnabled():
            self.begun.emit()
