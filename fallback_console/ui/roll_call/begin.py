"""Beginning a roll call: whom to ask, in which words, and beside it over which paths and who cannot be asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QWidget

from fallback_console.domain.broadcast import Audience
from fallback_console.domain.person import ROLES
from fallback_console.domain.roll_call import LANGUAGES, LONGEST, Asked
from fallback_console.domain.sms_text import measure
from fallback_console.services.roll_call import EVERYBODY, TEXTS_NOW, Totals
from fallback_console.ui.broadcast.whom import WhomFields
from fallback_console.ui.broadcast.words import number_words
from fallback_console.ui.case.message_text import MessageText
from fallback_console.ui.case.side_panel import Choice, ChoiceModel, Choices
from fallback_console.ui.case.sms_words import parts_words
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.roll_call.words import RollWords, reason_word, whom_word
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Card, PlainLabel, PrimaryButton, column, row
from fallback_console.ui.widgets.numbers import count_words

__all__ = ["RollCallBegin", "Wanted"]

_WAIT_MS = 300
_LONGEST_LINE = 200
_MOST = 200
_FIRST = EVERYBODY
"""Whom one asks mostly."""


class Wanted(NamedTuple):
    """What somebody wants to ask, as far as it is typed.

    Attributes:
        texts: the question by language.
    """

    title: str
    texts: dict[str, str]
    audience: Audience


class RollCallBegin(QWidget):
    """Fields and preview.

    Attributes:
        changed: others are to be asked: show with ``show_found`` who that would be.
        begun: ask them now.
        asks: how many would be asked, 0 where that is not known.
    """

    changed = Signal()
    begun = Signal()

    def __init__(self, theme: Theme, login: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._login = login
        self.asks = 0
        self._found: Totals | None = None
        self._left: list[Asked] = []
        self._hint = ""
        self._words = RollWords(self)
        self._text_label = PlainLabel("", "strong")
        self.whom = WhomFields(
            theme, "roll-call", ("", EVERYBODY, "team", *(one for one in ROLES if one != "team")), whom_word
        )
        self.title = QLineEdit()
        self.texts = {code: MessageText() for code in LANGUAGES}
        self._text_labels = {code: PlainLabel("", "muted") for code in LANGUAGES}
        self.preview = Card()
        self._heading = PlainLabel("", "large", wrap=True)
        self._first = PlainLabel("", "", wrap=True)
        self._quiet = PlainLabel("", "warn", wrap=True)
        self._how = PlainLabel("", "muted", wrap=True)
        self._not = PlainLabel("", "strong", wrap=True)
        self.rows = ChoiceModel(theme, self)
        self.list = Choices(theme, self.rows)
        self.list.setObjectName("roll-call-left-out")
        self.ask_button = PrimaryButton(theme, "", "broadcast")
        self.ask_button.setObjectName("roll-call-ask")
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._build()
        self._connect()
        for code, box in self.texts.items():
            box.setPlainText(TEXTS_NOW[code])
        self.whom.choose_role(_FIRST)
        self.retranslate()

    def _build(self) -> None:
        self.title.setObjectName("roll-call-title")
        self.title.setMaxLength(_LONGEST_LINE)
        form = QWidget()
        form.setProperty("look", "canvas")
        lines = column(form, gap=Space.S)
        lines.setContentsMargins(Space.NONE, Space.NONE, Space.S, Space.NONE)
        lines.addWidget(self.whom)
        lines.addWidget(self._text_label)
        for code, box in self.texts.items():
            box.setObjectName(f"roll-call-text-{code}")
            box.setFixedHeight(Size.TEXT_BOX + Space.XL)
            lines.addWidget(self._text_labels[code])
            lines.addWidget(box)
        lines.addWidget(self.title)
        lines.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(form)
        for widget in (self._heading, self._first, self._quiet, self._how, self.ask_button, self._not):
            self.preview.body.addWidget(widget)
        self.preview.body.addWidget(self.list, 1)
        self.preview.body.addStretch(0)
        body = row(self, gap=Space.L)
        body.addWidget(scroll, 3)
        body.addWidget(self.preview, 2)

    def _connect(self) -> None:
        self.title.textEdited.connect(self._wait.start)
        self.whom.changed.connect(self._wait.start)
        self.whom.given.connect(self._tell)
        for text in self.texts.values():
            text.textChanged.connect(self._write_texts)
            text.send_requested.connect(self._begin)
        self._wait.timeout.connect(self._tell)
        self.ask_button.clicked.connect(self._begin)

    @property
    def wanted(self) -> Wanted:
        """What is typed and chosen now."""
        texts = {code: box.toPlainText().strip() for code, box in self.texts.items()}
        return Wanted(self.title.text().strip(), texts, self.whom.audience())

    def show_found(self, told: Totals, left: Sequence[Asked]) -> None:
        """Who would be asked."""
        self._found, self._left, self._hint = told, list(left), ""
        self.asks = told.asked
        self._write()

    def show_hint(self, words: str) -> None:
        """There is nobody to be asked, and this is what to do."""
        self._found, self._left, self._hint = None, [], words
        self.asks = 0
        self._write()

    def set_busy(self, busy: bool) -> None:
        """It is being begun."""
        self.ask_button.setEnabled(not busy and self.asks > 0)

    def retranslate(self) -> None:
        """Set every text again; what is typed and chosen stays."""
        self.whom.retranslate(self.tr("Whom to ask"))
        self._text_label.setText(self.tr("What they read, each in their language"))
        self.title.setPlaceholderText(self.tr("Title, for yourselves (optional)"))
        self.title.setAccessibleName(self.tr("Title of the roll call"))
        self._how.setText(
            self.tr(
                "Whoever does not answer is asked over their next path. 1 means safe, 2 needs help; words are kept."
            )
        )
        self.list.setAccessibleName(self.tr("Who cannot be asked"))
        self._write()

    def _tell(self) -> None:
        self._wait.stop()
        self.changed.emit()

    def _begin(self) -> None:
        if self.ask_button.isEnabled():
            self.begun.emit()

    def _write(self) -> None:
        told = self._found
        self._heading.setText(self._hint if told is None else self._words.asked(told.asked))
        self._heading.set_look("muted" if told is None else "large")
        self._first.setText("" if told is None else self._words.first(told))
        self._quiet.setText("" if told is None or not told.quiet else self._words.quiet(told.quiet))
        self._not.setText(self._words.not_asked(len(self._left)))
        self.rows.show(self._rows())
        for label in (self._first, self._quiet):
            label.setVisible(bool(label.text()))
        for widget in (self._not, self.list):
            widget.setVisible(bool(self._left))
        self.ask_button.setText(self._words.ask(self.asks))
        self.ask_button.setVisible(told is not None)
        self.ask_button.setEnabled(self.asks > 0)
        self._write_texts()

    def _rows(self) -> list[Choice]:
        rows = [
            Choice(plain_name(one.name) or number_words(one.name), reason_word(one.reason), "bell-off", one)
            for one in self._left[:_MOST]
        ]
        if len(self._left) > _MOST:
            more = self.tr("and {count} more").format(count=count_words(len(self._left) - _MOST))
            rows.append(Choice(more, "", "more", None))
        return rows

    def _write_texts(self) -> None:
        """Beside each text its length and how many read it."""
        names = {"en": self.tr("English"), "ja": self.tr("Japanese")}
        for code, box in self.texts.items():
            text = box.toPlainText().strip() or TEXTS_NOW[code]
            parts = [names[code], parts_words(measure(text.replace("{me}", self._login)).parts)]
            if self._found is not None:
                parts.append(self._words.in_language(self._found.languages.get(code, 0)))
            if len(text) > LONGEST:
                parts.append(self.tr("too long"))
            self._text_labels[code].setText(" · ".join(parts))
            box.setAccessibleName(self.tr("The question, {language}").format(language=names[code]))
