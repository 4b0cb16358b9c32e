"""Thirty rules whose wave has come: the program is killed three times on the way, and each pages exactly once."""

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
from fallback_console.domain.mirror import PulledCase, PulledPerson, PullPage, RawNumber
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.watch_rules import Condition
from fallback_console.services import connections, escalation_chains, mirroring, rule_waves, watch_rules
from fallback_console.services.watch_rules import Wanted
from fallback_console.store.engine import Store
from fallback_console.store.tx import Tx
from tests.faults.agent import KEY, MachineClock
from tests.faults.invariants import thoroughly_broken
from tests.faults.nest import Nest
from tests.faults.sending import Sending

COUNT = 30
WAIT = 30.0
KILLS = (4, 11, 19)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


def prepare(folder: Path) -> None:
    """Rules, each with two cases of the last minutes."""

    def fill(tx: Tx) -> None:
        now = tx.clock.now_ms()
        connections.save(tx, Connection("sms:kannel", "kannel", {}))
        person = PulledPerson("t0", "team", "Teammate", numbers=(RawNumber("mobile", "+12025550161"),))
        made = tuple(
            PulledCase(
                str(2 * n + twin),
                1,
                subject=f"sort{n}x is down",
                queue="Support",
                status="open",
                priority=10,
                owner="",
                requestor="",
                created_at=now - 60_000,
                updated_at=now - 60_000,
            )
            for n in range(COUNT)
            for twin in (0, 1)
        )
        mirroring.store_page(tx, "rt", "cases", PullPage(made, (), (person,), "c", True))
        escalation_chains.save(tx, "sue", "Support", (ChainStep(("person:rt:t0",), 60),))
        for n in range(COUNT):
            wanted = Wanted(f"Rule {n}", Condition(f"sort{n}x"), 2, 10, chain="Support")
            watch_rules.save(tx, "sue", wanted, ReachRules(quiet=(0, 0), text_wait=3600))

    with closing(Store.open(folder, KEY, MachineClock())) as store:
        store.write(fill).result(WAIT)


def test_every_wave_pages_once_whatever_dies(memory_folder: Path, figure: Callable[[str], None]) -> None:
    prepare(memory_folder)
    with Nest("tests.faults.ruler:watch") as nest:
        watching = Sending(nest, memory_folder)
        for fired in KILLS:
            watching.start()
            watching.until("fired", fired)
    with closing(Store.open(memory_folder, KEY, MachineClock())) as store:
        for one in store.read(lambda r: rule_waves.due(r, MachineClock().now_ms())):
            store.write(lambda tx, rule=one.rule: rule_waves.fire(tx, rule)).result(WAIT)  # type: ignore[misc]

        def count(kind: str) -> Counter[str]:
            sql = "SELECT subject FROM entry WHERE kind = ?"
            return Counter(store.read(lambda r: [str(row[0]) for row in r.rows(sql, (kind,))]))

        fired, begun, texts = (count(kind) for kind in (Kind.RULE_FIRED, Kind.ESCALATION_STARTED, Kind.SMS_SENT))
        wrong = thoroughly_broken(store)
    figure(f"watch rules {COUNT}: kills {len(KILLS)}, fired {fired.total()}, escalations {begun.total()}")
    assert wrong == []
    assert (len(fired), fired.total(), begun.total(), texts.total()) == (COUNT, COUNT, COUNT, COUNT)
