"""The projection of people and of the numbers by which callers are recognised."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from fallback_console.domain.mirror import RawNumber
from fallback_console.domain.numbers import digits_of, e164_of, parse, region_of, tail_of
from fallback_console.domain.person import FILE_SOURCE, TEAM_ROLES, PersonCard, joined, mail_key
from fallback_console.domain.readings import sort_key
from fallback_console.store.home import home_region
from fallback_console.store.journal import dump, dump_each
from fallback_console.store.person_cards import card_of, every_key
from fallback_console.store.same_person import parts_of
from fallback_console.store.shown_person import head_of
from fallback_console.store.tx import Laid, Tx, lay_out

__all__ = [
    "NewPeople",
    "add_people",
    "new_people",
    "project_person",
    "reproject_people",
    "write_person",
]

_COLUMNS = (
    "source, remote_id, name, role, emails, organisation, language, timezone, reading, sorted_by, languages, skills,"
    " in_groups, also, login, site"
)
_INSERT = f"INSERT INTO p_person (pk, stale, key, {_COLUMNS})"
_PERSON = f"?1 + {{}}, 1, {{}}, {', '.join(['{}'] * len(_COLUMNS.split()))}"
_UPDATE = f"UPDATE p_person SET ({_COLUMNS}, stale) = (?{', ?' * (len(_COLUMNS.split()) - 1)}, 1) WHERE pk = ?"


def project_person(tx: Tx, key: str, region: str | None = None) -> None:
    """Make a person's rows from what the sources say, with everything that was merged into it.

    Args:
        key: of any of its records.
        region: the home region where the caller knows it already.
    """
    head = head_of(tx, key)
    keys = parts_of(tx, head)
    for gone in {key, *keys} - {head}:
        _forget(tx, gone)
    cards = [card for card in (card_of(tx, one) for one in keys) if card is not None]
    if not cards:
        _forget(tx, head)
        return
    card = joined(cards)
    home = home_region(tx) if region is None else region
    found = [(number, e164_of(number.text, home)) for number in card.numbers]
    if len(cards) > 1:
        found = _each_once(found)
        card = card._replace(numbers=tuple(number for number, _ in found))
    if card.role in TEAM_ROLES and not card.login:
        card = card._replace(login=_login_of(keys))
    others = dict.fromkeys(name for one in cards for name in (one.name, one.reading) if name)
    also = [name for name in others if name not in (card.name, card.reading)]
    write_person(tx, head, card, [e164 for _, e164 in found], also)


def _each_once(found: Sequence[tuple[RawNumber, str]]) -> list[tuple[RawNumber, str]]:
    """Numbers of several sources, each line once; where one of them knows its extension, with that."""
    lines: dict[str, list[tuple[RawNumber, str]]] = {}
    for number, e164 in found:
        lines.setdefault(e164 or digits_of(number.text) or number.text, []).append((number, e164))
    kept: list[tuple[RawNumber, str]] = []
    for line in lines.values():
        extensions = {"": line[0]}
        if len(line) > 1 and line[0][1]:
            extensions = {}
            for number, e164 in line:
                extensions.setdefault(parse(number.text, region_of(e164)).extension, (number, e164))
            if len(extensions) > 1:
                extensions.pop("", None)
        kept += extensions.values()
    return kept


def write_person(tx: Tx, key: str, card: PersonCard, e164s: Sequence[str], also: Sequence[str] = ()) -> None:
    """Write the rows of a person of whom all is known.

    Args:
        e164s: of the card's numbers, '' for those that are not possible.
        also: what else the person is called, and how that is read.
    """
    pk = tx.value("SELECT pk FROM p_person WHERE key = ?", (key,))
    if pk is None:
        add_people(tx, new_people([(key, card, e164s, also)]))
        return
    _clear(tx, pk)
    tx.execute(_UPDATE, (*_values(key, card, dump(card.emails), also), pk))
    _add_ways(tx, pk, _ways([(card, e164s)]))
    tx.touch("person", key)


def _values(key: str, card: PersonCard, emails: str, also: Sequence[str]) -> tuple[object, ...]:
    """What stands in ``_COLUMNS``."""
    source, _, remote_id = key.partition(":")
    return (
        source,
        remote_id,
        card.name,
        card.role,
        emails,
        card.organisation,
        card.languages[0] if card.languages else "",
        card.timezone,
        card.reading,
        sort_key(card.name, card.reading),
        _list(card.languages),
        _list(card.skills),
        _list(card.groups),
        _list(tuple(also)),
        _login(key, card),
        card.site,
    )


class _Ways(NamedTuple):
    """Rows of the tables by which people are found, each with the person's place among them, from 0."""

    mails: Laid
    numbers: Laid


