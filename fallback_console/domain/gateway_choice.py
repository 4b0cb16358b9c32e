"""Which SMS gateway a message goes over, where there are several. Pure: no I/O."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

__all__ = ["Offer", "country_codes", "ranked"]

_LAST = float("inf")


class Offer(NamedTuple):
    """A gateway as it is set up.

    Attributes:
        sink: its sink ('sms:kannel').
        priority: the lowest goes first.
        cost: of one part, in whatever currency all of them are given; None where nobody said.
        countries: two-letter codes of the countries it serves; empty for all.
        speaks: it can read a message out in a call.
    """

    sink: str
    priority: float = 100.0
    cost: float | None = None
    countries: frozenset[str] = frozenset()
    speaks: bool = False

    def serves(self, region: str) -> bool:
        """Whether a number of a country can be reached; '' for a number of no country, which takes one that serves all."""
        return not self.countries or region in self.countries


def country_codes(text: str) -> frozenset[str]:
    """Two-letter codes out of what a person typed ('gb, FR jp').

    Raises:
        ValueError: something in it is no such code.
    """
    codes = frozenset(word.upper() for word in text.replace(",", " ").replace(";", " ").split())
    wrong = sorted(code for code in codes if not (len(code) == 2 and code.isascii() and code.isalpha()))
    if wrong:
        raise ValueError(wrong[0])
    return codes


def ranked(
    offers: Iterable[Offer], region: str, *, down: Collection[str] = (), without: Collection[str] = ()
) -> Sequence[str]:
    """Sinks that serve a country, the best first: what is up before what is down, then by priority, cost and name.

    Where two have the same priority the cheaper one goes first, and one without a cost after those with one.

    Args:
        region: two-letter code of the number's country.
        down: sinks whose system is down.
        without: sinks not to be used at all, because they refused the message.
    """
    fit = [offer for offer in offers if offer.serves(region) and offer.sink not in without]
    fit.sort(key=lambda o: (o.sink in down, o.priority, _LAST if o.cost is None else o.cost, o.sink))
    return [offer.sink for offer in fit]
