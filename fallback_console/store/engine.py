"""The store: opens the database, and gives everybody their way to it."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from fallback_console.domain.errors import CorruptError, StoreError, WrongKeyError
from fallback_console.store import search
from fallback_console.store.backup import backups
from fallback_console.store.files import DATABASE_NAME, PRIVATE_FILE, PRIVATE_FOLDER
from fallback_console.store.keys import DatabaseKey, key_matches
from fallback_console.store.locks import opening_lock
from fallback_console.store.readers import Readers, ReaderThread
from fallback_console.store.right_of_way import RightOfWay
from fallback_console.store.sqlcipher import PAGE_BYTES, Connection, connect, corrupt, engine_errors, os_error
from fallback_console.store.version import SCHEMA_VERSION, Upgrade
from fallback_console.store.writer import Writer, log_failure

if TYPE_CHECKING:
    from fallback_console.ports import Clock
    from fallback_console.store.tx import Changes, Reading, Tx

__all__ = ["DATABASE_NAME", "Store"]

T = TypeVar("T")

_WRITER_CACHE_KIB = 4000
_QUERY_CACHE_KIB = 4000
_READ_CACHE_KIB = 2000
_WRITER_STATEMENTS = 256
_READER_CLOSE_SECONDS = 1.0
_INDEX_SECONDS = 0.1

_log = logging.getLogger(__name__)


class Store:
    """One open database: one writer thread, one reader thread, and a read-only connection for each thread that asks.

    Made by ``Store.open``, and to be closed.

    Attributes:
        path: the database file.
        station: id of this station.
        upgraded: what opening did to the database.
        right_of_way: what the program does in the background gives way to whoever holds it.
    """

    def __init__(
        self, path: Path, key: DatabaseKey, conn: Connection, station: str, clock: Clock, upgraded: Upgrade
    ) -> None:
        self.path = path
        self.station = station
        self.upgraded = upgraded
        self.right_of_way = RightOfWay()
        self._listeners: tuple[Callable[[Changes], None], ...] = ()
        self._listening = threading.Lock()
        self._readers = Readers(path, key, cache_kib=_READ_CACHE_KIB)
        self._queries = ReaderThread(Readers(path, key, cache_kib=_QUERY_CACHE_KIB))
        self._writer = Writer(conn, path, station, clock, self._tell, _index, self.right_of_way.give)

    @classmethod
    def open(cls, folder: Path, key: DatabaseKey, clock: Clock, *, create: bool = True) -> Store:
        """Open the database of a data folder; it is made where there is none and upgraded where it is older.

        Args:
            folder: the data folder.
            key: the database's key.
            clock: time, for names of backups and for commands.
            create: make folder and database where they are missing.

        Raises:
            WrongKeyError: the key is not the database's.
            CorruptError: the database is damaged, or gone while its backups are there. It is left as it is.
            TooNewError: a newer version of the program wrote it.
            ReadOnlyError, DiskFullError, InUseError: as they say.
            StoreError: there is no database and none shall be made; or a migration failed.
        """
        path = folder / DATABASE_NAME
        try:
            if create:
                folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            elif not path.exists():
                raise StoreError(
                    f"There is no database in {folder}.",
                    "Start the program once to set it up, or choose another folder with --data-dir.",
                    folder=str(folder),
                )
            with opening_lock(folder):
                _look_at(path)
                conn = connect(
                    path, key.raw, read_only=False, cache_kib=_WRITER_CACHE_KIB, statements=_WRITER_STATEMENTS
                )
                try:
                    with engine_errors(path):
                        upgraded = _make_ready(conn, path, key, clock)
                        station = _station(conn)
                    return cls(path, key, conn, station, clock, upgraded)
                except BaseException:
                    conn.close()
                    raise
        except WrongKeyError as error:
            if key_matches(folder, key):
                raise corrupt(path) from error
            raise
        except OSError as error:
            raise os_error(error, path) from error

    def write(
        self, fn: Callable[[Tx], T], *, background: bool = False, durable: bool = True, bulk: bool = False
    ) -> Future[T]:
        """Queue a command; its future is done after the commit and after listeners were told, or holds what was raised.

        Args:
            fn: runs on the writer thread inside a transaction of its own; what it raises rolls everything back.
            background: let what people do go first.
            durable: wait for the disk. Without, a power cut may undo it together with all that came after it; for what can be
                read again.
            bulk: one of many that write very much: more memory is taken for pages until they have ended.

        Raises:
            RuntimeError: called on the writer thread itself, by a command or a listener.
        """
        return self._writer.submit(fn, background=background, durable=durable, bulk=bulk)

    def read(self, fn: Callable[[Reading], T]) -> T:
        """Run a function on a snapshot, in the calling thread.

        Raises:
            StoreError: the database cannot be read.
        """
        return self._readers.read(fn)

    def query(self, fn: Callable[[Reading], T]) -> Future[T]:
        """Run a function on a snapshot, on the reader thread. Cancelled before its turn, it is never run."""
        return self._queries.submit(fn)

    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Be told of every commit that touched something, on the writer thread: pass it on and return at once.

        Returns:
            A function that ends the subscription.
        """
        with self._listening:
            self._listeners = (*self._listeners, listener)

        def unsubscribe() -> None:
            with self._listening:
                self._listeners = tuple(other for other in self._listeners if other is not listener)

        return unsubscribe

    def poll_foreign(self) -> bool:
        """Whether another process committed since the last call. Cheap enough for a timer of the window.

        While a long command runs it may answer False; a later call tells then.
        """
        return self._writer.poll_foreign()

    def close(self, timeout: float = 5.0) -> None:
        """Carry out what is queued, as far as the time (seconds) allows, and let go of the file.

        Commands that did not get their turn fail with a StoreError. Closing twice does no harm.
        """
        if not self._writer.close(timeout):
            _log.warning("The store was closed before everything queued was saved")
        self._queries.close(_READER_CLOSE_SECONDS)
        self._readers.close(_READER_CLOSE_SECONDS)
        self._writer.release()

    def _tell(self, changes: Changes) -> None:
        for listener in self._listeners:
            try:
                listener(changes)
            except Exception as error:
                # The commit is done; one listener's fault must not reach the person or the other listeners.
                log_failure(_log, "A listener", error)


