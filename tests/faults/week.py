"""A week of use: somebody does at random what can be done in the window, and things happen meanwhile. In a process of its own.

Usage: python -m tests.faults.week SEED ACTIONS

Prints one line of JSON at the end. Anything that Qt or the program complains of ends it, with what was done last.
"""

from __future__ import annotations

import ctypes
import gc
import json
import logging
import os
import random
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QEventLoop,
    QModelIndex,
    QObject,
    Qt,
    QTimer,
    qInstallMessageHandler,
)
from PySide6.QtGui import QCloseEvent, QPixmapCache
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from fallback_console.adapters.pdf import PrintedList, write_pdf
from fallback_console.compose.gallery.pretended import MINUTE, World
from fallback_console.compose.gallery.tour import open_state
from fallback_console.domain.events import (
    CourierProgress,
    EngineEvent,
    OutageChanged,
    PullProgress,
    SmsArrived,
)
from fallback_console.domain.health import State, SystemHealth
from fallback_console.domain.views import CaseFilter, CaseSort
from fallback_console.services import cases, lock, outages, queue
from fallback_console.ui.gallery.exhibits import EXHIBITS
from fallback_console.ui.gallery.stage import Stage, Studio
from fallback_console.ui.theme import Size
from fallback_console.ui.view_list import make_lock, view_specs
from tests.ui import walk
from tests.ui.hostile_texts import HOSTILE

__all__ = ["main"]

PASSPHRASE = "four small words"
WARM = 500
"""Actions after which memory is measured first."""

_WORDS = (
    "障害",
    "delivery",
    "#48011",
    "Sato",
    "請求",
    "invoice",
    "+1 202-555-0114",
    "明日 9:00",
    "tomorrow 9:00",
    "zeppelin",
    "",
)
_KEYS = (
    *(
        "Tab",
        "Backtab",
        "Up",
        "Down",
        "Left",
        "Right",
        "Return",
        "Escape",
        "Space",
        "Home",
        "End",
        "PageDown",
        "PageUp",
    ),
    *("J", "K", "N", "S", "R", "L", "C", "A", "Slash", "Delete", "F1", "F5"),
)
_CONTROL = (*"123456789", "F", "N", "K", "Return", "Z")
_SIZES = ((Size.WINDOW_MIN_W, Size.WINDOW_MIN_H), (Size.WINDOW_W, Size.WINDOW_H), (1600, 1000))
_QT_MAY_SAY = ("This plugin does not support",)
_MEANWHILE_MS = 2
_PATIENCE_MS = 3_000


class Complaints(logging.Handler):
    """Everything that Qt, Python or the program complains of, from any thread."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def listen(self) -> None:
        """From now on."""
        logging.getLogger().addHandler(self)
        qInstallMessageHandler(self._qt)
        sys.excepthook = lambda kind, error, trace: self.said.append("".join(traceback.format_exception(error)))
        threading.excepthook = lambda args: self.said.append("".join(traceback.format_exception(args.exc_value)))
        sys.unraisablehook = lambda args: self.said.append(f"{args.err_msg} {args.exc_value!r} in {args.object!r}")

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"log: {self.format(record)}")

    def _qt(self, kind: object, where: object, message: str | None) -> None:
        if not (message or "").startswith(_QT_MAY_SAY):
            self.said.append(f"Qt: {message}")


class Doors(QObject):
    """Keeps the window open: a week of use does not end because somebody closed it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QCloseEvent) and event.type() == QEvent.Type.Close:
            event.ignore()
            return True
        return False


