"""The middle of a conversation: its messages, or for a while something in their place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fallback_console.ui.case.panel_stack import PanelStack
from fallback_console.ui.case.timeline_view import TimelineView
from fallback_console.ui.messages.choose_panel import ChoosePanel
from fallback_console.ui.theme import Theme

__all__ = ["ThreadPanels"]


class ThreadPanels(PanelStack):
    """The messages and their panels.

    Attributes:
        chooser_made: the panel for choosing somebody is there now.
    """

    chooser_made = Signal(object)

    def __init__(self, theme: Theme, messages: TimelineView, parent: QWidget | None = None) -> None:
        super().__init__(theme, messages, messages, parent)
        self.chooser: ChoosePanel | None = None

    def choose(self, mode: str) -> ChoosePanel:
        """Ask for somebody."""
        if self.chooser is None:
            self.chooser = ChoosePanel(self._theme)
            self._take_in(self.chooser)
            self.chooser_made.emit(self.chooser)
        self.chooser.begin_with(mode)
        self._bring(self.chooser)
        return self.chooser
