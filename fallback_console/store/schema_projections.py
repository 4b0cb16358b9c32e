"""SQL of the projection tables (``p_*``), part of migration 0001.

Everything here follows from mirror, journal and deliveries and can be made again from them. Only ``pk`` is kept through a
rebuild, so that what a window holds in its hand stays the same row.
"""

from __future__ import annotations

__all__ = ["STATEMENTS"]

STATEMENTS: tuple[str, ...] = (
    # AUTOINCREMENT: a pk is never given to another case. due_order sorts cases without a due time last. stale: the search
    # index does not have the newest text yet.
    """CREATE TABLE p_case (
        pk INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, source TEXT NOT NULL, remote_id TEXT NOT NULL,
        number TEXT NOT NULL, subject TEXT NOT NULL, queue TEXT NOT NULL, status TEXT NOT NULL,
        priority INTEGER NOT NULL, owner TEXT NOT NULL, customer_key TEXT NOT NULL, customer TEXT NOT NULL,
        closed INTEGER NOT NULL, due_at INTEGER, due_order INTEGER NOT NULL, next_action TEXT NOT NULL,
        next_action_at INTEGER, created_at INTEGER NOT NULL, last_at INTEGER NOT NULL, unsent INTEGER NOT NULL,
        conflict INTEGER NOT NULL, pending TEXT NOT NULL, version INTEGER, stale INTEGER NOT NULL)""",
    "CREATE INDEX p_case_remote ON p_case (remote_id, source)",
    "CREATE INDEX p_case_customer ON p_case (customer_key) WHERE customer_key <> ''",
    # One covering index for each order of the queue: a list of pks is read from the index alone.
    "CREATE INDEX p_case_due ON p_case (closed, due_order, pk, owner, queue, status)",
    "CREATE INDEX p_case_priority ON p_case (closed, priority DESC, due_order, pk, owner, queue, status)",
    "CREATE INDEX p_case_newest ON p_case (closed, created_at DESC, pk DESC, owner, queue, status, due_order)",
    "CREATE INDEX p_case_updated ON p_case (closed, last_at DESC, pk DESC, owner, queue, status, due_order)",
    # What an action leaves to be done, in one small index: fewer pages to write with each action.
    "CREATE INDEX p_case_todo ON p_case (pk, stale) WHERE stale = 1 OR unsent > 0",
    """CREATE TABLE p_person (
        pk INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, source TEXT NOT NULL, remote_id TEXT NOT NULL,
        name TEXT NOT NULL, role TEXT NOT NULL, emails TEXT NOT NULL, organisation TEXT NOT NULL,
        language TEXT NOT NULL, timezone TEXT NOT NULL, stale INTEGER NOT NULL)""",
    "CREATE INDEX p_person_name ON p_person (name COLLATE NOCASE, pk, role)",
    "CREATE INDEX p_person_stale ON p_person (pk) WHERE stale = 1",
    """CREATE TABLE p_number (
        person_pk INTEGER NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, raw TEXT NOT NULL,
        e164 TEXT NOT NULL, tail TEXT NOT NULL, PRIMARY KEY (person_pk, position)) WITHOUT ROWID""",
    "CREATE INDEX p_number_e164 ON p_number (e164) WHERE e164 <> ''",
    "CREATE INDEX p_number_tail ON p_number (tail) WHERE tail <> ''",
    """CREATE TABLE p_sms (
        entry_id TEXT PRIMARY KEY, direction TEXT NOT NULL, number TEXT NOT NULL, gateway TEXT NOT NULL,
        gateway_id TEXT NOT NULL, state TEXT NOT NULL, parts INTEGER NOT NULL,
        delivered_parts INTEGER NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX p_sms_gateway ON p_sms (gateway, gateway_id) WHERE gateway_id <> ''",
    # Who was spoken or written to about what, so that an answer finds its case.
    """CREATE TABLE p_contact (
        number TEXT NOT NULL, hlc TEXT NOT NULL, entry_id TEXT NOT NULL, case_key TEXT NOT NULL,
        PRIMARY KEY (number, hlc)) WITHOUT ROWID""",
    """CREATE TABLE p_optout (
        number TEXT PRIMARY KEY, word TEXT NOT NULL, at INTEGER NOT NULL, entry_id TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE p_callback (
        subject TEXT PRIMARY KEY, entry_id TEXT NOT NULL, number TEXT NOT NULL, person TEXT NOT NULL,
        person_name TEXT NOT NULL, due_at INTEGER NOT NULL, notes TEXT NOT NULL, actor TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE p_outage (
        id TEXT PRIMARY KEY, since_at INTEGER NOT NULL, declared_at INTEGER NOT NULL, over_at INTEGER,
        systems TEXT NOT NULL, by TEXT NOT NULL, hlc TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE p_outage_event (
        outage_id TEXT NOT NULL, hlc TEXT NOT NULL, at INTEGER NOT NULL, system TEXT NOT NULL, state TEXT NOT NULL,
        detail TEXT NOT NULL, PRIMARY KEY (outage_id, hlc)) WITHOUT ROWID""",
    """CREATE TABLE p_override (
        system TEXT PRIMARY KEY, state TEXT NOT NULL, reason TEXT NOT NULL, actor TEXT NOT NULL,
        at INTEGER NOT NULL) WITHOUT ROWID""",
    # History items that our own confirmed writes made at the source: not to be shown a second time.
    """CREATE TABLE p_echo (
        source TEXT NOT NULL, remote_id TEXT NOT NULL, entry_id TEXT NOT NULL,
        PRIMARY KEY (source, remote_id)) WITHOUT ROWID""",
    "CREATE TABLE p_sink (sink TEXT PRIMARY KEY, confirmed INTEGER NOT NULL) WITHOUT ROWID",
    # The ascii tokenizer: the program cuts the text itself (domain.search_terms), the index only splits at spaces. Without
    # columns, positions and content the index stays small.
    """CREATE VIRTUAL TABLE p_case_fts USING fts5 (
        words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3 4', detail = none)""",
    """CREATE VIRTUAL TABLE p_person_fts USING fts5 (
        words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3', detail = none)""",
    # Every longer token of the case index, to list what a typed beginning may mean.
    "CREATE TABLE p_term (term TEXT PRIMARY KEY) WITHOUT ROWID",
)
