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
from fallback_console.ui.widgets.text import one_line
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
        self._rows = rows
        self._replace(lines)

    def _replace(self, lines: list[Line]) -> None:
        """Take over new lines with as little ado as possible: what stays keeps its selection and its place."""
        old = self._lines
        most = min(len(old), len(lines))
        head = next((n for n in range(most) if not _same(old[n], lines[n])), most)
        tail = next((n for n in range(most - head) if not _same(old[-1 - n], lines[-1 - n])), most - head)
        if old and head + tail == 0:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()
            return
        gone, come = len(old) - head - tail, len(lines) - head - tail
        if gone:
            self.beginRemoveRows(_ROOT, head, head + gone - 1)
            self._lines = old[:head] + old[head + gone :]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(_ROOT, head, head + come - 1)
            self._lines = self._lines[:head] + lines[head : head + come] + self._lines[head:]
            self.endInsertRows()
        changed = []
        for number, (before, now) in enumerate(zip(self._lines, lines, strict=True)):
            if before is not now and (before.title, before.body, before.state) != (now.title, now.body, now.state):
                changed.append(number)
            if before.body == now.body and before.open == now.open:
                now.layout = before.layout
        self._lines = lines
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def _line(self, row: TimelineRow, now: int, *, opened: bool) -> Line:
        body = timeline_words.body(row, now)
        for attachment in row.attachments:
            size = QLocale().formattedDataSize(attachment.size)
            words = translate("Timeline", "{name} · {size} · not available offline")
            body += "\n" + words.format(name=one_line(attachment.name, 120), size=size)
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


def _same(one: Line, other: Line) -> bool:
    """The same item, day or offer, whatever its words are now."""
    if one.row is None or other.row is None:
        return one.row is other.row and one.title == other.title
    return one.row.order == other.row.order


def _day(day: date, now: int) -> str:
    today = datetime.fromtimestamp(now / 1000).astimezone().date()
    if day == today:
        return translate("Timeline", "Today")
    if (today - day).days == 1:
        return translate("Timeline", "Yesterday")
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
