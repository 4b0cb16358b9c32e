"""The list of people, with what is searched and which kind is shown."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from fallback_console.services.people_list import PeopleListing
from fallback_console.ui.people.list_model import Column, PeopleModel
from fallback_console.ui.theme import Size, Theme
from fallback_console.ui.widgets import EmptyState
from fallback_console.ui.widgets.not_yet import NotYet
from fallback_console.ui.widgets.table import Table
from fallback_console.ui.widgets.two_line import TwoLineDelegate

__all__ = ["PeopleList"]


class PeopleList(QStackedWidget):
    """A table, or words where it is empty.

    Attributes:
        chosen: another row is the current one.
        open_requested: Enter or a double click on one.
        kind: of ``services.people_list.KINDS``.
        search: what is searched, '' for nothing.
        can_import: there is a way to bring people here.
        not_yet: what is said until the first answer; None before there is a question.
    """

    chosen = Signal()
    open_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind, self.search = "all", ""
        self.can_import = True
        self.not_yet: NotYet | None = None
        self._anybody = True
        self.model = PeopleModel(theme, self)
        self.table = Table(self.model, row_height=Size.ROW)
        self.table.setObjectName("people")
        widths: dict[int, int] = {Column.NUMBER: 2 * Size.COLUMN_XS}
        self.table.set_columns(widths, Column.WHO)
        for column in Column:
            self.table.setItemDelegateForColumn(column, TwoLineDelegate(theme, self.table))
        self.table.row_chosen.connect(lambda _row: self.chosen.emit())
        self.table.open_requested.connect(lambda _row: self.open_requested.emit())
        self.empty = EmptyState(theme, "people")
        self.addWidget(self.table)
        self.addWidget(self.empty)
        self.setMinimumWidth(Size.SIDE)

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

    def show_page(self) -> None:
        """The table, or why it is empty; the keyboard stays here."""
        focus = self.window().focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        if self.model.rowCount():
            self.setCurrentWidget(self.table)
        else:
            self._show_why()
            self.setCurrentWidget(self.empty)
        if had_focus:
            self.take_focus()

    def take_focus(self) -> None:
        """The keyboard comes here."""
        (self.table if self.currentWidget() is self.table else self).setFocus()

    def step(self, by: int) -> None:
        """So many rows further down."""
        row = min(max(self.table.currentIndex().row() + by, 0), self.model.rowCount() - 1)
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, Column.WHO))

    def retranslate(self) -> None:
        """Set every text again."""
        self.table.setAccessibleName(self.tr("People"))
        self.model.tick()
        self.show_page()

    @property
    def offers_import(self) -> bool:
        """The words in place of the list offer to import people."""
        return not self._anybody and self.can_import

    def _show_why(self) -> None:
        if self.not_yet is not None and self.not_yet.write():
            return
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
