"""Asks whom to write to, or whom a message is from; looks up what was typed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from fallback_console.domain.conversations import Candidate, Message
from fallback_console.domain.views import CaseRow, NumberRow, PersonRow
from fallback_console.services import candidates, conversations, hub_messages, people, queue
from fallback_console.ui.messages.choose_panel import ASSIGN, WRITE, ChoosePanel
from fallback_console.ui.messages.panels import ThreadPanels
from fallback_console.ui.views.base import Tools

__all__ = ["Choosing"]

_MOST = 30

_Found = tuple[str, str, list[PersonRow], list[CaseRow], NumberRow | None, list[Candidate]]


class Choosing(QObject):
    """Stands between the panel and the services.

    Attributes:
        assigned: (person key or None, case key or None).
        recipient_chosen: key of a conversation to write in.
        message: what is assigned, None while somebody to write to is looked for.
    """

    assigned = Signal(object, object)
    recipient_chosen = Signal(str)

    def __init__(self, tools: Tools, panels: ThreadPanels, parent: QObject) -> None:
        super().__init__(parent)
        self.message: Message | None = None
        self._desk = tools.context.desk
        self._bridge = tools.bridge
        self._panels = panels
        self._panel: ChoosePanel | None = None
        panels.chooser_made.connect(self._take_panel)
        self._bridge.indexed.connect(self._search_again)

    def assign(self, message: Message) -> None:
        """Whom is this from, and what is it about?"""
        self.message = message
        self._panels.choose(ASSIGN)
        self._search("")

    def recipient(self) -> None:
        """Whom to write to?"""
        self.message = None
        self._panels.choose(WRITE)
        self._search("")

    def _take_panel(self, panel: ChoosePanel) -> None:
        self._panel = panel
        panel.search_requested.connect(self._search)
        panel.taken.connect(self.assigned)
        panel.recipient_taken.connect(self.recipient_chosen)

    def _search_again(self) -> None:
        text = self._panel.search.text().strip() if self._panel is not None and self._panel.isVisible() else ""
        if text:
            self._search(text)

    def _search(self, text: str) -> None:
        if self._panel is not None:
            message = self.message
            number = message.number if message is not None else ""
            words = message.item.text if message is not None else ""
            query = self._desk.query(_found, self._panel.mode, text, number, words)
            self._bridge.run(query, self._show)

    def _show(self, found: _Found) -> None:
        mode, text, persons, cases, number, maybe = found
        panel = self._panel
        if panel is None or panel.mode != mode or panel.search.text().strip() != text:
            return
        if mode == WRITE:
            panel.show_recipients(persons, number)
        elif text:
            panel.show_found(persons, cases)
        else:
            panel.show_candidates(maybe)


def _found(reading: Any, mode: str, text: str, number: str, words: str) -> _Found:
    if mode == ASSIGN and not text:
        return mode, text, [], [], None, candidates.candidates(reading, number, words)
    persons = people.list_people(reading, text, "", _MOST)
    if mode == WRITE:
        persons = [
            one for one in persons if any(n.e164 for n in one.numbers) or hub_messages.side_of(reading, one) is not None
        ]
        return mode, text, persons, [], conversations.number_typed(reading, text), []
    return mode, text, persons, queue.search_cases(reading, text, _MOST), None, []
