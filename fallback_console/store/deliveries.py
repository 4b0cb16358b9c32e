"""The delivery table: where each entry stands towards each sink."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from fallback_console.domain.delivery import HOLD_MS, Delivery, DeliveryState, Problem, Receipt, may_move
from fallback_console.domain.entry import Entry
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.store.journal import dump
from fallback_console.store.tx import Reading, Tx

__all__ = [
    "COLUMNS",
    "FIRST",
    "LATER",
    "NOT_NOW",
    "OPEN",
    "QUIET",
    "SCHEDULED",
    "TAKEN_BACK",
    "adopt",
    "change_sink",
    "create",
    "delivery_from",
    "get",
    "give_away",
    "is_paused",
    "let_go",
    "look_again",
    "move",
    "problem_from",
    "put_off",
    "receipt_from",
    "scheduled",
    "set_problem",
    "still_open",
]

COLUMNS = "id, entry_id, sink, lane, position, state, attempts, retry_at, look_first, problem, receipt, changed_at, created_at"
"""The columns ``delivery_from`` expects, in order."""

TAKEN_BACK = "taken-back"
"""Code of the problem of a delivery that its author took back before anybody tried it."""

SCHEDULED = "scheduled"
"""Code of the problem of a delivery that waits for a time somebody chose."""

QUIET = "quiet"
"""Code of the problem of a delivery that waits for the end of its recipient's quiet hours."""

FIRST, LATER, NOT_NOW = 0, 1, 2
"""Ranks: what somebody waits for; what goes when nothing of that kind waits; what does not go until it is given another."""

OPEN = "state NOT IN ('confirmed', 'dropped')"
"""The condition of the partial indexes, word for word."""


def create(
    tx: Tx, entry: Entry, sink: str, lane: str, *, hold_ms: int = 0, send_at: int = 0, rank: int = FIRST
) -> None:
    """Let an entry wait for a sink, behind what already waits in its lane.

    Args:
        hold_ms: for so long it is not taken, at most ``HOLD_MS``; what comes after it in its lane waits with it.
        send_at: not before this chosen time, UTC epoch milliseconds; in a lane of its own, so that nothing waits with it.
        rank: ``FIRST`` or ``LATER``; the latter in a lane of its own too.
    """
    not_before = send_at or (entry.made_at + min(hold_ms, HOLD_MS) if hold_ms else 0)
    tx.execute(
        "INSERT INTO delivery (entry_id, sink, lane, position, state, head, retry_at, changed_at, created_at, rank) VALUES"
        f" (?, ?, ?, ?, 'waiting', NOT EXISTS (SELECT 1 FROM delivery WHERE sink = ? AND lane = ? AND {OPEN}), ?, ?, ?, ?)",
        (entry.id, sink, lane, entry.number, sink, lane, not_before, entry.made_at, entry.made_at, rank),
    )
    if send_at:
        # Told from a hold by its problem: neither a sink that comes back nor a clock set back lets it go before its time.
        tx.execute(
            "UPDATE delivery SET problem = ? WHERE entry_id = ? AND sink = ?", (_kept(scheduled()), entry.id, sink)
        )
    tx.touch("delivery", sink)


def adopt(tx: Tx, entry_id: str, sink: str, lane: str, position: int, doubt: Problem | None) -> None:
    """Deliver an entry in place of the station that made it, behind what already waits in its lane.

    Args:
        position: number of the entry that says so.
        doubt: why it is not known whether it arrived, where the sink cannot be asked; else it is looked up, then written.
    """
    state = DeliveryState.WAITING if doubt is None else DeliveryState.UNKNOWN
    now = tx.clock.now_ms()
    tx.execute(
        "INSERT INTO delivery (entry_id, sink, lane, position, state, head, look_first, problem, changed_at, created_at) VALUES"
        f" (?, ?, ?, ?, ?, NOT EXISTS (SELECT 1 FROM delivery WHERE sink = ? AND lane = ? AND {OPEN}), 1, ?, ?, ?)",
        (
            entry_id,
            sink,
            lane,
            position,
            state.value,
            sink,
            lane,
            None if doubt is None else _kept(doubt),
            now,
            now,
        ),
    )
    tx.touch("delivery", sink)


