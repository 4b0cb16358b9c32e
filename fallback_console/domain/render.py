"""Journal entries as plain English text, for the helpdesk's notes and for lists.

The same entry always gives the same text: it is written once, looked up after a lost answer, and read by people who were not
there. Times are UTC, because the reader's zone is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from fallback_console.domain.entry import Entry, Kind

__all__ = ["duration", "note_text", "summary", "when"]

Body = Mapping[str, Any]

_OUTCOMES = {
    "reached": "reached",
    "no-answer": "no answer",
    "busy": "busy",
    "voicemail": "voicemail",
    "wrong-number": "wrong number",
    "call-back": "to be called back",
}
_SUMMARY_CHARS = 120


def when(at: int | None) -> str:
    """'2026-11-22 03:15 UTC'; '' for None; as digits where it is outside the calendar.

    Args:
        at: UTC epoch milliseconds.
    """
    if at is None:
        return ""
    try:
        return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC")
    except (OverflowError, ValueError, OSError):
        return str(at)


def duration(seconds: float) -> str:
    """'3 min 12 s', '45 s', '1 h 2 min'."""
    whole = max(0, int(seconds))
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def _who(name: str, number: str) -> str:
    if name and number:
        return f"{name} ({number})"
    return name or number or "unknown number"


def _call(entry: Entry) -> str:
    body = entry.body
    other = _who(str(body.get("person_name", "")), str(body.get("number", "")))
    head = f"Phone call to {other}" if body.get("direction") == "out" else f"Phone call from {other}"
    outcome = str(body.get("outcome", ""))
    lines = [
        head,
        f"Started: {when(body.get('started_at'))}",
        f"Length: {duration(body.get('seconds') or 0)}",
        f"Outcome: {_OUTCOMES.get(outcome, outcome)}",
    ]
    if body.get("follow_up_at") is not None:
        lines.append(f"Call back: {when(body['follow_up_at'])}")
    lines.append(f"Logged by: {entry.actor}")
    if body.get("notes"):
        lines += ["", str(body["notes"])]
    return "\n".join(lines)


def _sms_sent(entry: Entry) -> str:
    body = entry.body
    other = _who(str(body.get("person_name", "")), str(body.get("to", "")))
    head = "Read out in a call to" if "spoken" in body else "Text message to"
    return f"{head} {other}\nWritten: {when(entry.made_at)} by {entry.actor}\n\n{body.get('text', '')}"


def _mail_sent(entry: Entry) -> str:
    body = entry.body
    other = _who(str(body.get("person_name", "")), str(body.get("to", "")))
    return f"Mail to {other}\nWritten: {when(entry.made_at)} by {entry.actor}\n\n{body.get('text', '')}"


def _chat_sent(entry: Entry) -> str:
    body = entry.body
    other = _who(str(body.get("person_name", "")), str(body.get("to", "")))
    return f"Slack message to {other}\nWritten: {when(entry.made_at)} by {entry.actor}\n\n{body.get('text', '')}"


def _hub_sent(entry: Entry) -> str:
    body = entry.body
    other = str(body.get("person_name", "")) or str(body.get("to", ""))
    return f"Message to {other}\nWritten: {when(entry.made_at)} by {entry.actor}\n\n{body.get('text', '')}"


def _sms_received(entry: Entry) -> str:
    body = entry.body
    other = _who(str(body.get("person_name", "")), str(body.get("sender", "")))
    what = f"Key {body['pressed']} in a call" if "pressed" in body else "Text message"
    return f"{what} from {other}\nReceived: {when(body.get('received_at'))}\n\n{body.get('text', '')}"


def _sms_filed(entry: Entry) -> str:
    body = entry.body
    other = _who(str(body.get("person_name", "")), str(body.get("number", "")))
    way = "to" if body.get("direction") == "out" else "from"
    head = f"Text message {way} {other}\n{when(body.get('at'))}, put to this case by {entry.actor}"
    return f"{head}\n\n{body.get('text', '')}"


def _sms_unfiled(entry: Entry) -> str:
    body = entry.body
    other = _who(str(body.get("person_name", "")), str(body.get("number", "")))
    way = "to" if body.get("direction") == "out" else "from"
    return f"The text message {way} {other} of {when(body.get('at'))} does not belong to this case.\nSaid by: {entry.actor}"


def _next_action(entry: Entry) -> str:
    body = entry.body
    text = str(body.get("text", ""))
    lines = [f"Next action: {text}" if text else "Next action: none"]
    if body.get("due_at") is not None:
        lines.append(f"Due: {when(body['due_at'])}")
    lines.append(f"Set by: {entry.actor}, {when(entry.made_at)}")
    return "\n".join(lines)


def _text(entry: Entry) -> str:
    return str(entry.body.get("text", ""))


_NOTES: dict[str, Callable[[Entry], str]] = {
    Kind.CALL: _call,
    Kind.SMS_SENT: _sms_sent,
    Kind.SMS_RECEIVED: _sms_received,
    Kind.SMS_FILED: _sms_filed,
    Kind.SMS_UNFILED: _sms_unfiled,
    Kind.MAIL_SENT: _mail_sent,
    Kind.CHAT_SENT: _chat_sent,
    Kind.HUB_SENT: _hub_sent,
    Kind.NEXT_ACTION: _next_action,
    Kind.NOTE: _text,
    Kind.REPLY: _text,
    Kind.CASE_CREATED: _text,
}


def note_text(entry: Entry) -> str:
    """What a helpdesk's note says of an entry: who, when, with whom, how it ended, then the free text.

    Raises:
        ValueError: entries of this kind are never written as a note.
    """
    render = _NOTES.get(entry.kind)
    if render is None:
        raise ValueError(f"no note is written for {entry.kind}")
    return render(entry)


def _field_value(field: str, value: str) -> str:
    if field == "due":
        return when(int(value)) if value.lstrip("-").isdigit() else "none"
    return value or "nobody" if field == "owner" else value


_SUMMARIES: dict[str, Callable[[Body], str]] = {
    Kind.CASE_CREATED: lambda b: f"New case: {b.get('subject', '')}",
    Kind.CASE_NUMBERED: lambda b: f"Number {b.get('remote_id', '')} given",
    Kind.FIELD_CHANGED: lambda b: (
        f"{str(b.get('field', '')).capitalize()}: {_field_value(str(b.get('field', '')), str(b.get('base', '')))}"
        f" → {_field_value(str(b.get('field', '')), str(b.get('value', '')))}"
    ),
    Kind.NEXT_ACTION: lambda b: f"Next action: {b.get('text') or 'none'}",
    Kind.NOTE: lambda b: f"Note: {b.get('text', '')}",
    Kind.REPLY: lambda b: f"Reply: {b.get('text', '')}",
    Kind.CALL: lambda b: (
        f"Call {'to' if b.get('direction') == 'out' else 'from'}"
        f" {_who(str(b.get('person_name', '')), str(b.get('number', '')))}:"
        f" {_OUTCOMES.get(str(b.get('outcome', '')), str(b.get('outcome', '')))}"
    ),
    Kind.CALLBACK_DONE: lambda b: f"Call-back done: {b.get('reason', '')}".rstrip(": "),
    Kind.CALLBACK_MOVED: lambda b: f"Call-back moved: {when(b.get('due_at'))}",
    Kind.SMS_SENT: lambda b: (
        f"{'Call read out to' if 'spoken' in b else 'SMS to'}"
        f" {_who(str(b.get('person_name', '')), str(b.get('to', '')))}: {b.get('text', '')}"
    ),
    Kind.SMS_RECEIVED: lambda b: (
        f"{'Key pressed by' if 'pressed' in b else 'SMS from'}"
        f" {_who(str(b.get('person_name', '')), str(b.get('sender', '')))}: {b.get('text', '')}"
    ),
    Kind.SMS_FILED: lambda b: f"SMS put to this case: {b.get('text', '')}",
    Kind.SMS_UNFILED: lambda b: (
        f"SMS not of this case: {_who(str(b.get('person_name', '')), str(b.get('number', '')))}"
    ),
    Kind.MAIL_SENT: lambda b: (
        f"Mail to {_who(str(b.get('person_name', '')), str(b.get('to', '')))}: {b.get('text', '')}"
    ),
    Kind.CHAT_SENT: lambda b: (
        f"Slack message to {_who(str(b.get('person_name', '')), str(b.get('to', '')))}: {b.get('text', '')}"
    ),
    Kind.HUB_SENT: lambda b: f"Message to {b.get('person_name') or b.get('to', '')}: {b.get('text', '')}",
    Kind.HUB_READ: lambda b: "Message answered" if b.get("reply") else "Message read",
    Kind.SMS_RECEIPT: lambda b: f"SMS {b.get('state', '')}",
    Kind.CALL_MISSED: lambda b: f"Missed call from {b.get('number') or 'a withheld number'}",
    Kind.CALL_MISSED_DONE: lambda b: (
        f"Missed call put away: {b.get('reason', '')}".rstrip(": ") if b.get("done") else "Missed call taken up again"
    ),
    Kind.BROADCAST_DRAFTED: lambda b: f"Broadcast drafted: {b.get('title', '')}",
    Kind.BROADCAST_APPROVED: lambda b: f"Broadcast approved for {b.get('recipients', 0)} people",
    Kind.BROADCAST_PEOPLE: lambda b: f"Broadcast: {len(b.get('people', ()))} people written down",
    Kind.BROADCAST_STARTED: lambda b: f"Broadcast started to {b.get('recipients', 0)} people",
    Kind.BROADCAST_PAUSED: lambda _: "Broadcast paused",
    Kind.BROADCAST_RESUMED: lambda _: "Broadcast resumed",
    Kind.BROADCAST_CANCELLED: lambda b: f"Broadcast cancelled: {b.get('reason', '')}".rstrip(": "),
    Kind.BROADCAST_LEFT_OUT: lambda b: f"Broadcast: one person left out, {b.get('reason', '')}",
    Kind.PERSON_IMPORTED: lambda b: f"Imported: {b.get('name') or next(iter(b.get('emails', ())), '')}",
    Kind.PERSON_MERGED: lambda b: f"The same person as {b.get('other', '')}",
    Kind.PERSON_PARTED: lambda b: f"Not the same person as {b.get('other', '')}",
    Kind.OPT_OUT: lambda b: f"{b.get('number', '')} wants no more text messages",
    Kind.OPT_IN: lambda b: f"{b.get('number', '')} wants text messages again",
    Kind.OUTAGE_DECLARED: lambda b: f"Outage declared: {', '.join(map(str, b.get('systems', ())))}",
    Kind.OUTAGE_EVENT: lambda b: f"{b.get('system', '')} {b.get('state', '')}",
    Kind.OUTAGE_OVER: lambda b: f"Outage over {b.get('reason', '')}",
    Kind.OVERRIDE: lambda b: f"{b.get('system', '')} set to {b.get('state', '')}",
    Kind.CONFLICT_RESOLVED: lambda b: f"Conflict resolved: {b.get('choice', '')}",
    Kind.DELIVERY_DROPPED: lambda b: f"Not to be sent: {b.get('reason', '')}",
    Kind.DELIVERY_RETRIED: lambda b: f"To be sent again to {b.get('sink', '')}",
    Kind.DELIVERY_MOVED: lambda b: f"Goes to {b.get('to', '')} instead of {b.get('sink', '')}",
    Kind.UNKNOWN_RESOLVED: lambda b: "Found to have arrived" if b.get("arrived") else "Found not to have arrived",
}


def summary(kind: str, body: Body) -> str:
    """One line that lets a person recognise an entry, at most 120 characters."""
    render = _SUMMARIES.get(kind)
    line = " ".join((render(body) if render is not None else kind).split())
    return line if len(line) <= _SUMMARY_CHARS else line[: _SUMMARY_CHARS - 1] + "…"
