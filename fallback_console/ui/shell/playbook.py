"""What to do in an outage, as a list to tick off. It is a file of the program: it works with nothing else working."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from fallback_console.resources_path import resource
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools, View
from fallback_console.ui.widgets import CheckBox, FlatButton, PlainLabel, SectionTitle, column, row

__all__ = ["PlaybookView", "read_playbook"]


def read_playbook(file: Path) -> list[tuple[str, str]]:
    """The lines of a playbook as (kind, text): 'title', 'section', 'step' or 'text'; markup of lists and headings only.

    Raises:
        OSError: the file cannot be read.
    """
    found = []
    for line in file.read_text(encoding="utf-8").splitlines():
        words = line.strip()
        for mark, kind in (("## ", "section"), ("# ", "title"), ("- ", "step")):
            if words.startswith(mark):
                found.append((kind, words[len(mark) :].strip()))
                break
        else:
            if words:
                found.append(("text", words))
    return found


class PlaybookView(View):
    """The checklist of the running outage."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._ticked: set[int] = set()
        self._back = FlatButton(self.theme, "", "back")
        self._back.clicked.connect(self._go_back)
        self._title = PlainLabel("", "title")
        head = row(gap=Space.M)
        head.addWidget(self._back)
        head.addWidget(self._title)
        head.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        body = column(self, margin=Space.M, gap=Space.M)
        body.addLayout(head)
        body.addWidget(self._scroll, 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Read the list in the language in force; what is ticked stays ticked."""
        self._back.setText(self.tr("&Back to the cases"))
        self._scroll.setAccessibleName(self.tr("Checklist"))
        page = QFrame()
        page.setProperty("look", "card")
        page.setMaximumWidth(Size.FORM)
        body = column(page, margin=Space.XL, gap=Space.S)
        step = 0
        for kind, text in read_playbook(self._file()):
            if kind == "title":
                self._title.setText(text)
            elif kind == "section":
                body.addSpacing(Space.S)
                body.addWidget(SectionTitle(text))
            elif kind == "step":
                body.addLayout(self._step(step, text))
                step += 1
            else:
                body.addWidget(PlainLabel(text, "muted", wrap=True))
        body.addStretch(1)
        holder = QWidget()
        holder.setProperty("look", "canvas")
        line = row(holder)
        line.addWidget(page, 1)
        line.addStretch(0)
        self._scroll.setWidget(holder)

    def arrive(self, what: str) -> None:
        """To the front."""
        self._back.setFocus()

    def _step(self, number: int, text: str) -> QHBoxLayout:
        box = CheckBox(self.theme)
        box.setAccessibleName(text)
        box.setChecked(number in self._ticked)
        box.setProperty("step", number)
        box.toggled.connect(self._tick)
        words = PlainLabel(text, "", wrap=True)
        words.setBuddy(box)
        line = row()
        line.addWidget(box)
        line.addWidget(words, 1)
        return line

    def _tick(self, ticked: bool) -> None:
        box = self.sender()
        if isinstance(box, CheckBox):
            number = int(box.property("step"))
            (self._ticked.add if ticked else self._ticked.discard)(number)

    def _go_back(self) -> None:
        self.view_requested.emit("", "")

    def _file(self) -> Path:
        wanted = resource("playbooks", f"outage.{self.tools.languages.current}.md")
        return wanted if wanted.exists() else resource("playbooks", "outage.en.md")
