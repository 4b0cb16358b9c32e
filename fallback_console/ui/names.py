"""Words and icons for names that the inside uses: systems, states, fields, kinds of entries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.entry import Kind
from fallback_console.domain.health import Finding, State, SystemHealth
from fallback_console.ui.i18n import translate

if TYPE_CHECKING:
    from fallback_console.domain.views import DeliveryRow

__all__ = [
    "delivery_look",
    "delivery_word",
    "entry_title",
    "field_name",
    "finding_look",
    "finding_word",
    "health_look",
    "health_word",
    "held_words",
    "joined",
    "kind_icon",
    "kind_name",
    "saved_words",
    "sink_name",
    "stage_word",
    "status_word",
    "system_icon",
    "system_name",
]

_SYSTEM_ICONS = {
    "helpdesk": "helpdesk",
    "slack": "chat",
    "mail": "mail",
    "sms": "sms",
    "phone": "phone",
    "internet": "web",
    "hub": "server",
}

_DELIVERY_LOOKS = {
    DeliveryState.WAITING: ("waiting", "accent"),
    DeliveryState.IN_FLIGHT: ("send", "accent"),
    DeliveryState.CONFIRMED: ("ok", "ok"),
    DeliveryState.UNKNOWN: ("unknown", "warn"),
    DeliveryState.NEEDS_ATTENTION: ("attention", "bad"),
    DeliveryState.DROPPED: ("drop", "neutral"),
}

_FINDING_LOOKS = {
    Finding.OK: ("ok", "ok"),
    Finding.SLOW: ("warn", "warn"),
    Finding.FAILED: ("down", "bad"),
    Finding.SIGN_IN: ("sign-in", "warn"),
    Finding.VENDOR_INCIDENT: ("warn", "bad"),
}

_KIND_ICONS = {
    Kind.CASE_CREATED: "add",
    Kind.FIELD_CHANGED: "field",
    Kind.NEXT_ACTION: "due",
    Kind.NOTE: "note",
    Kind.REPLY: "reply",
    Kind.CALL: "phone",
    Kind.CALL_MISSED: "phone-missed",
    Kind.CALL_MISSED_DONE: "check",
    Kind.CALLBACK_DONE: "check",
    Kind.CALLBACK_MOVED: "due",
    Kind.SMS_SENT: "sms",
    Kind.SMS_RECEIVED: "sms-in",
    Kind.SMS_FILED: "sms-in",
    Kind.SMS_UNFILED: "undo",
    Kind.MAIL_SENT: "mail",
    Kind.CHAT_SENT: "chat",
    Kind.SWARM_TRIAGED: "people",
    Kind.SWARM_OPENED: "people",
    Kind.SWARM_CLOSED: "check",
    Kind.SWARM_REOPENED: "undo",
    Kind.HUB_SENT: "server",
}


def system_name(system: str) -> str:
    """What people call a system or a sink: 'Helpdesk' for 'helpdesk', 'SMS' for 'sms:kannel'; other names as they are."""
    if system == "helpdesk":
        return translate("Names", "Helpdesk")
    if system == "slack":
        return translate("Names", "Slack")
    if system == "mail":
        return translate("Names", "Mail")
    if system == "internet":
        return translate("Names", "Internet")
    if system == "hub":
        return translate("Names", "Team hub")
    if system.partition(":")[0] == "sms":
        return translate("Names", "SMS")
    if system.partition(":")[0] == "phone":
        return translate("Names", "Telephone")
    return system


def sink_name(sink: str) -> str:
    """What people call a sink where several may be alike: 'SMS over Twilio' for 'sms:twilio', 'SMS over Twilio (osaka)' for a further
    one; else as ``system_name``."""
    first, _, own = sink.partition(".")
    gateway = {
        "sms:kannel": translate("Names", "SMS over Kannel"),
        "sms:android": translate("Names", "SMS over an Android phone"),
        "sms:gammu": translate("Names", "SMS over a GSM modem"),
        "sms:twilio": translate("Names", "SMS over Twilio"),
        "sms:vonage": translate("Names", "SMS over Vonage"),
        "sms:http": translate("Names", "SMS over HTTP"),
    }
    if first not in gateway:
        return system_name(sink)
    return translate("Names", "{gateway} ({name})").format(gateway=gateway[first], name=own) if own else gateway[first]


def system_icon(system: str) -> str:
    """Icon of a system."""
    return _SYSTEM_ICONS.get(system.partition(":")[0], "server")


def joined(words: Iterable[str]) -> str:
    """'Slack', 'Slack and mail', 'Slack, mail and helpdesk'."""
    rest = list(words)
    if len(rest) < 2:
        return "".join(rest)
    start = translate("Names", ", ").join(rest[:-1])
    return translate("Names", "{start} and {last}").format(start=start, last=rest[-1])


def health_word(health: SystemHealth) -> str:
    """One or two words for the state of a system."""
    if health.offline:
        return translate("Names", "cannot be seen")
    if health.sign_in and health.state != State.DOWN:
        return translate("Names", "sign-in problem")
    if health.state == State.UP:
        return translate("Names", "slow") if _is_slow(health) else translate("Names", "up")
    if health.state == State.DOWN:
        return translate("Names", "down")
    if health.state == State.SUSPECT:
        return translate("Names", "unsure")
    if health.state == State.RECOVERING:
        return translate("Names", "coming back")
    return translate("Names", "not checked yet")


def health_look(health: SystemHealth) -> tuple[str, str]:
    """Icon and chip variant of the state of a system."""
    if health.offline:
        return "unknown", "neutral"
    if health.sign_in and health.state != State.DOWN:
        return "sign-in", "warn"
    if health.state == State.UP:
        return ("warn", "warn") if _is_slow(health) else ("ok", "ok")
    return {
        State.DOWN: ("down", "bad"),
        State.SUSPECT: ("warn", "warn"),
        State.RECOVERING: ("refresh", "accent"),
    }.get(health.state, ("unknown", "neutral"))


def _is_slow(health: SystemHealth) -> bool:
    return any(o.finding == Finding.SLOW for o in health.evidence)


def finding_word(finding: Finding) -> str:
    """What a probe found, in words."""
    return {
        Finding.OK: translate("Names", "answers"),
        Finding.SLOW: translate("Names", "answers slowly"),
        Finding.FAILED: translate("Names", "no answer"),
        Finding.SIGN_IN: translate("Names", "refuses our sign-in"),
        Finding.VENDOR_INCIDENT: translate("Names", "the vendor reports an incident"),
    }[finding]


def finding_look(finding: Finding) -> tuple[str, str]:
    """Icon and token role of what a probe found."""
    return _FINDING_LOOKS[finding]


def stage_word(stage: str) -> str:
    """How far a probe came."""
    return {
        "dns": translate("Names", "looking up the address"),
        "tcp": translate("Names", "connecting"),
        "tls": translate("Names", "secure connection"),
        "banner": translate("Names", "greeting"),
        "request": translate("Names", "request"),
        "authorised": translate("Names", "signed in"),
    }.get(stage, stage)


def status_word(status: str) -> str:
    """What somebody says of themselves."""
    return {
        "call": translate("Names", "on a call"),
        "wrap-up": translate("Names", "wrapping up"),
        "away": translate("Names", "away"),
        "off": translate("Names", "off shift"),
    }.get(status, translate("Names", "available"))


def delivery_word(state: DeliveryState) -> str:
    """Where a delivery stands, in words."""
    return {
        DeliveryState.WAITING: translate("Names", "waiting"),
        DeliveryState.IN_FLIGHT: translate("Names", "being sent"),
        DeliveryState.CONFIRMED: translate("Names", "arrived"),
        DeliveryState.UNKNOWN: translate("Names", "not sure"),
        DeliveryState.NEEDS_ATTENTION: translate("Names", "needs you"),
        DeliveryState.DROPPED: translate("Names", "dropped"),
    }[state]


def held_words(row: DeliveryRow, *, shown: bool) -> str:
    """What has to be done with before a delivery goes; '' where nothing has.

    Args:
        shown: it stands above in the list.
    """
    if row.held_why == "paused":
        return translate("Names", "waits: its broadcast is paused")
    if row.held_by is None:
        return ""
    if row.held_why == "conflict":
        if shown:
            return translate("Names", "waits for the conflict above")
        return translate("Names", "waits for a conflict of this case")
    if row.held_why == "attention":
        if shown:
            return translate("Names", "waits until the one above is decided")
        return translate("Names", "waits until another of this case is decided")
    if row.held_why == "unknown":
        if shown:
            return translate("Names", "waits until it is known whether the one above arrived")
        return translate("Names", "waits until it is known whether another of this case arrived")
    return translate("Names", "goes after the one before it")


def delivery_look(state: DeliveryState) -> tuple[str, str]:
    """Icon and chip variant of a delivery's state."""
    return _DELIVERY_LOOKS[state]


