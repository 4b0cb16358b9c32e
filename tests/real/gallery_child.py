"""A gallery that is looked at from outside: shows what it is told to, and says what the program itself says of it.

Usage: python -m tests.real.gallery_child STATE LANGUAGE

Each line on standard input is one order: ``show EXHIBIT``, ``hide EXHIBIT``, ``say TEXT``. The answer is a line of JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QObject, QSocketNotifier, Qt
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from fallback_console.compose.gallery.tour import at_work
from fallback_console.ui.gallery.exhibits import find
from fallback_console.ui.gallery.stage import Stage, Studio
from fallback_console.ui.theme import Size
from tests.ui import walk

__all__ = ["main"]


class Orders(QObject):
    """Takes lines from standard input in the window's thread."""

    def __init__(self, follow: Callable[[str], object]) -> None:
        super().__init__()
        self._follow = follow
        self._loop = QEventLoop(self)
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._take)

    def stay(self) -> None:
        """Until there are no more."""
        self._loop.exec()

    def _take(self) -> None:
        line = sys.stdin.readline()
        if not line:
            self._loop.quit()
            return
        self._notifier.setEnabled(False)
        answer(self._follow(line.rstrip("\n")))
        self._notifier.setEnabled(True)


def answer(facts: object) -> None:
    print(json.dumps(facts), flush=True)


def follow(stage: Stage, order: str) -> object:
    """Do what is ordered; what can be seen then."""
    verb, _, what = order.partition(" ")
    if verb == "say":
        stage.window.say(what)
    elif verb == "hide":
        find(what).hide(stage)
    else:
        assert verb == "show", order
        widget = find(what).show(stage) or stage.window
        stage.settle(what)
        widget.window().activateWindow()
    stage.settle()
    return seen()


def seen() -> dict[str, object]:
    """The names of what can be used, and the first row of each table as its model says it."""
    windows = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.windowType() == Qt.WindowType.Window]
    return {
        "names": sorted({walk.name_of(w) for window in windows for w in walk.interactive(window)}),
        "rows": [row for window in windows for row in rows(window)],
    }


def rows(window: QWidget) -> list[str]:
    return [
        str(table.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        for table in window.findChildren(QTableView)
        if table.isVisible() and table.model().rowCount()
    ]


def main() -> None:
    """Show the gallery until standard input ends."""
    state, language = sys.argv[1:]
    QApplication(["fallback-console"])
    studio = Studio()
    with at_work(studio, state, language, (Size.WINDOW_W, Size.WINDOW_H)) as stage:
        orders = Orders(lambda order: follow(stage, order))
        answer(seen())
        orders.stay()
    studio.close()


if __name__ == "__main__":
    main()
