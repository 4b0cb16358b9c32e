"""The helpdesk's users as a source of people: there is nothing to fill in, its connection is there already."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from fallback_console.domain.person import ROLES
from fallback_console.ui.people.words import kind_word
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import PlainLabel, PrimaryButton, column, row
from fallback_console.ui.widgets.choices import ComboBox
from fallback_console.ui.widgets.numbers import count_words

__all__ = ["HelpdeskForm"]


class HelpdeskForm(QWidget):
    """Says what will come, and reads it.

    Attributes:
        look_requested: read it; all of them are of this kind, '' for what the helpdesk says of each.
        stop_requested: reading is to end.
        changed: another kind is wanted: what is shown below would be otherwise.
    """

    look_requested = Signal(str)
    stop_requested = Signal()
    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._busy = False
        self._about = PlainLabel("", "", wrap=True)
        self._label = PlainLabel("", "muted")
        self.kind = ComboBox(theme)
        self.kind.setObjectName("helpdesk-kind")
        self.kind.setMinimumWidth(Size.COLUMN_M)
        self._label.setBuddy(self.kind)
        self.look_button = PrimaryButton(theme, "", "search")
        self.look_button.setObjectName("helpdesk-look")
        line = row(gap=Space.S)
        line.addWidget(self._label)
        line.addWidget(self.kind, 1)
        line.addWidget(self.look_button)
        body = column(self, gap=Space.M)
        body.addWidget(self._about)
        body.addLayout(line)
        body.addStretch(1)
        body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.kind.activated.connect(self.changed)
        self.look_button.clicked.connect(self.look)

    @property
    def entry(self) -> QWidget:
        """Where the keyboard goes first."""
        return self.look_button

    def look(self) -> None:
        """Read it; while it is read, end that."""
        if self._busy:
            self.look_button.setEnabled(False)
            self.stop_requested.emit()
            return
        self.show_busy(busy=True)
        self.look_requested.emit(str(self.kind.currentData() or ""))

    def show_busy(self, count: int = 0, *, busy: bool) -> None:
        """It is being read, and so many came; or it is not."""
        self._busy = busy
        self.look_button.setEnabled(True)
        self.kind.setEnabled(not busy)
        if not busy:
            self.look_button.setText(self.tr("&Look through"))
        elif count:
            self.look_button.setText(self.tr("Stop reading · {count} so far").format(count=count_words(count)))
        else:
            self.look_button.setText(self.tr("Stop reading"))

    def fold(self, *, folded: bool) -> None:
        """The preview has the room; one line is left."""
        self._about.setVisible(not folded)

    def retranslate(self) -> None:
        """Set every text again."""
        self._about.setText(
            self.tr(
                "Everybody whom the helpdesk knows, staff and customers, over the connection that is there. Who came with a case"
                " is the same person and not doubled; accounts that are disabled are left out."
            )
        )
        self._label.setText(self.tr("Who they are"))
        self.kind.setAccessibleName(self.tr("Who they are"))
        chosen = self.kind.currentData() or ""
        self.kind.clear()
        self.kind.addItem(self.tr("as the helpdesk says"), "")
        for role in ROLES:
            self.kind.addItem(kind_word(role), role)
        self.kind.setCurrentIndex(self.kind.findData(chosen))
        self.show_busy(busy=self._busy)
