"""What stands behind the chips and the outage bar: thirty days of evidence, the playbook's ticks, and one's own status."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from fallback_console.domain.availability import SystemHistory
from fallback_console.domain.health import State, SystemHealth
from fallback_console.domain.views import NumberRow
from fallback_console.ports.hub import Beat
from fallback_console.services import outages, presence, statuses
from fallback_console.ui.case.open_call import CallTarget
from fallback_console.ui.i18n import Languages
from fallback_console.ui.main_window import PLAYBOOK, MainWindow
from fallback_console.ui.shell.day_strip import DayStrip
from fallback_console.ui.shell.evidence import EvidencePanel
from fallback_console.ui.shell.evidence_history import DAYS, HistoryBlock, day_starts
from fallback_console.ui.shell.playbook import PlaybookView
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import PlainLabel
from fallback_console.ui.widgets.choices import CheckBox
from tests.ui import walk
from tests.ui.conftest import delete
from tests.ui.world import LOGIN, MINUTE, World, fill, outage

Open = Callable[..., MainWindow]
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.busy, timeout=5000)


def past_outages(world: World) -> None:
    """Slack was down twice, for twelve minutes and for three hours."""
    # At noon: none of them goes over midnight, whenever the test runs.
    noon = datetime.fromtimestamp(world.clock.now / 1000).astimezone().replace(hour=12)
    now = world.clock.now = int(noon.timestamp() * 1000)
    for days, length in ((9, 12 * MINUTE), (4, 3 * HOUR)):
        world.clock.now = now - days * DAY
        world.do(outages.declare, "monitor", ["slack"], "No answer.", world.clock.now)
        world.clock.now += length
        world.do(outages.end, "monitor", "Back.")
    world.do(outages.set_override, "sue", "slack", "up", "I can see <b>messages</b>")
    world.clock.now = now


def open_evidence(qtbot: QtBot, window: MainWindow, system: str) -> EvidencePanel:
    settle(qtbot, window)
    chip = window.strip.chip(system)
    assert chip is not None
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Return)
    panel = window.popover.content()
    assert isinstance(panel, EvidencePanel)
    qtbot.waitUntil(lambda: panel.history is not None, timeout=3000)
    return panel


def texts(panel: EvidencePanel) -> list[str]:
    return [label.text() for label in panel.findChildren(PlainLabel) if label.text()]


def test_the_evidence_shows_thirty_days(qtbot: QtBot, world: World, open_window: Open) -> None:
    past_outages(world)
    outage(world)
    panel = open_evidence(qtbot, open_window("sync", 1600, 800), "slack")
    words = texts(panel)
    assert any("3 outages, 3 h 24 min in all. Up 9" in w for w in words), words
    assert any(w.startswith("Down since ") and w.endswith(", 12 min") for w in words)
    assert any(w.endswith(", 3 h") for w in words)
    assert any(w.endswith("sue said it is up – I can see <b>messages</b>") for w in words)
    assert walk.nameless(panel) == []
    assert walk.clipped(panel.window()) == []
    # All of it can be seen without scrolling.
    assert panel.visibleRegion().boundingRect().height() == panel.height()


def test_the_hubs_evidence_says_who_is_heard_without_it(qtbot: QtBot, world: World, open_window: Open) -> None:
    fill(world, 3)
    gone = world.clock.now - 10 * MINUTE
    world.engine.set_health(SystemHealth("hub", State.DOWN, gone, 0))
    panel = open_evidence(qtbot, open_window("sync", 1600, 800), "hub")
    alone = "Nobody else is heard meanwhile. What you write comes to the others once the hub is back."
    qtbot.waitUntil(lambda: alone in texts(panel), timeout=3000)
    beats = {
        "one": Beat("one", presence.beat_value("sue"), gone + MINUTE),
        "own": Beat("own", presence.beat_value(LOGIN), gone + MINUTE),
        "before": Beat("before", presence.beat_value("bob"), gone - MINUTE),
    }
    world.do(presence.heard, beats)
    world.engine.set_health(SystemHealth("hub", State.DOWN, gone, 1))
    heard = "1 person at your site's server is heard all the same: you see what each other writes."
    window = panel.window()
    assert isinstance(window, MainWindow)

    def said() -> list[str]:
        now = window.popover.content()
        return texts(now) if isinstance(now, EvidencePanel) else []

    qtbot.waitUntil(lambda: heard in said(), timeout=3000)
    assert walk.clipped(window) == []


def test_the_days_are_walked_by_keyboard(qtbot: QtBot, world: World, open_window: Open) -> None:
    past_outages(world)
    outage(world)
    window = open_window("sync", 1600, 800)
    panel = open_evidence(qtbot, window, "slack")
    [strip] = panel.findChildren(DayStrip)
    strip.setFocus()
    assert "down" in strip.words
    for _ in range(4):
        qtbot.keyClick(strip, Qt.Key.Key_Left)
    assert "down 3 h" in strip.words or "down 2 h" in strip.words or "down 1 h" in strip.words
    assert strip.words in texts(panel)
    qtbot.keyClick(strip, Qt.Key.Key_Home)
    assert "not recorded" in strip.words
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    qtbot.keyClick(strip, Qt.Key.Key_Escape)
    assert window.popover.content() is None
    assert window.focusWidget() is window.strip.chip("slack")


class Browser(QObject):
    """What would be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, address: QUrl) -> None:
        self.opened.append(address.toString())


