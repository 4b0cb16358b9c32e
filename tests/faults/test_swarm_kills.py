"""Twenty swarms whose station is killed in the middle: each invitation and each word goes out once, and none is lost."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from fallback_console.domain.connection import Connection
from fallback_console.domain.entry import Kind
from fallback_console.domain.mirror import PulledPerson, PullPage, RawNumber
from fallback_console.services import connections, mirroring, swarm, swarm_people
from fallback_console.store.engine import Store
from fallback_console.store.tx import Tx
from tests.faults.agent import KEY, MachineClock
from tests.faults.broadcaster import RATE
from tests.faults.invariants import thoroughly_broken
from tests.faults.sending import arrived_from
from tests.unit.services.support import case

COUNT = 20
WAIT = 30.0
KILLS = (5, 14, 27, 40, 52)
NUMBERS = tuple(f"+120255501{n:02d}" for n in range(3 * COUNT + 1))
"""Each is in one swarm, so that a text of which nobody knows whether it arrived holds up no other."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


def begin(folder: Path) -> list[str]:
    """Swarms with one colleague in each who is not at a station; two more are to be asked."""
    with closing(Store.open(folder, KEY, MachineClock())) as store:
        kannel = Connection("sms:kannel", "kannel", {"rate": RATE})
        store.write(lambda tx: connections.save(tx, kannel)).result(WAIT)
        people = tuple(
            PulledPerson(f"t{n}", "team", f"Teammate {n}", numbers=(RawNumber("mobile", number),))
            for n, number in enumerate(NUMBERS)
        )
        page = PullPage(tuple(case(n + 1) for n in range(COUNT)), (), people, "team", True)
        store.write(lambda tx: mirroring.store_page(tx, "rt", "people", page)).result(WAIT)
        return [store.write(lambda tx, n=n: _begun(tx, n + 1)).result(WAIT) for n in range(COUNT)]  # type: ignore[misc]


def _begun(tx: Tx, number: int) -> str:
    one = swarm.start(tx, "alice", f"rt:{number}", "The carrier", "Many")
    swarm_people.join(tx, "alice", one, person=f"rt:t{2 * COUNT + number}")
    return one


def test_every_invitation_and_every_word_goes_out_once_whatever_dies(
    memory_folder: Path, figure: Callable[[str], None]
) -> None:
    begun = begin(memory_folder)
    arrived = arrived_from("tests.faults.swarmer:discuss", memory_folder, KILLS)
    with closing(Store.open(memory_folder, KEY, MachineClock())) as store:
        kinds = Counter(
            store.read(
                lambda r: [
                    (str(subject), str(kind))
                    for subject, kind in r.rows(
                        f"SELECT subject, kind FROM entry WHERE kind IN ('{Kind.SWARM_INVITED}', '{Kind.SWARM_SAID}')"
                    )
                ]
            )
        )
        unknown = int(store.read(lambda r: r.value("SELECT count(*) FROM delivery WHERE state = 'unknown'")))
        wrong = thoroughly_broken(store)
    got = Counter((message.to, message.text) for message in arrived)
    twice = [one for one, count in got.items() if count > 1]
    figure(f"swarms {COUNT}: kills {len(KILLS) + 1}, arrived {len(got)}, twice {len(twice)}, unknown {unknown}")
    assert (wrong, twice) == ([], [])
    assert kinds == {(f"swarm:{one}", kind): 1 for one in begun for kind in (Kind.SWARM_INVITED, Kind.SWARM_SAID)}
    # What did not surely arrive is unknown, and nobody sends it again by himself.
    assert 3 * COUNT - unknown <= len(got) <= 3 * COUNT
    assert unknown <= len(KILLS)
