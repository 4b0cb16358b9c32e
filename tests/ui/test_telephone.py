"""Calls through a telephone that the console drives: dialled once, followed, hung up, and a way on where it fails."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import AmbiguousError, UnreachableError
from fallback_console.domain.events import PhoneMoved
from fallback_console.domain.telephone import CallKey, CallState, PhoneCall
from fallback_console.services import drafts
from fallback_console.ui.case.call_bar import CallBar
from fallback_console.ui.case.open_call import MODE, OpenCall, Phase
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.theme import Size
from tests.ui import walk
from tests.ui.driving import CONTROL, Agent, Dialler
from tests.ui.world import MINUTE, World, fill, outage

Open = Callable[..., MainWindow]


class Telephone:
    """One that a test moves on.

    Attributes:
        error: what dialling ends in, None for a call.
        waits: dialling is answered when the test says so.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self.error: Exception | None = None
        self.waits: Future[CallKey] | None = None
        self.dialled: list[str] = []
        self.call: PhoneCall | None = None
        world.engine.telephone = self.dial

    def dial(self, number: str) -> Future[CallKey]:
        self.dialled.append(number)
        now = self._world.clock.now_ms()
        answer: Future[CallKey] = self.waits or Future()
        self.call = PhoneCall(f"c{len(self.dialled)}", "phone:baresip", "out", number, "", CallState.DIALLING, "", now)
        if self.error is not None:
            answer.set_exception(self.error)
            return answer
        self._world.engine.tell(PhoneMoved(self.call))
        if self.waits is None:
            answer.set_result(self.call.key)
        return answer

    def move(self, state: str, ending: str = "") -> None:
        assert self.call is not None
        now = self._world.clock.now_ms()
        self.call = self.call._replace(
            state=state,
            ending=ending,
            answered_at=now if state == CallState.ANSWERED else self.call.answered_at,
            ended_at=now if state == CallState.ENDED else None,
        )
        self._world.engine.tell(PhoneMoved(self.call))


@pytest.fixture
def telephone(world: World) -> Telephone:
    world.preferences.values["dialler"] = "telephone"
    return Telephone(world)


@pytest.fixture
def agent(qtbot: QtBot, world: World, telephone: Telephone, open_window: Open, dialler: Dialler) -> Agent:
    """At the least window there is, with a case open."""
    fill(world, 60)
    outage(world)
    made = Agent(qtbot, open_window("queue", Size.WINDOW_MIN_W, Size.WINDOW_MIN_H), world)
    made.until(lambda: made.shown != "")
    made.settle()
    return made


@pytest.fixture
def bar(agent: Agent) -> CallBar:
    """A call was begun."""
    agent.press(Qt.Key.Key_C)
    return agent.window.call_bar


def words(bar: CallBar) -> str:
    return bar.head.phase_words


def button(bar: CallBar, name: str) -> QPushButton:
    found = bar.findChild(QPushButton, name)
    assert found is not None
    return found


def kept(world: World) -> OpenCall | None:
    return OpenCall.parse(world.do(lambda tx: drafts.find(tx, "", MODE)))


def test_a_call_from_dialling_to_the_log(
    agent: Agent, world: World, telephone: Telephone, bar: CallBar, dialler: Dialler
) -> None:
    assert telephone.dialled == [agent.case.customer.number.e164]  # type: ignore[union-attr]
    assert dialler.dialled == []
    assert words(bar) == "Dialling"
    assert walk.nameless(agent.window) == []
    assert walk.unreachable(agent.window) == []
    world.clock.now += 5_000
    telephone.move(CallState.RINGING)
    agent.until(lambda: words(bar) == "Ringing")
    world.clock.now += 7_000
    telephone.move(CallState.ANSWERED)
    agent.until(lambda: words(bar) == "In the call")
    world.clock.now += MINUTE + 2_000
    assert bar.seconds == 62
    button(bar, "call-next").click()
    agent.until(lambda: "hang up c1" in world.engine.asked)
    telephone.move(CallState.ENDED, "done")
    agent.until(lambda: words(bar).startswith("Wrap-up"))
    assert bar.outcome.currentData() == "reached"
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    agent.until(lambda: not bar.is_open)
    agent.settle()
    assert [i.data["seconds"] for i in agent.items() if i.kind == Kind.CALL] == [62]
    assert world.engine.asked.count("hang up c1") == 1


