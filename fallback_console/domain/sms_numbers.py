"""Which of somebody's telephone numbers a text message can go to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import phonenumbers

from fallback_console.domain.numbers import library_number

__all__ = ["for_texts", "takes_texts"]

_TYPE = phonenumbers.PhoneNumberType
_MOBILE = frozenset({_TYPE.MOBILE, _TYPE.FIXED_LINE_OR_MOBILE, _TYPE.PERSONAL_NUMBER})


def takes_texts(kind: str, e164: str) -> bool:
    """Whether a number is, or may be, a mobile's: what its owner calls it counts before what its digits tell.

    Args:
        kind: 'mobile', 'work', 'home' or 'other'.
        e164: '' for a number that is not possible.
    """
    if not e164 or kind == "mobile":
        return bool(e164)
    number = library_number(e164)
    told = _TYPE.UNKNOWN if number is None else phonenumbers.number_type(number)
    return told in _MOBILE or (told == _TYPE.UNKNOWN and kind == "other")


def for_texts(numbers: Iterable[tuple[str, str]]) -> Sequence[str]:
    """The numbers that take text messages, the likeliest first.

    Args:
        numbers: pairs of kind and E.164 form, as their owner has them.
    """
    found = [(kind, e164) for kind, e164 in numbers if takes_texts(kind, e164)]
    return [e164 for _, e164 in sorted(found, key=lambda one: one[0] != "mobile")]
