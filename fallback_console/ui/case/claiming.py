"""Claims of the case that is shown: what is pressed becomes a command, and a call is asked about where somebody else has the customer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from fallback_console.services import claims
from fallback_console.services.claims import CaseClaims
from fallback_console.ui.case.claim_bar import ClaimBar
from fallback_console.ui.case.claim_words import chip_words, scope_tip, since_words
from fallback_console.ui.case.header import CaseHeader
from fallback_console.ui.case.open_call import CallTarget
from fallback_console.ui.views.base import Tools

__all__ = ["CaseClaiming"]


class CaseClaiming(QObject):
    """Between the head of a case, the bar below it, and the services.

    Attributes:
        call_requested: a ``CallTarget`` to ring.
        said: (sentence, more words, variant).
        bar: what there is to say and to do.
    """

    call_requested = Signal(object)
    said = Signal(str, str, str)

    def __init__(self, tools: Tools, header: CaseHeader, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._desk = tools.context.desk
        self._header = header
        self._key = ""
        self._found = CaseClaims()
        self._target: CallTarget | None = None
        self.bar = ClaimBar(tools.theme, self._desk.login)
        header.claim_requested.connect(self.press)
        self.bar.release_requested.connect(self.release)
        self.bar.ask_requested.connect(lambda: self._do(claims.ask))
        self.bar.offer_requested.connect(lambda to: self._do(claims.offer, to))
        self.bar.answer_requested.connect(lambda yes: self._do(claims.answer, yes=yes))
        self.bar.call_requested.connect(self._call_anyway)

    @property
    def found(self) -> CaseClaims:
        """Who is on the customer that is shown."""
        return self._found

    def show_case(self, key: str, found: CaseClaims, logins: tuple[str, ...], now: int) -> None:
        """Show who is on a case's customer.

        Args:
            logins: of those it can be handed over to.
        """
        fresh = key != self._key
        self._key, self._found = key, found
        words = chip_words(found, now)
        own, other = found.own, next(iter(found.others), None)
        tip = scope_tip(own, now) if own is not None else since_words(other, now) if other is not None else ""
        self._header.show_claim(words, tip)
        self.bar.show_claims(found, logins, now, fresh=fresh)

    def call(self, target: CallTarget) -> None:
        """Ring somebody; where another has the customer, ask first."""
        mine = target.case_key == self._key
        if mine and self._found.others and self._found.own is None:
            self._target = target
            self.bar.ask_before_call()
        else:
            self.call_requested.emit(target)

    def press(self) -> None:
        """Take the customer, or show what can be done about the claim there is."""
        if self._found.own is not None:
            self.bar.unfold()
        elif not self._found.others:
            self._do(claims.take)

    def toggle(self) -> None:
        """Take the customer, or let go."""
        if self._found.own is not None:
            self.release()
        else:
            self._do(claims.take)

    def take_along(self) -> None:
        """The case was taken: its customer too, where that says something to others."""
        if self._key and self._found.shared:
            self._tools.bridge.run(self._desk.command(claims.begin, self._desk.login, self._key))

    def release(self) -> None:
        """Let go of the customer."""
        self._do(claims.release)

    def ask(self) -> None:
        """Ask whoever has the customer."""
        self._do(claims.ask)

    def _do(self, command: Callable[..., Any], *words: Any, **named: Any) -> None:
        if self._key:
            self._tools.bridge.run(self._desk.command(command, self._desk.login, self._key, *words, **named))

    def _call_anyway(self) -> None:
        target, self._target = self._target, None
        if target is not None:
            self.call_requested.emit(target)
