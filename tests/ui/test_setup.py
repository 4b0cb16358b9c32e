"""From nothing to a mirrored queue, and the station's own page in the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fallback_console.domain.connection import Connection
from fallback_console.domain.events import PullProgress
from fallback_console.domain.sentences import Sentence, together
from fallback_console.ports import CheckStep
from fallback_console.services import connections, lock
from fallback_console.services.start import is_first_run
from fallback_console.store.home import home_region
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.setup.helpdesk import tidy_address
from fallback_console.ui.setup.mirror import TimeLeft
from fallback_console.ui.setup.page import SetupPage
from fallback_console.ui.views.base import Tools
from fallback_console.ui.views.settings_view import SettingsView
from tests.ui import walk
from tests.ui.conftest import delete
from tests.ui.world import World, done

Open = Callable[..., MainWindow]
WRONG = [
    CheckStep("address", True, Sentence("The address was found.")),
    CheckStep(
        "sign-in",
        False,
        together(Sentence("{host} did not accept our sign-in.", host="rt"), Sentence("Ask for the missing right.")),
    ),
]


@pytest.fixture
def page(qtbot: QtBot, world: World, tools: Tools) -> Iterator[SetupPage]:
    """The set-up of an empty profile."""
    context = tools.context._replace(first_run=True, queues_of=lambda _: done(["General", "Billing"]))
    made = SetupPage(tools._replace(context=context))
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    delete(made)


def words(page: SetupPage) -> str:
    return " | ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def checked(qtbot: QtBot, page: SetupPage) -> None:
    qtbot.waitUntil(lambda: walk.clipped(page) == [], timeout=2000)
    assert walk.nameless(page) == []


def test_the_way_to_the_queue(qtbot: QtBot, world: World, page: SetupPage, tools: Tools) -> None:
    assert world.desk.read(is_first_run)
    checked(qtbot, page)
    page.next.click()
    assert page.current == 1
    checked(qtbot, page)
    page.person.login.setText("t.mori")
    page.person.role.setCurrentIndex(1)
    page.person.region.setCurrentIndex(page.person.region.findData("JP"))
    page.next.click()
    # At once, for whoever imports people before a helpdesk is connected.
    qtbot.waitUntil(lambda: world.desk.read(home_region) == "JP", timeout=3000)
    assert (world.preferences.values["login"], world.preferences.values["role"]) == ("t.mori", "supervisor")
    assert not page.next.isEnabled()
    page.helpdesk.url.setText("rt.example.com/REST/2.0/")
    page.helpdesk.token.setText(" 1-secret\n")
    world.steps = WRONG
    page.next.click()
    qtbot.waitUntil(lambda: "rt did not accept our sign-in." in words(page), timeout=3000)
    assert page.current == 2
    assert "Ask for the missing right." in words(page)
    assert world.desk.read(connections.list_connections) == []
    tools.languages.choose("ja")
    qtbot.waitUntil(lambda: "rt がサインインを受け付けませんでした。" in words(page), timeout=3000)
    checked(qtbot, page)
    tools.languages.choose("en")
    world.steps = [CheckStep("address", True, "The address was found.")]
    page.next.click()
    qtbot.waitUntil(lambda: page.current == 3, timeout=3000)
    assert world.secrets.kept == {"helpdesk/token": "1-secret"}
    qtbot.waitUntil(lambda: page.scope.queues.count() == 2, timeout=3000)
    checked(qtbot, page)
    page.next.click()
    qtbot.waitUntil(lambda: page.current == 4, timeout=3000)
    [kept] = world.desk.read(connections.list_connections)
    assert kept.values["url"] == "https://rt.example.com"
    assert kept.values["closed_days"] == 14
    qtbot.waitUntil(lambda: "pull" in world.engine.asked, timeout=3000)
    qtbot.waitUntil(lambda: page.mirror.phase == "done", timeout=3000)
    world.engine.tell(PullProgress("rt", "done", 1, 1))
    qtbot.waitUntil(lambda: "1 case copied" in words(page), timeout=3000)
    page.next.click()
    qtbot.waitUntil(lambda: page.others.pages.editor is not None, timeout=3000)
    assert walk.nameless(page) == []
    with qtbot.waitSignal(page.finished, timeout=3000):
        page.next.click()
    assert not world.desk.read(is_first_run)


def test_only_some_queues(qtbot: QtBot, world: World, page: SetupPage) -> None:
    world.do(connections.save, Connection("helpdesk", "rt", {"url": "https://rt.example.com", "queues": "Billing"}))
    page.show_step(2)
    qtbot.waitUntil(lambda: page.helpdesk.url.text() == "https://rt.example.com", timeout=3000)
    page.next.click()
    qtbot.waitUntil(lambda: page.scope.queues.count() == 2, timeout=3000)
    assert not page.scope.everything.isChecked()
    page.next.click()
    qtbot.waitUntil(lambda: page.current == 4, timeout=3000)
    assert world.desk.read(connections.find, "helpdesk").values["queues"] == "Billing"


@pytest.mark.parametrize(
    "typed", ["rt.example.com", "https://rt.example.com/", "https://rt.example.com/Ticket/Display.html?id=3"]
)
def test_an_address_as_people_copy_it(typed: str) -> None:
    assert tidy_address(typed) == "https://rt.example.com"


def test_time_left_follows_the_last_seconds() -> None:
    left = TimeLeft()
    assert left.seconds(100) is None
    left.note(0.0, 0)
    left.note(2.0, 20)
    assert left.seconds(100) == pytest.approx(8.0)
    left.note(3.0, 5)
    assert left.seconds(100) is None


def test_the_lock_gets_its_passphrase_in_the_settings(qtbot: QtBot, world: World, open_window: Open) -> None:
    world.preferences.locks.add("role")
    window = open_window("queue")
    window.ask_for_lock()
    view = window.view("settings")
    assert isinstance(view, SettingsView)
    page = view.station
    qtbot.waitUntil(lambda: page.isVisible() and not window.busy, timeout=3000)
    assert page.isVisible()
    assert not page.role.isEnabled()
    assert walk.nameless(window) == []
    assert walk.clipped(window) == []
    page.minutes.setCurrentIndex(page.minutes.findData("10"))
    assert world.preferences.values["lock_minutes"] == "10"
    page.region.setCurrentIndex(page.region.findData("DE"))
    page.region.activated.emit(page.region.currentIndex())
    qtbot.waitUntil(lambda: world.desk.read(home_region) == "DE", timeout=3000)
    page.first.setText("four small words")
    page.second.setText("four small words")
    page._keep.click()
    qtbot.waitUntil(lambda: world.desk.read(lock.state).is_set, timeout=5000)
    with qtbot.waitSignal(window.person_changed, timeout=3000):
        page.login.setText("somebody.else")
        page.login.editingFinished.emit()
