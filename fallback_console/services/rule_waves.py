"""Noticing waves of cases by the watch rules, and paging for each once.

A firing is one transaction: that it is due is looked at once more, the escalation is begun, and the word of it is written, with the
keys of its cases. So a program that is killed pages not at all or once, and two programs of one station page once. Between stations
the hub's lock on the wave decides (``network.rule_watch``). Parts of a team that are cut off from each other may both page, since
nobody being paged is worse; once both firings are seen they are one wave, and the later escalation is closed with the number of the
earlier. Whoever took the later one has the earlier one then.

Looking costs what the cases of the last minutes cost: they are found by an index on their time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import ConsoleError, NotFoundError
from fallback_console.domain.watch_rules import (
    ACTOR,
    AHEAD_CASES,
    MINUTE,
    Condition,
    Counted,
    Facts,
    Fired,
    Window,
    due_window,
    far_back,
    matches,
    reason_for,
    sane_now,
)
from fallback_console.services import escalation
from fallback_console.services.escalation_answers import say
from fallback_console.services.escalation_steps import call_off
from fallback_console.services.watch_rules import Rule, find, rules
from fallback_console.store import journal
from fallback_console.store.case_ref import find_ref
from fallback_console.store.rule_projection import FIRED, fired_from, project_rule

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = [
    "LOCAL",
    "MIRRORED",
    "Doubled",
    "Due",
    "close_doubled",
    "counted",
    "doubled",
    "due",
    "fire",
    "going_by",
    "watchers_for",
    "waves",
]

_MOST_CASES, _MOST_NUMBERS = 5000, 20

_SHOWN = "c.key, c.source, c.remote_id, c.number, c.subject, c.queue, c.priority, ifnull(p.organisation, '')"
_PERSON = "LEFT JOIN p_person p ON p.key = c.customer_key AND c.customer_key <> ''"

MIRRORED = (
    f"SELECT {_SHOWN}, c.created_at FROM p_case c INDEXED BY p_case_newest {_PERSON} WHERE c.closed IN (0, 1)"
    " AND c.created_at BETWEEN ? AND ? AND substr(c.key, 1, 6) <> 'local:'"
    # While the helpdesk is mirrored for the first time nothing tells what is new.
    " AND NOT EXISTS (SELECT 1 FROM pull_state s WHERE s.source = c.source AND s.stream = 'cases' AND s.complete = 0)"
)
"""The helpdesk's cases of a time."""

LOCAL = (
    f"SELECT {_SHOWN}, e.made_at FROM entry e INDEXED BY entry_case_created"
    f" CROSS JOIN p_case c ON c.key = substr(e.subject, 6) {_PERSON}"
    " WHERE e.kind = 'case.created' AND e.made_at BETWEEN ? AND ?"
)
"""Cases that were made here in a time, also when they came to the helpdesk later."""

_NEWEST = (
    "SELECT created_at FROM p_case INDEXED BY p_case_newest WHERE closed = ? AND substr(key, 1, 6) <> 'local:'"
    " ORDER BY created_at DESC LIMIT ?"
)


class Due(NamedTuple):
    """A rule whose wave has come.

    Attributes:
        after: id of the last wave it has fired, 'first' for none: stations that see other cases mean the same wave by it.
    """

    rule: str
    after: str


class Doubled(NamedTuple):
    """An escalation that was begun for a wave that was paged already.

    Attributes:
        escalation: that is to be closed.
        other, number: the one that stays.
        name: of the rule.
        own: this station began it.
    """

    escalation: str
    other: str
    number: int
    name: str
    own: bool


def going_by(r: Reading, now: int) -> int:
    """The time that rules go by, UTC epoch milliseconds; see ``watch_rules.sane_now``."""
    newest = [row[0] for closed in (0, 1) for row in r.rows(_NEWEST, (closed, AHEAD_CASES))]
    return sane_now(now, newest)


def counted(r: Reading, condition: Condition, since: int, until: int) -> list[Counted]:
    """Cases of that sort that were made in a time, the oldest first.

    Args:
        since, until: UTC epoch milliseconds, both included.
    """
    rows = [*r.rows(MIRRORED, (since, until)), *r.rows(LOCAL, (since, until))]
    return sorted(_counted(row) for row in rows if matches(condition, _facts(row)))


def waves(r: Reading, rule: str, since: int) -> list[Fired]:
    """Waves that a rule has told, those that reach to a time or behind it; the last first."""
    rows = r.rows(
        f"SELECT {FIRED} FROM p_rule_fired INDEXED BY p_rule_fired_rule WHERE rule = ? AND end_at + rest >= ? AND leader = id"
        " ORDER BY end_at DESC, id",
        (rule, since),
    )
    return [fired_from(row) for row in rows]


def due(r: Reading, now: int) -> list[Due]:
    """Rules whose wave has come.

    Args:
        now: UTC epoch milliseconds.
    """
    found = []
    for rule in rules(r, on_only=True):
        if _window(r, rule, now) is not None:
            last = r.value(
                "SELECT id FROM p_rule_fired WHERE rule = ? AND leader = id ORDER BY end_at DESC, id LIMIT 1",
                (rule.id,),
            )
            found.append(Due(rule.id, last or "first"))
    return found


