"""A broadcast under way: its messages are made a few at a time, so that it can be paused, and texts of agents go before them.

The journal holds everybody it goes to before the first message is made, and each message is made in the same transaction that
notes for whom. So whatever happens in between, going on means looking for whom there is none yet.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.broadcast import text_for
from fallback_console.domain.delivery import DeliveryState, Problem
from fallback_console.domain.entry import Entry, Kind, NewEntry
from fallback_console.domain.errors import InputError
from fallback_console.services import dispatch, going_out, messages
from fallback_console.services.broadcast_list import Broadcast, find
from fallback_console.services.connections import sms_offers, sms_rate, sms_sinks
from fallback_console.services.giving_up import give_up
from fallback_console.services.people import called
from fallback_console.services.record import clean_line
from fallback_console.services.sms_choice import sinks_for
from fallback_console.store import deliveries, journal
from fallback_console.store.broadcast_projection import project_broadcast, write_left_out
from fallback_console.store.people import wants_none

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["BATCH", "Passed", "cancel", "feed", "follow", "held", "pause", "resume", "room_for", "running"]

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

_LOOKED_AT = 50
"""So many people are looked through between two looks at the clock."""

_FORGOTTEN_MS = 600_000
"""After so long everybody without a message is looked through anew, whatever was found before."""

_RANKED = "delivery INDEXED BY delivery_ranked WHERE rank > 0 AND state NOT IN ('confirmed', 'dropped')"
# Nearly all lie where they were written for. What waits for the end of the night keeps nothing from those whose day it is.
_READY = (
    "SELECT iif(problem IS NULL, sink, (SELECT 'sms:' || json_extract(body, '$.gateway') FROM entry WHERE id = entry_id)),"
    f" count(*) FROM {_RANKED} AND rank = 1 AND state IN ('waiting', 'in_flight')"
    f" AND ifnull(json_extract(problem, '$.code'), '') <> '{deliveries.QUIET}' GROUP BY 1"
)
_MADE = "p_broadcast_to INDEXED BY p_broadcast_made WHERE run = ? AND entry_id <> ''"
_NEXT = "p_broadcast_to INDEXED BY p_broadcast_next WHERE run = ? AND entry_id = '' AND reason = ''"

_NOWHERE = ""
"""In place of a sink, for whom no gateway serves: they hear of it when it is their turn."""

CANCELLED = "cancelled"
"""Code of the problem of a message whose broadcast was cancelled before anybody tried it."""


class Passed:
    """Up to where those without a message were looked through, for each run and gateway: nobody before that place is for it now.

    Whoever feeds for long keeps one, else thousands in a row who are for a gateway that stands still would be looked through each
    time. It is no more than a memory: without it the same messages are made.
    """

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], int] = {}
        self._offers: object = None
        self._since = self._until = 0

    def begin(self, runs: Collection[str], offers: object, now: int) -> None:
        """Forget what may be so no more: gateways are set up in another way, somebody's night is over, a run has come to its end."""
        if offers != self._offers or not self._since <= now < self._until:
            self._offers, self._since, self._until = offers, now, now + _FORGOTTEN_MS
            self._places.clear()
        self._places = {key: place for key, place in self._places.items() if key[0] in runs}

    def place(self, run: str, sink: str) -> int:
        """Where to go on looking."""
        return self._places.get((run, sink), 0)

    def go_on(self, run: str, sink: str, place: int) -> None:
        """Nobody before this place is for the gateway now."""
        self._places[run, sink] = place

    def asleep(self, until: int) -> None:
        """Somebody who is passed over may be written to at a time, UTC epoch milliseconds."""
        self._until = min(self._until, until)


class _Under(NamedTuple):
    broadcast: str
    run: str
    text: str
    who: str
    me: str
    per_minute: int
    quiet: tuple[int, int] | None
    last: str
    """Id of the last message that was made, "" before the first; ids sort by when they were made."""


class _Someone(NamedTuple):
    position: int
    number: str
    person: str
    name: str


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


