"""Making every projection anew, and telling whether anything differs from what was there."""

from __future__ import annotations

from dataclasses import dataclass

from fallback_console.domain.entry import Kind
from fallback_console.store import deliveries, journal
from fallback_console.store.briefing_projection import fill_briefings
from fallback_console.store.broadcast_projection import fill_broadcasts, mark_sent
from fallback_console.store.case_projection import project_case
from fallback_console.store.claim_projection import project_claims
from fallback_console.store.contact_projection import add_contact, project_callback, project_optout, project_sms
from fallback_console.store.echo import fill_told_echo
from fallback_console.store.escalation_projection import fill_escalations
from fallback_console.store.hub_message_projection import fill_hub_messages
from fallback_console.store.mirror_tables import reproject_source
from fallback_console.store.outage_projection import project_outage, project_override
from fallback_console.store.person_projection import reproject_people
from fallback_console.store.reach_projection import fill_reaching
from fallback_console.store.roll_call_projection import fill_roll_calls
from fallback_console.store.rule_projection import fill_rules
from fallback_console.store.same_person import fill_same
from fallback_console.store.search import index_some
from fallback_console.store.shift_projection import project_shifts
from fallback_console.store.status_projection import project_status
from fallback_console.store.swarm_projection import fill_swarms
from fallback_console.store.tx import Tx

__all__ = ["PROJECTIONS", "Compared", "rebuild_all"]

PROJECTIONS = {
    "p_case": "key, pk, source, remote_id, number, subject, queue, status, priority, owner, customer_key, customer, closed,"
    " due_at, due_order, next_action, next_action_at, created_at, last_at, unsent, conflict, pending, version,"
    " customer_at, answer_at",
    "p_person": "key, pk, source, remote_id, name, role, emails, organisation, language, timezone, reading, sorted_by,"
    " languages, skills, in_groups, also, login, site",
    "p_mail": "mail, person_pk",
    "p_same": "one, two, head, hlc, merged",
    "p_alias": "key, head",
    "p_number": "person_pk, position, kind, raw, e164, tail",
    "p_sms": "entry_id, direction, number, gateway, gateway_id, state, parts, delivered_parts",
    "p_contact": "number, hlc, entry_id, case_key",
    "p_optout": "number, word, at, entry_id",
    "p_broadcast": "id, title, text, audience, urgent, per_minute, draft, drafted_by, drafted_at, approved_by, approved_for,"
    " state, changed_by, changed_at, reason, run, station, started_by, started_at, people, recipients",
    "p_broadcast_to": "run, position, number, person, name, reason, entry_id",
    "p_callback": "subject, entry_id, number, person, person_name, due_at, notes, actor",
    "p_outage": "id, since_at, declared_at, over_at, systems, by, hlc",
    "p_outage_event": "outage_id, hlc, at, system, state, detail",
    "p_playbook": "outage_id, step, done, actor, at",
    "p_briefing": "id, outage, number, hlc, conditions, actions, needs, made_at, by, next_due_at",
    "p_briefing_clock": "outage, minutes, hlc, by",
    "p_briefing_read": "briefing, reader, at, answer",
    "p_briefing_texted": "briefing, broadcast, code",
    "p_status": "login, status, since_at, chosen",
    "p_claim": "id, customer, hlc, station, login, since_at, until_at, sure_until, token, hub, late, ended_at, how, after, contested,"
    " contested_at, offer, offer_to, ask, ask_by, ask_station",
    "p_shift": "source, position, kind, who, start_at, end_at, schedule, other, note",
    "p_shift_source": "source, run, rows, actor, at",
    "p_override": "system, state, reason, actor, at",
    "p_paths": "whom, wishes, hlc, actor",
    "p_reach": "id, hlc, station, whom, case_key, started_at, changed_at, state, urgent, second_sms, steps",
    "p_roll": "id, hlc, station, title, texts, audience, waits, people, started_by, started_at, closed_by, closed_at, reason",
    "p_roll_to": "roll, position, person, name, language, steps, reason, quiet, state, rank, step, failed, why, until, tries, asked_at,"
    " since, entry_id, accounted, answer",
    "p_roll_number": "number, roll, position",
    "p_hub_message": "entry, hlc, sender, person, case_key, read_at, read_by, reply",
    "p_chain": "id, name, steps, repeat, hlc, by",
    "p_watch_rule": "id, name, enabled, words, queue, priority, organisation, count, minutes, rest, chain, urgent, watchers, language,"
    " reach, hlc, by",
    "p_rule_fired": "id, rule, hlc, station, at, name, start_at, end_at, rest, count, minutes, found, cases, numbers, escalation, why,"
    " leader",
    "p_escalation": "id, hlc, station, number, case_key, reason, urgent, chain, steps, repeat, started_by, started_at, state, position,"
    " due_at, wait, holder, holder_name, held_at, closed_by, closed_at, changed_at",
    "p_escalation_to": "escalation, position, person, name, why, reach, at",
    "p_escalation_number": "number, escalation, person",
    "p_escalation_reply": "answer, escalation",
    "p_swarm": "id, hlc, station, number, case_key, title, reason, triage, opened_by, opened_at, state, lead, lead_name, next_state,"
    " next_text, next_owner, next_owner_name, next_due_at, next_at, said, said_at, summary, told_by, closed_by, closed_at,"
    " archived_at, changed_at",
    "p_swarm_member": "swarm, who, name, role, state, external, texts, how, reach, numbers, station, invited_at, joined_at, left_at",
    "p_swarm_number": "number, swarm, who",
    "p_swarm_reply": "answer, swarm",
    "p_echo": "source, remote_id, entry_id",
    "p_sink": "sink, confirmed",
}
"""Every projection with the columns that count. ``stale`` does not: it says only whether the text index has caught up."""

