"""Reaching one person with a text over whatever path works: the ladder is climbed until it arrived or somebody stops it.

All that is known of a climb is in the journal. Every move is decided and carried out in one transaction, on what the database
says at that moment: a program that is killed between two moves goes on from the last, two programs cannot make the same move,
and a text message and the word that it was sent are written together or not at all. ``domain.reaching`` has the rules.

A text message that its gateway may or may not have taken (a sink of the sort ``none``) is never sent again over the same path.
The ladder goes on to the next path of another sort, a call mostly; another of the person's numbers gets the same text only
after a person said so (``allow``).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from fallback_console.domain import reaching
from fallback_console.domain.entry import Entry, Kind, NewEntry
from fallback_console.domain.errors import ConsoleError, InputError, NotFoundError
from fallback_console.domain.paths import TEXTS
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.reaching import Change, Climb, Step
from fallback_console.domain.spoken import Spoken, spoken_from
from fallback_console.services import chatting, hub_messages, mailing, messages
from fallback_console.services.going_out import quiet_end
from fallback_console.services.paths import ladder_of
from fallback_console.services.reach_signs import signs_of, withdraw
from fallback_console.services.record import Saved, clean_text, require_case
from fallback_console.services.wishes import subjects_of
from fallback_console.store import deliveries, journal
from fallback_console.store.reach_projection import project_reach

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["ReachRow", "advance", "allow", "due", "listing", "newest_of", "shown", "start", "stop"]

ACTOR = "reach"
"""Who makes the moves that nobody makes by hand."""

_LATE_MS = 72 * 3_600_000
"""For so long a receipt or an answer that comes late still counts."""

_COLUMNS = "id, whom, case_key, started_at, changed_at, state, urgent, second_sms, steps"


class ReachRow(NamedTuple):
    """One try to reach somebody, as it stands.

    Attributes:
        id: of the entry that began it.
        whom: 'person:<key>' or 'number:<E.164>'.
        name: '' where nobody is known.
        actor: whose message it is.
        changed_at: when anything last changed, UTC epoch milliseconds.
        state: of ``reaching.REACH_STATES``.
        quiet_until: it waits for the end of the person's quiet hours, UTC epoch milliseconds; None where it does not.
    """

    id: str
    whom: str
    person_key: str
    name: str
    case_key: str
    text: str
    actor: str
    started_at: int
    changed_at: int
    state: str
    urgent: bool
    second_sms: bool
    steps: tuple[Step, ...]
    quiet_until: int | None
    zones: tuple[str, ...]


_SEND = {"sms": messages.send_sms, "mail": mailing.send_mail, "slack": chatting.send_chat, "hub": hub_messages.send}


def start(
    tx: Tx,
    who: str,
    whom: str,
    text: str,
    rules: ReachRules,
    *,
    case_key: str = "",
    urgent: bool = False,
    beside: bool = False,
    spoken: Spoken | None = None,
) -> Saved:
    """Begin to reach somebody; the first path is tried at once.

    Args:
        whom: as ``paths.whom_of`` gives it.
        urgent: quiet hours do not count.
        beside: it is one of many things and goes out whatever else the person is being told, also where something that was texted to
            them before is in doubt.
        spoken: what is read out where a gateway makes calls; None where a call is always up to a person.

    Raises:
        InputError: the text is empty or too long, no path can be used, or somebody is reaching this person already.
        NotFoundError: no such person or case.
    """
    cleaned = clean_text(text, "message", limit=messages.MAX_SMS)
    if not cleaned:
        raise InputError("The message is empty.", "Write something first.")
    found = ladder_of(tx, whom, rules, tx.clock.now_ms())
    if all(rung.why for rung in found.rungs):
        raise InputError("There is no path to this person.", "Add a number, or see what their paths say.")
    before = None if beside else newest_of(tx, found.whom, tx.clock.now_ms())
    if before is not None and before.state == "trying":
        raise InputError("This person is being reached already.", "Stop that first, or wait for what comes of it.")
    if before is not None and before.state == "exhausted":
        # Should its text fail late, the older words must not go out beside the new ones.
        stop(tx, who, before.id)
    body = {
        "person": found.person_key,
        "person_name": found.name,
        "case": require_case(tx, case_key).key if case_key else "",
        "text": cleaned,
        "urgent": urgent,
        "steps": [{"kind": rung.path.kind, "address": rung.path.address, "why": rung.why} for rung in found.rungs],
        "waits": {rung.path.kind: rules.wait_ms(rung.path.kind) for rung in found.rungs},
        "quiet": found.quiet,
        "zones": found.zones,
    }
    if beside:
        body["beside"] = True
    if spoken is not None:
        body["spoken"] = spoken.body()
    entry = journal.append(tx, NewEntry(Kind.REACH_STARTED, found.whom, body, who))
    project_reach(tx, entry)
    tx.touch("reach", entry.id)
    _move_on(tx, entry)
    return Saved((entry.id,), str(body["case"]), ())


def advance(tx: Tx) -> int:
    """Make every move that is due in what was begun at this station; how many were made."""
    made = 0
    for reach_id in _open(tx, tx.clock.now_ms(), trying_only=False):
        entry = journal.find(tx, reach_id)
        if entry is not None:
            made += _move_on(tx, entry)
    return made


def due(r: Reading, now: int, *, trying_only: bool) -> bool:
    """Whether ``advance`` would make a move.

    Args:
        now: UTC epoch milliseconds.
        trying_only: leave out those where only something that comes late could change anything.
    """
    return any(
        reaching.decide(*_look(r, entry, now), now)
        for reach_id in _open(r, now, trying_only=trying_only)
        if (entry := journal.find(r, reach_id)) is not None
    )


def stop(tx: Tx, who: str, reach_id: str) -> Saved:
    """Try nothing more; what was not sent yet is taken back.

    Raises:
        NotFoundError: there is no such try.
        InputError: it has ended already.
    """
    entry = _require(tx, reach_id)
    changes = reaching.stopping(_climb(tx, entry.id))
    if not changes:
        raise InputError("This has ended already.", "Look at 'reach list' for what became of it.")
    ids = [one for change in changes for one in _carry_out(tx, who, entry, change)]
    return _done(tx, entry, ids)


def allow(tx: Tx, who: str, reach_id: str, *, urgent: bool | None = None, second_sms: bool | None = None) -> Saved:
    """Let it go on in quiet hours, or to another number although an earlier text may still arrive; or not any more.

    Raises:
        NotFoundError: there is no such try.
        InputError: it has ended already.
    """
    entry = _require(tx, reach_id)
    climb = _climb(tx, entry.id)
    if climb.state in reaching.ENDED:
        raise InputError("This has ended already.", "Begin anew to reach this person.")
    body: dict[str, Any] = {}
    if urgent is not None and urgent != climb.urgent:
        body["urgent"] = urgent
    if second_sms is not None and second_sms != climb.second_sms:
        body["second_sms"] = second_sms
    if not body:
        return Saved((), "", ())
    said = journal.append(tx, NewEntry(Kind.REACH_CHANGED, f"reach:{entry.id}", body, who))
    if urgent:
        # What lies ready and was put off for the night goes now.
        deliveries.let_go(tx, [step.entry for step in climb.steps if step.entry])
    saved = _done(tx, entry, [said.id])
    _move_on(tx, entry)
    return saved


def listing(r: Reading, now: int, *, running_only: bool = False, limit: int = 100) -> list[ReachRow]:
    """Whom somebody reached or tries to, the newest first.

    Args:
        now: UTC epoch milliseconds.
    """
    only = "WHERE state = 'trying'" if running_only else ""
    rows = r.rows(f"SELECT {_COLUMNS} FROM p_reach {only} ORDER BY hlc DESC LIMIT ?", (limit,))
    return [_row(r, row, now) for row in rows]


def shown(r: Reading, reach_id: str, now: int) -> ReachRow:
    """One of them.

    Raises:
        NotFoundError: there is none.
    """
    row = r.one(f"SELECT {_COLUMNS} FROM p_reach WHERE id = ?", (reach_id,))
    if row is None:
        raise NotFoundError("Nobody was reached under this id.", "Look at 'reach list' for those there are.")
    return _row(r, row, now)


def newest_of(r: Reading, whom: str, now: int) -> ReachRow | None:
    """The newest try to reach somebody, None where there was none."""
    names = subjects_of(r, whom)
    marks = ", ".join("?" * len(names))
    row = r.one(f"SELECT {_COLUMNS} FROM p_reach WHERE whom IN ({marks}) ORDER BY hlc DESC LIMIT 1", names)
    return None if row is None else _row(r, row, now)


def _row(r: Reading, row: Sequence[Any], now: int) -> ReachRow:
    entry = journal.find(r, row[0])
    assert entry is not None, "a projection is made of its entry"
    body, steps = entry.body, _steps(row[8])
    waits = row[5] == "trying" and not row[6] and all(step.state != "waiting" for step in steps)
    return ReachRow(
        row[0],
        row[1],
        body["person"],
        body["person_name"],
        row[2],
        body["text"],
        entry.actor,
        row[3],
        row[4],
        row[5],
        bool(row[6]),
        bool(row[7]),
        steps,
        quiet_end(r, entry, now) if waits else None,
        tuple(body["zones"]),
    )


def _steps(text: str) -> tuple[Step, ...]:
    return tuple(Step(*one) for one in json.loads(text))


def _climb(r: Reading, reach_id: str) -> Climb:
    row = r.one("SELECT state, steps, urgent, second_sms FROM p_reach WHERE id = ?", (reach_id,))
    assert row is not None, "projected together with its entry"
    return Climb(row[0], _steps(row[1]), bool(row[2]), bool(row[3]))


def _open(r: Reading, now: int, *, trying_only: bool) -> list[str]:
    """Those of this station that anything may still change. Another station moves its own."""
    states = "state = 'trying'" if trying_only else "(state = 'trying' OR started_at > ?)"
    rows = r.rows(
        "SELECT id FROM p_reach WHERE state IN ('trying', 'exhausted', 'delivered')"
        f" AND {states} AND station = (SELECT value FROM meta WHERE name = 'station') ORDER BY started_at, id",
        () if trying_only else (now - _LATE_MS,),
    )
    return [row[0] for row in rows]


def _require(r: Reading, reach_id: str) -> Entry:
    entry = journal.find(r, reach_id)
    if entry is None or entry.kind != Kind.REACH_STARTED:
        raise NotFoundError("Nobody was reached under this id.", "Look at 'reach list' for those there are.")
    return entry


def _look(r: Reading, entry: Entry, now: int) -> tuple[Climb, reaching.Seen]:
    climb = _climb(r, entry.id)
    return climb, signs_of(r, entry, climb.steps, now)


def _move_on(tx: Tx, entry: Entry) -> int:
    """Make moves until there is nothing to do but wait; how many."""
    made = 0
    # Each round tries a step at most, and no step is tried twice.
    for _ in range(2 * len(entry.body["steps"]) + 2):
        now = tx.clock.now_ms()
        climb, seen = _look(tx, entry, now)
        changes = reaching.decide(climb, seen, now)
        if not changes:
            break
        for change in changes:
            made += len(_carry_out(tx, ACTOR, entry, change))
        project_reach(tx, entry)
    if made:
        _done(tx, entry, ())
    return made


def _done(tx: Tx, entry: Entry, ids: Sequence[str]) -> Saved:
    project_reach(tx, entry)
    tx.touch("reach", entry.id)
    case_key = str(entry.body["case"])
    if case_key:
        tx.touch("case", case_key)
    return Saved(tuple(ids), case_key, ())


def _carry_out(tx: Tx, who: str, entry: Entry, change: Change) -> list[str]:
    """One change; the ids of what was written down, none where it came to nothing."""
    if change.step < 0:
        return [_say(tx, who, entry, -1, change.state)]
    step = _climb(tx, entry.id).steps[change.step]
    if change.state == "try":
        return [_try(tx, entry, change.step, step)]
    state = change.state
    taken_back = change.withdraw and bool(step.entry) and withdraw(tx, who, step.entry)
    if state == "ring":
        until = tx.clock.now_ms() + int(entry.body["waits"][step.kind])
        return [_say(tx, who, entry, change.step, "waiting", until=until)]
    if change.withdraw and step.entry and not taken_back and state == "cancelled" and step.kind in TEXTS:
        # It is out and cannot be called back; it is not waited for any more.
        state = "silent" if step.state == "waiting" else step.state
    return [] if state == step.state else [_say(tx, who, entry, change.step, state, change.why)]


def _try(tx: Tx, entry: Entry, position: int, step: Step) -> str:
    """Use a path: send the text, have it read out in a call, or ask for a call to be made now."""
    until = tx.clock.now_ms() + int(entry.body["waits"][step.kind])
    if step.kind not in TEXTS:
        made = _speak(tx, entry, step)
        if made:
            return _say(tx, ACTOR, entry, position, "calling", until=until, sms=made)
        return _say(tx, ACTOR, entry, position, "waiting", until=until)
    send = _SEND[step.kind]
    if step.kind == "sms" and entry.body.get("beside"):
        send = partial(messages.send_sms, apart=True)
    try:
        sent = send(
            tx,
            entry.actor,
            entry.body["case"],
            step.address,
            entry.body["text"],
            person_key=entry.body["person"],
        )
    except ConsoleError as error:
        # Nothing is written where it is refused: nothing is connected, a case was given up, a number opted out meanwhile.
        return _say(tx, ACTOR, entry, position, "failed", error.message)
    return _say(tx, ACTOR, entry, position, "waiting", until=until, sms=sent.entry_ids[0])


def _speak(tx: Tx, entry: Entry, step: Step) -> str:
    """Have it read out in a call; the entry, '' where that is not wanted or no gateway does it."""
    body = entry.body
    if "spoken" not in body:
        return ""
    spoken = spoken_from(body["spoken"])
    mobile = step.kind == "call"
    return messages.speak(tx, entry.actor, step.address, spoken, body["person"], takes_texts=mobile)


def _say(tx: Tx, who: str, entry: Entry, step: int, state: str, why: str = "", *, until: int = 0, sms: str = "") -> str:
    body = {"step": step, "state": state, "why": why, "until": until, "entry": sms}
    return journal.append(tx, NewEntry(Kind.REACH_MOVED, f"reach:{entry.id}", body, who)).id
