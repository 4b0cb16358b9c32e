"""Whether every text of a window has its room: nothing clipped, nothing over something else, cut only where the whole can be read.

Labels, buttons, combo boxes, lines and their hints, headers of tables, tabs, and what widgets paint by themselves and tell of
(``ui.widgets.painted``).
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TypeGuard

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)

from fallback_console.ui.widgets.painted import PaintsText

_SLACK = 1
_LEAST = 40
"""So many pixels of a text that is cut, and told whole by its tooltip, are seen at least: five letters or so."""
_TOUCH = 2
"""Letters stand a little inside their rectangle: so much of two may lie over each other."""
_HEADER_PADDING = 16
_COMBO_EXTRA = 36
_LINE_PADDING = 12


@dataclass(frozen=True)
class Text:
    """A text where it is shown.

    Attributes:
        place: what it takes, in the window's coordinates.
        seen: the part of it that its surroundings let through.
    """

    widget: QWidget
    words: str
    place: QRect
    seen: QRect


def paints_text(widget: QWidget) -> TypeGuard[PaintsText]:
    """Whether a widget paints texts by itself. Asked of its class and once: looking at a protocol takes a tenth of a walk's time."""
    return _class_paints(type(widget))


@cache
def _class_paints(kind: type) -> bool:
    return issubclass(kind, PaintsText)


def problems(window: QWidget) -> list[str]:
    """Everything that is wrong, one sentence each."""
    return clipped(window) + overlapping(window)


def clipped(window: QWidget) -> list[str]:
    """Texts that do not fit, and widgets that stick out of their parent."""
    found = []
    for widget in _visible(window):
        found += _clipped(widget)
        if (isinstance(widget, (QLabel, QAbstractButton, QLineEdit, QComboBox)) or paints_text(widget)) and _sticks_out(
            widget
        ):
            found.append(f"{describe(widget)} sticks out of its parent")
    return found


def overlapping(window: QWidget) -> list[str]:
    """Texts that lie over each other; what covers the window as a whole, a palette for instance, may cover what is below."""
    found = []
    layers: dict[QWidget, list[Text]] = {}
    for text in texts(window):
        layers.setdefault(_layer(text.widget, window), []).append(text)
    for layer in layers.values():
        for one, other in combinations(layer, 2):
            common = one.seen.intersected(other.seen)
            if common.width() <= _TOUCH or common.height() <= _TOUCH:
                continue
            if one.widget is other.widget or _related(one.widget, other.widget):
                continue
            found.append(f"{describe(one.widget)} lies over {describe(other.widget)}")
    return found


def texts(window: QWidget) -> Iterator[Text]:
    """Every text that can be seen."""
    for widget in _visible(window):
        for words, place in _texts_of(widget):
            whole = QRect(widget.mapTo(window, place.topLeft()), place.size())
            seen = whole
            parent: QWidget | None = widget
            while parent is not None and parent is not window:
                seen = seen.intersected(QRect(parent.mapTo(window, QPoint(0, 0)), parent.size()))
                parent = parent.parentWidget()
            if not seen.isEmpty():
                yield Text(widget, words, whole, seen)


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


def _visible(window: QWidget) -> Iterator[QWidget]:
    if window.isVisible() and not isinstance(window, QMainWindow):
        yield window
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.window() is window.window():
            yield widget


def _texts_of(widget: QWidget) -> list[tuple[str, QRect]]:
    """Words and the place they take, in the widget's coordinates."""
    if paints_text(widget) and not isinstance(widget, QLabel):
        # A chip has a ground of its own, which covers what is below it.
        return [(t.text, widget.rect()) for t in widget.painted_texts()]
    if paints_text(widget):
        # Where there is less room than text, it is cut: it takes the room.
        return [
            (t.text, QRect(t.room.topLeft(), QSize(min(t.width, t.room.width()), t.room.height())))
            for t in widget.painted_texts()
        ]
    if isinstance(widget, QLabel):
        if not widget.text():
            return []
        flags = widget.alignment() | (Qt.TextFlag.TextWordWrap if widget.wordWrap() else Qt.TextFlag.TextSingleLine)
        return [
            (widget.text(), QFontMetrics(widget.font()).boundingRect(widget.contentsRect(), int(flags), widget.text()))
        ]
    if isinstance(widget, QAbstractButton):
        return [(widget.text(), widget.rect())] if widget.text() or not widget.icon().isNull() else []
    if isinstance(widget, (QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView, QAbstractSpinBox)):
        return [] if isinstance(widget, QHeaderView) else [("", widget.rect())]
    return []


