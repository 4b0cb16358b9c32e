"""Words and icons of a timeline's items."""

from __future__ import annotations

from fallback_console.domain.entry import Kind
from fallback_console.domain.views import TimelineRow
from fallback_console.ui import names
from fallback_console.ui.case_words import delivery_words, outcome_word, priority_words, status_word
from fallback_console.ui.i18n import translate
from fallback_console.ui.widgets.text import many_lines, one_line
from fallback_console.ui.widgets.times import clock_time, duration
from fallback_console.ui.widgets.values import value_words

__all__ = ["body", "icon", "spoken", "title"]

_MIRROR_ICONS = {
    "mirror.created": "mail",
    "mirror.customer": "mail",
    "mirror.reply": "reply",
    "mirror.note": "note",
    "mirror.field": "field",
}
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
        if data.get("follow_up_at"):
            parts.append(
                translate("Timeline", "Call back {when}.").format(when=clock_time(int(data["follow_up_at"]), now))
            )
        return many_lines(" ".join(parts))
    if row.kind == Kind.CALLBACK_MOVED:
        return translate("Timeline", "Call back {when}.").format(when=clock_time(int(data.get("due_at") or 0), now))
    if row.kind == Kind.NEXT_ACTION:
        due = data.get("due_at")
        text = many_lines(row.text or str(data.get("text", "")))
        return f"{text} · {clock_time(int(due), now)}" if due else text
    return many_lines(row.text).strip()


def spoken(row: TimelineRow, login: str, now: int) -> str:
    """The whole item for a screen reader."""
    state = delivery_words(row)
    parts = (title(row, login, now), one_line(body(row, now), 600), state.text if state else "")
    return ". ".join(part for part in parts if part)


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
    return {
        "mirror.created": "",
        "mirror.customer": "",
        "mirror.reply": translate("Timeline", "reply"),
        "mirror.note": translate("Timeline", "note"),
        "mirror.field": translate("Timeline", "change"),
        "mirror.other": "",
        Kind.FIELD_CHANGED: translate("Timeline", "change"),
        Kind.NOTE: translate("Timeline", "note"),
        Kind.REPLY: translate("Timeline", "reply"),
        Kind.SMS_SENT: translate("Timeline", "SMS"),
        Kind.SMS_RECEIVED: translate("Timeline", "SMS"),
        Kind.NEXT_ACTION: translate("Timeline", "next action"),
    }.get(row.kind, names.kind_name(row.kind))


def _value(field: str, value: str, now: int) -> str:
    if field == "status":
        return status_word(value)
    if field == "priority" and value.isdigit():
        return f"{priority_words(int(value)).text} ({value})"
    return value_words(field, value, now)
