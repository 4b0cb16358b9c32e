"""SQL of the tables of watch rules: part of migration 0021."""

from __future__ import annotations

__all__ = ["RULES"]

RULES: tuple[str, ...] = (
    """CREATE TABLE p_watch_rule (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, enabled INTEGER NOT NULL, words TEXT NOT NULL, queue TEXT NOT NULL,
        priority INTEGER NOT NULL, organisation TEXT NOT NULL, count INTEGER NOT NULL, minutes INTEGER NOT NULL,
        rest INTEGER NOT NULL, chain TEXT NOT NULL, urgent INTEGER NOT NULL, watchers TEXT NOT NULL, language TEXT NOT NULL,
        reach TEXT NOT NULL, hlc TEXT NOT NULL, by TEXT NOT NULL) WITHOUT ROWID""",
    # Every firing; leader: the one whose wave it belongs to, itself for the first.
    """CREATE TABLE p_rule_fired (
        id TEXT PRIMARY KEY, rule TEXT NOT NULL, hlc TEXT NOT NULL, station TEXT NOT NULL, at INTEGER NOT NULL,
        name TEXT NOT NULL, start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, rest INTEGER NOT NULL, count INTEGER NOT NULL,
        minutes INTEGER NOT NULL, found INTEGER NOT NULL, cases TEXT NOT NULL, numbers TEXT NOT NULL, escalation TEXT NOT NULL,
        why TEXT NOT NULL, leader TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX p_rule_fired_rule ON p_rule_fired (rule, end_at)",
    "CREATE INDEX p_rule_fired_at ON p_rule_fired (at)",
    "CREATE INDEX p_rule_fired_doubled ON p_rule_fired (rule) WHERE leader <> id AND escalation <> ''",
    # Cases that were made here in the last minutes are found by when they were, whatever the helpdesk said of them later.
    "CREATE INDEX entry_case_created ON entry (made_at) WHERE kind = 'case.created'",
)
