"""What entries of other stations make this station do. They never make it send anything that another station made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fallback_console.domain.delivery import Delivery, DeliveryState
from fallback_console.domain.entry import Entry, Kind
from fallback_console.services import broadcast_feed, dispatch
from fallback_console.store import deliveries, elsewhere, journal

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["ANSWERED", "follow", "give_away_late"]

ANSWERED = frozenset({Kind.BROADCAST_CANCELLED, Kind.SMS_RECEIPT})
"""Kinds that may make this station write entries of its own: these have to be on disk before they are handed to the hub."""

_RUNS = frozenset({Kind.BROADCAST_PAUSED, Kind.BROADCAST_RESUMED, Kind.BROADCAST_CANCELLED})
_DONE = ("confirmed", "dropped")


def follow(tx: Tx, entries: Sequence[Entry]) -> None:
    """Do what entries that have just come in ask of this station; before their projections are made."""
    for entry in entries:
        if entry.kind == Kind.DELIVERIES_TOLD:
            for entry_id, sink, state, receipt in entry.body["states"]:
                _told(tx, entry, entry_id, sink, state, receipt)
        elif entry.kind == Kind.STATION_ADOPTED:
            for entry_id, sink in entry.body["adopted"]:
                _adopted(tx, entry, entry_id, sink)
        elif entry.kind in _RUNS:
            broadcast_feed.follow(tx, entry)
        elif entry.kind == Kind.SMS_RECEIPT:
            sent = journal.find(tx, str(entry.body["of"]))
            if sent is not None and sent.station == tx.station:
                dispatch.settle_by_receipts(tx, sent)


def _own(r: Reading, entry_id: str, sink: str) -> Delivery | None:
    """This station's delivery of an entry to sinks of one family."""
    rows = r.rows(f"SELECT {deliveries.COLUMNS} FROM delivery WHERE entry_id = ?", (entry_id,))
    family = elsewhere.family_of(sink)
    return next((d for d in map(deliveries.delivery_from, rows) if elsewhere.family_of(d.sink) == family), None)


def _told(tx: Tx, word: Entry, entry_id: str, sink: str, state: str, receipt: object) -> None:
    own = _own(tx, entry_id, sink)
    if own is None:
        elsewhere.keep_word(tx, word, entry_id, sink, state, receipt)
    elif state in _DONE and _can_go(own):
        # Adopted, and done there; or this station had adopted it, and the one that made it has come back and did it.
        _give_away(tx, word, own)
        elsewhere.keep_word(tx, word, entry_id, sink, state, receipt)


def _adopted(tx: Tx, word: Entry, entry_id: str, sink: str) -> None:
    own = _own(tx, entry_id, sink)
    if own is None:
        elsewhere.note_adopted(tx, word, entry_id, sink)
    elif own.state.value not in _DONE and _own_word(tx, word.subject) < word.hlc:
        if _can_go(own):
            _give_away(tx, word, own)
        else:
            # It is on its way this moment; what becomes of that decides.
            elsewhere.note_later(tx, word, entry_id, own.sink)


def _own_word(r: Reading, subject: str) -> str:
    """When this station itself last adopted that station's entries, '' for never."""
    found = r.value(
        f"SELECT max(hlc) FROM entry WHERE subject = ? AND kind = '{Kind.STATION_ADOPTED}'"
        " AND station = (SELECT value FROM meta WHERE name = 'station')",
        (subject,),
    )
    return str(found or "")


def _can_go(delivery: Delivery) -> bool:
    return delivery.state not in (DeliveryState.IN_FLIGHT, DeliveryState.CONFIRMED, DeliveryState.DROPPED)


def _give_away(tx: Tx, word: Entry, delivery: Delivery) -> None:
    deliveries.give_away(tx, delivery)
    elsewhere.note_adopted(tx, word, delivery.entry_id, delivery.sink, delivery.lane)
    dispatch.retold(tx, delivery)


def give_away_late(tx: Tx) -> None:
    """Let go of what was on its way when another station adopted it, and did not arrive."""
    if not elsewhere.any_later(tx):
        return
    rows = tx.rows(
        f"SELECT {deliveries.COLUMNS} FROM delivery WHERE {deliveries.OPEN} AND state <> 'in_flight' AND attempts > 0"
    )
    for delivery in map(deliveries.delivery_from, rows):
        if elsewhere.take_later(tx, delivery.entry_id, delivery.sink, delivery.lane):
            deliveries.give_away(tx, delivery)
            dispatch.retold(tx, delivery)
