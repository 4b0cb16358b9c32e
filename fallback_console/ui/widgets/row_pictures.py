"""Keeps a list's visible rows as pictures: a list that changes every second is painted again from those that stay as they were.

Painting a row's words takes a hundred times as long as its picture, and longest of all while another thread computes: between any two
words it may have its turn.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Protocol

from PySide6.QtCore import QAbstractItemModel, QPoint, QPointF, QRect
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QTableView

__all__ = ["RowPainter", "RowPictures"]

_SPARE = 8
"""So many more than can be seen are kept, for whoever scrolls a little."""


class RowPainter(Protocol):
    """Paints rows, and knows what decides how each looks."""

    @property
    def ground(self) -> QColor:
        """What rows stand on."""

    @property
    def generation(self) -> int:
        """Another one after every change of the colours."""

    def looks_of(self, row: int) -> Hashable:
        """Rows with the same can share a picture."""

    def paint_row(self, painter: QPainter, row: int, columns: Sequence[tuple[int, int, int]], place: QRect) -> None:
        """All cells of a row: number, left edge and width of each column."""


class RowPictures:
    """Paints the rows of a table whose columns never move sideways.

    Args:
        rows: paints each cell of a row that has no picture yet.
    """

    def __init__(self, table: QTableView, rows: RowPainter, model: QAbstractItemModel) -> None:
        self._table = table
        self._cases = rows
        self._model = model
        self._kept: dict[Hashable, QPixmap] = {}
        self._shape: Hashable = None

    def paint(self, painter: QPainter, area: QRect, *, keep: bool) -> None:
        """Paint the rows of a part of the viewport.

        Args:
            keep: as pictures, for the next time too.
        """
        table = self._table
        columns = self._columns()
        height = table.verticalHeader().defaultSectionSize()
        width = table.viewport().width()
        ratio = table.viewport().devicePixelRatioF()
        shape = (columns, width, height, ratio, self._cases.generation)
        if shape != self._shape:
            self._shape = shape
            self._kept.clear()
        row = table.rowAt(max(area.top(), 0))
        if row < 0:
            return
        count = self._model.rowCount()
        top = table.rowViewportPosition(row)
        while row < count and top <= area.bottom():
            place = QRect(0, top, width, height)
            if keep:
                picture = self._picture(row, columns, (width, height), ratio)
                # On a whole pixel of the screen, else every letter would be smeared over two.
                painter.drawPixmap(QPointF(0, round(top * ratio) / ratio), picture)
            else:
                self._cases.paint_row(painter, row, columns, place)
            top += height
            row += 1
        most = table.viewport().height() // height + _SPARE
        while len(self._kept) > most:
            del self._kept[next(iter(self._kept))]

    def _picture(
        self, row: int, columns: tuple[tuple[int, int, int], ...], size: tuple[int, int], ratio: float
    ) -> QPixmap:
        looks = self._cases.looks_of(row)
        picture = self._kept.pop(looks, None)
        if picture is None:
            width, height = size
            picture = QPixmap(round(width * ratio), round(height * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(self._cases.ground)
            painter = QPainter(picture)
            self._cases.paint_row(painter, row, columns, QRect(QPoint(0, 0), QPoint(width - 1, height - 1)))
            painter.end()
        # The one that was used last leaves last.
        self._kept[looks] = picture
        return picture

    def _columns(self) -> tuple[tuple[int, int, int], ...]:
        """Number, left edge and width of those that can be seen."""
        table = self._table
        return tuple(
            (column, table.columnViewportPosition(column), table.columnWidth(column))
            for column in range(self._model.columnCount())
            if not table.isColumnHidden(column)
        )
