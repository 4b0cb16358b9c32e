"""Reading foreign JSON: the value in the type that was promised, or ``BadAnswerError``.

Messages name the field, never its value. Texts lose what cannot be stored or printed at all (half surrogate pairs, NUL);
other control and direction characters are data and stay.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from fallback_console.domain.errors import BadAnswerError
from fallback_console.domain.sentences import Sentence

__all__ = ["clean", "integer", "items", "mapping", "text"]

_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")
_DIGITS = re.compile("-?[0-9]{1,19}")
_LARGEST = 2**63 - 1


def clean(value: str) -> str:
    """A text that can be stored and encoded: NUL and half surrogate pairs become U+FFFD."""
    # Asked first, since it takes a tenth of the search and answers come by the hundred thousand.
    if value.isprintable() or (value.isascii() and "\0" not in value):
        return value
    return _NOT_TEXT.sub("\ufffd", value)


def mapping(value: Any, what: str) -> Mapping[str, Any]:
    """A JSON object.

    Raises:
        BadAnswerError: it is something else.
    """
    if not isinstance(value, dict):
        raise _wrong(what)
    return value


def items(value: Any, what: str) -> Sequence[Any]:
    """A JSON array.

    Raises:
        BadAnswerError: it is something else.
    """
    if not isinstance(value, list):
        raise _wrong(what)
    return value


def text(row: Mapping[str, Any], name: str) -> str:
    """A field as text; '' where it is absent or null, digits where it is a number.

    Raises:
        BadAnswerError: it is an object or an array.
    """
    value = row.get(name)
    if isinstance(value, str):
        return value if value.isprintable() else clean(value)
    if value is None or value is False:
        return ""
    if isinstance(value, int | float):
        return str(value)
    raise _wrong(name)


def integer(row: Mapping[str, Any], name: str) -> int:
    """A field as a whole number that fits into 64 bits, whether it came as a number or as digits.

    Raises:
        BadAnswerError: it is neither.
    """
    value = row.get(name)
    if isinstance(value, str):
        if value.isdecimal() and len(value) < 19 and value.isascii():
            return int(value)
        if _DIGITS.fullmatch(value):
            value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _LARGEST:
        raise _wrong(name)
    return value


def _wrong(what: str) -> BadAnswerError:
    return BadAnswerError(
        Sentence("The answer's '{part}' is not what the interface promises.", part=clean(what)[:60]),
        "Ask whoever runs that system.",
        field=what[:60],
    )
