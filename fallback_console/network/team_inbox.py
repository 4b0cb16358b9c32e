"""Reading what the stream holds: entries and what stations ask each other, strictly, one bad message never stopping the rest."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from fallback_console.domain.ids import uuid7
from fallback_console.domain.wire import Wired, read_entry, read_head, read_object, write_object
from fallback_console.ports.hub import HubMessage, HubRecord

__all__ = ["ASK", "DIGEST", "HERE", "RELAY", "Ask", "Batch", "Here", "message_of", "read_batch"]

ASK = "team.ask"
"""Somebody lacks entries of a station: station, first, last."""

DIGEST = "team.digest"
"""What a station has of each: stations (pairs of last number and digest, by station)."""

HERE = "team.here"
"""A station is there while the hub is away: station, number, login."""

RELAY = "team.relay"
"""An entry that somebody asked for, put into the stream again by another station than the one that made it."""


class Ask(NamedTuple):
    """A question for entries; numbers are both included."""

    id: str
    station: str
    first: int
    last: int
    asker: str


class Here(NamedTuple):
    """A station says that it is there.

    Attributes:
        station: its id.
        name: by which the server vouches for it.
        number: of its last entry.
        login: who works at it.
    """

    station: str
    name: str
    number: int
    login: str


@dataclass(slots=True)
class Batch:
    """What a few records hold.

    Attributes:
        entries: with their places in the stream.
        asks: questions of other stations.
        digests: what other stations have.
        here: stations that said that they are there.
        answered: ends of the ids of questions that somebody answered.
        names: stations whose entries came from somebody here for the first time, with the name by which the hub vouches for them.
        bad: how many records could not be read, or claim another station's name, by who sent them.
    """

    entries: list[tuple[int, Wired]] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    digests: list[dict[str, tuple[int, str]]] = field(default_factory=list)
    here: list[Here] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    bad: dict[str, int] = field(default_factory=dict)


def message_of(kind: str, values: dict[str, object], now_ms: int) -> HubMessage:
    """A message of the program's own to the other stations, of one of these kinds.

    Args:
        now_ms: UTC epoch milliseconds.
    """
    return HubMessage(uuid7(now_ms, os.urandom(10)), kind, write_object(values))


def read_batch(records: Sequence[HubRecord], own: str, known: Mapping[str, str]) -> Batch:
    """Sort records out.

    The hub vouches for the name in a station's file; entries carry the id of the data they were made in. Whoever brings entries of
    an id first has it: nobody else may speak for it. One name may have several ids, since a computer is set up anew now and then.

    Args:
        own: this station's name at the hub; what it asks and tells is passed over.
        known: names by the ids that are theirs.
    """
    batch = Batch()
    for record in records:
        if record.station != own or record.kind not in (ASK, DIGEST, HERE):
            try:
                _read(batch, record, own, known)
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                batch.bad[record.station] = batch.bad.get(record.station, 0) + 1
    return batch


def _read(batch: Batch, record: HubRecord, own: str, known: Mapping[str, str]) -> None:
    if record.kind == ASK:
        batch.asks.append(_ask(record))
    elif record.kind == DIGEST:
        batch.digests.append(_digest(read_object(record.body)["stations"]))
    elif record.kind == HERE:
        here = _here(record)
        if known.get(here.station, here.name) != here.name:
            raise ValueError("another station's name")
        batch.here.append(here)
    elif record.kind == RELAY:
        batch.answered.add(record.id.rpartition(".")[2])
        if record.station != own:
            _take(batch, record, read_entry(record.body), known, relayed=True)
    else:
        try:
            wired = read_entry(record.body)
        except (ValueError, RecursionError):
            # Its number must not be missed for ever: it stands there as one that says nothing.
            _take(batch, record, read_head(record.body), known, relayed=False)
            raise
        if wired.entry.kind != record.kind:
            raise ValueError("not the kind it was sent as")
        _take(batch, record, wired, known, relayed=False)


def _take(batch: Batch, record: HubRecord, wired: Wired, known: Mapping[str, str], *, relayed: bool) -> None:
    # Who appended it is what the hub vouches for; only an answer to a question may be about another station's entries.
    if not relayed:
        station = wired.entry.station
        name = known.get(station) or batch.names.get(station)
        if name is None:
            batch.names[station] = record.station
        elif name != record.station:
            raise ValueError("another station's entries")
    if not relayed and "." in record.id:
        batch.answered.add(record.id.rpartition(".")[2])
    batch.entries.append((record.cursor, wired))


def _ask(record: HubRecord) -> Ask:
    values = read_object(record.body)
    station, first, last = values["station"], values["first"], values["last"]
    if not isinstance(station, str) or type(first) is not int or type(last) is not int or not 0 < first <= last:
        raise ValueError("no question")
    return Ask(record.id, station, first, last, record.station)


def _here(record: HubRecord) -> Here:
    values = read_object(record.body)
    station, number, login = values["station"], values["number"], values["login"]
    texts = isinstance(station, str) and 0 < len(station) <= 64 and isinstance(login, str)
    if not texts or type(number) is not int or not 0 <= number < 1 << 48:
        raise ValueError("nobody is there")
    return Here(station, record.station, number, login)


def _digest(found: Any) -> dict[str, tuple[int, str]]:
    stations = {}
    for station, (upto, digest) in found.items():
        if type(upto) is not int or not 0 <= upto < 1 << 48 or not isinstance(digest, str) or len(station) > 64:
            raise ValueError("no digest")
        stations[station] = (upto, digest)
    return stations
