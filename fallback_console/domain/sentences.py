"""Sentences that the inside says in English and the window says in the person's language.

A ``Sentence`` is its English text, so everything that shows, logs or stores texts takes it as one. It also remembers what it
was made of: the pattern, which is its code, and the plain values in it. The window translates the pattern and puts the values
in again (``ui/said.py``); a test compares the patterns there with those in the sources.
"""

from __future__ import annotations

from typing import Self

__all__ = ["Sentence", "Value", "together"]

Value = str | int | float
_TOGETHER = "{first} {second}"


class Sentence(str):
    """A sentence of the program.

    Args:
        pattern: English, with names of values in braces; a literal, for it is looked up by.
        values: what stands in the braces; a value that is a sentence itself is translated too.

    Attributes:
        pattern, values: as given.
    """

    __slots__ = ("pattern", "values")

    pattern: str
    values: dict[str, Value]

    def __new__(cls, pattern: str, **values: Value) -> Self:
        made = super().__new__(cls, pattern.format(**values))
        made.pattern, made.values = pattern, values
        return made

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.pattern, self.values)

    @property
    def parts(self) -> tuple[str, ...]:
        """The sentences it was put together from, one after the other; itself where it was not."""
        if self.pattern != _TOGETHER:
            return (self,)
        first, second = self.values["first"], self.values["second"]
        return tuple(part for half in (first, second) for part in _parts(half))


def together(first: str, second: str) -> str:
    """Two sentences as one; either may be empty."""
    if not first or not second:
        return first or second
    return Sentence(_TOGETHER, first=first, second=second)


def _parts(half: Value) -> tuple[str, ...]:
    return half.parts if isinstance(half, Sentence) else (str(half),)


def _again(pattern: str, values: dict[str, Value]) -> Sentence:
    return Sentence(pattern, **values)