class Week:
    """Somebody at a window, and the world around it.

    Attributes:
        trail: what was done last, for who has to find out.
        counts: what was done how often.
    """

    def __init__(self, stage: Stage, world: World, seed: int) -> None:
        self.random = random.Random(seed)
        self.stage, self.world, self.window = stage, world, stage.window
        self.trail: deque[str] = deque(maxlen=12)
        self.counts: Counter[str] = Counter()
        self.lock = make_lock(stage.window, stage.tools)
        self._pks = world.store.read(lambda r: queue.list_cases(r, CaseFilter(), CaseSort.DUE, limit=60))
        self._escape = QTimer(self.window)
        self._escape.setInterval(20)
        self._escape.timeout.connect(self._leave_popups)
        self._escape.start()
        # The last ones are rare: a theme and a passphrase take longer than everything else together.
        self._ways: list[tuple[float, Callable[[], str]]] = [
            (28, self.press_a_key),
            (24, self.press_a_button),
            (14, self.write),
            (12, self.choose_a_row),
            (2, self.choose_an_item),
            (6, self.go_to_a_view),
            (6, self.open_a_case),
            (8, self.tell_an_event),
            (3, self.work_elsewhere),
            (3, self.let_time_pass),
            (1, self.resize),
            (0.3, self.look_differently),
            (0.3, self.lock_and_unlock),
        ]

    def act(self) -> None:
        """One thing at random."""
        (way,) = self.random.choices([way for _, way in self._ways], [weight for weight, _ in self._ways])
        name = way.__name__
        self.counts[name] += 1
        self.trail.append(name)
        self.trail[-1] = f"{name}: {way()}"
        if self.lock.locked and name != "lock_and_unlock":
            self.unlock()

    # What a person does.

    def press_a_key(self) -> str:
        at = QApplication.focusWidget() or self.window
        if self.random.random() < 0.2:
            key = self.random.choice(_CONTROL)
            QTest.keyClick(at, _key(key), Qt.KeyboardModifier.ControlModifier)
            return f"Ctrl+{key} at {walk.describe(at)}"
        key = self.random.choice(_KEYS)
        QTest.keyClick(at, _key(key))
        return f"{key} at {walk.describe(at)}"

    def press_a_button(self) -> str:
        buttons = [w for w in self._usable() if isinstance(w, QAbstractButton)]
        if not buttons:
            return ""
        button = self.random.choice(buttons)
        said = walk.describe(button)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        return said

    def write(self) -> str:
        fields = [w for w in self._usable() if isinstance(w, QLineEdit | QPlainTextEdit) and not w.isReadOnly()]
        if not fields:
            return ""
        field = self.random.choice(fields)
        said = walk.describe(field)
        name, text = self._named_text()
        field.setFocus()
        if self.random.random() < 0.6:
            field.selectAll()
        if text.isascii() and text.isprintable() and len(text) < 30:
            QTest.keyClicks(field, text)
        else:
            QApplication.clipboard().setText(text)
            QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        if self.random.random() < 0.3:
            QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        return f"{name} into {said}"

    def choose_a_row(self) -> str:
        lists = [w for w in self._usable() if isinstance(w, QAbstractItemView) and w.model().rowCount()]
        if not lists:
            return ""
        shown = self.random.choice(lists)
        row = self.random.randrange(shown.model().rowCount())
        index = shown.model().index(row, 0)
        shown.scrollTo(index)
        place = shown.visualRect(index).center()
        click = QTest.mouseDClick if self.random.random() < 0.2 else QTest.mouseClick
        click(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
        return f"row {row} of {walk.describe(shown)}"

    def choose_an_item(self) -> str:
        boxes = [w for w in self._usable() if isinstance(w, QComboBox | QSpinBox)]
        if not boxes:
            return ""
        box = self.random.choice(boxes)
        said = walk.describe(box)
        QTest.keyClick(box, self.random.choice((Qt.Key.Key_Up, Qt.Key.Key_Down)))
        return said

    def go_to_a_view(self) -> str:
        name = self.random.choice([*(spec.name for spec in view_specs()), "playbook"])
        self.window.show_view(name)
        return name

    def open_a_case(self) -> str:
        key = self.random.choice(self._pks).key
        self.window.show_view("queue", key)
        return key

    def look_differently(self) -> str:
        if self.random.random() < 0.5:
            mode = self.random.choice(("light", "dark", "system"))
            self.stage.tools.theme.set_mode(mode)
            return mode
        language = self.random.choice(("en", "ja"))
        self.stage.tools.languages.choose(language)
        return language

    def resize(self) -> str:
        size = self.random.choice(_SIZES)
        self.window.resize(*size)
        return str(size)

    def lock_and_unlock(self) -> str:
        self.lock.lock()
        self.until(lambda: self.lock.locked)
        self.unlock()
        return ""

    def unlock(self) -> None:
        page = self.lock.page
        field = page.findChild(QLineEdit) if page is not None else None
        if field is None:
            return
        field.setText(PASSPHRASE)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.until(lambda: not self.lock.locked)

    def come_to_rest(self) -> None:
        """As the window was at the beginning, so that memory is measured of the same picture each time."""
        self.unlock()
        self.stage.tools.languages.choose("en")
        self.stage.tools.theme.set_mode("light")
        self.window.resize(Size.WINDOW_W, Size.WINDOW_H)
        self.window.show_view("queue", self._pks[0].key)
        for field in self.window.findChildren(QLineEdit):
            field.clear()
        self.until(lambda: not self.window.busy)
        self.live()

    # What happens meanwhile.

    def tell_an_event(self) -> str:
        event = self.random.choice((self._health, self._pull, self._courier, self._outage, self._message))()
        self.world.engine.tell(event)
        return type(event).__name__

    def _health(self) -> EngineEvent:
        from fallback_console.domain.events import HealthChanged

        system = self.random.choice(("helpdesk", "slack", "mail", "sms:kannel", "status:vendor"))
        state = self.random.choice(list(State))
        now = self.world.clock.now
        health = SystemHealth(system, state, now - MINUTE, now, state == State.UP, detail=self._text())
        self.world.engine.systems[system] = health
        return HealthChanged(health)

    def _pull(self) -> EngineEvent:
        phase = self.random.choice(("running", "running", "done", "failed", "cancelled"))
        return PullProgress(
            "helpdesk", phase, self.random.randrange(500), self.random.choice((None, 500)), self._text()
        )

    def _courier(self) -> EngineEvent:
        sink = self.random.choice(("helpdesk", "sms"))
        state = self.random.choice(("waiting", "in_flight", "confirmed", "unknown"))
        phase = self.random.choice(("idle", "canary", "flowing"))
        return CourierProgress(sink, self.random.randrange(1, 30), state, phase == "flowing", phase)

    def _outage(self) -> EngineEvent:
        running = self.world.store.read(outages.current)
        if running is None:
            self.world.do(outages.declare, "monitor", ["slack"], self._text() or "It is down.", self.world.clock.now)
            running = self.world.store.read(outages.current)
        return OutageChanged(running.id if running is not None else "", running is not None)

    def _message(self) -> EngineEvent:
        return SmsArrived("0193a1b2-0000-7000-8000-000000000000", self.random.choice(self._pks).key)

    def work_elsewhere(self) -> str:
        """Somebody else, or another process, works on a case."""
        key = self.random.choice(self._pks).key
        self.world.do(cases.add_note, "bob", key, self._text() or "A note.")
        return key

    def let_time_pass(self) -> str:
        minutes = self.random.choice((1, 5, 60, 600))
        self.world.clock.now += minutes * MINUTE
        self.stage.tools.ticker.ticked.emit()
        return f"{minutes} min"

    # Hands.

    def until(self, condition: Callable[[], object]) -> None:
        """Let the window live until it is so, or for a while."""
        end = time.monotonic() + _PATIENCE_MS / 1000
        while not condition() and time.monotonic() < end:
            QTest.qWait(_MEANWHILE_MS)

    def live(self) -> None:
        """What was asked for may come in and be painted."""
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _MEANWHILE_MS)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[call-overload]

    def _named_text(self) -> tuple[str, str]:
        """Mostly what people write; now and then what somebody wants to break the window with."""
        if self.random.random() < 0.25:
            return self.random.choice(list(HOSTILE.items()))
        word = self.random.choice(_WORDS)
        return word, word

    def _text(self) -> str:
        return self._named_text()[1].encode("utf-8", "ignore").decode()

    def _usable(self) -> list[QWidget]:
        windows = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        return [w for window in windows for w in walk.interactive(window) if w.isEnabled()]

    def _leave_popups(self) -> None:
        # A file dialog is Qt's; what it asks in dialogs of its own would wait for ever.
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.close()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            if isinstance(popup, QAbstractItemView):
                popup.setCurrentIndex(QModelIndex())
            QTest.keyClick(popup, Qt.Key.Key_Escape)
            popup.close()


