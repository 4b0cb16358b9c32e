"""What is done to bring the roster before the camera."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel

from fallback_console.ui.gallery.acts import Show
from fallback_console.ui.gallery.stage import Stage
from fallback_console.ui.roster.view import RosterView

__all__ = ["assigning", "importing", "leave", "moving", "roster", "several"]

_ROTA = """Person,Start,End,Kind,Schedule,Note
alice,2026-11-30 09:00,2026-11-30 17:00,,,
haruka,2026-11-30 22:00,2026-12-01 06:00,,,
kenji,2026-12-01,,休暇,,
bob,2026-11-30 09:00,2026-12-01 09:00,on call,Network,
zora,2026-11-30 09:00,2026-11-30 17:00,,,
alice,2026-11-31 09:00,2026-11-30 17:00,,,
"""


def _view(stage: Stage) -> RosterView:
    stage.window.show_view("roster")
    found = stage.window.view("roster")
    assert isinstance(found, RosterView)
    stage.settle()
    return found


def roster(name: str = "all", text: str = "") -> Show:
    """The team, narrowed and searched, with one of them opened."""

    def show(stage: Stage) -> None:
        found = _view(stage)
        found.filters.set_current(name)
        found.filters.chosen.emit(name)
        if text:
            found.search.setText(text)
        stage.settle()
        place = found.list.model.row_of("rt:bob")
        if place >= 0:
            how = QItemSelectionModel.SelectionFlag
            index = found.list.model.index(place, 0)
            found.list.table.selectionModel().setCurrentIndex(index, how.ClearAndSelect | how.Rows)
        stage.settle()

    return show


def several(stage: Stage) -> None:
    """Four are chosen."""
    found = _view(stage)
    picked = found.list.table.selectionModel()
    how = QItemSelectionModel.SelectionFlag
    picked.clearSelection()
    for place in range(min(4, found.list.model.rowCount())):
        picked.select(found.list.model.index(place, 0), how.Select | how.Rows)
    stage.settle()


def assigning(stage: Stage) -> None:
    """Which case shall they get?"""
    roster()(stage)
    found = _view(stage)
    found.work.assign(found.list.rows)
    stage.settle()


def moving(stage: Stage) -> None:
    """Where shall their cases go?"""
    several(stage)
    found = _view(stage)
    found.work.move(found.list.rows)
    stage.settle()


def importing(stage: Stage) -> None:
    """What would come of a file of shifts."""
    found = _view(stage)
    found.show_import()
    assert found.importing is not None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "november.csv"
        file.write_text(_ROTA, encoding="utf-8")
        found.importing.look(file)
        stage.settle()


def leave(stage: Stage) -> None:
    """As it was before."""
    found = _view(stage)
    found.work.choosing.chooser.put_away()
    found.search.clear()
    found.filters.chosen.emit("all")
    if found.importing is not None and found.importing.isVisible():
        found.put_import_away()
    found.list.step(0)
    stage.settle()
