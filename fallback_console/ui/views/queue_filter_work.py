"""Filters of one's own: made, tried, kept at this station, moved and removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from fallback_console.services import personal, queue
from fallback_console.ui.i18n import translate
from fallback_console.ui.models.queue_filters import SCOPES, SavedFilter, filters_from, kept
from fallback_console.ui.views.base import Tools
from fallback_console.ui.views.queue_filter_panel import FilterPanel
from fallback_console.ui.views.queue_list import QueueList

if TYPE_CHECKING:
    from fallback_console.domain.mirror import Vocabulary

__all__ = ["FILTERS", "FilterWork"]

FILTERS = "queue.filters"
"""Name they are kept under."""


class FilterWork(QObject):
    """Shows the panel over the list and keeps what comes of it.

    Attributes:
        said: (sentence, more words, variant).
        can_be_undone: (sentence, what takes it back).
        panel: None until a filter is first made.
    """

    said = Signal(str, str, str)
    can_be_undone = Signal(str, object)

    def __init__(self, cases: QueueList, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._list = cases
        self._tools = tools
        self._desk = tools.context.desk
        self.panel: FilterPanel | None = None
        cases.feed.scope_changed.connect(self._scope_changed)
        tools.bridge.run(self._desk.query(personal.find, FILTERS), self._take)

    def _take(self, value: object) -> None:
        filters = filters_from(value)
        if filters:
            self._show(filters)

    def _show(self, filters: Sequence[SavedFilter]) -> None:
        self._list.feed.set_saved(filters)
        self._list.write_filters()

    def saved(self, name: str) -> SavedFilter | None:
        """The filter of a chip, None where it is not the person's own."""
        return next((one for one in self._list.feed.saved if one.key == name), None)

    # The panel.

    @property
    def is_open(self) -> bool:
        """A filter is being made."""
        return self.panel is not None and not self.panel.isHidden()

    def toggle(self) -> None:
        """Open the panel with what is shown now, or close it."""
        if self.is_open:
            self.leave()
            return
        feed = self._list.feed
        chosen = self.saved(feed.scope)
        if chosen is None and feed.text:
            chosen = SavedFilter(closed=True, search=feed.text)
        self.open(chosen or SavedFilter(scope=feed.scope if feed.scope in SCOPES else "team"))

    def open(self, base: SavedFilter) -> None:
        """Open the panel with a filter."""

        def show(vocabulary: Vocabulary) -> None:
            panel = self.panel = self.panel or self._make()
            self._list.search.clear()
            panel.open_with(base, vocabulary)

        self._tools.bridge.run(self._desk.query(queue.vocabulary), show)

    def leave(self) -> bool:
        """Close the panel; the filter of before is in force again. Whether it was open."""
        if self.panel is None or self.panel.isHidden():
            return False
        focused = QApplication.focusWidget()
        inside = focused is not None and self.panel.isAncestorOf(focused)
        self.panel.hide()
        if inside:
            self._list.filter_button.setFocus()
        feed = self._list.feed
        if feed.draft is not None:
            feed.try_filter(None)
            self._list.filters.set_current(feed.scope)
        return True

    def retranslate(self) -> None:
        """Set every text again."""
        if self.panel is not None:
            self.panel.retranslate()

    def _make(self) -> FilterPanel:
        panel = FilterPanel(self._tools.theme, self._list)
        panel.hide()
        panel.tried.connect(self._try)
        panel.save_requested.connect(self._save)
        panel.move_requested.connect(self.move)
        panel.remove_requested.connect(self.remove)
        panel.left.connect(self.leave)
        self._list.body.insertWidget(2, panel)
        return panel

    def _try(self, draft: SavedFilter) -> None:
        self._list.feed.try_filter(draft)
        self._list.filters.set_current("")

    def _scope_changed(self, _name: str) -> None:
        if self._list.feed.draft is None and self.panel is not None:
            self.panel.hide()

    # Keeping.

    def _save(self, made: SavedFilter) -> None:
        filters = list(self._list.feed.saved)
        if made.number:
            filters = [made if one.number == made.number else one for one in filters]
        else:
            made = made._replace(number=max((one.number for one in filters), default=0) + 1)
            filters.append(made)

        def saved() -> None:
            self._list.feed.set_scope(made.key)
            self._list.filters.set_current(made.key)
            self._list.into_table()
            words = translate("QueueWork", "saved: the filter “{name}”").format(name=made.name)
            self.said.emit(words, "", "ok")

        self._keep(filters, saved)

    def move(self, one: SavedFilter, by: int) -> None:
        """A chip goes further left or right among the person's own."""
        filters = list(self._list.feed.saved)
        at = next((n for n, other in enumerate(filters) if other.number == one.number), -1)
        to = at + by
        if at >= 0 and 0 <= to < len(filters):
            filters[at], filters[to] = filters[to], filters[at]
            self._keep(filters)

    def remove(self, one: SavedFilter) -> None:
        """A filter is gone, and can be brought back for a while."""
        before = list(self._list.feed.saved)
        at = next((n for n, other in enumerate(before) if other.number == one.number), -1)
        if at < 0:
            return

        def back() -> None:
            now = [other for other in self._list.feed.saved if other.number != one.number]
            now.insert(min(at, len(now)), before[at])
            self._keep(now)

        def removed() -> None:
            self.leave()
            words = translate("QueueWork", "The filter “{name}” is removed").format(name=one.name)
            self.can_be_undone.emit(words, back)

        self._keep([other for other in before if other.number != one.number], removed)

    def _keep(self, filters: Sequence[SavedFilter], then: Callable[[], None] | None = None) -> None:
        def done(_nothing: object) -> None:
            self._show(filters)
            if then is not None:
                then()

        self._tools.bridge.run(self._desk.command(personal.keep, FILTERS, kept(filters)), done)
