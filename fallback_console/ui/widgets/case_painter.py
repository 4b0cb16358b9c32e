"""Paints the queue's rows: two lines for the case, icon and word for everything that is a state; and the heads of groups.

Nothing is computed while painting but where a text has to be cut; cut texts are kept with their row.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QObject, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QTableView

from fallback_console.ui.case_words import Words
from fallback_console.ui.models.queue_cells import Cell, Column
from fallback_console.ui.models.queue_model import QueueModel
from fallback_console.ui.theme import Font, Size, Space, Theme

__all__ = ["CasePainter"]

_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_FACTS, _WAIT, _MORE, _HEAD, _CLAIM = 101, 102, 103, 104, 105
_BAR = 3
_MARKED = Words("", "check", "accent")


class CasePainter(QObject):
    """For all columns of a table over a ``QueueModel``."""

    def __init__(self, theme: Theme, model: QueueModel, table: QTableView) -> None:
        super().__init__(table)
        self._theme = theme
        self._model = model
        self._table = table
        self._marks = model.marks
        self._selection = table.selectionModel()
        self._body = QFont(table.font())
        self._body.setPixelSize(Font.BODY)
        self._strong = QFont(self._body)
        self._strong.setWeight(QFont.Weight.DemiBold)
        self._body_metrics = QFontMetrics(self._body)
        self._small = QFont(self._body)
        self._small.setPixelSize(Font.SMALL)
        self._strong_metrics = QFontMetrics(self._strong)
        self._small_metrics = QFontMetrics(self._small)
        self._pixmaps: dict[tuple[str, str, float], QPixmap] = {}
        self._colours: dict[str, QColor] = {}
        self._generation = 0
        theme.changed.connect(self._forget_colours)

    @property
    def ground(self) -> QColor:
        """What rows stand on."""
        return self._colour("surface")

    @property
    def generation(self) -> int:
        """Another one after every change of the colours."""
        return self._generation

    def looks_of(self, row: int) -> Hashable:
        """All that decides how a row looks, apart from the columns: rows with the same can share a picture."""
        cell = self._model.cell(row)
        return (cell.words, cell.facts, cell.more, cell.wait, cell.news, cell.claim, cell.head, self._state_of(row))

    def paint_row(self, painter: QPainter, row: int, columns: Sequence[tuple[int, int, int]], place: QRect) -> None:
        """All cells of a row.

        Args:
            columns: number, left edge and width of each, in device-independent pixels as ``place``.
        """
        cell, state = self._model.cell(row), self._state_of(row)
        for column, left, width in columns:
            self._paint_cell(painter, QRect(left, place.top(), width, place.height()), cell, column, state)

    def _state_of(self, row: int) -> tuple[bool, bool, bool]:
        """Whether a row is chosen, marked, current."""
        chosen = self._selection.isSelected(self._model.index(row, 0))
        return chosen, self._model.pk(row) in self._marks, row == self._selection.currentIndex().row()

    def _paint_cell(
        self, painter: QPainter, rect: QRect, cell: Cell, column: int, state: tuple[bool, bool, bool]
    ) -> None:
        """Ground, then what the column shows."""
        chosen, marked, current = state
        if cell.head is not None:
            self._paint_head(painter, rect, cell, current=current)
            return
        if chosen or marked:
            self._fill(painter, rect, "accent_soft")
            if chosen and rect.left() <= 0:
                self._fill(painter, QRect(rect.left(), rect.top(), _BAR, rect.height()), "accent")
        area = rect.adjusted(Space.S, 0, -Space.XS, 0)
        words = cell.words[column]
        if column == Column.CASE:
            if marked:
                area.setRight(area.right() - Size.ICON_L - Space.S)
                self._paint_icon(painter, area.right() + Space.S, area, _MARKED)
            self._paint_case(painter, area, cell)
        elif column == Column.MARK:
            self._paint_marks(painter, rect, words, cell.news)
        elif column == Column.DUE and cell.more:
            half = area.height() // 2
            upper = QRect(area.left(), area.top() + Space.XS, area.width(), half - Space.XS // 2)
            self._paint_words(painter, upper, cell, words, column)
            lower = QRect(area.left(), area.top() + half - Space.XS // 2, area.width(), half - Space.XS // 2)
            painter.setFont(self._small)
            painter.setPen(self._colour("muted"))
            painter.drawText(lower, _LINE, self._cut(cell, _MORE, cell.more, lower.width(), self._small_metrics))
        elif words is not None:
            self._paint_words(painter, area, cell, words, column)

    def _fill(self, painter: QPainter, rect: QRect, role: str) -> None:
        # Not ``fillRect``: a brush of a colour does not have hundreds of gradients' names made before the first picture.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(role))
        painter.drawRect(rect)

    def _paint_head(self, painter: QPainter, rect: QRect, cell: Cell, *, current: bool) -> None:
        """One line across all columns; each column paints its part of it."""
        painter.fillRect(rect, self._colour("accent_soft" if current else "canvas"))
        width = self._table.viewport().width()
        painter.save()
        painter.setClipRect(rect)
        area = QRect(Space.S, rect.top(), width - 2 * Space.S, rect.height())
        head = cell.head
        assert head is not None
        self._paint_icon(painter, area.left(), area, head)
        area.setLeft(area.left() + Size.ICON + Space.S)
        count = self._body_metrics.horizontalAdvance(cell.facts)
        name = self._cut(cell, _HEAD, head.text, area.width() - count - Space.M, self._strong_metrics)
        painter.setFont(self._strong)
        painter.setPen(self._colour("text"))
        painter.drawText(area, _LINE, name)
        area.setLeft(area.left() + self._strong_metrics.horizontalAdvance(name) + Space.M)
        painter.setFont(self._body)
        painter.setPen(self._colour("muted"))
        painter.drawText(area, _LINE, cell.facts)
        painter.restore()

    def _paint_case(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        half = area.height() // 2
        width = area.width()
        subject = cell.words[Column.CASE]
        painter.setFont(self._strong)
        painter.setPen(self._colour("text"))
        upper = QRect(area.left(), area.top() + Space.XS, width, half - Space.XS // 2)
        if subject is not None:
            painter.drawText(upper, _LINE, self._cut(cell, Column.CASE, subject.text, width, self._strong_metrics))
        lower = QRect(area.left(), area.top() + half - Space.XS // 2, width, half - Space.XS // 2)
        if cell.claim is not None:
            # The case's number stays.
            needed = Size.ICON + Space.XS + self._body_metrics.horizontalAdvance(cell.claim.text) + 1
            number = self._body_metrics.horizontalAdvance(f"{cell.facts.partition(' ')[0]}…")
            needed = min(needed, lower.width() - number - Space.S)
            spot = QRect(lower.right() - needed + 1, lower.top(), needed, lower.height())
            self._paint_words(painter, spot, cell, cell.claim, _CLAIM)
            lower.setRight(spot.left() - Space.S)
        if cell.wait is not None and (cell.claim is None or self._has_room(cell, cell.wait, lower.width())):
            # At the end of the line, so that those who wait longest can be seen going down one edge.
            needed = Size.ICON + Space.XS + self._body_metrics.horizontalAdvance(cell.wait.text) + 1
            spot = QRect(lower.right() - needed + 1, lower.top(), needed, lower.height())
            self._paint_words(painter, spot, cell, cell.wait, _WAIT)
            lower.setRight(spot.left() - Space.S)
        painter.setFont(self._body)
        painter.setPen(self._colour("muted"))
        painter.drawText(lower, _LINE, self._cut(cell, _FACTS, cell.facts, lower.width(), self._body_metrics))

    def _has_room(self, cell: Cell, words: Words, width: int) -> bool:
        """Whether words with an icon leave room for the case's number."""
        number = cell.facts.partition(" ")[0]
        text = self._body_metrics.horizontalAdvance(f"{number}…{words.text}")
        return text + Size.ICON + 2 * Space.S <= width

    def _paint_marks(self, painter: QPainter, rect: QRect, mark: Words | None, news: Words | None) -> None:
        """One icon in the middle, or two beside each other."""
        if mark is None:
            return
        left = rect.center().x() - Size.ICON // 2
        if news is None:
            self._paint_icon(painter, left, rect, mark)
        else:
            self._paint_icon(painter, left - Size.ICON // 2, rect, mark)
            self._paint_icon(painter, left + Size.ICON // 2, rect, news)

    def _paint_words(self, painter: QPainter, area: QRect, cell: Cell, words: Words | None, column: int) -> None:
        if words is None or not words.text:
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
        self._generation += 1
        self._pixmaps.clear()
        self._colours.clear()