_INDEXES = ("p_case_fts", "p_person_fts")


@dataclass(frozen=True, slots=True)
class Compared:
    """One projection after a rebuild.

    Attributes:
        rows: how many it has now; for a text index its distinct words.
        differing: rows that were missing, too many or different before; for a text index words that occurred in another
            number of records.
    """

    rows: int
    differing: int


def rebuild_all(tx: Tx) -> dict[str, Compared]:
    """Make every projection from mirror, journal and deliveries, and compare it with what was there.

    Row numbers stay, so that what is on a screen goes on meaning the same.
    """
    _index_all(tx)
    _remember(tx)
    _empty(tx)
    _fill(tx)
    _index_all(tx)
    compared = _compare(tx)
    tx.touch("case")
    tx.touch("person")
    return compared


def _index_all(tx: Tx) -> None:
    while index_some(tx, 500):
        pass


def _remember(tx: Tx) -> None:
    for table, columns in PROJECTIONS.items():
        tx.execute(f"CREATE TEMP TABLE before_{table} AS SELECT {columns} FROM {table}")
    for index in _INDEXES:
        # Counts of records by word: the index keeps no more that could be compared.
        tx.execute(f"CREATE VIRTUAL TABLE temp.words_{index} USING fts5vocab('main', '{index}', 'row')")
        tx.execute(f"CREATE TEMP TABLE before_{index} AS SELECT term, doc FROM temp.words_{index}")