def _index(tx: Tx) -> bool:
    """What the writer does in quiet moments."""
    return search.index_some(tx, seconds=_INDEX_SECONDS)


def _look_at(path: Path) -> None:
    """Refuse a file that cannot be a database of ours, before SQLite would make a new one of it; make a private one."""
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        size = 0
    if size == 0:
        log = Path(f"{path}-wal")
        if backups(path.parent) or any(path.parent.glob("damaged-*.db")) or (log.exists() and log.stat().st_size > 0):
            raise CorruptError(
                f"The database {path} is gone, but what belongs to it is still there.",
                "Run `fallback-console doctor --restore` to go on from the newest backup, or choose another folder.",
                path=str(path),
            )
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, PRIVATE_FILE))
    elif size < PAGE_BYTES:
        raise corrupt(path)
    if os.name == "posix" and path.stat().st_mode & 0o077:
        path.chmod(PRIVATE_FILE)


def _make_ready(conn: Connection, path: Path, key: DatabaseKey, clock: Clock) -> Upgrade:
    conn.execute("SELECT count(*) FROM sqlite_master").fetchall()
    conn.execute("PRAGMA journal_mode = WAL").fetchall()
    upgraded = _upgrade(conn, path, key, clock)
    # Learn here, not with the first thing a person does, that nothing can be written.
    conn.execute("BEGIN IMMEDIATE")
    conn.execute("INSERT OR IGNORE INTO meta (name, value) VALUES ('station', ?)", (os.urandom(6).hex(),))
    conn.execute("COMMIT")
    return upgraded


def _upgrade(conn: Connection, path: Path, key: DatabaseKey, clock: Clock) -> Upgrade:
    if (
        _number(conn, "PRAGMA user_version")
        == SCHEMA_VERSION
        == _number(conn, "SELECT count(*) FROM _sqlite_migrations")
    ):
        return Upgrade(SCHEMA_VERSION, SCHEMA_VERSION)
    # Late: sqlite-utils takes longer to load than the rest of a start, and is needed at the first start and after an update.
    from fallback_console.store.migrate import upgrade
    from fallback_console.store.migrations import MIGRATIONS

    return upgrade(conn, path, key, clock.now_ms(), MIGRATIONS)


def _number(conn: Connection, sql: str) -> int:
    return int(conn.execute(sql).fetchall()[0][0])


def _station(conn: Connection) -> str:
    row = conn.execute("SELECT value FROM meta WHERE name = 'station'").fetchone()
    assert row is not None, "written when the database was made ready"
    return str(row[0])
