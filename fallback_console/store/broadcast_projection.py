"""The projection of broadcasts: where each stands, and everybody it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.domain.entry import Kind
from fallback_console.store.journal import COLUMNS as ENTRY
from fallback_console.store.journal import dump, entry_from, of_subject

if TYPE_CHECKING:
    from fallback_console.domain.entry import Entry
    from fallback_console.store.tx import Tx

__all__ = ["fill_broadcasts", "mark_sent", "project_broadcast", "write_left_out", "write_people"]

_STATES = {
    Kind.BROADCAST_STARTED: "running",
    Kind.BROADCAST_PAUSED: "paused",
    Kind.BROADCAST_RESUMED: "running",
    Kind.BROADCAST_CANCELLED: "cancelled",
}


def project_broadcast(tx: Tx, broadcast: str) -> None:
    """A broadcast's row from its entries."""
    entries = of_subject(tx, f"broadcast:{broadcast}")
    draft = next(entry for entry in reversed(entries) if entry.kind == Kind.BROADCAST_DRAFTED)
    approved = next(
        (e for e in reversed(entries) if e.kind == Kind.BROADCAST_APPROVED and e.body["of"] == draft.id), None
    )
    started = next((e for e in entries if e.kind == Kind.BROADCAST_STARTED), None)
    last = next((e for e in reversed(entries) if e.kind in _STATES), draft)
    tx.execute(
        "INSERT OR REPLACE INTO p_broadcast (id, title, text, audience, urgent, per_minute, draft, drafted_by, drafted_at,"
        " approved_by, approved_for, state, changed_by, changed_at, reason, run, station, started_by, started_at, people,"
        " recipients) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            broadcast,
            draft.body["title"],
            draft.body["text"],
            dump(draft.body["audience"]),
            draft.body["urgent"],
            draft.body["per_minute"],
            draft.id,
            draft.actor,
            draft.made_at,
            "" if approved is None else approved.actor,
            0 if approved is None else approved.body["recipients"],
            _STATES.get(last.kind, "draft"),
            last.actor,
            last.made_at,
            last.body.get("reason", ""),
            *(
                ("", "", "", 0, 0, 0)
                if started is None
                else (
                    started.body["run"],
                    started.station,
                    started.actor,
                    started.made_at,
                    started.body["people"],
                    started.body["recipients"],
                )
            ),
        ),
    )
    tx.touch("broadcast", broadcast)


def write_people(tx: Tx, entry: Entry) -> None:
    """Some of those a run is about."""
    run, first = entry.subject.removeprefix("run:"), entry.body["first"]
    tx.executemany(
        "INSERT INTO p_broadcast_to (run, position, number, person, name, reason, entry_id) VALUES (?, ?, ?, ?, ?, ?, '')",
        [(run, position, *one) for position, one in enumerate(entry.body["people"], first)],
    )


def write_left_out(tx: Tx, entry: Entry) -> None:
    """Somebody does not get it after all."""
    tx.execute(
        "UPDATE p_broadcast_to SET reason = ? WHERE run = ? AND position = ?",
        (entry.body["reason"], entry.subject.removeprefix("run:"), entry.body["position"]),
    )


def mark_sent(tx: Tx, entry: Entry) -> None:
    """A text message was written down that may be part of a broadcast."""
    if "broadcast" in entry.body:
        tx.execute(
            "UPDATE p_broadcast_to SET entry_id = ? WHERE run = ? AND position = ?",
            (entry.id, entry.body["broadcast"], entry.body["position"]),
        )


def fill_broadcasts(tx: Tx) -> None:
    """Everything but which messages were written, for a rebuild."""
    for (subject,) in tx.rows(
        "SELECT DISTINCT subject FROM entry WHERE subject >= 'broadcast:' AND subject < 'broadcast;'"
    ):
        project_broadcast(tx, subject.removeprefix("broadcast:"))
    for row in tx.rows(f"SELECT {ENTRY} FROM entry WHERE subject >= 'run:' AND subject < 'run;' ORDER BY subject, hlc"):
        entry = entry_from(row)
        (write_people if entry.kind == Kind.BROADCAST_PEOPLE else write_left_out)(tx, entry)
