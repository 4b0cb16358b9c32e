"""Carries entries between this station's journal and the team's hub, both ways, for as long as there is a hub.

The journal is the only truth. What the hub has acknowledged is remembered only after that, and the place in the stream only
together with what was read there; so whenever the program dies, nothing is lost and nothing counts twice.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from fallback_console.domain.errors import OutsideError, RefusedError
from fallback_console.domain.events import EngineEvent, TeamChanged
from fallback_console.network.neighbours import AmongNeighbours, NearPace
from fallback_console.network.team_inbox import ASK, DIGEST, RELAY, Ask, Batch, message_of, read_batch
from fallback_console.network.waking import rest, together, told_of
from fallback_console.ports import Clock
from fallback_console.ports.hub import Hub, HubMessage, HubRecord
from fallback_console.ports.neighbours import Neighbours
from fallback_console.services import teaming
from fallback_console.services.team_effects import ANSWERED
from fallback_console.store import projecting, team_tables
from fallback_console.store.engine import Store
from fallback_console.store.tx import Tx

__all__ = ["TeamPace", "Teaming"]

T = TypeVar("T")

log = logging.getLogger(__name__)

_ASK_EVERY = 4
"""Rounds between two questions for the same: whoever has it answers within two."""


_LONG_CALM_S = 5.0
"""However long entries have been coming, they have ended when none came for so long."""


@dataclass(frozen=True, slots=True)
class TeamPace:
    """How much at once, and how often.

    Attributes:
        publish: entries handed to the hub at once.
        read: records read at once.
        portion: entries taken in by one set of statements.
        apply_seconds: a transaction that takes entries in begins no further portion after this, nor when somebody waits.
        project_seconds: one that makes up for projections begins no further one after this, nor when somebody waits.
        calm: seconds without anything new until projections that were put off are made up for; where entries have been coming for
            longer, half as long as they have.
        put_off: seconds for which they wait at most while ever more comes.
        look: seconds between two looks for own entries that nobody told of.
        settle: seconds between two rounds of comparing with the others.
        ask: missing entries asked for at once.
        retry: seconds until a hub that failed is tried again; doubled until ``longest``.
        longest: the most of it.
    """

    publish: int = 500
    read: int = 1000
    portion: int = 500
    apply_seconds: float = 0.25
    project_seconds: float = 0.25
    calm: float = 0.25
    put_off: float = 30.0
    look: float = 1.0
    settle: float = 20.0
    ask: int = 2000
    retry: float = 0.5
    longest: float = 5.0


class _Ahead(NamedTuple):
    """Records and what they hold, read while as many stations' names were known."""

    records: Sequence[HubRecord]
    batch: Batch
    names: int


