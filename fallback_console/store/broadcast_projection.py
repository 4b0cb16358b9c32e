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

_TO = "INSERT INTO p_broadcast_to (run, position, number, person, name, reason, entry_id)"
# Who it is, that they are left out and that there is a message for them may come in any order, from another station: each is
# said once, so what is not empty counts.
_TO_AGAIN = (
    "ON CONFLICT DO UPDATE SET number = max(number, excluded.number), person = max(person, excluded.person),"
    " name = max(name, excluded.name), reason = max(reason, excluded.reason), entry_id = max(entry_id, excluded.entry_id)"
)

_STATES = {
    Kind.BROADCAST_STARTED: "running",
    Kind.BROADCAST_PAUSED: "paused",
    Kind.BROADCAST_RESUMED: "running",
    Kind.BROADCAST_CANCELLED: "cancelled",
}


def project_broadcast(tx: Tx, broadcast: str) -> None:
    """A broadcast's row from its entries."""
    entries = of_subject(tx, f"broadcast:{broadcast}")
    draft = next((entry for entry in reversed(entries) if entry.kind == Kind.BROADCAST_DRAFTED), None)
    if draft is None:
        # What was said of it came before itself.
        tx.execute("DELETE FROM p_broadcast WHERE id = ?", (broadcast,))
        return
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
        f"{_TO} VALUES (?, ?, ?, ?, ?, ?, '') {_TO_AGAIN}",
        [(run, position, *one) for position, one in enumerate(entry.body["people"], first)],
    )


def write_left_out(tx: Tx, entry: Entry) -> None:
    """Somebody does not get it after all."""
    tx.execute(
        f"{_TO} VALUES (?, ?, '', '', '', ?, '') {_TO_AGAIN}",
        (entry.subject.removeprefix("run:"), entry.body["position"], entry.body["reason"]),
    )


def mark_sent(tx: Tx, entry: Entry) -> None:
    """A text message was written down that may be part of a broadcast."""
    if "broadcast" in entry.body:
        tx.execute(
            f"{_TO} VALUES (?, ?, '', '', '', '', ?) {_TO_AGAIN}",
            (entry.body["broadcast"], entry.body["position"], entry.id),
        )


def fill_broadcasts(tx: Tx) -> None:
    """Everything but which messages were written, for a rebuild."""
    for (subject,) in tx.rows(
        "SELECT DISTINCT subject FROM entry WHERE subject >= 'broadcast:' AND subject < 'broadcast;'"
    ):
        project_broadcast(tx, subject.removeprefix("broadcast:"))
    for row in tx.rows(f"SELECT {ENTRY} FROM entry WHERE subject >= 'run:' AND subject < 'run;' ORDER BY subject, hlc"):
        entry = entry_from(row)
        if entry.kind == Kind.BROADCAST_PEOPLE:
            write_people(tx, entry)
        elif entry.kind == Kind.BROADCAST_LEFT_OUT:
            write_left_out(tx, entry)
