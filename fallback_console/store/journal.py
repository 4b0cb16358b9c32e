"""The journal's table: appending and reading entries."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fallback_console.domain.clock import Hlc
from fallback_console.domain.entry import Entry, NewEntry
from fallback_console.domain.ids import uuid7
from fallback_console.store.tx import Reading, Tx, lay_out

__all__ = [
    "COLUMNS",
    "append",
    "append_all",
    "append_many",
    "dump",
    "dump_each",
    "entry_from",
    "find",
    "insert_foreign",
    "of_subject",
    "wall_ms",
]

_BETWEEN = ",\n"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_LINES = json.JSONEncoder(ensure_ascii=False, separators=(_BETWEEN, ":"))

COLUMNS = "id, station, number, hlc, made_at, actor, kind, subject, body"
"""The columns ``entry_from`` expects, in order."""


_CHANCE = 10
"""Random bytes of an id."""

_HEARD = "SELECT value FROM team_hub WHERE name = 'hlc'"


def dump(value: object) -> str:
    """JSON as it is stored: compact, characters as they are."""
    return _ENCODER.encode(value)


def dump_each(values: Sequence[Sequence[str]] | Sequence[Mapping[str, Any]]) -> list[str]:
    """``dump`` of each of many, in a quarter of the time.

    Args:
        values: all lists of texts, or all mappings in which no mapping stands.
    """
    if not values:
        return []
    whole = _LINES.encode(values)
    begin, end = whole[1], whole[-2]
    # Within a text there is no line feed: JSON writes it in another way.
    return [f"{begin}{one.replace(_BETWEEN, ',')}{end}" for one in whole[2:-2].split(f"{end}{_BETWEEN}{begin}")]


def wall_ms(hlc: str) -> int:
    """UTC epoch milliseconds of a hybrid logical time's text; they never go back from one entry to the next."""
    return int(hlc[: hlc.index(".")])


def append(tx: Tx, new: NewEntry) -> Entry:
    """Add a fact: gives it the station's next number, the next hybrid logical time and an id.

    The last entry itself holds the last number and time, so they are as durable as the entries and two processes on one
    database cannot give a number twice. The id carries the hybrid time too: a clock set back does not put new ids before old.
    """
    return append_all(tx, (new,))[0]


def append_all(tx: Tx, facts: Sequence[NewEntry]) -> list[Entry]:
    """Add facts in their order, as ``append`` does with each."""
    made_at = tx.clock.now_ms()
    entries = [
        Entry(entry_id, tx.station, number, hlc, made_at, new.actor, new.kind, new.subject, new.body)
        for new, (entry_id, number, hlc) in zip(facts, _next(tx, len(facts), made_at), strict=True)
    ]
    tx.executemany(
        f"INSERT INTO entry ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(*entry[:8], dump(entry.body)) for entry in entries],
    )
    return entries


def append_many(tx: Tx, kind: str, actor: str, facts: Sequence[tuple[str, str]]) -> None:
    """Add very many facts of one kind in their order: the subject of each and its body, as ``dump`` gives it."""
    made_at = tx.clock.now_ms()
    tx.insert(
        "INSERT INTO entry (station, made_at, actor, kind, id, number, hlc, subject, body)",
        "?1, ?2, ?3, ?4, {}, {}, {}, {}, {}",
        lay_out(
            (entry_id, number, hlc, subject, body)
            for (subject, body), (entry_id, number, hlc) in zip(facts, _next(tx, len(facts), made_at), strict=True)
        ),
        (tx.station, made_at, actor, kind),
    )


def _next(tx: Tx, count: int, now: int) -> Iterator[tuple[str, int, str]]:
    """Id, number and hybrid logical time of this station's next entries."""
    last = tx.one("SELECT number, hlc FROM entry WHERE station = ? ORDER BY number DESC LIMIT 1", (tx.station,))
    before, hlc = (0, Hlc.start(tx.station)) if last is None else (last[0], Hlc.parse(last[1]))
    # What is done after something of another station was seen comes after it, whatever the clocks say.
    heard = tx.value(_HEARD)
    if heard is not None and heard > str(hlc):
        seen = Hlc.parse(heard)
        hlc = Hlc(seen.wall_ms, seen.counter, tx.station)
    chance = os.urandom(_CHANCE * count)
    for at in range(count):
        hlc = hlc.tick(now)
        yield uuid7(hlc.wall_ms, chance[_CHANCE * at : _CHANCE * (at + 1)]), before + 1 + at, str(hlc)


def insert_foreign(tx: Tx, rows: Sequence[tuple[object, ...]], newest: str) -> None:
    """Take in entries of other stations, as rows of ``COLUMNS``; those that are here already stay as they are.

    Args:
        newest: the latest of their hybrid logical times.
    """
    tx.bulk(f"INSERT OR IGNORE INTO entry ({COLUMNS})", rows)
    tx.execute(
        "INSERT INTO team_hub (name, value) VALUES ('hlc', ?) ON CONFLICT DO UPDATE SET value = max(value, excluded.value)",
        (newest,),
    )


def entry_from(row: Sequence[Any]) -> Entry:
    """An entry from a row of ``COLUMNS``."""
    body: Mapping[str, Any] = json.loads(row[8])
    return Entry(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], body)


def find(r: Reading, entry_id: str) -> Entry | None:
    """An entry by its id, None where there is none."""
    row = r.one(f"SELECT {COLUMNS} FROM entry WHERE id = ?", (entry_id,))
    return None if row is None else entry_from(row)


def of_subject(r: Reading, subject: str, kinds: Sequence[str] = ()) -> list[Entry]:
    """Entries about one thing in their order, all or those of some kinds."""
    marks = ", ".join("?" * len(kinds))
    only = f" AND kind IN ({marks})" if kinds else ""
    rows = r.rows(f"SELECT {COLUMNS} FROM entry WHERE subject = ?{only} ORDER BY hlc", (subject, *kinds))
    return [entry_from(row) for row in rows]