def _key(name: str) -> Qt.Key:
    return getattr(Qt.Key, f"Key_{name}")  # type: ignore[no-any-return]


def resident() -> int:
    """Bytes of memory in use, as the kernel counts them; what Qt and the allocator keep for later is given back first."""
    gc.collect()
    QPixmapCache.clear()
    ctypes.CDLL(None).malloc_trim(0)
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def look_around(stage: Stage, place: Path) -> None:
    """Everything has been on the screen once, in both languages, and something was printed: what is only made when it is first seen,
    and the fonts and the library that printing loads once, are no growth."""
    write_pdf(place / "printed.pdf", "Week", "Week", [PrintedList("A list", ("Name",), (("名前",),), (1.0,))])
    for language in ("ja", "en"):
        stage.tools.languages.choose(language)
        stage.settle()
        for one in EXHIBITS:
            if stage.state in one.states:
                one.show(stage)
                stage.settle(one.name)
                one.hide(stage)
                stage.settle()


def live_through(seed: int, actions: int) -> dict[str, Any]:
    """The figures of a week.

    Raises:
        SystemExit: somebody complained.
    """
    complaints = Complaints()
    complaints.listen()
    studio = Studio()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(
        prefix="fallback-week-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None
    ) as place:
        world, props = open_state(Path(place), "outage")
        hashed = lock.hashed(None, PASSPHRASE)
        world.do(lock.keep, hashed)
        with Stage(studio, world.context(), props=props, state="outage") as stage:
            look_around(stage, Path(place))
            week = Week(stage, world, seed)
            doors = Doors(stage.window)
            warm = 0
            try:
                for number in range(actions):
                    week.act()
                    week.live()
                    if number % 100 == 0:
                        # The program's threads must not be those that find a widget to be garbage.
                        gc.collect()
                        week.until(lambda: not stage.window.busy)
                    if complaints.said:
                        tell_and_leave(week, complaints, number)
                    if number == WARM:
                        week.come_to_rest()
                        warm = resident()
                    if number % 1000 == 0:
                        print(f"{number} {resident() / 2**20:.1f} MiB", file=sys.stderr, flush=True)
            except Exception as error:
                complaints.said.append("".join(traceback.format_exception(error)))
                tell_and_leave(week, complaints, number)
            week.come_to_rest()
            end = resident()
            stage.window.removeEventFilter(doors)
            week._escape.stop()
            stage.window.call_bar.head.discard_requested.emit()
        world.store.close()
    return {
        "seed": seed,
        "actions": actions,
        "seconds": round(time.monotonic() - began, 1),
        "warm_mib": round(warm / 2**20, 1),
        "end_mib": round(end / 2**20, 1),
        "ratio": round(end / warm, 3),
        "counts": week.counts,
        "complaints": complaints.said,
    }


def tell_and_leave(week: Week, complaints: Complaints, number: int) -> None:
    """Say what went wrong, after what; nothing that comes later would be worth anything."""
    print(f"action {number}:", *complaints.said, "after:", *week.trail, sep="\n", file=sys.stderr, flush=True)
    os._exit(1)


def main() -> None:
    """Live through it."""
    seed, actions = (int(word) for word in sys.argv[1:])
    print(json.dumps(live_through(seed, actions)))


if __name__ == "__main__":
    main()
