"""The calls that come in, as cards over the window's upper right corner: nothing below them moves, nothing is held up."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from fallback_console.domain.telephone import CallKey
from fallback_console.ui.ringing.card import RingCard
from fallback_console.ui.ringing.keeper import Ring
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import PlainLabel, column

__all__ = ["RingStack"]

_MOST = 3


class RingStack(QScrollArea):
    """Shows at most three cards, those that ring first.

    Attributes:
        answer_requested, refuse_requested, new_requested, back_requested, put_away_requested: (key of a call).
        case_requested: (key of a call, key of a case).
        left: Escape was pressed: the keyboard is to go back to the window.
    """

    answer_requested = Signal(object)
    refuse_requested = Signal(object)
    new_requested = Signal(object)
    back_requested = Signal(object)
    put_away_requested = Signal(object)
    case_requested = Signal(object, str)
    left = Signal()

    def __init__(self, theme: Theme, login: str, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._login = login
        self._cards: dict[CallKey, RingCard] = {}
        self.setObjectName("ring-stack")
        self.setProperty("look", "clear")
        self.setProperty("help", "calls")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        page = QWidget()
        page.setAutoFillBackground(False)
        self._body = column(page, gap=Space.S)
        self._more = PlainLabel("", "muted")
        self._body.addWidget(self._more)
        self._body.addStretch(1)
        self.setWidget(page)
        window.installEventFilter(self)
        self.setAccessibleName(self.tr("Incoming calls"))
        self.hide()

    @property
    def cards(self) -> list[RingCard]:
        """From the top down."""
        return sorted(self._cards.values(), key=self._body.indexOf)

    def card(self, key: CallKey) -> RingCard | None:
        """The card of a call."""
        return self._cards.get(key)

    def show_rings(self, rings: list[Ring], now: int, *, busy: bool) -> None:
        """Show these; none hides the stack.

        Args:
            rings: the newest last.
            busy: a call is open at this station.
        """
        order = sorted(range(len(rings)), key=lambda at: (not rings[at].rings, not rings[at].waits, -at))
        shown = [rings[at] for at in order[:_MOST]]
        wanted = {ring.key for ring in shown}
        for key in [key for key in self._cards if key not in wanted]:
            self._drop(key)
        for place, ring in enumerate(shown):
            card = self._cards.get(ring.key) or self._make(ring.key)
            if self._body.indexOf(card) != place:
                self._body.insertWidget(place, card)
            card.show_ring(ring, now, busy=busy)
        more = len(rings) - len(shown)
        self._more.setText(self.tr("and %n more calls", "", more) if more else "")
        self._more.setVisible(bool(more))
        self.setAccessibleName(self.tr("Incoming calls"))
        self.setVisible(bool(rings))
        if rings:
            self.place()
            self.raise_()

    def show_time(self, now: int) -> None:
        """A second went by."""
        for card in self._cards.values():
            card.show_time(now)

    def say(self, key: CallKey) -> None:
        """A screen reader says it at once, without the focus moving here."""
        card = self._cards.get(key)
        if card is not None:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(card, card.words))

    def take_focus(self) -> None:
        """The keyboard goes to the first thing that can be done."""
        for card in self.cards[:1]:
            for button in (card.answer, card.back):
                if button.isVisible():
                    button.setFocus(Qt.FocusReason.ShortcutFocusReason)
                    return
            card.focusNextChild()

    def place(self) -> None:
        """At the upper right, as high as the cards want to be."""
        window, page = self.parentWidget(), self.widget()
        if window is None or page is None:
            return
        # Only then do the words know their fonts, and with them the room they need.
        for part in (page, *page.findChildren(QWidget)):
            part.ensurePolished()
        self._body.invalidate()
        width = min(Size.POPOVER, window.width() - 2 * Space.M)
        top = Size.STRIP + Space.S
        wanted = page.heightForWidth(width - Size.SCROLL) if page.hasHeightForWidth() else page.sizeHint().height()
        self.setGeometry(
            window.width() - width - Space.M, top, width, min(wanted + Space.S, window.height() - top - Space.M)
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the window; nothing is turned down by it."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _make(self, key: CallKey) -> RingCard:
        card = RingCard(self._theme, self._login)
        card.answer_requested.connect(lambda: self.answer_requested.emit(key))
        card.refuse_requested.connect(lambda: self.refuse_requested.emit(key))
        card.new_requested.connect(lambda: self.new_requested.emit(key))
        card.back_requested.connect(lambda: self.back_requested.emit(key))
        card.put_away_requested.connect(lambda: self.put_away_requested.emit(key))
        card.case_requested.connect(lambda case_key: self.case_requested.emit(key, case_key))
        self._cards[key] = card
        return card

    def _drop(self, key: CallKey) -> None:
        card = self._cards.pop(key)
        focus = self.window().focusWidget()
        had_focus = focus is not None and card.isAncestorOf(focus)
        self._body.removeWidget(card)
        card.hide()
        card.deleteLater()
        if had_focus:
            self.left.emit()
