"""Importing people: a file, what would come of it, and then the import with its result."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QProgressBar, QWidget

from fallback_console.domain.person import ROLES
from fallback_console.domain.sheet import Sheet
from fallback_console.services.people_import import LookedThrough
from fallback_console.ui.case.side_panel import SidePanel
from fallback_console.ui.context import PeopleFiles
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.people.column_words import ENCODINGS, columns_words, file_words, unused_words
from fallback_console.ui.people.preview_model import STATES, PreviewColumn, PreviewModel, counts_of
from fallback_console.ui.people.words import kind_word, reason_words
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import Banner, Button, EmptyState, PlainLabel, PrimaryButton, column, row
from fallback_console.ui.widgets.choices import ComboBox
from fallback_console.ui.widgets.filter_bar import FilterBar
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.numbers import count_words
from fallback_console.ui.widgets.table import Table
from fallback_console.ui.widgets.two_line import TwoLineDelegate

__all__ = ["FileChooser", "ImportPanel", "choose_file"]

FileChooser = Callable[[QWidget, str, Callable[[str], None]], None]
"""Asks for a file: (window, what to call it, told the path that was chosen)."""

_EVERY = 100
"""So many parts the progress is told in at most: more would only keep the window busy."""


def choose_file(parent: QWidget, title: str, take: Callable[[str], None]) -> None:
    """The system's own dialog; the window goes on meanwhile."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, title, folder)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(take)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


