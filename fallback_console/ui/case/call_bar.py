"""The bar of a running call: whom, how long, what came of it. It stays while one looks at other cases."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QEvent, QSignalBlocker, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QWidget

from fallback_console.domain.errors import ConsoleError
from fallback_console.domain.views import NumberRow
from fallback_console.services import calls, drafts
from fallback_console.services.record import Saved
from fallback_console.ui import names
from fallback_console.ui.case.open_call import MODE, CallTarget, OpenCall
from fallback_console.ui.case_words import outcome_word
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import (
    Button,
    CheckBox,
    ComboBox,
    ElidedLabel,
    FlatButton,
    IconLabel,
    PlainLabel,
    PrimaryButton,
    column,
    row,
)
from fallback_console.ui.widgets.choices import DateTimeBox
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import stopwatch

__all__ = ["CallBar", "CallTarget", "dial_address"]

_SCHEMES = ("tel", "sip", "callto")
_DIGITS = frozenset("0123456789")
_CODES = frozenset("*#")
_MOST_DIGITS = 20
_KEEP_MS = 400
_KEEP_EVERY_S = 15


def dial_address(number: NumberRow, scheme: str) -> QUrl:
    """What the system's dialler is handed: the scheme and the bare number, its plus kept.

    Nothing but a plus and digits gets through, so a number can smuggle nothing into the address: neither other parts of a
    URL nor a star or a hash, with which telephones are told to forward calls. Not valid where that leaves no number, or
    more than any telephone number has; then people dial by hand.
    """
    chosen = scheme if scheme in _SCHEMES else "tel"
    written = (number.e164 or number.raw).strip()
    digits = "".join(c for c in written if c in _DIGITS)
    if not digits or len(digits) > _MOST_DIGITS or _CODES & set(written):
        return QUrl()
    return QUrl(f"{chosen}:{'+' if written.startswith('+') else ''}{digits}", QUrl.ParsingMode.StrictMode)


class CallBar(QFrame):
    """At the foot of the window while a call is open.

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
        self._target: CallTarget | None = None
        self._started_at = 0
        self._who = ElidedLabel("", "large")
        self._number = PlainLabel("", "number")
        self._number.setObjectName("call-number")
        self._time = PlainLabel("", "title")
        self._copy = FlatButton(tools.theme, "", "copy")
        self._copy.setObjectName("call-copy")
        self.outcome = ComboBox(tools.theme)
        self.outcome.setObjectName("call-outcome")
        self.notes = QLineEdit()
        self.notes.setObjectName("call-notes")
        self.notes.setMaxLength(5000)
        self._again = CheckBox(tools.theme)
        self._again.setObjectName("call-again")
        self._when = DateTimeBox(tools.theme)
        self.end = PrimaryButton(tools.theme, "", "hang-up")
        self.end.setObjectName("call-end")
        self._forget = Button(tools.theme)
        self._forget.setObjectName("call-discard")
        self._resumed: int | None = None
        self._leaving = False
        self._question = QWidget()
        self._asked = PlainLabel("", "strong")
        self._log_and_leave = PrimaryButton(tools.theme)
        self._log_and_leave.setObjectName("call-log-and-close")
        self._leave = Button(tools.theme)
        self._leave.setObjectName("call-close-anyway")
        self._stay = Button(tools.theme)
        self._stay.setObjectName("call-stay")
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_KEEP_MS)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._build(IconLabel(tools.theme, "phone", "ok"))
        self.retranslate()
        self.hide()

    def _build(self, icon: IconLabel) -> None:
        self._when.setEnabled(False)
        ask = row(self._question, gap=Space.S)
        ask.addWidget(self._asked, 1)
        for button in (self._stay, self._leave, self._log_and_leave):
            ask.addWidget(button)
        self._question.hide()
        body = column(self, gap=Space.S)
        body.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        body.addWidget(self._question)
        upper, lower = QWidget(), QWidget()
        above, below = row(upper, gap=Space.S), row(lower, gap=Space.S)
        above.addWidget(icon)
        above.addWidget(self._who, 1)
        for part in (self._number, self._copy, self._time):
            above.addWidget(part)
        below.addWidget(self.outcome)
        below.addWidget(self.notes, 1)
        after: tuple[QWidget, ...] = (self._again, self._when, self._forget, self.end)
        for widget in after:
            below.addWidget(widget)
        self._lines = row(gap=Space.M)
        self._lines.addWidget(upper, 2)
        self._lines.addWidget(lower, 3)
        body.addLayout(self._lines)
        self._tick.timeout.connect(self._show_time)
        self._copy.clicked.connect(self._copy_number)
        self._again.toggled.connect(self._when.setEnabled)
        self._again.toggled.connect(self._when.setVisible)
        self._when.hide()
        self.end.clicked.connect(self._log)
        self._forget.clicked.connect(self._discard)
        self.notes.returnPressed.connect(self._log)
        self.notes.textChanged.connect(lambda: self._keeping.start())
        self.outcome.currentIndexChanged.connect(lambda: self._keeping.start())
        self._keeping.timeout.connect(self._keep)
        self._stay.clicked.connect(self._question.hide)
        self._leave.clicked.connect(self._leave_open)
        self._log_and_leave.clicked.connect(self._log_then_leave)

    def retranslate(self) -> None:
        """Set every text again."""
        chosen = self.outcome.currentData()
        with QSignalBlocker(self.outcome):
            self.outcome.clear()
            for outcome in calls.OUTCOMES:
                self.outcome.addItem(outcome_word(outcome), outcome)
            self.outcome.setCurrentIndex(max(self.outcome.findData(chosen), 0))
        self.outcome.setAccessibleName(self.tr("Outcome"))
        self.notes.setPlaceholderText(self.tr("Notes"))
        self.notes.setAccessibleName(self.tr("Notes of the call"))
        self._copy.setAccessibleName(self.tr("Copy the number"))
        self._copy.setToolTip(self.tr("Copy the number"))
        self._again.setText(self.tr("Call back"))
        self._when.setAccessibleName(self.tr("Call back at"))
        self.end.setText(self.tr("&End and log"))
        self._forget.setText(self.tr("No call"))
        self._forget.setToolTip(self.tr("Nothing was dialled: log nothing"))
        self._asked.setText(self.tr("This call is not logged yet."))
        self._stay.setText(self.tr("Stay"))
        self._leave.setText(self.tr("Close, log it next time"))
        self._log_and_leave.setText(self.tr("Log it and close"))

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two lines where one has no room."""
        super().resizeEvent(event)
        wide = self.width() >= Size.WINDOW_W
        self._lines.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    @property
    def is_open(self) -> bool:
        """A call has not been logged yet."""
        return self._target is not None

    def start(self, target: CallTarget) -> None:
        """Hand the number to the system's dialler and start the clock. The call is logged whatever the dialler does."""
        if self._target is not None:
            self.said.emit(
                self.tr("A call is still open."), self.tr("End and log it first, at the foot of the window."), "warn"
            )
            return
        self._begin(OpenCall(target, self._now(), 0, calls.OUTCOMES[0], ""))
        self._resumed = None
        self.phase_changed.emit("call")
        self._tick.start()
        self._keep()
        QGuiApplication.clipboard().setText(target.number.e164 or target.number.raw)
        address = dial_address(target.number, self._tools.context.preferences.value("dialler"))
        real = self._tools.context.profile.kind == "real"
        if not (real and address.isValid() and QDesktopServices.openUrl(address)):
            self.said.emit(
                self.tr("Dial by hand: {number}").format(number=target.number.shown),
                self.tr("No phone program took the number. The time runs; log the call when it is over."),
                "warn",
            )

    def resume(self, kept: str) -> None:
        """Show a call that was open when the program stopped; its clock stands still."""
        call = OpenCall.parse(kept)
        if call is None or self._target is not None:
            return
        self._begin(call)
        self._resumed = call.seconds
        self.phase_changed.emit("wrap-up")
        self._show_time()
        self.said.emit(
            self.tr("A call was not logged when the program stopped."),
            self.tr("Log it, or say that there was none, at the foot of the window."),
            "warn",
        )

    def ask_to_leave(self) -> None:
        """The window wants to close: ask what becomes of the call."""
        self._question.show()
        self._log_and_leave.setFocus()

    def _begin(self, call: OpenCall) -> None:
        target = call.target
        self._target = target
        self._started_at = call.started_at
        self._who.setText(one_line(" · ".join(p for p in (target.name, target.case_number) if p), 60))
        self._number.setText(one_line(target.number.shown, 40))
        self.notes.setText(call.notes)
        self.outcome.setCurrentIndex(max(self.outcome.findData(call.outcome), 0))
        self._again.setChecked(False)
        self._when.setDateTime(QDateTime.currentDateTime().addSecs(3600))
        self._show_time()
        self._question.hide()
        self.show()
        self.notes.setFocus()

    def _seconds(self) -> int:
        if self._resumed is not None:
            return self._resumed
        return max(0, (self._now() - self._started_at) // 1000)

    def _keep(self) -> None:
        """A killed program remembers it."""
        self._keeping.stop()
        if self._target is not None and self.end.isEnabled():
            outcome = str(self.outcome.currentData())
            call = OpenCall(self._target, self._started_at, self._seconds(), outcome, self.notes.text())
            self._tools.bridge.run(self._tools.context.desk.command(drafts.keep, "", MODE, call.text()))

    def _leave_open(self) -> None:
        self._keep()
        self._target = None
        self.phase_changed.emit("")
        self.leave_requested.emit()

    def _log_then_leave(self) -> None:
        self._leaving = True
        self._log()

    def _now(self) -> int:
        return self._tools.context.clock.now_ms()

    def _show_time(self) -> None:
        seconds = self._seconds()
        self._time.setText(stopwatch(seconds))
        if self._resumed is None and seconds and seconds % _KEEP_EVERY_S == 0:
            self._keep()

    def _copy_number(self) -> None:
        if self._target is not None:
            QGuiApplication.clipboard().setText(self._target.number.e164 or self._target.number.raw)
            self.said.emit(self.tr("The number is copied."), "", "ok")

    def _log(self) -> None:
        target = self._target
        # Off while a log of it is on its way to the disk: pressed twice is not logged twice.
        if target is None or not self.end.isEnabled():
            return
        call = calls.CallLog(
            direction="out",
            number=target.number.e164 or target.number.raw,
            person_key=target.person_key,
            started_at=self._started_at,
            seconds=self._seconds(),
            outcome=str(self.outcome.currentData()),
            notes=self.notes.text(),
            follow_up_at=self._when.dateTime().toMSecsSinceEpoch() if self._again.isChecked() else None,
        )
        self.end.setEnabled(False)
        desk = self._tools.context.desk
        self._keeping.stop()
        future = desk.command(drafts.use, "", MODE, calls.log_call, desk.login, target.case_key, call)
        self._tools.bridge.run(future, self._logged, self._failed)

    def _logged(self, saved: Saved) -> None:
        self._close()
        self.said.emit(names.saved_words(saved.sinks), "", "ok")
        if self._leaving:
            self.leave_requested.emit()

    def _failed(self, error: BaseException) -> None:
        self.end.setEnabled(True)
        self._leaving = False
        if not isinstance(error, ConsoleError):
            self._tools.bridge.failed.emit(error)
            return
        words = error_words(error, self._tools.languages.current)
        self.said.emit(words.title, words.hint, "bad")

    def _discard(self) -> None:
        self._close()
        self._tools.bridge.run(self._tools.context.desk.command(drafts.keep, "", MODE, ""))
        self.said.emit(self.tr("Nothing was logged."), "", "ok")

    def _close(self) -> None:
        self._tick.stop()
        self._keeping.stop()
        self._target = None
        self.phase_changed.emit("")
        self.end.setEnabled(True)
        self.hide()
