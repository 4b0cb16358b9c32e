"""The middle of an opened case: its timeline, or for a while something in its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QWidget

from fallback_console.domain.links import Link
from fallback_console.domain.templates import Template
from fallback_console.domain.views import ContactRow
from fallback_console.ui.case.contacts_panel import ContactsPanel
from fallback_console.ui.case.links_panel import LinksPanel
from fallback_console.ui.case.side_panel import SidePanel
from fallback_console.ui.case.templates_panel import TemplatesPanel
from fallback_console.ui.case.timeline_part import TimelinePart
from fallback_console.ui.theme import Size, Theme

__all__ = ["CasePanels"]


class CasePanels(QStackedWidget):
    """The timeline and the panels; each panel is made when it is first asked for.

    Attributes:
        case_requested: key of a case.
        said: (sentence, more words, variant).
        text_taken: a template, filled, for the composer.
        keep_requested: (id or '', title, text): keep a template of one's own.
        remove_requested: id of a template of one's own.
        panel_changed: whether something stands in the timeline's place now.
    """

    case_requested = Signal(str)
    said = Signal(str, str, str)
    text_taken = Signal(str)
    keep_requested = Signal(str, str, str)
    remove_requested = Signal(str)
    panel_changed = Signal(bool)

    def __init__(self, theme: Theme, login: str, timeline: TimelinePart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._login = login
        self._timeline = timeline
        self._came_from: QWidget | None = None
        self.contacts: ContactsPanel | None = None
        self.links: LinksPanel | None = None
        self.templates: TemplatesPanel | None = None
        self.addWidget(timeline)
        # Everything else gets its room first.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.currentChanged.connect(self._fit)
        self._fit()

    def hasHeightForWidth(self) -> bool:
        """It takes what is left, whatever a panel that is not in front would like."""
        return False

    def retranslate(self) -> None:
        """Set every text again."""
        for panel in (self.contacts, self.links, self.templates):
            if panel is not None:
                panel.retranslate()

    @property
    def panel(self) -> SidePanel | None:
        """What stands in the timeline's place, None for the timeline itself."""
        current = self.currentWidget()
        return current if isinstance(current, SidePanel) else None

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

    def show_templates(
        self,
        own: Sequence[Template],
        built: Sequence[Template],
        values: Mapping[str, str],
        draft: str,
    ) -> None:
        """Show templates of the composer's mode."""
        if self.templates is None:
            self.templates = TemplatesPanel(self._theme)
            self.templates.taken.connect(self._take_text)
            self.templates.keep_requested.connect(self.keep_requested)
            self.templates.remove_requested.connect(self.remove_requested)
            self._take_in(self.templates)
        self.templates.show_templates(own, built, values, draft)
        if self.panel is not self.templates:
            self._bring(self.templates)

    def back(self) -> None:
        """The timeline again, and the keyboard where it was."""
        panel, came_from = self.panel, self._came_from
        if panel is None:
            return
        focus = QApplication.focusWidget()
        inside = focus is not None and panel.isAncestorOf(focus)
        self._came_from = None
        self.setCurrentWidget(self._timeline)
        self.panel_changed.emit(False)
        if inside:
            (came_from if came_from is not None and came_from.isVisible() else self._timeline.view).setFocus()

    def _fit(self) -> None:
        """As low as what is in front allows, whatever the others need."""
        self.setMinimumHeight(Size.ROW if self.panel is None else self.panel.minimumSizeHint().height())

    def _take_text(self, text: str) -> None:
        self._came_from = None
        self.back()
        self.text_taken.emit(text)

    def _take_in(self, panel: SidePanel) -> None:
        panel.left.connect(self.back)
        self.addWidget(panel)

    def _bring(self, panel: SidePanel) -> None:
        if self.panel is None:
            self._came_from = QApplication.focusWidget()
        self.setCurrentWidget(panel)
        self.panel_changed.emit(True)
        panel.begin()
