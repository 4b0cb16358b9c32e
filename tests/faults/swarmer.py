"""A station that asks people into swarms, talks there and sends it all, in a process of its own, to be killed at any moment."""

from __future__ import annotations

import time

from fallback_console.domain.reach_rules import ReachRules
from fallback_console.services import dispatch, swarm_people, swarm_thread
from fallback_console.store.engine import Store
from fallback_console.store.tx import Reading
from tests.faults.agent import MachineClock
from tests.faults.nest import tell
from tests.faults.roll_caller import at_work

WAIT = 30.0
RULES = ReachRules(quiet=(0, 0), text_wait=3600)
"""A long wait: nobody is rung in this test."""

_QUIET = "SELECT id, number FROM p_swarm WHERE said = 0 ORDER BY number"


def discuss(folder: str, url: str, password: str) -> None:
    """Go on with whatever no word was said in yet, until killed; tells 'empty' whenever there is none and nothing is left to be sent."""
    # Whoever was killed when all was sent already is told so by the thread: nothing moves any more then.
    at_work(folder, url, password, MachineClock(), lambda _r, _now: True, _talk)


def _talk(store: Store) -> None:
    for one, number in store.read(lambda r: r.rows(_QUIET)):
        if not store.read(lambda r, one=one: _asked(r, one)):  # type: ignore[misc]
            store.write(
                lambda tx, one=one, n=number: swarm_people.invite(tx, "alice", one, _two(n), RULES)  # type: ignore[misc]
            ).result(WAIT)
        store.write(lambda tx, one=one: swarm_thread.say(tx, "alice", one, f"Word of {one}")).result(WAIT)  # type: ignore[misc]
    while True:
        if not store.read(dispatch.moving):
            tell("empty")
        time.sleep(0.1)


def _two(number: int) -> list[str]:
    """Whom a swarm of a number asks."""
    return [f"rt:t{2 * number - 1}", f"rt:t{2 * number}"]


def _asked(r: Reading, one: str) -> bool:
    return bool(r.value("SELECT 1 FROM p_swarm_member WHERE swarm = ? AND invited_at > 0", (one,)))
