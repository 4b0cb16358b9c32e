"""An opened case: its timeline, its facts edited in place, and what is written about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QSettings, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.entry import Kind
from fallback_console.domain.views import TimelineRow
from fallback_console.ports import IncomingSms
from fallback_console.services import cases, drafts, messages, queue
from fallback_console.store.tx import Tx
from fallback_console.ui.bridge import Bridge
from fallback_console.ui.case.timeline_model import TimelineModel
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.view_list import view_specs
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets.choices import CheckBox
from fallback_console.ui.widgets.times import Ticker
from tests.ui import walk
from tests.ui.conftest import delete
from tests.ui.driving import CONTROL, Agent
from tests.ui.world import LOGIN, MINUTE, World, fill, outage

Open = Callable[..., MainWindow]


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Open) -> Agent:
    """At a window whose first open case is shown."""
    fill(world, 60)
    outage(world)
    made = Agent(qtbot, open_window("queue"), world)
    made.until(lambda: made.shown != "")
    made.settle()
    return made


def items(count: int, now: int, first: int = 0) -> list[TimelineRow]:
    return [
        TimelineRow(n, f"{n:08}", now - (count - n) * 60 * MINUTE, Kind.NOTE, LOGIN, True, f"Note {n}", {}, f"e{n}")
        for n in range(first, count)
    ]


def test_the_timeline_model_through_every_kind_of_change(world: World) -> None:
    now = world.clock.now
    model = TimelineModel(LOGIN)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.rowCount() == 0
    assert model.data(QModelIndex()) is None
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    rows = items(80, now)
    for shown, more in ((rows[60:], True), (rows[60:], True), (rows[20:], True), (rows, False), (rows[:-3], False)):
        model.show(shown, now, more=more)
        kept = [model.line(n).row for n in range(model.rowCount())]
        assert [row for row in kept if row is not None] == shown
    assert resets == []
    model.show(items(90, now, 85), now, more=False)
    model.show([], now, more=False)
    assert model.rowCount() == 0


def test_only_what_changed_is_told(world: World) -> None:
    now = world.clock.now
    model = TimelineModel(LOGIN)
    rows = items(30, now)
    model.show(rows, now, more=False)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda a, b: told.append((a.row(), b.row())))
    model.show(rows, now, more=False)
    assert told == []
    sent = rows[-1]._replace(deliveries=(("helpdesk", DeliveryState.CONFIRMED),))
    model.show([*rows[:-1], sent], now, more=False)
    last = model.rowCount() - 1
    assert told == [(last, last)]


def test_a_note_by_keyboard(agent: Agent) -> None:
    agent.press(Qt.Key.Key_N)
    agent.type("The refund was promised for today.")
    before = len(agent.items())
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    # Pressed again before the commit is not sent again.
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    agent.until(lambda: len(agent.items()) > before)
    agent.until(lambda: agent.case.lines.rowCount() > 0 and "saved · waiting for Helpdesk" in agent.states())
    agent.settle()
    found = agent.items()
    assert len(found) == before + 1
    assert (found[-1].kind, found[-1].text) == (Kind.NOTE, "The refund was promised for today.")
    assert agent.case.composer.text.toPlainText() == ""
    assert agent.case.timeline.at_end()


def test_it_says_saved_only_after_the_commit(agent: Agent, world: World) -> None:
    model = agent.case.lines
    count = model.rowCount()
    agent.press(Qt.Key.Key_N)
    agent.type("Not yet.")
    seen: list[int] = []
    model.rowsInserted.connect(lambda: seen.append(len([i for i in agent.items() if i.text == "Not yet."])))
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    agent.until(lambda: model.rowCount() > count)
    assert seen[0] == 1
    assert world.store.read(lambda r: drafts.all_of(r, agent.shown)).get("note", "") == ""


def test_an_error_keeps_the_text(agent: Agent, world: World) -> None:
    key = agent.shown
    agent.press(Qt.Key.Key_N)
    agent.case.composer.text.setPlainText("x" * 100_001)
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    agent.settle()
    assert len(agent.case.composer.text.toPlainText()) == 100_001
    assert agent.case.composer.send.isEnabled()
    assert not agent.case.composer.text.isReadOnly()
    assert [i for i in agent.items(key) if i.mine] == []


def test_drafts_survive_other_cases_and_another_window(
    qtbot: QtBot, world: World, agent: Agent, tools: Tools, tmp_path: Path
) -> None:
    first = agent.shown
    agent.press(Qt.Key.Key_N)
    agent.type("half a sentence")
    agent.press(Qt.Key.Key_Escape)
    agent.press(Qt.Key.Key_J)
    agent.until(lambda: agent.shown != first)
    agent.settle()
    assert agent.case.composer.text.toPlainText() == ""
    agent.press(Qt.Key.Key_K)
    agent.until(lambda: agent.shown == first)
    agent.settle()
    assert agent.case.composer.text.toPlainText() == "half a sentence"
    agent.case.compose("note")
    agent.type(", and more")
    agent.window.close()
    assert "and more" in world.do(lambda tx: drafts.find(tx, first, "note"))
    bridge = Bridge(context := world.context())
    fresh = Tools(tools.theme, tools.languages, context, bridge, Ticker(bridge))
    window = MainWindow(fresh, view_specs(), QSettings(str(tmp_path / "again.ini"), QSettings.Format.IniFormat))
    window.show_view("queue")
    window.show()
    again = Agent(qtbot, window, world)
    again.open(first)
    assert "half a sentence" in again.case.composer.text.toPlainText()
    assert "and more" in again.case.composer.text.toPlainText()
    window.close()
    delete(window)
    delete(bridge)


def test_a_text_message(agent: Agent, world: World) -> None:
    number = agent.case.customer.number
    assert number is not None
    agent.press(Qt.Key.Key_S)
    composer = agent.case.composer
    facts = agent.named(QWidget, "composer-facts")
    agent.type("We have corrected the invoice.")
    assert facts.text() == "1 part · 130 left · about 1 s"  # type: ignore[attr-defined]
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    agent.until(lambda: any(i.kind == Kind.SMS_SENT for i in agent.items()))
    agent.settle()
    sent = [i for i in agent.items() if i.kind == Kind.SMS_SENT]
    assert [(i.text, i.data["to"]) for i in sent] == [("We have corrected the invoice.", number.e164)]
    assert composer.text.toPlainText() == ""


def test_a_logged_call(agent: Agent) -> None:
    agent.press(Qt.Key.Key_L)
    agent.type("Will ring again")
    agent.click("send")
    agent.until(lambda: any(i.kind == Kind.CALL for i in agent.items()))
    call = agent.items()[-1]
    assert (call.data["direction"], call.data["outcome"], call.data["notes"]) == ("out", "reached", "Will ring again")


@pytest.mark.parametrize(
    ("field", "value"), [("status", "stalled"), ("priority", "20"), ("owner", "m.tanaka"), ("subject", "<i>New</i>")]
)
def test_a_fact_edited_in_place(agent: Agent, world: World, field: str, value: str) -> None:
    row = world.store.read(lambda r: queue.find_case(r, agent.shown))
    before = str(getattr(row, field))
    choices = world.store.read(queue.vocabulary).owners
    value = next(o for o in choices if o != before) if field == "owner" else value
    value = "80" if value == before else value
    chip = agent.case.header.findChild(QAbstractButton, f"field-{field}")
    if chip is None or not chip.isVisible():
        agent.case.header._edit_subject.click()
    else:
        chip.setFocus()
        agent.press(Qt.Key.Key_Return)
    edit = agent.named(QWidget, "field-edit")
    assert walk.nameless(agent.window) == []
    if field == "priority":
        edit.setCurrentIndex(edit.findData(value))  # type: ignore[attr-defined]
    else:
        edit.set_value(value)  # type: ignore[attr-defined]
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: str(getattr(world.store.read(lambda r: queue.find_case(r, row.key)), field)) == value)
    agent.until(lambda: agent.case.detail is not None and field in agent.case.detail.pending)
    agent.settle()
    if field != "subject":
        assert agent.focus() is chip
        assert chip is not None
        assert "not yet sent" in chip.toolTip()
        assert "the helpdesk has" in chip.toolTip()
        assert "the helpdesk has" in chip.accessibleDescription()
    elif field == "subject":
        unsent = agent.named(QAbstractButton, "field-subject")
        assert "the helpdesk has" in unsent.accessibleDescription()
    assert [i.kind for i in agent.items() if i.mine] == [Kind.FIELD_CHANGED]


def test_escape_leaves_an_editor(agent: Agent) -> None:
    for field in ("status", "due", "owner", "priority"):
        chip = agent.named(QAbstractButton, f"field-{field}")
        chip.setFocus()
        agent.press(Qt.Key.Key_Space)
        assert agent.focus() is not chip
        agent.press(Qt.Key.Key_Escape)
        assert agent.focus() is chip, field
    assert [i for i in agent.items() if i.mine] == []


def test_the_next_action(agent: Agent) -> None:
    agent.click("next-action")
    agent.type("Ring the depot")
    agent.case.header.findChild(CheckBox).setChecked(True)
    agent.named(QLineEdit, "next-text").setFocus()
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: any(i.kind == Kind.NEXT_ACTION for i in agent.items()))
    agent.until(lambda: agent.case.detail is not None and agent.case.detail.row.next_action == "Ring the depot")
    assert agent.case.detail is not None
    assert agent.case.detail.row.next_action_at is not None
    assert len([i for i in agent.items() if i.kind == Kind.NEXT_ACTION]) == 1


def test_a_case_that_is_gone(agent: Agent, world: World) -> None:
    key = agent.shown

    def forget(tx: Tx) -> None:
        tx.execute("DELETE FROM p_case WHERE key = ?", (key,))
        tx.touch("case", key)

    world.do(forget)
    agent.until(lambda: not agent.case.isVisible())
    agent.settle()
    agent.press(Qt.Key.Key_J)
    agent.until(lambda: agent.case.isVisible() and agent.shown not in ("", key))


def test_older_items_on_demand_and_the_place_is_kept(agent: Agent, world: World) -> None:
    key = agent.shown

    def write(tx: Tx) -> None:
        for n in range(2000):
            cases.add_note(tx, LOGIN, key, f"Note {n}")

    world.do(write)
    agent.until(lambda: agent.case.lines.rowCount() >= 20)
    agent.settle()
    view, model = agent.case.timeline, agent.case.lines
    assert model.rowCount() < 300
    assert view.at_end()
    count = model.rowCount()
    view.scrollToTop()
    reading = model.line(view.indexAt(view.rect().center()).row()).row
    view.setFocus()
    view.setCurrentIndex(model.index(0))
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: model.rowCount() > count)
    agent.settle()
    after = model.line(view.indexAt(view.rect().center()).row()).row
    assert reading is not None
    assert after is not None
    assert after.order == reading.order
    place = view.verticalScrollBar().value()
    world.do(cases.add_note, LOGIN, key, "One more, while somebody reads further up")
    agent.until(lambda: model.line(model.rowCount() - 1).body.startswith("One more"))
    assert view.verticalScrollBar().value() == place


HOSTILE = [
    "<b>bold</b> <a href='file:///etc/passwd'>x</a>",
    "\u202egnp.exe\u2066",
    "x" * 10_000,
    "👩‍👩‍👧‍👦🇯🇵" * 200,
    "字" * 5000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=["markup", "bidi", "long", "emoji", "cjk"])
def test_hostile_texts(agent: Agent, world: World, text: str) -> None:
    key = agent.shown
    world.do(cases.add_note, LOGIN, key, text)
    world.do(cases.set_next_action, LOGIN, key, text[:300], None)
    world.do(cases.set_field, LOGIN, key, "subject", text[:300])
    agent.until(lambda: agent.case.detail is not None and "subject" in agent.case.detail.pending)
    agent.settle()
    size = agent.window.size()
    agent.window.grab()
    assert walk.clipped(agent.window) == []
    assert agent.window.size() == size
    for n in range(agent.case.lines.rowCount()):
        line = agent.case.lines.line(n)
        assert not set("\u202e\u2066") & set(line.title + line.body)
    view = agent.case.timeline
    view.setFocus()
    view.setCurrentIndex(agent.case.lines.index(agent.case.lines.rowCount() - 1))
    agent.press(Qt.Key.Key_Return)
    agent.window.grab()


def test_no_message_to_who_wants_none(agent: Agent, world: World) -> None:
    number = agent.case.customer.number
    assert number is not None
    agent.press(Qt.Key.Key_S)
    agent.type("Hello")
    assert agent.case.composer.send.isEnabled()
    world.do(messages.take_in, IncomingSms("kannel", "m1", number.e164, "12345", "STOP", world.clock.now))
    facts = agent.named(QWidget, "composer-facts")
    agent.until(lambda: facts.text() == "This customer wants no SMS.")  # type: ignore[attr-defined]
    assert not agent.case.composer.send.isEnabled()
    agent.press(Qt.Key.Key_Return, modifier=CONTROL)
    agent.settle()
    assert [i for i in agent.items() if i.kind == Kind.SMS_SENT] == []
    assert agent.case.composer.text.toPlainText() == "Hello"


def test_no_message_without_a_number(agent: Agent, world: World) -> None:
    saved = world.do(
        cases.create_case, LOGIN, cases.NewCase("No number", world.store.read(queue.vocabulary).queues[0], "?")
    )
    agent.open(saved.case_key)
    agent.case.compose("sms")
    agent.type("Hello")
    assert agent.named(QWidget, "composer-facts").text() == "No mobile number is known."  # type: ignore[attr-defined]
    assert not agent.case.composer.send.isEnabled()
    agent.press(Qt.Key.Key_Escape)
    agent.press(Qt.Key.Key_C)
    assert not agent.window.call_bar.is_open
