"""A broadcast to 1,000 people: the program is killed, the gateway dies and comes back, and everybody gets it exactly once."""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from fallback_console.domain.broadcast import Audience, Policy
from fallback_console.domain.connection import Connection
from fallback_console.drill.sms_double import SmsDouble
from fallback_console.services import broadcast, broadcast_list, connections
from fallback_console.store.engine import Store
from tests.faults.agent import KEY, MachineClock
from tests.faults.broadcaster import RATE
from tests.faults.invariants import thoroughly_broken
from tests.faults.nest import Nest
from tests.faults.sending import Sending

PEOPLE = 1000
WAIT = 30.0
NUMBERS = tuple(f"+1{201 + n // 100}55501{n % 100:02d}" for n in range(PEOPLE))
TEXT = "We are back at nine."

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


def begin(folder: Path) -> str:
    """A broadcast that was started; each number was typed twice."""
    policy = Policy(review_above=0)
    with closing(Store.open(folder, KEY, MachineClock())) as store:
        kannel = Connection("sms:kannel", "kannel", {"rate": RATE})
        store.write(lambda tx: connections.save(tx, kannel)).result(WAIT)
        # The same number in another spelling is the same number.
        audience = Audience(numbers=(*NUMBERS, *(f"{number[:5]} {number[5:]}" for number in NUMBERS)))
        drafted = store.write(lambda tx: broadcast.draft(tx, "alice", TEXT, audience)).result(WAIT)
        now = MachineClock().now_ms()
        made = store.read(lambda r: broadcast.plan(r, "alice", drafted, policy, now))
        done = 0
        while done >= 0:
            done = store.write(lambda tx, done=done: broadcast.advance(tx, "alice", made, policy, done)).result(WAIT)  # type: ignore[misc]
    return drafted


def test_everybody_gets_a_broadcast_once_whatever_dies(memory_folder: Path, figure: Callable[[str], None]) -> None:
    begun = time.monotonic()
    drafted = begin(memory_folder)
    double = SmsDouble()
    double.start()
    port = double.port
    with Nest("tests.faults.broadcaster:send") as nest:
        sending = Sending(nest, memory_folder, double.url, double.password)
        # The program dies in the middle, and then in the middle again.
        for confirmed in (150, 300):
            sending.start()
            sending.until("confirmed", confirmed)
        # The gateway dies: it takes one more message, and nobody hears that it did.
        sending.start()
        sending.until("confirmed", 500, kill=False)
        double.lose_answers(1)
        double.stop()
        # The program finds it gone, dies too, comes back and finds it gone still.
        sending.until("waiting", 1)
        arrived = list(double.messages)
        before = sending.told["waiting"]
        sending.start()
        sending.until("waiting", before + 1, kill=False)
        back = SmsDouble(port=port)
        back.start()
        sending.until("empty", 1)
        arrived += back.messages
        back.stop()
    with closing(Store.open(memory_folder, KEY, MachineClock())) as store:
        found = store.read(lambda r: broadcast_list.progress(r, drafted))
        run = found.broadcast.run
        people = store.read(lambda r: broadcast_list.people(r, run, broadcast_list.places(r, run)))
        wrong = thoroughly_broken(store)
    got = Counter(message.to for message in arrived)
    twice = [number for number, count in got.items() if count > 1]
    skipped = [one.number for one in people if one.state == "sent" and not got[one.number]]
    unknown = [one for one in people if one.state == "unknown"]
    figure(
        f"broadcast to {PEOPLE}: kills 4, gateway gone once; arrived {len(got)}, twice {len(twice)}, skipped {len(skipped)},"
        f" unknown {len(unknown)}, seconds {time.monotonic() - begun:.0f}"
    )
    assert (wrong, twice, skipped) == ([], [], [])
    assert found.counts["sent"] + found.counts["unknown"] == PEOPLE
    assert found.counts["left_out"] == PEOPLE
    assert set(got) | {one.number for one in unknown} == set(NUMBERS)
    # One message was in flight at each of four deaths of the program, and one more when the gateway died.
    assert 1 <= len(unknown) <= 5
    assert all(one.problem is not None and one.problem.next_step for one in unknown)


def test_a_gateway_with_a_key_leaves_nothing_unknown(memory_folder: Path, figure: Callable[[str], None]) -> None:
    drafted = begin(memory_folder)
    file = memory_folder.parent / "taken.txt"
    rng = random.Random(7)
    with Nest("tests.faults.broadcaster:send_with_key") as nest:
        sending = Sending(nest, memory_folder, file)
        for confirmed in range(80, 800, 80):
            sending.start()
            sending.until("confirmed", confirmed, kill=False)
            time.sleep(rng.uniform(0.0, 0.01))  # the random moment
            sending.kill()
        sending.start()
        sending.until("empty", 1)
    with closing(Store.open(memory_folder, KEY, MachineClock())) as store:
        found = store.read(lambda r: broadcast_list.progress(r, drafted))
        wrong = thoroughly_broken(store)
    got = Counter(line.split()[1] for line in file.read_text(encoding="utf-8").splitlines())
    figure(
        f"broadcast to {PEOPLE} over a gateway with a key: kills 10, arrived {len(got)}, most for one {max(got.values())}"
    )
    assert wrong == []
    assert (found.counts["sent"], found.counts["unknown"]) == (PEOPLE, 0)
    assert got == Counter(NUMBERS)
