"""Rows that are kept as pictures look exactly as rows that are painted anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from fallback_console.domain.views import CaseGroup
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.theme import Theme
from fallback_console.ui.views.queue_table import QueueTable
from tests.ui.driving import Agent
from tests.ui.world import World, fill, outage

Open = Callable[..., MainWindow]


@pytest.fixture
def agent(qtbot: QtBot, world: World, open_window: Open) -> Agent:
    fill(world, 120)
    outage(world)
    made = Agent(qtbot, open_window("queue"), world)
    made.until(lambda: made.list.model.rowCount() > 0)
    made.until(lambda: made.shown != "")
    made.settle()
    return made


def painted(table: QueueTable, *, keep: bool) -> QImage:
    """The rows of the whole viewport on the ground they stand on."""
    viewport = table.viewport()
    image = QImage(viewport.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(table._rows._cases.ground)
    painter = QPainter(image)
    table._rows.paint(painter, viewport.rect(), keep=keep)
    painter.end()
    return image


def same(table: QueueTable) -> bool:
    """Kept, kept again, and painted anew: all alike."""
    anew = painted(table, keep=False)
    return painted(table, keep=True) == anew and painted(table, keep=True) == anew


def test_pictures_look_as_what_is_painted(agent: Agent, theme: Theme) -> None:
    table = agent.list.table
    assert same(table)
    table.mark_range(2)
    assert same(table)
    table.go_to(1)
    assert same(table)
    table.verticalScrollBar().setValue(table.verticalScrollBar().value() + 37)
    assert same(table)
    agent.list.feed.set_by(CaseGroup.PRIORITY)
    agent.until(lambda: bool(agent.list.model.groups))
    agent.settle()
    assert same(table)
    light = painted(table, keep=True)
    theme.set_mode("dark")
    assert same(table)
    assert painted(table, keep=True) != light


def test_pictures_are_as_many_as_can_be_seen(agent: Agent) -> None:
    table = agent.list.table
    agent.list.feed.set_scope("team")
    agent.until(lambda: agent.list.model.rowCount() > 100)
    bar = table.verticalScrollBar()
    for place in range(0, bar.maximum(), 40):
        bar.setValue(place)
        painted(table, keep=True)
    seen = table.viewport().height() // table.rowHeight(0)
    assert 0 < len(table._rows._kept) <= seen + 8


def test_nothing_is_painted_where_there_is_no_row(agent: Agent) -> None:
    table = agent.list.table
    image = QImage(table.viewport().size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    empty = image.copy()
    painter = QPainter(image)
    below = table.viewport().rect().translated(QPoint(0, 10_000_000))
    table._rows.paint(painter, below, keep=True)
    painter.end()
    assert image == empty
