"""Who somebody unknown may be, and what they may write about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fallback_console.domain.conversations import Candidate
from fallback_console.domain.numbers import parse
from fallback_console.services import queue
from fallback_console.store.case_ref import find_ref
from fallback_console.store.people import matching

if TYPE_CHECKING:
    from fallback_console.domain.views import CaseRow, PersonRow
    from fallback_console.store.tx import Reading

__all__ = ["candidates", "cases_of", "rows_of_keys"]

_MOST_CASES = 12


def candidates(r: Reading, number: str, text: str = "", limit: int = 12) -> list[Candidate]:
    """Who an unknown sender may be and what it may be about, the likeliest first.

    Args:
        text: of the message; a case that it names is one to ask about.
    """
    found: dict[tuple[str, str], Candidate] = {}

    def add(person: PersonRow | None, case: CaseRow | None, why: str) -> None:
        key = (person.key if person else case.customer_key if case else "", case.key if case else "")
        if any(key) and key not in found:
            name = person.name if person else case.customer if case else ""
            facts = (case.key, case.number, case.subject) if case else ("", "", "")
            found[key] = Candidate(key[0], name, *facts, why)

    for case in _cases_named(r, text):
        add(None, case, "named")
    for case in _cases_talked_about(r, number):
        add(None, case, "contact")
    for person, sure in matching(r, number):
        why = "number" if sure else "maybe"
        for one in cases_of(r, person.key):
            add(person, one, why)
        add(person, None, why)
    return list(found.values())[:limit]


def cases_of(r: Reading, person_key: str) -> list[CaseRow]:
    pks = r.rows(
        "SELECT pk FROM p_case WHERE customer_key = ? AND customer_key <> '' AND closed = 0 ORDER BY last_at DESC LIMIT ?",
        (person_key, _MOST_CASES),
    )
    return queue.case_rows(r, [row[0] for row in pks])


def rows_of_keys(r: Reading, keys: Iterable[str]) -> list[CaseRow]:
    refs = (find_ref(r, key) for key in dict.fromkeys(keys) if key)
    return queue.case_rows(r, [ref.pk for ref in refs if ref is not None])


def _cases_talked_about(r: Reading, number: str) -> list[CaseRow]:
    spellings = {number, parse(number).e164} - {""}
    keys = [
        row[0]
        for spelling in spellings
        for row in r.rows(
            "SELECT case_key FROM p_contact WHERE number = ? AND case_key <> '' ORDER BY hlc DESC LIMIT ?",
            (spelling, _MOST_CASES),
        )
    ]
    return rows_of_keys(r, keys)


def _cases_named(r: Reading, text: str) -> list[CaseRow]:
    """Cases whose number a text has in it: '#48213', 'T-7', or the bare number."""
    words = [word.strip("#.,:;!?()[]「」、。") for word in text.split()][:50]
    names = [word for word in dict.fromkeys(words) if (word.isdigit() and len(word) > 3) or word.startswith("T-")]
    pks = [row[0] for name in names for row in r.rows("SELECT pk FROM p_case WHERE remote_id = ? LIMIT 3", (name,))]
    return queue.case_rows(r, pks)
