"""Files of plans, whatever program wrote them."""

from __future__ import annotations

from fallback_console.domain.errors import InputError
from fallback_console.domain.shift_sheet import ShiftFile, read_sheet, zone_of
from fallback_console.domain.shifts import KINDS
from fallback_console.domain.text_encoding import decoded

__all__ = ["AHEAD_DAYS", "BACK_DAYS", "read_shifts"]

BACK_DAYS = 7
AHEAD_DAYS = 92
"""Recurring events are written out from so many days ago for so many days ahead, unless somebody wants others."""

_MOST_BYTES = 32 * 1024 * 1024
_DAY = 24 * 3_600_000


def read_shifts(
    data: bytes, now: int, *, zone: str = "", kind: str = "shift", days: int = AHEAD_DAYS, encoding: str = ""
) -> ShiftFile:
    """Shifts, absences, on-call times and overrides of a CSV or an iCalendar file; what is broken is told by its line.

    Args:
        now: UTC epoch milliseconds.
        zone: IANA name, of times that name none; '' for this computer's.
        kind: of what the file does not tell, of ``shifts.KINDS``.
        days: so far ahead recurring events are written out.
        encoding: '' finds it out.

    Raises:
        InputError: it cannot be read at all, or there is no such zone or kind.
    """
    if kind not in KINDS:
        raise InputError(f"There is no kind '{kind}'.", f"Choose one of {', '.join(KINDS)}.")
    if not 1 <= days <= 400:
        raise InputError("That is no number of days.", "Choose from 1 to 400.", limit=400)
    if len(data) > _MOST_BYTES:
        raise InputError("The file is too large.", "Split it.", limit=_MOST_BYTES)
    if data.startswith(b"PK\x03\x04"):
        raise InputError("This is a spreadsheet, not a CSV file.", "Save it as CSV first.")
    text = decoded(data, encoding).text.lstrip("\ufeff")
    if not text.strip():
        raise InputError("The file is empty.", "Choose another file.")
    where = zone_of(zone) if zone else None
    if "BEGIN:VCALENDAR" in text[:2000].upper():
        # Late: it takes longer to load than everything else of the roster, and most days nobody imports anything.
        from fallback_console.services.shift_calendar import read_calendar

        return read_calendar(text, where, kind, now - BACK_DAYS * _DAY, now + days * _DAY)
    return read_sheet(text, where, kind)
