"""Below the head of a case: who is on the customer, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QWidget

from fallback_console.domain.claims import CONTESTED
from fallback_console.services.claims import CaseClaims
from fallback_console.ui.case.claim_words import bar_words, scope_tip, since_words
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Button, FlatButton, IconLabel, PlainLabel, column, row
from fallback_console.ui.widgets.choices import ComboBox
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.text import one_line

__all__ = ["ClaimBar"]


class ClaimBar(QFrame):
    """Hidden while there is nothing to say.

    Attributes:
        release_requested: let go.
        offer_requested: (login) offer it to somebody.
        ask_requested: ask whoever has it.
        answer_requested: (yes) answer an offer or a request.
        call_requested: ring all the same.
    """

    release_requested = Signal()
    offer_requested = Signal(str)
    ask_requested = Signal()
    answer_requested = Signal(bool)
    call_requested = Signal()

    def __init__(self, theme: Theme, login: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claim-bar")
        self._login = login
        self._found = CaseClaims()
        self._now = 0
        self._logins: tuple[str, ...] = ()
        self._unfolded = self._handing = self._calling = False
        self._words = PlainLabel("", "strong", wrap=True)
        self._icon = IconLabel(theme, "claimed", "warn", Size.ICON_L)
        self._to = ComboBox(theme)
        self._to.setObjectName("claim-to")
        self._buttons: dict[str, Button | FlatButton] = {}
        self._flow_place = QWidget()
        flow = FlowLayout(self._flow_place)
        flow.addWidget(self._to)
        acts: tuple[tuple[str, str, Callable[[], None], bool], ...] = (
            ("call", "phone", self._call, False),
            ("leave", "close", self._leave_call, True),
            ("yes", "check", lambda: self.answer_requested.emit(True), False),
            ("no", "close", lambda: self.answer_requested.emit(False), False),
            ("ask", "claimed", self.ask_requested.emit, False),
            ("release", "undo", self.release_requested.emit, False),
            ("hand", "people", self._begin_handing, False),
            ("offer", "send", self._offer, False),
            ("stay", "close", self._leave_handing, True),
        )
        for name, icon, act, flat in acts:
            button = FlatButton(theme, "", icon) if flat else Button(theme, "", icon)
            button.setObjectName(f"claim-{name}")
            button.clicked.connect(lambda _checked=False, act=act: act())
            flow.addWidget(button)
            self._buttons[name] = button
        body = column(self, margin=Space.S, gap=Space.XS)
        head = row(gap=Space.S)
        head.addWidget(self._icon)
        head.addWidget(self._words, 1)
        body.addLayout(head)
        body.addWidget(self._flow_place)
        self.retranslate()
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def show_claims(self, found: CaseClaims, logins: Sequence[str], now: int, *, fresh: bool) -> None:
        """Show who is on the customer.

        Args:
            logins: of those it can be handed over to.
            fresh: it is another case than before.
        """
        if fresh:
            self._unfolded = self._handing = self._calling = False
        if not found.others:
            self._calling = False
        if found.own is None:
            self._handing = False
        self._found, self._logins, self._now = found, tuple(one for one in logins if one != self._login), now
        self._show()

    def unfold(self) -> None:
        """Show what can be done about one's own claim, or no longer."""
        self._unfolded = not self._unfolded
        self._handing = False
        self._show()
        if self._unfolded:
            self._first().setFocus()

    def ask_before_call(self) -> None:
        """Somebody else has the customer: ring all the same?"""
        self._calling = True
        self._show()
        self._buttons["leave"].setFocus()
        # Said at once: the window's words may be out of sight.
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._words.text()))

    def begin_handing(self) -> None:
        """Choose to whom."""
        if self._found.own is not None:
            self._begin_handing()

    def retranslate(self) -> None:
        """Set every text again."""
        texts = {
            "call": self.tr("Call anyway"),
            "leave": self.tr("Do not call"),
            "ask": self.tr("Ask for it"),
            "release": self.tr("Let go"),
            "hand": self.tr("Hand over …"),
            "offer": self.tr("Offer"),
            "stay": self.tr("Cancel"),
        }
        for name, text in texts.items():
            self._buttons[name].setText(text)
        self._buttons["call"].setToolTip(self.tr("Rings the customer; the log says that somebody else was on them"))
        self._to.setAccessibleName(self.tr("Hand over to"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show(self) -> None:
        found = self._found
        own, other = found.own, next(iter(found.others), None)
        words = bar_words(found, self._login, self._now)
        asked = own is not None and bool(own.asked_by)
        offered = other is not None and other.offered_to == self._login
        if self._handing:
            words = self.tr("Who is to have this customer? They are asked first.")
        elif self._calling and other is not None:
            words = self.tr("{words} Call all the same?").format(words=since_words(other, self._now))
        elif not words and own is not None and self._unfolded:
            words = scope_tip(own, self._now)
        contested = any(one.scope == CONTESTED for one in (own, *found.others) if one is not None)
        self.setProperty("look", "banner-bad" if contested else "banner-warn")
        self.style().polish(self)
        self._icon.show_icon("attention" if contested else "claimed", "bad" if contested else "warn")
        self._words.setText(words)
        self.setAccessibleName(words)
        answering = (asked or offered) and not self._handing and not self._calling
        plain = not answering and not self._handing and not self._calling
        self._buttons["yes"].setText(self.tr("Take it") if offered else self.tr("Hand it over"))
        self._buttons["no"].setText(self.tr("No, thanks") if offered else self.tr("Keep it"))
        wanted = {
            "call": self._calling,
            "leave": self._calling,
            "yes": answering,
            "no": answering,
            "ask": plain and own is None and other is not None,
            "release": plain and own is not None,
            "hand": plain and own is not None and bool(self._logins),
            "offer": self._handing,
            "stay": self._handing,
        }
        for name, button in self._buttons.items():
            button.setVisible(wanted[name])
        self._to.setVisible(self._handing)
        self.setVisible(bool(words))

    def _first(self) -> QWidget:
        return next((one for one in self._buttons.values() if one.isVisibleTo(self)), self)

    def _begin_handing(self) -> None:
        self._handing = True
        self._to.clear()
        for login in self._logins:
            self._to.addItem(one_line(login, 40), login)
        self._show()
        self._to.setFocus()

    def _leave_handing(self) -> None:
        self._handing = False
        self._show()
        self._buttons["hand"].setFocus()

    def _offer(self) -> None:
        login = str(self._to.currentData() or "")
        self._handing = False
        self._show()
        if login:
            self.offer_requested.emit(login)

    def _call(self) -> None:
        self._calling = False
        self._show()
        self.call_requested.emit()

    def _leave_call(self) -> None:
        self._calling = False
        self._show()
