"""The one writer: a thread that owns the write connection and works through a queue with two levels."""

from __future__ import annotations

import logging
import threading
import traceback
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Generic, TypeVar

from sqlite_utils import Database

from fallback_console.domain.errors import StoreError
from fallback_console.ports import Clock
from fallback_console.store.sqlcipher import Connection, DatabaseError, error_from
from fallback_console.store.tx import Changes, Tx

__all__ = ["IDLE_SECONDS", "CommandQueue", "Writer"]

T = TypeVar("T")
C = TypeVar("C")

IDLE_SECONDS = 0.5
"""After so much quiet the write-ahead log is moved into the database, so that an action seldom has to."""

_log = logging.getLogger(__name__)


class CommandQueue(Generic[C]):
    """A queue in which what people do overtakes what the program does; first in, first out on either level."""

    def __init__(self) -> None:
        self._people: deque[C] = deque()
        self._background: deque[C] = deque()
        self._ready = threading.Condition(threading.Lock())
        self._closed = False

    def put(self, command: C, *, background: bool) -> bool:
        """Append a command; False, and nothing is queued, after ``close``."""
        with self._ready:
            if self._closed:
                return False
            (self._background if background else self._people).append(command)
            self._ready.notify()
            return True

    def get(self, timeout: float | None = None) -> C | None:
        """The next command, waiting for one; None after the timeout (seconds), or once closed and empty."""
        with self._ready:
            while not self._people and not self._background:
                if self._closed or not self._ready.wait(timeout):
                    break
            if self._people:
                return self._people.popleft()
            if self._background:
                return self._background.popleft()
            return None

    def close(self) -> None:
        """Take no more commands; those queued are still handed out."""
        with self._ready:
            self._closed = True
            self._ready.notify_all()

    def clear(self) -> list[C]:
        """Take out everything that is queued."""
        with self._ready:
            rest = [*self._people, *self._background]
            self._people.clear()
            self._background.clear()
            return rest

    @property
    def closed(self) -> bool:
        """No more commands are taken."""
        with self._ready:
            return self._closed


class _Command:
    __slots__ = ("fn", "future")

    def __init__(self, fn: Callable[[Tx], Any]) -> None:
        self.fn = fn
        self.future: Future[Any] = Future()


class Writer:
    """Runs commands one after the other, each in a transaction of its own.

    Args:
        conn: the write connection; the writer closes it at the end.
        path: the database file, for messages.
        station: id of this station.
        clock: given to commands.
        on_commit: told what a commit touched, on the writer thread, before the command's future is done.
    """

    def __init__(
        self, conn: Connection, path: Path, station: str, clock: Clock, on_commit: Callable[[Changes], None]
    ) -> None:
        self._conn = conn
        self._db = Database(conn, execute_plugins=False)  # type: ignore[arg-type]
        self._path = path
        self._station = station
        self._clock = clock
        self._on_commit = on_commit
        self._queue: CommandQueue[_Command] = CommandQueue()
        # Held while a transaction is open, so that ``poll_foreign`` may use the connection in between.
        self._using = threading.Lock()
        self._foreign = False
        self._version = self._data_version()
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
        self._thread.start()

    def submit(self, fn: Callable[[Tx], T], *, background: bool) -> Future[T]:
        """Queue a command.

        Raises:
            RuntimeError: called on the writer thread, where waiting for the result would never end.
        """
        if threading.current_thread() is self._thread:
            raise RuntimeError("a command cannot queue another command: call the function on its own transaction")
        command = _Command(fn)
        if not self._queue.put(command, background=background):
            command.future.set_exception(_closed())
        return command.future

    def poll_foreign(self) -> bool:
        """Another process committed since the last call. Never waits for a command that is running."""
        if self._using.acquire(blocking=False):
            try:
                self._look_for_foreign()
            finally:
                self._using.release()
        seen, self._foreign = self._foreign, False
        return seen

    def close(self, timeout: float) -> bool:
        """Finish what is queued, as far as the time (seconds) allows; the rest fails with a clear error.

        Returns:
            Everything that was queued has been carried out and the thread has ended.
        """
        self._queue.close()
        self._thread.join(timeout)
        complete = not self._thread.is_alive()
        if not complete:
            for command in self._queue.clear():
                if command.future.set_running_or_notify_cancel():
                    command.future.set_exception(_closed())
            self._conn.interrupt()
            self._thread.join(1.0)
            if self._thread.is_alive():
                _log.error("The writer did not end in time")
        return complete

    def _run(self) -> None:
        dirty = False
        while True:
            command = self._queue.get(IDLE_SECONDS if dirty else None)
            if command is None:
                if self._queue.closed:
                    break
                self._checkpoint()
                dirty = False
                continue
            self._carry_out(command)
            dirty = True
            # Drop the last reference before waiting, or the result would live until the next command.
            del command
        with self._using:
            self._conn.close()

    def _carry_out(self, command: _Command) -> None:
        future = command.future
        if not future.set_running_or_notify_cancel():
            return
        conn = self._conn
        try:
            with self._using:
                conn.execute("BEGIN IMMEDIATE")
                try:
                    self._look_for_foreign()
                    tx = Tx(conn, self._db, self._station, self._clock)
                    result = command.fn(tx)
                    conn.execute("COMMIT")
                except BaseException:
                    if conn.in_transaction:
                        conn.execute("ROLLBACK")
                    raise
        except DatabaseError as error:
            mapped = error_from(error, self._path)
            mapped.__cause__ = error
            future.set_exception(mapped)
            return
        except BaseException as error:
            # Whatever a command raises belongs to whoever waits for it; the writer goes on.
            future.set_exception(error)
            return
        changes = tx.changes()
        if changes.touched:
            self._on_commit(changes)
        future.set_result(result)

    def _checkpoint(self) -> None:
        try:
            with self._using:
                self._conn.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        except DatabaseError as error:
            _log.warning("Could not move the write-ahead log: %s", error_from(error, self._path).code)

    def _look_for_foreign(self) -> None:
        version = self._data_version()
        if version != self._version:
            self._version = version
            self._foreign = True

    def _data_version(self) -> int:
        row = self._conn.execute("PRAGMA data_version").fetchone()
        return 0 if row is None else int(row[0])


def _closed() -> StoreError:
    return StoreError("The program was closing and this was not saved.", "Start the program again and repeat it.")


def log_failure(logger: logging.Logger, what: str, error: BaseException) -> None:
    """Log where something failed, without the exception's text, which may hold a customer's words."""
    where = "".join(traceback.format_tb(error.__traceback__))
    logger.error("%s failed with %s\n%s", what, type(error).__name__, where)
