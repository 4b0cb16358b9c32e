"""A broadcast under way: its messages are made a few at a time, so that it can be paused, and texts of agents go before them.

The journal holds everybody it goes to before the first message is made, and each message is made in the same transaction that
notes for whom. So whatever happens in between, going on means looking for whom there is none yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.broadcast import text_for
from fallback_console.domain.delivery import DeliveryState, Problem
from fallback_console.domain.entry import Entry, Kind, NewEntry
from fallback_console.domain.errors import InputError
from fallback_console.services import messages
from fallback_console.services.broadcast_list import Broadcast, find
from fallback_console.services.connections import sms_rate, sms_sinks
from fallback_console.services.people import called
from fallback_console.services.record import clean_line
from fallback_console.store import deliveries, journal
from fallback_console.store.broadcast_projection import project_broadcast, write_left_out
from fallback_console.store.people import opted_out

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["BATCH", "cancel", "feed", "follow", "held", "pause", "resume", "room_for", "running"]

BATCH = 10
"""At most so many messages are made in one transaction."""

_BUDGET = 0.003
"""Seconds after which a transaction makes no more messages."""

_AHEAD_SECONDS = 2.0
_FEWEST_AHEAD, _MOST_AHEAD = 10, 500
"""So many seconds' worth of messages lie ready for the gateway; of a slow one at least so many, of a fast one at most."""

_MINUTE_MS = 60_000
_PACED_MS = 10_000
"""A chosen pace is kept over so long: what one look did not make comes with the next, but a pause is not made up for."""

_RANKED = "delivery INDEXED BY delivery_ranked WHERE rank > 0 AND state NOT IN ('confirmed', 'dropped')"
_MADE = "p_broadcast_to WHERE run = ? AND position < ? AND entry_id <> ''"
_NEXT = "p_broadcast_to INDEXED BY p_broadcast_next WHERE run = ? AND entry_id = '' AND reason = ''"

CANCELLED = "cancelled"
"""Code of the problem of a message whose broadcast was cancelled before anybody tried it."""


class _Under(NamedTuple):
    broadcast: str
    run: str
    text: str
    who: str
    per_minute: int
    position: int
    last: str
    """Id of the last message that was made, "" before the first; ids sort by when they were made."""


def running(r: Reading) -> bool:
    """Whether any broadcast of this station still has messages to make."""
    return bool(
        r.value(
            "SELECT 1 FROM p_broadcast b WHERE state = 'running'"
            " AND station = (SELECT value FROM meta WHERE name = 'station') AND EXISTS (SELECT 1 FROM p_broadcast_to t"
            " INDEXED BY p_broadcast_next WHERE t.run = b.run AND t.entry_id = '' AND t.reason = '') LIMIT 1"
        )
    )


def held(r: Reading) -> int:
    """How many people of this station's paused broadcasts there is no message for yet."""
    return int(
        r.value(
            "SELECT count(*) FROM p_broadcast b CROSS JOIN p_broadcast_to t INDEXED BY p_broadcast_next"
            " ON t.run = b.run AND t.entry_id = '' AND t.reason = '' WHERE b.state = 'paused'"
            " AND b.station = (SELECT value FROM meta WHERE name = 'station')"
        )
    )


