"""The projection of escalations and of the chains they go by: where each stands, and who was asked.

Each is made from all entries about it in the order of their times, so entries may come late, twice and in any order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.domain.entry import Kind
from fallback_console.domain.escalation import standing
from fallback_console.store.journal import dump, of_subject

if TYPE_CHECKING:
    from fallback_console.store.tx import Tx

__all__ = ["fill_escalations", "project_chain", "project_escalation"]

_KINDS = (Kind.ESCALATION_STARTED, Kind.ESCALATION_STEPPED, Kind.ESCALATION_ANSWERED)
_PARTS = ("p_escalation_to", "p_escalation_number", "p_escalation_reply")


def project_chain(tx: Tx, chain: str) -> None:
    """A chain as it was last set; none where it was taken away."""
    tx.execute("DELETE FROM p_chain WHERE id = ?", (chain,))
    words = of_subject(tx, f"chain:{chain}", (Kind.CHAIN_SET,))
    if words and not words[-1].body["removed"]:
        last = words[-1]
        tx.execute(
            "INSERT INTO p_chain (id, name, steps, repeat, hlc, by) VALUES (?, ?, ?, ?, ?, ?)",
            (chain, last.body["name"], dump(last.body["steps"]), last.body["repeat"], last.hlc, last.actor),
        )
    tx.touch("chain", chain)


def project_escalation(tx: Tx, escalation: str) -> None:
    """Where one stands; nothing before it is known that it was started."""
    entries = of_subject(tx, f"escalation:{escalation}", _KINDS)
    started = next((entry for entry in entries if entry.kind == Kind.ESCALATION_STARTED), None)
    for table in _PARTS:
        tx.execute(f"DELETE FROM {table} WHERE escalation = ?", (escalation,))
    if started is None:
        return
    one, body = standing(started, entries), started.body
    values = {
        "id": escalation,
        "hlc": started.hlc,
        "station": started.station,
        "number": body["number"],
        "case_key": body["case"],
        "reason": body["reason"],
        "urgent": bool(body["urgent"]),
        "chain": body["chain"],
        "steps": dump(body["steps"]),
        "repeat": body["repeat"],
        "started_by": started.actor,
        "started_at": started.made_at,
        **{name: value for name, value in one._asdict().items() if name != "asked"},
    }
    tx.execute(
        f"INSERT OR REPLACE INTO p_escalation ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})",
        tuple(values.values()),
    )
    tx.executemany(
        "INSERT INTO p_escalation_to (escalation, position, person, name, why, reach, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(escalation, a.position, a.person, a.name, a.why, a.reach, a.at) for a in one.asked],
    )
    tx.executemany(
        "INSERT OR IGNORE INTO p_escalation_number (number, escalation, person) VALUES (?, ?, ?)",
        [(number, escalation, a.person) for a in one.asked if not a.why for number in a.numbers],
    )
    # A text message answers one; a message over the hub may be answered at two stations, each for another escalation.
    answers = [e.body for e in entries if e.kind == Kind.ESCALATION_ANSWERED and e.body["how"] in ("sms", "keys")]
    tx.executemany(
        "INSERT OR IGNORE INTO p_escalation_reply (answer, escalation) VALUES (?, ?)",
        [(body["of"], escalation) for body in answers if body["of"]],
    )
    tx.touch("escalation", escalation)
    if body["case"]:
        tx.touch("case", body["case"])


def fill_escalations(tx: Tx) -> None:
    """All of it anew, into empty tables."""
    for prefix, project in (("chain", project_chain), ("escalation", project_escalation)):
        for (subject,) in tx.rows(
            "SELECT DISTINCT subject FROM entry WHERE subject >= ? AND subject < ?", (f"{prefix}:", f"{prefix};")
        ):
            project(tx, subject.partition(":")[2])
