"""The numbered list of migrations. A released migration is never changed; a new one is added below it.

Only SQL text, so that an old database is upgraded by the same statements for ever, whatever the rest of the program has
become since.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from fallback_console.store import (
    reindexing,
    schema_broadcasts,
    schema_hub_messages,
    schema_projections,
    schema_rules,
    schema_swarm,
    schema_team,
)

__all__ = ["MIGRATIONS"]

MIGRATIONS = Migrations("fallback-console")

_0001_TABLES = (
    # Values of this station: its id, its last entry number, its last hybrid logical time.
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID",
    "CREATE TABLE connection (name TEXT PRIMARY KEY, kind TEXT NOT NULL, config TEXT NOT NULL, enabled INTEGER NOT NULL)"
    " WITHOUT ROWID",
    "CREATE TABLE secret (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # What somebody began to write and has not sent; case_key is '' for what belongs to no case.
    """CREATE TABLE draft (
        case_key TEXT NOT NULL, mode TEXT NOT NULL, text TEXT NOT NULL, updated_at INTEGER NOT NULL,
        PRIMARY KEY (case_key, mode)) WITHOUT ROWID""",
    # The mirror: rows that a primary owns, changed only by a pull.
    """CREATE TABLE m_case (
        source TEXT NOT NULL, remote_id TEXT NOT NULL, version INTEGER NOT NULL, subject TEXT NOT NULL,
        queue TEXT NOT NULL, status TEXT NOT NULL, priority INTEGER NOT NULL, owner TEXT NOT NULL,
        requestor TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, due_at INTEGER,
        url TEXT NOT NULL, gone INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (source, remote_id)) WITHOUT ROWID""",
    """CREATE TABLE m_item (
        source TEXT NOT NULL, remote_id TEXT NOT NULL, case_remote TEXT NOT NULL, kind TEXT NOT NULL,
        author TEXT NOT NULL, at INTEGER NOT NULL, text TEXT NOT NULL, field TEXT NOT NULL, old TEXT NOT NULL,
        new TEXT NOT NULL, attachments TEXT NOT NULL, marker TEXT NOT NULL,
        PRIMARY KEY (source, remote_id))""",
    "CREATE INDEX m_item_case ON m_item (source, case_remote)",
    "CREATE INDEX m_item_marker ON m_item (marker) WHERE marker <> ''",
    """CREATE TABLE m_person (
        source TEXT NOT NULL, remote_id TEXT NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL, emails TEXT NOT NULL,
        numbers TEXT NOT NULL, organisation TEXT NOT NULL, language TEXT NOT NULL, timezone TEXT NOT NULL,
        PRIMARY KEY (source, remote_id)) WITHOUT ROWID""",
    "CREATE TABLE m_vocabulary (source TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE pull_state (
        source TEXT NOT NULL, stream TEXT NOT NULL, cursor TEXT, updated_at INTEGER NOT NULL,
        complete INTEGER NOT NULL, PRIMARY KEY (source, stream)) WITHOUT ROWID""",
    # The journal: appended to, never changed. The rowid table keeps appends at the end of the file's tree.
    """CREATE TABLE entry (
        id TEXT PRIMARY KEY, station TEXT NOT NULL, number INTEGER NOT NULL, hlc TEXT NOT NULL,
        made_at INTEGER NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,
        UNIQUE (station, number))""",
    "CREATE INDEX entry_subject ON entry (subject, hlc)",
    # head: the oldest open delivery of its lane, the only one that may move; kept here so that taking the next few costs the
    # same however many wait.
    """CREATE TABLE delivery (
        id INTEGER PRIMARY KEY, entry_id TEXT NOT NULL REFERENCES entry (id), sink TEXT NOT NULL, lane TEXT NOT NULL,
        position INTEGER NOT NULL, state TEXT NOT NULL, head INTEGER NOT NULL DEFAULT 0,
        attempts INTEGER NOT NULL DEFAULT 0, retry_at INTEGER NOT NULL DEFAULT 0,
        look_first INTEGER NOT NULL DEFAULT 0, problem TEXT, receipt TEXT,
        changed_at INTEGER NOT NULL, created_at INTEGER NOT NULL, UNIQUE (entry_id, sink))""",
    "CREATE INDEX delivery_open ON delivery (sink, lane, position, state, created_at)"
    " WHERE state NOT IN ('confirmed', 'dropped')",
    "CREATE INDEX delivery_ready ON delivery (sink, position) WHERE head = 1 AND state = 'waiting' AND retry_at = 0",
    "CREATE INDEX delivery_retry ON delivery (sink, retry_at, position)"
    " WHERE head = 1 AND state = 'waiting' AND retry_at > 0",
    "CREATE INDEX delivery_attention ON delivery (entry_id) WHERE state IN ('unknown', 'needs_attention')",
)


