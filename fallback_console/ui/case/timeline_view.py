"""Paints a timeline: icon, who and when, the state on the right, the text below. Plain text only, whatever it holds; links in it
are text like any other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from fallback_console.domain.masking import unmarked
from fallback_console.ui.case.timeline_model import Line, TimelineModel
from fallback_console.ui.i18n import translate
from fallback_console.ui.theme import Font, Size, Space, Theme

__all__ = ["TimelineView"]

_FOLDED_LINES = 8
_LONG = 200
"""A text longer than this may fill more lines than are shown folded."""

_ONE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)
_Index = QModelIndex | QPersistentModelIndex


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: TimelineModel, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self._view = view
        self._body = QFont(view.font())
        self._body.setPixelSize(Font.BODY)
        self._small = QFont(self._body)
        self._small.setPixelSize(Font.SMALL)
        self._metrics = QFontMetrics(self._body)
        self._small_metrics = QFontMetrics(self._small)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as its text at the view's width."""
        line = self._model.line(index.row())
        width = self._view.viewport().width()
        head = self._metrics.height() + Space.XS
        if line.row is None:
            return QSize(width, head + Space.S)
        texts, folded = self._texts(line, width)
        extra = self._small_metrics.height() if _fold_words(line, cut=folded) else 0
        return QSize(width, Space.S + head + len(texts) * self._metrics.lineSpacing() + extra)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One line of the list."""
        line = self._model.line(index.row())
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            painter.fillRect(rect, self._colour("accent_soft"))
        area = rect.adjusted(Space.M, Space.XS, -Space.M, 0)
        head = QRect(area.left(), area.top(), area.width(), self._metrics.height() + Space.XS)
        if line.row is None:
            self._paint_separator(painter, line, head)
            return
        right = self._paint_state(painter, line, head)
        self._icon(painter, line.icon, "muted", head.left(), head)
        left = head.left() + Size.ICON + Space.S
        painter.setFont(self._body)
        painter.setPen(self._colour("muted"))
        room = right - left - Space.S
        painter.drawText(
            QRect(left, head.top(), room, head.height()),
            _ONE,
            self._metrics.elidedText(line.title, Qt.TextElideMode.ElideRight, room),
        )
        painter.setPen(self._colour("text"))
        texts, folded = self._texts(line, self._view.viewport().width())
        top = head.bottom() + 1
        for text in texts:
            painter.drawText(QRect(area.left(), top, area.width(), self._metrics.lineSpacing()), _ONE, text)
            top += self._metrics.lineSpacing()
        words = _fold_words(line, cut=folded)
        if words:
            painter.setFont(self._small)
            painter.setPen(self._colour("accent"))
            painter.drawText(QRect(area.left(), top, area.width(), self._small_metrics.height()), _ONE, words)

    def _paint_separator(self, painter: QPainter, line: Line, area: QRect) -> None:
        role = "accent" if line.icon else "muted"
        painter.setFont(self._small)
        painter.setPen(self._colour(role))
        painter.drawText(area, _ONE, line.title)
        start = area.left() + self._small_metrics.horizontalAdvance(line.title) + Space.M
        painter.setPen(self._colour("line"))
        painter.drawLine(start, area.center().y(), area.right(), area.center().y())

    def _paint_state(self, painter: QPainter, line: Line, area: QRect) -> int:
        """The state at the right end; where it begins."""
        if line.state is None:
            return area.right()
        painter.setFont(self._small)
        painter.setPen(self._colour(line.state.role))
        width = min(self._small_metrics.horizontalAdvance(line.state.text) + Space.XS, area.width() * 2 // 3)
        text = self._small_metrics.elidedText(line.state.text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(area, _RIGHT, text)
        left = area.right() - width - Space.XS - Size.ICON
        self._icon(painter, line.state.icon, line.state.role, left, area)
        return left

    def _icon(self, painter: QPainter, name: str, role: str, left: int, area: QRect) -> None:
        if not name:
            return
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        picture = self._theme.icons.pixmap(name, self._theme.tokens.colour(role), Size.ICON, ratio)
        painter.drawPixmap(QPointF(left, area.top() + (area.height() - Size.ICON) / 2), picture)

    def _texts(self, line: Line, width: int) -> tuple[list[str], bool]:
        """The lines of a text at a width, and whether there are more than shown."""
        found = line.layout.get(width)
        if found is None:
            line.layout.clear()
            found = line.layout[width] = self._broken(
                line.shown, width - 2 * Space.M, 0 if line.open else _FOLDED_LINES
            )
        return found

    def _broken(self, text: str, width: int, most: int) -> tuple[list[str], bool]:
        texts: list[str] = []
        if not text:
            return texts, False
        for paragraph in text.split("\n"):
            layout = QTextLayout(paragraph.replace("\t", "    "), self._body)
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            layout.setTextOption(option)
            layout.beginLayout()
            while True:
                piece = layout.createLine()
                if not piece.isValid():
                    break
                piece.setLineWidth(max(width, Size.ICON))
                if most and len(texts) == most:
                    layout.endLayout()
                    return texts, True
                start, length = piece.textStart(), piece.textLength()
                texts.append(layout.text()[start : start + length])
            layout.endLayout()
        return texts, False

    def _colour(self, role: str) -> QColor:
        return QColor(self._theme.tokens.colour(role))


class TimelineView(QListView):
    """The timeline of the case that is shown, newest at the lower end.

    Attributes:
        older_requested: show older items: they were asked for, or who reads has come to the oldest.
        menu_requested: (place, point on the screen): what can be done with an item.
        painted: it was painted, for the first time since ``tell_painted``.
    """

    older_requested = Signal()
    menu_requested = Signal(int, QPoint)
    painted = Signal()

    def __init__(self, theme: Theme, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self.setObjectName("timeline")
        self.setModel(model)
        self.setItemDelegate(_Delegate(theme, model, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(Size.ROW)
        self._before = 0
        self._still = False
        self._asked = 0
        self._tells = False
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        model.dataChanged.connect(self._relayout)
        theme.changed.connect(self.viewport().update)

    def tell_painted(self) -> None:
        """Tell when it has been painted the next time."""
        self._tells = True

    def paintEvent(self, event: QPaintEvent) -> None:
        """The items that can be seen."""
        super().paintEvent(event)
        if self._tells:
            self._tells = False
            # After this event: then it can be seen.
            QTimer.singleShot(0, self, self._was_painted)

    def _was_painted(self) -> None:
        self.painted.emit()

    def at_end(self) -> bool:
        """The newest item can be seen."""
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - Space.L

    @contextmanager
    def keeping_place(self, *, to_end: bool = False) -> Iterator[None]:
        """While the model changes: who looks at the end goes on doing so, who reads further up is not moved.

        Args:
            to_end: look at the end, wherever one looked before.
        """
        self._still = True
        try:
            with self._anchored(to_end=to_end):
                yield
        finally:
            self._still = False
            self._before = self.verticalScrollBar().value()

    @contextmanager
    def _anchored(self, *, to_end: bool) -> Iterator[None]:
        at_end = to_end or self.at_end()
        top = self.indexAt(QPoint(Space.M, Space.XS)).row()
        # Not a day, nor the offer of older ones: those may go or stay above what is read.
        number = next((n for n in range(max(top, 0), self._lines.rowCount()) if self._lines.line(n).row), -1)
        anchor = QPersistentModelIndex(self._lines.index(number))
        before = self.visualRect(anchor).top() if anchor.isValid() else 0
        yield
        self.executeDelayedItemsLayout()
        if at_end:
            self.scrollToBottom()
        elif anchor.isValid():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.visualRect(anchor).top() - before)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens a folded text; copying copies the whole of it."""
        current = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current.isValid():
            self._act(current)
        elif event.matches(QKeySequence.StandardKey.Copy) and current.isValid():
            self.copy(current.row())
        else:
            super().keyPressEvent(event)

    def copy(self, place: int) -> None:
        """An item's whole text goes to the clipboard."""
        line = self._lines.line(place)
        if line.row is not None:
            QApplication.clipboard().setText(unmarked("\n".join(part for part in (line.body, line.files) if part)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the offer below a text folds or opens it; one on the text only chooses it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        foot = self.visualRect(index).bottom() - self.fontMetrics().height()
        if self._lines.line(index.row()).row is None or event.position().y() >= foot:
            self._act(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The mouse or the menu key asks what can be done."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid() and self._lines.line(index.row()).row is not None:
            self.setCurrentIndex(index)
            point = self.visualRect(index).bottomLeft() if by_key else event.pos()
            self.menu_requested.emit(index.row(), self.viewport().mapToGlobal(point))

    def _scrolled(self, value: int) -> None:
        """Who scrolls up to the oldest item gets older ones, once for each."""
        upwards, self._before = value < self._before, value
        if self._still or not upwards or value > Size.ROW or not self._lines.has_older:
            return
        if self._asked != self._lines.rowCount():
            self._asked = self._lines.rowCount()
            self.older_requested.emit()

    def forget_asking(self) -> None:
        """Another case or other items: older ones were not asked for yet."""
        self._asked = 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Texts are broken anew; who looked at the end goes on doing so."""
        at_end = self.at_end()
        still, self._still = self._still, True
        super().resizeEvent(event)
        if at_end:
            self.scrollToBottom()
        self._still = still

    def _relayout(self) -> None:
        at_end = self.at_end()
        self.scheduleDelayedItemsLayout()
        if at_end:
            self.executeDelayedItemsLayout()
            self.scrollToBottom()

    def _act(self, index: QModelIndex) -> None:
        line = self._lines.line(index.row())
        if line.row is None:
            if line.icon:
                self.older_requested.emit()
        elif _foldable(line):
            self._lines.toggle(index.row())


def _foldable(line: Line) -> bool:
    return bool(line.short) or len(line.body) > _LONG or line.body.count("\n") >= _FOLDED_LINES


def _fold_words(line: Line, *, cut: bool) -> str:
    """What is offered below a text; '' for nothing."""
    if line.open:
        return translate("Timeline", "Show less (Enter)") if _foldable(line) else ""
    if line.short:
        return translate("Timeline", "Show quoted text (Enter)")
    return translate("Timeline", "Show all (Enter)") if cut else ""
