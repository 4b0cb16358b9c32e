"""The three editors of a briefing side by side, each with what belongs into it and how much room is left."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QSizePolicy, QWidget

from fallback_console.domain.briefing import LONGEST, PARTS
from fallback_console.ui.briefing.words import part_hint, part_title
from fallback_console.ui.case.message_text import MessageText
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.widgets import PlainLabel, column, row
from fallback_console.ui.widgets.numbers import count_words

__all__ = ["Editors"]

_KEEP_MS = 400


class Editors(QWidget):
    """What is typed; it decides nothing.

    Attributes:
        give_requested: Ctrl+Enter.
        draft_changed: (part, text) a moment after typing, and when the keyboard leaves.
        typed: something was typed or put in.
    """

    give_requested = Signal()
    draft_changed = Signal(str, str)
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts = {part: MessageText() for part in PARTS}
        self._titles = {part: PlainLabel("", "strong") for part in PARTS}
        self._counts = {part: PlainLabel("", "small") for part in PARTS}
        self._kept = dict.fromkeys(PARTS, "")
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_KEEP_MS)
        self._wait.timeout.connect(self.flush)
        across = row(self, gap=Space.M)
        for part, text in self.texts.items():
            text.setObjectName(f"briefing-{part}")
            text.setMinimumHeight(Size.TEXT_BOX)
            # As high as there is room: its own wish would make the page scroll.
            text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            text.setMaximumHeight(2 * Size.TEXT_BOX)
            text.send_requested.connect(self.give_requested)
            text.textChanged.connect(self._changed)
            text.left.connect(self.flush)
            head = row(gap=Space.S)
            head.addWidget(self._titles[part], 1)
            head.addWidget(self._counts[part])
            lines = column(gap=Space.XS)
            lines.addLayout(head)
            lines.addWidget(text, 1)
            across.addLayout(lines, 1)
        self.retranslate()

    def wanted(self) -> dict[str, str]:
        """What is typed now, by part."""
        return {part: text.toPlainText().strip() for part, text in self.texts.items()}

    def begin(self, kept: Mapping[str, str]) -> None:
        """Go on with what was begun."""
        for part, text in self.texts.items():
            self._kept[part] = kept[part]
            if text.toPlainText() != kept[part]:
                text.setPlainText(kept[part])
                text.moveCursor(QTextCursor.MoveOperation.End)

    def given(self, texts: Mapping[str, str]) -> None:
        """It was given: what was typed since then stays."""
        for part, text in self.texts.items():
            if text.toPlainText().strip() == texts[part]:
                self._kept[part] = ""
                text.clear()

    def insert(self, part: str, words: str) -> None:
        """Put a sentence at the end of a part, on a line of its own; it can be undone."""
        text = self.texts[part]
        text.moveCursor(QTextCursor.MoveOperation.End)
        text.insertPlainText(f"\n{words}" if text.toPlainText().strip() else words)
        text.setFocus()

    def flush(self) -> None:
        """What was typed this moment is kept at once."""
        self._wait.stop()
        for part, text in self.texts.items():
            now = text.toPlainText()
            if now != self._kept[part]:
                self._kept[part] = now
                self.draft_changed.emit(part, now)

    def retranslate(self) -> None:
        """Set every text again; what is typed stays."""
        for part, text in self.texts.items():
            self._titles[part].setText(part_title(part))
            text.setAccessibleName(part_title(part))
            text.setPlaceholderText(part_hint(part))
        self._count()

    def _changed(self) -> None:
        self._wait.start()
        self._count()
        self.typed.emit()

    def _count(self) -> None:
        for part, text in self.texts.items():
            count = len(text.toPlainText())
            words = self.tr("{count} of {most}") if count <= LONGEST else self.tr("too long: {count} of {most}")
            label = self._counts[part]
            label.setText(words.format(count=count_words(count), most=count_words(LONGEST)))
            label.set_look("small" if count <= LONGEST else "bad")
