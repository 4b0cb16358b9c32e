"""The double of Request Tracker in a process of its own, so that it takes no time from what is measured."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from fallback_console.drill.demo import DemoWorld, demo_world
from fallback_console.drill.rt_double import RtDouble
from fallback_console.drill.rt_seed import fill
from fallback_console.resources_path import resource

__all__ = ["RtProcess", "world_of"]

_PROJECT = Path(__file__).resolve().parents[2]


class RtProcess:
    """A helpdesk with so many believable cases.

    Attributes:
        url, token: how to reach it.
    """

    def __init__(self, cases: int) -> None:
        self._cases = cases
        self.url = ""
        self.token = ""

    def __enter__(self) -> RtProcess:
        command = [sys.executable, "-m", "tests.bench.rt_process", str(self._cases)]
        self._process = subprocess.Popen(
            command, cwd=_PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        assert self._process.stdout is not None
        self.url, self.token = self._process.stdout.readline().split()
        return self

    def __exit__(self, *_: object) -> None:
        # It ends with its standard input, so also when this process is killed.
        self._process.communicate(timeout=30)


def world_of(cases: int) -> DemoWorld:
    """What such a helpdesk holds."""
    return demo_world(resource("demo"), cases, time.time_ns() // 1_000_000, first_number=1)


def main() -> None:
    """Serve until standard input ends."""
    world = world_of(int(sys.argv[1]))
    double = RtDouble()
    fill(double.world, (*world.customers, *world.team), ((c.case, c.items) for c in world.cases))
    with double:
        print(double.url, double.token, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
