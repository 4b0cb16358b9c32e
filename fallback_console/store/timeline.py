"""A case's one timeline: what the mirror knows and what was done here, in one order, nothing twice."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.entry import Kind
from fallback_console.domain.mirror import Attachment
from fallback_console.domain.views import TimelineRow
from fallback_console.store.case_ref import CaseRef, case_subjects
from fallback_console.store.claim_projection import call_scope
from fallback_console.store.deliveries import TAKEN_BACK, problem_from
from fallback_console.store.parts import chunks

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["KINDS", "rows_of", "timeline_rows"]

# Sorts with hybrid logical times: wall clock, counter, then the source's own order.
_ITEM_ORDER = "printf('%015d.000000.%020s', at, remote_id)"
_LAST = "\U0010ffff"

_SWARM = (Kind.SWARM_OPENED, Kind.SWARM_CLOSED, Kind.SWARM_REOPENED)
"""What a case's timeline tells of its swarms; what was done for the case itself stands there anyway."""

KINDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "messages": (
        ("created", "customer", "reply"),
        (Kind.CASE_CREATED, Kind.REPLY, Kind.MAIL_SENT, Kind.CHAT_SENT, Kind.HUB_SENT),
    ),
    "notes": (("note",), (Kind.NOTE, Kind.NEXT_ACTION, Kind.SWARM_TRIAGED, *_SWARM)),
    "calls": ((), (Kind.CALL, Kind.CALLBACK_DONE, Kind.CALLBACK_MOVED)),
    "sms": ((), (Kind.SMS_SENT, Kind.SMS_RECEIVED, Kind.SMS_FILED, Kind.SMS_UNFILED)),
    "changes": (
        ("field", "other"),
        (
            Kind.FIELD_CHANGED,
            Kind.CASE_NUMBERED,
            Kind.CONFLICT_RESOLVED,
            Kind.DELIVERY_DROPPED,
            Kind.DELIVERY_RETRIED,
            Kind.DELIVERY_MOVED,
            Kind.UNKNOWN_RESOLVED,
        ),
    ),
}
"""For each of ``TIMELINE_KINDS`` the kinds of mirrored items and of entries."""

# The item itself says that it was taken back.
_TOLD_TWICE = (
    f"(e.kind = '{Kind.DELIVERY_DROPPED}' AND EXISTS (SELECT 1 FROM delivery d"
    " WHERE d.entry_id = json_extract(e.body, '$.of') AND d.state = 'dropped'"
    f" AND json_extract(d.problem, '$.code') = '{TAKEN_BACK}'))"
)

_ENTRY = (
    "SELECT e.rowid, e.hlc, e.made_at, e.kind, e.actor, e.body, e.id,"
    " e.station = (SELECT value FROM meta WHERE name = 'station'), s.state, s.delivered_parts"
    " FROM entry e LEFT JOIN p_sms s ON s.entry_id = e.id"
)

_TEXT_OF = {
    Kind.CALL: "notes",
    Kind.CONFLICT_RESOLVED: "value",
    Kind.DELIVERY_DROPPED: "reason",
    Kind.CALLBACK_DONE: "reason",
    Kind.SWARM_TRIAGED: "reason",
    Kind.SWARM_OPENED: "title",
    Kind.SWARM_CLOSED: "told",
    Kind.SWARM_REOPENED: "reason",
}


def timeline_rows(r: Reading, ref: CaseRef, before: str, limit: int, only: str = "") -> list[TimelineRow]:
    """The newest rows before a point, oldest first.

    A history item that is the echo of an entry made here is left out: the entry itself is shown, with its delivery.

    Args:
        before: ``order`` of the oldest row already known, '' for the end.
        only: one of ``KINDS``, '' for all.
    """
    mirrored, made_here = KINDS[only] if only else ((), ())
    rows = [*_entries(r, ref, before or _LAST, limit, made_here)]
    if mirrored or not only:
        rows += _items(r, ref, before or _LAST, limit, mirrored)
    rows.sort(key=lambda row: row.order)
    return rows[-limit:] if limit > 0 else []


