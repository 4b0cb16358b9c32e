"""The navigation rail: one entry for each view, Ctrl+1 and on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QAbstractButton, QFrame, QWidget

from fallback_console.ui.theme import Font, Size, Space, Theme
from fallback_console.ui.views.base import ViewSpec
from fallback_console.ui.widgets import column, set_tooltip
from fallback_console.ui.widgets.painted import PaintedText, painted

__all__ = ["NavRail"]


class _Item(QAbstractButton):
    """Icon above a word."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._count = 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(Size.NAV - 2 * Space.S, Size.NAV_ITEM)
        theme.changed.connect(self.update)

    def show_count(self, count: int) -> None:
        """A number at the icon, none for 0."""
        if count != self._count:
            self._count = count
            self.update()

    def sizeHint(self) -> QSize:
        """What the word needs; it may not be wider than the rail."""
        return QSize(QFontMetrics(self._word_font()).horizontalAdvance(self.text()) + Space.XS, Size.NAV_ITEM)

    def enterEvent(self, event: QEvent) -> None:
        """Light up."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """No longer."""
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses; the arrow keys go up and down."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon, word and ring."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QPainterPath()
        box.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Size.RADIUS, Size.RADIUS)
        if self.isChecked() or self.underMouse():
            painter.fillPath(box, QColor(tokens.nav_on))
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.nav_focus), Size.RING))
            painter.drawPath(box)
        ink = tokens.nav_strong if self.isChecked() else tokens.nav_text
        spot = QRectF((self.width() - Size.ICON_L) / 2, Space.S - 1, Size.ICON_L, Size.ICON_L)
        self._theme.icons.paint(painter, self._icon, ink, spot)
        if self._count:
            self._paint_count(painter)
        painter.setFont(self._word_font())
        painter.setPen(QColor(ink))
        painter.drawText(self._room(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()

    def _paint_count(self, painter: QPainter) -> None:
        """At the icon's right shoulder."""
        tokens = self._theme.tokens
        text = str(self._count) if self._count < 100 else "99+"
        font = QFont(self.font())
        font.setPixelSize(Font.SMALL)
        font.setWeight(QFont.Weight.DemiBold)
        width = max(QFontMetrics(font).horizontalAdvance(text) + Space.S, Size.ICON)
        spot = QRectF(self.width() / 2 + Space.XS, Space.XS, width, Size.ICON)
        pill = QPainterPath()
        pill.addRoundedRect(spot, Size.ICON / 2, Size.ICON / 2)
        painter.fillPath(pill, QColor(tokens.bad))
        painter.setFont(font)
        painter.setPen(QColor(tokens.on_accent))
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), text)

    def painted_texts(self) -> list[PaintedText]:
        """Its word."""
        return [painted(self.text(), self._word_font(), self._room())]

    def _room(self) -> QRect:
        top = Space.S + Size.ICON_L
        return QRect(0, top, self.width(), self.height() - top - Space.XS)

    def _word_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(Font.SMALL)
        if self.isChecked():
            font.setWeight(QFont.Weight.DemiBold)
        return font


class NavRail(QFrame):
    """Shows which view is in front.

    Attributes:
        view_requested: name of the view that was chosen.
    """

    view_requested = Signal(str)

    def __init__(self, theme: Theme, specs: Sequence[ViewSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "nav")
        self.setFixedWidth(Size.NAV)
        self._specs = tuple(specs)
        self._items: dict[str, _Item] = {}
        self._counts: dict[str, tuple[int, str]] = {}
        self._shortcuts: list[QShortcut] = []
        body = column(self, margin=Space.S, gap=Space.XS)
        for spec in sorted(specs, key=lambda s: s.last):
            if spec.last:
                body.addStretch(1)
            item = _Item(theme, spec.icon, self)
            item.setProperty("view", spec.name)
            item.clicked.connect(self._pressed)
            body.addWidget(item)
            self._items[spec.name] = item
            item.setHidden(spec.hidden)
            keys = QShortcut(self)
            keys.activated.connect(item.click)
            self._shortcuts.append(keys)
        if not any(s.last for s in specs):
            body.addStretch(1)
        self._number()
        self.retranslate()

    def show_entry(self, name: str, *, shown: bool) -> None:
        """Let a view have a place in the rail or not; those below it move on by one number."""
        item = self._items.get(name)
        if item is not None and item.isHidden() == shown:
            item.setVisible(shown)
            self._number()
            self.retranslate()

    def _number(self) -> None:
        """Ctrl+1 and on, for the views that have a place."""
        number = 0
        for item, keys in zip(self._items.values(), self._shortcuts, strict=True):
            number += not item.isHidden()
            keys.setKey(QKeySequence() if item.isHidden() else QKeySequence(f"Ctrl+{number}"))

    def mark(self, name: str) -> None:
        """Show which view is in front; '' for none of the rail's."""
        for key, item in self._items.items():
            item.setChecked(key == name)

    def key_of(self, name: str) -> str:
        """The key that brings a view to the front, in Qt's portable text; '' where the rail does not have it."""
        place = list(self._items).index(name) if name in self._items else -1
        return self._shortcuts[place].key().toString() if place >= 0 else ""

    def show_count(self, name: str, count: int, words: str) -> None:
        """A number on a view's entry, none for 0; a view that is not in the rail has none.

        Args:
            words: what it counts, for tooltip and screen readers.
        """
        if name in self._items and self._counts.get(name, (0, "")) != (count, words if count else ""):
            self._counts[name] = (count, words if count else "")
            self._items[name].show_count(count)
            self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setAccessibleName(self.tr("Views"))
        for spec in self._specs:
            item = self._items[spec.name]
            keys = self._shortcuts[list(self._items).index(spec.name)].key()
            item.setText(spec.title())
            counted = self._counts.get(spec.name, (0, ""))[1]
            item.setAccessibleName(f"{spec.title()}, {counted}" if counted else spec.title())
            words = f"{spec.title()} ({keys.toString(QKeySequence.SequenceFormat.NativeText)})"
            set_tooltip(item, f"{words}\n{counted}" if counted else words)
            item.update()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _pressed(self) -> None:
        item = self.sender()
        if isinstance(item, _Item):
            name = str(item.property("view"))
            self.mark(name)
            self.view_requested.emit(name)
