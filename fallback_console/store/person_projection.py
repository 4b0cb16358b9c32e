"""The projection of people and of the numbers by which callers are recognised."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from fallback_console.domain.mirror import RawNumber
from fallback_console.domain.numbers import digits_of, e164_of, tail_of
from fallback_console.domain.person import FILE_SOURCE, TEAM_ROLES, PersonCard, joined, mail_key
from fallback_console.domain.readings import sort_key
from fallback_console.store.home import home_region
from fallback_console.store.journal import dump
from fallback_console.store.person_cards import card_of, every_key
from fallback_console.store.same_person import parts_of
from fallback_console.store.shown_person import head_of
from fallback_console.store.tx import Tx

__all__ = ["PersonRows", "add_people", "project_person", "reproject_people", "rows_of", "write_person"]

_COLUMNS = (
    "source, remote_id, name, role, emails, organisation, language, timezone, reading, sorted_by, languages, skills,"
    " in_groups, also, login, site"
)
_INSERT = f"INSERT INTO p_person (pk, key, {_COLUMNS}, stale)"
_MAIL = "INSERT OR IGNORE INTO p_mail (mail, person_pk)"
_NUMBER = "INSERT INTO p_number (person_pk, position, kind, raw, e164, tail)"
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
        once: dict[str, tuple[RawNumber, str]] = {}
        for number, e164 in found:
            once.setdefault(e164 or digits_of(number.text) or number.text, (number, e164))
        found = list(once.values())
        card = card._replace(numbers=tuple(number for number, _ in found))
    if card.role in TEAM_ROLES and not card.login:
        card = card._replace(login=_login_of(keys))
    others = dict.fromkeys(name for one in cards for name in (one.name, one.reading) if name)
    also = [name for name in others if name not in (card.name, card.reading)]
    write_person(tx, head, card, [e164 for _, e164 in found], also)


def write_person(tx: Tx, key: str, card: PersonCard, e164s: Sequence[str], also: Sequence[str] = ()) -> None:
    """Write the rows of a person of whom all is known.

    Args:
        e164s: of the card's numbers, '' for those that are not possible.
        also: what else the person is called, and how that is read.
    """
    rows = rows_of(key, card, e164s, also)
    pk = tx.value("SELECT pk FROM p_person WHERE key = ?", (key,))
    if pk is None:
        add_people(tx, [(key, rows)])
        return
    _clear(tx, pk)
    tx.execute(_UPDATE, (*rows.values, pk))
    _add_ways(tx, [(pk, rows)])
    tx.touch("person", key)


class PersonRows(NamedTuple):
    """What stands in the tables about somebody, but for the row's number.

    Attributes:
        values: of ``p_person``, from the source on.
        mails: keys of the addresses.
        numbers: of ``p_number``, from the position on.
    """

    values: tuple[object, ...]
    mails: tuple[str, ...]
    numbers: tuple[tuple[object, ...], ...]


def rows_of(key: str, card: PersonCard, e164s: Sequence[str], also: Sequence[str] = ()) -> PersonRows:
    """What will stand in the tables; see ``write_person``. It needs no database."""
    source, _, remote_id = key.partition(":")
    values = (
        source,
        remote_id,
        card.name,
        card.role,
        _list(card.emails),
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
    numbers = tuple(
        (position, number.kind, number.text, e164, tail_of(e164, number.text))
        for position, (number, e164) in enumerate(zip(card.numbers, e164s, strict=True))
    )
    return PersonRows(values, tuple(mail_key(mail) for mail in card.emails), numbers)


def add_people(tx: Tx, people: Sequence[tuple[str, PersonRows]]) -> None:
    """Write the rows of people who are not here yet, each with the key."""
    # Row numbers in a row, chosen here, so that each table takes all of its rows at once.
    first = 1 + (tx.value("SELECT seq FROM sqlite_sequence WHERE name = 'p_person'") or 0)
    tx.bulk(_INSERT, [(pk, key, *rows.values, 1) for pk, (key, rows) in enumerate(people, first)])
    _add_ways(tx, [(pk, rows) for pk, (_, rows) in enumerate(people, first)])
    for key, _ in people:
        tx.touch("person", key)


def _add_ways(tx: Tx, people: Sequence[tuple[int, PersonRows]]) -> None:
    tx.bulk(_MAIL, [(mail, pk) for pk, rows in people for mail in rows.mails])
    tx.bulk(_NUMBER, [(pk, *number) for pk, rows in people for number in rows.numbers])


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
