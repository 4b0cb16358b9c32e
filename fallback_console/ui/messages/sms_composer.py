"""Where a text message is written: what it costs, what it is about, and when it goes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from fallback_console.domain.sms_text import plainer
from fallback_console.domain.templates import unfilled
from fallback_console.domain.views import CaseRow
from fallback_console.ui.case.message_text import MessageText, no_file_words
from fallback_console.ui.case.place_marks import PlaceMarks
from fallback_console.ui.case.sms_words import costly_words, facts_words, hint_words
from fallback_console.ui.case_words import case_number
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Banner, ElidedLabel, FlatButton, PlainLabel, PrimaryButton, column, row
from fallback_console.ui.widgets.choices import ComboBox
from fallback_console.ui.widgets.date_words import DateWordsEdit
from fallback_console.ui.widgets.text import one_line, set_tooltip

__all__ = ["SmsComposer"]

_DRAFT_MS = 250
_CASE_CHARS = 16


class SmsComposer(QWidget):
    """One text, kept as a draft while it is written.

    Attributes:
        send_requested: (text, key of the case or '', when or 0).
        draft_changed: the text, a moment after typing.
        templates_requested: show the templates.
    """

    send_requested = Signal(str, str, object)
    draft_changed = Signal(str)
    templates_requested = Signal()

    def __init__(self, theme: Theme, now: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_number, self._opted_out, self._sending = False, False, False
        self._rate: float | None = None
        self._told = ""
        self.about = ComboBox(theme)
        self.about.setObjectName("sms-about")
        self.about.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.about.setMinimumContentsLength(_CASE_CHARS)
        self.templates = FlatButton(theme, "", "playbook")
        self.templates.setObjectName("sms-templates")
        self.later = FlatButton(theme, "", "due")
        self.later.setObjectName("sms-later")
        self.later.setCheckable(True)
        self._facts = ElidedLabel("", "muted")
        self._facts.setObjectName("sms-facts")
        self._facts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.hint = Banner(theme, "warn", closable=False)
        self.hint.setObjectName("sms-hint")
        self._error = Banner(theme, "bad")
        self.text = MessageText()
        self.text.setObjectName("sms-text")
        self.text.setMinimumHeight(Size.CONTROL)
        self.text.setMaximumHeight(Size.TEXT_BOX)
        self._marks = PlaceMarks(theme, self.text.document())
        self.send = PrimaryButton(theme, "", "send")
        self.send.setObjectName("sms-send")
        self.when = DateWordsEdit(now)
        self.when.line.setObjectName("sms-when")
        self._when_label = PlainLabel("", "muted")
        self._when_line = QWidget()
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(_DRAFT_MS)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        head = self.head = row(gap=Space.S)
        head.addWidget(self.about)
        head.addWidget(self.templates)
        head.addWidget(self.later)
        head.addWidget(self._facts, 1)
        when = row(self._when_line, gap=Space.S)
        when.addWidget(self._when_label)
        when.addWidget(self.when, 1)
        self._when_line.hide()
        foot = row(gap=Space.S)
        foot.addWidget(self.text, 1)
        foot.addWidget(self.send, 0, Qt.AlignmentFlag.AlignBottom)
        body = column(self, gap=Space.S)
        body.addLayout(head)
        for widget in (self._error, self.hint, self._when_line):
            body.addWidget(widget)
        body.addLayout(foot)
        self.later.toggled.connect(self._show_when)
        self.templates.clicked.connect(self.templates_requested)
        self.text.textChanged.connect(self._typed)
        self.text.send_requested.connect(self._ask_to_send)
        self.text.left.connect(self.flush)
        self.text.file_refused.connect(lambda: self._error.show_words(*no_file_words(), variant="warn"))
        self.when.changed.connect(self._write)
        self.when.given.connect(self._ask_to_send)
        self.send.clicked.connect(self._ask_to_send)
        self.hint.action_requested.connect(self._make_plain)
        self._saving.timeout.connect(self._tell_draft)

    def retranslate(self) -> None:
        """Set every text again."""
        self.about.setAccessibleName(self.tr("What it is about"))
        if self.about.count():
            self.about.setItemText(0, self.tr("About no case"))
        self.templates.setAccessibleName(self.tr("Templates"))
        self.templates.setToolTip(self.tr("Templates: begin with a text that is there already (Ctrl+T)"))
        self.later.setAccessibleName(self.tr("Send later"))
        self.later.setToolTip(self.tr("Send later: choose when it goes out (L)"))
        self._when_label.setText(self.tr("Goes out"))
        self.when.set_name(self.tr("When"))
        self.text.setAccessibleName(self.tr("Text message"))
        self._told = ""
        self._write()

    def show_conversation(self, cases: Sequence[CaseRow], chosen: str) -> None:
        """What it can be about; ``chosen`` is the key of the case to begin with."""
        items = [("", self.tr("About no case"))]
        items += [(one.key, one_line(f"{case_number(one)} {one.subject}", 60)) for one in cases]
        if [self.about.itemData(n) for n in range(self.about.count())] != [key for key, _ in items]:
            with QSignalBlocker(self.about):
                self.about.clear()
                for key, words in items:
                    self.about.addItem(words, key)
        self.about.setCurrentIndex(max(self.about.findData(chosen), 0))

    @property
    def case_key(self) -> str:
        """The case it is about, '' for none."""
        return str(self.about.currentData() or "")

    def show_recipient(self, *, has_number: bool, opted_out: bool, rate: float | None) -> None:
        """Whether a text message can go out, and how many parts a second; ``rate`` is None where no gateway is connected."""
        self._has_number, self._opted_out, self._rate = has_number, opted_out, rate
        self._write()

    def show_draft(self, text: str) -> None:
        """Another conversation: its draft takes the place of the one before."""
        self._saving.stop()
        self._sending = False
        self._error.hide()
        self.later.setChecked(False)
        self.when.line.clear()
        self._set_text(text)
        self._write()

    def put_back(self, text: str) -> None:
        """What was sent is a draft again."""
        self._saving.stop()
        self._set_text(text)
        self._write()
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.setFocus()

    def insert(self, text: str) -> None:
        """Put a text where the cursor is; what was written stays."""
        self.text.textCursor().insertText(text)
        self.text.setFocus()
        place = next(iter(unfilled(self.text.toPlainText())), "")
        if place:
            # The first place to be filled is the next thing to type.
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self.text.find(place)

    def ask_when(self) -> None:
        """Choose a time."""
        self.later.setChecked(True)
        self.when.setFocus()

    def sent(self) -> None:
        """It was committed: the draft is used up."""
        self.show_draft("")

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

    def _set_text(self, text: str) -> None:
        with QSignalBlocker(self.text):
            self.text.setPlainText(text)

    def _typed(self) -> None:
        # Not begun anew with each key: who types without a pause is kept up with as well.
        if not self._saving.isActive():
            self._saving.start()
        self._write()

    def _tell_draft(self) -> None:
        self.draft_changed.emit(self.text.toPlainText())

    def _show_when(self, there: bool) -> None:
        self._when_line.setVisible(there)
        if there:
            self.when.setFocus()
        elif self.when.line.hasFocus():
            self.text.setFocus()
        self._write()

    def _make_plain(self) -> None:
        cursor = self.text.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        # As typed: it can be undone with Ctrl+Z.
        cursor.insertText(plainer(self.text.toPlainText()))
        self.text.setFocus()

    def _ask_to_send(self) -> None:
        missing = unfilled(self.text.toPlainText())
        if missing:
            self._error.show_words(
                self.tr("Still to be filled: {places}").format(places=", ".join(missing)),
                self.tr("Write what belongs there, or take it out. Nothing was sent."),
                variant="warn",
            )
        elif self.later.isChecked() and (self.when.at is None or self.when.problem):
            self.when.show_problem()
        elif self.send.isEnabled():
            self.flush()
            # Until it is committed or refused: pressed twice is not sent twice.
            self._sending = True
            self._write()
            at = self.when.at if self.later.isChecked() else 0
            self.send_requested.emit(self.text.toPlainText(), self.case_key, at)

    def _write(self) -> None:
        """Button, hint and length."""
        text = self.text.toPlainText()
        later = self.later.isChecked()
        blocked = self._opted_out or not self._has_number or self._rate is None
        self.send.setText(self.tr("Send later") if later else self.tr("Send SMS"))
        self.send.setToolTip(self.tr("Ctrl+Enter"))
        self.text.setReadOnly(self._sending)
        self.send.setEnabled(not blocked and not self._sending and bool(text.strip()))
        placeholder = (
            self.tr("To their phone at the time you choose. Until then it can be changed or taken back.")
            if later
            else self.tr("To their phone, in ten seconds. Until then you can take it back.")
        )
        self.text.setPlaceholderText(placeholder)
        set_tooltip(self.text, placeholder)
        self._facts.set_look("bad" if blocked else "muted")
        self._facts.setText(facts_words(text, has_number=self._has_number, opted_out=self._opted_out, rate=self._rate))
        set_tooltip(self._facts, hint_words(text))
        costly = costly_words(text)
        if costly != self._told:
            self._told = costly
            if costly:
                self.hint.show_words(costly, "", variant="warn", action=self.tr("Use plain characters"))
        self.hint.setVisible(bool(costly))