def _run(db: Database, statements: Iterable[str]) -> None:
    for statement in statements:
        db.execute(statement)


@MIGRATIONS(name="0001_first")
def _0001_first(db: Database) -> None:
    _run(db, _0001_TABLES)
    _run(db, schema_projections.STATEMENTS)


@MIGRATIONS(name="0002_personal")
def _0002_personal(db: Database) -> None:
    _run(db, ("CREATE TABLE personal (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",))


@MIGRATIONS(name="0003_playbook_and_status")
def _0003_playbook_and_status(db: Database) -> None:
    _run(
        db,
        (
            """CREATE TABLE p_playbook (
                outage_id TEXT NOT NULL, step TEXT NOT NULL, done INTEGER NOT NULL, actor TEXT NOT NULL,
                at INTEGER NOT NULL, PRIMARY KEY (outage_id, step)) WITHOUT ROWID""",
            """CREATE TABLE p_status (
                login TEXT PRIMARY KEY, status TEXT NOT NULL, since_at INTEGER NOT NULL, chosen TEXT NOT NULL)
                WITHOUT ROWID""",
        ),
    )


_WALL = "CAST(substr(max(hlc), 1, 15) AS INTEGER)"
_OF_CASE = "e.subject IN ('case:' || p_case.key, 'case:' || p_case.source || ':' || p_case.remote_id)"
_ITEM_OF_CASE = "SELECT max(at) FROM m_item m WHERE m.source = p_case.source AND m.case_remote = p_case.remote_id"

_0004_TABLES = (
    # Who had the last word: the customer, or we.
    "ALTER TABLE p_case ADD COLUMN customer_at INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE p_case ADD COLUMN answer_at INTEGER NOT NULL DEFAULT 0",
    f"""UPDATE p_case SET
        customer_at = max(
            ifnull(({_ITEM_OF_CASE} AND (kind = 'customer' OR (kind = 'created' AND author <> '' AND author = (
                SELECT requestor FROM m_case WHERE source = p_case.source AND remote_id = p_case.remote_id)))), 0),
            ifnull((SELECT {_WALL} FROM entry e WHERE {_OF_CASE} AND (kind = 'sms.received'
                OR (kind = 'call.logged' AND json_extract(body, '$.direction') = 'in'))), 0)),
        answer_at = max(
            ifnull(({_ITEM_OF_CASE} AND kind = 'reply'), 0),
            ifnull((SELECT {_WALL} FROM entry e WHERE {_OF_CASE}
                AND ((kind = 'call.logged' AND json_extract(body, '$.outcome') = 'reached')
                    OR (kind IN ('reply.sent', 'sms.sent') AND NOT EXISTS (SELECT 1 FROM delivery d
                        WHERE d.entry_id = e.id AND d.state = 'dropped'
                        AND d.sink LIKE iif(kind = 'reply.sent', 'helpdesk', 'sms:%'))))), 0))""",
    "CREATE INDEX p_case_unanswered ON p_case (customer_at, pk, owner, queue, status, due_order, priority, closed, answer_at)"
    " WHERE closed = 0 AND customer_at > answer_at",
    # With the priority a filter of any kind is answered from the index of its order alone.
    "DROP INDEX p_case_due",
    "CREATE INDEX p_case_due ON p_case (closed, due_order, pk, owner, queue, status, priority)",
    "DROP INDEX p_case_newest",
    "CREATE INDEX p_case_newest ON p_case (closed, created_at DESC, pk DESC, owner, queue, status, due_order, priority)",
    "DROP INDEX p_case_updated",
    "CREATE INDEX p_case_updated ON p_case (closed, last_at DESC, pk DESC, owner, queue, status, due_order, priority)",
    # What a person has seen at this station, and who changed it since.
    """CREATE TABLE seen (
        pk INTEGER PRIMARY KEY, login TEXT NOT NULL, last_item TEXT NOT NULL, other_item TEXT NOT NULL,
        other_by TEXT NOT NULL)""",
)


