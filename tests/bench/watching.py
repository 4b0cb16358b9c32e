"""What is measured inside a window's process. It loads Qt: the program's own start comes first, see ``window_child``."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

from tests.bench.window_child import NOTES

__all__ = ["Shift", "bare", "once_painted", "queue_of", "the_window", "then_settle"]

_LOOK_MS = 5
_SETTLE_MS = 1500
_BEAT_MS = 2
_WORTH_TELLING_MS = 8.0
_PATIENCE_SECONDS = 240.0


def say(**facts: object) -> None:
    """One line of JSON, with what the process took until now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    facts |= {"at": time.monotonic(), "cpu": used.ru_utime + used.ru_stime, "rss_mb": _resident() / 2**20}
    print(json.dumps(facts), flush=True)


def _resident() -> int:
    """Bytes of memory that are in use, as the kernel counts them."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


class _Painted(QObject):
    """Tells once when a table has painted itself; with ``filled`` only when there was something to paint."""

    painted = Signal()

    def __init__(self, table: QTableView, *, filled: bool) -> None:
        super().__init__(table)
        self._table = table
        self._filled = filled
        self._told = False
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._told and self._is_filled():
            self._told = True
            # After this event: then it is painted.
            QTimer.singleShot(0, self.painted.emit)
        return False

    def _is_filled(self) -> bool:
        model = self._table.model()
        return not self._filled or (model.rowCount() > 0 and model.index(0, 2).data() not in ("", "…"))


def then_settle() -> None:
    """It can be used; once more when it has come to rest."""
    say(phase="usable")
    QTimer.singleShot(_SETTLE_MS, _settled)


def _settled() -> None:
    say(phase="settled")
    sys.stdout.flush()
    # The measurement ends here; closing is not part of it.
    os._exit(0)


def once_painted(table: QTableView, then: Callable[[], None], *, filled: bool = True) -> None:
    """Call when a table has painted itself, by default with something in it."""
    _Painted(table, filled=filled).painted.connect(then)


def the_window() -> QMainWindow:
    """The program's."""
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMainWindow))


def queue_of(window: QMainWindow) -> QTableView:
    """Its list of cases."""
    found = window.findChild(QTableView, "queue")
    assert isinstance(found, QTableView)
    return found


def bare() -> None:
    """QApplication, QMainWindow, QTableView, and nothing else."""
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    table = QTableView()
    window.setCentralWidget(table)
    once_painted(table, then_settle, filled=False)
    window.resize(1280, 800)
    window.show()
    app.exec()


class Shift(QObject):
    """Watches the window's thread from the beginning of the pull until everything is mirrored and delivered."""

    _pulling = Signal()

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._heart = _Heart(self)
        self._seen = 0
        self._pulled = False
        self._delivered = 0
        self._pulling.connect(self._begin)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._look_whether_done)

    def take(self, event: Any) -> None:
        """An event of the engine, in its thread."""
        if type(event).__name__ == "PullProgress":
            if not self._seen and event.phase == "running":
                self._seen = 1
                self._pulling.emit()
            self._pulled = self._pulled or event.phase == "done"
            self._seen = max(self._seen, event.seen)
        elif type(event).__name__ == "CourierProgress" and event.state == "confirmed":
            self._delivered += 1

    def _begin(self) -> None:
        self._heart.start()
        self._look.start()

    def _look_whether_done(self) -> None:
        if (self._pulled and self._delivered >= NOTES) or self._heart.beating_for() > _PATIENCE_SECONDS:
            longest = sorted(self._heart.pauses, reverse=True)[:10]
            facts = {"pulled": self._seen if self._pulled else -1, "delivered": self._delivered}
            say(phase="done", stall_ms=longest[0][0], longest=longest, seconds=self._heart.beating_for(), **facts)
            os._exit(0)


class _Heart(QObject):
    """Beats in the window's thread and remembers the longer times in which it could not: (milliseconds, seconds since start)."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._begin = self._last = time.perf_counter()
        self.pauses: list[tuple[float, float]] = [(0.0, 0.0)]

    def start(self) -> None:
        """From now on."""
        self._begin = self._last = time.perf_counter()
        self._timer.start()

    def beating_for(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self._begin

    def _beat(self) -> None:
        now = time.perf_counter()
        pause = (now - self._last) * 1000 - _BEAT_MS
        self._last = now
        if pause > _WORTH_TELLING_MS:
            self.pauses.append((pause, now - self._begin))
