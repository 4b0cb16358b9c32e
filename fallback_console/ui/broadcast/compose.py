"""Writing a broadcast: the text, who gets it, and beside it what would come of it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QWidget

from fallback_console.domain.broadcast import Audience
from fallback_console.domain.person import ROLES
from fallback_console.services.broadcast_begun import Begun
from fallback_console.ui.broadcast.preview import BroadcastPreview
from fallback_console.ui.broadcast.whom import WhomFields
from fallback_console.ui.broadcast.words import role_word
from fallback_console.ui.case.message_text import MessageText
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import PlainLabel, PrimaryButton, column, row
from fallback_console.ui.widgets.choices import CheckBox, ComboBox

__all__ = ["BroadcastCompose", "Wanted"]

_WAIT_MS = 300
_LONGEST = 2000
_PACES = (0, 60, 20, 6)


class Wanted(NamedTuple):
    """What somebody wants to send, as far as it is typed.

    Attributes:
        per_minute: 0 for as fast as the gateway takes it.
        replaces: id of the draft it is a change of, '' for a new one.
    """

    text: str
    audience: Audience
    urgent: bool
    per_minute: int
    replaces: str


class BroadcastCompose(QWidget):
    """Fields and preview.

    Attributes:
        changed: something else is wanted, a moment after typing: show what would come of it.
        kept: keep it as a draft and look at it.
    """

    changed = Signal()
    kept = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._replaces = ""
        self._title = PlainLabel("", "large")
        self._text_label = PlainLabel("", "strong")
        self.text = MessageText()
        self.text.setObjectName("broadcast-text")
        self._places = PlainLabel("", "muted", wrap=True)
        self.whom = WhomFields(theme, "broadcast", ("", *ROLES), role_word)
        self.pace = ComboBox(theme)
        self.numbers = QLineEdit()
        self.urgent = CheckBox(theme)
        self.preview = BroadcastPreview(theme)
        self.keep_button = PrimaryButton(theme, "", "check")
        self.keep_button.setObjectName("broadcast-keep")
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.pace.setObjectName("broadcast-pace")
        self.pace.setMinimumWidth(Size.COLUMN_M)
        self.numbers.setObjectName("broadcast-numbers")
        self.numbers.setMaxLength(_LONGEST)
        self.text.setMinimumHeight(Size.TEXT_BOX)
        self.text.setMaximumHeight(2 * Size.TEXT_BOX)
        form = QWidget()
        form.setProperty("look", "canvas")
        lines = column(form, gap=Space.S)
        lines.setContentsMargins(Space.NONE, Space.NONE, Space.S, Space.NONE)
        how = row()
        how.addWidget(self.pace, 1)
        how.addWidget(self.urgent)
        lines.addWidget(self._title)
        lines.addWidget(self._text_label)
        lines.addWidget(self.text)
        lines.addWidget(self._places)
        lines.addWidget(self.whom)
        lines.addWidget(self.numbers)
        lines.addLayout(how)
        lines.addWidget(self.preview, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(form)
        foot = row()
        foot.addWidget(self.keep_button)
        foot.addStretch(1)
        body = column(self, gap=Space.M)
        body.addWidget(scroll, 1)
        body.addLayout(foot)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._wait.start)
        self.text.send_requested.connect(self._keep)
        self.text.left.connect(self.flush)
        self.whom.changed.connect(self._wait.start)
        self.whom.given.connect(self._keep)
        self.numbers.textEdited.connect(self._wait.start)
        self.numbers.returnPressed.connect(self._keep)
        self.pace.currentIndexChanged.connect(self._wait.start)
        self.urgent.toggled.connect(self._wait.start)
        self._wait.timeout.connect(self.changed)
        self.keep_button.clicked.connect(self._keep)

    @property
    def wanted(self) -> Wanted:
        """What is typed and chosen now."""
        typed = self.numbers.text().replace("、", ",").replace(";", ",").split(",")
        audience = self.whom.audience(tuple(one for number in typed if (one := " ".join(number.split()))))
        return Wanted(
            self.text.toPlainText().strip(),
            audience,
            self.urgent.isChecked(),
            self.pace.currentData() or 0,
            self._replaces,
        )

    def flush(self) -> None:
        """What was typed this moment is told at once."""
        if self._wait.isActive():
            self._wait.stop()
            self.changed.emit()

    def begin(self, begun: Begun, replaces: str = "") -> None:
        """Go on with what was begun, or change a draft.

        Args:
            replaces: id of the draft that is changed, '' for none.
        """
        audience = begun.audience
        self._replaces = replaces
        self.text.setPlainText(begun.text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.whom.begin(audience)
        self.numbers.setText(", ".join(audience.numbers))
        self.urgent.setChecked(begun.urgent)
        self._fill_paces(begun.per_minute)
        self.retranslate()
        self.text.setFocus()
        self.changed.emit()

    def retranslate(self) -> None:
        """Set every text again; what is typed and chosen stays."""
        changing = bool(self._replaces)
        self._title.setText(self.tr("Change the draft") if changing else self.tr("One text to many people"))
        self._text_label.setText(self.tr("Text"))
        self.text.setAccessibleName(self.tr("Text of the broadcast"))
        self.text.setPlaceholderText(self.tr("What everybody should know, and what you ask of them"))
        words = self.tr("{customer} becomes the name of each one, {me} yours.")
        self._places.setText(words)
        self.whom.retranslate(self.tr("Who gets it"))
        self.numbers.setPlaceholderText(self.tr("And these numbers, with commas between them"))
        self.numbers.setAccessibleName(self.tr("Numbers that get it too"))
        self.pace.setAccessibleName(self.tr("How fast it goes out"))
        self.urgent.setText(self.tr("&Urgent: at night too"))
        self.keep_button.setText(self.tr("&Keep and look at it"))
        self._fill_paces(self.pace.currentData() or 0)
        self.preview.retranslate()

    def _fill_paces(self, chosen: int) -> None:
        with QSignalBlocker(self.pace):
            self.pace.clear()
            for pace in dict.fromkeys((*_PACES, chosen)):
                words = self.tr("At most %Ln a minute", "", pace) if pace else self.tr("As fast as the gateway")
                self.pace.addItem(words, pace)
            self.pace.setCurrentIndex(self.pace.findData(chosen))

    def _keep(self) -> None:
        self._wait.stop()
        self.kept.emit()
