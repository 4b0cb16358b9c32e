"""What the columns of a file hold: one after the other, with what stands in them, and a choice for the current one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from fallback_console.domain.people_csv import SheetColumn
from fallback_console.domain.people_headings import FIELDS, told_of
from fallback_console.ui.case.side_panel import Choice, ChoiceModel, Choices
from fallback_console.ui.people.column_words import field_words
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets import Button, PlainLabel, PrimaryButton, column, row
from fallback_console.ui.widgets.choices import ComboBox
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.text import one_line

__all__ = ["ImportColumns"]

_LONGEST = 60


class ImportColumns(QWidget):
    """A list of columns and what the current one holds. Nothing counts before it is asked to read the file so.

    Attributes:
        told: read the file with what is told of its columns, for ``people_headings.columns_of``.
        left: as it was.
    """

    told = Signal(dict)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: list[SheetColumn] = []
        self._about = PlainLabel("", "muted", wrap=True)
        self._rows = ChoiceModel(theme, self)
        self.list = Choices(theme, self._rows)
        self.list.setObjectName("import-columns")
        self._label = PlainLabel("", "muted")
        self.field = ComboBox(theme)
        self.field.setObjectName("import-field")
        self.field.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        self._label.setBuddy(self.field)
        self.use_button = PrimaryButton(theme, "", "check")
        self.use_button.setObjectName("import-columns-use")
        self.leave_button = Button(theme, "", "close")
        self.leave_button.setObjectName("import-columns-leave")
        self._build()
        self.list.chosen.connect(self._show_field)
        self.list.opened.connect(self.field.setFocus)
        self.field.activated.connect(self._choose)
        self.use_button.clicked.connect(self._use)
        self.leave_button.clicked.connect(self.left)

    def _build(self) -> None:
        holds = QWidget()
        pair = row(holds, gap=Space.S)
        pair.addWidget(self._label)
        pair.addWidget(self.field)
        foot = QWidget()
        flow = FlowLayout(foot)
        for part in (holds, self.use_button, self.leave_button):
            flow.addWidget(part)
        body = column(self, gap=Space.S)
        body.addWidget(self._about)
        body.addWidget(self.list, 1)
        body.addWidget(foot)
        self.setFocusProxy(self.list)

    def retranslate(self) -> None:
        """Set every text again."""
        self._about.setText(
            self.tr("Say what a column holds where its heading does not. It is kept for the next file of this name.")
        )
        self.list.setAccessibleName(self.tr("Columns of the file"))
        self._label.setText(self.tr("It holds"))
        self.field.setAccessibleName(self.tr("What the column holds"))
        self.use_button.setText(self.tr("&Read it so"))
        self.leave_button.setText(self.tr("As it was"))
        self.field.blockSignals(True)
        self.field.clear()
        for name in ("ignore", *(one for one in FIELDS if one != "ignore")):
            self.field.addItem(field_words(name), name)
        self.field.blockSignals(False)
        self._write()

    def show_columns(self, columns: Sequence[SheetColumn]) -> None:
        """Show the columns of a file."""
        self._columns = list(columns)
        self._write()
        self.list.setCurrentIndex(self._rows.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves it as it was."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _write(self) -> None:
        at = self.list.currentIndex().row()
        self._rows.show([self._choice(place, one) for place, one in enumerate(self._columns)])
        if at >= 0:
            self.list.setCurrentIndex(self._rows.index(at))
        self._show_field()

    def _choice(self, place: int, one: SheetColumn) -> Choice:
        heading = one_line(one.heading, _LONGEST) or self.tr("Column {number}").format(number=place + 1)
        examples = " · ".join(one_line(text, _LONGEST) for text in one.examples) or self.tr("nothing stands in it")
        field = one.field or "ignore"
        icon = "close" if field == "ignore" else "check"
        return Choice(f"{heading} → {field_words(field)}", examples, icon, place)

    def _show_field(self) -> None:
        current = self.list.current
        self.field.setEnabled(current is not None)
        if current is not None:
            self.field.setCurrentIndex(max(0, self.field.findData(self._columns[current.what].field or "ignore")))

    def _choose(self) -> None:
        current = self.list.current
        if current is not None:
            self._columns[current.what] = self._columns[current.what]._replace(field=str(self.field.currentData()))
            self._write()

    def _use(self) -> None:
        self.told.emit(told_of([one.heading for one in self._columns], [one.field for one in self._columns]))
