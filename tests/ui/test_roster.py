"""The roster: shown where there is a team, searched, narrowed, ordered; and all that a supervisor does there, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from fallback_console.compose.team import bring_team
from fallback_console.domain.connection import Connection
from fallback_console.domain.entry import Kind
from fallback_console.drill.demo import demo_team
from fallback_console.ports.hub import Beat
from fallback_console.resources_path import resource
from fallback_console.services import broadcast_begun, connections, outages, presence, roster, statuses
from fallback_console.services.roster import Asked
from fallback_console.store.tx import Reading
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.messages.view import MessagesView
from fallback_console.ui.roster.list_model import Column, RosterModel
from fallback_console.ui.roster.view import RosterView
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import PlainLabel
from fallback_console.ui.widgets.two_line import SUBTITLE_ROLE
from tests.ui import walk
from tests.ui.driving import CONTROL, Agent
from tests.ui.world import LOGIN, MINUTE, World, fill, outage

Open = Callable[..., MainWindow]
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Open) -> Agent:
    """A team with a plan under way, at the roster."""
    fill(world, 40)
    bring_team(world.do, LOGIN, demo_team(resource("demo"), world.clock.now))
    world.do(statuses.set_status, "bob", "call")
    world.clock.now += 5 * MINUTE
    made = Agent(qtbot, open_window("roster"), world)
    made.settle()
    return made


@pytest.fixture
def view(agent: Agent) -> RosterView:
    found = agent.window.view("roster")
    assert isinstance(found, RosterView)
    return found


def names(view: RosterView) -> list[str]:
    model = view.list.model
    return [str(model.index(n, Column.WHO).data()) for n in range(model.rowCount())]


def logins(view: RosterView) -> list[str]:
    return [row.mate.login for row in view.list.rows]


def choose(agent: Agent, view: RosterView, login: str) -> None:
    place = next(n for n in range(view.list.model.rowCount()) if _login(view, n) == login)
    go_to(view, place)
    agent.settle()


def go_to(view: RosterView, place: int) -> None:
    """Choose one alone, whatever keys another test has left pressed."""
    how = QItemSelectionModel.SelectionFlag
    index = view.list.model.index(place, 0)
    view.list.table.selectionModel().setCurrentIndex(index, how.ClearAndSelect | how.Rows)


def _login(view: RosterView, place: int) -> str:
    row = view.list.model.row(place)
    return row.mate.login if row is not None else ""


def said(agent: Agent) -> str:
    return " ".join(w.text() for w in agent.window.findChildren(PlainLabel) if w.isVisible())


def owner_counts(world: World) -> dict[str, int]:
    def read(r: Reading) -> dict[str, int]:
        return dict(r.rows("SELECT owner, count(*) FROM p_case WHERE closed = 0 GROUP BY owner"))

    return world.store.read(read)


def test_the_rail_has_a_roster_where_there_is_a_team(qtbot: QtBot, world: World, open_window: Open) -> None:
    window = open_window("sync")
    qtbot.waitUntil(lambda: not window.busy)
    assert window.nav.key_of("roster") == ""
    assert (window.nav.key_of("calls"), window.nav.key_of("sync")) == ("Ctrl+4", "Ctrl+6")
    # Alone, but in an outage: who is there matters now.
    outage(world)
    qtbot.waitUntil(lambda: window.nav.key_of("roster") == "Ctrl+6", timeout=3000)
    assert window.nav.key_of("sync") == "Ctrl+7"
    world.do(outages.end, LOGIN, "Over.")
    qtbot.waitUntil(lambda: window.nav.key_of("roster") == "", timeout=3000)
    fill(world, 4)
    qtbot.waitUntil(lambda: window.nav.key_of("roster") == "Ctrl+6", timeout=3000)
    qtbot.keyClick(window, Qt.Key.Key_6, CONTROL)
    assert window.current == "roster"


def test_everybody_is_there_with_status_load_and_plan(agent: Agent, view: RosterView) -> None:
    choose(agent, view, "bob")
    [bob] = view.list.rows
    assert bob.status == "call"
    index = view.list.model.index(view.list.table.currentIndex().row(), Column.STATUS)
    assert (index.data(), index.data(SUBTITLE_ROLE)) == ("on a call", "for 5 min")
    whole = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    for words in ("Bob Tanner", "on a call", f"{bob.open_cases} open", "Leeds", "by SMS"):
        assert words in whole
    assert view.pane.card is not None
    assert len(view.pane.card.cases) == bob.open_cases
    shown = said(agent)
    assert "Network" in shown
    assert "not heard of yet" in shown


def test_chips_search_and_order(agent: Agent, view: RosterView) -> None:
    everybody = names(view)
    assert len(everybody) == 10
    for chip, expected in (("call", ["bob"]), ("unreachable", []), ("oncall", ["alice", "kenji"])):
        view.filters.chip(chip).click()
        agent.settle()
        found = [_login(view, n) for n in range(view.list.model.rowCount())]
        assert sorted(found) == sorted(expected), chip
        view.filters.chip(chip).click()
        agent.settle()
    agent.press(Qt.Key.Key_Slash)
    agent.type("billing japanese english")
    agent.until(lambda: view.list.model.rowCount() == 1)
    assert names(view) == ["中村 遥"]
    view.search.clear()
    agent.until(lambda: view.list.model.rowCount() == 10)
    view.list.sort_requested.emit("load")
    agent.settle()
    loads = [view.list.model.row(n).open_cases for n in range(10)]  # type: ignore[union-attr]
    assert loads == sorted(loads)
    view.list.sort_requested.emit("load")
    agent.settle()
    assert [view.list.model.row(n).open_cases for n in range(10)] == loads[::-1]  # type: ignore[union-attr]
    assert "▼" in str(view.list.model.headerData(Column.LOAD, Qt.Orientation.Horizontal))


def test_who_is_chosen_stays_chosen_when_others_move(agent: Agent, view: RosterView, world: World) -> None:
    view.list.sort_requested.emit("status")
    agent.settle()
    choose(agent, view, "mirela")
    world.do(statuses.set_status, "mirela", "away")
    agent.until(lambda: view.list.rows[0].status == "away")
    assert logins(view) == ["mirela"]
    assert view.pane.rows[0].mate.login == "mirela"


def test_somebody_who_is_heard_of_over_the_hub_is_shown_so(agent: Agent, view: RosterView, world: World) -> None:
    choose(agent, view, "mirela")
    world.do(presence.heard, {"st-2": Beat("st-2", presence.beat_value("mirela"), world.clock.now)})
    agent.until(lambda: view.list.rows[0].heard.over == "hub")
    index = view.list.model.index(view.list.table.currentIndex().row(), Column.REACH)
    assert index.data() == "by hub"


def test_several_are_chosen_by_keyboard(agent: Agent, view: RosterView) -> None:
    view.list.table.setFocus()
    go_to(view, 0)
    agent.press(Qt.Key.Key_Down, modifier=SHIFT)
    assert len(view.list.rows) == 2
    agent.press(Qt.Key.Key_Down, Qt.Key.Key_Down, modifier=CONTROL)
    agent.press(Qt.Key.Key_Space)
    assert len(view.list.rows) == 3
    agent.settle()
    assert "3 chosen" in said(agent)
    agent.press(Qt.Key.Key_Escape)
    assert len(view.list.rows) == 1


def test_one_is_rung_and_opened(agent: Agent, view: RosterView) -> None:
    rung: list[object] = []
    view.call_requested.connect(rung.append)
    choose(agent, view, "ren")
    view.work.ring(view.list.rows)
    assert rung == []
    assert "no number that can be rung" in said(agent)
    choose(agent, view, "bob")
    with_number = view.list.rows[0].mate.number
    agent.window.view("roster").call_requested.disconnect(agent.window._ask_and_call)
    view.list.table.setFocus()
    agent.press(Qt.Key.Key_C)
    assert [target.number.e164 for target in rung] == [with_number]  # type: ignore[attr-defined]
    agent.press(Qt.Key.Key_Return)
    assert agent.window.current == "people"


def test_one_is_written_to_and_several_get_a_broadcast(agent: Agent, view: RosterView, world: World) -> None:
    choose(agent, view, "bob")
    view.list.table.setFocus()
    agent.press(Qt.Key.Key_S)
    agent.settle()
    messages = agent.window.view("messages")
    assert isinstance(messages, MessagesView)
    assert messages.conversation.writing.key == f"person:{view.list.rows[0].key}"
    agent.window.show_view("roster")
    agent.settle()
    view.list.table.setFocus()
    go_to(view, 0)
    agent.press(Qt.Key.Key_Down, modifier=SHIFT)
    keys = tuple(row.key for row in view.list.rows)
    agent.press(Qt.Key.Key_S)
    agent.until(lambda: agent.window.current == "messages")
    agent.settle()
    assert world.store.read(broadcast_begun.find).audience.people == keys
    assert messages.broadcasts is not None
    assert messages.broadcasts.compose.isVisible()
    assert messages.broadcasts.compose.whom.people.keys == keys


def test_a_status_is_said_for_them_with_its_actor(agent: Agent, view: RosterView, world: World) -> None:
    choose(agent, view, "mirela")
    view.pane.status_chosen.emit("away")
    agent.until(lambda: view.list.rows[0].status == "away")
    assert "is now: away" in said(agent)
    rows = world.store.read(lambda r: r.rows("SELECT actor, subject FROM entry WHERE kind = ?", (Kind.STATUS,)))
    assert (LOGIN, "login:mirela") in rows


def test_an_agents_station_does_not_offer_to_say_it_for_others(agent: Agent, view: RosterView, world: World) -> None:
    choose(agent, view, "mirela")
    assert view.pane.status_button.isVisible()
    offered = next(one for one in view.actions_here() if one.name == "roster.status")
    assert offered.enabled()
    hub = Connection("hub", "hub", {"address": "hub.example.com", "rights": "agent"})
    world.do(connections.save, hub)
    view.arrive("")
    agent.until(lambda: not view.pane.leads)
    assert not view.pane.status_button.isVisible()
    assert not offered.enabled()


def test_a_case_is_given_to_somebody_and_taken_back(agent: Agent, view: RosterView, world: World) -> None:
    before = owner_counts(world)
    choose(agent, view, "mirela")
    view.list.table.setFocus()
    agent.press(Qt.Key.Key_A)
    agent.settle()
    chooser = view.work.choosing.chooser
    assert chooser.isVisible()
    assert chooser.current
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: owner_counts(world).get("mirela", 0) == 1)
    agent.settle()
    assert not chooser.isVisible()
    assert view.list.rows[0].open_cases == 1
    view.list.table.setFocus()
    agent.press(Qt.Key.Key_Z, modifier=CONTROL)
    agent.until(lambda: owner_counts(world) == before)


def test_all_cases_of_several_go_to_somebody_else_and_come_back(agent: Agent, view: RosterView, world: World) -> None:
    before = owner_counts(world)
    assert before["bob"]
    assert before["haruka"]
    choose(agent, view, "bob")
    choose_more = next(n for n in range(view.list.model.rowCount()) if _login(view, n) == "haruka")
    how = QItemSelectionModel.SelectionFlag
    view.list.table.selectionModel().select(view.list.model.index(choose_more, 0), how.Select | how.Rows)
    view.list.table.setFocus()
    agent.press(Qt.Key.Key_M)
    agent.settle()
    agent.type("kenji")
    agent.settle()
    agent.press(Qt.Key.Key_Return)
    moved = before["bob"] + before["haruka"]
    agent.until(lambda: owner_counts(world).get("kenji", 0) == before.get("kenji", 0) + moved)
    agent.settle()
    assert f"{moved} cases changed" in said(agent)
    view.work.undo()
    agent.until(lambda: owner_counts(world) == before)


def test_shifts_are_looked_through_before_they_are_kept(
    agent: Agent, view: RosterView, world: World, tmp_path: Path
) -> None:
    file = tmp_path / "rota.csv"
    file.write_text("Person,Start,End\nmirela,2026-11-30 09:00,2026-11-30 17:00\nzora,2026-11-30,\n,x,y\n", "utf-8")
    view.list.table.setFocus()
    agent.press(Qt.Key.Key_I)
    panel = view.importing
    assert panel is not None
    assert panel.isVisible()
    panel.look(file)
    agent.settle()
    assert "2 shifts" in said(agent)
    assert panel.left_out.toPlainText().splitlines() == [
        "Line 4: It does not say whose it is.",
        "Nobody of the team is called 'zora'.",
    ]
    assert panel.keep_button.isEnabled()
    panel.keep()
    agent.until(lambda: not panel.isVisible())
    count = world.store.read(lambda r: r.value("SELECT count(*) FROM p_shift WHERE source = 'rota'"))
    assert count == 2
    view.show_import()
    panel.look(file)
    agent.settle()
    assert not panel.keep_button.isEnabled()
    panel.look(tmp_path / "none.csv")
    agent.settle()
    assert "The file cannot be read." in said(agent)
    agent.press(Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_the_list_says_why_it_is_empty(qtbot: QtBot, open_window: Open) -> None:
    window = open_window("roster")
    qtbot.waitUntil(lambda: not window.busy)
    view = window.view("roster")
    assert isinstance(view, RosterView)
    shown = " ".join(w.text() for w in window.findChildren(PlainLabel) if w.isVisible())
    assert "No team is known here yet" in shown
    view.list.empty.action_requested.emit()
    assert window.current == "people"


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_it_is_whole_in_every_size(agent: Agent, view: RosterView, size: tuple[int, int]) -> None:
    agent.window.resize(*size)
    agent.settle()
    assert walk.nameless(agent.window) == []
    assert walk.unreachable(agent.window) == []
    table = view.list.table
    assert table.columnWidth(Column.WHO) >= 180
    assert not table.isColumnHidden(Column.STATUS)
    assert not table.isColumnHidden(Column.PLAN)
    assert not table.isColumnHidden(Column.REACH)


def test_the_model_keeps_to_the_rules(world: World, theme: Theme) -> None:
    fill(world, 12)
    bring_team(world.do, LOGIN, demo_team(resource("demo"), world.clock.now))
    model = RosterModel(theme)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    now = world.clock.now
    rows = list(world.store.read(lambda r: roster.listing(r, LOGIN, Asked(), now)).rows)
    assert model.show_rows(rows, now, ("name", False))
    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    rows[3] = rows[3]._replace(status="away")
    assert not model.show_rows(rows, now, ("name", False))
    # Only who says something else is painted again.
    assert changed == [(3, 3)]
    assert model.show_rows(rows[::-1], now, ("name", True))
    assert model.row_of(rows[0].key) == len(rows) - 1
    model.tick(now + 1)
    assert model.show_rows([], now, ("name", False))
    assert model.rowCount() == 0
    assert tester.model() is model
