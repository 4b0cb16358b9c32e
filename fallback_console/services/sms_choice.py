"""Which SMS gateway a message is written for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from fallback_console.domain.errors import InputError
from fallback_console.domain.gateway_choice import ranked
from fallback_console.domain.numbers import region_of
from fallback_console.services.connections import sms_offers, sms_rate

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["rate_for", "serving", "sinks_for", "sms_sink_for", "speaking_sink_for"]


def serving(r: Reading) -> Callable[[str], bool]:
    """Whether a gateway serves the country of an E.164 number; every number while none is connected: that is told in another way."""
    offers = sms_offers(r)
    if not any(offer.countries for offer in offers):
        return bool

    @cache
    def served(region: str) -> bool:
        return bool(ranked(offers, region))

    return lambda number: served(region_of(number))


def sinks_for(r: Reading) -> Callable[[str], str]:
    """The sink that a message to an E.164 number goes to, as the gateways are set up; '' where none serves its country."""
    offers = sms_offers(r)
    limited = any(offer.countries for offer in offers)

    @cache
    def first(region: str) -> str:
        return next(iter(ranked(offers, region)), "")

    return lambda number: first(region_of(number) if limited else "")


def rate_for(r: Reading, number: str) -> float | None:
    """Parts a second of the gateway that a message to a number goes over; where none serves it, of the one that is used first, and
    None where none is connected."""
    return sms_rate(r, sinks_for(r)(number) if number else "")


def sms_sink_for(r: Reading, number: str) -> str:
    """The sink that a message to an E.164 number goes to as the gateways are set up; whether they are up shows when it is sent.

    Raises:
        InputError: no gateway is connected, or none serves the number's country.
    """
    offers = sms_offers(r)
    if not offers:
        raise InputError("No SMS gateway is connected.", "Connect one in the settings.")
    limited = any(offer.countries for offer in offers)
    sinks = ranked(offers, region_of(number) if limited else "")
    if not sinks:
        raise InputError(
            "No SMS gateway serves the country of this number.",
            "Add the country to a gateway in the settings, or call instead.",
        )
    return sinks[0]


def speaking_sink_for(r: Reading, number: str) -> str:
    """The sink that reads a message out in a call to a number; '' where none does: it is no E.164 number, none is set up for calls, or
    none serves its country."""
    offers = [offer for offer in sms_offers(r) if offer.speaks]
    if not (offers and number.startswith("+") and number[1:].isdigit()):
        return ""
    return next(iter(ranked(offers, region_of(number))), "")
