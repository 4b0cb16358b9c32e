"""Walks a window: what can be reached, what has a name; what is cut off, see ``fitting``."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from tests.ui.fitting import clipped, describe, overlapping

__all__ = ["clipped", "describe", "interactive", "name_of", "nameless", "overlapping", "unreachable", "visible"]

INTERACTIVE = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView, QAbstractSpinBox)


def visible(window: QWidget) -> Iterator[QWidget]:
    """Every widget that is shown, in no particular order."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            yield widget


def interactive(window: QWidget) -> list[QWidget]:
    """What a person can use; parts inside another such widget (a combo box's line) count as that one."""
    found = []
    for widget in visible(window):
        if not isinstance(widget, INTERACTIVE) or isinstance(widget, QHeaderView):
            continue
        parent = widget.parentWidget()
        inside = False
        while parent is not None:
            inside = inside or isinstance(parent, INTERACTIVE)
            parent = parent.parentWidget()
        if not inside:
            found.append(widget)
    return found


def name_of(widget: QWidget) -> str:
    """The name a screen reader gets."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def nameless(window: QWidget) -> list[str]:
    """What can be used but has no name for a screen reader."""
    return [describe(w) for w in interactive(window) if not name_of(w)]


def unreachable(window: QWidget) -> list[str]:
    """What can be used with the mouse but is not on the Tab key's way."""
    reached: set[QWidget] = set()
    start = window
    widget: QWidget | None = start.nextInFocusChain()
    while widget is not None and widget is not start:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            reached.add(widget)
            proxy = widget.focusProxy()
            if proxy is not None:
                reached.add(proxy)
        widget = widget.nextInFocusChain()
    return [describe(w) for w in interactive(window) if w.isEnabled() and w not in reached]
