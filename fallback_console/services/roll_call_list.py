"""Roll calls as they are shown: all of them, one, and where everybody stands."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.broadcast import Audience, audience_from
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.paths import HUB
from fallback_console.domain.roll_call import STATES, Answer, Standing
from fallback_console.store.parts import chunks

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = [
    "UNACCOUNTED",
    "RollCall",
    "RollPerson",
    "arrival_of",
    "find",
    "listed",
    "meant",
    "newest",
    "people",
    "places",
    "standing_at",
]

UNACCOUNTED = "unaccounted"
"""As a state to look at: everybody of whom we have not heard."""

_COLUMNS = "id, title, texts, audience, people, started_by, started_at, closed_by, closed_at, reason"
_PERSON = (
    "t.position, t.person, t.name, t.language, t.steps, t.reason, t.quiet, t.state, t.step, t.why, t.until, t.tries,"
    " t.asked_at, t.since, t.entry_id, t.answer, ifnull(s.state, ''), ifnull((SELECT d.state FROM delivery d WHERE d.entry_id = t.entry_id"
    " AND d.sink LIKE 'sms:%' ORDER BY d.state = 'confirmed' DESC, d.id DESC LIMIT 1), '')"
    " FROM p_roll_to t LEFT JOIN p_sms s ON s.entry_id = t.entry_id WHERE t.roll = ?"
)
_MOST = 100


class RollCall(NamedTuple):
    """A roll call as it stands.

    Attributes:
        texts: the question by language.
        people: everybody it is about.
        closed_by, closed_at: '' and 0 while it runs.
        counts: people by state; together everybody.
        unaccounted: of how many nobody has heard.
        waiting_since: since when the one of them waits who was asked first, UTC epoch milliseconds; 0 where there is none.
        quiet: how many were asked in their quiet hours.
        unknown: of how many nobody knows whether the last text arrived.
    """

    id: str
    title: str
    texts: Mapping[str, str]
    audience: Audience
    people: int
    started_by: str
    started_at: int
    closed_by: str
    closed_at: int
    reason: str
    counts: dict[str, int]
    unaccounted: int
    waiting_since: int
    quiet: int
    unknown: int


class RollPerson(NamedTuple):
    """Somebody of a roll call.

    Attributes:
        person: key, '' where nobody is known.
        state: of ``domain.roll_call.STATES``.
        kind, address: the path that was tried last, '' for none yet; the hub has no address but the person.
        why: what came of it where that was a call that nobody took, of ``calls.OUTCOMES``.
        next_kind, next_address: the one that is tried next, '' for none.
        ring: the number to ring, '' where there is none.
        since: when they came into their state, UTC epoch milliseconds; 0 for never.
        arrival: of the last text: '', 'sent', 'delivered', 'failed', 'unknown' or 'waiting'.
        entry_id: of that text, '' where there is none.
        answer: what counts, None where nothing was heard.
        reason: of ``domain.roll_call.REASONS``, for who is not asked.
        quiet: it was their quiet time when they were asked.
    """

    position: int
    person: str
    name: str
    language: str
    state: str
    kind: str
    address: str
    why: str
    next_kind: str
    next_address: str
    ring: str
    tries: int
    asked_at: int
    since: int
    until: int
    arrival: str
    entry_id: str
    answer: Answer | None
    reason: str
    quiet: bool


def listed(r: Reading, limit: int = _MOST) -> list[RollCall]:
    """All roll calls, the newest first."""
    return [_roll(r, row) for row in r.rows(f"SELECT {_COLUMNS} FROM p_roll ORDER BY hlc DESC LIMIT ?", (limit,))]


def newest(r: Reading) -> RollCall | None:
    """The newest one, an open one before those that are closed; None where there was none."""
    row = r.one(f"SELECT {_COLUMNS} FROM p_roll ORDER BY closed_at > 0, hlc DESC LIMIT 1")
    return None if row is None else _roll(r, row)


def find(r: Reading, roll: str) -> RollCall:
    """One by id.

    Raises:
        NotFoundError: there is none.
    """
    row = r.one(f"SELECT {_COLUMNS} FROM p_roll WHERE id = ?", (roll,))
    if row is None:
        raise NotFoundError("There is no such roll call.", "List the roll calls to see those there are.")
    return _roll(r, row)


def meant(r: Reading, reference: str) -> RollCall:
    """One by id, by how its id ends or by its title where only one is called so; '' is the newest.

    Raises:
        NotFoundError, InputError
    """
    if not reference:
        found = newest(r)
        if found is None:
            raise NotFoundError("There was no roll call yet.", "Begin one with 'roll-call start'.")
        return found
    rows = r.rows(
        f"SELECT {_COLUMNS} FROM p_roll WHERE id = ? OR substr(id, -length(?)) = ? OR title = ? LIMIT 2",
        (reference, reference, reference, reference),
    )
    if len(rows) > 1:
        raise InputError("More than one roll call is called so.", "Give its id, as 'roll-call list' shows it.")
    return _roll(r, rows[0]) if rows else find(r, reference)


def places(r: Reading, roll: str, state: str = "") -> list[int]:
    """Places of everybody, or of those in one state or ``UNACCOUNTED``; the most pressing first, then in their order."""
    only, params = ("", [roll]) if not state else (" AND state = ?", [roll, state])
    if state == UNACCOUNTED:
        only, params = " AND accounted = 0", [roll]
    return [
        row[0] for row in r.rows(f"SELECT position FROM p_roll_to WHERE roll = ?{only} ORDER BY rank, position", params)
    ]


def people(r: Reading, roll: str, wanted: Sequence[int]) -> list[RollPerson]:
    """Those at some places, in that order."""
    found: dict[int, RollPerson] = {}
    for part in chunks(list(wanted)):
        marks = ", ".join("?" * len(part))
        for row in r.rows(f"SELECT {_PERSON} AND t.position IN ({marks})", (roll, *part)):
            found[row[0]] = _person(row)
    return [found[place] for place in wanted if place in found]


def standing_at(r: Reading, roll: str, position: int) -> tuple[list[tuple[str, str]], Standing]:
    """The paths to one person and where they stand."""
    row = r.one(
        "SELECT steps, state, step, failed, why, until, tries, asked_at, since, entry_id, accounted, answer FROM p_roll_to"
        " WHERE roll = ? AND position = ?",
        (roll, position),
    )
    assert row is not None, "it was just listed"
    state, step, failed, why, until, tries, asked_at, since, entry, accounted, answer = row[1:]
    steps = [(kind, address) for kind, address in json.loads(row[0])]
    return steps, Standing(
        state, step, bool(failed), why, until, tries, asked_at, since, entry, _answer(answer), bool(accounted)
    )


def _roll(r: Reading, row: Sequence[object]) -> RollCall:
    roll = str(row[0])
    found = dict(r.rows("SELECT state, count(*) FROM p_roll_to WHERE roll = ? GROUP BY state", (roll,)))
    count, first, quiet = r.rows(
        "SELECT coalesce(sum(accounted = 0), 0), coalesce(min(iif(accounted = 0 AND asked_at > 0, asked_at, NULL)), 0),"
        # What stands in somebody's window has disturbed nobody yet.
        " coalesce(sum(quiet AND asked_at > 0 AND EXISTS (SELECT 1 FROM json_each(steps) s WHERE s.key <= step"
        " AND s.value ->> 0 <> 'hub')), 0) FROM p_roll_to WHERE roll = ?",
        (roll,),
    )[0]
    unknown = r.value(
        "SELECT count(*) FROM p_roll_to t WHERE t.roll = ? AND t.accounted = 0 AND t.entry_id <> '' AND EXISTS"
        " (SELECT 1 FROM delivery d WHERE d.entry_id = t.entry_id AND d.sink LIKE 'sms:%' AND d.state = 'unknown')",
        (roll,),
    )
    _, title, texts, audience, size, started_by, started_at, closed_by, closed_at, reason = row
    return RollCall(
        roll,
        str(title),
        json.loads(str(texts)),
        audience_from(json.loads(str(audience))),
        int(str(size)),
        str(started_by),
        int(str(started_at)),
        str(closed_by),
        int(str(closed_at)),
        str(reason),
        {state: int(found.get(state, 0)) for state in STATES},
        count,
        first,
        quiet,
        int(unknown),
    )


def _answer(text: str) -> Answer | None:
    return Answer(*json.loads(text)) if text else None


def _person(row: Sequence[object]) -> RollPerson:
    (position, person, name, language, steps_text, reason, quiet, state, step, why, until, tries, asked_at, since, entry,
     answer, receipt, delivery) = row  # fmt: skip
    steps = [(way, "" if way == HUB else at) for way, at in json.loads(str(steps_text))]
    at = int(str(step))
    kind, address = steps[at] if at >= 0 else ("", "")
    after = steps[at + 1] if at + 1 < len(steps) else ("", "")
    calls = [one for kind_of, one in steps if kind_of in ("call", "desk")]
    ring = address if state == "to_ring" else (calls[0] if calls else "")
    return RollPerson(
        int(str(position)), str(person), str(name), str(language), str(state), kind, address, str(why), after[0], after[1], ring,
        int(str(tries)), int(str(asked_at)), int(str(since)), int(str(until)), arrival_of(str(receipt), str(delivery)),
        str(entry), _answer(str(answer)), str(reason), bool(quiet),
    )  # fmt: skip


def arrival_of(receipt: str, delivery: str) -> str:
    """What became of a text."""
    if receipt in ("delivered", "failed"):
        return receipt
    return {
        "confirmed": "sent",
        "unknown": "unknown",
        "waiting": "waiting",
        "in_flight": "waiting",
        "needs_attention": "failed",
        "dropped": "failed",
    }.get(delivery, "")
