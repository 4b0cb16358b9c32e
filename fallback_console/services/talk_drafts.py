"""Drafts of a conversation whose key was another when they were begun.

A number that nobody was known by has a conversation of its own; once it belongs to somebody its messages stand in theirs, and
what was begun there has to stand with them. It is not moved but found where it was begun: so it is there whether the number was
assigned, came with a pull or came to somebody by a merge, and it is back where it was when that is undone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fallback_console.store.shown_person import head_of

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["begun_elsewhere"]

_PERSON, _NUMBER = "person:", "number:"


def begun_elsewhere(r: Reading, key: str, key_of: Callable[[str], str]) -> tuple[str, ...]:
    """Other keys with drafts that belong to a conversation now; none for one with a number that nobody is known by.

    Args:
        key_of: the conversation that a number belongs to.
    """
    if not key.startswith(_PERSON):
        return ()
    head = _PERSON + head_of(r, key.removeprefix(_PERSON))

    def now(begun: str) -> str:
        if begun.startswith(_NUMBER):
            return key_of(begun.removeprefix(_NUMBER))
        return _PERSON + head_of(r, begun.removeprefix(_PERSON))

    begun = r.rows(
        "SELECT DISTINCT case_key FROM draft WHERE case_key GLOB ? OR case_key GLOB ? ORDER BY case_key",
        (f"{_PERSON}*", f"{_NUMBER}*"),
    )
    return tuple(other for (other,) in begun if other != key and now(other) == head)
