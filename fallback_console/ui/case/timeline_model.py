"""The items of one case as a list: a window of the newest ones, days as lines of their own, more on demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QDate, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from fallback_console.domain.views import TimelineRow
from fallback_console.ui.case import timeline_words
from fallback_console.ui.case_words import Words, delivery_words
from fallback_console.ui.i18n import translate
from fallback_console.ui.widgets.times import absolute

__all__ = ["Line", "TimelineModel"]

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(slots=True)
class Line:
    """One line of the list: an item, a day, or the offer to show older ones.

    Attributes:
        row: the item, None for the others.
        title, body, icon, state: what is painted.
        open: a long text is shown whole.
        layout: what the delegate computed, by width.
    """

    row: TimelineRow | None
    title: str
    body: str = ""
    icon: str = ""
    state: Words | None = None
    open: bool = False
    layout: dict[Any, Any] = field(default_factory=dict)


class TimelineModel(QAbstractListModel):
    """Lines of the case that is shown."""

    def __init__(self, login: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._login = login
        self._lines: list[Line] = []
        self._rows: Sequence[TimelineRow] = ()

    def show(self, rows: Sequence[TimelineRow], now: int, *, more: bool) -> None:
        """Show items, oldest first; ``more``: there are older ones."""
        opened = {line.row.order for line in self._lines if line.row is not None and line.open}
        lines: list[Line] = [Line(None, translate("Timeline", "Show older"), icon="history")] if more else []
        day: date | None = None
        for row in rows:
            there = datetime.fromtimestamp(row.at / 1000).astimezone().date()
            if there != day:
                day = there
                lines.append(Line(None, _day(there, now)))
            lines.append(self._line(row, now, opened=row.order in opened))
        same = len(lines) == len(self._lines) and all(
            (a.row is None) == (b.row is None) and (a.row is None or b.row is None or a.row.pk == b.row.pk)
            for a, b in zip(lines, self._lines, strict=True)
        )
        if same:
            # Only states and words changed: nothing jumps.
            self._lines = lines
            if lines:
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def _line(self, row: TimelineRow, now: int, *, opened: bool) -> Line:
        body = timeline_words.body(row, now)
        for attachment in row.attachments:
            size = QLocale().formattedDataSize(attachment.size)
            words = translate("Timeline", "{name} · {size} · not available offline")
            body += "\n" + words.format(name=attachment.name, size=size)
        return Line(
            row,
            timeline_words.title(row, self._login, now),
            body.strip(),
            timeline_words.icon(row),
            delivery_words(row),
            opened,
        )

    def line(self, number: int) -> Line:
        """A line by its place."""
        return self._lines[number]

    def toggle(self, number: int) -> None:
        """Show a long text whole, or folded again."""
        line = self._lines[number]
        line.open = not line.open
        line.layout.clear()
        index = self.index(number)
        self.dataChanged.emit(index, index)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts for who does not paint: copying, tooltips, screen readers."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            state = line.state.text if line.state is not None else ""
            return ". ".join(part for part in (line.title, line.body, state) if part)
        if role == Qt.ItemDataRole.ToolTipRole and line.row is not None:
            return absolute(line.row.at)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Days are no items: they are passed over."""
        base = super().flags(index)
        if index.isValid() and self._lines[index.row()].row is None and not self._lines[index.row()].icon:
            return base & ~Qt.ItemFlag.ItemIsSelectable
        return base


def _day(day: date, now: int) -> str:
    today = datetime.fromtimestamp(now / 1000).astimezone().date()
    if day == today:
        return translate("Timeline", "Today")
    if (today - day).days == 1:
        return translate("Timeline", "Yesterday")
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
