"""The queue with two levels, and the writer's ways to end."""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import CancelledError, Future
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, precondition, rule

from fallback_console.domain.errors import InUseError, StoreError
from fallback_console.store import writer as writer_module
from fallback_console.store.engine import Store
from fallback_console.store.tx import Tx
from fallback_console.store.writer import CommandQueue
from tests.unit.store.support import KEY, WAIT, StillClock, count, get, put


class QueueMachine(RuleBasedStateMachine):
    """Whatever is put and taken: people's commands first, each level in order, nothing lost, nothing twice."""

    commands = Bundle("commands")

    def __init__(self) -> None:
        super().__init__()
        self.queue: CommandQueue[int] = CommandQueue()
        self.people: deque[int] = deque()
        self.background: deque[int] = deque()
        self.number = 0
        self.closed = False

    @rule(background=st.booleans())
    def put(self, background: bool) -> None:
        self.number += 1
        assert self.queue.put(self.number, background=background) is not self.closed
        if not self.closed:
            (self.background if background else self.people).append(self.number)

    @precondition(lambda self: self.people or self.background)
    @rule()
    def get(self) -> None:
        expected = self.people.popleft() if self.people else self.background.popleft()
        assert self.queue.get(0.0) == expected

    @precondition(lambda self: not self.people and not self.background)
    @rule()
    def get_from_empty(self) -> None:
        assert self.queue.get(0.0) is None

    @rule()
    def close(self) -> None:
        self.queue.close()
        self.closed = True
        assert self.queue.closed

    @precondition(lambda self: self.closed)
    @rule()
    def clear(self) -> None:
        assert self.queue.clear() == [*self.people, *self.background]
        self.people.clear()
        self.background.clear()


TestQueue = QueueMachine.TestCase


def blocked(store: Store) -> tuple[threading.Event, Future[None]]:
    """Keep the writer at a command until the event is set."""
    entered, go_on = threading.Event(), threading.Event()

    def slow(tx: Tx) -> None:
        entered.set()
        assert go_on.wait(WAIT)

    future = store.write(slow)
    assert entered.wait(WAIT)
    return go_on, future


def test_people_go_before_pulls(store: Store) -> None:
    order: list[str] = []
    go_on, _ = blocked(store)
    futures = [store.write(lambda tx, n=n: order.append(f"pull {n}"), background=True) for n in range(3)]
    futures += [store.write(lambda tx, n=n: order.append(f"person {n}")) for n in range(3)]
    go_on.set()
    for future in futures:
        future.result(WAIT)
    assert order == ["person 0", "person 1", "person 2", "pull 0", "pull 1", "pull 2"]


def test_what_can_go_on_later_learns_that_somebody_waits(store: Store) -> None:
    entered, go_on = threading.Event(), threading.Event()

    def long(tx: Tx) -> tuple[bool, bool]:
        before = tx.awaited()
        entered.set()
        assert go_on.wait(WAIT)
        return before, tx.awaited()

    running = store.write(long, background=True)
    assert entered.wait(WAIT)
    store.write(lambda tx: None, background=True)
    store.write(lambda tx: None)
    go_on.set()
    assert running.result(WAIT) == (False, True)
    entered.clear()
    running = store.write(long, background=True)
    assert entered.wait(WAIT)
    store.write(lambda tx: None, background=True)
    assert running.result(WAIT) == (False, False)


