"""Words and icons of a timeline's items."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fallback_console.domain import quoted
from fallback_console.domain.entry import Kind
from fallback_console.domain.views import TimelineRow
from fallback_console.ui import names
from fallback_console.ui.case_words import outcome_word, priority_words, status_word
from fallback_console.ui.i18n import translate
from fallback_console.ui.widgets.text import many_lines, one_line
from fallback_console.ui.widgets.times import clock_time, duration
from fallback_console.ui.widgets.values import value_words

__all__ = ["body", "folded", "icon", "title"]

_MIRROR_ICONS = {
    "mirror.created": "mail",
    "mirror.customer": "mail",
    "mirror.reply": "reply",
    "mirror.note": "note",
    "mirror.field": "field",
}
_WRITTEN = (*_MIRROR_ICONS, Kind.NOTE, Kind.REPLY, Kind.CASE_CREATED)
"""Kinds of items whose text may have come with another message in it."""

_FROM_CUSTOMER = ("mirror.created", "mirror.customer", Kind.SMS_RECEIVED)


def icon(row: TimelineRow) -> str:
    """Name of the item's icon."""
    if row.kind == Kind.CALL:
        return "phone-in" if row.data.get("direction") == "in" else "phone-out"
    return _MIRROR_ICONS.get(row.kind) or names.kind_icon(row.kind)


def title(row: TimelineRow, login: str, now: int) -> str:
    """'You · call 3 min 12 s · 10:40'."""
    return " · ".join(part for part in (_who(row, login), _what(row), clock_time(row.at, now)) if part)


def body(row: TimelineRow, now: int) -> str:
    """The item's own text, plain, for as many lines as it has."""
    data = row.data
    if row.kind in (Kind.FIELD_CHANGED, "mirror.field"):
        field = str(data.get("field", ""))
        old, new = (str(data.get(a, data.get(b, ""))) for a, b in (("base", "old"), ("value", "new")))
        words = translate("Timeline", "{field}: {old} → {new}")
        return words.format(field=names.field_name(field), old=_value(field, old, now), new=_value(field, new, now))
    if row.kind == Kind.CALL:
        parts = [outcome_word(str(data.get("outcome", ""))) + "."]
        if data.get("notes"):
            parts.append(str(data["notes"]))
        if isinstance(data.get("claim"), Mapping):
            parts.append(_claim(data["claim"]))
        if data.get("follow_up_at"):
            parts.append(
                translate("Timeline", "Call back {when}.").format(when=clock_time(int(data["follow_up_at"]), now))
            )
        return many_lines(" ".join(parts))
    if row.kind in (Kind.SMS_FILED, Kind.SMS_UNFILED):
        who = one_line(str(data.get("person_name") or data.get("number", "")), 60)
        return many_lines("\n".join(part for part in (who, row.text) if part)).strip()
    if row.kind == Kind.CALLBACK_MOVED:
        return translate("Timeline", "Call back {when}.").format(when=clock_time(int(data.get("due_at") or 0), now))
    if row.kind == Kind.NEXT_ACTION:
        due = data.get("due_at")
        text = many_lines(row.text or str(data.get("text", "")))
        return f"{text} · {clock_time(int(due), now)}" if due else text
    if row.kind == Kind.SWARM_TRIAGED:
        said = (
            translate("Timeline", "A swarm: {why}") if data.get("decided") else translate("Timeline", "No swarm: {why}")
        )
        return many_lines(said.format(why=row.text)).strip()
    if row.kind == Kind.SWARM_OPENED:
        return many_lines(f"S{data.get('number', 0)} {row.text}").strip()
    return many_lines(row.text).strip()


def _claim(claim: Mapping[str, Any]) -> str:
    """Under which claim a call was made."""
    who = one_line(str(claim.get("by", "")), 40)
    words = {
        "confirmed": translate("Timeline", "Claim {token}, confirmed."),
        "provisional": translate("Timeline", "Claim provisional: others may have rung too."),
        "contested": translate("Timeline", "Claim contested: somebody else was on this customer too."),
        "stale": translate("Timeline", "Not covered by a claim: claim {token} had passed to somebody else."),
        "other": translate("Timeline", "Called although {who} was on this customer."),
    }
    return words.get(str(claim.get("scope", "")), "").format(token=claim.get("token", 0), who=who)


