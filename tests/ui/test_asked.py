"""The strip at the top of the window: a roll call asks, is answered by keyboard, and never takes the keyboard by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fallback_console.domain.broadcast import Audience
from fallback_console.domain.connection import Connection
from fallback_console.domain.escalation import ChainStep
from fallback_console.domain.people_file import read_people
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.ports.hub import Beat
from fallback_console.services import (
    connections,
    escalation,
    escalation_chains,
    escalation_list,
    hub_messages,
    paths,
    people_import,
    presence,
    reach,
    roll_call,
    roll_call_answers,
    roll_call_asking,
    roll_call_list,
    swarm,
    swarm_list,
    swarm_people,
)
from fallback_console.services.roll_call_list import RollPerson
from fallback_console.services.roll_call_own import CHANGE_MS
from fallback_console.ui.asked.strip import AskedStrip
from fallback_console.ui.i18n import Languages
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.shell.late_parts import LateParts
from fallback_console.ui.view_list import make_late_parts
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets.toast import Toast
from tests.ui import walk
from tests.ui.driving import CONTROL
from tests.ui.world import LOGIN, MINUTE, World, fill, outage

Open = Callable[..., MainWindow]
TEAM = f"""ID,Name,Mobile,Languages,Login,Kind
1,Kim Sample,+44 7700 900151,English,{LOGIN},team
"""
SHIFT = Qt.KeyboardModifier.ShiftModifier
RULES = ReachRules(quiet=(0, 0))


class Desk:
    """Whoever works here, whom others ask."""

    def __init__(self, qtbot: QtBot, world: World, window: MainWindow, parts: LateParts) -> None:
        self.qtbot, self.world, self.window, self.parts = qtbot, world, window, parts
        self.strip: AskedStrip = parts.asked.strip
        window.activateWindow()
        qtbot.wait_until(window.isActiveWindow)
        self.settle()

    def settle(self) -> None:
        calm = 0

        def quiet() -> bool:
            nonlocal calm
            calm = 0 if self.window.busy or self.parts.busy else calm + 1
            return calm > 3

        self.qtbot.wait_until(quiet, timeout=5000)

    def ask(self, who: str = "m.tanaka", text: str = "") -> str:
        self.world.clock.now += 1000
        now, texts = self.world.clock.now, {"en": text}
        audience = Audience(people=("file.team:1",))
        made = self.world.store.read(lambda r: roll_call.plan(r, who, "", texts, audience, RULES, now))
        done = 0
        while done >= 0:
            done = self.world.do(roll_call.advance, who, made, done)
        while self.world.do(roll_call_asking.advance):
            pass
        self.settle()
        return made.roll

    def person(self, roll: str) -> RollPerson:
        return self.world.store.read(lambda r: roll_call_list.people(r, roll, [0]))[0]

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)


@pytest.fixture
def desk(qtbot: QtBot, world: World, tools: Tools, open_window: Open) -> Desk:
    fill(world, 20)
    outage(world)
    world.do(connections.save, Connection("hub", "hub", {"url": "tls://hub.example.com:4222"}))
    found = world.do(people_import.preview, read_people(TEAM.encode()), "file.team")
    world.do(people_import.store_some, LOGIN, found.people)
    world.do(presence.heard, {"st": Beat("st", presence.beat_value(LOGIN), world.clock.now)})
    window = open_window("queue", 1024, 700)
    return Desk(qtbot, world, window, make_late_parts(window, tools))


def test_it_is_answered_by_keyboard_and_goes_away(desk: Desk) -> None:
    assert not desk.strip.isVisible()
    before = QApplication.focusWidget()
    roll = desk.ask()
    assert desk.strip.isVisible()
    assert desk.strip.words.startswith("Roll call by m.tanaka Roll call by m.tanaka: are you there?")
    assert QApplication.focusWidget() is before
    assert walk.nameless(desk.window) == []
    assert walk.unreachable(desk.window) == []
    assert walk.clipped(desk.window) == []
    desk.press(Qt.Key.Key_Y, CONTROL | SHIFT)
    assert QApplication.focusWidget() is desk.strip.buttons[0]
    desk.press(Qt.Key.Key_2)
    desk.qtbot.wait_until(lambda: desk.person(roll).state == "help")
    desk.settle()
    answer = desk.person(roll).answer
    assert answer is not None
    assert (answer.how, answer.by) == ("hub", LOGIN)
    # A wrong key is put right within a minute.
    assert "you answered “need help”" in desk.strip.words
    assert QApplication.focusWidget() is desk.strip.buttons[0]
    desk.press(Qt.Key.Key_Space)
    assert [one.objectName() for one in desk.strip.buttons] == ["asked-safe", "asked-help"]
    desk.press(Qt.Key.Key_Return)
    desk.qtbot.wait_until(lambda: desk.person(roll).state == "safe")
    desk.settle()
    assert "you answered “safe”" in desk.strip.words
    desk.world.clock.now += CHANGE_MS + 1
    desk.parts.asked._over.timeout.emit()
    desk.settle()
    assert not desk.strip.isVisible()


@pytest.mark.parametrize(("words", "state"), [("2: third floor", "help"), ("I am fine", "other"), ("１", "safe")])
def test_own_words_mean_what_they_would_mean_in_a_text(desk: Desk, words: str, state: str) -> None:
    roll = desk.ask()
    desk.strip.line.setFocus()
    assert not desk.strip.send.isEnabled()
    desk.strip.line.setText(words)
    assert desk.strip.send.isEnabled()
    desk.press(Qt.Key.Key_Return)
    desk.qtbot.wait_until(lambda: desk.person(roll).state == state)
    answer = desk.person(roll).answer
    assert answer is not None
    assert answer.text == words


def test_an_answer_over_another_path_or_the_end_takes_it_away(desk: Desk) -> None:
    first, second = desk.ask(), desk.ask("a.mori", "Are you in the north building?")
    assert desk.strip.shown is not None
    assert (desk.strip.shown.id, desk.strip.shown.more) == (f"roll:{first}", "1 more")
    desk.world.do(roll_call_answers.answer, "m.tanaka", first, 0, "safe", "person", "Seen at the gate")
    desk.settle()
    assert desk.strip.words == "Roll call by a.mori Are you in the north building?"
    desk.world.do(roll_call.close, "a.mori", second)
    desk.settle()
    assert not desk.strip.isVisible()


def test_who_types_goes_on_and_a_screen_reader_hears_it_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def hear(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    search = next(w for w in desk.window.findChildren(QWidget, "search") if w.isVisible())
    search.setFocus()
    QTest.keyClicks(search, "12")
    desk.ask()
    assert QApplication.focusWidget() is search
    QTest.keyClicks(search, "12")
    assert QApplication.focusWidget() is search
    assert search.text() == "1212"  # type: ignore[attr-defined]
    desk.world.clock.now += MINUTE
    desk.ask("a.mori")
    assert [one for one in told if "Answer with Ctrl+Shift+Y." in one][1:] == []
    assert any(one.startswith("Roll call by m.tanaka") for one in told)


def test_a_long_question_is_read_in_a_few_lines(desk: Desk) -> None:
    desk.ask(text="Are you there? " + "We have to know it of everybody before the doors are closed. " * 14)
    assert desk.strip.height() < 160
    assert walk.clipped(desk.window) == []
    assert walk.unreachable(desk.window) == []


def test_it_follows_the_language(desk: Desk, languages: Languages) -> None:
    desk.ask()
    before = desk.strip.shown
    languages.choose("ja")
    desk.settle()
    assert desk.strip.shown is not None
    assert before is not None
    assert desk.strip.shown.answers != before.answers
    assert desk.strip.shown.text == before.text


def test_a_message_is_read_or_answered_there(desk: Desk) -> None:
    sheet = f"{TEAM}2,Mika Tanaka,,,m.tanaka,team\n"
    found = desk.world.do(people_import.preview, read_people(sheet.encode()), "file.team")
    desk.world.do(people_import.store_some, LOGIN, found.people)
    first = desk.world.do(hub_messages.send, "m.tanaka", "", "file.team:1", "Could you <b>look</b>?").entry_ids[0]
    second = desk.world.do(hub_messages.send, "m.tanaka", "", "file.team:1", "And this?").entry_ids[0]
    third = desk.world.do(hub_messages.send, "somebody", "", "file.team:1", "I have no name").entry_ids[0]
    desk.settle()
    assert desk.strip.words == "Mika Tanaka writes: Could you <b>look</b>?"
    assert desk.strip.shown is not None
    assert desk.strip.shown.more == "2 more"
    desk.press(Qt.Key.Key_Y, CONTROL | SHIFT)
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.strip.words == "Mika Tanaka writes: And this?"
    desk.strip.line.setFocus()
    QTest.keyClicks(desk.strip.line, "At once")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.strip.words == "somebody writes: I have no name"
    # Nobody knows to whom an answer would go.
    assert not desk.strip.line.isVisible()
    assert walk.nameless(desk.window) == []
    desk.strip.buttons[0].click()
    desk.settle()
    assert not desk.strip.isVisible()
    news = [desk.world.store.read(lambda r, one=one: hub_messages.news_of(r, one)[0]) for one in (first, second, third)]
    assert news == ["delivered", "answered", "delivered"]
    assert [one.text for one in desk.world.store.read(lambda r: hub_messages.unread(r, "m.tanaka"))] == ["At once"]


class Paged:
    """Whoever works here is paged by Mika."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.world = desk, desk.world
        sheet = f"{TEAM}2,Mika Tanaka,+44 7700 900152,,m.tanaka,team\n"
        found = self.world.do(people_import.preview, read_people(sheet.encode()), "file.team")
        self.world.do(people_import.store_some, LOGIN, found.people)
        self.world.do(paths.prefer, LOGIN, "person:file.team:1", order=["hub", "sms"])
        # Behind a hub only a supervisor's station sets chains.
        self.world.do(connections.remove, "hub")
        steps = (ChainStep(("person:file.team:1",), 5), ChainStep(("person:file.team:2",), 5))
        self.world.do(escalation_chains.save, "m.tanaka", "Support", steps)
        self.world.do(connections.save, Connection("hub", "hub", {"url": "tls://hub.example.com:4222"}))

    def page(self, reason: str = "Ring the carrier") -> str:
        one = self.world.do(escalation.start, "m.tanaka", "", reason, RULES)
        self.desk.settle()
        return one

    def stands(self, one: str) -> tuple[str, str]:
        found = self.world.store.read(lambda r: escalation_list.find(r, one))
        return found.state, found.holder_name


