"""Saves a list of many people, as a spreadsheet or on paper: fetched some at a time, however many they are."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QStandardPaths, Signal

from fallback_console.domain.sheet import Sheet
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets.times import absolute

__all__ = ["Page", "SheetSaving"]

_AT_ONCE = 500


class Page(NamedTuple):
    """What is saved.

    Attributes:
        name: of the file, without its ending.
        warning: what whoever has the file should know.
    """

    name: str
    heading: str
    sheet: Sheet
    warning: str


class SheetSaving(QObject):
    """One for a page, which can save one thing at a time.

    Attributes:
        said: (sentence, more words, variant), as a view's.
        busy: something is being saved.
    """

    said = Signal(str, str, str)

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = tools.context.desk
        self.clock = tools.context.clock
        self._bridge = tools.bridge
        self._save = tools.context.save_sheets
        self.busy = False

    def save_rows(
        self,
        places: Future[Any],
        fetch: Callable[[list[int]], Future[Any]],
        make: Callable[[list[Any]], Page],
        suffix: str,
    ) -> None:
        """Write everybody into a file in the person's documents, beside what is there already.

        Args:
            places: a query for the places of all rows.
            fetch: a query for the rows at some places.
            make: the page with all rows.
            suffix: '.csv' or '.pdf'.
        """
        if self._save is None:
            return
        self.busy = True

        def go_on(found: list[int], rows: list[Any]) -> None:
            part = found[len(rows) : len(rows) + _AT_ONCE]
            if part:
                self._bridge.run(fetch(part), lambda more: go_on(found, [*rows, *more]), self._fail)
            else:
                self._write(make(rows), suffix)

        self._bridge.run(places, lambda found: go_on(found, []), self._fail)

    def _write(self, page: Page, suffix: str) -> None:
        if self._save is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        target = Path(folder) / f"{page.name}{suffix}"
        footer = self.tr("As of {time}").format(time=absolute(self.clock.now_ms()))
        saving = self._save(target, page.heading, footer, [page.sheet])
        self._bridge.run(saving, lambda saved: self._saved(saved, page.warning), self._fail)

    def _saved(self, target: Path, warning: str) -> None:
        self.busy = False
        self.said.emit(self.tr("Saved as {file}.").format(file=target), warning, "ok")

    def _fail(self, error: BaseException) -> None:
        self.busy = False
        self._bridge.failed.emit(error)
