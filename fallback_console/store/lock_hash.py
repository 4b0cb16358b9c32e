"""The passphrase that uncovers a locked window, kept as an Argon2id hash that nobody can turn back."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

__all__ = ["hash_of", "is_hash_of"]

_HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)
"""The second recommendation of RFC 9106, section 4, as for the database's own key."""


def hash_of(passphrase: str) -> str:
    """A hash with its own salt, in the usual text form. Takes about a tenth of a second."""
    return _HASHER.hash(_same_everywhere(passphrase))


def is_hash_of(kept: str, passphrase: str) -> bool:
    """Whether a hash was made from this passphrase; a damaged hash belongs to none."""
    try:
        return _HASHER.verify(kept, _same_everywhere(passphrase))
    except (VerificationError, InvalidHashError):
        return False


def _same_everywhere(passphrase: str) -> bytes:
    """Keyboards write one letter in several ways."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
