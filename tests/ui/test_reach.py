"""Reaching a customer from the case, and whoever wrote from Messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fallback_console.domain.delivery import Receipt
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.views import CaseFilter
from fallback_console.ports import IncomingSms, SmsReceipt
from fallback_console.services import dispatch, messages, paths, queue, reach
from fallback_console.services.reach import ReachRow
from fallback_console.store.tx import Tx
from fallback_console.ui.case.pane import CasePane
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.messages.view import MessagesView
from fallback_console.ui.reach.panel import ReachPanel
from fallback_console.ui.views.queue_view import QueueView
from fallback_console.ui.widgets.two_line import SUBTITLE_ROLE
from tests.ui.driving import CONTROL, Agent, Dialler
from tests.ui.world import LOGIN, World, fill

Open = Callable[..., MainWindow]
ANY_TIME = ReachRules(quiet=(0, 0))
EVER = ReachRules(quiet=(0, 1439))


def deliver(world: World) -> None:
    def work(tx: Tx) -> None:
        for one in dispatch.take(tx, "sms:kannel", tx.clock.now_ms(), 9, ()):
            dispatch.confirm(tx, one.delivery_id, Receipt())

    world.do(work)


def newest(world: World) -> ReachRow:
    return world.store.read(lambda r: reach.listing(r, world.clock.now))[0]


def lines(panel: ReachPanel) -> list[str]:
    model = panel.rows
    return [f"{model.index(n).data()}: {model.index(n).data(SUBTITLE_ROLE)}" for n in range(model.rowCount())]


def button(panel: ReachPanel, name: str) -> QPushButton:
    found = panel.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


@pytest.fixture
def rules() -> ReachRules:
    return ANY_TIME


@pytest.fixture
def world(world: World, rules: ReachRules) -> World:
    """Before anything of the window is there."""
    world.reach = rules
    return world


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Open) -> Agent:
    fill(world, 12)
    return Agent(qtbot, open_window("queue"), world)


@pytest.fixture
def pane(agent: Agent, world: World) -> CasePane:
    view = agent.window.view("queue")
    assert isinstance(view, QueueView)
    rows = world.store.read(lambda r: queue.list_cases(r, CaseFilter()))
    key = next(
        row.key
        for row in rows
        if (c := world.store.read(lambda r, k=row.key: queue.case_detail(r, k)).customer) is not None
        and any(n.kind == "mobile" for n in c.numbers)
    )
    agent.window.show_view("queue", key)
    agent.until(lambda: view.case.detail is not None and view.case.detail.row.key == key)
    agent.settle()
    return view.case


@pytest.fixture
def panel(agent: Agent, pane: CasePane) -> ReachPanel:
    """Opened with the key, where nobody types."""
    pane.timeline.setFocus()
    agent.type("e")
    agent.until(lambda: isinstance(pane.panels.panel, ReachPanel))
    agent.settle()
    found = pane.panels.panel
    assert isinstance(found, ReachPanel)
    return found


def test_a_message_is_written_and_climbs_the_ladder(
    agent: Agent, world: World, pane: CasePane, panel: ReachPanel, dialler: Dialler
) -> None:
    QAbstractItemModelTester(panel.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert panel.text.hasFocus()
    assert not panel.start_button.isEnabled()
    assert lines(panel)[0].startswith("SMS to ")
    assert lines(panel)[0].endswith("will be tried first")
    assert any(line.startswith("Mail to ") and "will be tried" in line for line in lines(panel))
    panel.text.setPlainText("Please ring us about your case.")
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    agent.until(lambda: button(panel, "reach-stop").isVisible())
    agent.settle()
    assert "waiting · until" in lines(panel)[0]
    row = newest(world)
    assert pane.detail is not None
    assert (row.case_key, row.text) == (pane.detail.row.key, "Please ring us about your case.")
    assert not button(panel, "reach-call").isVisible()
    # Nobody answers: a call is up to the agent.
    deliver(world)
    world.clock.now += ANY_TIME.wait_ms("sms")
    world.do(reach.advance)
    agent.until(lambda: button(panel, "reach-call").isVisible())
    agent.settle()
    assert "may still arrive" in lines(panel)[0]
    asked: list[Any] = []
    pane.call_requested.connect(asked.append)
    button(panel, "reach-call").click()
    assert asked[0].case_key == row.case_key
    assert asked[0].number.e164 == row.steps[0].address
    agent.until(lambda: bool(dialler.dialled))
    agent.click("call-discard")
    # It arrives late: nothing more is to be done.
    world.do(messages.take_in, SmsReceipt("kannel", row.steps[0].entry, "", "delivered", None, world.clock.now))
    world.do(reach.advance)
    agent.until(lambda: button(panel, "reach-again").isVisible())
    agent.settle()
    assert "delivered" in lines(panel)[0]
    assert "not needed any more" in lines(panel)[1]
    assert not button(panel, "reach-stop").isVisible()
    button(panel, "reach-again").click()
    assert panel.text.hasFocus()
    assert panel.text.toPlainText() == row.text


def test_it_is_stopped(agent: Agent, world: World, panel: ReachPanel) -> None:
    panel.text.setPlainText("Please ring us.")
    panel.start_button.click()
    agent.until(lambda: button(panel, "reach-stop").isVisible())
    button(panel, "reach-stop").click()
    agent.until(lambda: button(panel, "reach-again").isVisible())
    assert newest(world).state == "stopped"


def test_what_cannot_be_saved_is_still_there(agent: Agent, world: World, panel: ReachPanel) -> None:
    whom = world.store.read(lambda r: paths.whom_of(r, number=panel.rows.choice(0).what[1]))  # type: ignore[union-attr]
    panel.text.setPlainText("Please ring us.")
    # A colleague was quicker by a moment.
    world.do(reach.start, "bob", whom, "Please ring Bob.", ANY_TIME)
    panel.start_button.click()
    agent.until(lambda: panel.error.isVisible())
    assert panel.text.toPlainText() == "Please ring us."


@pytest.mark.parametrize("rules", [EVER])
def test_quiet_hours_are_told_and_urgent_goes_on(agent: Agent, world: World, panel: ReachPanel) -> None:
    assert panel.quiet.words.startswith("Quiet hours there until")
    panel.urgent.setChecked(True)
    assert not panel.quiet.isVisible()
    panel.urgent.setChecked(False)
    panel.text.setPlainText("Please ring us.")
    panel.start_button.click()
    agent.until(lambda: button(panel, "reach-stop").isVisible())
    agent.settle()
    assert "will be tried" in lines(panel)[0]
    assert newest(world).quiet_until is not None
    panel.quiet.action_requested.emit()
    agent.until(lambda: "waiting" in lines(panel)[0])
    assert newest(world).urgent


def test_the_panel_is_left_with_escape(agent: Agent, pane: CasePane, panel: ReachPanel) -> None:
    agent.press(Qt.Key.Key_Escape)
    assert pane.panels.panel is None


def test_somebody_unknown_is_reached_from_messages(qtbot: QtBot, world: World, open_window: Open) -> None:
    fill(world, 12)
    event = IncomingSms("kannel", "g1", "+447700900123", "1", "Hello?", world.clock.now)
    world.do(messages.take_in, event)
    agent = Agent(qtbot, open_window("messages"), world)
    view = agent.window.view("messages")
    assert isinstance(view, MessagesView)
    agent.until(lambda: view.list.model.rowCount() == 1)
    agent.settle()
    view.list.table.setCurrentIndex(view.list.model.index(0, 0))
    agent.until(lambda: view.pane is not None and view.pane.opened is not None)
    agent.settle()
    assert view.pane is not None
    view.pane.head.reach_button.click()
    agent.until(lambda: view.pane is not None and isinstance(view.pane.panels.panel, ReachPanel))
    agent.settle()
    panel = view.pane.panels.panel
    assert isinstance(panel, ReachPanel)
    assert [line.partition(" to ")[0] for line in lines(panel)] == ["SMS", "Call"]
    panel.text.setPlainText("Who is this?")
    panel.start_button.click()
    agent.until(lambda: button(panel, "reach-stop").isVisible())
    assert (newest(world).whom, newest(world).actor) == ("number:+447700900123", LOGIN)
