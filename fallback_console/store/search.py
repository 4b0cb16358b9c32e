"""The text index: brings it up to date and asks it.

Indexing a case's words takes longer than an action may, so actions only mark the case as stale, in their own transaction;
``index_some`` follows as soon as the writer has nothing else to do, at the latest when the store is closed. Until then the
index finds the case by its older words; each time some were brought up to date the topic "index" is touched.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from fallback_console.domain.entry import Kind
from fallback_console.domain.languages import language_names
from fallback_console.domain.numbers import MATCH_TAIL, digits_of
from fallback_console.domain.readings import kana_forms
from fallback_console.domain.roles import ROLES, TEAM_ROLES
from fallback_console.domain.search_terms import (
    NUMBER_STARTS,
    gapless,
    index_text,
    match_expression,
    person_expression,
    person_text,
    plain_dashes,
    query_terms,
    role_token,
)
from fallback_console.store.case_ref import case_subjects
from fallback_console.store.search_guard import shown_people, whole_number
from fallback_console.store.tx import Reading, Tx, listed

__all__ = ["find_people", "find_with_team", "index_some", "match_cases"]

_TEXT_LIMIT = 4000
"""Characters of one case that are indexed: its head, then its newest texts."""

_NEWEST = 40
_EXPAND_FROM = 5
_EXPAND_MOST = 250

_SPOKEN: dict[str, Sequence[str]] = {
    Kind.CASE_CREATED: ("text",),
    Kind.NEXT_ACTION: ("text",),
    Kind.NOTE: ("text",),
    Kind.REPLY: ("text",),
    Kind.CALL: ("notes", "person_name", "number"),
    Kind.SMS_SENT: ("text", "to"),
    Kind.SMS_RECEIVED: ("text", "sender"),
    Kind.SMS_FILED: ("text", "number"),
    Kind.MAIL_SENT: ("text", "to"),
    Kind.CHAT_SENT: ("text", "to"),
    Kind.HUB_SENT: ("text",),
}
_SPOKEN_MARKS = ", ".join("?" * len(_SPOKEN))

# One statement for many cases: each one gives up Python's lock and has to wait for it again.
_CASE = (
    "SELECT pk, key, source, remote_id, number, subject, customer_key, customer, (SELECT group_concat(text, char(10)) FROM"
    f" (SELECT substr(text, 1, {_TEXT_LIMIT}) AS text FROM m_item WHERE source = p.source AND case_remote = p.remote_id"
    f" AND p.remote_id <> '' AND text <> '' ORDER BY at DESC LIMIT {_NEWEST}))"
    " FROM p_case p INDEXED BY p_case_todo WHERE (stale = 1 OR unsent > 0) AND stale = 1 ORDER BY pk DESC"
)


def index_some(tx: Tx, limit: int = 20, seconds: float = 0.0) -> bool:
    """Index cases and people whose words changed.

    Args:
        limit: up to so many at once.
        seconds: after so long no more of them are begun, nor when somebody waits.

    Returns:
        Whether more are left.
    """
    is_over = tx.time_for(seconds)
    while _index_piece(tx, limit):
        if is_over():
            return True
    return False


def _index_piece(tx: Tx, limit: int) -> bool:
    cases = tx.rows(f"{_CASE} LIMIT ?", (limit,))
    if cases:
        talked_about = _with_entries(tx, cases)
        customers = _customer_texts(tx, {row[6] for row in cases if row[6]})
        words = [(row[0], _case_words(tx, row, customers.get(row[6], ()), row[0] in talked_about)) for row in cases]
        tx.bulk("INSERT OR REPLACE INTO p_case_fts (rowid, words)", words)
        tx.bulk("INSERT OR IGNORE INTO p_term (term)", _long_tokens(words))
        _mark_done(tx, "p_case", cases)
    people = tx.rows(
        "SELECT pk, name, emails, organisation, reading, also, languages, skills, in_groups, role FROM p_person"
        " INDEXED BY p_person_stale WHERE stale = 1 LIMIT ?",
        (limit,),
    )
    if people:
        numbers = _number_texts(tx, [row[0] for row in people])
        words = [(row[0], _person_words(row, numbers.get(row[0], ()))) for row in people]
        tx.bulk("INSERT OR REPLACE INTO p_person_fts (rowid, words)", words)
        # Digits are found by their fours.
        terms = [term for term in _long_tokens(words) if not term[0].isdecimal()]
        tx.bulk("INSERT OR IGNORE INTO p_person_term (term)", terms)
        _mark_done(tx, "p_person", people)
    if cases or people:
        # What is searched for just now may have found too little until here.
        tx.touch("index")
    return len(cases) == limit or len(people) == limit


def _mark_done(tx: Tx, table: str, rows: Sequence[Sequence[Any]]) -> None:
    tx.execute(
        f"UPDATE {table} SET stale = 0 WHERE pk IN (SELECT value FROM json_each(?))", (listed(row[0] for row in rows),)
    )


def _long_tokens(indexed: Sequence[tuple[int, str]]) -> Iterator[tuple[str]]:
    seen: set[str] = set()
    for _, words in indexed:
        seen.update(words.split())
    return ((token,) for token in sorted(seen) if len(token) >= _EXPAND_FROM)


def _with_entries(tx: Tx, cases: Sequence[Sequence[Any]]) -> set[int]:
    """Those of the cases that anybody did something to here; few, mostly."""
    about = {subject: row[0] for row in cases for subject in case_subjects(*row[1:4])}
    return {
        about[subject]
        for (subject,) in tx.rows(
            "SELECT DISTINCT subject FROM entry WHERE subject IN (SELECT value FROM json_each(?))", (listed(about),)
        )
    }


def _case_words(tx: Tx, row: Sequence[Any], customer_texts: Iterable[str], talked_about: bool) -> str:
    """The words of a case: number, subject, customer with addresses and numbers, then notes and history, newest first."""
    return index_text(_case_texts(tx, row, customer_texts, talked_about), _TEXT_LIMIT)


def _case_texts(tx: Tx, row: Sequence[Any], customer_texts: Iterable[str], talked_about: bool) -> Iterator[str]:
    _, key, source, remote_id, number, subject, _, customer, history = row
    yield from (number, subject, *_with_gapless(customer, *kana_forms(customer)), *customer_texts)
    for about in case_subjects(key, source, remote_id) if talked_about else ():
        # Wordless entries do not count: they make nothing stale, so they must not push words out of the newest.
        for kind, body in tx.rows(
            f"SELECT kind, body FROM entry WHERE subject = ? AND kind IN ({_SPOKEN_MARKS}) ORDER BY hlc DESC LIMIT ?",
            (about, *_SPOKEN, _NEWEST),
        ):
            yield from _spoken(kind, json.loads(body))
    yield history or ""


def _spoken(kind: str, body: Mapping[str, Any]) -> Iterator[str]:
    for name in _SPOKEN[kind]:
        if body[name]:
            yield body[name]


def _customer_texts(tx: Tx, keys: Iterable[str]) -> dict[str, list[str]]:
    """What cases are found by of their customers besides the names: readings, addresses, numbers."""
    people = tx.rows(
        "SELECT pk, key, emails, organisation, reading FROM p_person WHERE key IN (SELECT value FROM json_each(?))",
        (listed(keys),),
    )
    numbers = _number_texts(tx, [row[0] for row in people])
    return {
        key: [*_with_gapless(*kana_forms(reading)), *json.loads(emails), organisation, *numbers.get(pk, ())]
        for pk, key, emails, organisation, reading in people
    }


def _with_gapless(*names: str) -> Iterator[str]:
    for name in names:
        yield name
        if joined := gapless(name):
            yield joined


def _number_texts(tx: Tx, people: Iterable[int]) -> dict[int, list[str]]:
    texts: dict[int, list[str]] = {}
    for pk, raw, e164 in tx.rows(
        "SELECT person_pk, raw, e164 FROM p_number WHERE person_pk IN (SELECT value FROM json_each(?)) ORDER BY position",
        (listed(people),),
    ):
        # Once as one word each: whole with country code, and as typed without strokes and blanks.
        texts.setdefault(pk, []).extend((raw, e164, digits_of(raw)))
    return texts


def _person_words(row: Sequence[Any], numbers: Iterable[str]) -> str:
    _, name, emails, organisation, reading, *lists, role = row
    also, languages, skills, groups = map(json.loads, lists)
    texts = (
        *_with_gapless(name, *kana_forms(name), *kana_forms(reading)),
        *(*json.loads(emails), organisation, *numbers),
        *(form for other in also for form in _with_gapless(other, *kana_forms(other))),
        *(skill for skill, _ in skills),
        *groups,
        *map(language_names, languages),
    )
    words = person_text(texts, _TEXT_LIMIT)
    # Customers are nearly all: whoever is sought among the others is found however many customers are called the same.
    return words if role == "customer" else f"{words} {role_token(role)}"


def _expander(r: Reading, table: str) -> Any:
    def expand(prefix: str) -> Sequence[str] | None:
        if len(prefix) < _EXPAND_FROM:
            return None
        rows = r.rows(
            f"SELECT term FROM {table} WHERE term >= ? AND term < ? ORDER BY term LIMIT ?",
            (prefix, prefix + "\U0010ffff", _EXPAND_MOST + 1),
        )
        if len(rows) <= _EXPAND_MOST:
            return [row[0] for row in rows]
        return [prefix] if prefix.isdecimal() and len(prefix) in NUMBER_STARTS else None

    return expand


def match_cases(r: Reading, text: str) -> str | None:
    """The index query for a typed text; None where nothing that can be searched was typed."""
    expression = match_expression(query_terms(text), _expander(r, "p_term"))
    # However a whole number is spaced, and with which beginning, it is the one that the customer has.
    whole = whole_number(r, text) if sum(map(str.isdecimal, text)) >= MATCH_TAIL else ""
    return (f'({expression}) OR "{whole[1:]}"' if whole else expression) or None


def find_people(r: Reading, text: str, limit: int, roles: Collection[str] = ()) -> list[int] | None:
    """Rows of people with all the typed words, the newest first; None where nothing that can be searched was typed.

    Args:
        roles: of ``domain.person.ROLES``; of any where there is none.
    """
    text = plain_dashes(text)
    expression = person_expression(text, _expander(r, "p_person_term"))
    if not expression:
        return None
    if roles:
        expression = f"({expression}) {_of_roles(roles)}"
    join, where, params = ("", "", ()) if r.number_parts else shown_people(r, text)
    rows = r.rows(
        f"SELECT p_person_fts.rowid FROM p_person_fts{join} WHERE p_person_fts MATCH ?{where}"
        " ORDER BY p_person_fts.rowid DESC LIMIT ?",
        (expression, *params, limit),
    )
    return [row[0] for row in rows]


def find_with_team(r: Reading, text: str, most: int, of_team: int) -> tuple[list[int], list[int] | None]:
    """Rows of people with all the typed words, the newest first; where that many fit, so many teammates besides, else None.

    Teammates are older than the last import of customers, and would not be among the newest.
    """
    newest = find_people(r, text, most) or []
    return newest, (find_people(r, text, of_team, TEAM_ROLES) or []) if len(newest) == most else None


def _of_roles(roles: Collection[str]) -> str:
    """What follows an expression to narrow it; customers are those who have no other role."""
    named = [role for role in ROLES if role != "customer" and (role in roles) != ("customer" in roles)]
    tokens = " OR ".join(f'"{role_token(role)}"' for role in named)
    return f"{'NOT' if 'customer' in roles else 'AND'} ({tokens})" if tokens else ""
