"""Projection of what people say of themselves: available, in a call, away."""

from __future__ import annotations

from fallback_console.domain.entry import Kind
from fallback_console.store.journal import of_subject
from fallback_console.store.tx import Tx

__all__ = ["project_status"]


def project_status(tx: Tx, login: str) -> None:
    """Somebody's newest status, since when it is the same one, and what was last chosen by hand, by them or by a supervisor."""
    words = of_subject(tx, f"login:{login}", (Kind.STATUS,))
    if not words:
        tx.execute("DELETE FROM p_status WHERE login = ?", (login,))
        return
    status, since_at = words[-1].body["status"], words[-1].made_at
    for entry in reversed(words):
        if entry.body["status"] != status:
            break
        since_at = entry.made_at
    chosen = next((e.body["status"] for e in reversed(words) if e.body["how"] in ("person", "supervisor")), "available")
    tx.execute(
        "INSERT OR REPLACE INTO p_status (login, status, since_at, chosen) VALUES (?, ?, ?, ?)",
        (login, status, since_at, chosen),
    )
