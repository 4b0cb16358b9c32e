"""One call that comes in: who it is, what it may be about, and what to do."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from fallback_console.domain.views import CaseRow, NumberRow
from fallback_console.services.callers import Caller
from fallback_console.ui.call_words import caller_words, number_words
from fallback_console.ui.case.contacts_panel import last_contact
from fallback_console.ui.case_words import case_number
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.ringing.keeper import Ring
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Button, Card, Chip, FlatButton, PlainLabel, PrimaryButton, column, one_line, row
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.times import clock_time, duration, stopwatch, time_of_day

__all__ = ["ANSWER_KEY", "REFUSE_KEY", "RingCard"]

ANSWER_KEY, REFUSE_KEY = "Ctrl+Shift+A", "Ctrl+Shift+D"

_MOST_CASES = 3
_LONGEST_CASE = 120
_CASE_ROOM = Size.POPOVER - Size.COLUMN_S - Size.SCROLL
_NIGHT = frozenset(range(8)) | frozenset(range(21, 24))


class RingCard(Card):
    """Shows a ring; decides nothing. It never takes the keyboard by itself.

    Attributes:
        answer_requested, refuse_requested: take it, turn it down.
        case_requested: key of a case to open.
        new_requested: a new case for this caller.
        back_requested: call back.
        put_away_requested: it need not be seen any more.
    """

    answer_requested = Signal()
    refuse_requested = Signal()
    case_requested = Signal(str)
    new_requested = Signal()
    back_requested = Signal()
    put_away_requested = Signal()

    def __init__(self, theme: Theme, login: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, look="popover")
        self._theme = theme
        self._login = login
        self._ring: Ring | None = None
        self._shown_cases: tuple[CaseRow, ...] | None = None
        self.setObjectName("ring-card")
        self._state = Chip(theme)
        self._time = PlainLabel("", "muted", wrap=True)
        self._close = FlatButton(theme, "", "close")
        self._close.setObjectName("ring-close")
        self._who = PlainLabel("", "title", wrap=True)
        self._facts = PlainLabel("", "", wrap=True)
        self._others = PlainLabel("", "warn", wrap=True)
        self._last = PlainLabel("", "muted", wrap=True)
        self._cases = column(gap=Space.XS)
        self.answer = PrimaryButton(theme, "", "phone")
        self.answer.setObjectName("ring-answer")
        self._refuse = Button(theme, "", "hang-up")
        self._refuse.setObjectName("ring-refuse")
        self.back = PrimaryButton(theme, "", "phone-out")
        self.back.setObjectName("ring-back")
        self._new = Button(theme, "", "add")
        self._new.setObjectName("ring-new")
        self._build()
        self._write_words()

    def _build(self) -> None:
        head = row(gap=Space.S)
        head.addWidget(self._state)
        head.addWidget(self._time, 1)
        head.addWidget(self._close)
        self.body.addLayout(head)
        for label in (self._who, self._facts, self._others, self._last):
            self.body.addWidget(label)
        self.body.addLayout(self._cases)
        buttons = QWidget()
        line = FlowLayout(buttons)
        for button, signal in (
            (self.answer, self.answer_requested),
            (self._refuse, self.refuse_requested),
            (self.back, self.back_requested),
            (self._new, self.new_requested),
        ):
            line.addWidget(button)
            button.clicked.connect(signal)
        self._close.clicked.connect(self.put_away_requested)
        self.body.addWidget(buttons)

    @property
    def words(self) -> str:
        """Everything it says, for who does not see it."""
        labels = (self._who, self._facts, self._others, self._last)
        said = (self._state.text, *(label.text() for label in labels if not label.isHidden()))
        return ", ".join(part for part in said if part)

    def show_ring(self, ring: Ring, now: int, *, busy: bool) -> None:
        """Show what is known of it.

        Args:
            busy: a call is open at this station.
        """
        self._ring = ring
        call, caller = ring.call, ring.caller
        self._show_state(ring, busy=busy)
        known = caller or Caller(number=_unread(call.number))
        self._who.set_data(caller_words(known.name, call.shown_name, known.number.shown, sure=known.sure))
        _write(self._facts, self._fact_words(ring, known, now))
        _write(self._others, self._other_words(ring))
        last = last_contact([known.last], self._login, now) if known.last is not None else ""
        _write(self._last, last and self.tr("Last: {contact}").format(contact=last))
        if known.cases != self._shown_cases:
            self._shown_cases = known.cases
            self._show_cases(known.cases)
        self.setAccessibleName(self.words)
        self.show_time(now)

    def show_time(self, now: int) -> None:
        """A second went by."""
        if self._ring is None:
            return
        call = self._ring.call
        if self._ring.rings:
            self._time.setText(stopwatch(max(0, (now - call.began_at) // 1000)))
        elif call.missed:
            rang = duration(max(0, (call.ended_at or now) - call.began_at) // 1000)
            gave_up = call.ending == "cancelled"
            words = self.tr("{time} · gave up after {duration}") if gave_up else self.tr("{time} · rang for {duration}")
            self._time.setText(words.format(time=clock_time(call.began_at, now), duration=rang))
        else:
            self._time.setText(clock_time(call.began_at, now))

    def _show_state(self, ring: Ring, *, busy: bool) -> None:
        missed, rings = ring.call.missed, ring.rings
        if rings:
            words = self.tr("Second call") if busy else self.tr("Incoming call")
            self._state.show_state(words, "phone-ring", "accent")
        elif missed:
            self._state.show_state(self.tr("Missed call"), "phone-missed", "bad")
        else:
            self._state.show_state(self.tr("Taken: log the open call first"), "phone", "warn")
        focus = self.window().focusWidget()
        had_focus = focus in (self.answer, self._refuse) and not rings
        self.answer.setVisible(rings)
        self._refuse.setVisible(rings)
        self.back.setVisible(missed and bool(ring.call.number))
        self._close.setVisible(rings or missed)
        if had_focus:
            # The caller gave up under somebody's finger: the next key must not do something else.
            self._close.setFocus()

    def _fact_words(self, ring: Ring, caller: Caller, now: int) -> str:
        named = caller.known or bool(ring.call.shown_name)
        number = number_words(caller.number.shown) if named else ""
        return " · ".join(
            part for part in (one_line(caller.organisation, 60), number, self._time_there(caller, now)) if part
        )

    def _other_words(self, ring: Ring) -> str:
        caller = ring.caller
        if caller is None:
            return self.tr("Looking who it is …")
        if caller.withheld:
            return self.tr("The caller hides the number: ask who it is.")
        if not caller.known:
            return self.tr("Nobody is known with this number.")
        if caller.others:
            names = ", ".join(one_line(plain_name(name), 40) for name in caller.others)
            return self.tr("Or {names}: several people have this number.").format(names=names)
        return "" if caller.sure else self.tr("Only the end of the number agrees: ask who it is.")

    def _time_there(self, caller: Caller, now: int) -> str:
        zones = caller.number.timezones
        home = caller.timezone
        for zone in filter(None, (home, *zones) if home in zones or len(zones) != 1 else (*zones, home)):
            try:
                there = datetime.fromtimestamp(now / 1000, ZoneInfo(zone))
            except (ValueError, OSError, LookupError):
                continue
            words = self.tr("{time} night there") if there.hour in _NIGHT else self.tr("{time} there")
            return words.format(time=time_of_day(there))
        return ""

    def _show_cases(self, cases: tuple[CaseRow, ...]) -> None:
        while (item := self._cases.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for case in cases[:_MOST_CASES]:
            button = Button(self._theme, "", "open")
            button.setObjectName("ring-case")
            self._cases.addWidget(button)
            button.ensurePolished()
            words = one_line(f"{case_number(case)} · {case.subject}", _LONGEST_CASE)
            words = button.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, _CASE_ROOM)
            button.setText(words.replace("&", "&&"))
            button.setAccessibleName(self.tr("Open case {number}: {subject}").format(
                number=case_number(case), subject=one_line(case.subject, 120)
            ))  # fmt: skip
            button.clicked.connect(partial(self.case_requested.emit, case.key))
        if len(cases) > _MOST_CASES:
            self._cases.addWidget(PlainLabel(self.tr("and %n more open cases", "", len(cases) - _MOST_CASES), "muted"))

    def _write_words(self) -> None:
        # Without mnemonics: those of the view below go on meaning what they mean there.
        self.answer.setText(self.tr("Answer"))
        self._refuse.setText(self.tr("Turn down"))
        self.back.setText(self.tr("Call back"))
        self._new.setText(self.tr("New case"))
        for button, keys in ((self.answer, ANSWER_KEY), (self._refuse, REFUSE_KEY)):
            button.setToolTip(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText))
        self._close.setAccessibleName(self.tr("Put this card away"))
        self._close.setToolTip(self.tr("Put this card away"))

    def changeEvent(self, event: QEvent) -> None:
        """Another language; the facts are shown anew by who has them."""
        if event.type() == QEvent.Type.LanguageChange:
            self._shown_cases = None
            self._write_words()
        super().changeEvent(event)


def _unread(number: str) -> NumberRow:
    return NumberRow("", number, "", number)


def _write(label: PlainLabel, words: str) -> None:
    label.set_data(words)
    label.setVisible(bool(words))
