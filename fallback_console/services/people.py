"""Reading customers and teammates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.store import people

if TYPE_CHECKING:
    from fallback_console.domain.views import PersonRow
    from fallback_console.store.tx import Reading

__all__ = ["called", "list_people", "match_number", "person", "person_meant", "sure_match"]


def called(r: Reading, login: str) -> str:
    """The name of the teammate who works under a login, as others read it; the login where no name is known."""
    name = r.value(
        "SELECT name FROM p_person INDEXED BY p_person_team WHERE role IN ('team', 'expert') AND login = ? AND name <> '' LIMIT 1",
        (login,),
    )
    return str(name or login)


def list_people(r: Reading, search: str = "", role: str = "", limit: int = 200) -> list[PersonRow]:
    """People by name.

    Args:
        search: words, all of which must occur in name, reading, mail addresses, numbers, organisation, languages, skills or
            groups, the last one as a beginning; of a number any part of four digits.
        role: of ``domain.person.ROLES``, '' for all.
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


def person_meant(r: Reading, reference: str) -> PersonRow:
    """The person a key, a name, a mail address or words mean.

    Raises:
        InputError: nobody or more than one.
    """
    known = people.person_of_key(r, reference)
    if known is not None:
        return known
    found = list_people(r, reference)
    exact = [p for p in found if reference in (p.name, *p.emails)] or found
    if len(exact) != 1:
        raise InputError(
            "No such person." if not exact else f"{len(exact)} people go by that name.",
            "Look them up with 'people' and give the key.",
        )
    return exact[0]


def match_number(r: Reading, number: str) -> list[PersonRow]:
    """Who a caller may be, the likeliest first; blanks, strokes and a missing country code do not matter."""
    return [row for row, _ in people.matching(r, number)]


def sure_match(r: Reading, number: str) -> PersonRow | None:
    """The one person a number surely belongs to; None where it may be nobody, somebody else or several."""
    sure = [row for row, exact in people.matching(r, number) if exact]
    return sure[0] if len(sure) == 1 else None
