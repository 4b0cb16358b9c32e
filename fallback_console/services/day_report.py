"""What happened on a day: outages, what was done here, what arrived, what still waits, and what people decided.

Read by index: entries by the time inside their ids, deliveries by when they were done with.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from fallback_console.domain.day_report import DayOutage, DayReport, Decision, PersonDay, SinkDay
from fallback_console.domain.entry import Kind
from fallback_console.domain.ids import uuid7
from fallback_console.domain.render import summary
from fallback_console.store.deliveries import OPEN

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["day_report"]

_LATEST_MS = (1 << 48) - 1
_MOST = 500
"""Decisions that are listed; all are counted."""

_DONE = {
    Kind.NOTE: "notes",
    Kind.REPLY: "replies",
    Kind.FIELD_CHANGED: "changes",
    Kind.NEXT_ACTION: "plans",
    Kind.CASE_CREATED: "cases",
    Kind.SMS_SENT: "sms",
    Kind.MAIL_SENT: "replies",
}
_DECIDED = (Kind.CONFLICT_RESOLVED, Kind.DELIVERY_DROPPED, Kind.DELIVERY_RETRIED, Kind.UNKNOWN_RESOLVED)


def day_report(r: Reading, start: int, end: int, now: int) -> DayReport:
    """The report of a day.

    Args:
        start, end: of the local day, UTC epoch milliseconds.
        now: UTC epoch milliseconds.
    """
    span = (_edge(start), _edge(end))
    people: dict[str, dict[str, int]] = {}
    calls: dict[str, int] = {}
    received = 0
    counts = dict.fromkeys(_DECIDED, 0)
    for kind, who, outcome, count, seconds in r.rows(
        "SELECT kind, actor, CASE WHEN kind = 'call.logged' THEN iif(json_extract(body, '$.direction') = 'in', 'in',"
        " json_extract(body, '$.outcome')) WHEN kind IN ('sms.sent', 'sms.received') AND coalesce(json_type(body, '$.spoken'),"
        " json_type(body, '$.pressed')) IS NOT NULL THEN 'read-out' ELSE '' END, count(*),"
        " sum(CASE WHEN kind = 'call.logged' THEN json_extract(body, '$.seconds') ELSE 0 END)"
        " FROM entry WHERE id >= ? AND id < ? GROUP BY 1, 2, 3",
        span,
    ):
        if outcome == "read-out":
            # A call that the console made, or a key pressed in one: no text message.
            continue
        if kind == Kind.SMS_RECEIVED:
            received += count
        if kind in counts:
            counts[kind] += count
        part = "calls" if kind == Kind.CALL else "decisions" if kind in counts else _DONE.get(kind, "")
        if not part or _is_machine(who):
            continue
        mine = people.setdefault(who, {})
        mine[part] = mine.get(part, 0) + count
        if kind == Kind.CALL:
            calls[outcome] = calls.get(outcome, 0) + count
            mine["talk_seconds"] = mine.get("talk_seconds", 0) + int(seconds)
    rows = tuple(PersonDay(who, **people[who]) for who in sorted(people))
    team = PersonDay("", *(sum(part) for part in list(zip(*rows, strict=True))[1:])) if rows else PersonDay("")
    return DayReport(
        start=start,
        end=end,
        made_at=now,
        outages=_outages(r, start, end, now),
        calls=calls,
        talk_seconds=team.talk_seconds,
        sms=dict(
            r.rows(
                "SELECT ifnull(s.state, ''), count(*) FROM entry e LEFT JOIN p_sms s ON s.entry_id = e.id"
                " WHERE e.id >= ? AND e.id < ? AND e.kind = 'sms.sent'"
                " AND json_type(e.body, '$.spoken') IS NULL GROUP BY 1",
                span,
            )
        ),
        sms_received=received,
        team=team,
        sinks=_sinks(r, start, end),
        conflicts_open=_conflicts_open(r, end),
        conflicts=_decisions(r, span, Kind.CONFLICT_RESOLVED),
        conflicts_resolved=counts[Kind.CONFLICT_RESOLVED],
        drops=_decisions(r, span, Kind.DELIVERY_DROPPED),
        dropped=counts[Kind.DELIVERY_DROPPED],
        people=rows,
    )


def _edge(at: int) -> str:
    """The lowest id an entry of this moment can have: ids are in the order of time."""
    return uuid7(min(max(at, 0), _LATEST_MS), bytes(10))


def _is_machine(who: str) -> bool:
    return who == "monitor" or who.startswith("gateway:")


def _outages(r: Reading, start: int, end: int, now: int) -> tuple[DayOutage, ...]:
    rows = r.rows(
        "SELECT since_at, over_at, systems FROM p_outage WHERE since_at < ? AND ifnull(over_at, ?) > ? ORDER BY since_at, id",
        (end, max(now, end), start),
    )
    return tuple(
        DayOutage(
            since, over, tuple(json.loads(systems)), max(0, min(end, now if over is None else over) - max(start, since))
        )
        for since, over, systems in rows
    )


def _sinks(r: Reading, start: int, end: int) -> tuple[SinkDay, ...]:
    delivered = dict(
        r.rows(
            "SELECT sink, count(*) FROM delivery INDEXED BY delivery_done WHERE state IN ('confirmed', 'dropped')"
            " AND state = 'confirmed' AND changed_at >= ? AND changed_at < ? GROUP BY sink",
            (start, end),
        )
    )
    still: dict[str, dict[str, int]] = {}
    for sink, state, count in r.rows(
        f"SELECT sink, state, count(*) FROM delivery INDEXED BY delivery_open WHERE {OPEN} AND created_at < ?"
        " GROUP BY sink, state",
        (end,),
    ):
        still.setdefault(sink, {})[state] = count
    return tuple(
        SinkDay(
            sink,
            delivered.get(sink, 0),
            still.get(sink, {}).get("waiting", 0) + still.get(sink, {}).get("in_flight", 0),
            still.get(sink, {}).get("unknown", 0),
            still.get(sink, {}).get("needs_attention", 0),
        )
        for sink in sorted({*delivered, *still})
    )


def _conflicts_open(r: Reading, end: int) -> int:
    return int(
        r.value(
            "SELECT count(*) FROM delivery INDEXED BY delivery_attention WHERE state IN ('unknown', 'needs_attention')"
            " AND state = 'needs_attention' AND json_extract(problem, '$.code') = 'conflict' AND created_at < ?",
            (end,),
        )
    )


def _decisions(r: Reading, span: Sequence[str], kind: str) -> tuple[Decision, ...]:
    rows = r.rows(
        "SELECT e.made_at, e.actor, e.body, o.kind, o.body, ifnull(c.number, '') FROM entry e"
        " LEFT JOIN entry o ON o.id = json_extract(e.body, '$.of') LEFT JOIN p_case c ON c.key = substr(e.subject, 6)"
        " WHERE e.id >= ? AND e.id < ? AND e.kind = ? ORDER BY e.hlc LIMIT ?",
        (*span, kind, _MOST),
    )
    return tuple(_decision(*row) for row in rows)


def _decision(at: int, who: str, body: str, of_kind: str | None, of_body: str | None, case_number: str) -> Decision:
    said: dict[str, Any] = json.loads(body)
    about: dict[str, Any] = {} if of_body is None else json.loads(of_body)
    return Decision(
        at=at,
        who=who,
        case_number=case_number,
        kind=of_kind or "",
        what=summary(of_kind, about) if of_kind else "",
        choice=str(said.get("choice", "")),
        field=str(about.get("field", "")) if "choice" in said else "",
        value=str(said.get("value", "")) if "choice" in said else "",
        reason=str(said.get("reason", "")),
    )
