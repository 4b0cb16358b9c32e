"""Calls that come in: who it is, what can be done, and that nothing of it disturbs or is lost."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from fallback_console.domain.call_rules import CallRules
from fallback_console.domain.entry import Kind
from fallback_console.domain.events import PhoneMoved
from fallback_console.domain.telephone import CallState, PhoneCall
from fallback_console.domain.views import NumberRow
from fallback_console.services import drafts, missed_calls, statuses
from fallback_console.ui.alerts.desktop import OPEN, DesktopNote, DesktopNotifier
from fallback_console.ui.case.open_call import MODE, CallTarget, OpenCall, Phase
from fallback_console.ui.case.wrap_up import WrapUpChip
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.ringing.card import RingCard
from fallback_console.ui.ringing.control import RingControl
from fallback_console.ui.ringing.keeper import Ring
from fallback_console.ui.ringing.waiting import open_call_of
from fallback_console.ui.shell.late_parts import LateParts
from fallback_console.ui.theme import Theme
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import PlainLabel
from tests.ui import walk
from tests.ui.driving import CONTROL, Agent, Dialler
from tests.ui.test_missed_calls import known_number
from tests.ui.world import LOGIN, MINUTE, World, fill

Open = Callable[..., MainWindow]

STRANGER = "+447700900199"


class Telephone:
    """A telephone that does what it is told and tells of it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._calls: dict[str, PhoneCall] = {}

    def ring(self, number: str, call_id: str = "1", name: str = "") -> None:
        now = self._world.clock.now
        self._tell(PhoneCall(call_id, "phone:fake", "in", number, name, CallState.RINGING, "", now))

    def take(self, call_id: str = "1") -> None:
        now = self._world.clock.now
        self._tell(self._calls[call_id]._replace(state=CallState.ANSWERED, answered_at=now))

    def end(self, call_id: str = "1", ending: str = "done") -> None:
        now = self._world.clock.now
        call = self._calls[call_id]._replace(state=CallState.ENDED, ending=ending, ended_at=now)
        self._world.do(missed_calls.note, call)
        self._tell(call)

    def _tell(self, call: PhoneCall) -> None:
        self._calls[call.id] = call
        self._world.engine.tell(PhoneMoved(call))


