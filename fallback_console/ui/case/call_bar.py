"""The bar of a running call: whom, how long, what came of it. It stays while one looks at other cases."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QWidget
from shiboken6 import isValid

from fallback_console.domain.masking import unmarked
from fallback_console.services import calls
from fallback_console.ui.case.call_fields import CallFields
from fallback_console.ui.case.call_head import CallHead
from fallback_console.ui.case.call_keeper import CallKeeper
from fallback_console.ui.case.call_question import CallQuestion, is_forgotten
from fallback_console.ui.case.dialling import dial_address, whole_number
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
        phase_changed: 'call' while one is going on, 'wrap-up' while it is only written up, '' when it is over.
    """

    said = Signal(str, str, str)
    leave_requested = Signal()
    phase_changed = Signal(str)

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
        self.head = CallHead(tools.theme)
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
        for part in (self.question, self.head, self.fields):
            body.addWidget(part)
        self._tick.timeout.connect(self._look)
        self._keeping.timeout.connect(self._keep)
        self._keeper.said.connect(self.said)
        self._keeper.refused.connect(self._stay)
        self._keeper.logged.connect(self._close)
        self.head.fold_requested.connect(self.script.fold)
        self.head.next_requested.connect(self._go_on)
        self.head.hang_up_requested.connect(self._hang_up)
        self.head.log_requested.connect(self._log)
        self.head.discard_requested.connect(self._discard)
        self.head.copied.connect(self._tell_copied)
        self.fields.wrote.connect(self._wrote)
        self.fields.changed.connect(self._changed)
        self.fields.given.connect(self._go_on)
        self.question.asking.connect(self.head.setHidden)
        self.question.stay_requested.connect(self._stay)
        self.question.leave_requested.connect(self._leave_open)
        self.question.log_requested.connect(self._log_then_leave)
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
        """Hand the number to the system's dialler and start the clock. The call is logged whatever the dialler does."""
        if self._call is not None:
            self.said.emit(
                self.tr("A call is still open."), self.tr("End and log it first, at the foot of the window."), "warn"
            )
            return
        self._begin(OpenCall(target, self._now(), 0, calls.OUTCOMES[0], ""))
        self._keep()
        QGuiApplication.clipboard().setText(unmarked(target.number.e164 or target.number.raw))
        context = self._tools.context
        number = whole_number(target.number, context.desk)
        address = dial_address(number, context.preferences.value("dialler"), context.dial)
        real = context.profile.kind == "real"
        if real and address.isValid() and QDesktopServices.openUrl(address):
            return
        if number != target.number:
            self.said.emit(
                self.tr("No phone program took the number."),
                self.tr(
                    "It is hidden from you: ask a colleague who may see it to call. The time runs here until then."
                ),
                "warn",
            )
        else:
            self.said.emit(
                self.tr("Dial by hand: {number}").format(number=target.number.shown),
                self.tr("No phone program took the number. The time runs; log the call when it is over."),
                "warn",
            )

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

    def ask_to_leave(self) -> None:
        """The window wants to close: ask what becomes of the call."""
        self.question.ask_to_leave()

    def ask_whether_it_goes_on(self) -> None:
        """The window locks, or nobody said anything for long: ask gently. Nothing where no call is open."""
        if self._call is not None:
            self._last_word = self._now()
            self.question.ask_whether_it_goes_on(self._call, self._last_word)

    def _begin(self, call: OpenCall) -> None:
        self._call = call
        self._last_word = self._now()
        self.fields.show_call(call)
        self.question.hide()
        self.script.show_for(call.target)
        self._show_call()
        self.show()
        self._came_from = self.window().focusWidget()
        self.notes.setFocus()
        self._tick.start()

    def _keep(self) -> None:
        """A killed program remembers it."""
        self._keeping.stop()
        if self._call is not None:
            self._keeper.keep(self.fields.written(self._call, self._now()))

    def _wrote(self) -> None:
        """Who writes down what is said is talking to somebody."""
        if self._call is not None and self.phase == Phase.DIALLING and not self.fields.is_unanswered:
            self._call = replace(self._call, answered_at=self._now())

    def _changed(self) -> None:
        self._last_word = self._now()
        self._keeping.start()
        self._show_call()

    def _go_on(self) -> None:
        """One step further: answered, over, logged."""
        if self._call is not None and self.phase == Phase.DIALLING and not self.fields.is_unanswered:
            self._call = replace(self._call, answered_at=self._now())
            self._changed()
        else:
            self._hang_up()

    def _hang_up(self, outcome: str = "") -> None:
        """It is over; what is over already is logged."""
        if outcome:
            self.fields.choose(outcome)
        if self.phase == Phase.WRAP_UP:
            self._log()
        elif self._call is not None:
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
        self.leave_requested.emit()

    def _log_then_leave(self) -> None:
        self._leaving = True
        self._log()

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

    def _tell_copied(self) -> None:
        self.said.emit(self.tr("The number is copied."), "", "ok")

    def _log(self) -> None:
        if self._call is None:
            return
        if self.follow_up.problem:
            self._leaving = False
            self.follow_up.show_problem()
            self.said.emit(
                self.tr("When is the call-back?"), self.tr("Write it like 'tomorrow 9:00', or leave it empty."), "warn"
            )
            return
        self._keeping.stop()
        self._keeper.log(self.fields.written(self._call, self._now()))

    def _discard(self) -> None:
        self._leaving = False
        self._close()
        self._keeper.forget()
        self.said.emit(self.tr("Nothing was logged."), "", "ok")

    def _close(self) -> None:
        self._tick.stop()
        self._keeping.stop()
        self._call = None
        self.head.fold.setChecked(False)
        _give_back_focus(self, self._came_from)
        self.hide()
        self.phase_changed.emit("")
        if self._leaving:
            self.leave_requested.emit()


def _give_back_focus(bar: QWidget, place: QWidget | None) -> None:
    """The keyboard goes back to where it was before the call; left to Qt it would land at the top of the window."""
    focus = bar.window().focusWidget()
    inside = focus is not None and bar.isAncestorOf(focus)
    if inside and place is not None and isValid(place) and place.isVisible():
        place.setFocus()
