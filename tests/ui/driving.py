"""Hands for the queue: what an agent does at the keyboard, and how to wait until it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fallback_console.domain.views import TimelineRow
from fallback_console.services import queue
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.views.queue_view import QueueView
from tests.ui.world import World

W = TypeVar("W", bound=QWidget)
CONTROL = Qt.KeyboardModifier.ControlModifier
PATIENCE = 15_000


class Dialler(QObject):
    """Stands where the system's phone program would."""

    def __init__(self) -> None:
        super().__init__()
        self.dialled: list[str] = []

    @Slot(QUrl)
    def dial(self, address: QUrl) -> None:
        self.dialled.append(address.toString())


class Agent:
    """Somebody at an open window."""

    def __init__(self, qtbot: QtBot, window: MainWindow, world: World) -> None:
        self._qtbot = qtbot
        self._world = world
        self.window = window
        view = window.view("queue")
        assert isinstance(view, QueueView)
        self.view = view
        self.list = view.list
        self.case = view.case
        window.activateWindow()
        qtbot.wait_until(window.isActiveWindow)

    def until(self, condition: Callable[[], bool]) -> None:
        """Let the window work until it is so."""
        self._qtbot.wait_until(condition, timeout=PATIENCE)

    def settle(self) -> None:
        """Everything that was asked for has been shown."""
        calm = 0

        def quiet() -> bool:
            nonlocal calm
            calm = 0 if self.window.busy else calm + 1
            return calm > 3

        self.until(quiet)

    def named(self, kind: type[W], name: str) -> W:
        """The widget of an object name that is shown."""
        found = [w for w in self.window.findChildren(kind, name) if w.isVisible()]
        assert found, name
        return found[-1]

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys where the focus is."""
        for key in keys:
            QTest.keyClick(self.focus(), key, modifier)

    def type(self, text: str) -> None:
        """Type where the focus is; what no keyboard has is put in as an input method does."""
        if text.isascii() and text.isprintable():
            QTest.keyClicks(self.focus(), text)
        else:
            QApplication.clipboard().setText(text)
            self.press(Qt.Key.Key_V, modifier=CONTROL)

    def focus(self) -> QWidget:
        """Where the keyboard is."""
        return QApplication.focusWidget() or self.window

    def click(self, name: str) -> None:
        """Press a button with the mouse."""
        self._qtbot.mouseClick(self.named(QWidget, name), Qt.MouseButton.LeftButton)

    def open(self, key: str) -> None:
        """Show a case."""
        self.window.show_view("queue", key)
        self.until(lambda: self.shown == key)
        self.settle()

    @property
    def shown(self) -> str:
        """Key of the case that is shown."""
        detail = self.case.detail
        return "" if detail is None else detail.row.key

    def items(self, key: str = "") -> list[TimelineRow]:
        """What the store has on a case's timeline."""
        return self._world.store.read(lambda r: queue.timeline(r, key or self.shown))

    def states(self) -> list[str]:
        """What the timeline shows at the right of its items."""
        model = self.case.lines
        lines = [model.line(n) for n in range(model.rowCount())]
        return [line.state.text for line in lines if line.state is not None]
