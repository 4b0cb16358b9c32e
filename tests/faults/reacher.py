"""Somebody who reaches people, with a gateway and a helpful colleague, in a process of its own, to be killed at any moment.

Every text that leaves is told before anything of it is written down, as a real one would be out by then.
"""

from __future__ import annotations

import random
from pathlib import Path

from fallback_console.domain.delivery import Doubles, Problem, Receipt
from fallback_console.domain.errors import InputError, InUseError
from fallback_console.domain.mirror import PulledPerson, PullPage, RawNumber
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.reaching import Step
from fallback_console.ports import SmsReceipt, Work
from fallback_console.services import calls, dispatch, messages, mirroring, reach
from fallback_console.services.calls import CallLog
from fallback_console.store.engine import Store
from fallback_console.store.locks import engine_lock
from fallback_console.store.tx import Reading, Tx
from tests.faults.agent import KEY, WAIT, MachineClock
from tests.faults.nest import tell

PEOPLE = 60
SINK = "sms:kannel"
RULES = ReachRules(quiet=(0, 0), text_wait=0.03, call_wait=0.03, zone="UTC")


def mirror_people(tx: Tx) -> None:
    """People with two mobiles each."""
    people = tuple(
        PulledPerson(f"p{n}", "customer", f"Person {n}", (), tuple(RawNumber("mobile", one) for one in numbers_of(n)))
        for n in range(PEOPLE)
    )
    mirroring.store_page(tx, "rt", "cases", PullPage((), (), people, "1", True))


def numbers_of(person: int) -> tuple[str, str]:
    """The numbers of a person, all different."""
    return f"+44770090{person:04d}", f"+44770091{person:04d}"


class Reacher:
    """Does one thing after the other."""

    def __init__(self, store: Store, seed: int, *, delivers: bool) -> None:
        self._store = store
        self._random = random.Random(seed)
        self._delivers = delivers

    def act(self) -> None:
        """Begin with somebody, let the gateway work, tell what became of something, or look what is due."""
        chance = self._random.random()
        if chance < 0.3:
            self._begin()
        elif chance < 0.5 and self._delivers:
            self._send()
        elif chance < 0.7:
            self._hear()
        self._store.write(reach.advance).result(WAIT)

    def _begin(self) -> None:
        person = self._random.randrange(PEOPLE)
        known = self._store.read(lambda r: r.value("SELECT 1 FROM p_reach WHERE whom = ?", (f"person:rt:p{person}",)))
        if known:
            return
        try:
            self._store.write(
                lambda tx: reach.start(tx, "alice", f"person:rt:p{person}", "Please ring.", RULES)
            ).result(WAIT)
        except InputError:
            return  # the other process was quicker
        tell(f"begun p{person}")

    def _send(self) -> None:
        for work in self._store.write(lambda tx: dispatch.take(tx, SINK, tx.clock.now_ms(), 1, ())).result(WAIT):
            tell(f"sent {work.entry.id} {work.entry.body['person']}")
            chance = self._random.random()
            if chance < 0.3:
                tell(f"failed {work.entry.id}")
            self._store.write(lambda tx, one=work, chance=chance: answer(tx, one, chance)).result(WAIT)  # type: ignore[misc]

    def _hear(self) -> None:
        """A receipt, or a call that a colleague made."""
        steps = self._store.read(tried)
        if not steps:
            return
        step = self._random.choice(steps)
        if step.entry:
            state = self._random.choice(("delivered", "failed"))
            receipt = SmsReceipt("kannel", step.entry, "", state, None, 0)
            if state == "failed":
                tell(f"failed {step.entry}")
            self._store.write(lambda tx: messages.take_in(tx, receipt)).result(WAIT)
        elif self._random.random() < 0.5:
            outcome = self._random.choice(("reached", "no-answer"))
            call = CallLog("out", step.address, "", 1_790_000_000_000, 1, outcome)
            self._store.write(lambda tx: calls.log_call(tx, "bob", "", call)).result(WAIT)


def answer(tx: Tx, sent: Work, chance: float) -> None:
    """What the gateway said to a text: refused, nothing that could be understood, or taken."""
    if chance < 0.3:
        dispatch.stop(tx, sent.delivery_id, Problem("refused", "The number is barred.", ""))
    elif chance < 0.5:
        dispatch.mark_unknown(tx, sent.delivery_id, Problem("ambiguous", "No answer came.", ""))
    else:
        dispatch.confirm(tx, sent.delivery_id, Receipt())


def tried(r: Reading) -> list[Step]:
    """Paths of which something may be learned."""
    rows = reach.listing(r, 0, running_only=True, limit=PEOPLE)
    return [step for row in rows for step in row.steps if step.state in ("waiting", "silent")]


def work(folder: str, seed: str) -> None:
    """Work until killed."""
    path = Path(folder)
    store = Store.open(path, KEY, MachineClock())
    lock = engine_lock(path)  # held as long as this object lives
    try:
        lock.acquire()
        delivers = True
    except InUseError:
        delivers = False
    if delivers:
        store.write(lambda tx: dispatch.recover(tx, {SINK: Doubles.NONE})).result(WAIT)
    reacher = Reacher(store, int(seed), delivers=delivers)
    tell("ready")
    while True:
        reacher.act()
