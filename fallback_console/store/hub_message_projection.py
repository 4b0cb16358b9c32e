"""The projection of messages over the hub: each with whether it was read, from all entries about it in the order of their times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.domain.entry import Kind
from fallback_console.store.journal import find, of_subject

if TYPE_CHECKING:
    from fallback_console.store.tx import Tx

__all__ = ["fill_hub_messages", "project_hub_message"]


def project_hub_message(tx: Tx, entry_id: str) -> None:
    """One message; nothing while its entry has not come.

    Args:
        entry_id: of the entry that sent it.
    """
    entry = find(tx, entry_id)
    if entry is None or entry.kind != Kind.HUB_SENT:
        return
    words = of_subject(tx, f"entry:{entry_id}", (Kind.HUB_READ,))
    # Who read it first read it; an answer says so too, however late.
    first = words[0] if words else None
    reply = next((str(one.body["reply"]) for one in words if one.body["reply"]), "")
    case = entry.subject.removeprefix("case:") if entry.subject.startswith("case:") else ""
    tx.execute(
        "INSERT OR REPLACE INTO p_hub_message (entry, hlc, sender, person, case_key, read_at, read_by, reply)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.id,
            entry.hlc,
            entry.actor,
            entry.body["to"],
            case,
            0 if first is None else max(1, first.made_at),
            "" if first is None else first.actor,
            reply,
        ),
    )
    tx.touch("hub_message", entry.id)


def fill_hub_messages(tx: Tx) -> None:
    """Everything, for a rebuild."""
    for (entry_id,) in tx.rows(f"SELECT id FROM entry WHERE kind = '{Kind.HUB_SENT}' ORDER BY hlc"):
        project_hub_message(tx, entry_id)
