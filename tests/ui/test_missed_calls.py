"""Missed calls in the calls view: by keyboard, on a real store."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from fallback_console.domain.telephone import CallState, PhoneCall
from fallback_console.services import calls, missed_calls
from fallback_console.services.missed_calls import MissedRow
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.models.missed_model import MissedModel
from fallback_console.ui.theme import Theme
from fallback_console.ui.views.call_lists import MISSED
from fallback_console.ui.views.calls_view import CallsView
from fallback_console.ui.views.missed_panel import MissedPanel
from fallback_console.ui.widgets import PlainLabel
from tests.ui import walk
from tests.ui.driving import Agent
from tests.ui.world import LOGIN, MINUTE, World, fill

Open = Callable[..., MainWindow]

STRANGER = "+447700900199"


def miss(world: World, number: str, call_id: str, minutes: int = 0, name: str = "") -> None:
    """A call that nobody took, so many minutes ago."""
    at = world.clock.now - minutes * MINUTE
    call = PhoneCall(call_id, "phone:fake", "in", number, name, CallState.ENDED, "cancelled", at, None, at + 12_000)
    world.do(missed_calls.note, call)


def known_number(world: World) -> str:
    return str(
        world.store.read(
            lambda r: r.value(
                "SELECT n.e164 FROM p_number n JOIN p_person p ON p.pk = n.person_pk JOIN p_case c ON c.customer_key = p.key"
                " WHERE n.e164 <> '' AND c.closed = 0 GROUP BY n.e164 HAVING count(DISTINCT p.pk) = 1 ORDER BY n.e164 LIMIT 1"
            )
        )
    )


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Open) -> Agent:
    """Missed: a customer twice, a stranger, and somebody who hides the number."""
    fill(world, 12)
    miss(world, known_number(world), "1", 9)
    miss(world, STRANGER, "2", 5, "<b>Bob</b> \u202eboB")
    miss(world, "", "3", 3)
    miss(world, known_number(world), "4", 1)
    return Agent(qtbot, open_window("calls"), world)


@pytest.fixture
def view(agent: Agent) -> CallsView:
    found = agent.window.view("calls")
    assert isinstance(found, CallsView)
    found.arrive(MISSED)
    agent.until(lambda: found.lists.missed.rowCount() == 3)
    agent.settle()
    return found


def test_missed_calls_are_counted_and_listed(agent: Agent, view: CallsView) -> None:
    assert "3" in view.filters.chip(MISSED).text()
    model = view.lists.missed
    spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert "2 calls" in spoken[0]
    assert "#" in spoken[0]
    assert spoken[1].startswith("Number withheld, 1 call, ")
    # What the telephone shows is said to be a claim, and neither markup nor turned around.
    assert spoken[2].startswith("calls themselves “<b>Bob</b> boB”, ")
    assert walk.nameless(agent.window) == []
    assert walk.unreachable(agent.window) == []
    assert walk.clipped(agent.window) == []


def test_a_missed_call_is_called_back_by_one_key(
    agent: Agent, view: CallsView, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    assert agent.focus() is view.lists.missed_table
    agent.press(Qt.Key.Key_C)
    bar = agent.window.call_bar
    agent.until(lambda: bar.is_open)
    agent.press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    agent.until(lambda: not bar.is_open)
    agent.until(lambda: view.lists.missed.rowCount() == 2)
    logged = world.store.read(lambda r: r.value("SELECT body FROM entry WHERE kind = 'call.logged' ORDER BY hlc DESC"))
    assert known_number(world) in logged


def test_the_rail_says_how_many_called_in_vain(agent: Agent, view: CallsView, world: World) -> None:
    def said() -> list[str]:
        return [name for w in walk.interactive(agent.window) if (name := w.accessibleName()).startswith("Calls, ")]

    agent.until(lambda: said() == ["Calls, 3 missed calls"])
    world.do(missed_calls.put_away, LOGIN, view.lists.missed.missed(0).entry_ids)
    agent.until(lambda: said() == ["Calls, 2 missed calls"])
    world.do(
        calls.log_call,
        LOGIN,
        "",
        calls.CallLog("out", STRANGER, "", world.clock.now, 60, "reached", "", world.clock.now),
    )
    agent.until(lambda: said() == ["Calls, 1 call-back due, 1 missed call"])


def test_it_is_put_away_with_a_reason_and_taken_up_again(agent: Agent, view: CallsView, world: World) -> None:
    agent.press(Qt.Key.Key_J)
    agent.settle()
    assert isinstance(view.panel, MissedPanel)
    assert not view.panel.findChild(QPushButton, "missed-ring").isEnabled()
    line = agent.named(QLineEdit, "missed-reason")
    line.setFocus()
    agent.type("Sells things")
    # What comes in meanwhile takes nothing away.
    miss(world, STRANGER, "9")
    agent.until(lambda: view.lists.missed.index(0, 1).data() == "2 calls")
    assert line.text() == "Sells things"
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: view.lists.missed.rowCount() == 2)
    reason = world.store.read(
        lambda r: r.value("SELECT json_extract(body, '$.reason') FROM entry WHERE kind = 'call.missed.done'")
    )
    assert reason == "Sells things"
    undo = next(b for b in agent.window.findChildren(QPushButton) if b.isVisible() and b.text().endswith("Undo"))
    undo.click()
    agent.until(lambda: view.lists.missed.rowCount() == 3)


def test_the_key_puts_it_away_at_once(agent: Agent, view: CallsView) -> None:
    agent.press(Qt.Key.Key_D)
    agent.until(lambda: view.lists.missed.rowCount() == 2)
    assert agent.focus() is view.lists.missed_table


def test_a_text_is_written_to_the_number(agent: Agent, view: CallsView) -> None:
    agent.press(Qt.Key.Key_J)
    agent.press(Qt.Key.Key_J)
    agent.press(Qt.Key.Key_S)
    agent.until(lambda: agent.window.current == "messages")


def test_its_case_is_opened(agent: Agent, view: CallsView) -> None:
    agent.press(Qt.Key.Key_O)
    agent.until(lambda: agent.window.current == "queue")


def test_who_called_is_told_in_plain_words(agent: Agent, view: CallsView) -> None:
    def words() -> str:
        assert view.panel is not None
        return " ".join(label.text() for label in view.panel.findChildren(PlainLabel))

    agent.press(Qt.Key.Key_J)
    agent.settle()
    assert "The caller hides the number" in words()
    agent.press(Qt.Key.Key_J)
    agent.settle()
    assert "Nobody is known with this number." in words()


def test_an_alert_leads_to_the_missed_call(agent: Agent, view: CallsView, world: World) -> None:
    row = world.store.read(lambda r: missed_calls.missed(r, world.clock.now))[2]
    agent.window.show_view("queue")
    agent.window.show_view("calls", f"missed:{row.entry_id}")
    agent.settle()
    chosen = view.lists.chosen
    assert isinstance(chosen, MissedRow)
    assert chosen.entry_id == row.entry_id


def test_nothing_is_left(agent: Agent, view: CallsView, world: World) -> None:
    for row in world.store.read(lambda r: missed_calls.missed(r, world.clock.now)):
        world.do(missed_calls.put_away, LOGIN, row.entry_ids)
    agent.until(lambda: view.lists.currentWidget() is view.lists.empty)
    assert "Nobody is waiting for a call" in " ".join(p.text() for p in view.lists.empty.findChildren(PlainLabel))
    world.do(calls.log_call, LOGIN, "", calls.CallLog("in", STRANGER, "", world.clock.now, 3, "reached"))
    agent.settle()


def test_the_model_is_sound_empty_and_filled(theme: Theme, world: World) -> None:
    model = MissedModel(theme)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    fill(world, 3)
    for number in range(4):
        miss(world, f"+44770090012{number}", str(number), number, "x" * 10_000)
    rows = world.store.read(lambda r: missed_calls.missed(r, world.clock.now))
    for shown in ([], rows, rows[1:], rows[:2], [rows[2], rows[0]], [], rows[::-1], rows):
        model.show_rows(shown, world.clock.now)
        assert model.rowCount() == len(shown)
        model.tick(world.clock.now + MINUTE)
        for row in range(model.rowCount()):
            assert len(model.index(row, 0).data()) < 120
