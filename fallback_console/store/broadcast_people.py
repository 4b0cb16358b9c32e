"""Everybody that a broadcast is asked to reach, with the numbers that take texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fallback_console.domain.broadcast import Someone
from fallback_console.domain.errors import InputError
from fallback_console.domain.number_zones import time_zones
from fallback_console.domain.numbers import parse
from fallback_console.domain.sms_numbers import for_texts
from fallback_console.store.home import home_region
from fallback_console.store.number_index import is_number
from fallback_console.store.parts import chunks
from fallback_console.store.people import wants_none
from fallback_console.store.search import find_people
from fallback_console.store.shown_person import head_of

if TYPE_CHECKING:
    from fallback_console.domain.broadcast import Audience
    from fallback_console.store.tx import Reading

__all__ = ["MOST", "asked", "groups", "names", "zones_of"]

MOST = 20_000
"""So many people in one broadcast."""

_SORTED = "ORDER BY sorted_by COLLATE NOCASE, pk"


def groups(r: Reading) -> list[tuple[str, int]]:
    """Every group with how many people are in it, by name."""
    return [
        (name, count)
        for name, count in r.rows(
            "SELECT value, count(DISTINCT pk) FROM p_person, json_each(in_groups) WHERE in_groups <> '[]'"
            " GROUP BY value ORDER BY value COLLATE NOCASE"
        )
    ]


def names(r: Reading, keys: Sequence[str]) -> dict[str, str]:
    """Names by key, of a record that was merged the name of the person it is now; keys that nobody has are left out."""
    found = {}
    for key in dict.fromkeys(keys):
        name = r.value("SELECT name FROM p_person WHERE key = ?", (head_of(r, key),))
        if name is not None:
            found[key] = str(name)
    return found


def asked(r: Reading, audience: Audience, *, zones: bool) -> list[Someone]:
    """Everybody an audience means: those of the filter and of the group by name, then the chosen ones, then typed numbers.

    Args:
        zones: tell in which time zones they may be.

    Raises:
        InputError: nobody was asked for, or too many.
    """
    if not any(audience):
        raise InputError("Nobody was chosen.", "Choose a kind of people, a group, single people or numbers.")
    pks = dict.fromkeys([*_by_filter(r, audience), *_by_group(r, audience.group)])
    _check(len(pks) + len(audience.people) + len(audience.numbers))
    nobody: list[Someone] = []
    again: list[int] = []
    for key in dict.fromkeys(audience.people):
        head = head_of(r, key)
        pk = r.value("SELECT pk FROM p_person WHERE key = ?", (head,))
        if pk is None:
            nobody.append(Someone(key, ""))
        elif pk not in pks:
            pks[pk] = None
        elif head != key:
            # Two records of one person were chosen: it is told that one of them was left out.
            again.append(pk)
    return [
        *_people(r, list(pks), zones=zones),
        *_people(r, again, zones=zones),
        *nobody,
        *_typed(r, audience.numbers, zones=zones),
    ]


def zones_of(r: Reading, number: str, person_key: str) -> tuple[str, ...]:
    """IANA names of the zones somebody with a number may be in; empty where none is known.

    Args:
        number: E.164.
        person_key: whose it is, '' where that is not known.
    """
    own = ""
    if person_key:
        own = r.value("SELECT timezone FROM p_person WHERE key = ?", (head_of(r, person_key),)) or ""
    return (own,) if own else time_zones(number)


def _check(count: int) -> None:
    if count > MOST:
        raise InputError("These are too many people for one broadcast.", f"Narrow it down to {MOST:,}.", limit=MOST)


def _by_filter(r: Reading, audience: Audience) -> list[int]:
    role_is, params = (" AND role = ?", [audience.role]) if audience.role else ("", [])
    if audience.search.strip():
        found = find_people(r, audience.search, MOST + 1, [audience.role] if audience.role else ()) or []
        _check(len(found))
        where = f"pk IN ({', '.join(map(str, found))})"
    elif audience.role:
        where = "TRUE"
    else:
        return []
    rows = r.rows(f"SELECT pk FROM p_person WHERE {where}{role_is} {_SORTED} LIMIT ?", (*params, MOST + 1))
    return [row[0] for row in rows]


def _by_group(r: Reading, group: str) -> list[int]:
    if not group.strip():
        return []
    rows = r.rows(
        "SELECT pk FROM p_person WHERE in_groups <> '[]' AND EXISTS (SELECT 1 FROM json_each(in_groups)"
        f" WHERE value = ? COLLATE NOCASE) {_SORTED} LIMIT ?",
        (group.strip(), MOST + 1),
    )
    return [row[0] for row in rows]


def _people(r: Reading, pks: Sequence[int], *, zones: bool) -> list[Someone]:
    people: dict[int, tuple[str, str, str]] = {}
    numbers: dict[int, list[tuple[str, str, str, bool]]] = {}
    for part in chunks(pks):
        marks = ", ".join("?" * len(part))
        people.update(
            (row[0], row[1:])
            for row in r.rows(f"SELECT pk, key, name, timezone FROM p_person WHERE pk IN ({marks})", list(part))
        )
        for pk, kind, raw, e164, out in r.rows(
            "SELECT person_pk, kind, raw, e164, e164 <> '' AND EXISTS (SELECT 1 FROM p_optout WHERE number = e164)"
            f" FROM p_number WHERE person_pk IN ({marks}) ORDER BY person_pk, position",
            list(part),
        ):
            numbers.setdefault(pk, []).append((kind, raw, e164, bool(out)))
    return [_someone(*people[pk], numbers.get(pk, []), zones=zones) for pk in pks if pk in people]


def _someone(
    key: str, name: str, timezone: str, numbers: Sequence[tuple[str, str, str, bool]], *, zones: bool
) -> Someone:
    best = tuple(dict.fromkeys(for_texts((kind, e164) for kind, _, e164, _ in numbers)))
    possible = any(e164 for _, _, e164, _ in numbers)
    where: tuple[str, ...] = ()
    if zones and best:
        where = (timezone,) if timezone else time_zones(best[0])
    return Someone(
        key,
        name,
        best,
        # The number that can be rung is worth more to whoever looks for another way than one that cannot.
        next((raw for _, raw, e164, _ in numbers if e164 or not possible), ""),
        any(out for *_, out in numbers),
        where,
        "impossible" if numbers and not possible else "",
    )


def _typed(r: Reading, typed: Sequence[str], *, zones: bool) -> list[Someone]:
    home = home_region(r)
    found = []
    for text in dict.fromkeys(typed):
        number = parse(text, home)
        if not number.possible:
            found.append(Someone("", "", typed=number.raw, problem="impossible"))
            continue
        owners = r.rows(
            f"SELECT DISTINCT key, name FROM p_number JOIN p_person ON pk = person_pk WHERE {is_number('?1')}",
            (number.e164,),
        )
        person, name = owners[0] if len(owners) == 1 else ("", "")
        where = zones_of(r, number.e164, person) if zones else ()
        out = wants_none(r, number.e164, person)
        found.append(Someone(person, name, (number.e164,), number.raw, out, where))
    return found
