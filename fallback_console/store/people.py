"""Reading people: cards, lists, and who a number belongs to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from fallback_console.domain.number_zones import time_zones
from fallback_console.domain.numbers import match_tail, parse, same_line, shown_form
from fallback_console.domain.views import NumberRow, PersonRow, SkillRow
from fallback_console.store.home import home_region
from fallback_console.store.number_index import is_number
from fallback_console.store.parts import chunks
from fallback_console.store.same_person import aliased, parts_of
from fallback_console.store.search import find_people, find_with_team
from fallback_console.store.shown_person import head_of

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["listed", "matching", "opted_out", "person_of_key", "person_rows", "wants_none"]

_ROW = (
    "pk, key, name, role, emails, organisation, language, timezone, reading, languages, skills, in_groups, login, site"
)
_ORDER = "sorted_by COLLATE NOCASE, pk"
_MOST_CANDIDATES = 200
_FEWEST_SORTED = 300
"""Of very many that fit only the newest are sorted; who types on gets to the others."""


def opted_out(r: Reading, number: str) -> bool:
    """No text message may go to this number (E.164)."""
    return r.value("SELECT 1 FROM p_optout WHERE number = ?", (number,)) is not None


def wants_none(r: Reading, number: str, person_key: str) -> bool:
    """Whether a broadcast must not go to a number: who said STOP at one number is not written to by many at their next.

    Args:
        number: E.164.
        person_key: whose it is, '' where that is not known.
    """
    if opted_out(r, number):
        return True
    at_another = (
        "SELECT 1 FROM p_person JOIN p_number ON person_pk = pk JOIN p_optout ON number = e164 WHERE key = ? LIMIT 1"
    )
    return bool(person_key) and r.value(at_another, (head_of(r, person_key),)) is not None


def person_rows(r: Reading, pks: Sequence[int]) -> list[PersonRow]:
    """People by row number, in the order they were asked for."""
    home = home_region(r)
    rows: dict[int, tuple[Any, ...]] = {}
    numbers: dict[int, list[NumberRow]] = {}
    for part in chunks(pks):
        marks = ", ".join("?" * len(part))
        rows.update((row[0], row) for row in r.rows(f"SELECT {_ROW} FROM p_person WHERE pk IN ({marks})", list(part)))
        for pk, kind, raw, e164, out in r.rows(
            "SELECT person_pk, kind, raw, e164, EXISTS (SELECT 1 FROM p_optout WHERE number = e164) FROM p_number"
            f" WHERE person_pk IN ({marks}) ORDER BY person_pk, position",
            list(part),
        ):
            shown = shown_form(raw, e164, home) if e164 else parse(raw).raw
            numbers.setdefault(pk, []).append(NumberRow(kind, raw, e164, shown, time_zones(e164), bool(out)))
    merged = aliased(r)
    return [
        PersonRow(
            row[0],
            row[1],
            row[2],
            row[3],
            tuple(json.loads(row[4])),
            tuple(numbers.get(pk, ())),
            row[5],
            row[6],
            row[7],
            row[8],
            tuple(json.loads(row[9])),
            tuple(SkillRow(name, level) for name, level in json.loads(row[10])),
            tuple(json.loads(row[11])),
            tuple(parts_of(r, row[1])[1:]) if merged else (),
            row[12],
            row[13],
        )
        for pk in pks
        if (row := rows.get(pk)) is not None
    ]


def person_of_key(r: Reading, key: str) -> PersonRow | None:
    """A person by the key of any of its records, None where there is none."""
    pk = r.value("SELECT pk FROM p_person WHERE key = ?", (head_of(r, key),))
    return None if pk is None else next(iter(person_rows(r, [pk])), None)


def listed(r: Reading, search: str, role: str, limit: int) -> list[PersonRow]:
    """People by how their names are read, else by name; all or those with all the typed words, of one role or of any.

    Where there are too many of any role to sort, some teammates come first: customers' names are as good as any there.
    """
    role_is, params = (" AND role = ?", [role]) if role else ("", [])
    order = _ORDER
    if search.strip():
        most = max(_FEWEST_SORTED, 4 * limit)
        if role:
            found = find_people(r, search, most, [role]) or []
        else:
            found, team = find_with_team(r, search, most, max(limit // 2, 1))
            if team is not None:
                found += team
                order = f"role IN ('team', 'expert') DESC, {_ORDER}"
        people = f"p_person INDEXED BY p_person_order WHERE pk IN ({', '.join(map(str, found))})"
    else:
        people = "p_person WHERE TRUE"
    rows = r.rows(
        f"SELECT pk FROM {people}{role_is} ORDER BY {order} LIMIT ?",
        (*params, limit),
    )
    return person_rows(r, [row[0] for row in rows])


def matching(r: Reading, number: str) -> list[tuple[PersonRow, bool]]:
    """Who a caller may be, the likeliest first, and whether it is sure.

    Sure is the same number in E.164; else the digits of one spelling end with those of the other. Who may not read customers'
    numbers is not told of the latter: an end of a number would do.
    """
    typed = parse(number, home_region(r))
    same = f"SELECT DISTINCT person_pk FROM p_number WHERE {is_number('?1')}"
    sure = [row[0] for row in r.rows(same, (typed.e164,))] if typed.e164 else []
    maybe: dict[int, int] = {}
    # Both spellings: the country taken for granted may be the wrong one.
    for spelling in dict.fromkeys(filter(None, (typed.e164, typed.raw))) if r.number_parts else ():
        for pk, raw, e164 in r.rows(
            "SELECT person_pk, raw, e164 FROM p_number WHERE tail = ? AND tail <> '' LIMIT ?",
            (match_tail(spelling), _MOST_CANDIDATES),
        ):
            agree = max(same_line(spelling, e164), same_line(spelling, raw))
            if agree and pk not in sure:
                maybe[pk] = max(agree, maybe.get(pk, 0))
    likely = sorted(maybe, key=lambda pk: (-maybe[pk], pk))
    return [
        *((person, True) for person in person_rows(r, sorted(sure))),
        *((person, False) for person in person_rows(r, likely)),
    ]