def feed(tx: Tx, passed: Passed | None = None) -> int:
    """Make the next messages of the broadcasts that run at this station.

    Each gateway is fed by itself: whom another one serves is passed over, so that one that stands still holds up nobody but those
    it serves. Who has night by now waits for the morning.

    Args:
        passed: what was looked through before, kept from one look to the next.

    Returns:
        How many people were seen to, also those who were only looked at where looking is not done; 0 where enough lies ready, or
        nothing is to do, or no gateway is connected.
    """
    rooms = _rooms(tx)
    under = _under_way(tx) if rooms else []
    if not under:
        return 0
    looked = _Looked(tx, passed, [one.run for one in under])
    # The emptiest first: a fast one that always has room takes no turn from a slow one.
    turns = sorted(rooms, key=lambda sink: rooms[sink].taken)
    if all(offer.countries for offer in looked.offers):
        turns.append(_NOWHERE)
    done = 0
    for sink in turns:
        room = min(BATCH - done, rooms[sink].left if sink else BATCH)
        for count, one in enumerate(under):
            # Those that run side by side share what there is room for.
            share = min(room, max(1, room // (len(under) - count)))
            for someone in looked.next(one, sink, share):
                _make(tx, one, someone)
                done += 1
                room -= 1
                if looked.late():
                    return done
            if looked.cut:
                return done + 1
    return done


class _Looked:
    """A look through those of whom there is no message yet."""

    def __init__(self, tx: Tx, passed: Passed | None, runs: Collection[str]) -> None:
        self._tx = tx
        self.offers = sms_offers(tx)
        self._sink_of = sinks_for(tx)
        self._now = tx.clock.now_ms()
        self._end = tx.clock.monotonic() + _BUDGET
        # Whoever keeps nothing begins anew each time, and so has to come to the end.
        self._hurries = passed is not None
        self._passed = passed or Passed()
        self._passed.begin(runs, self.offers, self._now)
        self.cut = False
        """There was no time to look at everybody."""

    def late(self) -> bool:
        return self._tx.clock.monotonic() > self._end

    def next(self, one: _Under, sink: str, most: int) -> list[_Someone]:
        """Whose turn it is at a gateway; with a chosen pace fewer than there is room for."""
        if one.per_minute and most > 0:
            most = min(most, _due(self._tx, one))
        found: list[_Someone] = []
        place = self._passed.place(one.run, sink)
        while len(found) < most:
            part = self._tx.rows(
                f"SELECT position, number, person, name FROM {_NEXT} AND position >= ? ORDER BY position LIMIT ?",
                (one.run, place, _LOOKED_AT),
            )
            for someone in map(_Someone._make, part):
                place = someone.position + 1
                if self._sink_of(someone.number) == sink and not self._sleeps(one, someone):
                    found.append(someone)
                    if len(found) == most:
                        return found
                elif not found:
                    self._passed.go_on(one.run, sink, place)
            if len(part) < _LOOKED_AT:
                break
            if self._hurries and self.late():
                self.cut = not found
                break
        return found

    def _sleeps(self, one: _Under, someone: _Someone) -> bool:
        if one.quiet is None:
            return False
        until = going_out.quiet_end_of_many(self._tx, someone.number, someone.person, one.quiet, self._now)
        if until is None:
            return False
        self._passed.asleep(until)
        return True


def _under_way(tx: Tx) -> list[_Under]:
    """Those with messages to make, whichever waited longest first: time that runs out before all had a turn takes it from none."""
    found = [
        _Under(broadcast, run, text, who, called(tx, who), per_minute, going_out.quiet_hours_of(tx, run), last or "")
        for broadcast, run, text, who, per_minute, last in tx.rows(
            "SELECT id, run, text, started_by, per_minute,"
            f" (SELECT entry_id FROM {_MADE.replace('?', 'p_broadcast.run')} ORDER BY entry_id DESC LIMIT 1)"
            " FROM p_broadcast WHERE state = 'running' AND station = ?"
            f" AND EXISTS (SELECT 1 FROM {_NEXT.replace('?', 'p_broadcast.run')}) ORDER BY started_at, id",
            (tx.station,),
        )
    ]
    return sorted(found, key=lambda one: one.last)


class _Room(NamedTuple):
    """What lies ready of what is written for a gateway, wherever it waits by now, and how much is to."""

    ready: int
    ahead: int

    @property
    def left(self) -> int:
        return self.ahead - self.ready

    @property
    def taken(self) -> float:
        return self.ready / self.ahead


def room_for(r: Reading) -> int:
    """How many messages to many people may be made now, so that what lies ready lasts and agents' texts do not wait long behind it;
    0 or less where enough lies ready, or no gateway is connected."""
    rooms = _rooms(r).values()
    # Where one of several stands still, what lies ready for it keeps nothing from the others.
    room = max((one.left for one in rooms), default=0)
    return min(BATCH, room, sum(_MOST_AHEAD - one.ready for one in rooms))


def _rooms(r: Reading) -> dict[str, _Room]:
    """By sink. A message that went over to another gateway still takes the room of its own, so that what one that stands still
    gives away does not pile up elsewhere."""
    sinks = sms_sinks(r)
    ready: dict[str, int] = dict(r.rows(_READY)) if sinks else {}
    return {sink: _Room(ready.get(sink, 0), _ahead(sms_rate(r, sink) or 0.0)) for sink in sinks}


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
    for delivery_id, state, _, number in _open(tx, run):
        delivery = deliveries.get(tx, delivery_id)
        if state == DeliveryState.WAITING and not delivery.look_first:
            give_up(tx, who, delivery, dispatch.entry_of(tx, delivery), problem, said)
            tx.touch("sms", number)
            left += 1
        else:
            tx.execute("UPDATE delivery SET rank = ? WHERE id = ?", (deliveries.LATER, delivery_id))
    return left


def _due(tx: Tx, one: _Under) -> int:
    """How many messages its pace allows now, counted from the oldest of the last few."""
    gap = _MINUTE_MS / one.per_minute
    few = max(1, int(_PACED_MS / gap))
    now = tx.clock.now_ms()
    # Neither a pause nor what was made before the clock was set back is reckoned with.
    since = now - int(2 * max(_PACED_MS, gap))
    made = tx.rows(
        "SELECT made_at FROM entry WHERE made_at BETWEEN ? AND ? AND id IN"
        f" (SELECT entry_id FROM {_MADE} ORDER BY entry_id DESC LIMIT {few}) ORDER BY made_at",
        (since, now, one.run),
    )
    if not made:
        return 1
    return min(few, int((now - made[0][0]) / gap) + 1 - len(made))


def _make(tx: Tx, one: _Under, someone: _Someone) -> None:
    """Make one message; who asked for no more texts since the start gets none."""
    reason = "opted-out" if wants_none(tx, someone.number, someone.person) else ""
    if not reason:
        text = text_for(one.text, someone.name, one.me)
        place = (one.run, someone.position)
        try:
            messages.send_sms(tx, one.who, "", someone.number, text, person_key=someone.person, place=place)
        except InputError:
            reason = "refused"
    if not reason:
        return
    body = {"position": someone.position, "reason": reason}
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
