"""The list of people, with what is searched and which kind is shown."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from fallback_console.services.people_list import PeopleListing
from fallback_console.ui.people.list_model import Column, PeopleModel
from fallback_console.ui.theme import Size, Theme
from fallback_console.ui.widgets.found_list import FoundList

__all__ = ["PeopleList"]


class PeopleList(FoundList):
    """A table, or words where it is empty.

    Attributes:
        chosen: another row is the current one.
        kind: of ``services.people_list.KINDS``.
        can_import: there is a way to bring people here.
    """

    chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.model = PeopleModel(theme)
        super().__init__(theme, self.model, "people", "people", {Column.NUMBER: 2 * Size.COLUMN_XS}, parent)
        self.kind = "all"
        self.can_import = True
        self._anybody = True
        self.table.row_chosen.connect(lambda _row: self.chosen.emit())

    @property
    def pk(self) -> int:
        """The person that is chosen by row number in the store, 0 for none."""
        return self.model.pk(self.table.currentIndex().row())

    def show_listing(self, listing: PeopleListing, *, first: bool) -> None:
        """Take a new order: who is chosen stays chosen and in place on the screen.

        Args:
            first: where the chosen one is not in it any more, the first one is chosen.
        """
        bar = self.table.verticalScrollBar()
        place, pk = bar.value(), self.pk
        self._anybody = listing.anybody
        with QSignalBlocker(self.table):
            self.model.show_order(listing.pks, listing.rows, listing.busy)
            row = self.model.row_of(pk) if pk else -1
            if row >= 0:
                self.table.setCurrentIndex(self.model.index(row, Column.WHO))
            else:
                self.table.clearSelection()
                self.table.setCurrentIndex(self.model.index(-1, -1))
        bar.setValue(place)
        if row < 0 and first and len(listing.pks):
            self.table.setCurrentIndex(self.model.index(0, Column.WHO))
        self.show_page()

    def choose(self, pk: int) -> None:
        """Choose a person where they are in the list, without telling."""
        row = self.model.row_of(pk)
        with QSignalBlocker(self.table):
            if row >= 0:
                self.table.setCurrentIndex(self.model.index(row, Column.WHO))
                self.table.scrollTo(self.model.index(row, Column.WHO))
            else:
                self.table.clearSelection()
        self.table.viewport().update()

    def retranslate(self) -> None:
        """Set every text again."""
        self.table.setAccessibleName(self.tr("People"))
        self.model.tick()
        self.show_page()

    @property
    def offers_import(self) -> bool:
        """The words in place of the list offer to import people."""
        return not self._anybody and self.can_import

    def say_why(self) -> None:
        """Nothing is here, nothing fits, or nothing is of this sort."""
        if not self._anybody:
            self.empty.show_words(
                self.tr("Nobody is here yet"),
                self.tr(
                    "Customers and teammates come with the helpdesk's cases. People from a spreadsheet or an address book can"
                    " be imported."
                ),
                self.tr("Import people…") if self.can_import else "",
                icon="people",
            )
        elif self.search:
            self.empty.show_words(
                self.tr("Nobody fits"),
                self.tr("Try fewer words, another part of the number, or all kinds of people."),
                icon="search",
            )
        else:
            hints = {
                "expert": self.tr("Who is imported as an expert, with skills and levels, stands here."),
                "oncall": self.tr("Who is in a group called 'On call' stands here."),
            }
            self.empty.show_words(
                self.tr("Nobody of this kind"),
                hints.get(self.kind, self.tr("An import can say of which kind people are.")),
                icon="people",
            )