def _clipped(widget: QWidget) -> list[str]:
    if isinstance(widget, QToolButton) and isinstance(widget.parentWidget(), QLineEdit):
        return []  # The icon inside a line: Qt gives it its place, and it has no words.
    if isinstance(widget, QHeaderView):
        return _clipped_header(widget)
    if paints_text(widget):
        return _clipped_painted(widget)
    if isinstance(widget, QLabel):
        return _clipped_label(widget)
    if isinstance(widget, QAbstractButton):
        return _clipped_button(widget)
    if isinstance(widget, QComboBox):
        needed = QFontMetrics(widget.font()).horizontalAdvance(widget.currentText()) + _COMBO_EXTRA
        return [] if widget.isEditable() else _too_narrow(widget, needed, widget.width(), widget.currentText())
    if isinstance(widget, QLineEdit):
        return _clipped_line(widget)
    if isinstance(widget, QPlainTextEdit):
        return _clipped_hint(widget)
    if isinstance(widget, QTabBar):
        return [
            f"tab {widget.tabText(n)!r} is cut"
            for n in range(widget.count())
            if QFontMetrics(widget.font()).horizontalAdvance(widget.tabText(n)) > widget.tabRect(n).width()
        ]
    return []


def _clipped_painted(widget: PaintsText) -> list[str]:
    found = []
    for text in widget.painted_texts():
        assert isinstance(widget, QWidget)
        found += _too_narrow(widget, text.width, text.room.width(), text.text)
        # A line of text may give way to what stands beside it; what has a ground of its own shows what it is about.
        if not isinstance(widget, QLabel) and text.room.width() < min(text.width - _SLACK, _LEAST):
            found.append(f"{describe(widget)} has {text.room.width()}, which shows next to nothing of it")
        if text.height > text.room.height() + _SLACK:
            found.append(f"{describe(widget)} has {text.room.height()} for a line that needs {text.height}")
    return found


def _clipped_label(label: QLabel) -> list[str]:
    if not label.text() or not label.pixmap().isNull():
        return []
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + _SLACK:
            return [f"{describe(label)} is {label.height()} high, needs {needed}"]
        longest = max((QFontMetrics(label.font()).horizontalAdvance(w) for w in label.text().split()), default=0)
        room = label.contentsRect().width()
        # Scripts without spaces break anywhere, and so does a name without end.
        if longest > room + _SLACK and label.text().isascii() and longest < 2 * room:
            return [f"{describe(label)} has {room} for a word that needs {longest}"]
        return []
    needed = label.sizeHint()
    found = _too_narrow(label, needed.width(), label.width(), label.text())
    if needed.height() > label.height() + _SLACK:
        found.append(f"{describe(label)} is {label.height()} high, needs {needed.height()}")
    return found


def _clipped_button(button: QAbstractButton) -> list[str]:
    hint = button.sizeHint()
    if hint.width() > button.width() + _SLACK:
        return [f"{describe(button)} is {button.width()} wide, needs {hint.width()}"]
    if isinstance(button, QPushButton):
        # A style rule may leave less room for the words than the button's own hint says.
        option = QStyleOptionButton()
        button.initStyleOption(option)
        inside = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button)
        words = QFontMetrics(button.font()).size(Qt.TextFlag.TextShowMnemonic, button.text()).width()
        if words > inside.width() + _SLACK:
            return [f"{describe(button)} has {inside.width()} inside, needs {words}"]
    if button.text() and QFontMetrics(button.font()).height() > button.height() + _SLACK:
        return [f"{describe(button)} is {button.height()} high"]
    return []