def field_name(field: str) -> str:
    """A case's field, in words."""
    return {
        "subject": translate("Names", "Subject"),
        "queue": translate("Names", "Queue"),
        "status": translate("Names", "Status"),
        "priority": translate("Names", "Priority"),
        "owner": translate("Names", "Owner"),
        "due": translate("Names", "Due"),
    }.get(field, field)


def kind_name(kind: str) -> str:
    """A kind of entry, in words."""
    return {
        Kind.CASE_CREATED: translate("Names", "New case"),
        Kind.FIELD_CHANGED: translate("Names", "Change"),
        Kind.NEXT_ACTION: translate("Names", "Next action"),
        Kind.NOTE: translate("Names", "Note"),
        Kind.REPLY: translate("Names", "Reply"),
        Kind.CALL: translate("Names", "Call"),
        Kind.CALL_MISSED: translate("Names", "Missed call"),
        Kind.CALL_MISSED_DONE: translate("Names", "Missed call put away"),
        Kind.CALLBACK_DONE: translate("Names", "Call-back done"),
        Kind.CALLBACK_MOVED: translate("Names", "Call-back moved"),
        Kind.SMS_SENT: translate("Names", "SMS"),
        Kind.SMS_RECEIVED: translate("Names", "SMS received"),
        Kind.SMS_FILED: translate("Names", "SMS put to this case"),
        Kind.SMS_UNFILED: translate("Names", "SMS not of this case"),
        Kind.MAIL_SENT: translate("Names", "Mail"),
        Kind.CHAT_SENT: translate("Names", "Slack message"),
        Kind.HUB_SENT: translate("Names", "Message over the hub"),
    }.get(kind, kind)


