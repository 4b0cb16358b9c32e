"""Walks a window: what can be reached, what has a name, what is cut off."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QToolButton,
    QWidget,
)

from fallback_console.ui.widgets import Chip, ElidedLabel

INTERACTIVE = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView, QAbstractSpinBox)
_SLACK = 1
_HEADER_PADDING = 16
_COMBO_EXTRA = 36


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


def clipped(window: QWidget) -> list[str]:
    """Texts that do not fit: labels, buttons, chips, headers, lists; and widgets that stick out of their parent."""
    problems = []
    for widget in visible(window):
        if isinstance(widget, QHeaderView):
            problems += _clipped_header(widget)
        elif isinstance(widget, QLabel) and not isinstance(widget, ElidedLabel):
            problems += _clipped_label(widget)
        elif isinstance(widget, QToolButton) and isinstance(widget.parentWidget(), QLineEdit):
            continue  # The icon inside a line: Qt gives it its place, and it has no words.
        elif isinstance(widget, (QAbstractButton, Chip)):
            if widget.sizeHint().width() > widget.width() + _SLACK:
                problems.append(f"{describe(widget)} is {widget.width()} wide, needs {widget.sizeHint().width()}")
        elif isinstance(widget, QComboBox):
            needed = QFontMetrics(widget.font()).horizontalAdvance(widget.currentText()) + _COMBO_EXTRA
            if needed > widget.width() + _SLACK:
                problems.append(f"{describe(widget)} is {widget.width()} wide, needs {needed}")
        if isinstance(widget, (QLabel, QAbstractButton, QLineEdit, QComboBox, Chip)) and _sticks_out(widget):
            problems.append(f"{describe(widget)} sticks out of its parent")
    return problems


def _clipped_label(label: QLabel) -> list[str]:
    if not label.text() or label.pixmap().isNull() is False:
        return []
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + _SLACK:
            return [f"{describe(label)} is {label.height()} high, needs {needed}"]
        return []
    if label.sizeHint().width() > label.width() + _SLACK:
        return [f"{describe(label)} is {label.width()} wide, needs {label.sizeHint().width()}"]
    return []


def _clipped_header(header: QHeaderView) -> list[str]:
    view = header.parentWidget()
    if not isinstance(view, QTableView) or header.orientation() != Qt.Orientation.Horizontal:
        return []
    problems = []
    metrics = QFontMetrics(header.font())
    for section in range(header.count()):
        if header.isSectionHidden(section):
            continue
        text = str(header.model().headerData(section, Qt.Orientation.Horizontal) or "")
        if text and metrics.horizontalAdvance(text) + _HEADER_PADDING > header.sectionSize(section) + _SLACK:
            problems.append(f"column {text!r} is {header.sectionSize(section)} wide")
    return problems


def _sticks_out(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    if parent is None or isinstance(parent, (QScrollArea, QAbstractItemView)) or isinstance(widget, QHeaderView):
        return False
    corner = widget.mapTo(parent, QPoint(0, 0))
    return (
        corner.x() < -_SLACK
        or corner.y() < -_SLACK
        or corner.x() + widget.width() > parent.width() + _SLACK
        or corner.y() + widget.height() > parent.height() + _SLACK
    )


def describe(widget: QWidget) -> str:
    """Enough to find it in the source."""
    text = ""
    for attribute in ("text", "currentText"):
        reader = getattr(widget, attribute, None)
        if callable(reader):
            text = str(reader())[:40]
            break
        if isinstance(reader, str):
            text = reader[:40]
    parents = []
    parent = widget.parentWidget()
    while parent is not None and len(parents) < 3:
        parents.append(type(parent).__name__)
        parent = parent.parentWidget()
    return f"{type(widget).__name__}({text!r}) in {'/'.join(parents)}"