@MIGRATIONS(name="0004_last_words")
def _0004_last_words(db: Database) -> None:
    _run(db, _0004_TABLES)


@MIGRATIONS(name="0005_calls")
def _0005_calls(db: Database) -> None:
    # The history of calls is read from the journal itself; other entries pay nothing for it.
    _run(db, ("CREATE INDEX entry_calls ON entry (hlc) WHERE kind = 'call.logged'",))


@MIGRATIONS(name="0006_reading")
def _0006_reading(db: Database) -> None:
    # How a name is read, in kana: people are found and sorted by it.
    _run(
        db,
        (
            "ALTER TABLE m_person ADD COLUMN reading TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE p_person ADD COLUMN reading TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE p_person ADD COLUMN sorted_by TEXT NOT NULL DEFAULT ''",
            "UPDATE p_person SET sorted_by = name",
            "CREATE INDEX p_person_sorted ON p_person (sorted_by COLLATE NOCASE, pk, role)",
            "DROP INDEX p_person_name",
            # Names in kana are indexed in both sorts of kana.
            "UPDATE p_person SET stale = 1",
            "UPDATE p_case SET stale = 1 WHERE customer GLOB '*[ぁ-ヺ]*'",
        ),
    )


@MIGRATIONS(name="0007_delivered")
def _0007_delivered(db: Database) -> None:
    # What arrived or was given up when: for the pace of a recovery and a day's report.
    _run(
        db,
        ("CREATE INDEX delivery_done ON delivery (changed_at, sink, state) WHERE state IN ('confirmed', 'dropped')",),
    )


@MIGRATIONS(name="0008_people")
def _0008_people(db: Database) -> None:
    _run(
        db,
        (
            "ALTER TABLE p_person ADD COLUMN languages TEXT NOT NULL DEFAULT '[]'",
            "ALTER TABLE p_person ADD COLUMN skills TEXT NOT NULL DEFAULT '[]'",
            "ALTER TABLE p_person ADD COLUMN in_groups TEXT NOT NULL DEFAULT '[]'",
            # What the records that were merged into a person call it.
            "ALTER TABLE p_person ADD COLUMN also TEXT NOT NULL DEFAULT '[]'",
            "UPDATE p_person SET languages = json_array(language) WHERE language <> ''",
            # Who has a mail address, as mail addresses are compared.
            "CREATE TABLE p_mail (mail TEXT NOT NULL, person_pk INTEGER NOT NULL, PRIMARY KEY (mail, person_pk)) WITHOUT ROWID",
            "INSERT OR IGNORE INTO p_mail SELECT lower(trim(value)), pk FROM p_person, json_each(emails)",
            # The last word on whether two records are one person, and what follows from all of these words together.
            """CREATE TABLE p_same (
                one TEXT NOT NULL, two TEXT NOT NULL, head TEXT NOT NULL, hlc TEXT NOT NULL, merged INTEGER NOT NULL,
                PRIMARY KEY (one, two)) WITHOUT ROWID""",
            "CREATE INDEX p_same_two ON p_same (two)",
            "CREATE TABLE p_alias (key TEXT PRIMARY KEY, head TEXT NOT NULL) WITHOUT ROWID",
            "CREATE INDEX p_alias_head ON p_alias (head)",
            "DROP TABLE p_person_fts",
            """CREATE VIRTUAL TABLE p_person_fts USING fts5 (
                words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3 4', detail = none)""",
            # Every longer token of that index, to list what a typed beginning may mean.
            "CREATE TABLE p_person_term (term TEXT PRIMARY KEY) WITHOUT ROWID",
            # What a search found is put in order from this index alone.
            "CREATE INDEX p_person_order ON p_person (pk, sorted_by COLLATE NOCASE, role)",
            # Numbers are found by any part of them, people by languages, skills and groups.
            "UPDATE p_person SET stale = 1",
        ),
    )


