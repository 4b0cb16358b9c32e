"""The items of one case as a list: a window of the newest ones, days as lines of their own, more on demand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
        short: the body with what was quoted folded; '' where nothing was.
        files: attachments, painted below the body whether it is folded or not.
        open: a long text is shown whole.
        layout: what the delegate computed, by width.
    """

    row: TimelineRow | None
    title: str
    body: str = ""
    icon: str = ""
    state: Words | None = None
    short: str = ""
    files: str = ""
    open: bool = False
    layout: dict[Any, Any] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """The text as it is folded now."""
        return "\n".join(
            part for part in (self.short if self.short and not self.open else self.body, self.files) if part
        )


class TimelineModel(QAbstractListModel):
    """Lines of what is shown: a case, or a conversation.

    Args:
        finish: gives a new line its last words, where more is to be said than the item itself knows.
    """

    def __init__(
        self, login: str, parent: QObject | None = None, finish: Callable[[Line, int], Line] | None = None
    ) -> None:
        super().__init__(parent)
        self._login = login
        self._finish = finish
        self._lines: list[Line] = []
        self._day: date | None = None

    @property
    def has_older(self) -> bool:
        """Older items are offered."""
        return bool(self._lines) and self._lines[0].row is None and bool(self._lines[0].icon)

    def retranslate(self) -> None:
        """The words of every line are made again at the next ``show``."""
        self._day = None

    def show(self, rows: Sequence[TimelineRow], now: int, *, more: bool) -> None:
        """Show items, oldest first; ``more``: there are older ones."""
        today = datetime.fromtimestamp(now / 1000).astimezone().date()
        known = {line.row.order: line for line in self._lines if line.row is not None}
        same_day, self._day = today == self._day, today
        lines: list[Line] = [Line(None, translate("Timeline", "Show older"), icon="history")] if more else []
        day: date | None = None
        for row in rows:
            there = datetime.fromtimestamp(row.at / 1000).astimezone().date()
            if there != day:
                day = there
                lines.append(Line(None, _day(there, now)))
            line = known.get(row.order)
            # Words depend on the day, not on the minute: what did not change keeps its words and its layout.
            if line is None or line.row != row or not same_day:
                line = self._line(row, now, opened=line is not None and line.open)
                line = line if self._finish is None else self._finish(line, now)
            lines.append(line)
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
            if before is now:
                continue
            if (before.title, before.body, before.state) != (now.title, now.body, now.state):
                changed.append(number)
            if before.shown == now.shown and before.open == now.open:
                now.layout = before.layout
        self._lines = lines
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def _line(self, row: TimelineRow, now: int, *, opened: bool) -> Line:
        body = timeline_words.body(row, now).strip()
        words = translate("Timeline", "{name} · {size} · not available offline")
        files = [
            words.format(
                name=one_line(attachment.name, 120) or translate("Timeline", "file without a name"),
                size=QLocale().formattedDataSize(max(attachment.size, 0), 1, QLocale.DataSizeFormat.DataSizeSIFormat),
            )
            for attachment in row.attachments
        ]
        return Line(
            row,
            timeline_words.title(row, self._login, now),
            body,
            timeline_words.icon(row),
            delivery_words(row),
            timeline_words.folded(row, body),
            "\n".join(files),
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
            return ". ".join(part for part in (line.title, line.shown, state) if part)
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
