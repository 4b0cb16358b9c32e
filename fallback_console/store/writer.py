"""The one writer: a thread that owns the write connection and works through a queue with two levels."""

from __future__ import annotations

import logging
import queue
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from fallback_console.domain.errors import CorruptError, StoreError, WrongKeyError
from fallback_console.store.sqlcipher import (
    BUSY_SECONDS,
    CHECKPOINT_PAGES,
    Connection,
    DatabaseError,
    corrupt,
    error_from,
    is_busy,
)
from fallback_console.store.tx import Changes, Tx

if TYPE_CHECKING:
    from fallback_console.ports import Clock

__all__ = ["IDLE_SECONDS", "NEVER_QUIET_SECONDS", "CommandQueue", "Writer", "log_failure"]

T = TypeVar("T")
C = TypeVar("C")

IDLE_SECONDS = 0.5
"""After so much quiet what may wait is done, and the write-ahead log is moved into the database, so that an action seldom
has to."""

NEVER_QUIET_SECONDS = 1.0
"""After so long without a quiet moment some of what may wait is done all the same: where there always is something to write,
nobody would ever find what it says."""

_LAST_SECONDS = 0.25
"""How long closing goes on with what may wait."""

_LOOK_AGAIN_MS = 3
"""While another process writes, its end is looked for so often."""

_BULK_CACHE_KIB = 16_000
_BULK_CHECKPOINT_PAGES = 8000
_INTERRUPT_SECONDS = 1.0
"""How long a command that was interrupted may take to give up."""

_log = logging.getLogger(__name__)


class CommandQueue(Generic[C]):
    """A queue in which what people do overtakes what the program does; first in, first out on either level.

    Many threads may put, one gets.
    """

    def __init__(self) -> None:
        self._people: deque[C] = deque()
        self._background: deque[C] = deque()
        # One token for each command and one for the end. SimpleQueue waits in C: a wake-up costs a third of a Condition's.
        self._tokens: queue.SimpleQueue[None] = queue.SimpleQueue()
        self._guard = threading.Lock()
        self._closed = False

    def put(self, command: C, *, background: bool) -> bool:
        """Append a command; False, and nothing is queued, after ``close``."""
        with self._guard:
            if self._closed:
                return False
            (self._background if background else self._people).append(command)
            self._tokens.put(None)
            return True

    def get(self, timeout: float | None = None) -> C | None:
        """The next command, waiting for one; None after the timeout (seconds), or once closed and empty."""
        try:
            self._tokens.get(timeout=timeout)
        except queue.Empty:
            return None
        for level in (self._people, self._background):
            try:
                return level.popleft()
            except IndexError:
                continue
        return None

    def close(self) -> None:
        """Take no more commands; those queued are still handed out."""
        with self._guard:
            if not self._closed:
                self._closed = True
                self._tokens.put(None)

    def clear(self) -> list[C]:
        """Take out everything that is queued. Only after ``close``."""
        rest = []
        for level in (self._people, self._background):
            while level:
                try:
                    rest.append(level.popleft())
                except IndexError:
                    break
        return rest

    def people_wait(self) -> bool:
        """Something that a person did is queued."""
        return bool(self._people)

    def waits(self) -> bool:
        """Something is queued."""
        return bool(self._people or self._background)

    @property
    def closed(self) -> bool:
        """No more commands are taken."""
        return self._closed


def _go_on() -> None:
    """There is nobody to give way to."""


class _Command:
    __slots__ = ("background", "bulk", "durable", "fn", "future")

    def __init__(self, fn: Callable[[Tx], Any], background: bool, durable: bool, bulk: bool) -> None:
        self.fn = fn
        self.background = background
        self.durable = durable
        self.bulk = bulk
        self.future: Future[Any] = Future()


