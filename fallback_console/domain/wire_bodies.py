"""What an entry that comes from another station has to hold, by its kind: names and types, and what more is read of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.entry import CASE_FIELDS, Kind
from fallback_console.domain.paths import folded
from fallback_console.domain.person import card_from
from fallback_console.domain.spoken import spoken_from

__all__ = ["LATEST_MS", "MOST_INT", "check_body"]

MOST_INT = 1 << 53
"""Greatest whole number, either way, that every reader of JSON keeps exactly."""

LATEST_MS = 4_102_444_800_000
"""The year 2100: a time behind it would drag every station's clock along."""

_TYPES: dict[str, Callable[[object], bool]] = {
    "s": lambda value: isinstance(value, str),
    "i": lambda value: type(value) is int and abs(value) <= MOST_INT,
    "n": lambda value: value is None or (type(value) is int and abs(value) <= MOST_INT),
    "b": lambda value: isinstance(value, bool),
    "y": lambda value: type(value) in (bool, int),
    "l": lambda value: isinstance(value, list),
    "d": lambda value: isinstance(value, dict),
}

_DELIVERY = "of:s sink:s"
_BODIES: dict[str, tuple[str, str]] = {
    Kind.CASE_CREATED: ("case:local:", "subject:s queue:s text:s priority:i owner:s customer:s requestor:s phone:s"),
    Kind.CASE_NUMBERED: ("case:local:", "source:s remote_id:s"),
    Kind.FIELD_CHANGED: ("case:", "field:s base:s value:s base_version:n"),
    Kind.NEXT_ACTION: ("case:", "text:s due_at:n"),
    Kind.NOTE: ("case:", "text:s"),
    Kind.REPLY: ("case:", "text:s"),
    Kind.CALL: (
        "",
        "direction:s number:s person:s person_name:s started_at:i seconds:i outcome:s notes:s follow_up_at:n",
    ),
    Kind.CALLBACK_DONE: ("", "of:s reason:s"),
    Kind.CALLBACK_MOVED: ("", "of:s due_at:i"),
    Kind.SMS_SENT: ("", "to:s person:s person_name:s text:s encoding:s parts:i gateway:s"),
    Kind.SMS_RECEIVED: ("", "sender:s text:s gateway:s gateway_id:s received_at:i person:s person_name:s"),
    Kind.SMS_RECEIPT: ("", "of:s state:s gateway:s part:n"),
    Kind.SMS_SCHEDULED: ("entry:", "at:i"),
    Kind.SMS_ASSIGNED: ("entry:", "case:s filed:s"),
    Kind.SMS_FILED: ("case:", "of:s direction:s number:s person_name:s text:s at:i"),
    Kind.SMS_UNFILED: ("case:", "of:s direction:s number:s person_name:s at:i"),
    Kind.MAIL_SENT: ("", "to:s person:s person_name:s subject:s text:s"),
    Kind.CHAT_SENT: ("", "to:s person:s person_name:s text:s"),
    Kind.HUB_SENT: ("", "to:s person:s person_name:s text:s"),
    Kind.HUB_READ: ("entry:", "reply:s"),
    Kind.NUMBER_ASSIGNED: ("whose:", "number:s person:s person_name:s"),
    Kind.BROADCAST_DRAFTED: ("broadcast:", "title:s text:s audience:d urgent:y per_minute:i"),
    Kind.BROADCAST_APPROVED: ("broadcast:", "of:s recipients:i"),
    Kind.BROADCAST_PEOPLE: ("run:", "first:i people:l"),
    Kind.BROADCAST_STARTED: ("broadcast:", "run:s of:s people:i recipients:i"),
    Kind.BROADCAST_PAUSED: ("broadcast:", ""),
    Kind.BROADCAST_RESUMED: ("broadcast:", ""),
    Kind.BROADCAST_CANCELLED: ("broadcast:", "reason:s"),
    Kind.BROADCAST_LEFT_OUT: ("run:", "position:i reason:s"),
    Kind.BRIEFING_GIVEN: ("briefing:", "conditions:s actions:s needs:s next_due_at:i"),
    Kind.BRIEFING_CLOCK: ("briefing:", "minutes:i"),
    Kind.BRIEFING_READ: ("entry:", "by:s answer:s"),
    Kind.BRIEFING_TEXTED: ("entry:", "broadcast:s code:i"),
    Kind.ROLL_PEOPLE: ("roll:", "first:i people:l"),
    Kind.ROLL_STARTED: ("roll:", "title:s texts:d audience:d waits:d people:i"),
    Kind.ROLL_ASKED: ("roll:", "step:i state:s why:s until:i entry:s"),
    Kind.ROLL_ANSWERED: ("roll:", "answer:s how:s text:s at:i shared:y of:s"),
    Kind.ROLL_CLOSED: ("roll:", "reason:s"),
    Kind.CLAIM_TAKEN: ("claim:", "until:i"),
    Kind.CLAIM_CONFIRMED: ("claim:", "of:s token:i hub:s until:i late:y"),
    Kind.CLAIM_RENEWED: ("claim:", "of:s until:i"),
    Kind.CLAIM_ENDED: ("claim:", "of:s how:s"),
    Kind.CLAIM_OFFERED: ("claim:", "of:s to:s"),
    Kind.CLAIM_ASKED: ("claim:", "of:s"),
    Kind.CLAIM_ACCEPTED: ("claim:", "of:s until:i"),
    Kind.CLAIM_DECLINED: ("claim:", "of:s"),
    Kind.CHAIN_SET: ("chain:", "name:s steps:l repeat:i removed:y"),
    Kind.RULE_SET: (
        "rule:",
        "name:s on:y words:s queue:s priority:i organisation:s count:i minutes:i rest:i chain:s urgent:y watchers:l language:s reach:d"
        " removed:y",
    ),
    Kind.RULE_FIRED: (
        "rule:",
        "name:s start:i end:i rest:i count:i minutes:i found:i cases:l numbers:l escalation:s why:s",
    ),
    Kind.ESCALATION_STARTED: ("escalation:", "number:i case:s reason:s urgent:y chain:s steps:l repeat:i rules:d"),
    Kind.ESCALATION_STEPPED: ("escalation:", "position:i due_at:i people:l"),
    Kind.ESCALATION_ANSWERED: ("escalation:", "act:s by:s by_name:s how:s of:s position:i"),
    Kind.ESCALATION_MISREAD: ("number:", "of:s number:i"),
    Kind.SWARM_TRIAGED: ("case:", "checks:d priority:i decided:y reason:s"),
    Kind.SWARM_OPENED: ("swarm:", "number:i case:s title:s reason:s lead:s lead_name:s triage:s"),
    Kind.SWARM_INVITED: ("swarm:", "people:l"),
    Kind.SWARM_MEMBER: ("swarm:", "act:s who:s name:s external:y how:s of:s by_name:s texts:y numbers:l"),
    Kind.SWARM_SAID: ("swarm:", "who:s name:s text:s how:s external:y of:s texts:l missed:l"),
    Kind.SWARM_NEXT: ("swarm:", "state:s text:s owner:s owner_name:s due_at:i by_name:s note:s"),
    Kind.SWARM_CLOSED: ("swarm:", "summary:s told_by:s told:s of:s note:s by_name:s"),
    Kind.SWARM_REOPENED: ("swarm:", "reason:s by_name:s"),
    Kind.SWARM_ARCHIVED: ("swarm:", "by_name:s"),
    Kind.SHIFTS_IMPORTED: ("shifts:", "run:s first:i spans:l"),
    Kind.SHIFTS_REPLACED: ("shifts:", "run:s rows:i file:s"),
    Kind.PERSON_IMPORTED: ("person:", ""),
    Kind.PERSON_MERGED: ("person:", "other:s"),
    Kind.PERSON_PARTED: ("person:", "other:s"),
    Kind.PATHS_SET: ("", ""),
    Kind.REACH_STARTED: ("", "person:s person_name:s case:s text:s urgent:y steps:l waits:d"),
    Kind.REACH_MOVED: ("reach:", "step:i state:s why:s until:i entry:s"),
    Kind.REACH_CHANGED: ("reach:", ""),
    Kind.OPT_OUT: ("number:", "number:s word:s"),
    Kind.OPT_IN: ("number:", "number:s word:s"),
    Kind.OUTAGE_DECLARED: ("outage:", "systems:l by:s reason:s since_at:i"),
    Kind.OUTAGE_EVENT: ("outage:", "system:s state:s detail:s"),
    Kind.OUTAGE_OVER: ("outage:", "by:s reason:s"),
    Kind.PLAYBOOK_STEP: ("outage:", "step:s done:y"),
    Kind.STATUS: ("login:", "status:s how:s"),
    Kind.OVERRIDE: ("system:", "system:s state:s reason:s"),
    Kind.CONFLICT_RESOLVED: ("", "of:s choice:s"),
    Kind.DELIVERY_DROPPED: ("", f"{_DELIVERY} reason:s"),
    Kind.DELIVERY_RETRIED: ("", _DELIVERY),
    Kind.DELIVERY_MOVED: ("", f"{_DELIVERY} to:s why:s"),
    Kind.UNKNOWN_RESOLVED: ("", f"{_DELIVERY} arrived:y how:s"),
    Kind.DELIVERIES_TOLD: ("station:", "states:l"),
    Kind.STATION_ADOPTED: ("station:", "adopted:l reason:s"),
}
"""How the subject begins, and what the body holds at least: names with their types."""