class NewPeople(NamedTuple):
    """Rows of people who are not here yet.

    Attributes:
        keys: of the people in their order.
        people: of ``p_person``, with the place from 0 instead of the row's number.
        ways: to reach them.
    """

    keys: Sequence[str]
    people: Laid
    ways: _Ways


def new_people(people: Sequence[tuple[str, PersonCard, Sequence[str], Sequence[str]]]) -> NewPeople:
    """What ``add_people`` takes: of each the key and the rest as ``write_person`` has it. It needs no database."""
    emails = dump_each([card.emails for _, card, _, _ in people])
    return NewPeople(
        [key for key, _, _, _ in people],
        lay_out(
            (at, key, *_values(key, card, mails, also))
            for at, ((key, card, _, also), mails) in enumerate(zip(people, emails, strict=True))
        ),
        _ways([(card, e164s) for _, card, e164s, _ in people]),
    )


def add_people(tx: Tx, new: NewPeople) -> None:
    """Write the rows of people who are not here yet."""
    # Row numbers in a row, chosen here, so that each table takes all of its rows at once.
    first = 1 + (tx.value("SELECT seq FROM sqlite_sequence WHERE name = 'p_person'") or 0)
    tx.insert(_INSERT, _PERSON, new.people, (first,))
    _add_ways(tx, first, new.ways)
    for key in new.keys:
        tx.touch("person", key)


def _ways(people: Sequence[tuple[PersonCard, Sequence[str]]]) -> _Ways:
    return _Ways(
        lay_out((at, mail_key(mail)) for at, (card, _) in enumerate(people) for mail in card.emails),
        lay_out(
            (at, position, number.kind, number.text, e164, tail_of(e164, number.text))
            for at, (card, e164s) in enumerate(people)
            for position, (number, e164) in enumerate(zip(card.numbers, e164s, strict=True))
        ),
    )


def _add_ways(tx: Tx, first: int, ways: _Ways) -> None:
    tx.insert("INSERT OR IGNORE INTO p_mail (person_pk, mail)", "?1 + {}, {}", ways.mails, (first,))
    tx.insert(
        "INSERT INTO p_number (person_pk, position, kind, raw, e164, tail)",
        "?1 + {}, {}, {}, {}, {}, {}",
        ways.numbers,
        (first,),
    )


def _login(key: str, card: PersonCard) -> str:
    """By which somebody of the team works; others have none."""
    return (card.login or _login_of([key])) if card.role in TEAM_ROLES else ""


def _login_of(keys: Sequence[str]) -> str:
    """Where no source tells a login: the helpdesk's name of the person, else the name that another source has."""
    known = next((key for key in keys if not key.startswith(FILE_SOURCE)), keys[0])
    return known.partition(":")[2]


def _list(values: tuple[object, ...]) -> str:
    return _dumped(values) if values else "[]"


# The same languages, skills and groups stand with very many people.
@lru_cache(1024)
def _dumped(values: tuple[object, ...]) -> str:
    return dump(values)


def _clear(tx: Tx, pk: int) -> None:
    emails = json.loads(tx.value("SELECT emails FROM p_person WHERE pk = ?", (pk,)))
    tx.executemany("DELETE FROM p_mail WHERE mail = ? AND person_pk = ?", [(mail_key(mail), pk) for mail in emails])
    tx.execute("DELETE FROM p_number WHERE person_pk = ?", (pk,))


def _forget(tx: Tx, key: str) -> None:
    """Take a person out of the projection and the text index."""
    pk = tx.value("SELECT pk FROM p_person WHERE key = ?", (key,))
    if pk is not None:
        _clear(tx, pk)
        tx.execute("DELETE FROM p_person WHERE pk = ?", (pk,))
        tx.execute("DELETE FROM p_person_fts WHERE rowid = ?", (pk,))
        tx.touch("person", key)


def reproject_people(tx: Tx) -> None:
    """Project everybody anew, after the home region changed or for a rebuild."""
    home = home_region(tx)
    for key in every_key(tx):
        if head_of(tx, key) == key:
            project_person(tx, key, home)
    # Merged into a record that no source knows any more, or not yet.
    for (head,) in tx.rows("SELECT DISTINCT head FROM p_alias"):
        if card_of(tx, head) is None:
            project_person(tx, head, home)
    # Cases are found by their customer's numbers.
    tx.execute("UPDATE p_case SET stale = 1 WHERE customer_key <> ''")
