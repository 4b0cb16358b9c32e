"""A sentence at the foot of the window that goes by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets.notes import Banner

__all__ = ["Toast"]


class Toast(Banner):
    """A banner at the lower edge of the window that goes by itself, unless the pointer rests on it, the keyboard is at what it
    offers, or it tells bad news."""

    SHOWN_MS = 5_000
    OFFERED_MS = 12_000

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "ok", parent=parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(self.SHOWN_MS)
        self._timer.timeout.connect(self._time_over)
        self._run: Callable[[], None] | None = None
        self.action_requested.connect(self._act)

    def say(
        self, text: str, hint: str = "", variant: str = "ok", action: str = "", run: Callable[[], None] | None = None
    ) -> None:
        """Show it for a few seconds; what is bad stays until it is closed or something else is said.

        Args:
            action: words of a button that does ``run`` once; then it is shown somewhat longer.
        """
        self._run = run
        self._timer.setInterval(self.OFFERED_MS if action else self.SHOWN_MS)
        self.show_words(text, hint, variant=variant, action=action)
        # A screen reader says it at once, without the focus moving here.
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))
        if variant == "bad":
            self._timer.stop()
        else:
            self._timer.start()

    def _act(self) -> None:
        run, self._run = self._run, None
        self.hide()
        if run is not None:
            run()

    def _time_over(self) -> None:
        focus = self.window().focusWidget()
        # Somebody is about to press what it offers.
        held = self._run is not None and focus is not None and self.isAncestorOf(focus)
        if self.underMouse() or held:
            self._timer.start()
        else:
            self.hide()