_READY = {
    kind: (prefix, tuple((name, _TYPES[type_]) for name, _, type_ in (word.partition(":") for word in words.split())))
    for kind, (prefix, words) in _BODIES.items()
}


def check_body(kind: str, subject: str, body: Mapping[str, Any]) -> None:
    """See that an entry has all that is read of its kind; one of a kind that this program does not know may have anything.

    Raises:
        ValueError: it has not.
    """
    if kind == Kind.PRIVATE and (subject or body):
        raise ValueError("a place-holder that holds something")
    known = _READY.get(kind)
    if known is None:
        # A newer program's kind is kept and passed on; nothing here reads it.
        return
    prefix, fields = known
    if not subject.startswith(prefix) or len(subject) == len(prefix):
        raise ValueError("a subject of another kind")
    for name, is_right in fields:
        if name not in body or not is_right(body[name]):
            raise ValueError("a body of another kind")
    more = _MORE.get(kind)
    if more is not None:
        try:
            fine = more(body)
        except (TypeError, KeyError, AttributeError, IndexError) as error:
            raise ValueError("a body that cannot be read") from error
        if not fine:
            raise ValueError("a body that cannot be read")


def _field(body: Mapping[str, Any]) -> bool:
    field, value = body["field"], body["value"]
    if field == "priority":
        return value.isascii() and value.isdigit() and len(value) < 10
    if field == "due":
        return not value or (value.isascii() and value.isdigit() and len(value) < 16)
    return field in CASE_FIELDS


