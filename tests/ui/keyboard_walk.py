"""Walks a window by keyboard: what Tab and the arrow keys reach, what does not let go, and whether one sees where one is."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QMainWindow, QWidget

from tests.ui import walk

__all__ = ["changed", "focus", "front", "invisible", "round_trip", "stuck_lists", "to_reach", "unreached"]

_MOST = 400
_LEAST_PIXELS = 30
"""A ring round the smallest button has more; a blinking caret has less."""


def focus() -> QWidget | None:
    """Where the keyboard is."""
    return QApplication.focusWidget()


def front(window: QWidget) -> QWidget:
    """What lies over everything else and keeps the keyboard within itself: a popover, a cover; else the window."""
    whole = window.rect()
    body = window.centralWidget() if isinstance(window, QMainWindow) else None
    over = [
        child
        for child in window.children()
        if isinstance(child, QWidget) and child.isVisible() and child is not body and child.geometry() == whole
    ]
    return over[-1] if over else window


def to_reach(window: QWidget) -> set[QWidget]:
    """Every control that can be used now."""
    top = front(window)
    return {w for w in walk.interactive(top) if w.isEnabled()}


def round_trip(window: QWidget, *, back: bool = False) -> list[QWidget]:
    """Everything that Tab reaches from where the keyboard is, in order, until it comes round again; Shift+Tab with ``back``.

    Raises:
        AssertionError: it never comes round, or the focus is lost.
    """
    key = Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
    seen: list[QWidget] = []
    for _ in range(_MOST):
        at = focus() or window
        QTest.keyClick(at, key, Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier)
        now = focus()
        assert now is not None, f"the focus is lost after {walk.describe(at)}"
        if now is at:
            # Alone where it stands, or with nothing to use at all, it has nowhere to go; Escape leaves it.
            assert to_reach(window) <= {at}, f"{walk.describe(at)} does not let go of the keyboard"
            return [at] if at in to_reach(window) else []
        if now in seen:
            return seen
        seen.append(now)
    raise AssertionError("Tab never comes round")


def with_arrows(stops: list[QWidget]) -> set[QWidget]:
    """Those stops, and what the arrow keys reach from them: the others of a group of which one is chosen."""
    reached = set(stops)
    for stop in stops:
        group = stop.group() if isinstance(stop, QAbstractButton) else None
        if group is None or not group.exclusive():
            continue
        stop.setFocus()
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            for _ in group.buttons():
                QTest.keyClick(focus() or stop, key)
                reached.update(w for w in (focus(),) if w is not None)
    return reached


def owners(reached: set[QWidget]) -> set[QWidget]:
    """Those widgets, and the ones they are a part of or stand for."""
    whole = set(reached)
    for widget in reached:
        parent = widget.parentWidget()
        while parent is not None and not parent.isWindow():
            if parent.focusProxy() is widget or isinstance(parent, walk.INTERACTIVE):
                whole.add(parent)
            parent = parent.parentWidget()
    return whole


def unreached(window: QWidget) -> list[str]:
    """What can be used but is on no way of the keyboard; and what lets nobody go back."""
    wanted = to_reach(window)
    forth = round_trip(window)
    back = round_trip(window, back=True)
    wrong = [f"{walk.describe(w)} is not reached" for w in wanted - owners(with_arrows(forth))]
    wrong += [f"{walk.describe(w)} is not reached backwards" for w in set(forth) - set(back)]
    return wrong


def stuck_lists(window: QWidget) -> Iterator[str]:
    """Drop-down lists that cannot be opened, or left again, by keyboard."""
    for box in to_reach(window):
        if not isinstance(box, QComboBox) or not box.isVisible():
            continue
        box.setFocus()
        chosen = box.currentIndex()
        QTest.keyClick(box, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        popup = QApplication.activePopupWidget()
        if popup is None:
            yield f"{walk.describe(box)} does not open"
            continue
        QTest.keyClick(focus() or popup, Qt.Key.Key_Escape)
        if QApplication.activePopupWidget() is not None:
            popup.close()
            yield f"{walk.describe(box)} does not close"
        if box.currentIndex() != chosen or focus() is not box:
            yield f"{walk.describe(box)} is not as it was"


def invisible(window: QWidget) -> list[str]:
    """Where the keyboard can be without anybody seeing it."""
    stops = round_trip(window)
    wrong = []
    for number, stop in enumerate(stops):
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        on = stop.grab().toImage()
        other = stops[(number + 1) % len(stops)]
        if other is stop:
            stop.clearFocus()
        else:
            other.setFocus(Qt.FocusReason.TabFocusReason)
        if changed(on, stop.grab().toImage()) < _LEAST_PIXELS:
            wrong.append(walk.describe(stop))
    return wrong


def changed(one: QImage, other: QImage) -> int:
    """How many pixels differ between two pictures of the same thing."""
    if one.size() != other.size():
        return one.width() * one.height()
    before, after = (memoryview(image.constBits()).cast("I") for image in (one, other))
    return sum(a != b for a, b in zip(before, after, strict=True))
