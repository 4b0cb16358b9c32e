"""Words and icons for paths, steps and tries to reach somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.domain.paths import CALLS, Why
from fallback_console.domain.reaching import held_back
from fallback_console.services.calls import OUTCOMES
from fallback_console.ui.case_words import outcome_word
from fallback_console.ui.i18n import translate
from fallback_console.ui.said import said
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import clock_time, relative

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fallback_console.domain.paths import Rung
    from fallback_console.domain.reaching import Step
    from fallback_console.services.reach import ReachRow

__all__ = ["path_icon", "path_title", "reach_look", "rung_words", "skipped_words", "step_look"]

_PATH_ICONS = {"sms": "sms", "call": "phone", "desk": "phone", "mail": "mail", "slack": "chat", "hub": "server"}

_STEP_ICONS = {
    "planned": "next",
    "calling": "phone",
    "waiting": "waiting",
    "silent": "history",
    "unknown": "unknown",
    "failed": "down",
    "delivered": "ok",
    "answered": "reply",
    "skipped": "info",
    "cancelled": "check",
}


def path_icon(kind: str) -> str:
    """Icon of a kind of path."""
    return _PATH_ICONS[kind]


def path_title(kind: str, address: str) -> str:
    """A path: 'SMS to 07700 900123'."""
    if kind == "hub":
        return translate("Reach", "In their own window, over the hub")
    words = {
        "sms": translate("Reach", "SMS to {address}"),
        "call": translate("Reach", "Call to {address}"),
        "desk": translate("Reach", "Call to the desk phone {address}"),
        "mail": translate("Reach", "Mail to {address}"),
        "slack": translate("Reach", "Slack message to {address}"),
    }[kind]
    return words.format(address=one_line(address, 60))


def rung_words(rung: Rung, now: int, *, first: bool) -> tuple[str, str]:
    """Icon and words of a path that nobody has tried yet.

    Args:
        first: it is the one that is tried at once.
    """
    if rung.why:
        return _STEP_ICONS["skipped"], _skipped(rung.why)
    parts = [translate("Reach", "will be tried first") if first else translate("Reach", "will be tried")]
    if rung.health == "failed":
        parts.append(translate("Reach", "it failed lately"))
    elif rung.health == "down":
        hub = rung.path.kind == "hub"
        parts.append(translate("Reach", "not at the hub now") if hub else translate("Reach", "it does not work now"))
    elif rung.success:
        parts.append(translate("Reach", "last reached {when}").format(when=relative(rung.success, now)))
    return _STEP_ICONS["planned"], " · ".join(parts)


def step_look(steps: Sequence[Step], position: int, now: int, *, second_sms: bool) -> tuple[str, str]:
    """Icon and words of where a path stands."""
    step = steps[position]
    icon = "phone" if step.state == "waiting" and step.kind in CALLS else _STEP_ICONS[step.state]
    if step.state == "planned" and held_back(steps, position, second_sms=second_sms):
        return "paused", translate("Reach", "held back: an earlier SMS may still arrive")
    if step.state == "waiting":
        words = (
            translate("Reach", "call now, then log the call · until {time}")
            if step.kind in CALLS
            else translate("Reach", "waiting · until {time}")
        )
        return icon, words.format(time=clock_time(step.until, now))
    if step.state == "calling":
        words = translate("Reach", "the console calls and reads it out · until {time}")
        return icon, words.format(time=clock_time(step.until, now))
    if step.state == "failed":
        return icon, _because(translate("Reach", "failed"), _reason(step.why))
    if step.state == "skipped":
        return icon, _skipped(step.why)
    if step.state == "silent" and step.kind in CALLS:
        return icon, translate("Reach", "nobody called in time")
    if step.kind == "hub" and step.state in ("silent", "delivered"):
        silent = translate("Reach", "not read in time; it stands in their window all the same")
        return icon, silent if step.state == "silent" else translate("Reach", "read")
    return icon, {
        "planned": translate("Reach", "will be tried"),
        "silent": translate("Reach", "no answer in time; it may still arrive"),
        "unknown": translate("Reach", "nobody knows whether it arrived; it is not sent again"),
        "delivered": translate("Reach", "delivered"),
        "answered": translate("Reach", "answered"),
        "cancelled": translate("Reach", "not needed any more"),
    }[step.state]


def reach_look(row: ReachRow) -> tuple[str, str, str]:
    """Words, icon and chip variant of a whole try."""
    if row.state == "trying" and row.quiet_until is not None:
        return translate("Reach", "waits for the end of quiet hours"), "night", "warn"
    calls = row.state == "trying" and any(s.kind in CALLS and s.state == "waiting" for s in row.steps)
    if calls:
        return translate("Reach", "a call is up to you"), "phone", "warn"
    return {
        "trying": (translate("Reach", "trying"), "waiting", "accent"),
        "exhausted": (translate("Reach", "nobody reached: no path is left"), "attention", "bad"),
        "delivered": (translate("Reach", "delivered"), "ok", "ok"),
        "answered": (translate("Reach", "answered"), "reply", "ok"),
        "stopped": (translate("Reach", "stopped"), "close", "neutral"),
    }[row.state]


def skipped_words(why: str) -> str:
    """Why a path is not used."""
    return {
        Why.NO_CONSENT: translate("Reach", "not wanted"),
        Why.OPTED_OUT: translate("Reach", "this number wants no SMS"),
        Why.NO_SINK: translate("Reach", "nothing is connected that sends there"),
        Why.IMPOSSIBLE: translate("Reach", "this number cannot be called"),
    }.get(why, said(why))


def _skipped(why: str) -> str:
    return _because(translate("Reach", "skipped"), skipped_words(why))


def _reason(why: str) -> str:
    return outcome_word(why) if why in OUTCOMES else one_line(said(why), 200)


def _because(words: str, why: str) -> str:
    return translate("Reach", "{what}: {why}").format(what=words, why=why) if why else words
