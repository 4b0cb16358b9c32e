"""The record of outages, and supervisors' overrides."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.ids import uuid7
from fallback_console.domain.views import OutageRow, PlaybookStep
from fallback_console.services.record import clean_line
from fallback_console.store import journal
from fallback_console.store.outage_projection import project_outage, project_override

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = [
    "OVERRIDES",
    "current",
    "declare",
    "end",
    "history",
    "note_event",
    "overrides",
    "set_override",
    "tick",
]

OVERRIDES = ("up", "down", "auto")


def declare(tx: Tx, by: str, systems: Sequence[str], reason: str, since_at: int) -> str:
    """Declare an outage; while one runs, its systems are added to it instead.

    Args:
        by: 'monitor' or a login.
        systems: names of those that are down.
        since_at: when it began, UTC epoch milliseconds.

    Returns:
        The outage's id.

    Raises:
        InputError: no systems.
    """
    names = [clean_line(system, "system") for system in systems if system.strip()]
    if not names:
        raise InputError("An outage needs a system that is down.", "Name at least one.")
    running = current(tx)
    if running is not None:
        for system in names:
            if system not in running.systems:
                note_event(tx, system, "down", reason)
        return running.id
    outage_id = uuid7(tx.clock.now_ms(), os.urandom(10))
    body = {"systems": names, "by": by, "reason": clean_line(reason, "reason"), "since_at": since_at}
    _append(tx, by, outage_id, Kind.OUTAGE_DECLARED, body)
    return outage_id


def note_event(tx: Tx, system: str, state: str, detail: str) -> None:
    """Write on the running outage's timeline what became of a system; nothing where no outage runs."""
    running = tx.value("SELECT id FROM p_outage WHERE over_at IS NULL ORDER BY hlc DESC LIMIT 1")
    if running is not None:
        body = {"system": clean_line(system, "system"), "state": state, "detail": clean_line(detail[:1000], "detail")}
        _append(tx, "monitor", running, Kind.OUTAGE_EVENT, body)


def end(tx: Tx, by: str, reason: str) -> None:
    """Declare the running outage over; nothing where none runs."""
    for (outage_id,) in tx.rows("SELECT id FROM p_outage WHERE over_at IS NULL"):
        _append(tx, by, outage_id, Kind.OUTAGE_OVER, {"by": by, "reason": clean_line(reason, "reason")})


def tick(tx: Tx, who: str, outage_id: str, step: str, done: bool) -> None:
    """Tick a step of an outage's playbook, or take the tick off; ticking what is ticked changes nothing.

    Args:
        step: id of the step, the same in every language.

    Raises:
        NotFoundError: there is no such outage.
        InputError: the step has no id.
    """
    if tx.value("SELECT id FROM p_outage WHERE id = ?", (outage_id,)) is None:
        raise NotFoundError("There is no such outage here.", "Open the playbook again.")
    name = clean_line(step, "step", limit=100)
    if not name:
        raise InputError("A step needs its id.", "Use the ids of the playbook.")
    before = tx.value("SELECT done FROM p_playbook WHERE outage_id = ? AND step = ?", (outage_id, name))
    if bool(before) != done:
        journal.append(tx, NewEntry(Kind.PLAYBOOK_STEP, f"outage:{outage_id}", {"step": name, "done": done}, who))
        project_outage(tx, outage_id)
        # Not the topic of outages: what is down, and since when, is as it was.
        tx.touch("playbook", outage_id)


def _append(tx: Tx, who: str, outage_id: str, kind: str, body: Mapping[str, object]) -> None:
    journal.append(tx, NewEntry(kind, f"outage:{outage_id}", body, who))
    project_outage(tx, outage_id)
    tx.touch("outage", outage_id)


def set_override(tx: Tx, who: str, system: str, state: str, reason: str) -> None:
    """A supervisor's word on a system, against or for what the monitor finds; 'auto' takes it back.

    Raises:
        InputError: no such state, or no reason for one.
    """
    if state not in OVERRIDES:
        raise InputError(f"A system cannot be set to '{state}'.", f"Choose one of {', '.join(OVERRIDES)}.")
    why = clean_line(reason, "reason")
    if state != "auto" and not why:
        raise InputError("An override needs a reason.", "Write why the monitor is wrong.")
    name = clean_line(system, "system")
    journal.append(tx, NewEntry(Kind.OVERRIDE, f"system:{name}", {"system": name, "state": state, "reason": why}, who))
    project_override(tx, name)
    tx.touch("override", name)


def overrides(r: Reading) -> dict[str, str]:
    """'up' or 'down' by system, for those with an override."""
    return dict(r.rows("SELECT system, state FROM p_override"))


def current(r: Reading) -> OutageRow | None:
    """The outage that is running, None where none is."""
    rows = _rows(r, "over_at IS NULL", 1)
    return rows[0] if rows else None


def history(r: Reading, limit: int = 50) -> list[OutageRow]:
    """Outages, the newest first."""
    return _rows(r, "TRUE", limit)


def _rows(r: Reading, condition: str, limit: int) -> list[OutageRow]:
    found = r.rows(
        f"SELECT id, since_at, declared_at, over_at, systems, by FROM p_outage WHERE {condition}"
        " ORDER BY hlc DESC LIMIT ?",
        (limit,),
    )
    return [
        OutageRow(
            id=outage_id,
            since_at=since_at,
            declared_at=declared_at,
            over_at=over_at,
            systems=tuple(json.loads(systems)),
            by=by,
            timeline=tuple(
                r.rows(
                    "SELECT at, system, state, detail FROM p_outage_event WHERE outage_id = ? ORDER BY hlc",
                    (outage_id,),
                )
            ),
            steps=tuple(
                PlaybookStep(step, bool(done), who, at)
                for step, done, who, at in r.rows(
                    "SELECT step, done, actor, at FROM p_playbook WHERE outage_id = ? ORDER BY at, step", (outage_id,)
                )
            ),
        )
        for outage_id, since_at, declared_at, over_at, systems, by in found
    ]
