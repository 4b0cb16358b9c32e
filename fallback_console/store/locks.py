"""What only one process per data folder may be: the window, the network engine, the one that opens or upgrades.

The operating system holds the locks, so that a process that was killed lets go of them.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from fallback_console.domain.errors import InUseError
from fallback_console.store.files import PRIVATE_FILE, PRIVATE_FOLDER, write_whole
from fallback_console.store.sqlcipher import os_error

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

__all__ = ["FolderLock", "engine_lock", "opening_lock", "window_lock"]

_SAYS = {
    "window": ("The window is already open", "Use the window that is open, or close it first."),
    "engine": (
        "The network engine already runs",
        "Use the program that runs it: it pulls and delivers for all. Close it first to run it here.",
    ),
    "opening": ("Another program is opening or upgrading the database", "Wait until it is done, then try again."),
}

_LOOK_SECONDS = 0.05


class _Timeout(Exception):
    """Another process did not let go in time."""


class _FileLock:
    """A file that only one process at a time holds locked; the operating system lets go of it for a process that was killed.

    The package filelock does the same, but loads asyncio, which takes a tenth of the window's start.

    Args:
        path: the file; made where it is missing, and left where it is.
        timeout: seconds to wait for another process to let go.
    """

    def __init__(self, path: Path, timeout: float) -> None:
        self._path = path
        self._timeout = timeout
        self._fd: int | None = None

    @property
    def is_locked(self) -> bool:
        """This object holds the lock."""
        return self._fd is not None

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            _Timeout: another process holds it, or another object of this one.
            OSError: the file cannot be opened.
        """
        end = time.monotonic() + self._timeout
        while self._fd is None:
            fd = os.open(self._path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
            try:
                _lock(fd)
                self._fd = fd
            except BlockingIOError:
                os.close(fd)
                if time.monotonic() >= end:
                    raise _Timeout from None
                time.sleep(_LOOK_SECONDS)
            except BaseException:
                os.close(fd)
                raise

    def release(self) -> None:
        """Let go; nothing happens where it is not held."""
        fd, self._fd = self._fd, None
        if fd is not None:
            # Closing lets go as well, on every system.
            os.close(fd)


def _lock(fd: int) -> None:
    """Lock an open file at once.

    Raises:
        BlockingIOError: somebody else has.
    """
    if sys.platform == "win32":
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError(error.errno, "locked") from None
    else:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FolderLock:
    """One lock of a data folder. Not reentrant; may be used as a context manager.

    Args:
        folder: the data folder; made where it is missing.
        name: 'window', 'engine' or 'opening'.
        timeout: seconds to wait for another process to let go.
    """

    def __init__(self, folder: Path, name: str, *, timeout: float = 0.0) -> None:
        self._folder = folder
        self._name = name
        self._path = folder / f"{name}.lock"
        # Beside the lock: Windows lets nobody read a file that is locked.
        self._pid_path = folder / f"{name}.pid"
        self._lock = _FileLock(self._path, timeout)

    @property
    def held(self) -> bool:
        """This object holds the lock."""
        return self._lock.is_locked

    def holder(self) -> int | None:
        """Process id of whoever holds the lock or held it last, None where that is not known."""
        try:
            return int(self._pid_path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            InUseError: another process holds it; ``values["pid"]`` says which.
            StoreError: the folder cannot be written.
        """
        try:
            self._folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            self._lock.acquire()
            write_whole(self._pid_path, str(os.getpid()).encode("ascii"), durable=False)
        except _Timeout:
            pid = self.holder()
            what, next_step = _SAYS[self._name]
            who = "" if pid is None else f" by process {pid}"
            # "from None": the cause says nothing more.
            raise InUseError(
                f"{what} for the data folder {self._folder}; it is held{who}.",
                next_step,
                pid=pid,
                lock=self._name,
                folder=str(self._folder),
            ) from None
        except OSError as error:
            self._lock.release()
            raise os_error(error, self._path) from error

    def release(self) -> None:
        """Let go of the lock; nothing happens where it is not held."""
        self._lock.release()

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def window_lock(folder: Path) -> FolderLock:
    """Held by the one window of a data folder."""
    return FolderLock(folder, "window")


def engine_lock(folder: Path) -> FolderLock:
    """Held by the one process that pulls and delivers for a data folder."""
    return FolderLock(folder, "engine")


def opening_lock(folder: Path) -> FolderLock:
    """Held for the moment in which a database is made, upgraded, restored or gets another key."""
    return FolderLock(folder, "opening", timeout=30.0)
