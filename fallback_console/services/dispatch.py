"""What the courier asks and tells: which deliveries are next, and what became of each."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fallback_console.domain.delivery import HOLD_MS, Delivery, DeliveryState, Doubles, Problem, Receipt
from fallback_console.domain.entry import Entry, Kind, NewEntry
from fallback_console.ports import Work
from fallback_console.services import assigning, going_out
from fallback_console.services.giving_up import about, give_up
from fallback_console.services.record import HELPDESK
from fallback_console.store import deliveries, journal
from fallback_console.store.case_projection import on_delivery_moved, project_case
from fallback_console.store.case_ref import LOCAL, CaseRef, find_ref, split_key
from fallback_console.store.contact_projection import project_sms
from fallback_console.store.shown_person import head_of

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = [
    "OVERWRITE",
    "Recovered",
    "case_of",
    "confirm",
    "entry_of",
    "mark_unknown",
    "moved",
    "moving",
    "next_retry_at",
    "not_there",
    "put_back",
    "recover",
    "release",
    "retold",
    "settle_by_receipts",
    "stop",
    "take",
    "unknowns",
]

OVERWRITE = "overwrite"
"""Name, among a problem's values, of the value that a person allowed to overwrite."""

_MOST_OTHERS = 100

_HEAD = "head = 1 AND state = 'waiting'"
_GOES = f"rank < {deliveries.NOT_NOW}"
# A case made here is written to by nothing but its own creation until the helpdesk has given it a number.
_HAS_NUMBER = (
    "(sink <> 'helpdesk' OR lane NOT LIKE 'local:%' OR EXISTS (SELECT 1 FROM p_case WHERE key = lane AND remote_id <> '')"
    " OR EXISTS (SELECT 1 FROM entry WHERE id = entry_id AND kind = 'case.created'))"
)


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was under way when the program last stopped.

    Attributes:
        waiting: deliveries that are looked up, then go on.
        unknown: deliveries that a person or the gateway has to tell about.
    """

    waiting: int
    unknown: int


def recover(tx: Tx, doubles: Mapping[str, Doubles]) -> Recovered:
    """Settle deliveries that were in flight when the program stopped; to be called before the first ``take``.

    Args:
        doubles: by sink; a sink that is not connected now counts as one that cannot tell, but for the helpdesk.
    """
    rows = tx.rows(
        f"SELECT {deliveries.COLUMNS} FROM delivery WHERE {deliveries.OPEN} AND state = 'in_flight' ORDER BY position"
    )
    counts = {True: 0, False: 0}
    for delivery in map(deliveries.delivery_from, rows):
        kind = doubles.get(delivery.sink, Doubles.MARKER if delivery.sink == HELPDESK else Doubles.NONE)
        unclear = kind is Doubles.NONE
        if unclear:
            problem = Problem(
                "interrupted",
                "The program stopped while this was being sent.",
                "Ask the gateway or the recipient whether it arrived.",
            )
            deliveries.move(tx, delivery, DeliveryState.UNKNOWN, problem=problem)
        else:
            deliveries.move(tx, delivery, DeliveryState.WAITING, look_first=True, problem=delivery.problem)
        moved(tx, delivery)
        if unclear and settle_by_receipts(tx, entry_of(tx, delivery)):
            continue
        counts[unclear] += 1
    return Recovered(counts[False], counts[True])


def release(tx: Tx, sink: str) -> None:
    """The sink is back, or the clock was set back: forget the waits that a failure caused.

    What is held for its author to take back stays so, but for longer than a hold lasts; what has a chosen time keeps it. What was
    put off for the night is looked at again as it is taken.
    """
    tx.execute(
        f"UPDATE delivery SET retry_at = 0 WHERE sink = ? AND {_HEAD} AND retry_at > 0 AND (attempts > 0"
        f" OR (retry_at > ? AND problem IS NULL) OR json_extract(problem, '$.code') = '{deliveries.QUIET}')",
        (sink, tx.clock.now_ms() + HOLD_MS),
    )
    tx.touch("delivery", sink)


def take(tx: Tx, sink: str, now: int, limit: int, busy_lanes: Collection[str]) -> list[Work]:
    """Mark the next deliveries of a sink as in flight and hand them out, by rank and then in journal order.

    Only the oldest open delivery of a lane is a candidate, so a lane whose oldest is unknown, needs a person, waits for its
    retry or is under way gives nothing, and the others go on. What is for a person and is not wanted any more is given up, and
    what would disturb them at night is put off (``going_out``).

    Args:
        now: UTC epoch milliseconds.
        limit: how many at most.
        busy_lanes: lanes to leave alone.
    """
    free = _candidates(tx, sink, now, limit, busy_lanes)
    while sink != HELPDESK and _keep_back(tx, free, now):
        free = _candidates(tx, sink, now, limit, busy_lanes)
    for delivery in free:
        tx.execute(
            "UPDATE delivery SET state = 'in_flight', attempts = attempts + 1, changed_at = ? WHERE id = ?",
            (tx.clock.now_ms(), delivery.id),
        )
    if free:
        tx.touch("delivery", sink)
    return [_work(tx, delivery._replace(attempts=delivery.attempts + 1), taken=True) for delivery in free]


def _candidates(r: Reading, sink: str, now: int, limit: int, busy_lanes: Collection[str]) -> list[Delivery]:
    # Lanes in ``busy_lanes`` are under way and so no candidates, unless their delivery is being settled this moment.
    most = limit + len(busy_lanes)
    rows = r.rows(
        f"SELECT rank, {deliveries.COLUMNS} FROM delivery INDEXED BY delivery_ready WHERE sink = ? AND {_HEAD}"
        f" AND retry_at = 0 AND {_GOES} AND {_HAS_NUMBER} ORDER BY rank, position LIMIT ?",
        (sink, most),
    ) + r.rows(
        f"SELECT rank, {deliveries.COLUMNS} FROM delivery INDEXED BY delivery_retry WHERE sink = ? AND {_HEAD}"
        f" AND retry_at > 0 AND retry_at <= ? AND {_GOES} AND {_HAS_NUMBER} ORDER BY rank, position LIMIT ?",
        (sink, now, most),
    )
    ranked = [(row[0], deliveries.delivery_from(row[1:])) for row in rows]
    due = [delivery for _, delivery in sorted(ranked, key=lambda one: (one[0], one[1].position))]
    return [delivery for delivery in due if delivery.lane not in busy_lanes][:limit]


def _keep_back(tx: Tx, found: Sequence[Delivery], now: int) -> bool:
    """Give up what is not wanted any more and put off what would disturb; whether there was any. What may have got there already
    is looked for first."""
    kept = False
    for delivery in found:
        entry = entry_of(tx, delivery)
        problem = going_out.unwanted(tx, entry)
        if problem is not None and not delivery.look_first:
            give_up(tx, f"gateway:{delivery.sink.removeprefix('sms:')}", delivery, entry, problem)
            retold(tx, delivery)
            kept = True
        elif problem is None and (until := going_out.silent_until(tx, entry, now)) is not None:
            deliveries.put_off(tx, delivery, until)
            kept = True
    return kept


def confirm(tx: Tx, delivery_id: int, receipt: Receipt) -> None:
    """It was done there.

    Raises:
        InputError: the delivery is not in flight or unknown.
    """
    delivery = deliveries.get(tx, delivery_id)
    entry = entry_of(tx, delivery)
    if delivery.sink == HELPDESK and entry.kind == Kind.FIELD_CHANGED and receipt.version is None:
        receipt = receipt._replace(version=_version_after(tx, entry))
    deliveries.move(tx, delivery, DeliveryState.CONFIRMED, receipt=receipt)
    tx.execute(
        "INSERT INTO p_sink (sink, confirmed) VALUES (?, 1) ON CONFLICT DO UPDATE SET confirmed = confirmed + 1",
        (delivery.sink,),
    )
    if delivery.sink == HELPDESK:
        _keep_echo(tx, delivery, receipt)
    if entry.kind == Kind.SMS_SENT:
        project_sms(tx, entry)
        assigning.file_sent(tx, entry)
        tx.touch("sms", str(entry.body["to"]))
    if entry.kind == Kind.CASE_CREATED and receipt.remote_id:
        _number_case(tx, entry, receipt.remote_id)
    else:
        moved(tx, delivery, entry)


def put_back(tx: Tx, delivery_id: int, problem: Problem, retry_at: int, look_first: bool) -> None:
    """It was not done, or it is not known; try again, after looking for it first where it may have got through.

    Args:
        retry_at: not before, UTC epoch milliseconds.
    """
    delivery = deliveries.get(tx, delivery_id)
    deliveries.move(
        tx,
        delivery,
        DeliveryState.WAITING,
        retry_at=retry_at,
        look_first=look_first,
        problem=_keep_permission(delivery.problem, problem),
    )
    moved(tx, delivery)


def not_there(tx: Tx, delivery_id: int) -> DeliveryState:
    """What was only looked for did not get there: it is given up. Where it is wanted again by now it waits, as if nobody had tried it.

    Returns:
        Where it stands now.
    """
    delivery = deliveries.get(tx, delivery_id)
    deliveries.move(tx, delivery, DeliveryState.WAITING, problem=delivery.problem)
    _keep_back(tx, [deliveries.get(tx, delivery_id)], tx.clock.now_ms())
    moved(tx, delivery)
    return deliveries.get(tx, delivery_id).state


def mark_unknown(tx: Tx, delivery_id: int, problem: Problem) -> None:
    """It may have been done, and sending it again might do it twice."""
    delivery = deliveries.get(tx, delivery_id)
    deliveries.move(tx, delivery, DeliveryState.UNKNOWN, problem=problem)
    moved(tx, delivery)
    settle_by_receipts(tx, entry_of(tx, delivery))


def settle_by_receipts(tx: Tx, sent: Entry) -> bool:
    """End the doubt about a text message whose gateway has told what became of it: then the gateway has it.

    Of a message in parts every part has to be told of.

    Returns:
        Whether there was a doubt that is no more.
    """
    if sent.kind != Kind.SMS_SENT:
        return False
    row = tx.one(
        "SELECT id, sink FROM delivery WHERE entry_id = ? AND state = 'unknown' AND sink LIKE 'sms:%'", (sent.id,)
    )
    if row is None:
        return False
    found, gateway = int(row[0]), str(row[1]).removeprefix("sms:")
    receipts = [e.body for e in journal.of_subject(tx, f"entry:{sent.id}", (Kind.SMS_RECEIPT,))]
    told = {body["part"] for body in receipts if body["gateway"] == gateway}
    if not (None in told or len(told) >= int(sent.body["parts"])):
        return False
    body = {"of": sent.id, "sink": f"sms:{gateway}", "arrived": True, "how": "gateway"}
    about(tx, f"gateway:{gateway}", sent, Kind.UNKNOWN_RESOLVED, body)
    confirm(tx, found, Receipt(already=True))
    ref = case_of(tx, sent)
    if ref is not None:
        project_case(tx, ref.key)
    return True


def stop(tx: Tx, delivery_id: int, problem: Problem) -> None:
    """It needs a person; its case waits, the others go on."""
    delivery = deliveries.get(tx, delivery_id)
    deliveries.move(tx, delivery, DeliveryState.NEEDS_ATTENTION, look_first=delivery.look_first, problem=problem)
    moved(tx, delivery)


def next_retry_at(r: Reading, sink: str) -> int | None:
    """When there is something to deliver next, UTC epoch milliseconds (0 or past: now); None where nothing waits."""
    ready = r.value(
        f"SELECT 1 FROM delivery INDEXED BY delivery_ready WHERE sink = ? AND {_HEAD} AND retry_at = 0"
        f" AND {_GOES} AND {_HAS_NUMBER} LIMIT 1",
        (sink,),
    )
    if ready is not None:
        return 0
    found: int | None = r.value(
        f"SELECT retry_at FROM delivery INDEXED BY delivery_retry WHERE sink = ? AND {_HEAD} AND retry_at > 0"
        f" AND {_GOES} AND {_HAS_NUMBER} ORDER BY retry_at LIMIT 1",
        (sink,),
    )
    return found


def moving(r: Reading) -> bool:
    """Whether anything is under way, or waits and may go; what was paused may not."""
    found = r.value(
        f"SELECT 1 FROM delivery WHERE {deliveries.OPEN} AND (state = 'in_flight' OR (state = 'waiting' AND {_GOES})) LIMIT 1"
    )
    return found is not None


def unknowns(r: Reading, sink: str, limit: int) -> list[Work]:
    """Deliveries of which it is not known whether they arrived, oldest first."""
    rows = r.rows(
        f"SELECT {deliveries.COLUMNS} FROM delivery WHERE id IN (SELECT id FROM delivery INDEXED BY delivery_attention"
        " WHERE state IN ('unknown', 'needs_attention') AND state = 'unknown' AND sink = ?) ORDER BY position LIMIT ?",
        (sink, limit),
    )
    return [_work(r, delivery) for delivery in map(deliveries.delivery_from, rows)]


def entry_of(r: Reading, delivery: Delivery) -> Entry:
    """The entry of a delivery; a foreign key makes sure there is one."""
    row = r.one(f"SELECT {journal.COLUMNS} FROM entry WHERE id = ?", (delivery.entry_id,))
    return journal.entry_from(row or ())


def case_of(r: Reading, entry: Entry) -> CaseRef | None:
    """The case an entry is about, None where it is about none."""
    return find_ref(r, entry.subject.removeprefix("case:")) if entry.subject.startswith("case:") else None


def moved(tx: Tx, delivery: Delivery, entry: Entry | None = None) -> None:
    """Bring the case of a delivery along after it moved.

    Args:
        delivery: as it was before.
    """
    entry = entry or entry_of(tx, delivery)
    ref = case_of(tx, entry)
    if ref is None:
        return
    if entry.kind == Kind.FIELD_CHANGED:
        project_case(tx, ref.key)
    else:
        on_delivery_moved(tx, ref, sent=not deliveries.still_open(tx, entry.id))
    tx.touch("case", ref.key)


def retold(tx: Tx, delivery: Delivery) -> None:
    """Another station delivers it: bring the case or the message along."""
    entry = entry_of(tx, delivery)
    if entry.kind == Kind.SMS_SENT:
        project_sms(tx, entry)
        tx.touch("sms", str(entry.body["to"]))
    ref = case_of(tx, entry)
    if ref is not None:
        project_case(tx, ref.key)
        tx.touch("case", ref.key)


def _keep_permission(before: Problem | None, problem: Problem) -> Problem:
    """A person's word that something may be overwritten outlives later failures."""
    if before is None or OVERWRITE not in before.values:
        return problem
    return problem._replace(values={**problem.values, OVERWRITE: before.values[OVERWRITE]})


