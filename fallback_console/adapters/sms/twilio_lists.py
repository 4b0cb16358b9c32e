"""Twilio's lists, page by page, the newest first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol, TypeVar

from fallback_console.adapters.shapes import items, mapping, text
from fallback_console.adapters.sms import vendor_words as words
from fallback_console.adapters.sms.twilio_words import VENDOR

__all__ = ["listed"]

_PAGE = 200
_MOST_PAGES = 25


class _Listed(Protocol):
    @property
    def created(self) -> int: ...


T = TypeVar("T", bound=_Listed)


async def listed(
    read: Callable[[str, Mapping[str, str | int] | None], Awaitable[Any]],
    account: str,
    name: str,
    make: Callable[[Any], T],
    query: Mapping[str, str | int],
    since: int,
    *,
    every: bool,
) -> list[T]:
    """What was made since a time, the newest first.

    Args:
        read: asks Twilio for a path.
        account: where the account is in the interface.
        name: of the list, 'messages' or 'calls'.
        make: one of it from a row.
        since: UTC epoch milliseconds; what says no time counts.
        every: nothing can be said unless all were seen; else the newest of too many will do.

    Raises:
        AmbiguousError: there are too many to look at them all.
        BadAnswerError: that is no list of Twilio's.
    """
    found: list[T] = []
    page = await read(f"{account}/{name.capitalize()}.json", {**query, "PageSize": _PAGE})
    for _ in range(_MOST_PAGES):
        rows = mapping(page, name)
        new = [one for one in map(make, items(rows.get(name), name)) if not one.created or one.created >= since]
        found += new
        after = text(rows, "next_page_uri")
        # Whole pages, because one that waits to be sent has no date to be sorted by.
        if not after or not new:
            return found
        if not after.startswith(f"/{account}/"):
            raise words.bad_answer(VENDOR)
        page = await read(after, None)
    if every:
        raise words.not_known(VENDOR)
    return found
