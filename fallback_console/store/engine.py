"""The store: opens the database, and gives everybody their way to it."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from fallback_console.ports import Clock
from fallback_console.store.keys import DatabaseKey
from fallback_console.store.migrate import upgrade
from fallback_console.store.migrations import MIGRATIONS
from fallback_console.store.readers import Readers, ReaderThread
from fallback_console.store.sqlcipher import Connection, connect, telling
from fallback_console.store.tx import Changes, Reading, Tx
from fallback_console.store.writer import Writer, log_failure

__all__ = ["DATABASE_NAME", "Store"]

T = TypeVar("T")

DATABASE_NAME = "console.db"

_log = logging.getLogger(__name__)


class Store:
    """One open database: one writer thread, one reader thread, and a read-only connection for each thread that asks.

    Made by ``Store.open``, and to be closed.

    Attributes:
        path: the database file.
        station: id of this station.
    """

    def __init__(self, path: Path, key: DatabaseKey, conn: Connection, station: str, clock: Clock) -> None:
        self.path = path
        self.station = station
        self._listeners: tuple[Callable[[Changes], None], ...] = ()
        self._listening = threading.Lock()
        self._readers = Readers(path, key)
        self._queries = ReaderThread(Readers(path, key, cache_kib=4000))
        self._writer = Writer(conn, path, station, clock, self._tell)

    @classmethod
    def open(cls, folder: Path, key: DatabaseKey, clock: Clock, *, create: bool = True) -> Store:
        """Open the database of a data folder, making or upgrading it where needed."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / DATABASE_NAME
        with telling(path):
            conn = connect(path, key.raw, read_only=False, cache_kib=4000, statements=256)
            conn.execute("PRAGMA journal_mode = WAL").fetchall()
            upgrade(conn, MIGRATIONS)
            row = conn.execute("SELECT value FROM meta WHERE name = 'station'").fetchone()
            if row is None:
                station = secrets.token_hex(6)
                conn.execute("INSERT INTO meta (name, value) VALUES ('station', ?)", (station,))
            else:
                station = str(row[0])
        return cls(path, key, conn, station, clock)

    def write(self, fn: Callable[[Tx], T], *, background: bool = False) -> Future[T]:
        """Queue a command; its future is done after the commit, or holds what the command raised.

        Args:
            fn: runs on the writer thread inside a transaction of its own; what it raises rolls everything back.
            background: let what people do go first.

        Raises:
            RuntimeError: called on the writer thread itself.
        """
        return self._writer.submit(fn, background=background)

    def read(self, fn: Callable[[Reading], T]) -> T:
        """Run a function on a snapshot, in the calling thread.

        Raises:
            StoreError: the database cannot be read.
        """
        return self._readers.read(fn)

    def query(self, fn: Callable[[Reading], T]) -> Future[T]:
        """Run a function on a snapshot, on the reader thread."""
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
        """Whether another process committed since the last call. Cheap, and never waits for the writer."""
        return self._writer.poll_foreign()

    def close(self, timeout: float = 5.0) -> None:
        """Carry out what is queued, as far as the time (seconds) allows, and let go of the file.

        Commands that did not get their turn fail with a StoreError. Closing twice does no harm.
        """
        self._writer.close(timeout)
        self._queries.close(1.0)
        self._readers.close(1.0)

    def _tell(self, changes: Changes) -> None:
        for listener in self._listeners:
            try:
                listener(changes)
            except Exception as error:
                # The commit is done; one listener's fault must not reach the person or the other listeners.
                log_failure(_log, "A listener", error)
