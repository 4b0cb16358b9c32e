"""SQL of the tables of swarms: migration 0020."""

from __future__ import annotations

__all__ = ["SWARMS"]

SWARMS: tuple[str, ...] = (
    # Where each stands (``domain.swarm.Standing``).
    """CREATE TABLE p_swarm (
        id TEXT PRIMARY KEY, hlc TEXT NOT NULL, station TEXT NOT NULL, number INTEGER NOT NULL, case_key TEXT NOT NULL,
        title TEXT NOT NULL, reason TEXT NOT NULL, triage TEXT NOT NULL, opened_by TEXT NOT NULL, opened_at INTEGER NOT NULL,
        state TEXT NOT NULL, lead TEXT NOT NULL, lead_name TEXT NOT NULL, next_state TEXT NOT NULL, next_text TEXT NOT NULL,
        next_owner TEXT NOT NULL, next_owner_name TEXT NOT NULL, next_due_at INTEGER NOT NULL, next_at INTEGER NOT NULL,
        said INTEGER NOT NULL, said_at INTEGER NOT NULL, summary TEXT NOT NULL, told_by TEXT NOT NULL, closed_by TEXT NOT NULL,
        closed_at INTEGER NOT NULL, archived_at INTEGER NOT NULL, changed_at INTEGER NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX p_swarm_open ON p_swarm (hlc) WHERE state = 'open'",
    "CREATE INDEX p_swarm_case ON p_swarm (case_key, hlc)",
    # Who is in one, was asked into it or reads along.
    """CREATE TABLE p_swarm_member (
        swarm TEXT NOT NULL, who TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, state TEXT NOT NULL,
        external INTEGER NOT NULL, texts INTEGER NOT NULL, how TEXT NOT NULL, reach TEXT NOT NULL, numbers TEXT NOT NULL,
        station TEXT NOT NULL, invited_at INTEGER NOT NULL, joined_at INTEGER NOT NULL, left_at INTEGER NOT NULL,
        PRIMARY KEY (swarm, who)) WITHOUT ROWID""",
    "CREATE INDEX p_swarm_member_who ON p_swarm_member (who, state)",
    # By which numbers answers are known, and the text messages that were answers or words in a room.
    """CREATE TABLE p_swarm_number (
        number TEXT NOT NULL, swarm TEXT NOT NULL, who TEXT NOT NULL, PRIMARY KEY (number, swarm, who)) WITHOUT ROWID""",
    """CREATE TABLE p_swarm_reply (
        answer TEXT PRIMARY KEY, swarm TEXT NOT NULL) WITHOUT ROWID""",
)
