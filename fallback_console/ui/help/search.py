"""Searches the help: every word must occur in a section; Japanese is found by pairs of characters, as in the queue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fallback_console.domain.search_terms import Term, query_terms, tokens
from fallback_console.ui.help.pages import Page

__all__ = ["Hit", "Index"]

_TITLE, _HEADING, _WORDS = 8, 4, 1


@dataclass(frozen=True, slots=True)
class Hit:
    """A section that was found.

    Attributes:
        page: name of its page.
        section: its number on the page, 0 for what stands before the first heading.
        title: of the page.
        heading: of the section, '' where it has none.
    """

    page: str
    language: str
    section: int
    title: str
    heading: str


@dataclass(frozen=True, slots=True)
class _Entry:
    hit: Hit
    weights: dict[str, int]


class Index:
    """Sections by their words.

    Args:
        pages: in the order in which equal hits are given.
    """

    def __init__(self, pages: Iterable[Page]) -> None:
        self._entries = [entry for page in pages for entry in _entries(page)]

    def search(self, text: str, language: str, limit: int = 30) -> list[Hit]:
        """Sections with all words, those in ``language`` first, the best first.

        Args:
            text: as typed; the last word may be unfinished.
        """
        terms = query_terms(text)
        if not terms:
            return []
        found = []
        for place, entry in enumerate(self._entries):
            score = _score(entry.weights, terms)
            if score:
                found.append((entry.hit.language != language, -score, place, entry.hit))
        found.sort(key=lambda one: one[:3])
        return [hit for _, _, _, hit in found[:limit]]


def _entries(page: Page) -> Iterable[_Entry]:
    for section in page.sections():
        weights: dict[str, int] = {}
        for words, weight in (
            (section.words, _WORDS),
            (section.heading, _HEADING),
            # A page's name finds the page, not each of its sections.
            (page.title if section.number == 0 else "", _TITLE),
        ):
            for token in tokens(words):
                weights[token] = max(weights.get(token, 0), weight)
        if weights:
            yield _Entry(Hit(page.name, page.language, section.number, page.title, section.heading), weights)


def _score(weights: dict[str, int], terms: list[Term]) -> int:
    """How well a section fits, 0 where a word is missing."""
    total = 0
    for term in terms:
        if term.prefix:
            best = max((w for token, w in weights.items() if token.startswith(term.text)), default=0)
        else:
            best = weights.get(term.text, 0)
        if not best:
            return 0
        total += best
    return total
