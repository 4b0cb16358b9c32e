"""The lock: when it covers the window, that nothing can be read or done under it, and what opens it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fallback_console.domain.events import SmsArrived
from fallback_console.domain.views import NumberRow
from fallback_console.services import lock
from fallback_console.ui.case.open_call import CallTarget
from fallback_console.ui.lock.control import LockControl
from fallback_console.ui.lock.page import LockPage
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.view_list import make_lock
from fallback_console.ui.views.base import Tools
from tests.ui import walk
from tests.ui.conftest import delete
from tests.ui.world import MINUTE, World, fill, outage

PASSPHRASE = "four small words"
Open = Callable[..., MainWindow]


class Guarded:
    """A window and its lock."""

    def __init__(self, qtbot: QtBot, world: World, window: MainWindow, control: LockControl) -> None:
        self.qtbot, self.world, self.window, self.control = qtbot, world, window, control

    @property
    def page(self) -> LockPage:
        page = self.control.page
        assert page is not None
        return page

    def lock(self) -> LockPage:
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow, timeout=3000)
        self.qtbot.keyClick(self.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.waitUntil(lambda: self.control.locked, timeout=3000)
        return self.page

    def type(self, passphrase: str) -> None:
        field = self.page.findChild(QLineEdit)
        assert field is not None
        field.clear()
        self.qtbot.keyClicks(field, passphrase)
        self.qtbot.keyClick(field, Qt.Key.Key_Return)

    def words(self) -> str:
        return " | ".join(label.text() for label in self.page.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def guarded(qtbot: QtBot, world: World, tools: Tools, open_window: Open) -> Guarded:
    """An open window over cases, with a passphrase of its own for the lock."""
    demo = fill(world, 30)
    outage(world)
    world.do(lock.keep, world.desk.read(lock.hashed, PASSPHRASE))
    window = open_window("queue")
    qtbot.waitUntil(lambda: not window.busy, timeout=5000)
    assert demo
    return Guarded(qtbot, world, window, make_lock(window, tools))


def test_nothing_can_be_read_or_done_under_the_cover(guarded: Guarded) -> None:
    window = guarded.window
    done: list[str] = []
    keys = QShortcut("Ctrl+K", window)
    keys.activated.connect(lambda: done.append("palette"))
    panel = QWidget()
    panel.show()
    page = guarded.lock()
    assert window.locked
    shown = [w for w in window.findChildren(QWidget) if w.isVisible() and w is not page and not page.isAncestorOf(w)]
    assert shown == []
    assert not panel.isVisible()
    assert page.geometry() == window.rect()
    guarded.qtbot.keyClick(page, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    guarded.qtbot.keyClick(page, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert done == []
    assert window.current == "queue"
    assert walk.nameless(page) == []
    assert walk.clipped(page) == []
    window.resize(1100, 720)
    assert page.geometry() == window.rect()
    guarded.type(PASSPHRASE)
    guarded.qtbot.waitUntil(lambda: not guarded.control.locked, timeout=5000)
    assert panel.isVisible()
    assert not window.locked
    guarded.qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert done == ["palette"]
    delete(panel)


def test_wrong_tries_are_slowed(guarded: Guarded) -> None:
    guarded.lock()
    for wrong in range(1, 4):
        guarded.type("not the passphrase")
        guarded.qtbot.waitUntil(lambda n=wrong: guarded.world.desk.read(lock.state).wrong == n, timeout=5000)
        guarded.qtbot.waitUntil(lambda: "This is not the passphrase." in guarded.words(), timeout=3000)
    guarded.qtbot.waitUntil(lambda: "The next try is possible in 1 s." in guarded.words(), timeout=3000)
    guarded.type(PASSPHRASE)
    assert guarded.control.locked
    guarded.world.clock.now += 2000
    field = guarded.page.findChild(QLineEdit)
    assert field is not None
    guarded.qtbot.waitUntil(lambda: not field.isReadOnly(), timeout=3000)
    guarded.type(PASSPHRASE)
    guarded.qtbot.waitUntil(lambda: not guarded.control.locked, timeout=5000)
    guarded.qtbot.waitUntil(lambda: guarded.world.desk.read(lock.state).wrong == 0, timeout=5000)


def test_it_locks_when_nobody_uses_it(guarded: Guarded) -> None:
    guarded.world.preferences.values["lock_minutes"] = "5"
    guarded.world.clock.now += 4 * MINUTE
    guarded.qtbot.keyClick(guarded.window.windowHandle(), Qt.Key.Key_Down)
    guarded.world.clock.now += 4 * MINUTE
    guarded.qtbot.wait(1100)
    assert not guarded.control.locked
    guarded.world.clock.now += 2 * MINUTE
    guarded.qtbot.waitUntil(lambda: guarded.control.locked, timeout=3000)


def test_an_open_call_goes_on_and_what_comes_in_is_counted(guarded: Guarded) -> None:
    number = NumberRow("mobile", "not a number", "", "not a number")
    bar = guarded.window.call_bar
    bar.start(CallTarget("", "", "", "Secret Customer", number))
    bar.notes.setText("half a sentence")
    guarded.lock()
    guarded.world.engine.tell(SmsArrived("entry", "rt:1"))
    guarded.world.engine.tell(SmsArrived("other", "rt:1"))
    guarded.world.clock.now += MINUTE
    guarded.qtbot.waitUntil(lambda: "2 messages came in." in guarded.words(), timeout=3000)
    guarded.qtbot.waitUntil(lambda: "Your call is still open: 01:00" in guarded.words(), timeout=3000)
    assert "Secret" not in guarded.words()
    guarded.type(PASSPHRASE)
    guarded.qtbot.waitUntil(lambda: bar.isVisible(), timeout=5000)
    assert bar.is_open
    assert bar.notes.text() == "half a sentence"
    bar._discard()


def test_without_a_passphrase_it_says_so_and_stays_open(
    qtbot: QtBot, world: World, tools: Tools, open_window: Open
) -> None:
    window = open_window("queue")
    control = make_lock(window, tools)
    with qtbot.waitSignal(control.passphrase_missing, timeout=3000):
        control.lock()
    assert not control.locked


def test_the_organisation_has_a_passphrase_chosen(qtbot: QtBot, world: World, tools: Tools, open_window: Open) -> None:
    world.preferences.values["lock_minutes"] = "10"
    world.preferences.locks.add("lock_minutes")
    window = open_window("queue")
    control = make_lock(window, tools)
    control.demand_passphrase()
    qtbot.waitUntil(lambda: control.locked, timeout=3000)
    page = control.page
    assert page is not None
    assert walk.clipped(page) == []
    first, second = page.findChildren(QLineEdit)
    first.setText("short")
    second.setText("short")
    page._give()
    qtbot.waitUntil(lambda: any("too short" in x.text() for x in page.findChildren(QLabel)), timeout=3000)
    first.setText(PASSPHRASE)
    second.setText(PASSPHRASE)
    page._give()
    qtbot.waitUntil(lambda: not control.locked, timeout=5000)
    assert world.desk.read(lock.matches, PASSPHRASE)
    assert not world.desk.read(lock.matches, "something else")


def test_the_passphrase_of_the_data_opens_it(qtbot: QtBot, world: World, tools: Tools, open_window: Open) -> None:
    tried: list[str] = []

    def check(passphrase: str) -> Future[bool]:
        tried.append(passphrase)
        answer: Future[bool] = Future()
        answer.set_result(passphrase == PASSPHRASE)
        return answer

    own = tools._replace(context=tools.context._replace(check_passphrase=check))
    window = open_window("queue")
    guarded = Guarded(qtbot, world, window, make_lock(window, own))
    guarded.lock()
    guarded.type("wrong one")
    qtbot.waitUntil(lambda: "This is not the passphrase." in guarded.words(), timeout=3000)
    guarded.type(PASSPHRASE)
    qtbot.waitUntil(lambda: not guarded.control.locked, timeout=3000)
    assert tried == ["wrong one", PASSPHRASE]


def test_a_rehearsal_has_nothing_to_hide(qtbot: QtBot, world: World, tools: Tools, open_window: Open) -> None:
    drill = tools.context._replace(profile=tools.context.profile._replace(kind="drill"))
    window = open_window("queue")
    control = make_lock(window, tools._replace(context=drill))
    control.lock()
    assert not control.locked
