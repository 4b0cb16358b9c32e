"""The narrow door to SQLCipher: opens connections, and turns its errors into ours.

``sqlcipher3`` is the standard library's sqlite3 module built on SQLCipher and ships no types; everything the rest of the
store needs of it is typed here.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlcipher3 import dbapi2

from fallback_console.domain.errors import (
    CorruptError,
    DiskFullError,
    InUseError,
    ReadOnlyError,
    StoreError,
    WrongKeyError,
)

__all__ = [
    "BUSY_SECONDS",
    "CHECKPOINT_PAGES",
    "PAGE_BYTES",
    "Connection",
    "Cursor",
    "DatabaseError",
    "connect",
    "corrupt",
    "engine_errors",
    "error_from",
    "is_busy",
    "opens",
    "os_error",
]

BUSY_SECONDS = 10.0
"""How long a statement waits for another process that writes."""

PAGE_BYTES = 4096
"""SQLCipher's page; a sound database file is a whole number of them."""

DatabaseError: type[Exception] = dbapi2.Error

_CODES_BY_TEXT: dict[str, int] = {
    "database or disk is full": dbapi2.SQLITE_FULL,
    "attempt to write a readonly database": dbapi2.SQLITE_READONLY,
    "file is not a database": dbapi2.SQLITE_NOTADB,
    "database disk image is malformed": dbapi2.SQLITE_CORRUPT,
    "database is locked": dbapi2.SQLITE_BUSY,
    "disk I/O error": dbapi2.SQLITE_IOERR,
    "unable to open database file": dbapi2.SQLITE_CANTOPEN,
    "interrupted": dbapi2.SQLITE_INTERRUPT,
}
"""The engine's texts of the errors that matter; errors of ``Connection.backup`` come without a code."""

_NEARLY_FULL = 256 * 1024
"""Bytes: with less room than this, a failed call is blamed on the full disk."""

CHECKPOINT_PAGES = 2000
"""Pages (8 MB) of write-ahead log at which a commit moves them itself; before that, quiet moments are used."""

_LOG_LIMIT = 32 * 1024 * 1024
"""Bytes: a write-ahead log that grew beyond this is cut back once it has been moved."""


class Cursor(Protocol):
    """What the store uses of a cursor."""

    @property
    def rowcount(self) -> int:
        """Rows changed by the last statement."""

    @property
    def lastrowid(self) -> int | None:
        """The rowid of the last row inserted."""

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row, None after the last."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows that are left."""

    def __iter__(self) -> Iterator[tuple[Any, ...]]: ...


class Connection(Protocol):
    """What the store uses of a connection."""

    @property
    def in_transaction(self) -> bool:
        """A transaction is open."""

    def execute(self, sql: str, params: Sequence[object] = ..., /) -> Cursor:
        """Run one statement."""

    def executemany(self, sql: str, rows: Iterable[Sequence[object]], /) -> Cursor:
        """Run one statement for each row of parameters."""

    def backup(self, target: Any, /) -> None:
        """Copy the whole database as of one moment into another connection's, encrypted with that one's key."""

    def interrupt(self) -> None:
        """Make the statement that is running fail. May be called from any thread."""

    def close(self) -> None:
        """Let go of the file."""


def connect(path: Path, raw_key: bytes, *, read_only: bool, cache_kib: int = 2000, statements: int = 128) -> Connection:
    """Open one connection to an encrypted database.

    Autocommit mode: transactions are begun and ended by explicit statements. The connection may be used in any thread,
    in one at a time.

    Args:
        path: the database file.
        raw_key: 32 bytes, used as they are (no key derivation by SQLCipher).
        read_only: refuse every change, and never create the file.
        cache_kib: memory for pages at most.
        statements: prepared statements kept.

    Raises:
        WrongKeyError: the key does not open it, or its first page is damaged.
        StoreError: the file cannot be opened.
    """
    try:
        connection: Any = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=statements,
            timeout=BUSY_SECONDS,
        )
    except dbapi2.Error as error:
        raise error_from(error, path) from None
    try:
        # Before the key: SQLCipher would print its own account of a wrong key to standard error.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{raw_key.hex()}'\"")
        # Each page read or written is authenticated: with SHA-256, which today's processors have in hardware, that takes half
        # the time of the default SHA-512.
        connection.execute("PRAGMA cipher_hmac_algorithm = HMAC_SHA256")
        connection.execute(f"PRAGMA cache_size = -{cache_kib}")
        connection.execute("PRAGMA foreign_keys = ON")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
            connection.execute(f"PRAGMA journal_size_limit = {_LOG_LIMIT}")
    except dbapi2.Error as error:
        connection.close()
        # "from None": the statement that failed may hold the key.
        raise error_from(error, path) from None
    result: Connection = connection
    return result


