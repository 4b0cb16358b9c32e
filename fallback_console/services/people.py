"""Reading customers and teammates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.domain.errors import NotFoundError
from fallback_console.store import people

if TYPE_CHECKING:
    from fallback_console.domain.views import PersonRow
    from fallback_console.store.tx import Reading

__all__ = ["list_people", "match_number", "person", "sure_match"]


def list_people(r: Reading, search: str = "", role: str = "", limit: int = 200) -> list[PersonRow]:
    """People by name.

    Args:
        search: words, all of which must occur in name, mail addresses, numbers or organisation, the last one as a
            beginning.
        role: 'customer' or 'team', '' for both.
    """
    return people.listed(r, search, role, limit)


def person(r: Reading, key: str) -> PersonRow:
    """A person by key.

    Raises:
        NotFoundError: there is none.
    """
    found = people.person_of_key(r, key)
    if found is None:
        raise NotFoundError("There is no such person here.", "Search by name or number.")
    return found


def match_number(r: Reading, number: str) -> list[PersonRow]:
    """Who a caller may be, the likeliest first; blanks, strokes and a missing country code do not matter."""
    return [row for row, _ in people.matching(r, number)]


def sure_match(r: Reading, number: str) -> PersonRow | None:
    """The one person a number surely belongs to; None where it may be nobody, somebody else or several."""
    sure = [row for row, exact in people.matching(r, number) if exact]
    return sure[0] if len(sure) == 1 else None
