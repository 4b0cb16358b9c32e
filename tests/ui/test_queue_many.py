"""Marking cases and doing something to all of them, by keyboard and mouse, and taking it back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from fallback_console.domain.delivery import DeliveryState
from fallback_console.services import bulk, cases, queue, sync
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.models.queue_marks import Marks
from fallback_console.ui.theme import Size
from fallback_console.ui.widgets.toast import Toast
from tests.ui import walk
from tests.ui.driving import CONTROL, Agent
from tests.ui.world import LOGIN, World, fill, outage

Open = Callable[..., MainWindow]
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Open) -> Agent:
    """At the team's cases."""
    fill(world, 120)
    outage(world)
    made = Agent(qtbot, open_window("queue"), world)
    made.until(lambda: made.list.model.rowCount() > 0 and made.shown != "")
    made.click("filter-team")
    made.until(lambda: made.list.feed.scope == "team" and not made.list.feed.busy)
    made.list.into_table()
    made.settle()
    return made


def marked(agent: Agent) -> list[int]:
    return [agent.list.model.row_of(pk) for pk in agent.list.model.marks.pks]


def owners(world: World, agent: Agent) -> set[str]:
    pks = agent.list.model.marks.pks
    return {row.owner for row in world.store.read(lambda r: queue.case_rows(r, pks))}


def said(agent: Agent) -> str:
    found = agent.window.findChild(Toast)
    return found.accessibleName() if found is not None and found.isVisible() else ""


def test_marking_by_keyboard(agent: Agent) -> None:
    agent.list.select_row(2)
    agent.press(Qt.Key.Key_X)
    assert marked(agent) == [2]
    assert agent.view.work.bar.isVisible()
    agent.press(Qt.Key.Key_J, modifier=SHIFT)
    agent.press(Qt.Key.Key_Down, modifier=SHIFT)
    assert marked(agent) == [2, 3, 4]
    agent.press(Qt.Key.Key_K, modifier=SHIFT)
    assert marked(agent) == [2, 3]
    assert agent.list.table.currentIndex().row() == 3
    agent.press(Qt.Key.Key_J)
    agent.press(Qt.Key.Key_J)
    agent.press(Qt.Key.Key_Space)
    assert marked(agent) == [2, 3, 5]
    assert agent.view.work.bar.words == "3 marked"
    whole = agent.list.model.index(5, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert whole.startswith("marked, ")
    assert walk.nameless(agent.window) == walk.unreachable(agent.window) == []
    agent.press(Qt.Key.Key_Escape)
    assert marked(agent) == []
    assert not agent.view.work.bar.isVisible()
    assert agent.focus() is agent.list.table


def test_marking_with_the_mouse(agent: Agent, qtbot: QtBot) -> None:
    table = agent.list.table
    agent.list.select_row(1)

    def click(row: int, modifier: Qt.KeyboardModifier) -> None:
        place = table.visualRect(table.model().index(row, 2)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, place)

    click(3, CONTROL)
    assert marked(agent) == [1, 3]
    click(5, SHIFT)
    assert marked(agent) == [3, 4, 5]
    click(4, CONTROL)
    assert marked(agent) == [3, 5]
    assert agent.list.model.pk(table.currentIndex().row()) == agent.list.chosen_pk == agent.list.model.pk(1)


def test_all_are_marked_up_to_what_may_be(agent: Agent) -> None:
    agent.list.model.marks.most = 30
    agent.press(Qt.Key.Key_A, modifier=CONTROL)
    assert marked(agent) == list(range(30))
    assert "30 cases are marked, not more" in said(agent)
    assert Marks.most == bulk.MOST


def test_taking_all_and_taking_it_back(agent: Agent, world: World) -> None:
    second = agent.list.model.case(1)
    assert second is not None
    world.do(cases.set_field, LOGIN, second.key, "owner", LOGIN)
    agent.settle()
    agent.list.select_row(0)
    for _ in range(11):
        agent.press(Qt.Key.Key_J, modifier=SHIFT)
    assert len(marked(agent)) == 12
    pks = agent.list.model.marks.pks
    before = {row.pk: row.owner for row in world.store.read(lambda r: queue.case_rows(r, pks))}
    had = sum(owner == LOGIN for owner in before.values())
    waiting = sync_waiting(world)
    agent.press(Qt.Key.Key_A)
    agent.until(lambda: "taken" in said(agent))
    assert said(agent).startswith(f"{12 - had} cases taken · {had} had it already")
    assert owners(world, agent) == {LOGIN}
    assert sync_waiting(world) == waiting + 12 - had
    agent.list.into_table()
    agent.press(Qt.Key.Key_Z, modifier=CONTROL)
    agent.until(lambda: "as before" in said(agent))
    after = {row.pk: row.owner for row in world.store.read(lambda r: queue.case_rows(r, pks))}
    assert after == before
    # What had not left is not sent at all.
    assert sync_waiting(world) == waiting
    agent.press(Qt.Key.Key_Z, modifier=CONTROL)
    agent.settle()
    assert {row.pk: row.owner for row in world.store.read(lambda r: queue.case_rows(r, pks))} == before


def sync_waiting(world: World) -> int:
    return len(world.store.read(lambda r: sync.deliveries(r, states={DeliveryState.WAITING})))


def test_a_field_of_many_and_the_button_that_takes_it_back(agent: Agent, world: World) -> None:
    agent.list.select_row(0)
    agent.press(Qt.Key.Key_X)
    agent.press(Qt.Key.Key_J, modifier=SHIFT)
    pks = agent.list.model.marks.pks
    agent.view.work.bar.field_wanted.emit("priority")
    agent.until(lambda: any(w.isVisible() for w in agent.window.findChildren(QComboBox, "bulk-value")))
    box = agent.named(QComboBox, "bulk-value")
    assert agent.focus() is box
    box.setCurrentIndex(box.findData("80"))
    assert agent.named(QPushButton, "bulk-set").text() == "Set for 2 cases"
    agent.click("bulk-set")
    agent.until(lambda: "changed" in said(agent))
    rows = world.store.read(lambda r: queue.case_rows(r, pks))
    assert [row.priority for row in rows] == [80, 80]
    toast = agent.window.findChild(Toast)
    assert toast is not None
    undo = next(b for b in toast.findChildren(QPushButton) if b.text() == "Undo")
    undo.click()
    agent.until(lambda: "as before" in said(agent))
    assert [row.priority for row in world.store.read(lambda r: queue.case_rows(r, pks))] != [80, 80]
    assert not agent.view.work.can_undo


def test_a_plan_for_many(agent: Agent, world: World) -> None:
    agent.list.select_row(0)
    agent.press(Qt.Key.Key_X)
    agent.press(Qt.Key.Key_J, modifier=SHIFT)
    pks = agent.list.model.marks.pks
    agent.click("bulk-plan")
    agent.settle()
    assert agent.focus().objectName() == "bulk-next"
    agent.type("Ring <b>all</b> of them")
    agent.named(QLineEdit, "bulk-due").setText("when it suits")
    agent.press(Qt.Key.Key_Return)
    # What is not understood is said, and nothing is lost.
    assert agent.focus().objectName() == "bulk-due"
    agent.named(QLineEdit, "bulk-due").setText("in 2 h")
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: "2 cases changed" in said(agent))
    rows = world.store.read(lambda r: queue.case_rows(r, pks))
    assert {row.next_action for row in rows} == {"Ring <b>all</b> of them"}
    (at,) = {row.next_action_at for row in rows}
    assert at is not None
    assert abs(at - world.clock.now - 2 * 3_600_000) <= 60_000


