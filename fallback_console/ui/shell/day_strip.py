"""The last days of a system as a strip: one mark for each day, its height and its words telling the same as its colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QEvent, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from fallback_console.domain.availability import Day
from fallback_console.ui.i18n import translate
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets.times import span

__all__ = ["DayStrip", "day_words"]

_LEAST_DOWN = 0.35
_UP = 0.25
"""Heights, as parts of the strip: a day that was up, and the least of a day with an outage."""


def day_words(day: Day) -> str:
    """A day in words: 'Mon 23 Nov: up', 'Mon 23 Nov: down 12 min', 'Mon 23 Nov: not recorded'."""
    date = QLocale().toString(QDateTime.fromMSecsSinceEpoch(day.start).date(), translate("Times", "ddd d MMM"))
    if not day.known:
        return translate("DayStrip", "{date}: not recorded").format(date=date)
    if day.down:
        return translate("DayStrip", "{date}: down {span}").format(date=date, span=span(day.down))
    return translate("DayStrip", "{date}: no outage").format(date=date)


class DayStrip(QWidget):
    """One mark for each day, the oldest first; Left and Right go from day to day.

    Attributes:
        day_chosen: words of the day under the keyboard or the pointer.
    """

    day_chosen = Signal(str)

    def __init__(self, theme: Theme, days: Sequence[Day], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._days = tuple(days)
        self._at = len(self._days) - 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def words(self) -> str:
        """The chosen day in words."""
        return day_words(self._days[self._at]) if self._days else ""

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(Size.FIELD, Size.DAYS)

    def minimumSizeHint(self) -> QSize:
        """Marks that can still be told apart."""
        return QSize(Size.CARD_MIN, Size.DAYS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From day to day."""
        steps = {
            Qt.Key.Key_Left: self._at - 1,
            Qt.Key.Key_Right: self._at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._days) - 1,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self._choose(steps[key])
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The day under the pointer."""
        self._choose(int(event.position().x() // self._step()))

    def event(self, event: QEvent) -> bool:
        """Say the day when the keyboard comes."""
        if event.type() == QEvent.Type.FocusIn:
            self.day_chosen.emit(self.words)
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the days."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        room = self.height() - 2 * Space.XS
        for n, day in enumerate(self._days):
            part = _UP if not day.down else _LEAST_DOWN + (1 - _LEAST_DOWN) * min(1.0, 4 * day.down / max(1, day.known))
            colour = tokens.bad if day.down else tokens.ok
            if not day.known:
                part, colour = _UP / 3, tokens.muted
            mark = QRectF(n * self._step() + 1, 0, self._step() - 2, max(2.0, room * part))
            mark.moveBottom(self.height() - Space.XS)
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(mark, 1, 1)
            if n == self._at and self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(tokens.accent), Size.RING))
                painter.drawRoundedRect(
                    QRectF(n * self._step(), 1, self._step(), self.height() - 2).adjusted(0.5, 0, -0.5, 0), 2, 2
                )
                painter.setPen(Qt.PenStyle.NoPen)
        painter.end()

    def _step(self) -> float:
        return self.width() / max(1, len(self._days))

    def _choose(self, at: int) -> None:
        at = max(0, min(at, len(self._days) - 1))
        if at != self._at and self._days:
            self._at = at
            self.day_chosen.emit(self.words)
            # A strip of marks has no values that a screen reader could ask for.
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.words))
            self.update()
