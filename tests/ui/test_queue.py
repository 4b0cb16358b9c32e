"""The queue: search, keys, order, and what happens to selection and place when the data change."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from concurrent.futures import Future

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from fallback_console.domain.views import CaseFilter, CaseSort
from fallback_console.services import cases, queue
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.models.queue_cells import Column
from fallback_console.ui.models.queue_listing import HeadStart, Listing, Question, answer, first_question, rows_of
from fallback_console.ui.models.queue_model import QueueModel
from fallback_console.ui.theme import Size
from fallback_console.ui.views.base import Tools
from fallback_console.ui.views.queue_view import QueueView
from tests.ui import walk
from tests.ui.driving import CONTROL, Agent
from tests.ui.world import LOGIN, World, fill, outage

Open = Callable[..., MainWindow]
EMPTY: array[int] = array("q")


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Open) -> Agent:
    """At a window full of cases."""
    fill(world, 120)
    outage(world)
    made = Agent(qtbot, open_window("queue"), world)
    made.until(lambda: made.list.model.rowCount() > 0)
    made.until(lambda: made.shown != "")
    made.settle()
    return made


def listing(world: World, model: QueueModel, sort: CaseSort = CaseSort.DUE, **filters: object) -> None:
    """Bring a model up to date as the view does."""
    question = Question(CaseFilter(**filters), sort, world.clock.now, (), model.pks, 0, 0)  # type: ignore[arg-type]
    model.show(world.store.read(lambda r: answer(r, question)))


def test_the_first_cases_may_be_read_before_there_is_a_window(qtbot: QtBot, world: World, tools: Tools) -> None:
    fill(world, 12)
    asked: list[Question] = []

    class Noted(HeadStart):
        def take(self, question: Question) -> Future[Listing] | None:
            asked.append(question)
            return super().take(question)

    begun = Noted(world.desk, world.clock.now)
    own = tools._replace(context=tools.context._replace(first_cases=begun))
    view = QueueView(own)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(lambda: view.list.model.rowCount() > 0, timeout=3000)
    nobodys_time = {"now": 0, "days": ()}
    assert [q._replace(**nobodys_time) for q in asked] == [first_question(LOGIN, 1)._replace(**nobodys_time)]


def test_a_head_start_answers_its_own_question_once_and_soon(world: World) -> None:
    fill(world, 12)
    now = world.clock.now
    begun = HeadStart(world.desk, now)
    given = begun.take(first_question(LOGIN, now + 10))
    assert given is not None
    mine = world.store.read(lambda r: answer(r, first_question(LOGIN, now)))
    assert given.result(5).pks == mine.pks
    assert begun.take(first_question(LOGIN, now + 20)) is None
    assert HeadStart(world.desk, now).take(first_question("somebody-else", now)) is None
    assert HeadStart(world.desk, now).take(first_question(LOGIN, now + 60_000)) is None


def test_an_empty_model(world: World) -> None:
    model = QueueModel(LOGIN, world.clock.now_ms)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    listing(world, model)
    assert model.rowCount() == 0
    assert model.case(0) is None
    assert model.row_of(7) == -1
    assert model.data(QModelIndex()) is None
    assert model.headerData(Column.CASE, Qt.Orientation.Horizontal) == "Case"


def test_a_filled_model_through_every_kind_of_change(world: World) -> None:
    model = QueueModel(LOGIN, world.clock.now_ms)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    def fetch(pks: array[int], generation: int) -> None:
        model.take_rows(pks, world.store.read(lambda r: rows_of(r, pks)), generation)

    model.rows_wanted.connect(fetch)
    fill(world, 150)
    listing(world, model)
    count = model.rowCount()
    assert count > 80
    last = model.index(count - 1, Column.CASE)
    assert last.data() == "…"
    assert last.data() not in ("", "…")
    assert len(model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole).split(", ")) > 4
    listing(world, model, CaseSort.NEWEST)
    assert model.rowCount() == count
    kept = model.pk(3)
    first = model.case(0)
    assert first is not None
    world.do(cases.set_field, LOGIN, first.key, "status", "resolved")
    world.do(cases.create_case, LOGIN, cases.NewCase("Something new", first.queue, "It began today."))
    listing(world, model, CaseSort.NEWEST)
    assert model.rowCount() == count
    assert model.row_of(kept) >= 0
    assert model.row_of(first.pk) == -1
    model.tick()
    listing(world, model, owner="nobody at all")
    assert model.rowCount() == 0


def test_search_by_keyboard(agent: Agent) -> None:
    agent.press(Qt.Key.Key_F, modifier=CONTROL)
    assert agent.focus().objectName() == "search"
    agent.type("障害")
    agent.until(lambda: agent.list.feed.text == "障害" and not agent.list.feed.busy)
    found = agent.list.model.case(0)
    assert found is not None
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: agent.shown == found.key)
    assert agent.focus() is agent.list.table
    rows = [agent.list.model.case(n) for n in range(agent.list.model.rowCount())]
    assert len(rows) > 1
    assert any("障害" in row.subject for row in rows if row is not None)
    agent.press(Qt.Key.Key_Return)
    assert agent.focus() is agent.case.composer.text


def test_enter_before_the_results_are_there(agent: Agent) -> None:
    agent.list.search.setFocus()
    agent.type("障害")
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: agent.list.feed.text == "障害" and not agent.list.feed.busy)
    agent.settle()
    first = agent.list.model.case(0)
    assert first is not None
    assert agent.shown == first.key
    assert agent.list.table.selectionModel().isRowSelected(0)


def test_enter_while_an_older_question_is_under_way(agent: Agent) -> None:
    agent.settle()
    feed = agent.list.feed
    feed.set_sort(CaseSort.NEWEST)
    assert feed.busy
    agent.list.search.setFocus()
    agent.list.search.setText("障害")
    feed.search("障害")
    QTest.keyClick(agent.list.search, Qt.Key.Key_Return)
    agent.until(lambda: not feed.busy)
    agent.settle()
    first = agent.list.model.case(0)
    assert first is not None
    assert agent.shown == first.key
    assert agent.list.table.selectionModel().isRowSelected(0)


def test_a_search_ends_where_it_began(agent: Agent) -> None:
    before = agent.list.feed.scope
    agent.list.search.setFocus()
    agent.type("zzz-nothing-has-this")
    agent.until(lambda: agent.list.model.rowCount() == 0)
    agent.settle()
    assert agent.named(object, "queue-empty")  # type: ignore[type-var]
    assert agent.list.feed.scope == ""
    agent.press(Qt.Key.Key_Escape)
    agent.until(lambda: agent.list.model.rowCount() > 0)
    assert agent.list.feed.scope == agent.list.filters.current == before


def test_letters_walk_and_work(agent: Agent, world: World) -> None:
    agent.click("filter-unclaimed")
    agent.until(lambda: agent.list.feed.scope == "unclaimed" and not agent.list.feed.busy)
    agent.list.into_table()
    agent.settle()
    model = agent.list.model
    start = agent.list.table.currentIndex().row()
    agent.press(Qt.Key.Key_J)
    agent.press(Qt.Key.Key_J)
    assert agent.list.table.currentIndex().row() == start + 2
    agent.press(Qt.Key.Key_K)
    row = model.case(start + 1)
    assert row is not None
    agent.until(lambda: agent.shown == row.key)
    agent.press(Qt.Key.Key_A)
    agent.until(lambda: model.row_of(row.pk) < 0)
    agent.settle()
    assert world.store.read(lambda r: queue.find_case(r, row.key)).owner == LOGIN
    # It has left the list of the unclaimed, but the person is still at work on it.
    assert agent.shown == row.key
    assert not agent.list.table.selectionModel().hasSelection()
    agent.press(Qt.Key.Key_J)
    agent.until(lambda: agent.shown != row.key)


def test_letters_are_letters_where_somebody_types(agent: Agent) -> None:
    agent.press(Qt.Key.Key_N)
    assert agent.focus() is agent.case.composer.text
    shown = agent.shown
    agent.type("jack called, as nobody rang")
    assert agent.case.composer.text.toPlainText() == "jack called, as nobody rang"
    assert agent.shown == shown
    agent.press(Qt.Key.Key_Escape)
    assert agent.focus() is agent.list.table
    assert agent.case.composer.text.toPlainText() == "jack called, as nobody rang"


def test_selection_and_place_survive_a_refresh(agent: Agent, world: World) -> None:
    agent.click("filter-team")
    agent.until(lambda: agent.list.feed.scope == "team" and not agent.list.feed.busy)
    agent.settle()
    table, model = agent.list.table, agent.list.model
    agent.list.select_row(20)
    table.scrollTo(model.index(20, 0))
    agent.settle()
    chosen, top = model.pk(20), model.pk(table.rowAt(0))
    assert top != model.pk(0)
    first = model.case(0)
    if first is None:
        model.cell(0)
        agent.until(lambda: model.case(0) is not None)
        first = model.case(0)
    assert first is not None
    world.do(cases.set_field, LOGIN, first.key, "status", "resolved")
    agent.until(lambda: model.row_of(first.pk) < 0)
    agent.settle()
    assert model.pk(table.currentIndex().row()) == chosen
    assert table.selectionModel().isRowSelected(model.row_of(chosen))
    assert model.pk(table.rowAt(0)) == top


def test_a_resolved_case_stays_in_front(agent: Agent) -> None:
    agent.list.select_row(2)
    agent.settle()
    key, pk = agent.shown, agent.list.model.pk(2)
    agent.click("field-status")
    agent.case.header.findChild(object, "field-edit").set_value("resolved")  # type: ignore[attr-defined, call-overload]
    agent.click("field-save")
    agent.until(lambda: agent.list.model.row_of(pk) < 0)
    agent.settle()
    # The case is asked for again a moment after the list.
    agent.until(lambda: agent.case.detail is not None and agent.case.detail.row.status == "resolved")
    assert agent.shown == key


def test_order_and_filters(agent: Agent) -> None:
    agent.list.feed.set_sort(CaseSort.PRIORITY)
    agent.settle()
    rows = [agent.list.model.case(n) for n in range(min(agent.list.model.rowCount(), 10))]
    priorities = [row.priority for row in rows if row is not None]
    assert priorities == sorted(priorities, reverse=True)
    agent.click("filter-mine")
    agent.until(lambda: agent.list.feed.scope == "mine" or agent.list.filters.current == "mine")
    # Letting the pressed one go leaves it in force: some filter always is.
    agent.click(f"filter-{agent.list.feed.scope}")
    agent.settle()
    assert agent.list.filters.current == agent.list.feed.scope != ""


def test_a_new_case(agent: Agent, world: World) -> None:
    agent.press(Qt.Key.Key_N, modifier=CONTROL)
    agent.until(lambda: agent.view.new_case.isVisible())
    assert agent.focus().objectName() == "new-subject", walk.describe(agent.focus())
    assert walk.nameless(agent.window) == []
    agent.click("new-create")
    agent.until(lambda: agent.view.new_case.error_words != "")
    agent.named(QLineEdit, "new-subject").setFocus()
    agent.type("<b>Router</b> is dead")
    agent.named(QPlainTextEdit, "new-text").setFocus()
    agent.type("Nobody at the shop can pay.")
    agent.press(Qt.Key.Key_Escape)
    assert not agent.view.new_case.isVisible()
    agent.press(Qt.Key.Key_N, modifier=CONTROL)
    agent.until(lambda: agent.view.new_case.isVisible())
    assert agent.named(QLineEdit, "new-subject").text() == "<b>Router</b> is dead"
    agent.click("new-create")
    agent.until(lambda: agent.shown.startswith("local:"))
    assert agent.case.detail is not None
    row = agent.case.detail.row
    assert (row.subject, row.owner, row.number[:2]) == ("<b>Router</b> is dead", LOGIN, "T-")
    assert agent.items()[0].text == "Nobody at the shop can pay."


def test_an_empty_profile_says_what_to_do(qtbot: QtBot, world: World, open_window: Open) -> None:
    window = open_window("queue", Size.WINDOW_MIN_W, Size.WINDOW_MIN_H)
    agent = Agent(qtbot, window, world)
    agent.settle()
    assert agent.list.model.rowCount() == 0
    assert walk.clipped(window) == []
    agent.press(Qt.Key.Key_J)
    agent.press(Qt.Key.Key_A)
    assert agent.shown == ""
