"""Says what will happen, to how many people, before it does."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import Button, Card, DangerButton, PlainLabel, PrimaryButton
from fallback_console.ui.widgets.flow import FlowLayout

__all__ = ["BroadcastQuestion"]


class BroadcastQuestion(Card):
    """Hidden until it asks.

    Attributes:
        agreed: what was asked for is to happen.
        refused: it is not.
        what: what is asked for, '' for nothing.
    """

    agreed = Signal(str)
    refused = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.what = ""
        self._words = PlainLabel("", "strong", wrap=True)
        self._hint = PlainLabel("", "muted", wrap=True)
        self.do_button = PrimaryButton(theme, "", "send")
        self.do_button.setObjectName("broadcast-do")
        self.end_button = DangerButton(theme, "", "drop")
        self.end_button.setObjectName("broadcast-end")
        self._not = Button(theme)
        self._not.setObjectName("broadcast-not")
        line = FlowLayout()
        for button in (self.do_button, self.end_button, self._not):
            line.addWidget(button)
        self.body.addWidget(self._words)
        self.body.addWidget(self._hint)
        self.body.addLayout(line)
        for button in (self.do_button, self.end_button):
            button.clicked.connect(lambda _checked=False: self._answer(agreed=True))
        self._not.clicked.connect(lambda: self._answer(agreed=False))
        self.hide()

    def ask(self, what: str, words: str, hint: str, do: str, *, ends: bool) -> None:
        """Ask, with the keyboard on the answer that does nothing.

        Args:
            do: on the button that does it.
            ends: it cannot be undone.
        """
        self.what = what
        self._words.setText(words)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        for button, shown in ((self.do_button, not ends), (self.end_button, ends)):
            button.setText(do)
            button.setVisible(shown)
        self._not.setText(self.tr("&Not now"))
        self.show()
        self._not.setFocus()

    def put_away(self) -> None:
        """Nothing is asked any more."""
        self.what = ""
        self.hide()

    def _answer(self, *, agreed: bool) -> None:
        what = self.what
        self.put_away()
        if agreed:
            self.agreed.emit(what)
        else:
            self.refused.emit()
