"""The list of people and the card of one: what the window shows of them."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.numbers import line_facts
from fallback_console.domain.people_query import understood
from fallback_console.domain.person import ROLES, TEAM_ROLES
from fallback_console.services.candidates import cases_of
from fallback_console.services.contacts import last_contacts
from fallback_console.store import lookalikes, people, people_list
from fallback_console.store.people import person_of_key, person_rows
from fallback_console.store.people_list import MOST_FOUND
from fallback_console.store.search import find_with_team
from fallback_console.store.shown_person import head_of

if TYPE_CHECKING:
    from fallback_console.domain.views import CaseRow, ContactRow, PersonRow
    from fallback_console.store.lookalikes import Likely
    from fallback_console.store.tx import Reading

__all__ = ["KINDS", "PeopleListing", "ShownPerson", "found", "listing", "rows", "shown"]

KINDS = ("all", *ROLES, "oncall")
"""What the list can be narrowed to: everybody, one role, or who is on call."""

_FIRST = 32
_MOST_BESIDE = 100
"""Teammates beside very many others."""


class PeopleListing(NamedTuple):
    """Who is in the list.

    Attributes:
        search, kind: what was asked for.
        pks: row numbers in order.
        rows: the first of them.
        counts: how many of each of ``KINDS`` fit the search, as far as it is known; None where they were not asked for.
        busy: status by login of those who are not available.
        anybody: there are people at all.
        more: those of ``KINDS`` of which there are more than are counted and in the list.
    """

    search: str
    kind: str
    pks: array[int]
    rows: Sequence[PersonRow]
    counts: Mapping[str, int] | None
    busy: Mapping[str, str]
    anybody: bool
    more: frozenset[str] = frozenset()


class ShownPerson(NamedTuple):
    """One person with what belongs to them.

    Attributes:
        key: what was asked for; of a record that was merged too.
        person: None where nobody has this key any more.
        cases: open ones, the newest first.
        likely: who else may be this person, the surest first.
        lines: sort of line and country of each number, as ``domain.numbers.line_facts`` has them.
        status: what they said of themselves where they work here and are not available: 'call', 'away' …; '' else.
    """

    key: str
    person: PersonRow | None
    cases: Sequence[CaseRow] = ()
    contacts: Sequence[ContactRow] = ()
    likely: Sequence[Likely] = ()
    lines: Sequence[tuple[str, str]] = ()
    status: str = ""


def listing(r: Reading, search: str, kind: str, *, count: bool = True) -> PeopleListing:
    """People by how their names are read, else by name.

    Args:
        search: words, as in ``services.people.list_people``, or a sentence such as 'billing expert who speaks Japanese'.
        kind: of ``KINDS``.
        count: how many there are of each kind is wanted too; with a search it always comes along.
    """
    counts: dict[str, int] | None = None
    more: frozenset[str] = frozenset()
    if search.strip():
        found, more = _with_words(r, search, kind)
        query = understood(search)
        if query is not None:
            found |= set(people_list.meant(r, query))
        ordered = people_list.ordered(r, found)
        on_call = people_list.on_call(r, found)
        told = Counter(role for _, role in ordered)
        counts = {"all": len(ordered), **{role: told[role] for role in ROLES}, "oncall": len(on_call)}
        # Of a kind that was not looked for nobody is known, not none.
        counts = {name: number for name, number in counts.items() if number or name not in more}
        pks = array("q", (pk for pk, role in ordered if _fits(kind, role, pk in on_call)))
    else:
        on_call = people_list.on_call(r) if count or kind == "oncall" else set()
        if count:
            roles = people_list.role_counts(r)
            counts = {"all": sum(roles.values()), **{role: roles.get(role, 0) for role in ROLES}}
            counts["oncall"] = len(on_call)
        if kind == "oncall":
            pks = array("q", (pk for pk, _ in people_list.ordered(r, on_call)))
        else:
            pks = people_list.everybody(r, "" if kind == "all" else kind)
    first = person_rows(r, pks[:_FIRST])
    return PeopleListing(search, kind, pks, first, counts, people_list.busy_logins(r), people_list.any_person(r), more)


def _with_words(r: Reading, search: str, kind: str) -> tuple[set[int], frozenset[str]]:
    """Who has the typed words, and of which kinds there are more.

    However many customers are called the same, teammates are among those found, and whoever is of the kind that is wanted.
    """
    team_only = kind in (*TEAM_ROLES, "oncall")
    of_team = MOST_FOUND if team_only else _MOST_BESIDE
    newest, team = find_with_team(r, search, MOST_FOUND, of_team)
    if team is None:
        return set(newest), frozenset()
    found = {*newest, *team}
    more = {"all", *ROLES, "oncall"}
    if len(team) < of_team:
        # Who is on call is of the team.
        more -= {*TEAM_ROLES, "oncall"}
    if kind != "all" and not team_only:
        own = people_list.with_words(r, search, [kind])
        found.update(own)
        if len(own) < MOST_FOUND:
            more.discard(kind)
    return found, frozenset(more)


def found(r: Reading, search: str, role: str = "", limit: int = 200) -> list[PersonRow]:
    """People by words or a sentence, as in the list.

    Args:
        role: of ``domain.person.ROLES``, '' for all.
    """
    if not search.strip():
        return people.listed(r, "", role, limit)
    return person_rows(r, listing(r, search, role or "all").pks[:limit])


def rows(r: Reading, pks: Sequence[int]) -> list[PersonRow]:
    """People by row number, in that order; those that are gone meanwhile are left out."""
    return person_rows(r, pks)


def shown(r: Reading, key: str) -> ShownPerson:
    """One person's card."""
    person = person_of_key(r, key)
    if person is None:
        return ShownPerson(key, None)
    status = ""
    if person.role in ("team", "expert"):
        status = people_list.busy_logins(r).get(person.login, "")
    return ShownPerson(
        key,
        person,
        cases_of(r, person.key),
        last_contacts(r, person),
        lookalikes.likely_of(r, head_of(r, person.key)),
        [line_facts(number.e164) for number in person.numbers],
        status,
    )


def _fits(kind: str, role: str, on_call: bool) -> bool:
    return kind == "all" or (on_call if kind == "oncall" else role == kind)
