"""The lines of the palette and of the sheet of shortcuts, and how they are painted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeySequence, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fallback_console.ui.theme import Font, Size, Space, Theme
from fallback_console.ui.widgets import one_line

__all__ = ["Row", "RowDelegate", "RowsModel", "runs", "shown_keys"]

_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)

Index = QModelIndex | QPersistentModelIndex


class Row(NamedTuple):
    """One line.

    Attributes:
        name: stable, what it stands for; '' for the title of a section, which cannot be chosen.
        more: what belongs to it: below it in a line of two, else behind it.
        keys: as shown at the right, each in a box.
        places: indices of the letters of ``title`` that were typed.
        tall: in two lines.
    """

    name: str
    title: str
    more: str = ""
    icon: str = ""
    keys: tuple[str, ...] = ()
    places: tuple[int, ...] = ()
    tall: bool = False


class RowsModel(QAbstractListModel):
    """What there is to choose from."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._rows = [row._replace(title=one_line(row.title), more=one_line(row.more)) for row in rows]
        self.endResetModel()

    def row(self, number: int) -> Row | None:
        """A line, None where there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def next_choice(self, number: int, by: int) -> int:
        """The nearest line from ``number`` on, in steps of ``by``, that can be chosen; -1 where none is left."""
        while 0 <= number < len(self._rows):
            if self._rows[number].name:
                return number
            number += by
        return -1

    def rowCount(self, parent: Index | None = None) -> int:
        """How many."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A section's title cannot be chosen."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None or not row.name:
            return Qt.ItemFlag.ItemIsEnabled if row is not None else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a line."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.title, row.more, *row.keys) if part)
        return None


def shown_keys(keys: Sequence[str]) -> tuple[str, ...]:
    """Key sequences of an action as people read them."""
    return tuple(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)


def runs(text: str, places: Sequence[int]) -> Iterator[tuple[str, bool]]:
    """A text in pieces: (piece, whether its letters were typed)."""
    wanted = set(places)
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or (at in wanted) != (start in wanted):
            yield text[start:at], start in wanted
            start = at


class RowDelegate(QStyledItemDelegate):
    """Paints icon, words with what was typed in bold, and keys."""

    def __init__(self, theme: Theme, model: RowsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Three heights: a section's title, one line, two lines."""
        row = self._model.row(index.row())
        if row is None or not row.name:
            return QSize(Size.SUBJECT_MIN, Size.CONTROL)
        return QSize(Size.SUBJECT_MIN, Size.ROW if row.tall else Size.HEADER)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, icon, words, keys."""
        row = self._model.row(index.row())
        if row is None:
            return
        tokens = self._theme.tokens
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = rect.adjusted(Space.M, 0, -Space.M, 0)
        if not row.name:
            painter.setFont(_font(option, Font.SMALL, strong=True))
            painter.setPen(QColor(tokens.muted))
            painter.drawText(area.adjusted(0, Space.XS, 0, 0), _LINE, row.title)
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            ground = QPainterPath()
            ground.addRoundedRect(QRectF(rect.adjusted(Space.XS, 0, -Space.XS, 0)), Size.RADIUS, Size.RADIUS)
            painter.fillPath(ground, QColor(tokens.accent_soft))
            # Not by colour alone.
            bar = QRectF(rect.left() + Space.XS, rect.top() + Space.S, Size.RING, rect.height() - 2 * Space.S)
            painter.fillRect(bar, QColor(tokens.accent))
        if row.icon:
            spot = QRectF(area.left(), area.center().y() - Size.ICON / 2, Size.ICON, Size.ICON)
            self._theme.icons.paint(painter, row.icon, tokens.muted, spot)
        area.setLeft(area.left() + Size.ICON + Space.M)
        area.setRight(self._paint_keys(painter, option, area, row.keys))
        self._paint_words(painter, option, area, row)
        painter.restore()

    def _paint_keys(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, keys: Sequence[str]) -> int:
        """From the right; where they begin."""
        tokens = self._theme.tokens
        font = _font(option, Font.SMALL)
        metrics = QFontMetrics(font)
        right = area.right()
        for key in reversed(keys):
            width = metrics.horizontalAdvance(key) + Space.M
            box = QRectF(right - width, area.center().y() - Size.ICON_L / 2, width, Size.ICON_L)
            painter.setPen(QPen(QColor(tokens.muted), Size.BORDER))
            painter.drawRoundedRect(box, Space.XS, Space.XS)
            painter.setFont(font)
            painter.drawText(box, _CENTRE, key)
            right -= width + Space.XS
        return right - Space.S if keys else right

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, row: Row) -> None:
        tokens = self._theme.tokens
        upper = area.adjusted(0, Space.XS, 0, -area.height() // 2) if row.tall else area
        left = upper.left()
        for text, typed in runs(row.title, row.places):
            font = _font(option, Font.BODY, strong=typed)
            painter.setPen(QColor(tokens.accent if typed else tokens.text))
            left = _draw(painter, font, QRect(left, upper.top(), upper.right() - left, upper.height()), text)
        if not row.more:
            return
        painter.setPen(QColor(tokens.muted))
        font = _font(option, Font.BODY)
        if row.tall:
            half = area.height() // 2
            _draw(painter, font, area.adjusted(0, half - Space.XS // 2, 0, -Space.XS), row.more)
        elif area.right() - left > Space.XL:
            _draw(painter, font, area.adjusted(left - area.left() + Space.S, 0, 0, 0), row.more)


def _font(option: QStyleOptionViewItem, size: int, *, strong: bool = False) -> QFont:
    font = QFont(option.font)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.Bold if strong else QFont.Weight.Normal)
    return font


def _draw(painter: QPainter, font: QFont, room: QRect, text: str) -> int:
    """A piece of a line, cut where there is no room; where it ends."""
    metrics = QFontMetrics(font)
    painter.setFont(font)
    painter.drawText(room, _LINE, metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room.width())))
    return room.left() + min(metrics.horizontalAdvance(text), room.width())
