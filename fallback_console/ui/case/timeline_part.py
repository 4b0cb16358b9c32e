"""The timeline with its filter, and what can be done with one of its items."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from fallback_console.domain import links
from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.entry import Kind
from fallback_console.domain.views import TimelineRow
from fallback_console.services import personal
from fallback_console.ui.case.timeline_filter import TimelineFilter
from fallback_console.ui.case.timeline_model import TimelineModel
from fallback_console.ui.case.timeline_view import TimelineView
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import column

__all__ = ["TimelinePart"]

_ONLY = "timeline-only"
"""Name under which the filter is kept."""


class TimelinePart(QWidget):
    """Chips above a list. The filter is kept for the next time.

    Attributes:
        filtered: something else is to be shown.
        links_found: the links of a message, as a list of ``domain.links.Link``.
        take_back_requested: id of an entry that waits to be sent.
        said: (sentence, more words, variant).
    """

    filtered = Signal()
    links_found = Signal(object)
    take_back_requested = Signal(str)
    said = Signal(str, str, str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = tools.context.desk
        self._bridge = tools.bridge
        self.lines = TimelineModel(self._desk.login, self)
        self.view = TimelineView(tools.theme, self.lines)
        self.filter = TimelineFilter(tools.theme)
        body = column(self, gap=Space.XS)
        body.addWidget(self.filter)
        body.addWidget(self.view, 1)
        # In a low window the chips give way: the keys go on working.
        self.setMinimumHeight(Size.ROW)
        self.view.menu_requested.connect(self._show_menu)
        self.filter.chosen.connect(self._keep)
        self._bridge.run(self._desk.query(personal.find, _ONLY, ""), self._take_kept)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chips are shown where there is room for some items as well."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        enough = self.height() >= self.filter.whole_height(self.width()) + 3 * Size.ROW
        self.filter.setVisible(enough or bool(self.filter.current))
        self.filter.show_whole(enough)

    def retranslate(self) -> None:
        """Set every text again."""
        self.view.setAccessibleName(self.tr("Timeline"))
        self.filter.retranslate()
        self.lines.retranslate()

    def show_links(self, place: int = -1) -> None:
        """The links of an item, by default of the current one."""
        number = place if place >= 0 else self.view.currentIndex().row()
        row = self.lines.line(number).row if 0 <= number < self.lines.rowCount() else None
        found = [] if row is None else links.find(self.lines.line(number).body)
        if row is None:
            self.said.emit(self.tr("Choose a message in the timeline first."), "", "warn")
        elif found:
            self.links_found.emit(found)
        else:
            self.said.emit(self.tr("There are no links in this message."), "", "ok")

    def _keep(self, kind: str) -> None:
        self._make_room()
        self.view.forget_asking()
        self.filtered.emit()
        self._bridge.run(self._desk.command(personal.keep, _ONLY, kind or None))

    def _take_kept(self, kind: object) -> None:
        """What was shown when the window was last open."""
        if isinstance(kind, str) and kind:
            self.filter.set_current(kind)
            self._make_room()
            self.filtered.emit()

    def menu_for(self, place: int) -> QMenu:
        """What can be done with an item; it goes when it is closed."""
        line = self.lines.line(place)
        menu = QMenu(self)
        menu.addAction(self.tr("&Copy text"), lambda: self.view.copy(place))
        if line.short:
            words = self.tr("&Fold quoted text") if line.open else self.tr("Show &quoted text")
            menu.addAction(words, lambda: self.lines.toggle(place))
        if links.find(line.body):
            menu.addAction(self.tr("&Links in this message…"), lambda: self.show_links(place))
        row = line.row
        if row is not None and row.who == self._desk.login and _may_come_back(row):
            menu.addAction(self.tr("&Take back"), lambda: self.take_back_requested.emit(row.entry_id))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _show_menu(self, place: int, at: QPoint) -> None:
        self.menu_for(place).popup(at)


def _may_come_back(row: TimelineRow) -> bool:
    """Nobody has sent it, as far as is shown; whether it was tried is known to who takes it back."""
    written = row.mine and row.kind in (Kind.NOTE, Kind.REPLY, Kind.SMS_SENT)
    return written and bool(row.deliveries) and all(state is DeliveryState.WAITING for _, state in row.deliveries)
