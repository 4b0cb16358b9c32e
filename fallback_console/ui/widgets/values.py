"""Values of a case's fields: as words, and as something to edit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtWidgets import QDateTimeEdit, QLineEdit, QWidget

from fallback_console.domain.mirror import Vocabulary
from fallback_console.ui.i18n import translate
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets.card import row
from fallback_console.ui.widgets.choices import ComboBox, DateTimeBox
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import clock_time

__all__ = ["ValueEdit", "value_words"]


def value_words(field: str, value: str, now: int) -> str:
    """A field's value for people: 'nobody' for no owner, a clock time for a due time."""
    if field == "due":
        return clock_time(int(value), now) if value.isdigit() else translate("Values", "none")
    if field == "owner" and not value:
        return translate("Values", "nobody")
    return one_line(value) or translate("Values", "empty")


class ValueEdit(QWidget):
    """Edits one value: a list where the helpdesk gives one, a date and time for due, else a line.

    Attributes:
        given: Enter was pressed.
    """

    given = Signal()

    def __init__(self, theme: Theme, field: str, value: str, vocabulary: Vocabulary, name: str) -> None:
        super().__init__()
        self._field = field
        self._list: ComboBox | None = None
        self._time: QDateTimeEdit | None = None
        self._line: QLineEdit | None = None
        self._start = value
        choices = _choices(field, vocabulary)
        body = row(self, gap=Space.NONE)
        editor: QWidget
        if choices:
            editor = self._list = ComboBox(theme)
            for choice in dict.fromkeys((*choices, value)):
                self._list.addItem(value_words(field, choice, 0), choice)
            self._list.setCurrentIndex(self._list.findData(value))
        elif field == "due":
            editor = self._time = DateTimeBox(theme)
            start = QDateTime.fromMSecsSinceEpoch(int(value)) if value.isdigit() else QDateTime.currentDateTime()
            self._time.setDateTime(start)
        else:
            editor = self._line = QLineEdit(value)
            self._line.setMaxLength(500)
            self._line.returnPressed.connect(self.given)
        editor.setAccessibleName(name)
        body.addWidget(editor, 1)
        self.setFocusProxy(editor)

    def value(self) -> str:
        """The value as the journal has it."""
        if self._list is not None:
            return str(self._list.currentData())
        if self._time is not None:
            return str(self._time.dateTime().toMSecsSinceEpoch())
        return self._line.text().strip() if self._line is not None else ""

    def set_value(self, value: str) -> None:
        """Choose a value, as a person would; one that is not in the list is left alone."""
        if self._list is not None:
            at = self._list.findData(value)
            self._list.setCurrentIndex(at if at >= 0 else self._list.currentIndex())
        elif self._time is not None and value.isdigit():
            self._time.setDateTime(QDateTime.fromMSecsSinceEpoch(int(value)))
        elif self._line is not None:
            self._line.setText(value)

    def is_changed(self) -> bool:
        """Somebody chose or typed something."""
        return self._time is None and self.value() != self._start.strip()


def _choices(field: str, vocabulary: Vocabulary) -> Sequence[str]:
    if field == "status":
        return vocabulary.statuses
    if field == "queue":
        return vocabulary.queues
    if field == "owner":
        return ("", *vocabulary.owners) if vocabulary.owners else ()
    return ()
