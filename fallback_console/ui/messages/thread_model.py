"""The messages of one conversation as lines, with the case that each belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fallback_console.domain.conversations import Message
from fallback_console.domain.views import TimelineRow
from fallback_console.ui.case.timeline_model import Line, TimelineModel
from fallback_console.ui.messages.message_words import as_item, state_words

__all__ = ["ThreadModel"]


class ThreadModel(TimelineModel):
    """A timeline of messages alone."""

    _messages: dict[str, Message]

    def show_messages(self, messages: Sequence[Message], spelled: Mapping[str, str], now: int, *, more: bool) -> None:
        """Show messages, oldest first; ``more``: there are older ones.

        Args:
            spelled: numbers as people read them.
        """
        self._messages = {m.item.entry_id: m for m in messages}
        self.show([as_item(m, spelled) for m in messages], now, more=more)

    def message(self, number: int) -> Message | None:
        """The message in a line, None for a day."""
        if not 0 <= number < self.rowCount():
            return None
        item = self.line(number).row
        return None if item is None else self._messages.get(item.entry_id)

    def _line(self, row: TimelineRow, now: int, *, opened: bool) -> Line:
        line = super()._line(row, now, opened=opened)
        number = str(row.data.get("case_number", ""))
        shown = (number if number.startswith("T-") else f"#{number}") if number else ""
        title = " · ".join(part for part in (line.title, shown) if part)
        return replace(line, title=title, state=state_words(self._messages[row.entry_id], now), layout={})