class Wall(DesktopNotifier):
    """Where the desktop would show notifications."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[str, DesktopNote] = {}

    def show(self, note: DesktopNote) -> None:
        self.shown[note.key] = note

    def withdraw(self, key: str) -> None:
        self.shown.pop(key, None)


@pytest.fixture
def telephone(world: World) -> Telephone:
    return Telephone(world)


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Open, dialler: Dialler) -> Agent:
    fill(world, 12)
    made = Agent(qtbot, open_window("queue"), world)
    made.until(lambda: made.shown != "")
    made.settle()
    return made


@pytest.fixture
def parts(agent: Agent, tools: Tools) -> LateParts:
    return LateParts(agent.window, tools)


@pytest.fixture
def rings(parts: LateParts) -> RingControl:
    return parts.rings


def card(agent: Agent, rings: RingControl, number: int = 0) -> RingCard:
    agent.until(lambda: rings.stack is not None and len(rings.stack.cards) > number)
    agent.settle()
    assert rings.stack is not None
    return rings.stack.cards[number]


def button(place: RingCard, name: str) -> QPushButton:
    found = place.findChild(QPushButton, name)
    assert found is not None
    return found


def test_a_known_caller_is_shown_with_what_they_may_call_about(
    agent: Agent, rings: RingControl, telephone: Telephone, world: World
) -> None:
    telephone.ring(known_number(world))
    shown = card(agent, rings)
    assert shown.isVisible()
    assert "Incoming call" in shown.words
    assert "there" in shown.words
    assert "maybe" not in shown.words
    case = button(shown, "ring-case")
    assert case.accessibleName().startswith("Open case #")
    assert walk.nameless(agent.window) == []
    assert walk.clipped(agent.window) == []
    case.click()
    number = case.accessibleName().partition("#")[2].partition(":")[0]
    agent.until(lambda: agent.shown == f"rt:{number}")
    world.clock.now += 65_000
    rings._show_time()
    assert any(label.text() == "01:05" for label in shown.findChildren(PlainLabel))


@pytest.mark.parametrize(
    ("number", "name", "says"),
    [
        (STRANGER, "", "Nobody is known with this number."),
        ("", "", "The caller hides the number"),
        ("", "", "Number withheld"),
        (STRANGER, "<img src=x> \u202eeve" + "x" * 10_000, "calls themselves “<img src=x> evexxx"),
    ],
)
def test_who_is_not_known_is_said_so(
    agent: Agent, rings: RingControl, telephone: Telephone, number: str, name: str, says: str
) -> None:
    telephone.ring(number, name=name)
    shown = card(agent, rings)
    assert says in shown.words
    assert len(shown.words) < 400
    assert walk.clipped(agent.window) == []


def test_a_similar_number_is_only_maybe_somebody(
    agent: Agent, rings: RingControl, telephone: Telephone, world: World
) -> None:
    telephone.ring("+44" + known_number(world)[1:])
    shown = card(agent, rings)
    assert "maybe " in shown.words
    assert "Only the end of the number agrees" in shown.words


def test_it_never_takes_the_keyboard_from_who_types(
    agent: Agent, rings: RingControl, telephone: Telephone, world: World
) -> None:
    agent.press(Qt.Key.Key_N)
    agent.until(lambda: isinstance(agent.focus(), QPlainTextEdit))
    place = agent.focus()
    agent.type("abc")
    telephone.ring(STRANGER)
    card(agent, rings)
    agent.type("def")
    telephone.take()
    agent.until(lambda: agent.window.call_bar.is_open)
    agent.settle()
    agent.type("ghi")
    assert agent.focus() is place
    assert place.toPlainText().endswith("abcdefghi")


def test_it_is_answered_by_keyboard_talked_and_logged(
    agent: Agent, rings: RingControl, telephone: Telephone, world: World
) -> None:
    number = known_number(world)
    telephone.ring(number)
    card(agent, rings)
    agent.press(Qt.Key.Key_R, modifier=CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert agent.focus().objectName() == "ring-answer"
    agent.press(Qt.Key.Key_Return)
    assert "answer 1" in world.engine.asked
    world.clock.now += 4_000
    telephone.take()
    bar = agent.window.call_bar
    agent.until(lambda: bar.is_open)
    agent.settle()
    assert rings.keeper.rings == []
    assert bar.phase == Phase.TALKING
    assert agent.focus() is bar.notes
    assert [bar.outcome.itemText(n) for n in range(bar.outcome.count())] == [
        "Talked",
        "Will call back",
        "Left a message",
        "Wrong number",
    ]
    agent.type("Wants a refund")
    world.clock.now += 90_000
    telephone.end()
    agent.until(lambda: bar.phase == Phase.WRAP_UP)
    agent.until(lambda: world.store.read(lambda r: statuses.find(r, LOGIN)).status == "wrap-up")
    assert bar.is_open
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    agent.until(lambda: not bar.is_open)
    agent.until(lambda: world.store.read(lambda r: statuses.find(r, LOGIN)).status == "available")
    body = world.store.read(lambda r: r.value("SELECT body FROM entry WHERE kind = ?", (Kind.CALL,)))
    for part in ('"direction":"in"', f'"number":"{number}"', '"seconds":90', '"outcome":"reached"', "Wants a refund"):
        assert part in body
    assert world.store.read(lambda r: missed_calls.missed(r, world.clock.now)) == []


def test_wrap_up_is_timed_and_reminds_and_does_nothing_by_itself(
    agent: Agent, rings: RingControl, telephone: Telephone, world: World
) -> None:
    telephone.ring(STRANGER)
    telephone.take()
    bar = agent.window.call_bar
    agent.until(lambda: bar.is_open)
    assert bar.head.wrap_up.isHidden()
    telephone.end()
    agent.until(lambda: bar.phase == Phase.WRAP_UP)
    bar._look()
    assert bar.head.wrap_up.text == "of 02:00"
    world.clock.now += 3 * MINUTE
    bar._look()
    assert (bar.head.wrap_up.text, bar.head.wrap_up.variant) == ("01:00 over", "bad")
    assert bar.is_open
    world.clock.now += 60 * MINUTE
    bar._look()
    assert bar.is_open
    assert not world.store.read(lambda r: r.value("SELECT 1 FROM entry WHERE kind = ?", (Kind.CALL,)))


def test_it_is_turned_down(agent: Agent, rings: RingControl, telephone: Telephone, world: World) -> None:
    telephone.ring(STRANGER)
    shown = card(agent, rings)
    button(shown, "ring-refuse").click()
    assert "hang up 1" in world.engine.asked
    telephone.end(ending="refused")
    agent.until(lambda: rings.keeper.rings == [])
    assert rings.stack is not None
    assert not rings.stack.isVisible()
    assert world.store.read(lambda r: missed_calls.missed(r, world.clock.now)) == []


def test_answered_elsewhere_it_goes_by_itself(agent: Agent, rings: RingControl, telephone: Telephone) -> None:
    telephone.ring(STRANGER)
    card(agent, rings)
    telephone.end(ending="elsewhere")
    agent.until(lambda: rings.keeper.rings == [])


def test_a_caller_who_gives_up_stays_until_the_card_is_put_away(
    agent: Agent, rings: RingControl, telephone: Telephone, world: World
) -> None:
    telephone.ring(STRANGER)
    card(agent, rings)
    rings.go_to()
    assert agent.focus().objectName() == "ring-answer"
    world.clock.now += 9_000
    telephone.end(ending="cancelled")
    agent.until(lambda: "Missed call" in card(agent, rings).words)
    # The finger that was about to answer does not call back.
    assert agent.focus().objectName() == "ring-close"
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: rings.keeper.rings == [])
    assert [row.number for row in world.store.read(lambda r: missed_calls.missed(r, world.clock.now))] == [STRANGER]


def test_a_missed_one_is_called_back_from_its_card(
    agent: Agent, rings: RingControl, telephone: Telephone, world: World
) -> None:
    telephone.ring(STRANGER)
    telephone.end(ending="no-answer")
    # Who calls again is not shown twice.
    telephone.ring(STRANGER, "2")
    telephone.end("2", ending="no-answer")
    agent.until(lambda: len(rings.keeper.rings) == 1 and rings.keeper.rings[0].call.missed)
    button(card(agent, rings), "ring-back").click()
    assert agent.window.call_bar.is_open
    assert rings.keeper.rings == []


def test_an_open_call_is_never_disturbed_by_a_second_one(
    agent: Agent, rings: RingControl, telephone: Telephone, world: World
) -> None:
    telephone.ring(known_number(world), "1")
    telephone.take("1")
    bar = agent.window.call_bar
    agent.until(lambda: bar.is_open)
    agent.settle()
    bar.notes.setText("The first one")
    telephone.ring(STRANGER, "2")
    assert "Second call" in card(agent, rings).words
    telephone.take("2")
    agent.until(lambda: "log the open call first" in card(agent, rings).words)
    assert bar.notes.text() == "The first one"
    # Both are on disk, whatever happens to the program.
    agent.until(lambda: STRANGER in world.do(lambda tx: drafts.find(tx, "", drafts.WAITING_CALLS)))
    agent.until(lambda: "The first one" in world.do(lambda tx: drafts.find(tx, "", MODE)))
    world.clock.now += 30_000
    telephone.end("2")
    telephone.end("1")
    agent.until(lambda: bar.phase == Phase.WRAP_UP)
    assert len(rings.keeper.rings) == 1
    bar.end.click()
    agent.until(lambda: bar.is_open and bar.notes.text() == "" and bar.phase == Phase.WRAP_UP)
    agent.settle()
    assert rings.keeper.rings == []
    assert world.do(lambda tx: drafts.find(tx, "", drafts.WAITING_CALLS)) == ""
    bar.end.click()
    agent.until(lambda: not bar.is_open)
    logged = world.store.read(
        lambda r: [row[0] for row in r.rows("SELECT body FROM entry WHERE kind = ? ORDER BY hlc", (Kind.CALL,))]
    )
    assert "The first one" in logged[0]
    assert STRANGER in logged[1]


def test_what_was_taken_before_the_program_stopped_is_written_up_after_it(
    qtbot: QtBot, agent: Agent, tools: Tools, world: World
) -> None:
    now = world.clock.now
    call = PhoneCall("9", "phone:fake", "in", STRANGER, "", CallState.ENDED, "done", now, now + 1, now + 60_000)
    world.do(drafts.keep, "", drafts.WAITING_CALLS, json.dumps([open_call_of(Ring(call)).text(), "no call"]))
    parts = LateParts(agent.window, tools)
    bar = agent.window.call_bar
    agent.until(lambda: bar.is_open)
    assert bar.phase == Phase.WRAP_UP
    assert bar.seconds == 59
    kept = OpenCall.parse(world.do(lambda tx: drafts.find(tx, "", MODE)))
    assert kept is not None
    assert (kept.direction, kept.phone) == ("in", call.key)
    assert parts.rings.keeper.rings == []


def test_two_calls_at_once_have_a_card_each(
    agent: Agent, rings: RingControl, telephone: Telephone, world: World
) -> None:
    for number in range(5):
        telephone.ring(f"+44770090012{number}", str(number))
    card(agent, rings, 2)
    assert rings.stack is not None
    assert len(rings.stack.cards) == 3
    assert any(label.text() == "and 2 more calls" for label in rings.stack.findChildren(PlainLabel))
    telephone.end("4", ending="cancelled")
    agent.until(lambda: "+44 7700 900123" in card(agent, rings).words)
    assert walk.nameless(agent.window) == []


def test_a_call_is_put_to_the_case_that_is_open(
    agent: Agent, rings: RingControl, telephone: Telephone, world: World
) -> None:
    telephone.ring(STRANGER)
    telephone.take()
    bar = agent.window.call_bar
    agent.until(lambda: bar.is_open)
    assert bar.fields.about.isVisible()
    bar.fields.about.click()
    assert not bar.fields.about.isVisible()
    assert walk.clipped(agent.window) == []
    bar.end.click()
    agent.until(lambda: not bar.is_open)
    assert [item.kind for item in agent.items()][-1] == Kind.CALL


def test_a_case_is_begun_for_the_caller(agent: Agent, rings: RingControl, telephone: Telephone) -> None:
    telephone.ring(STRANGER)
    button(card(agent, rings), "ring-new").click()
    agent.settle()
    assert any(line.text() == STRANGER for line in agent.window.findChildren(QLineEdit) if line.isVisible())


def test_the_desktop_is_told_without_names_and_can_answer(
    agent: Agent,
    parts: LateParts,
    rings: RingControl,
    telephone: Telephone,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wall = Wall()
    parts.alerts.herald.use(wall)
    monkeypatch.setattr(agent.window, "isActiveWindow", lambda: False)
    telephone.ring(known_number(world))
    agent.until(lambda: bool(wall.shown))
    (note,) = wall.shown.values()
    assert (note.title, note.body, [name for name, _ in note.actions]) == ("Somebody is calling.", "", [OPEN, "answer"])
    wall.acted.emit(note.key, "answer")
    assert "answer 1" in world.engine.asked
    telephone.take()
    agent.until(lambda: agent.window.call_bar.is_open)
    assert wall.shown == {}


def test_behind_the_lock_nobody_reads_who_calls(
    agent: Agent, rings: RingControl, telephone: Telephone, world: World
) -> None:
    agent.window.set_locked(True)
    telephone.ring(known_number(world))
    agent.until(lambda: bool(rings.keeper.rings))
    agent.settle()
    assert rings.stack is None
    agent.window.set_locked(False)
    assert card(agent, rings).isVisible()


def test_who_called_whom_can_be_said_by_hand(agent: Agent, world: World) -> None:
    agent.press(Qt.Key.Key_C)
    bar = agent.window.call_bar
    agent.until(lambda: bar.is_open)
    assert bar.fields.direction.isVisible()
    bar.fields.direction.setCurrentIndex(1)
    assert bar.phase == Phase.TALKING
    assert bar.outcome.findData("busy") < 0
    bar.end.click()
    agent.until(lambda: not bar.is_open)
    assert '"direction":"in"' in world.store.read(
        lambda r: r.value("SELECT body FROM entry WHERE kind = ?", (Kind.CALL,))
    )


def test_an_organisation_may_do_without_the_reminder(theme: Theme) -> None:
    target = CallTarget("", "", "", "", NumberRow("", STRANGER, STRANGER, STRANGER))
    call = OpenCall(target, 0, 0, "reached", "", answered_at=1_000, ended_at=2_000, direction="in")
    chip = WrapUpChip(theme, CallRules(0))
    chip.show_call(call, 10 * MINUTE)
    assert chip.isHidden()
    chip = WrapUpChip(theme, CallRules(600))
    chip.show_call(call, 5 * MINUTE)
    assert chip.text == "of 10:00"
