"""Whatever a team does, in whatever order it comes, every station shows the same and no change of a field is lost.

``FC_HISTORIES`` says how many histories are told, ``FC_HISTORY_SEED`` from which one on.
"""

from __future__ import annotations

import os
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fallback_console.store.projecting import project_some
from fallback_console.store.rebuild import rebuild_all
from tests.helpers.team_histories import History
from tests.helpers.team_world import Sent, Station, dumped

HISTORIES = int(os.environ.get("FC_HISTORIES", "200"))
BLOCK = 100
FIRST = int(os.environ.get("FC_HISTORY_SEED", "0"))


@pytest.fixture(scope="module")
def stations() -> list[Station]:
    return [Station(f"station{number}") for number in range(5)]


@pytest.mark.parametrize("block", range(max(1, HISTORIES // BLOCK)))
def test_every_station_shows_the_same_at_the_end(stations: list[Station], block: int) -> None:
    made = edits = 0
    first = FIRST + block * BLOCK
    for seed in range(first, first + BLOCK):
        history = History(stations, seed)
        history.run()
        try:
            history.check()
        except AssertionError as error:
            raise AssertionError(f"history {seed}: {error}") from error
        made += history.made
        edits += history.edits
    assert made > 8 * BLOCK
    assert edits > BLOCK // 2


@pytest.fixture(scope="module")
def reader() -> Station:
    return Station("reader")


@given(seed=st.integers(0, 40), chance=st.integers(0, 2**32))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_and_repetition_projects_the_same_as_making_everything_anew(
    stations: list[Station], reader: Station, seed: int, chance: int
) -> None:
    # How many entries a history has hangs on the ids they get, so what is drawn must not hang on it.
    chosen = random.Random(chance)
    history = History(stations, seed, steps=30)
    history.run()
    sent = [one for stream in history.streams.values() for one in stream]
    come: list[Sent] = [*chosen.sample(sent, len(sent)), *chosen.choices(sent, k=chosen.randint(0, 20))]
    size = chosen.randint(1, 40)
    reader.reset()
    for start in range(0, len(come), size):
        reader.take(come[start : start + size], at_once=chosen.choice((0, 5, 1000)))
    while reader.do(project_some, 1.0):
        pass
    shown = dumped(reader)
    assert shown == dumped(history.stations[0])
    compared = reader.do(rebuild_all)
    assert {name: one for name, one in compared.items() if one.differing} == {}
    assert dumped(reader) == shown
