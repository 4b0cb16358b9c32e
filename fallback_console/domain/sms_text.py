"""How long a text is as SMS: which alphabet it needs, into how many parts it falls, and what makes it expensive.

Sources: 3GPP TS 23.038 (GSM 03.38), tables 6.2.1 (default alphabet) and 6.2.1.1 (its extension); 3GPP TS 23.040, 9.2.3.24.1:
a concatenated message spends six of the 140 octets of each part on its header.

==========  ==========================  ============  ===========
encoding    unit                        one part      each of many
==========  ==========================  ============  ===========
GSM-7       septet; extension takes 2   160           153
UCS-2       UTF-16 code unit            70            67
==========  ==========================  ============  ===========

An extension character (escape and second septet) and a surrogate pair are never divided between two parts: a handset that
decodes each part by itself would show neither half.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Encoding", "SmsLength", "culprits", "encoding_of", "measure", "plainer", "split"]


class Encoding(StrEnum):
    """Alphabet of an SMS."""

    GSM7 = "GSM-7"
    UCS2 = "UCS-2"


@dataclass(frozen=True, slots=True)
class SmsLength:
    """What a text costs as SMS.

    Attributes:
        encoding: alphabet of the whole message; one character outside GSM-7 makes all of it UCS-2.
        parts: how many messages are billed and sent, at least 1.
        units: septets or UTF-16 code units of the text.
        units_left: units that can still be added before another part is needed, while the alphabet stays the same.
    """

    encoding: Encoding
    parts: int
    units: int
    units_left: int


_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
    " !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""127 characters; the 128th code is the escape. Delta and Omega are the Greek letters U+0394 and U+03A9."""

_EXTENSION = frozenset("\f^{}\\[~]|€")
_PLAINER = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u0060", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\t", " "),
        **dict.fromkeys("\u2022\u00b7", "*"),
        **dict.fromkeys("\u200b\u2060\ufeff", None),
        "\u2026": "...",
        "\u2039": "<",
        "\u203a": ">",
        "\u2122": "(TM)",
        "\u00a9": "(C)",
        "\u00ae": "(R)",
    }
)
"""What word processors and phones put in the place of a plain character."""

_ONE_PART = {Encoding.GSM7: 160, Encoding.UCS2: 70}
_MANY_PARTS = {Encoding.GSM7: 153, Encoding.UCS2: 67}


def encoding_of(text: str) -> Encoding:
    """The cheapest alphabet that holds every character of a text."""
    return Encoding.GSM7 if all(c in _BASIC or c in _EXTENSION for c in text) else Encoding.UCS2


def measure(text: str) -> SmsLength:
    """Encoding, parts and units of a text."""
    encoding = encoding_of(text)
    cost = _COST[encoding]
    units = sum(map(cost, text))
    if units <= _ONE_PART[encoding]:
        return SmsLength(encoding, parts=1, units=units, units_left=_ONE_PART[encoding] - units)
    fills = [fill for _, fill in _pieces(text, encoding)]
    return SmsLength(encoding, parts=len(fills), units=units, units_left=_MANY_PARTS[encoding] - fills[-1])


def split(text: str) -> list[str]:
    """The texts of the parts in order, as many as ``measure`` counts; joined they are the text."""
    encoding = encoding_of(text)
    if sum(map(_COST[encoding], text)) <= _ONE_PART[encoding]:
        return [text]
    return [piece for piece, _ in _pieces(text, encoding)]


def culprits(text: str) -> list[str]:
    """The characters that force UCS-2, each once, in the order of their first appearance; empty for a GSM-7 text."""
    return list(dict.fromkeys(c for c in text if c not in _BASIC and c not in _EXTENSION))


def plainer(text: str) -> str:
    """A text with typographic characters in the form that GSM-7 has; what stands in it already, and other scripts, stay."""
    return text.translate(_PLAINER)


def _pieces(text: str, encoding: Encoding) -> Iterator[tuple[str, int]]:
    """Parts of a text that does not fit into one, each with the units it fills."""
    cost = _COST[encoding]
    room = _MANY_PARTS[encoding]
    start = fill = 0
    for at, character in enumerate(text):
        units = cost(character)
        if fill + units > room:
            yield text[start:at], fill
            start, fill = at, 0
        fill += units
    yield text[start:], fill


def _septets(character: str) -> int:
    return 2 if character in _EXTENSION else 1


def _utf16_units(character: str) -> int:
    return 2 if character > "\uffff" else 1


_COST: dict[Encoding, Callable[[str], int]] = {Encoding.GSM7: _septets, Encoding.UCS2: _utf16_units}
