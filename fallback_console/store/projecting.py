"""The one place that brings every projection along for entries, whoever made them.

What an entry concerns is a thing: a case, a number's wish, an outage. Each thing is made from all of its entries in the order of
their times, so it does not matter in which order, or how often, they came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from fallback_console.domain.entry import Entry, Kind
from fallback_console.store import journal
from fallback_console.store.briefing_projection import project_briefings, project_readers
from fallback_console.store.broadcast_projection import mark_sent, project_broadcast, write_left_out, write_people
from fallback_console.store.case_customers import retell_cases
from fallback_console.store.case_projection import project_case
from fallback_console.store.case_ref import find_ref
from fallback_console.store.claim_projection import project_claims
from fallback_console.store.contact_projection import (
    add_contact,
    add_plain,
    project_callback,
    project_optout,
    project_sms,
)
from fallback_console.store.echo import keep_echo_of
from fallback_console.store.escalation_projection import project_chain, project_escalation
from fallback_console.store.home import home_region
from fallback_console.store.hub_message_projection import project_hub_message
from fallback_console.store.outage_projection import project_outage, project_override
from fallback_console.store.person_projection import project_person
from fallback_console.store.reach_projection import project_paths, project_reach
from fallback_console.store.roll_call_projection import project_roll_entry
from fallback_console.store.rule_projection import project_rule
from fallback_console.store.same_person import note_word, parts_of
from fallback_console.store.shift_projection import project_shifts
from fallback_console.store.shown_person import head_of
from fallback_console.store.status_projection import project_status
from fallback_console.store.swarm_projection import project_swarm
from fallback_console.store.tx import Tx, listed

__all__ = ["Thing", "concerned", "project_plain", "project_some", "project_things", "put_off"]

Thing = tuple[str, str]
"""What has to be projected: a topic and a key."""

_CALLS = frozenset({Kind.CALL, Kind.CALLBACK_DONE, Kind.CALLBACK_MOVED})
_BY_PREFIX = {
    Kind.OPT_OUT: ("optout", "number:"),
    Kind.OPT_IN: ("optout", "number:"),
    Kind.OUTAGE_DECLARED: ("outage", "outage:"),
    Kind.OUTAGE_EVENT: ("outage", "outage:"),
    Kind.OUTAGE_OVER: ("outage", "outage:"),
    Kind.PLAYBOOK_STEP: ("outage", "outage:"),
    Kind.OVERRIDE: ("override", "system:"),
    Kind.STATUS: ("status", "login:"),
    Kind.PATHS_SET: ("paths", ""),
    Kind.REACH_MOVED: ("reach", "reach:"),
    Kind.REACH_CHANGED: ("reach", "reach:"),
    Kind.BROADCAST_DRAFTED: ("broadcast", "broadcast:"),
    Kind.BROADCAST_APPROVED: ("broadcast", "broadcast:"),
    Kind.BROADCAST_STARTED: ("broadcast", "broadcast:"),
    Kind.BROADCAST_PAUSED: ("broadcast", "broadcast:"),
    Kind.BROADCAST_RESUMED: ("broadcast", "broadcast:"),
    Kind.BROADCAST_CANCELLED: ("broadcast", "broadcast:"),
    Kind.BRIEFING_GIVEN: ("briefings", "briefing:"),
    Kind.BRIEFING_CLOCK: ("briefings", "briefing:"),
    Kind.BRIEFING_READ: ("readers", "entry:"),
    Kind.BRIEFING_TEXTED: ("readers", "entry:"),
    Kind.CLAIM_TAKEN: ("claims", "claim:"),
    Kind.CLAIM_CONFIRMED: ("claims", "claim:"),
    Kind.CLAIM_RENEWED: ("claims", "claim:"),
    Kind.CLAIM_ENDED: ("claims", "claim:"),
    Kind.CLAIM_OFFERED: ("claims", "claim:"),
    Kind.CLAIM_ASKED: ("claims", "claim:"),
    Kind.CLAIM_ACCEPTED: ("claims", "claim:"),
    Kind.CLAIM_DECLINED: ("claims", "claim:"),
    Kind.CHAIN_SET: ("chain", "chain:"),
    Kind.RULE_SET: ("rule", "rule:"),
    Kind.RULE_FIRED: ("rule", "rule:"),
    Kind.ESCALATION_STARTED: ("escalation", "escalation:"),
    Kind.ESCALATION_STEPPED: ("escalation", "escalation:"),
    Kind.ESCALATION_ANSWERED: ("escalation", "escalation:"),
    Kind.SWARM_OPENED: ("swarm", "swarm:"),
    Kind.SWARM_INVITED: ("swarm", "swarm:"),
    Kind.SWARM_MEMBER: ("swarm", "swarm:"),
    Kind.SWARM_SAID: ("swarm", "swarm:"),
    Kind.SWARM_NEXT: ("swarm", "swarm:"),
    Kind.SWARM_CLOSED: ("swarm", "swarm:"),
    Kind.SWARM_REOPENED: ("swarm", "swarm:"),
    Kind.SWARM_ARCHIVED: ("swarm", "swarm:"),
    Kind.SHIFTS_IMPORTED: ("shifts", "shifts:"),
    Kind.SHIFTS_REPLACED: ("shifts", "shifts:"),
    Kind.PERSON_IMPORTED: ("person", "person:"),
    Kind.HUB_READ: ("hub_message", "entry:"),
    Kind.SMS_ASSIGNED: ("message", "entry:"),
    Kind.SMS_SCHEDULED: ("message", "entry:"),
}
_BY_ENTRY = {
    Kind.SMS_SENT: "message",
    Kind.SMS_RECEIVED: "message",
    Kind.CALL: "contact",
    Kind.CALL_MISSED: "contact",
    Kind.MAIL_SENT: "contact",
    Kind.CHAT_SENT: "contact",
    Kind.HUB_SENT: "hub_message",
    Kind.REACH_STARTED: "reach",
    Kind.BROADCAST_PEOPLE: "run",
    Kind.BROADCAST_LEFT_OUT: "run",
    Kind.ROLL_PEOPLE: "roll",
    Kind.ROLL_STARTED: "roll",
    Kind.ROLL_ASKED: "roll",
    Kind.ROLL_ANSWERED: "roll",
    Kind.ROLL_CLOSED: "roll",
    Kind.PERSON_MERGED: "same",
    Kind.PERSON_PARTED: "same",
}


def concerned(entries: Iterable[Entry]) -> list[Thing]:
    """The things that entries are about, each once."""
    things: dict[Thing, None] = {}
    for entry in entries:
        kind, subject = entry.kind, entry.subject
        if subject.startswith("case:"):
            things["case", subject[5:]] = None
        if kind in _BY_ENTRY:
            things[_BY_ENTRY[kind], entry.id] = None
        elif kind in _BY_PREFIX:
            topic, prefix = _BY_PREFIX[kind]
            things[topic, subject.removeprefix(prefix)] = None
        elif kind == Kind.SMS_RECEIPT:
            things["message", str(entry.body["of"])] = None
        elif kind == Kind.DELIVERIES_TOLD:
            things.update((("told", str(state[0])), None) for state in entry.body["states"])
        if kind in _CALLS:
            things["callback", subject] = None
    return list(things)


def project_plain(tx: Tx, entries: Sequence[Entry]) -> list[Thing]:
    """Project what many entries of other stations can be projected at once of; the things that are left to do.

    Args:
        entries: of other stations, all of which have just been added.
    """
    plain = [
        e for e in entries if e.kind in (Kind.CALL, Kind.SMS_SENT, Kind.SMS_RECEIVED) and "broadcast" not in e.body
    ]
    if not plain:
        return concerned(entries)
    said = {
        row[0][6:]
        for row in tx.rows(
            "SELECT DISTINCT subject FROM entry WHERE subject IN (SELECT 'entry:' || value FROM json_each(?))",
            (listed(e.id for e in plain if e.kind != Kind.CALL),),
        )
    }
    plain = [entry for entry in plain if entry.id not in said]
    add_plain(tx, plain)
    for number in {str(e.body.get("to") or e.body.get("sender") or "") for e in plain if e.kind != Kind.CALL}:
        tx.touch("sms", number)
    done = {(_BY_ENTRY[entry.kind], entry.id) for entry in plain}
    return [thing for thing in concerned(entries) if thing not in done]


def project_things(tx: Tx, things: Iterable[Thing]) -> None:
    """Make some things anew."""
    for topic, key in things:
        _PROJECT[topic](tx, key)


def put_off(tx: Tx, things: Sequence[Thing]) -> None:
    """Remember things that are to be made anew a little later."""
    tx.bulk("INSERT OR IGNORE INTO unprojected (topic, key)", things)


def project_some(tx: Tx, seconds: float, most: int = 200) -> bool:
    """Make some of what was put off; whether there is more of it.

    Args:
        seconds: after so long no further thing is begun, nor when somebody waits.
    """
    rows = tx.rows("SELECT topic, key FROM unprojected LIMIT ?", (most,))
    is_over = tx.time_for(seconds)
    done: list[Thing] = []
    for thing in rows:
        done.append((thing[0], thing[1]))
        project_things(tx, done[-1:])
        if is_over():
            break
    tx.executemany("DELETE FROM unprojected WHERE topic = ? AND key = ?", done)
    return len(done) < len(rows) or len(rows) == most


def _case(tx: Tx, key: str) -> None:
    ref = find_ref(tx, key)
    project_case(tx, key if ref is None else ref.key)
    # Its words may have changed as well.
    tx.execute("UPDATE p_case SET stale = 1 WHERE key = ?", (key if ref is None else ref.key,))
    tx.touch("case", key if ref is None else ref.key)


def _message(tx: Tx, entry_id: str) -> None:
    entry = journal.find(tx, entry_id)
    if entry is not None and entry.kind in (Kind.SMS_SENT, Kind.SMS_RECEIVED):
        add_contact(tx, entry)
        project_sms(tx, entry)
        if entry.kind == Kind.SMS_SENT:
            mark_sent(tx, entry)
        tx.touch("sms", str(entry.body.get("to") or entry.body.get("sender") or ""))


def _contact(tx: Tx, entry_id: str) -> None:
    entry = journal.find(tx, entry_id)
    if entry is not None:
        add_contact(tx, entry)


def _callback(tx: Tx, subject: str) -> None:
    project_callback(tx, subject)
    tx.touch("callback")


def _optout(tx: Tx, number: str) -> None:
    project_optout(tx, number)
    tx.touch("number", number)


def _outage(tx: Tx, outage_id: str) -> None:
    project_outage(tx, outage_id)
    tx.touch("outage", outage_id)


def _override(tx: Tx, system: str) -> None:
    project_override(tx, system)
    tx.touch("override", system)


def _status(tx: Tx, login: str) -> None:
    project_status(tx, login)
    tx.touch("status", login)


def _paths(tx: Tx, whom: str) -> None:
    project_paths(tx, whom)
    tx.touch("paths", whom)


def _reach(tx: Tx, reach_id: str) -> None:
    started = journal.find(tx, reach_id)
    if started is not None and started.kind == Kind.REACH_STARTED:
        project_reach(tx, started)
        tx.touch("reach", reach_id)


def _run(tx: Tx, entry_id: str) -> None:
    entry = journal.find(tx, entry_id)
    if entry is not None and entry.kind == Kind.BROADCAST_PEOPLE:
        write_people(tx, entry)
    elif entry is not None:
        write_left_out(tx, entry)
    tx.touch("broadcast")


def _roll(tx: Tx, entry_id: str) -> None:
    entry = journal.find(tx, entry_id)
    if entry is not None:
        project_roll_entry(tx, entry)


def _briefings(tx: Tx, outage_id: str) -> None:
    project_briefings(tx, outage_id)
    tx.touch("briefing")


def _readers(tx: Tx, briefing: str) -> None:
    project_readers(tx, briefing)
    tx.touch("briefing")


def _shifts(tx: Tx, source: str) -> None:
    project_shifts(tx, source)
    tx.touch("shift", source)


def _person(tx: Tx, key: str) -> None:
    project_person(tx, key)
    retell_cases(tx, {key, head_of(tx, key)})


def _same(tx: Tx, entry_id: str) -> None:
    entry = journal.find(tx, entry_id)
    if entry is None:
        return
    people = note_word(tx, entry)
    home = home_region(tx)
    for key in sorted({head_of(tx, one) for one in people}):
        project_person(tx, key, home)
    retell_cases(tx, people | {part for one in people for part in parts_of(tx, head_of(tx, one))})


def _told(tx: Tx, entry_id: str) -> None:
    entry = journal.find(tx, entry_id)
    if entry is None:
        return
    if entry.kind == Kind.SMS_SENT:
        _message(tx, entry_id)
    if entry.subject.startswith("case:"):
        _case(tx, entry.subject[5:])
        keep_echo_of(tx, entry_id)


_PROJECT: dict[str, Callable[[Tx, str], None]] = {
    "case": _case,
    "message": _message,
    "contact": _contact,
    "hub_message": project_hub_message,
    "callback": _callback,
    "optout": _optout,
    "outage": _outage,
    "override": _override,
    "status": _status,
    "paths": _paths,
    "reach": _reach,
    "broadcast": project_broadcast,
    "run": _run,
    "roll": _roll,
    "chain": project_chain,
    "rule": project_rule,
    "escalation": project_escalation,
    "swarm": project_swarm,
    "briefings": _briefings,
    "readers": _readers,
    "claims": project_claims,
    "shifts": _shifts,
    "person": _person,
    "same": _same,
    "told": _told,
}
