"""The list of swarms, with which ones are shown."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from fallback_console.ui.swarm.facts import SwarmFacts, fits
from fallback_console.ui.swarm.list_model import Column, SwarmsModel
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets.found_list import FoundList

__all__ = ["SwarmList"]

_WHERE = Size.COLUMN_M + Space.L


class SwarmList(FoundList):
    """A table, or words where it is empty.

    Attributes:
        key_chosen: id of another swarm, '' for none.
        scope: of ``facts.SCOPES``.
    """

    key_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.model = SwarmsModel(theme)
        super().__init__(theme, self.model, "swarms", "swarm", {Column.WHERE: _WHERE}, parent)
        self.setMinimumWidth(Size.SUBJECT_MIN + 2 * Size.ICON + _WHERE + Space.M)
        self.scope = "open"
        self.table.row_chosen.connect(lambda row: self.key_chosen.emit(self.model.key(row)))

    @property
    def key(self) -> str:
        """The swarm that is chosen, '' for none."""
        return self.model.key(self.table.currentIndex().row())

    def show_facts(self, facts: SwarmFacts, now: int) -> None:
        """Take what there is now; the opened one is the current row."""
        chosen = "" if facts.chosen is None else facts.chosen.one.id
        with QSignalBlocker(self.table):
            self.model.show_lines([line for line in facts.lines if fits(line, self.scope)], now)
            row = self.model.row_of(chosen)
            if row >= 0:
                self.table.setCurrentIndex(self.model.index(row, Column.WHAT))
            else:
                self.table.clearSelection()
        self.show_page()

    def retranslate(self, now: int) -> None:
        """Set every text again."""
        self.table.setAccessibleName(self.tr("Swarms"))
        self.model.tick(now)
        self.show_page()

    def say_why(self) -> None:
        """Nothing is of this sort, and how one comes into being."""
        titles = {
            "mine": self.tr("You are in no swarm"),
            "closed": self.tr("No swarm waits to be archived"),
            "archived": self.tr("No swarm is archived yet"),
        }
        self.empty.show_words(
            titles.get(self.scope, self.tr("No swarm is open")),
            self.tr("A swarm brings several people together on one hard case. Open the case and press Shift+S."),
            self.tr("To the cases"),
            "swarm",
        )
