"""A window without a screen in a process of its own, in which two long cases are opened in turn.

Usage: python -m tests.bench.case_child FOLDER

Prints one line of JSON: milliseconds from asking for a case until its timeline was painted, one number for each time.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer

from fallback_console.compose.gallery.pretended import LOGIN, MINUTE, make_world
from fallback_console.compose.gallery.states import everything_up, fill
from fallback_console.domain.mirror import PulledItem, PullPage
from fallback_console.domain.views import CaseFilter
from fallback_console.services import cases, mirroring, queue
from fallback_console.store.tx import Tx
from fallback_console.ui.case.pane import CasePane
from fallback_console.ui.gallery.stage import Stage, Studio
from fallback_console.ui.views.queue_view import QueueView

__all__ = ["ITEMS", "main"]

ITEMS = 2_000
_TIMES = 120
_WARM = 10
_PATIENCE_MS = 5_000
_TEXT = (
    "The customer writes that it still shows the old address. 担当者が午後に折り返します。 We asked the carrier again.\n"
    "On Monday, 23 November 2026, Support <support@example.com> wrote:\n> please send us a picture\n> of what you see\n> today\n"
)


class _Watch(QObject):
    """Tells when the timeline was painted with the case that was asked for."""

    def __init__(self, pane: CasePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._loop = QEventLoop()
        self._newest = ""
        self._painted_at = 0.0
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._loop.quit)
        pane.timeline.viewport().installEventFilter(self)

    def open(self, key: str, newest: str) -> float:
        """Open a case; milliseconds until it was painted.

        Args:
            newest: words of its newest item.
        """
        self._newest = newest
        begin = time.perf_counter()
        self._pane.open_case(key)
        self._patience.start(_PATIENCE_MS)
        self._loop.exec()
        assert self._painted_at > begin, "it was never painted"
        return (self._painted_at - begin) * 1000

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._is_there():
            self._newest = ""
            # After this event: then it is painted.
            QTimer.singleShot(0, self._painted)
        return False

    def _is_there(self) -> bool:
        lines = self._pane.lines
        count = lines.rowCount()
        return bool(self._newest) and count > 0 and lines.line(count - 1).body.startswith(self._newest)

    def _painted(self) -> None:
        self._painted_at = time.perf_counter()
        self._loop.quit()


def _long(world: object, key: str) -> str:
    """Half of the items come from the helpdesk, half were made here; words of the newest."""
    number, now = key.partition(":")[2], world.clock.now  # type: ignore[attr-defined]
    items = tuple(
        PulledItem(
            f"{number}-{n}", number, ("customer", "reply", "note")[n % 3], "m.tanaka", now - (ITEMS - n) * MINUTE, _TEXT
        )
        for n in range(ITEMS // 2)
    )
    world.do(mirroring.store_page, "rt", "cases", PullPage((), items, (), f"long {number}", True))  # type: ignore[attr-defined]

    def write(tx: Tx) -> None:
        for n in range(ITEMS // 2):
            cases.add_note(tx, LOGIN, key, f"{number} note {n}\n{_TEXT}")

    world.do(write)  # type: ignore[attr-defined]
    return f"{number} note {ITEMS // 2 - 1}"


def main() -> None:
    """Open and measure."""
    world = make_world(Path(sys.argv[1]))
    fill(world, 200)
    everything_up(world)
    one, other = (row.key for row in world.store.read(lambda r: queue.list_cases(r, CaseFilter(), limit=2)))
    newest = {key: _long(world, key) for key in (one, other)}
    studio = Studio()
    with Stage(studio, world.context()) as stage:
        stage.window.show_view("queue", one)
        stage.settle()
        view = stage.window.view("queue")
        assert isinstance(view, QueueView)
        watch = _Watch(view.case)
        gc.freeze()
        found = [watch.open(key, newest[key]) for _ in range(_TIMES // 2 + _WARM) for key in (other, one)]
    studio.close()
    world.store.close()
    print(json.dumps({"ms": found[2 * _WARM :]}), flush=True)


if __name__ == "__main__":
    main()
