"""The way a call takes: the telephone that the console drives, else the system's dialler; and what to do where it fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QDesktopServices
from PySide6.QtWidgets import QWidget

from fallback_console.domain.dial_rules import number_for, tones_for
from fallback_console.domain.errors import RefusedError
from fallback_console.domain.telephone import CallState
from fallback_console.ui.case.dialling import dial_address, whole_number
from fallback_console.ui.case.phone_line import PhoneLine
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.theme import Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import Button, ElidedLabel, IconLabel, row

if TYPE_CHECKING:
    from fallback_console.domain.telephone import CallKey, PhoneCall
    from fallback_console.domain.views import NumberRow

__all__ = ["CallLine"]

_THROUGH_TELEPHONE = "telephone"
_NEVER_RUNG = {
    "failed": "The call could not be made.",
    "not-taken": "Your own telephone was busy or was not answered, so the customer was not rung.",
}


class CallLine(QWidget):
    """Dials; a line of its own on the bar where the telephone did not, with the way on.

    Attributes:
        said: (sentence, more words, variant).
        heard: how far the call is, of ``OpenCall.heard``, and how it ended, '' while it goes on.
    """

    said = Signal(str, str, str)
    heard = Signal(str, str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._number: NumberRow | None = None
        self._error: BaseException | None = None
        # One line, whatever it says: the bar has to leave the case room in the smallest window.
        self._words = ElidedLabel("", "strong")
        self._hand = Button(tools.theme, "", "link")
        self._hand.setObjectName("call-hand-over")
        line = row(self, gap=Space.S)
        line.addWidget(IconLabel(tools.theme, "warn", "bad"))
        line.addWidget(self._words, 1)
        line.addWidget(self._hand)
        self._phone = PhoneLine(tools, self)
        self._phone.moved.connect(self._moved)
        self._phone.failed.connect(self.show_failure)
        self._phone.stuck.connect(self._stuck)
        self._phone.unpressed.connect(self._unpressed)
        self._hand.clicked.connect(self._hand_over)
        self.retranslate()
        self.hide()

    @property
    def words(self) -> str:
        """What did not work, as it is shown."""
        return self._words.text()

    @property
    def way(self) -> str:
        """What ``OpenCall.heard`` begins with: 'dialling' through the telephone, '' through the system's dialler."""
        context = self._tools.context
        through = context.preferences.value("dialler") == _THROUGH_TELEPHONE and context.profile.kind == "real"
        return "dialling" if through else ""

    def dial(self, number: NumberRow) -> None:
        """Begin a call."""
        self.forget()
        self._number = number
        if not self.way:
            self._hand_to_system()
            return
        context = self._tools.context
        whole = whole_number(number, context.desk)
        dialled = number_for(whole.raw, whole.e164, context.dial)
        if dialled:
            self._phone.dial(dialled, tones_for(whole.raw, whole.e164, context.dial))
        else:
            self.show_failure(RefusedError("This is no number that a telephone can dial.", "Correct the number."))

    def hang_up(self) -> None:
        """End the call at the telephone."""
        self._phone.hang_up()

    def press(self, keys: str, phone: CallKey | None) -> None:
        """Press keys of the telephone.

        Args:
            phone: a call that came in; None for the one that was dialled here.
        """
        self._phone.press(keys, phone)

    def forget(self) -> None:
        """The call is no business of the bar's any more."""
        self._phone.forget()
        self._number = None
        self._put_away()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every text again."""
        self._hand.setText(self.tr("Hand to the s&ystem's dialler"))
        if self._error is not None:
            words = error_words(self._error, self._tools.languages.current)
            self._words.setText(" ".join(part for part in (words.title, words.hint) if part))

    def _moved(self, call: PhoneCall) -> None:
        if call.ending in _NEVER_RUNG and call.answered_at is None and self._error is None:
            self.show_failure(
                RefusedError(_NEVER_RUNG[call.ending], "Hand it to the system's dialler, or dial by hand.")
            )
        elif self._error is None or call.state in (CallState.RINGING, CallState.ANSWERED):
            # What failed, as far as anybody could tell, and rings all the same, has not failed.
            self._put_away()
            self.heard.emit(call.state, call.ending)

    def show_failure(self, error: BaseException) -> None:
        """The telephone did not take the call: say why, and offer the other way."""
        self._error = error
        self.retranslate()
        self.show()
        # Said at once, without the focus moving here.
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._words.text()))
        self.heard.emit("failed", "failed")

    def _stuck(self, error: BaseException) -> None:
        words = error_words(error, self._tools.languages.current)
        self.said.emit(words.title, self.tr("Hang up at the telephone itself."), "bad")

    def _unpressed(self, error: BaseException) -> None:
        words = error_words(error, self._tools.languages.current)
        self.said.emit(words.title, words.hint, "bad")

    def _put_away(self) -> None:
        self._error = None
        self._words.setText("")
        self.hide()

    def _hand_over(self) -> None:
        """The telephone failed: the way that is always there."""
        self._phone.forget()
        self._put_away()
        self.heard.emit("", "")
        self._hand_to_system()

    def _hand_to_system(self) -> None:
        """The call is logged whatever the dialler does."""
        context, number = self._tools.context, self._number
        if number is None:
            return
        whole = whole_number(number, context.desk)
        address = dial_address(whole, context.preferences.value("dialler"), context.dial)
        real = context.profile.kind == "real"
        if real and address.isValid() and QDesktopServices.openUrl(address):
            return
        if whole != number:
            self.said.emit(
                self.tr("No phone program took the number."),
                self.tr(
                    "It is hidden from you: ask a colleague who may see it to call. The time runs here until then."
                ),
                "warn",
            )
        else:
            self.said.emit(
                self.tr("Dial by hand: {number}").format(number=number.shown),
                self.tr("No phone program took the number. The time runs; log the call when it is over."),
                "warn",
            )
