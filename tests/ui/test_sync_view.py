"""The sync view: what it shows, and that each decision reaches the journal."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from fallback_console.domain.broadcast import Audience, Policy
from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.events import CourierProgress
from fallback_console.domain.health import State, SystemHealth
from fallback_console.domain.sync_groups import grouped
from fallback_console.services import broadcast, broadcast_feed, cases, connections, failover, messages, sync
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.models.deliveries_model import Column, DeliveriesModel
from fallback_console.ui.theme import Theme
from fallback_console.ui.views.delivery_panel import DeliveryPanel
from fallback_console.ui.views.sink_card import SinkCard
from fallback_console.ui.views.sync_view import SyncView
from fallback_console.ui.widgets import Button, ElidedLabel, PlainLabel
from fallback_console.ui.widgets.two_line import SUBTITLE_ROLE
from tests.ui.world import LOGIN, World, busy_sync, everything_up, fill, outage

Open = Callable[..., MainWindow]


@pytest.fixture
def numbers(world: World) -> dict[str, int]:
    """One delivery of each state."""
    demo = fill(world, 60)
    outage(world)
    return busy_sync(world, demo)


@pytest.fixture
def view(qtbot: QtBot, numbers: dict[str, int], open_window: Open) -> SyncView:
    """The sync view, filled."""
    window = open_window("sync")
    found = window.view("sync")
    assert isinstance(found, SyncView)
    qtbot.waitUntil(lambda: found.model.rowCount() > 0, timeout=3000)
    return found


def choose(qtbot: QtBot, view: SyncView, delivery_id: int) -> DeliveryPanel:
    flags = QItemSelectionModel.SelectionFlag
    index = view.model.index(view.model.row_of(delivery_id), 0)
    view.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
    panel = view.panel
    assert isinstance(panel, DeliveryPanel)
    assert panel.delivery.id == delivery_id
    return panel


def button(panel: DeliveryPanel, words: str) -> Button:
    for one in panel.findChildren(QAbstractButton):
        if one.text().replace("&", "").startswith(words) and one.isVisibleTo(panel):
            assert isinstance(one, Button)
            return one
    raise AssertionError(f"no button {words!r}")


def states(world: World) -> dict[int, str]:
    return {
        d.id: d.state.value for d in world.store.read(lambda r: sync.deliveries(r, states=frozenset(DeliveryState)))
    }


def test_what_needs_a_person_comes_first(view: SyncView, numbers: dict[str, int]) -> None:
    shown = [view.model.index(n, Column.STATE).data() for n in range(view.model.rowCount())]
    # What is unsure belongs to a case with something else; its head stands above both.
    assert shown[:5] == ["needs you", "needs you", "waiting", "needs you", "needs you"]
    assert shown[5:8] == ["not sure", "waiting", "not sure"]
    assert [n for n in range(8) if view.model.delivery(n) is None] == [0, 5]
    row = view.model.row_of(numbers["conflict"])
    title = view.model.index(row, Column.WHAT)
    assert title.data() == "Status: open → resolved"
    assert title.data(SUBTITLE_ROLE) == LOGIN
    alone = view.model.index(view.model.row_of(numbers["refused"]), Column.WHAT)
    assert "#" in alone.data(SUBTITLE_ROLE)
    spoken = title.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("needs you, Status: open → resolved, Helpdesk, ")
    head = view.model.index(5, Column.WHAT)
    assert head.data().startswith("#")
    assert head.data(SUBTITLE_ROLE) == "2 together"
    assert head.data(Qt.ItemDataRole.AccessibleTextRole).startswith("not sure, #")


@pytest.mark.parametrize(("words", "state"), [("Keep mine", "waiting"), ("Keep theirs", "dropped")])
def test_one_click_resolves_a_conflict(
    qtbot: QtBot, world: World, view: SyncView, numbers: dict[str, int], words: str, state: str
) -> None:
    panel = choose(qtbot, view, numbers["conflict"])
    assert panel.conflict is not None
    assert (panel.conflict.base, panel.conflict.mine, panel.conflict.theirs) == ("open", "resolved", "stalled")
    qtbot.mouseClick(button(panel, words), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: states(world)[numbers["conflict"]] == state, timeout=3000)
    qtbot.waitUntil(lambda: "deliver" in world.engine.asked, timeout=3000)


def test_another_value_resolves_a_conflict(qtbot: QtBot, world: World, view: SyncView, numbers: dict[str, int]) -> None:
    panel = choose(qtbot, view, numbers["conflict"])
    assert panel.editor is not None
    panel.editor.set_value("new")
    button(panel, "Use this").click()
    qtbot.waitUntil(lambda: states(world)[numbers["conflict"]] == "dropped", timeout=3000)
    newest = max(states(world))
    assert states(world)[newest] == "waiting"


@pytest.mark.parametrize(("words", "state"), [("It arrived", "confirmed"), ("It did not", "waiting")])
def test_an_unknown_delivery_is_told_by_a_person(
    qtbot: QtBot, world: World, view: SyncView, numbers: dict[str, int], words: str, state: str
) -> None:
    button(choose(qtbot, view, numbers["unknown"]), words).click()
    qtbot.waitUntil(lambda: states(world)[numbers["unknown"]] == state, timeout=3000)


def test_the_gateway_is_asked(qtbot: QtBot, world: World, view: SyncView, numbers: dict[str, int]) -> None:
    button(choose(qtbot, view, numbers["unknown"]), "Ask SMS").click()
    assert f"ask {numbers['unknown']}" in world.engine.asked


def test_a_refusal_says_what_to_do_and_is_retried(
    qtbot: QtBot, world: World, view: SyncView, numbers: dict[str, int]
) -> None:
    panel = choose(qtbot, view, numbers["refused"])
    texts = [label.text() for label in panel.findChildren(PlainLabel)]
    assert "The helpdesk refused the reply." in texts
    assert "Ask for the right 'ReplyToTicket', then retry." in texts
    button(panel, "Retry").click()
    qtbot.waitUntil(lambda: states(world)[numbers["refused"]] == "waiting", timeout=3000)


def test_dropping_needs_a_reason(qtbot: QtBot, world: World, view: SyncView, numbers: dict[str, int]) -> None:
    panel = choose(qtbot, view, numbers["waiting"])
    button(panel, "Drop it").click()
    drop = button(panel, "Drop for good")
    assert not drop.isEnabled()
    reason = panel.findChild(QLineEdit)
    qtbot.keyClicks(reason, "   ")
    assert not drop.isEnabled()
    qtbot.keyClicks(reason, "written twice")
    assert drop.isEnabled()
    assert panel.is_being_written
    drop.click()
    qtbot.waitUntil(lambda: states(world)[numbers["waiting"]] == "dropped", timeout=3000)
    qtbot.waitUntil(lambda: view.model.row_of(numbers["waiting"]) < 0, timeout=3000)


def test_selection_and_typing_survive_a_refresh(
    qtbot: QtBot, world: World, view: SyncView, numbers: dict[str, int]
) -> None:
    panel = choose(qtbot, view, numbers["second"])
    button(panel, "Drop it").click()
    reason = panel.findChild(QLineEdit)
    qtbot.keyClicks(reason, "half a rea")
    world.do(sync.drop, "somebody", numbers["waiting"], "not needed")
    qtbot.waitUntil(lambda: view.model.row_of(numbers["waiting"]) < 0, timeout=3000)
    assert view.panel is panel
    assert reason.text() == "half a rea"
    chosen = view.model.delivery(view.table.currentIndex().row())
    assert chosen is not None
    assert chosen.id == numbers["second"]


def test_enter_goes_into_the_panel(qtbot: QtBot, view: SyncView, numbers: dict[str, int]) -> None:
    panel = choose(qtbot, view, numbers["refused"])
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.isAncestorOf(view.focusWidget()), timeout=2000)


def test_lanes_say_why_nothing_flows(qtbot: QtBot, world: World, view: SyncView) -> None:
    cards = {c.sink: c for c in view.findChildren(SinkCard)}
    assert cards["helpdesk"].lane_words == "ready"
    now = world.clock.now
    for health, words in (
        (SystemHealth("helpdesk", State.DOWN, now), "held: down"),
        (SystemHealth("helpdesk", State.UP, now, sign_in=True), "held: sign-in problem"),
        (SystemHealth("helpdesk", State.UP, now, offline=True), "held: you are offline"),
        (SystemHealth("helpdesk", State.UP, now, deliverable=False), "held: just back"),
    ):
        world.engine.set_health(health)
        qtbot.waitUntil(lambda w=words: cards["helpdesk"].lane_words == w, timeout=2000)
    world.engine.set_health(SystemHealth("helpdesk", State.UP, now, deliverable=True))
    world.engine.tell(CourierProgress("helpdesk", 1, "in_flight", True, "canary"))
    qtbot.waitUntil(lambda: cards["helpdesk"].lane_words == "trying one first", timeout=2000)
    world.engine.tell(CourierProgress("helpdesk", 1, "confirmed", True, "flowing"))
    qtbot.waitUntil(lambda: cards["helpdesk"].lane_words == "sending", timeout=2000)


def test_nothing_open_says_so(qtbot: QtBot, world: World, open_window: Open) -> None:
    everything_up(world)
    window = open_window("sync")
    view = window.view("sync")
    assert isinstance(view, SyncView)
    qtbot.waitUntil(lambda: not window.busy, timeout=2000)
    assert not view.table.isVisible()


def test_the_model_keeps_its_promises(theme: Theme, world: World, numbers: dict[str, int]) -> None:
    model = DeliveriesModel(theme)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for n in range(3):
        world.do(cases.add_note, LOGIN, "rt:48001", f"note {n}")
    rows = world.store.read(lambda r: sync.deliveries(r))
    now = world.clock.now
    for part in (rows, rows[2:], rows[:-3], rows[::-1], [], rows[1:4], rows):
        groups = grouped(part)
        model.show_groups(groups, now)
        shown = [d.id for n in range(model.rowCount()) if (d := model.delivery(n)) is not None]
        assert shown == [d.id for g in groups for d in g.rows]
        heads = sum(len(g.rows) > 1 for g in groups)
        assert model.rowCount() == len(part) + heads
        assert len(model.deliveries(range(model.rowCount()))) == len(part)
    model.tick(now + 60_000)
    model.retranslate()


def test_a_message_that_left_its_gateway_says_so(
    qtbot: QtBot, world: World, view: SyncView, numbers: dict[str, int]
) -> None:
    world.do(messages.send_sms, LOGIN, "", "+12025550177", "We are on it.")
    waiting = next(
        d for d in world.store.read(lambda r: sync.deliveries(r)) if (d.sink, d.state) == ("sms:kannel", "waiting")
    )
    world.do(connections.save, Connection("sms:twilio", "twilio", {"priority": 2}))
    assert world.do(failover.move, [failover.Moved(waiting.id, "sms:twilio")])

    def moved() -> bool:
        found = view.model.delivery(view.model.row_of(waiting.id))
        return found is not None and found.sink == "sms:twilio"

    qtbot.waitUntil(moved, timeout=3000)
    panel = choose(qtbot, view, waiting.id)
    said = [label.text() for label in panel.findChildren(PlainLabel)]
    assert "Another gateway did not take it." in said
    assert "It goes over this one." in said
    assert any("SMS over Twilio" in label.text() for label in panel.findChildren(ElidedLabel))


def test_a_text_of_a_paused_broadcast_says_so_and_leads_there(
    qtbot: QtBot, view: SyncView, world: World, open_window: Open
) -> None:
    key = str(world.do(broadcast.draft, LOGIN, "We are back.", Audience(numbers=("+12025550150",))))
    policy = Policy(review_above=0)
    made = world.store.read(lambda r: broadcast.plan(r, LOGIN, key, policy, world.clock.now))
    done = 0
    while done >= 0:
        done = world.do(broadcast.advance, LOGIN, made, policy, done)
    world.do(broadcast_feed.feed)
    world.do(broadcast_feed.pause, LOGIN, key)
    rows = world.store.read(lambda r: sync.deliveries(r, sink="sms:kannel"))
    paused = next(row for row in rows if row.held_why == "paused")
    qtbot.waitUntil(lambda: view.model.row_of(paused.id) >= 0)
    panel = choose(qtbot, view, paused.id)
    index = view.model.index(view.model.row_of(paused.id), Column.WHAT)
    assert index.data(SUBTITLE_ROLE).endswith("waits: its broadcast is paused")
    assert any("Its broadcast is paused." in label.text() for label in panel.findChildren(PlainLabel))
    with qtbot.wait_signal(view.view_requested) as asked:
        button(panel, "Show the broadcasts").click()
    assert asked.args == ["messages", "broadcasts"]
    world.do(broadcast_feed.resume, LOGIN, key)
    rows = world.store.read(lambda r: sync.deliveries(r, sink="sms:kannel"))
    assert [row.held_why for row in rows if row.id == paused.id] == [""]
