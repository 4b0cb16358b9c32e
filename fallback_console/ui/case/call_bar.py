"""The bar of a running call: whom, how long, what came of it. It stays while one looks at other cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QWidget
from shiboken6 import isValid

from fallback_console.domain.masking import unmarked
from fallback_console.services import calls, claims
from fallback_console.ui.case.call_fields import CallFields
from fallback_console.ui.case.call_head import CallHead
from fallback_console.ui.case.call_keeper import CallKeeper
from fallback_console.ui.case.call_line import CallLine
from fallback_console.ui.case.call_question import CallQuestion, is_forgotten
from fallback_console.ui.case.key_line import KeyLine
from fallback_console.ui.case.open_call import CallTarget, OpenCall, Phase
from fallback_console.ui.case.script_card import ScriptCard
from fallback_console.ui.theme import Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import column

__all__ = ["CallBar", "CallTarget"]

_KEEP_MS = 400
_KEEP_EVERY_S = 15


class CallBar(QFrame):
    """At the foot of the window while a call is open: dialling, in the call, wrapping up.

    Enter takes the call one step further, Ctrl+Enter ends and logs it at once.

    Attributes:
        said: (sentence, more words, variant).
        leave_requested: the person was asked what becomes of the call, and the window may close now.
        case_wanted: a call that came in is about the case that is open: tell ``change``.
        phase_changed: 'call' while one is going on, 'wrap-up' while it is only written up, '' when it is over.
    """

    said = Signal(str, str, str)
    leave_requested = Signal()
    phase_changed = Signal(str)
    case_wanted = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "call")
        self.setObjectName("call-bar")
        self.setProperty("help", "calls")
        self._tools = tools
        self._now = tools.context.clock.now_ms
        self._call: OpenCall | None = None
        self._last_word = 0
        self._leaving = False
        self._came_from: QWidget | None = None
        self._keeper = CallKeeper(tools, self)
        self.question = CallQuestion(tools.theme)
        self.script = ScriptCard(tools, self)
        self.head = CallHead(tools.theme, tools.context.calls)
        self.line = CallLine(tools)
        self.keys = KeyLine(tools.theme, tools.context.desk)
        self.fields = CallFields(tools.theme, self._now)
        self.outcome, self.notes, self.follow_up = self.fields.outcome, self.fields.notes, self.fields.follow_up
        self.end = self.head.end
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_KEEP_MS)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._build()
        self.head.retranslate()
        self.fields.retranslate()
        self.script.retranslate()
        self.hide()

    def _build(self) -> None:
        body = column(self, gap=Space.S)
        body.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        for part in (self.question, self.head, self.line, self.keys, self.fields):
            body.addWidget(part)
        self._tick.timeout.connect(self._look)
        self._keeping.timeout.connect(self._keep)
        self._keeper.said.connect(self.said)
        self.line.said.connect(self.said)
        self.line.heard.connect(self._take_step)
        self._keeper.refused.connect(self._stay)
        self._keeper.logged.connect(self._close)
        self.head.fold_requested.connect(self.script.fold)
        # In place of the fields: the bar has to leave the case room in the smallest window.
        self.head.keys.toggled.connect(self.fields.setHidden)
        self.head.keys.toggled.connect(lambda on: self.keys.open_for(self._call if on else None))
        self.keys.pressed.connect(lambda keys: _press_keys(self.line, self._call, keys))
        self.keys.left.connect(self.head.keys.toggle)
        self.keys.left.connect(self.notes.setFocus)
        self.head.next_requested.connect(self._go_on)
        self.head.hang_up_requested.connect(self._hang_up)
        self.head.log_requested.connect(self._log)
        self.head.discard_requested.connect(self._discard)
        self.head.copied.connect(lambda: self.said.emit(self.tr("The number is copied."), "", "ok"))
        self.fields.wrote.connect(self._wrote)
        self.fields.changed.connect(self._changed)
        self.fields.given.connect(self._go_on)
        self.fields.turned.connect(lambda way: self.change(lambda call: call.turned(way, self._now())))
        self.fields.case_wanted.connect(self.case_wanted)
        self.question.asking.connect(self.head.setHidden)
        self.question.stay_requested.connect(self._stay)
        self.question.leave_requested.connect(self._leave_open)
        self.question.log_requested.connect(lambda: self._log(leave=True))
        self.question.over_requested.connect(self._hang_up)
        at_once = QShortcut(QKeySequence("Ctrl+Return"), self)
        at_once.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        at_once.activated.connect(self._log)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.script.retranslate()
            self._show_call()
        super().changeEvent(event)

    @property
    def is_open(self) -> bool:
        """A call has not been logged yet."""
        return self._call is not None

    @property
    def phase(self) -> Phase | None:
        """How far the call is, None where there is none."""
        return None if self._call is None else self._call.phase

    @property
    def seconds(self) -> int:
        """Length of the open call so far."""
        return 0 if self._call is None else self._call.length(self._now())

    def start(self, target: CallTarget) -> None:
        """Dial, once, and start the clock. The call is logged whatever the dialler does."""
        if self._call is not None:
            if self._call.by_telephone and self._call.phase == Phase.DIALLING and self._call.target == target:
                # Pressed twice in a hurry: it is the same call.
                return
            self.said.emit(
                self.tr("A call is still open."), self.tr("End and log it first, at the foot of the window."), "warn"
            )
            return
        self._begin(OpenCall(target, self._now(), 0, calls.OUTCOMES[0], "", heard=self.line.way))
        if target.case_key:
            self._tools.bridge.run(
                self._tools.context.desk.command(claims.begin, self._tools.context.desk.login, target.case_key)
            )
        self._keep()
        QGuiApplication.clipboard().setText(unmarked(target.number.e164 or target.number.raw))
        self.line.dial(target.number)

    def resume(self, kept: str) -> None:
        """Show a call that was open when the program stopped; it ended when that was noticed last."""
        call = OpenCall.parse(kept)
        if call is None or self._call is not None:
            return
        self._begin(call.ended())
        self.said.emit(
            self.tr("A call was not logged when the program stopped."),
            self.tr("Log it, or say that there was none, at the foot of the window."),
            "warn",
        )

    def take_in(self, call: OpenCall, *, focus: bool) -> None:
        """Show a call that was taken; nothing where one is open.

        Args:
            focus: the keyboard goes to the notes.
        """
        if self._call is None:
            self._begin(call, focus=focus)
            self._keep()

    def change(self, make: Callable[[OpenCall], OpenCall]) -> None:
        """Something more is known of the open call; nothing where none is open, or it is the same."""
        before = self._call
        if before is None or (after := make(before)) == before:
            return
        self._call = after
        if after.ended_at is not None:
            self.question.hide()
        self.fields.show_about(after)
        self._changed()
        self._keep()

    def ask_whether_it_goes_on(self) -> None:
        """The window locks, or nobody said anything for long: ask gently. Nothing where no call is open."""
        if self._call is not None:
            self._last_word = self._now()
            self.question.ask_whether_it_goes_on(self._call, self._last_word)

    def _begin(self, call: OpenCall, *, focus: bool = True) -> None:
        self._call = call
        self._last_word = self._now()
        self.fields.show_call(call)
        self.question.hide()
        self.script.show_for(call.target)
        self._show_call()
        self.show()
        self._came_from = self.window().focusWidget()
        if focus:
            self.notes.setFocus()
        self._tick.start()

    def _keep(self) -> None:
        """A killed program remembers it."""
        self._keeping.stop()
        if self._call is not None:
            self._keeper.keep(self.fields.written(self._call, self._now()))

    def _wrote(self) -> None:
        """Who writes down what is said is talking to somebody."""
        if self._call is not None and _says_answered(self._call, self.fields):
            self._call = replace(self._call, answered_at=self._now())

    def _take_step(self, state: str, ending: str) -> None:
        """The telephone tells how far the call is."""
        if self._call is None:
            return
        self._call = self._call.told(state, ending, self._now())
        fits = calls.outcome_of(ending, answered=self._call.answered_at is not None)
        if self.outcome.currentData() == calls.OUTCOMES[0]:
            self.fields.choose(fits)
        elif state in ("", "answered") and self.fields.is_unanswered:
            # It goes on after all.
            self.fields.choose(calls.OUTCOMES[0])
        self._changed()
        self._keep()

    def _changed(self) -> None:
        self._last_word = self._now()
        self._keeping.start()
        self._show_call()

    def _go_on(self) -> None:
        """One step further: answered, over, logged."""
        if self._call is not None and _says_answered(self._call, self.fields):
            self._call = replace(self._call, answered_at=self._now())
            self._changed()
        elif self._call is not None and not (self.phase == Phase.DIALLING and self._call.heard):
            self._hang_up()

    def _hang_up(self, outcome: str = "") -> None:
        """It is over; what is over already is logged."""
        if outcome:
            self.fields.choose(outcome)
        if self.phase == Phase.WRAP_UP:
            self._log()
        elif self._call is not None:
            _end_at_phone(self._tools, self.line, self._call)
            unanswered = self._call.by_telephone and self._call.answered_at is None
            if unanswered and self.outcome.currentData() == calls.OUTCOMES[0]:
                self.fields.choose("no-answer")
            self._call = replace(self._call, ended_at=self._now())
            self.question.hide()
            self._changed()
            self._keep()
            if not self.fields.isAncestorOf(self.focusWidget()):
                self.notes.setFocus()

    def _stay(self) -> None:
        self._last_word = self._now()
        self._leaving = False
        self.question.hide()

    def _leave_open(self) -> None:
        self._keep()
        self._call = None
        self.line.forget()
        self.leave_requested.emit()

    def _show_call(self) -> None:
        if self._call is not None:
            self.head.show_call(self._call, str(self.outcome.currentData()), self._now())
            self.phase_changed.emit("wrap-up" if self.phase == Phase.WRAP_UP else "call")

    def _look(self) -> None:
        """A second went by."""
        if self._call is None:
            return
        now = self._now()
        self.head.show_time(now)
        seconds = self._call.length(now)
        if self.phase != Phase.WRAP_UP and seconds and seconds % _KEEP_EVERY_S == 0:
            self._keep()
        if not self.question.isVisible() and is_forgotten(self._call, self._last_word, now):
            self.ask_whether_it_goes_on()

    def _log(self, *, leave: bool = False) -> None:
        if self._call is None:
            return
        self._leaving = self._leaving or leave
        if self.follow_up.problem:
            self._leaving = False
            self.follow_up.show_problem()
            self.said.emit(
                self.tr("When is the call-back?"), self.tr("Write it like 'tomorrow 9:00', or leave it empty."), "warn"
            )
            return
        self._keeping.stop()
        if not self._leaving:
            _end_at_phone(self._tools, self.line, self._call)
        self._keeper.log(self.fields.written(self._call, self._now()))

    def _discard(self) -> None:
        self._leaving = False
        if self._call is not None:
            _end_at_phone(self._tools, self.line, self._call)
        self._close()
        self._keeper.forget()
        self.said.emit(self.tr("Nothing was logged."), "", "ok")

    def _close(self) -> None:
        self._tick.stop()
        self._keeping.stop()
        self._call = None
        self.line.forget()
        self.head.fold.setChecked(False)
        _give_back_focus(self, self._came_from)
        self.hide()
        self.phase_changed.emit("")
        if self._leaving:
            self.leave_requested.emit()


def _says_answered(call: OpenCall, fields: CallFields) -> bool:
    """The next step is that somebody took it, and the person says so."""
    return call.phase == Phase.DIALLING and not call.heard and not fields.is_unanswered


def _end_at_phone(tools: Tools, line: CallLine, call: OpenCall) -> None:
    """A call that still goes on at the telephone ends there too."""
    if call.ended_at is not None:
        return
    if call.by_telephone:
        line.hang_up()
    elif call.phone is not None and call.direction == "in":
        tools.bridge.run(tools.context.engine.hang_up(call.phone))


def _press_keys(line: CallLine, call: OpenCall | None, keys: str) -> None:
    """At the telephone that has the call."""
    if call is not None:
        line.press(keys, call.phone)


def _give_back_focus(bar: QWidget, place: QWidget | None) -> None:
    """The keyboard goes back to where it was before the call; left to Qt it would land at the top of the window."""
    focus = bar.window().focusWidget()
    inside = focus is not None and bar.isAncestorOf(focus)
    if inside and place is not None and isValid(place) and place.isVisible():
        place.setFocus()
