"""Kills while processes write: whatever was told to be saved is there. The long version is in tests/faults."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from fallback_console.store.engine import Store
from tests.unit.store.support import KEY, StillClock, child, line_from


def test_what_was_acknowledged_survives_kills(folder: Path) -> None:
    for round_number in range(6):
        one, two = child("write", folder, f"a{round_number}-"), child("write", folder, f"b{round_number}-")
        with one, two:
            told = [-1, -1]
            for _ in range(15 + round_number * 7):
                told = [int(line_from(process)) for process in (one, two)]
            one.kill()
            two.kill()
            # Lines told before the kill may still be in the pipes.
            for n, process in enumerate((one, two)):
                while line := line_from(process):
                    told[n] = int(line)
        with closing(Store.open(folder, KEY, StillClock())) as store:
            for letter, last in zip("ab", told, strict=True):
                names = store.read(
                    lambda r, p=f"{letter}{round_number}-": [
                        row[0] for row in r.rows("SELECT name FROM meta WHERE name LIKE ? || '%' ORDER BY name", (p,))
                    ]
                )
                assert len(names) in (last + 1, last + 2)
                assert names == [f"{letter}{round_number}-{n:06d}" for n in range(len(names))]
            assert store.read(lambda r: r.rows("PRAGMA integrity_check")) == [("ok",)]
