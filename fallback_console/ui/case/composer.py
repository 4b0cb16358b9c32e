"""Where an agent writes: a note, a text message, a reply, or a call that was made by hand."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QDateTime, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QButtonGroup, QSpinBox, QWidget

from fallback_console.domain.templates import unfilled
from fallback_console.services.calls import DIRECTIONS, OUTCOMES
from fallback_console.ui.case.message_text import MessageText, no_file_words
from fallback_console.ui.case.place_marks import PlaceMarks
from fallback_console.ui.case.sms_words import facts_words, hint_words
from fallback_console.ui.case_words import outcome_word
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Banner, Button, ElidedLabel, FlatButton, PrimaryButton, column, row
from fallback_console.ui.widgets.choices import CheckBox, ComboBox, DateTimeBox
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.text import set_tooltip

__all__ = ["MODES", "CallFacts", "Composer"]

MODES = ("note", "sms", "reply", "call")
_DRAFT_MS = 250
_TEMPLATED = ("note", "sms", "reply")


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What was said of a call besides its notes.

    Attributes:
        follow_up_at: UTC epoch milliseconds, None for never.
    """

    direction: str
    outcome: str
    seconds: int
    follow_up_at: int | None


class Composer(QWidget):
    """Modes with a draft each.

    Attributes:
        send_requested: (mode, text).
        templates_requested: show the templates of the mode in force.
        draft_changed: (mode, text), a moment after typing.
    """

    send_requested = Signal(str, str)
    templates_requested = Signal()
    draft_changed = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mode = "note"
        self._drafts: dict[str, str] = {}
        self._opted_out = False
        self._has_number = True
        self._rate: float | None = 1.0
        self._sending = False
        self._asked_in_vain = False
        self._buttons: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        for mode in MODES:
            button = Button(theme, "")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setObjectName(f"mode-{mode}")
            button.clicked.connect(lambda _checked=False, name=mode: self.set_mode(name))
            self._group.addButton(button)
            self._buttons[mode] = button
        self._facts = ElidedLabel("", "muted")
        self._facts.setObjectName("composer-facts")
        self.text = MessageText()
        self.text.setObjectName("composer")
        self.text.setMinimumHeight(Size.CONTROL)
        self.text.setMaximumHeight(Size.TEXT_BOX)
        self._marks = PlaceMarks(theme, self.text.document())
        self.templates = FlatButton(theme, "", "playbook")
        self.templates.setObjectName("templates-open")
        self.templates.clicked.connect(self.templates_requested)
        self.send = PrimaryButton(theme, "", "send")
        self.send.setObjectName("send")
        self._error = Banner(theme, "bad")
        self._error.hide()
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(_DRAFT_MS)
        self._call = QWidget()
        self._direction = ComboBox(theme)
        self._outcome = ComboBox(theme)
        self._outcome.setObjectName("composer-outcome")
        self._minutes = QSpinBox()
        self._minutes.setRange(0, 24 * 60)
        self._minutes.setFixedWidth(Size.COLUMN_XS)
        self._again = CheckBox(theme)
        self._when = DateTimeBox(theme, QDateTime.currentDateTime().addSecs(3600))
        self._build()
        self.retranslate()
        self.set_mode("note")

    def _build(self) -> None:
        modes = QWidget()
        # With wide letters in two lines.
        flow = FlowLayout(modes)
        for button in (*self._buttons.values(), self.templates):
            flow.addWidget(button)
        head = row(gap=Space.S)
        head.addWidget(modes)
        # The modes are read whole; the facts give way, and their tooltip has them.
        self._facts.setMinimumWidth(Size.BORDER)
        head.addWidget(self._facts, 1)
        self._facts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._when.hide()
        call = FlowLayout(self._call)
        for widget in (self._direction, self._outcome, self._minutes, self._again, self._when):
            call.addWidget(widget)
        foot = row(gap=Space.S)
        foot.addWidget(self.text, 1)
        foot.addWidget(self.send, 0, Qt.AlignmentFlag.AlignBottom)
        body = column(self, gap=Space.S)
        body.addLayout(head)
        body.addWidget(self._error)
        body.addWidget(self._call)
        body.addLayout(foot)
        self._again.toggled.connect(self._when.setVisible)
        self.text.textChanged.connect(self._typed)
        self.text.send_requested.connect(self._ask_to_send)
        self.text.left.connect(self.flush)
        self.text.file_refused.connect(lambda: self._error.show_words(*no_file_words(), variant="warn"))
        self.send.clicked.connect(self._ask_to_send)
        self._saving.timeout.connect(self._tell_draft)

    def retranslate(self) -> None:
        """Set every text again."""
        titles = {
            "note": self.tr("&Note"),
            "sms": self.tr("&SMS"),
            "reply": self.tr("&Reply"),
            "call": self.tr("&Log call"),
        }
        for mode, button in self._buttons.items():
            button.setText(titles[mode])
        self._fill(self._direction, {"out": self.tr("I called"), "in": self.tr("They called")}, DIRECTIONS)
        self._fill(self._outcome, {o: outcome_word(o) for o in OUTCOMES}, OUTCOMES)
        self._direction.setAccessibleName(self.tr("Who called"))
        self._outcome.setAccessibleName(self.tr("Outcome"))
        self._minutes.setSuffix(self.tr(" min"))
        self._minutes.setAccessibleName(self.tr("Minutes"))
        self._again.setText(self.tr("Call back"))
        self._when.setAccessibleName(self.tr("Call back at"))
        self.text.setAccessibleName(self.tr("Text"))
        self.templates.setAccessibleName(self.tr("Templates"))
        self.templates.setToolTip(self.tr("Templates: begin with a text that is there already (Ctrl+T)"))
        self._write()

    def _fill(self, box: ComboBox, words: dict[str, str], order: tuple[str, ...]) -> None:
        chosen = box.currentData()
        with QSignalBlocker(box):
            box.clear()
            for value in order:
                box.addItem(words[value], value)
            box.setCurrentIndex(max(box.findData(chosen), 0))

    @property
    def mode(self) -> str:
        """The mode in force, one of ``MODES``."""
        return self._mode

    def call_facts(self) -> CallFacts:
        """What was chosen for a call made by hand."""
        again = self._when.dateTime().toMSecsSinceEpoch() if self._again.isChecked() else None
        return CallFacts(
            str(self._direction.currentData()), str(self._outcome.currentData()), self._minutes.value() * 60, again
        )

    def set_mode(self, mode: str, *, focus: bool = False) -> None:
        """Another mode, with its draft."""
        self.flush()
        self._drafts[self._mode] = self.text.toPlainText()
        self._mode = mode
        self._buttons[mode].setChecked(True)
        self._call.setVisible(mode == "call")
        self._show_text(self._drafts.get(mode, ""))
        self._error.hide()
        self._write()
        if focus:
            self.text.setFocus()

    def insert(self, text: str) -> None:
        """Put a text where the cursor is; what was written stays."""
        cursor = self.text.textCursor()
        cursor.insertText(text)
        self.text.setTextCursor(cursor)
        self.text.setFocus()
        place = next(iter(unfilled(self.text.toPlainText())), "")
        if place:
            # The first place to be filled is the next thing to type.
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self.text.find(place)

    def put_back(self, mode: str, text: str) -> None:
        """What was sent is a draft again."""
        self._saving.stop()
        self._drafts[mode] = text
        if mode == self._mode:
            self._show_text(text)
            self._write()
        else:
            self.set_mode(mode)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.setFocus()

    def show_drafts(self, drafts: dict[str, str]) -> None:
        """Another case: its drafts take the place of those before."""
        self._saving.stop()
        self._sending = False
        self._drafts = dict(drafts)
        self._error.hide()
        self._show_text(self._drafts.get(self._mode, ""))
        self._write()

    def show_recipient(self, *, has_number: bool, opted_out: bool, rate: float | None) -> None:
        """Whether a text message can go out, and how many parts a second; ``rate`` is None where no gateway is connected."""
        self._has_number, self._opted_out, self._rate = has_number, opted_out, rate
        self._write()

    def sent(self, mode: str) -> None:
        """It was committed: the draft is used up."""
        self._sending = False
        self._drafts[mode] = ""
        if mode == self._mode:
            self._show_text("")
            self._saving.stop()
            self._minutes.setValue(0)
            self._again.setChecked(False)
        self._error.hide()
        self._write()

    def show_error(self, title: str, hint: str) -> None:
        """It could not be saved; the text is still there."""
        self._error.show_words(title, hint, variant="bad")
        self.release()

    def release(self) -> None:
        """It was not sent; it can be again."""
        self._sending = False
        self._write()

    def flush(self) -> None:
        """Keep what is typed now."""
        if self._saving.isActive():
            self._saving.stop()
            self._tell_draft()

    def _show_text(self, text: str) -> None:
        with QSignalBlocker(self.text):
            self.text.setPlainText(text)

    def _typed(self) -> None:
        # Not begun anew with each key: who types without a pause is kept up with as well.
        if not self._saving.isActive():
            self._saving.start()
        self._write()

    def _tell_draft(self) -> None:
        self.draft_changed.emit(self._mode, self.text.toPlainText())

    def _ask_to_send(self) -> None:
        missing = self._missing()
        if missing:
            self._asked_in_vain = True
            self._error.show_words(
                self.tr("Still to be filled: {places}").format(places=", ".join(missing)),
                self.tr("Write what belongs there, or take it out. Nothing was sent."),
                variant="warn",
            )
        elif self.send.isEnabled():
            self.flush()
            # Until it is committed or refused: pressed twice is not sent twice.
            self._sending = True
            self._write()
            self.send_requested.emit(self._mode, self.text.toPlainText())

    def _write(self) -> None:
        """Button, hint and length."""
        text = self.text.toPlainText()
        sms = self._mode == "sms"
        missing = self._missing()
        words = {
            "note": self.tr("Add note"),
            "sms": self.tr("Send SMS"),
            "reply": self.tr("Send reply"),
            "call": self.tr("Log call"),
        }[self._mode]
        self.send.setText(self.tr("Fill {place}").format(place=missing[0]) if missing else words)
        self.send.setToolTip(
            self.tr("First fill {places}").format(places=", ".join(missing)) if missing else self.tr("Ctrl+Enter")
        )
        self.templates.setVisible(self._mode in _TEMPLATED)
        if self._asked_in_vain and not missing:
            self._asked_in_vain = False
            self._error.hide()
        self.text.setPlaceholderText(
            {
                "note": self.tr("For the team only. Saved at once, sent when the helpdesk is back."),
                "sms": self.tr("To the customer's phone, in ten seconds. Until then you can take it back."),
                "reply": self.tr("To the customer by mail, when the helpdesk is back."),
                "call": self.tr("What was said."),
            }[self._mode]
        )
        set_tooltip(self.text, self.text.placeholderText())
        blocked = sms and (self._opted_out or not self._has_number or self._rate is None)
        self.text.setReadOnly(self._sending)
        self.send.setEnabled(
            not blocked and not self._sending and not missing and (bool(text.strip()) or self._mode == "call")
        )
        self._facts.set_look("bad" if blocked else "muted")
        self._facts.setText(self._facts_words(text) if sms else "")
        set_tooltip(self._facts, hint_words(text) if sms else "")

    def _missing(self) -> tuple[str, ...]:
        """Places of a template that are still to be filled."""
        return unfilled(self.text.toPlainText()) if self._mode in _TEMPLATED else ()

    def _facts_words(self, text: str) -> str:
        return facts_words(text, has_number=self._has_number, opted_out=self._opted_out, rate=self._rate)
