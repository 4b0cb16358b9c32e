"""Asking the steps of escalations, one after the other, when their time has come.

A step is decided and carried out in one transaction, on what the database says at that moment: the word that it was asked, the texts
to its people and their tries to be reached are written together or not at all. So a program that is killed asks no step twice and
skips none, and two programs of one station cannot ask the same step. Between stations the hub's lock on the step decides
(``network.escalation_watch``). What they cannot prevent: while two parts of a team are cut off from each other, each may ask the same
step once; nobody can both page in a partition and never page twice.

Entries keep ids of their own station, since each station numbers its entries without gaps; what makes two of one step the same is the
escalation and the position, and of one text the escalation, the position and the person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from fallback_console.domain.entry import Entry, Kind, NewEntry
from fallback_console.domain.errors import ConsoleError
from fallback_console.domain.escalation import call_for, steps_from
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.spoken import about_escalation
from fallback_console.services import reach
from fallback_console.services.escalation_people import Meant, meant
from fallback_console.store import journal
from fallback_console.store.case_ref import find_ref
from fallback_console.store.escalation_projection import project_escalation

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = [
    "ACTOR",
    "Due",
    "ask",
    "ask_due",
    "call_off",
    "due",
    "numbers_open",
    "off_due",
    "rules_body",
    "rules_of",
    "soon",
]

ACTOR = "escalation"
"""Who asks the steps that nobody asks by hand."""

_MINUTE = 60_000


class Due(NamedTuple):
    """A step whose time has come.

    Attributes:
        position: of the step.
        own: this station began the escalation.
    """

    escalation: str
    position: int
    own: bool


def due(r: Reading, now: int) -> list[Due]:
    """Steps whose time has come, the longest due first.

    A time that lies further ahead than the whole wait was written by a wrong clock: somebody asked too early costs a look.

    Args:
        now: UTC epoch milliseconds.
    """
    rows = r.rows(
        "SELECT id, position, station = (SELECT value FROM meta WHERE name = 'station') FROM p_escalation"
        " INDEXED BY p_escalation_due WHERE due_at > 0 AND (due_at <= ? OR due_at - wait > ? + 60000) ORDER BY due_at, id",
        (now, now),
    )
    return [Due(one, position + 1, bool(own)) for one, position, own in rows]


def soon(r: Reading) -> int | None:
    """When the next step is due, UTC epoch milliseconds; None where none is waited for."""
    found: int | None = r.value("SELECT min(due_at) FROM p_escalation INDEXED BY p_escalation_due WHERE due_at > 0")
    return found


def ask(tx: Tx, escalation: str, position: int) -> bool:
    """Ask a step, and those behind it for as long as there is nobody to wait for; whether any was asked.

    Nothing happens where it was asked meanwhile, is not due any more, or somebody has taken it.
    """
    started = next(iter(journal.of_subject(tx, f"escalation:{escalation}", (Kind.ESCALATION_STARTED,))), None)
    if started is None:
        return False
    asked = False
    total = len(started.body["steps"]) * (1 + int(started.body["repeat"]))
    for place in range(position, total + 1):
        row = tx.one("SELECT state, position FROM p_escalation WHERE id = ?", (escalation,))
        if row is None or row[0] != "running" or row[1] != place - 1:
            break
        waits = _ask_one(tx, started, place, total)
        asked = True
        if waits:
            break
    return asked


def ask_due(tx: Tx) -> int:
    """Ask every step that is due, where no other station could do it; how many."""
    made = 0
    for one in due(tx, tx.clock.now_ms()):
        made += ask(tx, one.escalation, one.position)
    return made


def call_off(tx: Tx) -> int:
    """Stop reaching people for what somebody has taken or closed, as far as this station tries to; how many."""
    rows = tx.rows(
        "SELECT t.reach FROM p_reach p JOIN p_escalation_to t ON t.reach = p.id JOIN p_escalation e ON e.id = t.escalation"
        " WHERE p.state = 'trying' AND p.station = (SELECT value FROM meta WHERE name = 'station')"
        " AND e.state IN ('taken', 'closed')"
    )
    if rows:
        # Whoever took it has answered, and is not merely left alone.
        reach.advance(tx)
    for (reach_id,) in rows:
        if tx.value("SELECT state FROM p_reach WHERE id = ?", (reach_id,)) == "trying":
            reach.stop(tx, ACTOR, reach_id)
    return len(rows)


def off_due(r: Reading) -> bool:
    """Whether ``call_off`` would stop anything."""
    return bool(
        r.value(
            "SELECT 1 FROM p_reach p JOIN p_escalation_to t ON t.reach = p.id JOIN p_escalation e ON e.id = t.escalation"
            " WHERE p.state = 'trying' AND p.station = (SELECT value FROM meta WHERE name = 'station')"
            " AND e.state IN ('taken', 'closed') LIMIT 1"
        )
    )


def rules_of(body: Any) -> ReachRules:
    """The rules that an escalation goes by, wherever its steps are asked."""
    quiet = body["quiet"]
    return ReachRules((int(quiet[0]), int(quiet[1])), float(body["text_wait"]), float(body["call_wait"]), body["zone"])


def rules_body(rules: ReachRules) -> dict[str, object]:
    """The inverse of ``rules_of``, as an entry keeps them."""
    return {
        "quiet": list(rules.quiet),
        "text_wait": rules.text_wait,
        "call_wait": rules.call_wait,
        "zone": rules.zone,
    }


def _ask_one(tx: Tx, started: Entry, position: int, total: int) -> bool:
    """Write down that a step is asked, and ask its people; whether there is anything to wait for after it."""
    body, now = started.body, tx.clock.now_ms()
    people: list[list[object]] = []
    due_at = now
    if position < total:
        steps = steps_from(body["steps"])
        step = steps[position % len(steps)]
        rules = rules_of(body["rules"])
        # The call follows the text while it is still their turn.
        rules = rules._replace(
            text_wait=min(rules.text_wait, max(30.0, step.minutes * 30.0)),
            hub_wait=min(rules.hub_wait, max(30.0, step.minutes * 30.0)),
        )
        for one in meant(tx, step.who, rules, now, urgent=bool(body["urgent"])):
            why, reach_id = _reach(tx, started, one, rules)
            people.append([one.person, one.name, why, reach_id, list(one.numbers)])
        if any(not one[2] for one in people):
            due_at = now + step.minutes * _MINUTE
    said = {"position": position, "due_at": due_at, "people": people}
    escalation = started.subject.removeprefix("escalation:")
    journal.append(tx, NewEntry(Kind.ESCALATION_STEPPED, started.subject, said, ACTOR))
    project_escalation(tx, escalation)
    return due_at > now


def _reach(tx: Tx, started: Entry, one: Meant, rules: ReachRules) -> tuple[str, str]:
    """Try to reach somebody: why not, or the id of the try."""
    if one.why:
        return one.why, ""
    body = started.body
    case, subject = _case(tx, body["case"])
    text = call_for(
        one.language, body["number"], body["reason"], started.actor, urgent=body["urgent"], case=case, subject=subject
    )
    spoken = about_escalation(
        one.language, body["number"], body["reason"], started.actor, urgent=body["urgent"], case=case
    )
    whom = f"person:{one.person}"
    try:
        # About no case: what is said among the team is nothing that its customer is shown or told.
        saved = reach.start(
            tx, started.actor, whom, text, rules, urgent=bool(body["urgent"]), beside=True, spoken=spoken
        )
    except ConsoleError:
        return "no-path", ""
    return "", saved.entry_ids[0]


def _case(r: Reading, key: str) -> tuple[str, str]:
    """Number and subject of a case, '' where there is none."""
    ref = find_ref(r, key) if key else None
    row = None if ref is None else r.one("SELECT number, subject FROM p_case WHERE pk = ?", (ref.pk,))
    return ("", "") if row is None else (str(row[0]), str(row[1]))


def numbers_open(r: Reading) -> tuple[int, list[int]]:
    """The number of the newest escalation, and those of all escalations and swarms that are open."""
    last = r.value("SELECT number FROM p_escalation ORDER BY hlc DESC LIMIT 1")
    rows = r.rows(
        "SELECT number FROM p_escalation INDEXED BY p_escalation_open WHERE state <> 'closed'"
        " UNION ALL SELECT number FROM p_swarm INDEXED BY p_swarm_open WHERE state = 'open'"
    )
    return int(last or 0), [int(row[0]) for row in rows]
