"""A box to type in and a list to choose from, over the window: the palette's body and the shortcut sheet's."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListView, QStackedWidget, QWidget
from shiboken6 import isValid

from fallback_console.ui.palette.rows import Row, RowDelegate, RowsModel
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import EmptyState, PlainLabel, column, row

__all__ = ["Chooser"]

_PAGE = 8


class Chooser(QWidget):
    """Covers the window invisibly and carries one panel; closed by Escape or a click beside it, and the focus goes back.

    Attributes:
        typed: what stands in the box changed.
        chosen: name of the line that was chosen.
        left: Escape was pressed, or Backspace with nothing typed: back, or away.
    """

    typed = Signal(str)
    chosen = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._back_to: QWidget | None = None
        self._stepped = False
        self._panel = QFrame(self)
        self._panel.setProperty("look", "popover")
        self._title = PlainLabel("", "strong")
        self._count = PlainLabel("", "small")
        self.box = QLineEdit()
        self.box.setMaxLength(200)
        self.model = RowsModel(self)
        self.list = QListView()
        self.list.setProperty("look", "plain")
        self.list.setModel(self.model)
        self.list.setItemDelegate(RowDelegate(theme, self.model, self.list))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = EmptyState(theme, "search")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._nothing)
        head = row()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._count)
        body = column(self._panel, margin=Space.M, gap=Space.S)
        body.addLayout(head)
        body.addWidget(self.box)
        body.addWidget(self._pages, 1)
        self.box.textChanged.connect(self._take_text)
        self.box.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        window.installEventFilter(self)
        theme.changed.connect(self.list.viewport().update)
        self.hide()

    def open(self, title: str, hint: str, text: str = "") -> None:
        """Come to the front with an empty box.

        Args:
            hint: what can be typed; also the box's name for screen readers.
        """
        if not self.isVisible():
            self._back_to = QApplication.focusWidget()
        self._title.setText(title)
        self._panel.setAccessibleName(title)
        self.list.setAccessibleName(title)
        self.box.setPlaceholderText(hint)
        self.box.setAccessibleName(hint)
        self.box.setText(text)
        self._place()
        self.show()
        self.raise_()
        self.box.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_rows(self, rows: Sequence[Row], count: str, nothing: tuple[str, str]) -> None:
        """Show lines; the first that can be chosen is.

        Args:
            count: how many there are, in words; also told to screen readers.
            nothing: title and hint where there is no line.
        """
        before = self.model.row(self.list.currentIndex().row())
        self.model.show(rows)
        self._pages.setCurrentIndex(0 if rows else 1)
        if not rows:
            self._nothing.show_words(*nothing)
        if count != self._count.text():
            self._count.setText(count)
            self._announce(count)
        same = [n for n, one in enumerate(rows) if before is not None and one.name and one.name == before.name]
        keep = self._stepped or self.box.text() == ""
        first = same[0] if same and keep else self.model.next_choice(0, 1)
        self._set_current(first, speak=False)
        if first == self.model.next_choice(0, 1):
            self.list.scrollToTop()

    @property
    def current(self) -> str:
        """Name of the line that Enter chooses, '' for none."""
        found = self.model.row(self.list.currentIndex().row())
        return found.name if found is not None else ""

    def put_away(self) -> None:
        """Close it; the focus goes back to where it came from."""
        if not self.isVisible():
            return
        self.hide()
        back, self._back_to = self._back_to, None
        # What it came from may be gone: a form that was put away meanwhile.
        if back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the box and of the list; the window's size."""
        if event.type() == QEvent.Type.Resize and watched is self._window and self.isVisible():
            self._place()
        elif isinstance(event, QKeyEvent) and watched in (self.box, self.list):
            if event.type() == QEvent.Type.KeyPress:
                return self._take_key(event, in_box=watched is self.box)
            if event.type() == QEvent.Type.ShortcutOverride and not event.modifiers() and event.key() != Qt.Key.Key_F1:
                # Single letters are typed here, whatever they mean in the view below.
                event.accept()
                return True
        return False

    def _take_key(self, event: QKeyEvent, *, in_box: bool) -> bool:
        key = event.key()
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _PAGE,
            Qt.Key.Key_PageUp: -_PAGE,
        }
        if key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Backspace and in_box and not self.box.text()):
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex().row())
        elif key in steps:
            self._step(steps[Qt.Key(key)])
        elif key == Qt.Key.Key_Home and (not in_box or self.box.cursorPosition() == 0):
            self._set_current(self.model.next_choice(0, 1))
        elif key == Qt.Key.Key_End and (not in_box or self.box.cursorPosition() == len(self.box.text())):
            self._set_current(self.model.next_choice(self.model.rowCount() - 1, -1))
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            (self.list if in_box and self._pages.currentIndex() == 0 else self.box).setFocus()
        elif not in_box and event.text().isprintable() and event.text():
            self.box.setFocus()
            self.box.insert(event.text())
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the panel closes."""
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.put_away()

    def _take_text(self, text: str) -> None:
        self._stepped = False
        self.typed.emit(text)

    def _step(self, by: int) -> None:
        here, last = self.list.currentIndex().row(), self.model.rowCount() - 1
        if abs(by) == 1:
            # Round and round.
            found = self.model.next_choice(here + by, by)
            found = self.model.next_choice(0 if by > 0 else last, by) if found < 0 else found
        else:
            one, wanted = (1 if by > 0 else -1), min(max(here + by, 0), last)
            found = self.model.next_choice(wanted, one)
            found = self.model.next_choice(wanted, -one) if found < 0 else found
        self._set_current(found)

    def _set_current(self, number: int, *, speak: bool = True) -> None:
        index = self.model.index(number, 0)
        self.list.setCurrentIndex(index)
        if number == self.model.next_choice(0, 1):
            # With the section's title above it.
            self.list.scrollToTop()
        self._stepped = self._stepped or speak
        if speak and index.isValid():
            self._announce(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))

    def _choose(self, number: int) -> None:
        found = self.model.row(number)
        if found is not None and found.name:
            self.chosen.emit(found.name)

    def _announce(self, words: str) -> None:
        if words and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.box, words))

    def _place(self) -> None:
        window = self._window
        self.setGeometry(window.rect())
        width = min(Size.FORM, window.width() - 2 * Space.XL)
        top = Size.STRIP + Space.M
        height = min(Size.FORM, window.height() - top - Space.XL)
        self._panel.setGeometry((window.width() - width) // 2, top, width, height)
