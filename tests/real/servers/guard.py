"""Stand-alone script: kills process groups and runs clean-up commands once the test run is gone.

The test run holds the other end of this script's standard input. However that
run ends, even by ``kill -9``, the pipe closes, and everything still registered
is ended. Each input line is one JSON object: ``{"add": pid}``, ``{"drop": pid}``,
``{"at_end": {"key": str, "argv": [str, …]}}`` or ``{"forget": key}``.

A registered pid is a session leader; its session, its process group and all
descendants are killed, also when the leader itself has already gone.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path


def processes() -> dict[int, tuple[int, int, int]]:
    """Every process: pid to (parent, process group, session), from ``/proc/*/stat``."""
    found: dict[int, tuple[int, int, int]] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        with contextlib.suppress(OSError, ValueError):
            stat = (entry / "stat").read_text(encoding="utf-8", errors="replace")
            # The command name is in brackets and may hold anything, so split after the last one.
            fields = stat[stat.rindex(")") + 2 :].split()
            if fields[0] not in "ZX":
                found[int(entry.name)] = (int(fields[1]), int(fields[2]), int(fields[3]))
    return found


def family(leader: int) -> set[int]:
    """Pids of ``leader``, its process group, its session and all their descendants."""
    table = processes()
    members = {pid for pid, row in table.items() if leader in (pid, row[1], row[2])}
    grown = True
    while grown:
        more = {pid for pid, row in table.items() if row[0] in members and pid not in members}
        members |= more
        grown = bool(more)
    return members


def kill_family(leader: int) -> None:
    """SIGKILL the whole family; repeated because members may be forking meanwhile."""
    for _ in range(5):
        members = family(leader)
        if not members:
            return
        for pid in members:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)


def main() -> None:
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    leaders: list[int] = []
    commands: dict[str, list[str]] = {}
    for line in sys.stdin:
        message = json.loads(line)
        if "add" in message:
            leaders.append(message["add"])
        elif "drop" in message:
            leaders.remove(message["drop"])
        elif "at_end" in message:
            commands[message["at_end"]["key"]] = message["at_end"]["argv"]
        elif "forget" in message:
            commands.pop(message["forget"], None)
    for leader in leaders:
        kill_family(leader)
    for argv in commands.values():
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(argv, check=False, capture_output=True, timeout=10)


if __name__ == "__main__":
    main()
