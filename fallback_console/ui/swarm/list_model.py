"""Swarms as a table: what each is about, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject

from fallback_console.ui.models.windowed import TimedModel
from fallback_console.ui.swarm.facts import SwarmLine
from fallback_console.ui.swarm.words import SwarmWords, case_words, inside_of, next_words, step_word, title_words
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import absolute, clock_time, span

__all__ = ["Column", "SwarmsModel"]


class Column(IntEnum):
    """Columns from left to right."""

    WHAT = 0
    WHERE = 1


class SwarmsModel(TimedModel):
    """Swarms in the order of the services; all of them are known."""

    columns = len(Column)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._words = SwarmWords(self)

    def show_lines(self, lines: Sequence[SwarmLine], now: int) -> None:
        """Show others, or the same as they stand now."""
        self._now = now
        keys = [line.one.id for line in lines]
        rows = {line.one.id: line for line in lines}
        if keys == list(self._keys):
            self._rows = rows
            self._repaint()
            return
        self.beginResetModel()
        self._keys, self._rows, self._asked = keys, rows, set(keys)
        self.endResetModel()

    def _titles(self) -> tuple[str, ...]:
        return self.tr("Swarm"), self.tr("In it")

    def _key_of(self, row: SwarmLine) -> str:
        return row.one.id

    def _tip(self, row: SwarmLine, column: int) -> str | None:
        if column == Column.WHERE:
            words = next_words(row.one, self._now).text
            return f"{words} · {absolute(row.one.next.due_at)}" if row.one.next.due_at else words
        return "\n".join((title_words(row.one), case_words(row.one, row.customer)))

    def _icon(self, row: SwarmLine) -> Any:
        if self._overdue(row):
            return self._theme.icon("attention", "bad")
        if row.mine is not None and row.mine.state == "invited":
            return self._theme.icon("waiting", "warn")
        return self._theme.icon("reply", "accent") if row.unread else self._theme.icon("swarm", "muted")

    def _overdue(self, row: SwarmLine) -> bool:
        one = row.one
        return one.state == "open" and one.next.state == "set" and one.next.due_at <= self._now

    def _text(self, row: SwarmLine, column: int) -> str:
        one = row.one
        if column == Column.WHAT:
            return title_words(one)
        asked = [m for m in one.members if m.role != "watcher"]
        words = self.tr("{inside} of {asked}").format(inside=len(inside_of(one)), asked=len(asked))
        return f"{words} · {self._words.unread(row.unread)}" if row.unread else words

    def _subtitle(self, row: SwarmLine, column: int) -> str:
        one = row.one
        if column == Column.WHAT:
            number = (
                one.case_number if one.case_number.startswith("T-") or not one.case_number else f"#{one.case_number}"
            )
            return " · ".join(filter(None, (step_word(one.step), number, one_line(row.customer, 60))))
        parts = []
        if row.mine is not None and row.mine.state == "invited":
            parts.append(self.tr("you are asked"))
        if self._overdue(row):
            parts.append(self.tr("overdue {time}").format(time=span(self._now - one.next.due_at)))
        elif one.state == "open" and one.next.state == "set":
            parts.append(self.tr("until {time}").format(time=clock_time(one.next.due_at, self._now)))
        elif one.state != "open":
            parts.append(clock_time(one.archived_at or one.closed_at, self._now))
        return " · ".join(parts)
