"""Broadcasts in the messages view: written with a preview, approved, sent, watched, paused and cancelled, on a real store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSignalBlocker, QStandardPaths, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fallback_console.domain.broadcast import STATES, Audience, Policy
from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import Problem, Receipt
from fallback_console.domain.errors import StoreError
from fallback_console.ports import IncomingSms
from fallback_console.services import (
    broadcast,
    broadcast_begun,
    broadcast_feed,
    broadcast_list,
    connections,
    dispatch,
    drafts,
    messages,
)
from fallback_console.services.broadcast_list import PersonProgress
from fallback_console.store.tx import Tx
from fallback_console.ui.broadcast.page import BroadcastPage
from fallback_console.ui.broadcast.recipients_model import PAGE, Column, RecipientsModel
from fallback_console.ui.broadcast.saving import sheet_name
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


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is saved goes where nobody else looks."""
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: str(tmp_path / "home" / "documents"))


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
        while broadcast_feed.feed(tx):
            pass
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
    """What can be done with it; saving a file aside."""
    return [act for act, button in page.pane.buttons.items() if button.isVisible() and act not in ("csv", "pdf")]


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


def chips(page: BroadcastPage) -> list[str]:
    return [chip.text().replace("&&", "&") for chip in page.compose.whom.people.chips]


def somebody(world: World, count: int) -> list[tuple[str, str]]:
    """Key and name of people who can be texted."""
    return world.store.read(
        lambda r: r.rows(
            "SELECT key, min(name) FROM p_person JOIN p_number ON person_pk = pk WHERE kind = 'mobile' AND e164 <> ''"
            " AND role = 'customer' GROUP BY key ORDER BY pk LIMIT ?",
            (count,),
        )
    )


def test_single_people_are_chosen_by_keyboard_and_stay_chosen(agent: Agent, page: BroadcastPage, world: World) -> None:
    (first, name), (_second, other) = somebody(world, 2)
    agent.click("broadcast-new")
    agent.type("We are back.")
    people = page.compose.whom.people
    people.search.setFocus()
    agent.type(name)
    agent.until(lambda: people.list.isVisible())
    agent.press(Qt.Key.Key_Down)
    assert agent.focus() is people.list
    assert walk.nameless(agent.window) == []
    assert walk.unreachable(agent.window) == []
    assert walk.clipped(agent.window) == []
    agent.press(Qt.Key.Key_Return)
    assert agent.focus() is people.search
    assert people.search.text() == ""
    assert people.keys == (first,)
    # Enter before the answer came takes the only one who fits.
    agent.type(other)
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: len(chips(page)) == 2)
    assert chips(page) == [name, other]
    agent.until(lambda: "2 people get it" in words(agent))
    assert "2 people are chosen" in words(agent)
    # Who is chosen is not offered again.
    agent.type(name)
    agent.until(lambda: "Everybody who fits is chosen already." in words(agent))
    agent.press(Qt.Key.Key_Escape)
    assert page.compose.isVisible()
    # Going away and coming back, as after a restart, loses nobody.
    agent.press(Qt.Key.Key_Escape)
    agent.until(lambda: len(world.store.read(broadcast_begun.find).audience.people) == 2)
    with QSignalBlocker(page.compose):
        page.compose.begin(broadcast_begun.Begun())
    page.write()
    agent.until(lambda: chips(page) == [name, other])
    agent.settle()
    people.chips[0].setFocus()
    agent.press(Qt.Key.Key_Delete)
    assert chips(page) == [other]
    assert agent.focus() is people.chips[0]
    agent.until(lambda: "One person gets it" in words(agent))
    agent.press(Qt.Key.Key_Backspace)
    assert agent.focus() is people.search
    assert people.keys == ()


