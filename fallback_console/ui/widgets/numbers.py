"""Numbers as the language in force writes them."""

from __future__ import annotations

from PySide6.QtCore import QLocale

__all__ = ["count_words"]


def count_words(number: int) -> str:
    """A count with its thousands parted: '12,000'."""
    return QLocale().toString(number)
