"""What the places of a template mean on a case, and in which language one writes."""

from __future__ import annotations

from fallback_console.domain.views import CaseDetail
from fallback_console.ui.case_words import case_number
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import clock_time

__all__ = ["languages_for", "values_of"]

_LANGUAGES = ("en", "ja")


def values_of(detail: CaseDetail, me: str, now: int) -> dict[str, str]:
    """Values of the places that are known; the others are left to be filled by hand."""
    case = detail.row
    at = case.next_action_at
    known = {
        "customer": detail.customer.name if detail.customer is not None else "",
        "case": case_number(case),
        "me": me,
        # A time that is over is nothing to promise.
        "callback": clock_time(at, now) if at is not None and at > now else "",
        "team": case.queue,
    }
    return {place: one_line(value, 100) for place, value in known.items() if value.strip()}


def languages_for(detail: CaseDetail, mode: str, own: str) -> tuple[str, ...]:
    """Languages of the templates, the likeliest first: notes are for the team, all else for the customer.

    Args:
        own: language of the window.
    """
    spoken = detail.customer.language[:2].casefold() if detail.customer is not None and mode != "note" else ""
    first = spoken if spoken in _LANGUAGES else own
    return tuple(dict.fromkeys((first, *_LANGUAGES)))