def test_a_page_is_taken_with_one_key(desk: Desk) -> None:
    paged = Paged(desk)
    one = paged.page()
    assert desk.strip.words.startswith("Mika Tanaka pages you: 1: Ring the carrier")
    names = ["asked-taken", "asked-passed", "asked-read"]
    assert [button.objectName() for button in desk.strip.buttons] == names
    assert walk.nameless(desk.window) == []
    assert walk.unreachable(desk.window) == []
    assert walk.clipped(desk.window) == []
    desk.press(Qt.Key.Key_Y, CONTROL | SHIFT)
    desk.press(Qt.Key.Key_1)
    desk.qtbot.wait_until(lambda: paged.stands(one) == ("taken", "Kim Sample"))
    desk.settle()
    assert not desk.strip.isVisible()
    assert "1 is yours." in toasts(desk)


def test_a_page_is_passed_on_by_code_and_words_go_with_a_button(desk: Desk) -> None:
    paged = Paged(desk)
    one = paged.page()
    desk.strip.line.setText("１ 次へ")
    desk.strip.send.click()
    desk.settle()
    assert paged.stands(one)[0] == "running"
    assert "1 goes to the next step." in toasts(desk)
    two = paged.page("The door is open")
    desk.strip.line.setText("I am at the door")
    desk.strip.buttons[0].click()
    desk.settle()
    assert paged.stands(two) == ("taken", "Kim Sample")
    told = desk.world.store.read(lambda r: hub_messages.unread(r, "m.tanaka"))
    assert [letter.text for letter in told] == ["I am at the door"]