def _version_after(tx: Tx, entry: Entry) -> int | None:
    """Where the helpdesk tells no version: later than the mirror's, so that the change stays laid over it until the case
    was pulled again."""
    ref = case_of(tx, entry)
    return None if ref is None or ref.version is None else ref.version + 1


def _keep_echo(tx: Tx, delivery: Delivery, receipt: Receipt) -> None:
    if receipt.remote_items:
        source = _source(tx, delivery.lane)
        tx.executemany(
            "INSERT OR REPLACE INTO p_echo (source, remote_id, entry_id) VALUES (?, ?, ?)",
            ((source, item, delivery.entry_id) for item in receipt.remote_items),
        )


def _source(r: Reading, case_key: str) -> str:
    """Short name of the helpdesk that has, or is about to have, a case."""
    source, _ = split_key(case_key)
    if source:
        return source
    known = r.value("SELECT source FROM p_case WHERE key = ?", (case_key,))
    return str(known or r.value("SELECT kind FROM connection WHERE name = 'helpdesk'") or "rt")


def _number_case(tx: Tx, created: Entry, remote_id: str) -> None:
    """The helpdesk gave a case its number: from now on the mirrored case of that number is this one."""
    key = created.subject.removeprefix("case:")
    body = {"source": _source(tx, key), "remote_id": remote_id}
    journal.append(tx, NewEntry(Kind.CASE_NUMBERED, created.subject, body, created.actor))
    project_case(tx, key)
    tx.touch("case", key)