def test_keys_are_pressed_one_by_one_while_somebody_is_on_the_phone(
    agent: Agent, world: World, telephone: Telephone, bar: CallBar
) -> None:
    show = button(bar, "call-show-keys")
    assert not show.isVisible()
    telephone.move(CallState.ANSWERED)
    agent.until(lambda: words(bar) == "In the call")
    bar.notes.setFocus()
    agent.press(Qt.Key.Key_K, modifier=Qt.KeyboardModifier.AltModifier)
    agent.until(bar.keys.isVisible)
    for key in (Qt.Key.Key_1, Qt.Key.Key_A, Qt.Key.Key_2, Qt.Key.Key_Backspace, Qt.Key.Key_3):
        agent.press(key)
    assert [asked for asked in world.engine.asked if asked.startswith("keys")] == ["keys 1", "keys 2", "keys 3"]
    assert not button(bar, "call-extension").isVisible()
    assert walk.nameless(agent.window) == []
    agent.press(Qt.Key.Key_Escape)
    assert not bar.keys.isVisible()
    assert not show.isChecked()
    assert bar.notes.hasFocus()
    telephone.move(CallState.ENDED, "done")
    agent.until(lambda: words(bar).startswith("Wrap-up"))
    assert not show.isVisible()


@pytest.mark.parametrize(
    ("ending", "shown", "outcome"),
    [
        ("busy", "Busy", "busy"),
        ("no-answer", "Nobody answered", "no-answer"),
        ("not-found", "No such number", "wrong-number"),
        ("refused", "Declined", "no-answer"),
    ],
)
def test_the_reason_is_shown_and_the_outcome_chosen(
    agent: Agent, telephone: Telephone, bar: CallBar, ending: str, shown: str, outcome: str
) -> None:
    telephone.move(CallState.ENDED, ending)
    agent.until(lambda: bar.phase == Phase.WRAP_UP)
    assert words(bar).startswith(shown)
    assert bar.outcome.currentData() == outcome
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    agent.until(lambda: not bar.is_open)
    agent.settle()
    logged = [i for i in agent.items() if i.kind == Kind.CALL]
    assert [(i.data["outcome"], i.data["seconds"]) for i in logged] == [(outcome, 0)]


def test_what_the_person_chose_stays(agent: Agent, telephone: Telephone, bar: CallBar) -> None:
    bar.fields.choose("voicemail")
    telephone.move(CallState.ENDED, "busy")
    agent.until(lambda: bar.phase == Phase.WRAP_UP)
    assert bar.outcome.currentData() == "voicemail"


def test_pressing_call_twice_makes_one_call(agent: Agent, telephone: Telephone, bar: CallBar) -> None:
    agent.press(Qt.Key.Key_Escape)
    agent.list.table.setFocus()
    agent.press(Qt.Key.Key_C)
    agent.press(Qt.Key.Key_C)
    agent.settle()
    assert len(telephone.dialled) == 1
    assert bar.is_open


def test_enter_does_not_cut_a_call_off_that_still_rings(agent: Agent, telephone: Telephone, bar: CallBar) -> None:
    telephone.move(CallState.RINGING)
    agent.until(lambda: words(bar) == "Ringing")
    agent.type("Asks for a refund")
    agent.press(Qt.Key.Key_Return)
    assert (bar.phase, words(bar)) == (Phase.DIALLING, "Ringing")


def test_a_call_is_hung_up_that_the_telephone_has_not_taken_yet(
    agent: Agent, world: World, telephone: Telephone
) -> None:
    telephone.waits = Future()
    agent.press(Qt.Key.Key_C)
    bar = agent.window.call_bar
    button(bar, "call-discard").click()
    assert not bar.is_open
    assert telephone.call is not None
    telephone.waits.set_result(telephone.call.key)
    agent.until(lambda: "hang up c1" in world.engine.asked)


@pytest.mark.parametrize(
    "error",
    [
        UnreachableError("The softphone has ended the connection.", "Start it again."),
        AmbiguousError("The softphone was told to dial and does not answer.", "Look at it."),
    ],
)
def test_where_the_telephone_fails_the_systems_dialler_is_the_next_step(
    agent: Agent, world: World, telephone: Telephone, dialler: Dialler, error: Exception
) -> None:
    telephone.error = error
    agent.press(Qt.Key.Key_C)
    bar = agent.window.call_bar
    agent.until(bar.line.isVisible)
    assert words(bar) == "Not connected"
    assert bar.line.words.startswith(str(error.args[0]))
    assert button(bar, "call-copy").isVisible()
    assert walk.nameless(agent.window) == []
    assert walk.unreachable(agent.window) == []
    button(bar, "call-hand-over").click()
    number = agent.case.customer.number
    assert number is not None
    assert dialler.dialled == [f"tel:{number.e164}"]
    assert not bar.line.isVisible()
    assert words(bar) == "Dialling"
    agent.press(Qt.Key.Key_Return)
    assert bar.phase == Phase.TALKING
    assert len(telephone.dialled) == 1


