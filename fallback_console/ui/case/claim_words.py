"""Claims in words: who is on a customer, since when, and what that is worth."""

from __future__ import annotations

from fallback_console.domain.claims import CONFIRMED, CONTESTED, PROVISIONAL
from fallback_console.services.claims import CaseClaims, ClaimRow
from fallback_console.ui.case_words import Words
from fallback_console.ui.i18n import translate
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import clock_time

__all__ = ["bar_words", "chip_words", "scope_tip", "since_words"]

_NAME = 30


def chip_words(found: CaseClaims, now: int) -> Words | None:
    """What the chip says; its role is a variant of a chip. None where a claim makes no sense: alone."""
    own, other = found.own, next(iter(found.others), None)
    if own is not None:
        if own.scope == CONTESTED:
            return Words(translate("Claims", "Contested claim"), "attention", "bad")
        if own.scope == CONFIRMED:
            return Words(translate("Claims", "Claimed by you · confirmed"), "claimed", "ok")
        return Words(translate("Claims", "Claimed by you · provisional"), "unknown", "warn")
    if other is not None:
        words = translate("Claims", "{name} is on it").format(name=_name(other))
        return Words(words, "attention" if other.scope == CONTESTED else "claimed", "warn")
    return Words(translate("Claims", "Claim"), "claimed", "neutral") if found.shared else None


def scope_tip(one: ClaimRow, now: int) -> str:
    """What a claim is worth, for a tooltip."""
    words = {
        CONFIRMED: translate("Claims", "Confirmed by the team's hub until {time}: nobody else has it."),
        PROVISIONAL: translate("Claims", "Known at this station until {time}, not confirmed: others may ring too."),
    }.get(one.scope, translate("Claims", "Somebody else had this customer at the same time. Agree on who goes on."))
    return words.format(time=clock_time(one.until_at, now))


def since_words(one: ClaimRow, now: int) -> str:
    """'Haruka has been on this customer since 10:40, confirmed by the team's hub.'"""
    words = {
        CONFIRMED: translate("Claims", "{name} has been on this customer since {time}, confirmed by the team's hub."),
        PROVISIONAL: translate("Claims", "{name} has been on this customer since {time}, not confirmed by the hub."),
    }.get(one.scope, translate("Claims", "{name} has been on this customer since {time}, and so was somebody else."))
    return words.format(name=_name(one), time=clock_time(one.since_at, now))


def bar_words(found: CaseClaims, login: str, now: int) -> str:
    """What the line below the head says; '' where nothing has to be said."""
    own, other = found.own, next(iter(found.others), None)
    if own is not None and own.asked_by:
        return translate("Claims", "{name} asks you to hand this customer over.").format(
            name=one_line(own.asked_by, 40)
        )
    if other is not None and other.offered_to == login:
        return translate("Claims", "{name} offers you this customer.").format(name=_name(other))
    if own is not None and own.scope == CONTESTED:
        who = _name(other) if other is not None else one_line(own.contested_with, 40)
        words = translate("Claims", "Contested: you and {name} are both on this customer. Agree on who goes on.")
        return words.format(name=who)
    if own is not None and own.offered_to:
        words = translate("Claims", "Offered to {name}. It stays yours until they take it.")
        return words.format(name=one_line(own.offered_to, 40))
    if own is None and found.lost_to:
        return translate("Claims", "{name} was quicker: the customer is theirs.").format(
            name=one_line(found.lost_to, 40)
        )
    return since_words(other, now) if own is None and other is not None else ""


def _name(one: ClaimRow) -> str:
    return one_line(one.name, _NAME)
