"""The projection of roll calls: each of them, and where everybody they are about stands.

Each row is made from all entries about its subject, so entries may come late, twice and in any order.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fallback_console.domain.entry import Kind
from fallback_console.domain.paths import DISTURBING
from fallback_console.domain.roll_call import STATES, Answer, Ask, Asked, standing
from fallback_console.store.journal import dump, find, of_subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fallback_console.domain.entry import Entry
    from fallback_console.store.tx import Reading, Tx

__all__ = [
    "asked_from",
    "fill_roll_calls",
    "project_roll",
    "project_roll_entry",
    "project_roll_person",
    "write_roll_people",
]

_RANKS = {state: rank for rank, state in enumerate(STATES)}
_PEOPLE = (
    "INSERT OR REPLACE INTO p_roll_to (roll, position, person, name, language, steps, reason, quiet, state, rank, step, failed,"
    " why, until, tries, asked_at, since, entry_id, accounted, answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def project_roll_entry(tx: Tx, entry: Entry) -> None:
    """Take over an entry about a roll call, also one that was made elsewhere, or was taken over before."""
    roll, _, position = entry.subject.removeprefix("roll:").partition("/")
    if position:
        # Another station's word may name any position.
        if position.isascii() and position.isdigit() and len(position) < 10:
            project_roll_person(tx, roll, int(position))
    elif entry.kind == Kind.ROLL_PEOPLE:
        write_roll_people(tx, entry)
    else:
        project_roll(tx, roll)


def project_roll(tx: Tx, roll: str) -> None:
    """A roll call's row; there is none before it was started."""
    entries = of_subject(tx, f"roll:{roll}", (Kind.ROLL_STARTED, Kind.ROLL_CLOSED))
    started = next((entry for entry in entries if entry.kind == Kind.ROLL_STARTED), None)
    # Whoever closed it first closed it.
    closed = next((entry for entry in entries if entry.kind == Kind.ROLL_CLOSED), None)
    tx.touch("roll_call", roll)
    if started is None:
        return
    body = started.body
    tx.execute(
        "INSERT OR REPLACE INTO p_roll (id, hlc, station, title, texts, audience, waits, people, started_by, started_at, closed_by,"
        " closed_at, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            roll,
            started.hlc,
            started.station,
            body["title"],
            dump(body["texts"]),
            dump(body["audience"]),
            dump(body["waits"]),
            body["people"],
            started.actor,
            started.made_at,
            "" if closed is None else closed.actor,
            0 if closed is None else closed.made_at,
            "" if closed is None else closed.body["reason"],
        ),
    )


def write_roll_people(tx: Tx, entry: Entry) -> None:
    """Some of those a roll call is about."""
    roll, first = entry.subject.removeprefix("roll:"), int(entry.body["first"])
    known = {
        row[0].partition("/")[2]
        for row in tx.rows(
            "SELECT DISTINCT subject FROM entry WHERE subject >= ? AND subject < ?", (f"roll:{roll}/", f"roll:{roll}0")
        )
    }
    for position, one in enumerate(entry.body["people"], first):
        asked = asked_from(one)
        _write(tx, roll, position, asked, _told(tx, roll, position) if str(position) in known else [])
        tx.executemany(
            "INSERT OR IGNORE INTO p_roll_number (number, roll, position) VALUES (?, ?, ?)",
            [(address, roll, position) for kind, address in asked.steps if kind in DISTURBING],
        )
    tx.touch("roll_call", roll)


def project_roll_person(tx: Tx, roll: str, position: int) -> None:
    """Where one person stands; nothing before they were written down."""
    row = tx.one(
        "SELECT person, name, language, steps, reason, quiet FROM p_roll_to WHERE roll = ? AND position = ?",
        (roll, position),
    )
    if row is None:
        return
    asked = asked_from((*row[:3], json.loads(row[3]), row[4], row[5]))
    _write(tx, roll, position, asked, _told(tx, roll, position))
    tx.touch("roll_call", roll)


def asked_from(one: Sequence[object]) -> Asked:
    """Somebody as an entry or a row has them."""
    person, name, language, steps, reason, quiet = one
    paths = tuple((str(kind), str(address)) for kind, address in steps)  # type: ignore[attr-defined]
    return Asked(str(person), str(name), str(language), paths, str(reason), bool(quiet))


def _told(r: Reading, roll: str, position: int) -> list[Entry]:
    return of_subject(r, f"roll:{roll}/{position}", (Kind.ROLL_ASKED, Kind.ROLL_ANSWERED))


def _write(tx: Tx, roll: str, position: int, asked: Asked, entries: Sequence[Entry]) -> None:
    one = standing(
        asked,
        [
            Ask(e.body["step"], e.body["state"], e.made_at, e.body["until"], e.body["why"], e.body["entry"])
            for e in entries
            if e.kind == Kind.ROLL_ASKED
        ],
        [
            Answer(
                e.body["answer"], e.body["how"], e.body["text"], e.body["at"], e.actor, e.body["shared"], e.body["of"]
            )
            for e in entries
            if e.kind == Kind.ROLL_ANSWERED
        ],
    )
    tx.execute(
        _PEOPLE,
        (
            roll,
            position,
            asked.person,
            asked.name,
            asked.language,
            dump(asked.steps),
            asked.reason,
            asked.quiet,
            one.state,
            _RANKS[one.state],
            one.step,
            one.failed,
            one.why,
            one.until,
            one.tries,
            one.asked_at,
            one.since,
            one.entry,
            one.accounted,
            "" if one.answer is None else dump(one.answer),
        ),
    )


def fill_roll_calls(tx: Tx) -> None:
    """Everything, for a rebuild."""
    for row in tx.rows(f"SELECT id FROM entry WHERE kind = '{Kind.ROLL_PEOPLE}' ORDER BY hlc"):
        entry = find(tx, row[0])
        assert entry is not None, "it was just listed"
        write_roll_people(tx, entry)
    for (subject,) in tx.rows(f"SELECT DISTINCT subject FROM entry WHERE kind = '{Kind.ROLL_STARTED}'"):
        project_roll(tx, subject.removeprefix("roll:"))
