"""Taking entries of others in: as many portions as fit into one transaction, with the place behind them."""

from __future__ import annotations

import pytest

from fallback_console.domain.wire import Wired, read_entry
from fallback_console.services import cases, teaming
from fallback_console.store import team_tables
from fallback_console.store.tx import Tx
from tests.helpers.team_world import Sent, Station

FIRST = 100
END = 150


@pytest.fixture
def stations() -> tuple[Station, Station, list[tuple[int, Wired]]]:
    """Two stations, and ten entries of the one with their places."""
    ann, bob = Station("ann"), Station("bob")
    for n in range(10):
        ann.do(cases.add_note, "alice", "rt:1", f"note {n}")
    stream: list[Sent] = []
    ann.publish(stream)
    return ann, bob, [(FIRST + n, read_entry(one.body)) for n, one in enumerate(stream)]


def _known(station: Station) -> tuple[int, int, int]:
    """How many entries are here, the place in the stream, and how far the other station is known."""
    count = station.ask(lambda r: r.value("SELECT count(*) FROM entry WHERE station = 'ann'"))
    return count, station.ask(team_tables.hub_number, "cursor"), station.ask(team_tables.stations)["ann"].upto


def test_the_place_stands_behind_what_was_taken(stations: tuple[Station, Station, list[tuple[int, Wired]]]) -> None:
    """Time is over after each portion: the rest is for the next transaction."""
    _, bob, entries = stations
    taken, done = bob.do(teaming.apply_some, entries, END, portion=4, seconds=0)
    assert (taken, done.fresh) == (4, 4)
    assert _known(bob) == (4, FIRST + 3, 4)
    taken, done = bob.do(teaming.apply_some, entries[4:], END, portion=4, seconds=0)
    assert (taken, done.fresh) == (4, 4)
    taken, done = bob.do(teaming.apply_some, entries[8:], END, portion=4, seconds=0)
    assert (taken, done.fresh) == (2, 2)
    assert _known(bob) == (10, END, 10)


def test_many_portions_in_one_transaction(stations: tuple[Station, Station, list[tuple[int, Wired]]]) -> None:
    ann, bob, entries = stations
    taken, done = bob.do(teaming.apply_some, entries, END, portion=3, seconds=60)
    assert (taken, done.fresh, done.put_off) == (10, 10, False)
    assert _known(bob) == (10, END, 10)
    assert bob.ask(teaming.digests)["ann"] == ann.ask(teaming.digests)["ann"]
    assert bob.do(teaming.apply_some, entries, END, portion=3, seconds=60) == (10, teaming.Applied(0, 0, False))


def test_who_waits_ends_a_transaction(stations: tuple[Station, Station, list[tuple[int, Wired]]]) -> None:
    _, bob, entries = stations

    def awaited(tx: Tx) -> tuple[int, teaming.Applied]:
        tx.awaited = lambda: True
        return teaming.apply_some(tx, entries, END, portion=3, seconds=60)

    assert bob.do(awaited) == (3, teaming.Applied(3, 0, False))
    assert _known(bob) == (3, FIRST + 2, 3)


def test_a_place_that_is_not_to_be_moved(stations: tuple[Station, Station, list[tuple[int, Wired]]]) -> None:
    """What is read again, or heard from neighbours, moves nothing; records without entries move on."""
    _, bob, entries = stations
    bob.do(teaming.apply_some, entries, None, portion=3, seconds=60)
    assert _known(bob) == (10, 0, 10)
    assert bob.do(teaming.apply_some, [], END, portion=3, seconds=60)[0] == 0
    assert _known(bob) == (10, END, 10)
