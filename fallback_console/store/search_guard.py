"""Searching for who may not read customers' numbers: a whole number still finds its owner, a part of one finds nobody by it.

Else a number could be read off digit by digit: by what is found with one more digit and what is not. So digits find customers and
their cases only by what is shown of them anyway, and a number only where all of it was typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.domain.numbers import parse
from fallback_console.domain.search_terms import plain_dashes, query_terms
from fallback_console.store.home import home_region
from fallback_console.store.number_index import is_number

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["shown_cases", "shown_people", "typed_words", "whole_number"]

_PERSON = "name || ' ' || reading || ' ' || organisation || ' ' || emails"
_CASE = "number || ' ' || subject"


def whole_number(r: Reading, text: str) -> str:
    """A typed text as a number in E.164, '' where it is no whole number."""
    text = plain_dashes(text)
    # Beginnings of numbers are possible numbers of elsewhere only with a plus; of the home country they are too short.
    return "" if any(c.isalpha() for c in text) else parse(text, home_region(r)).e164


def typed_words(r: Reading, text: str) -> list[str]:
    """A typed text word by word; a whole number is one word, however it is spaced."""
    return [text.strip()] if any(c.isdecimal() for c in text) and whole_number(r, text) else text.split()


def shown_people(r: Reading, text: str) -> tuple[str, str, tuple[object, ...]]:
    """What narrows a search for people by a typed text: a join, conditions, and their parameters."""
    digits = _digits(text)
    if not digits:
        return "", "", ()
    shown = " AND ".join(f"instr({_PERSON}, ?)" for _ in digits)
    owned = "EXISTS (SELECT 1 FROM p_number WHERE person_pk = pk AND e164 = ? AND e164 <> '')"
    where = f" AND (role <> 'customer' OR ({shown}) OR {owned})"
    return " CROSS JOIN p_person ON pk = p_person_fts.rowid", where, (*digits, whole_number(r, text))


def shown_cases(r: Reading, text: str) -> tuple[list[str], list[object]]:
    """What narrows a search for cases by a typed text: conditions on ``p_case`` and their parameters."""
    digits = _digits(text)
    if not digits:
        return [], []
    shown = " AND ".join(f"instr({_CASE}, ?)" for _ in digits)
    number = whole_number(r, text)
    owned = f"customer_key IN (SELECT key FROM p_person JOIN p_number ON person_pk = pk WHERE {is_number('?')} AND e164 <> '')"
    return [f"(({shown}) OR {owned})"], [*digits, number, number]


def _digits(text: str) -> list[str]:
    return [term.text for term in query_terms(text) if term.text.isdecimal()]