def test_the_vendors_page_is_a_key_away(qtbot: QtBot, world: World, open_window: Open) -> None:
    fill(world, 5)
    outage(world)
    window = open_window("sync", 1600, 800)
    panel = open_evidence(qtbot, window, "slack")
    qtbot.waitUntil(lambda: panel.status_page != "", timeout=3000)
    [button] = panel.findChildren(QAbstractButton, "evidence-page")
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "take")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    QDesktopServices.unsetUrlHandler("https")
    assert browser.opened == ["https://slack-status.com"]
    assert walk.clipped(panel.window()) == []
    window.popover.close_panel()
    other = open_evidence(qtbot, window, "helpdesk")
    settle(qtbot, window)
    assert other.status_page == ""


def test_news_of_a_probe_leaves_the_keyboard_where_it_is(qtbot: QtBot, world: World, open_window: Open) -> None:
    past_outages(world)
    outage(world)
    window = open_window("sync", 1600, 800)
    first = open_evidence(qtbot, window, "slack")
    [strip] = first.findChildren(DayStrip)
    strip.setFocus()
    health = world.engine.systems["slack"]
    world.engine.set_health(health._replace(detail="Refused.", checked_at=world.clock.now))
    qtbot.waitUntil(lambda: window.popover.content() is not first, timeout=3000)
    panel = window.popover.content()
    assert isinstance(panel, EvidencePanel)
    assert "Refused." in texts(panel)
    assert panel.history is not None
    focus = window.focusWidget()
    assert isinstance(focus, DayStrip)
    assert panel.isAncestorOf(focus)


@pytest.mark.parametrize(
    ("known", "down", "words"),
    [
        (None, (), "Nothing has been recorded at this station yet."),
        (40 * DAY, (), "No outage."),
        (40 * DAY, ((5 * DAY, 5 * DAY - HOUR),), "1 outage, 1 h in all. Up 99.86 % of the time."),
        (40 * DAY, ((60_000, 59_999),), "1 outage, < 1 min in all. Up 99.99 % of the time."),
        (40 * DAY, ((50 * DAY, None),), "1 outage, 29 d in all. Up 0.0 % of the time."),
    ],
)
def test_availability_in_words(
    theme: Theme, languages: Languages, known: int | None, down: tuple[tuple[int, int | None], ...], words: str
) -> None:
    now = int(time.time() * 1000)
    spans = tuple((now - began, None if ended is None else now - ended) for began, ended in down)
    history = SystemHistory("slack", None if known is None else now - known, spans, ())
    block = HistoryBlock(theme, history, now)
    assert block.strip.accessibleDescription() == words
    delete(block)


def test_days_begin_at_local_midnight() -> None:
    now = int(time.time() * 1000)
    starts = day_starts(now)
    assert len(starts) == DAYS + 1
    assert starts[-2] <= now < starts[-1]
    assert all(time.localtime(at / 1000)[3:5] == (0, 0) for at in starts)


# The playbook.


def playbook(qtbot: QtBot, window: MainWindow) -> PlaybookView:
    window.show_view(PLAYBOOK)
    settle(qtbot, window)
    view = window.view(PLAYBOOK)
    assert isinstance(view, PlaybookView)
    return view


def boxes(view: PlaybookView) -> dict[str, CheckBox]:
    return {str(b.property("step")): b for b in view.findChildren(CheckBox) if b.isVisible()}


def button(window: MainWindow) -> str:
    return next(b.text() for b in window.outage_bar.findChildren(QAbstractButton) if "laybook" in b.text())


