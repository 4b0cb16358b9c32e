"""The queue in groups, in other orders and with other columns; what is kept of that for the next start."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from fallback_console.domain.views import CaseFilter, CaseGroup, CaseRow, CaseSort
from fallback_console.services import cases, personal, queue
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.models.queue_cells import SORTS, Column, column_title, group_word
from fallback_console.ui.models.queue_listing import ARRANGEMENT, Group, Listing, Question, answer, lines_of, rows_of
from fallback_console.ui.models.queue_model import QueueModel
from fallback_console.ui.theme import Size
from tests.ui import walk
from tests.ui.driving import Agent
from tests.ui.world import LOGIN, World, fill, outage

Open = Callable[..., MainWindow]
NONE: array[int] = array("q")


def opened(qtbot: QtBot, world: World, open_window: Open, *size: int) -> Agent:
    made = Agent(qtbot, open_window("queue", *size), world)
    made.until(lambda: made.list.model.rowCount() > 0 and made.shown != "")
    made.settle()
    return made


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Open) -> Agent:
    """At the team's cases."""
    fill(world, 120)
    outage(world)
    made = opened(qtbot, world, open_window)
    made.click("filter-team")
    made.until(lambda: made.list.feed.scope == "team" and not made.list.feed.busy)
    made.list.into_table()
    made.settle()
    return made


def divided(world: World, model: QueueModel, by: CaseGroup, **filters: object) -> None:
    """Bring a model up to date as the view does."""
    same = by is model.by
    question = Question(
        CaseFilter(**filters),  # type: ignore[arg-type]
        CaseSort.DUE,
        world.clock.now,
        (),
        model.pks,
        0,
        0,
        by=by,
        days=(world.clock.now, world.clock.now + 86_400_000, world.clock.now + 2 * 86_400_000, 2**50),
        folded=model.folded if same else frozenset(),
        groups=model.groups if same else (),
    )
    model.show(world.store.read(lambda r: answer(r, question)))


def test_a_divided_model_through_every_kind_of_change(world: World) -> None:
    model = QueueModel(LOGIN, world.clock.now_ms)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    def fetch(pks: array[int], generation: int) -> None:
        model.take_rows(pks, world.store.read(lambda r: rows_of(r, pks)), generation)

    model.rows_wanted.connect(fetch)
    divided(world, model, CaseGroup.STATUS)
    assert model.rowCount() == 0
    fill(world, 150)
    total = world.store.read(lambda r: queue.count_cases(r, CaseFilter()))
    for by in CaseGroup:
        divided(world, model, by)
        heads = [row for row in range(model.rowCount()) if model.pk(row) < 0]
        assert len(heads) == len(model.groups)
        assert model.rowCount() == total + len(heads)
        for row in range(model.rowCount()):
            model.cell(row)
        for row in heads:
            words = model.index(row, Column.CASE).data(Qt.ItemDataRole.AccessibleTextRole)
            assert words.endswith("unfolded")
            assert not model.flags(model.index(row, 0)) & Qt.ItemFlag.ItemIsSelectable
    divided(world, model, CaseGroup.STATUS)
    first = model.groups[0]
    assert model.fold(0, folded=True)
    assert not model.fold(0, folded=True)
    assert model.pk(1) == model.groups[1].line
    # What is folded stays folded, and what is asked for again is the same.
    row = next(n for n in range(model.rowCount()) if model.pk(n) > 0)
    facts = model.case(row) or world.store.read(lambda r: queue.case_rows(r, [model.pk(row)]))[0]
    world.do(cases.set_field, LOGIN, facts.key, "status", first.value)
    divided(world, model, CaseGroup.STATUS)
    assert model.row_of(facts.pk) == -1
    assert len(model.groups[0].pks) == len(first.pks) + 1
    assert model.fold(0, folded=False)
    assert model.row_of(facts.pk) > 0
    assert model.head_of(model.row_of(facts.pk)) == 0
    divided(world, model, CaseGroup.STATUS, owner="nobody at all")
    assert model.rowCount() == 0


