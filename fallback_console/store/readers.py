"""Read-only ways to the database: a connection for each thread that asks, and one thread for slower queries."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from fallback_console.domain.errors import CorruptError, StoreError, WrongKeyError
from fallback_console.store.sqlcipher import Connection, DatabaseError, connect, corrupt, error_from
from fallback_console.store.tx import Reading

if TYPE_CHECKING:
    from fallback_console.store.keys import DatabaseKey

__all__ = ["ReaderThread", "Readers"]

T = TypeVar("T")

_log = logging.getLogger(__name__)


class _Reader:
    """One thread's connection; the lock is held while it reads, so that nobody closes it meanwhile."""

    __slots__ = ("conn", "lock", "reading", "thread")

    def __init__(self, conn: Connection, thread: threading.Thread) -> None:
        self.conn = conn
        self.reading = Reading(conn)
        self.thread = thread
        self.lock = threading.Lock()


class Readers:
    """Gives each thread its own read-only connection.

    Args:
        path: the database file.
        key: its key.
        cache_kib: memory for pages of one connection.
    """

    def __init__(self, path: Path, key: DatabaseKey, *, cache_kib: int = 2000) -> None:
        self._path = path
        self._key = key
        self._cache_kib = cache_kib
        self._local = threading.local()
        self._all: list[_Reader] = []
        self._guard = threading.Lock()
        self._closed = False

    def read(self, fn: Callable[[Reading], T]) -> T:
        """Run a function on a snapshot, in the calling thread.

        Raises:
            StoreError: the database cannot be read.
        """
        reader: _Reader | None = getattr(self._local, "reader", None)
        if reader is None:
            reader = self._open()
        if not reader.lock.acquire(blocking=False):
            # Only ``close`` holds another thread's lock; a thread that finds its own taken reads inside a reading.
            if self._closed:
                raise _closed()
            return fn(reader.reading)
        try:
            if self._closed:
                raise _closed()
            reader.conn.execute("BEGIN")
            try:
                return fn(reader.reading)
            finally:
                # Nothing was written, so this only lets go of the snapshot.
                if reader.conn.in_transaction:
                    reader.conn.execute("ROLLBACK")
        except DatabaseError as error:
            told = error_from(error, self._path)
            if isinstance(told, WrongKeyError | CorruptError):
                # SQLCipher gives a connection up that met damage; a new one still reads what is sound.
                self._discard(reader)
                # The key did open it when the store was opened.
                told = corrupt(self._path)
            raise told from error
        finally:
            reader.lock.release()

    def close(self, timeout: float) -> None:
        """Close every connection, interrupting readings that take longer than the time (seconds) left to them."""
        with self._guard:
            self._closed = True
            readers, self._all = self._all, []
        for reader in readers:
            if not reader.lock.acquire(timeout=timeout):
                reader.conn.interrupt()
                if not reader.lock.acquire(timeout=1.0):
                    _log.error("A reading did not end in time")
                    continue
            # The lock stays taken: the connection is of no use to its thread any more.
            reader.conn.close()

    def __len__(self) -> int:
        """Connections that are open."""
        with self._guard:
            return len(self._all)

    def _discard(self, reader: _Reader) -> None:
        with self._guard:
            if reader in self._all:
                self._all.remove(reader)
                reader.conn.close()
        self._local.reader = None

    def _open(self) -> _Reader:
        reader = _Reader(
            connect(self._path, self._key.raw, read_only=True, cache_kib=self._cache_kib), threading.current_thread()
        )
        with self._guard:
            if self._closed:
                reader.conn.close()
                raise _closed()
            ended = [r for r in self._all if not r.thread.is_alive()]
            self._all = [r for r in self._all if r.thread.is_alive()]
            self._all.append(reader)
        for other in ended:
            other.conn.close()
        self._local.reader = reader
        return reader


class ReaderThread:
    """One thread that answers queries in turn; a query cancelled before its turn is never run.

    Args:
        readers: where the thread gets its connection; closed with it.
    """

    def __init__(self, readers: Readers) -> None:
        self._readers = readers
        self._queue: queue.SimpleQueue[tuple[Callable[[Reading], Any], Future[Any]] | None] = queue.SimpleQueue()
        self._guard = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="store-reader", daemon=True)
        self._thread.start()

    def submit(self, fn: Callable[[Reading], T]) -> Future[T]:
        """Queue a query."""
        future: Future[T] = Future()
        with self._guard:
            if not self._closed:
                self._queue.put((fn, future))
                return future
        future.set_exception(_closed())
        return future

    def close(self, timeout: float) -> None:
        """End the thread after the query it is at; queries that wait are cancelled."""
        with self._guard:
            self._closed = True
            waiting = []
            while not self._queue.empty():
                waiting.append(self._queue.get())
            self._queue.put(None)
        for item in waiting:
            if item is not None:
                item[1].cancel()
        self._readers.close(timeout)
        self._thread.join(timeout)

    def _run(self) -> None:
        while (item := self._queue.get()) is not None:
            fn, future = item
            if future.set_running_or_notify_cancel():
                try:
                    result = self._readers.read(fn)
                except BaseException as error:
                    # Whatever a query raises belongs to whoever waits for it; the thread goes on.
                    future.set_exception(error)
                else:
                    future.set_result(result)
            del item, fn, future


def _closed() -> StoreError:
    return StoreError("The database is closed.", "Start the program again.")
