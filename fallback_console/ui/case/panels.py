"""The middle of an opened case: its timeline, or for a while something in its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fallback_console.domain.links import Link
from fallback_console.domain.views import ContactRow
from fallback_console.ui.case.contacts_panel import ContactsPanel
from fallback_console.ui.case.links_panel import LinksPanel
from fallback_console.ui.case.panel_stack import PanelStack
from fallback_console.ui.case.timeline_part import TimelinePart
from fallback_console.ui.theme import Theme

__all__ = ["CasePanels"]


class CasePanels(PanelStack):
    """The timeline and its panels.

    Attributes:
        case_requested: key of a case.
        said: (sentence, more words, variant).
    """

    case_requested = Signal(str)
    said = Signal(str, str, str)

    def __init__(self, theme: Theme, login: str, timeline: TimelinePart, parent: QWidget | None = None) -> None:
        super().__init__(theme, timeline, timeline.view, parent)
        self._login = login
        self.contacts: ContactsPanel | None = None
        self.links: LinksPanel | None = None

    def show_contacts(self, contacts: Sequence[ContactRow], now: int, *, front: bool = True) -> None:
        """Show the last contacts; without ``front`` only where they are shown already."""
        if self.contacts is None:
            if not front:
                return
            self.contacts = ContactsPanel(self._theme, self._login)
            self.contacts.case_requested.connect(self.case_requested)
            self._take_in(self.contacts)
        self.contacts.show_contacts(contacts, now)
        if front:
            self._bring(self.contacts)

    def show_links(self, links: Sequence[Link]) -> None:
        """Show the links of a message."""
        if self.links is None:
            self.links = LinksPanel(self._theme)
            self.links.said.connect(self.said)
            self._take_in(self.links)
        self.links.show_links(links)
        self._bring(self.links)
