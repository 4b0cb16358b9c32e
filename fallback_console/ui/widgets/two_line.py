"""Two lines in one cell: what it is in demi-bold, what belongs to it muted below."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fallback_console.ui.theme import Font, Size, Space, Theme

__all__ = ["INDENT_ROLE", "SUBTITLE_ROLE", "TwoLineDelegate", "dress_list"]

SUBTITLE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Role of the second line; the first is the display role, an icon the decoration role."""

INDENT_ROLE = int(Qt.ItemDataRole.UserRole) + 2
"""Role of whether the row belongs to the one above it, and so stands further in."""

_LINES = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


class TwoLineDelegate(QStyledItemDelegate):
    """Paints both lines, each elided where there is no room."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """A row of fixed height; a subject never gets less than its least width."""
        return QSize(Size.SUBJECT_MIN, Size.ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, icon, two lines."""
        self.initStyleOption(option, index)
        title, icon = option.text, option.icon
        subtitle = str(index.data(SUBTITLE_ROLE) or "")
        widget: QWidget = option.widget
        widget.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, widget)
        area: QRect = option.rect.adjusted(Space.S, 0, -Space.S, 0)
        if index.data(INDENT_ROLE):
            area = area.adjusted(Space.XL, 0, 0, 0)
        if not icon.isNull():
            spot = QRect(area.left(), area.center().y() - Size.ICON // 2, Size.ICON, Size.ICON)
            icon.paint(painter, spot)
            area = area.adjusted(Size.ICON + Space.S, 0, 0, 0)
        tokens = self._theme.tokens
        first = QFont(widget.font())
        first.setPixelSize(Font.BODY)
        first.setWeight(QFont.Weight.DemiBold)
        second = QFont(widget.font())
        second.setPixelSize(Font.BODY)
        half = area.height() / 2
        inset = Space.XS
        painter.save()
        for font, colour, text, top in (
            (first, tokens.text, title, inset),
            (second, tokens.muted, subtitle, half - inset / 2),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            line = QRectF(area.left(), area.top() + top, area.width(), half - inset / 2)
            painter.drawText(line, _LINES, shown)
        painter.restore()


def dress_list(view: QListView, theme: Theme, model: QAbstractItemModel, *, rows: int = 1) -> None:
    """Make a list show two-line rows of a model, one of them current at a time.

    Args:
        rows: so many are to be seen at least.
    """
    view.setModel(model)
    view.setItemDelegate(TwoLineDelegate(theme, view))
    view.setUniformItemSizes(True)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTabKeyNavigation(False)
    view.setMinimumHeight(rows * Size.ROW)
    theme.changed.connect(view.viewport().update)
