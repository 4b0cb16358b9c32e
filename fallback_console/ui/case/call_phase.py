"""How far a call is, in words: as the person says it, and with a telephone as that tells it."""

from __future__ import annotations

from fallback_console.ui.case.open_call import OpenCall, Phase
from fallback_console.ui.i18n import translate
from fallback_console.ui.widgets.times import duration

__all__ = ["phase_look"]


def phase_look(call: OpenCall, unanswered: bool, now: int) -> tuple[str, str, str]:
    """Words, icon and chip variant.

    Args:
        unanswered: the outcome says that nobody took it.
        now: UTC epoch milliseconds.
    """
    if call.phase == Phase.TALKING:
        return translate("CallHead", "In the call"), "phone", "ok"
    if call.phase == Phase.DIALLING:
        if call.heard == "failed":
            return translate("CallHead", "Not connected"), "warn", "bad"
        ringing = call.heard == "ringing"
        words = translate("CallHead", "Ringing") if ringing else translate("CallHead", "Dialling")
        return words, "phone-out", "accent"
    words = _ending_words(call)
    if call.ending == "failed":
        return words, "warn", "bad"
    if not unanswered and not call.never_answered:
        took = translate("CallHead", "the call took {duration}").format(duration=duration(call.length(now)))
        words = f"{words} · {took}"
    return words, "note", "warn"


def _ending_words(call: OpenCall) -> str:
    """Why it is over."""
    if call.ending == "failed" and call.answered_at is not None:
        return translate("CallHead", "The call broke off")
    return {
        "busy": translate("CallHead", "Busy"),
        "no-answer": translate("CallHead", "Nobody answered"),
        "refused": translate("CallHead", "Declined"),
        "not-found": translate("CallHead", "No such number"),
        "cancelled": translate("CallHead", "Given up"),
        "failed": translate("CallHead", "The call failed"),
    }.get(call.ending) or translate("CallHead", "Wrap-up")