class ImportPanel(SidePanel):
    """One file after the other; nothing is written before somebody has seen what would be.

    Attributes:
        said: (sentence, more words, variant).
        ask_for_file: how a file is chosen.
    """

    said = Signal(str, str, str)
    _told = Signal(int, int)

    def __init__(self, tools: Tools, files: PeopleFiles, parent: QWidget | None = None) -> None:
        super().__init__(tools.theme, parent)
        self._tools = tools
        self._files = files
        self._looked: LookedThrough | None = None
        self._state = "all"
        self._reading = self._again = False
        self._stop = Event()
        self._importing = False
        self.ask_for_file: FileChooser = choose_file
        theme = tools.theme
        self.path = QLineEdit()
        self.path.setObjectName("import-path")
        self.choose_button = Button(theme, "", "attachment")
        self.choose_button.setObjectName("import-choose")
        self.kind = ComboBox(theme)
        self.kind.setObjectName("import-kind")
        self.encoding = ComboBox(theme)
        self.encoding.setObjectName("import-encoding")
        self._kind_label, self._encoding_label = PlainLabel("", "muted"), PlainLabel("", "muted")
        self.about = PlainLabel("", "small", wrap=True)
        self.result = Banner(theme, "ok", closable=True)
        self.result.setObjectName("import-result")
        self.filters = FilterBar(theme, STATES)
        self.model = PreviewModel(theme, self)
        self.table = Table(self.model, row_height=Size.ROW)
        self.table.setObjectName("import-preview")
        self._empty = EmptyState(theme, "import")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._progress = PlainLabel("", "muted")
        self.stop_button = Button(theme, "", "close")
        self.stop_button.setObjectName("import-stop")
        self.broken_button = Button(theme, "", "pull")
        self.broken_button.setObjectName("import-broken")
        self.import_button = PrimaryButton(theme, "", "import")
        self.import_button.setObjectName("import-go")
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        file = row(gap=Space.S)
        file.addWidget(self.path, 1)
        file.addWidget(self.choose_button)
        how = FlowLayout()
        for label, box in ((self._kind_label, self.kind), (self._encoding_label, self.encoding)):
            pair = QWidget()
            line = row(pair, gap=Space.S)
            box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
            line.addWidget(label)
            line.addWidget(box)
            how.addWidget(pair)
            label.setBuddy(box)
        self.table.set_columns({}, PreviewColumn.WHAT)
        self.table.horizontalHeader().resizeSection(PreviewColumn.WHO, Size.SUBJECT_MIN)
        for place in PreviewColumn:
            self.table.setItemDelegateForColumn(place, TwoLineDelegate(self.theme, self.table))
        self._under_way = QWidget()
        going = row(self._under_way, gap=Space.S)
        going.addWidget(self._progress)
        going.addWidget(self._bar, 1)
        going.addWidget(self.stop_button)
        self._foot = QWidget()
        foot = row(self._foot, gap=Space.S)
        foot.addWidget(self.import_button)
        foot.addWidget(self.broken_button)
        foot.addStretch(1)
        for layout in (file, how):
            self.body.addLayout(layout)
        self.body.addWidget(self.about)
        self.body.addWidget(self.result)
        self.body.addWidget(self.filters)
        inside = column(gap=Space.NONE)
        inside.addWidget(self.table, 1)
        inside.addWidget(self._empty, 1)
        self.body.addLayout(inside, 1)
        self.body.addWidget(self._under_way)
        self.body.addWidget(self._foot)

    def _connect(self) -> None:
        self.path.returnPressed.connect(self.look)
        self.choose_button.clicked.connect(self._ask_for_file)
        self.kind.activated.connect(self._look_again)
        self.encoding.activated.connect(self._look_again)
        self.filters.chosen.connect(self._choose_state)
        self.import_button.clicked.connect(self.go)
        self.broken_button.clicked.connect(self.save_broken)
        self.stop_button.clicked.connect(self.stop)
        self._told.connect(self.show_progress)

    def retranslate(self) -> None:
        """Set every text again."""
        super().retranslate()
        self.title.setText(self.tr("Import people"))
        self._back.setAccessibleName(self.tr("Back to the card"))
        self._back.setToolTip(self.tr("Back to the card (Escape); a file that was looked through stays"))
        self.path.setPlaceholderText(self.tr("CSV or vCard file"))
        self.path.setAccessibleName(self.tr("File"))
        self.choose_button.setText(self.tr("C&hoose a file…"))
        self._kind_label.setText(self.tr("Who they are"))
        self._encoding_label.setText(self.tr("Encoding"))
        self.kind.setAccessibleName(self.tr("Who they are, where the file does not say it"))
        self.kind.setToolTip(self.tr("Where the file does not say it"))
        self.encoding.setAccessibleName(self.tr("Encoding"))
        self._fill(self.kind, [(role, kind_word(role)) for role in ROLES])
        self._fill(self.encoding, [(name, shown or self.tr("found out")) for name, shown in ENCODINGS])
        self.filters.set_titles(
            {
                "all": self.tr("All lines"),
                "new": self.tr("New"),
                "changed": self.tr("Changed"),
                "same": self.tr("As before"),
                "broken": self.tr("Left out"),
                "likely": self.tr("Perhaps here already"),
                "odd": self.tr("With something odd"),
            }
        )
        self.table.setAccessibleName(self.tr("What would come of the import"))
        self.stop_button.setText(self.tr("&Stop"))
        self.stop_button.setToolTip(self.tr("What is imported so far stays"))
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
        """The keyboard goes to the file."""
        (self.path if self._looked is None else self.import_button).setFocus()
        if not (self.import_button.isEnabled() and self.import_button.isVisible()):
            self.path.setFocus()

    def look(self) -> None:
        """Read the file and show what would come of it."""
        text = self.path.text().strip().strip('"')
        if not text or self._importing:
            return
        if self._reading:
            self._again = True
            return
        self._reading = True
        self.result.hide()
        self._write()
        answer = self._files.look(
            Path(text).expanduser(), str(self.encoding.currentData()), str(self.kind.currentData())
        )
        self._tools.bridge.run(answer, self._show, self._fail)

    def go(self) -> None:
        """Keep what is shown."""
        looked = self._looked
        if looked is None or self.busy or not self._wanted():
            return
        self._importing = True
        self._stop.clear()
        self.show_progress(0, self._wanted())
        self._write()
        self.stop_button.setFocus()
        stepped = max(1, self._wanted() // _EVERY)
        told = 0

        def tell(done: int, total: int) -> None:
            nonlocal told
            if done - told >= stepped or done == total:
                told = done
                self._told.emit(done, total)

        login = self._tools.context.desk.login
        answer = self._files.write(login, looked.found, tell, self._stop.is_set)
        self._tools.bridge.run(answer, self._imported, self._fail)

    def stop(self) -> None:
        """No further portion."""
        self._stop.set()
        self.stop_button.setEnabled(False)

    def forget(self) -> None:
        """No file is looked through any more."""
        self._looked = None
        self.path.clear()
        self.result.hide()
        self.model.show_preview(None, "all")
        self._write()

    def save_broken(self) -> None:
        """The lines that were left out, with the reasons, as a file."""
        looked, save = self._looked, self._tools.context.save_sheets
        if looked is None or save is None or not looked.found.broken:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = looked.found.source.partition(".")[2]
        title = self.tr("Lines of '{file}' that were left out").format(file=name)
        lines = [
            (str(one.line), reason_words(one.code, one.reason), looked.texts.get(one.line, ""))
            for one in looked.found.broken
        ]
        head = (self.tr("Line"), self.tr("Why"), self.tr("What stands there"))
        sheet = Sheet(title, head, lines, (0.1, 0.4, 0.5))
        answer = save(Path(folder) / f"left-out-{name}.csv", title, "", [sheet])
        self._tools.bridge.run(answer, self._saved_broken)

    def show_progress(self, done: int, total: int) -> None:
        """So many are imported; there is a way to stop it."""
        self._under_way.show()
        self._foot.hide()
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        words = self.tr("{done} of {total} imported").format(done=count_words(done), total=count_words(total))
        self._progress.setText(words)
        self._bar.setAccessibleName(words)

    # Facts.

    def _show(self, looked: LookedThrough) -> None:
        self._reading = False
        if self._again:
            self._again = False
            self.look()
            return
        self._looked = looked
        counts = counts_of(looked)
        self._state = "all"
        self.filters.set_names(tuple(name for name in STATES if name == "all" or counts[name]))
        self.filters.set_current("all")
        self.filters.show_counts(counts)
        self.model.show_preview(looked, "all")
        had_focus = self._has_focus()
        self._write()
        if had_focus:
            (self.import_button if self._wanted() else self.table).setFocus()

    def _imported(self, written: int) -> None:
        looked, had_focus = self._looked, self._has_focus()
        self._importing = False
        left = len(looked.found.broken) if looked is not None else 0
        hint = self.tr("%n lines were left out; they are listed below.", "", left) if left else ""
        title = self._written_words(written)
        if self._stop.is_set():
            hint = self.tr("It was stopped. Importing the file once more does the rest.")
        self.result.show_words(title, hint, variant="warn" if self._stop.is_set() else "ok")
        self.said.emit(title, "", "ok")
        self._write()
        # What is shown is what there is now: the same file once more adds nobody.
        self.look_after_import()
        if had_focus:
            self.path.setFocus()

    def look_after_import(self) -> None:
        """Look once more, and leave the result standing."""
        looked = self._looked
        if looked is not None:
            self._reading = True
            path = Path(self.path.text().strip().strip('"')).expanduser()
            answer = self._files.look(path, str(self.encoding.currentData()), str(self.kind.currentData()))
            self._tools.bridge.run(answer, self._show, self._fail)

    def _fail(self, error: BaseException) -> None:
        self._reading = self._importing = self._again = False
        words = error_words(error, self._tools.languages.current)
        self.result.show_words(words.title, "\n".join(p for p in (words.hint, words.detail) if p), variant="bad")
        self._write()
        self.path.setFocus()

    def _saved_broken(self, target: Path) -> None:
        self.said.emit(
            self.tr("Saved as {file}.").format(file=target), self.tr("It holds customers' data: keep it safe."), "ok"
        )

    def _write(self) -> None:
        looked, wanted = self._looked, self._wanted()
        there = looked is not None
        for part in (self.filters, self.table, self.about):
            part.setVisible(there)
        self._empty.setVisible(not there)
        self._under_way.setVisible(self._importing)
        self._foot.setVisible(there and not self._importing)
        self.stop_button.setEnabled(not self._stop.is_set() or not self._importing)
        for box in (self.path, self.choose_button, self.kind, self.encoding):
            box.setEnabled(not self._importing)
        if looked is None:
            self._say_why()
            return
        parts = [file_words(looked.file, looked.found.source.partition(".")[2])]
        parts += [part for part in (columns_words(looked.file), unused_words(looked.file)) if part]
        if looked.found.left:
            parts.append(self._left_words(len(looked.found.left)))
        if looked.found.impossible and not looked.found.home:
            parts.append(self.tr("No home country is known: numbers without a country code cannot be understood."))
        self.about.set_data("\n".join(parts))
        self.import_button.setText(self._import_words(wanted) if wanted else self.tr("Nothing to import"))
        self.import_button.setEnabled(bool(wanted) and not self._reading)
        broken = bool(looked.found.broken) and self._tools.context.save_sheets is not None
        self.broken_button.setVisible(broken)

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

    def _import_words(self, count: int) -> str:
        return self.tr("Import %n people", "", count)

    def _written_words(self, count: int) -> str:
        return self.tr("saved · %n people imported", "", count)

    def _left_words(self, count: int) -> str:
        return self.tr("%n people of an earlier file are not in this one; they stay.", "", count)

    # Intents.

    def _ask_for_file(self) -> None:
        self.ask_for_file(self, self.tr("Which file holds the people?"), self._take_file)

    def _take_file(self, path: str) -> None:
        if path:
            self.path.setText(path)
            self.look()

    def _look_again(self) -> None:
        if self._looked is not None or self.path.text().strip():
            self.look()

    def _choose_state(self, name: str) -> None:
        self._state = name or "all"
        self.filters.set_current(self._state)
        self.model.show_preview(self._looked, self._state)

    def _has_focus(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    @staticmethod
    def _fill(box: ComboBox, choices: list[tuple[str, str]]) -> None:
        chosen = box.currentData()
        box.blockSignals(True)
        box.clear()
        for name, shown in choices:
            box.addItem(shown, name)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)
