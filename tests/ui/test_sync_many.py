"""The sync view with several chosen, by keyboard: groups, filters, one decision for many, and a recovery's progress."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.health import State, SystemHealth
from fallback_console.services import cases, sync
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.models.deliveries_model import Column
from fallback_console.ui.views.delivery_panel import DeliveryPanel
from fallback_console.ui.views.many_panel import ManyPanel
from fallback_console.ui.views.sink_card import SinkCard
from fallback_console.ui.views.sync_list import ALL, NEEDS, UNSURE, WAITING
from fallback_console.ui.views.sync_view import SyncView
from fallback_console.ui.widgets import Button, PlainLabel
from fallback_console.ui.widgets.two_line import SUBTITLE_ROLE
from tests.ui import walk
from tests.ui.driving import Agent
from tests.ui.world import LOGIN, World, busy_sync, fill, outage, recovering

Open = Callable[..., MainWindow]
HOSTILE = "<b>x</b> \u202eevil &amp; =1+1 \n\ttwo"


@pytest.fixture
def numbers(world: World) -> dict[str, int]:
    demo = fill(world, 60)
    outage(world)
    return busy_sync(world, demo)


@pytest.fixture
def agent(qtbot: QtBot, world: World, numbers: dict[str, int], open_window: Open) -> Agent:
    return Agent(qtbot, open_window("sync"), world)


@pytest.fixture
def view(agent: Agent) -> SyncView:
    found = agent.window.view("sync")
    assert isinstance(found, SyncView)
    agent.until(lambda: found.model.rowCount() > 0)
    agent.settle()
    return found


def choose(view: SyncView, *ids: int) -> None:
    """Choose rows as a person does with the control key held."""
    selection = view.table.selectionModel()
    flags = QItemSelectionModel.SelectionFlag
    for n, one in enumerate(ids):
        index = view.model.index(view.model.row_of(one), 0)
        selection.setCurrentIndex(index, (flags.Select if n else flags.ClearAndSelect) | flags.Rows)


def states(world: World) -> dict[int, str]:
    rows = world.store.read(lambda r: sync.deliveries(r, states=frozenset(DeliveryState)))
    return {d.id: d.state.value for d in rows}


def test_what_waits_behind_a_conflict_stands_below_it_and_says_so(
    agent: Agent, view: SyncView, numbers: dict[str, int]
) -> None:
    row = view.model.row_of(numbers["behind"])
    assert view.model.row_of(numbers["conflict"]) == row - 1
    assert view.model.delivery(row - 2) is None
    what = view.model.index(row, Column.WHAT)
    assert what.data(SUBTITLE_ROLE) == f"waits for the conflict above · {LOGIN}"
    assert "waits for the conflict above" in what.data(Qt.ItemDataRole.AccessibleTextRole)
    choose(view, numbers["behind"])
    button = next(b for b in view.panel.findChildren(Button) if "what to decide" in b.text())  # type: ignore[union-attr]
    button.click()
    assert [d.id for d in view.list.chosen] == [numbers["conflict"]]


def test_filters_by_state_and_system(agent: Agent, view: SyncView, numbers: dict[str, int]) -> None:
    filters = view.list.filters
    total = view.model.rowCount()
    for name, state in ((NEEDS, "needs_attention"), (UNSURE, "unknown"), (WAITING, "waiting")):
        filters.chip(name).click()
        agent.until(lambda s=state: {d.state.value for d in view.model.deliveries(range(99))} == {s})
        agent.settle()
        shown = len(view.model.deliveries(range(99)))
        assert filters.chip(name).accessibleName().endswith(f", {shown}")
    # What holds it up is not in this list, and is found from it.
    choose(view, numbers["behind"])
    assert "waits for a conflict of this case" in view.model.index(
        view.model.row_of(numbers["behind"]), Column.WHAT
    ).data(SUBTITLE_ROLE)
    panel = view.panel
    assert isinstance(panel, DeliveryPanel)
    next(b for b in panel.findChildren(Button) if "what to decide" in b.text()).click()
    agent.until(lambda: [d.id for d in view.list.chosen] == [numbers["conflict"]])
    assert (view.list.scope, view.model.rowCount()) == (ALL, total)
    view.list.systems.setCurrentIndex(view.list.systems.findData("sms:kannel"))
    agent.until(lambda: {d.sink for d in view.model.deliveries(range(99))} == {"sms:kannel"})
    filters.chip(NEEDS).click()
    agent.until(lambda: view.model.rowCount() == 0)
    agent.settle()
    assert "Nothing of this kind" in [w.text() for w in view.list.empty.findChildren(PlainLabel)]
    view.list.systems.setCurrentIndex(0)
    filters.chip(ALL).click()
    agent.until(lambda: view.model.rowCount() == total)


@pytest.mark.parametrize(("key", "after"), [(Qt.Key.Key_M, "waiting"), (Qt.Key.Key_T, "dropped")])
def test_all_chosen_conflicts_are_decided_by_one_key(
    agent: Agent, view: SyncView, world: World, numbers: dict[str, int], key: Qt.Key, after: str
) -> None:
    both = (numbers["conflict"], numbers["conflict-two"])
    choose(view, *both, numbers["waiting"])
    assert isinstance(view.panel, ManyPanel)
    agent.press(key)
    agent.until(lambda: [states(world)[one] for one in both] == [after, after])
    assert states(world)[numbers["waiting"]] == "waiting"
    agent.until(lambda: "deliver" in world.engine.asked)
    agent.settle()
    assert agent.focus() is view.table


def test_one_conflict_by_keyboard_alone(agent: Agent, view: SyncView, world: World, numbers: dict[str, int]) -> None:
    choose(view, numbers["conflict"])
    agent.press(Qt.Key.Key_E)
    panel = view.panel
    assert isinstance(panel, DeliveryPanel)
    assert panel.editor is not None
    assert panel.isAncestorOf(agent.focus())
    panel.editor.set_value("new")
    next(b for b in panel.findChildren(Button) if b.text() == "&Use this").click()
    agent.until(lambda: states(world)[numbers["conflict"]] == "dropped")


@pytest.mark.parametrize(("key", "after"), [(Qt.Key.Key_Y, "confirmed"), (Qt.Key.Key_N, "waiting")])
def test_doubts_are_settled_by_one_key(
    agent: Agent, view: SyncView, world: World, numbers: dict[str, int], key: Qt.Key, after: str
) -> None:
    choose(view, numbers["unknown"], numbers["second"])
    agent.press(key)
    agent.until(lambda: states(world)[numbers["unknown"]] == after)


def test_systems_are_asked_one_after_the_other(
    agent: Agent, view: SyncView, world: World, numbers: dict[str, int]
) -> None:
    agent.press(Qt.Key.Key_Home)
    agent.press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    assert len(view.choice.rows) == len(view.model.deliveries(range(99)))
    agent.press(Qt.Key.Key_A)
    agent.until(lambda: f"ask {numbers['unknown']}" in world.engine.asked)
    agent.settle()
    assert [asked for asked in world.engine.asked if asked.startswith("ask")] == [f"ask {numbers['unknown']}"]


def test_many_are_dropped_with_one_reason_said_first(
    agent: Agent, view: SyncView, world: World, numbers: dict[str, int]
) -> None:
    ids = [numbers[name] for name in ("refused", "unknown", "waiting")]
    choose(view, *ids)
    agent.press(Qt.Key.Key_D)
    reason = agent.focus()
    assert isinstance(reason, QLineEdit)
    texts = [label.text() for label in view.panel.findChildren(PlainLabel) if label.isVisible()]  # type: ignore[union-attr]
    assert any("2 to Helpdesk and 1 to SMS" in text and "never be sent" in text for text in texts)
    assert agent.named(Button, "many-drop").text() == "Drop 3 for &good"
    agent.press(Qt.Key.Key_Return)
    agent.type("no longer needed")
    # Somebody else's work in the meantime takes nothing away.
    world.do(cases.add_note, "bob", "rt:48001", "meanwhile")
    agent.settle()
    assert reason.text() == "no longer needed"
    assert [states(world)[one] for one in ids] == ["needs_attention", "unknown", "waiting"]
    QTest.keyClick(reason, Qt.Key.Key_Return)
    agent.until(lambda: [states(world)[one] for one in ids] == ["dropped"] * 3)
    agent.settle()
    assert agent.focus() is view.table


def test_what_could_not_be_done_is_said(agent: Agent, view: SyncView, world: World, numbers: dict[str, int]) -> None:
    said: list[tuple[str, str, str]] = []
    view.said.connect(lambda *words: said.append(words))
    choose(view, numbers["conflict"], numbers["conflict-two"])
    # Somebody was quicker, and this view has not heard of it yet.
    view.bridge.changed.disconnect(view._take_changes)
    world.do(sync.resolve_conflict, "bob", numbers["conflict"], "theirs")
    agent.press(Qt.Key.Key_M)
    agent.until(lambda: bool(said))
    assert said[0] == ("1 saved · 1 left as it was", "This is not a conflict any more.", "warn")


def test_a_head_stands_for_its_case(agent: Agent, view: SyncView, numbers: dict[str, int]) -> None:
    head = view.model.row_of(numbers["conflict"]) - 1
    flags = QItemSelectionModel.SelectionFlag
    view.table.selectionModel().setCurrentIndex(view.model.index(head, 0), flags.ClearAndSelect | flags.Rows)
    assert [d.id for d in view.list.chosen] == [numbers["conflict"], numbers["behind"]]
    assert isinstance(view.panel, ManyPanel)
    agent.press(Qt.Key.Key_J)
    assert [d.id for d in view.list.chosen] == [numbers["conflict"]]
    assert isinstance(view.panel, DeliveryPanel)


def test_one_delivery_is_chosen_by_itself_never_a_whole_case(
    agent: Agent, view: SyncView, world: World, numbers: dict[str, int]
) -> None:
    assert view.model.delivery(0) is None
    assert [d.id for d in view.list.chosen] == [numbers["conflict"]]
    agent.press(Qt.Key.Key_T)
    agent.until(lambda: view.model.row_of(numbers["conflict"]) < 0)
    agent.settle()
    assert len(view.list.chosen) == 1
    view.arrive(next(d.case_key for d in view.model.deliveries(range(99)) if d.id == numbers["unknown"]))
    agent.settle()
    assert len(view.list.chosen) == 1


def test_the_choice_survives_what_comes_in(agent: Agent, view: SyncView, world: World, numbers: dict[str, int]) -> None:
    choose(view, numbers["conflict-two"], numbers["third"])
    world.do(cases.add_note, "bob", "rt:48001", HOSTILE)
    world.do(sync.drop, "bob", numbers["waiting"], HOSTILE)
    agent.until(lambda: view.model.row_of(numbers["waiting"]) < 0)
    agent.settle()
    assert {d.id for d in view.list.chosen} == {numbers["conflict-two"], numbers["third"]}


def test_keyboard_and_screen_readers_reach_everything(agent: Agent, view: SyncView) -> None:
    agent.press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    agent.press(Qt.Key.Key_Home)
    agent.settle()
    assert walk.nameless(agent.window) == []
    assert walk.unreachable(agent.window) == []
    names = [action.name for action in view.actions_here()]
    keys = [key for action in view.actions_here() for key in action.keys]
    assert len(set(names)) == len(names)
    assert len(set(keys)) == len(keys)


def test_a_recovery_tells_how_far_it_is(qtbot: QtBot, world: World, open_window: Open) -> None:
    fill(world, 60)
    outage(world)
    for number in range(48001, 48041):
        world.do(cases.add_note, LOGIN, f"rt:{number}", "made in the outage")
    recovering(world, 10)
    window = open_window("sync")
    view = window.view("sync")
    assert isinstance(view, SyncView)
    qtbot.waitUntil(lambda: bool(view.findChildren(SinkCard)), timeout=3000)
    card = view.findChildren(SinkCard)[0]
    qtbot.waitUntil(lambda: card.recovery_words.startswith("10 of 40 sent · "), timeout=3000)
    assert card.recovery_words == "10 of 40 sent · about 1 min left"
    world.clock.now += 40_000
    recovering(world, 20)
    qtbot.waitUntil(lambda: card.recovery_words.startswith("30 of 40 sent · "), timeout=3000)
    assert card.recovery_words.endswith("less than a minute left")
    world.clock.now += 60_000
    world.do(cases.add_note, LOGIN, "rt:48050", "one more")
    qtbot.waitUntil(lambda: card.recovery_words == "30 of 41 sent · nothing arrived for 1 min 2 s", timeout=3000)
    world.engine.set_health(SystemHealth("helpdesk", State.DOWN, world.clock.now))
    qtbot.waitUntil(lambda: not card.recovery_words, timeout=3000)
