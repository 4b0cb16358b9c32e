"""What stands in place of content until there is an answer: nothing for a moment, then that it is loading, or that it failed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from fallback_console.ui.refresher import Refresher
from fallback_console.ui.widgets.notes import broken_words, loading_words

__all__ = ["NotYet"]

_LOADING_MS = 250
"""So long nothing is said: most answers are there by then, and words that flash by worry people."""


class NotYet(QObject):
    """Tells a view what to say until its first answer.

    Args:
        view: owns this object.
        say: shows such words in place of the content.
    """

    def __init__(self, view: QObject, refresher: Refresher, say: Callable[..., None]) -> None:
        super().__init__(view)
        self._refresher = refresher
        self._say = say
        self._broken = self._late = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOADING_MS)
        self._timer.timeout.connect(self._too_long)
        self._timer.start()
        refresher.failed.connect(self._failed)

    def write(self) -> bool:
        """Say it again, in the language in force; False where there was an answer and the view says its own."""
        if self._refresher.answered:
            return False
        if self._broken:
            self._say(*broken_words())
        elif self._late:
            self._say(*loading_words())
        else:
            self._say("", "", "", "clock")
        return True

    def _too_long(self) -> None:
        self._late = True
        self.write()

    def _failed(self, _error: object) -> None:
        self._broken = True
        self.write()
