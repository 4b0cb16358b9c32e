"""Briefings in the window: written by keyboard, kept, given, texted, said, printed, read, and offered to who comes late."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from fallback_console.compose.gallery.colleagues import colleagues
from fallback_console.domain.briefing import PARTS
from fallback_console.domain.people_file import read_people
from fallback_console.services import briefing, broadcast_list, mirroring, outages, people_import
from fallback_console.ui.briefing.offer import BriefingOffer
from fallback_console.ui.briefing.view import BriefingView
from fallback_console.ui.main_window import BRIEFING, MainWindow
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import PlainLabel
from fallback_console.ui.widgets.chip import ChipButton
from tests.ui import walk
from tests.ui.driving import CONTROL, Agent
from tests.ui.world import LOGIN, MINUTE, World, fill, outage

Open = Callable[..., MainWindow]


@pytest.fixture
def agent(
    qtbot: QtBot, world: World, open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Agent]:
    fill(world, 30)
    outage(world)
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: str(tmp_path / "documents"))
    return Agent(qtbot, open_window("queue"), world)


def opened(agent: Agent) -> BriefingView:
    agent.click("outage-briefing")
    agent.until(lambda: agent.window.current == BRIEFING)
    agent.settle()
    found = agent.window.view(BRIEFING)
    assert isinstance(found, BriefingView)
    return found


def given(world: World) -> list[briefing.Given]:
    return list(world.store.read(lambda r: briefing.room(r, LOGIN, world.clock.now)).given)


def give(world: World, who: str = "m.tanaka", conditions: str = "Slack is down.") -> str:
    made: str = world.do(briefing.give, who, conditions, "", "")
    return made


def test_it_is_written_and_given_by_keyboard(agent: Agent, world: World) -> None:
    view = opened(agent)
    assert agent.focus() is view.editors.texts["conditions"]
    assert not view.given.list.isVisible()
    agent.type("Slack is down since 10:30.")
    agent.press(Qt.Key.Key_Tab)
    agent.type("We ring everybody.")
    agent.press(Qt.Key.Key_Tab)
    agent.type("Two people.")
    for part in PARTS:
        assert "\t" not in view.editors.texts[part].toPlainText()
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    agent.until(lambda: bool(given(world)))
    agent.settle()
    made = given(world)[0].briefing
    assert made[3:6] == ("Slack is down since 10:30.", "We ring everybody.", "Two people.")
    assert set(view.editors.wanted().values()) == {""}
    assert view.given.current is not None
    assert view.given.current.briefing == made
    assert world.store.read(briefing.begun) == dict.fromkeys(PARTS, "")
    assert walk.nameless(agent.window) == []
    assert walk.unreachable(agent.window) == []
    assert walk.clipped(agent.window) == []


def test_what_is_begun_is_there_again(agent: Agent, world: World, open_window: Open, qtbot: QtBot) -> None:
    opened(agent)
    agent.type("Slack <b>")
    agent.press(Qt.Key.Key_Escape)
    assert agent.window.current == "queue"
    agent.settle()
    assert world.store.read(briefing.begun)["conditions"] == "Slack <b>"
    again = open_window(BRIEFING)
    view = again.view(BRIEFING)
    assert isinstance(view, BriefingView)
    qtbot.wait_until(lambda: view.editors.wanted()["conditions"] == "Slack <b>")


def test_nothing_empty_is_given(agent: Agent, world: World) -> None:
    view = opened(agent)
    agent.type("   ")
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    view.give()
    agent.settle()
    assert given(world) == []


def test_what_the_console_knows_goes_in_only_when_it_is_chosen(agent: Agent, world: World) -> None:
    give(world, conditions="As before.")
    view = opened(agent)
    chips = [one for one in view.findChildren(ChipButton, "briefing-suggestion") if one.isVisible()]
    assert any("Slack and Mail are down since" in one.text() for one in chips)
    assert set(view.editors.wanted().values()) == {""}
    chips[0].click()
    assert view.editors.wanted()["conditions"] == "As before."
    before = len(chips)
    chips = [one for one in view.findChildren(ChipButton, "briefing-suggestion") if one.isVisible()]
    assert len(chips) == before - 1
    chips[0].setFocus()
    agent.press(Qt.Key.Key_Return)
    assert view.editors.wanted()["conditions"].startswith("As before.\nSlack and Mail are down")


def test_opening_it_is_reading_the_last_one(agent: Agent, world: World) -> None:
    first = give(world)
    second = give(world, conditions="Mail too.")
    view = opened(agent)
    agent.until(lambda: given(world)[0].read == 1)
    read = world.store.read(lambda r: briefing.readers(r, second))
    assert [(one.name, one.how) for one in read.read] == [(LOGIN, "window")]
    assert world.store.read(lambda r: briefing.readers(r, first)).read == ()
    agent.until(lambda: view.given.reading.shown is not None and bool(view.given.reading.shown.readers))
    # One that comes while the view is open is not taken for read.
    third = give(world, conditions="And the web.")
    agent.until(lambda: len(view.room.given) == 3)
    agent.settle()
    assert world.store.read(lambda r: briefing.readers(r, third)).read == ()


def test_the_clock_is_shown_and_chosen(agent: Agent, world: World) -> None:
    give(world, LOGIN)
    view = opened(agent)
    assert view._due.variant == "accent"
    assert "Next in 30 min" in view._due.text
    combo = view._every
    combo.setCurrentIndex(combo.findData(5))
    combo.activated.emit(combo.currentIndex())
    agent.until(lambda: view.room.minutes == 5)
    world.clock.now += 11 * MINUTE
    agent.window._tools.ticker.ticked.emit()
    assert view._due.variant == "bad"
    assert "6 min" in view._due.text
    world.do(outages.end, LOGIN, "")
    agent.until(lambda: view.room.due_at is None)
    assert "over" in view._due.text


def test_a_group_is_texted_after_a_look(agent: Agent, world: World) -> None:
    colleagues(world)
    made = give(world, LOGIN)
    view = opened(agent)
    view.given.list.setFocus()
    agent.press(Qt.Key.Key_S)
    agent.settle()
    sending = view.given.sending
    assert sending.isVisible()
    everybody = sending.button.text()
    assert sending.button.isEnabled()
    sending.group.setCurrentIndex(sending.group.findData("On call"))
    agent.settle()
    assert sending.button.text() == "&Send to 2 people" != everybody
    assert world.store.read(broadcast_list.listed) == []
    agent.click("briefing-send")
    agent.until(lambda: not sending.isVisible())
    found = world.store.read(broadcast_list.listed)
    assert {one.broadcast.state for one in found} == {"running"}
    assert sum(one.broadcast.recipients for one in found) == 2
    waiting = world.store.read(lambda r: briefing.readers(r, made)).waiting
    assert {one.name for one in waiting} == {"森 さくら", "Jonas Lindqvist"}


def test_it_goes_out_as_it_was_shown_though_a_reader_changed_meanwhile(agent: Agent, world: World) -> None:
    colleagues(world)
    give(world, LOGIN)
    view = opened(agent)
    view.given.ask_to_send()
    agent.settle()
    sending = view.given.sending
    sending.group.setCurrentIndex(sending.group.findData("On call"))
    agent.settle()
    # Both now read English: what was shown were two texts.
    text = "ID,Name,Mobile,Languages,Groups,Kind\ne1,森 さくら,+44 7700 900151,English,On call,expert\n"
    world.do(
        people_import.store_some, LOGIN, world.do(people_import.preview, read_people(text.encode()), "file.team").people
    )
    while world.do(mirroring.index_some, 500):
        pass
    agent.click("briefing-send")
    agent.until(lambda: not sending.isVisible())
    sent = [one.broadcast for one in world.store.read(broadcast_list.listed)]
    assert [(one.state, one.recipients) for one in sent] == [("running", 1)] * 2


def test_sending_is_left_by_escape_and_nothing_went_out(agent: Agent, world: World) -> None:
    give(world, LOGIN)
    view = opened(agent)
    view.given.ask_to_send()
    agent.settle()
    agent.press(Qt.Key.Key_Escape)
    assert view.given.reading.isVisible()
    assert agent.window.current == BRIEFING
    assert world.store.read(broadcast_list.listed) == []


def test_it_is_said_copied_and_printed(agent: Agent, world: World, tmp_path: Path) -> None:
    give(world, LOGIN, "Slack is down since 10:30 for 2 people.")
    view = opened(agent)
    view.given.list.setFocus()
    agent.press(Qt.Key.Key_C)
    assert "10:30" in QApplication.clipboard().text()
    agent.press(Qt.Key.Key_A)
    assert "ten thirty" in view.given.reading.spoken
    agent.press(Qt.Key.Key_C)
    assert "ten thirty" in QApplication.clipboard().text()
    agent.press(Qt.Key.Key_P)
    file = tmp_path / "documents" / "fallback-briefing-1.pdf"
    agent.until(file.exists)
    assert file.read_bytes().startswith(b"%PDF")
    agent.settle()


def test_it_follows_the_language(agent: Agent, world: World) -> None:
    give(world, LOGIN, "Slackが10:30から停止。")
    view = opened(agent)
    agent.window._tools.languages.choose("ja")
    agent.settle()
    assert view._title.text() == "状況報告"
    view.given.list.setFocus()
    agent.press(Qt.Key.Key_A)
    assert "十時三十分から停止" in view.given.reading.spoken


def test_the_list_is_sound_empty_and_filled(agent: Agent, world: World, qtmodeltester: ModelTester) -> None:
    view = opened(agent)
    qtmodeltester.check(view.given.rows)
    give(world, LOGIN)
    agent.until(lambda: view.given.rows.rowCount() == 1)
    qtmodeltester.check(view.given.rows)


def test_without_an_outage_it_says_so(qtbot: QtBot, world: World, open_window: Open) -> None:
    window = open_window(BRIEFING)
    view = window.view(BRIEFING)
    assert isinstance(view, BriefingView)
    qtbot.wait_until(lambda: "Nothing is down" in [label.text() for label in view.findChildren(PlainLabel)])
    assert not [one for one in view.findChildren(QPlainTextEdit) if one.isVisible()]


def test_who_comes_late_is_offered_the_last_one(agent: Agent, world: World, tools: Tools) -> None:
    give(world)
    offer = BriefingOffer(agent.window, tools)
    agent.until(offer.banner.isVisible)
    assert offer.banner.words.startswith("Briefing 1 of ")
    assert "m.tanaka" in offer.banner.words
    # Put away it comes back after the lock.
    offer.banner._close.click()
    assert not offer.banner.isVisible()
    agent.window.set_locked(True)
    agent.window.set_locked(False)
    agent.until(offer.banner.isVisible)
    offer.banner._action.click()
    agent.until(lambda: agent.window.current == BRIEFING)
    agent.until(lambda: not offer.banner.isVisible())
    assert [one.is_read for one in given(world)] == [True]
    give(world, conditions="Mail too.")
    agent.until(offer.banner.isVisible)
    world.do(outages.end, LOGIN, "")
    agent.until(lambda: not offer.banner.isVisible())
