"""Words for people who call: whose number it is as far as that is known, and what is said of a missed call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.ui.i18n import translate
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.widgets import one_line

if TYPE_CHECKING:
    from fallback_console.services.missed_calls import MissedRow

__all__ = ["caller_words", "missed_detail", "missed_who", "number_words"]

_LONGEST = 80


def caller_words(name: str, shown_name: str, number: str, *, sure: bool) -> str:
    """Who calls, in one line.

    Args:
        name: of the person who is known, '' for nobody.
        shown_name: what the telephone shows, which anybody can claim.
        number: as people read it, '' where it is withheld.
        sure: the person is known by the number itself.
    """
    if name:
        known = one_line(plain_name(name), _LONGEST)
        return known if sure else translate("Callers", "maybe {name}").format(name=known)
    claimed = one_line(shown_name, _LONGEST)
    if claimed:
        return translate("Callers", "calls themselves {name}").format(name=f"“{claimed}”")
    return number_words(number)


def number_words(number: str) -> str:
    """A number as it is shown; words where it is withheld."""
    return one_line(number, _LONGEST) or translate("Callers", "Number withheld")


def missed_who(row: MissedRow) -> str:
    """Whose missed call it was."""
    return caller_words(row.person_name, row.shown_name, row.shown, sure=row.sure)


def missed_detail(row: MissedRow) -> str:
    """What stands below: the case, else the number where a name stands above."""
    from_case = (row.case_number if row.case_number.startswith("T-") else f"#{row.case_number}") if row.case_key else ""
    about = one_line(" · ".join(part for part in (from_case, row.case_subject) if part))
    return about or (number_words(row.shown) if row.person_name or row.shown_name else "")
