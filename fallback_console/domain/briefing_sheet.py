"""A briefing on paper: what it says, and who has read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fallback_console.domain.briefing import PARTS, Briefing
from fallback_console.domain.sheet import Sheet

__all__ = ["briefing_sheets"]

_PIECE = 240
"""So much goes into one line of the table, characters; a longer text goes on in the next."""


def briefing_sheets(
    given: Briefing, titles: Mapping[str, str], about: str, people: Sequence[Sequence[str]], words: Sequence[str]
) -> list[Sheet]:
    """Two tables, the second only where somebody has read it or should.

    Args:
        titles: of the parts, by name.
        about: when it was given and by whom.
        people: (name, what they did, when) of everybody.
        words: the second table's title, and those of its columns.
    """
    rows = [
        [titles[part] if first else "", piece]
        for part in PARTS
        for first, piece in _pieces(str(getattr(given, part)))
    ]  # fmt: skip
    sheets = [Sheet(about, ("", ""), rows, (0.16, 0.84))]
    if people:
        sheets.append(Sheet(words[0], tuple(words[1:]), [list(one) for one in people], (0.5, 0.25, 0.25)))
    return sheets


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    first = True
    for line in text.splitlines():
        while line.strip():
            cut = len(line) if len(line) <= _PIECE else line.rfind(" ", 1, _PIECE) + 1 or _PIECE
            yield first, line[:cut].strip()
            first, line = False, line[cut:]
