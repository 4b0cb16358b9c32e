"""Another language while the window is open: it looks as one that was opened in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from fallback_console.ui.i18n import Languages
from fallback_console.ui.main_window import BRIEFING, PLAYBOOK, REPORT, MainWindow
from fallback_console.ui.view_list import view_specs
from tests.ui.driving import Agent
from tests.ui.world import World, busy_sync, fill, outage

Open = Callable[..., MainWindow]
VIEWS = [*(spec.name for spec in view_specs()), PLAYBOOK, BRIEFING, REPORT]
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


def said(widget: QWidget) -> Iterator[str]:
    """Everything a widget says: its text, tooltip, name, what is behind it."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.windowTitle())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(n) for n in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from rows(widget)


def rows(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    root = QModelIndex()
    # A list has one column, and keeps that to itself.
    columns = model.columnCount(root) if isinstance(view, QTableView) else 1
    if isinstance(view, QTableView):
        for column in range(columns):
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
    for row in range(min(model.rowCount(root), 20)):
        for column in range(columns):
            yield from (str(model.index(row, column).data(role) or "") for role in ROLES)


def everything(window: MainWindow) -> list[str]:
    """What can be seen or heard, in its order."""
    shown = [window, *(w for w in window.findChildren(QWidget) if w.isVisible())]
    return sorted(f"{type(w).__name__}: {text}" for w in shown for text in said(w) if text)


@pytest.mark.parametrize("name", VIEWS)
def test_it_looks_as_if_opened_in_it(
    qtbot: QtBot, world: World, open_window: Open, languages: Languages, name: str
) -> None:
    demo = fill(world, 40)
    outage(world)
    busy_sync(world, demo)

    def opened() -> Agent:
        agent = Agent(qtbot, open_window("queue"), world)
        agent.settle()
        agent.window.show_view(name)
        agent.settle()
        return agent

    first = opened()
    languages.choose("ja")
    first.settle()
    switched = everything(first.window)
    first.window.hide()
    fresh = everything(opened().window)
    assert switched == fresh
    assert any("\u3040" <= c <= "\u30ff" for text in fresh for c in text)
