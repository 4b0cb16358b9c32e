"""Runs, tests or measures the checkout on a machine that may have nothing but a Python.

Usage: python packaging/dev/bootstrap.py {run|test|bench|pictures|setup|pin} [--servers] [ARGUMENT ...]

    run    the window on demo data where there is a display; else a rehearsed outage, with pictures in build/drill
    test   ruff, mypy and pytest, as continuous integration does it (ARGUMENTs go to pytest)
    bench  the figures, written to bench-results.json (ARGUMENTs go to pytest)
    pictures  the gallery, every view in every state, in build/gallery (ARGUMENTs go to it); with --readme also the pictures of
           README and help
    setup  only what `test` needs, without running it
    pin    writes the requirements*.txt files again from requirements*.in (needs the command uv)

    --servers  also install the real servers that tests/real needs (Debian and Ubuntu, as root; always so where CI=true)

Standard library only, Python 3.9 or newer; the program itself gets the newest tested Python that is found. Every step is skipped
when its result is already there, so that a second run starts at once.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

from environment import ROOT, environment_for, prepare, write_pins
from system_packages import RUNTIME, SERVERS, WINDOW, SetupError, ensure_packages

BAR = "── "


def main(arguments: list[str]) -> int:
    """Does one command; the result is the exit status of the job itself, 2 for a wrong call, 70 where set-up failed."""
    # Into a file or pipe Python would keep its own lines back behind those of the programs it runs, and on Windows stop at a line.
    sys.stdout.reconfigure(line_buffering=True, errors="replace")  # type: ignore[union-attr]
    if not arguments or arguments[0] not in COMMANDS:
        print(__doc__, file=sys.stderr)
        return 2
    command, rest = arguments[0], arguments[1:]
    servers = in_ci() or "--servers" in rest
    rest = [word for word in rest if word != "--servers"]
    try:
        return COMMANDS[command](rest, servers)
    except SetupError as problem:
        print(f"\nSet-up stopped: {problem}", file=sys.stderr)
        return 70


def in_ci() -> bool:
    """Whether this is continuous integration, where nothing may be left out."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def has_display() -> bool:
    """Whether a window can be shown: always on Windows and macOS, elsewhere with an X or Wayland display."""
    return sys.platform in {"win32", "darwin"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(rest: list[str], servers: bool) -> int:
    """The window on demo data, or a drill without one."""
    ensure_packages(RUNTIME + (WINDOW if has_display() else ()), required=True)
    python = prepare("run")
    if has_display():
        return job([str(python), "-m", "fallback_console", "run", "--demo", *rest])
    pictures = ROOT / "build" / "drill"
    pictures.mkdir(parents=True, exist_ok=True)
    words = [str(python), "-m", "fallback_console", "drill", "--pictures", str(pictures), *rest]
    return job(words, {"QT_QPA_PLATFORM": "offscreen"})


def setup(rest: list[str], servers: bool) -> int:
    """Everything that the tests need."""
    ensure_packages(RUNTIME, required=True)
    if servers:
        ensure_packages(WINDOW + SERVERS, required=in_ci())
    prepare("dev")
    return 0


def test(rest: list[str], servers: bool) -> int:
    """The checks, then the tests; all of them run, and the last that failed decides the exit status."""
    setup([], servers)
    python = str(prepare("dev"))
    checks = [
        [python, "-m", "ruff", "check", "."],
        [python, "-m", "ruff", "format", "--check", "."],
        [python, "-m", "mypy"],
    ]
    status = 0
    for words in checks:
        status = job(words) or status
    # Two processes: the heavy suites stay together on one of them (tests/helpers/schedule.py), the rest fills the other.
    tests = [python, "-m", "pytest", "--ignore=tests/bench", "-n", "2", *rest]
    return job(tests, {"QT_QPA_PLATFORM": "offscreen"}) or status


def bench(rest: list[str], servers: bool) -> int:
    """The figures against their bars."""
    setup([], False)
    python = str(prepare("dev"))
    words = [python, "-m", "pytest", "tests/bench", "--benchmark-enable", "-p", "no:randomly", *rest]
    return job(words, {"QT_QPA_PLATFORM": "offscreen"})


def pictures(rest: list[str], servers: bool) -> int:
    """The gallery, and where it is asked for the pictures of README and help."""
    ensure_packages(RUNTIME, required=True)
    python = str(prepare("run"))
    folder = ROOT / "build" / "gallery"
    words = [word for word in rest if word != "--readme"]
    status = job([python, "-m", "fallback_console", "gallery", str(folder), *words])
    if status == 0 and "--readme" in rest:
        status = job([python, str(ROOT / "packaging" / "dev" / "pictures.py")])
    return status


def pin(rest: list[str], servers: bool) -> int:
    """The requirements files, written again."""
    write_pins(rest)
    return 0


def job(words: list[str], extra: dict[str, str] | None = None) -> int:
    """Runs one program in the checkout's folder; tells its name, and its exit status where it failed."""
    shown = " ".join(["python", *words[1:]])
    print(f"{BAR}{shown}")
    began = time.monotonic()
    status = subprocess.run(words, cwd=ROOT, env=environment_for(extra or {}), check=False).returncode
    # Nothing after pytest: its closing line is the last word on the tests.
    if status != 0 and "pytest" not in words:
        print(f"{BAR}{shown}: failed with exit status {status} after {time.monotonic() - began:.1f} s")
    return status


COMMANDS = {"run": run, "test": test, "bench": bench, "pictures": pictures, "setup": setup, "pin": pin}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
