"""Opening, writing, reading, listening and closing."""

from __future__ import annotations

import os
import threading
from contextlib import closing
from pathlib import Path

import pytest

from fallback_console.domain.errors import InputError, StoreError
from fallback_console.store.engine import DATABASE_NAME, Store
from fallback_console.store.tx import Changes, Reading, Tx
from tests.unit.store.support import KEY, WAIT, StillClock, child, count, get, line_from, put


def test_a_new_folder_gets_a_database_that_is_kept(folder: Path, clock: StillClock) -> None:
    with closing(Store.open(folder, KEY, clock)) as store:
        assert (store.upgraded.before, store.upgraded.backup) == (0, None)
        assert store.path == folder / DATABASE_NAME
        store.write(lambda tx: put(tx, "a", 1)).result(WAIT)
        station = store.station
    with closing(Store.open(folder, KEY, clock)) as store:
        assert store.station == station
        assert store.upgraded.before == store.upgraded.after > 0
        assert store.read(lambda r: get(r, "a")) == 1


def test_stations_differ(tmp_path: Path, clock: StillClock) -> None:
    with closing(Store.open(tmp_path / "a", KEY, clock)) as a, closing(Store.open(tmp_path / "b", KEY, clock)) as b:
        assert a.station != b.station
        assert "." not in a.station


def test_nothing_is_made_when_it_shall_not(folder: Path, clock: StillClock) -> None:
    with pytest.raises(StoreError, match="There is no database") as caught:
        Store.open(folder, KEY, clock, create=False)
    assert caught.value.next_step
    assert not folder.exists()


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_files_belong_to_their_owner_alone(folder: Path, clock: StillClock) -> None:
    with closing(Store.open(folder, KEY, clock)) as store:
        store.write(lambda tx: put(tx, "a", 1)).result(WAIT)
        modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
        assert f"{DATABASE_NAME}-wal" in modes
        assert set(modes.values()) == {0o600}
        assert folder.stat().st_mode & 0o777 == 0o700
    (folder / DATABASE_NAME).chmod(0o644)
    with closing(Store.open(folder, KEY, clock)):
        assert (folder / DATABASE_NAME).stat().st_mode & 0o777 == 0o600


def test_nothing_readable_is_on_the_disk(folder: Path, clock: StillClock) -> None:
    with closing(Store.open(folder, KEY, clock)) as store:
        store.write(lambda tx: put(tx, "a", "Customer Name Here")).result(WAIT)
        everything = b"".join(path.read_bytes() for path in folder.iterdir())
    assert b"Customer Name" not in everything
    assert b"SQLite format" not in everything


def test_a_command_gets_the_transaction_and_gives_its_result(store: Store, clock: StillClock) -> None:
    def command(tx: Tx) -> tuple[str, int]:
        assert tx.station == store.station
        assert tx.clock is clock
        assert tx.conn.in_transaction
        tx.executemany("INSERT INTO meta (name, value) VALUES (?, ?)", [("a", 1), ("b", 2)])
        assert tx.rows("SELECT name, value FROM meta WHERE name < 'c' ORDER BY name") == [("a", 1), ("b", 2)]
        assert tx.one("SELECT value FROM meta WHERE name = 'none'") is None
        assert tx.value("SELECT value FROM meta WHERE name = 'none'") is None
        return "done", tx.execute("DELETE FROM meta WHERE name IN ('a', 'b')").rowcount

    assert store.write(command).result(WAIT) == ("done", 2)


def test_what_a_command_raises_undoes_it_and_reaches_the_caller(store: Store) -> None:
    def command(tx: Tx) -> None:
        put(tx, "a", 1)
        tx.touch("case", "rt:1")
        raise InputError("no")

    heard: list[Changes] = []
    store.subscribe(heard.append)
    with pytest.raises(InputError, match="no"):
        store.write(command).result(WAIT)
    assert store.read(lambda r: get(r, "a")) is None
    assert heard == []
    assert store.write(lambda tx: tx.value("SELECT 7")).result(WAIT) == 7


def test_a_refused_statement_is_told_without_its_values(store: Store) -> None:
    with pytest.raises(StoreError) as caught:
        store.write(lambda tx: tx.execute("INSERT INTO meta (name, value) VALUES ('station', 'secret')")).result(WAIT)
    assert "SQLITE_CONSTRAINT" in str(caught.value)
    assert "secret" not in str(caught.value)
    assert caught.value.next_step


def test_a_command_may_not_end_its_transaction(store: Store) -> None:
    with pytest.raises(RuntimeError, match="must not end"):
        store.write(lambda tx: tx.execute("COMMIT")).result(WAIT)
    assert store.write(lambda tx: tx.value("SELECT 7")).result(WAIT) == 7


def test_a_command_may_not_queue_another(store: Store) -> None:
    with pytest.raises(RuntimeError, match="cannot queue"):
        store.write(lambda tx: store.write(lambda inner: None)).result(WAIT)


def test_readers_see_committed_rows_only_and_cannot_write(store: Store) -> None:
    entered, go_on = threading.Event(), threading.Event()

    def slow(tx: Tx) -> None:
        put(tx, "a", 1)
        entered.set()
        assert go_on.wait(WAIT)

    future = store.write(slow)
    assert entered.wait(WAIT)
    assert store.read(lambda r: get(r, "a")) is None
    assert store.query(lambda r: get(r, "a")).result(WAIT) is None
    go_on.set()
    future.result(WAIT)
    assert store.read(lambda r: get(r, "a")) == 1
    with pytest.raises(StoreError):
        store.read(lambda r: r.rows("DELETE FROM meta"))
    assert store.read(lambda r: get(r, "a")) == 1


