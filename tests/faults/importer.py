"""An import of people in a process of its own, to be killed at any moment. It tells how far it is."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path

from fallback_console.compose.importing import look_through, read_file, write_people
from fallback_console.store.engine import Store
from tests.faults.agent import KEY, MachineClock
from tests.faults.nest import tell

SOURCE = "file.kills"


def bring(folder: str, sheet: str) -> None:
    """Import a file as a person would, and stay.

    Tells 'begun' before anything is written, 'done' and how many after each commit, 'all' and how many it brought.
    """
    with closing(Store.open(Path(folder), KEY, MachineClock())) as store:
        found = look_through(store, read_file(Path(sheet)), SOURCE)
        tell("begun")
        written = write_people(store, "alice", found, lambda done, _total: tell(f"done {done}"))
        tell(f"all {written}")
        threading.Event().wait()