def opens(path: Path, raw_key: bytes) -> bool:
    """Whether a key opens an existing database.

    Raises:
        StoreError: it cannot be told, because the file cannot be read.
    """
    try:
        with engine_errors(path):
            connection = connect(path, raw_key, read_only=True)
            try:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
            finally:
                connection.close()
    except WrongKeyError:
        return False
    return True


@contextmanager
def engine_errors(path: Path) -> Iterator[None]:
    """Turn errors of the database engine inside the block into ours."""
    try:
        yield
    except dbapi2.Error as error:
        raise error_from(error, path) from error


def is_busy(error: Exception) -> bool:
    """Another process, or another connection of this one, is writing."""
    return _primary(error) in (dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED)


def _primary(error: Exception) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    return _CODES_BY_TEXT.get(str(error)) if code is None else code & 0xFF


def error_from(error: Exception, path: Path) -> StoreError:
    """The error a person is told for an error of the database engine.

    ``SQLITE_NOTADB`` becomes WrongKeyError; whoever knows the key to be right makes a CorruptError of it.
    """
    primary = _primary(error)
    if primary == dbapi2.SQLITE_FULL:
        return _disk_full(path)
    if primary in (dbapi2.SQLITE_IOERR, dbapi2.SQLITE_CANTOPEN) and _no_room(path):
        return _disk_full(path)
    if primary in (dbapi2.SQLITE_READONLY, dbapi2.SQLITE_PERM):
        return _read_only(path)
    if primary == dbapi2.SQLITE_NOTADB:
        return WrongKeyError(
            f"This key does not open {path}.",
            "Give the passphrase that was used last for this data folder.",
            path=str(path),
        )
    if primary == dbapi2.SQLITE_CORRUPT:
        return corrupt(path)
    if is_busy(error):
        return InUseError(
            f"Another program has been writing to {path} for more than {BUSY_SECONDS:.0f} seconds.",
            "Wait until it is done, or close it, then try again.",
            path=str(path),
        )
    name = getattr(error, "sqlite_errorname", None) or type(error).__name__
    if primary in (dbapi2.SQLITE_IOERR, dbapi2.SQLITE_CANTOPEN):
        return StoreError(
            f"The disk did not do what was asked of it for {path} ({name}).",
            "Check that the disk is connected and working, then try again. Nothing that was saved before is lost.",
            path=str(path),
        )
    if primary == dbapi2.SQLITE_INTERRUPT:
        return StoreError("The program was closing and this was not saved.", "Start the program again and repeat it.")
    return StoreError(
        f"The database refused a statement ({name}).",
        "This is a fault of the program, and nothing was changed. Run `fallback-console doctor` if it comes back.",
    )


def os_error(error: OSError, path: Path) -> StoreError:
    """The error a person is told for a failed call of the operating system."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _disk_full(path)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return _read_only(path)
    return StoreError(
        f"The data folder {path.parent} cannot be used: {error.strerror or type(error).__name__}.",
        "Check that the disk is connected and working, then try again.",
        folder=str(path.parent),
    )


def corrupt(path: Path) -> CorruptError:
    """The database file is damaged, which must never be answered by deleting or overwriting it."""
    return CorruptError(
        f"The database {path} is damaged.",
        "It was left as it is. Run `fallback-console doctor --restore` to put it aside and go on from the newest backup.",
        path=str(path),
    )


def _disk_full(path: Path) -> DiskFullError:
    return DiskFullError(
        f"There is no room left on the disk that holds {path.parent}.",
        "Free some space, then do it again. What was saved before is safe.",
        folder=str(path.parent),
    )


def _read_only(path: Path) -> ReadOnlyError:
    return ReadOnlyError(
        f"The data folder {path.parent} cannot be written.",
        "Check its permissions and that its disk is not mounted read-only, or choose another folder with --data-dir.",
        folder=str(path.parent),
    )


def _no_room(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _NEARLY_FULL
    except OSError:
        return False