def entry_title(kind: str, summary: str) -> str:
    """An entry's one-line summary, which the inside makes in English, with its first words translated."""
    head, colon, rest = summary.partition(": ")
    if not colon:
        return summary or kind_name(kind)
    if kind == Kind.FIELD_CHANGED:
        return f"{field_name(head.lower())}: {rest}"
    for start, words in (
        ("SMS to ", translate("Names", "SMS to {who}")),
        ("Mail to ", translate("Names", "Mail to {who}")),
        ("Slack message to ", translate("Names", "Slack message to {who}")),
        ("SMS from ", translate("Names", "SMS from {who}")),
        ("Call read out to ", translate("Names", "Call read out to {who}")),
        ("Key pressed by ", translate("Names", "Key pressed by {who}")),
        ("Call to ", translate("Names", "Call to {who}")),
        ("Call from ", translate("Names", "Call from {who}")),
    ):
        if head.startswith(start):
            return f"{words.format(who=head.removeprefix(start))}: {rest}"
    return f"{kind_name(kind)}: {rest}"


def kind_icon(kind: str) -> str:
    """Icon of a kind of entry."""
    return _KIND_ICONS.get(kind, "info")


def saved_words(sinks: Iterable[str]) -> str:
    """'saved · waiting for Helpdesk': what to say after an action was committed."""
    names = joined(dict.fromkeys(system_name(s) for s in sinks))
    if not names:
        return translate("Names", "saved")
    return translate("Names", "saved · waiting for {systems}").format(systems=names)
