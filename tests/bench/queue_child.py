"""The queue's table in a process of its own: ``python -m tests.bench.queue_child scroll|search FOLDER``.

``scroll`` turns through the table of a million cases and through one with the same delegate whose rows are all in memory, in turn,
and prints the time of each frame. ``search`` types into the window's search box and prints for each key how long it took until
what it found was painted. Both print one line of JSON.
"""

from __future__ import annotations

import gc
import json
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, QSettings, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from fallback_console.compose.gallery.pretended import FakeEngine, MemoryPreferences, MemorySecrets
from fallback_console.compose.profile import Profile
from fallback_console.domain.views import CaseFilter, CaseSort
from fallback_console.resources_path import resource
from fallback_console.services import queue
from fallback_console.ui.bridge import Bridge
from fallback_console.ui.context import ProfileFacts, WindowContext
from fallback_console.ui.i18n import Languages
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.models.queue_filters import SavedFilter
from fallback_console.ui.models.queue_lines import PAGE
from fallback_console.ui.models.queue_model import QueueModel
from fallback_console.ui.theme import Size, Theme
from fallback_console.ui.view_list import view_specs
from fallback_console.ui.views.base import Tools
from fallback_console.ui.views.queue_list import QueueList
from fallback_console.ui.views.queue_table import QueueTable
from fallback_console.ui.views.queue_view import QueueView
from fallback_console.ui.widgets.times import Ticker
from tests.bench.filled import open_filled

FRAMES = 480
_FRAME_SECONDS = 1 / 60
_BLOCK = 20
_STEPS = (Size.ROW, 3 * Size.ROW, 10 * Size.ROW)
"""A notch of the wheel, a quick turn, a page."""

_TYPED = ("printer", "refund", "invoice", "障害", "password", "delivery 91", "4810", "harbour", "export", "01632")


class Static(QueueModel):
    """The baseline: every line has its row in memory from the beginning."""

    def fill(self, rows: list[Any], count: int) -> None:
        """So many lines over these rows."""
        self.beginResetModel()
        self._rows = {row.pk: row for row in rows}
        for _ in range(count // len(rows) + 1):
            self._pks.extend(row.pk for row in rows)
        self._pks = self._pks[:count]
        self.endResetModel()
        for number in range(len(rows)):
            self.cell(number)


def tools_for(app: QApplication, profile: Profile) -> Tools:
    """What a window works with, without a network."""
    store = profile.store
    engine = FakeEngine()
    context = WindowContext(
        desk=profile.desk,
        engine=engine,
        secrets=MemorySecrets(),
        preferences=MemoryPreferences(),
        profile=ProfileFacts(profile.kind, profile.folder, "keychain", store.station, "bench"),
        clock=profile.clock,
        check_connection=lambda _connection, _typed: (_ for _ in ()).throw(NotImplementedError),
        subscribe_changes=store.subscribe,
        subscribe_events=engine.subscribe,
        poll_foreign=store.poll_foreign,
        start=lambda: None,
        close=lambda: None,
    )
    bridge = Bridge(context)
    return Tools(Theme(app, "light"), Languages(app, resource("translations"), "en"), context, bridge, Ticker(bridge))


def window_of(tools: Tools) -> tuple[MainWindow, QueueList]:
    """A window on the queue with the team's cases in it."""
    folder = tempfile.mkdtemp()
    settings = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)
    window = MainWindow(tools, view_specs(), settings)
    window.show_view("queue")
    window.show()
    window.activateWindow()
    view = window.view("queue")
    assert isinstance(view, QueueView)
    cases = view.list
    # Closed ones too: all there are.
    cases.feed.try_filter(SavedFilter(closed=True))
    until(lambda: not window.busy and not cases.feed.busy and cases.model.rowCount() > 0)
    return window, cases


def until(condition: Callable[[], bool], seconds: float = 120) -> None:
    """Let the window work until it is so, and then a little more."""
    loop = QEventLoop()
    look = QTimer()
    look.setInterval(5)
    calm = 0
    end = time.monotonic() + seconds

    def see() -> None:
        nonlocal calm
        calm = calm + 1 if condition() else 0
        if calm > 20 or time.monotonic() > end:
            loop.quit()

    look.timeout.connect(see)
    look.start()
    loop.exec()
    assert condition()


