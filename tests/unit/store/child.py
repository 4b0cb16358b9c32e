"""Processes for the store's tests; each tells on standard output what it has done.

``write FOLDER PREFIX [COUNT]`` puts numbered values and prints each number after its future was done; without a count until it
is killed. ``hold FOLDER LOCK`` takes a lock and waits to be killed. ``rekey FOLDER`` changes the passphrase there and back until
it is killed. ``append FOLDER COUNT`` says it is ready, waits for the end of its input and appends entries to the journal.
"""

from __future__ import annotations

import itertools
import sys
import time
from contextlib import closing
from pathlib import Path

from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.store import journal
from fallback_console.store.engine import Store
from fallback_console.store.keys import KeyKeeper
from fallback_console.store.locks import FolderLock
from fallback_console.store.passphrase import Argon2Cost
from tests.unit.store.support import KEY, WAIT, StillClock, put

CHEAP = Argon2Cost(passes=1, memory_kib=64, lanes=1)
PASSPHRASES = ("first passphrase", "second passphrase")


def say(text: object) -> None:
    """Print one line at once."""
    print(text, flush=True)


def write(folder: Path, prefix: str, how_many: int | None) -> None:
    """Put values until the count is reached or the process is killed."""
    with closing(Store.open(folder, KEY, StillClock())) as store:
        for number in itertools.count() if how_many is None else range(how_many):
            store.write(lambda tx, n=number: put(tx, f"{prefix}{n:06d}", "x" * 500)).result(WAIT)
            say(number)


def hold(folder: Path, name: str) -> None:
    """Hold a lock until killed."""
    with FolderLock(folder, name):
        say("held")
        while True:
            time.sleep(WAIT)


def append(folder: Path, how_many: int) -> None:
    """Append entries to the journal, as fast as it goes."""
    with closing(Store.open(folder, KEY, StillClock())) as store:
        say("ready")
        sys.stdin.read()
        for _ in range(how_many):
            new = NewEntry(Kind.NOTE, "case:rt:1", {"text": "x"}, "alice")
            store.write(lambda tx, n=new: journal.append(tx, n)).result(WAIT)


def rekey(folder: Path) -> None:
    """Change the passphrase there and back until killed."""
    keeper = KeyKeeper(folder, cost=CHEAP)
    old, new = PASSPHRASES
    while True:
        keeper.change_passphrase(old, new)
        old, new = new, old
        say("changed")


def main(command: str, folder: str, *rest: str) -> None:
    """Run one command."""
    if command == "write":
        write(Path(folder), rest[0], int(rest[1]) if len(rest) > 1 else None)
    elif command == "hold":
        hold(Path(folder), rest[0])
    elif command == "append":
        append(Path(folder), int(rest[0]))
    elif command == "rekey":
        rekey(Path(folder))
    else:
        raise SystemExit(f"unknown command {command}")


if __name__ == "__main__":
    main(*sys.argv[1:])
