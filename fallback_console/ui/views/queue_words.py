"""What the queue says of itself: names of its filters, how old it is, why it is empty and what to do then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fallback_console.domain.views import CaseSort
from fallback_console.ui.i18n import translate
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import clock_time, span

if TYPE_CHECKING:
    from fallback_console.services.bulk import Held

__all__ = ["empty_words", "held_words", "scope_titles", "sort_word", "stale_words"]

_STALE_MS = 10 * 60_000
_NAMED = 2
_NAME = 30


def scope_titles() -> dict[str, str]:
    """What the filters that every station has are called."""
    return {
        "mine": translate("QueueList", "Mine"),
        "team": translate("QueueList", "Team"),
        "close": translate("QueueList", "SLA < 1 h"),
        "unclaimed": translate("QueueList", "Unclaimed"),
        "unanswered": translate("QueueList", "Unanswered"),
        "changed": translate("QueueList", "Changed by others"),
        "unsent": translate("QueueList", "Not yet sent"),
    }


def sort_word(sort: CaseSort) -> str:
    """What an order goes by."""
    return {
        CaseSort.DUE: translate("QueueList", "SLA"),
        CaseSort.PRIORITY: translate("QueueList", "Priority"),
        CaseSort.NEWEST: translate("QueueList", "Newest"),
        CaseSort.UPDATED: translate("QueueList", "Last activity"),
        CaseSort.WAITING: translate("QueueList", "Longest unanswered"),
        CaseSort.STATUS: translate("QueueList", "Status"),
        CaseSort.OWNER: translate("QueueList", "Owner"),
        CaseSort.QUEUE: translate("QueueList", "Queue"),
        CaseSort.CUSTOMER: translate("QueueList", "Customer"),
    }[sort]


def held_words(held: Sequence[Held]) -> str:
    """Which cases were not taken since others are on their customers, a few of them by name; '' for none."""
    if not held:
        return ""
    first = held[:_NAMED]
    cases = ", ".join(
        translate("QueueList", "#{number} ({name} is on the customer)").format(
            number=one.case_number, name=one_line(one.name, _NAME)
        )
        for one in first
    )
    if len(held) == len(first):
        return translate("QueueList", "not taken: {cases}").format(cases=cases)
    return translate("QueueList", "{count} not taken, among them {cases}").format(count=len(held), cases=cases)


def stale_words(data_at: int | None, now: int) -> str:
    """What to know of cases that were fetched long ago; '' where they were not.

    Args:
        data_at, now: UTC epoch milliseconds.
    """
    if data_at is None or now - data_at <= _STALE_MS:
        return ""
    words = translate(
        "QueueList", "Helpdesk data from {time}, {span} old. What others changed since then is not here yet."
    )
    return words.format(time=clock_time(data_at, now), span=span(now - data_at))


def empty_words(scope: str, searched: str, total: int, data_at: int | None) -> tuple[str, str, str, str]:
    """Title, hint, the button's words ('' for none) and the icon.

    Args:
        scope: name of the filter in force, '' for none.
        searched: what was typed into the search box.
        total: cases here at all.
        data_at: when the mirror was last brought up to date, None where it never was.
    """
    if searched:
        return (
            translate("QueueList", "Nothing found for “{text}”").format(text=searched),
            translate("QueueList", "Try fewer or shorter words, a case number, or part of a phone number."),
            translate("QueueList", "Clear the search"),
            "search",
        )
    if total == 0 and data_at is None:
        return (
            translate("QueueList", "No cases here yet"),
            translate(
                "QueueList", "Connect the helpdesk in Settings; its cases are then kept here for when it is down."
            ),
            translate("QueueList", "Open Settings"),
            "empty",
        )
    if total == 0:
        return (
            translate("QueueList", "No cases here yet"),
            translate("QueueList", "The helpdesk had none for you. Fetch again, or make a new case."),
            translate("QueueList", "Fetch now"),
            "empty",
        )
    title, hint = {
        "mine": (
            translate("QueueList", "No open case is yours"),
            translate("QueueList", "Take one of the team’s: choose it and press A."),
        ),
        "close": (
            translate("QueueList", "Nothing is due within the hour"),
            translate("QueueList", "Good. Look at the whole team’s cases for what comes next."),
        ),
        "unclaimed": (
            translate("QueueList", "Every open case has somebody"),
            translate("QueueList", "Look at the team’s cases for where help is needed."),
        ),
        "unanswered": (
            translate("QueueList", "Nobody waits for an answer"),
            translate("QueueList", "Cases in which the customer had the last word appear here."),
        ),
        "changed": (
            translate("QueueList", "Others changed nothing"),
            translate("QueueList", "Cases that others change after you looked at them appear here."),
        ),
        "draft": (
            translate("QueueList", "No case fits this filter"),
            translate("QueueList", "Leave out one of its conditions."),
        ),
        "unsent": (
            translate("QueueList", "Everything is sent"),
            translate("QueueList", "Cases with something not yet delivered appear here."),
        ),
    }.get(
        "draft" if scope.startswith("saved:") else scope,
        (
            translate("QueueList", "No open cases"),
            translate("QueueList", "Closed ones can be found by searching."),
        ),
    )
    if scope in ("team", "draft", ""):
        return title, hint, "", "ok"
    return title, hint, translate("QueueList", "Show the team’s cases"), "ok"
