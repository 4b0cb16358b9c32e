"""Looking a case over: the checklist, its priority, and whether a swarm is wanted, with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QWidget

from fallback_console.domain.swarm import CHECKS, LONGEST_TITLE
from fallback_console.domain.views import CaseRow
from fallback_console.ui.case_words import PRIORITIES, case_number, priority_words
from fallback_console.ui.swarm.words import check_words
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets import (
    Banner,
    Button,
    Card,
    FlatButton,
    PlainLabel,
    PrimaryButton,
    one_line,
)
from fallback_console.ui.widgets.choices import CheckBox, ComboBox
from fallback_console.ui.widgets.flow import FlowLayout

__all__ = ["TriageForm"]


class TriageForm(QScrollArea):
    """Fields.

    Attributes:
        decided: a swarm is wanted, or not.
        left: nothing is decided.
    """

    decided = Signal(bool)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case: CaseRow | None = None
        self._before = ""
        self._about = PlainLabel("", "large", wrap=True)
        self._told = PlainLabel("", "muted", wrap=True)
        self._labels = {name: PlainLabel("", "strong") for name in ("checks", "priority", "reason", "title", "lead")}
        self.checks = {name: CheckBox(theme) for name in CHECKS}
        for name, box in self.checks.items():
            box.setObjectName(f"swarm-check-{name}")
        self.priority, self.lead = ComboBox(theme), ComboBox(theme)
        self.priority.setObjectName("swarm-priority")
        self.lead.setObjectName("swarm-lead")
        self.reason, self.title = QLineEdit(), QLineEdit()
        self.reason.setObjectName("swarm-reason")
        self.title.setObjectName("swarm-title")
        for line in (self.reason, self.title):
            line.setMaxLength(LONGEST_TITLE)
        self.error = Banner(theme, "bad")
        self.yes_button = PrimaryButton(theme, "", "swarm")
        self.yes_button.setObjectName("swarm-yes")
        self.no_button = Button(theme, "", "close")
        self.no_button.setObjectName("swarm-no")
        self.leave_button = FlatButton(theme, "", "back")
        self.leave_button.setObjectName("swarm-triage-leave")
        self._hint = PlainLabel("", "muted", wrap=True)
        self._build()

    def _build(self) -> None:
        checks = Card(gap=Space.XS)
        checks.body.addWidget(self._about)
        checks.body.addWidget(self._told)
        checks.body.addWidget(self._labels["checks"])
        for box in self.checks.values():
            checks.body.addWidget(box)
        checks.body.addStretch(1)
        decision = Card(gap=Space.XS)
        for name, field in (
            ("priority", self.priority),
            ("reason", self.reason),
            ("title", self.title),
            ("lead", self.lead),
        ):
            decision.body.addWidget(self._labels[name])
            decision.body.addWidget(field)
            self._labels[name].setBuddy(field)
        acts = FlowLayout()
        for button in (self.yes_button, self.no_button, self.leave_button):
            acts.addWidget(button)
        decision.body.addWidget(self._hint)
        decision.body.addWidget(self.error)
        decision.body.addLayout(acts)
        decision.body.addStretch(1)
        inner = QWidget()
        inner.setProperty("look", "canvas")
        parts = QGridLayout(inner)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(Space.M)
        parts.addWidget(checks, 0, 0)
        parts.addWidget(decision, 0, 1)
        for number in (0, 1):
            parts.setColumnStretch(number, 1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        # It has nothing to say itself; the keyboard goes from field to field.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for line in (self.reason, self.title):
            line.textChanged.connect(lambda _text: self._enable())
            line.returnPressed.connect(lambda: self._decide(wanted=True))
        for box in self.checks.values():
            box.toggled.connect(lambda _on: self._enable())
        self.yes_button.clicked.connect(lambda: self._decide(wanted=True))
        self.no_button.clicked.connect(lambda: self._decide(wanted=False))
        self.leave_button.clicked.connect(self.left)

    @property
    def checked(self) -> dict[str, bool]:
        """Every point of the checklist."""
        return {name: box.isChecked() for name, box in self.checks.items()}

    @property
    def chosen_priority(self) -> int | None:
        """The priority, None where it is left as it is."""
        value = self.priority.currentData()
        return int(value) if value is not None and self._case is not None and value != self._case.priority else None

    def begin(self) -> None:
        """Empty, until the case is known."""
        self._case = None
        self._before = ""
        for box in self.checks.values():
            box.setChecked(False)
        for line in (self.reason, self.title):
            line.clear()
        self.error.hide()
        self._write()

    def show_case(self, case: CaseRow, before: str, leads: Sequence[tuple[str, str]]) -> None:
        """What it is about.

        Args:
            before: how it was decided the last time, '' for never.
            leads: who can lead it: how commands name them, and their name; the first is whoever works here.
        """
        self._case, self._before = case, before
        with QSignalBlocker(self.priority):
            self.priority.clear()
            for value in dict.fromkeys((*PRIORITIES, case.priority)):
                self.priority.addItem(f"{priority_words(value).text} ({value})", value)
            self.priority.setCurrentIndex(self.priority.findData(case.priority))
        with QSignalBlocker(self.lead):
            self.lead.clear()
            for who, name in leads:
                self.lead.addItem(name, who)
        self._write()

    def show_error(self, title: str, hint: str) -> None:
        """It could not be saved; what is chosen is still there."""
        self.error.show_words(title, hint, variant="bad")

    def retranslate(self) -> None:
        """Set every text again."""
        for name, box in self.checks.items():
            box.setText(check_words(name))
        self._labels["checks"].setText(self.tr("What is true of it?"))
        self._labels["priority"].setText(self.tr("Priority of the case"))
        self._labels["reason"].setText(self.tr("Why a swarm, or why not"))
        self._labels["title"].setText(self.tr("What help is needed with"))
        self._labels["lead"].setText(self.tr("Who leads it"))
        self.priority.setAccessibleName(self.tr("Priority of the case"))
        self.reason.setAccessibleName(self.tr("Why a swarm, or why not"))
        self.title.setAccessibleName(self.tr("What help is needed with"))
        self.lead.setAccessibleName(self.tr("Who leads it"))
        self.reason.setPlaceholderText(self.tr("For example: two sites are hit, and nobody here knows the router"))
        self.title.setPlaceholderText(self.tr("For example: the north stores are offline"))
        self.yes_button.setText(self.tr("&Open a swarm"))
        self.no_button.setText(self.tr("No s&warm"))
        self.no_button.setToolTip(self.tr("It is kept with the case that a swarm was decided against, and why"))
        self.leave_button.setText(self.tr("Cancel"))
        self._write()

    def _write(self) -> None:
        case = self._case
        self._about.setText("…" if case is None else one_line(f"{case_number(case)} · {case.subject}", 200))
        self._told.setText(self._before)
        self._told.setVisible(bool(self._before))
        for box in (self.priority, self.lead):
            box.setEnabled(box.count() > 0)
        self._enable()

    def _enable(self) -> None:
        reason = bool(self.reason.text().strip()) and self._case is not None
        self.no_button.setEnabled(reason)
        self.yes_button.setEnabled(reason and bool(self.title.text().strip()))
        count = sum(self.checked.values())
        self._hint.setText(
            self.tr("{count} of {all} are true. The more there are, the more a swarm is worth it.").format(
                count=count, all=len(CHECKS)
            )
        )

    def _decide(self, *, wanted: bool) -> None:
        button = self.yes_button if wanted else self.no_button
        if button.isEnabled():
            self.decided.emit(wanted)
