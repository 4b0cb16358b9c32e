"""The calls view: call-backs and the history, by keyboard, on a real store."""

from __future__ import annotations

from array import array
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from fallback_console.domain.entry import Kind
from fallback_console.services import call_list, calls, queue
from fallback_console.services.calls import CallLog
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.models.callbacks_model import CallbacksModel
from fallback_console.ui.models.calls_model import PAGE, CallsModel
from fallback_console.ui.theme import Theme
from fallback_console.ui.views.call_lists import ALL
from fallback_console.ui.views.calls_view import CallsView
from fallback_console.ui.widgets import PlainLabel
from fallback_console.ui.widgets.two_line import SUBTITLE_ROLE
from tests.ui import walk
from tests.ui.driving import Agent
from tests.ui.world import LOGIN, MINUTE, World, fill

Open = Callable[..., MainWindow]
HOUR = 60 * MINUTE


def call(
    world: World, who: str = LOGIN, due: int | None = None, number: str = "+12025550142", **more: object
) -> CallLog:
    values: dict[str, object] = {"seconds": 65, "outcome": "reached", "notes": "spoke"}
    values |= more
    return CallLog("out", number, "", world.clock.now - 90_000, follow_up_at=due, **values)  # type: ignore[arg-type]


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Open) -> Agent:
    """Two call-backs, one of them overdue, and calls of two people."""
    fill(world, 12)
    now = world.clock.now
    world.do(calls.log_call, LOGIN, "rt:48001", call(world, due=now + HOUR))
    world.do(
        calls.log_call, "bob", "", call(world, "bob", now + 60_000, "+12025550199", notes="<b>bold</b> \u202edlob")
    )
    for n in range(3):
        world.do(calls.log_call, "bob", "rt:48003", call(world, outcome="busy", seconds=0, notes=f"try{n}"))
    world.clock.now += 5 * MINUTE
    return Agent(qtbot, open_window("calls"), world)


@pytest.fixture
def view(agent: Agent) -> CallsView:
    found = agent.window.view("calls")
    assert isinstance(found, CallsView)
    agent.until(lambda: found.lists.callbacks.rowCount() == 2)
    agent.settle()
    return found


def test_what_is_overdue_comes_first_and_is_counted(agent: Agent, view: CallsView) -> None:
    model = view.lists.callbacks
    assert model.index(0, 1).data() == "overdue 4 min"
    assert model.index(1, 1).data() == "in 55 min"
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("+1 202-555-0199, overdue 4 min, ")
    agent.until(
        lambda: "1 call-back due" in [w.accessibleName().split(", ")[-1] for w in walk.interactive(agent.window)]
    )
    assert walk.nameless(agent.window) == []
    assert walk.unreachable(agent.window) == []
    assert walk.clipped(agent.window) == []


def test_a_call_back_is_done_by_keyboard(agent: Agent, view: CallsView, world: World) -> None:
    assert agent.focus() is view.lists.due_table
    agent.press(Qt.Key.Key_D)
    agent.until(lambda: view.lists.callbacks.rowCount() == 1)
    agent.settle()
    assert agent.focus() is view.lists.due_table
    assert [c.number for c in world.store.read(lambda r: calls.callbacks(r, 0))] == ["+12025550142"]


