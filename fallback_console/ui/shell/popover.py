"""A panel over the window, closed by Escape, its button or a click beside it. Not a window of its own: input methods work in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from fallback_console.ui.theme import Size, Space
from fallback_console.ui.widgets import column

__all__ = ["Popover"]


class _Panel(QFrame):
    """Keeps the Tab key within itself."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Round and round."""
        stops = [
            w
            for w in self.findChildren(QWidget)
            if w.isVisible() and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if not stops:
            return True
        now = self.window().focusWidget()
        at = stops.index(now) if now in stops else (-1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True


class Popover(QWidget):
    """Covers the window invisibly and carries one panel.

    Attributes:
        closed: it was closed.
    """

    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._anchor: QWidget | None = None
        self._panel = _Panel(self)
        self._panel.setProperty("look", "popover")
        self._scroll = QScrollArea(self._panel)
        self._scroll.setProperty("look", "clear")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        column(self._panel, margin=Space.XS).addWidget(self._scroll)
        window.installEventFilter(self)
        self.hide()

    def show_panel(self, content: QWidget, anchor: QWidget) -> None:
        """Show ``content`` below ``anchor``; an older content is deleted."""
        old = self._scroll.takeWidget()
        if old is not None:
            old.deleteLater()
        content.setAutoFillBackground(False)
        self._scroll.setWidget(content)
        self._anchor = anchor
        self._panel.setAccessibleName(content.accessibleName())
        self._place()
        self.show()
        self.raise_()
        self._panel.setFocus()
        self._panel.focusNextPrevChild(True)

    def replace_panel(self, content: QWidget, focus: str) -> None:
        """Show newer facts in the place of the content that is open.

        Args:
            focus: object name of the widget in it that the keyboard goes to; '' for the first.
        """
        if self._anchor is None:
            return
        scrolled = self._scroll.verticalScrollBar().value()
        self.show_panel(content, self._anchor)
        found = content.findChild(QWidget, focus) if focus else None
        if found is not None:
            found.setFocus()
        self._scroll.verticalScrollBar().setValue(scrolled)

    def content(self) -> QWidget | None:
        """What it shows."""
        return self._scroll.widget() if self.isVisible() else None

    def refit(self) -> None:
        """The content changed its size."""
        self._place()

    def close_panel(self) -> None:
        """Close it; the focus goes back to where it came from."""
        if not self.isVisible():
            return
        self.hide()
        if self._anchor is not None:
            self._anchor.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes, Page Up and Page Down scroll."""
        bar = self._scroll.verticalScrollBar()
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            bar.setValue(bar.value() + (bar.pageStep() if event.key() == Qt.Key.Key_PageDown else -bar.pageStep()))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the panel closes."""
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_panel()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        window = self.parentWidget()
        content = self._scroll.widget()
        if window is None or content is None or self._anchor is None:
            return
        self.setGeometry(window.rect())
        # Only then do the words know their fonts, and with them the room they need.
        for part in (content, *content.findChildren(QWidget)):
            part.ensurePolished()
        layout = content.layout()
        if layout is not None:
            layout.invalidate()
        edge = 2 * (Space.XS + Size.BORDER)
        width = min(Size.POPOVER, window.width() - 2 * Space.M)
        # With a scroll bar beside them words take more lines: else one that was shown would never go again.
        within = width - edge - Size.SCROLL
        wanted = content.heightForWidth(within) if content.hasHeightForWidth() else content.sizeHint().height()
        corner = self._anchor.mapTo(window, QPoint(0, self._anchor.height() + Space.XS))
        room = window.height() - corner.y() - Space.M
        self._panel.resize(QSize(width, min(wanted + edge, room)))
        x = max(Space.M, min(corner.x(), window.width() - width - Space.M))
        self._panel.move(x, corner.y())