def fire(tx: Tx, rule: str) -> str:
    """Page for the wave of a rule, where it is due still.

    Returns:
        Id of the escalation, '' where nobody was paged.
    """
    try:
        one = find(tx, rule)
    except NotFoundError:
        return ""
    window = _window(tx, one, tx.clock.now_ms()) if one.wanted.on else None
    if window is None:
        return ""
    wanted = one.wanted
    numbers = [case.number for case in window.cases]
    begun, why = "", ""
    if wanted.chain and not tx.value("SELECT 1 FROM p_chain WHERE id = ?", (wanted.chain,)):
        why = "chain-gone"
    elif wanted.chain:
        reason = reason_for(wanted.language, one.name, wanted.minutes, numbers)
        try:
            begun = escalation.start(tx, ACTOR, wanted.chain, reason, one.reach, urgent=wanted.urgent)
        except ConsoleError:
            why = "failed"
    body = {
        "name": one.name,
        "start": window.start,
        "end": window.end,
        "rest": wanted.rest * MINUTE,
        "count": wanted.needs,
        "minutes": wanted.minutes,
        "found": len(numbers),
        "cases": [list(case.names) for case in window.cases[:_MOST_CASES]],
        "numbers": numbers[:_MOST_NUMBERS],
        "escalation": begun,
        "why": why,
    }
    journal.append(tx, NewEntry(Kind.RULE_FIRED, f"rule:{rule}", body, ACTOR))
    project_rule(tx, rule)
    return begun


def doubled(r: Reading) -> list[Doubled]:
    """Escalations that are open although their wave was paged already."""
    rows = r.rows(
        "SELECT w.escalation, l.escalation, k.number, w.name, w.station = (SELECT value FROM meta WHERE name = 'station')"
        " FROM p_rule_fired w INDEXED BY p_rule_fired_doubled JOIN p_escalation e ON e.id = w.escalation"
        " JOIN p_rule_fired l ON l.id = w.leader JOIN p_escalation k ON k.id = l.escalation"
        " WHERE w.leader <> w.id AND w.escalation <> '' AND e.state <> 'closed' ORDER BY w.hlc"
    )
    return [Doubled(one, other, number, name, bool(own)) for one, other, number, name, own in rows]


def close_doubled(tx: Tx, escalation_id: str) -> bool:
    """Close an escalation whose wave was paged already, with the number under which; whether it was open.

    Where somebody has it, they have the other one then, unless somebody has that one too.
    """
    one = next((found for found in doubled(tx) if found.escalation == escalation_id), None)
    if one is None:
        return False
    row = tx.one("SELECT position, holder, holder_name FROM p_escalation WHERE id = ?", (one.escalation,))
    other = tx.one("SELECT position, state FROM p_escalation WHERE id = ?", (one.other,))
    if row is not None and other is not None:
        position, holder, name = row
        if holder and other[1] in ("running", "exhausted"):
            say(tx, ACTOR, one.other, "taken", holder, name, position=other[0])
        by = f"{ACTOR}:{one.other}"
        say(
            tx, ACTOR, one.escalation, "closed", by, f"{one.name} ({one.number})", position=position, doubled=one.number
        )
        call_off(tx)
    return True


def watchers_for(r: Reading, case_key: str) -> tuple[str, ...]:
    """Who is to watch a swarm for a case, by the rules in whose waves it is; as ``ChainStep`` names them.

    A case belongs to a wave where that counted it, or where it is of the sort and was made before the wave's rest was over.
    """
    ref = find_ref(r, case_key)
    if ref is None:
        return ()
    row = r.one(
        f"SELECT {_SHOWN}, ifnull((SELECT e.made_at FROM entry e WHERE e.subject = 'case:' || c.key AND e.kind = 'case.created'"
        f" ORDER BY e.hlc LIMIT 1), c.created_at) FROM p_case c {_PERSON} WHERE c.pk = ?",
        (ref.pk,),
    )
    if row is None:
        return ()
    case, facts = _counted(row), _facts(row)
    found: dict[str, None] = {}
    for rule in rules(r, on_only=True):
        wanted = rule.wanted
        if not wanted.watchers:
            continue
        fits = matches(wanted.condition, facts)
        near = waves(r, rule.id, case.at)
        if any((fits and wave.covers(case.at)) or not wave.names.isdisjoint(case.names) for wave in near):
            found.update(dict.fromkeys(wanted.watchers))
    return tuple(found)


def _window(r: Reading, rule: Rule, now: int) -> Window | None:
    wanted, now = rule.wanted, going_by(r, now)
    since = now - far_back(wanted.minutes)
    cases = counted(r, wanted.condition, since, now)
    if len(cases) < wanted.needs:
        return None
    return due_window(cases, wanted.needs, wanted.minutes, waves(r, rule.id, since), now)


def _counted(row: Sequence[Any]) -> Counted:
    key, source, remote_id, number, subject = row[:5]
    there = f"{source}:{remote_id}" if remote_id else key
    return Counted(row[8], (key,) if there == key else (key, there), number, subject)


def _facts(row: Sequence[Any]) -> Facts:
    return Facts(row[4], row[5], row[6], row[7])
