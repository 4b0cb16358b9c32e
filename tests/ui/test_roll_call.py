"""Roll call in the window: begun with a preview, answered live, rung, marked and closed, on a real store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from fallback_console.domain.broadcast import Audience
from fallback_console.domain.delivery import Receipt
from fallback_console.domain.mirror import PulledPerson, PullPage, RawNumber
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.roll_call import STATES
from fallback_console.ports import IncomingSms
from fallback_console.services import dispatch, messages, mirroring, roll_call, roll_call_asking, roll_call_list
from fallback_console.store.tx import Tx
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.models.windowed import PAGE
from fallback_console.ui.roll_call.people_model import Column, RollPeopleModel
from fallback_console.ui.roll_call.view import RollCallView
from fallback_console.ui.roll_call.words import state_look
from fallback_console.ui.theme import Theme
from tests.ui.driving import Agent, Dialler
from tests.ui.world import LOGIN, World, fill

Open = Callable[..., MainWindow]


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is saved goes where nobody else looks."""
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: str(tmp_path / "home" / "documents"))


def mobile(number: int) -> str:
    return f"+1202555{number:04d}"


def team(world: World, count: int, nobody: int = 1) -> None:
    """Teammates with a mobile, and some without a number."""
    people = [
        PulledPerson(
            f"t{n}",
            "team",
            f"Teammate {n:04d}",
            numbers=(RawNumber("mobile", mobile(n)),) if n < count - nobody else (),
        )
        for n in range(count)
    ]
    world.do(mirroring.store_page, "rt", "people", PullPage((), (), tuple(people), "team", True))
    while world.do(mirroring.index_some, 500):
        pass


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Open) -> Agent:
    """Somebody before the cases, with three teammates who have a mobile and one who has not."""
    fill(world, 3)
    team(world, 4)
    world.reach = ReachRules(quiet=(0, 0))
    return Agent(qtbot, open_window("queue"), world)


def view_of(agent: Agent, what: str = "") -> RollCallView:
    agent.window.show_view("roll-call", what)
    found = agent.window.view("roll-call")
    assert isinstance(found, RollCallView)
    agent.settle()
    return found


def begun(world: World, audience: Audience | None = None) -> str:
    world.clock.now += 1000
    made = world.store.read(
        lambda r: roll_call.plan(
            r, LOGIN, "Fire", {}, audience or Audience(role="team"), ReachRules(quiet=(0, 0)), world.clock.now
        )
    )
    done = 0
    while done >= 0:
        done = world.do(roll_call.advance, LOGIN, made, done)
    return made.roll


def ask(world: World) -> None:
    """Everybody who is due is asked, and every text goes out."""

    def work(tx: Tx) -> int:
        made = roll_call_asking.advance(tx)
        works = dispatch.take(tx, "sms:kannel", tx.clock.now_ms(), 100, ())
        for one in works:
            dispatch.confirm(tx, one.delivery_id, Receipt())
        return made + len(works)

    while world.do(work):
        pass


def come(world: World, sender: str, text: str) -> None:
    world.clock.now += 1000
    world.do(messages.take_in, IncomingSms("kannel", text + sender, sender, "4477", text, world.clock.now))


def rows(view: RollCallView) -> list[tuple[str, str]]:
    """Names and states as they stand there."""
    model = view.live.model
    return [
        (str(model.index(n, Column.WHO).data()), str(model.index(n, Column.STATE).data()))
        for n in range(model.rowCount())
    ]


def test_a_roll_call_is_begun_from_the_palette_with_who_cannot_be_asked(
    qtbot: QtBot, agent: Agent, world: World
) -> None:
    view = view_of(agent)
    assert view.pages.currentWidget() is view.begin
    view.begin.whom.role.setCurrentIndex(view.begin.whom.role.findData("team"))
    qtbot.waitUntil(lambda: view.begin.asks == 3)
    assert view.begin.rows.rowCount() >= 1
    assert "3" in view.begin.ask_button.text()
    assert view.begin.ask_button.isEnabled()
    view.begin.title.setText("Fire")
    view.begin.ask_button.click()
    qtbot.waitUntil(lambda: view.pages.currentWidget() is view.live and view.live.model.rowCount() > 0)
    agent.settle()
    one = world.store.read(roll_call_list.newest)
    assert one is not None
    assert (one.title, one.started_by, one.counts["queued"]) == ("Fire", LOGIN, 3)
    assert view.begin.title.text() == ""


