"""Stations that cannot ask the hub do not all go on in one moment, and none waits long."""

from __future__ import annotations

import asyncio

from fallback_console.network.turns import Turns
from tests.helpers.fake_hub import FakeStream
from tests.unit.services.support import SetClock

GRACE = 90


def due_after(name: str, what: str) -> int:
    """Seconds until a station goes on with something that another one began."""
    clock, stream = SetClock(), FakeStream()
    stream.cut.add(name)
    turns = Turns(name, clock, stream.hub(name), GRACE)
    waited = 0
    while not asyncio.run(turns.is_ours("step.1", what)):
        waited += 1
        clock.ms += 1000
    return waited


def test_stations_of_a_site_are_due_one_after_the_other() -> None:
    due = [due_after(f"station-{n}", "step") for n in range(20)]
    assert min(due) >= GRACE
    assert max(due) <= GRACE * 4 / 3
    assert len(set(due)) > 10
    # Who is late for one thing is not late for all.
    assert len({due_after("station-1", f"step {n}") for n in range(8)}) > 3


def test_whoever_began_it_goes_on_at_once() -> None:
    stream = FakeStream()
    stream.cut.add("one")
    turns = Turns("one", SetClock(), stream.hub("one"), GRACE)
    assert asyncio.run(turns.is_ours("step.1", "step", begun_here=True))
