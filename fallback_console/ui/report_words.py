"""A day's report in the language in force: its words, and how times, lengths and values are written."""

from __future__ import annotations

from fallback_console.domain.day_sheets import Style
from fallback_console.ui import names
from fallback_console.ui.i18n import translate
from fallback_console.ui.widgets.numbers import count_words
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import clock_time, duration, span
from fallback_console.ui.widgets.values import value_words

__all__ = ["report_style"]

_LONG_MS = 600_000
"""From here on nobody wants to know the seconds."""


def _words() -> dict[str, str]:
    return {
        "Outages": translate("DayReport", "Outages"),
        "From": translate("DayReport", "From"),
        "To": translate("DayReport", "To"),
        "Systems": translate("DayReport", "Systems"),
        "How long": translate("DayReport", "How long"),
        "still down": translate("DayReport", "still down"),
        "Work done here": translate("DayReport", "Work done here"),
        "What": translate("DayReport", "What"),
        "How many": translate("DayReport", "How many"),
        "Calls": translate("DayReport", "Calls"),
        "of these reached": translate("DayReport", "of these reached"),
        "no answer": translate("DayReport", "no answer"),
        "busy": translate("DayReport", "busy"),
        "voicemail": translate("DayReport", "voicemail"),
        "wrong number": translate("DayReport", "wrong number"),
        "to be called back": translate("DayReport", "to be called back"),
        "came in": translate("DayReport", "came in"),
        "Talk time": translate("DayReport", "Talk time"),
        "SMS sent": translate("DayReport", "SMS sent"),
        "of these delivered": translate("DayReport", "of these delivered"),
        "failed": translate("DayReport", "failed"),
        "taken by the gateway": translate("DayReport", "taken by the gateway"),
        "no news yet": translate("DayReport", "no news yet"),
        "SMS received": translate("DayReport", "SMS received"),
        "Notes": translate("DayReport", "Notes"),
        "Replies": translate("DayReport", "Replies"),
        "Changes": translate("DayReport", "Changes"),
        "Next actions": translate("DayReport", "Next actions"),
        "New cases": translate("DayReport", "New cases"),
        "Systems and what goes there": translate("DayReport", "Systems and what goes there"),
        "System": translate("DayReport", "System"),
        "Delivered": translate("DayReport", "Delivered"),
        "Waiting": translate("DayReport", "Waiting"),
        "Not sure": translate("DayReport", "Not sure"),
        "Needs you": translate("DayReport", "Needs you"),
        "Conflicts": translate("DayReport", "Conflicts"),
        "When": translate("DayReport", "When"),
        "Who": translate("DayReport", "Who"),
        "Case": translate("DayReport", "Case"),
        "Value that counts": translate("DayReport", "Value that counts"),
        "mine": translate("DayReport", "mine"),
        "theirs": translate("DayReport", "theirs"),
        "another": translate("DayReport", "another"),
        "Still to be decided": translate("DayReport", "Still to be decided"),
        "Given up": translate("DayReport", "Given up"),
        "Reason": translate("DayReport", "Reason"),
        "By person": translate("DayReport", "By person"),
        "SMS": translate("DayReport", "SMS"),
        "Decisions": translate("DayReport", "Decisions"),
    }


def report_style(middle: int) -> Style:
    """How a day's report is written now.

    Args:
        middle: a moment of that day, UTC epoch milliseconds; times of other days come with their date.
    """
    return Style(
        words=_words(),
        time=lambda at: clock_time(at, middle),
        length=lambda ms: span(ms) if ms >= _LONG_MS else duration(ms // 1000),
        number=count_words,
        system=names.system_name,
        joined=names.joined,
        title=lambda kind, what: one_line(names.entry_title(kind, what)),
        value=lambda field, value: value_words(field, value, middle),
    )
