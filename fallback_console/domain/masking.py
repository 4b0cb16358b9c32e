"""Customers' telephone numbers for people who may not read them: the country and the last three digits, nothing else."""

from __future__ import annotations

import re
from functools import cache

from fallback_console.domain.numbers import digits_of, parse

__all__ = ["is_mask", "marked", "masked", "unmarked"]

_HIDDEN = "•••• •••"
_TOLD = 3
"""So many digits from the end are told."""

_FEWEST = 7
"""Of a number with fewer digits none is told: what is left to guess would be nothing."""

_MARKS = "\ufe00\ufe01\ufe02\ufe03\ufe04\ufe05\ufe06\ufe07\ufe08\ufe09\ufe0a\ufe0b\ufe0c\ufe0d"
"""Characters without a width, which no font draws and no reader speaks."""


# Compiled when they are first needed: most stations hide nothing, and every start would wait for them.
@cache
def _marked() -> re.Pattern[str]:
    return re.compile(f"(?:\\+[0-9]{{1,3}} )?{_HIDDEN}(?: [0-9]{{{_TOLD}}})?[{_MARKS}]+")


@cache
def _unseen() -> re.Pattern[str]:
    return re.compile(f"[{_MARKS}]+")


@cache
def _rest() -> re.Pattern[str]:
    return re.compile(f"[+0-9 {_MARKS}]{{0,64}}••[+0-9 •{_MARKS}]{{0,64}}")


def masked(number: str, home: str = "") -> str:
    """What is shown in place of a number: '+44 •••• ••• 123'.

    Always as many dots, so that its length is not told either. Without an extension, and without letters.

    Args:
        number: as typed or in E.164.
        home: two-letter code of the country of numbers without a country code.
    """
    read = parse(number, home)
    if not read.e164:
        return _HIDDEN + _end(digits_of(number))
    # The international form parts the country's code from the rest.
    code = read.international[1:].partition(" ")[0]
    code = code if code.isdecimal() and read.e164.startswith(f"+{code}") else ""
    return f"+{code} {_HIDDEN}{_end(read.e164[1 + len(code) :])}" if code else _HIDDEN + _end("")


def _end(digits: str) -> str:
    return f" {digits[-_TOLD:]}" if len(digits) >= _FEWEST else ""


def marked(mask: str, place: int) -> str:
    """A mask that can be told from others that look like it, by characters that nobody sees.

    Args:
        place: from 0.
    """
    marks = _MARKS[place % len(_MARKS)]
    while place := place // len(_MARKS):
        marks += _MARKS[place % len(_MARKS)]
    return mask + marks


def unmarked(text: str) -> str:
    """A text for paper, a file or the clipboard: its masks without what nobody sees."""
    return _marked().sub(lambda found: _unseen().sub("", found[0]), text) if _HIDDEN in text else text


def is_mask(text: str) -> bool:
    """Whether a text stands in a number's place, or is what somebody has left of one."""
    return _rest().fullmatch(text) is not None
