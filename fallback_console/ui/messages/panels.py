"""The middle of a conversation: its messages, or for a while something in their place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QWidget

from fallback_console.domain.templates import Template
from fallback_console.ui.case.side_panel import SidePanel
from fallback_console.ui.case.templates_panel import TemplatesPanel
from fallback_console.ui.case.timeline_view import TimelineView
from fallback_console.ui.messages.choose_panel import ChoosePanel
from fallback_console.ui.theme import Size, Theme

__all__ = ["ThreadPanels"]


class ThreadPanels(QStackedWidget):
    """The messages and the panels; each panel is made when it is first asked for.

    Attributes:
        chooser_made: the panel for choosing somebody is there now.
        text_taken: a template, filled, for the composer.
        keep_requested: (id or '', title, text): keep a template of one's own.
        remove_requested: id of a template of one's own.
        panel_changed: whether something stands in the messages' place now.
    """

    chooser_made = Signal(object)
    text_taken = Signal(str)
    keep_requested = Signal(str, str, str)
    remove_requested = Signal(str)
    panel_changed = Signal(bool)

    def __init__(self, theme: Theme, messages: TimelineView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._messages = messages
        self._came_from: QWidget | None = None
        self.templates: TemplatesPanel | None = None
        self.chooser: ChoosePanel | None = None
        self.addWidget(messages)
        # Everything else gets its room first.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.currentChanged.connect(self._fit)
        self._fit()

    def hasHeightForWidth(self) -> bool:
        """It takes what is left, whatever a panel that is not in front would like."""
        return False

    def retranslate(self) -> None:
        """Set every text again."""
        for panel in (self.templates, self.chooser):
            if panel is not None:
                panel.retranslate()

    @property
    def panel(self) -> SidePanel | None:
        """What stands in the messages' place, None for themselves."""
        current = self.currentWidget()
        return current if isinstance(current, SidePanel) else None

    def choose(self, mode: str) -> ChoosePanel:
        """Ask for somebody."""
        if self.chooser is None:
            self.chooser = ChoosePanel(self._theme)
            self.chooser.left.connect(self.back)
            self.addWidget(self.chooser)
            self.chooser_made.emit(self.chooser)
        self.chooser.begin_with(mode)
        self._bring(self.chooser)
        return self.chooser

    def show_templates(
        self, own: Sequence[Template], built: Sequence[Template], values: Mapping[str, str], draft: str
    ) -> None:
        """Show templates of text messages."""
        if self.templates is None:
            self.templates = TemplatesPanel(self._theme)
            self.templates.taken.connect(self._take_text)
            self.templates.keep_requested.connect(self.keep_requested)
            self.templates.remove_requested.connect(self.remove_requested)
            self.templates.left.connect(self.back)
            self.addWidget(self.templates)
        self.templates.show_templates(own, built, values, draft)
        if self.panel is not self.templates:
            self._bring(self.templates)

    def back(self) -> None:
        """The messages again, and the keyboard where it was."""
        panel, came_from = self.panel, self._came_from
        if panel is None:
            return
        focus = QApplication.focusWidget()
        inside = focus is not None and panel.isAncestorOf(focus)
        self._came_from = None
        self.setCurrentWidget(self._messages)
        self.panel_changed.emit(False)
        if inside:
            (came_from if came_from is not None and came_from.isVisible() else self._messages).setFocus()

    def _fit(self) -> None:
        self.setMinimumHeight(Size.ROW if self.panel is None else self.panel.minimumSizeHint().height())

    def _take_text(self, text: str) -> None:
        self._came_from = None
        self.back()
        self.text_taken.emit(text)

    def _bring(self, panel: SidePanel) -> None:
        if self.panel is None:
            self._came_from = QApplication.focusWidget()
        self.setCurrentWidget(panel)
        self.panel_changed.emit(True)
        panel.begin()
