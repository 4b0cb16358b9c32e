"""Which file people are imported from, and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QProgressBar, QWidget

from fallback_console.domain.person import ROLES
from fallback_console.ui.people.column_words import ENCODINGS
from fallback_console.ui.people.words import kind_word
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets import Button, ElidedLabel, PlainLabel, column, row
from fallback_console.ui.widgets.choices import ComboBox
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.numbers import count_words

__all__ = ["AboutLines", "FileChooser", "ImportButton", "ImportFields", "ImportProgress", "choose_file"]

_FEWEST_CHARS = 12
_MOST_LINES = 5

FileChooser = Callable[[QWidget, str, Callable[[str], None]], None]
"""Asks for a file: (beside what, what to call it, told the path that was chosen)."""


def choose_file(parent: QWidget, title: str, take: Callable[[str], None]) -> None:
    """The system's own dialog; the window goes on meanwhile."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, title, folder)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(take)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


class ImportFields(QWidget):
    """A path, typed or chosen; of which kind the people are, and the encoding.

    Attributes:
        given: a file was named, or is to be read in another way.
        columns_wanted: somebody wants to say what its columns hold.
        ask_for_file: how a file is chosen.
    """

    given = Signal()
    columns_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ask_for_file: FileChooser = choose_file
        self.path = QLineEdit()
        self.path.setObjectName("import-path")
        self.choose_button = Button(theme, "", "attachment")
        self.choose_button.setObjectName("import-choose")
        self.kind = ComboBox(theme)
        self.kind.setObjectName("import-kind")
        self.encoding = ComboBox(theme)
        self.encoding.setObjectName("import-encoding")
        self._kind_label, self._encoding_label = PlainLabel("", "muted"), PlainLabel("", "muted")
        file = row(gap=Space.S)
        file.addWidget(self.path, 1)
        file.addWidget(self.choose_button)
        how = FlowLayout()
        for label, box in ((self._kind_label, self.kind), (self._encoding_label, self.encoding)):
            pair = QWidget()
            line = row(pair, gap=Space.S)
            box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMinimumContentsLength(_FEWEST_CHARS)
            line.addWidget(label)
            line.addWidget(box)
            how.addWidget(pair)
            label.setBuddy(box)
            box.activated.connect(self._change)
        self.columns_button = Button(theme, "", "field")
        self.columns_button.setObjectName("import-columns-show")
        self.columns_button.clicked.connect(self.columns_wanted)
        self.columns_button.hide()
        how.addWidget(self.columns_button)
        body = column(self, gap=Space.S)
        body.addLayout(file)
        body.addLayout(how)
        self.path.returnPressed.connect(self.given)
        self.choose_button.clicked.connect(self._ask)
        self.setFocusProxy(self.path)

    @property
    def file(self) -> Path | None:
        """Which file, None where none is named."""
        text = self.path.text().strip().strip('"')
        return Path(text).expanduser() if text else None

    @property
    def chosen_encoding(self) -> str:
        """'' finds it out."""
        return str(self.encoding.currentData())

    @property
    def chosen_kind(self) -> str:
        """Of ``person.ROLES``."""
        return str(self.kind.currentData())

    def retranslate(self) -> None:
        """Set every text again."""
        self.path.setPlaceholderText(self.tr("CSV or vCard file"))
        self.path.setAccessibleName(self.tr("File"))
        self.choose_button.setText(self.tr("C&hoose a file…"))
        self.columns_button.setText(self.tr("Co&lumns…"))
        self.columns_button.setToolTip(self.tr("Say what the columns hold"))
        self._kind_label.setText(self.tr("Who they are"))
        self._encoding_label.setText(self.tr("Encoding"))
        self.kind.setAccessibleName(self.tr("Who they are, where the file does not say it"))
        self.kind.setToolTip(self.tr("Where the file does not say it"))
        self.encoding.setAccessibleName(self.tr("Encoding"))
        _fill(self.kind, [(role, kind_word(role)) for role in ROLES])
        _fill(self.encoding, [(name, shown or self.tr("found out")) for name, shown in ENCODINGS])

    def _ask(self) -> None:
        self.ask_for_file(self, self.tr("Which file holds the people?"), self._take)

    def _take(self, path: str) -> None:
        if path:
            self.path.setText(path)
            self.given.emit()

    def _change(self) -> None:
        if self.file is not None:
            self.given.emit()


class AboutLines(QWidget):
    """A few facts, a line each; what has no room is in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = tuple(ElidedLabel("", "small") for _ in range(_MOST_LINES))
        body = column(self, gap=Space.XS)
        for label in self._labels:
            body.addWidget(label)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show other facts."""
        for label, line in zip(self._labels, [*lines, *[""] * _MOST_LINES][:_MOST_LINES], strict=True):
            label.setText(line)
            label.setVisible(bool(line))

    def text(self) -> str:
        """All of it."""
        return "\n".join(label.text() for label in self._labels if label.text())


class ImportButton(Button):
    """The way to the import. One that is under way goes on whatever else is looked at, so it tells how far that is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", "import", parent)
        self.setObjectName("people-import")
        self._done = self._total = 0

    def show_progress(self, done: int, total: int) -> None:
        """So many are imported; the same number twice where nothing is imported now."""
        self._done, self._total = done, total
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again."""
        if self._done < self._total:
            self.setText(self.tr("&Importing: {percent} %").format(percent=100 * self._done // self._total))
            self.setToolTip(self.tr("Show the import, or stop it (I)"))
        else:
            self.setText(self.tr("&Import people…"))
            self.setToolTip(self.tr("From a spreadsheet, an address book or a directory (I)"))


class ImportProgress(QWidget):
    """How many are imported, and a way to stop it.

    Attributes:
        stop_requested: no further portion.
    """

    stop_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._words = PlainLabel("", "muted")
        self.stop_button = Button(theme, "", "close")
        self.stop_button.setObjectName("import-stop")
        self.stop_button.clicked.connect(self.stop_requested)
        body = row(self, gap=Space.S)
        body.addWidget(self._words)
        body.addWidget(self._bar, 1)
        body.addWidget(self.stop_button)

    def retranslate(self) -> None:
        """Set every text again."""
        self.stop_button.setText(self.tr("&Stop"))
        self.stop_button.setToolTip(self.tr("What is imported so far stays"))

    def show_progress(self, done: int, total: int) -> None:
        """So many are imported."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        words = self.tr("{done} of {total} imported").format(done=count_words(done), total=count_words(total))
        self._words.setText(words)
        self._bar.setAccessibleName(words)


def _fill(box: ComboBox, choices: list[tuple[str, str]]) -> None:
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    for name, shown in choices:
        box.addItem(shown, name)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
