"""Read-only connections: one for each thread, closed with it or with the store."""

from __future__ import annotations

import threading
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from fallback_console.domain.errors import NotFoundError, StoreError
from fallback_console.store.engine import Store
from fallback_console.store.readers import Readers
from fallback_console.store.tx import Reading
from tests.unit.store.support import KEY, WAIT, StillClock, get, put

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def test_each_thread_has_one_connection_and_its_end_frees_it(store: Store) -> None:
    readers = Readers(store.path, KEY)
    connections: list[object] = []

    def reading(r: Reading) -> None:
        connections.append(r.conn)

    for _ in range(3):
        thread = threading.Thread(target=lambda: [readers.read(reading) for _ in range(2)])
        thread.start()
        thread.join(WAIT)
    readers.read(reading)
    assert [connections[i] is connections[i + 1] for i in (0, 2, 4)] == [True] * 3
    assert len({id(connection) for connection in connections}) == 4
    assert len(readers) == 1
    readers.close(WAIT)
    assert len(readers) == 0


def test_a_reading_inside_a_reading_sees_the_same_moment(store: Store) -> None:
    store.write(lambda tx: put(tx, "a", 1)).result(WAIT)

    def outer(r: Reading) -> tuple[object, object]:
        before = get(r, "a")
        store.write(lambda tx: put(tx, "a", 2)).result(WAIT)
        return before, store.read(lambda inner: get(inner, "a"))

    assert store.read(outer) == (1, 1)


def test_what_a_reading_raises_reaches_the_caller(store: Store) -> None:
    def reading(r: Reading) -> None:
        raise NotFoundError("no such case")

    with pytest.raises(NotFoundError):
        store.read(reading)
    with pytest.raises(NotFoundError):
        store.query(reading).result(WAIT)
    with pytest.raises(OSError, match="the caller's own"):
        store.read(lambda r: (_ for _ in ()).throw(OSError("the caller's own")))
    assert store.query(lambda r: r.value("SELECT 7")).result(WAIT) == 7


def test_a_query_cancelled_before_its_turn_is_not_run(store: Store) -> None:
    entered, go_on = threading.Event(), threading.Event()
    seen: list[str] = []

    def slow(r: Reading) -> None:
        entered.set()
        assert go_on.wait(WAIT)

    running = store.query(slow)
    assert entered.wait(WAIT)
    first, second = store.query(lambda r: seen.append("first")), store.query(lambda r: seen.append("second"))
    assert first.cancel()
    go_on.set()
    running.result(WAIT)
    second.result(WAIT)
    assert seen == ["second"]


def test_many_threads_read_while_one_writes(store: Store) -> None:
    store.write(lambda tx: [put(tx, "a", 0), put(tx, "b", 0)]).result(WAIT)
    stop = threading.Event()

    def look(_: int) -> int:
        looks = 0
        while not stop.is_set():
            a, b = store.read(lambda r: (get(r, "a"), get(r, "b")))
            assert a == b
            looks += 1
        return looks

    with ThreadPoolExecutor(4) as pool:
        looking = [pool.submit(look, n) for n in range(4)]
        for n in range(100):
            store.write(lambda tx, n=n: [put(tx, "a", n), put(tx, "b", n)]).result(WAIT)
        stop.set()
        assert all(future.result(WAIT) > 0 for future in looking)


def test_closing_interrupts_a_query_that_does_not_end(folder: Path, clock: StillClock) -> None:
    store = Store.open(folder, KEY, clock)
    entered = threading.Event()

    def endless(r: Reading) -> None:
        entered.set()
        r.rows(ENDLESS)

    running = store.query(endless)
    assert entered.wait(WAIT)
    waiting = store.query(lambda r: None)
    store.close()
    assert isinstance(running.exception(WAIT), StoreError)
    with pytest.raises(CancelledError):
        waiting.result(WAIT)


def test_closing_waits_for_a_reading_of_another_thread(folder: Path, clock: StillClock) -> None:
    entered, go_on = threading.Event(), threading.Event()
    with closing(Store.open(folder, KEY, clock)) as store:
        store.write(lambda tx: put(tx, "a", 1)).result(WAIT)

        def slow(r: Reading) -> object:
            entered.set()
            assert go_on.wait(WAIT)
            return get(r, "a")

        with ThreadPoolExecutor(2) as pool:
            reading = pool.submit(store.read, slow)
            assert entered.wait(WAIT)
            ending = pool.submit(store.close)
            go_on.set()
            assert reading.result(WAIT) == 1
            ending.result(WAIT)
