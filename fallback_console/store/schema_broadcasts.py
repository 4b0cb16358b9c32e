"""SQL of the tables of broadcasts: of migrations 0010 and 0027."""

from __future__ import annotations

__all__ = ["BROADCASTS", "MADE"]

BROADCASTS: tuple[str, ...] = (
    # rank: 0 goes first, 1 when nothing of 0 waits, 2 not now.
    "ALTER TABLE delivery ADD COLUMN rank INTEGER NOT NULL DEFAULT 0",
    "DROP INDEX delivery_ready",
    "CREATE INDEX delivery_ready ON delivery (sink, rank, position)"
    " WHERE head = 1 AND state = 'waiting' AND retry_at = 0",
    "CREATE INDEX delivery_ranked ON delivery (rank, state) WHERE rank > 0 AND state NOT IN ('confirmed', 'dropped')",
    """CREATE TABLE p_broadcast (
        id TEXT PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL, audience TEXT NOT NULL,
        urgent INTEGER NOT NULL, per_minute INTEGER NOT NULL, draft TEXT NOT NULL, drafted_by TEXT NOT NULL,
        drafted_at INTEGER NOT NULL, approved_by TEXT NOT NULL, approved_for INTEGER NOT NULL, state TEXT NOT NULL,
        changed_by TEXT NOT NULL, changed_at INTEGER NOT NULL, reason TEXT NOT NULL, run TEXT NOT NULL,
        station TEXT NOT NULL, started_by TEXT NOT NULL, started_at INTEGER NOT NULL, people INTEGER NOT NULL,
        recipients INTEGER NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX p_broadcast_run ON p_broadcast (run) WHERE run <> ''",
    # Everybody a run is about; entry_id is '' until it is their turn.
    """CREATE TABLE p_broadcast_to (
        run TEXT NOT NULL, position INTEGER NOT NULL, number TEXT NOT NULL, person TEXT NOT NULL,
        name TEXT NOT NULL, reason TEXT NOT NULL, entry_id TEXT NOT NULL, PRIMARY KEY (run, position)) WITHOUT ROWID""",
    "CREATE INDEX p_broadcast_next ON p_broadcast_to (run, position) WHERE entry_id = '' AND reason = ''",
)

MADE: tuple[str, ...] = (
    # Messages are not made in the order of the places: whom a gateway serves that stands still is passed over.
    "CREATE INDEX p_broadcast_made ON p_broadcast_to (run, entry_id) WHERE entry_id <> ''",
)
