"""One call or call-back: what was said, and what can be done next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fallback_console.services.call_list import CallRow
from fallback_console.services.calls import CallbackRow
from fallback_console.ui.case_words import outcome_word
from fallback_console.ui.models.calls_model import about_words
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import (
    Button,
    Card,
    Chip,
    FlatButton,
    PlainLabel,
    PrimaryButton,
    column,
    row,
)
from fallback_console.ui.widgets.date_words import DateWordsEdit, day_and_time
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.times import absolute, duration, span

__all__ = ["CallPanel"]


class CallPanel(QWidget):
    """Made anew for each call that is chosen.

    Args:
        now: UTC epoch milliseconds.

    Attributes:
        ring_requested: call this number.
        case_requested: open the case.
        others_requested: show all calls with this person or number.
        done_requested: the call-back needs no call any more.
        moved: call back at another time, UTC epoch milliseconds.
    """

    ring_requested = Signal()
    case_requested = Signal()
    others_requested = Signal()
    done_requested = Signal()
    moved = Signal(object)

    def __init__(self, theme: Theme, shown: CallRow | CallbackRow, now: Callable[[], int]) -> None:
        super().__init__()
        self.setProperty("look", "canvas")
        self.shown = shown
        self._theme = theme
        self._now = now
        body = column(self, gap=Space.M)
        body.setContentsMargins(Space.NONE, Space.NONE, Space.S, Space.NONE)
        title = PlainLabel("", "title", wrap=True)
        title.set_data((plain_name(shown.person_name) or shown.shown)[:120])
        body.addWidget(title)
        if shown.person_name and shown.number:
            number = PlainLabel("", "number")
            number.set_data(shown.shown)
            body.addWidget(number)
        self._when: DateWordsEdit | None = None
        buttons = QWidget()
        line = FlowLayout(buttons)
        ring = PrimaryButton(theme, self.tr("&Call again"), "phone")
        ring.setObjectName("call-again")
        ring.setEnabled(bool(shown.number))
        ring.clicked.connect(self.ring_requested)
        line.addWidget(ring)
        if isinstance(shown, CallbackRow):
            ring.setText(self.tr("&Call now"))
            self._add_callback(line, shown)
        if shown.case_key:
            case = Button(theme, self.tr("&Open case"), "open")
            case.clicked.connect(self.case_requested)
            line.addWidget(case)
        others = FlatButton(theme, self.tr("All calls &with them"), "history")
        others.clicked.connect(self.others_requested)
        line.addWidget(others)
        body.addWidget(self._facts(shown))
        body.addWidget(buttons)
        if isinstance(shown, CallbackRow):
            body.addWidget(self._mover())
        body.addStretch(1)

    @property
    def is_being_written(self) -> bool:
        """Somebody types another time."""
        return self._when is not None and bool(self._when.line.text())

    def ask_when(self) -> None:
        """To another time."""
        if self._when is not None:
            self._move_card.show()
            self._when.setFocus()

    def _facts(self, shown: CallRow | CallbackRow) -> Card:
        card = Card()
        line = QWidget()
        chips = FlowLayout(line)
        if isinstance(shown, CallbackRow):
            late = shown.due_at <= self._now()
            words = self.tr("overdue {span}") if late else self.tr("in {span}")
            length = span(abs(self._now() - shown.due_at))
            chip = Chip(
                self._theme, words.format(span=length), "attention" if late else "due", "bad" if late else "accent"
            )
            # With wide letters it is cut rather than wider than the panel.
            chip.setMinimumWidth(Size.COLUMN_M)
            chips.addWidget(chip)
            chips.addWidget(PlainLabel(day_and_time(shown.due_at), "strong"))
            by = self.tr("promised by {who}").format(who=shown.actor)
        else:
            chips.addWidget(Chip(self._theme, outcome_word(shown.outcome, shown.direction), "phone", "neutral"))
            when = PlainLabel(day_and_time(shown.started_at), "strong")
            when.setToolTip(absolute(shown.started_at))
            chips.addWidget(when)
            length = duration(shown.seconds) if shown.seconds else ""
            by = " · ".join(p for p in (self.tr("by {who}").format(who=shown.actor), length) if p)
        card.body.addWidget(line)
        lines = [(about_words(shown.case_number, shown.case_subject), "strong"), (by, "muted")]
        if isinstance(shown, CallRow) and shown.follow_up_at is not None:
            lines.append((self.tr("Call back {when}").format(when=day_and_time(shown.follow_up_at)), "accent"))
        lines.append((shown.notes, ""))
        for text, look in lines:
            if text:
                label = PlainLabel("", look, wrap=True)
                label.set_data(text)
                card.body.addWidget(label)
        return card

    def _add_callback(self, line: FlowLayout, shown: CallbackRow) -> None:
        later = Button(self._theme, self.tr("Call &later …"), "due")
        later.setObjectName("callback-later")
        later.clicked.connect(self.ask_when)
        done = Button(self._theme, self.tr("&Done"), "check")
        done.setObjectName("callback-done")
        done.setToolTip(self.tr("No call is needed any more"))
        done.clicked.connect(self.done_requested)
        line.addWidget(later)
        line.addWidget(done)

    def _mover(self) -> Card:
        self._move_card = Card()
        self._move_card.body.addWidget(PlainLabel(self.tr("Call back at another time"), "strong"))
        self._when = DateWordsEdit(self._now)
        self._when.set_name(self.tr("When"))
        self._when.line.setObjectName("callback-when")
        self._when.given.connect(self._move)
        save = PrimaryButton(self._theme, self.tr("&Save"), "check")
        save.setObjectName("callback-save")
        save.clicked.connect(self._move)
        line = row()
        line.addWidget(self._when, 1)
        line.addWidget(save)
        self._move_card.body.addLayout(line)
        self._move_card.hide()
        return self._move_card

    def _move(self) -> None:
        if self._when is None:
            return
        if self._when.problem or self._when.at is None:
            self._when.show_problem()
        else:
            self.moved.emit(self._when.at)
