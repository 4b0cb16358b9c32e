"""Tables: fixed row height, whole rows, elided text, Enter opens."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from fallback_console.ui.theme import Size, Space

__all__ = ["Table"]


class Table(QTableView):
    """A table as all views have it; columns are set up by ``set_columns``.

    Attributes:
        row_chosen: the row that became current, -1 for none.
        open_requested: Enter or a double click on a row.
        was_painted: with at least one row.
    """

    row_chosen = Signal(int)
    open_requested = Signal(int)

    def __init__(
        self, model: QAbstractItemModel, *, row_height: int = Size.TABLE_ROW, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._stretched = -1
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(row_height)
        header = self.horizontalHeader()
        header.setFixedHeight(Size.HEADER)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        self.doubleClicked.connect(self._open)
        self.was_painted = False

    def set_columns(self, widths: dict[int, int], stretched: int) -> None:
        """Fixed widths in device-independent pixels; one column takes what is left."""
        header = self.horizontalHeader()
        for column in range(header.count()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        for column, width in widths.items():
            header.resizeSection(column, width)
        header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        self._stretched = stretched
        self.fit_headers()

    def fit_headers(self) -> None:
        """No column is narrower than its title."""
        header = self.horizontalHeader()
        metrics = QFontMetrics(header.font())
        for column in range(header.count()):
            title = str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")
            needed = metrics.horizontalAdvance(title) + 2 * Space.S + 1
            fixed = column != self._stretched and not header.isSectionHidden(column)
            if title and fixed and header.sectionSize(column) < needed:
                header.resizeSection(column, needed)

    def changeEvent(self, event: QEvent) -> None:
        """Another language: titles may be longer."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            # When the titles have been set again.
            QTimer.singleShot(0, self, self.fit_headers)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Another row."""
        super().currentChanged(current, previous)
        if current.row() != previous.row() or current.isValid() != previous.isValid():
            self.row_chosen.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.open_requested.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rows, as ever."""
        super().paintEvent(event)
        if not self.was_painted and self.model().rowCount():
            self.was_painted = True

    def _open(self, index: QModelIndex) -> None:
        self.open_requested.emit(index.row())