def frames(app: QApplication, tables: tuple[QTableView, QTableView]) -> tuple[list[float], list[float]]:
    """Milliseconds for each of many frames of both tables: from the moment it is due until it is painted.

    Frames come at the pace of a display. What comes from other threads between two of them is taken over in between, as in the
    window; where that takes too long, the next frame is late, and that counts. The tables take turns after a third of a second,
    so that the machine's moods hit both alike.
    """
    times: tuple[list[float], list[float]] = ([], [])
    for table in tables:
        table.verticalScrollBar().setValue(0)
    for block in range(FRAMES // _BLOCK):
        step = _STEPS[block % len(_STEPS)]
        for table, found in zip(tables, times, strict=True):
            pause(app, 0.05)
            bar = table.verticalScrollBar()
            due = time.perf_counter()
            for _ in range(_BLOCK):
                due = max(due + _FRAME_SECONDS, time.perf_counter())
                while time.perf_counter() < due:
                    app.processEvents()
                    time.sleep(0.0005)
                bar.setValue(bar.value() + step)
                app.processEvents()
                table.viewport().repaint()
                found.append((time.perf_counter() - due) * 1000)
    return times


def scroll(app: QApplication, folder: Path, runs: int) -> dict[str, Any]:
    """Both tables in turn."""
    with closing(open_filled(folder)) as profile:
        tools = tools_for(app, profile)
        window, cases = window_of(tools)
        count = cases.model.rowCount()
        model = Static(profile.desk.login, profile.clock.now_ms)
        pks = profile.store.read(lambda r: queue.case_pks(r, CaseFilter(), CaseSort.DUE))[: 40 * PAGE]
        model.fill(profile.store.read(lambda r: queue.case_rows(r, pks)), count)
        static = QueueTable(tools.theme, model)
        static.resize(cases.table.size())
        static.show()
        until(lambda: static.was_painted)
        found: dict[str, Any] = {"rows": count, "ours": [], "bare": []}
        gc.collect()
        frames(app, (cases.table, static))
        for _ in range(runs):
            ours, bare = frames(app, (cases.table, static))
            found["ours"].append(ours)
            found["bare"].append(bare)
        window.close()
        static.close()
        tools.bridge.close()
    return found


class Painted(QObject):
    """Notes when what a text finds has been painted."""

    def __init__(self, cases: QueueList) -> None:
        super().__init__()
        self._list = cases
        self._text: str | None = None
        self.at = 0.0
        # After the list, which takes it over first.
        cases.feed.answered.connect(self._take)

    def wait_for(self, text: str) -> None:
        """Begin to look for what this text finds."""
        self._text, self.at = text, 0.0

    def _take(self, listing: Any) -> None:
        if not self.at and listing.question.filter.search == self._text:
            # At once: an answer that shows what was shown already would be painted never.
            (self._list.table.viewport() if len(listing.pks) else self._list).repaint()
            self.at = time.perf_counter()


def search(app: QApplication, folder: Path) -> dict[str, Any]:
    """Somebody types, key by key."""
    times = []
    with closing(open_filled(folder)) as profile:
        tools = tools_for(app, profile)
        window, cases = window_of(tools)
        seen = Painted(cases)
        box = cases.search
        box.setFocus()
        gc.collect()
        for words in _TYPED * 3:
            typed = ""
            for letter in words:
                typed += letter
                if typed != typed.strip():
                    QTest.keyClicks(box, letter)
                    continue
                seen.wait_for(typed)
                begin = time.perf_counter()
                if letter.isascii():
                    QTest.keyClicks(box, letter)
                else:
                    box.insert(letter)
                while seen.at <= 0:
                    app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
                times.append((seen.at - begin) * 1000)
                pause(app, 0.12)
            box.clear()
            until(lambda: not window.busy and not cases.feed.busy)
        window.close()
        tools.bridge.close()
    return {"times": times}


def pause(app: QApplication, seconds: float) -> None:
    """The time between two keys of somebody who types."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        app.processEvents()
        time.sleep(0.002)


def main() -> None:
    """One of the two."""
    what, folder = sys.argv[1], Path(sys.argv[2])
    app = QApplication(["bench"])
    found = scroll(app, folder, int(sys.argv[3])) if what == "scroll" else search(app, folder)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
