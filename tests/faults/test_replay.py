"""Everything that waits arrives once and in order, however badly the other side answers and however often we are killed."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from fallback_console.domain.delivery import DeliveryState
from fallback_console.drill.faults import EVERY_FAULT, Faults
from fallback_console.services import sync
from fallback_console.store.engine import Store
from tests.faults.agent import KEY, MachineClock
from tests.faults.invariants import thoroughly_broken
from tests.faults.nest import Nest
from tests.faults.replay_world import Workload, compare, fields_shown, fields_there, helpdesk, pull, seen, wanted

ENTRIES = 10_000
CASES = 2_000
KILLS = 20
RATE = 0.3
WIDTH = 8
TIMEOUT = 0.15
LATE = 0.25

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


def carry(nest: Nest, args: tuple[object, ...], kills: list[int], rng: random.Random) -> int:
    """Let couriers deliver until nothing is left, each but the last one killed after so many deliveries altogether.

    Returns:
        How many deliveries were told to be confirmed.
    """
    confirmed = 0
    for limit in [*sorted(kills), None]:
        nest.start(*args)
        while (line := nest.line()) != "empty":
            confirmed += line == DeliveryState.CONFIRMED
            if limit is not None and confirmed >= limit:
                time.sleep(rng.uniform(0.0, 0.05))  # the random moment
                break
        nest.kill()
        confirmed += nest.rest().count(DeliveryState.CONFIRMED)
    return confirmed


@pytest.mark.logs_expected("fallback_console")
def test_ten_thousand_entries_arrive_once_and_in_order(memory_folder: Path, figure: Callable[[str], None]) -> None:
    rng = random.Random(11)
    with helpdesk(CASES) as double:
        begun = time.monotonic()
        with closing(Store.open(memory_folder, KEY, MachineClock())) as store:
            pull(store, double)
            Workload(ENTRIES, 7, [row[0] for row in store.read(lambda r: r.rows("SELECT key FROM p_case"))]).fill(store)
            waiting = store.read(lambda r: r.value("SELECT count(*) FROM delivery"))
        filled = time.monotonic()
        since = double.act(lambda world, _: world.transactions[-1].id)
        double.faults = Faults(3, RATE, EVERY_FAULT, late=LATE)
        args = (memory_folder, double.url, double.token, TIMEOUT, WIDTH)
        kills = rng.sample(range(1, ENTRIES * 9 // 10), KILLS)
        with Nest("tests.faults.carrier:to_helpdesk") as nest:
            carry(nest, args, kills, rng)
        faults, double.faults = double.faults, Faults()
        delivered = time.monotonic()
        with closing(Store.open(memory_folder, KEY, MachineClock())) as store:
            open_now = store.read(lambda r: sync.deliveries(r))
            compared = compare(store.read(wanted), seen(double, since))

            pull(store, double)
            wrong = thoroughly_broken(store)
            shown = store.read(fields_shown)
        figure(
            f"entries: {waiting}, effects: {compared.effects}, doubled: {compared.doubled}, lost: {compared.lost},"
            f" cases out of order: {compared.disordered}, kills: {KILLS}, requests: {double.requests.total()},"
            f" faults: {faults.counts.total()}, seconds: {filled - begun:.0f} to fill, {delivered - filled:.0f} to deliver,"
            f" {time.monotonic() - delivered:.0f} to check"
        )
        assert [(row.state, row.problem) for row in open_now] == []
        assert (compared.effects, compared.doubled, compared.lost, compared.disordered) == (ENTRIES, 0, 0, 0)
        assert waiting == ENTRIES
        assert wrong == []
        assert shown == fields_there(double)