def test_a_call_back_is_moved_by_keyboard(agent: Agent, view: CallsView, world: World) -> None:
    agent.press(Qt.Key.Key_P)
    line = agent.named(QLineEdit, "callback-when")
    assert agent.focus() is line
    agent.type("whenever")
    agent.press(Qt.Key.Key_Return)
    assert view.panel is not None
    assert view.panel.is_being_written
    line.clear()
    agent.type("in 3 hours")
    # What comes in meanwhile takes nothing away.
    world.do(calls.log_call, "bob", "", call(world, number="+12025550111"))
    agent.settle()
    assert line.text() == "in 3 hours"
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: (row := view.lists.callbacks.callback(1)) is not None and row.number == "+12025550199")
    due = world.store.read(lambda r: calls.callbacks(r, 0))
    assert due[1].due_at == -(-(world.clock.now + 3 * HOUR) // MINUTE) * MINUTE


def test_a_due_call_back_is_rung_and_logged_with_its_case(
    agent: Agent, view: CallsView, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    agent.press(Qt.Key.Key_J)
    agent.press(Qt.Key.Key_C)
    bar = agent.window.call_bar
    agent.until(lambda: bar.is_open)
    agent.press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    agent.until(lambda: not bar.is_open)
    agent.until(lambda: view.lists.callbacks.rowCount() == 1)
    items = world.store.read(lambda r: queue.timeline(r, "rt:48001"))
    assert len([i for i in items if i.kind == Kind.CALL]) == 2


def test_the_history_is_searched_opened_and_called_again(agent: Agent, view: CallsView, world: World) -> None:
    view.filters.chip("mine").click()
    agent.until(lambda: view.lists.history.rowCount() == 1)
    view.filters.chip("all").click()
    agent.until(lambda: view.lists.history.rowCount() == 5)
    agent.settle()
    agent.press(Qt.Key.Key_Slash)
    assert agent.focus() is view.search
    agent.type("try1")
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: view.lists.history.rowCount() == 1)
    agent.press(Qt.Key.Key_Down)
    agent.settle()
    assert view.panel is not None
    agent.press(Qt.Key.Key_O)
    agent.until(lambda: agent.shown == "rt:48003")
    assert agent.window.current == "queue"


def test_a_search_from_the_call_backs_finds_calls_and_nothing_says_so(agent: Agent, view: CallsView) -> None:
    view.search.setText("zeppelin")
    view.search.returnPressed.emit()
    agent.until(lambda: view.lists.scope == ALL and view.settled)
    assert view.lists.history.rowCount() == 0
    assert walk.clipped(agent.window) == []


def test_a_new_call_moves_neither_choice_nor_panel(agent: Agent, view: CallsView, world: World) -> None:
    view.filters.chip("all").click()
    agent.until(lambda: view.lists.history.rowCount() == 5)
    agent.settle()
    view.lists.table.setCurrentIndex(view.lists.history.index(3, 0))
    agent.settle()
    chosen = view.lists.chosen
    assert chosen is not None
    world.do(calls.log_call, "bob", "", call(world, number="+12025550111"))
    agent.until(lambda: view.lists.history.rowCount() == 6)
    agent.settle()
    assert view.lists.chosen == chosen
    assert view.lists.table.currentIndex().row() == 4


def test_hostile_words_stay_words(agent: Agent, view: CallsView) -> None:
    assert view.panel is not None
    texts = [label.text() for label in view.panel.findChildren(PlainLabel)]
    assert "<b>bold</b> dlob" in texts
    assert all("\u202e" not in text for text in texts)
    assert view.lists.callbacks.index(0, 0).data(SUBTITLE_ROLE) is not None


@pytest.mark.parametrize("filled", [False, True])
def test_the_models_keep_the_rules(theme: Theme, world: World, filled: bool) -> None:
    history, due = CallsModel(theme), CallbacksModel(theme)
    testers = [QAbstractItemModelTester(m, QAbstractItemModelTester.FailureReportingMode.Fatal) for m in (history, due)]
    wanted: list[tuple[list[int], int]] = []
    history.rows_wanted.connect(lambda pks, generation: wanted.append((list(pks), generation)))
    if filled:
        for n in range(3 * PAGE):
            world.do(calls.log_call, LOGIN, "", call(world, due=world.clock.now + n, number=f"+1202555{n:04d}"))
    pks = world.store.read(call_list.call_pks)
    history.show_order(pks, world.clock.now)
    due.show_rows(world.store.read(lambda r: calls.callbacks(r, 0)), world.clock.now)
    assert history.rowCount() == (3 * PAGE if filled else 0)
    if filled:
        assert history.index(0, 0).data() == "…"
        held = QPersistentModelIndex(history.index(PAGE, 0))
        asked, generation = wanted[-1]
        assert asked == list(pks[:PAGE])
        history.take_rows(asked, world.store.read(lambda r: call_list.call_rows(r, asked)), generation)
        assert history.index(0, 0).data() == f"+1 202-555-{3 * PAGE - 1:04d}"
        # Old answers are not taken; a shorter list is another question.
        more = array("q", [10**9, *pks])
        history.show_order(more, world.clock.now)
        assert held.row() == PAGE + 1
        history.take_rows([10**9], [], generation)
        assert history.index(0, 0).data() == "…"
        history.show_order(pks[5:9], world.clock.now)
        rows = world.store.read(lambda r: calls.callbacks(r, 0))
        due.show_rows(rows[1:], world.clock.now)
        due.show_rows([rows[0], *rows[2:]], world.clock.now)
        due.show_rows(rows[::-1], world.clock.now)
        due.tick(world.clock.now)
        history.tick(world.clock.now)
    del testers
