"""A line that takes date words ('tomorrow 9:00', 「明日9時」) and says at once what it understood."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDateTime, QEvent, QLocale, QSignalBlocker, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QWidget

from fallback_console.domain.date_words import understand
from fallback_console.ui.i18n import translate
from fallback_console.ui.theme import Space
from fallback_console.ui.widgets.card import row
from fallback_console.ui.widgets.text import PlainLabel
from fallback_console.ui.widgets.times import absolute

__all__ = ["DateWordsEdit", "day_and_time"]

_LONGEST = 60


def day_and_time(at: int) -> str:
    """'Wed 25 Nov 09:00', in the language in force; UTC epoch milliseconds."""
    return QLocale().toString(QDateTime.fromMSecsSinceEpoch(at), translate("Times", "ddd d MMM HH:mm"))


class DateWordsEdit(QWidget):
    """A line, and beside it the moment that was understood. Nothing typed is no moment.

    A moment is fixed when it is typed: 'in 30 min' does not move while somebody goes on writing.

    Args:
        now: UTC epoch milliseconds.

    Attributes:
        changed: something was typed.
        given: Enter was pressed.
    """

    changed = Signal()
    given = Signal()

    def __init__(self, now: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._at: int | None = None
        self._problem = ""
        self.line = QLineEdit()
        self.line.setMaxLength(_LONGEST)
        self._said = PlainLabel("", "muted")
        body = row(self, gap=Space.S)
        body.addWidget(self.line, 1)
        body.addWidget(self._said)
        self.line.textChanged.connect(self._read)
        self.line.returnPressed.connect(self.given)
        self.setFocusProxy(self.line)
        self.retranslate()

    def set_name(self, name: str) -> None:
        """For screen readers and, while it is empty, for everybody."""
        self.line.setAccessibleName(name)
        example = self.tr("{name}: tomorrow 9:00").format(name=name)
        self.line.setPlaceholderText(example)
        self.line.setToolTip(self.tr("For example: tomorrow 9:00, in 30 min, fri 14:00, next monday"))
        self.line.setMinimumWidth(QFontMetrics(self.line.font()).horizontalAdvance(name) * 2)

    @property
    def at(self) -> int | None:
        """What was understood, UTC epoch milliseconds; None where nothing was typed or there is a problem."""
        return self._at

    @property
    def problem(self) -> str:
        """'' | 'unclear' | 'past' | 'far'; what was understood may have passed since."""
        if self._at is not None and self._at <= self._now():
            return "past"
        return self._problem

    @property
    def said(self) -> str:
        """What it says of what was typed."""
        return self._said.text()

    def set_moment(self, text: str, at: int | None) -> None:
        """Show what was typed once, with the moment it meant then."""
        with QSignalBlocker(self.line):
            self.line.setText(text)
        self._read()
        if text and at is not None:
            self._at, self._problem = at, ""
        self._write()

    def show_problem(self) -> None:
        """Say what is wrong and go there."""
        self._write()
        self.line.setFocus()
        self.line.selectAll()

    def retranslate(self) -> None:
        """Set every text again."""
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _read(self) -> None:
        found = understand(self.line.text(), self._now())
        self._at = found.at
        self._problem = "" if found.problem == "empty" else found.problem
        self._write()
        self.changed.emit()

    def _write(self) -> None:
        problem = self.problem
        if problem:
            words = {
                "unclear": self.tr("not understood"),
                "past": self.tr("that has passed"),
                "far": self.tr("more than a year ahead"),
            }[problem]
        else:
            words = day_and_time(self._at) if self._at is not None else ""
        self._said.set_look("bad" if problem else "strong")
        self._said.setText(words)
        self._said.setVisible(bool(words))
        self._said.setToolTip(absolute(self._at) if self._at is not None else "")
        # Read out together with the line.
        self.line.setAccessibleDescription(words)
