"""A list of what was found: two-line rows, or words where there are none."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractTableModel, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from fallback_console.ui.theme import Size, Theme
from fallback_console.ui.widgets.not_yet import NotYet
from fallback_console.ui.widgets.notes import EmptyState
from fallback_console.ui.widgets.table import Table
from fallback_console.ui.widgets.two_line import TwoLineDelegate

__all__ = ["FoundList"]

_FIRST = 0


class FoundList(QStackedWidget):
    """A table whose first column takes what is left, or why it is empty; the subclass says that in ``say_why``.

    Args:
        name: the table's object name.
        icon: of the empty page.
        widths: column → width, of all columns but the first.

    Attributes:
        open_requested: Enter or a double click on a row.
        search: what is searched, '' for nothing.
        not_yet: what is said until the first answer; None before there is a question.
    """

    open_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        model: QAbstractTableModel,
        name: str,
        icon: str,
        widths: Mapping[int, int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        model.setParent(self)
        self.search = ""
        self.not_yet: NotYet | None = None
        self.table = Table(model, row_height=Size.ROW)
        self.table.setObjectName(name)
        self.table.set_columns(dict(widths), _FIRST)
        for column in range(model.columnCount()):
            self.table.setItemDelegateForColumn(column, TwoLineDelegate(theme, self.table))
        self.table.open_requested.connect(lambda _row: self.open_requested.emit())
        self.empty = EmptyState(theme, icon)
        self.addWidget(self.table)
        self.addWidget(self.empty)
        self.setMinimumWidth(Size.SIDE)

    def say_why(self) -> None:
        """Write on the empty page why there is nothing."""
        raise NotImplementedError

    def show_page(self) -> None:
        """The table, or why it is empty; the keyboard stays here."""
        focus = self.window().focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        if self.table.model().rowCount():
            self.setCurrentWidget(self.table)
        else:
            if self.not_yet is None or not self.not_yet.write():
                self.say_why()
            self.setCurrentWidget(self.empty)
        if had_focus:
            self.take_focus()

    def take_focus(self) -> None:
        """The keyboard comes here."""
        (self.table if self.currentWidget() is self.table else self).setFocus()

    def step(self, by: int) -> None:
        """So many rows further down."""
        row = min(max(self.table.currentIndex().row() + by, 0), self.table.model().rowCount() - 1)
        if row >= 0:
            self.table.setCurrentIndex(self.table.model().index(row, _FIRST))
