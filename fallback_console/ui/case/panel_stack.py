"""A place with something in front that panels stand in for, one at a time: each is made when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QWidget

from fallback_console.domain.templates import Template
from fallback_console.ui.case.side_panel import SidePanel
from fallback_console.ui.case.templates_panel import TemplatesPanel
from fallback_console.ui.theme import Size, Theme

__all__ = ["PanelStack"]


class PanelStack(QStackedWidget):
    """What is in front, and the panels; templates are one that every such place has.

    Args:
        front: what is shown without a panel.
        reader: what of it takes the keyboard.

    Attributes:
        text_taken: a template, filled, for the composer.
        keep_requested: (id or '', title, text): keep a template of one's own.
        remove_requested: id of a template of one's own.
        panel_changed: whether a panel stands in front now.
    """

    text_taken = Signal(str)
    keep_requested = Signal(str, str, str)
    remove_requested = Signal(str)
    panel_changed = Signal(bool)

    def __init__(self, theme: Theme, front: QWidget, reader: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._front = front
        self._reader = reader
        self._came_from: QWidget | None = None
        self._panels: list[SidePanel] = []
        self.templates: TemplatesPanel | None = None
        self.addWidget(front)
        # Everything else gets its room first.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.currentChanged.connect(self._fit)
        self._fit()

    def hasHeightForWidth(self) -> bool:
        """It takes what is left, whatever a panel that is not in front would like."""
        return False

    def retranslate(self) -> None:
        """Set every text again."""
        for panel in self._panels:
            panel.retranslate()

    @property
    def panel(self) -> SidePanel | None:
        """The panel in front, None for none."""
        current = self.currentWidget()
        return current if isinstance(current, SidePanel) else None

    def show_templates(
        self, own: Sequence[Template], built: Sequence[Template], values: Mapping[str, str], draft: str
    ) -> None:
        """Show templates for what is being written."""
        if self.templates is None:
            self.templates = TemplatesPanel(self._theme)
            self.templates.taken.connect(self._take_text)
            self.templates.keep_requested.connect(self.keep_requested)
            self.templates.remove_requested.connect(self.remove_requested)
            self._take_in(self.templates)
        self.templates.show_templates(own, built, values, draft)
        if self.panel is not self.templates:
            self._bring(self.templates)

    def put_in_front(self, panel: SidePanel) -> None:
        """Show a panel that somebody else made; it is this place's from then on."""
        if panel not in self._panels:
            self._take_in(panel)
        if self.panel is not panel:
            self._bring(panel)

    def back(self) -> None:
        """No panel again, and the keyboard where it was."""
        panel, came_from = self.panel, self._came_from
        if panel is None:
            return
        focus = QApplication.focusWidget()
        inside = focus is not None and panel.isAncestorOf(focus)
        self._came_from = None
        self.setCurrentWidget(self._front)
        self.panel_changed.emit(False)
        if inside:
            (came_from if came_from is not None and came_from.isVisible() else self._reader).setFocus()

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
        self._panels.append(panel)

    def _bring(self, panel: SidePanel) -> None:
        if self.panel is None:
            self._came_from = QApplication.focusWidget()
        self.setCurrentWidget(panel)
        self.panel_changed.emit(True)
        panel.begin()
