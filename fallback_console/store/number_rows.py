"""A number of which nobody is known, as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.domain.number_zones import time_zones
from fallback_console.domain.numbers import parse
from fallback_console.domain.views import NumberRow
from fallback_console.store.home import home_region
from fallback_console.store.people import opted_out

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["number_row"]


def number_row(r: Reading, number: str) -> NumberRow:
    """How a number is shown, where it is, and whether it wants text messages; a sender that is none stays as it is."""
    home = home_region(r)
    read = parse(number, home)
    if not read.e164:
        return NumberRow("", read.raw, "", read.raw)
    return NumberRow("", read.raw, read.e164, read.shown(home), time_zones(read.e164), opted_out(r, read.e164))
