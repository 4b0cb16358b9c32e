"""Importing people: a file, what would come of it, and then the import with its result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Event

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from fallback_console.domain.errors import InputError
from fallback_console.domain.people_csv import SheetColumn
from fallback_console.domain.sheet import Sheet
from fallback_console.services.people_import import LookedThrough
from fallback_console.ui.case.side_panel import SidePanel
from fallback_console.ui.context import PeopleFiles
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.people.column_words import columns_words, file_words, unused_words
from fallback_console.ui.people.import_columns import ImportColumns
from fallback_console.ui.people.import_fields import AboutLines, ImportProgress
from fallback_console.ui.people.import_sources import ImportSources
from fallback_console.ui.people.preview_model import STATES, PreviewColumn, PreviewModel, counts_of
from fallback_console.ui.people.words import reason_words
from fallback_console.ui.theme import Size
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import Banner, Button, EmptyState, PrimaryButton
from fallback_console.ui.widgets.filter_bar import FilterBar
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.table import Table
from fallback_console.ui.widgets.two_line import TwoLineDelegate

__all__ = ["ImportPanel"]

_PARTS = 100
"""So many times at most the progress is told: more would only keep the window busy."""


class ImportPanel(SidePanel):
    """One file after the other; nothing is written before somebody has seen what would be.

    Attributes:
        said: (sentence, more words, variant).
        progressed: (how many are imported, of how many); the same number twice where the import is over.
        sources: from where, a file or a directory.
    """

    said = Signal(str, str, str)
    progressed = Signal(int, int)
    _told = Signal(int, int)

    def __init__(self, tools: Tools, files: PeopleFiles, parent: QWidget | None = None) -> None:
        super().__init__(tools.theme, parent)
        self._tools = tools
        self._files = files
        self._looked: LookedThrough | None = None
        self._reading = self._again = self._importing = self._choosing = False
        # A file whose columns nobody knows can still be told what they hold.
        self._unknown = self._was_told = False
        self._stop = Event()
        theme = tools.theme
        self.sources = ImportSources(tools, files)
        self.fields = self.sources.fields
        self.about = AboutLines()
        self.result = Banner(theme, "ok", closable=True)
        self.result.setObjectName("import-result")
        self.filters = FilterBar(theme, STATES)
        self.model = PreviewModel(theme, self)
        self.table = Table(self.model, row_height=Size.ROW)
        self.table.setObjectName("import-preview")
        self._empty = EmptyState(theme, "import")
        self.columns = ImportColumns(theme)
        self.progress = ImportProgress(theme)
        self.broken_button = Button(theme, "", "pull")
        self.broken_button.setObjectName("import-broken")
        self.import_button = PrimaryButton(theme, "", "import")
        self.import_button.setObjectName("import-go")
        self._foot = QWidget()
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.table.set_columns({}, PreviewColumn.WHAT)
        self.table.horizontalHeader().resizeSection(PreviewColumn.WHO, Size.SUBJECT_MIN)
        for place in PreviewColumn:
            self.table.setItemDelegateForColumn(place, TwoLineDelegate(self.theme, self.table))
        foot = FlowLayout(self._foot)
        foot.addWidget(self.import_button)
        foot.addWidget(self.broken_button)
        self.body.addWidget(self.sources)
        for part in (self.about, self.result, self.filters):
            self.body.addWidget(part)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self.columns, 1)
        self.body.addWidget(self.progress)
        self.body.addWidget(self._foot)

    def _connect(self) -> None:
        self.sources.given.connect(lambda: self.look())
        self.sources.changed.connect(self._drop_preview)
        self.fields.columns_wanted.connect(self.choose_columns)
        self.columns.told.connect(self.look)
        self.columns.left.connect(self.choose_columns)
        self.filters.chosen.connect(self._choose_state)
        self.import_button.clicked.connect(self.go)
        self.broken_button.clicked.connect(self.save_broken)
        self.progress.stop_requested.connect(self.stop)
        self._told.connect(self.show_progress)

    def retranslate(self) -> None:
        """Set every text again."""
        super().retranslate()
        self.title.setText(self.tr("Import people"))
        self._back.setAccessibleName(self.tr("Back to the card"))
        self._back.setToolTip(self.tr("Back to the card (Escape); a file that was looked through stays"))
        self.sources.retranslate()
        self.progress.retranslate()
        self.columns.retranslate()
        self.filters.set_titles(
            {
                "all": self.tr("All lines"),
                "new": self.tr("New"),
                "changed": self.tr("Changed"),
                "same": self.tr("As before"),
                "broken": self.tr("Left out"),
                "likely": self.tr("Perhaps here already"),
                "odd": self.tr("With something odd"),
                "left": self.tr("Not there any more"),
            }
        )
        self.table.setAccessibleName(self.tr("What would come of the import"))
        self.broken_button.setText(self.tr("Save what was &left out"))
        self.broken_button.setToolTip(self.tr("As a spreadsheet in your documents, with the reasons"))
        self._write()

    @property
    def busy(self) -> bool:
        """A file is being read or imported."""
        return self._reading or self._importing

    @property
    def looked(self) -> LookedThrough | None:
        """The file that is shown."""
        return self._looked

    def begin(self) -> None:
        """The keyboard goes to what is to be done next."""
        if self._importing:
            self.progress.stop_button.setFocus()
        else:
            (self.import_button if self._wanted() and not self._reading else self.sources.entry).setFocus()

    def look(self, told: Mapping[str, str] | None = None) -> None:
        """Read the file or the directory and show what would come of it.

        Args:
            told: what a file's columns hold; None for what was told of an earlier file of the name.
        """
        if not self.sources.ready or self._importing:
            return
        if self._reading:
            self._again = True
            return
        self.result.hide()
        self._read(told)

    def _read(self, told: Mapping[str, str] | None = None) -> None:
        self._reading, self._choosing, self._was_told = True, False, told is not None
        if not self.sources.is_directory:
            self._move_focus(self.fields)
        self._write()
        self._tools.bridge.run(self.sources.read(told), self._show, self._fail)

    def choose_columns(self) -> None:
        """Let somebody say what the file's columns hold; while that is being done: leave them as they were."""
        if self._choosing:
            self._choosing = False
            self._write()
            self.fields.columns_button.setFocus()
            return
        file = self.fields.file
        if file is None or self.busy:
            return
        told = self._looked.told if self._looked is not None else {}

        def show(columns: Sequence[SheetColumn]) -> None:
            if file == self.fields.file and not self.busy:
                self._choosing = True
                self.columns.show_columns(columns)
                self._write()
                self.columns.setFocus()

        self._tools.bridge.run(self._files.columns(file, self.fields.chosen_encoding, told), show, self._fail)

    def go(self) -> None:
        """Keep what is shown."""
        looked, wanted = self._looked, self._wanted()
        if looked is None or self.busy or not wanted:
            return
        self._importing = True
        self._stop.clear()
        self.progress.stop_button.setEnabled(True)
        self.show_progress(0, wanted)
        self._write()
        told = 0

        def tell(done: int, total: int) -> None:
            nonlocal told
            if done - told >= max(1, total // _PARTS) or done == total:
                told = done
                self._told.emit(done, total)

        answer = self._files.write(self._tools.context.desk.login, looked.found, tell, self._stop.is_set)
        self._tools.bridge.run(answer, self._imported, self._fail)

    def stop(self) -> None:
        """No further portion."""
        self._stop.set()
        self.progress.stop_button.setEnabled(False)

    def forget(self) -> None:
        """No file is looked through any more."""
        self.result.hide()
        self.sources.clear()
        self.sources.choose("file")

    def save_broken(self) -> None:
        """The lines that were left out, with the reasons, as a file."""
        looked, save = self._looked, self._tools.context.save_sheets
        if looked is None or save is None or not looked.found.broken:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = _name(looked)
        title = self.tr("Lines of '{file}' that were left out").format(file=name)
        lines = [
            (str(one.line), reason_words(one.code, one.reason), looked.texts.get(one.line, ""))
            for one in looked.found.broken
        ]
        head = (self.tr("Line"), self.tr("Why"), self.tr("What stands there"))
        answer = save(Path(folder) / f"left-out-{name}.csv", title, "", [Sheet(title, head, lines, (0.1, 0.4, 0.5))])

        def done(target: Path) -> None:
            sentence = self.tr("Saved as {file}.").format(file=target)
            self.said.emit(sentence, self.tr("It holds customers' data: keep it safe."), "ok")

        self._tools.bridge.run(answer, done)

    def show_progress(self, done: int, total: int) -> None:
        """So many are imported; there is a way to stop it."""
        self.progress.show_progress(done, total)
        self.progress.show()
        if self._importing:
            # What was told just before the end may be heard after it.
            self.progressed.emit(done, total)
        if self._foot.isVisible():
            self._move_focus(self.progress.stop_button)
            self._foot.hide()

    # Facts.

    def _show(self, looked: LookedThrough) -> None:
        self._reading = False
        if self._again:
            self._again = False
            self.look()
            return
        if not self.sources.ready:
            # Something else was typed meanwhile.
            self.sources.show_end(good=False)
            self._drop_preview()
            return
        self._looked, self._unknown = looked, False
        self.sources.show_end(good=True)
        counts = counts_of(looked)
        self.filters.set_names(tuple(name for name in STATES if name == "all" or counts[name]))
        self.filters.show_counts(counts)
        self._choose_state("all")
        self._write()
        self._move_focus(self.import_button if self._wanted() else self.sources.entry)

    def _imported(self, written: int) -> None:
        looked, stopped = self._looked, self._stop.is_set()
        self._importing = False
        self.progressed.emit(0, 0)
        self.sources.setEnabled(True)
        left = len(looked.found.broken) if looked is not None else 0
        hint = self.tr("%Ln lines were left out; they are listed below.", "", left) if left else ""
        if stopped:
            hint = self.tr("It was stopped. Importing the file once more does the rest.")
        title = self.tr("saved · %Ln people imported", "", written)
        self.result.show_words(title, hint, variant="warn" if stopped else "ok")
        self.said.emit(title, "", "ok")
        # What is shown then is what there is now: the same file once more adds nobody.
        if self.sources.ready:
            self._read()

    def _move_focus(self, to: QWidget) -> None:
        """Where the keyboard is in here, it goes there: what it was on may be hidden in a moment."""
        if _has_focus(self):
            to.setFocus()

    def _drop_preview(self) -> None:
        """What is shown would be of another file than the one that is named."""
        self._looked, self._choosing, self._unknown = None, False, False
        self.model.show_preview(None, "all")
        self._write()

    def _fail(self, error: BaseException) -> None:
        was_reading, self._reading, self._again = self._reading, False, False
        is_here = _has_focus(self)
        words = error_words(error, self._tools.languages.current)
        if self._importing and not self.isVisible():
            self.said.emit(words.title, words.hint, "bad")
        self._importing = False
        self.progressed.emit(0, 0)
        self.result.show_words(words.title, "\n".join(p for p in (words.hint, words.detail) if p), variant="bad")
        if was_reading:
            self.sources.show_end(good=False)
            self._drop_preview()
            self._unknown = isinstance(error, InputError) and error.values.get("columns") == "unknown"
            # What was said of the columns is still there to be mended.
            self._choosing = self._was_told
        self._write()
        if not is_here:
            # Somebody works elsewhere meanwhile; the keyboard stays with them.
            return
        entry = self.sources.entry
        parts = ((self.columns, self._choosing), (self.fields.columns_button, self._unknown), (entry, True))
        next(part for part, wanted in parts if wanted).setFocus()

    def _write(self) -> None:
        looked, wanted = self._looked, self._wanted()
        there = looked is not None and not self._choosing
        for part in (self.filters, self.table, self.about):
            part.setVisible(there)
        self.columns.setVisible(self._choosing)
        self._empty.setVisible(not there and not self._choosing and not self.sources.is_directory)
        self.progress.setVisible(self._importing)
        self._foot.setVisible(there and not self._importing)
        has_columns = self._unknown or (looked is not None and looked.file.kind == "csv")
        self.fields.columns_button.setVisible(has_columns and not self._choosing)
        self.progress.stop_button.setEnabled(not self._stop.is_set())
        self.sources.setEnabled(not self._importing)
        if looked is None:
            self._say_why()
            return
        parts = [file_words(looked.file, _name(looked)), columns_words(looked.file), unused_words(looked.file)]
        if looked.found.left:
            parts.append(self._left_words(looked))
        if looked.found.impossible and not looked.found.home:
            parts.append(
                self.tr(
                    "Numbers without a country code cannot be understood: choose the country of phone numbers in Settings."
                )
            )
        self.about.show_lines([part for part in parts if part])
        self.import_button.setText(self.tr("Import %Ln people", "", wanted) if wanted else self.tr("Nothing to import"))
        self.import_button.setEnabled(bool(wanted) and not self._reading)
        self.broken_button.setVisible(bool(looked.found.broken) and self._tools.context.save_sheets is not None)

    def _left_words(self, looked: LookedThrough) -> str:
        count = len(looked.found.left)
        if looked.file.kind == "helpdesk":
            return self.tr("%Ln people are not among the helpdesk's users any more; they stay.", "", count)
        if looked.file.kind == "ldap":
            return self.tr("%Ln people are not in the directory any more; they stay.", "", count)
        return self.tr("%Ln people of an earlier file are not in this one; they stay.", "", count)

    def _say_why(self) -> None:
        if self._reading:
            self._empty.show_words(self.tr("Reading the file …"), "", "", "clock")
            return
        self._empty.show_words(
            self.tr("Choose a file"),
            self.tr(
                "A CSV file of a spreadsheet or a system, or vCards of an address book. You see what would come of it before"
                " anything is kept."
            ),
            icon="import",
        )

    def _wanted(self) -> int:
        """How many people would be written."""
        counts = self._looked.found.counts() if self._looked is not None else {}
        return counts.get("new", 0) + counts.get("changed", 0)

    def _choose_state(self, name: str) -> None:
        self.filters.set_current(name or "all")
        self.model.show_preview(self._looked, name or "all")


def _has_focus(panel: QWidget) -> bool:
    focus = panel.window().focusWidget()
    return focus is not None and panel.isAncestorOf(focus)


def _name(looked: LookedThrough) -> str:
    """Under which name the people are kept."""
    source = looked.found.source
    return source.partition(".")[2] or source