def test_memory_for_very_much_is_given_back_in_a_quiet_moment(
    folder: Path, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pages(tx: Tx) -> tuple[int, int]:
        return tx.value("PRAGMA cache_size"), tx.value("PRAGMA wal_autocheckpoint")

    with closing(Store.open(folder, KEY, clock)) as store:
        usual = store.write(pages).result(WAIT)
        much = store.write(pages, background=True, bulk=True).result(WAIT)
        assert much[0] < usual[0] < 0
        assert much[1] > usual[1]
        # Also for what comes in between, which writes to the same places.
        assert store.write(pages).result(WAIT) == much
        monkeypatch.setattr(writer_module, "IDLE_SECONDS", 0.01)
        store.write(lambda tx: put(tx, "a", 1)).result(WAIT)
        quiet = threading.Event()
        while store.write(pages).result(WAIT) != usual:
            assert not quiet.wait(0.05)


def test_what_may_wait_is_done_also_where_it_is_never_quiet(
    folder: Path, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_module, "IDLE_SECONDS", WAIT)
    monkeypatch.setattr(writer_module, "NEVER_QUIET_SECONDS", 0.05)
    done = threading.Event()

    def idle(_tx: Tx) -> bool:
        done.set()
        return False

    with closing(Store.open(folder, KEY, clock)) as store:
        monkeypatch.setattr(store._writer, "_idle", idle)
        for n in range(1000):
            store.write(lambda tx, n=n: put(tx, "a", n), background=True).result(WAIT)  # type: ignore[misc]
            if done.wait(0.001):
                break
        assert done.is_set()


def test_another_process_gets_its_turn_between_two_of_many(folder: Path, clock: StillClock) -> None:
    with closing(Store.open(folder, KEY, clock)) as one, closing(Store.open(folder, KEY, clock)) as other:
        held, hold = threading.Event(), threading.Event()

        def much(tx: Tx) -> None:
            held.set()
            hold.wait(0.02)

        many = [one.write(much, background=True, bulk=True) for _ in range(50)]
        assert held.wait(WAIT)
        other.write(lambda tx: put(tx, "a", 1)).result(WAIT)
        assert not many[-1].done()
        many[-1].result(WAIT)
        assert one.read(lambda r: get(r, "a")) == 1


def test_an_action_is_on_disk_also_after_something_that_could_not_begin(
    folder: Path, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_module, "BUSY_SECONDS", 0.02)
    with closing(Store.open(folder, KEY, clock)) as one, closing(Store.open(folder, KEY, clock)) as other:
        usual = other.write(lambda tx: tx.value("PRAGMA synchronous")).result(WAIT)
        go_on, running = blocked(one)
        with pytest.raises(InUseError):
            other.write(lambda tx: None, durable=False).result(WAIT)
        go_on.set()
        running.result(WAIT)
        assert other.write(lambda tx: tx.value("PRAGMA synchronous")).result(WAIT) == usual == 2


@pytest.mark.logs_expected("fallback_console.store")
def test_closing_does_not_wait_for_another_process(folder: Path, clock: StillClock) -> None:
    with closing(Store.open(folder, KEY, clock)) as one:
        other = Store.open(folder, KEY, clock)
        go_on, running = blocked(one)
        waiting = other.write(lambda tx: put(tx, "a", 1))
        other.close(timeout=0.05)
        with pytest.raises(StoreError):
            waiting.result(WAIT)
        assert not running.done()
        go_on.set()


def test_a_command_cancelled_before_its_turn_is_not_run(store: Store) -> None:
    go_on, running = blocked(store)
    waiting = store.write(lambda tx: put(tx, "a", 1))
    assert waiting.cancel()
    assert not running.cancel()
    go_on.set()
    running.result(WAIT)
    with pytest.raises(CancelledError):
        waiting.result(WAIT)
    store.write(lambda tx: None).result(WAIT)
    assert store.read(lambda r: get(r, "a")) is None


def test_the_writer_outlives_every_exception(store: Store) -> None:
    def raises(tx: Tx) -> None:
        put(tx, "a", 1)
        raise SystemExit(3)

    with pytest.raises(SystemExit):
        store.write(raises).result(WAIT)
    assert store.write(lambda tx: get(tx, "a")).result(WAIT) is None


def test_closing_finishes_what_is_queued(folder: Path, clock: StillClock) -> None:
    store = Store.open(folder, KEY, clock)
    futures = [store.write(lambda tx, n=n: put(tx, f"a{n}", n), background=bool(n % 2)) for n in range(200)]
    store.close(WAIT)
    assert all(future.exception(0) is None for future in futures)
    with closing(Store.open(folder, KEY, clock)) as again:
        assert again.read(lambda r: count(r, "a")) == 200


@pytest.mark.logs_expected("fallback_console.store")
def test_closing_in_a_hurry_loses_nothing_silently(folder: Path, clock: StillClock) -> None:
    store = Store.open(folder, KEY, clock)
    started = threading.Event()

    def endless(tx: Tx) -> None:
        put(tx, "half", 1)
        started.set()
        tx.rows("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")

    running = store.write(endless)
    waiting = [store.write(lambda tx: put(tx, "a", 1)), store.write(lambda tx: put(tx, "b", 1), background=True)]
    assert started.wait(WAIT)
    store.close(0.05)
    for future in (running, *waiting):
        error = future.exception(WAIT)
        assert isinstance(error, StoreError)
        assert "closing" in error.message
        assert error.next_step
    with closing(Store.open(folder, KEY, clock)) as again:
        assert again.read(lambda r: [get(r, name) for name in ("half", "a", "b")]) == [None, None, None]


def test_the_log_is_moved_in_a_quiet_moment(folder: Path, clock: StillClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "IDLE_SECONDS", 0.01)
    with closing(Store.open(folder, KEY, clock)) as store:
        before = store.path.stat().st_size
        store.write(
            lambda tx: tx.executemany(
                "INSERT INTO meta (name, value) VALUES (?, ?)", [(f"a{n}", "x" * 1000) for n in range(100)]
            )
        ).result(WAIT)
        moved = threading.Event()
        while store.path.stat().st_size == before:
            assert not moved.wait(0.005)
        assert store.read(lambda r: count(r, "a")) == 100
