"""The list of conversations, with what is searched and which ones are shown."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from fallback_console.domain.conversations import Listing
from fallback_console.ui.messages.list_model import Column, ConversationsModel
from fallback_console.ui.theme import Size, Theme
from fallback_console.ui.widgets import EmptyState
from fallback_console.ui.widgets.not_yet import NotYet
from fallback_console.ui.widgets.table import Table
from fallback_console.ui.widgets.two_line import TwoLineDelegate

__all__ = ["ConversationList"]


class ConversationList(QStackedWidget):
    """A table, or words where it is empty.

    Attributes:
        key_chosen: key of another conversation, '' for none.
        open_requested: Enter or a double click on one.
        scope: of ``domain.conversations.SCOPES``.
        search: what is searched, '' for nothing.
        not_yet: what is said until the first answer; None before there is a question.
    """

    key_chosen = Signal(str)
    open_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scope, self.search = "all", ""
        self.not_yet: NotYet | None = None
        self.model = ConversationsModel(theme, self)
        self.table = Table(self.model, row_height=Size.ROW)
        self.table.setObjectName("conversations")
        widths: dict[int, int] = {Column.WHEN: 2 * Size.COLUMN_XS}
        self.table.set_columns(widths, Column.WHO)
        for column in Column:
            self.table.setItemDelegateForColumn(column, TwoLineDelegate(theme, self.table))
        self.table.row_chosen.connect(lambda row: self.key_chosen.emit(self.model.key(row)))
        self.table.open_requested.connect(lambda _row: self.open_requested.emit())
        self.empty = EmptyState(theme, "sms")
        self.addWidget(self.table)
        self.addWidget(self.empty)
        self.setMinimumWidth(Size.SIDE)

    @property
    def key(self) -> str:
        """The conversation that is chosen, '' for none."""
        return self.model.key(self.table.currentIndex().row())

    def show_listing(self, listing: Listing, now: int, wanted: str) -> None:
        """Take a new order: what is chosen stays chosen and in its place on the screen.

        Args:
            wanted: key of the conversation that is to be chosen.
        """
        bar = self.table.verticalScrollBar()
        place, key = bar.value(), wanted or self.key
        with QSignalBlocker(self.table):
            self.model.show_order(listing.keys, now)
            row = self.model.row_of(key)
            if row >= 0:
                self.table.setCurrentIndex(self.model.index(row, Column.WHO))
            else:
                self.table.clearSelection()
        bar.setValue(place)
        if row >= 0 and wanted:
            self.table.scrollTo(self.model.index(row, Column.WHO))
        self.show_page()

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

    def retranslate(self, now: int) -> None:
        """Set every text again."""
        self.table.setAccessibleName(self.tr("Conversations"))
        self.model.tick(now)
        self.show_page()

    def _show_why(self) -> None:
        if self.not_yet is not None and self.not_yet.write():
            return
        if self.search:
            self.empty.show_words(
                self.tr("No conversation fits"),
                self.tr("Try fewer words, another part of the number, or N to write to somebody new."),
                icon="search",
            )
            return
        titles = {
            "unanswered": self.tr("Nobody waits for an answer"),
            "trouble": self.tr("Nothing failed and nothing is in doubt"),
            "strangers": self.tr("Everybody who wrote is known"),
        }
        self.empty.show_words(
            titles.get(self.scope, self.tr("No text messages yet")),
            self.tr("What customers and colleagues text appears here. Press N to write to somebody."),
            icon="ok" if self.scope in titles else "sms",
        )
