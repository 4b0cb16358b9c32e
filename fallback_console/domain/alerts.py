"""Alerts: what a person should hear of without looking for it. Which there are, which are new, and what they say.

An alert follows from facts that are stored anyway (an outage, a delivery, a due time) and is always made with the same id from the
same fact, so it is never raised twice. What was raised is kept with its state; what is old is forgotten, together with the facts it
came from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from fallback_console.domain.sentences import Sentence

__all__ = [
    "ANSWER",
    "CALL",
    "CALLBACK",
    "GONE",
    "GROUPS",
    "GROUP_OF",
    "LONGEST",
    "NEEDS",
    "NEW",
    "OUTAGE",
    "READ",
    "SOON_MS",
    "Alert",
    "Case",
    "Kept",
    "detail",
    "due",
    "from_json",
    "merged",
    "title",
    "to_json",
    "unread",
    "with_state",
]

NEW, READ, GONE = "new", "read", "gone"
"""States: not read yet, read, put away by a person."""

OUTAGE, ANSWER, NEEDS, CALLBACK, CALL = "outage", "answer", "needs", "callback", "call"
GROUPS = (OUTAGE, CALL, ANSWER, NEEDS, CALLBACK)
"""What sounds can be chosen for."""

GROUP_OF: Mapping[str, str] = {
    "outage": OUTAGE,
    "outage-over": OUTAGE,
    "all-arrived": OUTAGE,
    "answer": ANSWER,
    "conflict": NEEDS,
    "refused": NEEDS,
    "unknown": NEEDS,
    "due-soon": NEEDS,
    "overdue": NEEDS,
    "given": NEEDS,
    "missed": CALL,
    "callback": CALLBACK,
    "reach-call": CALLBACK,
    "reach-lost": NEEDS,
    "briefing": NEEDS,
    "contested": NEEDS,
    "claim-offered": NEEDS,
    "claim-asked": NEEDS,
    "escalation": CALL,
    "escalation-lost": OUTAGE,
    "swarm": CALL,
    "swarm-said": ANSWER,
    "swarm-answer": NEEDS,
    "swarm-next": NEEDS,
    "wave": OUTAGE,
    "wave-lost": OUTAGE,
    "roll-call": CALL,
    "hub-message": NEEDS,
}
"""Every kind of alert, and its group."""

SOON_MS = 3_600_000
"""So long before its due time a case is close to it."""

LONGEST = 300
"""So many alerts are kept."""

_KEPT_MS = 14 * 86_400_000
_FIRST_MS = 12 * 3_600_000
"""So far back the first look goes: who opens the console for the first time is not told of old things."""

_STANDING = frozenset(
    {
        "conflict",
        "refused",
        "unknown",
        "due-soon",
        "overdue",
        "callback",
        "reach-call",
        "reach-lost",
        "missed",
        "briefing",
        "claim-offered",
        "claim-asked",
        "escalation",
        "escalation-lost",
        "swarm",
        "swarm-next",
        "roll-call",
        "hub-message",
    }
)
"""Kinds that are over once their fact is: then nobody has to read them any more."""


def _local_time(at: int) -> str:
    try:
        return datetime.fromtimestamp(at / 1000, UTC).astimezone().strftime("%H:%M")
    except (OverflowError, OSError, ValueError):
        return "?"


class Case(NamedTuple):
    """A case as alerts name it; all '' for none."""

    key: str = ""
    number: str = ""
    subject: str = ""


class Alert(NamedTuple):
    """One thing to hear of.

    Attributes:
        id: the same for the same fact.
        kind: of ``GROUP_OF``.
        at: when it came to be, UTC epoch milliseconds.
        view, key: where it leads, '' for nowhere.
        who: a name, login or system, as the kind has it.
        text: what was said, for an SMS.
        systems: of an outage.
        state: ``NEW``, ``READ`` or ``GONE``.
        free: the case was nobody's then.
    """

    id: str
    kind: str
    at: int
    view: str = ""
    key: str = ""
    case: Case = Case()
    who: str = ""
    text: str = ""
    systems: tuple[str, ...] = ()
    state: str = NEW
    free: bool = False


class Kept(NamedTuple):
    """What was raised, the newest first.

    Attributes:
        floor: facts before this time raise nothing, UTC epoch milliseconds.
        marks: how far history items and entries have been looked through, None before the first look.
    """

    floor: int
    alerts: tuple[Alert, ...] = ()
    marks: tuple[int, int] | None = None

    @classmethod
    def start(cls, now: int) -> Kept:
        """Before anything was raised."""
        return cls(now - _FIRST_MS)


def due(cases: Iterable[tuple[Case, int]], now: int) -> list[Alert]:
    """Alerts of cases with a due time: close to it, or past it.

    Args:
        cases: (case, due time).
    """
    found = []
    for case, due_at in cases:
        if due_at <= now:
            found.append(Alert(f"overdue:{case.key}:{due_at}", "overdue", due_at, "queue", case.key, case))
        elif due_at - SOON_MS <= now:
            found.append(Alert(f"due-soon:{case.key}:{due_at}", "due-soon", due_at - SOON_MS, "queue", case.key, case))
    return found


def merged(kept: Kept, found: Iterable[Alert], now: int) -> tuple[Kept, tuple[Alert, ...]]:
    """What is kept together with what the facts say now.

    Returns:
        What is to be kept, and what is new in it, the oldest first.
    """
    floor = max(kept.floor, now - _KEPT_MS)
    standing = {one.id: one for one in found if floor <= one.at <= now}
    known = {one.id for one in kept.alerts}
    fresh = [one for one in standing.values() if one.id not in known]
    old = [
        one._replace(state=READ) if one.state == NEW and one.kind in _STANDING and one.id not in standing else one
        for one in kept.alerts
        if one.at >= floor
    ]
    every = sorted((*old, *fresh), key=lambda one: (one.at, one.id), reverse=True)
    if len(every) > LONGEST:
        # What is not kept must not be raised again.
        floor = every[LONGEST].at + 1
        every = [one for one in every[:LONGEST] if one.at >= floor]
    fresh = [one for one in fresh if one.at >= floor]
    return kept._replace(floor=floor, alerts=tuple(every)), tuple(sorted(fresh, key=lambda one: (one.at, one.id)))


def with_state(kept: Kept, ids: Iterable[str] | None, state: str) -> Kept:
    """The same, with another state of some alerts.

    Args:
        ids: None for all; what was put away stays away.
    """
    wanted = None if ids is None else set(ids)
    return kept._replace(
        alerts=tuple(
            one._replace(state=state) if one.state != GONE and (wanted is None or one.id in wanted) else one
            for one in kept.alerts
        )
    )


def unread(alerts: Iterable[Alert]) -> int:
    """How many nobody has read."""
    return sum(1 for one in alerts if one.state == NEW)


def title(
    alert: Alert, join: Callable[[Sequence[str]], str] = ", ".join, clock: Callable[[int], str] = _local_time
) -> str:
    """What it says, without a customer's name or words.

    Args:
        join: names of systems as people read them.
        clock: a time of day as people read it.
    """
    case = _number(alert.case)
    system = join([alert.who]) if alert.who else ""
    if alert.kind == "outage":
        return Sentence("An outage was declared: {systems}.", systems=join(alert.systems))
    if alert.kind == "outage-over":
        return Sentence("The outage is over: {systems}.", systems=join(alert.systems))
    if alert.kind == "all-arrived":
        return Sentence("Everything that was done in the outage has arrived.")
    if alert.kind == "conflict":
        return Sentence("A change of case {case} conflicts with the helpdesk.", case=case)
    if alert.kind == "refused":
        if not case:
            return Sentence("{system} did not take something. It needs you.", system=system)
        return Sentence("{system} did not take what was done on case {case}. It needs you.", system=system, case=case)
    if alert.kind == "unknown":
        if not case:
            return Sentence("It is not sure whether something reached {system}.", system=system)
        return Sentence("Case {case}: it is not sure whether something reached {system}.", system=system, case=case)
    if alert.kind == "answer":
        return Sentence("A customer answered about case {case}.", case=case) if case else Sentence("An SMS came in.")
    if alert.kind == "missed":
        return Sentence("A call was missed.")
    if alert.kind == "callback":
        return Sentence("Somebody is to be called back now.")
    if alert.kind == "reach-call":
        return Sentence("A call is up to you, to reach somebody.")
    if alert.kind == "reach-lost":
        return Sentence("Every path to somebody was tried in vain.")
    if alert.kind == "briefing":
        return Sentence("The briefing of {time} is overdue.", time=clock(alert.at))
    if alert.kind == "contested":
        if not case:
            return Sentence("Two of us were on one customer at the same time: {who}.", who=alert.who)
        return Sentence(
            "Case {case}: two of us were on its customer at the same time: {who}.", case=case, who=alert.who
        )
    if alert.kind == "claim-offered":
        if not case:
            return Sentence("{who} offers you a customer.", who=alert.who)
        return Sentence("{who} offers you the customer of case {case}.", who=alert.who, case=case)
    if alert.kind == "claim-asked":
        if not case:
            return Sentence("{who} asks you for a customer.", who=alert.who)
        return Sentence("{who} asks you for the customer of case {case}.", who=alert.who, case=case)
    if alert.kind == "escalation":
        return Sentence("You are asked to take escalation {number}.", number=alert.who)
    if alert.kind == "escalation-lost":
        return Sentence("Nobody has taken escalation {number}.", number=alert.who)
    if alert.kind == "swarm":
        return Sentence("You are asked into swarm S{number}.", number=alert.who)
    if alert.kind == "swarm-said":
        return Sentence("Somebody wrote in swarm S{number}.", number=alert.who)
    if alert.kind == "swarm-answer":
        return Sentence("Somebody came or went in swarm S{number}.", number=alert.who)
    if alert.kind == "swarm-next":
        return Sentence("The next action of swarm S{number} is overdue.", number=alert.who)
    if alert.kind == "wave":
        return Sentence("Many cases at once: {name}.", name=alert.who)
    if alert.kind == "wave-lost":
        return Sentence("Many cases at once: {name}. Nobody could be paged.", name=alert.who)
    if alert.kind == "roll-call":
        return Sentence("Roll call: {who} asks whether you are safe.", who=alert.who)
    if alert.kind == "hub-message":
        return Sentence("{who} writes to you.", who=alert.who)
    if alert.kind == "due-soon":
        return Sentence("Case {case} is due within the hour.", case=case)
    if alert.kind == "overdue":
        return Sentence("Case {case} is past its due time.", case=case)
    return Sentence("{who} gave you case {case}.", who=alert.who, case=case)


def detail(alert: Alert) -> str:
    """What belongs to it, in other people's words; may be empty."""
    who = alert.who if alert.kind in ("answer", "missed", "callback", "reach-call", "reach-lost") else ""
    said = alert.text or alert.case.subject
    return f"{who}: {said}" if who and said else who or said