class Teaming:
    """Works as long as ``run`` is awaited.

    Args:
        store: the local store.
        hub: the team's.
        clock: time.
        on_event: told what came.
        pace: how much at once.
        chance: jitter.
        neighbours: who is heard while the hub is away; None for nobody.
        login: who works here.
        near: how much at once among them.
    """

    def __init__(
        self,
        store: Store,
        hub: Hub,
        clock: Clock,
        on_event: Callable[[EngineEvent], None],
        pace: TeamPace | None = None,
        chance: random.Random | None = None,
        *,
        neighbours: Neighbours | None = None,
        login: str = "",
        near: NearPace | None = None,
    ) -> None:
        self._store = store
        self._hub = hub
        self._clock = clock
        self._on_event = on_event
        self._pace = pace or TeamPace()
        self._chance = chance or random.Random()
        self._wake = asyncio.Event()
        self._connected = False
        self._names = store.read(team_tables.names)
        self._names[store.station] = hub.station
        self._upto: dict[str, int] = {}
        self._missing: dict[str, tuple[int, int]] = {}
        self._asks: list[tuple[int, Ask]] = []
        self._answered: set[str] = set()
        self._round = 0
        self._near: AmongNeighbours | None = None
        if neighbours is not None:
            self._near = AmongNeighbours(store, neighbours, clock, login, self._overhear, near, self._chance)

    async def prepare(self) -> None:
        """Before anything is delivered: what the others know may have been delivered by them meanwhile."""
        await self._write(teaming.look_again)

    async def run(self) -> None:
        """Publish, follow and settle until cancelled; a hub that fails is tried again, ever more rarely."""
        near: asyncio.Task[None] | None = None
        wait = self._pace.retry
        try:
            with told_of(self._store, told=self._wake):
                while True:
                    try:
                        await self.begin()
                        wait = self._pace.retry
                        await _ended(near)
                        near = None
                        await together(self._publish_loop, self._follow_loop, self._settle_loop)
                    except OutsideError as error:
                        await self._lost(error)
                    if self._near is not None and (near is None or near.done()):
                        await _ended(near)
                        near = asyncio.create_task(self._near.run())
                    await asyncio.sleep(wait * (0.5 + self._chance.random()))
                    wait = min(wait * 2, self._pace.longest)
        finally:
            await _ended(near)

    async def _lost(self, error: OutsideError) -> None:
        if self._connected:
            log.info("the hub is lost: %s", error.code)
            self._connected = False
            self._on_event(TeamChanged(connected=False))
            await self.prepare()
            # What came before is shown, however long the hub stays away.
            await self.catch_up()

    async def _publish_loop(self) -> None:
        while True:
            self._wake.clear()
            while await self.publish():
                pass
            await rest(self._wake, self._pace.look)
            # An own entry that the hub has must never be undone: its number would be given twice.
            await self._write(teaming.tell, durable=True)

    async def _follow_loop(self) -> None:
        begun = self._clock.monotonic()
        await self._read_on()
        late: tuple[float, float] | None = (begun, self._clock.monotonic())
        cursor = self._store.read(lambda r: team_tables.hub_number(r, "cursor"))
        watching = self._hub.watch(cursor)
        coming = asyncio.ensure_future(_next_of(watching))
        try:
            while True:
                if late is not None and await self._made_up(coming, *late):
                    late = None
                if not (records := await coming):
                    break
                coming = asyncio.ensure_future(_next_of(watching))
                if await self._take_in(records, move=True):
                    now = self._clock.monotonic()
                    late = (now if late is None else late[0], now)
        finally:
            coming.cancel()
            await asyncio.gather(coming, return_exceptions=True)

    async def _made_up(self, coming: asyncio.Future[list[HubRecord]], since: float, last: float) -> bool:
        """Make up for projections unless more comes before that; whether all are made.

        After a while apart thousands of entries come, and a thing is made from all entries about it: once they are all there it
        is made once, else with every portion of them again.

        Args:
            since, last: when the first and the last of them were put off, in the clock's seconds.
        """
        latest = since + self._pace.put_off
        until = min(last + min(max(self._pace.calm, (last - since) / 2), _LONG_CALM_S), latest)
        await asyncio.wait({coming}, timeout=max(0.0, until - self._clock.monotonic()))
        if coming.done() and self._clock.monotonic() < until:
            return False
        # From here on some are made each time, however often little things come.
        while await self._catch_up_some():
            if coming.done() and self._clock.monotonic() < latest:
                return False
        return True

    async def _settle_loop(self) -> None:
        while True:
            await asyncio.sleep(self._pace.settle * (0.5 + self._chance.random()))
            await self.settle()

    async def begin(self) -> None:
        """Find out which stream the hub has; one that was lost is begun anew from the stations' journals.

        Raises:
            OutsideError: the hub does not answer.
        """
        name, end = await self._hub.last()
        known, cursor = self._store.read(
            lambda r: (team_tables.hub_text(r, "stream"), team_tables.hub_number(r, "cursor"))
        )
        if name != known or end < cursor:
            await self._write(lambda tx: teaming.begin_stream(tx, name))
        if not self._connected:
            self._connected = True
            self._on_event(TeamChanged(connected=True))

    async def publish(self) -> int:
        """Hand the next own entries to the hub; how many it has acknowledged.

        Raises:
            OutsideError: the hub does not answer.
        """
        rows = self._store.read(lambda r: teaming.outgoing(r, self._pace.publish))
        if not rows:
            return 0
        try:
            taken = await self._hub.append([HubMessage(row.id, row.kind, row.body) for row in rows])
        except RefusedError as error:
            # This station has not the right to say this; what stands behind it goes on.
            log.warning("the hub does not take an entry of kind %s: %s", rows[0].kind, error.code)
            hidden = self._store.read(lambda r: teaming.hidden(r, rows[0].number))
            taken = await self._hub.append([HubMessage(hidden.id, hidden.kind, hidden.body)])
        if taken:
            number = rows[taken - 1].number
            await self._write(lambda tx: teaming.published(tx, number))
        return taken

    async def follow_up(self) -> None:
        """Read on to the stream's end and take in all of it, then make up for projections that were put off.

        Raises:
            OutsideError: the hub does not answer; what came before is taken in.
        """
        await self._read_on()
        await self.catch_up()

    async def _read_on(self) -> None:
        """The next records are read while these are written."""
        cursor = self._store.read(lambda r: team_tables.hub_number(r, "cursor"))
        coming = asyncio.ensure_future(self._read_ahead(cursor))
        try:
            while (ahead := await coming).records:
                coming = asyncio.ensure_future(self._read_ahead(ahead.records[-1].cursor))
                # Whose entries they may be was learned from those before, perhaps only just now.
                batch = ahead.batch if ahead.names == len(self._names) else None
                await self._take_in(ahead.records, move=True, batch=batch)
        finally:
            coming.cancel()
            await asyncio.gather(coming, return_exceptions=True)

    async def _read_ahead(self, cursor: int) -> _Ahead:
        records = await self._hub.read(cursor, self._pace.read)
        return _Ahead(records, read_batch(records, self._hub.station, self._names), len(self._names))

    async def settle(self) -> None:
        """Tell what is here, look for what is missing, answer what others miss.

        What is missing is first read again where it should have been, then asked for; the station that made entries
        answers at once, others a round later where it has not.

        Raises:
            OutsideError: the hub does not answer.
        """
        self._round += 1
        await self.begin()
        digests = self._store.read(teaming.digests)
        if digests:
            stations = {station: list(one) for station, one in digests.items()}
            await self._say(DIGEST, {"stations": stations})
        await self._answer()
        missing = self._store.read(lambda r: teaming.gaps(r, self._upto, self._pace.ask))
        before, self._missing = self._missing, {}
        for gap in missing:
            first, tries = before.get(gap.station, (0, 0))
            tries = tries + 1 if first == gap.first else 1
            self._missing[gap.station] = (gap.first, tries)
            if tries == 1:
                await self._read_again(gap.cursor)
            elif tries % _ASK_EVERY == 2:
                await self._say(ASK, {"station": gap.station, "first": gap.first, "last": gap.last})

    async def _read_again(self, cursor: int) -> None:
        """Read a part of the stream that was read before; what is here already does no harm."""
        end = self._store.read(lambda r: team_tables.hub_number(r, "cursor"))
        while cursor < end:
            records = await self._hub.read(cursor, self._pace.read)
            if not records:
                break
            await self._take_in(records, move=False)
            cursor = records[-1].cursor
        await self.catch_up()

    async def _answer(self) -> None:
        asks, self._asks = self._asks, []
        for due, ask in asks:
            if due > self._round:
                self._asks.append((due, ask))
            elif _tail(ask) not in self._answered:
                await self._relay(ask)

    async def _relay(self, ask: Ask) -> None:
        own = ask.station == self._store.station
        last = min(ask.last, ask.first + self._pace.ask - 1)
        rows = self._store.read(lambda r: teaming.relayable(r, ask.station, ask.first, last))
        for start in range(0, len(rows), self._pace.publish):
            part = rows[start : start + self._pace.publish]
            # Under ids of this question's own: the hub may still know the old ones and would keep them once only.
            await self._hub.append(
                [HubMessage(f"{row.id}.{_tail(ask)}", row.kind if own else RELAY, row.body) for row in part]
            )

    async def _say(self, kind: str, values: dict[str, object]) -> None:
        await self._hub.append([message_of(kind, values, self._clock.now_ms())])

    async def _take_in(self, records: Sequence[HubRecord], *, move: bool, batch: Batch | None = None) -> bool:
        """Whether projections are still to be made up for."""
        batch = batch or read_batch(records, self._hub.station, self._names)
        if batch.names:
            await self._write(lambda tx: team_tables.keep_names(tx, batch.names))
            self._names.update(batch.names)
        arrived, late = await self._apply(batch, records[-1].cursor if move else None)
        await self._note(batch, again=not move)
        if arrived:
            self._on_event(TeamChanged(connected=self._connected, arrived=arrived))
        return late

    async def _overhear(self, records: Sequence[HubRecord]) -> Batch:
        """What neighbours say is taken in like what the hub has, but no place in its stream is moved."""
        batch = read_batch(records, self._hub.station, self._names)
        if await self._take_in(records, move=False, batch=batch):
            await self.catch_up()
        return batch

    async def _apply(self, batch: Batch, end: int | None) -> tuple[int, bool]:
        """Entries in portions; the place in the stream moves with each, and with the last one behind all records.

        Returns:
            How many were new, and whether projections were put off.
        """
        left, arrived, late = batch.entries, 0, False
        while left or end is not None:
            answered = any(one.entry.kind in ANSWERED for _, one in left)
            taken, done = await self._write(
                lambda tx, left=left: teaming.apply_some(  # type: ignore[misc]
                    tx, left, end, portion=self._pace.portion, seconds=self._pace.apply_seconds
                ),
                durable=answered,
                bulk=len(left) >= self._pace.portion,
            )
            arrived += done.fresh
            late = late or done.put_off
            left = left[taken:]
            if not left:
                break
        return arrived, late

    async def catch_up(self) -> None:
        """Make up for the projections that were put off."""
        while await self._catch_up_some():
            pass

    async def _catch_up_some(self) -> bool:
        """Whether there is more of it."""
        return await self._write(lambda tx: projecting.project_some(tx, self._pace.project_seconds), bulk=True)

    async def _note(self, batch: Batch, *, again: bool) -> None:
        if batch.bad and not again:
            count = sum(batch.bad.values())
            await self._write(lambda tx: teaming.note_bad(tx, count))
            log.warning("messages that cannot be read were left out: %s", batch.bad)
        self._answered |= batch.answered
        if again:
            return
        for ask in batch.asks:
            self._asks.append((self._round + (1 if ask.station == self._store.station else 2), ask))
        for theirs in batch.digests:
            for station, (upto, _) in theirs.items():
                self._upto[station] = max(self._upto.get(station, 0), upto)
            await self._write(lambda tx, theirs=theirs: teaming.compare(tx, theirs))  # type: ignore[misc]

    async def _write(self, fn: Callable[[Tx], T], *, durable: bool = False, bulk: bool = False) -> T:
        # Nearly all of it can be done again: what a power cut takes away is read, or handed to the hub, once more.
        return await asyncio.wrap_future(self._store.write(fn, background=True, durable=durable, bulk=bulk))


async def _next_of(watching: AsyncIterator[list[HubRecord]]) -> list[HubRecord]:
    """What comes next; [] where nothing will."""
    async for records in watching:
        return records
    return []


async def _ended(task: asyncio.Task[None] | None) -> None:
    """A task that is over, whatever came of it; a bug in it was its own."""
    if task is not None:
        task.cancel()
        for failed in await asyncio.gather(task, return_exceptions=True):
            if isinstance(failed, Exception):
                log.error("hearing the neighbours failed by a bug", exc_info=failed)


def _tail(ask: Ask) -> str:
    return ask.id[-12:]
