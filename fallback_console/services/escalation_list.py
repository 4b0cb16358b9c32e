"""Escalations as they are shown: all of them, one with everybody who was asked and all that happened, and that of a case."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.escalation import ChainStep, steps_from
from fallback_console.store import journal
from fallback_console.store.case_ref import find_ref

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["AskedPerson", "Escalation", "Line", "find", "lines", "listed", "meant", "of_case"]

_COLUMNS = (
    "id, number, case_key, reason, urgent, chain, steps, repeat, started_by, started_at, state, position, due_at, holder,"
    " holder_name, held_at, closed_by, closed_at, changed_at"
)
_ORDER = "CASE state WHEN 'exhausted' THEN 0 WHEN 'running' THEN 1 WHEN 'taken' THEN 2 ELSE 3 END, hlc DESC"


class AskedPerson(NamedTuple):
    """Somebody of a step that was asked.

    Attributes:
        why: of ``escalation.WHYS``, '' for who was asked.
        over: kind of the path that was tried last, '' for none.
        arrival: of ``reaching.STEP_STATES`` of that path.
        at: UTC epoch milliseconds.
    """

    position: int
    person: str
    name: str
    why: str
    over: str
    arrival: str
    at: int


class Escalation(NamedTuple):
    """One as it stands.

    Attributes:
        number: short, for answers.
        case_key, case_number, case_subject: '' where it is about none.
        chain: name of the chain as it was then.
        step: number of the step that was asked last, from 1, within its chain; 0 before the first.
        round: which time the chain is gone through, from 1.
        total: steps with all repetitions.
        due_at: when the next step is asked, UTC epoch milliseconds; 0 where nothing is waited for.
        waits_for: names of those of the last step who were asked.
        asked: everybody of every step, also who could not be asked.
    """

    id: str
    number: int
    case_key: str
    case_number: str
    case_subject: str
    reason: str
    urgent: bool
    chain: str
    steps: tuple[ChainStep, ...]
    repeat: int
    started_by: str
    started_at: int
    state: str
    position: int
    step: int
    round: int
    total: int
    due_at: int
    holder: str
    holder_name: str
    held_at: int
    closed_by: str
    closed_at: int
    changed_at: int
    waits_for: tuple[str, ...]
    asked: tuple[AskedPerson, ...]


class Line(NamedTuple):
    """Something that happened.

    Attributes:
        what: 'started', 'asked', 'exhausted', 'taken', 'passed' or 'closed'; 'doubled' for closed because another one is
            about the same; 'late' for a word that changed nothing.
        step: number of the step from 1, 0 where it is about none.
        position: of the step, counted on through repetitions.
        names: who was asked; of 'doubled' the number of the other one.
        skipped: who was not, with the reason, of ``escalation.WHYS``.
        how: 'sms', 'hub' or 'desk', '' where nobody said anything.
        station: that wrote it.
    """

    at: int
    what: str
    step: int
    position: int
    who: str
    names: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]
    how: str
    station: str


def listed(r: Reading, *, open_only: bool = False, limit: int = 100) -> list[Escalation]:
    """All of them: those that nobody has first, then those that somebody has, then those that are closed; the newest first."""
    only = " WHERE state <> 'closed'" if open_only else ""
    rows = r.rows(f"SELECT {_COLUMNS} FROM p_escalation{only} ORDER BY {_ORDER} LIMIT ?", (limit,))
    return [_one(r, row) for row in rows]


def find(r: Reading, escalation: str) -> Escalation:
    """One by id.

    Raises:
        NotFoundError: there is none.
    """
    row = r.one(f"SELECT {_COLUMNS} FROM p_escalation WHERE id = ?", (escalation,))
    if row is None:
        raise NotFoundError("There is no such escalation.", "List them to see those there are.")
    return _one(r, row)


def meant(r: Reading, reference: str) -> Escalation:
    """One by its short number (an open one before those that are closed, then the newest), its id, or how that ends.

    Raises:
        NotFoundError, InputError
    """
    if reference.isdecimal() and len(reference) < 4:
        row = r.one(
            f"SELECT {_COLUMNS} FROM p_escalation WHERE number = ? ORDER BY state = 'closed', hlc DESC LIMIT 1",
            (int(reference),),
        )
        if row is not None:
            return _one(r, row)
    rows = r.rows(
        f"SELECT {_COLUMNS} FROM p_escalation WHERE id = ? OR substr(id, -length(?)) = ? LIMIT 2",
        (reference, reference, reference),
    )
    if len(rows) > 1:
        raise InputError("More than one escalation ends so.", "Give its number or its id, as 'escalate list' shows it.")
    return _one(r, rows[0]) if rows else find(r, reference)


def of_case(r: Reading, case_key: str) -> Escalation | None:
    """The open escalation of a case, None where there is none."""
    ref = find_ref(r, case_key)
    keys = {case_key, ref.key if ref is not None else case_key}
    row = r.one(
        f"SELECT {_COLUMNS} FROM p_escalation INDEXED BY p_escalation_case WHERE case_key IN (?, ?) AND case_key <> ''"
        " AND state <> 'closed' ORDER BY hlc DESC LIMIT 1",
        (min(keys), max(keys)),
    )
    return None if row is None else _one(r, row)


def lines(r: Reading, escalation: str) -> list[Line]:
    """All that happened, in order."""
    found: list[Line] = []
    entries = journal.of_subject(
        r, f"escalation:{escalation}", (Kind.ESCALATION_STARTED, Kind.ESCALATION_STEPPED, Kind.ESCALATION_ANSWERED)
    )
    started = next((e for e in entries if e.kind == Kind.ESCALATION_STARTED), None)
    if started is None:
        return found
    count, holder, closed = len(started.body["steps"]), "", False
    total = count * (1 + int(started.body["repeat"]))
    for entry in entries:
        body = entry.body
        if entry.kind == Kind.ESCALATION_STARTED:
            found.append(Line(entry.made_at, "started", 0, 0, entry.actor, (), (), "", entry.station))
        elif entry.kind == Kind.ESCALATION_STEPPED:
            place = int(body["position"])
            what, step = ("exhausted", 0) if place >= total else ("asked", place % count + 1)
            names = tuple(one[1] or one[0] for one in body["people"] if not one[2])
            skipped = tuple((one[1] or one[0], one[2]) for one in body["people"] if one[2])
            found.append(Line(entry.made_at, what, step, place, "", names, skipped, "", entry.station))
        else:
            act, by, place = str(body["act"]), str(body["by"]), int(body["position"])
            counts = not closed and (
                act == "closed"
                or (act == "taken" and not holder)
                or (act == "passed" and (not holder or by == holder or body["how"] == "desk"))
            )
            if counts:
                holder = by if act == "taken" else "" if act == "passed" else holder
                closed = act == "closed"
            step = place % count + 1 if 0 <= place < total else 0
            other = int(body.get("doubled", 0))
            what = "late" if not counts else "doubled" if other else act
            names = (str(other),) if other else ()
            found.append(
                Line(entry.made_at, what, step, place, str(body["by_name"]), names, (), str(body["how"]), entry.station)
            )
    return found


def _one(r: Reading, row: Sequence[object]) -> Escalation:
    (one, number, case_key, reason, urgent, chain, steps_text, repeat, started_by, started_at, state, position, due_at, holder,
     holder_name, held_at, closed_by, closed_at, changed_at) = row  # fmt: skip
    steps = steps_from(json.loads(str(steps_text)))
    asked = _asked(r, str(one))
    place, count = int(str(position)), len(steps)
    total = count * (1 + int(str(repeat)))
    last = min(place, total - 1)
    case_number, subject = _case(r, str(case_key))
    return Escalation(
        str(one), int(str(number)), str(case_key), case_number, subject, str(reason), bool(urgent), str(chain), steps,
        int(str(repeat)), str(started_by), int(str(started_at)), str(state), place, last % count + 1 if last >= 0 else 0,
        last // count + 1 if last >= 0 else 0, total, int(str(due_at)), str(holder), str(holder_name), int(str(held_at)),
        str(closed_by), int(str(closed_at)), int(str(changed_at)),
        tuple(a.name for a in asked if a.position == last and not a.why), asked,
    )  # fmt: skip


def _case(r: Reading, key: str) -> tuple[str, str]:
    ref = find_ref(r, key) if key else None
    row = None if ref is None else r.one("SELECT number, subject FROM p_case WHERE pk = ?", (ref.pk,))
    return ("", "") if row is None else (str(row[0]), str(row[1]))


def _asked(r: Reading, escalation: str) -> tuple[AskedPerson, ...]:
    rows = r.rows(
        "SELECT t.position, t.person, t.name, t.why, t.at, ifnull(p.steps, '[]') FROM p_escalation_to t"
        " LEFT JOIN p_reach p ON p.id = t.reach AND t.reach <> '' WHERE t.escalation = ? ORDER BY t.position, t.at, t.name",
        (escalation,),
    )
    found = []
    for position, person, name, why, at, text in rows:
        tried = [step for step in json.loads(text) if step[2] not in ("planned", "skipped", "cancelled")]
        over, arrival = (str(tried[-1][0]), str(tried[-1][2])) if tried else ("", "")
        found.append(AskedPerson(position, person, name or person, why, over, arrival, at))
    return tuple(found)
