"""From where people are imported: a file, a directory or the helpdesk."""

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
from fallback_console.ui.people.helpdesk_form import HelpdeskForm
from fallback_console.ui.people.import_fields import ImportFields
from fallback_console.ui.theme import Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import column
from fallback_console.ui.widgets.filter_bar import FilterBar

__all__ = ["DIRECTORY", "ImportSources"]

DIRECTORY = "people.directory"
"""Under which name this station keeps what was typed of a directory, without the password."""


class ImportSources(QWidget):
    """Three sorts of sources, one of them shown.

    Attributes:
        given: something is to be read.
        changed: what was read before is not meant any more.
        fields: which file.
        directory: which directory.
        helpdesk: the helpdesk's users.
    """

    given = Signal()
    changed = Signal()
    _came = Signal(int)

    def __init__(self, tools: Tools, files: PeopleFiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._files = files
        self._wanted: DirectoryRequest | str | None = None
        self._stop = Event()
        self._asked_kept = False
        self.sort = "file"
        self.chips = FilterBar(tools.theme, ("file", "directory", "helpdesk"))
        self.fields = ImportFields(tools.theme)
        self.directory = DirectoryForm(tools.theme, tools.languages.current)
        self.helpdesk = HelpdeskForm(tools.theme)
        body = column(self, gap=Space.S)
        body.addWidget(self.chips)
        body.addWidget(self.fields)
        body.addWidget(self.directory, 1)
        body.addWidget(self.helpdesk)
        self.directory.hide()
        self.helpdesk.hide()
        self.chips.set_current("file")
        self.chips.chosen.connect(self.choose)
        self.fields.given.connect(self.given)
        self.fields.path.textEdited.connect(self.changed)
        self.directory.look_requested.connect(self._look)
        self.directory.check_requested.connect(self._check)
        self.directory.changed.connect(self._drop)
        self.directory.change_button.clicked.connect(self._drop)
        self.directory.stop_requested.connect(self._stop.set)
        self.helpdesk.look_requested.connect(self._look)
        self.helpdesk.changed.connect(self._drop)
        self.helpdesk.stop_requested.connect(self._stop.set)
        self._came.connect(self._count)

    def retranslate(self) -> None:
        """Set every text again."""
        self.chips.set_titles(
            {
                "file": self.tr("File"),
                "directory": self.tr("Directory"),
                "helpdesk": self.tr("Helpdesk"),
            }
        )
        self.helpdesk.retranslate()
        self.fields.retranslate()
        self.directory.language = self._tools.languages.current
        self.directory.retranslate()

    @property
    def is_directory(self) -> bool:
        """People come out of a system, not out of a file."""
        return self.sort != "file"

    @property
    def ready(self) -> bool:
        """It is known what to read."""
        return self._wanted is not None if self.is_directory else self.fields.file is not None

    @property
    def entry(self) -> QWidget:
        """Where the keyboard goes first."""
        return {"file": self.fields, "directory": self.directory.entry, "helpdesk": self.helpdesk.entry}[self.sort]

    def choose(self, sort: str) -> None:
        """Files ('file'), a directory ('directory') or the helpdesk ('helpdesk')."""
        sort = sort or self.sort
        self.chips.set_current(sort)
        if sort == self.sort:
            return
        self.sort = sort
        self.fields.setVisible(not self.is_directory)
        self.directory.setVisible(sort == "directory")
        self.helpdesk.setVisible(sort == "helpdesk")
        self._drop()
        if sort == "directory" and not self._asked_kept:
            self._asked_kept = True
            self._tools.bridge.run(self._tools.context.desk.query(personal.find, DIRECTORY), self.directory.show_kept)
        self.entry.setFocus()

    def read(self, told: Mapping[str, str] | None = None) -> Future[LookedThrough]:
        """What would come of it. Only where it is ``ready``.

        Args:
            told: what a file's columns hold; None for what was told of an earlier file of the name.
        """
        if self.is_directory:
            wanted = self._wanted
            assert wanted is not None
            self._stop.clear()
            if isinstance(wanted, str):
                self.helpdesk.show_busy(busy=True)
                return self._files.look_at_helpdesk(wanted, self._came.emit, self._stop.is_set)
            self.directory.show_busy("look")
            return self._files.look_into(wanted, self._came.emit, self._stop.is_set)
        assert self.fields.file is not None
        return self._files.look(self.fields.file, self.fields.chosen_encoding, self.fields.chosen_kind, told)

    def show_end(self, *, good: bool) -> None:
        """It was read, or could not be."""
        if not self.is_directory:
            return
        wanted = self._wanted if good else None
        self.helpdesk.show_busy(busy=False)
        self.helpdesk.fold(folded=isinstance(wanted, str))
        self.directory.show_busy("")
        self.directory.fold(wanted.access if isinstance(wanted, DirectoryRequest) else None)
        if isinstance(wanted, DirectoryRequest):
            self._keep()

    def clear(self) -> None:
        """Nothing is named any more."""
        self.fields.path.clear()
        self._drop()

    def _look(self, wanted: DirectoryRequest | str) -> None:
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
        self.helpdesk.fold(folded=False)
        self.changed.emit()

    def _count(self, count: int) -> None:
        if self._stop.is_set():
            return
        if self.sort == "helpdesk":
            self.helpdesk.show_busy(count, busy=True)
        else:
            self.directory.show_busy("look", count)
