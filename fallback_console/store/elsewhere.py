"""Deliveries that other stations make: where each of their entries goes, and what they told of it.

A row says the same whatever the order of the words was: that something is confirmed is never taken back, else the last word
counts. Rows of what this station itself delivers are in ``delivery`` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fallback_console.domain.entry import Entry
from fallback_console.store.deliveries import OPEN
from fallback_console.store.journal import dump
from fallback_console.store.tx import Reading, Tx

__all__ = [
    "Orphan",
    "any_later",
    "family_of",
    "forget",
    "keep_places",
    "keep_word",
    "note_adopted",
    "note_later",
    "orphans",
    "take_later",
]

_LATER = "later:"

_PLACES = "INSERT INTO elsewhere (entry_id, family, sink, lane, state, receipt, told, station, adopted)"
# What was told of it came before the entry itself.
_PLACES_AGAIN = "ON CONFLICT DO UPDATE SET lane = excluded.lane, station = iif(adopted = '', excluded.station, station)"
_WORD_AGAIN = (
    "ON CONFLICT DO UPDATE SET sink = excluded.sink, state = excluded.state, receipt = excluded.receipt, told = excluded.told"
    " WHERE (excluded.state = 'confirmed' AND state <> 'confirmed')"
    " OR (excluded.told > told AND (excluded.state = 'confirmed') = (state = 'confirmed'))"
)
_ADOPTED_AGAIN = (
    "ON CONFLICT DO UPDATE SET station = excluded.station, adopted = excluded.adopted WHERE excluded.adopted > adopted"
)


class Orphan(NamedTuple):
    """Something that a station has not delivered, as far as is known.

    Attributes:
        family: what kind of sink it is ('helpdesk', 'sms').
    """

    entry_id: str
    family: str
    sink: str
    lane: str


def family_of(sink: str) -> str:
    """What a sink and those that may take its place have in common: an entry has one delivery of each family."""
    return sink.partition(":")[0]


def keep_places(tx: Tx, places: Iterable[tuple[str, str, str, str]]) -> None:
    """Where entries of other stations go: entry id, sink, lane and station."""
    tx.bulk(
        _PLACES,
        (
            (entry, family_of(sink), sink, lane, "waiting", None, "", station, "")
            for entry, sink, lane, station in places
        ),
        _PLACES_AGAIN,
    )


def keep_word(tx: Tx, told: Entry, entry_id: str, sink: str, state: str, receipt: object) -> None:
    """What a station told of one of its deliveries.

    Args:
        told: the entry that tells.
        receipt: as ``domain.delivery.Receipt`` by name, None for none.
    """
    tx.execute(
        f"{_PLACES} VALUES (?, ?, ?, '', ?, ?, ?, ?, '') {_WORD_AGAIN}",
        (
            entry_id,
            family_of(sink),
            sink,
            state,
            None if receipt is None else dump(receipt),
            told.hlc,
            told.station,
        ),
    )


def note_adopted(tx: Tx, word: Entry, entry_id: str, sink: str, lane: str = "") -> None:
    """Another station delivers an entry from now on."""
    tx.execute(
        f"{_PLACES} VALUES (?, ?, ?, ?, 'waiting', NULL, '', ?, ?) {_ADOPTED_AGAIN}",
        (entry_id, family_of(sink), sink, lane, word.station, word.hlc),
    )


def note_later(tx: Tx, word: Entry, entry_id: str, sink: str) -> None:
    """Another station is to deliver it, unless what this one has under way arrives.

    The note stands beside the family's own row and counts as no delivery.
    """
    tx.execute(
        f"{_PLACES} VALUES (?, ?, ?, '', 'confirmed', NULL, '', ?, ?) {_ADOPTED_AGAIN}",
        (entry_id, _LATER + family_of(sink), _LATER, word.station, word.hlc),
    )


def any_later(r: Reading) -> bool:
    """Whether anything was under way when another station took it over."""
    return r.value("SELECT 1 FROM elsewhere INDEXED BY elsewhere_later WHERE sink = 'later:' LIMIT 1") is not None


def take_later(tx: Tx, entry_id: str, sink: str, lane: str) -> bool:
    """Let the other station have what did not arrive; whether there is one."""
    family = family_of(sink)
    row = tx.one(
        "SELECT station, adopted FROM elsewhere WHERE entry_id = ? AND family = ?", (entry_id, _LATER + family)
    )
    if row is None:
        return False
    tx.execute("DELETE FROM elsewhere WHERE entry_id = ? AND family = ?", (entry_id, _LATER + family))
    tx.execute(
        f"{_PLACES} VALUES (?, ?, ?, ?, 'waiting', NULL, '', ?, ?) {_ADOPTED_AGAIN}",
        (entry_id, family, sink, lane, *row),
    )
    return True


def forget(tx: Tx, entry_id: str, family: str) -> None:
    """This station itself delivers it."""
    tx.execute("DELETE FROM elsewhere WHERE entry_id = ? AND family = ?", (entry_id, family))


def orphans(r: Reading, station: str) -> Sequence[Orphan]:
    """What a station has to deliver and did not tell to be done, in the order of its journal."""
    rows = r.rows(
        "SELECT w.entry_id, w.family, w.sink, w.lane FROM elsewhere w INDEXED BY elsewhere_open JOIN entry e"
        f" ON e.id = w.entry_id WHERE w.station = ? AND {OPEN} AND w.lane <> '' ORDER BY e.hlc",
        (station,),
    )
    return [Orphan(*row) for row in rows]
