"""kill -9 at random moments while agents work: whatever was acknowledged is there afterwards, whole and in order."""

from __future__ import annotations

import json
import random
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from fallback_console.domain.connection import Connection
from fallback_console.services import connections
from fallback_console.store import journal
from fallback_console.store.engine import Store
from fallback_console.store.tx import Reading
from tests.faults.agent import KEY, MIRRORED, MachineClock, mirror
from tests.faults.invariants import broken, missing, thoroughly_broken
from tests.faults.nest import Nest

KILLS = 220
LANES = 2
LONGEST_WORK = 0.15
"""Seconds between the start of an agent and its end, at most."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


def killed_after(nest: Nest, folder: Path, seconds: float, seed: int, *, opening: bool) -> list[dict[str, Any]]:
    """What an agent acknowledged in the time it was given.

    Args:
        opening: the time begins with the process, and not when it has opened the store.
    """
    nest.start(folder, seed)
    if not opening:
        assert nest.line() == "ready"
    time.sleep(seconds)  # the random moment that this is about
    nest.kill()
    return [json.loads(line) for line in nest.rest() if line != "ready"]


def _missing(store: Store, ids: Sequence[str]) -> list[str]:
    return store.read(lambda r: missing(r, ids))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with some cases and an SMS gateway."""
    folder = tmp_path / "data"
    with closing(Store.open(folder, KEY, MachineClock())) as store:
        store.write(lambda tx: mirror(tx, list(range(1, MIRRORED + 1)), 0)).result()
        store.write(lambda tx: connections.save(tx, Connection("sms:kannel", "kannel"))).result()
    return folder


def test_every_acknowledged_action_survives_kills(folder: Path, figure: Callable[[str], None]) -> None:
    begun = time.monotonic()
    told: list[dict[str, Any]] = []
    wrong: list[str] = []
    per_lane = KILLS // LANES

    def lane(number: int) -> None:
        rng = random.Random(number)
        with Nest("tests.faults.agent:work") as nest:
            for kill in range(per_lane):
                acknowledged = killed_after(
                    nest, folder, rng.uniform(0.0, LONGEST_WORK), number * 100_000 + kill, opening=kill % 3 == 0
                )
                told.extend(acknowledged)
                # The other lane's agent goes on working meanwhile, as the window does beside the command line.
                with closing(Store.open(folder, KEY, MachineClock())) as store:
                    ids = [one for action in acknowledged for one in action["entries"]]
                    wrong.extend(f"after kill {kill}: {text}" for text in store.read(broken))
                    wrong.extend(f"after kill {kill}: {one} is lost" for one in _missing(store, ids))

    lanes = [threading.Thread(target=lane, args=(number,)) for number in range(LANES)]
    for one in lanes:
        one.start()
    for one in lanes:
        one.join()
    with closing(Store.open(folder, KEY, MachineClock())) as store:
        wrong += thoroughly_broken(store)
        wrong += store.read(lambda r: differing(r, told))
        entries = store.read(lambda r: r.value("SELECT count(*) FROM entry"))
    lost = sum("lost" in text for text in wrong)
    figure(
        f"kills while agents work: {per_lane * LANES}, actions acknowledged: {len(told)}, entries: {entries},"
        f" lost: {lost}, wrong: {len(wrong)}, seconds: {time.monotonic() - begun:.0f}"
    )
    assert wrong == []
    assert len(told) > KILLS, "hardly anything was done between the kills"


def differing(r: Reading, told: list[dict[str, Any]]) -> list[str]:
    """What is not there as it was acknowledged: entries with their words, in order, with a delivery to every sink."""
    found = []
    for action in told:
        entries = [journal.find(r, one) for one in action["entries"]]
        numbers = [one.number for one in entries if one is not None]
        if len(numbers) < len(entries):
            found.append(f"{action['entries']} are lost")
            continue
        if numbers != sorted(numbers):
            found.append(f"{action['entries']} are not in order")
        words = [one.body for one in entries if one is not None]
        for name in ("text", "value", "notes"):
            if name in action and action["entries"] and action[name] not in (body.get(name) for body in words):
                found.append(f"{action['entries']}: {name} is not what was written")
        for one in action["entries"][:1]:
            sinks = {row[0] for row in r.rows("SELECT sink FROM delivery WHERE entry_id = ?", (one,))}
            if sinks != set(action["sinks"]):
                found.append(f"{one} goes to {sinks} and not to {action['sinks']}")
    return found
