"""People out of a directory in the window: typed, tested, looked through, imported and followed, by keyboard on a real store."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from fallback_console.domain.directory import DirectoryRequest
from fallback_console.domain.errors import UnreachableError
from fallback_console.domain.people_lines import FilePerson
from fallback_console.domain.person import PersonCard
from fallback_console.domain.views import PersonRow
from fallback_console.ports import CheckStep
from fallback_console.services import mirroring, people_list, personal
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.people.directory_form import DirectoryForm
from fallback_console.ui.people.helpdesk_form import HelpdeskForm
from fallback_console.ui.people.import_panel import ImportPanel
from fallback_console.ui.people.import_sources import DIRECTORY
from fallback_console.ui.people.preview_model import PreviewModel
from fallback_console.ui.people.view import PeopleView
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import PlainLabel
from tests.ui import walk
from tests.ui.driving import Agent
from tests.ui.world import World, fill

Open = Callable[..., MainWindow]

URL, LOGIN, PASSWORD = "ldaps://dc1.example.org", "reader@example.org", "a-secret-of-tests"
SECRET = "ldap:dc1.example.org/password"


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Open) -> Agent:
    fill(world, 5)
    return Agent(qtbot, open_window("people"), world)


@pytest.fixture
def panel(agent: Agent) -> ImportPanel:
    """The import, with a directory chosen."""
    view = agent.window.view("people")
    assert isinstance(view, PeopleView)
    agent.settle()
    agent.press(Qt.Key.Key_I)
    assert view.importing is not None
    agent.click("filter-directory")
    agent.settle()
    return view.importing


@pytest.fixture
def form(panel: ImportPanel) -> DirectoryForm:
    return panel.sources.directory


def typed(agent: Agent, form: DirectoryForm, **values: str) -> None:
    for name, text in values.items():
        form.line(name).setFocus()
        agent.type(text)


def words(panel: ImportPanel) -> list[str]:
    return [str(panel.model.index(row, column).data()) for row in range(panel.model.rowCount()) for column in (0, 1)]


def found(world: World, text: str) -> list[PersonRow]:
    while world.do(mirroring.index_some, 500):
        pass
    return list(world.store.read(lambda r: people_list.found(r, text, "", 10)))


def test_it_is_tested_looked_through_and_imported(
    agent: Agent, panel: ImportPanel, form: DirectoryForm, world: World
) -> None:
    assert agent.focus() is form.line("url")
    assert not form.look_button.isEnabled()
    typed(agent, form, url=URL, base="DC=example,DC=org", login=LOGIN, password=PASSWORD)
    form.keep_password.click()
    agent.click("directory-check")
    agent.until(lambda: bool(form.steps.steps))
    assert [step.name for step in form.steps.steps] == ["address", "connection", "certificate", "sign-in", "people"]
    assert form.problem.words == "Everything works."
    # Nobody was read yet, and everything but the password is kept for the next time.
    assert panel.looked is None
    agent.settle()
    kept = world.store.read(lambda r: personal.find(r, DIRECTORY))
    assert (kept["url"], kept["login"], kept["kind"]) == (URL, LOGIN, "team")
    assert PASSWORD not in str(kept)
    assert world.secrets.get(SECRET) == PASSWORD
    form.line("url").setFocus()
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: panel.looked is not None and not panel.busy)
    assert form.folded
    assert form.summary_label.text() == f"{URL} · DC=example,DC=org"
    assert agent.focus() is panel.import_button
    assert words(panel)[:4] == ["Entry 4", "left out", "高橋 実", "new"]
    assert panel.model.headerData(0, Qt.Orientation.Horizontal) == "In the directory"
    assert "displayName → name" in panel.about.text()
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: panel.result.isVisible() and not panel.busy)
    assert panel.result.words == "saved · 4 people imported"
    assert panel.import_button.text() == "Nothing to import"
    agent.settle()
    [row] = found(world, "minoru")
    assert (row.name, row.role, row.groups) == ("高橋 実", "team", ("Support",))


def test_who_is_not_there_any_more_is_named_and_stays(
    agent: Agent, panel: ImportPanel, form: DirectoryForm, world: World
) -> None:
    typed(agent, form, url=URL)
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: panel.looked is not None and not panel.busy)
    panel.go()
    agent.until(lambda: panel.result.isVisible() and not panel.busy)
    gone = world.directory.people.pop()
    panel.look()
    agent.until(lambda: not panel.busy)
    assert "1 person is not in the directory any more; they stay." in panel.about.text()
    agent.click("filter-left")
    assert words(panel) == [gone.card.name, "not there any more; stays"]
    assert [row.name for row in found(world, gone.card.emails[0])] == [gone.card.name]


def test_what_went_wrong_is_told_and_nothing_typed_is_lost(
    agent: Agent, panel: ImportPanel, form: DirectoryForm, world: World
) -> None:
    typed(agent, form, url="http://dc1.example.org")
    agent.press(Qt.Key.Key_Return)
    assert form.problem.words == "This is no address of a directory."
    form.line("url").selectAll()
    typed(agent, form, url=URL)
    world.directory.error = UnreachableError("dc1.example.org did not answer in time.", "Try again.")
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: panel.result.isVisible() and not panel.busy)
    assert not form.folded
    assert form.line("url").text() == URL
    assert form.look_button.text() == "&Look through"
    assert form.look_button.isEnabled()
    world.directory.steps = [CheckStep("address", True, "Found."), CheckStep("connection", False, "Refused.")]
    agent.click("directory-check")
    agent.until(lambda: bool(form.steps.steps))
    assert not form.problem.isVisible()
    # What was tried in vain is not kept.
    assert world.store.read(lambda r: personal.find(r, DIRECTORY)) is None


def test_what_was_typed_the_last_time_is_there_again(agent: Agent, panel: ImportPanel, form: DirectoryForm) -> None:
    assert form.line("url").text() == ""
    form.show_kept({"url": "ldap://dc1.example.org", "start_tls": True, "kind": "expert", "password": "x", "base": 3})
    assert (form.line("url").text(), form.line("password").text(), form.line("base").text()) == (
        "ldap://dc1.example.org",
        "",
        "",
    )
    assert form.start_tls.isVisible()
    assert form.kept()["start_tls"] is True
    assert form.kept()["kind"] == "expert"
    # What somebody types now is not replaced, and nonsense that was kept does no harm.
    for kept in ({"url": "ldaps://other.example.org"}, None, [], "x"):
        form.show_kept(kept)
        assert form.line("url").text() == "ldap://dc1.example.org"


def test_another_address_drops_what_was_looked_through(agent: Agent, panel: ImportPanel, form: DirectoryForm) -> None:
    typed(agent, form, url=URL)
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: panel.looked is not None and not panel.busy)
    agent.click("directory-change")
    assert agent.focus() is form.line("url")
    assert panel.looked is None
    assert not panel.table.isVisible()
    assert not form.folded
    # A file is another source altogether.
    agent.click("filter-file")
    assert panel.fields.isVisible()
    assert not form.isVisible()


class Slow:
    """Files that answer when they are told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, Callable[[int], None], Callable[[], bool]]] = []
        self.answer: Future[Any] = Future()

    def look_into(
        self, wanted: DirectoryRequest, on_progress: Callable[[int], None], stopped: Callable[[], bool]
    ) -> Future[Any]:
        self.asked.append((wanted, on_progress, stopped))
        return self.answer

    def look_at_helpdesk(
        self, kind: str, on_progress: Callable[[int], None], stopped: Callable[[], bool]
    ) -> Future[Any]:
        self.asked.append((kind, on_progress, stopped))
        return self.answer


