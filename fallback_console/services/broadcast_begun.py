"""The broadcast that somebody has begun here and not yet kept as a draft for others: nothing of it is lost by a restart.

It is this station's own note to itself, like every draft: no entry is made for it, and nobody else sees it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fallback_console.domain.broadcast import Audience, audience_from
from fallback_console.domain.errors import InputError
from fallback_console.services import broadcast, drafts, personal
from fallback_console.services.people_list import listing, rows

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["MODE", "Begun", "address", "address_found", "find", "keep", "use"]

MODE = "broadcast"
"""Of the draft that holds the text."""

_NAME = "broadcast-begun"
"""Of what else was chosen."""


class Begun(NamedTuple):
    """What was typed and chosen so far."""

    text: str = ""
    audience: Audience = Audience()
    urgent: bool = False
    per_minute: int = 0


def find(r: Reading) -> Begun:
    """What was begun; an empty one where nothing was."""
    text = drafts.find(r, "", MODE)
    found = personal.find(r, _NAME)
    if not isinstance(found, Mapping):
        return Begun(text)
    try:
        return Begun(text, audience_from(found["audience"]), bool(found["urgent"]), int(found["per_minute"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        # Of another version of the program: what is chosen is chosen again, the text is not lost.
        return Begun(text)


def keep(tx: Tx, begun: Begun) -> None:
    """Keep it, replacing what was begun before; an empty one is forgotten."""
    drafts.keep(tx, "", MODE, begun.text)
    rest = begun._replace(text="")
    found = {"audience": rest.audience._asdict(), "urgent": rest.urgent, "per_minute": rest.per_minute}
    personal.keep(tx, _NAME, None if rest == Begun() else found)


def address(tx: Tx, people: Sequence[str]) -> None:
    """Let it go to these people alone; the text that was begun stays."""
    keep(tx, find(tx)._replace(audience=Audience(people=tuple(people))))


def address_found(tx: Tx, search: str, kind: str) -> None:
    """Let it go to whoever the people's list shows; the text that was begun stays.

    Who is on call now is kept by name, since others are later; a search and a role are looked up when it goes out.

    Args:
        search, kind: as of ``people_list.listing``.

    Raises:
        InputError: everybody is in the list, or nobody.
    """
    words = search.strip()
    if kind == "all" and not words:
        raise InputError(
            "Everybody who is known stands in this list.", "Search, or choose what sort of people you mean."
        )
    shown = listing(tx, words, kind, count=False)
    if not shown.pks:
        raise InputError("Nobody stands in this list.", "Search for somebody else.")
    if kind == "oncall":
        address(tx, [row.key for row in rows(tx, shown.pks)])
    else:
        keep(tx, find(tx)._replace(audience=Audience("" if kind == "all" else kind, words)))


def use(tx: Tx, who: str, text: str, audience: Audience, **how: Any) -> str:
    """Make a draft for others of it, in one transaction: it is either still one's own or theirs. Gives its id.

    Args:
        how: as of ``broadcast.draft``.

    Raises:
        InputError: it cannot be sent to many.
    """
    made = drafts.use(tx, "", MODE, broadcast.draft, who, text, audience, **how)
    personal.keep(tx, _NAME, None)
    return made
