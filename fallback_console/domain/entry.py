"""The journal's facts: what people did here and what came in from outside."""

from collections.abc import Mapping
from typing import Any, NamedTuple

__all__ = ["CASE_FIELDS", "OWN_STATUSES", "TIMELINE_KINDS", "Entry", "Kind", "NewEntry"]


class Kind:
    """Names of entry kinds, with the keys of their bodies.

    Times are UTC epoch milliseconds, numbers E.164 where they could be parsed. ``subject`` of an entry is a reference:
    ``case:<case key>``, ``person:<person key>``, ``number:<E.164>``, ``whose:<E.164>``, ``system:<name>``, ``outage:<id>``,
    ``mail:<address>``, ``login:<login>``, ``reach:<id>``, ``call:<telephone>/<id>``, ``broadcast:<id>``,
    ``run:<run of a broadcast>``, ``briefing:<id of an outage>``, ``roll:<id of a roll call>``, ``roll:<id>/<position>``,
    ``shifts:<source>``, ``claim:<customer>``, ``chain:<id>``, ``rule:<id>``, ``escalation:<id>``, ``swarm:<id>``, ``station:<id>`` or
    ``entry:<id>``.
    """

    CASE_CREATED = "case.created"
    """subject, queue, text, priority, owner, customer (person key or ''), requestor (e-mail or ''), phone ('' or E.164)"""
    CASE_NUMBERED = "case.numbered"
    """source, remote_id: the helpdesk gave the case of this subject its number"""
    FIELD_CHANGED = "field.changed"
    """field (of CASE_FIELDS), base, value, base_version (int or null)"""
    NEXT_ACTION = "next_action.set"
    """text, due_at (null where none)"""
    NOTE = "note.added"
    """text"""
    REPLY = "reply.sent"
    """text; goes to the customer through the helpdesk"""
    CALL = "call.logged"
    """direction ('out'|'in'), number, person (key or ''), person_name, started_at, seconds, outcome, notes,
    follow_up_at (or null); where somebody had a claim on the customer also claim: scope (of ``domain.claims``, 'stale' where the
    caller's had passed to somebody else, 'other' where somebody else had one), id, token, by (login of who had it)"""
    CALL_MISSED = "call.missed"
    """number ('' where withheld), shown_name, at, telephone, call_id, seconds (for which it rang): nobody took it; the subject is
    ``call:<telephone>/<call_id>``, so that it is written once however often it is told"""
    CALL_MISSED_DONE = "call.missed.done"
    """of (id of the call.missed entry), reason (or ''), done (bool; false takes it back): nobody need call back; the subject is
    the missed call's, and the last word counts"""
    CALLBACK_DONE = "callback.done"
    """of (id of the call.logged entry), reason (or ''): nobody is to be called back any more"""
    CALLBACK_MOVED = "callback.moved"
    """of (id of the call.logged entry), due_at"""
    SMS_SENT = "sms.sent"
    """to, person, person_name, text, encoding, parts, gateway; of a broadcast also broadcast (its run) and position (there)"""
    SMS_RECEIVED = "sms.received"
    """sender, text, gateway, gateway_id, received_at, person, person_name"""
    SMS_RECEIPT = "sms.receipt"
    """of (id of the sms.sent entry), state ('accepted'|'buffered'|'delivered'|'failed'), gateway, part (int or null), said"""
    SMS_SCHEDULED = "sms.scheduled"
    """at: when a text message is to go out; the subject is its entry, and the last word counts"""
    SMS_ASSIGNED = "sms.assigned"
    """case (key or ''), filed (id of the sms.filed entry or ''): to which case a text message belongs; the subject is the
    message's entry, and the last word counts"""
    SMS_FILED = "sms.filed"
    """of (id of the message's entry), direction ('out'|'in'), number, person_name, text, at: a text message was put to the case
    of this subject after it had come or gone without it"""
    SMS_UNFILED = "sms.unfiled"
    """of (id of the message's entry), direction, number, person_name, at: it does not belong to this case after all"""
    MAIL_SENT = "mail.sent"
    """to (a mail address), person, person_name, subject, text"""
    CHAT_SENT = "chat.sent"
    """to (the mail address by which the person is known in the chat), person, person_name, text"""
    HUB_SENT = "hub.sent"
    """to (key of somebody of the team), person (the same), person_name, text: it stands in that person's own window"""
    HUB_READ = "hub.read"
    """reply (id of the entry with which it was answered, or ''): whoever says so has read the message of this subject. The answer is a
    message back, or what was said of an escalation or swarm"""
    NUMBER_ASSIGNED = "number.assigned"
    """number, person (key, '' for nobody), person_name: to whom a number belongs; the subject is ``whose:<number>``, so that it
    is found without its messages, and the last word counts"""
    BROADCAST_DRAFTED = "broadcast.drafted"
    """title, text, audience (as ``domain.broadcast.Audience``), urgent (bool), per_minute (0 for as fast as the gateway takes it);
    until it is started the last one counts"""
    BROADCAST_APPROVED = "broadcast.approved"
    """of (id of the broadcast.drafted entry), recipients: a second person lets it go to so many"""
    BROADCAST_PEOPLE = "broadcast.people"
    """first (position of the first), people (lists of number, person, name and reason): some of those a run is about"""
    BROADCAST_STARTED = "broadcast.started"
    """run, of (id of the broadcast.drafted entry), people, recipients: everybody is written down, now it goes out"""
    BROADCAST_PAUSED = "broadcast.paused"
    """nothing: no more of it goes out"""
    BROADCAST_RESUMED = "broadcast.resumed"
    """nothing: it goes on"""
    BROADCAST_CANCELLED = "broadcast.cancelled"
    """reason: what has not gone out never will"""
    BROADCAST_LEFT_OUT = "broadcast.left_out"
    """position, reason: somebody of a run does not get it after all"""
    ROLL_PEOPLE = "roll_call.people"
    """first (position of the first), people (lists as ``domain.roll_call.Asked``): some of those a roll call is about"""
    ROLL_STARTED = "roll_call.started"
    """title, texts (by language), audience (as ``domain.broadcast.Audience``), waits (milliseconds by kind of path), people:
    everybody is written down, now they are asked"""
    ROLL_ASKED = "roll_call.asked"
    """step (position of the path, -1 for all of them), state ('waiting'|'failed'|'exhausted'), why, until (or 0), entry (id of the
    text message, or of the call that came to nothing, or '' as for the hub); the subject is one person of the roll call"""
    ROLL_ANSWERED = "roll_call.answered"
    """answer (of ``domain.roll_call.ANSWERS``), how (of ``HOW``), text, at, shared (bool), of (id of the message or call, or
    ''); the subject is one person of the roll call, and the last clear word by ``at`` counts"""
    ROLL_CLOSED = "roll_call.closed"
    """reason: nobody is asked any more; answers still count"""
    CHAIN_SET = "chain.set"
    """name, steps (pairs of whom, as ``domain.escalation.ChainStep`` names them, and minutes), repeat (how often all of it is asked
    again), removed (bool); the last word counts"""
    RULE_SET = "rule.set"
    """name, on (bool), words, queue, priority, organisation (as ``domain.watch_rules.Condition``), count, minutes, rest (minutes), chain
    (id, '' for none), urgent (bool), watchers (as ``domain.escalation.ChainStep`` names them), language (of what is texted), reach (as
    rules in escalation.started), removed (bool); the last word counts"""
    RULE_FIRED = "rule.fired"
    """name, start, end (times of the first and the last case), rest (milliseconds), count, minutes (as in rule.set), found (how many
    cases), cases (lists of all keys that each is known by), numbers (as people call the first of them), escalation (id, or ''), why (of
    ``domain.watch_rules.WHYS``). Those of one rule that are close in time, or have a case in common, are one wave"""
    ESCALATION_STARTED = "escalation.started"
    """number (short, for answers), case (key or ''), reason, urgent (bool), chain (its name), steps and repeat (as in chain.set, as
    they were then), rules (quiet, text_wait, call_wait, zone: as ``domain.reach_rules.ReachRules``)"""
    ESCALATION_STEPPED = "escalation.stepped"
    """position (counted on through repetitions; as many as there are steps for none left), due_at (when the next one follows), people
    (lists of person, name, why not or '', id of the reach.started entry or '', numbers). Two of one position are one step"""
    ESCALATION_ANSWERED = "escalation.answered"
    """act ('taken'|'passed'|'closed'), by ('person:<key>' or 'login:<login>'), by_name, how ('sms'|'hub'|'desk'), of (id of the
    sms.received entry, of the hub.sent entry that it answers, or ''), position (of the step that was asked last); who took it first has
    it, until they pass it on. Closed because another one is about the same: also doubled (number of that one)"""
    ESCALATION_MISREAD = "escalation.misread"
    """of (id of the sms.received entry), number: somebody who had been asked answered with a number that is none of theirs, and was
    told so; the subject is their number"""
    SWARM_TRIAGED = "swarm.triaged"
    """checks (by ids of ``domain.swarm.CHECKS``, bools), priority (0 to 100), decided (bool: a swarm is wanted), reason; the subject is
    the case, and the last word counts"""
    SWARM_OPENED = "swarm.opened"
    """number (short, for answers), case (key), title, reason, lead ('person:<key>' or 'login:<login>'), lead_name, triage (id of the
    swarm.triaged entry that decided it, or '')"""
    SWARM_INVITED = "swarm.invited"
    """people: lists of who (as lead), name, role, external (bool), how (of ``domain.swarm.HOW``), reach (id of the reach.started entry
    or ''), numbers"""
    SWARM_MEMBER = "swarm.member"
    """act (of ``domain.swarm.ACTS``), who, name, external, how, of (as in escalation.answered), by_name (who said so), texts (bool),
    numbers: somebody answers, comes or goes"""
    SWARM_SAID = "swarm.said"
    """who, name, text, how, external (bool: the speaker is none of ours), of (as in escalation.answered), texts (lists of who, name and
    id of the sms.sent entry), missed (lists of who, name and why not): a message in the room"""
    SWARM_NEXT = "swarm.next"
    """state ('set'|'done'|'handed'), text, owner (as lead), owner_name, due_at (0 where the state is another), by_name, note"""
    SWARM_CLOSED = "swarm.closed"
    """summary, told_by (of ``domain.swarm.TOLD_BY``), told (what was said of it), of (id of the entry that told the customer, or ''),
    note (id of the note.added entry with the summary), by_name"""
    SWARM_REOPENED = "swarm.reopened"
    """reason, by_name"""
    SWARM_ARCHIVED = "swarm.archived"
    """by_name: it is over for good; all of it can still be read"""
    PERSON_IMPORTED = "person.imported"
    """role, and as far as they are known name, reading, emails, numbers (pairs of kind and text), organisation, languages,
    timezone, skills (pairs of name and level), groups: all that a file says of the person of this subject"""
    PERSON_MERGED = "person.merged"
    """other (person key): it is the same person as the one of this subject"""
    PERSON_PARTED = "person.parted"
    """other (person key): it is somebody else than the one of this subject after all"""
    PATHS_SET = "paths.set"
    """any of order (list of kinds or ids of paths), consent (yes or no by kind or id), quiet ([from, to] in minutes since midnight
    where the person is, or null for the usual hours); of the person or number of this subject, and the last word on each counts"""
    REACH_STARTED = "reach.started"
    """person (key or ''), person_name, case (key or ''), text, urgent (bool), steps (list of kind, address, reason not to use it
    or ''), waits (milliseconds by kind of path), quiet (as in paths.set), zones (IANA names); the subject is the person or
    number"""
    REACH_MOVED = "reach.moved"
    """step (position, or -1 for all of it), state, why, until (when its time is over, or 0), entry (id of its text message, or '');
    the subject is ``reach:<id of the reach.started entry>``, and the last word on each step counts"""
    REACH_CHANGED = "reach.changed"
    """any of urgent, second_sms (bool): what a person allows from now on; the subject as for reach.moved"""
    OPT_OUT = "person.opted_out"
    """number, word"""
    OPT_IN = "person.opted_in"
    """number, word"""
    OUTAGE_DECLARED = "outage.declared"
    """systems (list), by ('monitor' or actor), reason, since_at"""
    OUTAGE_EVENT = "outage.event"
    """system, state (domain.health.State value), detail"""
    OUTAGE_OVER = "outage.over"
    """by, reason"""
    PLAYBOOK_STEP = "playbook.step"
    """step (id of a step of the playbook), done (bool); the subject is the outage"""
    BRIEFING_GIVEN = "briefing.given"
    """outage, conditions, actions, needs, next_due_at; the subject is ``briefing:<id of the outage>``. Nothing is changed in it
    afterwards: what was wrong is put right in the next one"""
    BRIEFING_CLOCK = "briefing.clock"
    """outage, minutes: how often a briefing is wanted; the subject as for briefing.given, and the last word counts"""
    BRIEFING_READ = "briefing.read"
    """of (id of the briefing.given entry), by (login:, person: or number:, as a subject names them), answer (id of the
    sms.received entry that says so, or ''); the subject is the briefing's entry"""
    BRIEFING_TEXTED = "briefing.texted"
    """of (id of the briefing.given entry), broadcast (id), code (the number that is answered by who has read it): it goes out as
    text messages; the subject is the briefing's entry"""
    STATUS = "status.set"
    """status (of OWN_STATUSES), how ('person'|'call'|'supervisor'); the subject is the login it is about, the actor who said it"""
    CLAIM_TAKEN = "claim.taken"
    """until: this customer is the actor's; the subject is ``claim:<customer>`` as ``domain.views.customer_ref`` names them, in this
    and all that follows about claims"""
    CLAIM_CONFIRMED = "claim.confirmed"
    """of (id of the entry that made the claim), token, hub (which one gave it), until, late (bool: it could not be asked at once)"""
    CLAIM_RENEWED = "claim.renewed"
    """of, until: it goes on without the hub's word"""
    CLAIM_ENDED = "claim.ended"
    """of, how ('released'|'lost')"""
    CLAIM_OFFERED = "claim.offered"
    """of, to (a login): somebody else may have it"""
    CLAIM_ASKED = "claim.asked"
    """of: the actor would like to have it"""
    CLAIM_ACCEPTED = "claim.accepted"
    """of (id of the claim.offered or claim.asked entry), until: the claim passes on, and this entry makes the new one"""
    CLAIM_DECLINED = "claim.declined"
    """of (id of the claim.offered or claim.asked entry): it does not"""
    SHIFTS_IMPORTED = "shift.imported"
    """run (of the import), first (position of the first), spans (lists of kind, who, start, end, schedule, other, note): some of
    the shifts, absences and on-call times of the source that is the subject"""
    SHIFTS_REPLACED = "shift.replaced"
    """run, rows (how many spans it has), file (its name): the import is whole and stands for all that the source said before"""
    OVERRIDE = "override.set"
    """system, state ('up'|'down'|'auto'), reason"""
    CONFLICT_RESOLVED = "conflict.resolved"
    """of (entry id), choice ('mine'|'theirs'|'edit'), value, theirs, theirs_version"""
    DELIVERY_DROPPED = "delivery.dropped"
    """of (entry id), sink, reason"""
    DELIVERY_RETRIED = "delivery.retried"
    """of (entry id), sink"""
    DELIVERY_MOVED = "delivery.moved"
    """of (entry id), sink (that did not take it), to (sink that it goes to instead), why ('refused'|'stood still')"""
    UNKNOWN_RESOLVED = "unknown.resolved"
    """of (entry id), sink, arrived (bool), how ('person'|'gateway')"""
    DELIVERIES_TOLD = "deliveries.told"
    """states (lists of entry id, sink, state of the delivery and what the sink answered, as ``domain.delivery.Receipt`` or null):
    what became of deliveries of the station of this subject, so that the others know"""
    STATION_ADOPTED = "station.adopted"
    """adopted (lists of entry id and sink), reason: the station that made this entry delivers these in place of the station of
    this subject, because somebody said that that one is lost"""
    PRIVATE = "private"
    """nothing: another station made an entry that is not for the team; it stands here for its number alone"""


