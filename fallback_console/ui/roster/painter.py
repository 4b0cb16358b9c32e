"""Paints the roster's rows: two lines in each cell, icon and word for everything that is a state.

Rows are kept as pictures (``widgets.row_pictures``): where a few of a thousand change each second, the others are not painted anew.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QObject, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QTableView

from fallback_console.ui.roster.list_model import Cell, Column, RosterModel
from fallback_console.ui.theme import Font, Size, Space, Theme

__all__ = ["TeamPainter"]

_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_BAR = 3


class TeamPainter(QObject):
    """For all columns of a table over a ``RosterModel``."""

    def __init__(self, theme: Theme, model: RosterModel, table: QTableView) -> None:
        super().__init__(table)
        self._theme = theme
        self._model = model
        self._selection = table.selectionModel()
        self._body = QFont(table.font())
        self._body.setPixelSize(Font.BODY)
        self._strong = QFont(self._body)
        self._strong.setWeight(QFont.Weight.DemiBold)
        self._metrics = (QFontMetrics(self._strong), QFontMetrics(self._body))
        self._pixmaps: dict[tuple[str, str, float], QPixmap] = {}
        self._generation = 0
        theme.changed.connect(self._forget_colours)

    @property
    def ground(self) -> QColor:
        """What rows stand on."""
        return QColor(self._theme.tokens.surface)

    @property
    def generation(self) -> int:
        """Another one after every change of the colours."""
        return self._generation

    def looks_of(self, row: int) -> Hashable:
        """All that decides how a row looks, apart from the columns."""
        return self._model.cells(row), self._state_of(row)

    def paint_row(self, painter: QPainter, row: int, columns: Sequence[tuple[int, int, int]], place: QRect) -> None:
        """All cells of a row.

        Args:
            columns: number, left edge and width of each, in device-independent pixels as ``place``.
        """
        cells = self._model.cells(row)
        chosen, current = self._state_of(row)
        tokens = self._theme.tokens
        if chosen:
            painter.fillRect(place, QColor(tokens.accent_soft))
        if current:
            painter.fillRect(QRect(place.left(), place.top(), _BAR, place.height()), QColor(tokens.accent))
        for column, left, width in columns:
            area = QRect(left + Space.S, place.top(), width - 2 * Space.S, place.height())
            self._paint_cell(painter, area, cells[column], Column(column))

    def _state_of(self, row: int) -> tuple[bool, bool]:
        """Whether a row is chosen, and whether the keyboard is at it."""
        index = self._model.index(row, 0)
        return self._selection.isSelected(index), row == self._selection.currentIndex().row()

    def _paint_cell(self, painter: QPainter, area: QRect, cell: Cell, column: Column) -> None:
        tokens = self._theme.tokens
        if cell.icon:
            self._paint_icon(painter, area, cell)
            area = area.adjusted(Size.ICON + Space.S, 0, 0, 0)
        half = area.height() // 2
        colour = tokens.colour(cell.role) if cell.role in ("bad", "warn") else tokens.text
        for font, metrics, ink, text, top in (
            (self._strong, self._metrics[0], colour, cell.first, Space.XS),
            (self._body, self._metrics[1], tokens.muted, cell.second, half - Space.XS // 2),
        ):
            if text:
                painter.setFont(font)
                painter.setPen(QColor(ink))
                line = QRect(area.left(), area.top() + top, area.width(), half - Space.XS // 2)
                painter.drawText(line, _LINE, metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width()))

    def _paint_icon(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        key = (cell.icon, cell.role, ratio)
        picture = self._pixmaps.get(key)
        if picture is None:
            colour = self._theme.tokens.colour(cell.role)
            picture = self._pixmaps[key] = self._theme.icons.pixmap(cell.icon, colour, Size.ICON, ratio)
        painter.drawPixmap(QPointF(area.left(), area.top() + (area.height() - Size.ICON) / 2), picture)

    def _forget_colours(self) -> None:
        self._generation += 1
        self._pixmaps.clear()
