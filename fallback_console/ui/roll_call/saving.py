"""Saves everybody of a roll call with their answer, as a spreadsheet or on paper: fetched some at a time, however many they are."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal

from fallback_console.domain.sheet import Sheet
from fallback_console.services import roll_call_list
from fallback_console.services.roll_call_list import RollCall, RollPerson
from fallback_console.ui.broadcast.words import number_words
from fallback_console.ui.roll_call.words import RollWords, answer_words, name_words, path_words, state_look, title_words
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets.times import absolute

__all__ = ["RollCallSaving"]

_AT_ONCE = 500
_WIDTHS = (0.2, 0.12, 0.14, 0.2, 0.14, 0.2)


class RollCallSaving(QObject):
    """One for the view.

    Attributes:
        said: (sentence, more words, variant), as a view's.
        busy: a roll call is being saved.
    """

    said = Signal(str, str, str)

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._bridge = tools.context.desk, tools.bridge
        self._save = tools.context.save_sheets
        self._clock = tools.context.clock
        self._words = RollWords(self)
        self.busy = False

    def save(self, one: RollCall, suffix: str) -> None:
        """Write everybody into a file in the person's documents, beside what is there already.

        Args:
            suffix: '.csv' or '.pdf'.
        """
        if self.busy or self._save is None:
            return
        self.busy = True
        query = self._desk.query(roll_call_list.places, one.id)
        self._bridge.run(query, lambda places: self._fetch(one, suffix, places, []), self._fail)

    def _fetch(self, one: RollCall, suffix: str, places: list[int], rows: list[RollPerson]) -> None:
        part = places[len(rows) : len(rows) + _AT_ONCE]
        if not part:
            self._write(one, suffix, rows)
            return

        def take(more: list[RollPerson]) -> None:
            self._fetch(one, suffix, places, [*rows, *more])

        self._bridge.run(self._desk.query(roll_call_list.people, one.id, part), take, self._fail)

    def _write(self, one: RollCall, suffix: str, rows: list[RollPerson]) -> None:
        if self._save is None:
            return
        now = self._clock.now_ms()
        head = (
            self.tr("Name"),
            self.tr("State"),
            self.tr("Number"),
            self.tr("Asked over"),
            self.tr("Since"),
            self.tr("Answer"),
        )
        sheet = Sheet(self._words.unaccounted(one, now), head, [_cells(row) for row in rows], _WIDTHS)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        target = Path(folder) / f"roll-call-{one.id[-8:]}{suffix}"
        footer = self.tr("As of {time}").format(time=absolute(now))
        heading = self.tr("Roll call: {title}").format(title=title_words(one, now))
        self._bridge.run(self._save(target, heading, footer, [sheet]), self._saved, self._fail)

    def _saved(self, target: Path) -> None:
        self.busy = False
        words = self.tr("Saved as {file}.").format(file=target)
        self.said.emit(words, self.tr("It holds people's data: keep it safe."), "ok")

    def _fail(self, error: BaseException) -> None:
        self.busy = False
        self._bridge.failed.emit(error)


def _cells(one: RollPerson) -> list[str]:
    path = " · ".join(filter(None, path_words(one)))
    answer = " · ".join(filter(None, answer_words(one.answer)))
    when = absolute(one.since) if one.since else ""
    return [name_words(one), state_look(one.state).word, number_words(one.address), path, when, answer]
