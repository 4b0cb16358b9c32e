"""Watch rules in the window: one is set, says what it would do, fires, is changed, removed and had back, on a real store."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from fallback_console.domain.connection import Connection
from fallback_console.domain.mirror import PullPage
from fallback_console.domain.watch_rules import Condition
from fallback_console.services import (
    cases,
    connections,
    escalation_chains,
    escalation_list,
    mirroring,
    rule_waves,
    watch_rules,
)
from fallback_console.services.watch_rules import Wanted
from fallback_console.ui.escalation.view import EscalationView
from fallback_console.ui.main_window import MainWindow
from tests.ui.driving import Agent
from tests.ui.test_escalation import PRIYA, RULES, agent, chain, view_of, world
from tests.ui.world import LOGIN, World
from tests.unit.services.support import VOCABULARY, case

__all__ = ["agent", "world"]

Open = Callable[..., MainWindow]

WANTED = Wanted("Network", Condition("ネットワーク"), 2, 30)


def rules_of(agent: Agent, what: str = "rules") -> EscalationView:
    view = view_of(agent, what)
    agent.settle()
    return view


def come(world: World, *numbers: int) -> None:
    now = world.clock.now
    made = tuple(case(n, subject=f"ネットワーク障害 {n}", created_at=now - n, updated_at=now - n) for n in numbers)
    world.do(mirroring.store_page, "rt", "cases", PullPage(made, (), (), "c", True))


def kept(world: World) -> list[Wanted]:
    return [one.wanted for one in world.store.read(watch_rules.rules)]


def test_a_rule_is_set_with_what_it_would_do_before_the_eyes(agent: Agent, world: World, qtbot: QtBot) -> None:
    chain(world)
    world.do(mirroring.store_vocabulary, "rt", VOCABULARY)
    view = rules_of(agent)
    editor = view.rule_editor
    assert view.pages.currentWidget() is editor
    assert not editor.save_button.isEnabled()
    assert not editor.remove_button.isVisible()
    come(world, 901, 902)
    editor.name.setText("Network")
    qtbot.keyClicks(editor.organisation, "nobody at all")
    qtbot.waitUntil(lambda: editor._counts.text() == "Would count 0 of 5 now")
    editor.organisation.clear()
    editor.words.setText("障害")
    editor.needs.setValue(3)
    qtbot.waitUntil(lambda: editor._counts.text() == "Would count 2 of 3 now: 901, 902")
    assert editor._pages.text() == "Supervisors are told; nobody is paged."
    editor.minutes.setValue(30)
    assert editor.rest.value() == 30
    editor.queue.setCurrentIndex(editor.queue.findData("Support"))
    editor.chain.setCurrentIndex(1)
    editor.chain.activated.emit(1)
    qtbot.waitUntil(lambda: editor._pages.text() == "Would ask now: Priya")
    editor.who.setCurrentIndex(editor.who.findData(PRIYA))
    editor.watch_button.click()
    assert "Priya" in editor._watching.text()
    editor.urgent.setChecked(True)
    editor.save_button.click()
    agent.settle()
    (wanted,) = kept(world)
    found = world.store.read(escalation_chains.chains)[0].id
    assert wanted == Wanted("Network", Condition("障害", "Support"), 3, 30, 30, found, True, (PRIYA,))
    assert "2 of 3 in 30 min · has not fired yet" in str(editor.rows.choice(0))
    editor.watch_button.click()
    editor.save_button.click()
    agent.settle()
    assert kept(world)[0].watchers == ()
    assert world.store.read(escalation_list.listed) == []


def test_a_rule_that_fires_says_so_and_its_alert_leads_to_what_it_began(
    agent: Agent, world: World, qtbot: QtBot
) -> None:
    made = chain(world)
    rule = world.do(watch_rules.save, LOGIN, WANTED._replace(chain=made), RULES)
    view = rules_of(agent)
    assert view.rule_editor.chosen == rule
    come(world, 901, 902)
    qtbot.waitUntil(lambda: "2 of 2" in str(view.rule_editor.rows.choice(0)))
    begun = world.do(rule_waves.fire, rule)
    qtbot.waitUntil(lambda: "as 1" in str(view.rule_editor.rows.choice(0)))
    view.arrive(begun)
    agent.settle()
    assert view.pane.shown is not None
    assert view.pane.shown.reason == "Network: 2 cases in 30 min: 902, 901"
    assert "Begun by a watch rule" in view.pane.list.model().index(0, 0).data()


def test_a_rule_is_removed_and_had_back_as_it_was(agent: Agent, world: World) -> None:
    world.do(watch_rules.save, LOGIN, WANTED, RULES)
    before = kept(world)
    view = rules_of(agent)
    offers: list[object] = []
    view.offered.connect(lambda *said: offers.append(said[3]))
    view.rule_editor.remove_button.click()
    agent.settle()
    assert kept(world) == []
    assert view.rule_editor.name.text() == ""
    (undo,) = offers
    assert callable(undo)
    undo()
    agent.settle()
    assert kept(world) == before


def test_what_cannot_be_is_said_beside_the_fields(agent: Agent, world: World) -> None:
    world.do(watch_rules.save, LOGIN, WANTED, RULES)
    view = rules_of(agent)
    editor = view.rule_editor
    editor.new_button.click()
    editor.name.setText("network")
    editor.save_button.click()
    agent.settle()
    assert editor._problem.text().startswith("Another rule is called so.")
    assert len(kept(world)) == 1
    editor.list.setCurrentIndex(editor.rows.index(0))
    assert not editor._problem.isVisible()
    assert editor.name.text() == "Network"


def test_a_rule_whose_chain_is_gone_says_that_it_pages_nobody(agent: Agent, world: World, qtbot: QtBot) -> None:
    made = chain(world)
    rule = world.do(watch_rules.save, LOGIN, WANTED._replace(chain=made), RULES)
    view = rules_of(agent, f"rules:{rule}")
    world.do(escalation_chains.remove, LOGIN, made)
    qtbot.waitUntil(lambda: "its chain is gone" in str(view.rule_editor.rows.choice(0)))
    # What is in the fields stays until somebody chooses.
    assert view.rule_editor.chain.currentData() == made


def test_what_is_typed_stays_while_cases_come(agent: Agent, world: World, qtbot: QtBot) -> None:
    world.do(watch_rules.save, LOGIN, WANTED, RULES)
    view = rules_of(agent)
    view.rule_editor.words.setText("something else")
    come(world, 901)
    world.do(cases.create_case, LOGIN, cases.NewCase("ネットワーク", "Support", "text"))
    qtbot.waitUntil(lambda: "2 of 2" in str(view.rule_editor.rows.choice(0)))
    assert view.rule_editor.words.text() == "something else"


def test_an_agents_station_sets_no_rule(agent: Agent, world: World) -> None:
    world.do(connections.save, Connection("hub", "hub", {"rights": "agent"}))
    view = view_of(agent)
    view.arrive("rules")
    assert view.pages.currentWidget() is not view.rule_editor
    assert not view.rules_button.isVisible()


def test_rules_are_reached_and_left_by_key(agent: Agent, world: World, qtbot: QtBot) -> None:
    chain(world)
    view = view_of(agent)
    qtbot.keyClick(view.nothing, Qt.Key.Key_R)
    agent.settle()
    assert view.pages.currentWidget() is view.rule_editor
    view.go_back()
    agent.settle()
    assert view.pages.currentWidget() is view.nothing


def test_the_list_of_rules_is_a_sound_model(agent: Agent, world: World, qtbot: QtBot) -> None:
    view = rules_of(agent)
    tester = QAbstractItemModelTester(view.rule_editor.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    world.do(watch_rules.save, LOGIN, WANTED, RULES)
    qtbot.waitUntil(lambda: view.rule_editor.rows.rowCount() == 1)
    assert tester is not None


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_new_rule_texts_in_the_language_of_the_window(agent: Agent, world: World, language: str) -> None:
    view = rules_of(agent)
    view.tools.languages.choose(language)
    view.rule_editor.name.setText("N")
    view.rule_editor.save_button.click()
    agent.settle()
    assert kept(world)[0].language == language
