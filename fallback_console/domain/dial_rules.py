"""What a dialler is handed for a number: the habits of a site's telephones. Pure: no I/O.

Numbers are kept in E.164 (``+33…``). Many telephone systems want something else: a digit for a line out, a country's own numbers as
they are dialled inside it (+33 → 0), another beginning for the world (00), the company's own numbers as short ones. Addresses are
those of RFC 3966 (``tel:``) and of what telephone programs take besides.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, NamedTuple

from fallback_console.domain.numbers import bare_line, dialled_at_home, is_region, parse, region_of

__all__ = ["SCHEMES", "DialRules", "address_for", "dialled", "extension_of", "number_for", "rules_from", "tones_for"]

SCHEMES = ("tel", "sip", "callto")

_DIGITS = frozenset("0123456789")
_CODES = frozenset("*#")
_MOST_DIGITS = 20
_MOST_RULES = 200
_MOST_PAUSES = 10
_EXTENSIONS = ("hand", "pause", "ext")


class DialRules(NamedTuple):
    """The rules of a site.

    Attributes:
        replace: (beginning of a number with its plus, digits in its place), the longest beginning first. What comes of it is dialled
            as it is: mostly a short number inside the company.
        home: two-letter code of the country whose numbers are dialled as inside it; '' for none.
        international: digits in place of the plus; '' keeps the plus.
        outside: digits in front of everything that is not a short number, for a line out.
        extension: how one is handed over: 'hand' not at all, people dial it when they are asked to; 'pause' behind commas, which a
            telephone waits at before it goes on; 'ext' as RFC 3966 says. A telephone that the console drives presses its keys after
            the pauses with both.
        pauses: how many commas, mostly two seconds each.
        sip_domain: what stands behind the number for 'sip'; '' leaves it to the telephone program.
    """

    replace: tuple[tuple[str, str], ...] = ()
    home: str = ""
    international: str = ""
    outside: str = ""
    extension: str = "hand"
    pauses: int = 2
    sip_domain: str = ""


def dialled(e164: str, rules: DialRules) -> str:
    """The digits to dial for a number, with a plus where the rules leave it."""
    for beginning, instead in rules.replace:
        if e164.startswith(beginning):
            return instead + e164[len(beginning) :]
    number = dialled_at_home(e164, rules.home) if rules.home else ""
    if not number and rules.international:
        number = rules.international + e164.removeprefix("+")
    return rules.outside + number if number else e164


def number_for(raw: str, e164: str, rules: DialRules | None = None) -> str:
    """What a telephone dials for a number: digits, a plus where the rules leave it, and nothing else.

    Args:
        raw: the number as typed; used without the rules, and without its extension, where there is no ``e164``.

    Returns:
        '' where that leaves no number, or more than any telephone number has; then people dial by hand.
    """
    written = e164 or bare_line(raw)
    digits = "".join(c for c in written if c in _DIGITS)
    if not digits or len(digits) > _MOST_DIGITS or _CODES & set(unicodedata.normalize("NFKC", e164 or raw)):
        return ""
    plain = ("+" if written.startswith("+") else "") + digits
    return dialled(plain, rules or DialRules()) if e164 else plain


def address_for(raw: str, e164: str, scheme: str, rules: DialRules | None = None) -> str:
    """What the system's dialler is handed: the scheme and the bare number.

    Nothing but digits, a plus and what the rules add gets through, so a number can smuggle nothing into the address: neither other
    parts of a URL nor a star or a hash, with which telephones are told to forward calls.

    Args:
        raw: the number as typed; used without the rules where there is no ``e164``.
        scheme: of ``SCHEMES``; another counts as 'tel'.

    Returns:
        '' where that leaves no number, or more than any telephone number has; then people dial by hand.
    """
    rules = rules or DialRules()
    number = number_for(raw, e164, rules)
    if not number:
        return ""
    if scheme == "sip":
        return f"sip:{number}@{rules.sip_domain}" if rules.sip_domain else f"sip:{number}"
    chosen = scheme if scheme in SCHEMES else "tel"
    extension = "" if rules.extension == "hand" else extension_of(raw, e164)
    if not extension or chosen != "tel":
        return f"{chosen}:{number}"
    return (
        f"tel:{number};ext={extension}" if rules.extension == "ext" else f"tel:{number}{',' * rules.pauses}{extension}"
    )


def extension_of(raw: str, e164: str) -> str:
    """The digits of a number's extension, '' where it has none."""
    return parse(raw, region_of(e164)).extension if e164 else ""


def tones_for(raw: str, e164: str, rules: DialRules | None = None) -> str:
    """The keys that a telephone presses by itself once somebody has answered: the pauses and the extension.

    Returns:
        '' where there is no extension, or people dial it when they are asked to.
    """
    rules = rules or DialRules()
    extension = "" if rules.extension == "hand" else extension_of(raw, e164)
    return f"{',' * rules.pauses}{extension}" if extension else ""


def rules_from(values: Mapping[str, Any]) -> DialRules:
    """Rules from a settings file; what it does not name is as usual.

    Raises:
        ValueError: something in it cannot be; the words say what.
    """
    unknown = set(values) - set(DialRules._fields)
    if unknown:
        raise ValueError(f"'{min(unknown)}' is unknown; known are {', '.join(DialRules._fields)}")
    home = str(values.get("home", "")).upper()
    if home and not is_region(home):
        raise ValueError(f"there is no country '{home}'")
    extension = values.get("extension", "hand")
    if extension not in _EXTENSIONS:
        raise ValueError(f"extension is one of {', '.join(_EXTENSIONS)}")
    pauses = values.get("pauses", 2)
    if type(pauses) is not int or not 1 <= pauses <= _MOST_PAUSES:
        raise ValueError(f"pauses is a whole number from 1 to {_MOST_PAUSES}")
    international, outside = _digits(values, "international"), _digits(values, "outside")
    if outside and not international:
        raise ValueError("outside needs international: behind a digit for a line out no telephone takes a plus")
    return DialRules(
        _replacements(values.get("replace", [])), home, international, outside, extension, pauses, _domain(values)
    )


def _digits(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name, "")
    if not isinstance(value, str) or len(value) > _MOST_DIGITS or set(value) - _DIGITS:
        raise ValueError(f'{name} is digits in quotation marks, like "00"')
    return value


def _replacements(found: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(found, list) or len(found) > _MOST_RULES:
        raise ValueError(f"replace is a list of at most {_MOST_RULES}")
    pairs = {}
    for one in found:
        if not isinstance(one, dict) or set(one) != {"from", "to"}:
            raise ValueError('each replace has a from and a to, like {from = "+331234567", to = "7"}')
        beginning = one["from"]
        if (
            not isinstance(beginning, str)
            or not beginning.startswith("+")
            or not beginning[1:]
            or set(beginning[1:]) - _DIGITS
        ):
            raise ValueError('from is the beginning of a number with its plus, like "+331234567"')
        pairs[beginning] = _digits(one, "to")
    return tuple(sorted(pairs.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def _domain(values: Mapping[str, Any]) -> str:
    value = values.get("sip_domain", "")
    fine = (
        isinstance(value, str) and len(value) <= 253 and all(c.isascii() and (c.isalnum() or c in ".-:") for c in value)
    )
    if not fine:
        raise ValueError('sip_domain is a host, like "pbx.example.com"')
    return str(value)
