"""What an empty queue says, and what it offers to do."""

from __future__ import annotations

from fallback_console.ui.i18n import translate

__all__ = ["empty_words"]


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
        "unsent": (
            translate("QueueList", "Everything is sent"),
            translate("QueueList", "Cases with something not yet delivered appear here."),
        ),
    }.get(
        scope,
        (
            translate("QueueList", "No open cases"),
            translate("QueueList", "Closed ones can be found by searching."),
        ),
    )
    if scope in ("team", ""):
        return title, hint, "", "ok"
    return title, hint, translate("QueueList", "Show the team’s cases"), "ok"
