"""The projection of swarms: where each stands, who is in it, and by which numbers people answer.

Each is made from all entries about it in the order of their times, so entries may come late, twice and in any order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.domain.entry import Kind
from fallback_console.domain.swarm import KINDS, standing
from fallback_console.store.journal import dump, of_subject

if TYPE_CHECKING:
    from fallback_console.store.tx import Tx

__all__ = ["fill_swarms", "project_swarm"]

_PARTS = ("p_swarm_member", "p_swarm_number", "p_swarm_reply")


def project_swarm(tx: Tx, swarm: str) -> None:
    """Where one stands; nothing before it is known that it was opened."""
    entries = of_subject(tx, f"swarm:{swarm}", KINDS)
    for table in _PARTS:
        tx.execute(f"DELETE FROM {table} WHERE swarm = ?", (swarm,))
    one = standing(entries)
    if one is None:
        return
    opened = next(entry for entry in entries if entry.kind == Kind.SWARM_OPENED)
    lead = one.lead
    values = {
        "id": swarm,
        "hlc": opened.hlc,
        "station": opened.station,
        **{name: opened.body[name] for name in ("number", "title", "reason", "triage")},
        "case_key": opened.body["case"],
        "opened_by": opened.actor,
        "opened_at": opened.made_at,
        "lead": lead.who if lead is not None else "",
        "lead_name": lead.name if lead is not None else "",
        **{f"next_{name}": value for name, value in one.next._asdict().items()},
        **{name: value for name, value in one._asdict().items() if name not in ("members", "next")},
    }
    tx.execute(
        f"INSERT OR REPLACE INTO p_swarm ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})",
        tuple(values.values()),
    )
    tx.executemany(
        f"INSERT INTO p_swarm_member VALUES ({', '.join('?' * 14)})",
        [(swarm, *m[:8], dump(m.numbers), *m[9:]) for m in one.members],
    )
    tx.executemany(
        "INSERT OR IGNORE INTO p_swarm_number (number, swarm, who) VALUES (?, ?, ?)",
        [(number, swarm, m.who) for m in one.members for number in m.numbers],
    )
    tx.executemany(
        "INSERT OR IGNORE INTO p_swarm_reply (answer, swarm) VALUES (?, ?)",
        [(e.body["of"], swarm) for e in entries if e.kind in (Kind.SWARM_MEMBER, Kind.SWARM_SAID) and e.body["of"]],
    )
    tx.touch("swarm", swarm)
    tx.touch("case", opened.body["case"])


def fill_swarms(tx: Tx) -> None:
    """All of it anew, into empty tables."""
    for (subject,) in tx.rows("SELECT DISTINCT subject FROM entry WHERE subject >= 'swarm:' AND subject < 'swarm;'"):
        project_swarm(tx, subject.partition(":")[2])
