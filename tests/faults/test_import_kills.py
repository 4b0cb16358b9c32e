"""An import that is killed again and again: importing the file once more ends it, with everybody once."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from fallback_console.domain.entry import Kind
from fallback_console.store.engine import Store
from tests.bench.people_sheet import sheet
from tests.faults.agent import KEY, MachineClock
from tests.faults.importer import SOURCE
from tests.faults.invariants import thoroughly_broken
from tests.faults.nest import Nest

PEOPLE = 14_000
KILLS = 7
LONGEST = 0.3
"""Seconds until a kill: about as long as a commit takes."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


def test_everybody_is_there_once_however_often_an_import_is_killed(
    memory_folder: Path, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(sheet(PEOPLE))
    chance = random.Random(23)
    kept = [0]
    with Nest("tests.faults.importer:bring") as nest:
        for kill in range(KILLS):
            nest.start(memory_folder, file)
            assert nest.line() == "begun"
            # Into the first commit, or after it was told of.
            told = nest.line() if kill % 3 == 2 else None
            time.sleep(chance.uniform(0, LONGEST))
            nest.kill()
            lines = [line for line in (told, *nest.rest()) if line is not None]
            kept.append(_entries(memory_folder)[0])
            # What was told of is there; of a commit that was under way all or nothing.
            assert kept[-1] - kept[-2] >= max((int(line.split()[1]) for line in lines), default=0)
        nest.start(memory_folder, file)
        while (line := nest.line()) is not None and not line.startswith("all"):
            pass
        nest.kill()
        nest.rest()
    with closing(Store.open(memory_folder, KEY, MachineClock())) as store:
        people = store.read(lambda r: r.value("SELECT count(*) FROM p_person WHERE source = ?", (SOURCE,)))
        wrong = thoroughly_broken(store)
    figure(f"import of {PEOPLE:,} people: kills {KILLS}, there after each: {kept[1:]}, at the end {people}")
    assert wrong == []
    assert line == f"all {PEOPLE - kept[-1]}"
    assert (*_entries(memory_folder), people) == (PEOPLE, PEOPLE, PEOPLE)


def _entries(folder: Path) -> tuple[int, int]:
    """Entries of people, and of how many different ones."""
    with closing(Store.open(folder, KEY, MachineClock())) as store:
        found = "SELECT count(*), count(DISTINCT subject) FROM entry WHERE kind = ?"
        count, people = store.read(lambda r: r.rows(found, (Kind.PERSON_IMPORTED,)))[0]
    return int(count), int(people)
