"""Escalations in the window: a chain is set, a case is escalated, taken, passed on and closed, on a real store."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from fallback_console.domain.connection import Connection
from fallback_console.domain.escalation import ChainStep
from fallback_console.domain.mirror import PulledPerson, PullPage, RawNumber
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.views import CaseFilter, CaseSort
from fallback_console.ports import IncomingSms
from fallback_console.services import (
    connections,
    escalation,
    escalation_chains,
    escalation_list,
    escalation_steps,
    messages,
    mirroring,
    queue,
)
from fallback_console.services.escalation_list import Escalation
from fallback_console.ui.escalation.view import EscalationView
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.views.queue_view import QueueView
from tests.ui.driving import Agent
from tests.ui.world import LOGIN, World, fill

Open = Callable[..., MainWindow]

RULES = ReachRules(quiet=(0, 0))
PRIYA, SAM = "person:rt:priya", "person:rt:sam"
NUMBERS = {"priya": "+12025550161", "sam": "+12025550163"}


@pytest.fixture
def world(world: World) -> World:
    """A profile where nobody has quiet hours."""
    world.reach = RULES
    return world


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Open) -> Agent:
    """Somebody before the cases, with two teammates who have a mobile."""
    fill(world, 3)
    people = tuple(
        PulledPerson(name, "team", name.capitalize(), numbers=(RawNumber("mobile", number),))
        for name, number in NUMBERS.items()
    )
    world.do(mirroring.store_page, "rt", "people", PullPage((), (), people, "team", True))
    while world.do(mirroring.index_some, 500):
        pass
    world.do(connections.save, Connection("sms:kannel", "kannel", {}))
    return Agent(qtbot, open_window("queue"), world)


def chain(world: World) -> str:
    return world.do(escalation_chains.save, "sue", "Support", (ChainStep((PRIYA,), 5), ChainStep((SAM,), 10)))


def view_of(agent: Agent, what: str = "") -> EscalationView:
    agent.window.show_view("escalations", what)
    found = agent.window.view("escalations")
    assert isinstance(found, EscalationView)
    agent.settle()
    return found


def queue_of(agent: Agent) -> QueueView:
    found = agent.window.view("queue")
    assert isinstance(found, QueueView)
    return found


def first_case(world: World) -> str:
    return world.store.read(lambda r: queue.list_cases(r, CaseFilter(), CaseSort.DUE))[0].key


def only(world: World) -> Escalation:
    (one,) = world.store.read(lambda r: escalation_list.listed(r))
    return one


def start(world: World, case: str = "", reason: str = "Ring the carrier") -> str:
    return world.do(escalation.start, LOGIN, "", reason, RULES, case_key=case)


def test_before_there_is_a_chain_the_view_says_what_to_do(agent: Agent) -> None:
    view = view_of(agent)
    assert view.pages.currentWidget() is view.nothing
    assert not view.new_button.isVisible()
    view.nothing.action_requested.emit()
    agent.settle()
    assert view.pages.currentWidget() is view.editor
    assert not view.editor.save_button.isEnabled()


def test_a_chain_is_set_with_its_steps_changed_removed_and_had_back(agent: Agent, world: World) -> None:
    view = view_of(agent, "chains")
    editor = view.editor
    editor.name.setText("Support")
    for reference, minutes in ((SAM, 10), (PRIYA, 5)):
        editor.who.setCurrentIndex(editor.who.findData(reference))
        editor.minutes.setCurrentIndex(editor.minutes.findData(minutes))
        editor.acts["add"].click()
    assert not editor.acts["later"].isEnabled()
    editor.acts["earlier"].click()
    editor.list.setCurrentIndex(editor.rows.index(1))
    editor.who.setCurrentIndex(editor.who.findData(PRIYA))
    editor.acts["also"].click()
    editor.repeat.setCurrentIndex(editor.repeat.findData(2))
    editor.save_button.click()
    agent.settle()
    (kept,) = world.store.read(escalation_chains.chains)
    assert (kept.name, kept.repeat) == ("Support", 2)
    assert kept.steps == (ChainStep((PRIYA,), 5), ChainStep((SAM, PRIYA), 10))
    editor.list.setCurrentIndex(editor.rows.index(1))
    editor.acts["drop"].click()
    editor.save_button.click()
    agent.settle()
    (kept,) = world.store.read(escalation_chains.chains)
    assert kept.steps == (ChainStep((PRIYA,), 5),)
    editor.open_chain("")
    editor.name.setText("support")
    editor.acts["add"].click()
    editor.save_button.click()
    agent.settle()
    assert len(world.store.read(escalation_chains.chains)) == 1
    editor.open_chain(kept.id)
    offers: list[object] = []
    view.offered.connect(lambda *said: offers.append(said[3]))
    editor.remove_button.click()
    agent.settle()
    assert world.store.read(escalation_chains.chains) == []
    (undo,) = offers
    assert callable(undo)
    undo()
    agent.settle()
    assert world.store.read(escalation_chains.chains)[0].steps == kept.steps


def test_a_case_is_escalated_by_key_and_says_so(agent: Agent, world: World, qtbot: QtBot) -> None:
    chain(world)
    key = first_case(world)
    agent.window.show_view("queue", key)
    agent.settle()
    case = queue_of(agent)
    assert not case.case.header.escalation.isVisible()
    qtbot.keyClick(case.list.table, Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    agent.settle()
    assert agent.window.current == "escalations"
    view = view_of(agent, f"new:{key}")
    assert [view.form.rows.choice(n).below for n in range(2)] == ["Priya", "Sam"]  # type: ignore[union-attr]
    assert not view.form.start_button.isEnabled()
    qtbot.keyClicks(view.form.reason, "Ring the carrier")
    qtbot.keyClick(view.form.reason, Qt.Key.Key_Return)
    agent.settle()
    assert agent.window.current == "queue"
    one = only(world)
    assert (one.case_key, one.reason, one.waits_for) == (key, "Ring the carrier", ("Priya",))
    chip = case.case.header.escalation
    qtbot.waitUntil(chip.isVisible)
    assert chip.accessibleName() == "Escalated: step 1, waits for Priya, 5 min"
    chip.click()
    agent.settle()
    assert agent.window.current == "escalations"
    assert view.pane.shown is not None
    assert view.pane.shown.id == one.id
    # Once more for the same case is refused, with a reason.
    view = view_of(agent, f"new:{key}")
    view.form.reason.setText("Again")
    view.form.start_button.click()
    agent.settle()
    assert view.pages.currentWidget() is view.form
    assert only(world).id == one.id


def test_an_escalation_is_passed_on_taken_and_closed(agent: Agent, world: World, qtbot: QtBot) -> None:
    chain(world)
    one = start(world)
    view = view_of(agent, one)
    assert [choice.what for choice in (view.rows.choice(0),) if choice is not None] == [one]
    view.pane.buttons["passed"].click()
    agent.settle()
    world.do(escalation_steps.ask_due)
    qtbot.waitUntil(lambda: view.pane.shown is not None and view.pane.shown.waits_for == ("Sam",))
    assert "Sam" in view.pane.list.model().index(3, 0).data()
    view.act("taken")
    agent.settle()
    assert (only(world).state, only(world).holder) == ("taken", f"login:{LOGIN}")
    assert not view.pane.buttons["taken"].isVisible()
    view.act("closed")
    agent.settle()
    assert only(world).state == "closed"
    assert not any(button.isVisible() for button in view.pane.buttons.values())
    view.act("taken")
    assert only(world).state == "closed"


def test_an_answer_by_sms_is_seen_at_once(agent: Agent, world: World, qtbot: QtBot) -> None:
    chain(world)
    one = start(world, first_case(world))
    view = view_of(agent, one)
    world.do(messages.take_in, IncomingSms("kannel", "in-1", NUMBERS["priya"], "4477", "１ａ", world.clock.now))
    qtbot.waitUntil(lambda: view.pane.shown is not None and view.pane.shown.state == "taken")
    assert view.pane.shown is not None
    assert view.pane.shown.holder_name == "Priya"
    view.pane.case_button.click()
    agent.settle()
    assert agent.window.current == "queue"


def test_an_agents_station_sets_no_chain(agent: Agent, world: World) -> None:
    world.do(connections.save, Connection("hub", "hub", {"rights": "agent"}))
    view = view_of(agent)
    view.edit_chains()
    assert view.pages.currentWidget() is not view.editor
    assert not view.chains_button.isVisible()


def test_escape_leads_back_step_by_step(agent: Agent, world: World) -> None:
    chain(world)
    start(world)
    view = view_of(agent, "chains")
    view.go_back()
    agent.settle()
    assert view.pages.currentWidget() is view.split
    view.begin("")
    view.go_back()
    agent.settle()
    assert view.pages.currentWidget() is view.split
    view.go_back()
    agent.settle()
    assert agent.window.current == "queue"


def test_the_lists_are_sound_models_empty_and_filled(agent: Agent, world: World, qtbot: QtBot) -> None:
    view = view_of(agent)
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for model in (view.rows, view.pane.rows, view.form.rows, view.editor.rows)
    ]
    chain(world)
    start(world)
    qtbot.waitUntil(lambda: view.rows.rowCount() == 1)
    view.editor.open_chain(world.store.read(escalation_chains.chains)[0].id)
    assert view.editor.rows.rowCount() == 2
    assert len(testers) == 4
