"""Text messages: the order of all conversations, a page of them, and one opened, among 100,000 messages."""

from __future__ import annotations

import json
import os
import time
from contextlib import closing
from pathlib import Path

from fallback_console.compose.profile import SystemClock
from fallback_console.domain.ids import uuid7
from fallback_console.services import conversations
from fallback_console.store.engine import Store
from fallback_console.store.keys import DatabaseKey
from fallback_console.store.tx import Reading, Tx
from tests.bench.figures import Figures, interleaved

KEY = DatabaseKey(bytes(range(32)))
MESSAGES = 100_000
PEOPLE = 2_000


def fill(tx: Tx) -> None:
    """Messages with so many people, as the projections hold them; every third is theirs."""
    start = tx.clock.now_ms() - MESSAGES * 1000
    entries, messages, contacts = [], [], []
    for n in range(MESSAGES):
        at, number, incoming = start + n * 1000, f"+1202555{n * 7919 % PEOPLE:06d}", n % 3 == 0
        entry_id, hlc = uuid7(at, os.urandom(10)), f"{at:015d}.000000.bench"
        other = {"person": "", "person_name": "", "text": f"We look into it: {n}", "gateway": "kannel"}
        body = {"sender": number, "gateway_id": str(n), "received_at": at} | other
        if not incoming:
            body = {"to": number, "encoding": "GSM-7", "parts": 1} | other
        kind = "sms.received" if incoming else "sms.sent"
        entries.append((entry_id, "bench", n + 1, hlc, at, "alice", kind, f"number:{number}", json.dumps(body)))
        state = "" if incoming else "delivered"
        messages.append((entry_id, "in" if incoming else "out", number, "kannel", str(n), state, 1, 1 - incoming))
        contacts.append((number, hlc, entry_id, ""))
    tx.executemany(
        "INSERT INTO entry (id, station, number, hlc, made_at, actor, kind, subject, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        entries,
    )
    tx.executemany("INSERT INTO p_sms VALUES (?, ?, ?, ?, ?, ?, ?, ?)", messages)
    tx.executemany("INSERT INTO p_contact VALUES (?, ?, ?, ?)", contacts)


def test_conversations_among_many_messages(tmp_path: Path, figures: Figures) -> None:
    """The order costs little more than one pass over the messages; what is painted costs the same however many there are."""

    def one_pass(r: Reading) -> object:
        return r.rows("SELECT number, max(entry_id) FROM p_sms GROUP BY number")

    with closing(Store.open(tmp_path / "data", KEY, SystemClock())) as store:
        store.write(fill).result()
        ordered, bare = interleaved(
            lambda: store.read(lambda r: conversations.listing(r)), lambda: store.read(one_pass), 7
        )
        keys = store.read(lambda r: conversations.listing(r)).keys
        assert len(keys) == PEOPLE
        began = time.perf_counter()
        store.read(lambda r: conversations.rows(r, keys[:32]))
        page = time.perf_counter() - began
        began = time.perf_counter()
        assert len(store.read(lambda r: conversations.opened(r, keys[0], 40)).messages) == 40
        one = time.perf_counter() - began
    met = [
        figures.ratio("order of 2,000 conversations / one pass over 100,000 messages", "s", ordered, bare, 2.5),
        figures.limit("32 rows of conversations", "s", page, 0.2),
        figures.limit("one conversation opened", "s", one, 0.1),
    ]
    assert all(figure.met for figure in met)
