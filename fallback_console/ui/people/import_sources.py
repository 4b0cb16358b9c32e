"""From where people are imported: a file or a directory."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from threading import Event
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fallback_console.domain.directory import DirectoryRequest
from fallback_console.services import personal
from fallback_console.services.people_import import LookedThrough
from fallback_console.ui.context import PeopleFiles
from fallback_console.ui.people.directory_form import DirectoryForm
from fallback_console.ui.people.import_fields import ImportFields
from fallback_console.ui.theme import Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import column
from fallback_console.ui.widgets.filter_bar import FilterBar

__all__ = ["DIRECTORY", "ImportSources"]

DIRECTORY = "people.directory"
"""Under which name this station keeps what was typed of a directory, without the password."""


class ImportSources(QWidget):
    """Two sorts of sources, one of them shown.

    Attributes:
        given: something is to be read.
        changed: what was read before is not meant any more.
        fields: which file.
        directory: which directory.
    """

    given = Signal()
    changed = Signal()
    _came = Signal(int)

    def __init__(self, tools: Tools, files: PeopleFiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._files = files
        self._wanted: DirectoryRequest | None = None
        self._stop = Event()
        self._asked_kept = False
        self.sort = "file"
        self.chips = FilterBar(tools.theme, ("file", "directory"))
        self.fields = ImportFields(tools.theme)
        self.directory = DirectoryForm(tools.theme, tools.languages.current)
        body = column(self, gap=Space.S)
        body.addWidget(self.chips)
        body.addWidget(self.fields)
        body.addWidget(self.directory, 1)
        self.directory.hide()
        self.chips.set_current("file")
        self.chips.chosen.connect(self.choose)
        self.fields.given.connect(self.given)
        self.fields.path.textEdited.connect(self.changed)
        self.directory.look_requested.connect(self._look)
        self.directory.check_requested.connect(self._check)
        self.directory.changed.connect(self._drop)
        self.directory.change_button.clicked.connect(self._drop)
        self.directory.stop_requested.connect(self._stop.set)
        self._came.connect(self._count)

    def retranslate(self) -> None:
        """Set every text again."""
        self.chips.set_titles({"file": self.tr("From a file"), "directory": self.tr("From a directory")})
        self.fields.retranslate()
        self.directory.language = self._tools.languages.current
        self.directory.retranslate()

    @property
    def is_directory(self) -> bool:
        """A directory is meant."""
        return self.sort == "directory"

    @property
    def ready(self) -> bool:
        """It is known what to read."""
        return self._wanted is not None if self.is_directory else self.fields.file is not None

    @property
    def entry(self) -> QWidget:
        """Where the keyboard goes first."""
        return self.directory.entry if self.is_directory else self.fields

    def choose(self, sort: str) -> None:
        """Files ('file') or a directory ('directory')."""
        sort = sort or self.sort
        self.chips.set_current(sort)
        if sort == self.sort:
            return
        self.sort = sort
        self.fields.setVisible(not self.is_directory)
        self.directory.setVisible(self.is_directory)
        self._drop()
        if self.is_directory and not self._asked_kept:
            self._asked_kept = True
            self._tools.bridge.run(self._tools.context.desk.query(personal.find, DIRECTORY), self.directory.show_kept)
        self.entry.setFocus()

    def read(self, told: Mapping[str, str] | None = None) -> Future[LookedThrough]:
        """What would come of it. Only where it is ``ready``.

        Args:
            told: what a file's columns hold; None for what was told of an earlier file of the name.
        """
        if self.is_directory:
            assert self._wanted is not None
            self._stop.clear()
            self.directory.show_busy("look")
            return self._files.look_into(self._wanted, self._came.emit, self._stop.is_set)
        assert self.fields.file is not None
        return self._files.look(self.fields.file, self.fields.chosen_encoding, self.fields.chosen_kind, told)

    def show_end(self, *, good: bool) -> None:
        """It was read, or could not be."""
        if not self.is_directory:
            return
        self.directory.show_busy("")
        self.directory.fold(self._wanted.access if good and self._wanted is not None else None)
        if good:
            self._keep()

    def clear(self) -> None:
        """Nothing is named any more."""
        self.fields.path.clear()
        self._drop()

    def _look(self, wanted: DirectoryRequest) -> None:
        self._wanted = wanted
        self.given.emit()

    def _check(self, wanted: DirectoryRequest) -> None:
        def done(steps: Any) -> None:
            self.directory.show_steps(steps)
            if all(step.ok for step in steps):
                self._keep()

        self._tools.bridge.run(self._files.check(wanted), done, self.directory.show_error)

    def _keep(self) -> None:
        self._tools.bridge.run(self._tools.context.desk.command(personal.keep, DIRECTORY, self.directory.kept()))

    def _drop(self) -> None:
        self._wanted = None
        self._stop.set()
        self.directory.fold(None)
        self.changed.emit()

    def _count(self, count: int) -> None:
        if not self._stop.is_set():
            self.directory.show_busy("look", count)
