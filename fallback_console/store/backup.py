"""Backups of the database: made before every upgrade, verified, and restored only beside what they replace.

A backup is a database file like the original, encrypted with the same key: ``backup-<version>-<time>.db`` in the data
folder. Nothing here ever deletes or overwrites a database; a damaged one is moved aside.
"""

import os
import re
import shutil
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from fallback_console.domain.errors import CorruptError, NotFoundError, StoreError, WrongKeyError
from fallback_console.store.files import DATABASE_NAME, PRIVATE_FILE, sync_file, sync_folder
from fallback_console.store.keys import DatabaseKey
from fallback_console.store.locks import engine_lock, opening_lock, window_lock
from fallback_console.store.sqlcipher import Connection, connect, corrupt, engine_errors, os_error

__all__ = ["KEPT", "Backup", "Restored", "back_up", "back_up_from", "backups", "restore", "verify"]

KEPT = 5
"""Backups kept; older ones are removed after a new one was verified."""

_NAME = re.compile(r"backup-(\d+)-(\d{8}T\d{9}Z)\.db")
_STAMP = "%Y%m%dT%H%M%S"
_SIDE_FILES = ("-wal", "-shm", "-journal")

# What was still to be delivered when the backup was made may have been delivered since. Marked as under way, each such
# delivery is treated at the next start as after a crash: looked up first, or left to a person where that is impossible.
_MAYBE_DELIVERED = "UPDATE delivery SET state = 'in_flight' WHERE state = 'waiting'"


class Backup(NamedTuple):
    """One backup file.

    Attributes:
        path: the file.
        version: number of migrations it has seen.
        made_at: UTC epoch milliseconds.
    """

    path: Path
    version: int
    made_at: int


class Restored(NamedTuple):
    """What a restore did.

    Attributes:
        backup: what the database is made of now.
        put_aside: where the former database is, None where there was none.
    """

    backup: Backup
    put_aside: Path | None


def backups(folder: Path) -> list[Backup]:
    """The backups in a data folder, newest first. They are not opened."""
    found = []
    for path in folder.glob("backup-*.db"):
        match = _NAME.fullmatch(path.name)
        if match is None:
            continue
        try:
            found.append(Backup(path, int(match[1]), _from_stamp(match[2])))
        except ValueError:
            # A name with a time that never was is not one of ours.
            continue
    return sorted(found, key=lambda backup: (backup.made_at, backup.version), reverse=True)


def back_up(folder: Path, key: DatabaseKey, now_ms: int) -> Backup:
    """Make a verified backup of a data folder's database, also while others use it.

    Raises:
        StoreError: it could not be made or did not prove sound; no file is left behind.
    """
    path = folder / DATABASE_NAME
    with opening_lock(folder), engine_errors(path):
        conn = connect(path, key.raw, read_only=True)
        try:
            return back_up_from(conn, path, key, now_ms)
        finally:
            conn.close()


def back_up_from(conn: Connection, path: Path, key: DatabaseKey, now_ms: int) -> Backup:
    """Make a verified backup of the database that a connection is on. The caller holds the opening lock, and the
    connection is not in a transaction.

    Args:
        conn: a connection to the database.
        path: the database file; the backup goes beside it.
        key: the database's key, which becomes the backup's too.
        now_ms: UTC epoch milliseconds, for the name.

    Raises:
        StoreError: as ``back_up``.
    """
    with engine_errors(path):
        row = conn.execute("PRAGMA user_version").fetchone()
        version = 0 if row is None else int(row[0])
        target = _free_name(path.parent, version, now_ms)
        part = target.with_name(target.name + ".part")
        try:
            # Also what a backup left behind that was killed.
            _remove(path.parent.glob("backup-*.db.part*"))
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
            copy = connect(part, key.raw, read_only=False)
            try:
                conn.backup(copy)
                # One file without a log beside it, so that it can be copied and moved by anybody.
                copy.execute("PRAGMA journal_mode = DELETE").fetchall()
            finally:
                copy.close()
            verify(part, key)
            sync_file(part)
            os.replace(part, target)
            sync_folder(target.parent)
        except OSError as error:
            raise os_error(error, path) from error
        finally:
            _remove(_with_sides(part))
    made = Backup(target, version, _from_stamp(target.name.split("-")[2].removesuffix(".db")))
    for old in [backup for backup in backups(path.parent) if backup.path != target][KEPT - 1 :]:
        old.path.unlink(missing_ok=True)
    return made