def test_answers_stand_there_as_they_come(qtbot: QtBot, agent: Agent, world: World) -> None:
    begun(world)
    view = view_of(agent)
    ask(world)
    come(world, mobile(0), "2 third floor")
    come(world, mobile(1), "１")

    def there() -> bool:
        found = dict(rows(view))
        return found.get("Teammate 0000") == "Needs help" and found.get("Teammate 0001") == "Safe"

    qtbot.waitUntil(there)
    assert rows(view)[0] == ("Teammate 0000", "Needs help")
    assert view.live._head.text().startswith("Unaccounted for: ")
    spoken = str(view.live.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "2 third floor" in spoken
    assert "Needs help" in spoken
    view.live.filters.chosen.emit("safe")
    qtbot.waitUntil(lambda: rows(view) == [("Teammate 0001", "Safe")])


def test_a_word_at_the_desk_is_one_key_and_who_was_chosen_stays_chosen(
    qtbot: QtBot, agent: Agent, world: World
) -> None:
    roll = begun(world)
    view = view_of(agent)
    ask(world)
    qtbot.waitUntil(lambda: "Asked" in dict(rows(view)).values())
    agent.settle()
    at = next(n for n, (name, _) in enumerate(rows(view)) if name == "Teammate 0002")
    view.live.table.setCurrentIndex(view.live.model.index(at, 0))
    view.live.table.setFocus()
    view.live.text.setText("Seen at the gate")
    view.live.how.setCurrentIndex(view.live.how.findData("person"))
    agent.press(Qt.Key.Key_1)
    qtbot.waitUntil(lambda: dict(rows(view)).get("Teammate 0002") == "Safe")
    agent.settle()
    assert view.live.person is not None
    assert view.live.person.name == "Teammate 0002"
    found = world.store.read(lambda r: roll_call_list.people(r, roll, roll_call_list.places(r, roll, "safe")))
    answer = found[0].answer
    assert answer is not None
    assert (answer.how, answer.text, answer.by) == ("person", "Seen at the gate", LOGIN)
    assert view.live.text.text() == ""


def test_c_rings_and_the_outcome_of_the_call_counts(qtbot: QtBot, agent: Agent, world: World, dialler: Dialler) -> None:
    begun(world)
    ask(world)
    world.clock.now += 400_000
    ask(world)
    view = view_of(agent)
    qtbot.waitUntil(lambda: "To be rung" in dict(rows(view)).values())
    agent.settle()
    at = next(n for n, (_, state) in enumerate(rows(view)) if state == "To be rung")
    view.live.table.setCurrentIndex(view.live.model.index(at, 0))
    name = rows(view)[at][0]
    view.live.table.setFocus()
    agent.press(Qt.Key.Key_C)
    bar = agent.window.call_bar
    qtbot.waitUntil(lambda: bar.is_open)
    assert dialler.dialled == [f"tel:{mobile(int(name[-4:]))}"]
    bar.notes.setText("1 ok")
    bar.head.hang_up_requested.emit("reached")
    agent.settle()
    bar.head.log_requested.emit()
    qtbot.waitUntil(lambda: dict(rows(view)).get(name) == "Safe")


def test_closing_asks_first_and_saving_writes_everybody(
    qtbot: QtBot, agent: Agent, world: World, tmp_path: Path
) -> None:
    roll = begun(world)
    view = view_of(agent)
    ask(world)
    view.live.ask("close")
    assert view.live.card.isVisible()
    agent.window.findChild(QAbstractButton, "broadcast-end")
    view.live.card.end_button.click()
    qtbot.waitUntil(lambda: bool(world.store.read(lambda r: roll_call_list.find(r, roll)).closed_at))
    agent.settle()
    assert not view.live.can("close")
    assert not view.live.can("again")
    view.live.ask("csv")
    agent.settle()
    saved = list((tmp_path / "home" / "documents").glob("roll-call-*.csv"))
    assert len(saved) == 1
    assert "Teammate 0000" in saved[0].read_text(encoding="utf-8-sig")


def test_it_is_left_with_escape_and_found_in_the_outage_bar(qtbot: QtBot, agent: Agent, world: World) -> None:
    view = view_of(agent)
    agent.press(Qt.Key.Key_Escape)
    assert agent.window.current == "queue"
    agent.window.outage_bar.roll_call_requested.emit()
    assert agent.window.current == "roll-call"
    assert view.pages.currentWidget() is view.begin


def test_a_thousand_people_are_fetched_by_window(qtbot: QtBot, agent: Agent, world: World) -> None:
    team(world, 1000, nobody=0)
    begun(world)
    view = view_of(agent)
    qtbot.waitUntil(lambda: view.live.model.rowCount() >= 1000)
    agent.settle()
    known = sum(view.live.model.person(n) is not None for n in range(view.live.model.rowCount()))
    assert 0 < known <= 4 * PAGE


def test_the_model_keeps_qt_s_rules_empty_and_filled(qtbot: QtBot, world: World, theme: Theme) -> None:
    model = RollPeopleModel(theme)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.rowCount() == 0
    team(world, 5)
    roll = begun(world)
    places = world.store.read(lambda r: roll_call_list.places(r, roll))
    asked: list[tuple[list[int], int]] = []
    model.rows_wanted.connect(lambda keys, generation: asked.append((list(keys), generation)))
    model.show_places(roll, places, world.clock.now)
    assert model.index(0, Column.WHO).data() == "…"
    wanted, generation = asked[0]
    model.take_rows(wanted, world.store.read(lambda r: roll_call_list.people(r, roll, wanted)), generation)
    assert "Teammate" in str(model.index(0, Column.WHO).data())
    assert model.person(0) is not None
    assert model.place(99) == -1
    model.show_places(roll, places[:2], world.clock.now)
    assert model.rowCount() == 2
    del tester


def test_every_state_has_a_word_an_icon_and_a_colour(theme: Theme, qtbot: QtBot) -> None:
    looks = [state_look(state) for state in STATES]
    assert len({look.word for look in looks}) == len(STATES)
    for look in looks:
        assert not theme.icon(look.icon, look.role).isNull()
        assert theme.tokens.colour(look.role)