def test_who_is_late_sees_who_has_it(desk: Desk) -> None:
    paged = Paged(desk)
    one = paged.page()
    desk.world.do(escalation.answer, "m.tanaka", one, "taken")
    desk.settle()
    assert desk.strip.words.startswith("1: already taken by Mika Tanaka since")
    assert [button.objectName() for button in desk.strip.buttons] == ["asked-read"]
    desk.strip.line.setText("a")
    desk.strip.send.click()
    desk.settle()
    assert paged.stands(one) == ("taken", "Mika Tanaka")
    assert any(told.startswith("1: already taken by Mika Tanaka since") for told in toasts(desk))
    assert not desk.strip.isVisible()
    # A number of none of theirs stays to be put right.
    paged.page("The door is open")
    desk.strip.line.setText("7a")
    desk.strip.send.click()
    desk.settle()
    assert "There is no open 7 for you." in toasts(desk)
    assert desk.strip.line.text() == "7a"


@pytest.mark.parametrize(("button", "state"), [(0, "accepted"), (1, "declined")])
def test_an_invitation_is_answered_with_a_button(desk: Desk, button: int, state: str) -> None:
    Paged(desk)
    (case,) = desk.world.store.read(lambda r: r.one("SELECT key FROM p_case ORDER BY pk LIMIT 1"))
    desk.world.do(swarm.triage, "m.tanaka", case, {"impact": True}, 60, "Two sites", decided=True)
    room = desk.world.do(swarm.start, "m.tanaka", case, "The carrier", "")
    desk.world.do(swarm_people.invite, "m.tanaka", room, ["file.team:1"], RULES, also_text=True)
    desk.settle()
    assert desk.strip.words.startswith("Mika Tanaka asks you into swarm S1:")
    desk.strip.buttons[button].click()
    desk.settle()
    members = desk.world.store.read(lambda r: swarm_list.find(r, room)).members
    assert [(one.state, one.how) for one in members if one.name == "Kim Sample"] == [(state, "hub")]
    assert not desk.strip.isVisible()


def toasts(desk: Desk) -> list[str]:
    """What the window says for a moment."""
    return [toast.words for toast in desk.window.findChildren(Toast) if toast.isVisible()]


def test_whoever_was_reached_otherwise_is_not_asked_here(desk: Desk) -> None:
    desk.world.do(paths.prefer, "m.tanaka", "person:file.team:1", order=["hub", "sms", "call"])
    begun = desk.world.do(reach.start, "m.tanaka", "person:file.team:1", "The line is down", RULES).entry_ids[0]
    desk.settle()
    assert desk.strip.words == "m.tanaka writes: The line is down"
    desk.world.do(reach.stop, "m.tanaka", begun)
    desk.settle()
    assert not desk.strip.isVisible()
