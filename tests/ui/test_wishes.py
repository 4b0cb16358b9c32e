"""How somebody wishes to be reached, written down in the window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from fallback_console.domain.paths import NO_QUIET, Rung, Wishes
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.services import paths, queue
from fallback_console.services.paths import Ladder
from fallback_console.store.tx import Tx
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.people.view import PeopleView
from fallback_console.ui.reach.wishes_panel import WishesPanel
from fallback_console.ui.widgets.two_line import SUBTITLE_ROLE
from tests.ui import walk
from tests.ui.driving import CONTROL, Agent
from tests.ui.world import World, fill

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Callable[..., MainWindow]) -> Agent:
    fill(world, 60)
    made = Agent(qtbot, open_window("queue"), world)
    made.until(lambda: made.shown != "")
    made.settle()
    return made


@pytest.fixture
def key(agent: Agent, world: World) -> str:
    """A customer with a mobile number and a mail address."""
    for row in world.store.read(lambda r: queue.case_rows(r, range(1, 60))):
        customer = world.store.read(lambda r, k=row.key: queue.case_detail(r, k)).customer  # type: ignore[misc]
        if customer is not None and customer.emails and any(n.kind == "mobile" and n.e164 for n in customer.numbers):
            return customer.key
    raise AssertionError("nobody has both")


@pytest.fixture
def panel(agent: Agent, world: World, key: str) -> WishesPanel:
    """The panel for that customer, opened with a key from the list."""
    view = agent.window.view("people")
    agent.window.show_view("people", key)
    assert isinstance(view, PeopleView)
    agent.until(lambda: view.pane is not None and view.pane.person is not None and view.pane.person.key == key)
    agent.settle()
    agent.press(Qt.Key.Key_P)
    agent.until(lambda: view.card.reaching.wishes is not None and view.card.panels.panel is not None)
    agent.settle()
    control = view.card.reaching.wishes
    assert control is not None
    assert view.card.panels.panel is control.panel
    return control.panel


def ladder(world: World, key: str) -> Ladder:
    return world.store.read(lambda r: paths.ladder_of(r, f"person:{key}", ReachRules(), world.clock.now))


def wishes(world: World, key: str) -> Wishes:
    return ladder(world, key).wishes


def kinds(panel: WishesPanel) -> list[str]:
    assert panel.wishes is not None
    return [rung.path.kind for rung in panel.wishes.rungs]


def rung(panel: WishesPanel, place: int = 0) -> Rung:
    assert panel.wishes is not None
    return panel.wishes.rungs[place]


def below(panel: WishesPanel, place: int) -> str:
    return str(panel.list.model().index(place, 0).data(SUBTITLE_ROLE))


def choose(box: object, data: str) -> None:
    """As somebody at the keyboard does."""
    box.setCurrentIndex(box.findData(data))  # type: ignore[attr-defined]
    box.activated.emit(box.currentIndex())  # type: ignore[attr-defined]


def act(panel: WishesPanel) -> None:
    """Press the note's button."""
    next(b for b in panel.note.findChildren(QAbstractButton) if b.isVisible() and b.text()).click()


def note(panel: WishesPanel) -> str:
    return panel.note.findChildren(type(panel._dash))[0].text() if panel.note.isVisible() else ""


