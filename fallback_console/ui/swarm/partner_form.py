"""Somebody of another firm who is not here yet: a name, and a number or a mail address."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from fallback_console.services.people_by_hand import LONGEST
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets import Button, FlatButton, PlainLabel, row
from fallback_console.ui.widgets.text import one_line

__all__ = ["PartnerForm"]


class PartnerForm(QWidget):
    """One line to be filled.

    Attributes:
        given: (name, number or address).
        changed: something else is written.
        left: nobody new is asked.
    """

    given = Signal(str, str)
    changed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.address = QLineEdit(), QLineEdit()
        self._labels = (PlainLabel("", "muted"), PlainLabel("", "muted"))
        self.ask_button = Button(theme, "", "partner")
        self.leave_button = FlatButton(theme, "", "close")
        for name, widget in (
            ("name", self.name),
            ("address", self.address),
            ("ask", self.ask_button),
            ("leave", self.leave_button),
        ):
            widget.setObjectName(f"swarm-partner-{name}")
        line = row(self, gap=Space.S)
        for label, field in zip(self._labels, (self.name, self.address), strict=True):
            field.setMaxLength(LONGEST)
            field.textChanged.connect(self._change)
            field.returnPressed.connect(self._give)
            label.setBuddy(field)
            line.addWidget(label)
            line.addWidget(field, 1)
        line.addWidget(self.ask_button)
        line.addWidget(self.leave_button)
        self.ask_button.clicked.connect(self._give)
        self.leave_button.clicked.connect(self.left)
        self._enable()

    def begin(self, searched: str) -> None:
        """Begin anew, with what was searched in vain: a number, an address or a name."""
        words = one_line(searched, LONGEST)
        is_address = "@" in words or (sum(map(str.isdigit, words)) > 3 and not any(map(str.isalpha, words)))
        for field, text in ((self.name, "" if is_address else words), (self.address, words if is_address else "")):
            with QSignalBlocker(field):
                field.setText(text)
        self._enable()
        (self.name if not self.name.text() else self.address).setFocus()

    def retranslate(self) -> None:
        """Set every text again."""
        names = (self.tr("Name"), self.tr("Number or mail"))
        for label, field, words in zip(self._labels, (self.name, self.address), names, strict=True):
            label.setText(words)
            field.setAccessibleName(words)
        self.name.setAccessibleName(self.tr("Name of somebody new from outside"))
        self.address.setAccessibleName(self.tr("Their mobile number or mail address"))
        self.ask_button.setText(self.tr("In&vite them"))
        self.leave_button.setAccessibleName(self.tr("Invite nobody new"))
        self.leave_button.setToolTip(self.tr("Invite nobody new"))

    def _change(self) -> None:
        self._enable()
        self.changed.emit()

    def _enable(self) -> None:
        self.ask_button.setEnabled(bool(self.name.text().strip() and self.address.text().strip()))

    def _give(self) -> None:
        if self.ask_button.isEnabled():
            self.given.emit(self.name.text().strip(), self.address.text().strip())
        else:
            (self.address if self.name.text().strip() else self.name).setFocus()
