"""Handing a number to the system's dialler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl

from fallback_console.domain.dial_rules import address_for

if TYPE_CHECKING:
    from fallback_console.domain.dial_rules import DialRules
    from fallback_console.domain.views import NumberRow
    from fallback_console.ui.context import Desk

__all__ = ["dial_address", "whole_number"]


def dial_address(number: NumberRow, scheme: str, rules: DialRules | None = None) -> QUrl:
    """What the system's dialler is handed; not valid where there is nothing to dial, then people dial by hand."""
    return QUrl(address_for(number.raw, number.e164, scheme, rules), QUrl.ParsingMode.StrictMode)


def whole_number(number: NumberRow, desk: Desk) -> NumberRow:
    """A number as the dialler needs it: the very same one, but where the person may not read it."""
    raw, e164 = desk.whole(number.raw), desk.whole(number.e164)
    return number if (raw, e164) == (number.raw, number.e164) else number._replace(raw=raw, e164=e164)
