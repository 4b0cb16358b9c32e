"""What the command palette finds among cases, swarms and people, and what was chosen in it last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fallback_console.domain.errors import NotFoundError
from fallback_console.domain.views import CaseRow, PersonRow
from fallback_console.services import people, personal, queue, swarm_list
from fallback_console.services.swarm_list import Swarm
from fallback_console.store import queue_tables
from fallback_console.store.people import person_of_key
from fallback_console.store.tx import Reading, Tx

__all__ = ["ACTION", "CASE", "PERSON", "SWARM", "Found", "cases_of", "find", "recent", "remember"]

ACTION, CASE, SWARM, PERSON = "action:", "case:", "swarm:", "person:"
"""What was chosen is kept as one of these with its name or key behind it."""

_KEPT = 12
_CASES = 20
_SWARMS = 20
_PEOPLE = 20


class Found(NamedTuple):
    """What there is for a text.

    Attributes:
        text: what was asked for.
        recent: what was chosen last, the newest first, as ``ACTION``, ``CASE``, ``SWARM`` or ``PERSON`` with a name or key.
        swarms: those that are open.
    """

    text: str
    cases: tuple[CaseRow, ...]
    people: tuple[PersonRow, ...]
    recent: tuple[str, ...] = ()
    swarms: tuple[Swarm, ...] = ()


def find(r: Reading, text: str) -> Found:
    """Cases and open swarms by number or words, people by name, number or address; the newest or first few of each."""
    rows = queue.search_cases(r, text, _CASES)
    try:
        exact = queue.find_case(r, text)
    except NotFoundError:
        pass
    else:
        rows = [exact, *(row for row in rows if row.pk != exact.pk)]
    swarms = swarm_list.search(r, text, _SWARMS)
    return Found(text, tuple(rows), tuple(people.list_people(r, text, limit=_PEOPLE)), swarms=tuple(swarms))


def recent(r: Reading, login: str) -> Found:
    """What was chosen last, with the cases, open swarms and people among it that are still here."""
    names = _kept(r, login)
    cases, swarms, persons = [], [], []
    for name in names:
        if name.startswith(CASE):
            pk = queue_tables.pk_of_reference(r, name.removeprefix(CASE))
            cases += queue.case_rows(r, [pk]) if pk is not None else []
        elif name.startswith(SWARM):
            swarms += _open_swarm(r, name.removeprefix(SWARM))
        elif name.startswith(PERSON):
            person = person_of_key(r, name.removeprefix(PERSON))
            persons += [person] if person is not None else []
    return Found("", tuple(cases), tuple(persons), tuple(names), tuple(swarms))


def _open_swarm(r: Reading, key: str) -> list[Swarm]:
    try:
        one = swarm_list.find(r, key)
    except NotFoundError:
        return []
    return [one] if one.state == "open" else []


def remember(tx: Tx, login: str, name: str) -> None:
    """Something was chosen."""
    names = [name, *(old for old in _kept(tx, login) if old != name)]
    personal.keep(tx, _name(login), names[:_KEPT])


def cases_of(r: Reading, person_key: str) -> list[CaseRow]:
    """The newest cases of a customer."""
    return list(queue_tables.cases_of_customer(r, person_key, 0, _CASES))


def _kept(r: Reading, login: str) -> Sequence[str]:
    found = personal.find(r, _name(login), [])
    return [name for name in found if isinstance(name, str)][:_KEPT] if isinstance(found, list) else []


def _name(login: str) -> str:
    return f"palette:{login}"
