"""How far this station is with the team's hub, and how far it knows each station's entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import NamedTuple

from fallback_console.store.tx import Reading, Tx, listed

__all__ = [
    "Heard",
    "add_to",
    "advance",
    "forget_stream",
    "hub_number",
    "hub_text",
    "keep_names",
    "known_numbers",
    "mark_differing",
    "names",
    "set_hub",
    "stations",
]

_WALK = 2000
_NO_DIGEST = "0" * 16
_SPANS = (
    "SELECT station, number, entry.id FROM jsonb_each(?) CROSS JOIN entry"
    " ON station = value ->> 0 AND number > value ->> 1 AND number <= value ->> 2 ORDER BY jsonb_each.key, number"
)


class Heard(NamedTuple):
    """What is known of one station's entries.

    Attributes:
        upto: number of the last entry before the first gap.
        most: the greatest number that is here; above ``upto`` where there are gaps.
        digest: of the ids up to ``upto``; two stations with the same one have the same entries.
        hub_cursor: a place in the stream before ``upto`` was reached; what is missing may stand behind it.
        heard_at: when the last new entry came, UTC epoch milliseconds.
        differs: another station has other entries under the same numbers.
    """

    station: str
    upto: int
    most: int
    digest: str
    hub_cursor: int
    heard_at: int
    differs: bool = False


def hub_text(r: Reading, name: str) -> str:
    """A value of the hub's state, '' where there is none."""
    return str(r.value("SELECT value FROM team_hub WHERE name = ?", (name,)) or "")


def hub_number(r: Reading, name: str) -> int:
    """A number of the hub's state: 'cursor', 'published', 'said' (to neighbours), 'bad'; 0 where there is none."""
    return int(r.value("SELECT value FROM team_hub WHERE name = ?", (name,)) or 0)


def set_hub(tx: Tx, **values: str | int) -> None:
    """Replace values of the hub's state."""
    tx.executemany("INSERT OR REPLACE INTO team_hub (name, value) VALUES (?, ?)", list(values.items()))


def stations(r: Reading, names: Iterable[str] | None = None) -> dict[str, Heard]:
    """What is known of all stations, or of some of them."""
    only, params = (
        ("", ()) if names is None else (" WHERE station IN (SELECT value FROM json_each(?))", (listed(names),))
    )
    rows = r.rows(
        f"SELECT station, upto, most, digest, hub_cursor, heard_at, differs FROM team_station{only} ORDER BY station",
        params,
    )
    return {row[0]: Heard._make((*row[:6], bool(row[6]))) for row in rows}


def names(r: Reading) -> dict[str, str]:
    """By which name the hub knows the maker of each station's entries."""
    return dict(r.rows("SELECT station, name FROM team_name"))


def keep_names(tx: Tx, found: Mapping[str, str]) -> None:
    """Remember by which names the hub knows makers; the first one stays."""
    tx.executemany("INSERT OR IGNORE INTO team_name (station, name) VALUES (?, ?)", list(found.items()))


def known_numbers(r: Reading, station: str, numbers: Iterable[int]) -> dict[int, str]:
    """Of some numbers of a station those that are here, with the ids of their entries."""
    return dict(
        r.rows(
            "SELECT number, id FROM entry WHERE station = ? AND number IN (SELECT value FROM json_each(?))",
            (station, listed(numbers)),
        )
    )


def advance(
    tx: Tx, before: Mapping[str, Heard], most: Mapping[str, int], cursor: int, *, no_further: bool = False
) -> None:
    """Move on how far stations are known, after entries of theirs came in.

    Args:
        before: what was known of them.
        most: their greatest numbers among what came.
        cursor: a place in the stream before what came.
        no_further: what is here behind these numbers does not count yet.
    """
    now = tx.clock.now_ms()
    known = {station: before.get(station, Heard(station, 0, 0, _NO_DIGEST, 0, 0)) for station in most}
    walked = _walk(tx, known.values(), most if no_further else None)
    rows = []
    for station, number in most.items():
        one, (upto, digest) = known[station], walked[station]
        reached = cursor if upto != one.upto else one.hub_cursor
        rows.append((station, upto, max(one.most, number), digest, reached, now, one.differs))
    tx.bulk("INSERT OR REPLACE INTO team_station (station, upto, most, digest, hub_cursor, heard_at, differs)", rows)


def _walk(tx: Tx, known: Iterable[Heard], last: Mapping[str, int] | None) -> dict[str, tuple[int, str]]:
    """Stations' numbers up to the first gap, or to a last one, with the digests until there.

    All stations by one query: each gives up Python's turn, and who reads the stream beside it takes it.
    """
    found = {one.station: (one.upto, one.digest) for one in known}
    todo = list(found)
    while todo:
        spans = []
        for station in todo:
            end = found[station][0] + _WALK
            spans.append((station, found[station][0], end if last is None else min(last[station], end)))
        ids: dict[str, list[str]] = {station: [] for station in todo}
        for station, number, entry_id in tx.rows(_SPANS, (listed(spans),)):
            if number == found[station][0] + len(ids[station]) + 1:
                ids[station].append(entry_id)
        for station, its in ids.items():
            upto, digest = found[station]
            found[station] = upto + len(its), add_to(digest, its)
        todo = [station for station in todo if len(ids[station]) == _WALK]
    return found


def add_to(digest: str, ids: Iterable[str]) -> str:
    """A digest with more entries in it; their order does not matter."""
    found = int(digest or _NO_DIGEST, 16)
    for entry_id in ids:
        found ^= int.from_bytes(blake2b(entry_id.encode(), digest_size=8).digest(), "big")
    return f"{found:016x}"


def mark_differing(tx: Tx, station: str, differs: bool) -> None:
    """Whether another station has other entries under the same numbers of this one."""
    tx.execute("UPDATE team_station SET differs = ? WHERE station = ?", (differs, station))


def forget_stream(tx: Tx, stream: str) -> None:
    """The hub has another stream now: everything is read from its beginning, and everything of ours put into it again."""
    set_hub(tx, stream=stream, cursor=0, published=0)
    tx.execute("UPDATE team_station SET hub_cursor = 0")