def test_reading_tells_how_far_it_is_and_can_be_stopped(
    agent: Agent, panel: ImportPanel, form: DirectoryForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow()
    monkeypatch.setattr(panel.sources, "_files", slow)
    typed(agent, form, url=URL, filter="(cn=A*)")
    agent.press(Qt.Key.Key_Return)
    [(wanted, tell, stopped)] = slow.asked
    assert wanted.access.filter == "(cn=A*)"
    assert form.look_button.text() == "Stop reading"
    tell(1500)
    agent.until(lambda: form.look_button.text() == "Stop reading · 1,500 so far")
    assert not stopped()
    agent.click("directory-look")
    assert stopped()
    slow.answer.set_exception(UnreachableError("Stopped.", "Again."))
    agent.until(lambda: not panel.busy)
    assert form.look_button.text() == "&Look through"


def test_the_preview_of_a_directory_is_a_sound_model(
    theme: Theme, panel: ImportPanel, agent: Agent, form: DirectoryForm
) -> None:
    typed(agent, form, url=URL)
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: panel.looked is not None and not panel.busy)
    model = PreviewModel(theme)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for state in ("all", "left", "broken"):
        model.show_preview(panel.looked, state)
    assert model.rowCount() == 1


@pytest.fixture
def users(agent: Agent, panel: ImportPanel, world: World) -> HelpdeskForm:
    """The helpdesk's users instead; one of them came with a case already."""
    known = world.store.read(lambda r: people_list.found(r, "", "", 1))[0]
    world.users.people = [
        FilePerson(1, known.key.partition(":")[2], PersonCard(known.role, "Another Name", "", known.emails)),
        FilePerson(2, "new", PersonCard("team", "New Person", "", ("new@example.org",))),
    ]
    agent.click("filter-helpdesk")
    agent.settle()
    return panel.sources.helpdesk