def test_a_call_that_failed_is_logged_without_a_length(agent: Agent, telephone: Telephone, bar: CallBar) -> None:
    telephone.move(CallState.ENDED, "failed")
    agent.until(bar.line.isVisible)
    assert bar.outcome.currentData() == "no-answer"
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    agent.until(lambda: not bar.is_open)
    agent.settle()
    assert [i.data["seconds"] for i in agent.items() if i.kind == Kind.CALL] == [0]


def test_it_is_said_that_the_own_telephone_was_not_taken(agent: Agent, telephone: Telephone, bar: CallBar) -> None:
    telephone.move(CallState.ENDED, "not-taken")
    agent.until(bar.line.isVisible)
    assert "the customer was not rung" in bar.line.words
    assert words(bar) == "Not connected"
    # Nothing is written down unless the person says so.
    button(bar, "call-discard").click()
    assert not bar.is_open
    agent.settle()
    assert [i for i in agent.items() if i.kind == Kind.CALL] == []


def test_other_calls_do_not_move_the_bar(agent: Agent, world: World, telephone: Telephone, bar: CallBar) -> None:
    assert telephone.call is not None
    world.engine.tell(PhoneMoved(telephone.call._replace(id="other", state=CallState.ENDED, ending="busy")))
    world.engine.tell(PhoneMoved(telephone.call._replace(direction="in", state=CallState.ENDED, ending="busy")))
    telephone.move(CallState.RINGING)
    agent.until(lambda: words(bar) == "Ringing")


def test_closing_the_window_leaves_the_call_alone_and_the_draft_stays(
    agent: Agent, world: World, telephone: Telephone, bar: CallBar
) -> None:
    telephone.move(CallState.ANSWERED)
    agent.until(lambda: words(bar) == "In the call")
    world.clock.now += MINUTE
    agent.window.close()
    button(bar, "call-close-anyway").click()
    agent.until(lambda: not agent.window.isVisible())
    assert not [asked for asked in world.engine.asked if asked.startswith("hang up")]
    left = kept(world)
    assert left is not None
    assert left.heard == "answered"
    assert left.ended().phase == Phase.WRAP_UP
    assert left.ended().length(world.clock.now_ms()) == 60


@pytest.fixture
def rehearsal(world: World) -> None:
    world.kind = "drill"


def test_a_rehearsal_never_dials(rehearsal: None, agent: Agent, telephone: Telephone, dialler: Dialler) -> None:
    agent.press(Qt.Key.Key_C)
    assert agent.window.call_bar.is_open
    assert (telephone.dialled, dialler.dialled) == ([], [])


def test_a_dialling_that_was_answered_after_all_can_go_on(agent: Agent, world: World, telephone: Telephone) -> None:
    """The softphone was silent when it was told to dial, and dials."""
    telephone.waits = Future()
    agent.press(Qt.Key.Key_C)
    bar = agent.window.call_bar
    telephone.waits.set_exception(AmbiguousError("The softphone does not answer.", "Look at it."))
    agent.until(bar.line.isVisible)
    telephone.move(CallState.RINGING)
    agent.until(lambda: words(bar) == "Ringing")
    assert not bar.line.isVisible()
    telephone.move(CallState.ANSWERED)
    agent.until(lambda: words(bar) == "In the call")
    assert bar.outcome.currentData() == "reached"
    button(bar, "call-next").click()
    agent.until(lambda: "hang up c1" in world.engine.asked)


def test_the_telephone_is_chosen_in_the_settings(agent: Agent, world: World) -> None:
    agent.window.show_view("settings", "station")
    agent.settle()
    view = agent.window.view("settings")
    found = [box for box in view.findChildren(QComboBox) if box.findData("telephone") >= 0]
    assert [box.currentData() for box in found] == ["telephone"]
    found[0].setCurrentIndex(found[0].findData("sip"))
    assert world.preferences.value("dialler") == "sip"
