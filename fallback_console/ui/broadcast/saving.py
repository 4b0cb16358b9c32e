"""Saves what became of a broadcast for everybody."""

from __future__ import annotations

from fallback_console.domain.sheet import Sheet
from fallback_console.services import broadcast_list
from fallback_console.services.broadcast_list import Broadcast, PersonProgress
from fallback_console.ui.broadcast.words import number_words, person_look, reason_word
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.said import said
from fallback_console.ui.sheet_saving import Page, SheetSaving
from fallback_console.ui.widgets.times import absolute

__all__ = ["BroadcastSaving", "sheet_name"]

_WIDTHS = (0.2, 0.16, 0.1, 0.2, 0.14, 0.2)
_LONGEST = 60


class BroadcastSaving(SheetSaving):
    """One for the page."""

    def save(self, one: Broadcast, suffix: str) -> None:
        """Save everybody; nothing while something is being saved, or before it was started.

        Args:
            suffix: '.csv' or '.pdf'.
        """
        if self.busy or not one.run:
            return
        self.save_rows(
            self.desk.query(broadcast_list.places, one.run),
            lambda part: self.desk.query(broadcast_list.people, one.run, part),
            lambda rows: self._page(one, rows),
            suffix,
        )

    def _page(self, one: Broadcast, rows: list[PersonProgress]) -> Page:
        head = (
            self.tr("Name"),
            self.tr("Number"),
            self.tr("State"),
            self.tr("Why"),
            self.tr("Since"),
            self.tr("Answer"),
        )
        return Page(
            sheet_name(one.title),
            self.tr("Broadcast: {title}").format(title=one.title),
            Sheet(self.tr("Everybody"), head, [_cells(row) for row in rows], _WIDTHS),
            self.tr("It holds customers' data: keep it safe."),
        )


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
