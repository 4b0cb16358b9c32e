"""One briefing to read: its parts, who has read it, and the ways it goes out."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from fallback_console.domain.briefing import PARTS, Briefing
from fallback_console.domain.briefing_text import read_aloud, spoken_language
from fallback_console.services.briefing import Readers
from fallback_console.ui.briefing.words import part_title, readers
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Button, Card, PlainLabel, column
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import absolute, clock_time

__all__ = ["Reading", "Shown"]


class Shown(NamedTuple):
    """What is shown.

    Attributes:
        readers: None until they are known.
    """

    briefing: Briefing
    readers: Readers | None
    now: int


class Reading(Card):
    """Words and buttons; what they do is somebody else's.

    Attributes:
        sms_requested, copy_requested, pdf_requested: of the briefing that is shown.
        shown: what is shown, None for nothing.
    """

    sms_requested = Signal()
    copy_requested = Signal()
    pdf_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: Shown | None = None
        self._title = PlainLabel("", "large")
        self._scroll = QScrollArea()
        self._scroll.setObjectName("briefing-text")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setProperty("look", "paper")
        self._scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._scroll.setMinimumHeight(Size.TEXT_BOX)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sms = Button(theme, "", "sms")
        self._speak = Button(theme, "", "sound")
        self._copy = Button(theme, "", "copy")
        self._pdf = Button(theme, "", "pull")
        self._speak.setCheckable(True)
        for name, button in (("sms", self._sms), ("speak", self._speak), ("copy", self._copy), ("pdf", self._pdf)):
            button.setObjectName(f"briefing-{name}")
        ways = FlowLayout()
        for button in (self._sms, self._speak, self._copy, self._pdf):
            ways.addWidget(button)
        self.body.addWidget(self._title)
        self.body.addWidget(self._scroll, 1)
        self.body.addLayout(ways)
        self._sms.clicked.connect(self.sms_requested)
        self._copy.clicked.connect(self.copy_requested)
        self._pdf.clicked.connect(self.pdf_requested)
        self._speak.toggled.connect(lambda _on: self._write())
        self.retranslate()

    @property
    def spoken(self) -> str:
        """What is said aloud, '' while that is not what is shown."""
        return self._spoken() if self._speak.isChecked() else ""

    def toggle_speaking(self) -> None:
        """Show it as it is said, or as it was written."""
        self._speak.toggle()

    def show_briefing(self, shown: Shown, *, has_paper: bool) -> None:
        """Show one.

        Args:
            has_paper: it can be saved as a file.
        """
        self.shown = shown
        self._pdf.setVisible(has_paper)
        self._write()

    def retranslate(self) -> None:
        """Set every text again."""
        self._sms.setText(self.tr("&Send as SMS"))
        self._speak.setText(self.tr("Read &aloud"))
        self._speak.setToolTip(self.tr("Numbers, times and abbreviations as they are spoken"))
        self._copy.setText(self.tr("&Copy"))
        self._copy.setToolTip(self.tr("Copy as text, for a message"))
        self._pdf.setText(self.tr("P&DF"))
        self._pdf.setToolTip(self.tr("Save as PDF in your documents, to print it"))
        self._scroll.setAccessibleName(self.tr("Briefing"))
        self._write()

    def _spoken(self) -> str:
        if self.shown is None:
            return ""
        given, now = self.shown.briefing, self.shown.now
        return read_aloud(
            given, spoken_language(given), clock_time(given.made_at, now), clock_time(given.next_due_at, now)
        )

    def _write(self) -> None:
        if self.shown is None:
            return
        given, people, now = self.shown
        words = self.tr("Briefing {number} · {time} · {who}")
        time = clock_time(given.made_at, now)
        self._title.setText(words.format(number=given.number, time=time, who=one_line(given.by, 40)))
        self._title.setToolTip(absolute(given.made_at))
        page = QWidget()
        page.setProperty("look", "paper")
        lines = column(page, gap=Space.XS)
        lines.setContentsMargins(Space.XS, Space.NONE, Space.S, Space.NONE)
        if self._speak.isChecked():
            lines.addWidget(_data(self._spoken(), ""))
        else:
            for part in PARTS:
                text = str(getattr(given, part))
                if text:
                    lines.addWidget(PlainLabel(part_title(part), "muted"))
                    lines.addWidget(_data(text, ""))
                    lines.addSpacing(Space.XS)
        if people is not None and not self._speak.isChecked():
            self._write_readers(lines, people, now)
        lines.addStretch(1)
        place = self._scroll.verticalScrollBar().value()
        self._scroll.setWidget(page)
        self._scroll.verticalScrollBar().setValue(place)

    def _write_readers(self, lines: QVBoxLayout, people: Readers, now: int) -> None:
        read = readers(people.read, now) or self.tr("nobody yet")
        lines.addWidget(PlainLabel(self.tr("Has read it"), "muted"))
        lines.addWidget(_data(read, "ok" if people.read else "muted"))
        if people.waiting:
            lines.addWidget(PlainLabel(self.tr("Texted, not read yet"), "muted"))
            lines.addWidget(_data(readers(people.waiting, now), "warn"))


def _data(text: str, look: str) -> PlainLabel:
    label = PlainLabel("", look, wrap=True)
    label.set_data(text)
    return label