def made_groups(sizes: list[int]) -> tuple[Group, ...]:
    groups, pk = [], 1
    for number, size in enumerate(sizes):
        groups.append(Group(-1 - number, number, array("q", range(pk, pk + size))))
        pk += size
    return tuple(groups)


def shown(model: QueueModel, groups: tuple[Group, ...], folded: frozenset[str | int]) -> Listing:
    pks = lines_of(groups, folded)
    known, wanted = set(model.pks), set(pks)
    question = Question(
        CaseFilter(), CaseSort.DUE, 0, (), model.pks, 0, 0, by=CaseGroup.QUEUE, folded=folded, groups=groups
    )
    added = array("q", (pk for pk in pks if pk not in known))
    gone = array("q", (pk for pk in model.pks if pk not in wanted))
    return Listing(question, pks, added, gone, (), (), 0, len(pks), groups)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    sizes=st.lists(st.integers(1, 5), min_size=1, max_size=6),
    steps=st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=12),
    later=st.permutations(range(6)),
)
def test_folding_and_coming_anew_keep_every_index_with_its_case(
    qapp: QApplication, sizes: list[int], steps: list[tuple[int, bool]], later: list[int]
) -> None:
    model = QueueModel(LOGIN, lambda: 0)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    groups = made_groups(sizes)
    model.show(shown(model, groups, frozenset()))
    held = {model.pk(row): QPersistentModelIndex(model.index(row, 0)) for row in range(model.rowCount())}
    folded: set[int] = set()
    for number, on in steps:
        if number < len(groups):
            row = model.row_of(groups[number].line)
            assert model.fold(row, folded=on) == ((number in folded) != on)
            (folded.add if on else folded.discard)(number)
    expected = lines_of(groups, frozenset(folded))
    assert model.pks == expected
    assert model.folded == folded
    for row in range(model.rowCount()):
        inside = next(g for g in groups if model.pk(row) == g.line or model.pk(row) in g.pks)
        assert model.pk(model.head_of(row)) == inside.line
    turned = tuple(groups[n] for n in later if n < len(groups))
    model.show(shown(model, turned, frozenset(folded)))
    assert model.pks == lines_of(turned, frozenset(folded))
    for pk, index in held.items():
        assert not index.isValid() or model.pk(index.row()) == pk
    everything = {pk for group in groups for pk in group.pks}
    model.marks.replace(everything)
    model.show(shown(model, turned[:1], frozenset(folded)))
    assert set(model.marks.pks) == set(turned[0].pks)


def test_groups_by_keyboard(agent: Agent) -> None:
    model, table = agent.list.model, agent.list.table
    chosen = agent.list.chosen_pk
    agent.list.feed.set_by(CaseGroup.STATUS)
    agent.settle()
    assert model.pk(0) < 0
    # The case stays the current one.
    assert model.pk(table.currentIndex().row()) == chosen == agent.list.chosen_pk
    agent.press(Qt.Key.Key_Home)
    assert table.currentIndex().row() == 1
    second = model.row_of(model.groups[1].line)
    agent.list.select_row(second - 1)
    agent.press(Qt.Key.Key_J)
    assert table.currentIndex().row() == second + 1
    agent.press(Qt.Key.Key_K)
    assert table.currentIndex().row() == second - 1
    held = agent.list.chosen_pk
    agent.press(Qt.Key.Key_Left)
    assert model.pk(1) == model.groups[1].line
    assert table.currentIndex().row() == 0
    agent.settle()
    assert agent.list.chosen_pk == held
    assert agent.shown != ""
    agent.press(Qt.Key.Key_Right)
    assert model.pk(1) > 0
    agent.press(Qt.Key.Key_Return)
    assert model.pk(1) < 0
    agent.press(Qt.Key.Key_J)
    assert model.pk(table.currentIndex().row()) == model.groups[1].pks[0]
    agent.list.arrangement.flush()
    agent.settle()
    kept = agent._world.store.read(lambda r: personal.find(r, ARRANGEMENT))
    assert (kept["by"], kept["folded"]) == ("status", [model.groups[0].value])


