"""The end of a swarm: the gate it closes behind, and what can be done with one that is closed."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from fallback_console.domain.swarm import LONGEST_SUMMARY, LONGEST_TITLE
from fallback_console.ui.case.message_text import MessageText
from fallback_console.ui.case.side_panel import ReadOnlyText
from fallback_console.ui.swarm.facts import OneFacts
from fallback_console.ui.swarm.words import name_words, next_words, told_words
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import (
    Banner,
    Button,
    IconLabel,
    PlainLabel,
    PrimaryButton,
    column,
    many_lines,
    row,
)
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.times import clock_time

__all__ = ["ClosedPanel", "GatePanel"]

_DRAFT_MS = 400


class _Point(QWidget):
    """A point of the gate: fulfilled or missing, in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconLabel(theme, "clock", "muted")
        self.label = PlainLabel("", "", wrap=True)
        # Room for two lines, also in the moment when a scroll bar takes some of its width.
        self.label.setMinimumHeight(Size.CONTROL + Space.S)
        self.place = row(self, gap=Space.S)
        self.place.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self.place.addWidget(self.label, 1)

    def say(self, words: str, *, fulfilled: bool) -> None:
        """Show it."""
        self._icon.show_icon("check" if fulfilled else "attention", "ok" if fulfilled else "warn")
        self.label.setText(words)


class GatePanel(QScrollArea):
    """What is there and what is missing before it can be closed.

    Attributes:
        close_requested: (summary, how the customer was told where nothing here says so).
        wanted: 'done' or 'handed', of the next action; 'case' to go to the case.
        draft_changed: the summary as it is typed.
    """

    close_requested = Signal(str, str)
    wanted = Signal(str)
    draft_changed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: OneFacts | None = None
        self._now = 0
        self._title = PlainLabel("", "strong", wrap=True)
        self.points = {name: _Point(theme) for name in ("told", "next", "summary")}
        self.buttons: dict[str, Button] = {}
        for act, icon in (("case", "open"), ("done", "check"), ("handed", "next")):
            button = self.buttons[act] = Button(theme, "", icon)
            button.setObjectName(f"swarm-gate-{act}")
            button.clicked.connect(lambda _checked=False, act=act: self.wanted.emit(act))
            self.points["told" if act == "case" else "next"].place.addWidget(button)
        self.told = QLineEdit()
        self.told.setObjectName("swarm-told")
        self.told.setMaxLength(LONGEST_TITLE)
        self.summary = MessageText()
        self.summary.setObjectName("swarm-summary")
        self.summary.setFixedHeight(2 * Size.ROW)
        self.error = Banner(theme, "bad")
        self.close_button = PrimaryButton(theme, "", "check")
        self.close_button.setObjectName("swarm-close")
        self._who = PlainLabel("", "muted", wrap=True)
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(_DRAFT_MS)
        self._build()

    def _build(self) -> None:
        inner = QWidget()
        inner.setProperty("look", "canvas")
        acts = row(gap=Space.S)
        acts.addWidget(self.close_button)
        acts.addWidget(self._who, 1)
        body = column(inner, gap=Space.S)
        for widget in (
            self._title,
            self.points["told"],
            self.told,
            self.points["next"],
            self.points["summary"],
            self.summary,
            self.error,
        ):
            body.addWidget(widget)
        body.addLayout(acts)
        body.addStretch(1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        # It has nothing to say itself; the keyboard goes from field to field.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.told.textChanged.connect(lambda _text: self._write())
        self.told.returnPressed.connect(self._close)
        self.summary.textChanged.connect(self._typed)
        self.summary.send_requested.connect(self._close)
        self.summary.left.connect(self.flush)
        self.close_button.clicked.connect(self._close)
        self._saving.timeout.connect(self._tell_draft)

    def show_one(self, facts: OneFacts, now: int, *, other: bool) -> None:
        """Show what is missing.

        Args:
            other: it is another swarm than before; its draft takes the place of what was typed.
        """
        self._facts, self._now = facts, now
        if other:
            self._saving.stop()
            self.error.hide()
            with QSignalBlocker(self.summary):
                self.summary.setPlainText(facts.summary)
            self.told.clear()
        self._write()

    def show_error(self, title: str, hint: str) -> None:
        """It was not closed; what is typed is still there."""
        self.error.show_words(title, hint, variant="bad")

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("Before a swarm is closed, three things have to be there:"))
        self.buttons["case"].setText(self.tr("To the case"))
        self.buttons["case"].setToolTip(self.tr("Call, text or write to the customer from there"))
        self.buttons["done"].setText(self.tr("It is done"))
        self.buttons["handed"].setText(self.tr("Hand it on"))
        self.buttons["handed"].setToolTip(self.tr("It stays with the case and is nobody's of the swarm"))
        self.told.setPlaceholderText(self.tr("Or say how they were told"))
        self.told.setToolTip(self.tr("For example: at the counter, by Ben"))
        self.told.setAccessibleName(self.tr("How the customer was told"))
        self.summary.setPlaceholderText(
            self.tr("What it was, what helped, what is left. It becomes a note of the case.")
        )
        self.summary.setAccessibleName(self.tr("Summary"))
        self.close_button.setText(self.tr("Close the swarm"))
        self.close_button.setToolTip(self.tr("Ctrl+Enter"))
        self._write()

    def flush(self) -> None:
        """Keep what is typed now."""
        if self._saving.isActive():
            self._saving.stop()
            self._tell_draft()

    def _tell_draft(self) -> None:
        self.draft_changed.emit(self.summary.toPlainText())

    def _typed(self) -> None:
        if not self._saving.isActive():
            self._saving.start()
        self._write()

    def _write(self) -> None:
        facts = self._facts
        if facts is None:
            return
        gate, told = facts.gate, self.told.text().strip()
        summary = self.summary.toPlainText().strip()
        known = gate.told is not None
        if gate.told is not None:
            words = told_words(gate.told.by, gate.told.at, self._now)
        elif told:
            words = self.tr("The customer was told, as you wrote:")
        else:
            words = self.tr("The customer was not told yet. Call, text or write to them from the case.")
        self.points["told"].say(words, fulfilled=known or bool(told))
        self.told.setVisible(not known)
        going = next_words(facts.one, self._now).text
        words = self.tr("The next action is open: {action}") if gate.next_open else self.tr("No next action is open.")
        self.points["next"].say(words.format(action=going), fulfilled=not gate.next_open)
        for act in ("done", "handed"):
            self.buttons[act].setVisible(gate.next_open)
        too_long = len(summary) > LONGEST_SUMMARY
        words = self.tr("The summary is written.") if summary else self.tr("The summary is missing.")
        words = self.tr("The summary is too long: shorten it.") if too_long else words
        self.points["summary"].say(words, fulfilled=bool(summary) and not too_long)
        fulfilled = (known or bool(told)) and not gate.next_open and bool(summary) and not too_long
        self.close_button.setEnabled(fulfilled and gate.may)
        lead = name_words(facts.one.lead_name) or self.tr("the lead")
        self._who.setText("" if gate.may else self.tr("Only {lead} or a supervisor closes it.").format(lead=lead))

    def _close(self) -> None:
        if self.close_button.isEnabled():
            self.flush()
            known = self._facts is not None and self._facts.gate.told is not None
            self.close_requested.emit(self.summary.toPlainText(), "" if known else self.told.text())