def test_a_tick_is_kept_shown_and_counted(qtbot: QtBot, world: World, open_window: Open) -> None:
    outage(world)
    window = open_window("sync")
    qtbot.waitUntil(window.outage_bar.isVisible, timeout=3000)
    assert button(window) == "&Playbook 0/15"
    view = playbook(qtbot, window)
    first = window.focusWidget()
    assert first is boxes(view)["stay-here"]
    qtbot.keyClick(first, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: button(window) == "&Playbook 1/15", timeout=3000)
    [step] = world.store.read(outages.current).steps
    assert (step.step, step.done, step.who) == ("stay-here", True, LOGIN)
    qtbot.waitUntil(
        lambda: boxes(view)["stay-here"].accessibleDescription().startswith(f"done by {LOGIN}"), timeout=3000
    )
    # The words are pressed like the box.
    qtbot.mouseClick(boxes(view)["stay-here"].parentWidget(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: button(window) == "&Playbook 0/15", timeout=3000)
    assert [s.done for s in world.store.read(outages.current).steps] == [False]


def test_ticks_stay_with_their_outage_in_every_language(
    qtbot: QtBot, world: World, open_window: Open, languages: Languages
) -> None:
    outage(world)
    running = world.store.read(outages.current)
    world.do(outages.tick, "sue", running.id, "log-every-call", True)
    window = open_window("sync")
    view = playbook(qtbot, window)
    languages.choose("ja")
    settle(qtbot, window)
    assert [name for name, box in boxes(view).items() if box.isChecked()] == ["log-every-call"]
    assert "sue" in boxes(view)["log-every-call"].accessibleDescription()
    world.do(outages.end, "monitor", "Back.")
    qtbot.waitUntil(lambda: not window.outage_bar.isVisible(), timeout=3000)
    settle(qtbot, window)
    assert boxes(view)["back-to-tools"].isEnabled()
    world.clock.now += 25 * HOUR
    window.show_view(PLAYBOOK)
    qtbot.waitUntil(lambda: not boxes(view)["back-to-tools"].isEnabled(), timeout=3000)
    assert not any(box.isChecked() for box in boxes(view).values())


def test_two_hurried_people_tick_the_same_step(qtbot: QtBot, world: World, open_window: Open) -> None:
    outage(world)
    window = open_window("sync")
    view = playbook(qtbot, window)
    running = world.store.read(outages.current)
    world.do(outages.tick, "sue", running.id, "stay-here", True)
    boxes(view)["stay-here"].click()
    settle(qtbot, window)
    [step] = world.store.read(outages.current).steps
    assert step.step == "stay-here"
    assert boxes(view)["stay-here"].isChecked() == step.done


# One's own status.


def me(window: MainWindow) -> str:
    return next(b.text() for b in window.strip.findChildren(QAbstractButton) if b.text().startswith(LOGIN))


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_own_status_is_chosen_by_keyboard(qtbot: QtBot, world: World, open_window: Open) -> None:
    window = open_window("sync", 1600, 800)
    settle(qtbot, window)
    assert me(window) == f"{LOGIN} · available"
    menu = window.strip.menu
    menu.popup(window.mapToGlobal(window.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    qtbot.keyClick(menu, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: me(window) == f"{LOGIN} · off shift", timeout=3000)
    found = world.store.read(lambda r: statuses.find(r, LOGIN))
    assert (found.status, found.since_at) == ("off", world.clock.now)
    menu.popup(window.mapToGlobal(window.rect().center()))
    marked = [a.text() for a in menu.actions() if a.isChecked()]
    assert len(marked) == 1
    assert marked[0].startswith("Off s&hift – since ")
    menu.close()


def test_a_call_changes_the_status_and_gives_it_back(
    qtbot: QtBot, world: World, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    demo = fill(world, 3)
    window = open_window("sync", 1600, 800)
    number = NumberRow("mobile", "+1 202 555 0142", "+12025550142", "(202) 555-0142")
    window.call_bar.start(CallTarget(f"rt:{demo.cases[0].case.remote_id}", "1", "", "Ann", number))
    qtbot.waitUntil(lambda: me(window) == f"{LOGIN} · on a call", timeout=3000)
    for _answered_then_over in range(2):
        window.call_bar.head.next.click()
    qtbot.waitUntil(lambda: me(window) == f"{LOGIN} · wrapping up", timeout=3000)
    window.call_bar.head.end.click()
    qtbot.waitUntil(lambda: me(window) == f"{LOGIN} · available", timeout=3000)
