"""What people do to cases."""

from __future__ import annotations

import os
from dataclasses import dataclass

from fallback_console.domain.entry import CASE_FIELDS, Kind, NewEntry
from fallback_console.domain.errors import InputError
from fallback_console.domain.ids import uuid7
from fallback_console.domain.numbers import parse
from fallback_console.services.record import HELPDESK, Saved, about_case, clean_line, clean_text, require_case
from fallback_console.store import deliveries, journal
from fallback_console.store.case_projection import on_field, on_next_action, project_case
from fallback_console.store.case_ref import CaseRef
from fallback_console.store.home import home_region
from fallback_console.store.mirror_tables import vocabulary_from
from fallback_console.store.tx import Reading, Tx

__all__ = [
    "NewCase",
    "Saved",
    "add_note",
    "change_field",
    "create_case",
    "field_value",
    "reply",
    "set_field",
    "set_next_action",
]

_LATEST_DUE = 253_402_300_799_000
"""The last millisecond of the year 9999."""


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case to be made.

    Attributes:
        text: the first message.
        priority: 0 to 100.
        owner: login, '' for nobody.
        person_key: the customer where known.
        requestor: the customer's mail address where there is no person.
        phone: the customer's number.
    """

    subject: str
    queue: str
    text: str
    priority: int = 0
    owner: str = ""
    person_key: str = ""
    requestor: str = ""
    phone: str = ""


def set_field(
    tx: Tx, who: str, case_key: str, field: str, value: str, *, base: str | None = None, hold_ms: int = 0
) -> Saved:
    """Change a field of a case.

    Args:
        field: one of ``CASE_FIELDS``.
        value: text, as described there.
        base: the value the person saw; None for what the case shows now.
        hold_ms: for so long it can be taken back, see ``store.deliveries.create``.

    Returns:
        Nothing in it where the field has that value already.

    Raises:
        InputError: no such field, or a value it cannot have.
        NotFoundError: no such case.
    """
    ref = require_case(tx, case_key)
    new = field_value(tx, field, value)
    shown = ref.value(field)
    old = shown if base is None else base
    if new == shown and new == old:
        return Saved((), ref.key, ())
    return Saved((change_field(tx, who, ref, field, old, new, hold_ms=hold_ms),), ref.key, (HELPDESK,))


def change_field(tx: Tx, who: str, ref: CaseRef, field: str, base: str, value: str, *, hold_ms: int = 0) -> str:
    """Write a checked change; the id of its entry."""
    body = {"field": field, "base": base, "value": value, "base_version": ref.version}
    entry = about_case(tx, who, ref, Kind.FIELD_CHANGED, body, text=False, hold_ms=hold_ms)
    pending = {*ref.pending.split(), field}
    on_field(tx, ref, field, value, " ".join(name for name in CASE_FIELDS if name in pending))
    return entry.id


def set_next_action(tx: Tx, who: str, case_key: str, text: str, due_at: int | None, *, hold_ms: int = 0) -> Saved:
    """Say what is to be done next and until when; the helpdesk gets both, as a note and as the case's due time.

    Args:
        text: '' when nothing is to be done any more.
        due_at: UTC epoch milliseconds, None for no time.
        hold_ms: for so long it can be taken back, see ``store.deliveries.create``.

    Raises:
        InputError, NotFoundError
    """
    ref = require_case(tx, case_key)
    action = clean_line(text, "next action")
    due = field_value(tx, "due", "" if due_at is None else str(due_at))
    if not action and due_at is not None:
        raise InputError("A due time needs something to do.", "Write what is to be done next.")
    entry = about_case(tx, who, ref, Kind.NEXT_ACTION, {"text": action, "due_at": due_at}, hold_ms=hold_ms)
    on_next_action(tx, ref.pk, action, due_at)
    ids = [entry.id]
    if due != ref.value("due"):
        ids.append(change_field(tx, who, ref, "due", ref.value("due"), due, hold_ms=hold_ms))
    return Saved(tuple(ids), ref.key, (HELPDESK,))


def add_note(tx: Tx, who: str, case_key: str, text: str, *, hold_ms: int = 0) -> Saved:
    """Add an internal note.

    Args:
        hold_ms: for so long it can be taken back, see ``store.deliveries.create``.

    Raises:
        InputError: empty or too long.
        NotFoundError: no such case.
    """
    return _write(tx, who, case_key, Kind.NOTE, text, "note", hold_ms)


def reply(tx: Tx, who: str, case_key: str, text: str, *, hold_ms: int = 0) -> Saved:
    """Write to the customer through the helpdesk, which sends it when it is back.

    Args:
        hold_ms: for so long it can be taken back, see ``store.deliveries.create``.

    Raises:
        InputError: empty or too long.
        NotFoundError: no such case.
    """
    return _write(tx, who, case_key, Kind.REPLY, text, "reply", hold_ms)


def create_case(tx: Tx, who: str, new: NewCase) -> Saved:
    """Make a case here; it has a temporary number until the helpdesk gives it one, and keeps its key for ever.

    Raises:
        InputError: no subject or queue, or a value that cannot be used.
    """
    subject = clean_line(new.subject, "subject")
    if not subject:
        raise InputError("A case needs a subject.", "Write in a few words what it is about.")
    if not clean_line(new.queue, "queue"):
        raise InputError("A case needs a queue.", "Choose the queue it belongs to.")
    number = parse(new.phone, home_region(tx))
    body = {
        "subject": subject,
        "queue": field_value(tx, "queue", new.queue),
        "text": clean_text(new.text, "text"),
        "priority": int(field_value(tx, "priority", str(new.priority))),
        "owner": field_value(tx, "owner", new.owner),
        "customer": clean_line(new.person_key, "customer"),
        "requestor": clean_line(new.requestor, "mail address", limit=320),
        "phone": number.e164 or number.raw,
    }
    key = f"local:{uuid7(tx.clock.now_ms(), os.urandom(10))}"
    entry = journal.append(tx, NewEntry(Kind.CASE_CREATED, f"case:{key}", body, who))
    deliveries.create(tx, entry, HELPDESK, key)
    project_case(tx, key)
    tx.touch("case", key)
    return Saved((entry.id,), key, (HELPDESK,))


def _write(tx: Tx, who: str, case_key: str, kind: str, text: str, what: str, hold_ms: int) -> Saved:
    ref = require_case(tx, case_key)
    cleaned = clean_text(text, what)
    if not cleaned:
        raise InputError(f"The {what} is empty.", "Write something first.")
    entry = about_case(tx, who, ref, kind, {"text": cleaned}, hold_ms=hold_ms)
    return Saved((entry.id,), ref.key, (HELPDESK,))


def field_value(tx: Tx, field: str, value: str) -> str:
    """A value checked and written in the one way entries carry it.

    Raises:
        InputError: no such field, or not a value of it.
    """
    if field not in CASE_FIELDS:
        raise InputError(f"A case has no field '{field}'.", f"Fields are {', '.join(CASE_FIELDS)}.")
    cleaned = clean_line(value, field)
    if field == "priority":
        return _priority(cleaned)
    if field == "due":
        return _due(cleaned)
    if field != "owner" and not cleaned:
        raise InputError(f"The {field} cannot be empty.", "Choose or write one.")
    if field in ("status", "queue"):
        known = _choices(tx, field)
        if known and cleaned not in known:
            raise InputError(f"The helpdesk has no {field} '{cleaned}'.", f"Choose one of {', '.join(known)}.")
    return cleaned


def _priority(text: str) -> str:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1
    if not 0 <= number <= 100:
        raise InputError("A priority is a whole number from 0 to 100.", "Type a number, 0 is lowest.")
    return str(number)


def _due(text: str) -> str:
    if not text:
        return ""
    at = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else -1
    if not 0 <= at <= _LATEST_DUE:
        raise InputError("This is not a due time.", "Give a date and time, or none.")
    return str(at)


def _choices(r: Reading, field: str) -> tuple[str, ...]:
    bodies = r.rows("SELECT body FROM m_vocabulary ORDER BY source")
    words = [vocabulary_from(body) for (body,) in bodies]
    listed = (w.queues if field == "queue" else w.statuses for w in words)
    return tuple(dict.fromkeys(name for names in listed for name in names))