def test_a_click_on_a_head_folds(agent: Agent, qtbot: QtBot) -> None:
    agent.list.feed.set_by(CaseGroup.PRIORITY)
    agent.settle()
    table, model = agent.list.table, agent.list.model
    assert [g.value for g in model.groups] == sorted((g.value for g in model.groups), reverse=True)
    shown_before = agent.shown
    qtbot.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(model.index(0, Column.CASE)).center()
    )
    assert model.pk(1) < 0
    assert agent.shown == shown_before
    assert walk.clipped(agent.window) == []


def test_a_refresh_keeps_what_is_folded_and_where_one_is(agent: Agent, world: World) -> None:
    agent.list.feed.set_by(CaseGroup.OWNER)
    agent.settle()
    model, table = agent.list.model, agent.list.table
    agent.list.arrangement.table.fold_requested.emit(0, True)
    agent.list.select_row(20)
    agent.list.table.scrollTo(model.index(20, 0))
    chosen, top = model.pk(20), model.pk(table.rowAt(0))
    moved = model.groups[-1].pks[-1]
    row = world.store.read(lambda r: queue.case_rows(r, [moved]))[0]
    world.do(cases.set_field, LOGIN, row.key, "status", "resolved")
    agent.until(lambda: moved not in model.groups[-1].pks)
    agent.settle()
    assert model.pk(1) < 0
    assert model.pk(table.currentIndex().row()) == chosen
    assert model.pk(table.rowAt(0)) == top


