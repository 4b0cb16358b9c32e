"""Saves everybody of a roll call with their answer."""

from __future__ import annotations

from PySide6.QtCore import QObject

from fallback_console.domain.sheet import Sheet
from fallback_console.services import roll_call_list
from fallback_console.services.roll_call_list import RollCall, RollPerson
from fallback_console.ui.broadcast.words import number_words
from fallback_console.ui.roll_call.words import RollWords, answer_words, name_words, path_words, state_look, title_words
from fallback_console.ui.sheet_saving import Page, SheetSaving
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets.times import absolute

__all__ = ["RollCallSaving"]

_WIDTHS = (0.2, 0.12, 0.14, 0.2, 0.14, 0.2)


class RollCallSaving(SheetSaving):
    """One for the view."""

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._words = RollWords(self)

    def save(self, one: RollCall, suffix: str) -> None:
        """Save everybody; nothing while something is being saved.

        Args:
            suffix: '.csv' or '.pdf'.
        """
        if self.busy:
            return
        self.save_rows(
            self.desk.query(roll_call_list.places, one.id),
            lambda part: self.desk.query(roll_call_list.people, one.id, part),
            lambda rows: self._page(one, rows),
            suffix,
        )

    def _page(self, one: RollCall, rows: list[RollPerson]) -> Page:
        now = self.clock.now_ms()
        head = (
            self.tr("Name"),
            self.tr("State"),
            self.tr("Number"),
            self.tr("Asked over"),
            self.tr("Since"),
            self.tr("Answer"),
        )
        return Page(
            f"roll-call-{one.id[-8:]}",
            self.tr("Roll call: {title}").format(title=title_words(one, now)),
            Sheet(self._words.unaccounted(one, now), head, [_cells(row) for row in rows], _WIDTHS),
            self.tr("It holds people's data: keep it safe."),
        )


def _cells(one: RollPerson) -> list[str]:
    path = " · ".join(filter(None, path_words(one)))
    answer = " · ".join(filter(None, answer_words(one.answer)))
    when = absolute(one.since) if one.since else ""
    return [name_words(one), state_look(one.state).word, number_words(one.address), path, when, answer]
