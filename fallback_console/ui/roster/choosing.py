"""Chooses a case for somebody, or where somebody's cases go, in the palette's box over the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from fallback_console.domain.views import CaseFilter, CaseRow, CaseSort
from fallback_console.services import queue
from fallback_console.ui.case_words import case_number, due_words, owner_word
from fallback_console.ui.palette.chooser import Chooser
from fallback_console.ui.palette.rows import Row
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets.values import value_words

__all__ = ["Choosing", "places_of", "to_give"]

_MOST = 40


class Choosing(QObject):
    """One box for both questions, over the window of ``view``."""

    def __init__(self, tools: Tools, view: QWidget) -> None:
        super().__init__(view)
        self._tools = tools
        self._view = view
        self._chooser: Chooser | None = None
        self._ask: Callable[[str], Future[list[Row]]] | None = None
        self._take: Callable[[str], None] | None = None
        self._nothing = ("", "")
        self._asked = ""

    @property
    def chooser(self) -> Chooser:
        """The box; made for the first question."""
        if self._chooser is None:
            made = self._chooser = Chooser(self._tools.theme, self._view.window())
            made.setObjectName("roster-chooser")
            made.typed.connect(self._search)
            made.chosen.connect(self._chosen)
            made.left.connect(made.put_away)
        return self._chooser

    @property
    def busy(self) -> bool:
        """What was typed is not answered yet."""
        return self._asked != "" and self._chooser is not None and self._chooser.isVisible()

    def ask(
        self,
        title: str,
        hint: str,
        nothing: tuple[str, str],
        find: Callable[[str], Future[list[Row]]],
        take: Callable[[str], None],
    ) -> None:
        """Let somebody choose.

        Args:
            nothing: title and hint where nothing fits.
            find: gives the lines for what is typed.
            take: is given the name of the line that was chosen.
        """
        self._ask, self._take, self._nothing = find, take, nothing
        self.chooser.open(title, hint)
        self._search("")

    def _search(self, text: str) -> None:
        if self._ask is None:
            return
        self._asked = token = f"?{text}"

        def show(rows: list[Row]) -> None:
            if self._asked == token and self._chooser is not None:
                self._asked = ""
                self._chooser.show_rows(rows, self.tr("%n found", "", len(rows)), self._nothing)

        self._tools.bridge.run(self._ask(text), show)

    def _chosen(self, name: str) -> None:
        take, self._take = self._take, None
        self.chooser.put_away()
        if take is not None:
            take(name)


def to_give(reading: Any, who: str, text: str, now: int) -> list[Row]:
    """Cases that can be given to somebody: nobody's, then one's own, the most urgent first."""
    found: list[CaseRow] = []
    for filter_ in (CaseFilter(unowned=True, search=text), CaseFilter(owner=who, search=text)):
        found += queue.list_cases(reading, filter_, CaseSort.DUE, limit=_MOST)
    return [_line(case, who, now) for case in found]


def _line(case: CaseRow, who: str, now: int) -> Row:
    parts = (
        owner_word(case.owner, who) or value_words("owner", "", now),
        case.queue,
        case.customer,
        due_words(case.due_at, now).text,
    )
    more = " · ".join(part for part in parts if part)
    return Row(case.key, f"{case_number(case)} {case.subject}", more, "queue", tall=True)


def places_of(reading: Any, text: str, but: Sequence[str]) -> list[Row]:
    """Where cases can go: queues, then people by login; those that fit what is typed.

    Args:
        but: logins that have them now.
    """
    known = queue.vocabulary(reading)
    typed = text.casefold().split()
    lines = [
        *(Row(f"queue:{name}", name, "", "queue") for name in known.queues),
        *(Row(f"owner:{name}", name, "", "person") for name in known.owners if name not in but),
        Row("owner:", value_words("owner", "", 0), "", "people"),
    ]
    return [line for line in lines if all(word in line.title.casefold() for word in typed)]