def test_who_was_chosen_is_seen_by_whoever_approves(agent: Agent, page: BroadcastPage, world: World) -> None:
    known = somebody(world, 7)
    audience = Audience(role="expert", group="Night", people=tuple(key for key, _ in known), numbers=NUMBERS[:2])
    drafted(world, "bob", audience)
    agent.until(lambda: f"{known[0][1]}, {known[1][1]}" in words(agent))
    assert "To: Experts · group Night · " in words(agent)
    assert "and 2 more · 2 typed numbers" in words(agent)
    agent.until(lambda: page.pane.can("edit"))
    agent.click("broadcast-edit")
    agent.until(lambda: chips(page) == [name for _, name in known])
    agent.settle()
    agent.click("chosen-clear")
    assert page.compose.wanted.audience == audience._replace(people=())
    assert agent.focus() is page.compose.whom.people.search


def test_more_than_a_dozen_are_counted_and_come_up(agent: Agent, page: BroadcastPage, world: World) -> None:
    page.write()
    agent.settle()
    people = page.compose.whom.people
    people.set_keys(f"nobody:{n}" for n in range(14))
    people.changed.emit()
    agent.until(lambda: chips(page)[0] == "nobody:0")
    assert len(chips(page)) == 12
    assert "14 people are chosen · 2 of them are not shown" in words(agent)
    people.chips[11].click()
    agent.until(lambda: chips(page)[11] == "nobody:12")
    assert "13 people are chosen · one of them is not shown" in words(agent)


def test_what_became_of_it_is_saved(agent: Agent, page: BroadcastPage, world: World) -> None:
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    started(world)
    send(world, 3)
    world.do(messages.take_in, IncomingSms("kannel", "a", NUMBERS[0], "1", "=HYPERLINK(1)", world.clock.now))
    agent.until(lambda: page.pane.can("csv"))
    agent.settle()
    told: list[str] = []
    page.said.connect(lambda text, _more, _look: told.append(text))
    agent.click("broadcast-csv")
    agent.until(lambda: len(told) == 1)
    agent.click("broadcast-pdf")
    agent.until(lambda: len(told) == 2)
    table = (folder / "broadcast-We-are-back-at-nine.csv").read_text(encoding="utf-8-sig")
    assert table.count("+1 202-555-01") == 30
    assert "'+1 202-555-0150,answered,," in table
    assert table.count("'=HYPERLINK(1)") == 1
    assert ",failed,No such <b>number</b>.," in table
    assert (folder / "broadcast-We-are-back-at-nine.pdf").read_bytes().startswith(b"%PDF")


def test_a_file_that_cannot_be_written_is_told_and_can_be_tried_again(
    agent: Agent, page: BroadcastPage, world: World, qtbot: QtBot
) -> None:
    started(world)
    agent.until(lambda: page.pane.can("csv"))
    agent.settle()
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file, not a folder", encoding="utf-8")
    with qtbot.wait_signal(page._bridge.failed) as caught:
        agent.click("broadcast-csv")
    assert isinstance(caught.args[0], StoreError)
    folder.unlink()
    told: list[str] = []
    page.said.connect(lambda text, _more, _look: told.append(text))
    agent.click("broadcast-csv")
    agent.until(lambda: len(told) == 1)


def test_a_name_for_the_file_is_one_everywhere() -> None:
    assert sheet_name("../a:b <c> 停電") == "broadcast-a-b-c-停電"
    assert sheet_name("…") == "broadcast"


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


def test_what_was_approved_for_others_has_to_be_approved_again(
    strict: None, agent: Agent, page: BroadcastPage, world: World
) -> None:
    key = drafted(world, "bob")
    agent.until(lambda: page.pane.can("approve"))
    agent.settle()
    one = world.store.read(lambda r: broadcast_list.find(r, key))
    world.do(broadcast.approve, LOGIN, key, one.draft, 1000, "of others")
    agent.until(lambda: "approved by" in words(agent))
    assert offered(page) == ["approve", "edit"]
    agent.click("broadcast-approve")
    agent.click("broadcast-do")
    agent.until(lambda: offered(page) == ["send", "edit"])


def test_an_agents_station_says_who_approves(strict: None, agent: Agent, page: BroadcastPage, world: World) -> None:
    world.do(connections.save, Connection("hub", "hub", {"address": "hub.example.com", "rights": "agent"}))
    key = drafted(world, "bob")
    agent.until(lambda: page.key == key)
    agent.until(lambda: "a supervisor to approve it, at their station" in words(agent))
    assert offered(page) == ["edit"]


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