@MIGRATIONS(name="0009_reach")
def _0009_reach(db: Database) -> None:
    _run(
        db,
        (
            # What people wish of the paths to them, by person or number ('person:rt:ann', 'number:+447700900123').
            """CREATE TABLE p_paths (
                whom TEXT PRIMARY KEY, wishes TEXT NOT NULL, hlc TEXT NOT NULL, actor TEXT NOT NULL) WITHOUT ROWID""",
            # Who is being reached, and where each of their paths stands.
            """CREATE TABLE p_reach (
                id TEXT PRIMARY KEY, hlc TEXT NOT NULL, station TEXT NOT NULL, whom TEXT NOT NULL, case_key TEXT NOT NULL,
                started_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, state TEXT NOT NULL, urgent INTEGER NOT NULL,
                second_sms INTEGER NOT NULL, steps TEXT NOT NULL) WITHOUT ROWID""",
            "CREATE INDEX p_reach_open ON p_reach (started_at) WHERE state IN ('trying', 'exhausted', 'delivered')",
            "CREATE INDEX p_reach_whom ON p_reach (whom, hlc)",
            "CREATE INDEX p_reach_case ON p_reach (case_key, hlc) WHERE case_key <> ''",
        ),
    )


@MIGRATIONS(name="0010_broadcasts")
def _0010_broadcasts(db: Database) -> None:
    _run(db, schema_broadcasts.BROADCASTS)


@MIGRATIONS(name="0011_missed")
def _0011_missed(db: Database) -> None:
    # Missed calls are read from the journal itself, like the history of calls.
    _run(db, ("CREATE INDEX entry_missed ON entry (hlc) WHERE kind = 'call.missed'",))


@MIGRATIONS(name="0012_paths")
def _0012_paths(db: Database) -> None:
    _run(
        db,
        (
            # Mail and chat messages stand among the contacts too, under their address.
            "INSERT OR IGNORE INTO p_contact (number, hlc, entry_id, case_key) SELECT lower(trim(body ->> 'to')), hlc, id,"
            " iif(subject LIKE 'case:%', substr(subject, 6), '') FROM entry WHERE kind IN ('mail.sent', 'chat.sent')",
            "CREATE INDEX p_contact_mail ON p_contact (number, hlc) WHERE instr(number, '@') > 0",
        ),
    )


@MIGRATIONS(name="0013_hub")
def _0013_hub(db: Database) -> None:
    _run(
        db,
        (
            # What a station alone has in place of the team's hub. A cursor is never given twice.
            """CREATE TABLE hub_stream (
                cursor INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, station TEXT NOT NULL, kind TEXT NOT NULL,
                body BLOB NOT NULL)""",
            # Rows stay when their value is gone, since a revision is never given twice. until: epoch milliseconds, 0 for never.
            """CREATE TABLE hub_held (
                key TEXT PRIMARY KEY, value BLOB, revision INTEGER NOT NULL, until INTEGER NOT NULL,
                changed INTEGER NOT NULL) WITHOUT ROWID""",
            "CREATE UNIQUE INDEX hub_held_changed ON hub_held (changed)",
        ),
    )