def test_an_order_is_made_with_the_keyboard_saved_and_taken_back(
    agent: Agent, world: World, panel: WishesPanel, key: str
) -> None:
    assert agent.focus() is panel.list
    usual = kinds(panel)
    assert usual[:2] == ["sms", "call"]
    QAbstractItemModelTester(panel.list.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert not panel.save_button.isEnabled()
    QTest.keyClick(panel.list, Qt.Key.Key_Down, ALT)
    assert kinds(panel)[:2] == ["call", "sms"]
    assert panel.list.currentIndex().row() == 1
    QTest.keyClick(panel.list, Qt.Key.Key_Up, ALT)
    assert kinds(panel) == usual
    panel.down_button.click()
    assert wishes(world, key).order == ()
    QTest.keyClick(panel, Qt.Key.Key_Return, CONTROL)
    agent.until(lambda: wishes(world, key).order != ())
    agent.until(lambda: note(panel) == "saved")
    agent.settle()
    assert [one.split(":")[0] for one in wishes(world, key).order[:2]] == ["call", "sms"]
    assert not panel.save_button.isEnabled()
    act(panel)
    agent.until(lambda: wishes(world, key).order == ())
    agent.until(lambda: kinds(panel) == usual)
    assert note(panel) == "taken back"
    assert walk.nameless(agent.window) == []
    assert walk.unreachable(agent.window) == []


def test_consent_and_quiet_hours_are_one_change(agent: Agent, world: World, panel: WishesPanel, key: str) -> None:
    assert below(panel, 0).startswith("never asked")
    choose(panel.consent, "no")
    assert below(panel, 0).startswith("must not be used")
    choose(panel.quiet, "own")
    panel.begins.setTime(QTime(22, 15))
    panel.ends.setTime(QTime(7, 30))
    before = entries(world)
    panel.save_button.click()
    agent.until(lambda: wishes(world, key).quiet == (22 * 60 + 15, 7 * 60 + 30))
    assert entries(world) == before + 1
    assert wishes(world, key).consent == {rung(panel).path.id: False}
    agent.until(lambda: note(panel) == "saved")
    agent.settle()
    choose(panel.quiet, "none")
    panel.save_button.click()
    agent.until(lambda: wishes(world, key).quiet == NO_QUIET)
    agent.until(lambda: note(panel) == "saved" and panel.note.isVisible())
    agent.settle()
    act(panel)
    agent.until(lambda: wishes(world, key).quiet == (22 * 60 + 15, 7 * 60 + 30))
    agent.settle()
    choose(panel.consent, "")
    choose(panel.quiet, "usual")
    panel.save_button.click()
    agent.until(lambda: wishes(world, key).quiet is None)
    # Nobody asked after all.
    assert all(rung.why != "no-consent" for rung in ladder(world, key).rungs)
    agent.until(lambda: below(panel, 0).startswith("never asked"))


def entries(world: World) -> int:
    return int(world.store.read(lambda r: r.value("SELECT count(*) FROM entry WHERE kind = 'paths.set'")))


def by_a_colleague(world: World, key: str, **said: object) -> None:
    def write(tx: Tx) -> None:
        paths.prefer(tx, "bob", f"person:{key}", **said)  # type: ignore[arg-type]

    world.do(write)


def test_what_a_colleague_writes_meanwhile_is_shown_and_nothing_is_lost(
    agent: Agent, world: World, panel: WishesPanel, key: str
) -> None:
    panel.move_path(1)
    mine = kinds(panel)
    by_a_colleague(world, key, quiet=(60, 120))
    agent.until(lambda: panel.quiet.currentData() == "own")
    assert (panel.begins.time().hour(), kinds(panel), note(panel)) == (1, mine, "")
    by_a_colleague(world, key, order=["mail", "sms"])
    agent.until(lambda: note(panel) == "Somebody else changed this meanwhile.")
    assert kinds(panel) == mine
    act(panel)
    assert kinds(panel)[:2] == ["mail", "sms"]
    assert not panel.save_button.isEnabled()
    panel.usual_button.click()
    panel.save_button.click()
    agent.until(lambda: wishes(world, key).order == ())
    assert wishes(world, key).quiet == (60, 120)


def test_what_was_changed_waits_behind_the_card(agent: Agent, panel: WishesPanel, world: World, key: str) -> None:
    panel.move_path(1)
    mine = kinds(panel)
    agent.press(Qt.Key.Key_Escape)
    view = agent.window.view("people")
    assert isinstance(view, PeopleView)
    agent.until(lambda: view.card.panels.panel is None)
    agent.press(Qt.Key.Key_P)
    agent.until(lambda: view.card.panels.panel is panel)
    assert kinds(panel) == mine
    assert panel.save_button.isEnabled()


def test_the_way_from_reaching_somebody(agent: Agent, world: World, key: str) -> None:
    view = agent.window.view("people")
    agent.window.show_view("people", key)
    assert isinstance(view, PeopleView)
    agent.until(lambda: view.pane is not None and view.pane.person is not None and view.pane.person.key == key)
    agent.press(Qt.Key.Key_E)
    agent.until(lambda: view.card.panels.panel is not None)
    reaching = view.card.reaching
    assert reaching.control is not None
    reaching.control.panel.wishes_button.click()
    agent.until(lambda: reaching.wishes is not None and view.card.panels.panel is reaching.wishes.panel)


def test_a_refusal_leaves_everything_as_it_was(panel: WishesPanel) -> None:
    panel.move_path(1)
    mine = kinds(panel)
    panel.refused("It could not be saved.", "Try again.")
    assert note(panel) == "It could not be saved."
    assert kinds(panel) == mine
    assert panel.save_button.isEnabled()
