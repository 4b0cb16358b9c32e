"""Reading who is in the list of people: row numbers in order, and how many of each kind there are."""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterable, Sequence, Set
from typing import TYPE_CHECKING

from fallback_console.domain.people_query import ON_CALL_WORDS, is_on_call
from fallback_console.domain.search_terms import match_expression, query_terms
from fallback_console.store.parts import chunks
from fallback_console.store.search import find_people, find_with_team

if TYPE_CHECKING:
    from fallback_console.domain.people_query import PeopleQuery
    from fallback_console.store.tx import Reading

__all__ = [
    "MOST_FOUND",
    "any_person",
    "busy_logins",
    "everybody",
    "meant",
    "on_call",
    "ordered",
    "role_counts",
    "with_words",
]

MOST_FOUND = 300
"""Of very many that fit only the newest are sorted; who types on gets to the others."""

_MOST_ON_CALL = 2000
_KNOWS_WELL = "EXISTS (SELECT 1 FROM json_each(skills) WHERE json_extract(value, '$[1]') >= 4)"


def any_person(r: Reading) -> bool:
    """Whether there is anybody at all."""
    return r.value("SELECT 1 FROM p_person LIMIT 1") is not None


def everybody(r: Reading, role: str = "") -> array[int]:
    """All people by how their names are read, else by name; of one role or of any."""
    role_is, params = ("WHERE role = ?", (role,)) if role else ("", ())
    rows = r.rows(f"SELECT pk FROM p_person {role_is} ORDER BY sorted_by COLLATE NOCASE, pk", params)
    return array("q", (row[0] for row in rows))


def role_counts(r: Reading) -> dict[str, int]:
    """How many people there are of each role."""
    return dict(r.rows("SELECT role, count(*) FROM p_person INDEXED BY p_person_order GROUP BY role"))


def with_words(r: Reading, text: str, roles: Collection[str] = ()) -> list[int]:
    """Who has all the typed words, the newest first: at most ``MOST_FOUND`` of some roles, or of any."""
    return find_people(r, text, MOST_FOUND, roles) or []


def meant(r: Reading, query: PeopleQuery) -> list[int]:
    """Who is meant by a sentence."""
    if not (query.roles or query.free or query.on_call):
        return with_words(r, query.words)
    where, params = ["TRUE"], []
    if query.words:
        of = query.roles | {"team"} if "expert" in query.roles else query.roles
        if of:
            named = with_words(r, query.words, of)
        else:
            # Who is free or on call is sought among teammates.
            newest, team = find_with_team(r, query.words, MOST_FOUND, MOST_FOUND)
            named = newest + (team or [])
        where.append(f"pk IN ({', '.join(map(str, named))})")
    if query.roles:
        roles = sorted(query.roles)
        is_role = f"role IN ({', '.join('?' * len(roles))})"
        params += roles
        # A teammate who knows something well is asked for as an expert too.
        where.append(f"({is_role} OR (role = 'team' AND {_KNOWS_WELL}))" if "expert" in roles else is_role)
    if query.on_call:
        where.append(f"pk IN ({', '.join(map(str, on_call(r)))})")
    if query.free:
        if not (query.words or query.roles or query.on_call):
            # Nobody says of customers whether they are free.
            where.append("role IN ('team', 'expert')")
        where.append("login NOT IN (SELECT login FROM p_status WHERE status <> 'available')")
    rows = r.rows(f"SELECT pk FROM p_person WHERE {' AND '.join(where)} LIMIT ?", (*params, MOST_FOUND))
    return [row[0] for row in rows]


def on_call(r: Reading, among: Set[int] | None = None) -> set[int]:
    """Who is in a group whose name says that its people are on call; of everybody, or of some."""
    if among is not None and not among:
        return set()
    # Whole words: beginnings would have to be merged first.
    terms = [[term._replace(prefix=False) for term in query_terms(word)] for word in ON_CALL_WORDS]
    expression = " OR ".join(f"({match_expression(words)})" for words in terms)
    named = r.rows(
        "SELECT rowid FROM p_person_fts WHERE p_person_fts MATCH ? ORDER BY rowid DESC LIMIT ?",
        (expression, _MOST_ON_CALL),
    )
    maybe = [pk for (pk,) in named if among is None or pk in among]
    found: set[int] = set()
    for part in chunks(maybe):
        marks = ", ".join("?" * len(part))
        rows = r.rows(f"SELECT pk, in_groups FROM p_person WHERE pk IN ({marks})", part)
        found.update(pk for pk, groups in rows if is_on_call(json.loads(groups)))
    return found


def ordered(r: Reading, pks: Iterable[int]) -> list[tuple[int, str]]:
    """The same people by how their names are read, each with the role."""
    wanted: Sequence[int] = sorted(set(pks))
    return r.rows(
        f"SELECT pk, role FROM p_person INDEXED BY p_person_order WHERE pk IN ({', '.join(map(str, wanted))})"
        " ORDER BY sorted_by COLLATE NOCASE, pk"
    )


def busy_logins(r: Reading) -> dict[str, str]:
    """Status by login of those who said that they are not available."""
    return dict(r.rows("SELECT login, status FROM p_status WHERE status <> 'available'"))
