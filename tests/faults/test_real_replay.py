"""The replay against a real Request Tracker whose answers get lost: each thing arrives there once, in order."""

from __future__ import annotations

import random
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from fallback_console.services import sync
from fallback_console.store.engine import Store
from tests.faults.agent import KEY, MachineClock
from tests.faults.invariants import thoroughly_broken
from tests.faults.nest import Nest, carry
from tests.faults.replay_world import Effect, Workload, compare, pull, wanted
from tests.real.servers.net import NetFaults
from tests.real.servers.rt import RtServer

ENTRIES = 60
CASES = 12
KILLS = (10, 25, 40)
TIMEOUT = 2.0
SETTLE = 3.0
LOST_SECONDS, GOOD_SECONDS = 2.0, 2.0
VALUES = {"priority": tuple(map(str, range(1, 100))), "status": ("stalled", "resolved")}
WHO = "alice"

_MARKER = re.compile("fc-op:([0-9a-f-]{36})")

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(sys.platform == "win32", reason="processes are forked"),
]


@contextmanager
def losing_answers(faults: NetFaults, port: int) -> Iterator[list[int]]:
    """Now and then requests arrive and their answers do not; how often that was."""
    times: list[int] = []
    done = threading.Event()

    def go() -> None:
        while not done.wait(GOOD_SECONDS / 2):
            with faults.only_while("lose_answers", port):
                times.append(1)
                done.wait(LOST_SECONDS)
            done.wait(GOOD_SECONDS / 2)

    thread = threading.Thread(target=go)
    thread.start()
    try:
        yield times
    finally:
        done.set()
        thread.join()


def seen(rt: RtServer, number: str, since: int) -> list[Effect]:
    """What a case's history shows that we did, in order."""
    found: list[Effect] = []
    for row in rt.history(int(number)):
        if row["id"] <= since or row["Creator"] != WHO:
            continue
        if row["Type"] in ("Comment", "Correspond"):
            found += [("message", marker) for marker in _MARKER.findall(row["Subject"] or "")]
        elif row["Type"] == "Create":
            found.append(("created", created_as(rt, number)))
        elif row["Type"] in ("Status", "Set"):
            found.append((row["Field"].lower(), shown(row)))
    return found


def created_as(rt: RtServer, number: str) -> str:
    """The entry id that a case refers to."""
    links = [str(link) for link in rt.ticket(int(number)).get("_hyperlinks", [])]
    return next(iter(_MARKER.findall(" ".join(links))), "by whom?")


def shown(row: dict[str, Any]) -> str:
    """A field's new value as entries have it."""
    value = str(row["NewValue"])
    if row["Field"] != "Due":
        return value
    return str(int(datetime.fromisoformat(value).replace(tzinfo=UTC).timestamp()) * 1000)


@pytest.mark.logs_expected("fallback_console")
def test_lost_answers_and_kills_on_a_real_helpdesk(
    rt: RtServer, net_faults: NetFaults, memory_folder: Path, figure: Callable[[str], None]
) -> None:
    begun = time.monotonic()
    rng = random.Random(3)
    with closing(Store.open(memory_folder, KEY, MachineClock())) as store:
        pull(store, rt.url, rt.token(WHO))
        keys = store.read(
            lambda r: r.rows(
                "SELECT key FROM p_case WHERE status = 'open' AND owner <> '' ORDER BY pk LIMIT ?", (CASES,)
            )
        )
        since = int(store.read(lambda r: r.value("SELECT max(CAST(remote_id AS INTEGER)) FROM m_item")))
        Workload(ENTRIES, 9, [row[0] for row in keys], VALUES).fill(store)
    with losing_answers(net_faults, rt.port) as lost, Nest("tests.faults.carrier:to_helpdesk") as nest:
        carry(nest, (memory_folder, rt.url, rt.token(WHO), TIMEOUT, 3, SETTLE), KILLS, rng)
    delivered = time.monotonic()
    with closing(Store.open(memory_folder, KEY, MachineClock())) as store:
        open_now = store.read(lambda r: sync.deliveries(r))
        want = store.read(wanted)
        compared = compare(want, {number: seen(rt, number, since) for number in want})
        made = [effect[1] for effects in want.values() for effect in effects if effect[0] == "created"]
        times = [len(rt.search(f"RefersTo = 'fc-op:{one}'")) for one in made]
        pull(store, rt.url, rt.token(WHO))
        wrong = thoroughly_broken(store)
    figure(
        f"real helpdesk: entries: {ENTRIES}, effects: {compared.effects}, doubled: {compared.doubled}, lost: {compared.lost},"
        f" cases out of order: {compared.disordered}, kills: {len(KILLS)}, times without answers: {len(lost)},"
        f" seconds: {delivered - begun:.0f}"
    )
    assert [(row.state, row.problem) for row in open_now] == []
    assert (compared.effects, compared.doubled, compared.lost, compared.disordered) == (ENTRIES, 0, 0, 0)
    assert set(times) <= {1}
    assert wrong == []
