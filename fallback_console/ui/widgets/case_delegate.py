"""Paints the queue's rows: two lines for the case, icon and word for everything that is a state.

Nothing is computed while painting but where a text has to be cut; cut texts are kept with their row.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from fallback_console.ui.case_words import Words
from fallback_console.ui.models.queue_model import Cell, Column, QueueModel
from fallback_console.ui.theme import Font, Size, Space, Theme

__all__ = ["CaseDelegate"]

_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_SUBJECT, _FACTS, _NARROW = 100, 101, 102
_BAR = 3


class CaseDelegate(QStyledItemDelegate):
    """For all columns of a table over a ``QueueModel``.

    Attributes:
        narrow: status and owner stand in the second line because their columns are hidden.
    """

    def __init__(self, theme: Theme, model: QueueModel, table: QTableView) -> None:
        super().__init__(table)
        self._theme = theme
        self._model = model
        self._selection = table.selectionModel()
        self.narrow = False
        self._body = QFont(table.font())
        self._body.setPixelSize(Font.BODY)
        self._strong = QFont(self._body)
        self._strong.setWeight(QFont.Weight.DemiBold)
        self._body_metrics = QFontMetrics(self._body)
        self._strong_metrics = QFontMetrics(self._strong)
        self._pixmaps: dict[tuple[str, str, float], QPixmap] = {}
        self._colours: dict[str, QColor] = {}
        theme.changed.connect(self._forget_colours)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Rows are of one height; the case column has a least width."""
        return QSize(Size.SUBJECT_MIN if index.column() == Column.CASE else Size.COLUMN_S, Size.ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, then what the column shows."""
        rect: QRect = option.rect
        # The option says so too, but its flags are hundreds of names to be made before the first picture.
        chosen = self._selection.isSelected(index)
        column = index.column()
        if chosen:
            painter.fillRect(rect, self._colour("accent_soft"))
            if column == Column.PRIORITY:
                painter.fillRect(QRect(rect.left(), rect.top(), _BAR, rect.height()), self._colour("accent"))
        cell = self._model.cell(index.row())
        area = rect.adjusted(Space.S, 0, -Space.XS, 0)
        if column == Column.CASE:
            self._paint_case(painter, area, cell)
        elif column == Column.PRIORITY:
            self._paint_words(painter, area, cell, cell.priority, column)
        elif column == Column.DUE:
            self._paint_words(painter, area, cell, cell.due, column)
        elif column == Column.STATUS:
            self._paint_words(painter, area, cell, cell.status, column)
        elif column == Column.OWNER:
            self._paint_words(painter, area, cell, cell.owner, column)
        elif cell.mark is not None:
            self._paint_icon(painter, rect.center().x() - Size.ICON // 2, rect, cell.mark)

    def _paint_case(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        half = area.height() // 2
        width = area.width()
        painter.setFont(self._strong)
        painter.setPen(self._colour("text"))
        upper = QRect(area.left(), area.top() + Space.XS, width, half - Space.XS // 2)
        painter.drawText(upper, _LINE, self._cut(cell, _SUBJECT, cell.subject, width, self._strong_metrics))
        painter.setFont(self._body)
        painter.setPen(self._colour("muted"))
        lower = QRect(area.left(), area.top() + half - Space.XS // 2, width, half - Space.XS // 2)
        which, facts = (_NARROW, cell.narrow) if self.narrow else (_FACTS, cell.facts)
        painter.drawText(lower, _LINE, self._cut(cell, which, facts, width, self._body_metrics))

    def _paint_words(self, painter: QPainter, area: QRect, cell: Cell, words: Words, column: int) -> None:
        if not words.text:
            return
        left = area.left()
        if words.icon:
            self._paint_icon(painter, left, area, words)
            left += Size.ICON + Space.XS
        painter.setFont(self._body)
        painter.setPen(self._colour(words.role))
        rest = QRect(left, area.top(), area.right() - left + 1, area.height())
        painter.drawText(rest, _LINE, self._cut(cell, column, words.text, rest.width(), self._body_metrics))

    def _paint_icon(self, painter: QPainter, left: int, area: QRect, words: Words) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        key = (words.icon, words.role, ratio)
        picture = self._pixmaps.get(key)
        if picture is None:
            colour = self._theme.tokens.colour(words.role)
            picture = self._pixmaps[key] = self._theme.icons.pixmap(words.icon, colour, Size.ICON, ratio)
        painter.drawPixmap(QPointF(left, area.top() + (area.height() - Size.ICON) / 2), picture)

    def _cut(self, cell: Cell, which: int, text: str, width: int, metrics: QFontMetrics) -> str:
        key = (which, width)
        found = cell.elided.get(key)
        if found is None:
            if len(cell.elided) > 24:
                cell.elided.clear()
            found = cell.elided[key] = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        return found

    def _colour(self, role: str) -> QColor:
        found = self._colours.get(role)
        if found is None:
            found = self._colours[role] = QColor(self._theme.tokens.colour(role))
        return found

    def _forget_colours(self) -> None:
        self._pixmaps.clear()
        self._colours.clear()