@MIGRATIONS(name="0014_team")
def _0014_team(db: Database) -> None:
    _run(db, schema_team.TEAM)


@MIGRATIONS(name="0015_briefings")
def _0015_briefings(db: Database) -> None:
    _run(
        db,
        (
            """CREATE TABLE p_briefing (
                id TEXT PRIMARY KEY, outage TEXT NOT NULL, number INTEGER NOT NULL, hlc TEXT NOT NULL,
                conditions TEXT NOT NULL, actions TEXT NOT NULL, needs TEXT NOT NULL, made_at INTEGER NOT NULL,
                by TEXT NOT NULL, next_due_at INTEGER NOT NULL) WITHOUT ROWID""",
            "CREATE INDEX p_briefing_outage ON p_briefing (outage, number)",
            # How often one is wanted, where somebody chose it.
            """CREATE TABLE p_briefing_clock (
                outage TEXT PRIMARY KEY, minutes INTEGER NOT NULL, hlc TEXT NOT NULL, by TEXT NOT NULL) WITHOUT ROWID""",
            # Who has read it ('login:kim', 'person:rt:kim'), and the text message that says so.
            """CREATE TABLE p_briefing_read (
                briefing TEXT NOT NULL, reader TEXT NOT NULL, at INTEGER NOT NULL, answer TEXT NOT NULL,
                PRIMARY KEY (briefing, reader)) WITHOUT ROWID""",
            "CREATE INDEX p_briefing_answer ON p_briefing_read (answer) WHERE answer <> ''",
            # The broadcasts by which it was texted, and the number that is answered; numbers of briefings may shift when another
            # station's arrive.
            """CREATE TABLE p_briefing_texted (
                briefing TEXT NOT NULL, broadcast TEXT NOT NULL, code INTEGER NOT NULL,
                PRIMARY KEY (briefing, broadcast)) WITHOUT ROWID""",
        ),
    )


@MIGRATIONS(name="0016_roll_calls")
def _0016_roll_calls(db: Database) -> None:
    _run(
        db,
        (
            """CREATE TABLE p_roll (
                id TEXT PRIMARY KEY, hlc TEXT NOT NULL, station TEXT NOT NULL, title TEXT NOT NULL, texts TEXT NOT NULL,
                audience TEXT NOT NULL, waits TEXT NOT NULL, people INTEGER NOT NULL, started_by TEXT NOT NULL,
                started_at INTEGER NOT NULL, closed_by TEXT NOT NULL, closed_at INTEGER NOT NULL,
                reason TEXT NOT NULL) WITHOUT ROWID""",
            "CREATE INDEX p_roll_open ON p_roll (station) WHERE closed_at = 0",
            # Everybody a roll call is about. rank is the place of the state among all states, the most pressing first.
            """CREATE TABLE p_roll_to (
                roll TEXT NOT NULL, position INTEGER NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL,
                language TEXT NOT NULL, steps TEXT NOT NULL, reason TEXT NOT NULL, quiet INTEGER NOT NULL,
                state TEXT NOT NULL, rank INTEGER NOT NULL, step INTEGER NOT NULL, failed INTEGER NOT NULL,
                why TEXT NOT NULL, until INTEGER NOT NULL, tries INTEGER NOT NULL, asked_at INTEGER NOT NULL, since INTEGER NOT NULL,
                entry_id TEXT NOT NULL, accounted INTEGER NOT NULL, answer TEXT NOT NULL,
                PRIMARY KEY (roll, position)) WITHOUT ROWID""",
            "CREATE INDEX p_roll_to_state ON p_roll_to (roll, rank, position)",
            "CREATE INDEX p_roll_to_person ON p_roll_to (person) WHERE person <> ''",
            # By which numbers their answers are known.
            """CREATE TABLE p_roll_number (
                number TEXT NOT NULL, roll TEXT NOT NULL, position INTEGER NOT NULL,
                PRIMARY KEY (number, roll, position)) WITHOUT ROWID""",
        ),
    )