CASE_FIELDS = ("subject", "queue", "status", "priority", "owner", "due")
"""Fields of a case that can be changed here. All values are text: priority a whole number in digits, due UTC epoch
milliseconds in digits or '' for none, owner a login or '' for nobody."""

TIMELINE_KINDS = ("messages", "notes", "calls", "sms", "changes")
"""What of a case's timeline can be looked at alone."""

OWN_STATUSES = ("available", "call", "wrap-up", "away", "off")
"""What somebody says of themselves: ready, in a call, writing up a call, not at the desk, not on shift."""


class NewEntry(NamedTuple):
    """A fact about to be written: what the store cannot know by itself."""

    kind: str
    subject: str
    body: Mapping[str, Any]
    actor: str


class Entry(NamedTuple):
    """One fact of the journal. Never changed, never deleted.

    Attributes:
        id: UUIDv7; the idempotency key everywhere.
        station: id of the station that made it.
        number: position among the station's entries, from 1, without gaps.
        hlc: hybrid logical time as text (``domain.clock.Hlc``); orders entries of all stations.
        made_at: wall clock then, UTC epoch milliseconds; for display, never for order.
        actor: login of the person, or the name of the part of the program that learned it ('gateway:kannel', 'monitor').
        kind: one of ``Kind``.
        subject: reference of what it is about.
        body: values by name, JSON types only.
    """

    id: str
    station: str
    number: int
    hlc: str
    made_at: int
    actor: str
    kind: str
    subject: str
    body: Mapping[str, Any]
