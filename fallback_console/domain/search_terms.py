"""Words for the search index: the same rules for what is indexed and for what is typed.

Latin and most other scripts are cut into words. Chinese, Japanese and Korean run without spaces, so they are indexed as
overlapping pairs of characters (障害対応 → 障害 害対 対応) plus the last character alone, which lets a single typed
character be found as the beginning of a pair. Accents do not matter, nor do strokes and joined letters (Søren, Łódź and Straße
are found by soren, lodz and strasse); a word with an umlaut is found as it is spelt without one as well (Müller by mueller).
Every token consists of letters and digits only; therefore no text that a person types can be read as query syntax.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from fallback_console.domain.letters import bare_letters, spelt_out

__all__ = [
    "NUMBER_STARTS",
    "Term",
    "gapless",
    "index_text",
    "match_expression",
    "person_expression",
    "person_text",
    "plain_dashes",
    "query_terms",
    "role_token",
    "tokens",
]

_MAX_QUERY_CHARS = 200
_MAX_TERMS = 12
_MAX_TOKEN = 40

NUMBER_STARTS = range(5, 9)
"""Lengths of beginnings of numbers that are indexed as words."""

PART = 4
"""Fewest digits of a number by which people are found, wherever in it they stand."""

_ASCII_WORD = re.compile(r"[a-z0-9]+")
_WORD = re.compile(r"[^\W_]+")
_CJK = "\u3005\u3006\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"


@cache
def _script_run() -> re.Pattern[str]:
    # Compiled when it is first needed: it takes longer than all the rest of this module.
    return re.compile(f"([{_CJK}]+)|([^{_CJK}]+)")


@cache
def _gaps() -> re.Pattern[str]:
    return re.compile(f"(?<=[{_CJK}])[\\s・゠=]+(?=[{_CJK}])")


@cache
def _dashes() -> re.Pattern[str]:
    # After the last digit too: the next one is about to be typed.
    return re.compile(r"(?<=[\d)）])(\s*)[ーｰ―‐‑‒–—−]+(?=\s*(?:[\d(（]|$))")


@cache
def _home_zero() -> re.Pattern[str]:
    return re.compile(r"[(（]\s*[0０]\s*[)）]")


class Term(NamedTuple):
    """One thing that must occur.

    Attributes:
        text: a token, letters and digits only.
        prefix: a longer token that begins with it will do.
    """

    text: str
    prefix: bool


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    """Runs of one sort of script in order, and whether they are CJK."""
    if text.isascii():
        for word in _ASCII_WORD.findall(text.lower()):
            yield word, False
        return
    for word in _WORD.findall(unicodedata.normalize("NFKC", text).casefold()):
        if word.isascii():
            yield word, False
            continue
        for cjk, other in _script_run().findall(word):
            if cjk:
                yield cjk, True
            else:
                yield from ((plain, False) for plain in _WORD.findall(_without_accents(other)))


def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFKD", word)
    bare = unicodedata.normalize("NFKC", "".join(c for c in apart if not unicodedata.combining(c))).casefold()
    return bare_letters(bare)


def tokens(text: str) -> list[str]:
    """Tokens of a text for the index, in order, with repetitions; behind them the other spelling of words with an umlaut."""
    if text.isascii():
        words: list[str] = _ASCII_WORD.findall(text.lower())
        return words if max(map(len, words), default=0) <= _MAX_TOKEN else [word[:_MAX_TOKEN] for word in words]
    found: list[str] = []
    for run, cjk in _runs(text):
        if cjk:
            found.extend(map(str.__add__, run, run[1:]))
            found.append(run[-1])
        else:
            found.append(run[:_MAX_TOKEN])
    found.extend(spelt[:_MAX_TOKEN] for word in spelt_out(text) for spelt, cjk in _runs(word) if not cjk)
    return found


def gapless(text: str) -> str:
    """A name without the gaps between Chinese, Japanese and Korean parts of it, as most people type it; '' where it has none.

    The pair that goes over a gap is a word of its own: 山田 花子 has no 田花, and 山田花子 would not find it.
    """
    if text.isascii():
        return ""
    whole = unicodedata.normalize("NFKC", text)
    joined = _gaps().sub("", whole)
    return joined if joined != whole else ""


def index_text(texts: Iterable[str], limit: int) -> str:
    """What the index stores of a record: its distinct tokens, separated by spaces, and the beginnings of long numbers.

    Telephone numbers begin alike by the thousand; with their beginnings as words of their own, a half-typed one is found as
    fast as any word.

    Args:
        texts: the record's texts, most important first.
        limit: characters of text looked at altogether; the rest is left out, so that one endless history cannot swamp
            the index.
    """
    seen = _distinct(texts, limit)
    for token in list(filter(str.isdecimal, seen)):
        for length in NUMBER_STARTS:
            if length >= len(token):
                break
            seen[token[:length]] = None
    return " ".join(seen)


def _distinct(texts: Iterable[str], limit: int) -> dict[str, None]:
    parts: list[str] = []
    left = limit
    for text in texts:
        if left <= 0:
            break
        parts.append(text[:left])
        left -= len(parts[-1])
    # No word goes over the end of a line, so all of them can be cut in one go.
    return dict.fromkeys(tokens("\n".join(parts)))


def person_text(texts: Iterable[str], limit: int) -> str:
    """What the index stores of a person: as ``index_text``, but of numbers all four digits that follow each other, so that any
    part of a number is found (``person_expression``)."""
    seen = _distinct(texts, limit)
    for token in list(filter(str.isdecimal, seen)):
        seen.update(dict.fromkeys(_fours(token)))
    return " ".join(seen)


def _fours(digits: str) -> list[str]:
    return [digits[i : i + PART] for i in range(len(digits) - PART + 1)]


def role_token(role: str) -> str:
    """What stands among a person's words for the role; nobody can type it, since tokens are letters and digits."""
    return f"§{role}"


