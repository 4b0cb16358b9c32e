"""A question about an open call, in place of its upper line: nothing else is held up by it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from fallback_console.ui.case.open_call import OpenCall, Phase
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets import Button, IconLabel, PlainLabel, PrimaryButton, row
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import span

__all__ = ["CallQuestion", "is_forgotten"]

_MINUTE_MS = 60_000
_PATIENCE = {Phase.DIALLING: 3 * _MINUTE_MS, Phase.TALKING: 20 * _MINUTE_MS, Phase.WRAP_UP: 5 * _MINUTE_MS}
"""After so long in one phase a call may have been forgotten, milliseconds."""


def is_forgotten(call: OpenCall, last_word: int, now: int) -> bool:
    """Whether to ask about a call.

    Args:
        last_word: when somebody last did something about it or said that it goes on, UTC epoch milliseconds.
        now: UTC epoch milliseconds.
    """
    return now - max(call.phase_began, last_word) >= _PATIENCE[call.phase]


class CallQuestion(QWidget):
    """Asks what becomes of a call: because the window closes or locks, or because it is long ago that somebody cared.

    Attributes:
        stay_requested: it goes on; the question is put away.
        leave_requested: close, and log the call next time.
        log_requested: log it and close.
        over_requested: it is over.
        asking: whether it is on the screen.
    """

    stay_requested = Signal()
    leave_requested = Signal()
    log_requested = Signal()
    over_requested = Signal()
    asking = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: tuple[OpenCall, int] | None = None
        self._words = PlainLabel("", "strong", wrap=True)
        self._stay = Button(theme)
        self._stay.setObjectName("call-stay")
        self._leave = Button(theme)
        self._leave.setObjectName("call-close-anyway")
        self._log = PrimaryButton(theme)
        self._log.setObjectName("call-log-and-close")
        self._over = PrimaryButton(theme)
        self._over.setObjectName("call-over")
        line = row(self, gap=Space.S)
        line.addWidget(IconLabel(theme, "unknown", "warn"))
        line.addWidget(self._words, 1)
        for button, signal in (
            (self._stay, self.stay_requested),
            (self._leave, self.leave_requested),
            (self._log, self.log_requested),
            (self._over, self.over_requested),
        ):
            line.addWidget(button)
            button.clicked.connect(signal)
        self.hide()

    @property
    def words(self) -> str:
        """What is asked."""
        return self._words.text()

    def ask_to_leave(self) -> None:
        """The window wants to close."""
        self._asked = None
        self._show(leaving=True)
        self._log.setFocus()

    def ask_whether_it_goes_on(self, call: OpenCall, now: int) -> None:
        """It is long ago that somebody cared; the keyboard stays where it is."""
        self._asked = (call, now)
        self._show(leaving=False)
        # Said at once, without the focus moving here.
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._words.text()))

    def showEvent(self, event: QShowEvent) -> None:
        """It asks."""
        super().showEvent(event)
        self.asking.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """It was answered; or the window is not seen at all."""
        super().hideEvent(event)
        self.asking.emit(not self.isHidden())

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange and self.isVisible():
            self._write()
        super().changeEvent(event)

    def _show(self, *, leaving: bool) -> None:
        self._write()
        self._leave.setVisible(leaving)
        self._log.setVisible(leaving)
        self._over.setVisible(not leaving)
        self.show()

    def _write(self) -> None:
        self._leave.setText(self.tr("Close, log it next time"))
        self._log.setText(self.tr("Log it and close"))
        self._stay.setText(self.tr("Stay"))
        if self._asked is None:
            self._words.setText(self.tr("This call is not logged yet."))
            return
        call, now = self._asked
        length = span(now - call.phase_began)
        who = one_line(call.target.name or call.target.number.shown, 40)
        if call.phase == Phase.WRAP_UP:
            self._words.setText(
                self.tr("The call with {name} ended {span} ago and is not logged yet.").format(name=who, span=length)
            )
            self._over.setText(self.tr("Log it now"))
            self._stay.setText(self.tr("Later"))
            return
        ask = (
            self.tr("Still ringing {name}? It has been {span}.")
            if call.phase == Phase.DIALLING
            else self.tr("Still on the phone with {name}? It has been {span}.")
        )
        self._words.setText(ask.format(name=who, span=length))
        self._over.setText(self.tr("It is over"))
        self._stay.setText(self.tr("Still going on"))