class ClosedPanel(QWidget):
    """Of one that is closed or archived: its summary, and what can be done.

    Attributes:
        archived: put it away.
        reopened: (why) go on with it.
    """

    archived = Signal()
    reopened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: OneFacts | None = None
        self._now = 0
        self._title = PlainLabel("", "strong", wrap=True)
        self.summary = ReadOnlyText()
        self.summary.setObjectName("swarm-summary-kept")
        self.archive_button = PrimaryButton(theme, "", "history")
        self.archive_button.setObjectName("swarm-archive")
        self._hint = PlainLabel("", "muted", wrap=True)
        self.reason = QLineEdit()
        self.reason.setObjectName("swarm-reopen-reason")
        self.reason.setMaxLength(LONGEST_TITLE)
        self.reopen_button = Button(theme, "", "undo")
        self.reopen_button.setObjectName("swarm-reopen")
        acts = FlowLayout()
        acts.addWidget(self.archive_button)
        again = row(gap=Space.S)
        again.addWidget(self.reason, 1)
        again.addWidget(self.reopen_button)
        body = column(self, gap=Space.S)
        body.addWidget(self._title)
        body.addWidget(self.summary)
        body.addLayout(acts)
        body.addWidget(self._hint)
        body.addLayout(again)
        body.addStretch(1)
        self.archive_button.clicked.connect(self.archived)
        self.reason.textChanged.connect(lambda _text: self._enable())
        self.reason.returnPressed.connect(self._reopen)
        self.reopen_button.clicked.connect(self._reopen)

    def show_one(self, facts: OneFacts, now: int) -> None:
        """Show how it ended."""
        if self._facts is not None and self._facts.one.id != facts.one.id:
            self.reason.clear()
        self._facts, self._now = facts, now
        one = facts.one
        words = self.tr("Closed by {name}, {time}. The customer was told.")
        self._title.setText(words.format(name=name_words(one.closed_by), time=clock_time(one.closed_at, now)))
        if self.summary.toPlainText() != many_lines(one.summary):
            self.summary.setPlainText(many_lines(one.summary))
        closed = one.state == "closed"
        for widget in (self.archive_button, self.reason, self.reopen_button):
            widget.setVisible(closed)
        self._enable()

    def _enable(self) -> None:
        facts = self._facts
        if facts is None:
            return
        self.archive_button.setEnabled(facts.gate.may)
        self.reopen_button.setEnabled(bool(self.reason.text().strip()))
        if facts.one.state == "archived":
            self._hint.setText(self.tr("It is archived: it can be read and saved, and is not opened again."))
        elif facts.gate.may:
            self._hint.setText(self.tr("Archived, it is not opened again. To go on with it, say why:"))
        else:
            self._hint.setText(self.tr("Its lead or a supervisor archives it. To go on with it, say why:"))

    def retranslate(self) -> None:
        """Set every text again."""
        self.summary.setAccessibleName(self.tr("Summary"))
        self.archive_button.setText(self.tr("Archive"))
        self.reason.setPlaceholderText(self.tr("Why it goes on"))
        self.reason.setAccessibleName(self.tr("Why it goes on"))
        self.reopen_button.setText(self.tr("Open again"))
        if self._facts is not None:
            self.show_one(self._facts, self._now)

    def _reopen(self) -> None:
        if self.reopen_button.isEnabled():
            self.reopened.emit(self.reason.text())
