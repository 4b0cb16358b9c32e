"""Processes to be killed, many and quickly.

``python -m tests.faults.nest MODULE:FUNCTION`` waits for lines of arguments on standard input. For each it forks a process that
calls the function with them; it prints ``pid <n>``, then come the lines the process tells, and ``end <exit status>`` when it is
gone. Forking spares the imports and nothing else: files, sockets and threads are opened after it.
"""

from __future__ import annotations

import importlib
import os
import random
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

PROJECT = Path(__file__).resolve().parents[2]


def tell(line: str) -> None:
    """One line to the test, at once. Short ones arrive whole or not at all, whenever the process is killed."""
    os.write(1, f"{line}\n".encode())


class Nest:
    """Processes that run one function, one after the other.

    Attributes:
        pid: of the process that was forked last.
    """

    def __init__(self, function: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nest", function],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.pid = 0

    def start(self, *args: object) -> None:
        """Fork a process; the one before has to be gone."""
        assert self._process.stdin is not None
        self._process.stdin.write("\t".join(map(str, args)) + "\n")
        self._process.stdin.flush()
        self.pid = int(self._line().removeprefix("pid "))

    def kill(self) -> None:
        """End the process at once."""
        os.kill(self.pid, signal.SIGKILL)

    def line(self) -> str | None:
        """The next line it tells, None when it was killed and all it told has been read."""
        line = self._line()
        if not line.startswith("end"):
            return line
        assert line == f"end {-signal.SIGKILL}", "a process ended by itself"
        return None

    def rest(self) -> list[str]:
        """The lines up to the end of a process that was killed."""
        lines = []
        while (line := self.line()) is not None:
            lines.append(line)
        return lines

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        if self.pid and self._process.poll() is None and error is not None:
            try:
                self.kill()
            except ProcessLookupError:
                pass  # gone already, as it should be
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process.wait(30)

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


def carry(
    nest: Nest,
    args: Sequence[object],
    kills: Sequence[int],
    rng: random.Random,
    on_confirmed: Callable[[], None] = lambda: None,
) -> None:
    """Let couriers deliver until nothing moves, each but the last one killed after so many deliveries altogether.

    Args:
        args: of the function, see ``tests.faults.carrier``.
        on_confirmed: called for each delivery that is told to be confirmed.
    """
    confirmed = 0
    for limit in [*sorted(kills), None]:
        nest.start(*args)
        while (line := nest.line()) != "empty":
            if line == "confirmed":
                confirmed += 1
                on_confirmed()
            if limit is not None and confirmed >= limit:
                time.sleep(rng.uniform(0.0, 0.05))  # the random moment
                break
        nest.kill()
        confirmed += nest.rest().count("confirmed")


def main(function: str) -> None:
    """Fork a process for each line."""
    module, _, name = function.partition(":")
    call = getattr(importlib.import_module(module), name)
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            try:
                call(*line.rstrip("\n").split("\t"))
            except BaseException:
                traceback.print_exc()
            os._exit(1)
        tell(f"pid {pid}")
        _, status = os.waitpid(pid, 0)
        tell(f"end {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main(sys.argv[1])