def _clipped_line(line: QLineEdit) -> list[str]:
    if isinstance(line.parentWidget(), (QComboBox, QAbstractSpinBox)):
        # The widget around it has the width; what it shows is not typed freely, so all of it must be seen.
        needed = QFontMetrics(line.font()).horizontalAdvance(line.text())
        return _too_narrow(line.parentWidget(), needed, line.width(), line.text())
    if line.text() or not line.placeholderText():
        return []
    margins = line.textMargins()
    room = line.width() - 2 * _LINE_PADDING - margins.left() - margins.right()
    room -= sum(b.width() for b in line.findChildren(QToolButton) if b.isVisible())
    needed = QFontMetrics(line.font()).horizontalAdvance(line.placeholderText())
    return _too_narrow(line, needed, room, line.placeholderText())


def _clipped_hint(box: QPlainTextEdit) -> list[str]:
    if box.toPlainText() or not box.placeholderText():
        return []
    document = QTextDocument()
    document.setDefaultFont(box.font())
    document.setDocumentMargin(box.document().documentMargin())
    document.setPlainText(box.placeholderText())
    document.setTextWidth(box.viewport().width())
    needed = int(document.size().height() - document.documentMargin())
    room = box.viewport().height()
    if needed > room + _SLACK and box.placeholderText() not in html.unescape(box.toolTip()):
        return [f"the hint {box.placeholderText()!r} needs {needed}, has {room}"]
    return []


def _clipped_header(header: QHeaderView) -> list[str]:
    view = header.parentWidget()
    if not isinstance(view, QTableView) or header.orientation() != Qt.Orientation.Horizontal:
        return []
    found = []
    metrics = QFontMetrics(header.font())
    for section in range(header.count()):
        if header.isSectionHidden(section):
            continue
        text = str(header.model().headerData(section, Qt.Orientation.Horizontal) or "")
        tip = str(header.model().headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) or "")
        needed = metrics.horizontalAdvance(text) + _HEADER_PADDING
        if text and needed > header.sectionSize(section) + _SLACK and text not in html.unescape(tip):
            found.append(f"column {text!r} is {header.sectionSize(section)} wide, needs {needed}")
    return found


def _too_narrow(widget: QWidget, needed: int, room: int, text: str) -> list[str]:
    """One sentence where a text is cut and its tooltip does not have all of it."""
    if needed <= room + _SLACK or (text and text in html.unescape(widget.toolTip()).replace("<br>", "\n")):
        return []
    return [f"{describe(widget)} has {room}, needs {needed}"]


def _sticks_out(widget: QWidget) -> bool:
    """Out of its parent or of anything around that; beyond the edge of what scrolls only where that cannot be scrolled to."""
    inside = QRect(QPoint(0, 0), widget.size())
    child, parent = widget, widget.parentWidget()
    while parent is not None and not widget.isWindow():
        if isinstance(parent, QAbstractItemView) or isinstance(child, QHeaderView):
            return False
        inside.translate(child.pos())
        scrolls = parent.parentWidget()
        if isinstance(scrolls, QAbstractScrollArea) and scrolls.viewport() is parent:
            bar = scrolls.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            return not bar and (inside.left() < -_SLACK or inside.right() > parent.width() + _SLACK)
        if isinstance(parent, QScrollArea):
            return False
        if not parent.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(inside):
            return True
        if parent.isWindow():
            return False
        child, parent = parent, parent.parentWidget()
    return False


def _layer(widget: QWidget, window: QWidget) -> QWidget:
    """What covers the window as a whole, or the window itself."""
    child, parent = widget, widget.parentWidget()
    while parent is not None and parent is not window and not child.property("overlay"):
        child, parent = parent, parent.parentWidget()
    if child.property("overlay") or (isinstance(window, QMainWindow) and child is not window.centralWidget()):
        return child
    return window


def _related(one: QWidget, other: QWidget) -> bool:
    return one.isAncestorOf(other) or other.isAncestorOf(one)
