"""What goes to the team and what comes from it: entries in both directions, each step in one transaction.

Nothing here talks to a hub; ``network.teaming`` does, and calls these for the database's side.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.audience import for_team, placeholder
from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.wire import Place, Wired, write_entry
from fallback_console.services import team_effects
from fallback_console.store import deliveries, elsewhere, journal, team_tables
from fallback_console.store.projecting import project_plain, project_things, put_off

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = [
    "Applied",
    "Gap",
    "Known",
    "Outgoing",
    "TeamStatus",
    "apply",
    "apply_some",
    "begin_stream",
    "compare",
    "digests",
    "gaps",
    "hidden",
    "last_number",
    "look_again",
    "note_bad",
    "outgoing",
    "published",
    "relayable",
    "status",
    "tell",
]

AT_ONCE = 60
"""So many things are projected with the entries themselves; of more the projections follow in portions."""

_TELL = 200
_UNTOLD = (
    "SELECT id, entry_id, sink, state, receipt FROM delivery INDEXED BY delivery_untold"
    " WHERE state <> told AND state <> 'in_flight' AND (state <> 'waiting' OR told <> '') ORDER BY id LIMIT ?"
)


_STATION = "SELECT value FROM meta WHERE name = 'station'"


class Outgoing(NamedTuple):
    """One of this station's entries, or another's that it passes on, as it goes out."""

    id: str
    kind: str
    number: int
    body: bytes


class Applied(NamedTuple):
    """What became of a portion.

    Attributes:
        fresh: entries that were not here.
        forked: entries whose number another one has here.
        put_off: projections follow.
    """

    fresh: int
    forked: int
    put_off: bool


class Gap(NamedTuple):
    """Entries of a station that are somewhere, but not here: numbers, both ends included."""

    station: str
    first: int
    last: int
    cursor: int


def outgoing(r: Reading, limit: int) -> list[Outgoing]:
    """This station's next entries for the team."""
    station = str(r.value(_STATION))
    return _rows_out(r, station, team_tables.hub_number(r, "published") + 1, limit, own=True)


def hidden(r: Reading, number: int) -> Outgoing:
    """One of this station's entries, without saying what it says."""
    row = r.one(f"SELECT {journal.COLUMNS} FROM entry WHERE station = ? AND number = ?", (r.value(_STATION), number))
    if row is None:
        raise LookupError("no such entry")
    shown = placeholder(journal.entry_from(row))
    return Outgoing(shown.id, shown.kind, number, write_entry(shown, ()))


def relayable(r: Reading, station: str, first: int, last: int) -> list[Outgoing]:
    """Entries of a station that are here, to be put into the stream again."""
    own = station == r.value(_STATION)
    return [one for one in _rows_out(r, station, first, last - first + 1, own=own) if one.number <= last]


def _rows_out(r: Reading, station: str, first: int, limit: int, *, own: bool) -> list[Outgoing]:
    rows = r.rows(
        f"SELECT {journal.COLUMNS} FROM entry WHERE station = ? AND number >= ? ORDER BY number LIMIT ?",
        (station, first, limit),
    )
    entries = [journal.entry_from(row) for row in rows]
    places = _places_of(r, [entry.id for entry in entries])
    found = []
    for entry in entries:
        shown = entry if not own or for_team(entry) else placeholder(entry)
        body = write_entry(shown, places.get(entry.id, ()) if shown is entry else ())
        found.append(Outgoing(entry.id, shown.kind, entry.number, body))
    return found


