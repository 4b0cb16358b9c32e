"""A roll call of 200 people: the program is killed in the middle of asking, and everybody is asked exactly once."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from fallback_console.domain.broadcast import Audience
from fallback_console.domain.connection import Connection
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.services import connections, roll_call, roll_call_list
from fallback_console.store.engine import Store
from tests.faults.agent import KEY, MachineClock
from tests.faults.broadcaster import RATE
from tests.faults.invariants import thoroughly_broken
from tests.faults.sending import arrived_from

PEOPLE = 200
WAIT = 30.0
KILLS = (30, 60, 90, 120, 150)
NUMBERS = tuple(f"+1{201 + n // 100}55501{n % 100:02d}" for n in range(PEOPLE))

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


def begin(folder: Path) -> str:
    """A roll call that was started; each number was typed twice."""
    with closing(Store.open(folder, KEY, MachineClock())) as store:
        kannel = Connection("sms:kannel", "kannel", {"rate": RATE})
        store.write(lambda tx: connections.save(tx, kannel)).result(WAIT)
        # The same number in another spelling is the same number. A long wait: nobody is rung in this test.
        audience = Audience(numbers=(*NUMBERS, *(f"{number[:5]} {number[5:]}" for number in NUMBERS)))
        rules = ReachRules(quiet=(0, 0), text_wait=3600)
        now = MachineClock().now_ms()
        made = store.read(lambda r: roll_call.plan(r, "alice", "Fire", {}, audience, rules, now))
        done = 0
        while done >= 0:
            done = store.write(lambda tx, done=done: roll_call.advance(tx, "alice", made, done)).result(WAIT)  # type: ignore[misc]
    return made.roll


def test_everybody_is_asked_once_whatever_dies(memory_folder: Path, figure: Callable[[str], None]) -> None:
    roll = begin(memory_folder)
    arrived = arrived_from("tests.faults.roll_caller:ask", memory_folder, KILLS)
    with closing(Store.open(memory_folder, KEY, MachineClock())) as store:
        found = store.read(lambda r: roll_call_list.find(r, roll))
        people = store.read(lambda r: roll_call_list.people(r, roll, roll_call_list.places(r, roll)))
        wrong = thoroughly_broken(store)
    got = Counter(message.to for message in arrived)
    twice = [number for number, count in got.items() if count > 1]
    unknown = [one for one in people if one.arrival == "unknown"]
    skipped = [one.address for one in people if one.arrival == "sent" and not got[one.address]]
    figure(
        f"roll call of {PEOPLE}: kills {len(KILLS) + 1}, arrived {len(got)}, twice {len(twice)}, skipped {len(skipped)},"
        f" unknown {len(unknown)}"
    )
    assert (wrong, twice, skipped) == ([], [], [])
    assert (found.people, found.counts["asked"], found.unknown) == (PEOPLE, PEOPLE, len(unknown))
    assert all(one.tries == 1 for one in people)
    assert set(got) | {one.address for one in unknown} == set(NUMBERS)
    # One message was in flight at each death of the program.
    assert len(unknown) <= len(KILLS)