def _number(case: Case) -> str:
    return f"#{case.number}" if case.number[:1].isdigit() else case.number


def to_json(kept: Kept) -> dict[str, Any]:
    """As it is kept."""
    rows = [[*one[:5], [*one.case], *one[6:8], [*one.systems], one.state, one.free] for one in kept.alerts]
    return {"floor": kept.floor, "marks": kept.marks and [*kept.marks], "alerts": rows}


def from_json(value: Any, now: int) -> Kept:
    """The inverse of ``to_json``; what cannot be read is left out."""
    try:
        floor = int(value["floor"])
        rows = list(value["alerts"])
        marks = value.get("marks")
        known = None if marks is None else (int(marks[0]), int(marks[1]))
    except (TypeError, KeyError, ValueError, IndexError):
        return Kept.start(now)
    return Kept(floor, tuple(one for one in map(_alert, rows) if one is not None), known)


def _alert(row: Any) -> Alert | None:
    try:
        identifier, kind, at, view, key, case, who, text, systems, state, free = row
        number, name, subject = case
        made = Alert(
            str(identifier),
            str(kind),
            int(at),
            str(view),
            str(key),
            Case(str(number), str(name), str(subject)),
            str(who),
            str(text),
            tuple(str(one) for one in systems),
            str(state),
            bool(free),
        )
    except (TypeError, ValueError):
        return None
    return made if made.kind in GROUP_OF and made.state in (NEW, READ, GONE) else None
