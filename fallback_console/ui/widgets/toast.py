"""A sentence at the foot of the window that goes by itself."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets.notes import Banner

__all__ = ["Toast"]


class Toast(Banner):
    """A banner at the lower edge of the window that goes by itself, unless the pointer rests on it or it tells bad news."""

    SHOWN_MS = 5_000

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "ok", parent=parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(self.SHOWN_MS)
        self._timer.timeout.connect(self._time_over)

    def say(self, text: str, hint: str = "", variant: str = "ok") -> None:
        """Show it for a few seconds; what is bad stays until it is closed or something else is said."""
        self.show_words(text, hint, variant=variant)
        # A screen reader says it at once, without the focus moving here.
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))
        if variant == "bad":
            self._timer.stop()
        else:
            self._timer.start()

    def _time_over(self) -> None:
        if self.underMouse():
            self._timer.start()
        else:
            self.hide()