def verify(path: Path, key: DatabaseKey) -> None:
    """Read a whole database file and prove it sound: every page's checksum, and the structure of every table.

    Raises:
        WrongKeyError: the key does not open it (or its first page is damaged).
        CorruptError: it is damaged.
    """
    if not path.exists():
        raise NotFoundError(f"There is no file {path}.", "Choose one that `fallback-console doctor` lists.")
    with engine_errors(path):
        conn = connect(path, key.raw, read_only=True)
        try:
            conn.execute("SELECT count(*) FROM sqlite_master").fetchall()
            if conn.execute("PRAGMA cipher_integrity_check").fetchall():
                raise corrupt(path)
            if conn.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
                raise corrupt(path)
        finally:
            conn.close()


def restore(folder: Path, key: DatabaseKey, now_ms: int, backup: Backup | None = None) -> Restored:
    """Go on from a backup. The former database is moved aside as ``damaged-<time>.db`` with its log, and kept.

    What was done after the backup was made is not in it. Deliveries that were open then are looked up before they are
    tried again.

    Args:
        folder: the data folder.
        key: the backup's key.
        now_ms: UTC epoch milliseconds.
        backup: which one; None for the newest that proves sound.

    Raises:
        InUseError: the window or the network engine runs.
        NotFoundError: there is no backup.
        CorruptError: no backup is sound.
        WrongKeyError: the key opens none of them.
    """
    database = folder / DATABASE_NAME
    with ExitStack() as held:
        for lock in (window_lock(folder), engine_lock(folder), opening_lock(folder)):
            held.enter_context(lock)
        chosen = _newest_sound(folder, key) if backup is None else backup
        if backup is not None:
            verify(backup.path, key)
        coming = folder / f"{DATABASE_NAME}.restoring"
        try:
            _remove(_with_sides(coming))
            os.close(os.open(coming, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
            shutil.copyfile(chosen.path, coming)
            _prepare(coming, key)
            sync_file(coming)
            put_aside = _put_aside(database, now_ms)
            os.replace(coming, database)
            sync_folder(folder)
        except OSError as error:
            raise os_error(error, database) from error
    return Restored(chosen, put_aside)


def _newest_sound(folder: Path, key: DatabaseKey) -> Backup:
    why: StoreError | None = None
    for backup in backups(folder):
        try:
            verify(backup.path, key)
        except (CorruptError, WrongKeyError) as error:
            why = why or error
        else:
            return backup
    if why is not None:
        raise why
    raise NotFoundError(
        f"There is no backup in {folder}.",
        "Copy one into the folder. The damaged database is untouched; keep it, it may still be readable in part.",
        folder=str(folder),
    )


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _with_sides(path: Path) -> list[Path]:
    return [path, *(Path(f"{path}{suffix}") for suffix in _SIDE_FILES)]


def _prepare(path: Path, key: DatabaseKey) -> None:
    with engine_errors(path):
        conn = connect(path, key.raw, read_only=False)
        try:
            conn.execute("BEGIN IMMEDIATE")
            conn.execute(_MAYBE_DELIVERED)
            conn.execute("COMMIT")
        finally:
            conn.close()


def _put_aside(database: Path, now_ms: int) -> Path | None:
    if not database.exists():
        return None
    stamp = now_ms
    while (aside := database.with_name(f"damaged-{_to_stamp(stamp)}.db")).exists():
        stamp += 1
    # The log first: a database whose log was left behind would lose what the log holds.
    for suffix in _SIDE_FILES:
        side = Path(f"{database}{suffix}")
        if side.exists():
            os.replace(side, f"{aside}{suffix}")
    os.replace(database, aside)
    return aside


def _free_name(folder: Path, version: int, now_ms: int) -> Path:
    while (path := folder / f"backup-{version}-{_to_stamp(now_ms)}.db").exists():
        now_ms += 1
    return path


def _to_stamp(ms: int) -> str:
    return f"{datetime.fromtimestamp(ms // 1000, UTC).strftime(_STAMP)}{ms % 1000:03d}Z"


def _from_stamp(stamp: str) -> int:
    seconds = datetime.strptime(stamp[:-4], _STAMP).replace(tzinfo=UTC).timestamp()
    return int(seconds) * 1000 + int(stamp[-4:-1])
