"""Whether two logins are one person's: they are typed by hand, and what looks the same must not pass for somebody else."""

from __future__ import annotations

import unicodedata

__all__ = ["same_login"]


def same_login(one: str, other: str) -> bool:
    """Two spellings of one login: case, width, spaces around it and characters that nobody sees do not count."""
    return _plain(one) == _plain(other)


def _plain(login: str) -> str:
    seen = "".join(c for c in unicodedata.normalize("NFKC", login) if unicodedata.category(c) != "Cf" and not _joins(c))
    # Folding may leave what is composed in another way.
    return unicodedata.normalize("NFKC", seen.casefold()).strip()


def _joins(c: str) -> bool:
    """Nothing of its own and not of that category: variation selectors, and what only joins letters or fills their place."""
    return "\ufe00" <= c <= "\ufe0f" or "\U000e0100" <= c <= "\U000e01ef" or c in "\u034f\u115f\u1160\u17b4\u17b5"
