"""Projections of briefings: those of an outage in their order, how often one is wanted, and who has read each.

Each is made from all entries of its subject together, so that it comes out the same in whatever order, and however often, entries of
other stations arrive.
"""

from __future__ import annotations

from fallback_console.domain.entry import Kind
from fallback_console.store.journal import of_subject
from fallback_console.store.tx import Tx

__all__ = ["fill_briefings", "project_briefings", "project_readers"]


def project_briefings(tx: Tx, outage: str) -> None:
    """All briefings of an outage, numbered from the first, and its clock."""
    words = of_subject(tx, f"briefing:{outage}", (Kind.BRIEFING_GIVEN, Kind.BRIEFING_CLOCK))
    tx.execute("DELETE FROM p_briefing WHERE outage = ?", (outage,))
    tx.execute("DELETE FROM p_briefing_clock WHERE outage = ?", (outage,))
    given = [entry for entry in words if entry.kind == Kind.BRIEFING_GIVEN]
    tx.executemany(
        "INSERT INTO p_briefing (id, outage, number, hlc, conditions, actions, needs, made_at, by, next_due_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                entry.id,
                outage,
                number,
                entry.hlc,
                entry.body["conditions"],
                entry.body["actions"],
                entry.body["needs"],
                entry.made_at,
                entry.actor,
                entry.body["next_due_at"],
            )
            for number, entry in enumerate(given, 1)
        ],
    )
    chosen = next((entry for entry in reversed(words) if entry.kind == Kind.BRIEFING_CLOCK), None)
    if chosen is not None:
        tx.execute(
            "INSERT INTO p_briefing_clock (outage, minutes, hlc, by) VALUES (?, ?, ?, ?)",
            (outage, chosen.body["minutes"], chosen.hlc, chosen.actor),
        )


def project_readers(tx: Tx, briefing: str) -> None:
    """Who has read a briefing and when first, and by which broadcasts it was texted."""
    words = of_subject(tx, f"entry:{briefing}", (Kind.BRIEFING_READ, Kind.BRIEFING_TEXTED))
    tx.execute("DELETE FROM p_briefing_read WHERE briefing = ?", (briefing,))
    tx.execute("DELETE FROM p_briefing_texted WHERE briefing = ?", (briefing,))
    for entry in words:
        if entry.kind == Kind.BRIEFING_READ:
            tx.execute(
                "INSERT OR IGNORE INTO p_briefing_read (briefing, reader, at, answer) VALUES (?, ?, ?, ?)",
                (briefing, entry.body["by"], entry.made_at, entry.body["answer"]),
            )
        else:
            tx.execute(
                "INSERT OR IGNORE INTO p_briefing_texted (briefing, broadcast, code) VALUES (?, ?, ?)",
                (briefing, entry.body["broadcast"], entry.body["code"]),
            )


def fill_briefings(tx: Tx) -> None:
    """All of it anew, into empty tables."""
    for (subject,) in tx.rows(
        "SELECT DISTINCT subject FROM entry WHERE subject >= 'briefing:' AND subject < 'briefing;'"
    ):
        project_briefings(tx, subject.removeprefix("briefing:"))
    for (subject,) in tx.rows(
        "SELECT DISTINCT subject FROM entry WHERE kind IN (?, ?)", (Kind.BRIEFING_READ, Kind.BRIEFING_TEXTED)
    ):
        project_readers(tx, subject.removeprefix("entry:"))
