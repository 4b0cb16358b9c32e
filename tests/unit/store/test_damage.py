"""What can be wrong with a database: each gets its own error with a next step, and none of it loses a byte."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from fallback_console.domain.errors import (
    CorruptError,
    DiskFullError,
    InUseError,
    ReadOnlyError,
    StoreError,
    TooNewError,
    WrongKeyError,
)
from fallback_console.store import sqlcipher
from fallback_console.store.engine import DATABASE_NAME, Store
from fallback_console.store.keys import DatabaseKey, KeyKeeper
from fallback_console.store.passphrase import Argon2Cost
from fallback_console.store.sqlcipher import PAGE_BYTES, error_from, os_error
from fallback_console.store.writer import Writer
from tests.unit.store.support import KEY, OTHER_KEY, WAIT, StillClock, count, filled, flip_page, get, put, raw

PASSPHRASE = "correct horse battery"
CHEAP = Argon2Cost(passes=1, memory_kib=64, lanes=1)


def refused(folder: Path, kind: type[StoreError], key: DatabaseKey = KEY) -> StoreError:
    """Opening is refused with exactly this error, with a sentence and a next step, and the file stays as it is."""
    path = folder / DATABASE_NAME
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(StoreError) as caught:
        Store.open(folder, key, StillClock()).close()
    assert type(caught.value) is kind
    assert caught.value.message.endswith(".")
    assert caught.value.next_step.endswith(".")
    assert key.raw.hex() not in repr(caught.value) + str(caught.value.__cause__)
    assert (path.read_bytes() if path.exists() else None) == before
    return caught.value


def test_a_wrong_key(folder: Path) -> None:
    filled(folder)
    refused(folder, WrongKeyError, OTHER_KEY)
    Store.open(folder, KEY, StillClock()).close()


def test_a_damaged_first_page_is_no_wrong_key_where_the_key_is_known(folder: Path) -> None:
    key = KeyKeeper(folder, cost=CHEAP).create_with_passphrase(PASSPHRASE)
    path = filled(folder, key)
    refused(folder, WrongKeyError, OTHER_KEY)
    flip_page(path, 1)
    refused(folder, CorruptError, key)
    refused(folder, WrongKeyError, OTHER_KEY)


@pytest.mark.parametrize("size", [1, 1000, PAGE_BYTES, PAGE_BYTES * 20, PAGE_BYTES * 20 + 100])
def test_a_truncated_file(folder: Path, size: int) -> None:
    path = filled(folder)
    os.truncate(path, size)
    refused(folder, CorruptError)


def test_a_garbage_header(folder: Path) -> None:
    key = KeyKeeper(folder, cost=CHEAP).create_with_passphrase(PASSPHRASE)
    path = filled(folder, key)
    path.write_bytes(b"\xa5" * PAGE_BYTES + path.read_bytes()[PAGE_BYTES:])
    refused(folder, CorruptError, key)


@pytest.mark.parametrize("content", [b"SQLite format 3\0" + bytes(9000), b"<html>" * 2000])
def test_something_else_in_its_place(folder: Path, content: bytes) -> None:
    key = KeyKeeper(folder, cost=CHEAP).create_with_passphrase(PASSPHRASE)
    (folder / DATABASE_NAME).write_bytes(content)
    refused(folder, CorruptError, key)


def test_a_folder_in_its_place(folder: Path) -> None:
    (folder / DATABASE_NAME).mkdir(parents=True)
    with pytest.raises(StoreError) as caught:
        Store.open(folder, KEY, StillClock())
    assert caught.value.next_step


def test_an_emptied_file_is_not_taken_for_a_new_database(folder: Path) -> None:
    path = filled(folder)
    (folder / "backup-1-20260101T000000000Z.db").write_bytes(path.read_bytes())
    os.truncate(path, 0)
    refused(folder, CorruptError)
    path.unlink()
    refused(folder, CorruptError)


def test_a_lone_log_is_not_thrown_away(folder: Path) -> None:
    path = filled(folder)
    path.unlink()
    log = Path(f"{path}-wal")
    log.write_bytes(b"a log without its database")
    refused(folder, CorruptError)
    assert log.read_bytes() == b"a log without its database"


def test_a_damaged_page_is_found_by_reading_it_and_nothing_else_is_lost(folder: Path) -> None:
    path = filled(folder)
    # What was written last stands at the end, behind all tables that are empty.
    flip_page(path, path.stat().st_size // PAGE_BYTES - 10)
    with closing(Store.open(folder, KEY, StillClock())) as store:
        for ask in (store.read, lambda fn: store.query(fn).result(WAIT), lambda fn: store.write(fn).result(WAIT)):
            with pytest.raises(CorruptError) as caught:
                ask(lambda r: r.rows("SELECT sum(length(body)) FROM m_vocabulary"))
            assert caught.value.next_step
        # From here on nothing is written any more, whatever table it is for.
        with pytest.raises(CorruptError):
            store.write(lambda tx: put(tx, "a", 1)).result(WAIT)
        assert not store.poll_foreign()
        assert store.read(lambda r: get(r, "station")) == store.station


def test_a_newer_database(folder: Path) -> None:
    path = filled(folder)
    with closing(raw(path)) as conn:
        conn.execute("PRAGMA user_version = 99")
    refused(folder, TooNewError)


def test_a_database_with_an_unknown_migration(folder: Path) -> None:
    path = filled(folder)
    with closing(raw(path)) as conn:
        conn.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " SELECT migration_set, '9999_later', applied_at FROM _sqlite_migrations LIMIT 1"
        )
    refused(folder, TooNewError)


def test_a_disk_mounted_read_only(disk: Callable[[int], Path]) -> None:
    place = disk(8192)
    filled(place)
    subprocess.run(["mount", "-o", "remount,ro", place], check=True)
    try:
        refused(place, ReadOnlyError)
        refused(place / "deeper", ReadOnlyError)
    finally:
        subprocess.run(["mount", "-o", "remount,rw", place], check=True)
    Store.open(place, KEY, StillClock()).close()


def test_a_file_that_may_no_longer_be_written(disk: Callable[[int], Path]) -> None:
    place = disk(8192)
    path = filled(place)
    conn = sqlcipher.connect(path, KEY.raw, read_only=True)
    conn.execute("PRAGMA query_only = OFF")
    writer = Writer(conn, path, "station", StillClock(), lambda changes: None)
    with pytest.raises(ReadOnlyError) as caught:
        writer.submit(lambda tx: put(tx, "a", 1), background=False).result(WAIT)
    assert caught.value.next_step
    assert writer.close(WAIT)
    writer.release()


def test_a_full_disk_refuses_and_goes_on_when_there_is_room_again(disk: Callable[[int], Path]) -> None:
    place = disk(3072)
    with closing(Store.open(place, KEY, StillClock())) as store:
        saved = 0
        with pytest.raises(DiskFullError) as caught:
            for _ in range(10_000):
                store.write(lambda tx, n=saved: put(tx, f"a{n:06d}", "x" * 2000)).result(WAIT)
                saved += 1
        assert caught.value.next_step
        assert saved > 100
        assert store.read(lambda r: count(r, "a")) == saved
        with pytest.raises(DiskFullError):
            store.write(lambda tx: put(tx, "big", "x" * 500_000)).result(WAIT)
        subprocess.run(["mount", "-o", "remount,size=16384k", place], check=True)
        store.write(lambda tx: put(tx, "b", 1)).result(WAIT)
    with closing(Store.open(place, KEY, StillClock())) as store:
        assert store.read(lambda r: (count(r, "a"), get(r, "b"))) == (saved, 1)
        assert store.read(lambda r: r.rows("PRAGMA integrity_check")) == [("ok",)]


@pytest.mark.parametrize("kib", [0, 40, 200])
def test_opening_on_a_full_disk(disk: Callable[[int], Path], kib: int) -> None:
    place = disk(4096)
    with (place / "ballast").open("wb") as ballast:
        ballast.write(bytes((4096 - kib) * 1024))
    with pytest.raises(DiskFullError) as caught:
        Store.open(place, KEY, StillClock())
    assert caught.value.next_step
    (place / "ballast").unlink()
    Store.open(place, KEY, StillClock()).close()


def test_a_full_database_as_the_engine_tells_it(store: Store) -> None:
    store.write(lambda tx: tx.execute("PRAGMA max_page_count = 1").fetchall()).result(WAIT)
    with pytest.raises(DiskFullError):
        store.write(lambda tx: put(tx, "big", "x" * 500_000)).result(WAIT)
    assert store.read(lambda r: get(r, "station")) == store.station


def test_another_process_that_never_stops_writing(store: Store, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    store.close()
    monkeypatch.setattr(sqlcipher, "BUSY_SECONDS", 0.05)
    with closing(Store.open(folder, KEY, StillClock())) as impatient, closing(raw(impatient.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(InUseError) as caught:
            impatient.write(lambda tx: put(tx, "a", 1)).result(WAIT)
        assert caught.value.next_step
        other.execute("ROLLBACK")
        impatient.write(lambda tx: put(tx, "a", 1)).result(WAIT)


class EngineError(Exception):
    """An engine's error, as sqlite3 raises it."""

    def __init__(self, code: int, name: str) -> None:
        super().__init__("text that is not shown: secret")
        self.sqlite_errorcode = code
        self.sqlite_errorname = name


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (13, DiskFullError),
        (8, ReadOnlyError),
        (8 | 5 << 8, ReadOnlyError),
        (3, ReadOnlyError),
        (26, WrongKeyError),
        (11, CorruptError),
        (11 | 1 << 8, CorruptError),
        (5, InUseError),
        (5 | 2 << 8, InUseError),
        (6, InUseError),
        (10 | 3 << 8, StoreError),
        (14, StoreError),
        (9, StoreError),
        (19, StoreError),
        (1, StoreError),
    ],
)
def test_every_code_of_the_engine_has_a_sentence(tmp_path: Path, code: int, kind: type[StoreError]) -> None:
    told = error_from(EngineError(code, "SQLITE_SOMETHING"), tmp_path / DATABASE_NAME)
    assert type(told) is kind
    assert told.message.endswith(".")
    assert told.next_step.endswith(".")
    assert "secret" not in str(told)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("database or disk is full", DiskFullError),
        ("attempt to write a readonly database", ReadOnlyError),
        ("file is not a database", WrongKeyError),
        ("database disk image is malformed", CorruptError),
        ("database is locked", InUseError),
        ("something else", StoreError),
    ],
)
def test_errors_without_a_code_are_known_by_their_text(tmp_path: Path, text: str, kind: type[StoreError]) -> None:
    assert type(error_from(Exception(text), tmp_path / DATABASE_NAME)) is kind


def test_a_failed_call_on_a_disk_without_room_is_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = shutil.disk_usage(tmp_path)._replace(free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: full)
    assert isinstance(error_from(EngineError(10, "SQLITE_IOERR"), tmp_path / "x"), DiskFullError)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFullError),
        (errno.EDQUOT, DiskFullError),
        (errno.EROFS, ReadOnlyError),
        (errno.EACCES, ReadOnlyError),
        (errno.EPERM, ReadOnlyError),
        (errno.EIO, StoreError),
    ],
)
def test_every_error_of_the_system_has_a_sentence(tmp_path: Path, number: int, kind: type[StoreError]) -> None:
    told = os_error(OSError(number, os.strerror(number)), tmp_path / DATABASE_NAME)
    assert type(told) is kind
    assert told.next_step.endswith(".")
