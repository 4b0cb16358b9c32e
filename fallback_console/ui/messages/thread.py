"""The messages of one conversation as lines, with the case that each belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from fallback_console.domain.conversations import Message
from fallback_console.ui.case.timeline_model import Line, TimelineModel
from fallback_console.ui.messages.message_words import as_item, state_words

__all__ = ["Thread"]


class Thread:
    """A timeline of messages alone.

    Attributes:
        lines: what is shown.
    """

    def __init__(self, login: str, parent: QObject) -> None:
        self._messages: dict[str, Message] = {}
        self.lines = TimelineModel(login, parent, self._finish)

    def show(self, messages: Sequence[Message], spelled: Mapping[str, str], now: int, *, more: bool) -> None:
        """Show messages, oldest first; ``more``: there are older ones.

        Args:
            spelled: numbers as people read them.
        """
        self._messages = {m.item.entry_id: m for m in messages}
        self.lines.show([as_item(m, spelled) for m in messages], now, more=more)

    def message(self, number: int) -> Message | None:
        """The message in a line, None for a day."""
        if not 0 <= number < self.lines.rowCount():
            return None
        item = self.lines.line(number).row
        return None if item is None else self._messages.get(item.entry_id)

    def _finish(self, line: Line, now: int) -> Line:
        if line.row is None:
            return line
        number = str(line.row.data.get("case_number", ""))
        shown = (number if number.startswith("T-") else f"#{number}") if number else ""
        title = " · ".join(part for part in (line.title, shown) if part)
        return replace(line, title=title, state=state_words(self._messages[line.row.entry_id], now), layout={})