def test_the_helpdesks_users_are_looked_through_and_imported_by_keyboard(
    agent: Agent, panel: ImportPanel, users: HelpdeskForm, world: World
) -> None:
    before = len(world.store.read(lambda r: people_list.found(r, "", "", 1000)))
    assert agent.focus() is users.look_button
    assert walk.nameless(agent.window) == []
    assert walk.unreachable(agent.window) == []
    assert walk.clipped(agent.window) == []
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: panel.model.rowCount() >= 3)
    agent.settle()
    shown = words(panel)
    assert "New Person" in shown
    assert "changed" in shown
    assert panel.import_button.text() == "Import 2 people"
    assert agent.focus() is panel.import_button
    about = " ".join(label.text() for label in agent.window.findChildren(PlainLabel) if label.isVisible())
    assert "who came with a case is the same person" in about
    assert "not among the helpdesk's users any more; they stay." in about
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: panel.result.isVisible())
    agent.settle()
    after = world.store.read(lambda r: people_list.found(r, "", "", 1000))
    assert len(after) == before + 1
    assert [one.key for one in found(world, "New Person")] == ["rt:new"]
    assert "Another Name" in [one.name for one in after]
    # The same once more adds nobody.
    agent.until(lambda: panel.import_button.text() == "Nothing to import")


def test_another_kind_is_another_preview(agent: Agent, panel: ImportPanel, users: HelpdeskForm) -> None:
    users.look()
    agent.until(lambda: panel.model.rowCount() >= 3)
    agent.settle()
    users.kind.setFocus()
    agent.press(Qt.Key.Key_Down)
    agent.until(lambda: panel.model.rowCount() == 0)
    assert not panel.sources.ready


def test_what_the_helpdesk_does_not_give_is_told(
    agent: Agent, panel: ImportPanel, users: HelpdeskForm, world: World
) -> None:
    world.users.error = UnreachableError("The helpdesk does not answer.", "Look at it in Settings.")
    users.look()
    agent.until(lambda: panel.result.isVisible())
    agent.settle()
    assert agent.focus() is users.look_button
    assert users.look_button.text() == "&Look through"
    world.users.error = None
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: panel.model.rowCount() >= 3)


def test_reading_the_helpdesk_can_be_stopped(
    agent: Agent, panel: ImportPanel, users: HelpdeskForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow()
    monkeypatch.setattr(panel.sources, "_files", slow)
    users.look()
    [(kind, tell, stopped)] = slow.asked
    assert kind == ""
    tell(1500)
    agent.until(lambda: users.look_button.text() == "Stop reading · 1,500 so far")
    assert not users.kind.isEnabled()
    assert not stopped()
    agent.click("helpdesk-look")
    assert stopped()
    slow.answer.set_exception(UnreachableError("Stopped.", "Again."))
    agent.until(lambda: not panel.busy)
    assert users.look_button.text() == "&Look through"
    assert users.kind.isEnabled()