def _empty(tx: Tx) -> None:
    # Cases and people are emptied but not removed: their row numbers are to stay.
    tx.execute(
        "UPDATE p_case SET source = '', remote_id = '', number = '', subject = '', queue = '', status = '', priority = 0,"
        " owner = '', customer_key = '', customer = '', unsent = 0, conflict = 0, pending = '', stale = 1,"
        " customer_at = 0, answer_at = 0"
    )
    tx.execute("UPDATE p_person SET source = '', stale = 1")
    for table in PROJECTIONS:
        if table not in ("p_case", "p_person"):
            tx.execute(f"DELETE FROM {table}")
    tx.execute("DELETE FROM unprojected")
    tx.execute("DELETE FROM p_term")
    tx.execute("DELETE FROM p_person_term")
    for index in _INDEXES:
        tx.execute(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")


def _fill(tx: Tx) -> None:
    fill_same(tx)
    reproject_people(tx)
    # Cases made here come first: they decide which mirrored cases are theirs.
    for (subject,) in tx.rows(
        "SELECT DISTINCT subject FROM entry WHERE subject >= 'case:local:' AND subject < 'case:local;'"
    ):
        project_case(tx, subject.removeprefix("case:"))
    for (source,) in tx.rows("SELECT DISTINCT source FROM m_case ORDER BY source"):
        reproject_source(tx, source)
    tx.execute("DELETE FROM p_case WHERE number = ''")
    tx.execute("DELETE FROM p_person WHERE source = ''")
    _fill_echo(tx)
    for (outage,) in tx.rows("SELECT DISTINCT subject FROM entry WHERE subject >= 'outage:' AND subject < 'outage;'"):
        project_outage(tx, outage.removeprefix("outage:"))
    for (system,) in tx.rows("SELECT DISTINCT subject FROM entry WHERE subject >= 'system:' AND subject < 'system;'"):
        project_override(tx, system.removeprefix("system:"))
    for (login,) in tx.rows("SELECT DISTINCT subject FROM entry WHERE subject >= 'login:' AND subject < 'login;'"):
        project_status(tx, login.removeprefix("login:"))
    for (customer,) in tx.rows("SELECT DISTINCT subject FROM entry WHERE subject >= 'claim:' AND subject < 'claim;'"):
        project_claims(tx, customer.removeprefix("claim:"))
    for (source,) in tx.rows("SELECT DISTINCT subject FROM entry WHERE subject >= 'shifts:' AND subject < 'shifts;'"):
        project_shifts(tx, source.removeprefix("shifts:"))
    fill_broadcasts(tx)
    fill_briefings(tx)
    _fill_contacts(tx)
    fill_reaching(tx)
    fill_roll_calls(tx)
    fill_hub_messages(tx)
    fill_escalations(tx)
    fill_swarms(tx)
    fill_rules(tx)


def _fill_echo(tx: Tx) -> None:
    default = tx.value("SELECT kind FROM connection WHERE name = 'helpdesk'") or "rt"
    for sink, count in tx.rows("SELECT sink, count(*) FROM delivery WHERE state = 'confirmed' GROUP BY sink"):
        tx.execute("INSERT INTO p_sink (sink, confirmed) VALUES (?, ?)", (sink, count))
    for lane, entry_id, text in tx.rows(
        "SELECT lane, entry_id, receipt FROM delivery WHERE sink = 'helpdesk' AND state = 'confirmed' ORDER BY position"
    ):
        receipt = deliveries.receipt_from(text)
        if receipt is None or not receipt.remote_items:
            continue
        source = lane.partition(":")[0]
        if source == "local":
            source = tx.value("SELECT source FROM p_case WHERE key = ? AND source <> ''", (lane,)) or default
        tx.executemany(
            "INSERT OR REPLACE INTO p_echo (source, remote_id, entry_id) VALUES (?, ?, ?)",
            ((source, item, entry_id) for item in receipt.remote_items),
        )
    fill_told_echo(tx)


def _fill_contacts(tx: Tx) -> None:
    texts = (Kind.SMS_SENT, Kind.SMS_RECEIVED)
    kinds = (*texts, Kind.CALL, Kind.CALL_MISSED, Kind.MAIL_SENT, Kind.CHAT_SENT, Kind.OPT_OUT, Kind.OPT_IN)
    called: set[str] = set()
    spoken: set[str] = set()
    for row in tx.rows(
        f"SELECT {journal.COLUMNS} FROM entry WHERE kind IN ({', '.join('?' * len(kinds))}) ORDER BY hlc", kinds
    ):
        entry = journal.entry_from(row)
        if entry.kind in (Kind.OPT_OUT, Kind.OPT_IN):
            spoken.add(entry.body["number"])
            continue
        add_contact(tx, entry)
        if entry.kind == Kind.CALL:
            called.add(entry.subject)
        elif entry.kind in texts:
            project_sms(tx, entry)
            mark_sent(tx, entry)
    for subject in sorted(called):
        project_callback(tx, subject)
    for number in sorted(spoken):
        project_optout(tx, number)


def _compare(tx: Tx) -> dict[str, Compared]:
    compared: dict[str, Compared] = {}
    for table, columns in PROJECTIONS.items():
        compared[table] = _difference(tx, f"SELECT {columns} FROM {table}", f"before_{table}")
    for index in _INDEXES:
        compared[index] = _difference(tx, f"SELECT term, doc FROM temp.words_{index}", f"before_{index}")
        tx.execute(f"DROP TABLE temp.words_{index}")
    return compared


def _difference(tx: Tx, now: str, before: str) -> Compared:
    gone = tx.value(f"SELECT count(*) FROM (SELECT * FROM temp.{before} EXCEPT {now})")
    come = tx.value(f"SELECT count(*) FROM ({now} EXCEPT SELECT * FROM temp.{before})")
    rows = tx.value(f"SELECT count(*) FROM ({now})")
    tx.execute(f"DROP TABLE temp.{before}")
    return Compared(rows, max(gone, come))
