"""The queue by whose claims they are, and taking many cases with their customers: by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from fallback_console.compose.gallery.claimed import claimed
from fallback_console.compose.gallery.colleagues import colleagues
from fallback_console.domain.claims import CLAIM_MS
from fallback_console.domain.connection import Connection
from fallback_console.domain.views import CaseFilter, CaseGroup, CaseSort
from fallback_console.services import bulk, claims, connections, personal, queue
from fallback_console.services.bulk import Held
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.models.queue_filters import SavedFilter, filters_from
from fallback_console.ui.theme import Size
from fallback_console.ui.views.queue_filter_work import FILTERS
from fallback_console.ui.views.queue_words import held_words
from fallback_console.ui.widgets.choices import ComboBox
from fallback_console.ui.widgets.toast import Toast
from tests.ui import walk
from tests.ui.driving import CONTROL, Agent
from tests.ui.world import LOGIN, World, fill, outage

Open = Callable[..., MainWindow]


@pytest.fixture
def keys(world: World) -> dict[str, str]:
    """A team in which some customers are claimed."""
    fill(world, 60)
    outage(world)
    colleagues(world)
    world.do(connections.save, Connection("hub", "hub", {"url": "tls://hub.example.com:4222"}))
    return claimed(world, "")


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Open, keys: dict[str, str]) -> Agent:
    made = Agent(qtbot, open_window("queue"), world)
    made.until(lambda: made.list.model.rowCount() > 0 and made.shown != "")
    made.click("filter-team")
    made.until(lambda: made.list.feed.scope == "team" and not made.list.feed.busy)
    made.list.into_table()
    made.settle()
    return made


def wanted(world: World, whose: str) -> list[int]:
    found = CaseFilter(claimed=whose, claimed_at=world.clock.now)
    return list(world.store.read(lambda r: queue.case_pks(r, found, CaseSort.DUE)))


def shown(agent: Agent) -> list[int]:
    return [agent.list.model.pk(n) for n in range(agent.list.model.rowCount()) if agent.list.model.pk(n) > 0]


def said(agent: Agent) -> str:
    found = agent.window.findChild(Toast)
    return found.accessibleName() if found is not None and found.isVisible() else ""


def choose(agent: Agent, value: str) -> None:
    """The conditions of whose claims, by keys."""
    box = agent.named(ComboBox, "filter-by-claimed")
    box.setFocus()
    for _ in range(box.count()):
        if (box.currentData() or "") == value:
            break
        agent.press(Qt.Key.Key_Down)
    assert box.currentData() == value
    agent.settle()


def test_claimed_by_others_is_a_filter_with_a_count_that_follows(
    agent: Agent, world: World, keys: dict[str, str]
) -> None:
    agent.press(Qt.Key.Key_F)
    agent.until(lambda: agent.view.work.filters.is_open)
    agent.settle()
    assert walk.nameless(agent.window) == walk.unreachable(agent.window) == []
    choose(agent, "others")
    theirs = wanted(world, "others")
    assert shown(agent) == theirs != []
    agent.named(QLineEdit, "filter-name").setFocus()
    agent.type("Theirs")
    agent.press(Qt.Key.Key_Return)
    agent.until(lambda: agent.list.feed.scope == "saved:1" and not agent.list.feed.busy)
    agent.settle()
    chip = agent.list.filters.chip("saved:1")
    assert chip.accessibleName() == f"Theirs, {len(theirs)}"
    assert shown(agent) == theirs
    # In other orders and in groups it is the same cases.
    agent.list.feed.set_sort(CaseSort.CUSTOMER, turned=True)
    agent.list.feed.set_by(CaseGroup.OWNER)
    agent.until(lambda: agent.list.model.groups != () and not agent.list.feed.busy)
    assert sorted(shown(agent)) == sorted(theirs)
    agent.list.feed.set_by(CaseGroup.NONE)
    agent.until(lambda: not agent.list.model.groups and not agent.list.feed.busy)
    # A quarter of an hour later these claims are over, though nobody wrote anything.
    world.clock.now += CLAIM_MS
    agent.list._tick()
    agent.until(lambda: agent.list.model.rowCount() == 0)
    agent.settle()
    assert chip.accessibleName() == "Theirs, 0"


def test_claimed_by_me_comes_and_goes(agent: Agent, world: World, keys: dict[str, str]) -> None:
    world.do(personal.keep, FILTERS, [SavedFilter(1, "On it", claimed="mine")._asdict()])
    agent.list.feed.set_saved([SavedFilter(1, "On it", claimed="mine")])
    agent.list.write_filters()
    agent.list.feed.set_scope("saved:1")
    agent.until(lambda: shown(agent) == wanted(world, "mine"))
    before = len(shown(agent))
    world.do(claims.release, LOGIN, keys["own"])
    agent.until(lambda: shown(agent) == wanted(world, "mine"))
    assert len(shown(agent)) < before
    world.do(claims.take, LOGIN, keys["own"])
    agent.until(lambda: len(shown(agent)) == before)


def test_filters_kept_before_there_were_claims_are_still_there() -> None:
    old = {k: v for k, v in SavedFilter(1, "Old")._asdict().items() if k != "claimed"}
    strange = SavedFilter(2, "Strange", claimed="nobody")._asdict()
    assert filters_from([old, strange]) == (SavedFilter(1, "Old"),)


def test_the_panel_fits_into_the_smallest_window(
    qtbot: QtBot, world: World, open_window: Open, keys: dict[str, str]
) -> None:
    agent = Agent(qtbot, open_window("queue", Size.WINDOW_MIN_W, Size.WINDOW_MIN_H), world)
    agent.until(lambda: agent.list.model.rowCount() > 0 and agent.shown != "")
    agent.list.into_table()
    agent.press(Qt.Key.Key_F)
    agent.until(lambda: agent.view.work.filters.is_open)
    agent.settle()
    assert walk.clipped(agent.window) == []


def test_taking_many_claims_their_customers_and_tells_what_it_left(
    agent: Agent, world: World, keys: dict[str, str]
) -> None:
    theirs = world.store.read(lambda r: queue.find_case(r, keys["theirs"]))
    free = [
        pk
        for pk in shown(agent)
        if not (row := world.store.read(lambda r, pk=pk: queue.case_rows(r, [pk])[0])).claims and row.owner != LOGIN
    ][:2]
    marks = [*free, theirs.pk]
    agent.list.model.marks.replace(marks)
    agent.settle()
    before = {row.pk: row.owner for row in world.store.read(lambda r: queue.case_rows(r, marks))}
    mine = wanted(world, "mine")
    agent.list.into_table()
    agent.press(Qt.Key.Key_A)
    agent.until(lambda: "taken" in said(agent))
    assert said(agent).startswith("2 cases taken · not taken: ")
    assert f"#{theirs.number} (" in said(agent)
    assert "is on the customer" in said(agent)
    assert set(free) <= set(wanted(world, "mine"))
    rows = {row.pk: row.owner for row in world.store.read(lambda r: queue.case_rows(r, marks))}
    assert rows == before | dict.fromkeys(free, LOGIN)
    agent.list.into_table()
    agent.press(Qt.Key.Key_Z, modifier=CONTROL)
    agent.until(lambda: "as before" in said(agent))
    assert {row.pk: row.owner for row in world.store.read(lambda r: queue.case_rows(r, marks))} == before
    assert wanted(world, "mine") == mine


def test_nothing_could_be_taken(agent: Agent, world: World, keys: dict[str, str]) -> None:
    agent.list.model.marks.replace([world.store.read(lambda r: queue.find_case(r, keys["theirs"])).pk])
    agent.settle()
    agent.list.into_table()
    agent.press(Qt.Key.Key_A)
    agent.until(lambda: "taken" in said(agent))
    assert said(agent).startswith("0 cases taken · not taken: ")
    assert not agent.view.work.can_undo


def test_only_a_few_are_named() -> None:
    held = tuple(Held(f"rt:{n}", str(n), "Haruka Sato") for n in range(1, bulk.MOST))
    assert held_words(()) == ""
    assert held_words(held[:1]) == "not taken: #1 (Haruka Sato is on the customer)"
    assert held_words(held).startswith("499 not taken, among them #1 (Haruka Sato is on the customer), #2 (")
