"""Chips: icon, word and colour together, so that no state is told by colour alone."""

from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets.painted import PaintedText, painted
from fallback_console.ui.widgets.text import as_html, one_line, set_tooltip

__all__ = ["VARIANTS", "Chip", "ChipButton"]

VARIANTS: dict[str, tuple[str, str]] = {
    "ok": ("ok", "ok_soft"),
    "warn": ("warn", "warn_soft"),
    "bad": ("bad", "bad_soft"),
    "accent": ("accent", "accent_soft"),
    "neutral": ("muted", "surface"),
}
"""Variant → token roles of its text and its ground."""

_ICON = Size.ICON
_GAP = Space.S - 2
_PAD = Space.M
_UNBOUNDED = (1 << 24) - 1
"""The widest that Qt knows."""


class _Look(NamedTuple):
    icon: str
    text: str
    variant: str
    height: int
    marked: bool = False


def _font(widget: QWidget) -> QFont:
    font = QFont(widget.font())
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _size(widget: QWidget, look: _Look) -> QSize:
    width = 2 * _PAD + QFontMetrics(_font(widget)).horizontalAdvance(look.text) + 2
    if look.icon:
        width += _ICON + (_GAP if look.text else 0)
    return QSize(width, look.height)


def _room(widget: QWidget, look: _Look) -> QRect:
    """Where the words stand."""
    left = _PAD + (_ICON + _GAP if look.icon else 0)
    return QRect(left, 0, widget.width() - left - _PAD + 2, widget.height())


def _paint(widget: QWidget, theme: Theme, look: _Look, *, focus: bool, hover: bool) -> None:
    tokens = theme.tokens
    ink_role, ground_role = VARIANTS[look.variant]
    ink = tokens.colour(ink_role)
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(widget.rect()).adjusted(1, 1, -1, -1)
    outline = QPainterPath()
    outline.addRoundedRect(box, Size.CHIP_RADIUS, Size.CHIP_RADIUS)
    painter.fillPath(outline, QColor(tokens.colour(ground_role)))
    if focus:
        painter.setPen(QPen(QColor(tokens.accent if look.variant != "accent" else tokens.text), Size.RING))
        painter.drawPath(outline)
    elif hover or look.marked or look.variant == "neutral":
        painter.setPen(QPen(QColor(ink if hover or look.marked else tokens.line), Size.BORDER))
        painter.drawPath(outline)
    if look.icon:
        theme.icons.paint(painter, look.icon, ink, QRectF(_PAD, (widget.height() - _ICON) / 2, _ICON, _ICON))
    font = _font(widget)
    painter.setFont(font)
    painter.setPen(QColor(tokens.text if look.variant == "neutral" else ink))
    room = _room(widget, look)
    shown = QFontMetrics(font).elidedText(look.text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
    painter.end()


def _show_tip(widget: QWidget, look: _Look, tip: str) -> None:
    """The tooltip; where there is too little room for the words, all of them stand before it."""
    set_tooltip(widget, tip)
    if widget.width() < _size(widget, look).width() and look.text not in tip:
        widget.setToolTip(as_html("\n".join(filter(None, (look.text, tip)))))


class Chip(QWidget):
    """A chip that only tells something."""

    def __init__(
        self, theme: Theme, text: str = "", icon: str = "", variant: str = "neutral", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._look = _Look("", "", "neutral", Size.CHIP)
        self._tip = ""
        self._said: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.show_state(text, icon, variant)

    @property
    def text(self) -> str:
        """The words on it."""
        return self._look.text

    @property
    def variant(self) -> str:
        """Its colour's name."""
        return self._look.variant

    def show_state(self, text: str, icon: str, variant: str, tooltip: str = "") -> None:
        """Show words, icon and colour.

        Raises:
            KeyError: there is no such variant.
        """
        VARIANTS[variant]
        said = (text, icon, variant, tooltip)
        if said == self._said:
            return
        self._said = said
        self._look = _Look(icon, one_line(text), variant, Size.CHIP)
        self.setAccessibleName(self._look.text)
        self._tip = tooltip
        _show_tip(self, self._look, tooltip)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Everything in one line."""
        return _size(self, self._look)

    def minimumSizeHint(self) -> QSize:
        """As much as wanted: a chip is not squeezed."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Squeezed all the same, or no longer."""
        super().resizeEvent(event)
        _show_tip(self, self._look, self._tip)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        _paint(self, self._theme, self._look, focus=False, hover=False)

    def painted_texts(self) -> list[PaintedText]:
        """Its words."""
        return [painted(self._look.text, _font(self), _room(self, self._look))] if self._look.text else []


class ChipButton(QAbstractButton):
    """A chip that can be pressed: reached by Tab, pressed by Space or Enter."""

    def __init__(
        self, theme: Theme, text: str = "", icon: str = "", variant: str = "neutral", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._variant = variant
        self._most = _UNBOUNDED
        self._tip = ""
        self._said: tuple[str, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)
        self.show_state(text, icon, variant)

    @property
    def variant(self) -> str:
        """Its colour's name."""
        return self._variant

    @property
    def icon_name(self) -> str:
        """Its icon, '' for none."""
        return self._icon

    @property
    def whole_width(self) -> int:
        """What all of its words take, in device-independent pixels."""
        return _size(self, self._look()).width()

    def set_most(self, width: int) -> None:
        """Get no wider than that, in device-independent pixels: what has no room stands in the tooltip."""
        if width != self._most:
            self._most = width
            self.updateGeometry()

    def show_state(self, text: str, icon: str, variant: str, tooltip: str = "") -> None:
        """Show words, icon and colour.

        Raises:
            KeyError: there is no such variant.
        """
        VARIANTS[variant]
        said = (text, icon, variant, tooltip)
        if said == self._said:
            return
        self._said = said
        self._tip = tooltip
        line = one_line(text)
        self._icon, self._variant = icon, variant
        # An ampersand would become a mnemonic.
        self.setText(line.replace("&", "&&"))
        self.setAccessibleName(line)
        self._tell()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Everything in one line, or as much of it as it may take."""
        return _size(self, self._look()).boundedTo(QSize(self._most, Size.STRIP_CHIP))

    def minimumSizeHint(self) -> QSize:
        """As much as wanted: a chip is not squeezed."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Squeezed all the same, or no longer."""
        super().resizeEvent(event)
        self._tell()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()

    def leaveEvent(self, event: object) -> None:
        """No longer."""
        self.update()

    def keyPressEvent(self, event: object) -> None:
        """Enter presses as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]
            self.click()
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        _paint(self, self._theme, self._look(), focus=self.hasFocus(), hover=self.underMouse() or self.isDown())

    def painted_texts(self) -> list[PaintedText]:
        """Its words."""
        look = self._look()
        return [painted(look.text, _font(self), _room(self, look))] if look.text else []

    def _tell(self) -> None:
        _show_tip(self, self._look(), self._tip)

    def _look(self) -> _Look:
        return _Look(self._icon, self.text().replace("&&", "&"), self._variant, Size.STRIP_CHIP, self.isChecked())
