"""Conversations as a table: only their order is kept, rows are fetched by window."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QObject

from fallback_console.domain.conversations import Conversation
from fallback_console.ui.messages.message_words import state_words
from fallback_console.ui.models.windowed import TimedModel
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import one_line
from fallback_console.ui.widgets.times import absolute, clock_time

__all__ = ["Column", "ConversationsModel"]

_ROOT = QModelIndex()


class Column(IntEnum):
    """Columns from left to right."""

    WHO = 0
    WHEN = 1


class ConversationsModel(TimedModel):
    """Conversations, newest first."""

    columns = len(Column)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._keys = []

    def show_order(self, keys: list[str], now: int) -> None:
        """Take over an order. What is known stays to be seen until it has been fetched anew."""
        self._now = now
        self._generation += 1
        self._asked.clear()
        old = self._keys
        newest = keys[0] if keys else ""
        rest = [key for key in old if key != newest] if newest else []
        if keys == old:
            self._repaint()
        elif newest and old and rest == keys[1:] and newest in old:
            place = old.index(newest)
            self.beginMoveRows(_ROOT, place, place, _ROOT, 0)
            self._keys = keys
            self.endMoveRows()
            self._repaint()
        elif newest and old and rest == keys[1:]:
            self.beginInsertRows(_ROOT, 0, 0)
            self._keys = keys
            self.endInsertRows()
            self._repaint()
        else:
            self.beginResetModel()
            self._keys = keys
            self.endResetModel()

    def _titles(self) -> tuple[str, ...]:
        return self.tr("With whom"), self.tr("Last message")

    def _key_of(self, row: Conversation) -> str:
        return row.key

    def _tip(self, row: Conversation, column: int) -> str | None:
        return absolute(row.last.item.at) if column == Column.WHEN and row.last is not None else None

    def _icon(self, row: Conversation) -> Any:
        if row.missed:
            return self._theme.icon("reply", "warn")
        words = state_words(row.last, self._now) if row.last is not None else None
        came = "server" if row.last is not None and row.last.over_hub else "sms"
        return self._theme.icon(came, "muted") if words is None else self._theme.icon(words.icon, words.role)

    def _text(self, row: Conversation, column: int) -> str:
        if column == Column.WHO:
            return one_line(plain_name(row.name) or row.number, 80)
        return clock_time(row.last.item.at, self._now) if row.last is not None else ""

    def _subtitle(self, row: Conversation, column: int) -> str:
        last = row.last
        if last is None:
            return ""
        if column == Column.WHO:
            text = one_line(last.item.text, 120)
            # Who scans the list sees which side wrote.
            return text if last.incoming else self.tr("You: {text}").format(text=text)
        if row.missed:
            return self.tr("%n unanswered", "", row.missed)
        words = state_words(last, self._now)
        return "" if words is None else words.text
