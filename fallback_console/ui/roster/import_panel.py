"""Imports shifts, absences and on-call times: which file, what would come of it, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QScrollArea, QWidget

from fallback_console.domain.errors import ConsoleError, InputError
from fallback_console.domain.shift_sheet import ShiftFile
from fallback_console.domain.shifts import KINDS
from fallback_console.services import shift_import
from fallback_console.services.shift_files import read_shifts
from fallback_console.services.shift_import import Planned
from fallback_console.ui.case.side_panel import ReadOnlyText
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.roster.words import left_out_words
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import Button, Card, FlatButton, PlainLabel, PrimaryButton, column, row
from fallback_console.ui.widgets.choices import ComboBox
from fallback_console.ui.widgets.text import one_line

__all__ = ["ShiftImportPanel"]

_MOST_LINES = 200
_LONGEST = 64


class ShiftImportPanel(QScrollArea):
    """Reads, shows and keeps; the file is chosen with the system's dialog or given by ``look``.

    Attributes:
        left: it is not needed any more.
        said: (sentence, more words, variant).
    """

    left = Signal()
    said = Signal(str, str, str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shift-import")
        card = Card(gap=Space.S)
        self.body = card.body
        self.setWidget(card)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("look", "page")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._tools = tools
        self._desk, self._bridge = tools.context.desk, tools.bridge
        self._path: Path | None = None
        self._found: tuple[ShiftFile, Planned] | None = None
        self._error = ("", "")
        self._working = 0
        self._title = PlainLabel("", "large")
        self._hint = PlainLabel("", "muted", wrap=True)
        self._labels = [PlainLabel("", "muted", wrap=True) for _ in range(2)]
        self.kind = ComboBox(tools.theme)
        self.kind.setObjectName("shift-kind")
        self.zone = QLineEdit()
        self.zone.setObjectName("shift-zone")
        self.zone.setMaxLength(_LONGEST)
        self.choose_button = Button(tools.theme, "", "import")
        self.choose_button.setObjectName("shift-choose")
        self.keep_button = PrimaryButton(tools.theme, "", "check")
        self.keep_button.setObjectName("shift-keep")
        self.close_button = FlatButton(tools.theme, "", "close")
        self.close_button.setObjectName("shift-close")
        self._result = PlainLabel("", "strong", wrap=True)
        self._more = PlainLabel("", "muted", wrap=True)
        self.left_out = ReadOnlyText()
        self.left_out.setObjectName("shift-left-out")
        self.left_out.setMinimumHeight(Size.TEXT_BOX)
        self.left_out.setMaximumHeight(2 * Size.TEXT_BOX)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        head = row(gap=Space.S)
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button)
        self.body.addLayout(head)
        self.body.addWidget(self._hint)
        for label, field in zip(self._labels, (self.kind, self.zone), strict=True):
            place = column(gap=Space.XS)
            place.addWidget(label)
            place.addWidget(field)
            self.body.addLayout(place)
        self.body.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        told = column(gap=Space.XS)
        told.addWidget(self._result)
        told.addWidget(self._more)
        told.addWidget(self.left_out)
        self.body.addLayout(told)
        self.body.addWidget(self.keep_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        for kind in KINDS:
            self.kind.addItem("", kind)
        self.choose_button.clicked.connect(self._choose)
        self.keep_button.clicked.connect(self.keep)
        self.close_button.clicked.connect(self.left)
        self.kind.activated.connect(lambda _place: self._again())
        self.zone.editingFinished.connect(self._again)

    @property
    def busy(self) -> bool:
        """Something is being read or kept."""
        return self._working > 0

    def begin(self) -> None:
        """It is in front now."""
        self.choose_button.setFocus()

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("Import shifts"))
        self._hint.setText(
            self.tr(
                "A CSV file with Person, Start and End, or a calendar (.ics). What the same file said before is replaced;"
                " other files' shifts stay."
            )
        )
        for label, words in zip(
            self._labels, (self.tr("What is not told is"), self.tr("Time zone, if not this computer's")), strict=True
        ):
            label.setText(words)
        titles = {
            "shift": self.tr("a shift"),
            "absence": self.tr("an absence"),
            "oncall": self.tr("a time on call"),
            "override": self.tr("an on-call override"),
        }
        for place, kind in enumerate(KINDS):
            self.kind.setItemText(place, titles[kind])
        self.kind.setAccessibleName(self.tr("What is not told is"))
        self.zone.setAccessibleName(self.tr("Time zone of times that name none"))
        self.zone.setPlaceholderText(self.tr("Europe/London"))
        self.choose_button.setText(self.tr("Choose a &file…"))
        self.keep_button.setText(self.tr("&Keep these"))
        self.close_button.setAccessibleName(self.tr("Close the import"))
        self.close_button.setToolTip(self.tr("Close the import (Escape)"))
        self.left_out.setAccessibleName(self.tr("What was left out"))
        self._write()

    def look(self, path: Path) -> None:
        """Read a file and show what would come of it; nothing is kept yet."""
        self._path, self._found, self._error = path, None, ("", "")
        self._working += 1
        kind, zone = str(self.kind.currentData()), self.zone.text().strip()
        query = self._desk.query(_looked, path, kind, zone, self._tools.context.clock.now_ms())
        self._bridge.run(query, self._take, self._fail)

    def keep(self) -> None:
        """Keep what was read, portion after portion."""
        if self._found is not None and self._path is not None:
            self._working += 1
            self._run(shift_import.steps(self._desk.login, self._found[1], self._path.name))

    def _run(self, steps: Iterator[tuple[Any, tuple[Any, ...]]]) -> None:
        step = next(steps, None)
        if step is None:
            self._working -= 1
            planned = self._found[1] if self._found is not None else None
            self._path = self._found = None
            self._write()
            if planned is not None:
                words = self.tr("%n shifts, absences and times on call saved", "", len(planned.spans))
                self.said.emit(words, "", "ok")
            self.left.emit()
            return
        command, values = step
        self._bridge.run(self._desk.command(command, *values), lambda _done: self._run(steps), self._fail)

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Import shifts"), "", self.tr("Shifts (*.csv *.tsv *.txt *.ics *.ical)")
        )
        if name:
            self.look(Path(name))

    def _again(self) -> None:
        """Read otherwise."""
        if self._path is not None:
            self.look(self._path)

    def _take(self, found: tuple[ShiftFile, Planned]) -> None:
        self._working -= 1
        self._found = found
        self._write()

    def _fail(self, error: BaseException) -> None:
        self._working -= 1
        if isinstance(error, ConsoleError):
            words = error_words(error, self._tools.languages.current)
            self._error = (words.title, words.hint)
            self._write()
        else:
            self._bridge.failed.emit(error)

    def _write(self) -> None:
        found = self._found
        title, hint = self._error
        lines: list[str] = []
        self.keep_button.setEnabled(found is not None and not found[1].same and bool(found[1].spans))
        if found is not None:
            file, planned = found
            title, hint = self._counted(planned), self._kept(planned)
            lines = [
                self.tr("Line {line}: {reason}").format(line=one.line, reason=left_out_words(one))
                for one in file.broken[:_MOST_LINES]
            ]
            lines += [
                self.tr("Nobody of the team is called '{name}'.").format(name=one_line(name, 60))
                for name in planned.unknown[:_MOST_LINES]
            ]
        self._result.set_data(title)
        self._more.set_data(hint)
        self._result.setVisible(bool(title))
        self._more.setVisible(bool(hint))
        self.left_out.setPlainText("\n".join(lines))
        self.left_out.setVisible(bool(lines))

    def _counted(self, planned: Planned) -> str:
        counted = (
            self.tr("%n shifts", "", planned.counts["shift"]) if planned.counts["shift"] else "",
            self.tr("%n absences", "", planned.counts["absence"]) if planned.counts["absence"] else "",
            self.tr("%n times on call", "", planned.counts["oncall"]) if planned.counts["oncall"] else "",
            self.tr("%n overrides", "", planned.counts["override"]) if planned.counts["override"] else "",
        )
        return " · ".join(part for part in counted if part) or self.tr("Nothing to keep was found.")

    def _kept(self, planned: Planned) -> str:
        if planned.same:
            return self.tr("All of it is here already.")
        words = self.tr("Kept as '{source}'.").format(source=one_line(planned.source, 60))
        if not planned.before:
            return words
        replaced = self.tr("%n from before are replaced.", "", planned.before)
        return f"{words} {replaced}"


def _looked(reading: Any, path: Path, kind: str, zone: str, now: int) -> tuple[ShiftFile, Planned]:
    """In the thread that reads: the file, then who of it is known here."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError("The file cannot be read.", "Choose another one.") from error
    found = read_shifts(data, now, zone=zone, kind=kind)
    return found, shift_import.look(reading, shift_import.source_of(path.stem), found.spans)
