"""kill -9 at random moments while two processes reach people: nobody gets the words twice, nobody is skipped."""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import Doubles, Receipt
from fallback_console.services import connections, dispatch, reach
from fallback_console.store.engine import Store
from tests.faults.agent import KEY, MachineClock
from tests.faults.invariants import thoroughly_broken
from tests.faults.nest import Nest
from tests.faults.reacher import PEOPLE, SINK, mirror_people

KILLS = 24
LANES = 2

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


def test_nobody_is_texted_twice_and_nobody_is_skipped(memory_folder: Path, figure: Callable[[str], None]) -> None:
    begun = time.monotonic()
    with closing(Store.open(memory_folder, KEY, MachineClock())) as store:
        store.write(lambda tx: connections.save(tx, Connection(SINK, "kannel"))).result()
        store.write(mirror_people).result()
    told: list[str] = []

    def lane(number: int) -> None:
        rng = random.Random(number)
        with Nest("tests.faults.reacher:work") as nest:
            for kill in range(KILLS):
                nest.start(memory_folder, number * 1000 + kill)
                assert nest.line() == "ready"
                time.sleep(rng.uniform(0.0, 0.3))  # the random moment that this is about
                nest.kill()
                told.extend(nest.rest())

    with ThreadPoolExecutor(LANES) as pool:
        list(pool.map(lane, range(LANES)))
    with closing(Store.open(memory_folder, KEY, MachineClock())) as store:
        told += _finish(store)
        rows = store.read(lambda r: reach.listing(r, 0, limit=10 * PEOPLE))
        wrong = thoroughly_broken(store)
    words = [line.split() for line in told]
    sent = [word[1:] for word in words if word[0] == "sent"]
    failed = {word[1] for word in words if word[0] == "failed"}
    wrong += [f"{entry} was sent {n} times" for entry, n in Counter(entry for entry, _ in sent).items() if n > 1]
    # Another number gets the words only when the text before it has failed.
    fine = Counter(person for entry, person in sent if entry not in failed)
    wrong += [f"{person} was texted {n} times" for person, n in fine.items() if n > 1]
    people = Counter(row.person_key for row in rows)
    wrong += [f"{word[1]} is lost" for word in words if word[0] == "begun" and f"rt:{word[1]}" not in people]
    wrong += [f"{person} was begun {n} times" for person, n in people.items() if n > 1]
    wrong += [f"{row.person_key} is still {row.state}" for row in rows if row.state == "trying"]
    untried = ("planned", "waiting")
    for row in rows:
        may = any(step.kind == "sms" and step.state in ("silent", "unknown") for step in row.steps)
        skipped = [s for s in row.steps if s.state in untried and not (s.kind == "sms" and may)]
        if row.state == "exhausted" and skipped:
            wrong.append(f"{row.person_key}: {skipped} was skipped")
    figure(
        f"kills while people are reached: {KILLS * LANES}, people: {len(people)}, texts: {len(sent)}, texts that failed:"
        f" {len(failed)}, wrong: {len(wrong)}, seconds: {time.monotonic() - begun:.0f}"
    )
    assert wrong == []
    # How many is up to the machine; that there were some makes the rest worth something.
    assert len(people) > PEOPLE / 6
    assert sent


def _finish(store: Store) -> list[str]:
    """Let everything come to its end, without another kill; what was sent."""
    told = []
    store.write(lambda tx: dispatch.recover(tx, {SINK: Doubles.NONE})).result()
    end = time.monotonic() + 10
    while store.read(lambda r: reach.listing(r, 0, running_only=True)) and time.monotonic() < end:
        for work in store.write(lambda tx: dispatch.take(tx, SINK, tx.clock.now_ms(), 50, ())).result():
            told.append(f"sent {work.entry.id} {work.entry.body['person']}")
            store.write(lambda tx, w=work: dispatch.confirm(tx, w.delivery_id, Receipt())).result()  # type: ignore[misc]
        store.write(reach.advance).result()
        time.sleep(0.02)
    return told
