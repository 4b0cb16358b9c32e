"""Filters of one's own, and what a row says of the time: left, paused, waited, changed by others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from fallback_console.domain.mirror import PulledItem, PullPage
from fallback_console.domain.sla import Calendar, Left, Pause, SlaRules
from fallback_console.domain.views import CLAIMED, CaseFilter
from fallback_console.services import mirroring, personal, queue
from fallback_console.ui import case_words
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.models.queue_cells import Column
from fallback_console.ui.models.queue_filters import SCOPES, SavedFilter, filters_from, kept
from fallback_console.ui.theme import Size, Theme
from fallback_console.ui.views.base import Tools
from fallback_console.ui.views.queue_filter_panel import FilterPanel
from fallback_console.ui.views.queue_filter_work import FILTERS
from fallback_console.ui.views.queue_list import QueueList
from fallback_console.ui.widgets.filter_bar import FilterBar
from fallback_console.ui.widgets.toast import Toast
from tests.ui import walk
from tests.ui.driving import CONTROL, Agent
from tests.ui.world import LOGIN, MINUTE, World, fill, outage

Open = Callable[..., MainWindow]
HOUR = 60 * MINUTE


def opened(qtbot: QtBot, world: World, open_window: Open, *size: int) -> Agent:
    made = Agent(qtbot, open_window("queue", *size), world)
    made.until(lambda: made.list.model.rowCount() > 0 and made.shown != "")
    made.list.into_table()
    made.settle()
    return made


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Open) -> Agent:
    fill(world, 120)
    outage(world)
    return opened(qtbot, world, open_window)


def panel(agent: Agent) -> FilterPanel:
    found = agent.view.work.filters.panel
    assert found is not None
    return found


def opened_panel(agent: Agent) -> FilterPanel:
    agent.press(Qt.Key.Key_F)
    agent.until(lambda: agent.view.work.filters.is_open)
    agent.settle()
    return panel(agent)


def choose(agent: Agent, name: str, value: object) -> None:
    box = panel(agent)._boxes[name]
    box.setCurrentIndex(next(n for n in range(box.count()) if box.itemData(n) == value))
    agent.settle()


def saved(world: World) -> list[dict[str, Any]]:
    return world.store.read(lambda r: personal.find(r, FILTERS, []))


def test_a_filter_is_made_saved_renamed_moved_removed_and_brought_back(agent: Agent, world: World) -> None:
    opened_panel(agent)
    assert agent.focus().objectName() == "filter-by-scope"
    assert walk.nameless(agent.window) == walk.unreachable(agent.window) == []
    choose(agent, "scope", "team")
    choose(agent, "status", "stalled")
    panel(agent)._unanswered.click()
    agent.settle()
    wanted = CaseFilter(status="stalled", unanswered=True)
    expected = world.store.read(lambda r: queue.count_cases(r, wanted))
    # It is shown before it is saved.
    assert agent.list.model.rowCount() == expected > 0
    assert agent.list.filters.current == ""
    assert not agent.named(QPushButton, "filter-save").isEnabled()
    agent.named(QLineEdit, "filter-name").setFocus()
    agent.type("<b>Stuck</b> & waiting")
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: agent.list.feed.scope == "saved:1")
    agent.settle()
    assert not agent.view.work.filters.is_open
    chip = agent.list.filters.chip("saved:1")
    assert chip.accessibleName() == f"<b>Stuck</b> & waiting, {expected}"
    assert agent.list.filters.current == "saved:1"
    assert agent.list.model.rowCount() == expected
    assert saved(world)[0]["status"] == "stalled"

    opened_panel(agent)
    line = agent.named(QLineEdit, "filter-name")
    assert line.text() == "<b>Stuck</b> & waiting"
    line.setText("Stuck")
    agent.click("filter-save")
    agent.until(lambda: [row["name"] for row in saved(world)] == ["Stuck"])
    agent.settle()

    agent.view.work.filters._save(SavedFilter(name="Second", scope="unclaimed"))
    agent.until(lambda: agent.list.feed.scope == "saved:2")
    agent.settle()
    opened_panel(agent)
    agent.click("filter-left")
    agent.until(lambda: [row["name"] for row in saved(world)] == ["Second", "Stuck"])
    agent.settle()
    assert agent.list.feed.names == (*SCOPES, "saved:2", "saved:1")
    agent.click("filter-remove")
    agent.until(lambda: [row["name"] for row in saved(world)] == ["Stuck"])
    agent.settle()
    assert agent.list.feed.scope == agent.list.filters.current == "team"
    toast = agent.window.findChild(Toast)
    assert toast is not None
    assert "Second" in toast.words
    agent.list.into_table()
    agent.press(Qt.Key.Key_Z, modifier=CONTROL)
    agent.until(lambda: [row["name"] for row in saved(world)] == ["Second", "Stuck"])


def test_leaving_the_panel_changes_nothing(agent: Agent, world: World) -> None:
    scope, count = agent.list.feed.scope, agent.list.model.rowCount()
    opened_panel(agent)
    choose(agent, "scope", "unclaimed")
    assert agent.list.model.rowCount() != count
    agent.press(Qt.Key.Key_Escape)
    agent.settle()
    assert not agent.view.work.filters.is_open
    assert (agent.list.feed.scope, agent.list.filters.current) == (scope, scope)
    assert agent.list.model.rowCount() == count
    assert saved(world) == []
    # A chip that is pressed closes it too.
    opened_panel(agent)
    agent.click("filter-team")
    agent.settle()
    assert not agent.view.work.filters.is_open
    assert agent.list.feed.scope == "team"


def test_what_is_searched_becomes_a_filter(agent: Agent) -> None:
    agent.list.search.setFocus()
    agent.type("障害")
    agent.until(lambda: agent.list.feed.text == "障害" and not agent.list.feed.busy)
    agent.settle()
    found = agent.list.model.rowCount()
    agent.click("filter")
    agent.until(lambda: agent.view.work.filters.is_open)
    agent.settle()
    made = panel(agent).filter
    assert (made.search, made.closed) == ("障害", True)
    assert agent.list.model.rowCount() == found


def test_filters_are_there_at_the_next_start(qtbot: QtBot, world: World, open_window: Open) -> None:
    fill(world, 60)
    many = tuple(SavedFilter(n, f"Number {n}", "team") for n in range(1, 9))
    world.do(personal.keep, FILTERS, [*kept(many), {"number": "x"}, 7, {"number": 1, "name": "twice"}])
    agent = opened(qtbot, world, open_window, Size.WINDOW_MIN_W, Size.WINDOW_MIN_H)
    agent.until(lambda: len(agent.list.feed.saved) == 8)
    agent.settle()
    bar = agent.list.filters
    assert bar.folded
    assert walk.clipped(agent.window) == []
    more = agent.named(QPushButton, "filter-more")
    menu = more.menu()
    menu.aboutToShow.emit()
    assert len(menu.actions()) == len(bar.folded)
    menu.actions()[-1].trigger()
    agent.settle()
    # The pressed one has its place among those that can be seen.
    assert bar.current == agent.list.feed.scope == "saved:8"
    assert bar.chip("saved:8").isVisible()
    assert bar.height() < 3 * Size.CONTROL
    chosen = agent.view.work.filters.saved("saved:8")
    assert chosen is not None
    actions = {a.text(): a for a in agent.view.work.filter_menu(chosen).actions()}
    actions["Move left"].trigger()
    agent.until(lambda: [one.number for one in agent.list.feed.saved] == [1, 2, 3, 4, 5, 6, 8, 7])


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-3, 200) | st.text(max_size=8) | st.sampled_from(SCOPES),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(SavedFilter._fields), inner, max_size=11)
        ),
        max_leaves=12,
    )
)
def test_whatever_was_kept_gives_filters_or_none(value: object) -> None:
    for one in filters_from(value):
        assert one.scope in SCOPES
        assert filters_from(kept([one])) == (one,)
        one.cases(LOGIN, 0)


@given(
    st.builds(
        SavedFilter,
        number=st.integers(1, 99),
        name=st.text(min_size=1, max_size=40).filter(lambda t: bool(t.strip())),
        scope=st.sampled_from(SCOPES),
        status=st.text(max_size=9),
        queue=st.text(max_size=9),
        owner=st.text(max_size=9),
        priority_min=st.integers(0, 50),
        priority_max=st.integers(50, 100),
        unanswered=st.booleans(),
        closed=st.booleans(),
        search=st.text(max_size=9),
        claimed=st.sampled_from(("", *CLAIMED)),
    )
)
def test_a_saved_filter_comes_back_as_it_was(one: SavedFilter) -> None:
    assert filters_from(kept([one])) == (one,)
    assert filters_from(kept([one, one])) == (one,)
    base, narrowed = SavedFilter(scope=one.scope).cases(LOGIN, 0), one.cases(LOGIN, 0)
    assert narrowed.unsent == base.unsent
    assert not (narrowed.unowned and narrowed.owner)
    assert filters_from(kept([one._replace(priority_min=80, priority_max=10)])) == ()


def test_a_bar_shows_what_fits(qtbot: QtBot, theme: Theme) -> None:
    bar = FilterBar(theme, ("a", "b"))
    qtbot.addWidget(bar)
    bar.resize(260, 80)
    bar.show()
    bar.set_names(tuple("abcdefgh"))
    bar.set_titles({name: f"Filter {name}" for name in "abcdefgh"})
    bar.show_counts({"a": 1200})
    assert bar.chip("a").text() == "Filter a 1,200"
    assert bar.folded
    bar.set_current("h")
    assert "h" not in bar.folded
    bar.resize(1200, 80)
    assert bar.folded == ()
    bar.set_names(("h", "a"))
    assert bar.current == "h"


# What a row says of the time.

NINE_TO_FIVE = SlaRules(hours=((9 * 60, 17 * 60),) * 5 + (None, None), lunch=(12 * 60, 13 * 60))


def at(hour: int, minute: int = 0, day: int = 24) -> int:
    return int(datetime(2026, 11, day, hour, minute, tzinfo=UTC).timestamp() * 1000)


def test_words_of_a_countdown() -> None:
    calendar = Calendar(replace(NINE_TO_FIVE, waiting=frozenset({"stalled"}), holidays=frozenset({date(2026, 11, 25)})))

    def said(due: int, now: int, status: str = "open") -> tuple[str, str, str, str]:
        left = calendar.left(due, now, status)
        words = case_words.due_words(due, now, left)
        return words.text, words.icon, words.role, case_words.pause_words(left, now)

    assert said(at(16), at(11)) == ("4 h", "", "text", "")
    assert said(at(14), at(11)) == ("2 h", "sla", "warn", "")
    assert said(at(11, 30), at(11)) == ("30 min", "sla", "bad", "")
    text, icon, role, why = said(at(16), at(12, 15))
    assert (text, icon, role) == ("3 h", "paused", "muted")
    assert why.startswith("lunch until ")
    assert said(at(16), at(11), "Stalled") == ("4 h", "paused", "muted", "paused · waiting")
    assert said(at(10, day=26), at(20))[3].startswith("off until ")
    assert said(at(10, day=26), at(10, day=25))[3].startswith("holiday until ")
    assert said(at(10), at(11))[:3] == ("1 h over", "attention", "bad")
    # It was due in the evening: no working time has passed since, and it is late all the same.
    assert said(at(18), at(20))[1:3] == ("attention", "bad")
    assert case_words.pause_words(Left(5, Pause.HOLIDAY), 0) == "paused · holiday"
    assert case_words.pause_words(None, 0) == ""


@pytest.mark.parametrize(
    ("hours", "icon", "role"),
    [(0, "reply", "muted"), (3, "reply", "muted"), (5, "reply", "warn"), (30, "attention", "bad")],
)
def test_waiting_gets_more_pressing(hours: int, icon: str, role: str) -> None:
    words = case_words.waiting_words(0, hours * HOUR)
    assert (words.icon, words.role) == (icon, role)
    assert words.text
    assert case_words.waiting_words(None, 5).text == ""


def test_a_paused_countdown_in_the_list(qtbot: QtBot, world: World, tools: Tools) -> None:
    fill(world, 60)
    minute = world.clock.now // MINUTE % (24 * 60)
    rules = SlaRules(lunch=(max(minute - 5, 0), min(minute + 20, 24 * 60)))
    cases = QueueList(tools, None, Calendar(rules))
    qtbot.addWidget(cases)
    cases.show()
    qtbot.wait_until(lambda: cases.model.case(0) is not None)
    due = next(
        n for n in range(20) if (row := cases.model.case(n)) is not None and row.due_at and row.due_at > world.clock.now
    )
    cell = cases.model.cell(due)
    assert cell.more.startswith("lunch until ")
    assert cell.words[Column.DUE].icon == "paused"  # type: ignore[union-attr]
    assert cell.more in cell.whole
    tooltip = cases.model.index(due, Column.DUE).data(Qt.ItemDataRole.ToolTipRole)
    assert "UTC" in tooltip
    assert cell.more in tooltip
    cases.table.viewport().grab()


def test_what_others_changed_is_marked_until_it_was_looked_at(agent: Agent, world: World) -> None:
    agent.click("filter-team")
    agent.settle()
    agent.list.select_row(0)
    rows = [agent.list.model.case(n) for n in (0, 3)]
    world.do(queue.look_at, LOGIN, [row.pk for row in rows if row])
    items = tuple(
        PulledItem(str(900_000 + n), row.number, "note", "<b>eve</b>", world.clock.now, "Seen.")
        for n, row in enumerate(rows)
        if row
    )
    world.do(mirroring.store_page, "rt", "cases", PullPage((), items, (), "later", done=True))
    other = rows[1]
    assert other is not None
    agent.until(
        lambda: (row := agent.list.model.case(agent.list.model.row_of(other.pk))) is not None and row.changed_by != ""
    )
    number = agent.list.model.row_of(other.pk)
    cell = agent.list.model.cell(number)
    assert "changed by <b>eve</b>" in cell.whole
    tooltip = agent.list.model.index(number, Column.MARK).data(Qt.ItemDataRole.ToolTipRole)
    assert "changed by &lt;b&gt;eve&lt;/b&gt;" in tooltip
    agent.list.select_row(number)
    agent.until(lambda: (row := agent.list.model.case(number)) is not None and row.changed_by == "")
    assert "changed by" not in agent.list.model.cell(number).whole
