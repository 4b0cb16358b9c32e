"""The roster of a thousand people while fifty things change a second: the window's thread never stands still."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from fallback_console.domain.people_file import read_people
from fallback_console.domain.shifts import Span
from fallback_console.ports.hub import Beat
from fallback_console.resources_path import resource
from fallback_console.services import cases, people_import, presence, shift_import, statuses
from fallback_console.ui.bridge import Bridge
from fallback_console.ui.i18n import Languages
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.roster.view import RosterView
from fallback_console.ui.theme import Theme
from fallback_console.ui.view_list import view_specs
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets.times import Ticker
from tests.bench.figures import Figures
from tests.ui.world import LOGIN, World, fill, make_world

PEOPLE = 1000
A_SECOND = 50
SECONDS = 8.0
BEAT_MS = 2
BAR_MS = 50.0
HOUR = 3_600_000
SAID = ("available", "call", "wrap-up", "away", "off")


def team_sheet() -> str:
    skills = ("Billing", "Network", "Refunds", "VPN", "配送")
    lines = ["ID,Login,Name,Mobile,Mail,Languages,Skills,Groups,Site,Kind"]
    lines += [
        f"{n},agent{n},Person {n:04d},+44 7700 900{n:03d},agent{n}@support.example.com,English,"
        f"{skills[n % 5]}:{n % 5 + 1},Group {n % 12},Site {n % 7},team"
        for n in range(PEOPLE)
    ]
    return "\n".join(lines)


def plan(now: int) -> list[Span]:
    begin = now // HOUR * HOUR
    spans = []
    for n in range(PEOPLE):
        for day in range(-1, 10):
            start = begin + (day * 24 - n % 9) * HOUR
            spans.append(Span("shift", f"agent{n}", start, start + 8 * HOUR))
        if n % 40 == 0:
            spans.append(Span("oncall", f"agent{n}", begin - HOUR, begin + 24 * HOUR, f"Schedule {n % 5}"))
    return spans


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = make_world(tmp_path / "data", now=int(time.time() * 1000))
    fill(made, 300)
    found = made.do(people_import.preview, read_people(team_sheet().encode()), "file.bench")
    made.do(people_import.store_some, LOGIN, found.people)
    planned = made.store.read(lambda r: shift_import.look(r, "bench", plan(made.clock.now)))
    for command, values in shift_import.steps(LOGIN, planned, "bench.csv"):
        made.do(command, *values)
    yield made
    made.store.close()


class Heart:
    """Beats in the window's thread; remembers how long it could not, in milliseconds."""

    def __init__(self) -> None:
        self.pauses: list[float] = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._last = 0.0

    def start(self) -> None:
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.pauses.append((now - self._last) * 1000 - BEAT_MS)
        self._last = now


def work_for(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def test_a_thousand_people_with_fifty_changes_a_second(
    world: World, qapp: QApplication, tmp_path: Path, figures: Figures
) -> None:
    """Statuses, cases that change hands, and stations that are heard of, as they would come from the hub."""
    theme, languages = Theme(qapp, "light"), Languages(qapp, resource("translations"), "en")
    context = world.context()
    bridge = Bridge(context)
    tools = Tools(theme, languages, context, bridge, Ticker(bridge))
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    window = MainWindow(tools, view_specs(), settings)
    window.resize(1280, 800)
    window.show_view("roster")
    window.show()
    view = window.view("roster")
    assert isinstance(view, RosterView)
    # By status: the order in which people move with every change.
    view.list.sort_requested.emit("status")
    work_for(3.0)
    assert view.list.model.rowCount() >= PEOPLE
    keys = [row[0] for row in world.store.read(lambda r: r.rows("SELECT key FROM p_case WHERE closed = 0"))]
    made = 0

    def change() -> None:
        nonlocal made
        made += 1
        login = f"agent{made * 37 % PEOPLE}"
        world.clock.now += 1000 // A_SECOND
        if made % 5 == 0:
            case = keys[made % len(keys)]
            context.desk.command(cases.set_field, LOGIN, case, "owner", login)
        elif made % 5 == 1:
            beat = Beat(f"st-{login}", presence.beat_value(login), world.clock.now)
            context.desk.command(presence.heard, {f"st-{login}": beat})
        else:
            context.desk.command(statuses.set_status, login, SAID[made % 5])

    heart, changes = Heart(), QTimer()
    changes.setTimerType(Qt.TimerType.PreciseTimer)
    changes.setInterval(1000 // A_SECOND)
    changes.timeout.connect(change)
    shown: list[int] = []
    view.list.model.modelReset.connect(lambda: shown.append(made))
    heart.start()
    changes.start()
    work_for(SECONDS)
    changes.stop()
    heart.stop()
    window.close()
    bridge.close()
    languages.uninstall()
    stalls = sorted(heart.pauses, reverse=True)
    print(f"{made} changes, {len(shown)} new orders, longest pauses {[round(one, 1) for one in stalls[:5]]} ms")
    assert made > A_SECOND * SECONDS * 0.8
    assert len(shown) > SECONDS
    assert figures.limit("roster of 1,000, 50 changes a second, longest stall", "ms", stalls[0], BAR_MS).met