def folded(row: TimelineRow, text: str) -> str:
    """An item's text with what only came along folded to a line each; '' where there is nothing to fold."""
    if row.kind not in _WRITTEN:
        return ""
    pieces = quoted.split(text)
    if not any(piece.quoted for piece in pieces):
        return ""
    parts = []
    for piece in pieces:
        if piece.quoted:
            lines = sum(1 for line in piece.text.splitlines() if line.strip())
            parts.append(translate("Timeline", "… quoted lines: {count}").format(count=lines))
        else:
            parts.append(piece.text.strip("\r\n"))
    return "\n".join(part for part in parts if part.strip())


def _who(row: TimelineRow, login: str) -> str:
    if row.kind in _FROM_CUSTOMER:
        name = one_line(str(row.data.get("person_name", "")), 60)
        return name or translate("Timeline", "Customer")
    if row.who == login:
        return translate("Timeline", "You")
    return one_line(row.who, 60)


def _what(row: TimelineRow) -> str:
    if row.kind == Kind.CALL:
        seconds = int(row.data.get("seconds") or 0)
        length = duration(seconds) if seconds else ""
        return translate("Timeline", "call {length}").format(length=length).strip()
    if "spoken" in row.data:
        return translate("Timeline", "call in which this was read out")
    if "pressed" in row.data:
        return translate("Timeline", "key {key} in a call").format(key=one_line(str(row.data["pressed"]), 4))
    words = _WHAT.get(row.kind)
    return names.kind_name(row.kind) if words is None else words()


def _value(field: str, value: str, now: int) -> str:
    if field == "status":
        return status_word(value)
    if field == "priority" and value.isdigit():
        return f"{priority_words(int(value)).text} ({value})"
    return value_words(field, value, now)


# Functions, so that only the words that are needed are looked up: a long timeline has hundreds of items.
_WHAT: dict[str, Callable[[], str]] = {
    "mirror.created": str,
    "mirror.customer": str,
    "mirror.reply": lambda: translate("Timeline", "reply"),
    "mirror.note": lambda: translate("Timeline", "note"),
    "mirror.field": lambda: translate("Timeline", "change"),
    "mirror.other": str,
    Kind.FIELD_CHANGED: lambda: translate("Timeline", "change"),
    Kind.NOTE: lambda: translate("Timeline", "note"),
    Kind.REPLY: lambda: translate("Timeline", "reply"),
    Kind.SMS_SENT: lambda: translate("Timeline", "SMS"),
    Kind.SMS_RECEIVED: lambda: translate("Timeline", "SMS"),
    Kind.SMS_FILED: lambda: translate("Timeline", "put an SMS to this case"),
    Kind.SMS_UNFILED: lambda: translate("Timeline", "took an SMS from this case"),
    Kind.MAIL_SENT: lambda: translate("Timeline", "mail"),
    Kind.CHAT_SENT: lambda: translate("Timeline", "Slack message"),
    Kind.HUB_SENT: lambda: translate("Timeline", "message over the hub"),
    Kind.NEXT_ACTION: lambda: translate("Timeline", "next action"),
    Kind.SWARM_TRIAGED: lambda: translate("Timeline", "looked the case over"),
    Kind.SWARM_OPENED: lambda: translate("Timeline", "opened a swarm"),
    Kind.SWARM_CLOSED: lambda: translate("Timeline", "closed the swarm"),
    Kind.SWARM_REOPENED: lambda: translate("Timeline", "went on with the swarm"),
    Kind.CASE_CREATED: lambda: translate("Timeline", "new case"),
    Kind.CASE_NUMBERED: lambda: translate("Timeline", "got its number"),
    Kind.CONFLICT_RESOLVED: lambda: translate("Timeline", "decided a conflict"),
    Kind.DELIVERY_DROPPED: lambda: translate("Timeline", "not to be sent"),
    Kind.DELIVERY_RETRIED: lambda: translate("Timeline", "sent again"),
    Kind.DELIVERY_MOVED: lambda: translate("Timeline", "goes over another gateway"),
    Kind.UNKNOWN_RESOLVED: lambda: translate("Timeline", "cleared up whether it arrived"),
}
