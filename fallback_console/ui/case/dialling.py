"""Handing a number to the system's dialler."""

from __future__ import annotations

from PySide6.QtCore import QUrl

from fallback_console.domain.views import NumberRow

__all__ = ["dial_address"]

_SCHEMES = ("tel", "sip", "callto")
_DIGITS = frozenset("0123456789")
_CODES = frozenset("*#")
_MOST_DIGITS = 20


def dial_address(number: NumberRow, scheme: str) -> QUrl:
    """What the system's dialler is handed: the scheme and the bare number, its plus kept.

    Nothing but a plus and digits gets through, so a number can smuggle nothing into the address: neither other parts of a
    URL nor a star or a hash, with which telephones are told to forward calls. Not valid where that leaves no number, or
    more than any telephone number has; then people dial by hand.
    """
    chosen = scheme if scheme in _SCHEMES else "tel"
    written = (number.e164 or number.raw).strip()
    digits = "".join(c for c in written if c in _DIGITS)
    if not digits or len(digits) > _MOST_DIGITS or _CODES & set(written):
        return QUrl()
    return QUrl(f"{chosen}:{'+' if written.startswith('+') else ''}{digits}", QUrl.ParsingMode.StrictMode)
