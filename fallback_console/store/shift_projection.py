"""Projection of plans: of each source what its last whole import said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fallback_console.domain.entry import Entry, Kind
from fallback_console.store.journal import of_subject

if TYPE_CHECKING:
    from fallback_console.store.tx import Tx

__all__ = ["project_shifts"]

_COLUMNS = "source, position, kind, who, start_at, end_at, schedule, other, note"


def project_shifts(tx: Tx, source: str) -> None:
    """Make a source's rows from its newest import of which every part is here.

    Parts of an import may come late, or before the word that it is whole: until then the import before it counts.
    """
    parts: dict[str, dict[int, list[Any]]] = {}
    whole: list[Entry] = []
    for entry in of_subject(tx, f"shifts:{source}", (Kind.SHIFTS_IMPORTED, Kind.SHIFTS_REPLACED)):
        if entry.kind == Kind.SHIFTS_REPLACED:
            whole.append(entry)
        else:
            parts.setdefault(str(entry.body["run"]), {})[int(entry.body["first"])] = list(entry.body["spans"])
    tx.execute("DELETE FROM p_shift WHERE source = ?", (source,))
    tx.execute("DELETE FROM p_shift_source WHERE source = ?", (source,))
    for entry in reversed(whole):
        run = str(entry.body["run"])
        rows = [
            (source, first + n, *span) for first, spans in parts.get(run, {}).items() for n, span in enumerate(spans)
        ]
        if len({row[1] for row in rows}) == len(rows) == entry.body["rows"]:
            tx.bulk(f"INSERT INTO p_shift ({_COLUMNS})", rows)
            tx.execute(
                "INSERT INTO p_shift_source (source, run, rows, actor, at) VALUES (?, ?, ?, ?, ?)",
                (source, run, len(rows), entry.actor, entry.made_at),
            )
            return
