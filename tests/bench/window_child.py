"""Windows in processes of their own, measured from outside: ``python -m tests.bench.window_child bare|console|busy …``.

``bare`` shows an empty table of Qt. ``console FOLDER`` shows the program on a data folder. Both print one line of JSON when they
can be used, that is when the first table was painted, by the program with cases in it, and one more when they have settled.
``busy FOLDER URL TOKEN`` shows the program while its own engine mirrors a helpdesk and delivers notes to it, and prints how long
the window's thread did nothing else.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

CASES = 10_000
NOTES = 1_000
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


def _then_settle() -> None:
    say(phase="usable")
    QTimer.singleShot(_SETTLE_MS, _settled)


def _settled() -> None:
    say(phase="settled")
    sys.stdout.flush()
    # The measurement ends here; closing is not part of it.
    os._exit(0)


def bare() -> None:
    """QApplication, QMainWindow, QTableView, and nothing else."""
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    table = QTableView()
    window.setCentralWidget(table)
    _once_painted(table, _then_settle, filled=False)
    window.resize(1280, 800)
    window.show()
    app.exec()


def console(folder: Path) -> None:
    """The program as ``fallback-console run`` starts it."""
    _run(folder, lambda window: _once_painted(_queue_of(window), _then_settle))


def busy(folder: Path, url: str, token: str) -> None:
    """The program while it mirrors 10,000 cases and delivers 1,000 notes, which were made before."""
    _prepare(folder, url, token)
    shifts: list[_Shift] = []
    _run(folder, lambda window: shifts.append(_Shift(window)), lambda event: shifts[0].take(event))


def _run(folder: Path, shown: Callable[[QMainWindow], None], told: Callable[[Any], None] | None = None) -> None:
    """Open the window and stay.

    Args:
        shown: called in the window's thread when the window is there, before its first cases are.
        told: called in the network thread with each event of the engine.
    """
    # The command line's own start belongs to ours; the bare window loads none of this.
    importlib.import_module("fallback_console.cli")
    app = importlib.import_module("fallback_console.app")
    settings = importlib.import_module("fallback_console.settings").Settings(login="alice")
    make_launch = app.make_launch

    def watched(*arguments: Any) -> Any:
        launch = make_launch(*arguments)
        return launch._replace(open=lambda passphrase: watch(launch.open(passphrase)))

    def watch(context: Any) -> Any:
        if told is not None:
            context.subscribe_events(told)

        def subscribe(listener: Callable[[Any], None]) -> Callable[[], None]:
            # The window's thread does this when it begins to make the window; the next thing it does is to show it.
            QTimer.singleShot(0, lambda: shown(_window()))
            return cast("Callable[[], None]", context.subscribe_changes(listener))

        return context._replace(subscribe_changes=subscribe)

    app.make_launch = watched
    app.run_window(folder, settings, "demo")


def _window() -> QMainWindow:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMainWindow))


def _queue_of(window: QMainWindow) -> QTableView:
    found = window.findChild(QTableView, "queue")
    assert isinstance(found, QTableView)
    return found


def _once_painted(table: QTableView, then: Callable[[], None], *, filled: bool = True) -> None:
    _Painted(table, filled=filled).painted.connect(then)


def _prepare(folder: Path, url: str, token: str) -> None:
    """A profile that knows some of the helpdesk's cases already and has a note for each of them."""
    # Late for the same reason.
    open_profile = importlib.import_module("fallback_console.compose.profile").open_profile
    connections = importlib.import_module("fallback_console.services.connections")
    mirroring = importlib.import_module("fallback_console.services.mirroring")
    cases = importlib.import_module("fallback_console.services.cases")
    domain = importlib.import_module("fallback_console.domain.mirror")
    connection = importlib.import_module("fallback_console.domain.connection").Connection
    settings = importlib.import_module("fallback_console.settings").Settings
    world = importlib.import_module("tests.bench.rt_process").world_of(CASES)
    known = world.cases[:NOTES]
    page = domain.PullPage(tuple(c.case for c in known), (), world.customers + world.team, "", done=False)
    with closing(open_profile(folder, settings(login="alice"), kind="demo")) as profile:
        profile.store.write(lambda tx: mirroring.store_page(tx, "rt", "cases", page)).result()
        while profile.store.write(mirroring.index_some).result():
            pass
        desk = profile.desk
        for case in known:
            key = f"rt:{case.case.remote_id}"
            desk.command(cases.add_note, "alice", key, "The customer was told that it takes until noon.").result()
        profile.secrets.set("helpdesk/token", token)
        values = {"url": url, "closed_days": 10_000}
        desk.command(connections.save, connection("helpdesk", "rt", values)).result()


class _Shift(QObject):
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


def main() -> None:
    """One of the three."""
    what, *rest = sys.argv[1:]
    if what == "bare":
        bare()
    elif what == "console":
        console(Path(rest[0]))
    else:
        busy(Path(rest[0]), rest[1], rest[2])


if __name__ == "__main__":
    main()
