"""What the store's tests share: a clock that stands still, a key, damage to files, and child processes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from fallback_console.store.engine import DATABASE_NAME, Store
from fallback_console.store.keys import DatabaseKey
from fallback_console.store.sqlcipher import PAGE_BYTES, Connection, connect
from fallback_console.store.tx import Reading, Tx

PROJECT = Path(__file__).resolve().parents[3]
KEY = DatabaseKey(bytes(range(32)))
OTHER_KEY = DatabaseKey(bytes(range(1, 33)))
NOW = 1_766_000_000_000
WAIT = 30.0
"""Seconds after which a test that waits for another thread or process gives up."""


class StillClock:
    """A clock that moves only when it is told to."""

    def __init__(self) -> None:
        self.ms = NOW

    def now_ms(self) -> int:
        return self.ms

    def monotonic(self) -> float:
        return self.ms / 1000


def put(tx: Tx, name: str, value: object) -> None:
    """Write a value where a test finds it again."""
    tx.execute(
        "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def get(r: Reading, name: str) -> object:
    """The value that was put."""
    return r.value("SELECT value FROM meta WHERE name = ?", (name,))


def count(r: Reading, prefix: str) -> int:
    """How many names with a prefix were put."""
    return int(r.value("SELECT count(*) FROM meta WHERE name LIKE ? || '%'", (prefix,)))


def filled(folder: Path, key: DatabaseKey = KEY, rows: int = 400) -> Path:
    """A closed database with rows of 1 kB, enough for a few hundred pages."""
    with closing(Store.open(folder, key, StillClock())) as store:

        def fill(tx: Tx) -> None:
            tx.executemany(
                "INSERT INTO m_vocabulary (source, body) VALUES (?, ?)",
                ((f"s{n:05d}", "x" * 1000) for n in range(rows)),
            )

        store.write(fill).result(WAIT)
    return folder / DATABASE_NAME


def flip(path: Path, offset: int) -> None:
    """Turn every bit of one byte."""
    content = bytearray(path.read_bytes())
    content[offset] ^= 0xFF
    path.write_bytes(content)


def flip_page(path: Path, page: int) -> None:
    """Damage one page, counted from 1."""
    flip(path, (page - 1) * PAGE_BYTES + 77)


def raw(path: Path, key: DatabaseKey = KEY) -> Connection:
    """A plain connection, past the store."""
    return connect(path, key.raw, read_only=False)


def child(*args: object, stdin: int | None = None) -> subprocess.Popen[str]:
    """A process of its own that runs one of the commands in ``child.py``."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.unit.store.child", *map(str, args)],
        cwd=PROJECT,
        stdin=stdin,
        stdout=subprocess.PIPE,
        text=True,
    )


def line_from(process: subprocess.Popen[str]) -> str:
    """The next line a child prints, '' at its end."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def copy_folder(source: Path, target: Path) -> Path:
    """A data folder's copy."""
    shutil.copytree(source, target)
    return target
