"""What other stations tell of their deliveries amounts to the same in any order."""

from __future__ import annotations

from itertools import permutations

import pytest

from fallback_console.domain.clock import Hlc
from fallback_console.domain.entry import Entry, Kind
from fallback_console.store import elsewhere
from fallback_console.store.tx import Tx
from tests.helpers.team_world import Station
from tests.unit.services.support import NOW


def word(at: int, station: str) -> Entry:
    hlc = str(Hlc(NOW + at, 0, station))
    return Entry(f"w{at}", station, at, hlc, NOW, "console", Kind.DELIVERIES_TOLD, f"station:{station}", {})


@pytest.fixture(scope="module")
def station() -> Station:
    return Station("here")


@pytest.mark.parametrize(
    ("states", "last"),
    [
        (("needs_attention", "waiting", "unknown"), "unknown"),
        (("unknown", "needs_attention", "dropped"), "dropped"),
        (("needs_attention", "confirmed", "waiting"), "confirmed"),
    ],
)
def test_the_last_word_counts_but_what_arrived_stays_so(station: Station, states: tuple[str, ...], last: str) -> None:
    def told(tx: Tx, order: tuple[int, ...]) -> None:
        for at in order:
            if at == len(states):
                elsewhere.keep_places(tx, [("e", "helpdesk", "rt:1", "there")])
            else:
                elsewhere.keep_word(tx, word(at, "there"), "e", "helpdesk", states[at], None)

    found = set()
    for order in permutations(range(len(states) + 1)):
        station.reset()
        station.do(told, order)
        found.add(station.conn.execute("SELECT lane, state, told, station FROM elsewhere").fetchone())
    assert found == {("rt:1", last, word(states.index(last), "there").hlc, "there")}