def _items(r: Reading, ref: CaseRef, before: str, limit: int, kinds: Sequence[str]) -> list[TimelineRow]:
    if not ref.remote_id:
        return []
    rows = r.rows(
        f"SELECT m.rowid, {_ITEM_ORDER} AS place, at, kind, author, text, field, old, new, attachments FROM m_item m"
        # Chosen first without their texts: a sorter carries what it is given.
        " WHERE m.rowid IN (SELECT m.rowid FROM m_item m WHERE source = ? AND case_remote = ?"
        f" AND (? = '{_LAST}' OR {_ITEM_ORDER} < ?){_of_kinds('m.kind', kinds)}"
        " AND NOT (marker <> '' AND EXISTS (SELECT 1 FROM entry WHERE id = m.marker))"
        " AND NOT EXISTS (SELECT 1 FROM p_echo p WHERE p.source = m.source AND p.remote_id = m.remote_id)"
        " ORDER BY at DESC, printf('%020s', remote_id) DESC LIMIT ?) ORDER BY place DESC",
        (ref.source, ref.remote_id, before, before, *kinds, limit),
    )
    return [
        TimelineRow(
            pk=2 * row[0] + 1,
            order=row[1],
            at=row[2],
            kind=f"mirror.{row[3]}",
            who=row[4],
            mine=False,
            text=row[5],
            data={"field": row[6], "old": row[7], "new": row[8]} if row[6] else {},
            entry_id="",
            attachments=tuple(Attachment(**a) for a in json.loads(row[9])),
        )
        for row in rows
    ]


def _of_kinds(column: str, kinds: Sequence[str]) -> str:
    return f" AND {column} IN ({', '.join('?' * len(kinds))})" if kinds else ""


def _entries(r: Reading, ref: CaseRef, before: str, limit: int, kinds: Sequence[str]) -> list[TimelineRow]:
    subjects = case_subjects(ref.key, ref.source, ref.remote_id)
    swarms = _swarms(r, subjects)
    only = f" AND (e.subject LIKE 'case:%'{_of_kinds('e.kind', _SWARM).replace(' AND', ' OR', 1)})" if swarms else ""
    rows = r.rows(
        f"{_ENTRY} WHERE e.subject IN ({', '.join('?' * (len(subjects) + len(swarms)))}) AND e.hlc < ?{_of_kinds('e.kind', kinds)}"
        f"{only} AND NOT {_TOLD_TWICE} ORDER BY e.hlc DESC LIMIT ?",
        (*subjects, *swarms, before, *kinds, *(_SWARM if swarms else ()), limit),
    )
    return _entry_rows(r, rows)


def _swarms(r: Reading, subjects: Sequence[str]) -> list[str]:
    """Subjects of the swarms that a case had."""
    keys = [subject.removeprefix("case:") for subject in subjects]
    rows = r.rows(f"SELECT id FROM p_swarm WHERE case_key IN ({', '.join('?' * len(keys))})", keys)
    return [f"swarm:{row[0]}" for row in rows]


def rows_of(r: Reading, entry_ids: Sequence[str]) -> list[TimelineRow]:
    """Entries as items of a timeline, oldest first."""
    found: list[TimelineRow] = []
    for part in chunks(list(entry_ids)):
        found += _entry_rows(r, r.rows(f"{_ENTRY} WHERE e.id IN ({', '.join('?' * len(part))})", part))
    return sorted(found, key=lambda row: row.order)


def _entry_rows(r: Reading, rows: Sequence[Sequence[Any]]) -> list[TimelineRow]:
    states, taken_back = _states(r, [row[6] for row in rows])
    found = []
    for row in rows:
        body = json.loads(row[5])
        if row[3] == Kind.CALL and "claim" in body:
            body = call_scope(r, body)
        found.append(_entry_row(row, body, tuple(states.get(row[6], ())), taken_back=row[6] in taken_back))
    return found


def _entry_row(
    row: Sequence[Any], body: Mapping[str, Any], deliveries: tuple[tuple[str, DeliveryState], ...], *, taken_back: bool
) -> TimelineRow:
    return TimelineRow(
        pk=2 * row[0],
        order=row[1],
        at=row[2],
        kind=row[3],
        who=row[4],
        mine=bool(row[7]),
        text=str(body.get(_TEXT_OF.get(row[3], "text"), "")),
        data=body,
        entry_id=row[6],
        deliveries=deliveries,
        sms_state=row[8] or "",
        sms_delivered_parts=row[9] or 0,
        taken_back=taken_back,
    )


def _states(r: Reading, entry_ids: Sequence[str]) -> tuple[dict[str, list[tuple[str, DeliveryState]]], set[str]]:
    """Deliveries by entry, and entries that were taken back."""
    taken_back: set[str] = set()
    states: dict[str, list[tuple[str, DeliveryState]]] = {}
    for start in range(0, len(entry_ids), 500):
        part = entry_ids[start : start + 500]
        for entry_id, sink, state, problem in r.rows(
            f"SELECT entry_id, sink, state, problem FROM delivery WHERE entry_id IN ({', '.join('?' * len(part))})"
            " ORDER BY id",
            part,
        ):
            states.setdefault(entry_id, []).append((sink, DeliveryState(state)))
            if state == DeliveryState.DROPPED and (found := problem_from(problem)) and found.code == TAKEN_BACK:
                taken_back.add(entry_id)
    return states, taken_back
