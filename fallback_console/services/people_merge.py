"""Two records that are one person: merged on somebody's word, and parted again as easily."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import InputError
from fallback_console.services.people import person
from fallback_console.store import journal, lookalikes, people
from fallback_console.store.case_customers import retell_cases
from fallback_console.store.home import home_region
from fallback_console.store.person_projection import project_person
from fallback_console.store.same_person import link_of, links_into, note_word
from fallback_console.store.shown_person import head_of

if TYPE_CHECKING:
    from fallback_console.store.lookalikes import Likely, Pair
    from fallback_console.store.tx import Reading, Tx

__all__ = ["SameSaved", "apart", "likely", "likely_pairs", "merge", "part", "with_first"]


class SameSaved(NamedTuple):
    """A word on two records, saved.

    Attributes:
        entry_ids: of the entries that keep it.
        key: the person that is shown, or that is left.
        other: the record that was put into it, or taken out of it.
    """

    entry_ids: tuple[str, ...]
    key: str
    other: str


def merge(tx: Tx, who: str, key: str, other: str) -> SameSaved:
    """Two records are one person, shown by the first; what the other knows beyond it is added.

    Every later pull and import keeps this.

    Raises:
        InputError: they are one person already, or a customer would become somebody else whose numbers were hidden until then.
        NotFoundError: one of them is not here.
    """
    into, out = person(tx, key), person(tx, other)
    head, joining = into.key, out.key
    if head == joining:
        raise InputError("These two are one person already.", "Look at the person to see what was merged.")
    if not tx.number_parts and into.role != out.role and "customer" in (into.role, out.role):
        raise InputError(
            "Customers' telephone numbers are hidden from you, so a customer stays one.",
            "Ask somebody who may see the numbers.",
        )
    entry_id = _say(tx, who, Kind.PERSON_MERGED, head, joining)
    return SameSaved((entry_id,), head, joining)


def part(tx: Tx, who: str, key: str) -> SameSaved:
    """Undo a merge: the one that put this record into another, or the last one that put another into this person.

    Raises:
        InputError: nothing was merged.
        NotFoundError: there is no such person.
    """
    head = person(tx, key).key
    if key == head:
        links = links_into(tx, head)[:1]
    else:
        own = link_of(tx, key)
        links = [own] if own is not None else []
    if not links:
        raise InputError("Nothing was merged into this person.", "Look at the person to see its records.")
    [(into, out)] = links
    entry_ids = [_say(tx, who, Kind.PERSON_PARTED, into, out)]
    # Where two stations merged it at the same time it hangs on more than one link.
    while head_of(tx, out) == head_of(tx, into) and (further := link_of(tx, out)) is not None:
        entry_ids.append(_say(tx, who, Kind.PERSON_PARTED, *further))
    return SameSaved(tuple(entry_ids), into, out)


def apart(tx: Tx, who: str, key: str, other: str) -> SameSaved:
    """Two people who look alike are two people: they are not offered again as perhaps the same.

    Raises:
        InputError: they are one person.
        NotFoundError: one of them is not here.
    """
    one, two = person(tx, key).key, person(tx, other).key
    if one == two:
        raise InputError("These two are one person.", "Split them first.")
    return SameSaved((_say(tx, who, Kind.PERSON_PARTED, one, two),), one, two)


def _say(tx: Tx, who: str, kind: str, head: str, other: str) -> str:
    entry = journal.append(tx, NewEntry(kind, f"person:{head}", {"other": other}, who))
    concerned = note_word(tx, entry)
    home = home_region(tx)
    for key in sorted({head_of(tx, one) for one in concerned}):
        project_person(tx, key, home)
    retell_cases(tx, concerned)
    return entry.id


def likely(r: Reading, key: str) -> list[Likely]:
    """Who else may be this person, the surest first."""
    return lookalikes.likely_of(r, head_of(r, key))


def likely_pairs(r: Reading, limit: int = 200) -> list[Pair]:
    """People who may be one, the surest first."""
    return lookalikes.likely_pairs(r, limit)


def with_first(r: Reading, pairs: Sequence[Pair], key: str, other: str, why: str, what: str) -> list[Pair]:
    """Pairs with a certain one before all others, unless it is one person by now."""
    rest = [pair for pair in pairs if {pair.key, pair.other.key} != {key, other}]
    one, two = people.person_of_key(r, key), people.person_of_key(r, other)
    if one is None or two is None or one.key == two.key:
        return list(pairs)
    return [lookalikes.Pair(one.key, one.name, lookalikes.Likely(two.key, two.name, why, what)), *rest]
