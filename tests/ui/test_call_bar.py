"""A call from the first ring to the log, whatever happens in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from fallback_console.domain.entry import Kind
from fallback_console.domain.views import NumberRow
from fallback_console.services import calls, drafts, queue
from fallback_console.ui.case.call_bar import dial_address
from fallback_console.ui.case.open_call import MODE, CallTarget, OpenCall
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.views.base import Tools
from tests.ui import walk
from tests.ui.world import World, fill

Open = Callable[..., MainWindow]
NUMBER = NumberRow("mobile", "+1 202 555 0142", "+12025550142", "+1 202-555-0142")


@pytest.fixture
def dialled(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the system's dialler was handed; it takes everything."""
    handed: list[str] = []

    def take(url: QUrl) -> bool:
        handed.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return handed


@pytest.fixture
def target(world: World) -> CallTarget:
    """A customer of a mirrored case."""
    key = f"rt:{fill(world, 20).cases[0].case.remote_id}"
    return CallTarget(key, "#48001", "", "Green Tea Shop", NUMBER)


@pytest.fixture
def window(qtbot: QtBot, target: CallTarget, open_window: Open) -> MainWindow:
    """The window, with nothing left to do."""
    made = open_window("queue")
    qtbot.wait_until(lambda: not made.busy)
    return made


def logged(world: World, key: str) -> list[dict[str, object]]:
    rows = world.store.read(lambda r: queue.timeline(r, key))
    return [dict(row.data) for row in rows if row.kind == Kind.CALL]


def kept(world: World) -> str:
    return world.store.read(lambda r: drafts.find(r, "", MODE))


def button_of(window: MainWindow, name: str) -> QPushButton:
    found = window.call_bar.findChild(QPushButton, name)
    assert found is not None
    return found


def press(window: MainWindow, name: str) -> None:
    button_of(window, name).click()


@pytest.mark.parametrize(
    ("raw", "e164", "scheme", "address"),
    [
        ("+1 202 555 0142", "+12025550142", "tel", "tel:+12025550142"),
        ("+1 202 555 0142", "+12025550142", "sip", "sip:+12025550142"),
        ("+1 202 555 0142", "+12025550142", "callto", "callto:+12025550142"),
        ("117", "", "tel", "tel:117"),
        ("*21#", "", "tel", "tel:*21%23"),
        ("12;phone-context=evil?x=<b>&y\u202e", "", "tel", "tel:12"),
        ("+12025550142", "+12025550142", "javascript", "tel:+12025550142"),
    ],
)
def test_the_dialler_gets_the_bare_number(raw: str, e164: str, scheme: str, address: str) -> None:
    """The plus is kept and nothing else gets through."""
    assert (
        dial_address(NumberRow("mobile", raw, e164, raw), scheme).toString(QUrl.ComponentFormattingOption.FullyEncoded)
        == address
    )


def test_a_call_is_dialled_timed_and_logged(
    qtbot: QtBot, world: World, window: MainWindow, target: CallTarget, dialled: list[str]
) -> None:
    """Number, length, outcome, notes and promise are on the case, said only after the commit."""
    bar = window.call_bar
    world.preferences.values["dialler"] = "sip"
    bar.start(target)
    assert dialled == ["sip:+12025550142"]
    assert bar.isVisible()
    world.clock.now += 192_000
    bar.notes.setText("Promised a refund.")
    bar.outcome.setCurrentIndex(bar.outcome.findData("voicemail"))
    bar.end.click()
    qtbot.wait_until(lambda: not bar.is_open)
    (call,) = logged(world, target.case_key)
    assert (call["number"], call["seconds"], call["outcome"], call["notes"]) == (
        "+12025550142",
        192,
        "voicemail",
        "Promised a refund.",
    )
    assert not bar.isVisible()
    assert kept(world) == ""


