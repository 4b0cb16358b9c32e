"""How Japanese names are read: taken out of names that carry it, compared and searched whatever the kana."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

__all__ = ["in_order", "kana_forms", "sort_key", "split_reading"]

_KANA = "\u3041-\u3096\u309d\u309e\u30a1-\u30fa\u30fc-\u30fe\uff66-\uff9f"
_BETWEEN = " \u3000\u30fb\uff65="
_HAS_KANA = "[\u3041-\u3096\u30a1-\u30fa]"
_TO_HIRAGANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
_TO_KATAKANA = {hiragana: katakana for katakana, hiragana in _TO_HIRAGANA.items()}
_CLOSING = "）)］]"
_LONGEST = 400
"""Characters; nobody's name is longer, and looking for brackets in endless texts takes long."""

_FIRMS = frozenset("ab ag bv co corp gmbh inc kk llc llp ltd limited nv oy plc pty sa sarl spa".split())


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    # Compiled when they are first needed: a start needs neither.
    name = re.compile(r"(?P<name>.*?\S)\s*[（(［\[](?P<reading>[^（()）\[\]［］]{1,200})[）)\]］]\s*", re.DOTALL)
    return name, re.compile(f"[{_BETWEEN}]*[{_KANA}][{_KANA}{_BETWEEN}]*")


def split_reading(name: str) -> tuple[str, str]:
    """A name and how it is read, where the name carries that in brackets: '山田 花子（ヤマダ ハナコ）'.

    Half-width kana become full ones; brackets that hold anything else than kana belong to the name.
    """
    # A pattern takes longer to find out what most names are.
    if len(name) > _LONGEST or name.rstrip()[-1:] not in _CLOSING:
        return name, ""
    whole, kana = _patterns()
    found = whole.fullmatch(name)
    if found is None or not kana.fullmatch(found["reading"]):
        return name, ""
    return found["name"].strip(), " ".join(unicodedata.normalize("NFKC", found["reading"]).split())


def kana_forms(text: str) -> tuple[str, ...]:
    """A text with its kana all hiragana and all katakana, half-width ones made full; none where it has no kana."""
    if text.isascii():
        return ()
    whole = unicodedata.normalize("NFKC", text)
    if not re.search(_HAS_KANA, whole):
        return ()
    return whole.translate(_TO_HIRAGANA), whole.translate(_TO_KATAKANA)


def sort_key(name: str, reading: str) -> str:
    """What people are sorted by: how the name is read, in hiragana and without gaps, else the name itself."""
    if not reading:
        return name
    folded = unicodedata.normalize("NFKC", reading).translate(_TO_HIRAGANA)
    return "".join(c for c in folded if c not in _BETWEEN)


def in_order(name: str, *, family_first: bool) -> str:
    """A name written 'Family, Given' in the order of a language; any other is left as it is, since nobody can know its parts.

    Args:
        family_first: as in Japanese.
    """
    parts = [part.strip() for part in name.split(",")]
    if len(parts) != 2 or not all(parts) or parts[1].rstrip(".").replace(".", "").casefold() in _FIRMS:
        return name
    if any(len(part.split()) > 3 or any(c.isdigit() for c in part) for part in parts):
        return name
    family, given = parts
    return f"{family} {given}" if family_first else f"{given} {family}"
