"""SQL of the table of messages over the hub: part of migration 0022."""

from __future__ import annotations

__all__ = ["HUB_MESSAGES"]

HUB_MESSAGES: tuple[str, ...] = (
    # reply: entry with which it was answered, '' for none; read_at: 0 while nobody has read it.
    """CREATE TABLE p_hub_message (
        entry TEXT PRIMARY KEY, hlc TEXT NOT NULL, sender TEXT NOT NULL, person TEXT NOT NULL, case_key TEXT NOT NULL,
        read_at INTEGER NOT NULL, read_by TEXT NOT NULL, reply TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX p_hub_message_unread ON p_hub_message (person) WHERE read_at = 0",
    "CREATE INDEX p_hub_message_person ON p_hub_message (person, hlc)",
    "CREATE INDEX p_hub_message_sender ON p_hub_message (sender, hlc)",
)