def give_away(tx: Tx, delivery: Delivery) -> None:
    """Another station delivers it from now on; what waited behind it in its lane goes on."""
    tx.execute("DELETE FROM delivery WHERE id = ?", (delivery.id,))
    tx.execute(
        "UPDATE delivery SET head = 1 WHERE id = (SELECT id FROM delivery INDEXED BY delivery_open WHERE sink = ?"
        f" AND lane = ? AND {OPEN} ORDER BY position LIMIT 1)",
        (delivery.sink, delivery.lane),
    )
    tx.touch("delivery", delivery.sink)


def look_again(tx: Tx, position: int) -> None:
    """Let everything of the helpdesk that waits be looked up before it is written, up to an entry's number.

    The others know these entries and may have delivered them meanwhile, on somebody's word that this station is lost.
    """
    tx.execute(
        f"UPDATE delivery SET look_first = 1 WHERE {OPEN} AND state = 'waiting' AND sink = 'helpdesk' AND position <= ?",
        (position,),
    )


def is_paused(r: Reading, delivery_id: int) -> bool:
    """Whether a waiting delivery does not go because its broadcast is paused."""
    found = r.value("SELECT rank = ? FROM delivery WHERE id = ? AND state = 'waiting'", (NOT_NOW, delivery_id))
    return bool(found)


def scheduled() -> Problem:
    """Why a delivery waits that somebody chose a time for."""
    return Problem(SCHEDULED, "It waits for its time.", "Change the time, send it now or take it back in Messages.")


def problem_from(text: str | None) -> Problem | None:
    """A problem from its column."""
    return None if text is None else Problem(**json.loads(text))


def receipt_from(text: str | None) -> Receipt | None:
    """A receipt from its column."""
    if text is None:
        return None
    values = json.loads(text)
    values["remote_items"] = tuple(values["remote_items"])
    return Receipt(**values)


def delivery_from(row: Sequence[Any]) -> Delivery:
    """A delivery from a row of ``COLUMNS``."""
    return Delivery(
        row[0],
        row[1],
        row[2],
        row[3],
        row[4],
        DeliveryState(row[5]),
        row[6],
        row[7],
        bool(row[8]),
        problem_from(row[9]),
        receipt_from(row[10]),
        row[11],
        row[12],
    )


def get(r: Reading, delivery_id: int) -> Delivery:
    """A delivery by its row number.

    Raises:
        NotFoundError: there is none.
    """
    row = r.one(f"SELECT {COLUMNS} FROM delivery WHERE id = ?", (delivery_id,))
    if row is None:
        raise NotFoundError(f"There is no delivery {delivery_id}.", "Look at the sync view for those there are.")
    return delivery_from(row)


def move(
    tx: Tx,
    delivery: Delivery,
    state: DeliveryState,
    *,
    retry_at: int = 0,
    look_first: bool = False,
    problem: Problem | None = None,
    receipt: Receipt | None = None,
) -> None:
    """Take a delivery to another state, replacing what was known of retry, problem and receipt.

    When it is done with, the next one of its lane becomes the head.

    Raises:
        InputError: a delivery in its state cannot go there.
    """
    if not may_move(delivery.state, state):
        raise InputError(
            f"A delivery that is '{delivery.state}' cannot become '{state}'.",
            "Look at the sync view again: it has changed meanwhile.",
        )
    closing = state in (DeliveryState.CONFIRMED, DeliveryState.DROPPED)
    tx.execute(
        "UPDATE delivery SET state = ?, head = head AND ?, retry_at = ?, look_first = ?, problem = ?, receipt = ?,"
        " changed_at = ? WHERE id = ?",
        (
            state.value,
            not closing,
            retry_at,
            look_first,
            None if problem is None else _kept(problem),
            None if receipt is None else dump(receipt._asdict()),
            tx.clock.now_ms(),
            delivery.id,
        ),
    )
    if closing:
        # It was never tried, so a wait can only be its hold; one that a clock set back made long is cut.
        tx.execute(
            "UPDATE delivery SET head = 1, retry_at = min(retry_at, ?) WHERE id = (SELECT id FROM delivery"
            f" INDEXED BY delivery_open WHERE sink = ? AND lane = ? AND {OPEN} ORDER BY position LIMIT 1)",
            (tx.clock.now_ms() + HOLD_MS, delivery.sink, delivery.lane),
        )
    tx.touch("delivery", delivery.sink)