def feed(tx: Tx) -> int:
    """Make the next messages of the broadcasts that run at this station.

    Returns:
        How many people were seen to; 0 where enough lie ready, or nothing is to do, or no gateway is connected.
    """
    room = room_for(tx)
    if room <= 0:
        return 0
    under = _under_way(tx)
    begin = tx.clock.monotonic()
    done = 0
    for count, one in enumerate(under):
        # Those that run side by side share what there is room for.
        share = max(1, (room - done) // (len(under) - count))
        for position, number, person, name in _next(tx, one, min(share, room - done)):
            _make(tx, one, position, number, person, name)
            done += 1
            if tx.clock.monotonic() - begin > _BUDGET:
                return done
    return done


def _under_way(tx: Tx) -> list[_Under]:
    """Those with messages to make, whichever waited longest first: time that runs out before all had a turn takes it from none."""
    found = []
    for broadcast, run, text, who, per_minute, position in tx.rows(
        "SELECT id, run, text, started_by, per_minute,"
        f" (SELECT position FROM {_NEXT.replace('?', 'p_broadcast.run')} ORDER BY position LIMIT 1) AS next"
        " FROM p_broadcast WHERE state = 'running' AND station = ? AND next IS NOT NULL ORDER BY started_at, id",
        (tx.station,),
    ):
        made = tx.rows(f"SELECT entry_id FROM {_MADE} ORDER BY position DESC LIMIT 1", (run, position))
        found.append(_Under(broadcast, run, text, who, per_minute, position, made[0][0] if made else ""))
    return sorted(found, key=lambda one: one.last)


def room_for(r: Reading) -> int:
    """How many messages to many people may be made now, so that what lies ready lasts and agents' texts do not wait long behind it;
    0 or less where enough lies ready, or no gateway is connected."""
    sinks = sms_sinks(r)
    if not sinks:
        return 0
    rows = r.rows(
        f"SELECT sink, count(*) FROM {_RANKED} AND rank = 1 AND state IN ('waiting', 'in_flight') GROUP BY sink"
    )
    ready: dict[str, int] = dict(rows)
    # Where one of several stands still, what lies ready for it keeps nothing from the others.
    room = max(_ahead(sms_rate(r, sink) or 0.0) - ready.get(sink, 0) for sink in sinks)
    return min(BATCH, room, _MOST_AHEAD - sum(ready.values()))


def _ahead(rate: float) -> int:
    return min(_MOST_AHEAD, max(_FEWEST_AHEAD, int(rate * _AHEAD_SECONDS)))


def pause(tx: Tx, who: str, broadcast: str) -> int:
    """No more of it goes out, until it is resumed.

    Returns:
        How many messages are with the gateway this moment and can no longer be held.

    Raises:
        InputError: it does not run.
    """
    one = _require(tx, broadcast, "running", "This broadcast does not run.")
    held = _rank(tx, one.run, deliveries.NOT_NOW)
    _say(tx, who, broadcast, Kind.BROADCAST_PAUSED, {})
    return sum(1 for _, state, *_ in held if state == DeliveryState.IN_FLIGHT)


def resume(tx: Tx, who: str, broadcast: str) -> None:
    """It goes on where it was.

    Raises:
        InputError: it is not paused.
    """
    one = _require(tx, broadcast, "paused", "This broadcast is not paused.")
    held = _rank(tx, one.run, deliveries.LATER)
    for sink in {deliveries.get(tx, found[0]).sink for found in held}:
        tx.touch("delivery", sink)
    _say(tx, who, broadcast, Kind.BROADCAST_RESUMED, {})


def cancel(tx: Tx, who: str, broadcast: str, reason: str = "") -> int:
    """What has not gone out never will. What is with the gateway, or may have got there, is left to come to its end.

    Returns:
        How many people do not get it.

    Raises:
        InputError: it was never started, or cancelled before.
    """
    one = find(tx, broadcast)
    if one.state not in ("running", "paused"):
        raise InputError("This broadcast does not run.", "Look at the list of broadcasts again.")
    said = clean_line(reason, "reason")
    left = int(tx.value(f"SELECT count(*) FROM {_NEXT}", (one.run,))) + _drop_open(tx, who, one.run, said)
    _say(tx, who, broadcast, Kind.BROADCAST_CANCELLED, {"reason": said})
    return left


def follow(tx: Tx, word: Entry) -> None:
    """Somebody at another station paused, resumed or cancelled a broadcast: what lies ready here follows, where it runs here."""
    broadcast = word.subject.removeprefix("broadcast:")
    project_broadcast(tx, broadcast)
    row = tx.one(
        "SELECT run, state, changed_by, reason FROM p_broadcast WHERE id = ? AND station = ?", (broadcast, tx.station)
    )
    if row is None:
        return
    run, state, who, reason = row
    if state == "cancelled":
        _drop_open(tx, who, run, reason)
        return
    for found in _rank(tx, run, deliveries.NOT_NOW if state == "paused" else deliveries.LATER):
        tx.touch("delivery", deliveries.get(tx, found[0]).sink)


def _rank(tx: Tx, run: str, rank: int) -> list[tuple[int, str, str, str]]:
    held = _open(tx, run)
    tx.executemany("UPDATE delivery SET rank = ? WHERE id = ?", [(rank, found[0]) for found in held])
    return held


def _drop_open(tx: Tx, who: str, run: str, said: str) -> int:
    """Give up what nobody has tried; how many."""
    left = 0
    problem = Problem(CANCELLED, "Its broadcast was cancelled before it was sent.")
    for delivery_id, state, entry_id, number in _open(tx, run):
        delivery = deliveries.get(tx, delivery_id)
        if state == DeliveryState.WAITING and not delivery.look_first:
            deliveries.move(tx, delivery, DeliveryState.DROPPED, problem=problem)
            body = {"of": entry_id, "sink": delivery.sink, "reason": said or problem.message}
            journal.append(tx, NewEntry(Kind.DELIVERY_DROPPED, f"entry:{entry_id}", body, who))
            tx.touch("sms", number)
            left += 1
        else:
            tx.execute("UPDATE delivery SET rank = ? WHERE id = ?", (deliveries.LATER, delivery_id))
    return left


def _next(tx: Tx, one: _Under, most: int) -> list[tuple[int, str, str, str]]:
    """Whose turn it is; with a chosen pace fewer than there is room for."""
    if one.per_minute:
        most = min(most, _due(tx, one))
    if most <= 0:
        return []
    rows = tx.rows(f"SELECT position, number, person, name FROM {_NEXT} ORDER BY position LIMIT ?", (one.run, most))
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def _due(tx: Tx, one: _Under) -> int:
    """How many messages its pace allows now, counted from the oldest of the last few."""
    gap = _MINUTE_MS / one.per_minute
    few = max(1, int(_PACED_MS / gap))
    now = tx.clock.now_ms()
    # Neither a pause nor what was made before the clock was set back is reckoned with.
    since = now - int(2 * max(_PACED_MS, gap))
    made = tx.rows(
        "SELECT made_at FROM entry WHERE made_at BETWEEN ? AND ? AND id IN"
        f" (SELECT entry_id FROM {_MADE} ORDER BY position DESC LIMIT {few}) ORDER BY made_at",
        (since, now, one.run, one.position),
    )
    if not made:
        return 1
    return min(few, int((now - made[0][0]) / gap) + 1 - len(made))


def _make(tx: Tx, one: _Under, position: int, number: str, person: str, name: str) -> None:
    """Make one message; who asked for no more texts since the start gets none."""
    reason = "opted-out" if opted_out(tx, number) else ""
    if not reason:
        text = text_for(one.text, name, called(tx, one.who))
        try:
            messages.send_sms(tx, one.who, "", number, text, person_key=person, place=(one.run, position))
        except InputError:
            reason = "refused"
    if not reason:
        return
    body = {"position": position, "reason": reason}
    write_left_out(tx, journal.append(tx, NewEntry(Kind.BROADCAST_LEFT_OUT, f"run:{one.run}", body, one.who)))
    tx.touch("broadcast", one.broadcast)


def _open(r: Reading, run: str) -> list[tuple[int, str, str, str]]:
    """Id, state, entry and number of the deliveries of a run that are not done with; there are never many but of those in doubt."""
    rows = r.rows(
        f"SELECT d.id, d.state, d.entry_id, json_extract(e.body, '$.to') FROM (SELECT id, state, entry_id FROM {_RANKED}) d"
        " JOIN entry e ON e.id = d.entry_id WHERE json_extract(e.body, '$.broadcast') = ? ORDER BY d.id",
        (run,),
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def _require(r: Reading, broadcast: str, state: str, words: str) -> Broadcast:
    one = find(r, broadcast)
    if one.state != state:
        raise InputError(words, "Look at the list of broadcasts again.")
    return one


def _say(tx: Tx, who: str, broadcast: str, kind: str, body: dict[str, str]) -> None:
    journal.append(tx, NewEntry(kind, f"broadcast:{broadcast}", body, who))
    project_broadcast(tx, broadcast)
