"""Whether a few typed letters may mean a text, how well, and which letters of it were meant.

Letters are compared without case, width or accents, those of another alphabet's own by the nearest of a to z, and hiragana as
katakana. Every typed word has to occur, in any order: in one piece, best at the start of a word, or else letter after letter with
gaps, starting at starts of words.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from fallback_console.domain.letters import bare_letters

__all__ = ["Match", "fold", "match"]

_LONGEST = 120
"""Only so much of a text is looked at, characters."""

_PIECE = 12
_START = 10
_RUN = 6
_GAP = 1
_LEAST = 6
"""Points: for each letter of a piece, for a start of a word, for a letter right after the one before, off for each skipped
letter; what every letter of a word with gaps needs on average to count as meant."""


class Match(NamedTuple):
    """How a text was meant.

    Attributes:
        score: the higher the better; comparable for the same typed letters only.
        places: indices of the letters that were meant, ascending.
    """

    score: int
    places: tuple[int, ...]


def match(typed: str, text: str) -> Match | None:
    """Whether ``typed`` may mean ``text``; None where it cannot. Nothing typed means everything, with 0 points."""
    words = typed.split()
    if not words:
        return Match(0, ())
    folded, starts = _prepared(text[:_LONGEST])
    score, places = 0, set[int]()
    for word in words:
        found = _piece(fold(word), folded, starts) or _gaps(fold(word), folded, starts)
        if found is None:
            return None
        score += found.score
        places.update(found.places)
    # Among equals the shorter text is meant.
    return Match(score * 4 - min(len(text), _LONGEST) // 8, tuple(sorted(places)))


def fold(text: str) -> str:
    """The letters that are compared: as many as the text has."""
    return "".join(_letter(c) for c in text)


@lru_cache(maxsize=8192)
def _letter(c: str) -> str:
    plain = bare_letters(unicodedata.normalize("NFKD", c)[:1].casefold())[:1] or c
    # Katakana stands as far behind hiragana as the two blocks are apart.
    return chr(ord(plain) - 0x60) if "\u30a1" <= plain <= "\u30f6" else plain


@lru_cache(maxsize=2048)
def _prepared(text: str) -> tuple[str, tuple[bool, ...]]:
    kinds = [_kind(c) for c in text]
    starts = tuple(
        kinds[i] != "" and (i == 0 or kinds[i] != kinds[i - 1] or (text[i].isupper() and text[i - 1].islower()))
        for i in range(len(text))
    )
    return fold(text), starts


def _kind(c: str) -> str:
    """Letters of one kind make a word; '' is between words."""
    if not c.isalnum():
        return ""
    if c.isdigit():
        return "digit"
    code = ord(c)
    if 0x3041 <= code <= 0x309F:
        return "hiragana"
    if 0x30A0 <= code <= 0x30FF or 0xFF66 <= code <= 0xFF9F:
        return "katakana"
    return "han" if code >= 0x2E80 else "letter"


def _piece(word: str, folded: str, starts: tuple[bool, ...]) -> Match | None:
    """The word in one piece: at the first start of a word where it stands, else where it stands first."""
    first = at = folded.find(word)
    if at < 0:
        return None
    while at >= 0 and not starts[at]:
        at = folded.find(word, at + 1)
    place = first if at < 0 else at
    bonus = (2 * _START if at >= 0 else 0) + (_START if place == 0 else 0)
    return Match(_PIECE * len(word) + bonus - min(place, _START), tuple(range(place, place + len(word))))


def _gaps(word: str, folded: str, starts: tuple[bool, ...]) -> Match | None:
    """The best way to find the letters one after the other; None where that would be chance."""
    if len(word) < 2 or not _occurs(word, folded):
        return None
    # For each place the best that ends there: points, and the places so far.
    best: dict[int, Match] = {i: Match(_START, (i,)) for i, c in enumerate(folded) if c == word[0] and starts[i]}
    for letter in word[1:]:
        following: dict[int, Match] = {}
        for i, c in enumerate(folded):
            if c != letter:
                continue
            before = [
                (m.score + (_RUN if i == at + 1 else _START if starts[i] else 0) - _GAP * (i - at - 1), m.places)
                for at, m in best.items()
                if at < i
            ]
            if before:
                points, places = max(before)
                following[i] = Match(points, (*places, i))
        best = following
    if not best:
        return None
    found = max(best.values())
    return found if found.score >= _LEAST * len(word) else None


def _occurs(word: str, folded: str) -> bool:
    letters = iter(folded)
    return all(c in letters for c in word)