def person_expression(text: str, expand: Callable[[str], Sequence[str] | None]) -> str:
    """An FTS5 query that finds people by a typed text; '' where nothing that can be searched was typed.

    A number is found however it is spaced, with or without the zero that is dialled at home, be that in brackets or not.

    Args:
        expand: as in ``match_expression``.
    """
    text = plain_dashes(text)
    if not any(c.isalpha() for c in text):
        # With the zero too: nobody knows whether it belongs to the number, as it does in Italy, or was stored with it.
        numbers = dict.fromkeys((text, _home_zero().sub(" ", text)))
        parts = [" AND ".join(f'"{four}"' for four in fours) for fours in map(_typed_fours, numbers) if fours]
        if parts:
            return parts[0] if len(parts) == 1 else " OR ".join(f"({part})" for part in parts)
    terms: dict[Term, None] = {}
    for term in query_terms(text):
        whole = [Term(part, False) for part in _fours(term.text)] if term.text.isdecimal() else []
        terms.update(dict.fromkeys(whole or [term]))
    return match_expression(list(terms), expand)


def plain_dashes(text: str) -> str:
    """A typed text with '-' for whatever stands for it between digits; Japanese input makes it a long vowel mark, a letter."""
    text = text[:_MAX_QUERY_CHARS]
    return text if text.isascii() else _dashes().sub(r"\1-", text)


def _typed_fours(text: str) -> list[str]:
    digits = "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())
    return _fours(digits.lstrip("0")[:_MAX_TOKEN])


def query_terms(text: str) -> list[Term]:
    """What must occur for a typed text. Words must occur whole, but for the last, which may be unfinished.

    Returns:
        At most twelve terms; none where nothing that can be searched was typed.
    """
    runs = list(_runs(plain_dashes(text)))
    terms: dict[Term, None] = {}
    for position, (run, cjk) in enumerate(runs):
        if cjk and len(run) > 1:
            terms.update(dict.fromkeys(Term(run[i : i + 2], False) for i in range(len(run) - 1)))
        else:
            terms[Term(run[:_MAX_TOKEN], cjk or position == len(runs) - 1)] = None
    return list(terms)[:_MAX_TERMS]


def match_expression(terms: Sequence[Term], expand: Callable[[str], Sequence[str] | None] | None = None) -> str:
    """An FTS5 query that finds records with all terms; '' for no terms.

    Args:
        expand: gives the tokens that begin with a prefix, None where there are too many to list. A list of tokens is
            read lazily from the newest record on, while FTS5 merges a long prefix completely first.
    """
    parts: list[str] = []
    for term in terms:
        if not term.prefix:
            parts.append(f'"{term.text}"')
            continue
        listed = expand(term.text) if expand is not None else None
        if listed is None:
            parts.append(f'"{term.text}" *')
        else:
            parts.append("(" + " OR ".join(f'"{token}"' for token in (listed or [term.text])) + ")")
    return " AND ".join(parts)
