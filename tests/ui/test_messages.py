"""The messages view: conversations by keyboard and mouse, on a real store."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPersistentModelIndex, Qt, QUrl
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from fallback_console.domain.conversations import Conversation
from fallback_console.domain.delivery import Problem, Receipt
from fallback_console.domain.entry import Kind
from fallback_console.ports import IncomingSms, SmsReceipt
from fallback_console.services import calls, conversations, dispatch, drafts, messages, queue
from fallback_console.store.tx import Tx
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.messages.list_model import ConversationsModel
from fallback_console.ui.messages.view import MessagesView
from fallback_console.ui.models.windowed import PAGE
from fallback_console.ui.theme import Theme
from fallback_console.ui.views.queue_view import QueueView
from fallback_console.ui.widgets import PlainLabel
from fallback_console.ui.widgets.two_line import SUBTITLE_ROLE
from tests.ui import walk
from tests.ui.driving import CONTROL, Agent
from tests.ui.hostile_texts import HOSTILE
from tests.ui.world import LOGIN, MINUTE, World, fill

Open = Callable[..., MainWindow]
STRANGER = "+447700900123"
STRANGER_KEY = f"number:{STRANGER}"
OTHER = "+447700900124"


def came(world: World, text: str, sender: str = STRANGER) -> str:
    world.clock.now += 1000
    event = IncomingSms("kannel", f"g{world.clock.now}", sender, "1", text, world.clock.now)
    taken = world.do(messages.take_in, event)
    assert taken is not None
    return str(taken.entry_id)


def sent(world: World, number: str = OTHER, text: str = "We are on it.", case: str = "") -> str:
    world.clock.now += 1000
    return str(world.do(messages.send_sms, LOGIN, case, number, text).entry_ids[0])


def stand(world: World, how: Callable[[Tx, int], None]) -> None:
    """What waits for the gateway is tried."""

    def work(tx: Tx) -> None:
        for one in dispatch.take(tx, "sms:kannel", tx.clock.now_ms(), 9, ()):
            how(tx, one.delivery_id)

    world.do(work)


def texts(world: World, key: str = STRANGER_KEY) -> list[str]:
    return [m.item.text for m in world.store.read(lambda r: conversations.conversation(r, key))]


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Open) -> Agent:
    """Somebody unknown wrote twice; somebody else was written to."""
    fill(world, 12)
    sent(world)
    came(world, "Hello, who is there?")
    came(world, "It is about 48003 <b>now</b> \u202edlob")
    return Agent(qtbot, open_window("messages"), world)


@pytest.fixture
def view(agent: Agent) -> MessagesView:
    found = agent.window.view("messages")
    assert isinstance(found, MessagesView)
    agent.until(lambda: found.list.model.rowCount() == 2)
    agent.settle()
    return found


def shown(agent: Agent) -> list[str]:
    """What labels say."""
    return [label.text() for label in agent.window.findChildren(PlainLabel) if label.isVisible()]


def choose(agent: Agent, view: MessagesView, key: str) -> None:
    view.list.table.setCurrentIndex(view.list.model.index(view.list.model.row_of(key), 0))
    agent.until(lambda: view.conversation.opened is not None and view.conversation.opened.key == key)
    agent.settle()


def test_the_list_says_who_wrote_and_who_waits(agent: Agent, view: MessagesView) -> None:
    model = view.list.model
    agent.until(lambda: model.index(0, 0).data() == "+44 7700 900123")
    assert model.index(0, 0).data(SUBTITLE_ROLE) == "It is about 48003 <b>now</b> dlob"
    assert model.index(0, 1).data(SUBTITLE_ROLE) == "2 unanswered"
    assert model.index(1, 0).data(SUBTITLE_ROLE) == "You: We are on it."
    assert model.index(1, 1).data(SUBTITLE_ROLE) == "saved · waiting for SMS"
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("+44 7700 900123, It is about 48003")
    assert view.filters.chip("unanswered").text() == "To answer 1"
    choose(agent, view, STRANGER_KEY)
    assert walk.nameless(agent.window) == []
    assert walk.unreachable(agent.window) == []
    assert walk.clipped(agent.window) == []


def test_a_call_stands_among_the_messages_and_nothing_is_offered_for_it(
    agent: Agent, view: MessagesView, world: World
) -> None:
    choose(agent, view, STRANGER_KEY)
    log = calls.CallLog("out", STRANGER, "", world.clock.now, 0, "no-answer", "rang for long")
    world.do(lambda tx: calls.log_call(tx, "alice", "", log))
    lines = view.conversation.lines
    agent.until(lambda: "rang for long" in [m.item.text for m in view.conversation.opened.messages])
    agent.settle()
    opened = view.conversation.opened
    assert opened is not None
    assert [m.is_text for m in opened.messages] == [True, True, False]
    view.conversation.timeline.setCurrentIndex(lines.index(lines.rowCount() - 1))
    agent.settle()
    message = view.conversation.message
    assert message is not None
    assert message.is_text


def test_an_answer_by_keyboard_and_back(agent: Agent, view: MessagesView, world: World) -> None:
    view.list.take_focus()
    agent.press(Qt.Key.Key_J)
    agent.press(Qt.Key.Key_K)
    choose(agent, view, STRANGER_KEY)
    agent.press(Qt.Key.Key_R)
    composer = view.conversation.composer
    assert agent.focus() is composer.text
    agent.type("We ring you at once.")
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    agent.until(lambda: not composer.text.toPlainText())
    agent.until(lambda: view.conversation.undo_bar.offered)
    assert texts(world)[-1] == "We ring you at once."
    agent.settle()
    agent.press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.AltModifier)
    agent.until(lambda: composer.text.toPlainText() == "We ring you at once.")
    agent.settle()
    assert view.conversation.lines.line(view.conversation.lines.rowCount() - 1).state is not None
    assert world.store.read(lambda r: conversations.opened(r, STRANGER_KEY, 9)).draft == "We ring you at once."
    agent.press(Qt.Key.Key_Escape)
    assert agent.focus() is view.list.table


def test_a_draft_stays_with_its_conversation(agent: Agent, view: MessagesView) -> None:
    choose(agent, view, STRANGER_KEY)
    view.conversation.compose()
    agent.type("half a th")
    choose(agent, view, f"number:{OTHER}")
    agent.until(lambda: view.conversation.composer.text.toPlainText() == "")
    choose(agent, view, STRANGER_KEY)
    agent.until(lambda: view.conversation.composer.text.toPlainText() == "half a th")


def test_what_comes_in_meanwhile_moves_neither_choice_nor_draft(agent: Agent, view: MessagesView, world: World) -> None:
    choose(agent, view, f"number:{OTHER}")
    view.conversation.compose()
    agent.type("not yet")
    came(world, "And now?")
    came(world, "new here", "+447700900125")
    agent.until(lambda: view.list.model.rowCount() == 3)
    agent.settle()
    assert view.list.key == f"number:{OTHER}"
    assert view.conversation.key == f"number:{OTHER}"
    assert view.conversation.composer.text.toPlainText() == "not yet"
    assert agent.focus() is view.conversation.composer.text
    agent.until(lambda: view.list.model.index(1, 1).data(SUBTITLE_ROLE) == "3 unanswered")


def test_a_stranger_is_assigned_by_keyboard_and_it_is_undone(agent: Agent, view: MessagesView, world: World) -> None:
    choose(agent, view, STRANGER_KEY)
    view.list.take_focus()
    agent.press(Qt.Key.Key_A)
    panel = view.conversation.panels.chooser
    assert panel is not None
    agent.until(lambda: panel.rows.rowCount() > 0)
    # The message names a case.
    assert panel.rows.index(0).data().startswith("#48003 ")
    agent.settle()
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: view.conversation.key.startswith("person:"))
    agent.settle()
    person = view.conversation.key
    assert view.list.key == person
    assert "#48003" in view.conversation.lines.line(view.conversation.lines.rowCount() - 1).title
    items = world.store.read(lambda r: queue.timeline(r, "rt:48003"))
    assert items[-1].kind == Kind.SMS_FILED
    view.conversation.undo_bar.undo()
    agent.until(lambda: view.conversation.key == STRANGER_KEY)
    agent.settle()
    assert world.store.read(lambda r: conversations.listing(r)).keys[0] == STRANGER_KEY


def test_what_was_begun_to_a_number_goes_with_it_to_the_person(agent: Agent, view: MessagesView, world: World) -> None:
    choose(agent, view, STRANGER_KEY)
    view.conversation.compose()
    agent.type("We are look")
    found = world.store.read(lambda r: r.value("SELECT key FROM p_person WHERE role = 'customer' ORDER BY pk LIMIT 1"))
    person = f"person:{found}"
    opened = view.conversation.opened
    assert opened is not None
    # Before the moment has passed after which it is kept.
    view.conversation.writing.assign(opened.messages[-1].item.entry_id, found, None)
    agent.until(lambda: view.conversation.key == person)
    agent.settle()
    text = view.conversation.composer.text
    assert text.toPlainText() == "We are look"
    view.conversation.compose()
    agent.press(Qt.Key.Key_End, Qt.Key.Key_Backspace)
    view.conversation.composer.flush()
    agent.until(lambda: world.store.read(lambda r: drafts.find(r, person, "sms")) == "We are loo")
    assert world.store.read(lambda r: drafts.find(r, STRANGER_KEY, "sms")) == ""


def test_somebody_is_searched_for_an_assignment(agent: Agent, view: MessagesView) -> None:
    choose(agent, view, STRANGER_KEY)
    view.conversation.act("assign")
    panel = view.conversation.panels.chooser
    assert panel is not None
    panel.search.setText("a")
    agent.until(lambda: any(panel.rows.index(n).data(SUBTITLE_ROLE) for n in range(panel.rows.rowCount())))
    panel.search.setText("zeppelin zz")
    agent.until(lambda: panel.rows.rowCount() == 0)
    agent.press(Qt.Key.Key_Return)
    assert view.conversation.panels.panel is panel
    agent.press(Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    assert view.conversation.panels.panel is None


def test_somebody_new_is_written_to(agent: Agent, view: MessagesView, world: World) -> None:
    view.list.take_focus()
    agent.press(Qt.Key.Key_N)
    line = agent.named(QLineEdit, "choose-search")
    assert agent.focus() is line
    agent.type("+44 7700 900188")
    panel = view.conversation.panels.chooser
    assert panel is not None
    agent.until(lambda: panel.rows.rowCount() == 1)
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: view.conversation.key == "number:+447700900188")
    agent.settle()
    assert agent.focus() is view.conversation.composer.text
    agent.type("Hello")
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    agent.until(lambda: view.list.model.rowCount() == 3)
    assert texts(world, "number:+447700900188") == ["Hello"]


def test_a_message_goes_out_later_is_moved_and_taken_back(agent: Agent, view: MessagesView, world: World) -> None:
    choose(agent, view, STRANGER_KEY)
    pane = view.conversation
    pane.compose()
    agent.type("Good morning")
    view.list.take_focus()
    agent.press(Qt.Key.Key_L)
    agent.type("nonsense")
    agent.press(Qt.Key.Key_Return)
    assert texts(world)[-1] != "Good morning"
    pane.composer.when.line.clear()
    agent.type("in 3 hours")
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: pane.message is not None and pane.message.send_at > 0)
    first = pane.message
    assert first is not None
    agent.settle()
    assert pane.lines.line(pane.lines.rowCount() - 1).state is not None
    agent.named(QPushButton, "message-move").click()
    agent.type("in 5 hours")
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: pane.message is not None and pane.message.send_at > first.send_at)
    agent.settle()
    view.list.take_focus()
    agent.press(Qt.Key.Key_X)
    agent.until(lambda: pane.composer.text.toPlainText() == "Good morning")


def test_what_is_unknown_or_refused_is_decided(agent: Agent, view: MessagesView, world: World) -> None:
    choose(agent, view, f"number:{OTHER}")
    stand(world, lambda tx, n: dispatch.mark_unknown(tx, n, Problem("ambiguous", "No answer.")))
    agent.until(lambda: view.conversation.bar.can("arrived"))
    view.filters.chip("trouble").click()
    agent.until(lambda: view.list.model.rowCount() == 1)
    agent.named(QPushButton, "message-lost").click()
    agent.until(lambda: view.conversation.bar.shown is None or view.conversation.bar.can("back"))
    stand(world, lambda tx, n: dispatch.stop(tx, n, Problem("refused", "The gateway refused it.", "Ask IT.")))
    agent.until(lambda: view.conversation.bar.can("retry"))
    view.list.take_focus()
    agent.press(Qt.Key.Key_G)
    agent.until(lambda: not view.conversation.bar.can("retry"))
    stand(world, lambda tx, n: dispatch.confirm(tx, n, Receipt(remote_id="x")))
    agent.settle()


def test_parts_are_told(agent: Agent, view: MessagesView, world: World) -> None:
    entry = sent(world, STRANGER, "long " * 50)
    stand(world, lambda tx, n: dispatch.confirm(tx, n, Receipt(remote_id="x")))
    for part, state in ((1, "delivered"), (2, "failed")):
        world.do(messages.take_in, SmsReceipt("kannel", entry, "", state, part, world.clock.now, ""))
    choose(agent, view, STRANGER_KEY)
    bar = view.conversation.bar
    agent.until(lambda: "part 2 failed" in bar.accessibleName())
    assert bar.can("again")
    agent.named(QPushButton, "message-again").click()
    assert view.conversation.composer.text.toPlainText().startswith("long long")


def test_what_makes_a_text_longer_is_replaced(agent: Agent, view: MessagesView) -> None:
    choose(agent, view, STRANGER_KEY)
    composer = view.conversation.composer
    composer.text.setPlainText("We\u2019re on it. " + "x" * 140)
    assert composer.hint.words == "\u2019 makes this 3 parts instead of 1."
    agent.until(composer.hint.isVisible)
    next(b for b in composer.hint.findChildren(QPushButton) if b.text() == "Use plain characters").click()
    assert composer.text.toPlainText().startswith("We're on it.")
    assert not composer.hint.isVisible()
    composer.text.setPlainText("ご依頼は担当者が対応しています。")
    assert not composer.hint.isVisible()


def test_a_file_is_refused_with_a_word(agent: Agent, view: MessagesView) -> None:
    choose(agent, view, STRANGER_KEY)
    composer = view.conversation.composer
    file = QMimeData()
    file.setUrls([QUrl.fromLocalFile("/tmp/picture.png")])
    assert composer.text.canInsertFromMimeData(file)
    composer.text.insertFromMimeData(file)
    assert composer.text.toPlainText() == ""
    assert "Files cannot be sent from here." in shown(agent)
    link = QMimeData()
    link.setText("https://shop.example.com")
    composer.text.insertFromMimeData(link)
    assert composer.text.toPlainText() == "https://shop.example.com"


def test_who_wants_no_more_cannot_be_written_to(agent: Agent, view: MessagesView, world: World) -> None:
    came(world, "STOP")
    choose(agent, view, STRANGER_KEY)
    composer = view.conversation.composer
    agent.until(lambda: "wants no SMS" in composer._facts.text())
    composer.text.setPlainText("But please")
    assert not composer.send.isEnabled()


def test_a_notification_opens_its_conversation_whatever_is_filtered(
    agent: Agent, view: MessagesView, world: World
) -> None:
    view.search.setText("zeppelin")
    agent.until(lambda: view.list.model.rowCount() == 0)
    entry = came(world, "me again")
    agent.window.show_view("messages", entry)
    agent.until(lambda: view.list.key == STRANGER_KEY)
    agent.settle()
    assert view.conversation.key == STRANGER_KEY
    assert view.search.text() == ""


def test_one_click_opens_the_case(agent: Agent, view: MessagesView, world: World) -> None:
    sent(world, OTHER, "About your case", "rt:48003")
    choose(agent, view, f"number:{OTHER}")
    agent.named(QPushButton, "conversation-case").click()
    agent.until(lambda: agent.window.current == "queue")
    shown = agent.window.view("queue")
    assert isinstance(shown, QueueView)
    agent.until(lambda: shown.case.detail is not None and shown.case.detail.row.key == "rt:48003")


def test_the_list_is_searched_as_one_types(agent: Agent, view: MessagesView) -> None:
    view.list.take_focus()
    agent.press(Qt.Key.Key_Slash)
    assert agent.focus() is view.search
    agent.type("about 48003")
    agent.until(lambda: view.list.model.rowCount() == 1)
    agent.press(Qt.Key.Key_Escape)
    agent.until(lambda: view.list.model.rowCount() == 2)
    view.filters.chip("trouble").click()
    agent.until(lambda: view.list.model.rowCount() == 0)
    assert "Nothing failed and nothing is in doubt" in shown(agent)


def test_what_others_send_is_never_more_than_text(agent: Agent, view: MessagesView, world: World) -> None:
    size = agent.window.size()
    senders = []
    for place, text in enumerate(HOSTILE.values()):
        senders.append(f"+4477009008{place:02d}")
        came(world, text, senders[-1])
    came(world, "Win a prize", "<b>BANK</b>\u202e")
    agent.until(lambda: view.list.model.rowCount() == 3 + len(senders))
    for sender in senders:
        choose(agent, view, f"number:{sender}")
        assert view.conversation.lines.rowCount() == 2
    view.list.step(-len(senders) - 3)
    agent.settle()
    assert view.conversation.head.number is not None
    assert not view.conversation.composer.send.isEnabled()
    assert walk.clipped(agent.window) == []
    assert agent.window.size() == size
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in agent.window.findChildren(PlainLabel))


def row_of(key: str) -> Conversation:
    return Conversation(key, "", key, None, 0, 0)


def test_the_model_keeps_what_is_chosen_while_news_come(theme: Theme) -> None:
    model = ConversationsModel(theme)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    asked: list[tuple[list[str], int]] = []
    model.rows_wanted.connect(lambda keys, generation: asked.append((keys, generation)))
    model.show_order([], 0)
    keys = [f"number:{n}" for n in range(3 * PAGE)]
    model.show_order(keys, MINUTE)
    held = QPersistentModelIndex(model.index(5, 0))
    assert model.index(5, 0).data() == "…"
    wanted, generation = asked[-1]
    assert wanted == keys[:PAGE]
    model.take_rows(wanted, [row_of(key) for key in wanted], generation)
    assert model.index(5, 0).data() == "number:5"
    # One that moves to the front, one that is new, and an answer that comes too late.
    model.show_order(["number:9", *(key for key in keys if key != "number:9")], MINUTE)
    assert held.row() == 6
    model.show_order(["number:new", "number:9", *(key for key in keys if key != "number:9")], MINUTE)
    assert (held.row(), model.key(held.row())) == (7, "number:5")
    model.take_rows(["number:new"], [row_of("number:new")], generation)
    assert model.index(0, 0).data() == "…"
    model.show_order([], MINUTE)
    assert model.rowCount() == 0
