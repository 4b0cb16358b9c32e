"""Handing a number to the system's dialler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl

from fallback_console.domain.dial_rules import address_for

if TYPE_CHECKING:
    from fallback_console.domain.dial_rules import DialRules
    from fallback_console.domain.views import NumberRow

__all__ = ["dial_address"]


def dial_address(number: NumberRow, scheme: str, rules: DialRules | None = None) -> QUrl:
    """What the system's dialler is handed; not valid where there is nothing to dial, then people dial by hand."""
    return QUrl(address_for(number.raw, number.e164, scheme, rules), QUrl.ParsingMode.StrictMode)