def _places_of(r: Reading, ids: Sequence[str]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    given = json.dumps(ids)
    for entry_id, sink, lane in r.rows(
        "SELECT entry_id, sink, lane FROM delivery WHERE entry_id IN (SELECT value FROM json_each(?))"
        " UNION ALL SELECT entry_id, sink, lane FROM elsewhere WHERE entry_id IN (SELECT value FROM json_each(?))"
        " AND lane <> ''",
        (given, given),
    ):
        places = found.setdefault(entry_id, [])
        if all(elsewhere.family_of(one.sink) != elsewhere.family_of(sink) for one in places):
            places.append(Place(sink, lane))
    return found


def last_number(r: Reading) -> int:
    """Number of this station's newest entry, 0 where it has none."""
    return int(r.value("SELECT max(number) FROM entry WHERE station = ?", (r.value(_STATION),)) or 0)


def published(tx: Tx, number: int) -> None:
    """The hub has this station's entries up to a number.

    The others are told of no more: what they do not find in the stream they would look, and ask, for.
    """
    if number > team_tables.hub_number(tx, "published"):
        team_tables.set_hub(tx, published=number)
    own = team_tables.stations(tx, [tx.station])
    team_tables.advance(tx, own, {tx.station: number}, own[tx.station].hub_cursor if own else 0, no_further=True)


def begin_stream(tx: Tx, stream: str) -> None:
    """The hub has a stream that is not the one known here."""
    team_tables.forget_stream(tx, stream)


def note_bad(tx: Tx, count: int) -> None:
    """So many messages could not be read."""
    team_tables.set_hub(tx, bad=team_tables.hub_number(tx, "bad") + count)


def apply(tx: Tx, portion: Sequence[Wired], cursor: int | None, *, at_once: int = AT_ONCE) -> Applied:
    """Take in entries of other stations with all that follows from them, and move on in the stream.

    Args:
        portion: as they came; twice, again and in any order does no harm.
        cursor: the place behind them, None where it is not to be moved.
        at_once: project with them at most so many things.
    """
    before = team_tables.stations(tx, {one.entry.station for one in portion})
    fresh, forked = _fresh(tx, portion, before)
    # What is missing behind a gap is looked for from before the portion that showed it.
    reached = team_tables.hub_number(tx, "cursor")
    late = False
    if fresh:
        entries = [one.entry for one in fresh]
        rows = [(*one.entry[:8], one.body) for one in fresh]
        journal.insert_foreign(tx, rows, max(entry.hlc for entry in entries))
        elsewhere.keep_places(tx, _places(fresh))
        # Before what follows, which may write entries of this station.
        _advance(tx, portion, before, reached)
        team_effects.follow(tx, entries)
        things = project_plain(tx, entries) + _told_before(tx, fresh)
        late = len(things) > at_once
        if late:
            put_off(tx, things)
        else:
            project_things(tx, things)
    if forked:
        for station in forked:
            team_tables.mark_differing(tx, station, differs=True)
    if cursor is not None:
        team_tables.set_hub(tx, cursor=cursor)
    return Applied(len(fresh), len(forked), late)


def apply_some(
    tx: Tx, entries: Sequence[tuple[int, Wired]], end: int | None, *, portion: int, seconds: float
) -> tuple[int, Applied]:
    """Take in as many portions as fit into one transaction, at least one.

    Whatever its size a transaction writes each page that it changed once, and entries about many things change pages all over the
    journal's index: a large one costs half as much as many small ones.

    Args:
        entries: with their places in the stream.
        end: the place behind all of them, None where it is not to be moved.
        portion: so many at once.
        seconds: after so long no further portion is begun, nor when somebody waits.

    Returns:
        How many entries were taken, and what became of them.
    """
    is_over = tx.time_for(seconds)
    taken, fresh, forked, late = 0, 0, 0, False
    while True:
        part = entries[taken : taken + portion]
        taken += len(part)
        cursor = end if end is None or taken == len(entries) else part[-1][0]
        done = apply(tx, [one for _, one in part], cursor)
        fresh, forked, late = fresh + done.fresh, forked + done.forked, late or done.put_off
        if taken == len(entries) or is_over():
            return taken, Applied(fresh, forked, late)


def _advance(tx: Tx, portion: Sequence[Wired], before: dict[str, team_tables.Heard], cursor: int) -> None:
    most: dict[str, int] = {}
    for one in portion:
        if one.entry.station != tx.station:
            most[one.entry.station] = max(most.get(one.entry.station, 0), one.entry.number)
    team_tables.advance(tx, before, most, cursor)


def _fresh(tx: Tx, portion: Sequence[Wired], before: dict[str, team_tables.Heard]) -> tuple[list[Wired], set[str]]:
    """Entries that are not here, each once, and stations that have another entry here under one of these numbers."""
    fresh: dict[tuple[str, int], Wired] = {}
    perhaps: dict[str, dict[int, Wired]] = {}
    forked: set[str] = set()
    for one in portion:
        station, number = one.entry.station, one.entry.number
        if station == tx.station:
            continue
        known = before.get(station)
        if known is not None and number <= known.most:
            perhaps.setdefault(station, {})[number] = one
        elif fresh.setdefault((station, number), one).entry.id != one.entry.id:
            forked.add(station)
    for station, numbers in perhaps.items():
        here = team_tables.known_numbers(tx, station, numbers)
        for number, one in numbers.items():
            if number not in here:
                fresh[station, number] = one
            elif here[number] != one.entry.id:
                forked.add(station)
    return list(fresh.values()), forked


def _places(fresh: Iterable[Wired]) -> list[tuple[str, str, str, str]]:
    return [(one.entry.id, place.sink, place.lane, one.entry.station) for one in fresh for place in one.places]


def _told_before(tx: Tx, fresh: Sequence[Wired]) -> list[tuple[str, str]]:
    """Entries of which it was told before they came themselves what became of them."""
    ids = json.dumps([one.entry.id for one in fresh if one.places])
    return [
        ("told", row[0])
        for row in tx.rows(
            "SELECT entry_id FROM elsewhere WHERE entry_id IN (SELECT value FROM json_each(?)) AND told <> ''", (ids,)
        )
    ]


def tell(tx: Tx) -> int:
    """Write down for the team what became of this station's deliveries since it was last told; how many."""
    team_effects.give_away_late(tx)
    rows = tx.rows(_UNTOLD, (_TELL,))
    if rows:
        states = [
            [entry_id, sink, state, None if receipt is None else json.loads(receipt)]
            for _, entry_id, sink, state, receipt in rows
        ]
        journal.append(tx, NewEntry(Kind.DELIVERIES_TOLD, f"station:{tx.station}", {"states": states}, "console"))
        tx.executemany("UPDATE delivery SET told = ? WHERE id = ?", [(row[3], row[0]) for row in rows])
    return len(rows)


def look_again(tx: Tx) -> None:
    """This station was, or is, out of touch with the others: they may have adopted what they know of it."""
    deliveries.look_again(tx, team_tables.hub_number(tx, "published"))


def gaps(r: Reading, elsewhere_upto: dict[str, int], most: int) -> list[Gap]:
    """Entries that are missing here.

    Args:
        elsewhere_upto: by station how far others know its entries.
        most: ask for so many of one station at most.
    """
    own = r.value(_STATION)
    known = team_tables.stations(r)
    found = []
    for station in sorted({*known, *elsewhere_upto} - {own}):
        here = known.get(station)
        upto = here.upto if here is not None else 0
        last = max(here.most if here is not None else 0, elsewhere_upto.get(station, 0))
        if last > upto:
            cursor = here.hub_cursor if here is not None else 0
            found.append(Gap(station, upto + 1, min(last, upto + most), cursor))
    return found


def digests(r: Reading) -> dict[str, tuple[int, str]]:
    """How far this station knows each station's entries, with the digest until there."""
    return {name: (one.upto, one.digest) for name, one in team_tables.stations(r).items() if one.upto}


class Known(NamedTuple):
    """What is known here of one station.

    Attributes:
        entries: how many of its entries are here without a gap.
        missing: how many are missing below the greatest number that is here.
        published: of this very station, how many of its entries the hub has; None of another one.
        waiting: deliveries that are its and not known to be done.
        heard_at: when its last new entry came, UTC epoch milliseconds.
    """

    station: str
    own: bool
    entries: int
    missing: int
    digest: str
    differs: bool
    published: int | None
    waiting: int
    heard_at: int


class TeamStatus(NamedTuple):
    """How far this station is with the team.

    Attributes:
        stream: the hub's stream as it was last seen, '' where there never was one.
        cursor: place in it.
        unreadable: messages of others that could not be read.
        put_off: things whose projections are still to follow.
    """

    station: str
    stream: str
    cursor: int
    unreadable: int
    put_off: int
    stations: list[Known]


def status(r: Reading) -> TeamStatus:
    """How far this station is with the team."""
    own = str(r.value(_STATION))
    made = int(r.value("SELECT max(number) FROM entry WHERE station = ?", (own,)) or 0)
    counts = dict(r.rows("SELECT station, count(*) FROM entry GROUP BY station"))
    open_here = int(r.value(f"SELECT count(*) FROM delivery WHERE {deliveries.OPEN}"))
    known = team_tables.stations(r)
    rows = []
    for station in sorted({own, *known}, key=lambda name: (name != own, name)):
        one = known.get(station)
        mine = station == own
        rows.append(
            Known(
                station,
                mine,
                made if mine else 0 if one is None else one.upto,
                0 if mine or one is None else one.most - counts.get(station, 0),
                "" if one is None else one.digest,
                one is not None and one.differs,
                team_tables.hub_number(r, "published") if mine else None,
                open_here if mine else len(elsewhere.orphans(r, station)),
                0 if one is None else one.heard_at,
            )
        )
    return TeamStatus(
        own,
        team_tables.hub_text(r, "stream"),
        team_tables.hub_number(r, "cursor"),
        team_tables.hub_number(r, "bad"),
        int(r.value("SELECT count(*) FROM unprojected")),
        rows,
    )


def compare(tx: Tx, theirs: dict[str, tuple[int, str]]) -> set[str]:
    """Compare what another station says it has with what is here, where both are equally far; stations that differ."""
    known = team_tables.stations(tx, theirs)
    differing = set()
    for station, (upto, digest) in theirs.items():
        here = known.get(station)
        if here is None or here.upto != upto:
            continue
        differs = here.digest != digest
        if differs:
            differing.add(station)
        if differs != here.differs:
            team_tables.mark_differing(tx, station, differs=differs)
    return differing