def test_titles_order_and_turn(agent: Agent, qtbot: QtBot) -> None:
    model, header = agent.list.model, agent.list.table.horizontalHeader()

    def title(column: int, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> Any:
        return model.headerData(column, Qt.Orientation.Horizontal, role)

    def click(column: int) -> None:
        place = QPoint(header.sectionViewportPosition(column) + Size.ICON, header.height() // 2)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        agent.settle()

    assert title(Column.DUE) == "SLA ↓"
    chosen = agent.list.chosen_pk
    click(Column.PRIORITY)
    assert (title(Column.DUE), title(Column.PRIORITY)) == ("SLA", "Priority ↓")
    rows = [model.case(n) for n in range(10)]
    assert [r.priority for r in rows if r] == sorted((r.priority for r in rows if r), reverse=True)
    click(Column.PRIORITY)
    assert title(Column.PRIORITY, Qt.ItemDataRole.AccessibleTextRole) == "Priority, the order, turned"
    rows = [model.case(n) for n in range(10)]
    assert [r.priority for r in rows if r] == sorted(r.priority for r in rows if r)
    click(Column.MARK)
    assert title(Column.PRIORITY) == "Priority ↑"
    assert agent.list.chosen_pk == chosen == model.pk(agent.list.table.currentIndex().row())


@pytest.mark.parametrize("sort", list(CaseSort))
def test_every_order_has_a_title_and_every_case(world: World, sort: CaseSort) -> None:
    fill(world, 40)
    assert sort in SORTS.values()
    straight = world.store.read(lambda r: queue.case_pks(r, CaseFilter(), sort))
    turned = world.store.read(lambda r: queue.case_pks(r, CaseFilter(), sort, turned=True))
    assert sorted(straight) == sorted(turned)
    assert len(straight) > 10


def test_columns_are_chosen_kept_and_fold_where_there_is_no_room(
    agent: Agent, world: World, qtbot: QtBot, open_window: Open
) -> None:
    table = agent.list.table
    agent.window.resize(1600, 800)
    agent.settle()

    def visible() -> set[int]:
        return {c for c in Column if not table.isColumnHidden(c)}

    assert visible() == {Column.PRIORITY, Column.DUE, Column.CASE, Column.STATUS, Column.OWNER, Column.MARK}
    menu = agent.list.arrangement.button.menu()
    menu.aboutToShow.emit()
    columns = [m for m in menu.findChildren(QMenu) if m.title() == "Columns"][-1]
    columns.aboutToShow.emit()
    texts = [a.text() for a in columns.actions()]
    assert texts == [column_title(c) for c in Column if c != Column.CASE]
    next(a for a in columns.actions() if a.text() == "Owner").trigger()
    next(a for a in columns.actions() if a.text() == "Queue").trigger()
    assert table.isColumnHidden(Column.OWNER)
    assert not table.isColumnHidden(Column.QUEUE)
    table.setColumnWidth(Column.STATUS, 90)
    agent.list.arrangement.flush()
    agent.settle()
    kept = world.store.read(lambda r: personal.find(r, ARRANGEMENT))
    assert kept["widths"] == {"status": 90}
    assert "queue" in kept["columns"]
    again = opened(qtbot, world, open_window, Size.WINDOW_MIN_W, Size.WINDOW_MIN_H)
    other = again.list.table
    assert other.is_wanted(Column.QUEUE)
    assert not other.is_wanted(Column.OWNER)
    # There is no room for it here: it goes into the second line, and the subject keeps its width.
    assert other.isColumnHidden(Column.QUEUE)
    assert other.columnWidth(Column.CASE) >= Size.SUBJECT_MIN
    row = again.list.model.case(0)
    assert row is not None
    assert row.queue in again.list.model.cell(0).facts
    assert walk.clipped(again.window) == []


@pytest.mark.parametrize(
    "kept",
    [
        {"sort": "nothing", "by": 7, "folded": "x", "columns": "all", "widths": {"status": "wide", "CASE": 3}},
        {"sort": "newest", "turned": True, "by": "due", "folded": [2, None, "<b>"], "columns": [1, "queue"]},
        [],
        "text",
    ],
)
def test_an_arrangement_that_cannot_be_is_no_trouble(
    qtbot: QtBot, world: World, open_window: Open, kept: object
) -> None:
    fill(world, 30)
    world.do(personal.keep, ARRANGEMENT, kept)
    agent = opened(qtbot, world, open_window)
    assert agent.list.model.rowCount() > 0
    assert not agent.list.table.isColumnHidden(Column.CASE)
    if isinstance(kept, dict) and kept["sort"] == "newest":
        assert (agent.list.feed.sort, agent.list.feed.turned, agent.list.feed.by) == (
            CaseSort.NEWEST,
            True,
            CaseGroup.DUE,
        )


def test_names_of_groups() -> None:
    assert [group_word(CaseGroup.PRIORITY, n, LOGIN) for n in (2, 1, 0)] == ["High", "Mid", "Low"]
    assert group_word(CaseGroup.DUE, 0, LOGIN) == "Overdue"
    assert group_word(CaseGroup.OWNER, "", LOGIN) == "Unclaimed"
    assert group_word(CaseGroup.OWNER, LOGIN, LOGIN) == "you"
    assert "\n" not in group_word(CaseGroup.QUEUE, "<b>x</b>\n\u202ey" * 50, LOGIN)


def test_hostile_words_in_a_row(qapp: QApplication) -> None:
    model = QueueModel(LOGIN, lambda: 0)
    row = CaseRow(
        1, "rt:1", "1", "<img src=x>\n" * 9, "q\x00" * 99, "\u202eopen", 50, "<b>eve</b>", "\u2066" * 9,
        "", -(2**62), "", None, 0, 2**62, 3, False, -(2**62), "<b>eve</b>\u202e",
    )  # fmt: skip
    question = Question(CaseFilter(), CaseSort.DUE, 0, (), NONE, 0, 0)
    model.show(Listing(question, array("q", [1]), array("q", [1]), NONE, [row], (), 0, 1))
    for column in Column:
        index: QModelIndex = model.index(0, column)
        assert "\n" not in str(index.data())
        index.data(Qt.ItemDataRole.AccessibleTextRole)
        if column not in (Column.DUE, Column.WAITING, Column.ACTIVITY):
            assert "<b>eve" not in str(index.data(Qt.ItemDataRole.ToolTipRole))