def test_a_failed_hand_over_says_the_number(
    qtbot: QtBot, world: World, window: MainWindow, target: CallTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody took the number: it is shown to be dialled by hand, and the call is logged all the same."""
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    said: list[str] = []
    window.call_bar.said.connect(lambda text, _hint, _look: said.append(text))
    window.call_bar.start(target)
    assert any(NUMBER.shown in text for text in said)
    window.call_bar.end.click()
    qtbot.wait_until(lambda: len(logged(world, target.case_key)) == 1)


def test_the_number_can_be_copied(window: MainWindow, target: CallTarget, dialled: list[str]) -> None:
    """As it is dialled."""
    window.call_bar.start(target)
    press(window, "call-copy")
    assert QGuiApplication.clipboard().text() == "+12025550142"


def test_one_call_at_a_time(window: MainWindow, target: CallTarget, dialled: list[str]) -> None:
    """A second one is not dialled over the first."""
    window.call_bar.start(target)
    window.call_bar.start(target)
    assert len(dialled) == 1


def test_no_call_logs_nothing(
    qtbot: QtBot, world: World, window: MainWindow, target: CallTarget, dialled: list[str]
) -> None:
    """A slip of the hand leaves no trace."""
    window.call_bar.start(target)
    qtbot.wait_until(lambda: kept(world) != "")
    press(window, "call-discard")
    qtbot.wait_until(lambda: kept(world) == "")
    assert not logged(world, target.case_key)


def test_a_killed_program_remembers_the_call(
    qtbot: QtBot, world: World, window: MainWindow, target: CallTarget, dialled: list[str], open_window: Open
) -> None:
    """What was typed is there again after the next start, and can be logged then."""
    window.call_bar.start(target)
    window.call_bar.notes.setText("Half a sentence")
    qtbot.wait_until(lambda: "Half a sentence" in kept(world))
    second = open_window("queue")
    qtbot.wait_until(lambda: second.call_bar.is_open)
    assert second.call_bar.notes.text() == "Half a sentence"
    assert second.call_bar.findChild(QLabel, "call-number").text() == NUMBER.shown
    second.call_bar.end.click()
    qtbot.wait_until(lambda: len(logged(world, target.case_key)) == 1)
    # The first window stands for a process that was killed: it must not log the call again.
    window.call_bar._target = None


@pytest.mark.parametrize(("button", "count"), [("call-log-and-close", 1), ("call-close-anyway", 0)])
def test_closing_with_an_open_call_asks(
    qtbot: QtBot, world: World, window: MainWindow, target: CallTarget, dialled: list[str], button: str, count: int
) -> None:
    """The window stays until the person said what becomes of the call."""
    bar = window.call_bar
    bar.start(target)
    window.close()
    assert window.isVisible()
    assert button_of(window, button).isVisible()
    press(window, "call-stay")
    assert not button_of(window, button).isVisible()
    window.close()
    with qtbot.wait_signal(window.closed):
        press(window, button)
    assert len(logged(world, target.case_key)) == count
    world.store.write(lambda tx: None).result(10)
    assert (kept(world) == "") == (count == 1)


@pytest.mark.parametrize("text", ["", "{}", "[]", "no json", '{"number": 7}', "null"])
def test_what_is_no_call_is_passed_over(text: str) -> None:
    """A draft of another kind, or a damaged one."""
    assert OpenCall.parse(text) is None


def test_an_open_call_is_kept_whole(target: CallTarget) -> None:
    """There and back."""
    call = OpenCall(target, 5, 7, calls.OUTCOMES[1], "“quoted”\n\u202e")
    assert OpenCall.parse(call.text()) == call


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_bar_fits_into_the_smallest_window(
    qtbot: QtBot, tools: Tools, window: MainWindow, target: CallTarget, dialled: list[str], language: str
) -> None:
    """With the promise of another call open, too."""
    window.resize(1024, 700)
    tools.languages.choose(language)
    window.call_bar.start(target)
    window.call_bar.findChild(QCheckBox, "call-again").setChecked(True)
    window.call_bar.ask_to_leave()
    qtbot.wait_until(lambda: walk.clipped(window.call_bar) == [])
    assert walk.nameless(window.call_bar) == []