def test_marks_stay_with_their_cases(agent: Agent, world: World) -> None:
    agent.list.select_row(4)
    agent.press(Qt.Key.Key_X)
    agent.press(Qt.Key.Key_J, modifier=SHIFT)
    pks = set(agent.list.model.marks.pks)
    first = agent.list.model.case(0)
    assert first is not None
    world.do(cases.set_field, LOGIN, first.key, "status", "resolved")
    agent.until(lambda: agent.list.model.row_of(first.pk) < 0)
    assert set(agent.list.model.marks.pks) == pks
    agent.list.table.header_clicked.emit(0)
    agent.settle()
    assert set(agent.list.model.marks.pks) == pks
    agent.click("filter-unsent")
    agent.settle()
    assert all(agent.list.model.row_of(pk) >= 0 for pk in agent.list.model.marks.pks)


def test_the_bar_has_room_in_the_smallest_window(qtbot: QtBot, world: World, open_window: Open) -> None:
    fill(world, 60)
    agent = Agent(qtbot, open_window("queue", Size.WINDOW_MIN_W, Size.WINDOW_MIN_H), world)
    agent.until(lambda: agent.list.model.rowCount() > 0 and agent.shown != "")
    agent.list.into_table()
    agent.press(Qt.Key.Key_A, modifier=CONTROL)
    agent.settle()
    assert walk.clipped(agent.window) == []
    agent.click("bulk-plan")
    agent.settle()
    assert walk.clipped(agent.window) == []
    agent.press(Qt.Key.Key_Escape)
    assert agent.focus().objectName() == "bulk-change"


@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.just("toggle"), st.integers(-2, 12)),
            st.tuples(st.just("add"), st.lists(st.integers(-2, 12), max_size=9)),
            st.tuples(st.just("replace"), st.lists(st.integers(-2, 12), max_size=9)),
            st.tuples(st.just("keep"), st.frozensets(st.integers(0, 12))),
        ),
        max_size=20,
    )
)
def test_marks_are_cases_each_once_and_never_too_many(steps: list[tuple[str, object]]) -> None:
    marks = Marks()
    marks.most = 5
    told: list[tuple[int, ...]] = []
    marks.changed.connect(lambda: told.append(marks.pks))
    for what, value in steps:
        before = marks.pks
        if what == "toggle":
            marks.toggle(value)  # type: ignore[arg-type]
        elif what == "add":
            marks.add(value)  # type: ignore[arg-type]
            assert marks.pks[: len(before)] == before
        elif what == "replace":
            marks.replace(value)  # type: ignore[arg-type]
        else:
            marks.keep(lambda pks, kept=value: pks & kept)  # type: ignore[misc, operator]
            assert set(marks.pks) == set(before) & value  # type: ignore[operator]
        assert len(set(marks.pks)) == len(marks) <= marks.most
        assert all(pk > 0 for pk in marks.pks)
    assert not told or told[-1] == marks.pks
