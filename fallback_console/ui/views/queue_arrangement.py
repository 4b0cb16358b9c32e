"""How the queue is arranged: order, groups, folds and columns; kept at this station for the next start."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu, QWidget

from fallback_console.services import personal
from fallback_console.ui.models.queue_cells import SORTS
from fallback_console.ui.models.queue_listing import ARRANGEMENT
from fallback_console.ui.models.queue_model import QueueModel
from fallback_console.ui.views.base import Tools
from fallback_console.ui.views.queue_feed import QueueFeed
from fallback_console.ui.views.queue_table import QueueTable
from fallback_console.ui.views.queue_words import sort_word
from fallback_console.ui.widgets import Button

if TYPE_CHECKING:
    from fallback_console.ui.views.queue_menu import ArrangeMenu

__all__ = ["Arrangement"]

_KEEP_MS = 400


class Arrangement(QObject):
    """Does what titles, their menu and the button beside the search ask for.

    Attributes:
        button: its menu has everything.
    """

    def __init__(self, tools: Tools, feed: QueueFeed, table: QueueTable, model: QueueModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = tools.bridge
        self._desk = tools.context.desk
        self.feed = feed
        self.table = table
        self.model = model
        self.button = Button(tools.theme, "", "sync", parent)
        self.button.setObjectName("sort")
        self._filler: ArrangeMenu | None = None
        menu = QMenu(self.button)
        menu.aboutToShow.connect(self._fill)
        self.button.setMenu(menu)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_KEEP_MS)
        self._keeping.timeout.connect(self.keep)
        header = table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer_columns)
        table.header_clicked.connect(self._order_by)
        table.fold_requested.connect(self._fold)
        table.columns_changed.connect(self._keeping.start)
        feed.arranged.connect(self._take_arrangement)
        feed.order_changed.connect(self._take_changed_order)

    def retranslate(self) -> None:
        """Set every text again."""
        self._write_sort()

    def _order_by(self, number: int) -> None:
        """A title was clicked: its order, and once more from the end."""
        sort = SORTS.get(number)
        if sort is not None:
            self.feed.set_sort(sort, turned=sort is self.feed.sort and not self.feed.turned)

    def _fill(self) -> None:
        if self._filler is None:
            # Late: nobody opens it before there is a list to arrange.
            from fallback_console.ui.views.queue_menu import ArrangeMenu

            self._filler = ArrangeMenu(self.feed, self.table, self.button.menu())
        self._filler.fill()

    def _offer_columns(self, place: QPoint) -> None:
        # Late for the same reason.
        from fallback_console.ui.views.queue_menu import ColumnMenu

        menu = ColumnMenu(self.table, self.table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.horizontalHeader().mapToGlobal(place))

    def _fold(self, number: int, folded: bool) -> None:
        at = self.model.head_of(self.table.currentIndex().row())
        if self.model.fold(number, folded=folded):
            if at == number or self.table.currentIndex().row() < 0:
                # The current case may be hidden now: the head stands for it, what is shown on the right stays.
                self.table.selectionModel().setCurrentIndex(
                    self.model.index(number, 0), QItemSelectionModel.SelectionFlag.NoUpdate
                )
            self._keeping.start()

    def _take_arrangement(self, kept: Mapping[str, Any]) -> None:
        self.table.take_columns(kept)
        self._write_sort()

    def _take_changed_order(self) -> None:
        self._write_sort()
        self._keeping.start()

    def keep(self) -> None:
        """Keep how the list is arranged, for the next start."""
        self._keeping.stop()
        kept = {
            "sort": self.feed.sort.value,
            "turned": self.feed.turned,
            "by": self.feed.by.value,
            "folded": sorted(self.model.folded, key=str),
            **self.table.columns(),
        }
        self._bridge.run(self._desk.command(personal.keep, ARRANGEMENT, kept))

    def flush(self) -> None:
        """Keep what was changed a moment ago."""
        if self._keeping.isActive():
            self.keep()

    def _write_sort(self) -> None:
        words = sort_word(self.feed.sort)
        self.button.setText(words)
        self.button.setAccessibleName(self.tr("Order: {order}").format(order=words))
        self.button.setToolTip(self.tr("Order, groups and columns"))
