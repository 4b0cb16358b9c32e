"""Helpers to run foreign servers: start, wait, freeze, stop, and never leave one behind."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from tests.helpers.ports import free_port
from tests.real.servers import guard as guard_script

T = TypeVar("T")

LOG_TAIL_CHARS = 3000
ADMIN_PATH = "/usr/local/sbin:/usr/sbin:/sbin"


class ServerError(Exception):
    """A test server did not do what a test needs (start, stop, answer); says which and why."""


class ProgramMissingError(ServerError):
    """A program that a test server needs is not installed."""


def find_program(name: str) -> str | None:
    """The path of a program, also of one for administrators only."""
    return shutil.which(name) or shutil.which(name, path=ADMIN_PATH)


def require_programs(what: str, *names: str) -> None:
    """Raise :class:`ProgramMissingError` that tells which of ``names`` this machine lacks for ``what``."""
    missing = [name for name in names if find_program(name) is None]
    if missing:
        raise ProgramMissingError(f"{what} needs programs that are not installed: {', '.join(missing)}")


def wait_until(condition: Callable[[], T], timeout: float, what: str, interval: float = 0.02) -> T:
    """Return the first true value of ``condition``; :class:`ServerError` after ``timeout`` seconds."""
    never = threading.Event()
    deadline = time.monotonic() + timeout
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() >= deadline:
            raise ServerError(f"not within {timeout:g} s: {what}")
        never.wait(interval)


def free_ports(count: int = 1) -> list[int]:
    """Distinct TCP ports on 127.0.0.1 on which nothing listens."""
    found: set[int] = set()
    while len(found) < count:
        found.add(free_port())
    return list(found)


def listening_inodes(port: int, seen_by: int | None = None) -> set[str]:
    """Socket inodes that listen on TCP ``port``, whatever the address (``/proc/net/tcp``).

    ``seen_by`` is a process that may live in another network namespace; its table is read then.
    """
    inodes = set()
    for table in ("tcp", "tcp6"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            shown = Path("/proc", "self" if seen_by is None else str(seen_by), "net", table)
            for line in shown.read_text(encoding="ascii").splitlines()[1:]:
                fields = line.split()
                if fields[3] == "0A" and int(fields[1].rpartition(":")[2], 16) == port:
                    inodes.add(fields[9])
    return inodes


def owns_port(pids: set[int], port: int) -> bool:
    """Whether one of ``pids`` holds a listening socket of ``port``."""
    for pid in pids:
        wanted = {f"socket:[{inode}]" for inode in listening_inodes(port, pid)}
        with contextlib.suppress(OSError):
            for descriptor in Path("/proc", str(pid), "fd").iterdir():
                with contextlib.suppress(OSError):
                    if os.readlink(descriptor) in wanted:
                        return True
    return False


class ProcessGuard:
    """One watchdog process that ends everything registered when this process is gone."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", guard_script.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
        )
        self._lock = threading.Lock()

    def _tell(self, message: Mapping[str, object]) -> None:
        stream = self._process.stdin
        if stream is None or stream.closed:
            raise ServerError("the process guard has been closed")
        with self._lock:
            stream.write(json.dumps(message) + "\n")
            stream.flush()

    def add(self, leader: int) -> None:
        self._tell({"add": leader})

    def drop(self, leader: int) -> None:
        self._tell({"drop": leader})

    def at_end(self, key: str, argv: Sequence[str]) -> None:
        """Run ``argv`` when this process is gone, unless ``forget(key)`` came first."""
        self._tell({"at_end": {"key": key, "argv": list(argv)}})

    def forget(self, key: str) -> None:
        self._tell({"forget": key})

    def close(self) -> None:
        """Let the guard finish: whatever is still registered is ended now."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait(timeout=30)

    def __enter__(self) -> ProcessGuard:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class ServerProcess:
    """One foreground program in a session of its own, with its output in a log file."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        guard: ProcessGuard,
        log: Path,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        stdin: bytes | None = None,
    ) -> None:
        self.name = Path(argv[0]).name
        self.log = log
        self._guard = guard
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [find_program(argv[0]) or argv[0], *argv[1:]],
                stdin=subprocess.DEVNULL if stdin is None else subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=None if env is None else {**os.environ, **env},
                cwd=cwd,
                start_new_session=True,
            )
        self.pid = self._process.pid
        self._registered = True
        guard.add(self.pid)
        if stdin is not None and self._process.stdin is not None:
            self._process.stdin.write(stdin)
            self._process.stdin.close()

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def members(self) -> set[int]:
        """Pids of this program and everything it started."""
        return guard_script.family(self.pid)

    def log_tail(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")[-LOG_TAIL_CHARS:]

    def wait(self, timeout: float) -> int:
        """Wait for the program to end by itself and return its exit code; killed when it is late."""
        try:
            code = self._process.wait(timeout=timeout)
        except subprocess.TimeoutExpired:
            self.kill()
            raise ServerError(f"{self.name} took more than {timeout:g} s:\n{self.log_tail()}") from None
        self.kill()
        return code

    def wait_port(self, port: int, timeout: float = 20.0) -> None:
        """Wait until this very program (or a child of it) listens on ``port``.

        Raises :class:`ServerError` with the end of the log when it ends early or stays silent.
        """

        def ready() -> bool:
            if not self.running:
                raise ServerError(
                    f"{self.name} ended with code {self._process.returncode} before it listened "
                    f"on port {port}:\n{self.log_tail()}"
                )
            return owns_port(self.members(), port)

        try:
            wait_until(ready, timeout, f"{self.name} (pid {self.pid}) listens on port {port}")
        except ServerError as error:
            raise ServerError(f"{error}\n{self.log_tail()}") from None

    def signal_all(self, number: signal.Signals) -> None:
        for pid in self.members():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)

    def freeze(self, timeout: float = 5.0) -> None:
        """SIGSTOP every member: the kernel still accepts connections, nobody answers."""

        def all_stopped() -> bool:
            self.signal_all(signal.SIGSTOP)
            return all(_state(pid) in {"T", "Z", None} for pid in self.members())

        wait_until(all_stopped, timeout, f"{self.name} stands still")

    def resume(self) -> None:
        self.signal_all(signal.SIGCONT)

    def kill(self) -> None:
        """SIGKILL every member at once, as a crash or a power cut would."""
        guard_script.kill_family(self.pid)
        self._reap()

    def stop(self, number: signal.Signals = signal.SIGTERM, timeout: float = 5.0) -> None:
        """Ask the leader to end; whatever is left after ``timeout`` seconds is killed."""
        if self.running:
            self.resume()
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=timeout)
        self.kill()

    def _reap(self) -> None:
        self._process.wait(timeout=10)
        wait_until(lambda: not self.members(), 10, f"{self.name} has ended")
        if self._registered:
            self._registered = False
            self._guard.drop(self.pid)


def _state(pid: int) -> str | None:
    try:
        stat = Path("/proc", str(pid), "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return stat[stat.rindex(")") + 2]
