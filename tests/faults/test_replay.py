"""Everything that waits arrives once and in order, however badly the other side answers and however often we are killed.

``FC_REPLAY`` says how many entries wait.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import DeliveryState
from fallback_console.drill.faults import EVERY_FAULT, Faults
from fallback_console.drill.sms_double import SmsDouble
from fallback_console.services import connections, messages, sync
from fallback_console.store.engine import Store
from tests.faults.agent import KEY, MachineClock
from tests.faults.invariants import thoroughly_broken
from tests.faults.nest import Nest, carry
from tests.faults.replay_world import Workload, compare, fields_shown, fields_there, helpdesk, pull, seen, wanted

ENTRIES = int(os.environ.get("FC_REPLAY", "4000"))
CASES = 2_000
KILLS = 20
RATE = 0.3
WIDTH = 16
TIMEOUT = 0.15
LATE = 0.25
SETTLE = 0.02

MESSAGES = 200
SMS_KILLS = 12

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


@pytest.mark.logs_expected("fallback_console")
def test_entries_arrive_once_and_in_order(memory_folder: Path, figure: Callable[[str], None]) -> None:
    rng = random.Random(11)
    with helpdesk(CASES) as double:
        begun = time.monotonic()
        with closing(Store.open(memory_folder, KEY, MachineClock())) as store:
            pull(store, double.url, double.token)
            Workload(ENTRIES, 7, [row[0] for row in store.read(lambda r: r.rows("SELECT key FROM p_case"))]).fill(store)
            waiting = store.read(lambda r: r.value("SELECT count(*) FROM delivery"))
        filled = time.monotonic()
        since = double.act(lambda world, _: world.transactions[-1].id)
        double.faults = Faults(3, RATE, EVERY_FAULT, late=LATE)
        args = (memory_folder, double.url, double.token, TIMEOUT, WIDTH, SETTLE)
        kills = rng.sample(range(1, ENTRIES * 9 // 10), KILLS)
        with Nest("tests.faults.carrier:to_helpdesk") as nest:
            carry(nest, args, kills, rng)
        faults, double.faults = double.faults, Faults()
        delivered = time.monotonic()
        with closing(Store.open(memory_folder, KEY, MachineClock())) as store:
            open_now = store.read(lambda r: sync.deliveries(r))
            compared = compare(store.read(wanted), seen(double, since))

            pull(store, double.url, double.token)
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


@pytest.mark.logs_expected("fallback_console")
def test_text_messages_are_never_sent_twice(memory_folder: Path, figure: Callable[[str], None]) -> None:
    """Kannel cannot be asked, so a lost answer is a doubt that a person settles, and never a second message."""
    begun = time.monotonic()
    rng = random.Random(5)
    double = SmsDouble(password="drill-only")
    double.start()
    lost_answers = 0

    def lose_some() -> None:
        nonlocal lost_answers
        if rng.random() < 0.1:
            double.lose_answers(1)
            lost_answers += 1

    args = (memory_folder, double.url, double.password, 2.0)
    try:
        with closing(Store.open(memory_folder, KEY, MachineClock())) as store:
            store.write(lambda tx: connections.save(tx, Connection("sms:kannel", "kannel"))).result()
            for n in range(MESSAGES):
                text = f"Message {n} " + "お電話ください " * rng.choice((0, 0, 20))
                number = f"+447700900{n:03d}"
                store.write(lambda tx, to=number, text=text: messages.send_sms(tx, "alice", "", to, text)).result()  # type: ignore[misc]
        with Nest("tests.faults.carrier:to_kannel") as nest:
            carry(nest, args, rng.sample(range(1, MESSAGES * 8 // 10), SMS_KILLS), rng, lose_some)
        double.lose_answers(0)
        arrived = Counter(message.text for message in double.messages)
        with closing(Store.open(memory_folder, KEY, MachineClock())) as store:
            doubtful = store.read(lambda r: sync.deliveries(r))
            confirmed = store.read(lambda r: r.value("SELECT count(*) FROM delivery WHERE state = 'confirmed'"))
            texts = dict(store.read(lambda r: r.rows("SELECT id, json_extract(body, '$.text') FROM entry")))
            # A person rings the customers and says what arrived.
            for row in doubtful:
                there = texts[row.entry_id] in arrived
                store.write(lambda tx, d=row.id, t=there: sync.resolve_unknown(tx, "alice", d, t)).result()  # type: ignore[misc]
        with Nest("tests.faults.carrier:to_kannel") as nest:
            carry(nest, args, [], rng)
        in_the_end = Counter(message.text for message in double.messages)
        with closing(Store.open(memory_folder, KEY, MachineClock())) as store:
            wrong = thoroughly_broken(store)
            open_now = store.read(lambda r: sync.deliveries(r))
    finally:
        double.stop()
    figure(
        f"text messages: {MESSAGES}, sent twice: {in_the_end.total() - len(in_the_end)}, kills: {SMS_KILLS}, answers lost:"
        f" {lost_answers}, in doubt: {len(doubtful)}, seconds: {time.monotonic() - begun:.0f}"
    )
    assert {row.state for row in doubtful} <= {DeliveryState.UNKNOWN}
    assert confirmed + len(doubtful) == MESSAGES
    assert 0 < len(doubtful) <= lost_answers + SMS_KILLS
    assert arrived.total() == len(arrived), "sent twice"
    assert sorted(in_the_end.elements()) == sorted(texts.values())
    assert open_now == []
    assert wrong == []
