"""Saves what became of a broadcast for everybody, as a spreadsheet or on paper: fetched some at a time, however many they are."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal

from fallback_console.domain.sheet import Sheet
from fallback_console.services import broadcast_list
from fallback_console.services.broadcast_list import Broadcast, PersonProgress
from fallback_console.ui.broadcast.words import number_words, person_look, reason_word
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.said import said
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets.times import absolute

__all__ = ["BroadcastSaving", "sheet_name"]

_AT_ONCE = 500
_WIDTHS = (0.2, 0.16, 0.1, 0.2, 0.14, 0.2)
_LONGEST = 60


class BroadcastSaving(QObject):
    """One for the page.

    Attributes:
        said: (sentence, more words, variant), as a view's.
        busy: a broadcast is being saved.
    """

    said = Signal(str, str, str)

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._bridge = tools.context.desk, tools.bridge
        self._save = tools.context.save_sheets
        self._clock = tools.context.clock
        self.busy = False

    def save(self, one: Broadcast, suffix: str) -> None:
        """Write everybody into a file in the person's documents, beside what is there already.

        Args:
            suffix: '.csv' or '.pdf'.
        """
        if self.busy or self._save is None or not one.run:
            return
        self.busy = True
        query = self._desk.query(broadcast_list.places, one.run)
        self._bridge.run(query, lambda places: self._fetch(one, suffix, places, []), self._fail)

    def _fetch(self, one: Broadcast, suffix: str, places: list[int], rows: list[PersonProgress]) -> None:
        part = places[len(rows) : len(rows) + _AT_ONCE]
        if not part:
            self._write(one, suffix, rows)
            return

        def take(more: list[PersonProgress]) -> None:
            self._fetch(one, suffix, places, [*rows, *more])

        self._bridge.run(self._desk.query(broadcast_list.people, one.run, part), take, self._fail)

    def _write(self, one: Broadcast, suffix: str, rows: list[PersonProgress]) -> None:
        if self._save is None:
            return
        head = (
            self.tr("Name"),
            self.tr("Number"),
            self.tr("State"),
            self.tr("Why"),
            self.tr("Since"),
            self.tr("Answer"),
        )
        sheet = Sheet(self.tr("Everybody"), head, [_cells(row) for row in rows], _WIDTHS)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        target = Path(folder) / f"{sheet_name(one.title)}{suffix}"
        footer = self.tr("As of {time}").format(time=absolute(self._clock.now_ms()))
        heading = self.tr("Broadcast: {title}").format(title=one.title)
        self._bridge.run(self._save(target, heading, footer, [sheet]), self._saved, self._fail)

    def _saved(self, target: Path) -> None:
        self.busy = False
        words = self.tr("Saved as {file}.").format(file=target)
        self.said.emit(words, self.tr("It holds customers' data: keep it safe."), "ok")

    def _fail(self, error: BaseException) -> None:
        self.busy = False
        self._bridge.failed.emit(error)


def sheet_name(title: str) -> str:
    """A name for the file that every system takes."""
    kept = "".join(sign if sign.isalnum() else "-" for sign in title[:_LONGEST])
    return "-".join(filter(None, ("broadcast", *kept.split("-"))))


def _cells(one: PersonProgress) -> list[str]:
    why = reason_word(one.reason)
    if not why and one.problem is not None:
        why = said(one.problem.message)
    when = absolute(one.at) if one.at else ""
    return [plain_name(one.name), number_words(one.number), person_look(one.state).word, why, when, one.answer]
