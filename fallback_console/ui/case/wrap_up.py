"""How long a call may still be written up; when that is over, a reminder. Nothing happens by itself."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from fallback_console.domain.call_rules import CallRules
from fallback_console.ui.case.open_call import OpenCall, Phase
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import Chip
from fallback_console.ui.widgets.times import stopwatch

__all__ = ["WrapUpChip"]


class WrapUpChip(Chip):
    """Beside the time of the wrap-up.

    Args:
        rules: what the organisation allows, None for the usual.
    """

    def __init__(self, theme: Theme, rules: CallRules | None, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.setObjectName("call-wrap-up")
        self._allowed = (rules or CallRules()).wrap_up_seconds
        self._reminded = False
        self.hide()

    def show_call(self, call: OpenCall, now: int) -> None:
        """Show what is left for a call, or by how much it is over; nothing for one that is not over."""
        if call.phase != Phase.WRAP_UP or not self._allowed:
            self._reminded = False
            self.hide()
            return
        used = max(0, (now - call.phase_began) // 1000)
        over = used - self._allowed
        if over < 0:
            self.show_state(self.tr("of {time}").format(time=stopwatch(self._allowed)), "clock", "neutral")
        else:
            words = self.tr("{time} over").format(time=stopwatch(over))
            self.show_state(words, "attention", "bad", self.tr("The time for writing it up is over: log the call."))
        self.show()
        if over >= 0 and not self._reminded:
            self._reminded = True
            # Said once, without the focus moving here.
            words = self.tr("The time for writing it up is over: log the call.")
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
