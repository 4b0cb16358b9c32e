"""Broadcasts in the messages view: written with a preview, approved, sent, watched, paused and cancelled, on a real store."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fallback_console.domain.broadcast import STATES, Audience, Policy
from fallback_console.domain.delivery import Problem, Receipt
from fallback_console.ports import IncomingSms
from fallback_console.services import broadcast, broadcast_feed, broadcast_list, dispatch, drafts, messages
from fallback_console.services.broadcast_list import PersonProgress
from fallback_console.store.tx import Tx
from fallback_console.ui.broadcast.page import BroadcastPage
from fallback_console.ui.broadcast.recipients_model import PAGE, Column, RecipientsModel
from fallback_console.ui.broadcast.words import broadcast_look, person_look
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.messages.view import MessagesView
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import PlainLabel
from fallback_console.ui.widgets.two_line import SUBTITLE_ROLE
from tests.ui import walk
from tests.ui.driving import Agent
from tests.ui.world import LOGIN, World, fill

Open = Callable[..., MainWindow]
NUMBERS = tuple(f"+12025550{n}" for n in range(150, 180))


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Open) -> Agent:
    """Somebody before the messages, with a gateway that takes ten a second."""
    fill(world, 12)
    return Agent(qtbot, open_window("messages"), world)


@pytest.fixture
def page(agent: Agent) -> BroadcastPage:
    """The broadcasts, by keyboard."""
    view = agent.window.view("messages")
    assert isinstance(view, MessagesView)
    agent.settle()
    view.list.take_focus()
    agent.press(Qt.Key.Key_B)
    assert view.broadcasts is not None
    agent.settle()
    return view.broadcasts


def drafted(world: World, who: str = LOGIN, audience: Audience | None = None) -> str:
    world.clock.now += 1000
    return str(world.do(broadcast.draft, who, "We are back at nine.", audience or Audience(numbers=NUMBERS)))


def started(world: World) -> str:
    key = drafted(world)
    policy = Policy(review_above=0)
    made = world.store.read(lambda r: broadcast.plan(r, LOGIN, key, policy, world.clock.now))
    done = 0
    while done >= 0:
        done = world.do(broadcast.advance, LOGIN, made, policy, done)
    return key


def send(world: World, most: int) -> None:
    """Messages are made, and so many of them taken by the gateway."""

    def work(tx: Tx) -> None:
        broadcast_feed.feed(tx)
        for one in dispatch.take(tx, "sms:kannel", tx.clock.now_ms(), most, ()):
            if one.entry.body["to"] == NUMBERS[1]:
                dispatch.stop(tx, one.delivery_id, Problem("refused", "No such <b>number</b>.", "Ring."))
            else:
                dispatch.confirm(tx, one.delivery_id, Receipt())

    world.do(work)


def counts(world: World, key: str) -> dict[str, int]:
    found = world.store.read(lambda r: broadcast_list.progress(r, key)).counts
    return {state: count for state, count in found.items() if count}


def offered(page: BroadcastPage) -> list[str]:
    return [act for act, button in page.pane.buttons.items() if button.isVisible()]


def words(agent: Agent) -> str:
    return " ".join(label.text() for label in agent.window.findChildren(PlainLabel) if label.isVisible())


def test_one_is_written_looked_at_and_sent(agent: Agent, page: BroadcastPage, world: World) -> None:
    assert "No broadcast yet" in words(agent)
    agent.click("broadcast-new")
    agent.type("Hello, we are back at nine.")
    assert "Write the text and choose who gets it" in words(agent)
    page.compose.numbers.setFocus()
    agent.type("+44 7700 900123, 07700900123 x, +44 7700 900124")
    agent.until(lambda: "2 people get it" in words(agent))
    assert "One person does not get it" in words(agent)
    assert page.compose.preview.rows.index(0).data(SUBTITLE_ROLE) == "the number cannot exist"
    assert walk.nameless(agent.window) == []
    assert walk.unreachable(agent.window) == []
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: page.pane.can("send"))
    agent.settle()
    key = page.key
    assert offered(page) == ["send", "edit"]
    agent.click("broadcast-send")
    assert "2 parts · about 1 s over SMS" in words(agent)
    # Enter on the question does nothing that cannot be undone.
    agent.press(Qt.Key.Key_Return)
    assert not page.pane.card.isVisible()
    agent.click("broadcast-send")
    agent.click("broadcast-do")
    agent.until(lambda: counts(world, key) == {"queued": 2, "left_out": 1})
    agent.until(lambda: offered(page) == ["pause", "cancel"])
    send(world, 9)
    agent.until(lambda: page.list.current is not None and page.list.current.below == "Finished · 2 of 2")
    agent.until(lambda: page.pane.model.index(2, Column.WHO).data() is not None)
    assert offered(page) == []
    assert walk.nameless(agent.window) == []
    assert walk.unreachable(agent.window) == []
    assert walk.clipped(agent.window) == []


def test_what_is_begun_is_not_lost(agent: Agent, page: BroadcastPage, world: World) -> None:
    def kept() -> str:
        return world.store.read(lambda r: drafts.find(r, "", "broadcast"))

    agent.click("broadcast-new")
    agent.settle()
    agent.type("Half a sentence")
    agent.press(Qt.Key.Key_Escape)
    agent.until(lambda: kept() == "Half a sentence")
    drafted(world)
    agent.until(lambda: page.rows.rowCount() == 1)
    agent.until(lambda: page.pane.can("edit"))
    agent.click("broadcast-edit")
    page.write()
    agent.until(lambda: page.compose.text.toPlainText() == "Half a sentence")
    agent.settle()
    page.compose.numbers.setText(NUMBERS[0])
    agent.click("broadcast-keep")
    agent.until(lambda: page.rows.rowCount() == 2)
    assert kept() == ""


def test_a_draft_is_changed(agent: Agent, page: BroadcastPage, world: World) -> None:
    key = drafted(world, audience=Audience(role="customer", search="a", numbers=NUMBERS[:2]))
    agent.until(lambda: page.key == key)
    agent.until(lambda: offered(page) == ["send", "edit"])
    agent.click("broadcast-edit")
    wanted = page.compose.wanted
    assert (wanted.audience.role, wanted.audience.search, wanted.audience.numbers) == ("customer", "a", NUMBERS[:2])
    page.compose.text.setPlainText("Something else.")
    page.compose.urgent.setChecked(True)
    page.compose.pace.setCurrentIndex(1)
    agent.click("broadcast-keep")
    agent.until(lambda: world.store.read(lambda r: broadcast_list.find(r, key)).text == "Something else.")
    found = world.store.read(lambda r: broadcast_list.find(r, key))
    assert (found.urgent, found.per_minute, found.audience.search) == (True, 60, "a")
    agent.until(lambda: page.pane.text.toPlainText() == "Something else.")


def test_what_cannot_be_sent_to_many_is_said_while_it_is_written(agent: Agent, page: BroadcastPage) -> None:
    page.write()
    page.compose.text.setPlainText("About {case}")
    page.compose.numbers.setText(NUMBERS[0])
    page.compose.changed.emit()
    agent.until(lambda: "cannot fill {case}" in words(agent))


def test_it_is_paused_resumed_filtered_and_cancelled(agent: Agent, page: BroadcastPage, world: World) -> None:
    key = started(world)
    send(world, 3)
    agent.until(lambda: page.key == key)
    agent.until(lambda: "27 people still wait for it" in words(agent))
    model = page.pane.model
    agent.until(lambda: model.index(1, Column.WHO).data(SUBTITLE_ROLE) == "No such <b>number</b>.")
    spoken = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("failed, +1 202-555-0151, No such")
    agent.click("broadcast-pause")
    agent.until(lambda: offered(page) == ["resume", "cancel"])
    send(world, 9)
    assert counts(world, key) == {"sent": 2, "failed": 1, "queued": 27}
    agent.click("broadcast-resume")
    agent.until(lambda: offered(page) == ["pause", "cancel"])
    page.pane.filters.chip("failed").click()
    agent.until(lambda: model.rowCount() == 1)
    agent.until(lambda: model.index(0, Column.STATE).data() == "failed")
    page.pane.filters.chip("failed").click()
    agent.until(lambda: model.rowCount() == 30)
    agent.click("broadcast-cancel")
    assert "27 people who still wait for it will never get it." in words(agent)
    assert "3 have it or may have it already" in words(agent)
    agent.click("broadcast-end")
    agent.until(lambda: counts(world, key) == {"sent": 2, "failed": 1, "cancelled": 27})
    agent.until(lambda: "cancelled by" in words(agent))
    agent.settle()
    world.do(messages.take_in, IncomingSms("kannel", "a", NUMBERS[0], "1", "Thanks \u202e!", world.clock.now))
    agent.until(lambda: model.index(0, Column.WHO).data(SUBTITLE_ROLE) == "answered: Thanks !")


@pytest.fixture
def strict(world: World) -> None:
    """An organisation in which more than five recipients are many; asked for before the window is."""
    world.broadcast = Policy(review_above=5)


def test_a_second_person_approves(strict: None, agent: Agent, page: BroadcastPage, world: World) -> None:
    own = drafted(world)
    agent.until(lambda: page.key == own)
    agent.until(lambda: "a colleague has to approve it" in words(agent))
    assert offered(page) == ["edit"]
    other = drafted(world, "bob")
    agent.until(lambda: page.rows.rowCount() == 2)
    agent.settle()
    page.list.setCurrentIndex(page.rows.index(0))
    agent.until(lambda: page.pane.can("approve"))
    agent.settle()
    assert offered(page) == ["approve", "edit"]
    agent.click("broadcast-approve")
    agent.click("broadcast-do")
    agent.until(lambda: world.store.read(lambda r: broadcast_list.find(r, other)).approved_by == LOGIN)
    agent.until(lambda: offered(page) == ["send", "edit"])


def test_who_gets_it_is_not_changed_behind_ones_back(agent: Agent, page: BroadcastPage, world: World) -> None:
    key = drafted(world)
    agent.until(lambda: page.pane.can("send"))
    agent.settle()
    world.do(messages.take_in, IncomingSms("kannel", "s", NUMBERS[3], "1", "STOP", world.clock.now))
    agent.click("broadcast-send")
    agent.click("broadcast-do")
    agent.until(lambda: "29 people get it" in words(agent))
    assert world.store.read(lambda r: broadcast_list.find(r, key)).state == "draft"


def test_escape_leads_back_and_the_way_there_says_what_is_under_way(
    agent: Agent, page: BroadcastPage, world: World
) -> None:
    started(world)
    view = agent.window.view("messages")
    assert isinstance(view, MessagesView)
    page.write()
    agent.press(Qt.Key.Key_Escape)
    assert agent.focus() is page.list
    agent.press(Qt.Key.Key_Escape)
    assert agent.focus() in (view.list, view.list.table)
    agent.until(lambda: agent.named(QPushButton, "messages-broadcast").text() == "Broadcasts · one under way")
    view.arrive("broadcasts")
    assert page.isVisible()


def test_enter_on_somebody_opens_their_conversation(agent: Agent, page: BroadcastPage, world: World) -> None:
    started(world)
    send(world, 3)
    agent.until(lambda: page.pane.model.person(0) is not None and bool(page.pane.model.person(0).entry_id))  # type: ignore[union-attr]
    agent.settle()
    page.pane.table.setFocus()
    page.pane.table.setCurrentIndex(page.pane.model.index(0, 0))
    agent.press(Qt.Key.Key_Return)
    view = agent.window.view("messages")
    assert isinstance(view, MessagesView)
    agent.until(lambda: view.pane is not None and view.pane.key == f"number:{NUMBERS[0]}")
    assert not page.isVisible()


def person(place: int) -> PersonProgress:
    return PersonProgress(place, NUMBERS[0], "", "", "sent", "", "e", 1000, "", None)


def test_the_model_fetches_by_window(theme: Theme) -> None:
    model = RecipientsModel(theme)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.headerData(9, Qt.Orientation.Horizontal) is None
    asked: list[tuple[list[int], int]] = []
    model.rows_wanted.connect(lambda places, generation: asked.append((places, generation)))
    model.show_places("run", list(range(5000)), 2000)
    assert model.index(70, Column.WHO).data() == "…"
    assert asked[-1][0] == list(range(PAGE, 2 * PAGE))
    places, generation = asked[-1]
    model.take_rows(places, [person(n) for n in places], generation - 1)
    assert model.person(70) is None
    model.take_rows(places, [person(n) for n in places], generation)
    assert model.index(70, Column.WHO).data() == "+1 202-555-0150"
    for start in range(0, 40 * PAGE, PAGE):
        model.take_rows([start], [person(n) for n in range(start, start + PAGE)], generation)
    assert model.person(70) is None, "what was seen long ago is let go"
    model.show_places("run", [], 2000)
    assert model.rowCount() == 0


def test_every_state_has_a_word_and_a_look_of_its_own() -> None:
    looks = [person_look(state) for state in STATES]
    assert len({(look.word, look.icon) for look in looks}) == len(STATES)
    assert all(broadcast_look(state).word for state in ("draft", "running", "paused", "cancelled", "finished"))
