"""Which alerts there are for a person, and what became of them at this station."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from fallback_console.domain import alerts
from fallback_console.domain.alerts import Alert, Case, Kept
from fallback_console.domain.ids import uuid7
from fallback_console.domain.paths import CALLS
from fallback_console.domain.reaching import Step
from fallback_console.domain.watch_rules import ACTOR as RULE
from fallback_console.services import (
    briefing,
    claim_news,
    hub_messages,
    missed_calls,
    personal,
    roll_call_own,
    rule_news,
    swarm_news,
)
from fallback_console.services.rights import is_supervisors

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["collect", "dismiss", "listed", "look", "mark"]

_BEHIND = 2000
"""So many rows may come without an alert before it is kept that they have been looked through."""

_TEXT = 300
"""So much of a message is kept with an alert, characters."""


def listed(r: Reading, login: str, now: int) -> list[Alert]:
    """Every alert that was not put away, the newest first, whether or not it has been raised at a window."""
    return look(r, login, now)[0]


def look(r: Reading, login: str, now: int) -> tuple[list[Alert], bool]:
    """What ``listed`` gives, and whether ``collect`` would change anything."""
    before = _kept(r, login, now)
    kept, _ = alerts.merged(before, _found(r, login, before, now), now)
    is_news = kept.alerts != before.alerts or before.marks is None or sum(_ends(r)) - sum(before.marks) > _BEHIND
    return [one for one in kept.alerts if one.state != alerts.GONE], is_news


def collect(tx: Tx, login: str, now: int) -> tuple[Alert, ...]:
    """Keep what is new; from then on it has been raised.

    Returns:
        What is new, the oldest first.
    """
    before = _kept(tx, login, now)
    kept, fresh = alerts.merged(before, _found(tx, login, before, now), now)
    _keep(tx, login, kept._replace(marks=_ends(tx)))
    return fresh


def mark(tx: Tx, login: str, ids: Iterable[str] | None, now: int) -> None:
    """These have been read; all where None."""
    _keep(tx, login, alerts.with_state(_kept(tx, login, now), ids, alerts.READ))


def dismiss(tx: Tx, login: str, ids: Iterable[str] | None, now: int) -> None:
    """Put these away; all where None."""
    _keep(tx, login, alerts.with_state(_kept(tx, login, now), ids, alerts.GONE))


def _kept(r: Reading, login: str, now: int) -> Kept:
    return alerts.from_json(personal.find(r, _name(login)), now)


def _keep(tx: Tx, login: str, kept: Kept) -> None:
    personal.keep(tx, _name(login), alerts.to_json(kept))
    tx.touch("alert", login)


def _name(login: str) -> str:
    return f"alerts:{login}"


def _found(r: Reading, login: str, kept: Kept, now: int) -> list[Alert]:
    floor, known = kept.floor, {one.id for one in kept.alerts}
    return [
        *_outages(r, floor, known),
        *_deliveries(r),
        *_answers(r, login, floor),
        *_missed(r, now),
        *_callbacks(r, login, now),
        *_reaching(r, login),
        *_due(r, login, floor, now),
        *_given(r, login, kept),
        *_briefing(r, login, now),
        *claim_news.found(r, login, floor, now),
        *_escalations(r, login),
        *swarm_news.found(r, login, floor, now),
        *rule_news.found(r, floor, known),
        *_roll_calls(r, login, now),
        *_letters(r, login),
    ]


def _outages(r: Reading, floor: int, known: set[str]) -> Iterator[Alert]:
    rows = r.rows(
        "SELECT id, since_at, declared_at, over_at, systems FROM p_outage WHERE ifnull(over_at, ?) >= ?", (floor, floor)
    )
    for outage_id, since_at, declared_at, over_at, text in rows:
        systems = tuple(json.loads(text))
        # One that still runs is told however old it is.
        at = declared_at if over_at is not None else max(declared_at, floor)
        yield Alert(f"outage:{outage_id}", "outage", at, "playbook", systems=systems)
        if over_at is None:
            continue
        yield Alert(f"outage-over:{outage_id}", "outage-over", over_at, "sync", systems=systems)
        name = f"all-arrived:{outage_id}"
        arrived = None if name in known else _arrived_at(r, since_at, over_at)
        if arrived is not None:
            yield Alert(name, "all-arrived", arrived, "sync", systems=systems)


def _arrived_at(r: Reading, since_at: int, over_at: int) -> int | None:
    """When the last of what was done in an outage arrived; None where nothing was done or something is still open."""
    open_now = r.value(
        "SELECT 1 FROM delivery INDEXED BY delivery_open WHERE state NOT IN ('confirmed', 'dropped') AND created_at <= ?"
        " LIMIT 1",
        (over_at,),
    )
    if open_now is not None:
        return None
    last: int | None = r.value(
        "SELECT max(max(changed_at), ?) FROM delivery WHERE created_at BETWEEN ? AND ? AND state = 'confirmed'",
        (over_at, since_at, over_at),
    )
    return last


def _deliveries(r: Reading) -> Iterator[Alert]:
    rows = r.rows(
        "SELECT d.id, d.sink, d.state, d.attempts, d.changed_at, d.problem, ifnull(c.key, ''), ifnull(c.number, ''),"
        " ifnull(c.subject, '') FROM delivery d INDEXED BY delivery_attention JOIN entry e ON e.id = d.entry_id"
        " LEFT JOIN p_case c ON c.key = substr(e.subject, 6) AND e.subject LIKE 'case:%'"
        " WHERE d.state IN ('unknown', 'needs_attention')"
    )
    for number, sink, state, attempts, changed_at, problem, *case in rows:
        if state == "unknown":
            kind = "unknown"
        else:
            kind = "conflict" if problem is not None and json.loads(problem).get("code") == "conflict" else "refused"
        named = Case(*case)
        yield Alert(f"{kind}:{number}:{attempts}", kind, changed_at, "sync", named.key, named, sink)


def _answers(r: Reading, login: str, floor: int) -> Iterator[Alert]:
    """Messages of customers: about cases of this person or of nobody, and those that belong to no case."""
    rows = r.rows(
        "SELECT e.id, e.made_at, json_extract(e.body, '$.person_name'), json_extract(e.body, '$.sender'),"
        " json_extract(e.body, '$.text'), ifnull(c.owner, '?') = '', ifnull(c.key, ''), ifnull(c.number, ''),"
        " ifnull(c.subject, '') FROM p_sms s JOIN entry e ON e.id = s.entry_id"
        " LEFT JOIN p_case c ON c.key = substr(e.subject, 6) AND e.subject LIKE 'case:%'"
        " WHERE s.entry_id >= ? AND s.direction = 'in' AND ifnull(c.owner, '') IN ('', ?)"
        # A teammate's word that a briefing was read, or of an escalation or a swarm, counts there; nobody has to look at it.
        " AND NOT EXISTS (SELECT 1 FROM p_briefing_read b WHERE b.answer = e.id AND b.answer <> '')"
        " AND NOT EXISTS (SELECT 1 FROM p_escalation_reply a WHERE a.answer = e.id)"
        " AND NOT EXISTS (SELECT 1 FROM p_swarm_reply a WHERE a.answer = e.id)",
        (uuid7(max(floor, 0), bytes(10)), login),
    )
    for entry_id, at, name, sender, text, free, *case in rows:
        named = Case(*case)
        view, key = ("queue", named.key) if named.key else ("messages", entry_id)
        said = str(text)[:_TEXT]
        yield Alert(f"answer:{entry_id}", "answer", at, view, key, named, name or sender, said, free=bool(free))


def _callbacks(r: Reading, login: str, now: int) -> Iterator[Alert]:
    rows = r.rows(
        "SELECT b.entry_id, b.due_at, b.person_name, b.number, ifnull(c.key, ''), ifnull(c.number, ''),"
        " ifnull(c.subject, '') FROM p_callback b LEFT JOIN p_case c ON c.key = substr(b.subject, 6)"
        " WHERE ifnull(c.closed, 0) = 0 AND b.due_at <= ? AND (b.actor = ? OR c.owner = ?)",
        (now, login, login),
    )
    for entry_id, due_at, name, number, *case in rows:
        yield Alert(f"callback:{entry_id}:{due_at}", "callback", due_at, "calls", entry_id, Case(*case), name or number)


def _escalations(r: Reading, login: str) -> Iterator[Alert]:
    """Those this person is asked to take, and those that nobody took: these are for supervisors and whoever began them."""
    rows = r.rows(
        "SELECT p.id, p.number, p.state, p.position, p.reason, p.changed_at, p.started_by, ifnull(c.key, ''), ifnull(c.number, ''),"
        " ifnull(c.subject, ''), EXISTS (SELECT 1 FROM p_escalation_to t JOIN p_person m ON m.key = t.person WHERE t.escalation = p.id"
        " AND t.why = '' AND m.login = ? AND m.login <> '') FROM p_escalation p INDEXED BY p_escalation_open"
        " LEFT JOIN p_case c ON c.key = p.case_key AND p.case_key <> '' WHERE p.state <> 'closed' AND p.state <> 'taken'",
        (login,),
    )
    for one, number, state, position, reason, at, begun_by, *case, asked in rows:
        kind = "escalation" if state == "running" else "escalation-lost"
        if asked or (state == "exhausted" and (begun_by == login or is_supervisors(r))):
            name = f"{kind}:{one}" if state == "running" else f"{kind}:{one}:{position}"
            yield Alert(name, kind, at, "escalations", one, Case(*case), str(number), str(reason))


def _roll_calls(r: Reading, login: str, now: int) -> Iterator[Alert]:
    """Those that ask this person and have no answer."""
    for one in roll_call_own.questions(r, login, now):
        if not one.answer:
            name = f"roll-call:{one.roll}:{one.position}"
            yield Alert(name, "roll-call", one.asked_at, "roll-call", one.roll, who=one.name, text=one.text[:_TEXT])


def _letters(r: Reading, login: str) -> Iterator[Alert]:
    """What others of the team wrote to this person over the hub and they have not read."""
    for one in hub_messages.unread(r, login):
        view, key = ("messages", f"person:{one.person}") if one.person else ("", "")
        case = Case(one.case_key, one.case_number)
        yield Alert(f"hub-message:{one.entry}", "hub-message", one.sent_at, view, key, case, one.name, one.text[:_TEXT])


def _missed(r: Reading, now: int) -> Iterator[Alert]:
    for row in missed_calls.missed(r, now):
        who = (row.person_name if row.sure else "") or row.shown
        named = Case(row.case_key, row.case_number, row.case_subject)
        yield Alert(f"missed:{row.entry_id}", "missed", row.at, "calls", f"missed:{row.entry_id}", named, who)


def _reaching(r: Reading, login: str) -> Iterator[Alert]:
    """People this person tries to reach, or who wait on their cases: a call is to be made, or no path is left."""
    rows = r.rows(
        "SELECT p.id, p.whom, p.state, p.changed_at, p.steps, json_extract(e.body, '$.person_name'), ifnull(c.key, ''),"
        " ifnull(c.number, ''), ifnull(c.subject, '') FROM p_reach p JOIN entry e ON e.id = p.id"
        " LEFT JOIN p_case c ON c.key = p.case_key AND p.case_key <> '' WHERE p.state IN ('trying', 'exhausted', 'delivered')"
        " AND p.state <> 'delivered' AND (e.actor IN (?, ?) OR c.owner = ?)",
        # What a watch rule began is nobody's: at supervisors' stations everybody is told.
        (login, RULE if is_supervisors(r) else login, login),
    )
    for reach_id, whom, state, changed_at, text, name, *case in rows:
        named = Case(*case)
        view, key = ("queue", named.key) if named.key else ("messages", whom)
        who = name or whom.partition(":")[2]
        if state == "exhausted":
            yield Alert(f"reach-lost:{reach_id}", "reach-lost", changed_at, view, key, named, who)
            continue
        for position, step in enumerate(Step(*one) for one in json.loads(text)):
            if step.kind in CALLS and step.state == "waiting":
                yield Alert(f"reach-call:{reach_id}:{position}", "reach-call", step.since, view, key, named, who)


def _due(r: Reading, login: str, floor: int, now: int) -> list[Alert]:
    rows = r.rows(
        "SELECT key, number, subject, due_at FROM p_case INDEXED BY p_case_due WHERE closed = 0 AND due_order"
        " BETWEEN ? AND ? AND owner = ? AND due_at IS NOT NULL",
        (floor, now + alerts.SOON_MS, login),
    )
    return alerts.due([(Case(key, number, subject), due_at) for key, number, subject, due_at in rows], now)


def _given(r: Reading, login: str, kept: Kept) -> Iterator[Alert]:
    """Cases that others made this person's, in the helpdesk or at a console, among what came since the last look."""
    if kept.marks is None:
        return
    rows = r.rows(
        "SELECT c.key, c.number, c.subject, m.remote_id, m.at, m.author FROM m_item m"
        " JOIN p_case c ON c.remote_id = m.case_remote AND c.source = m.source"
        " WHERE m.rowid > ? AND m.kind = 'field' AND m.field = 'owner' AND m.new = ? AND m.at >= ?"
        " AND m.author NOT IN ('', ?) AND m.marker = '' AND c.owner = ? AND c.closed = 0",
        (kept.marks[0], login, kept.floor, login, login),
    )
    for key, number, subject, item, at, author in rows:
        yield Alert(f"given:{key}:{item}", "given", at, "queue", key, Case(key, number, subject), author)
    rows = r.rows(
        "SELECT c.key, c.number, c.subject, e.id, e.made_at, e.actor FROM entry e"
        " JOIN p_case c ON c.key = substr(e.subject, 6) WHERE e.rowid > ? AND e.kind = 'field.changed' AND e.actor <> ?"
        " AND json_extract(e.body, '$.field') = 'owner' AND json_extract(e.body, '$.value') = ?"
        " AND c.owner = ? AND c.closed = 0",
        (kept.marks[1], login, login, login),
    )
    for key, number, subject, entry_id, at, actor in rows:
        yield Alert(f"given:{key}:{entry_id}", "given", at, "queue", key, Case(key, number, subject), actor)


def _briefing(r: Reading, login: str, now: int) -> Iterator[Alert]:
    """A briefing that this person should have given by now."""
    found = briefing.overdue(r, login, now)
    if found is not None:
        about, due = found
        yield Alert(f"briefing:{about}", "briefing", due, "briefing")


def _ends(r: Reading) -> tuple[int, int]:
    """The last row of the history items and of the entries: both only grow."""
    return (
        r.value("SELECT ifnull(max(rowid), 0) FROM m_item"),
        r.value("SELECT ifnull(max(rowid), 0) FROM entry"),
    )