@MIGRATIONS(name="0017_roster")
def _0017_roster(db: Database) -> None:
    _run(
        db,
        (
            "ALTER TABLE p_person ADD COLUMN login TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE p_person ADD COLUMN site TEXT NOT NULL DEFAULT ''",
            # As the projection does where no source tells a login.
            "UPDATE p_person SET login = remote_id WHERE role IN ('team', 'expert')",
            # Of records that were merged the helpdesk's name counts.
            "UPDATE p_person SET login = coalesce((SELECT substr(a.key, instr(a.key, ':') + 1) FROM p_alias a"
            " WHERE a.head = p_person.key AND a.key NOT LIKE 'file.%' ORDER BY a.key LIMIT 1), login)"
            " WHERE role IN ('team', 'expert') AND key LIKE 'file.%'",
            "CREATE INDEX p_person_team ON p_person (pk) WHERE role IN ('team', 'expert')",
            # Whose open cases there are, without looking at those of nobody.
            "CREATE INDEX p_case_owner ON p_case (owner) WHERE closed = 0 AND owner <> ''",
            "CREATE INDEX p_sms_heard ON p_sms (number, entry_id) WHERE direction = 'in'",
            # Of each source of plans what its last whole import said.
            """CREATE TABLE p_shift (
                source TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, who TEXT NOT NULL,
                start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, schedule TEXT NOT NULL, other TEXT NOT NULL,
                note TEXT NOT NULL, PRIMARY KEY (source, position)) WITHOUT ROWID""",
            "CREATE INDEX p_shift_time ON p_shift (end_at, start_at)",
            """CREATE TABLE p_shift_source (
                source TEXT PRIMARY KEY, run TEXT NOT NULL, rows INTEGER NOT NULL, actor TEXT NOT NULL,
                at INTEGER NOT NULL) WITHOUT ROWID""",
            # When another station was last heard of over the hub; what this station knows, not what anybody did.
            """CREATE TABLE presence (
                station TEXT PRIMARY KEY, login TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID""",
        ),
    )


@MIGRATIONS(name="0018_claims")
def _0018_claims(db: Database) -> None:
    _run(db, schema_team.CLAIMS)


@MIGRATIONS(name="0019_escalations")
def _0019_escalations(db: Database) -> None:
    _run(db, schema_team.ESCALATIONS)


@MIGRATIONS(name="0020_swarms")
def _0020_swarms(db: Database) -> None:
    _run(db, schema_swarm.SWARMS)


@MIGRATIONS(name="0021_watch_rules")
def _0021_watch_rules(db: Database) -> None:
    _run(db, schema_rules.RULES)


@MIGRATIONS(name="0022_hub_messages")
def _0022_hub_messages(db: Database) -> None:
    _run(db, schema_hub_messages.HUB_MESSAGES)


@MIGRATIONS(name="0023_one_index_of_numbers")
def _0023_one_index_of_numbers(db: Database) -> None:
    _run(db, reindexing.NUMBERS)


@MIGRATIONS(name="0024_roles_in_the_index")
def _0024_roles_in_the_index(db: Database) -> None:
    _run(db, reindexing.ROLES)


@MIGRATIONS(name="0025_names_without_gaps")
def _0025_names_without_gaps(db: Database) -> None:
    _run(db, reindexing.NAMES_WITHOUT_GAPS)


@MIGRATIONS(name="0026_plain_letters")
def _0026_plain_letters(db: Database) -> None:
    _run(db, reindexing.PLAIN_LETTERS)


@MIGRATIONS(name="0027_messages_of_a_broadcast_by_age")
def _0027_messages_of_a_broadcast_by_age(db: Database) -> None:
    _run(db, schema_broadcasts.MADE)