class Writer:
    """Runs commands one after the other, each in a transaction of its own.

    Args:
        conn: the write connection; ``release`` closes it.
        path: the database file, for messages.
        station: id of this station.
        clock: given to commands.
        on_commit: told what a commit touched, on the writer thread, before the command's future is done.
        idle: a small piece of work that may wait until nobody wants anything; it tells whether there is more of it.
        give_way: called before what the program does by itself; may wait for a moment.
    """

    def __init__(
        self,
        conn: Connection,
        path: Path,
        station: str,
        clock: Clock,
        on_commit: Callable[[Changes], None],
        idle: Callable[[Tx], bool] | None = None,
        give_way: Callable[[], None] = _go_on,
    ) -> None:
        self._conn = conn
        self._path = path
        self._station = station
        self._clock = clock
        self._on_commit = on_commit
        self._idle = idle
        self._give_way = give_way
        self._queue: CommandQueue[_Command] = CommandQueue()
        # Held while a transaction is open, so that ``poll_foreign`` may use the connection in between.
        self._using = threading.Lock()
        self._ended = False
        self._damaged = False
        self._given_up = False
        # Kibibytes for pages (negative, as SQLite has it) as they were before something wrote very much; None where nothing does.
        self._pages: int | None = None
        self._version = self._data_version()
        self._foreign = False
        self._asked = False
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
        self._thread.start()

    def submit(self, fn: Callable[[Tx], T], *, background: bool, durable: bool = True, bulk: bool = False) -> Future[T]:
        """Queue a command.

        Args:
            durable: it is on disk when its future is done; else with the next command that is, in one piece with all before.
            bulk: more memory for pages from now on until nobody wants anything.

        Raises:
            RuntimeError: called on the writer thread, where waiting for the result would never end.
        """
        if threading.current_thread() is self._thread:
            raise RuntimeError("a command or listener cannot queue a command: use the transaction at hand")
        command = _Command(fn, background, durable, bulk)
        if not self._queue.put(command, background=background):
            command.future.set_exception(_closing())
        return command.future

    def poll_foreign(self) -> bool:
        """Another process committed since the last call. Never waits: while a command runs, a later call tells."""
        if not self._using.acquire(blocking=False):
            # The writer looks itself when it is through with its command.
            self._asked = True
            return False
        try:
            if self._ended or self._damaged:
                return False
            self._look_for_foreign()
        except DatabaseError as error:
            raise error_from(error, self._path) from error
        finally:
            self._using.release()
        found, self._foreign = self._foreign, False
        return found

    def close(self, timeout: float) -> bool:
        """Finish what is queued, as far as the time (seconds) allows; the rest fails with a clear error.

        Returns:
            Everything that was queued has been carried out.
        """
        self._queue.close()
        self._thread.join(timeout)
        if not self._thread.is_alive():
            return True
        for command in self._queue.clear():
            if command.future.set_running_or_notify_cancel():
                command.future.set_exception(_closing())
        self._given_up = True
        self._conn.interrupt()
        self._thread.join(_INTERRUPT_SECONDS)
        if self._thread.is_alive():
            _log.error("The writer did not end in time; what it was at is not told to be saved")
        return False

    def release(self) -> None:
        """Close the connection after ``close``; the last one of all to go, it moves the log into the database."""
        if self._thread.is_alive():
            return
        with self._using:
            self._ended = True
            self._conn.close()

    def _run(self) -> None:
        dirty = more = False
        quiet = time.monotonic()
        while True:
            command = self._queue.get(0.0 if more else IDLE_SECONDS if dirty else None)
            if command is not None:
                self._carry_out(command)
                # Let go before waiting, or the result would live until the next command.
                del command
                if not dirty:
                    quiet = time.monotonic()
                dirty, more = True, False
                # What writes very much comes to an end, and would take as much longer.
                much = self._pages is not None or self._queue.people_wait()
                if not much and time.monotonic() - quiet > NEVER_QUIET_SECONDS:
                    self._work_while_idle(self._queue.people_wait)
                    quiet = time.monotonic()
            elif self._queue.closed:
                # The wait may have ended just before a last command and the end of the queue came in.
                while (last := self._queue.get(0.0)) is not None:
                    self._carry_out(last)
                    dirty = True
                end = time.monotonic() + _LAST_SECONDS
                while dirty and self._work_while_idle() and time.monotonic() < end:
                    pass
                break
            elif dirty:
                more = self._work_while_idle()
                quiet = time.monotonic()
                if not more:
                    self._checkpoint()
                    self._give_memory_back()
                    dirty = False

    def _carry_out(self, command: _Command) -> None:
        future = command.future
        if command.background:
            self._give_way()
        if not future.set_running_or_notify_cancel():
            return
        try:
            if command.bulk:
                self._take_memory()
            result, changes = self._transact(command.fn, durable=command.durable)
        except DatabaseError as error:
            future.set_exception(self._told(error))
        except BaseException as error:
            # Whatever a command raises belongs to whoever waits for it; the writer goes on.
            future.set_exception(error)
        else:
            if changes.touched:
                self._on_commit(changes)
            future.set_result(result)
            if command.bulk:
                # Another process that waits for its turn finds it here.
                time.sleep(2 * _LOOK_AGAIN_MS / 1000)

    def _transact(
        self, fn: Callable[[Tx], T], *, durable: bool = True, awaited: Callable[[], bool] | None = None
    ) -> tuple[T, Changes]:
        conn = self._conn
        if self._damaged:
            raise corrupt(self._path)
        with self._using:
            try:
                if not durable:
                    conn.execute("PRAGMA synchronous = NORMAL")
                self._begin()
                tx = Tx(conn, self._station, self._clock, awaited or self._queue.people_wait)
                result = fn(tx)
                if not conn.in_transaction:
                    raise RuntimeError("a command must not end the transaction it was given")
                conn.execute("COMMIT")
            except BaseException:
                # SQLite ends some failed transactions by itself, such as those of a full disk.
                if conn.in_transaction:
                    conn.execute("ROLLBACK")
                raise
            finally:
                # Also where none could be begun, or the next action would not be on disk when it is told to be.
                if not durable:
                    conn.execute("PRAGMA synchronous = FULL")
            if self._asked:
                self._asked = False
                # What was committed is saved, whatever becomes of this; who asked will ask again.
                with suppress(DatabaseError):
                    self._look_for_foreign()
        return result, tx.changes()

    def _work_while_idle(self, awaited: Callable[[], bool] | None = None) -> bool:
        """One piece of what may wait; whether there is more of it.

        Args:
            awaited: whether somebody waits; anything that is queued where None.
        """
        if self._idle is None or self._damaged:
            return False
        self._give_way()
        try:
            # Lost with a power cut it is done again: that it is to be done stands in the same transaction.
            more, changes = self._transact(self._idle, durable=False, awaited=awaited or self._queue.waits)
        except DatabaseError as error:
            # A full disk, for instance: it is done another time, and told with the next command.
            _log.info("What can wait was put off: %s", error_from(error, self._path).code)
            return False
        except Exception as error:
            log_failure(_log, "What can wait", error)
            return False
        if changes.touched:
            self._on_commit(changes)
        return more

    def _begin(self) -> None:
        """Begin a transaction, waiting for another process' to end.

        SQLite by itself looks ten times a second at last, and whoever writes one after the other has begun the next by then.
        """
        give_up = time.monotonic() + BUSY_SECONDS
        self._conn.execute(f"PRAGMA busy_timeout = {_LOOK_AGAIN_MS}").fetchall()
        try:
            while True:
                try:
                    self._conn.execute("BEGIN IMMEDIATE")
                    return
                except DatabaseError as error:
                    if not is_busy(error) or self._given_up or time.monotonic() > give_up:
                        raise
        finally:
            self._conn.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}").fetchall()

    def _take_memory(self) -> None:
        """What is written all over the database is not read again for each transaction."""
        if self._pages is None:
            with self._using:
                self._pages = self._pragma("cache_size")
                self._conn.execute(f"PRAGMA cache_size = -{_BULK_CACHE_KIB}")
                self._conn.execute(f"PRAGMA wal_autocheckpoint = {_BULK_CHECKPOINT_PAGES}")

    def _give_memory_back(self) -> None:
        if self._pages is not None:
            with suppress(DatabaseError), self._using:
                self._conn.execute(f"PRAGMA cache_size = {self._pages}")
                self._conn.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
                self._conn.execute("PRAGMA shrink_memory")
                self._pages = None

    def _told(self, error: Exception) -> StoreError:
        told = error_from(error, self._path)
        if isinstance(told, WrongKeyError | CorruptError):
            # The key did open it, so the file is damaged. SQLCipher gives such a connection up, with errors that mislead.
            self._damaged = True
            told = corrupt(self._path)
        told.__cause__ = error
        return told

    def _checkpoint(self) -> None:
        try:
            with self._using:
                self._conn.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        except DatabaseError as error:
            # Nothing is lost: the log goes on growing, and what keeps it from being moved is told with the next command.
            _log.info("The write-ahead log could not be moved: %s", error_from(error, self._path).code)

    def _look_for_foreign(self) -> None:
        version = self._data_version()
        # Unlike other counters this one does not move when the connection itself commits.
        if version != self._version:
            self._version, self._foreign = version, True

    def _data_version(self) -> int:
        return self._pragma("data_version")

    def _pragma(self, name: str) -> int:
        row = self._conn.execute(f"PRAGMA {name}").fetchone()
        return 0 if row is None else int(row[0])


def log_failure(logger: logging.Logger, what: str, error: BaseException) -> None:
    """Log where something failed, without the exception's text, which may hold a customer's words."""
    where = "".join(traceback.format_tb(error.__traceback__))
    logger.error("%s failed with %s\n%s", what, type(error).__name__, where)


def _closing() -> StoreError:
    return StoreError("The program was closing and this was not saved.", "Start the program again and repeat it.")
