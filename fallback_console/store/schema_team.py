"""SQL of the tables of claims, of escalations and of the chains these go by: parts of migrations 0018 and 0019."""

from __future__ import annotations

__all__ = ["CLAIMS", "ESCALATIONS"]

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
