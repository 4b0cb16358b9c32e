"""Missed calls of one number: who it was, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from fallback_console.services.missed_calls import MissedRow
from fallback_console.ui.call_words import missed_who
from fallback_console.ui.models.calls_model import about_words
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets import Button, Card, Chip, FlatButton, PlainLabel, PrimaryButton, column, row
from fallback_console.ui.widgets.date_words import day_and_time
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.times import absolute, duration, span

__all__ = ["MissedPanel"]


class MissedPanel(QWidget):
    """Made anew for each number that is chosen.

    Args:
        now: UTC epoch milliseconds.

    Attributes:
        ring_requested: call this number back.
        sms_requested: write a text message to it.
        case_requested: open the case.
        others_requested: show all calls with this person or number.
        done_requested: nobody need call back; the reason is ``reason``.
    """

    ring_requested = Signal()
    sms_requested = Signal()
    case_requested = Signal()
    others_requested = Signal()
    done_requested = Signal()

    def __init__(self, theme: Theme, shown: MissedRow, now: Callable[[], int]) -> None:
        super().__init__()
        self.setProperty("look", "canvas")
        self.shown = shown
        self._theme = theme
        self._now = now
        body = column(self, gap=Space.M)
        body.setContentsMargins(Space.NONE, Space.NONE, Space.S, Space.NONE)
        title = PlainLabel("", "title", wrap=True)
        title.set_data(missed_who(shown))
        body.addWidget(title)
        if shown.number and (shown.person_name or shown.shown_name):
            number = PlainLabel("", "number")
            number.set_data(shown.shown)
            body.addWidget(number)
        body.addWidget(self._facts())
        body.addWidget(self._buttons())
        body.addWidget(self._put_away())
        body.addStretch(1)

    @property
    def reason(self) -> str:
        """Why nobody need call back, as typed."""
        return self._reason.text()

    @property
    def is_being_written(self) -> bool:
        """Somebody types a reason."""
        return bool(self._reason.text())

    def _facts(self) -> Card:
        shown, card = self.shown, Card()
        line = QWidget()
        chips = FlowLayout(line)
        chips.addWidget(Chip(self._theme, self.tr("%n missed calls", "", shown.calls), "phone-missed", "bad"))
        when = PlainLabel(day_and_time(shown.at), "strong")
        when.setToolTip(absolute(shown.at))
        chips.addWidget(when)
        card.body.addWidget(line)
        lines = [(about_words(shown.case_number, shown.case_subject), "strong")]
        if not shown.number:
            lines.append((self.tr("The caller hides the number, so nobody can call back."), ""))
        elif not shown.person_key:
            lines.append((self.tr("Nobody is known with this number."), ""))
        elif not shown.sure:
            lines.append((self.tr("The number is only similar, or several people have it: ask who it is."), ""))
        lines.append((self.tr("It rang for {duration}.").format(duration=duration(shown.seconds)), "muted"))
        if shown.calls > 1:
            ago = span(self._now() - shown.first_at)
            lines.append((self.tr("The first call was {span} ago.").format(span=ago), "muted"))
        for text, look in lines:
            if text:
                label = PlainLabel("", look, wrap=True)
                label.set_data(text)
                card.body.addWidget(label)
        return card

    def _buttons(self) -> QWidget:
        buttons = QWidget()
        line = FlowLayout(buttons)
        ring = PrimaryButton(self._theme, self.tr("&Call back"), "phone")
        ring.setObjectName("missed-ring")
        ring.setEnabled(bool(self.shown.number))
        ring.clicked.connect(self.ring_requested)
        sms = Button(self._theme, self.tr("Write an &SMS"), "sms")
        sms.setObjectName("missed-sms")
        sms.setEnabled(self.shown.number.startswith("+"))
        sms.clicked.connect(self.sms_requested)
        line.addWidget(ring)
        line.addWidget(sms)
        if self.shown.case_key:
            case = Button(self._theme, self.tr("&Open case"), "open")
            case.clicked.connect(self.case_requested)
            line.addWidget(case)
        others = FlatButton(self._theme, self.tr("All calls &with them"), "history")
        others.setEnabled(bool(self.shown.number))
        others.clicked.connect(self.others_requested)
        line.addWidget(others)
        return buttons

    def _put_away(self) -> Card:
        card = Card()
        card.body.addWidget(PlainLabel(self.tr("Nobody need call back"), "strong"))
        self._reason = QLineEdit()
        self._reason.setObjectName("missed-reason")
        self._reason.setMaxLength(200)
        self._reason.setPlaceholderText(self.tr("Reason, if you like"))
        self._reason.setAccessibleName(self.tr("Why nobody need call back"))
        self._reason.returnPressed.connect(self.done_requested)
        done = Button(self._theme, self.tr("&Put away"), "check")
        done.setObjectName("missed-done")
        done.clicked.connect(self.done_requested)
        line = row()
        line.addStretch(1)
        line.addWidget(done)
        card.body.addWidget(self._reason)
        card.body.addLayout(line)
        return card
