"""What takes the timeline's place for a while: a title, a list of two-line rows, and a way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QPlainTextEdit, QWidget

from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Card, ElidedLabel, FlatButton, row
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.two_line import SUBTITLE_ROLE, dress_list

__all__ = ["Choice", "ChoiceModel", "Choices", "ReadOnlyText", "SidePanel"]

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Choice(NamedTuple):
    """One row.

    Attributes:
        title, below: its lines, plain text.
        icon: name of an icon.
        what: what it stands for.
    """

    title: str
    below: str
    icon: str
    what: Any


class ChoiceModel(QAbstractListModel):
    """A few rows; all of them are known."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[Choice, ...] = ()

    def show(self, rows: Sequence[Choice]) -> None:
        """Show other rows."""
        if tuple(rows) != self._rows:
            self.beginResetModel()
            self._rows = tuple(rows)
            self.endResetModel()

    def choice(self, number: int) -> Choice | None:
        """A row by its place, None where there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Both lines, and the whole row for screen readers."""
        one = self.choice(index.row()) if index.isValid() else None
        if one is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(one.title)
        if role == SUBTITLE_ROLE:
            return one_line(one.below)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(part for part in (one_line(one.title), one_line(one.below)) if part)
        if role == Qt.ItemDataRole.DecorationRole and one.icon:
            return self._theme.icon(one.icon, "muted")
        return None


class Choices(QListView):
    """The rows of a panel.

    Attributes:
        chosen: another row is the current one.
        opened: Enter or a double click on one.
    """

    chosen = Signal()
    opened = Signal()

    def __init__(self, theme: Theme, model: ChoiceModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        dress_list(self, theme, model)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.chosen.emit())
        model.modelReset.connect(self._begin)

    @property
    def current(self) -> Choice | None:
        """The current row."""
        return self._rows.choice(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the current row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _begin(self) -> None:
        self.setCurrentIndex(self._rows.index(0))
        self.chosen.emit()


class ReadOnlyText(QPlainTextEdit):
    """A text to read and copy, however long its words are; Tab leaves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setMinimumHeight(Size.CONTROL)
        self.setMaximumHeight(Size.TEXT_BOX)


class SidePanel(Card):
    """A panel in the timeline's place.

    Attributes:
        left: back to the timeline.
    """

    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.title = ElidedLabel("", "large")
        self._back = FlatButton(theme, "", "close")
        self._back.setObjectName("panel-close")
        self._back.clicked.connect(self.left)
        self.head: QHBoxLayout = row(gap=Space.S)
        self.head.addWidget(self.title, 1)
        self.head.addWidget(self._back)
        self.body.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self.body.addLayout(self.head)

    def begin(self) -> None:
        """It is in front now: the keyboard goes into it."""

    def retranslate(self) -> None:
        """Set every text again."""
        self._back.setAccessibleName(self.tr("Back to the timeline"))
        self._back.setToolTip(self.tr("Back to the timeline (Escape)"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