def _texts(values: Any, most: int = 100_000) -> bool:
    return isinstance(values, list | tuple) and len(values) <= most and all(isinstance(one, str) for one in values)


def _people(body: Mapping[str, Any]) -> bool:
    return body["first"] >= 0 and all(_texts(one) and len(one) == 4 for one in body["people"])


def _asked(body: Mapping[str, Any]) -> bool:
    def fine(person: Any, name: Any, language: Any, steps: Any, reason: Any, quiet: Any) -> bool:
        ways = all(_texts(step) and len(step) == 2 for step in steps)
        return ways and _texts([person, name, language, reason]) and type(quiet) in (bool, int)

    return body["first"] >= 0 and all(len(one) == 6 and fine(*one) for one in body["people"])


def _spans(body: Mapping[str, Any]) -> bool:
    def fine(kind: Any, who: Any, start: Any, end: Any, schedule: Any, other: Any, note: Any) -> bool:
        return _texts([kind, who, schedule, other, note]) and type(start) is int and type(end) is int

    return body["first"] >= 0 and all(len(one) == 7 and fine(*one) for one in body["spans"])


def _card(body: Mapping[str, Any]) -> bool:
    card = card_from(body)
    flat = (card.role, card.name, card.reading, card.organisation, card.timezone, card.login, card.site)
    lists = (card.emails, card.languages, card.groups)
    numbers = all(isinstance(one.kind, str) and isinstance(one.text, str) for one in card.numbers)
    skills = all(isinstance(name, str) and type(level) is int for name, level in card.skills)
    return _texts(flat) and all(map(_texts, lists)) and numbers and skills


def _wishes(body: Mapping[str, Any]) -> bool:
    folded([body])
    return _texts(body.get("order", ())) and isinstance(body.get("consent", {}), dict)


def _steps(body: Mapping[str, Any]) -> bool:
    return all(_texts([one["kind"], one["address"], one["why"]]) for one in body["steps"])


def _chain(body: Mapping[str, Any]) -> bool:
    """Steps of a chain, or of an escalation with the rules it goes by."""
    rules = body.get("rules")
    if rules is not None and not _reach(rules):
        return False
    steps = all(_texts(who, 100) and type(minutes) is int and 0 < minutes < 10_000 for who, minutes in body["steps"])
    return steps and len(body["steps"]) <= 100 and 0 <= body["repeat"] <= 100


def _reach(rules: Any) -> bool:
    waits = all(type(rules[name]) in (int, float) and 0 <= rules[name] < 1e9 for name in ("text_wait", "call_wait"))
    return waits and isinstance(rules["zone"], str) and [type(one) for one in rules["quiet"]] == [int, int]


