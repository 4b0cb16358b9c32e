"""Swarms as they are shown: all of them, one with everybody in it, that of a case, and the thread of one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fallback_console.domain.entry import Entry, Kind
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.fuzzy import fold
from fallback_console.domain.swarm import CHECKS, KINDS, Member, Next, step_of
from fallback_console.services.record import names_of
from fallback_console.services.roll_call_list import arrival_of
from fallback_console.store import journal
from fallback_console.store.case_ref import case_subjects, find_ref

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = [
    "MemberRow",
    "Swarm",
    "TextState",
    "ThreadRow",
    "Triage",
    "find",
    "listed",
    "meant",
    "of_case",
    "search",
    "thread",
    "triages",
]

_COLUMNS = (
    "id, number, case_key, title, reason, triage, opened_by, opened_at, state, lead, lead_name, next_state, next_text, next_owner,"
    " next_owner_name, next_due_at, next_at, said, said_at, summary, told_by, closed_by, closed_at, archived_at, changed_at"
)
_SEARCHED = 300
_OF_A_NUMBER = 3
"""So many digits in a word may be a part of a telephone number."""

_ORDER = "CASE state WHEN 'open' THEN 0 WHEN 'closed' THEN 1 ELSE 2 END, hlc DESC"


class MemberRow(NamedTuple):
    """Somebody in a swarm, asked into it, or reading along.

    Attributes:
        who: 'person:<key>' or 'login:<login>'.
        role: of ``domain.swarm.ROLES``.
        state: of ``domain.swarm.MEMBER_STATES``.
        external: not of our team.
        texts: a watcher who wants messages as text messages.
        how: of ``domain.swarm.HOW``: how they were asked, then how they answered.
        over: kind of the path by which the invitation was tried last, '' where it went over the hub alone.
        arrival: of ``reaching.STEP_STATES`` of that path.
        invited_at, joined_at, left_at: UTC epoch milliseconds, 0 for never.
    """

    who: str
    name: str
    role: str
    state: str
    external: bool
    texts: bool
    how: str
    over: str
    arrival: str
    invited_at: int
    joined_at: int
    left_at: int


class Triage(NamedTuple):
    """How a case was looked over before a swarm was decided, or decided against.

    Attributes:
        by: login of who did.
        name: theirs, or the login where none is known.
        checks: every one of ``domain.swarm.CHECKS`` with yes or no.
        decided: a swarm is wanted.
    """

    id: str
    at: int
    by: str
    name: str
    checks: tuple[tuple[str, bool], ...]
    priority: int
    decided: bool
    reason: str


class Swarm(NamedTuple):
    """One as it stands.

    Attributes:
        number: short, for answers: 'S12'.
        title: what help is needed with.
        reason: why it was decided.
        triage: what it was decided on; None where it was opened without.
        state: of ``domain.swarm.STATES``.
        step: of ``domain.swarm.STEPS``.
        lead: as ``MemberRow.who``, '' where the lead has left.
        next: the next action.
        said: how many messages there are.
        summary: what was written when it was last closed.
        told_by: of ``domain.swarm.TOLD_BY``, '' where it was not closed.
    """

    id: str
    number: int
    case_key: str
    case_number: str
    case_subject: str
    title: str
    reason: str
    triage: Triage | None
    opened_by: str
    opened_at: int
    state: str
    step: str
    lead: str
    lead_name: str
    next: Next
    said: int
    said_at: int
    summary: str
    told_by: str
    closed_by: str
    closed_at: int
    archived_at: int
    changed_at: int
    members: tuple[MemberRow, ...]


class TextState(NamedTuple):
    """A message of the room on its way to somebody as a text message.

    Attributes:
        state: 'waiting', 'sent', 'delivered', 'failed', 'unknown' or ''.
    """

    name: str
    state: str


class ThreadRow(NamedTuple):
    """One line of a swarm's thread, oldest first.

    Attributes:
        id: of the entry.
        at: UTC epoch milliseconds.
        what: 'triage', 'opened', 'invited', one of ``domain.swarm.ACTS``, 'said', 'set', 'done' or 'handed' (of the next action),
            'closed', 'reopened' or 'archived'.
        who: as ``MemberRow.who``, '' where it is nobody of the swarm.
        name: of who did or said it.
        text: the message, the reason, the next action, the summary.
        how: of ``domain.swarm.HOW``, '' where it does not matter.
        external: of a message, its speaker is not of our team; of people who come, one of them is not.
        about: names: who was asked, came or went where somebody else said so, or who owns the next action.
        due_at: of a next action, UTC epoch milliseconds; 0 else.
        texts: to whom the message went as a text message.
        missed: who was not reached, with the reason.
    """

    id: str
    at: int
    what: str
    who: str
    name: str
    text: str
    how: str
    external: bool
    about: tuple[str, ...]
    due_at: int
    texts: tuple[TextState, ...]
    missed: tuple[tuple[str, str], ...]
    station: str


def listed(r: Reading, *, open_only: bool = False, archived: bool = False, limit: int = 100) -> list[Swarm]:
    """All of them: open ones first, then closed ones; the newest first.

    Args:
        archived: also those that are archived.
    """
    only = " WHERE state = 'open'" if open_only else "" if archived else " WHERE state <> 'archived'"
    rows = r.rows(f"SELECT {_COLUMNS} FROM p_swarm{only} ORDER BY {_ORDER} LIMIT ?", (limit,))
    return [_one(r, row) for row in rows]


def find(r: Reading, swarm: str) -> Swarm:
    """One by id.

    Raises:
        NotFoundError: there is none.
    """
    row = r.one(f"SELECT {_COLUMNS} FROM p_swarm WHERE id = ?", (swarm,))
    if row is None:
        raise NotFoundError("There is no such swarm.", "List them to see those there are.")
    return _one(r, row)


def meant(r: Reading, reference: str) -> Swarm:
    """One by its short number ('12', 'S12'; an open one before those that are closed, then the newest), its id, or how that ends.

    Raises:
        NotFoundError, InputError
    """
    number = reference.strip().lstrip("#").removeprefix("S").removeprefix("s")
    if number.isdecimal() and len(number) < 4:
        row = r.one(
            f"SELECT {_COLUMNS} FROM p_swarm WHERE number = ? ORDER BY {_ORDER} LIMIT 1",
            (int(number),),
        )
        if row is not None:
            return _one(r, row)
    rows = r.rows(
        f"SELECT {_COLUMNS} FROM p_swarm WHERE id = ? OR substr(id, -length(?)) = ? LIMIT 2",
        (reference, reference, reference),
    )
    if len(rows) > 1:
        raise InputError("More than one swarm ends so.", "Give its number or its id, as 'swarm list' shows it.")
    return _one(r, rows[0]) if rows else find(r, reference)


def search(r: Reading, text: str, limit: int = 20) -> list[Swarm]:
    """Open swarms in which each word of a text occurs: in number ('S12'), title, reason, lead or case; the very number first.

    Whoever may not read customers' numbers finds nothing by a part of one that somebody wrote there.
    """
    words = fold(text).split()
    if not words:
        return []
    rows = r.rows(f"SELECT {_COLUMNS} FROM p_swarm WHERE state = 'open' ORDER BY hlc DESC LIMIT ?", (_SEARCHED,))
    found = []
    for row in rows:
        values = dict(zip(_COLUMNS.split(", "), row, strict=True))
        case_number, subject = _case(r, values["case_key"])
        numbers = fold(f"S{values['number']} #{case_number}")
        said = fold("\n".join((values["title"], values["reason"], values["lead_name"], subject)))
        if all(word in numbers or (word in said and (r.number_parts or not _has_digits(word))) for word in words):
            exact = words == [f"s{values['number']}"] or words == [fold(case_number)]
            found.append((not exact, row))
    found.sort(key=lambda one: one[0])
    return [_one(r, row) for _, row in found[:limit]]


def _has_digits(word: str) -> bool:
    return sum(c.isdigit() for c in word) >= _OF_A_NUMBER


def of_case(r: Reading, case_key: str) -> Swarm | None:
    """The swarm of a case: the open one, else the newest that is not archived; None where there is none."""
    keys = _case_keys(r, case_key)
    row = r.one(
        f"SELECT {_COLUMNS} FROM p_swarm INDEXED BY p_swarm_case WHERE case_key IN (?, ?) AND state <> 'archived'"
        " ORDER BY state = 'open' DESC, hlc DESC LIMIT 1",
        (min(keys), max(keys)),
    )
    return None if row is None else _one(r, row)


def triages(r: Reading, case_key: str) -> list[Triage]:
    """How often and how a case was looked over, the oldest first."""
    ref = find_ref(r, case_key)
    subjects = (f"case:{case_key}",) if ref is None else case_subjects(ref.key, ref.source, ref.remote_id)
    found = [e for subject in subjects for e in journal.of_subject(r, subject, (Kind.SWARM_TRIAGED,))]
    names = names_of(r, (entry.actor for entry in found))
    return [_triage(entry, names) for entry in sorted(found, key=lambda entry: entry.hlc)]


def thread(r: Reading, swarm: str) -> list[ThreadRow]:
    """All that happened and was said, the oldest first.

    Raises:
        NotFoundError: there is no such swarm.
    """
    one = find(r, swarm)
    entries = journal.of_subject(r, f"swarm:{one.id}", KINDS)
    found = [] if one.triage is None else [_triage_row(one.triage)]
    states = _states(r, [str(text[2]) for e in entries if e.kind == Kind.SWARM_SAID for text in e.body["texts"]])
    names = names_of(r, (entry.actor for entry in entries))
    return [*found, *(_line(entry, states, names) for entry in entries)]


def _line(entry: Entry, states: Mapping[str, str], called: Mapping[str, str]) -> ThreadRow:
    body, kind = entry.body, entry.kind
    row = ThreadRow(
        *(entry.id, entry.made_at, kind.removeprefix("swarm."), "", str(body.get("by_name", "")), "", "", False),
        *((), 0, (), (), entry.station),
    )
    if kind == Kind.SWARM_OPENED:
        return row._replace(who=str(body["lead"]), name=str(body["lead_name"]), text=str(body["title"]))
    if kind == Kind.SWARM_INVITED:
        people = body["people"]
        names = tuple(str(one[1]) for one in people)
        return row._replace(
            name=called.get(entry.actor, entry.actor), about=names, external=any(bool(one[3]) for one in people)
        )
    if kind == Kind.SWARM_MEMBER:
        other = (str(body["name"]),) if body["by_name"] != body["name"] else ()
        return row._replace(
            what=str(body["act"]),
            who=str(body["who"]),
            how=str(body["how"]),
            external=bool(body["external"]),
            about=other,
        )
    if kind == Kind.SWARM_SAID:
        return row._replace(
            who=str(body["who"]),
            name=str(body["name"]),
            text=str(body["text"]),
            how=str(body["how"]),
            external=bool(body["external"]),
            texts=tuple(TextState(str(name), states.get(str(sms), "")) for _, name, sms in body["texts"]),
            missed=tuple((str(name), str(why)) for _, name, why in body["missed"]),
        )
    if kind == Kind.SWARM_NEXT:
        about = (str(body["owner_name"]),) if body["owner"] else ()
        return row._replace(
            what=str(body["state"]),
            who=str(body["owner"]),
            text=str(body["text"] or body["note"]),
            about=about,
            due_at=int(body["due_at"]),
        )
    return row._replace(text=str(body.get("summary", body.get("reason", ""))))


def _triage_row(one: Triage) -> ThreadRow:
    return ThreadRow(one.id, one.at, "triage", "", one.name, one.reason, "", False, (), 0, (), (), "")


def _states(r: Reading, entry_ids: Sequence[str]) -> dict[str, str]:
    """What became of text messages, by their entries."""
    rows = r.rows(
        "SELECT s.entry_id, s.state, ifnull((SELECT d.state FROM known_delivery d WHERE d.entry_id = s.entry_id"
        " AND d.sink LIKE 'sms:%'), '') FROM p_sms s WHERE s.entry_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(entry_ids)),),
    )
    return {entry_id: arrival_of(receipt, delivery) for entry_id, receipt, delivery in rows}


def _one(r: Reading, row: Sequence[Any]) -> Swarm:
    values = dict(zip(_COLUMNS.split(", "), row, strict=True))
    found = journal.find(r, values["triage"]) if values["triage"] else None
    number, subject = _case(r, values["case_key"])
    members = _members(r, values["id"])
    action = Next(*(values[f"next_{name}"] for name in Next._fields))
    people = [Member(m.who, m.name, m.role, m.state, m.external, invited_at=m.invited_at) for m in members]
    return Swarm(
        **{name: value for name, value in values.items() if name in Swarm._fields and name != "triage"},
        case_number=number,
        case_subject=subject,
        triage=_triage(found, names_of(r, (found.actor,)))
        if found is not None and found.kind == Kind.SWARM_TRIAGED
        else None,
        step=step_of(values["state"], people, values["said"], action.state),
        next=action,
        members=members,
    )


def _triage(entry: Entry, called: Mapping[str, str]) -> Triage:
    body = entry.body
    checks = tuple((name, bool(body["checks"].get(name, False))) for name in CHECKS)
    return Triage(
        *(entry.id, entry.made_at, entry.actor, called.get(entry.actor, entry.actor), checks),
        *(int(body["priority"]), bool(body["decided"]), str(body["reason"])),
    )


def _members(r: Reading, swarm: str) -> tuple[MemberRow, ...]:
    rows = r.rows(
        "SELECT m.who, m.name, m.role, m.state, m.external, m.texts, m.how, ifnull(p.steps, '[]'), m.invited_at, m.joined_at,"
        " m.left_at FROM p_swarm_member m LEFT JOIN p_reach p ON p.id = m.reach AND m.reach <> '' WHERE m.swarm = ?"
        " ORDER BY CASE m.role WHEN 'lead' THEN 0 WHEN 'member' THEN 1 ELSE 2 END,"
        " CASE m.state WHEN 'accepted' THEN 0 WHEN 'invited' THEN 1 ELSE 2 END, m.name, m.who",
        (swarm,),
    )
    found = []
    for who, name, role, state, external, texts, how, steps, *times in rows:
        tried = [step for step in json.loads(steps) if step[2] not in ("planned", "skipped", "cancelled")]
        over, arrival = (str(tried[-1][0]), str(tried[-1][2])) if tried else ("", "")
        found.append(MemberRow(who, name, role, state, bool(external), bool(texts), how, over, arrival, *times))
    return tuple(found)


def _case(r: Reading, key: str) -> tuple[str, str]:
    ref = find_ref(r, key)
    row = None if ref is None else r.one("SELECT number, subject FROM p_case WHERE pk = ?", (ref.pk,))
    return ("", "") if row is None else (str(row[0]), str(row[1]))


def _case_keys(r: Reading, case_key: str) -> set[str]:
    """Keys under which a swarm may know a case."""
    ref = find_ref(r, case_key)
    if ref is None:
        return {case_key}
    return {subject.removeprefix("case:") for subject in case_subjects(ref.key, ref.source, ref.remote_id)} | {ref.key}
