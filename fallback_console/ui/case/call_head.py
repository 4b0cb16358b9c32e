"""The upper lines of the call bar: who is on the phone, how far the call is and for how long, and what to press next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from fallback_console.domain.masking import unmarked
from fallback_console.ui.case.call_phase import phase_look
from fallback_console.ui.case.key_line import takes_keys
from fallback_console.ui.case.open_call import UNANSWERED, OpenCall, Phase
from fallback_console.ui.case.wrap_up import WrapUpChip
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets import (
    Button,
    Chip,
    ElidedLabel,
    FlatButton,
    IconLabel,
    PlainLabel,
    PrimaryButton,
    row,
)
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import stopwatch

if TYPE_CHECKING:
    from fallback_console.domain.call_rules import CallRules

__all__ = ["CallHead"]


class CallHead(QWidget):
    """Shows a call; decides nothing.

    Args:
        rules: what the organisation says of calls, None for the usual.

    Attributes:
        next_requested: one step further.
        hang_up_requested: the call is over: its outcome, '' for the one that is chosen.
        log_requested: end and log it.
        discard_requested: there was no call.
        fold_requested: show the script or fold it.
        copied: the number is on the clipboard.
        keys: shows the keys of the telephone; there while they can be pressed.
    """

    next_requested = Signal()
    hang_up_requested = Signal(str)
    log_requested = Signal()
    discard_requested = Signal()
    fold_requested = Signal(bool)
    copied = Signal()

    def __init__(self, theme: Theme, rules: CallRules | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._call: OpenCall | None = None
        self._who = ElidedLabel("", "large")
        self._number = PlainLabel("", "number")
        self._number.setObjectName("call-number")
        self._phase = Chip(theme)
        self._time = PlainLabel("", "title")
        self.wrap_up = WrapUpChip(theme, rules)
        self._copy = FlatButton(theme, "", "copy")
        self._copy.setObjectName("call-copy")
        self.fold = FlatButton(theme, "", "playbook")
        self.fold.setCheckable(True)
        self.fold.setObjectName("call-fold")
        self.keys = FlatButton(theme, "", "keypad")
        self.keys.setCheckable(True)
        self.keys.setObjectName("call-show-keys")
        self.end = PrimaryButton(theme, "", "check")
        self.end.setObjectName("call-end")
        self.next = Button(theme, "", "phone")
        self.next.setObjectName("call-next")
        self._nobody = Button(theme)
        self._nobody.setObjectName("call-nobody")
        self._forget = FlatButton(theme)
        self._forget.setObjectName("call-discard")
        self._facts, self._buttons = QWidget(), QWidget()
        about, press = row(self._facts, gap=Space.S), row(self._buttons, gap=Space.S)
        about.addWidget(IconLabel(theme, "phone", "ok"))
        about.addWidget(self._who, 1)
        for part in (self._number, self._copy, self._phase, self._time, self.wrap_up):
            about.addWidget(part)
        press.addWidget(self.fold)
        press.addWidget(self.keys)
        press.addStretch(1)
        for button in (self._forget, self._nobody, self.next, self.end):
            press.addWidget(button)
        self._lines = row(self, gap=Space.M)
        self._lines.addWidget(self._facts, 1)
        self._lines.addWidget(self._buttons)
        self._copy.clicked.connect(self._copy_number)
        self.fold.toggled.connect(self.fold_requested)
        self.end.clicked.connect(self.log_requested)
        self.next.clicked.connect(self._press_next)
        self._nobody.clicked.connect(self._nobody_answered)
        self._forget.clicked.connect(self.discard_requested)

    @property
    def phase_words(self) -> str:
        """How far the call is, as it is shown."""
        return self._phase.text

    def show_call(self, call: OpenCall, outcome: str, now: int) -> None:
        """Show whom, words and buttons of the phase, and the time."""
        self._call = call
        target = call.target
        self._who.setText(one_line(" · ".join(p for p in (plain_name(target.name), target.case_number) if p), 60))
        self._number.setText(one_line(target.number.shown, 40))
        unanswered = outcome in UNANSWERED
        self._phase.show_state(*phase_look(call, unanswered, now))
        # Through a telephone nobody need say that it was answered.
        answers = call.phase == Phase.DIALLING and not unanswered and not call.heard
        self.next.setText(self.tr("&Answered") if answers else self.tr("&Hang up"))
        self.next.set_icon_name("phone" if answers else "hang-up")
        self.next.setVisible(call.phase != Phase.WRAP_UP and call.heard != "failed")
        self._nobody.setVisible(answers)
        can_press = takes_keys(call)
        self.keys.setVisible(can_press)
        self.keys.setChecked(self.keys.isChecked() and can_press)
        self.end.setText(self.tr("&End: log it") if call.phase == Phase.WRAP_UP else self.tr("&End and log"))
        self.show_time(now)
        self._place()

    def show_time(self, now: int) -> None:
        """How long this phase lasts."""
        if self._call is not None:
            time = stopwatch(max(0, (now - self._call.phase_began) // 1000))
            self._time.setText(time)
            self._time.setAccessibleName(f"{self._phase.text} {time}")
            self.wrap_up.show_call(self._call, now)

    def retranslate(self) -> None:
        """Set every text again that does not belong to a phase."""
        self._copy.setAccessibleName(self.tr("Copy the number"))
        self._copy.setToolTip(self.tr("Copy the number"))
        self.fold.setText(self.tr("Scrip&t"))
        self.keys.setText(self.tr("&Keys"))
        self.keys.setToolTip(self.tr("Press keys for a menu or an extension"))
        self._nobody.setText(self.tr("No ans&wer"))
        self._forget.setText(self.tr("No call"))
        self._forget.setToolTip(self.tr("Nothing was dialled: log nothing"))
        self.next.setToolTip(self.tr("Enter does this too"))
        self.end.setToolTip(self.tr("Ctrl+Enter"))

    def changeEvent(self, event: QEvent) -> None:
        """Another language; the words of the phase are the bar's to ask for."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons in a line of their own where there is no room beside the name."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        needed = self._facts.sizeHint().width() + self._buttons.sizeHint().width() + Space.M
        wide = self.width() >= needed
        self._lines.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _press_next(self) -> None:
        """Answered or over, as it stands on the button."""
        if self._call is not None and self._call.by_telephone:
            self.hang_up_requested.emit("")
        else:
            self.next_requested.emit()

    def _nobody_answered(self) -> None:
        self.hang_up_requested.emit("no-answer")

    def _copy_number(self) -> None:
        if self._call is not None:
            number = self._call.target.number
            QGuiApplication.clipboard().setText(unmarked(number.e164 or number.raw))
            self.copied.emit()
