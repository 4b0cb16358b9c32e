"""Check boxes and drop-down lists drawn with the theme's own marks."""

from __future__ import annotations

import sys

from PySide6.QtCore import QDateTime, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets.painted import PaintedText, painted
from fallback_console.ui.widgets.text import set_tooltip

__all__ = ["CheckBox", "ComboBox", "DateTimeBox"]

_PAD = Space.XS


class CheckBox(QCheckBox):
    """A check box with a visible focus ring."""

    def __init__(self, theme: Theme, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Mark, gap and words."""
        metrics = QFontMetrics(self.font())
        words = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        return QSize(Size.ICON_L + Space.S + words + 2 * _PAD, max(metrics.height(), Size.ICON_L) + 2 * _PAD)

    def minimumSizeHint(self) -> QSize:
        """As much as wanted."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """The words count as well."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw mark, words and ring."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(_PAD + 1, (self.height() - Size.ICON) / 2, Size.ICON, Size.ICON)
        checked = self.isChecked()
        edge = tokens.accent if checked and self.isEnabled() else tokens.muted
        painter.setPen(QPen(QColor(edge), Size.BORDER))
        painter.setBrush(QColor(edge if checked else tokens.surface))
        painter.drawRoundedRect(box, Space.XS, Space.XS)
        if checked:
            self._theme.icons.paint(painter, "check", tokens.on_accent, box)
        painter.setPen(QColor(tokens.text if self.isEnabled() else tokens.muted))
        words = self._room()
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(words, int(flags), self.text())
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), Size.RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Space.XS, Space.XS)
        painter.end()

    def painted_texts(self) -> list[PaintedText]:
        """Its words."""
        return [painted(self.text().replace("&", ""), self.font(), self._room())] if self.text() else []

    def _room(self) -> QRect:
        return self.rect().adjusted(_PAD + Size.ICON_L + Space.S, 0, -_PAD, 0)


class ComboBox(QComboBox):
    """A drop-down list. The wheel scrolls the page, it does not change a value by accident."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._explained = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.update)

    def setAccessibleName(self, name: str) -> None:
        """What it is for. On Linux a screen reader is given its value as its name, so there the description says it too."""
        super().setAccessibleName(name)
        if sys.platform.startswith("linux"):
            self.setAccessibleDescription(name)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field as the style has it, its words cut where there is no room, with the theme's arrow."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        inside = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        metrics = QFontMetrics(self.font())
        whole = option.currentText
        option.currentText = metrics.elidedText(whole, Qt.TextElideMode.ElideRight, inside.width() - 2 * _PAD)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
        _paint_arrow(self, self._theme, "expand")
        self._explain("" if option.currentText == whole else whole)

    def _explain(self, whole: str) -> None:
        """What is cut can be read in the tooltip; a tooltip that somebody else has set stays."""
        if self.toolTip() == self._explained:
            set_tooltip(self, whole)
            self._explained = self.toolTip()


class DateTimeBox(QDateTimeEdit):
    """A date and a time, with a calendar to choose the day from. The wheel scrolls the page."""

    def __init__(self, theme: Theme, start: QDateTime | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        if start is not None:
            self.setDateTime(start)
        self.setCalendarPopup(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.update)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field as the style has it, with the theme's mark."""
        super().paintEvent(event)
        _paint_arrow(self, self._theme, "due")


def _paint_arrow(widget: QWidget, theme: Theme, icon: str) -> None:
    role = "text" if widget.isEnabled() else "muted"
    area = QRectF(widget.width() - Space.XL - 1, 0, Space.XL, widget.height())
    side = Size.ICON
    spot = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
    painter = QPainter(widget)
    theme.icons.paint(painter, icon, theme.tokens.colour(role), spot)
    painter.end()
