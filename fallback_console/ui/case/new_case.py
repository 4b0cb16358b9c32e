"""A case for somebody who rings while the helpdesk is down."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from fallback_console.domain.mirror import Vocabulary
from fallback_console.services.cases import NewCase
from fallback_console.ui import names
from fallback_console.ui.case_words import PRIORITIES, priority_words
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Banner, Button, Card, PlainLabel, PrimaryButton, SectionTitle, column, row
from fallback_console.ui.widgets.choices import ComboBox

__all__ = ["NewCaseForm"]


class NewCaseForm(QWidget):
    """Takes down a new case.

    Attributes:
        create_requested: a ``NewCase``.
        left: never mind.
    """

    create_requested = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, login: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._login = login
        self.subject = QLineEdit()
        self.subject.setObjectName("new-subject")
        self.subject.setMaxLength(200)
        self._queue = ComboBox(theme)
        self._queue.setObjectName("new-queue")
        self._priority = ComboBox(theme)
        self._phone = QLineEdit()
        self._phone.setMaxLength(60)
        self._mail = QLineEdit()
        self._mail.setMaxLength(200)
        self._text = QPlainTextEdit()
        self._text.setTabChangesFocus(True)
        self._text.setObjectName("new-text")
        self._error = Banner(theme, "bad")
        self._error.hide()
        self._title = SectionTitle()
        self._create = PrimaryButton(theme, "", "add")
        self._create.setObjectName("new-create")
        self._leave = Button(theme)
        self._form = QFormLayout()
        self._build()
        self.retranslate()

    def _build(self) -> None:
        card = Card()
        self._form.setContentsMargins(Space.NONE, Space.NONE, Space.NONE, Space.NONE)
        self._form.setSpacing(Space.S)
        self._fields = (self.subject, self._queue, self._priority, self._phone, self._mail, self._text)
        self._labels = tuple(PlainLabel() for _ in self._fields)
        for label, field in zip(self._labels, self._fields, strict=True):
            label.setBuddy(field)
            self._form.addRow(label, field)
        self._text.setMinimumHeight(Size.TEXT_BOX)
        foot = row(gap=Space.S)
        foot.addStretch(1)
        foot.addWidget(self._leave)
        foot.addWidget(self._create)
        card.body.addWidget(self._title)
        card.body.addWidget(self._error)
        card.body.addLayout(self._form)
        card.body.addLayout(foot)
        body = column(self)
        body.addWidget(card)
        body.addStretch(1)
        self._create.clicked.connect(self._give)
        self._leave.clicked.connect(self.left)

    def retranslate(self) -> None:
        """Set every text again."""
        titles = (
            self.tr("Subject"),
            names.field_name("queue"),
            names.field_name("priority"),
            self.tr("Customer's number"),
            self.tr("Customer's mail"),
            self.tr("What it is about"),
        )
        for field, label, words in zip(self._fields, self._labels, titles, strict=True):
            field.setAccessibleName(words)
            label.setText(words)
        self._title.setText(self.tr("New case"))
        self._create.setText(self.tr("&Create"))
        self._leave.setText(self.tr("Cancel"))
        chosen = self._priority.currentData()
        self._priority.clear()
        for value in PRIORITIES:
            self._priority.addItem(priority_words(value).text, value)
        self._priority.setCurrentIndex(max(self._priority.findData(chosen), 1 if chosen is None else 0))

    def open_with(self, vocabulary: Vocabulary, phone: str = "") -> None:
        """Ready for typing; what was begun before is still there.

        Args:
            phone: a number that is known already; what was typed in its place stays.
        """
        chosen = self._queue.currentText()
        self._queue.clear()
        self._queue.addItems(list(vocabulary.queues))
        self._queue.setCurrentIndex(max(self._queue.findText(chosen), 0))
        # Nothing to choose from before the first pull: a list that does not open would be a riddle.
        self._queue.setEnabled(self._queue.count() > 0)
        self._error.hide()
        if phone and not self._phone.text():
            self._phone.setText(phone)
        self.subject.setFocus()

    def clear(self) -> None:
        """It was created: the next one begins empty."""
        for line in (self.subject, self._phone, self._mail):
            line.clear()
        self._text.clear()
        self._error.hide()

    @property
    def error_words(self) -> str:
        """What is wrong, '' for nothing."""
        return self._error.words if self._error.isVisibleTo(self) else ""

    def show_error(self, title: str, hint: str) -> None:
        """It could not be created; everything typed is still there."""
        self._error.show_words(title, hint)
        self._error.show()

    def _give(self) -> None:
        self.create_requested.emit(
            NewCase(
                subject=self.subject.text(),
                queue=self._queue.currentText(),
                text=self._text.toPlainText(),
                priority=int(self._priority.currentData()),
                owner=self._login,
                requestor=self._mail.text().strip(),
                phone=self._phone.text().strip(),
            )
        )
