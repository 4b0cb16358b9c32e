"""The shell: what is down and since when, what waits, how old the data are, and the way to everything by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from fallback_console.domain.errors import UnreachableError
from fallback_console.domain.events import OutageChanged, PullProgress
from fallback_console.domain.health import State, SystemHealth
from fallback_console.services import outages
from fallback_console.ui.bridge import Bridge
from fallback_console.ui.i18n import Languages
from fallback_console.ui.main_window import MainWindow, first_size
from fallback_console.ui.shell.evidence import EvidencePanel
from fallback_console.ui.shell.system_list import SystemList
from fallback_console.ui.theme import Size, Theme
from fallback_console.ui.view_list import view_specs
from fallback_console.ui.views.base import Tools
from fallback_console.ui.views.settings_view import SettingsView
from fallback_console.ui.widgets import ChipButton, PlainLabel
from fallback_console.ui.widgets.choices import ComboBox
from fallback_console.ui.widgets.times import Ticker
from tests.ui import walk
from tests.ui.conftest import delete
from tests.ui.world import MINUTE, World, busy_sync, everything_up, fill, outage

Open = Callable[..., MainWindow]


def chips(window: MainWindow) -> list[str]:
    found = [c for c in window.strip.findChildren(ChipButton) if c.isVisible()]
    return [c.text() for c in sorted(found, key=lambda c: c.x())]


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.busy, timeout=3000)


def words(window: MainWindow) -> list[str]:
    return [label.text() for label in window.findChildren(PlainLabel) if label.isVisible()]


def test_an_empty_station_says_so(qtbot: QtBot, open_window: Open) -> None:
    window = open_window("sync")
    settle(qtbot, window)
    assert chips(window) == ["all sent"]
    assert "No system has been checked yet" in words(window)
    assert "no data yet" in words(window)
    assert not window.outage_bar.isVisible()


def test_the_worst_comes_first(qtbot: QtBot, world: World, open_window: Open) -> None:
    demo = fill(world, 60)
    outage(world)
    busy_sync(world, demo)
    window = open_window("sync", 1600, 800)
    settle(qtbot, window)
    assert chips(window) == [
        "Mail down 9 min",
        "Slack down 12 min",
        "Helpdesk up",
        "SMS up",
        "4 need you",
        "6 waiting to be sent",
    ]


@pytest.mark.parametrize(
    ("health", "text", "variant"),
    [
        (SystemHealth("helpdesk", State.UNKNOWN, 0), "Helpdesk not checked yet", "neutral"),
        (SystemHealth("helpdesk", State.SUSPECT, 0), "Helpdesk unsure", "warn"),
        (SystemHealth("helpdesk", State.RECOVERING, 0), "Helpdesk coming back", "accent"),
        (SystemHealth("helpdesk", State.UP, 0), "Helpdesk up", "ok"),
        (SystemHealth("helpdesk", State.UP, 0, sign_in=True), "Helpdesk sign-in problem", "warn"),
        (SystemHealth("front door", State.UP, 0), "front door up", "ok"),
    ],
    ids=lambda value: value.state.value if isinstance(value, SystemHealth) else str(value),
)
def test_every_state_has_its_word(
    qtbot: QtBot, world: World, open_window: Open, health: SystemHealth, text: str, variant: str
) -> None:
    window = open_window("sync")
    world.engine.set_health(health._replace(since_at=world.clock.now))
    qtbot.waitUntil(lambda: text in chips(window), timeout=2000)
    chip = window.strip.chip(health.system)
    assert chip is not None
    assert chip.variant == variant


def test_several_gateways_are_told_apart(qtbot: QtBot, world: World, open_window: Open) -> None:
    everything_up(world)
    window = open_window("sync", 1600, 800)
    settle(qtbot, window)
    assert "SMS up" in chips(window)
    world.engine.set_health(SystemHealth("sms:gammu", State.DOWN, world.clock.now))
    qtbot.waitUntil(lambda: any(chip.startswith("SMS over a GSM modem down") for chip in chips(window)), timeout=3000)
    assert "SMS over Kannel up" in chips(window)


def test_offline_is_said_of_oneself(qtbot: QtBot, world: World, open_window: Open) -> None:
    everything_up(world)
    window = open_window("sync", 1600, 800)
    for one in world.engine.health():
        world.engine.set_health(one._replace(offline=True, state=State.UNKNOWN))
    qtbot.waitUntil(lambda: "You are offline" in chips(window), timeout=2000)
    assert "Helpdesk cannot be seen" in chips(window)
    offline = next(c for c in window.strip.findChildren(ChipButton) if c.text() == "You are offline")
    offline.click()
    assert "probe" in world.engine.asked


def test_many_systems_fit_into_the_smallest_window(qtbot: QtBot, world: World, open_window: Open) -> None:
    outage(world)
    for n in range(12):
        world.engine.set_health(SystemHealth(f"shop {n}", State.UP, world.clock.now))
    window = open_window("sync", Size.WINDOW_MIN_W, Size.WINDOW_MIN_H)
    settle(qtbot, window)
    assert walk.clipped(window) == []
    assert "14 up" in chips(window)
    merged = next(c for c in window.strip.findChildren(ChipButton) if c.text() == "14 up")
    merged.click()
    panel = window.popover.content()
    assert isinstance(panel, SystemList)
    next(c for c in panel.findChildren(ChipButton) if c.text() == "shop 3 up").click()
    assert isinstance(window.popover.content(), EvidencePanel)


def test_the_outage_bar_tells_what_to_do(qtbot: QtBot, world: World, open_window: Open) -> None:
    window = open_window("sync")
    outage(world)
    world.engine.tell(OutageChanged("x", True))
    qtbot.waitUntil(window.outage_bar.isVisible, timeout=3000)
    assert window.outage_bar.headline.startswith("Slack and Mail are down since ")
    assert "SMS and phone" in window.outage_bar.accessibleName()
    world.do(outages.end, "monitor", "Everything is back.")
    qtbot.waitUntil(lambda: not window.outage_bar.isVisible(), timeout=3000)


def test_without_sms_it_does_not_send_people_there(qtbot: QtBot, world: World, open_window: Open) -> None:
    world.do(outages.declare, "monitor", ["helpdesk"], "No answer.", world.clock.now - 3 * MINUTE)
    window = open_window("sync")
    qtbot.waitUntil(window.outage_bar.isVisible, timeout=3000)
    assert window.outage_bar.headline.startswith("Helpdesk is down since ")
    assert "SMS" not in window.outage_bar.accessibleName()


def test_a_chip_opens_its_evidence_and_escape_goes_back(qtbot: QtBot, world: World, open_window: Open) -> None:
    outage(world)
    window = open_window("sync", 1600, 800)
    chip = window.strip.chip("slack")
    assert chip is not None
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Return)
    panel = window.popover.content()
    assert isinstance(panel, EvidencePanel)
    texts = [label.text() for label in panel.findChildren(PlainLabel)]
    assert "api: no answer" in texts
    assert "status-page: the vendor reports an incident" in texts
    assert panel.findChildren(ComboBox) == []
    assert walk.nameless(panel) == []
    qtbot.waitUntil(lambda: panel.history is not None, timeout=3000)
    seen = set()
    for _ in range(6):
        focused = window.focusWidget()
        assert panel.isAncestorOf(focused)
        seen.add(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert len(seen) == 3
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.popover.content() is None
    assert window.focusWidget() is chip


def test_a_click_beside_closes_the_evidence(qtbot: QtBot, world: World, open_window: Open) -> None:
    outage(world)
    window = open_window("sync", 1600, 800)
    chip = window.strip.chip("slack")
    assert chip is not None
    chip.click()
    qtbot.mouseClick(window.popover, Qt.MouseButton.LeftButton, pos=window.rect().bottomRight() / 2)
    assert window.popover.content() is None


def test_a_supervisor_overrules_with_a_reason(qtbot: QtBot, world: World, open_window: Open) -> None:
    world.preferences.values["role"] = "supervisor"
    outage(world)
    window = open_window("sync", 1600, 800)
    chip = window.strip.chip("helpdesk")
    assert chip is not None
    chip.click()
    panel = window.popover.content()
    assert isinstance(panel, EvidencePanel)
    [choice] = panel.findChildren(ComboBox)
    [reason] = panel.findChildren(QLineEdit)
    apply = next(b for b in panel.findChildren(QAbstractButton) if b.text() == "&Set")
    choice.setCurrentIndex(choice.findData("down"))
    assert not apply.isEnabled()
    qtbot.keyClicks(reason, "The vendor told us by phone.")
    world.engine.set_health(world.engine.systems["slack"])
    qtbot.wait(200)
    assert window.popover.content() is panel
    apply.click()
    qtbot.waitUntil(lambda: world.store.read(outages.overrides) == {"helpdesk": "down"}, timeout=3000)
    qtbot.waitUntil(lambda: window.popover.content() is None, timeout=3000)


def test_fetching_shows_progress_and_can_be_stopped(qtbot: QtBot, world: World, open_window: Open) -> None:
    window = open_window("sync")
    actions = {a.text().replace("&", ""): a for a in window.strip.menu.actions()}
    actions["Fetch from the helpdesk now"].trigger()
    assert world.engine.asked == ["pull"]
    world.engine.tell(PullProgress("rt", "running", 120, 520))
    qtbot.waitUntil(lambda: "fetching 120 of 520" in words(window), timeout=2000)
    actions["Fetch from the helpdesk now"].trigger()
    assert world.engine.asked[-1] == "cancel"
    fill(world, 20)
    world.engine.tell(PullProgress("rt", "done", 520, 520))
    qtbot.waitUntil(lambda: any(w.startswith("data from ") for w in words(window)), timeout=3000)


def test_a_failed_fetch_says_why(qtbot: QtBot, world: World, open_window: Open) -> None:
    window = open_window("sync")
    world.engine.tell(PullProgress("rt", "failed", 0, None, "The helpdesk does not answer."))
    qtbot.waitUntil(lambda: "The helpdesk does not answer." in words(window), timeout=2000)


def test_keys_lead_to_every_view(qtbot: QtBot, open_window: Open) -> None:
    window = open_window("sync")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=2000)
    ordered = sorted((s for s in view_specs() if not s.hidden), key=lambda s: s.last)
    for number, spec in enumerate(ordered, start=1):
        qtbot.keyClick(window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
        assert window.current == spec.name


def test_errors_come_as_words_with_a_next_step(qtbot: QtBot, open_window: Open) -> None:
    window = open_window("sync")
    window.show_error(UnreachableError("The helpdesk cannot be reached.", "Nothing was sent."))
    assert "The helpdesk cannot be reached." in words(window)
    assert "Nothing was sent." in words(window)


def test_what_waits_leads_to_sync(qtbot: QtBot, world: World, open_window: Open) -> None:
    demo = fill(world, 60)
    busy_sync(world, demo)
    window = open_window("settings")
    settle(qtbot, window)
    qtbot.waitUntil(lambda: "6 waiting to be sent" in chips(window), timeout=3000)
    next(c for c in window.strip.findChildren(ChipButton) if c.text() == "6 waiting to be sent").click()
    assert window.current == "sync"


def test_the_place_of_the_window_is_kept(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    first = open_window("sync", 1111, 777)
    kept = first.saveGeometry()
    first.close()
    assert QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat).value("geometry") == kept
    other = QMainWindow()
    other.restoreGeometry(kept)
    second = open_window("sync", None)
    assert second.height() == other.height()
    assert second.width() == max(other.width(), Size.WINDOW_MIN_W)


@pytest.mark.parametrize(
    ("kind", "text"),
    [("drill", "DRILL – nothing reaches real systems"), ("demo", "DEMO – made-up cases"), ("real", "")],
)
def test_a_rehearsal_cannot_be_mistaken(
    qtbot: QtBot, world: World, theme: Theme, languages: Languages, tmp_path: Path, kind: str, text: str
) -> None:
    world.kind = kind
    context = world.context()
    bridge = Bridge(context)
    tools = Tools(theme, languages, context, bridge, Ticker(bridge))
    window = MainWindow(tools, view_specs(), QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    window.show_view("sync")
    window.show()
    try:
        if text:
            assert any(w.startswith(text) for w in words(window))
            assert window.windowTitle().startswith(text.split(" ")[0])
        else:
            assert not any("DRILL" in w or "DEMO" in w for w in words(window))
            assert window.windowTitle() == "Fallback Console"
    finally:
        settle(qtbot, window)
        window.close()
        delete(window)
        delete(bridge)


def test_the_evidence_leads_to_the_connection(qtbot: QtBot, world: World, open_window: Open) -> None:
    fill(world, 5)
    outage(world)
    window = open_window("sync", 1600, 800)
    chip = window.strip.chip("slack")
    assert chip is not None
    chip.click()
    panel = window.popover.content()
    assert panel is not None
    next(b for b in panel.findChildren(QAbstractButton) if b.text() == "&Connection").click()
    view = window.view("settings")
    assert isinstance(view, SettingsView)
    qtbot.waitUntil(lambda: view.editor is not None and view.editor.connection.name == "slack", timeout=3000)


@pytest.mark.parametrize(
    ("room", "size"),
    [
        ((1920, 1040), (1280, 800)),
        ((1280, 800), (1280, 800)),
        ((1366, 728), (1280, 700)),
        ((1100, 760), (1100, 728)),
        ((1024, 700), (1024, 700)),
        # The display of these tests: nothing would fit.
        ((800, 800), (1280, 800)),
    ],
)
def test_the_first_window_is_no_larger_than_its_display(room: tuple[int, int], size: tuple[int, int]) -> None:
    assert first_size(QSize(*room)) == QSize(*size)
