"""Alerts in the language of the window."""

from __future__ import annotations

from collections.abc import Sequence

from fallback_console.domain import alerts
from fallback_console.domain.alerts import Alert
from fallback_console.ui import names
from fallback_console.ui.i18n import translate
from fallback_console.ui.said import said
from fallback_console.ui.widgets.times import clock_time

__all__ = ["alert_look", "alert_title", "group_name", "sound_name"]

_LOOKS = {
    "outage": ("down", "bad"),
    "outage-over": ("ok", "ok"),
    "all-arrived": ("check", "ok"),
    "conflict": ("merge", "bad"),
    "refused": ("attention", "bad"),
    "unknown": ("unknown", "warn"),
    "answer": ("sms-in", "accent"),
    "missed": ("phone-missed", "bad"),
    "callback": ("phone-out", "warn"),
    "reach-call": ("phone", "warn"),
    "reach-lost": ("attention", "bad"),
    "briefing": ("broadcast", "bad"),
    "contested": ("attention", "bad"),
    "claim-offered": ("claimed", "accent"),
    "claim-asked": ("claimed", "warn"),
    "escalation": ("attention", "warn"),
    "escalation-lost": ("attention", "bad"),
    "swarm": ("people", "warn"),
    "swarm-said": ("reply", "accent"),
    "swarm-answer": ("people", "accent"),
    "swarm-next": ("due", "bad"),
    "wave": ("flowing", "bad"),
    "wave-lost": ("attention", "bad"),
    "roll-call": ("people", "bad"),
    "hub-message": ("person", "accent"),
    "due-soon": ("sla", "warn"),
    "overdue": ("sla", "bad"),
    "given": ("claimed", "accent"),
}


def alert_title(alert: Alert) -> str:
    """What it says, without a customer's name or words."""
    return said(alerts.title(alert, _systems, _time))


def alert_look(alert: Alert) -> tuple[str, str]:
    """Icon and the name of its colour."""
    return _LOOKS[alert.kind]


def group_name(group: str) -> str:
    """What a sound is chosen for."""
    return {
        alerts.OUTAGE: translate("Alerts", "Outage"),
        alerts.CALL: translate("Alerts", "Incoming or missed call"),
        alerts.ANSWER: translate("Alerts", "Answer from a customer"),
        alerts.NEEDS: translate("Alerts", "Something needs you"),
    }.get(group, translate("Alerts", "Call-back due"))


def sound_name(sound: str) -> str:
    """A built-in sound; '' is none."""
    return {
        "bell": translate("Alerts", "Bell"),
        "rising": translate("Alerts", "Three tones"),
        "knock": translate("Alerts", "Knock"),
        "alarm": translate("Alerts", "Alarm"),
    }.get(sound, translate("Alerts", "No sound"))


def _time(at: int) -> str:
    return clock_time(at, at)


def _systems(systems: Sequence[str]) -> str:
    return names.joined(names.system_name(one) for one in systems)
