"""The messages view over the hub: a teammate is written to in their own window, by keyboard, and answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fallback_console.domain.connection import Connection
from fallback_console.domain.people_file import read_people
from fallback_console.domain.roster import HUB_FRESH_MS
from fallback_console.ports.hub import Beat
from fallback_console.services import connections, conversations, hub_messages, people_import, presence, teaming
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.messages.message_composer import HUB, SMS, MessageComposer
from fallback_console.ui.messages.view import MessagesView
from fallback_console.ui.widgets.two_line import SUBTITLE_ROLE
from tests.ui import walk
from tests.ui.driving import CONTROL, Agent
from tests.ui.world import LOGIN, World, fill

Open = Callable[..., MainWindow]
TEAM = f"""ID,Name,Mobile,Login,Kind
1,Kim Sample,+44 7700 900151,{LOGIN},team
2,Kenji Sample,+44 7700 900152,kenji,team
3,Mika Tanaka,,m.tanaka,team
4,Vera Sample,+44 7700 900154,,customer
"""
ME, KENJI, MIKA, VERA = (f"person:file.team:{n}" for n in range(1, 5))


def beat(world: World, login: str) -> None:
    world.do(presence.heard, {f"st-{login}": Beat(f"st-{login}", presence.beat_value(login), world.clock.now)})


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Open) -> Agent:
    fill(world, 12)
    world.do(connections.save, Connection("hub", "hub", {"url": "tls://hub.example.com:4222"}))
    found = world.do(people_import.preview, read_people(TEAM.encode()), "file.team")
    world.do(people_import.store_some, LOGIN, found.people)
    beat(world, "kenji")
    return Agent(qtbot, open_window("messages", 1024, 700), world)


@pytest.fixture
def view(agent: Agent) -> MessagesView:
    found = agent.window.view("messages")
    assert isinstance(found, MessagesView)
    agent.settle()
    return found


def open_with(agent: Agent, view: MessagesView, key: str) -> MessageComposer:
    agent.window.show_view("messages", key)
    agent.until(lambda: view.conversation.opened is not None and view.conversation.opened.key == key)
    agent.settle()
    return view.conversation.composer


def states(view: MessagesView) -> list[str]:
    lines = [view.conversation.lines.line(n) for n in range(view.conversation.lines.rowCount())]
    return [line.state.text if line.state is not None else "" for line in lines if line.row is not None]


def test_a_teammate_is_written_to_in_their_window(agent: Agent, view: MessagesView, world: World) -> None:
    composer = open_with(agent, view, KENJI)
    assert composer.mode == SMS
    view.list.take_focus()
    agent.press(Qt.Key.Key_H)
    assert (composer.mode, agent.focus()) == (HUB, composer.text)
    assert composer._facts.text() == "At a station now"
    assert not composer.hint.isVisible()
    assert not composer.later.isVisible()
    agent.type("Could you look?")
    agent.settle()
    assert walk.nameless(agent.window) == []
    assert walk.unreachable(agent.window) == []
    assert walk.clipped(agent.window) == []
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    agent.until(lambda: not composer.text.toPlainText())
    agent.until(lambda: states(view) == ["waits for the hub"])
    ((entry, number),) = world.store.read(lambda r: r.rows("SELECT id, number FROM entry WHERE kind = 'hub.sent'"))
    world.do(teaming.published, number)
    world.do(hub_messages.read, "somebody", entry)
    agent.settle()
    agent.until(lambda: states(view)[0].startswith("read "))
    assert view.list.model.index(0, 0).data(SUBTITLE_ROLE) == "You: Could you look?"


def test_who_is_at_no_station_is_said_and_gets_it_later(agent: Agent, view: MessagesView, world: World) -> None:
    composer = open_with(agent, view, KENJI)
    composer.set_mode(HUB, focus=True)
    world.clock.now += HUB_FRESH_MS + 1
    agent.type("Later then")
    assert composer.hint.isVisible()
    assert composer.hint.words == "Kenji Sample is at no station now."
    assert composer.send.isEnabled()
    assert walk.clipped(agent.window) == []
    beat(world, "kenji")
    agent.until(lambda: not composer.hint.isVisible())
    composer.text.setPlainText("x" * (hub_messages.MAX_HUB + 1))
    assert not composer.send.isEnabled()
    assert composer._facts.text() == "2001 of at most 2000 characters"


def test_each_mode_keeps_its_draft(agent: Agent, view: MessagesView, world: World) -> None:
    composer = open_with(agent, view, KENJI)
    composer.text.setFocus()
    agent.type("By text")
    composer.switch_mode()
    assert composer.text.toPlainText() == ""
    agent.type("By hub")
    composer.switch_mode()
    assert composer.text.toPlainText() == "By text"
    open_with(agent, view, VERA)
    assert (composer.mode, composer.has_hub, composer.text.toPlainText()) == (SMS, False, "")
    composer.switch_mode()
    assert composer.mode == SMS
    kept = world.store.read(lambda r: conversations.opened(r, KENJI, 9))
    assert (kept.draft, kept.hub_draft) == ("By text", "By hub")
    open_with(agent, view, KENJI)
    assert (composer.mode, composer.text.toPlainText()) == (SMS, "By text")
    composer.switch_mode()
    assert composer.text.toPlainText() == "By hub"
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    agent.until(lambda: not composer.text.toPlainText())
    kept = world.store.read(lambda r: conversations.opened(r, KENJI, 9))
    assert (kept.draft, kept.hub_draft) == ("By text", "")
    composer.switch_mode()
    assert composer.text.toPlainText() == "By text"


def test_what_they_write_is_marked_read_or_answered(agent: Agent, view: MessagesView, world: World) -> None:
    first, second = (
        world.do(hub_messages.send, "m.tanaka", "", ME.removeprefix("person:"), text).entry_ids[0]
        for text in ("Could you look?", "And this?")
    )
    agent.until(lambda: view.list.model.rowCount() > 0 and view.list.model.index(0, 1).data(SUBTITLE_ROLE) is not None)
    # It stands in the conversations of both; of the two, hers waits for me.
    view.filters.chip("unanswered").click()
    agent.until(lambda: view.list.model.rowCount() == 1)
    agent.until(lambda: view.list.model.index(0, 1).data(SUBTITLE_ROLE) == "2 unanswered")
    composer = open_with(agent, view, MIKA)
    # She has no number: there is only the hub.
    assert composer.mode == HUB
    pane = view.conversation
    assert pane.bar.can("read")
    assert pane.message is not None
    pane.timeline.setCurrentIndex(pane.lines.index(pane.lines.rowCount() - 2))
    agent.settle()
    assert pane.message.item.entry_id == first
    agent.named(QPushButton, "message-read").click()
    agent.until(lambda: [m.hub.for_me for m in pane.opened.messages] == [False, True])
    agent.settle()
    pane.compose()
    agent.type("At once")
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    agent.until(lambda: pane.bar.shown is None)
    agent.settle()
    news = [world.store.read(lambda r, one=one: hub_messages.news_of(r, one)[0]) for one in (first, second)]
    assert news == ["delivered", "answered"]
    assert [one.text for one in world.store.read(lambda r: hub_messages.unread(r, "m.tanaka"))] == ["At once"]


def test_nobody_writes_to_themselves_or_without_a_hub(agent: Agent, view: MessagesView, world: World) -> None:
    beat(world, LOGIN)
    assert not open_with(agent, view, ME).has_hub
    composer = open_with(agent, view, KENJI)
    composer.set_mode(HUB)
    composer.text.setPlainText("Not gone")
    world.do(connections.remove, "hub")
    agent.until(lambda: not composer.send.isEnabled())
    assert composer._facts.text() == "They cannot be written to over the hub."
    composer.set_mode(SMS)
    agent.settle()
    # What was begun there is still to be found.
    assert composer.has_hub


def test_who_has_no_number_is_found_to_be_written_to(agent: Agent, view: MessagesView) -> None:
    view.list.take_focus()
    agent.press(Qt.Key.Key_N)
    panel = view.conversation.panels.chooser
    assert panel is not None
    panel.search.setText("Mika")
    agent.until(lambda: panel.rows.rowCount() == 1)
    assert panel.rows.index(0).data(SUBTITLE_ROLE) == "over the hub"
    agent.settle()
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: view.conversation.key == MIKA)
    agent.settle()
    assert (view.conversation.composer.mode, agent.focus()) == (HUB, view.conversation.composer.text)


def test_who_is_stored_while_somebody_looks_is_found_and_the_choice_stays(
    agent: Agent, view: MessagesView, world: World
) -> None:
    view.list.take_focus()
    agent.press(Qt.Key.Key_N)
    panel = view.conversation.panels.chooser
    assert panel is not None
    panel.search.setText("Sample")
    agent.until(lambda: panel.rows.rowCount() == 3)
    agent.press(Qt.Key.Key_Down)
    agent.press(Qt.Key.Key_Down)
    chosen = panel.list.current
    assert chosen is not None
    assert chosen != panel.rows.choice(0)
    file = "ID,Name,Mobile,Login,Kind\n9,Aaron Sample,+44 7700 900159,,customer\n"
    found = world.do(people_import.preview, read_people(file.encode()), "file.more")
    world.do(people_import.store_some, LOGIN, found.people)
    agent.until(lambda: panel.rows.rowCount() == 4)
    first = panel.rows.choice(0)
    assert first is not None
    assert first.title == "Aaron Sample"
    assert panel.list.current == chosen
    agent.settle()
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: view.conversation.key == chosen.what)
