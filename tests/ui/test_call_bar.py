"""A call from beginning to end: dialled, timed, logged once, and never lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from fallback_console.domain.dial_rules import DialRules
from fallback_console.domain.entry import Kind
from fallback_console.domain.views import NumberRow
from fallback_console.resources_path import resource
from fallback_console.services import drafts
from fallback_console.ui.bridge import Bridge
from fallback_console.ui.case.dialling import dial_address
from fallback_console.ui.case.open_call import MODE, CallTarget, OpenCall, Phase
from fallback_console.ui.case.script_card import read_script, spoken_names
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.theme import Size
from fallback_console.ui.view_list import view_specs
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets.times import Ticker
from tests.ui import walk
from tests.ui.conftest import delete
from tests.ui.driving import CONTROL, Agent, Dialler
from tests.ui.world import MINUTE, World, fill, outage

Open = Callable[..., MainWindow]


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Open, dialler: Dialler) -> Agent:
    """At the least window there is, with a case open."""
    fill(world, 60)
    outage(world)
    made = Agent(qtbot, open_window("queue", Size.WINDOW_MIN_W, Size.WINDOW_MIN_H), world)
    made.until(lambda: made.shown != "")
    made.settle()
    return made


def kept(world: World) -> OpenCall | None:
    return OpenCall.parse(world.do(lambda tx: drafts.find(tx, "", MODE)))


@pytest.mark.parametrize(
    ("raw", "e164", "scheme", "address"),
    [
        ("(202) 555-0142", "+12025550142", "tel", "tel:+12025550142"),
        ("202 555 0142", "", "tel", "tel:2025550142"),
        ("+44 7700 900123", "", "sip", "sip:+447700900123"),
        ("202-555-0142", "", "javascript", "tel:2025550142"),
        ("2025550142?subject=x&body=y", "", "tel", "tel:2025550142"),
        ("2025550142;phone-context=evil.example", "", "callto", "callto:2025550142"),
        ("20255/../../50142", "", "tel", "tel:2025550142"),
        ("2025550142\r\nX: y", "", "tel", "tel:2025550142"),
        ("12+34", "", "tel", "tel:1234"),
        ("**21*2025550142#", "", "tel", ""),
        ("*#06#", "", "tel", ""),
        ("１２３４５", "", "tel", "tel:12345"),
        ("＊２１＊２０２５５５０１４２＃", "", "tel", ""),
        ("ask for Jo", "", "tel", ""),
        ("", "", "tel", ""),
        ("1" * 5000, "", "tel", ""),
    ],
)
def test_what_the_dialler_is_handed(raw: str, e164: str, scheme: str, address: str) -> None:
    assert dial_address(NumberRow("mobile", raw, e164, raw), scheme).toString() == address


@pytest.fixture
def outside_line(world: World) -> None:
    """A site that wants a nine for a line out."""
    world.dial = DialRules(international="00", outside="9")


def test_the_dialler_is_handed_what_the_site_dials(outside_line: None, agent: Agent, dialler: Dialler) -> None:
    number = agent.case.customer.number
    assert number is not None
    agent.press(Qt.Key.Key_C)
    assert dialler.dialled == [f"tel:900{number.e164.removeprefix('+')}"]
    # What people see and paste is the number itself.
    assert QApplication.clipboard().text() == number.e164


def test_after_a_call_the_keyboard_is_where_it_was(agent: Agent) -> None:
    agent.list.table.setFocus()
    agent.press(Qt.Key.Key_C)
    bar = agent.window.call_bar
    assert agent.focus() is bar.notes
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    agent.until(lambda: not bar.is_open)
    assert agent.focus() is agent.list.table


def test_a_call_is_dialled_copied_timed_and_logged_once(agent: Agent, world: World, dialler: Dialler) -> None:
    number = agent.case.customer.number
    assert number is not None
    agent.press(Qt.Key.Key_C)
    bar = agent.window.call_bar
    assert bar.is_open
    assert dialler.dialled == [f"tel:{number.e164}"]
    assert QApplication.clipboard().text() == number.e164
    assert agent.focus() is bar.notes
    assert walk.nameless(agent.window) == []
    assert walk.unreachable(agent.window) == []
    agent.type("Promised a refund")
    assert bar.phase == Phase.TALKING
    world.clock.now += 3 * MINUTE + 12_000
    agent.press(Qt.Key.Key_Return)
    assert bar.phase == Phase.WRAP_UP
    world.clock.now += MINUTE
    agent.press(Qt.Key.Key_Return)
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: not bar.is_open)
    agent.settle()
    logged = [i for i in agent.items() if i.kind == Kind.CALL]
    assert [(i.data["number"], i.data["seconds"], i.data["notes"]) for i in logged] == [
        (number.e164, 192, "Promised a refund")
    ]
    assert kept(world) is None
    assert "saved · waiting for Helpdesk" in agent.states()


def test_the_call_stays_while_one_looks_at_other_cases(agent: Agent, world: World) -> None:
    first = agent.shown
    agent.press(Qt.Key.Key_C)
    agent.list.into_table()
    agent.press(Qt.Key.Key_J)
    agent.until(lambda: agent.shown != first)
    # A second call is refused, not started over the first.
    agent.press(Qt.Key.Key_C)
    agent.click("call-end")
    agent.until(lambda: not agent.window.call_bar.is_open)
    assert [i.kind for i in agent.items(first) if i.mine] == [Kind.CALL]
    assert [i for i in agent.items() if i.mine] == []


def test_no_call(agent: Agent, world: World) -> None:
    agent.press(Qt.Key.Key_C)
    agent.until(lambda: kept(world) is not None)
    agent.click("call-discard")
    agent.settle()
    assert not agent.window.call_bar.is_open
    assert kept(world) is None
    assert [i for i in agent.items() if i.mine] == []


def test_closing_asks_what_becomes_of_the_call(agent: Agent, world: World) -> None:
    agent.press(Qt.Key.Key_C)
    agent.window.close()
    assert agent.window.isVisible()
    assert walk.clipped(agent.window) == []
    agent.click("call-stay")
    assert agent.window.call_bar.is_open
    agent.window.close()
    agent.click("call-log-and-close")
    agent.until(lambda: not agent.window.isVisible())
    assert kept(world) is None


def test_an_open_call_is_there_again(qtbot: QtBot, world: World, agent: Agent, tools: Tools, tmp_path: Path) -> None:
    key = agent.shown
    agent.press(Qt.Key.Key_C)
    agent.type("In the middle of")
    agent.until(
        lambda: (
            (kept(world) or OpenCall(CallTarget("", "", "", "", NumberRow("", "", "", "")), 0, 0, "", "")).notes != ""
        )
    )
    context = world.context()
    bridge = Bridge(context)
    fresh = Tools(tools.theme, tools.languages, context, bridge, Ticker(bridge))
    window = MainWindow(fresh, view_specs(), QSettings(str(tmp_path / "again.ini"), QSettings.Format.IniFormat))
    window.show_view("queue")
    window.show()
    again = Agent(qtbot, window, world)
    again.until(lambda: window.call_bar.is_open)
    assert again.named(QLineEdit, "call-notes").text() == "In the middle of"
    again.click("call-end")
    again.until(lambda: not window.call_bar.is_open)
    assert [i.data["notes"] for i in again.items(key) if i.kind == Kind.CALL] == ["In the middle of"]
    window.close()
    delete(window)
    delete(bridge)
    agent.click("call-discard")


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("size", [(Size.WINDOW_MIN_W, Size.WINDOW_MIN_H), (Size.WINDOW_W, Size.WINDOW_H)])
def test_nothing_is_cut_off(agent: Agent, tools: Tools, language: str, size: tuple[int, int]) -> None:
    tools.languages.choose(language)
    agent.window.resize(*size)
    agent.press(Qt.Key.Key_C)
    agent.settle()
    agent.window.grab()
    assert walk.clipped(agent.window) == []
    assert (agent.window.width(), agent.window.height()) == size
    agent.click("call-discard")


def test_what_is_no_call_is_not_resumed() -> None:
    for text in ("", "[]", "{}", "null", '{"number": 7}', "x" * 100, '"text"'):
        assert OpenCall.parse(text) is None


def test_nobody_answers(agent: Agent, world: World) -> None:
    agent.press(Qt.Key.Key_C)
    world.clock.now += 40_000
    agent.click("call-nobody")
    assert agent.window.call_bar.phase == Phase.WRAP_UP
    assert agent.focus() is agent.window.call_bar.notes
    agent.type("nobody there")
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: not agent.window.call_bar.is_open)
    agent.settle()
    assert [(i.data["outcome"], i.data["seconds"]) for i in agent.items() if i.kind == Kind.CALL] == [("no-answer", 0)]


def test_enter_takes_the_call_further_and_the_strip_tells_of_it(agent: Agent, world: World) -> None:
    agent.press(Qt.Key.Key_C)
    bar = agent.window.call_bar
    assert bar.phase == Phase.DIALLING
    world.clock.now += 20_000
    agent.press(Qt.Key.Key_Return)
    assert bar.phase == Phase.TALKING
    world.clock.now += 65_000
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    agent.until(lambda: not bar.is_open)
    agent.settle()
    assert [i.data["seconds"] for i in agent.items() if i.kind == Kind.CALL] == [65]


def test_a_follow_up_is_shown_as_understood_and_refused_where_it_is_not(agent: Agent, world: World) -> None:
    agent.press(Qt.Key.Key_C)
    bar = agent.window.call_bar
    line = agent.named(QLineEdit, "call-follow-up")
    line.setFocus()
    agent.type("some time")
    assert bar.follow_up.problem == "unclear"
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    assert bar.is_open
    assert agent.focus() is line
    line.clear()
    agent.type("明日9時")
    at = bar.follow_up.at
    assert at is not None
    assert bar.follow_up.said != ""
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    agent.until(lambda: not bar.is_open)
    agent.settle()
    assert [i.data["follow_up_at"] for i in agent.items() if i.kind == Kind.CALL] == [at]


def test_a_follow_up_that_passed_meanwhile_is_refused(agent: Agent, world: World) -> None:
    agent.press(Qt.Key.Key_C)
    bar = agent.window.call_bar
    agent.named(QLineEdit, "call-follow-up").setFocus()
    agent.type("in 10 min")
    world.clock.now += 11 * MINUTE
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    assert bar.is_open
    assert bar.follow_up.problem == "past"
    agent.click("call-discard")


def test_a_forgotten_call_is_asked_about(agent: Agent, world: World) -> None:
    agent.press(Qt.Key.Key_C)
    agent.press(Qt.Key.Key_Return)
    bar = agent.window.call_bar
    world.clock.now += 25 * MINUTE
    bar._look()
    assert bar.question.isVisible()
    assert "25 min" in bar.question.words
    # The keyboard stays where it was: who writes on is not interrupted.
    assert agent.focus() is bar.notes
    agent.click("call-stay")
    bar._look()
    assert not bar.question.isVisible()
    world.clock.now += 25 * MINUTE
    bar._look()
    agent.click("call-over")
    assert bar.phase == Phase.WRAP_UP
    world.clock.now += 6 * MINUTE
    bar._look()
    assert "6 min" in bar.question.words
    agent.click("call-over")
    agent.until(lambda: not bar.is_open)


def test_a_call_behind_the_lock_is_asked_about(agent: Agent, world: World) -> None:
    agent.window.set_locked(True)
    agent.window.set_locked(False)
    agent.press(Qt.Key.Key_C)
    agent.press(Qt.Key.Key_Return)
    world.clock.now += 2 * MINUTE
    assert agent.window.call_seconds() == 120
    agent.window.set_locked(True)
    agent.window.set_locked(False)
    assert agent.window.call_bar.question.isVisible()
    agent.click("call-stay")
    agent.click("call-discard")
    assert agent.window.call_seconds() is None


def test_a_kill_keeps_answer_follow_up_and_its_moment(agent: Agent, world: World) -> None:
    agent.press(Qt.Key.Key_C)
    agent.press(Qt.Key.Key_Return)
    agent.named(QLineEdit, "call-follow-up").setFocus()
    agent.type("in 2 hours")
    at = agent.window.call_bar.follow_up.at
    agent.until(lambda: (call := kept(world)) is not None and call.follow_up_at == at)
    call = kept(world)
    assert call is not None
    assert (call.follow_up, call.phase) == ("in 2 hours", Phase.TALKING)
    agent.click("call-discard")
    world.clock.now += 30 * MINUTE
    bar = agent.window.call_bar
    bar.resume(call.text())
    assert (bar.phase, bar.follow_up.at, bar.follow_up.line.text()) == (Phase.WRAP_UP, at, "in 2 hours")
    agent.click("call-end")
    agent.until(lambda: not bar.is_open)


def test_the_script_speaks_the_customers_language_and_of_the_outage(agent: Agent) -> None:
    agent.press(Qt.Key.Key_C)
    bar = agent.window.call_bar
    agent.until(lambda: bar.script.words != "")
    assert not bar.script.isVisible()
    agent.click("call-fold")
    assert bar.script.isVisible()
    assert "{" not in bar.script.words
    person = agent.case.customer.person
    assert person is not None
    assert ("お電話" in bar.script.words) == person.language.casefold().startswith("ja")
    assert "our chat" in bar.script.words or "社内チャット" in bar.script.words
    agent.click("call-discard")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_script_has_the_same_parts(language: str) -> None:
    file = resource("scripts", f"call.{language}.md")
    assert [len(read_script(file, outage=outage)) for outage in (True, False)] == [4, 3]
    assert all(lines for _, lines in read_script(file, outage=True))
    assert set(spoken_names(file)) == {"join", "helpdesk", "mail", "slack", "sms"}
