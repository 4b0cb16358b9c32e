"""Every view: reachable by keyboard, named for screen readers, nothing cut off, foreign text stays plain text."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fallback_console.services import cases
from fallback_console.ui.main_window import BRIEFING, PLAYBOOK, REPORT, MainWindow
from fallback_console.ui.theme import Size
from fallback_console.ui.view_list import view_specs
from fallback_console.ui.views.base import Tools
from tests.ui import walk
from tests.ui.hostile_texts import HOSTILE
from tests.ui.world import LOGIN, World, busy_sync, everything_up, fill, outage

Open = Callable[..., MainWindow]
VIEWS = [spec.name for spec in view_specs()] + [PLAYBOOK, BRIEFING, REPORT]


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Queries that are under way have been shown."""
    qtbot.wait_until(lambda: not window.busy, timeout=5000)
    qtbot.wait(20)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("state", ["empty", "outage"])
def test_keyboard_and_names(qtbot: QtBot, world: World, open_window: Open, view: str, state: str) -> None:
    if state == "outage":
        demo = fill(world, 60)
        outage(world)
        busy_sync(world, demo)
    window = open_window(view)
    settle(qtbot, window)
    assert walk.nameless(window) == []
    assert walk.unreachable(window) == []


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("size", [(Size.WINDOW_MIN_W, Size.WINDOW_MIN_H), (Size.WINDOW_W, Size.WINDOW_H)])
def test_nothing_is_cut_off(
    qtbot: QtBot, world: World, tools: Tools, open_window: Open, language: str, mode: str, size: tuple[int, int]
) -> None:
    demo = fill(world, 60)
    outage(world)
    busy_sync(world, demo)
    tools.theme.set_mode(mode)
    tools.languages.choose(language)
    window = open_window(VIEWS[0], *size)
    for view in VIEWS:
        window.show_view(view)
        settle(qtbot, window)
        assert walk.clipped(window) == [], view
        assert (window.width(), window.height()) == size, view


def test_the_language_changes_while_the_window_is_open(
    qtbot: QtBot, world: World, tools: Tools, open_window: Open
) -> None:
    demo = fill(world, 30)
    outage(world)
    busy_sync(world, demo)
    window = open_window(VIEWS[0], Size.WINDOW_MIN_W, Size.WINDOW_MIN_H)
    for view in VIEWS:
        window.show_view(view)
    settle(qtbot, window)
    tools.languages.choose("ja")
    settle(qtbot, window)
    for view in VIEWS:
        window.show_view(view)
        settle(qtbot, window)
        assert walk.clipped(window) == [], view
    assert "停止" in window.outage_bar.headline
    tools.languages.choose("en")
    settle(qtbot, window)
    assert "are down since" in window.outage_bar.headline


@pytest.mark.parametrize("name", [name for name in HOSTILE if name != "surrogate"])
def test_hostile_text_stays_text(qtbot: QtBot, world: World, open_window: Open, name: str) -> None:
    text = HOSTILE[name]
    demo = fill(world, 30, foreign=text)
    everything_up(world)
    for one in demo.cases[:5]:
        world.do(cases.add_note, LOGIN, f"rt:{one.case.remote_id}", text)
    window = open_window(VIEWS[0], Size.WINDOW_MIN_W, Size.WINDOW_MIN_H)
    for view in VIEWS:
        window.show_view(view)
        settle(qtbot, window)
        for label in window.findChildren(QLabel):
            if label.text():
                assert label.textFormat() == Qt.TextFormat.PlainText, walk.describe(label)
            assert not re.search("<(b|img|a)[ >]", label.toolTip())
        assert walk.clipped(window) == [], view
        assert window.width() == Size.WINDOW_MIN_W


class Doorman(QObject):
    """Remembers every window that opens besides the one that may."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("kind", ["real", "drill"])
def test_no_other_window_flashes(qtbot: QtBot, qapp: QApplication, world: World, open_window: Open, kind: str) -> None:
    world.kind = kind
    demo = fill(world, 30)
    outage(world)
    busy_sync(world, demo)
    doorman = Doorman()
    qapp.installEventFilter(doorman)
    window = open_window(VIEWS[0])
    for view in VIEWS:
        window.show_view(view)
        settle(qtbot, window)
    qapp.removeEventFilter(doorman)
    assert doorman.seen == ["MainWindow"]