def test_a_reading_is_one_moment(store: Store) -> None:
    store.write(lambda tx: put(tx, "a", 1)).result(WAIT)

    def reading(r: Reading) -> tuple[object, object]:
        before = get(r, "a")
        store.write(lambda tx: put(tx, "a", 2)).result(WAIT)
        return before, get(r, "a")

    assert store.read(reading) == (1, 1)
    assert store.read(lambda r: get(r, "a")) == 2


def test_listeners_hear_of_a_commit_before_its_future_is_done(store: Store) -> None:
    heard: list[Changes] = []
    stop = store.subscribe(heard.append)

    def command(tx: Tx) -> None:
        tx.touch("case", "rt:1")
        tx.touch("case", "rt:1")
        tx.touch("mirror")

    store.write(command).result(WAIT)
    assert heard == [Changes(frozenset({("case", "rt:1"), ("mirror", "")}))]
    store.write(lambda tx: put(tx, "quiet", 1)).result(WAIT)
    assert len(heard) == 1
    stop()
    stop()
    store.write(lambda tx: tx.touch("mirror")).result(WAIT)
    assert len(heard) == 1


@pytest.mark.logs_expected("fallback_console.store")
def test_a_listener_that_fails_harms_nobody(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    heard: list[Changes] = []

    def broken(changes: Changes) -> None:
        raise ValueError(f"{6 * 7} is a customer's word")

    store.subscribe(broken)
    store.subscribe(heard.append)
    assert store.write(lambda tx: tx.touch("mirror")).result(WAIT) is None
    assert len(heard) == 1
    assert "ValueError" in caplog.text
    assert "42 is" not in caplog.text


def test_commits_of_another_process_are_noticed_once(store: Store, folder: Path) -> None:
    store.write(lambda tx: put(tx, "own", 1)).result(WAIT)
    assert not store.poll_foreign()
    process = child("write", folder, "other", 3)
    with process:
        assert process.wait(WAIT) == 0
    store.write(lambda tx: put(tx, "own", 2)).result(WAIT)
    assert store.poll_foreign()
    assert not store.poll_foreign()
    assert store.read(lambda r: count(r, "other")) == 3


def test_polling_does_not_wait_for_a_long_command(store: Store) -> None:
    entered, go_on = threading.Event(), threading.Event()

    def slow(tx: Tx) -> None:
        entered.set()
        assert go_on.wait(WAIT)

    future = store.write(slow)
    assert entered.wait(WAIT)
    assert not store.poll_foreign()
    go_on.set()
    future.result(WAIT)


def test_a_commit_that_was_missed_during_a_command_is_told_later(store: Store, folder: Path) -> None:
    with child("write", folder, "other", 1) as process:
        assert process.wait(WAIT) == 0
    entered, go_on = threading.Event(), threading.Event()

    def slow(tx: Tx) -> None:
        entered.set()
        assert go_on.wait(WAIT)

    future = store.write(slow)
    assert entered.wait(WAIT)
    assert not store.poll_foreign()
    go_on.set()
    future.result(WAIT)
    assert store.poll_foreign()
    assert not store.poll_foreign()


def test_several_processes_write_side_by_side(store: Store, folder: Path) -> None:
    children = [child("write", folder, f"p{n}-", 60) for n in range(3)]
    futures = [store.write(lambda tx, n=n: put(tx, f"own-{n:03d}", n)) for n in range(60)]
    for future in futures:
        future.result(WAIT)
    for process in children:
        with process:
            while line_from(process):
                pass
            assert process.wait(WAIT) == 0
    assert [store.read(lambda r, n=n: count(r, f"p{n}-")) for n in range(3)] == [60] * 3
    assert store.read(lambda r: count(r, "own-")) == 60


def test_processes_that_start_together_agree_on_the_station(folder: Path, clock: StillClock) -> None:
    children = [child("write", folder, f"p{n}-", 1) for n in range(3)]
    for process in children:
        with process:
            assert process.wait(WAIT) == 0
    with closing(Store.open(folder, KEY, clock)) as store:
        assert store.read(lambda r: count(r, "p")) == 3
        assert store.upgraded.before == store.upgraded.after


def test_a_closed_store_says_so(folder: Path, clock: StillClock) -> None:
    store = Store.open(folder, KEY, clock)
    store.read(lambda r: get(r, "a"))
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closing"):
        store.write(lambda tx: None).result(WAIT)
    with pytest.raises(StoreError, match="closed"):
        store.read(lambda r: None)
    with pytest.raises(StoreError, match="closed"):
        store.query(lambda r: None).result(WAIT)
    assert not store.poll_foreign()
    assert sorted(path.suffix for path in folder.glob("console.db*")) == [".db"]


def test_only_what_can_be_done_again_does_not_wait_for_the_disk(store: Store) -> None:
    def level(tx: Tx) -> int:
        return int(tx.value("PRAGMA synchronous"))

    def fail(tx: Tx) -> None:
        raise ValueError("no")

    normal, full = 1, 2
    assert store.write(level).result(WAIT) == full
    assert store.write(level, background=True, durable=False).result(WAIT) == normal
    assert store.write(level).result(WAIT) == full
    with pytest.raises(ValueError, match="no"):
        store.write(fail, durable=False).result(WAIT)
    assert store.write(level).result(WAIT) == full
