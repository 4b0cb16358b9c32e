"""The list of alerts by day, and how its lines are painted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fallback_console.domain.alerts import NEW, Alert, detail
from fallback_console.ui.alerts.words import alert_look, alert_title
from fallback_console.ui.i18n import translate
from fallback_console.ui.theme import Font, Size, Space, Theme
from fallback_console.ui.widgets import one_line
from fallback_console.ui.widgets.times import clock_time, relative

__all__ = ["AlertDelegate", "AlertsModel"]

_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_WRAPPED = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)

Index = QModelIndex | QPersistentModelIndex


class AlertsModel(QAbstractListModel):
    """Alerts, with the title of a day before the first of each day."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Alert | str] = []
        self._now = 0

    def show(self, alerts: Sequence[Alert], now: int) -> None:
        """Show other alerts, the newest first."""
        self.beginResetModel()
        self._now = now
        self._lines = []
        today, last = _day(now), None
        for one in alerts:
            day = _day(one.at)
            if day != last:
                self._lines.append(_day_title(day, today))
                last = day
            self._lines.append(one)
        self.endResetModel()

    def alert(self, number: int) -> Alert | None:
        """The alert of a line, None where it has none."""
        found = self._lines[number] if 0 <= number < len(self._lines) else None
        return found if isinstance(found, Alert) else None

    def line_of(self, identifier: str) -> int:
        """Where an alert stands, -1 for nowhere."""
        return next((n for n, one in enumerate(self._lines) if isinstance(one, Alert) and one.id == identifier), -1)

    def words(self, alert: Alert) -> tuple[str, str]:
        """Both texts of a line: what it says; when, and other people's words."""
        more = one_line(detail(alert))
        time = clock_time(alert.at, self._now)
        return one_line(alert_title(alert)), f"{time} · {more}" if more else time

    def rowCount(self, parent: Index | None = None) -> int:
        """How many, with the days."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A day cannot be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.alert(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a line."""
        found = self._lines[index.row()] if index.isValid() and index.row() < len(self._lines) else None
        if found is None:
            return None
        if isinstance(found, str):
            return found if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        title, more = self.words(found)
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (translate("Alerts", "unread") if found.state == NEW else "", title, more)
            return ", ".join(part for part in (*parts, relative(found.at, self._now)) if part)
        return None


class AlertDelegate(QStyledItemDelegate):
    """Paints a dot and bold words for what is unread, the icon of the kind, and both texts."""

    def __init__(self, theme: Theme, model: AlertsModel, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the words need at the list's width."""
        alert = self._model.alert(index.row())
        if alert is None:
            return QSize(Size.SUBJECT_MIN, Size.CONTROL)
        room = QRect(0, 0, self._view.viewport().width(), Size.ROW)
        title = self._title_box(option, self._words_room(room), alert)
        return QSize(Size.SUBJECT_MIN, max(Size.ROW, title.height() + Font.BODY + 3 * Space.S))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, mark, icon, words."""
        tokens = self._theme.tokens
        rect: QRect = option.rect
        alert = self._model.alert(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if alert is None:
            painter.setFont(_font(option, Font.SMALL, strong=True))
            painter.setPen(QColor(tokens.muted))
            painter.drawText(rect.adjusted(Space.S, 0, -Space.S, 0), _LINE, str(index.data()))
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            ground = QPainterPath()
            ground.addRoundedRect(QRectF(rect), Size.RADIUS, Size.RADIUS)
            painter.fillPath(ground, QColor(tokens.accent_soft))
        icon, role = alert_look(alert)
        spot = QRectF(rect.left() + Space.L, rect.top() + Space.S, Size.ICON_L, Size.ICON_L)
        self._theme.icons.paint(painter, icon, tokens.colour(role), spot)
        if alert.state == NEW:
            dot = QRectF(rect.left() + Space.XS, spot.center().y() - Space.XS / 2, Space.S, Space.S)
            painter.setBrush(QColor(tokens.accent))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(dot)
        words = self._words_room(rect)
        title, more = self._model.words(alert)
        box = self._title_box(option, words, alert)
        painter.setFont(_font(option, Font.BODY, strong=alert.state == NEW))
        painter.setPen(QColor(tokens.text))
        painter.drawText(box, _WRAPPED, title)
        font = _font(option, Font.BODY)
        painter.setFont(font)
        painter.setPen(QColor(tokens.muted))
        below = QRect(words.left(), box.bottom() + 1, words.width(), Font.BODY + Space.S)
        shown = QFontMetrics(font).elidedText(more, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, _LINE, shown)
        painter.restore()

    def _words_room(self, rect: QRect) -> QRect:
        left = Space.L + Size.ICON_L + Space.S
        return rect.adjusted(left, Space.S, -Space.S, -Space.XS)

    def _title_box(self, option: QStyleOptionViewItem, room: QRect, alert: Alert) -> QRect:
        metrics = QFontMetrics(_font(option, Font.BODY, strong=True))
        most = QRect(room.left(), room.top(), room.width(), 4 * metrics.height())
        return metrics.boundingRect(most, _WRAPPED, self._model.words(alert)[0])


def _font(option: QStyleOptionViewItem, size: int, *, strong: bool = False) -> QFont:
    font = QFont(option.font)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


def _day(at: int) -> date:
    return datetime.fromtimestamp(at / 1000).astimezone().date()


def _day_title(day: date, today: date) -> str:
    if day == today:
        return translate("Alerts", "Today")
    if day == today - timedelta(days=1):
        return translate("Alerts", "Yesterday")
    return QLocale().toString(QDate(day.year, day.month, day.day), translate("Alerts", "dddd, d MMMM"))
