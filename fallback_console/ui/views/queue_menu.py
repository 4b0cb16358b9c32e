"""How the queue is arranged, as a menu: order, groups and columns. Filled when it opens."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from fallback_console.domain.views import CaseGroup, CaseSort
from fallback_console.ui.i18n import translate
from fallback_console.ui.models.queue_cells import column_title
from fallback_console.ui.views.queue_feed import QueueFeed
from fallback_console.ui.views.queue_table import CHOOSABLE, QueueTable
from fallback_console.ui.views.queue_words import sort_word

__all__ = ["ArrangeMenu", "ColumnMenu"]

_SORTS = (
    CaseSort.DUE,
    CaseSort.PRIORITY,
    CaseSort.NEWEST,
    CaseSort.UPDATED,
    CaseSort.WAITING,
    CaseSort.STATUS,
    CaseSort.OWNER,
    CaseSort.QUEUE,
    CaseSort.CUSTOMER,
)


def _group_title(by: CaseGroup) -> str:
    """What the cases are divided by."""
    return {
        CaseGroup.NONE: translate("QueueList", "No groups"),
        CaseGroup.STATUS: translate("QueueList", "Status"),
        CaseGroup.OWNER: translate("QueueList", "Owner"),
        CaseGroup.QUEUE: translate("QueueList", "Queue"),
        CaseGroup.PRIORITY: translate("QueueList", "Priority"),
        CaseGroup.DUE: translate("QueueList", "Due day"),
    }[by]


class ColumnMenu(QMenu):
    """Which columns are shown."""

    def __init__(self, table: QueueTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for column in CHOOSABLE:
            action = QAction(column_title(column), self)
            action.setCheckable(True)
            action.setChecked(self._table.is_wanted(column))
            action.toggled.connect(lambda wanted, column=column: self._table.want(column, wanted=wanted))
            self.addAction(action)


class ArrangeMenu(QObject):
    """Order, groups and columns.

    Args:
        menu: filled each time it opens; owns this object.
    """

    def __init__(self, feed: QueueFeed, table: QueueTable, menu: QMenu) -> None:
        super().__init__(menu)
        self._menu = menu
        self._feed = feed
        self._table = table
        self._groups: QMenu | None = None
        self._columns: ColumnMenu | None = None
        self._one_sort, self._one_group = QActionGroup(menu), QActionGroup(menu)

    def fill(self) -> None:
        """Say what is in force now."""
        menu = self._menu
        menu.clear()
        for sort in _SORTS:
            action = self._choice(menu, sort_word(sort), checked=sort is self._feed.sort)
            action.triggered.connect(lambda _checked=False, sort=sort: self._feed.set_sort(sort))
            self._one_sort.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        turned = self._choice(menu, self.tr("From the end"), checked=self._feed.turned)
        turned.triggered.connect(lambda on: self._feed.set_sort(self._feed.sort, turned=on))
        menu.addAction(turned)
        menu.addSeparator()
        self._groups = self._groups or QMenu(menu)
        self._fill_groups(self._groups)
        self._columns = self._columns or ColumnMenu(self._table, menu)
        self._columns.setTitle(self.tr("Columns"))
        menu.addMenu(self._groups)
        menu.addMenu(self._columns)

    def _fill_groups(self, menu: QMenu) -> None:
        menu.clear()
        menu.setTitle(self.tr("Group by"))
        for by in CaseGroup:
            action = self._choice(menu, _group_title(by), checked=by is self._feed.by)
            action.triggered.connect(lambda _checked=False, by=by: self._feed.set_by(by))
            self._one_group.addAction(action)
            menu.addAction(action)

    def _choice(self, menu: QMenu, words: str, *, checked: bool) -> QAction:
        # A menu that is filled anew deletes the actions that are its own, and no others.
        action = QAction(words, menu)
        action.setCheckable(True)
        action.setChecked(checked)
        return action
