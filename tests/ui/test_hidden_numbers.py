"""With customers' numbers hidden, no exhibit of the gallery says one anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from fallback_console.compose.gallery.tour import at_work
from fallback_console.services.desk import Desk
from fallback_console.services.veil import Veil
from fallback_console.ui.gallery.exhibits import EXHIBITS
from fallback_console.ui.gallery.stage import Studio
from fallback_console.ui.main_window import MainWindow
from tests.ui.driving import Agent, Dialler
from tests.ui.hidden_numbers import customers_numbers, leaks, said
from tests.ui.world import World, fill, outage


@pytest.fixture
def studio(qapp: QApplication) -> Iterator[Studio]:
    made = Studio()
    yield made
    made.close()


def walk(studio: Studio, state: str, veil: Veil | None) -> tuple[int, dict[str, list[str]]]:
    """How many texts were read, and by exhibit those with a customer's number."""
    seen, found = 0, {}
    with at_work(studio, state, "en", veil=veil) as stage:
        desk = stage.tools.context.desk
        assert isinstance(desk, Desk)
        # Behind the veil.
        numbers = desk._store.read(customers_numbers)
        assert len(numbers) > 20
        for one in EXHIBITS:
            if state not in one.states:
                continue
            one.show(stage)
            stage.settle(one.name)
            texts = {text: widget for widget, text in said()}
            seen += len(texts)
            wrong = [
                f"{type(texts[text]).__name__} {texts[text].objectName()}: {text[:300]}"
                for text in leaks(texts, numbers)
            ]
            if wrong:
                found[one.name] = wrong
            one.hide(stage)
    return seen, found


@pytest.mark.parametrize("state", ["stale", "outage", "full"])
def test_no_customers_number_is_said_anywhere(studio: Studio, state: str) -> None:
    seen, found = walk(studio, state, Veil())
    assert seen > 200
    assert found == {}


def test_the_walk_sees_numbers_where_they_are_shown(studio: Studio) -> None:
    _, found = walk(studio, "outage", None)
    assert {"queue", "case", "call", "people", "messages", "calls", "palette-person", "case-reach"} <= set(found)


@pytest.fixture
def agent(qtbot: QtBot, world: World, request: pytest.FixtureRequest) -> Agent:
    """At a window where customers' numbers are hidden."""
    fill(world, 60)
    outage(world)
    world.veil = Veil()
    open_window: Callable[..., MainWindow] = request.getfixturevalue("open_window")
    made = Agent(qtbot, open_window("queue"), world)
    made.until(lambda: made.shown != "")
    made.settle()
    return made


def test_the_dialler_is_handed_the_whole_number_and_nobody_else(agent: Agent, world: World, dialler: Dialler) -> None:
    numbers = world.store.read(customers_numbers)
    number = agent.case.customer.number
    assert number is not None
    assert leaks([*number[:4]], numbers) == []
    agent.press(Qt.Key.Key_C)
    [address] = dialler.dialled
    assert leaks([address], numbers) == [address]
    assert QApplication.clipboard().text() == number.shown
    assert "•" in agent.window.call_bar.findChild(QLabel, "call-number").text()
    assert leaks((text for _, text in said()), numbers) == []


@pytest.fixture
def no_dialler(world: World) -> None:
    """A rehearsal, in which nothing is handed to any dialler."""
    world.kind = "drill"


def test_where_nothing_dials_somebody_else_is_asked(no_dialler: None, agent: Agent) -> None:
    agent.press(Qt.Key.Key_C)
    assert any("ask a colleague who may see it" in text for _, text in said())
