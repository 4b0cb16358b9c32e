"""The list of conversations, with what is searched and which ones are shown."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from fallback_console.domain.conversations import Listing
from fallback_console.ui.messages.list_model import Column, ConversationsModel
from fallback_console.ui.theme import Size, Theme
from fallback_console.ui.widgets.found_list import FoundList

__all__ = ["ConversationList"]


class ConversationList(FoundList):
    """A table, or words where it is empty.

    Attributes:
        key_chosen: key of another conversation, '' for none.
        scope: of ``domain.conversations.SCOPES``.
    """

    key_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.model = ConversationsModel(theme)
        super().__init__(theme, self.model, "conversations", "sms", {Column.WHEN: 2 * Size.COLUMN_XS}, parent)
        self.scope = "all"
        self.table.row_chosen.connect(lambda row: self.key_chosen.emit(self.model.key(row)))

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

    def retranslate(self, now: int) -> None:
        """Set every text again."""
        self.table.setAccessibleName(self.tr("Conversations"))
        self.model.tick(now)
        self.show_page()

    def say_why(self) -> None:
        """Nothing is here, nothing fits, or nothing is of this sort."""
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
