"""SQL of the tables of the team, of claims, of escalations and of the chains these go by: of migrations 0014, 0018 and 0019."""

from __future__ import annotations

__all__ = ["CLAIMS", "ESCALATIONS", "TEAM"]

TEAM: tuple[str, ...] = (
    # How far this station is with the team's hub: its stream, the place in it, what it has taken of ours.
    "CREATE TABLE team_hub (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID",
    # What is known of each station's entries: upto is the last number before the first gap, digest is of the entries
    # until there, most the greatest number; hub_cursor is a place in the stream before that.
    """CREATE TABLE team_station (
        station TEXT PRIMARY KEY, upto INTEGER NOT NULL, most INTEGER NOT NULL, digest TEXT NOT NULL,
        hub_cursor INTEGER NOT NULL, heard_at INTEGER NOT NULL, differs INTEGER NOT NULL) WITHOUT ROWID""",
    # Deliveries that other stations make: which one, since which adoption, and what was last told of it and when.
    """CREATE TABLE elsewhere (
        entry_id TEXT NOT NULL, family TEXT NOT NULL, sink TEXT NOT NULL, lane TEXT NOT NULL, state TEXT NOT NULL,
        receipt TEXT, told TEXT NOT NULL, station TEXT NOT NULL, adopted TEXT NOT NULL,
        PRIMARY KEY (entry_id, family)) WITHOUT ROWID""",
    "CREATE INDEX elsewhere_open ON elsewhere (station) WHERE state NOT IN ('confirmed', 'dropped')",
    "CREATE INDEX elsewhere_later ON elsewhere (entry_id) WHERE sink = 'later:'",
    # A case's projection looks for a few kinds among all of its entries: the index answers that without reading them.
    "DROP INDEX entry_subject",
    "CREATE INDEX entry_subject ON entry (subject, hlc, kind)",
    # By which name the hub knows the maker of a station's entries: the first that vouched for them.
    "CREATE TABLE team_name (station TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID",
    # What came in so large a heap that its projections are made afterwards.
    "CREATE TABLE unprojected (topic TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (topic, key)) WITHOUT ROWID",
    """CREATE VIEW known_delivery AS SELECT entry_id, sink, state, receipt FROM delivery
        UNION ALL SELECT entry_id, sink, state, receipt FROM elsewhere""",
    # The state that the team was told of last, '' for none.
    "ALTER TABLE delivery ADD COLUMN told TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX delivery_untold ON delivery (id)"
    " WHERE state <> told AND state <> 'in_flight' AND (state <> 'waiting' OR told <> '')",
)

CLAIMS: tuple[str, ...] = (
    # Who has, or had, a customer (``domain.claims.Claim``).
    """CREATE TABLE p_claim (
        id TEXT PRIMARY KEY, customer TEXT NOT NULL, hlc TEXT NOT NULL, station TEXT NOT NULL, login TEXT NOT NULL,
        since_at INTEGER NOT NULL, until_at INTEGER NOT NULL, sure_until INTEGER NOT NULL, token INTEGER NOT NULL,
        hub TEXT NOT NULL, late INTEGER NOT NULL, ended_at INTEGER NOT NULL, how TEXT NOT NULL, after TEXT NOT NULL,
        contested TEXT NOT NULL, contested_at INTEGER NOT NULL, offer TEXT NOT NULL, offer_to TEXT NOT NULL,
        ask TEXT NOT NULL, ask_by TEXT NOT NULL, ask_station TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX p_claim_customer ON p_claim (customer, hlc)",
    "CREATE INDEX p_claim_open ON p_claim (customer) WHERE ended_at = 0",
    "CREATE INDEX p_claim_until ON p_claim (until_at)",
    "CREATE INDEX p_claim_contested ON p_claim (contested_at) WHERE contested <> ''",
)

ESCALATIONS: tuple[str, ...] = (
    """CREATE TABLE p_chain (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, steps TEXT NOT NULL, repeat INTEGER NOT NULL, hlc TEXT NOT NULL,
        by TEXT NOT NULL) WITHOUT ROWID""",
    # due_at: when the next step is asked, 0 where nothing is waited for; wait: milliseconds from the last step until then.
    """CREATE TABLE p_escalation (
        id TEXT PRIMARY KEY, hlc TEXT NOT NULL, station TEXT NOT NULL, number INTEGER NOT NULL, case_key TEXT NOT NULL,
        reason TEXT NOT NULL, urgent INTEGER NOT NULL, chain TEXT NOT NULL, steps TEXT NOT NULL, repeat INTEGER NOT NULL,
        started_by TEXT NOT NULL, started_at INTEGER NOT NULL, state TEXT NOT NULL, position INTEGER NOT NULL,
        due_at INTEGER NOT NULL, wait INTEGER NOT NULL, holder TEXT NOT NULL, holder_name TEXT NOT NULL,
        held_at INTEGER NOT NULL, closed_by TEXT NOT NULL, closed_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX p_escalation_due ON p_escalation (due_at) WHERE due_at > 0",
    "CREATE INDEX p_escalation_open ON p_escalation (hlc) WHERE state <> 'closed'",
    "CREATE INDEX p_escalation_case ON p_escalation (case_key, hlc) WHERE case_key <> ''",
    """CREATE TABLE p_escalation_to (
        escalation TEXT NOT NULL, position INTEGER NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL, why TEXT NOT NULL,
        reach TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (escalation, position, person)) WITHOUT ROWID""",
    "CREATE INDEX p_escalation_to_person ON p_escalation_to (person) WHERE why = ''",
    # By which numbers answers are known, and the text messages that were answers.
    """CREATE TABLE p_escalation_number (
        number TEXT NOT NULL, escalation TEXT NOT NULL, person TEXT NOT NULL,
        PRIMARY KEY (number, escalation, person)) WITHOUT ROWID""",
    """CREATE TABLE p_escalation_reply (
        answer TEXT PRIMARY KEY, escalation TEXT NOT NULL) WITHOUT ROWID""",
)
