"""Names of people in the order and with the politeness of the language in force."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from fallback_console.domain.readings import in_order
from fallback_console.ui.i18n import translate

__all__ = ["person_words", "plain_name"]

_POLITE = ("様", "さま", "さん", "殿", "御中", "先生", "氏")


def plain_name(name: str) -> str:
    """A name for lists: 'Family, Given' in the language's own order, any other as it is."""
    return in_order(name, family_first=_is_japanese()) if "," in name else name


def person_words(name: str, reading: str = "", *, team: bool = False) -> str:
    """A name as somebody is spoken of: in Japanese with 様 or さん, and with how it is read where that is known."""
    words = plain_name(name)
    if not _is_japanese() or not words:
        return words
    if not words.endswith(_POLITE):
        words = (translate("People", "{name} (teammate)") if team else translate("People", "{name} (customer)")).format(
            name=words
        )
    return f"{words}（{reading}）" if reading else words


def _is_japanese() -> bool:
    return QLocale().language() == QLocale.Language.Japanese
