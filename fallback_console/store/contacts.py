"""When a customer and we last spoke or wrote to each other, whatever case it was about."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from fallback_console.domain.entry import Kind
from fallback_console.domain.views import ContactRow
from fallback_console.store.case_ref import find_ref

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["last_contacts"]

_MOST_NUMBERS = 8
_MOST_CASES = 10

_ENTRY = (
    "SELECT e.hlc, e.made_at, e.kind, e.actor, e.subject, e.body, ifnull(s.state, ''), EXISTS (SELECT 1 FROM delivery d"
    " WHERE d.entry_id = e.id AND d.state NOT IN ('confirmed', 'dropped')"
    " AND d.sink LIKE iif(e.kind = 'sms.sent', 'sms:%', 'helpdesk'))"
)
# What was taken back or given up never reached anybody.
_SENT = "NOT EXISTS (SELECT 1 FROM delivery d WHERE d.entry_id = e.id AND d.state = 'dropped')"


def last_contacts(r: Reading, person_key: str, numbers: Sequence[str], limit: int) -> list[ContactRow]:
    """The newest first.

    Args:
        numbers: the customer's, as entries carry them.
    """
    found: dict[tuple[int, str, str], ContactRow] = {}
    for row in (*_by_number(r, numbers, limit), *_replies(r, person_key, limit)):
        contact = _contact(r, row)
        found[contact.at, contact.kind, row[0]] = contact
    for at, case_remote, source, kind, author in _mirrored(r, person_key, limit):
        ref = find_ref(r, f"{source}:{case_remote}")
        incoming = kind != "reply"
        found[at, "reply", f"{source}:{case_remote}:{kind}"] = ContactRow(
            at, "reply", incoming, "", False, "" if incoming else author, ref.key if ref else "", case_remote
        )
    return [found[place] for place in sorted(found, reverse=True)[:limit]]


def _by_number(r: Reading, numbers: Sequence[str], limit: int) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for number in list(dict.fromkeys(filter(None, numbers)))[:_MOST_NUMBERS]:
        rows += r.rows(
            f"{_ENTRY} FROM p_contact c JOIN entry e ON e.id = c.entry_id LEFT JOIN p_sms s ON s.entry_id = e.id"
            f" WHERE c.number = ? AND (e.kind <> '{Kind.SMS_SENT}' OR {_SENT}) ORDER BY c.hlc DESC LIMIT ?",
            (number, limit),
        )
    return rows


def _cases(r: Reading, person_key: str) -> list[tuple[str, str, str]]:
    """The customer's newest cases: key, source and the helpdesk's number."""
    if not person_key:
        return []
    return r.rows(
        "SELECT key, source, remote_id FROM p_case WHERE customer_key = ? AND customer_key <> ''"
        " ORDER BY last_at DESC LIMIT ?",
        (person_key, _MOST_CASES),
    )


def _replies(r: Reading, person_key: str, limit: int) -> list[tuple[Any, ...]]:
    subjects = {f"case:{name}" for key, source, remote in _cases(r, person_key) for name in (key, f"{source}:{remote}")}
    return r.rows(
        f"{_ENTRY} FROM entry e LEFT JOIN p_sms s ON s.entry_id = e.id"
        f" WHERE e.subject IN ({', '.join('?' * len(subjects))}) AND e.kind = '{Kind.REPLY}' AND {_SENT}"
        " ORDER BY e.hlc DESC LIMIT ?",
        (*sorted(subjects), limit),
    )


def _mirrored(r: Reading, person_key: str, limit: int) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for _, source, remote_id in _cases(r, person_key):
        if remote_id:
            rows += r.rows(
                "SELECT at, case_remote, source, kind, author FROM m_item m INDEXED BY m_item_case"
                " WHERE source = ? AND case_remote = ? AND kind IN ('customer', 'reply')"
                " AND NOT (marker <> '' AND EXISTS (SELECT 1 FROM entry WHERE id = m.marker))"
                " AND NOT EXISTS (SELECT 1 FROM p_echo p WHERE p.source = m.source AND p.remote_id = m.remote_id)"
                " ORDER BY at DESC LIMIT ?",
                (source, remote_id, limit),
            )
    return rows


def _contact(r: Reading, row: Sequence[Any]) -> ContactRow:
    _, made_at, kind, actor, subject, text, sms_state, waiting = row
    body = json.loads(text)
    ref = find_ref(r, subject.removeprefix("case:")) if subject.startswith("case:") else None
    number = ref.remote_id if ref is not None else ""
    key = ref.key if ref is not None else ""
    if kind == Kind.CALL:
        incoming = body["direction"] == "in"
        return ContactRow(body["started_at"], "call", incoming, body["outcome"], False, actor, key, number)
    if kind == Kind.CALL_MISSED:
        return ContactRow(body["at"], "call", True, "missed", False, "", "", "")
    incoming = kind == Kind.SMS_RECEIVED
    name = "reply" if kind == Kind.REPLY else "sms"
    who = "" if incoming else actor
    return ContactRow(made_at, name, incoming, sms_state, bool(waiting) and not incoming, who, key, number)
