"""What waits to be sent, and what a person decides about it."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from fallback_console.domain.delivery import OPEN_STATES, Delivery, DeliveryState, Problem, Receipt
from fallback_console.domain.entry import Entry, Kind
from fallback_console.domain.errors import InputError
from fallback_console.domain.reaching import REACHED
from fallback_console.domain.render import summary as summary_line
from fallback_console.domain.views import Conflict, DeliveryRow
from fallback_console.services import dispatch, going_out
from fallback_console.services.cases import change_field, field_value
from fallback_console.services.giving_up import about, give_up
from fallback_console.services.record import HELPDESK, Saved, clean_line, require_case
from fallback_console.store import deliveries as table
from fallback_console.store import journal
from fallback_console.store.case_projection import project_case
from fallback_console.store.parts import chunks

if TYPE_CHECKING:
    from fallback_console.store.case_ref import CaseRef
    from fallback_console.store.tx import Reading, Tx

__all__ = [
    "CHOICES",
    "conflicts",
    "deliveries",
    "drop",
    "resolve_conflict",
    "resolve_unknown",
    "retry",
]

CHOICES = ("mine", "theirs", "edit")

_ROW = (
    "d.id, d.entry_id, d.sink, d.state, e.kind, e.body, ifnull(c.key, ''), ifnull(c.number, ''), ifnull(c.subject, ''),"
    " e.actor, e.made_at, d.attempts, d.retry_at, d.problem,"
    f" d.state = 'waiting' AND d.rank = {table.NOT_NOW}"
)
# What goes first in the case: the oldest open one of the lane.
_FIRST = (
    "iif(d.state = 'waiting' AND NOT d.head, (SELECT h.id FROM delivery h INDEXED BY delivery_open WHERE h.sink = d.sink"
    " AND h.lane = d.lane AND h.state NOT IN ('confirmed', 'dropped') ORDER BY h.position LIMIT 1), NULL)"
)
# A case made here keeps its key; what was done to its mirrored twin before they were known to be one is found by number.
_JOIN = (
    " JOIN entry e ON e.id = d.entry_id LEFT JOIN p_case c ON c.pk = ifnull("
    "(SELECT pk FROM p_case WHERE key = substr(e.subject, 6)),"
    " (SELECT pk FROM p_case WHERE remote_id = substr(e.subject, 6 + instr(substr(e.subject, 6), ':'))"
    " AND remote_id <> '' AND source || ':' || remote_id = substr(e.subject, 6)))"
)


def deliveries(
    r: Reading,
    *,
    states: Collection[DeliveryState] = OPEN_STATES,
    sink: str = "",
    case_key: str = "",
    limit: int = 500,
) -> list[DeliveryRow]:
    """Deliveries in some states, what needs a person first, then the oldest.

    Args:
        sink: one sink only.
        case_key: one case only.
    """
    wanted = sorted(state.value for state in states)
    conditions = [f"d.state IN ({', '.join('?' * len(wanted))})"]
    params: list[object] = [*wanted]
    if OPEN_STATES.issuperset(states):
        conditions.append("d.state NOT IN ('confirmed', 'dropped')")
    if sink:
        conditions.append("d.sink = ?")
        params.append(sink)
    if case_key:
        ref = require_case(r, case_key)
        conditions.append("e.subject IN (?, ?)")
        params += [f"case:{ref.key}", f"case:{ref.source}:{ref.remote_id}"]
    rows = r.rows(
        f"SELECT {_ROW}, {_FIRST} FROM delivery d{_JOIN} WHERE {' AND '.join(conditions)}"
        " ORDER BY d.state NOT IN ('needs_attention', 'unknown'), d.position, d.id LIMIT ?",
        (*params, limit),
    )
    reasons = _reasons(r, [row[15] for row in rows if row[15] is not None])
    return [_delivery_row(row, row[15], "paused" if row[14] else reasons.get(row[15], "")) for row in rows]


def conflicts(r: Reading) -> list[Conflict]:
    """Fields changed here and there, oldest first."""
    rows = r.rows(
        f"SELECT {_ROW} FROM delivery d INDEXED BY delivery_attention{_JOIN}"
        " WHERE d.state IN ('unknown', 'needs_attention') AND d.state = 'needs_attention' ORDER BY d.position, d.id"
    )
    found = []
    for row in rows:
        problem = table.problem_from(row[13])
        if problem is None or problem.code != "conflict":
            continue
        body, values = json.loads(row[5]), problem.values
        found.append(
            Conflict(
                delivery_id=row[0],
                entry_id=row[1],
                case_key=row[6],
                case_number=row[7],
                case_subject=row[8],
                field=body["field"],
                base=body["base"],
                mine=body["value"],
                theirs=_text(values.get("theirs")),
                theirs_by=_text(values.get("theirs_by")),
                theirs_at=values.get("theirs_at"),
                mine_by=row[9],
                mine_at=row[10],
            )
        )
    return found


def resolve_conflict(tx: Tx, who: str, delivery_id: int, choice: str, value: str = "") -> Saved:
    """Decide a conflict with one call.

    'mine' sends the change again, allowed to overwrite exactly the other value the person saw. 'theirs' gives up this change
    and later ones of the same field. 'edit' gives them up too and changes the field from the other value to a new one.

    Args:
        value: the new value for 'edit'.

    Raises:
        InputError: no such choice, a value the field cannot have, or not (any more) a conflict.
        NotFoundError: no such delivery.
    """
    delivery = table.get(tx, delivery_id)
    problem = delivery.problem
    if choice not in CHOICES:
        raise InputError(f"A conflict cannot be resolved by '{choice}'.", f"Choose one of {', '.join(CHOICES)}.")
    if delivery.state is not DeliveryState.NEEDS_ATTENTION or problem is None or problem.code != "conflict":
        raise InputError("This is not a conflict any more.", "Look at the sync view again: it has changed meanwhile.")
    entry = dispatch.entry_of(tx, delivery)
    ref = require_case(tx, entry.subject.removeprefix("case:"))
    field, theirs = entry.body["field"], _text(problem.values.get("theirs"))
    chosen = {"mine": entry.body["value"], "theirs": theirs, "edit": value}[choice]
    if choice == "edit":
        chosen = field_value(tx, field, value)
    resolved = about(
        tx,
        who,
        entry,
        Kind.CONFLICT_RESOLVED,
        {
            "of": entry.id,
            "choice": choice,
            "value": chosen,
            "theirs": theirs,
            "theirs_version": problem.values.get("theirs_version"),
        },
    )
    ids = [resolved.id]
    if choice == "mine":
        permission = Problem("resolved", "Your value was chosen and goes again.", values={dispatch.OVERWRITE: theirs})
        table.move(tx, delivery, DeliveryState.WAITING, look_first=delivery.look_first, problem=permission)
    else:
        reason = "The other value was kept." if choice == "theirs" else "Another value was chosen."
        ids += [_drop(tx, who, dropped, reason).id for dropped in _of_field(tx, ref, field, delivery)]
    project_case(tx, ref.key)
    if choice == "edit" and chosen != theirs:
        ids.append(change_field(tx, who, require_case(tx, ref.key), field, theirs, chosen))
    tx.touch("case", ref.key)
    return Saved(tuple(ids), ref.key, (HELPDESK,))


def retry(tx: Tx, who: str, delivery_id: int) -> Saved:
    """Send again what needs a person, or send now what waits for its time.

    Raises:
        InputError: it is under way, unknown, or done with.
        NotFoundError: no such delivery.
    """
    delivery = table.get(tx, delivery_id)
    entry = dispatch.entry_of(tx, delivery)
    if delivery.state is DeliveryState.WAITING:
        if table.is_paused(tx, delivery.id):
            raise InputError(
                "This text waits because its broadcast is paused.", "Let the broadcast go on, or drop this one text."
            )
        tx.execute("UPDATE delivery SET retry_at = 0 WHERE id = ?", (delivery.id,))
        tx.touch("delivery", delivery.sink)
    elif delivery.state is DeliveryState.UNKNOWN:
        raise InputError(
            "It is not known whether this arrived, so sending it again might do it twice.",
            "Say first whether it arrived.",
        )
    elif delivery.state is DeliveryState.NEEDS_ATTENTION:
        _refuse_unwanted(tx, entry)
        table.move(tx, delivery, DeliveryState.WAITING, look_first=delivery.look_first, problem=delivery.problem)
    else:
        raise InputError(
            f"A delivery that is '{delivery.state}' is not sent again.",
            "Look at the sync view again: it has changed meanwhile.",
        )
    body: dict[str, Any] = {"of": entry.id, "sink": delivery.sink}
    if delivery.problem is not None and delivery.problem.code == table.QUIET:
        # Sent anew after a refusal it still waits for the morning; sent now although it is night it does not.
        body[going_out.ALL_THE_SAME] = True
    retried = about(tx, who, entry, Kind.DELIVERY_RETRIED, body)
    return _saved(tx, entry, (retried.id,), delivery.sink)


def drop(tx: Tx, who: str, delivery_id: int, reason: str) -> Saved:
    """Give a delivery up. With a new case that will never be made goes everything that waits for its number.

    Raises:
        InputError: no reason, or it is under way or done with.
        NotFoundError: no such delivery.
    """
    why = clean_line(reason, "reason")
    if not why:
        raise InputError("Dropping something needs a reason.", "Write why it shall not be sent.")
    delivery = table.get(tx, delivery_id)
    entry = dispatch.entry_of(tx, delivery)
    ids = [_drop(tx, who, delivery, why).id]
    if delivery.sink == HELPDESK and entry.kind == Kind.CASE_CREATED:
        ids += [_drop(tx, who, later, "The case itself is not sent.").id for later in _open_in_lane(tx, delivery)]
    elif delivery.sink == HELPDESK and entry.kind == Kind.FIELD_CHANGED:
        _rebase_next(tx, delivery, entry)
    return _saved(tx, entry, ids, delivery.sink)


def resolve_unknown(tx: Tx, who: str, delivery_id: int, arrived: bool, *, how: str = "person") -> Saved:
    """Settle whether something arrived. Where it did not, it is sent again, but for what was to reach somebody who is reached by now.

    Args:
        how: 'person' or 'gateway', whoever told.

    Raises:
        InputError: the delivery is not unknown.
        NotFoundError: no such delivery.
    """
    delivery = table.get(tx, delivery_id)
    entry = dispatch.entry_of(tx, delivery)
    if delivery.state is not DeliveryState.UNKNOWN:
        raise InputError("This is not in doubt any more.", "Look at the sync view again: it has changed meanwhile.")
    actor = who or f"gateway:{delivery.sink.removeprefix('sms:')}"
    body = {"of": entry.id, "sink": delivery.sink, "arrived": arrived, "how": how}
    settled = about(tx, actor, entry, Kind.UNKNOWN_RESOLVED, body)
    if arrived:
        dispatch.confirm(tx, delivery.id, Receipt(already=True))
    elif going_out.is_reached(tx, entry):
        _drop(tx, actor, delivery, REACHED)
        dispatch.retold(tx, delivery)
    elif not delivery.attempts and (at := _chosen_time(tx, entry)) > tx.clock.now_ms():
        # Nobody tried it here: the station that made it was lost before its time came.
        table.move(tx, delivery, DeliveryState.WAITING, retry_at=at, problem=table.scheduled())
    else:
        table.move(tx, delivery, DeliveryState.WAITING)
    return _saved(tx, entry, (settled.id,), delivery.sink)


def _chosen_time(r: Reading, entry: Entry) -> int:
    """When somebody wanted it to go out, UTC epoch milliseconds; 0 for at once."""
    said = journal.of_subject(r, f"entry:{entry.id}", (Kind.SMS_SCHEDULED,))
    return int(said[-1].body["at"]) if said else 0


def _refuse_unwanted(r: Reading, entry: Entry) -> None:
    problem = going_out.unwanted(r, entry)
    if problem is not None and problem.code == going_out.OPTED_OUT:
        raise InputError(problem.message, "Drop the message, and call instead.")


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _reasons(r: Reading, ids: Sequence[int]) -> dict[int, str]:
    """Why deliveries that others wait for do not go, by id; those that only have not had their turn are left out."""
    found = {}
    for part in chunks(list(dict.fromkeys(ids))):
        for delivery_id, state, problem in r.rows(
            f"SELECT id, state, problem FROM delivery WHERE id IN ({', '.join('?' * len(part))})", list(part)
        ):
            if state == DeliveryState.UNKNOWN:
                found[delivery_id] = "unknown"
            elif state == DeliveryState.NEEDS_ATTENTION:
                why = table.problem_from(problem)
                found[delivery_id] = "conflict" if why is not None and why.code == "conflict" else "attention"
    return found


def _delivery_row(row: Sequence[Any], held_by: int | None, held_why: str) -> DeliveryRow:
    return DeliveryRow(
        id=row[0],
        entry_id=row[1],
        sink=row[2],
        state=DeliveryState(row[3]),
        kind=row[4],
        summary=summary_line(row[4], json.loads(row[5])),
        case_key=row[6],
        case_number=row[7],
        case_subject=row[8],
        actor=row[9],
        made_at=row[10],
        attempts=row[11],
        retry_at=row[12],
        problem=table.problem_from(row[13]),
        held_by=held_by,
        held_why=held_why,
    )


def _saved(tx: Tx, entry: Entry, ids: Sequence[str], sink: str) -> Saved:
    ref = dispatch.case_of(tx, entry)
    if ref is not None:
        project_case(tx, ref.key)
        tx.touch("case", ref.key)
    return Saved(tuple(ids), ref.key if ref else "", (sink,))


def _drop(tx: Tx, who: str, delivery: Delivery, reason: str) -> Entry:
    return give_up(tx, who, delivery, dispatch.entry_of(tx, delivery), Problem("dropped", reason))


def _open_in_lane(r: Reading, delivery: Delivery) -> list[Delivery]:
    rows = r.rows(
        f"SELECT {table.COLUMNS} FROM delivery INDEXED BY delivery_open WHERE sink = ? AND lane = ? AND {table.OPEN}"
        " ORDER BY position",
        (delivery.sink, delivery.lane),
    )
    return [table.delivery_from(row) for row in rows]


def _of_field(r: Reading, ref: CaseRef, field: str, first: Delivery) -> list[Delivery]:
    """A change in conflict and the later ones of its field that have not been sent."""
    later = [d for d in _open_in_lane(r, first) if d.id == first.id or d.position > first.position]
    return [d for d in later if (e := dispatch.entry_of(r, d)).kind == Kind.FIELD_CHANGED and e.body["field"] == field]


def _rebase_next(tx: Tx, dropped: Delivery, entry: Entry) -> None:
    """A later change was made on the value that now never gets there; it may replace what that one would have replaced."""
    for later in _open_in_lane(tx, dropped):
        body = dispatch.entry_of(tx, later).body
        if later.position > dropped.position and body.get("field") == entry.body["field"]:
            before = dropped.problem.values.get(dispatch.OVERWRITE) if dropped.problem is not None else None
            values = {dispatch.OVERWRITE: entry.body["base"] if before is None else before}
            if later.state is DeliveryState.WAITING and body["base"] == entry.body["value"]:
                table.set_problem(
                    tx, later.id, Problem("rebased", "An earlier change of this field was dropped.", values=values)
                )
            return