def _work(r: Reading, delivery: Delivery, *, taken: bool = False) -> Work:
    entry = entry_of(r, delivery)
    case = requestor = ""
    if delivery.sink == HELPDESK:
        case = _remote_id(r, delivery.lane)
        if entry.kind == Kind.CASE_CREATED:
            requestor = _requestor(r, entry.body)
    permitted: Any = None if delivery.problem is None else delivery.problem.values.get(OVERWRITE)
    return Work(
        delivery_id=delivery.id,
        entry=entry,
        lane=delivery.lane,
        attempts=delivery.attempts,
        case=case,
        requestor=requestor,
        look_first=delivery.look_first,
        theirs=permitted,
        others=_others(r, delivery) if entry.kind == Kind.SMS_SENT else (),
        only_look=taken and delivery.look_first and going_out.unwanted(r, entry) is not None,
    )


def _others(r: Reading, delivery: Delivery) -> tuple[str, ...]:
    """What the gateway called the messages that it took for this number before."""
    rows = r.rows(
        "SELECT s.gateway_id FROM p_contact c JOIN p_sms s ON s.entry_id = c.entry_id WHERE c.number = ? AND c.entry_id <> ?"
        # Two of one kind may be two senders of one account, which tells of the messages of both.
        " AND s.direction = 'out' AND substr(s.gateway, 1, instr(s.gateway || '.', '.') - 1) = ? AND s.gateway_id <> ''"
        " ORDER BY c.hlc DESC LIMIT ?",
        # A lane is the number, or begins with it.
        (delivery.lane.partition(" ")[0], delivery.entry_id, _kind_of(delivery.sink), _MOST_OTHERS),
    )
    return tuple(row[0] for row in rows)


def _kind_of(sink: str) -> str:
    """What gateways of one kind have in common: 'twilio' for 'sms:twilio.osaka'."""
    return sink.removeprefix("sms:").partition(".")[0]


def _remote_id(r: Reading, case_key: str) -> str:
    if case_key.startswith(f"{LOCAL}:"):
        return str(r.value("SELECT remote_id FROM p_case WHERE key = ?", (case_key,)) or "")
    return split_key(case_key)[1]


def _requestor(r: Reading, body: Mapping[str, Any]) -> str:
    """Mail address, else number, of a new case's customer."""
    if body["requestor"]:
        return str(body["requestor"])
    emails: Sequence[str] = ()
    if body["customer"]:
        known = head_of(r, body["customer"])
        emails = json.loads(r.value("SELECT emails FROM p_person WHERE key = ?", (known,)) or "[]")
    return emails[0] if emails else str(body["phone"])
