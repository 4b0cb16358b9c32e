"""Whatever a team does, in whatever order it comes, every station shows the same and no change of a field is lost.

``FC_HISTORIES`` says how many histories are told, ``FC_HISTORY_SEED`` from which one on.
"""

from __future__ import annotations

import os

import pytest

from tests.helpers.team_histories import History
from tests.helpers.team_world import Station

HISTORIES = int(os.environ.get("FC_HISTORIES", "200"))
FIRST = int(os.environ.get("FC_HISTORY_SEED", "0"))


@pytest.fixture(scope="module")
def stations() -> list[Station]:
    return [Station(f"station{number}") for number in range(5)]


def test_every_station_shows_the_same_at_the_end(stations: list[Station]) -> None:
    made = edits = 0
    for seed in range(FIRST, FIRST + HISTORIES):
        history = History(stations, seed)
        history.run()
        try:
            history.check()
        except AssertionError as error:
            raise AssertionError(f"history {seed}: {error}") from error
        made += history.made
        edits += history.edits
    assert made > 10 * HISTORIES
    assert edits > HISTORIES
