"""The panel for reaching somebody: their ladder of paths, the message, and what came of it so far."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from fallback_console.domain.paths import CALLS, DISTURBING
from fallback_console.domain.reaching import held_back
from fallback_console.domain.sms_text import measure
from fallback_console.services.paths import Ladder
from fallback_console.services.reach import ReachRow
from fallback_console.ui.case.message_text import MessageText, no_file_words
from fallback_console.ui.case.side_panel import Choice, ChoiceModel, Choices, ReadOnlyText, SidePanel
from fallback_console.ui.case.sms_words import parts_words
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.reach.words import path_title, reach_look, rung_words, step_look
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Banner, Button, Chip, ElidedLabel, FlatButton, PrimaryButton, column, row
from fallback_console.ui.widgets.choices import CheckBox
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.text import many_lines, one_line
from fallback_console.ui.widgets.times import clock_time, time_of_day

__all__ = ["ReachPanel"]


class ReachPanel(SidePanel):
    """One person; a message to be sent, or one that is on its way.

    Attributes:
        start_requested: (text, urgent).
        stop_requested: try nothing more.
        urgent_requested: go on now although it is the person's quiet time.
        second_requested: text the other number too.
        call_requested: (kind, address) of the path to ring.
        wishes_requested: how the person wishes to be reached.
    """

    start_requested = Signal(str, bool)
    stop_requested = Signal()
    urgent_requested = Signal()
    second_requested = Signal()
    call_requested = Signal(str, str)
    wishes_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._ladder: Ladder | None = None
        self._row: ReachRow | None = None
        self._now = 0
        self._fresh = False
        self._sending = False
        self._state = Chip(theme)
        self._state.setObjectName("reach-state")
        self._there = Chip(theme)
        self._there.setObjectName("reach-time")
        self.error = Banner(theme, "bad")
        self.quiet = Banner(theme, "warn", closable=False)
        self.quiet.setObjectName("reach-quiet")
        self.rows = ChoiceModel(theme, self)
        self.list = Choices(theme, self.rows)
        self.list.setObjectName("reach-paths")
        self.text = MessageText()
        self.text.setObjectName("reach-text")
        self.text.setMinimumHeight(Size.CONTROL)
        self.text.setMaximumHeight(Size.TEXT_BOX)
        self.urgent = CheckBox(theme)
        self.urgent.setObjectName("reach-urgent")
        self.wishes_button = FlatButton(theme, "", "edit")
        self.wishes_button.setObjectName("reach-wishes")
        self._parts = ElidedLabel("", "muted")
        self.start_button = PrimaryButton(theme, "", "send")
        self.start_button.setObjectName("reach-start")
        self._sent = ReadOnlyText()
        self._sent.setObjectName("reach-sent")
        self.call_button = PrimaryButton(theme, "", "phone")
        self.call_button.setObjectName("reach-call")
        self.second_button = Button(theme, "", "sms")
        self.second_button.setObjectName("reach-second")
        self.again_button = Button(theme, "", "refresh")
        self.again_button.setObjectName("reach-again")
        self.stop_button = Button(theme, "", "close")
        self.stop_button.setObjectName("reach-stop")
        self._form, self._running = QWidget(), QWidget()
        self._build()
        self.retranslate()

    def _build(self) -> None:
        foot = row(gap=Space.S)
        foot.addWidget(self.urgent)
        foot.addWidget(self._parts, 1)
        foot.addWidget(self.start_button)
        self._parts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        form = column(self._form, gap=Space.S)
        form.addWidget(self.text)
        form.addLayout(foot)
        buttons = FlowLayout()
        for button in (self.call_button, self.second_button, self.again_button, self.stop_button):
            buttons.addWidget(button)
        running = column(self._running, gap=Space.S)
        running.addWidget(self._sent)
        running.addLayout(buttons)
        # Beside the title: in a low window every line counts.
        self.head.insertWidget(1, self._there)
        self.head.insertWidget(2, self.wishes_button)
        self.body.addWidget(self._state, 0, Qt.AlignmentFlag.AlignLeft)
        for banner in (self.error, self.quiet):
            self.body.addWidget(banner)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._form)
        self.body.addWidget(self._running)
        self.text.textChanged.connect(self._write)
        self.text.send_requested.connect(self._start)
        self.text.file_refused.connect(lambda: self.error.show_words(*no_file_words(), variant="warn"))
        self.urgent.toggled.connect(self._write)
        self.list.opened.connect(self._use_row)
        self.wishes_button.clicked.connect(self.wishes_requested)
        self.start_button.clicked.connect(self._start)
        self.stop_button.clicked.connect(self.stop_requested)
        self.second_button.clicked.connect(self.second_requested)
        self.quiet.action_requested.connect(self.urgent_requested)
        self.call_button.clicked.connect(self._call)
        self.again_button.clicked.connect(self._begin_anew)

    def retranslate(self) -> None:
        """Set every text again."""
        super().retranslate()
        self.list.setAccessibleName(self.tr("Paths, in the order in which they are tried"))
        self.text.setAccessibleName(self.tr("Message"))
        self.text.setPlaceholderText(self.tr("What this person has to know or do"))
        self._sent.setAccessibleName(self.tr("Message"))
        self.wishes_button.setText(self.tr("Wi&shes"))
        self.wishes_button.setToolTip(self.tr("The order of their paths, which may be used, and quiet hours"))
        self.urgent.setText(self.tr("Ur&gent"))
        self.urgent.setToolTip(self.tr("Also in this person's quiet hours"))
        self.start_button.setText(self.tr("Reac&h now"))
        self.start_button.setToolTip(self.tr("Try one path after the other (Ctrl+Enter)"))
        self.stop_button.setText(self.tr("S&top"))
        self.stop_button.setToolTip(self.tr("Try nothing more, and take back what has not been sent"))
        self.second_button.setText(self.tr("Write to the next &one too"))
        self.second_button.setToolTip(self.tr("The first message may still arrive: then the same words come twice"))
        self.again_button.setText(self.tr("&Write anew"))
        self._write()

    def show_reach(self, ladder: Ladder, running: ReachRow | None, now: int) -> None:
        """Show somebody's paths, and the newest try to reach them."""
        if self._ladder is None or self._ladder.whom != ladder.whom:
            self.text.clear()
            self.urgent.setChecked(False)
            self.error.hide()
            self._fresh = False
        if running is not None and running.state == "trying":
            self._fresh = False
        self._ladder, self._row, self._now = ladder, running, now
        self._write()

    def started(self) -> None:
        """It was committed: the text is used up."""
        self._sending = False
        self.error.hide()
        self.text.clear()
        self._fresh = False
        self.list.setFocus()

    def refused(self, title: str, hint: str) -> None:
        """It could not be saved; what was typed is still there."""
        self._sending = False
        self.error.show_words(title, hint, variant="bad")
        self._write()

    def begin(self) -> None:
        """The keyboard goes to where one writes, or to what is going on."""
        (self.text if self._writes else self.list).setFocus()

    @property
    def _writes(self) -> bool:
        """A message is being written."""
        return self._row is None or self._fresh

    def _write(self) -> None:
        """Everything that depends on what is known."""
        ladder, running = self._ladder, self._row
        if ladder is None:
            return
        name = plain_name(ladder.name) or (ladder.rungs[0].path.shown if ladder.rungs else "")
        self.title.set_data(self.tr("Reach {name}").format(name=one_line(name, 80)))
        self._form.setVisible(self._writes)
        self._running.setVisible(not self._writes)
        self._show_time(ladder)
        if running is None or self._writes:
            self._write_form(ladder)
        else:
            self._write_running(ladder, running)

    def _write_form(self, ladder: Ladder) -> None:
        usable = [rung for rung in ladder.rungs if not rung.why]
        self._state.setVisible(False)
        choices = []
        for rung in ladder.rungs:
            first = bool(usable) and rung is usable[0]
            icon, words = rung_words(rung, self._now, first=first)
            choices.append(
                Choice(path_title(rung.path.kind, rung.path.shown), words, icon, (rung.path.kind, rung.path.address))
            )
        self.rows.show(choices)
        text = self.text.toPlainText()
        self._parts.setText(parts_words(measure(text).parts) if text.strip() else "")
        self.start_button.setEnabled(bool(usable) and bool(text.strip()) and not self._sending)
        until = ladder.quiet_until
        if not usable:
            self.quiet.show_words(
                self.tr("There is no path to this person that may be used."),
                self.tr("Add a number in the helpdesk, or change what is written down of their wishes."),
            )
        elif until is not None and not self.urgent.isChecked() and usable[0].path.kind in DISTURBING:
            self.show_quiet(until)
        else:
            self.quiet.hide()

    def show_quiet(self, until: int) -> None:
        """Say that it is the person's quiet time.

        Args:
            until: UTC epoch milliseconds.
        """
        self.quiet.show_words(
            self.tr("Quiet hours there until {time}.").format(time=clock_time(until, self._now)),
            self.tr("Nothing goes out before, unless urgent."),
        )

    def _write_running(self, ladder: Ladder, running: ReachRow) -> None:
        words, icon, variant = reach_look(running)
        self._state.setVisible(True)
        self._state.show_state(words, icon, variant)
        shown = {(rung.path.kind, rung.path.address): rung.path.shown for rung in ladder.rungs}
        choices = []
        for n, step in enumerate(running.steps):
            icon, words = step_look(running.steps, n, self._now, second_sms=running.second_sms)
            address = shown.get((step.kind, step.address), step.address)
            choices.append(Choice(path_title(step.kind, address), words, icon, (step.kind, step.address)))
        self.rows.show(choices)
        text = many_lines(running.text, 2_000)
        if self._sent.toPlainText() != text:
            self._sent.setPlainText(text)
        trying = running.state == "trying"
        held = running.state in ("trying", "exhausted") and any(
            step.state == "planned" and held_back(running.steps, n, second_sms=running.second_sms)
            for n, step in enumerate(running.steps)
        )
        call = self._call_now
        self.call_button.setVisible(call is not None)
        if call is not None:
            self.call_button.setText(self.tr("&Call {number}").format(number=one_line(shown.get(call, call[1]), 40)))
        self.second_button.setVisible(held)
        self.stop_button.setVisible(running.state in ("trying", "exhausted"))
        self.again_button.setVisible(not trying)
        if running.quiet_until is not None:
            self.quiet.show_words(
                self.tr("Quiet hours there until {time}.").format(time=clock_time(running.quiet_until, self._now)),
                self.tr("The next path is tried then."),
                action=self.tr("Go on now"),
            )
        elif running.state == "exhausted":
            self.quiet.show_words(
                self.tr("Every path was tried, and nobody was reached."),
                self.tr(
                    "Call again, ask a colleague of theirs, or write anew. What still arrives ends this by itself."
                ),
            )
        else:
            self.quiet.hide()

    @property
    def _call_now(self) -> tuple[str, str] | None:
        """The call that is up to the person at the desk."""
        steps = self._row.steps if self._row is not None and self._row.state == "trying" else ()
        return next(((s.kind, s.address) for s in steps if s.kind in CALLS and s.state == "waiting"), None)

    def _show_time(self, ladder: Ladder) -> None:
        """What time it is where the person is."""
        zone = ladder.zones[0]
        self._there.setVisible(bool(zone))
        if zone:
            there = datetime.fromtimestamp(self._now / 1000, ZoneInfo(zone))
            quiet = ladder.quiet_until is not None
            words = self.tr("{time} there").format(time=time_of_day(there))
            self._there.show_state(words, "night" if quiet else "clock", "warn" if quiet else "neutral", zone)

    def _start(self) -> None:
        if self.start_button.isEnabled() and self._writes:
            self._sending = True
            self.start_button.setEnabled(False)
            self.start_requested.emit(self.text.toPlainText(), self.urgent.isChecked())

    def _call(self) -> None:
        call = self._call_now
        if call is not None:
            self.call_requested.emit(*call)

    def _use_row(self) -> None:
        """Enter on a call rings it, whatever its turn."""
        current = self.list.current
        if current is not None and current.what[0] in CALLS:
            self.call_requested.emit(*current.what)

    def _begin_anew(self) -> None:
        self._fresh = True
        if self._row is not None and not self.text.toPlainText():
            self.text.setPlainText(self._row.text)
        self._write()
        self.text.setFocus()
