"""Conversations with people over text messages and all other paths: the list on the left, the chosen one on the right."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from fallback_console.domain.conversations import SCOPES, Conversation, Listing
from fallback_console.services import broadcast_list, conversations
from fallback_console.ui.actions import Action
from fallback_console.ui.bridge import Touched
from fallback_console.ui.broadcast.page import BroadcastPage
from fallback_console.ui.broadcast.words import BroadcastWords
from fallback_console.ui.messages.actions import message_actions
from fallback_console.ui.messages.conversation_list import ConversationList
from fallback_console.ui.messages.pane import ThreadPane
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools, View
from fallback_console.ui.widgets import Button, EmptyState, PlainLabel, SearchBox, column, row
from fallback_console.ui.widgets.filter_bar import FilterBar
from fallback_console.ui.widgets.not_yet import NotYet

__all__ = ["WRITE", "MessagesView"]

WRITE = "write:"
"""What to show begins with this where somebody wants to write at once."""

_PAUSE_MS = 300
_SEARCH_MS = 200
_TOPICS = frozenset({"*", "sms", "delivery", "person", "number", "broadcast", "hub_message", "reach"})


class MessagesView(View):
    """Lists and shows; what is decided goes through the pane.

    Attributes:
        pane: the conversation's, None before the first was opened.
        broadcasts: the page about them, None before it was first shown.
    """

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.pane: ThreadPane | None = None
        self.broadcasts: BroadcastPage | None = None
        self._under_way = 0
        self._words = BroadcastWords(self)
        self._wanted = ""
        self._asked = ("", "")
        self._title = PlainLabel("", "title")
        self.search = SearchBox(self.theme, wait=_SEARCH_MS)
        self.new_button = Button(self.theme, "", "add")
        self.new_button.setObjectName("messages-new")
        self.broadcast_button = Button(self.theme, "", "broadcast")
        self.broadcast_button.setObjectName("messages-broadcast")
        self.filters = FilterBar(self.theme, SCOPES)
        self.list = ConversationList(self.theme)
        self._pages, self._right = QStackedWidget(), QStackedWidget()
        self._nothing = EmptyState(self.theme, "sms")
        self._right.addWidget(self._nothing)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._build()
        self._actions = message_actions(self)
        self._refresher = Refresher(self, self.bridge, self._ask, self._show)
        self.list.not_yet = NotYet(self, self._refresher, self.list.empty.show_words)
        self.list.empty.action_requested.connect(self._refresher.request)
        self._pause.timeout.connect(self._refresher.request)
        self.bridge.changed.connect(self._take_changes)
        tools.ticker.ticked.connect(self._tick)
        self.retranslate()

    def _build(self) -> None:
        head = row(gap=Space.M)
        head.addWidget(self._title)
        head.addWidget(self.search, 1)
        head.addWidget(self.new_button)
        left = QWidget()
        lines = column(left, gap=Space.M)
        lines.addLayout(head)
        lines.addWidget(self.filters)
        lines.addWidget(self.list, 1)
        lines.addWidget(self.broadcast_button)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(Space.M)
        split.addWidget(left)
        split.addWidget(self._right)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        left.setMinimumWidth(Size.SIDE)
        self._right.setMinimumWidth(Size.POPOVER)
        split.setSizes([Size.POPOVER, Size.PAGE])
        body = column(self, margin=Space.M)
        self._pages.addWidget(split)
        body.addWidget(self._pages)
        self.filters.set_current("all")
        self.filters.chosen.connect(self._choose_scope)
        self.search.search_requested.connect(self._search_for)
        self.search.leave_requested.connect(self.list.take_focus)
        self.new_button.clicked.connect(self.write_to_somebody)
        self.broadcast_button.clicked.connect(lambda: self.show_broadcasts())
        self.list.key_chosen.connect(self._open)
        self.list.open_requested.connect(lambda: self.conversation.compose())
        self.list.model.rows_wanted.connect(self._fetch)

    def actions_here(self) -> tuple[Action, ...]:
        """What can be done with messages."""
        return self._actions

    @property
    def conversation(self) -> ThreadPane:
        """The pane of the chosen conversation; made for the first one."""
        if self.pane is None:
            pane = self.pane = ThreadPane(self.tools)
            pane.said.connect(self.said)
            pane.call_requested.connect(self.call_requested)
            pane.case_requested.connect(lambda key: self.view_requested.emit("queue", key))
            pane.moved.connect(self._follow)
            pane.choosing.recipient_chosen.connect(self._write_to)
            self._right.addWidget(pane)
        return self.pane

    @property
    def settled(self) -> bool:
        """List and conversation are there."""
        shown = self.broadcasts
        if shown is not None and shown.isVisible() and not shown.settled:
            return False
        return not self._refresher.busy and (self.pane is None or not self.pane.isVisible() or not self.pane.busy)

    def arrive(self, what: str) -> None:
        """To the front; ``what`` is a conversation's key, to be written in behind ``WRITE``, the entry of a message, 'broadcasts', or
        'broadcasts:write' to go on with the one that was begun."""
        if what.partition(":")[0] == "broadcasts":
            self.show_broadcasts(write=what.endswith(":write"))
            return
        if what:
            self.show_conversations()
        if what.startswith(WRITE):
            self._write_to(what.removeprefix(WRITE))
            return
        if what.startswith(("person:", "number:")):
            self._open_anew(what)
        elif what:
            self.bridge.run(self.desk.query(conversations.key_of_message, what), self._open_anew)
        self._refresher.request()
        self.list.take_focus()

    def leave(self) -> None:
        """The window closes: keep what was begun."""
        if self.pane is not None:
            self.pane.composer.flush()
        if self.broadcasts is not None:
            self.broadcasts.compose.flush()

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("Messages"))
        self.search.set_hint(self.tr("Search people, numbers, messages"))
        self.new_button.setText(self.tr("New"))
        self.new_button.setToolTip(self.tr("Write to somebody (N)"))
        self._write_broadcasts(self._under_way)
        self.broadcast_button.setToolTip(self.tr("One text to many people (B)"))
        self.filters.set_titles(
            {
                "all": self.tr("All"),
                "unanswered": self.tr("To answer"),
                "trouble": self.tr("Failed or unknown"),
                "strangers": self.tr("Unknown senders"),
            }
        )
        self._nothing.show_words(
            self.tr("Choose a conversation"),
            self.tr("Or press N to write to somebody. Text messages need no Slack and no mail."),
        )
        self.list.retranslate(self.now())
        if self.pane is not None:
            self.pane.retranslate()
        if self.broadcasts is not None:
            self.broadcasts.retranslate()

    def show_broadcasts(self, *, write: bool = False) -> None:
        """One text to many people: those there are, and a new one; with ``write`` the one that was begun."""
        if self.broadcasts is None:
            page = self.broadcasts = BroadcastPage(self.tools)
            page.said.connect(self.said)
            page.left.connect(self.show_conversations)
            page.message_requested.connect(self.arrive)
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(self.broadcasts)
        self.broadcasts.arrive()
        if write:
            self.broadcasts.write()

    def show_conversations(self) -> None:
        """Back from the broadcasts."""
        if self._pages.currentIndex():
            self._pages.setCurrentIndex(0)
            self.list.take_focus()

    def write_to_somebody(self) -> None:
        """Whom to write to?"""
        self.show_conversations()
        self._right.setCurrentWidget(self.conversation)
        self.conversation.choosing.recipient()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves what is in the messages' place, then the conversation for the list; what was typed stays."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.pane is not None and self.pane.panels.panel is not None:
            self.pane.panels.back()
        else:
            self.list.take_focus()

    # Facts.

    def _ask(self) -> Future[Any]:
        self._asked = (self.list.scope, self.list.search)
        return self.desk.query(conversations.listing, *self._asked, self.desk.login)

    def _show(self, listing: Listing) -> None:
        if self._asked != (self.list.scope, self.list.search):
            self._refresher.request()
            return
        wanted, self._wanted = self._wanted, ""
        self.list.show_listing(listing, self.now(), wanted)
        self.filters.show_counts(listing.counts)
        self.bridge.run(self.desk.query(broadcast_list.under_way), self._write_broadcasts)

    def _write_broadcasts(self, under_way: int) -> None:
        self._under_way = under_way
        words = self._words.running(under_way) if under_way else self.tr("&Broadcast …")
        self.broadcast_button.setText(words)

    def _fetch(self, keys: Sequence[str], generation: int) -> None:
        def take(rows: list[Conversation]) -> None:
            self.list.model.take_rows(keys, rows, generation)

        self.bridge.run(self.desk.query(conversations.rows, list(keys), self.desk.login), take)

    def _take_changes(self, touched: Touched) -> None:
        """A burst of receipts is one question."""
        if not self._pause.isActive() and any(topic in _TOPICS for topic, _ in touched):
            self._pause.start()

    def _tick(self) -> None:
        if self.isVisible():
            self.list.model.tick(self.now())

    # Intents.

    def _choose_scope(self, name: str) -> None:
        self.list.scope = name or "all"
        self.filters.set_current(self.list.scope)
        self._refresher.request()

    def _search_for(self, text: str) -> None:
        self.list.search = text
        self._refresher.request()

    def _open(self, key: str) -> None:
        if key:
            self.conversation.open_conversation(key)
            self._right.setCurrentWidget(self.conversation)

    def _open_anew(self, key: str) -> None:
        """Wherever it is in the list: filters and search give way."""
        if key:
            self._wanted = key
            self.search.clear()
            self.list.scope, self.list.search = "all", ""
            self.filters.set_current("all")
            self._open(key)
            self._refresher.request()

    def _follow(self, key: str) -> None:
        self._wanted = key
        self._open(key)
        self._refresher.request()

    def _write_to(self, key: str) -> None:
        self._open_anew(key)
        self.conversation.compose()