def put_off(tx: Tx, delivery: Delivery, until: int) -> None:
    """Let a waiting delivery go out when its recipient's quiet hours are over.

    In a lane of its own, like what has a chosen time: what a person writes there meanwhile does not wait with it.

    Args:
        until: UTC epoch milliseconds.
    """
    why = Problem(QUIET, "It waits for the end of the recipient's quiet hours.", "Send it now if it cannot wait.")
    lane = delivery.lane if " " in delivery.lane else f"{delivery.lane} {delivery.entry_id}"
    tx.execute(
        "UPDATE delivery SET lane = ?, head = 1, retry_at = ?, problem = ?, changed_at = ? WHERE id = ?",
        (lane, until, _kept(why), tx.clock.now_ms(), delivery.id),
    )
    if lane != delivery.lane:
        tx.execute(
            "UPDATE delivery SET head = 1 WHERE id = (SELECT id FROM delivery INDEXED BY delivery_open WHERE sink = ?"
            f" AND lane = ? AND {OPEN} ORDER BY position LIMIT 1)",
            (delivery.sink, delivery.lane),
        )
    tx.touch("delivery", delivery.sink)


def let_go(tx: Tx, entry_ids: Sequence[str]) -> None:
    """What waits for the end of quiet hours waits no longer: they do not count any more."""
    for entry_id in entry_ids:
        row = tx.one(
            f"SELECT id, sink FROM delivery WHERE entry_id = ? AND {OPEN} AND state = 'waiting'"
            f" AND json_extract(problem, '$.code') = '{QUIET}'",
            (entry_id,),
        )
        if row is not None:
            tx.execute("UPDATE delivery SET retry_at = 0 WHERE id = ?", (row[0],))
            tx.touch("delivery", row[1])


def change_sink(tx: Tx, delivery: Delivery, sink: str, problem: Problem) -> None:
    """Let a delivery wait for another sink, in its place among what waits there in its lane; the old sink has it no more.

    Raises:
        InputError: the old sink may have it: it is to be looked up first, in doubt, or done with.
    """
    doubtful = delivery.state is DeliveryState.WAITING and delivery.look_first
    if doubtful or delivery.state not in (DeliveryState.WAITING, DeliveryState.IN_FLIGHT):
        raise InputError("This may have been delivered already.", "Look at the sync view again.")
    # Whoever is behind it there and has not been tried waits for it.
    tx.execute(
        f"UPDATE delivery SET head = 0 WHERE sink = ? AND lane = ? AND {OPEN} AND state = 'waiting' AND position > ?",
        (sink, delivery.lane, delivery.position),
    )
    # A hold lasts: nobody has tried it.
    tx.execute(
        "UPDATE delivery SET sink = ?, state = 'waiting', retry_at = iif(attempts > 0, 0, retry_at), look_first = 0,"
        " problem = ?, changed_at = ?, head = NOT EXISTS (SELECT 1 FROM delivery o WHERE o.sink = ? AND o.lane = ?"
        " AND o.state NOT IN ('confirmed', 'dropped') AND o.id <> delivery.id AND (o.head = 1 OR o.position < ?))"
        " WHERE id = ?",
        (sink, _kept(problem), tx.clock.now_ms(), sink, delivery.lane, delivery.position, delivery.id),
    )
    tx.execute(
        "UPDATE delivery SET head = 1 WHERE id = (SELECT id FROM delivery INDEXED BY delivery_open WHERE sink = ? AND lane = ?"
        f" AND {OPEN} ORDER BY position LIMIT 1)",
        (delivery.sink, delivery.lane),
    )
    tx.touch("delivery", delivery.sink)
    tx.touch("delivery", sink)


def set_problem(tx: Tx, delivery_id: int, problem: Problem | None) -> None:
    """Replace what is said about a delivery, without moving it."""
    tx.execute(
        "UPDATE delivery SET problem = ? WHERE id = ?",
        (None if problem is None else _kept(problem), delivery_id),
    )


def _kept(problem: Problem) -> str:
    return dump({**problem._asdict(), "values": dict(problem.values)})


def still_open(r: Reading, entry_id: str) -> bool:
    """Whether any delivery of an entry is still to happen."""
    return r.value(f"SELECT 1 FROM delivery WHERE entry_id = ? AND {OPEN} LIMIT 1", (entry_id,)) is not None
