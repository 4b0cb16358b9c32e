"""Asks for the reason before something that waits is given up for good."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import Button, Card, DangerButton, PlainLabel, row

__all__ = ["DropCard"]

_LONGEST = 300


class DropCard(Card):
    """Hidden until it asks.

    Args:
        warning: what giving it up means.
        hint: what is to be typed.
        words: on the button that does it.

    Attributes:
        dropped: the reason, never empty.
        kept: nothing is given up.
        drop_button: does it, once there is a reason.
    """

    dropped = Signal(str)
    kept = Signal()

    def __init__(self, theme: Theme, warning: str, hint: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reason = QLineEdit()
        self._reason.setMaxLength(_LONGEST)
        self._reason.setPlaceholderText(hint)
        self._reason.setAccessibleName(hint)
        self._reason.textChanged.connect(self._allow)
        self._reason.returnPressed.connect(self._drop)
        self.drop_button = DangerButton(theme, words, "drop")
        self.drop_button.setEnabled(False)
        self.drop_button.clicked.connect(self._drop)
        cancel = Button(theme, self.tr("Cance&l"))
        cancel.clicked.connect(self._keep)
        line = row()
        line.addWidget(self.drop_button)
        line.addWidget(cancel)
        line.addStretch(1)
        self.body.addWidget(PlainLabel(warning, "bad", wrap=True))
        self.body.addWidget(self._reason)
        self.body.addLayout(line)
        self.hide()

    @property
    def is_being_written(self) -> bool:
        """A reason was begun."""
        return bool(self._reason.text())

    def ask(self) -> None:
        """Show it, ready to be written in."""
        self.show()
        self._reason.setFocus()

    def _allow(self, reason: str) -> None:
        self.drop_button.setEnabled(bool(reason.strip()))

    def _keep(self) -> None:
        self._reason.clear()
        self.hide()
        self.kept.emit()

    def _drop(self) -> None:
        reason = self._reason.text().strip()
        if reason:
            self._reason.clear()
            self.dropped.emit(reason)
