"""Forty escalations whose second step is due: the program is killed in the middle, and each step is asked exactly once."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from fallback_console.domain.connection import Connection
from fallback_console.domain.entry import Kind
from fallback_console.domain.escalation import ChainStep
from fallback_console.domain.mirror import PulledPerson, PullPage, RawNumber
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.services import connections, escalation, escalation_chains, escalation_list, mirroring
from fallback_console.store.engine import Store
from tests.faults.agent import KEY, MachineClock
from tests.faults.broadcaster import RATE
from tests.faults.invariants import thoroughly_broken
from tests.faults.sending import arrived_from

COUNT = 40
WAIT = 30.0
KILLS = (8, 20, 34, 50, 66)
NUMBERS = tuple(f"+1202555{n:04}" for n in range(100, 100 + 2 * COUNT))
"""Each step asks somebody of its own: a text that may have arrived holds back what goes to the same number until a person decides."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


def begin(folder: Path) -> list[str]:
    """Escalations whose first step was asked just now; its time is two minutes, and the killed program's clock is ahead."""
    with closing(Store.open(folder, KEY, MachineClock())) as store:
        kannel = Connection("sms:kannel", "kannel", {"rate": RATE})
        store.write(lambda tx: connections.save(tx, kannel)).result(WAIT)
        people = tuple(
            PulledPerson(f"t{n}", "team", f"Teammate {n}", numbers=(RawNumber("mobile", number),))
            for n, number in enumerate(NUMBERS)
        )
        page = PullPage((), (), people, "team", True)
        store.write(lambda tx: mirroring.store_page(tx, "rt", "people", page)).result(WAIT)
        for n in range(COUNT):
            steps = (ChainStep((f"person:rt:t{2 * n}",), 2), ChainStep((f"person:rt:t{2 * n + 1}",), 60))
            store.write(lambda tx, n=n, steps=steps: escalation_chains.save(tx, "sue", f"Chain {n}", steps)).result(
                WAIT
            )  # type: ignore[misc]
        # A long wait: nobody is rung in this test.
        rules = ReachRules(quiet=(0, 0), text_wait=3600)
        return [
            store.write(lambda tx, n=n: escalation.start(tx, "alice", f"Chain {n}", f"Reason {n}", rules)).result(WAIT)  # type: ignore[misc]
            for n in range(COUNT)
        ]


def test_every_step_is_asked_once_whatever_dies(memory_folder: Path, figure: Callable[[str], None]) -> None:
    begun = begin(memory_folder)
    arrived = arrived_from("tests.faults.escalator:escalate", memory_folder, KILLS)
    with closing(Store.open(memory_folder, KEY, MachineClock())) as store:
        stepped = Counter(
            store.read(
                lambda r: [
                    (str(subject), int(position))
                    for subject, position in r.rows(
                        f"SELECT subject, json_extract(body, '$.position') FROM entry WHERE kind = '{Kind.ESCALATION_STEPPED}'"
                    )
                ]
            )
        )
        stands = [store.read(lambda r, one=one: escalation_list.find(r, one)) for one in begun]  # type: ignore[misc]
        unknown = int(store.read(lambda r: r.value("SELECT count(*) FROM delivery WHERE state = 'unknown'")))
        wrong = thoroughly_broken(store)
    got = Counter((message.to, message.text) for message in arrived)
    twice = [one for one, count in got.items() if count > 1]
    figure(
        f"escalations {COUNT}: kills {len(KILLS) + 1}, steps {len(stepped)}, arrived {len(got)}, twice {len(twice)}, unknown {unknown}"
    )
    assert (wrong, twice) == ([], [])
    assert set(stepped.values()) == {1}
    assert len(stepped) == 2 * COUNT
    assert all((one.state, one.position) == ("running", 1) for one in stands)
    # What did not surely arrive is unknown, and nobody sends it again by himself.
    assert 2 * COUNT - unknown <= len(got) <= 2 * COUNT
    assert unknown <= len(KILLS)
