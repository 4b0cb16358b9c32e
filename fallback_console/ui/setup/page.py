"""The set-up: a window of its own that ends in the queue."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from fallback_console.services.start import finish_setup
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.setup.helpdesk import HelpdeskStep, ScopeStep
from fallback_console.ui.setup.mirror import MirrorStep
from fallback_console.ui.setup.others import OthersStep
from fallback_console.ui.setup.person import PersonStep, WelcomeStep
from fallback_console.ui.setup.step import Step
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import Banner, Button, FlatButton, IconLabel, PlainLabel, PrimaryButton, column, row

__all__ = ["SetupPage"]


class SetupPage(QWidget):
    """Steps on the left, the one in front on the right, and below it the way on.

    Attributes:
        finished: the queue may be shown.
        closed: the window was closed instead.
    """

    finished = Signal()
    closed = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._over = False
        self.setProperty("look", "canvas")
        self.setMinimumSize(Size.WINDOW_MIN_W, Size.WINDOW_MIN_H)
        self.resize(Size.WINDOW_MIN_W, Size.WINDOW_MIN_H)
        self.welcome, self.person = WelcomeStep(tools), PersonStep(tools)
        self.helpdesk = HelpdeskStep(tools)
        self.scope, self.mirror, self.others = ScopeStep(tools, self.helpdesk), MirrorStep(tools), OthersStep(tools)
        self.steps: tuple[Step, ...] = (
            self.welcome,
            self.person,
            self.helpdesk,
            self.scope,
            self.mirror,
            self.others,
        )
        self._stack = QStackedWidget()
        self._marks = [(IconLabel(tools.theme, "empty", "nav_text"), PlainLabel("", "nav")) for _ in self.steps]
        self._percent = ""
        self._brand = PlainLabel("", "nav-on")
        self._title, self._hint = PlainLabel("", "title", wrap=True), PlainLabel("", "muted", wrap=True)
        self._error = Banner(tools.theme, "bad")
        self.back = FlatButton(tools.theme, "", "back")
        self.skip = Button(tools.theme)
        self.next = PrimaryButton(tools.theme)
        self._build()
        self.back.clicked.connect(self._go_back)
        self.skip.clicked.connect(self._skip)
        self.next.clicked.connect(self._go_on)
        for step in self.steps:
            step.changed.connect(self._write)
            step.done.connect(self._next_step)
        self.welcome.look_requested.connect(self._look_around)
        self.mirror.progress_told.connect(self._show_percent)
        tools.bridge.failed.connect(self._show_error)
        self.show_step(0)

    def _build(self) -> None:
        rail = QFrame()
        rail.setProperty("look", "nav")
        rail.setFixedWidth(Size.RAIL)
        lines = column(rail, margin=Space.L, gap=Space.M)
        lines.addWidget(self._brand)
        lines.addSpacing(Space.L)
        for icon, label in self._marks:
            line = row(gap=Space.S)
            line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
            label.setWordWrap(True)
            line.addWidget(label, 1)
            lines.addLayout(line)
        lines.addStretch(1)
        for step in self.steps:
            scroll = QScrollArea()
            scroll.setWidgetResizable(True)
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            step.setProperty("look", "canvas")
            scroll.setWidget(step)
            self._stack.addWidget(scroll)
        foot = row(gap=Space.M)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.skip)
        foot.addWidget(self.next)
        right = QWidget()
        right.setMaximumWidth(Size.SETUP)
        page = column(right, margin=Space.XL, gap=Space.M)
        page.addWidget(self._title)
        page.addWidget(self._hint)
        page.addSpacing(Space.S)
        page.addWidget(self._error)
        page.addWidget(self._stack, 1)
        page.addLayout(foot)
        body = row(self, gap=Space.NONE)
        body.addWidget(rail)
        body.addStretch(1)
        body.addWidget(right, 100)
        body.addStretch(1)

    @property
    def current(self) -> int:
        """Number of the step in front, from 0."""
        return self._stack.currentIndex()

    def show_step(self, at: int) -> None:
        """Bring a step to the front."""
        self._error.hide()
        self._stack.setCurrentIndex(at)
        self._write()
        self.steps[at].arrive()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Whatever was kept so far stays; the set-up is offered again the next time."""
        if not self._over:
            self._over = True
            self._tools.bridge.close()
            self.closed.emit()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._write()
        super().changeEvent(event)

    def _write(self) -> None:
        step = self.steps[self.current]
        self.setWindowTitle(self.tr("Fallback Console – set up"))
        self._brand.setText(self.tr("Fallback Console"))
        for at, (one, (icon, label)) in enumerate(zip(self.steps, self._marks, strict=True)):
            percent = f"  {self._percent}" if one is self.mirror and self._percent and at <= self.current else ""
            label.setText(f"{at + 1}. {one.name()}{percent}")
            label.set_look("nav-on" if at == self.current else "nav")
            done = at < self.current and not (one is self.mirror and self.mirror.phase != "done")
            icon.show_icon("ok" if done else "next" if at == self.current else "waiting", "nav_text")
            state = self.tr("done") if done else self.tr("in front") if at == self.current else ""
            label.setAccessibleName(f"{label.text()} {state}".strip())
        self._title.setText(step.title())
        self._hint.setText(step.hint())
        self._hint.setVisible(bool(step.hint()))
        self.back.setText(self.tr("&Back"))
        self.back.setVisible(self.current > 0)
        self.skip.setText(step.skip_words())
        self.skip.setVisible(bool(step.skip_words()))
        self.next.setText(step.next_words())
        self.next.setEnabled(step.ready)
        self.next.setDefault(True)

    def _show_percent(self, percent: str) -> None:
        self._percent = percent
        self._write()

    def _go_on(self) -> None:
        self._error.hide()
        self.steps[self.current].go_on()

    def _go_back(self) -> None:
        self.show_step(max(0, self.current - 1))

    def _skip(self) -> None:
        if self.steps[self.current] is self.helpdesk:
            self.helpdesk.go_on_anyway()
        else:
            self._finish()

    def _next_step(self) -> None:
        if self.sender() is not self.steps[self.current]:
            return
        if self.steps[self.current] is self.scope:
            self.mirror.begin_anew()
        if self.current + 1 < len(self.steps):
            self.show_step(self.current + 1)
        else:
            self._finish()

    def _finish(self) -> None:
        self.next.setEnabled(False)
        self._tools.bridge.run(self._tools.context.desk.command(finish_setup), self._finished)

    def _finished(self, _result: object) -> None:
        self._over = True
        self.finished.emit()

    def _look_around(self) -> None:
        if self._tools.context.look_around is not None:
            self._tools.context.look_around()

    def _show_error(self, error: BaseException) -> None:
        words = error_words(error, self._tools.languages.current)
        self._error.show_words(words.title, "\n".join(p for p in (words.hint, words.detail) if p))
        self._write()
