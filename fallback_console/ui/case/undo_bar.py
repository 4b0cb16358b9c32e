"""For ten seconds after something was written: the offer to take it back."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QWidget

from fallback_console.services.holding import HOLD_MS
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Button, ElidedLabel, IconLabel, row

__all__ = ["UndoBar"]

_TICK_MS = 250


class UndoBar(QFrame):
    """What was saved, and a button that counts down, in one line: below it somebody goes on writing.

    Attributes:
        undo_requested: what to take back, as it was given to ``offer``.
    """

    undo_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("undo-bar")
        self.setProperty("look", "banner-ok")
        self._words = ElidedLabel("", "strong")
        self._button = Button(theme, "", "undo")
        self._button.setObjectName("undo")
        self._button.clicked.connect(self.undo)
        body = row(self, margin=Space.XS, gap=Space.S)
        body.addWidget(IconLabel(theme, "ok", "ok", Size.ICON_L))
        body.addWidget(self._words, 1)
        body.addWidget(self._button)
        self.hide()
        self._what: Any = None
        self._sentence = ""
        self._deadline = QDeadlineTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._count)

    @property
    def offered(self) -> bool:
        """Something can be taken back now."""
        return self._what is not None

    def offer(self, sentence: str, what: Any, left_ms: int = HOLD_MS) -> None:
        """Say what was saved and offer to take it back, for as long as it is kept back."""
        self._what, self._sentence = what, sentence
        self._deadline = QDeadlineTimer(left_ms)
        self._timer.start()
        self._count()
        # A screen reader says it at once, without the focus moving here.
        spoken = self.tr("{what}. Undo with Alt+Z.").format(what=sentence)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))

    def undo(self) -> None:
        """Take it back, once."""
        what = self._what
        if what is not None:
            self.forget()
            self.undo_requested.emit(what)

    def forget(self) -> None:
        """Nothing is offered any more."""
        self._what = None
        self._timer.stop()
        self.hide()

    def _count(self) -> None:
        left = self._deadline.remainingTime()
        if left <= 0:
            self.forget()
            return
        self._words.set_data(self._sentence)
        self._button.setText(self.tr("Undo ({seconds} s)").format(seconds=math.ceil(left / 1000)))
        self._button.setToolTip(self.tr("Take it back (Alt+Z)"))
        self.setAccessibleName(self._sentence)
        self.show()
