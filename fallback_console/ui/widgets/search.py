"""A search box that waits a moment for the next key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets.text import set_tooltip

__all__ = ["SearchBox"]


class SearchBox(QLineEdit):
    """Searches as you type: Ctrl+F reaches it, Escape empties it, the arrow keys leave it for the list.

    Args:
        wait: milliseconds after the last key until something is searched.

    Attributes:
        search_requested: the text, a moment after the last key, at once on Enter.
        leave_requested: Down was pressed: the list below should take the focus.
    """

    search_requested = Signal(str)
    leave_requested = Signal()

    WAIT_MS = 80

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, shortcut: bool = True, wait: int = WAIT_MS
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hint = ""
        self._asked = ""
        self.setMaxLength(200)
        self._action = self.addAction(theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        theme.changed.connect(self._tint)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(wait)
        self._timer.timeout.connect(self._ask)
        self.textChanged.connect(self._timer.start)
        self.textChanged.connect(self._offer_to_clear)
        self.returnPressed.connect(self._ask)
        if shortcut:
            self._shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
            self._shortcut.activated.connect(self._reach)

    def set_hint(self, hint: str) -> None:
        """Say what can be searched; also its name for screen readers."""
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        set_tooltip(self, hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties, Down goes to the list."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.leave_requested.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Escape is ours while there is text, whatever shortcut it has elsewhere."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and bool(self.text())

    def _offer_to_clear(self) -> None:
        # When there is something: the button's icon takes long to find.
        self.setClearButtonEnabled(True)

    def _reach(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _ask(self) -> None:
        self._timer.stop()
        text = self.text().strip()
        if text != self._asked:
            self._asked = text
            self.search_requested.emit(text)

    def _tint(self) -> None:
        self._action.setIcon(self._theme.icon("search", "muted"))
