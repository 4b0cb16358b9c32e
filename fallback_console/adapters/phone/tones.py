"""The keys of a telephone."""

from __future__ import annotations

from fallback_console.domain.errors import RefusedError
from fallback_console.domain.telephone import is_tones

__all__ = ["check_tones"]


def check_tones(tones: str) -> None:
    """Let nothing but keys and pauses through.

    Raises:
        RefusedError: that is something else.
    """
    if not is_tones(tones):
        raise RefusedError("These are no keys of a telephone.", "Use digits, * and #, and a comma for a pause.")