def _rule(body: Mapping[str, Any]) -> bool:
    numbers = all(0 <= body[name] < 1e7 for name in ("count", "minutes", "rest", "priority"))
    return (
        numbers
        and body["count"] > 0
        and body["minutes"] > 0
        and _texts(body["watchers"], 100)
        and _reach(body["reach"])
    )


def _fired(body: Mapping[str, Any]) -> bool:
    times = 0 <= body["start"] <= body["end"] < LATEST_MS and 0 <= body["rest"] < LATEST_MS
    cases = 0 < len(body["cases"]) <= 10_000 and all(one and _texts(one, 9) for one in body["cases"])
    return times and cases and _texts(body["numbers"], 100) and 0 < body["minutes"] < 1e7


def _stepped(body: Mapping[str, Any]) -> bool:
    people = all(_texts(one[:4]) and _texts(one[4], 100) and len(one) == 5 for one in body["people"])
    return people and 0 <= body["position"] < 100_000


def _swarm_people(body: Mapping[str, Any]) -> bool:
    def fine(who: Any, name: Any, role: Any, external: Any, how: Any, reach: Any, numbers: Any) -> bool:
        known = role in ("lead", "member", "watcher") and type(external) in (bool, int)
        return known and _texts([who, name, how, reach]) and _texts(numbers, 100)

    return len(body["people"]) <= 1000 and all(len(one) == 7 and fine(*one) for one in body["people"])


def _swarm_said(body: Mapping[str, Any]) -> bool:
    return all(_texts(one) and len(one) == 3 for one in (*body["texts"], *body["missed"]))


def _adopted(body: Mapping[str, Any]) -> bool:
    return all(_texts(one) and len(one) == 2 for one in body["adopted"])


_STATES = frozenset(state.value for state in DeliveryState)


def _told(body: Mapping[str, Any]) -> bool:
    for entry_id, sink, state, receipt in body["states"]:
        if not _texts([entry_id, sink, state]) or state not in _STATES:
            return False
        if receipt is not None and not (
            _texts([receipt["remote_id"], receipt["said"]])
            and _texts(receipt["remote_items"])
            and _TYPES["n"](receipt["version"])
            and isinstance(receipt["already"], bool)
            and len(receipt) == 5
        ):
            return False
    return True


_MORE: dict[str, Callable[[Mapping[str, Any]], bool]] = {
    Kind.FIELD_CHANGED: _field,
    Kind.BROADCAST_PEOPLE: _people,
    Kind.ROLL_PEOPLE: _asked,
    Kind.SHIFTS_IMPORTED: _spans,
    Kind.PERSON_IMPORTED: _card,
    Kind.PATHS_SET: _wishes,
    Kind.REACH_STARTED: lambda body: _steps(body) and _read_out(body),
    Kind.CHAIN_SET: _chain,
    Kind.RULE_SET: _rule,
    Kind.RULE_FIRED: _fired,
    Kind.ESCALATION_STARTED: _chain,
    Kind.ESCALATION_STEPPED: _stepped,
    Kind.SWARM_TRIAGED: lambda body: all(type(one) in (bool, int) for one in body["checks"].values()),
    Kind.SWARM_OPENED: lambda body: 0 < body["number"] < 100_000,
    Kind.SWARM_INVITED: _swarm_people,
    Kind.SWARM_MEMBER: lambda body: _texts(body["numbers"], 100),
    Kind.SWARM_SAID: _swarm_said,
    Kind.ESCALATION_ANSWERED: lambda body: type(body.get("doubled", 0)) is int,
    Kind.STATION_ADOPTED: _adopted,
    Kind.DELIVERIES_TOLD: _told,
    Kind.OUTAGE_DECLARED: lambda body: _texts(body["systems"]),
    Kind.CALL: lambda body: "claim" not in body or _claimed(body["claim"]),
    Kind.SMS_SENT: lambda body: ("broadcast" not in body or _place_of(body)) and _read_out(body),
}


def _read_out(body: Mapping[str, Any]) -> bool:
    """What is read out in a call, where anything is."""
    found = body.get("spoken")
    if found is None:
        return "spoken" not in body
    spoken = spoken_from(found)
    return _texts(list(spoken.keys.values()), 12) and all(key.isascii() and key.isdigit() for key in spoken.keys)


def _place_of(body: Mapping[str, Any]) -> bool:
    return isinstance(body["broadcast"], str) and type(body["position"]) is int and body["position"] >= 0


def _claimed(found: Any) -> bool:
    return _texts([found["scope"], found["id"], found["by"]]) and type(found["token"]) is int
