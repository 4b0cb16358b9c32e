"""A team goes on at each of its sites while the hub is away: stations at one server tell each other what they write.

Nothing of it counts as handed over: the hub gets every entry afterwards, as if nobody had said it before, and what was heard already does
no harm then. What a message lost on the way leaves missing is noticed by the numbers that stations say they have, and said again.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from fallback_console.domain.errors import OutsideError, StoreError
from fallback_console.network.team_inbox import ASK, HERE, Ask, Batch, Here, message_of
from fallback_console.network.waking import rest, together, told_of
from fallback_console.ports import Clock
from fallback_console.ports.hub import Beat, HubMessage, HubRecord
from fallback_console.ports.neighbours import Neighbours
from fallback_console.services import presence, teaming
from fallback_console.store import team_tables
from fallback_console.store.engine import Store
from fallback_console.store.tx import Reading, Tx

__all__ = ["AmongNeighbours", "NearPace"]

T = TypeVar("T")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NearPace:
    """How much at once, and how often.

    Attributes:
        say: entries said at once.
        here: seconds between two times that a station says it is there.
        look: seconds between two looks for own entries, and for what is missing.
        again: seconds until what is missing is asked for, and asked for again; what was said so lately is not said again.
        ask: entries asked for at once.
        retry: seconds until the server is tried again.
    """

    say: int = 500
    here: float = 10.0
    look: float = 1.0
    again: float = 3.0
    ask: int = 2000
    retry: float = 3.0


class AmongNeighbours:
    """Works as long as ``run`` is awaited, which is while the hub is away.

    Args:
        store: the local store.
        neighbours: the way to the others.
        clock: time.
        login: who works here.
        take_in: takes in what was heard, and gives what it was.
        pace: how much at once.
        chance: jitter.
    """

    def __init__(
        self,
        store: Store,
        neighbours: Neighbours,
        clock: Clock,
        login: str,
        take_in: Callable[[Sequence[HubRecord]], Awaitable[Batch]],
        pace: NearPace | None = None,
        chance: random.Random | None = None,
    ) -> None:
        self._store = store
        self._neighbours = neighbours
        self._clock = clock
        self._login = login
        self._take_in = take_in
        self._pace = pace or NearPace()
        self._chance = chance or random.Random()
        self._wake = asyncio.Event()
        self._theirs: dict[str, int] = {}
        self._missing: dict[str, tuple[int, float]] = {}
        self._said_again: dict[int, tuple[int, float]] = {}
        self._here_at = 0.0

    async def run(self) -> None:
        """Tell the others, and hear them, until cancelled; a server that fails is tried again."""
        try:
            with told_of(self._store, told=self._wake):
                while True:
                    try:
                        await self._neighbours.join()
                        self._here_at = self._clock.monotonic()
                        await together(self._say_loop, self._hear_loop)
                    except (OutsideError, StoreError) as error:
                        log.debug("no neighbours can be heard: %s", error.code)
                    await asyncio.sleep(self._pace.retry * (0.5 + self._chance.random()))
        finally:
            await self._neighbours.leave()

    async def _say_loop(self) -> None:
        while True:
            self._wake.clear()
            await self._write(teaming.tell)
            while await self._say_new():
                pass
            if self._clock.monotonic() >= self._here_at:
                await self._say_here()
            await self._ask_for_missing()
            await rest(self._wake, self._pace.look)

    async def _hear_loop(self) -> None:
        while True:
            batch = await self._take_in(await self._neighbours.hear())
            await self._note_here(batch.here)
            for ask in batch.asks:
                await self._answer(ask)

    async def _say_new(self) -> bool:
        """The next own entries that neither the hub has nor anybody was told of; whether there may be more."""
        rows = self._store.read(self._unsaid)
        if not rows:
            return False
        last = rows[-1].number
        # On the disk before anybody hears of it, with all before it: a number that was heard must never be given twice.
        await self._write(lambda tx: team_tables.set_hub(tx, said=last))
        await self._say(rows)
        return len(rows) == self._pace.say

    def _unsaid(self, r: Reading) -> list[teaming.Outgoing]:
        first = max(team_tables.hub_number(r, "published"), team_tables.hub_number(r, "said")) + 1
        return teaming.relayable(r, self._store.station, first, first + self._pace.say - 1)

    async def _say(self, rows: Sequence[teaming.Outgoing]) -> None:
        await self._neighbours.say([HubMessage(row.id, row.kind, row.body) for row in rows])

    async def _say_here(self) -> None:
        self._here_at = self._clock.monotonic() + self._pace.here * (0.75 + self._chance.random() / 2)
        number = self._store.read(teaming.last_number)
        await self._tell(HERE, {"station": self._store.station, "number": number, "login": self._login})

    async def _tell(self, kind: str, values: dict[str, object]) -> None:
        await self._neighbours.say([message_of(kind, values, self._clock.now_ms())])

    async def _note_here(self, here: Sequence[Here]) -> None:
        if not here:
            return
        now = self._clock.now_ms()
        beats = {one.name: Beat(one.name, presence.beat_value(one.login), now) for one in here}
        await self._write(lambda tx: presence.heard(tx, beats), durable=False)
        if any(one.station not in self._theirs for one in here):
            # Whoever has just come hears at once who else is here, though not from everybody in one moment.
            soon = self._clock.monotonic() + self._pace.look * self._chance.random()
            self._here_at = min(self._here_at, soon)
        for one in here:
            self._theirs[one.station] = max(self._theirs.get(one.station, 0), one.number)

    async def _ask_for_missing(self) -> None:
        """Ask for what is missing of those who are here, once it had the time to come by itself."""
        now = self._clock.monotonic()
        before, self._missing = self._missing, {}
        for gap in self._store.read(lambda r: teaming.gaps(r, self._theirs, self._pace.ask)):
            if gap.station not in self._theirs:
                continue
            first, due = before.get(gap.station, (0, 0.0))
            if first != gap.first:
                due = now + self._pace.again * self._chance.random()
            elif now >= due:
                await self._tell(ASK, {"station": gap.station, "first": gap.first, "last": gap.last})
                due = now + self._pace.again * (1 + self._chance.random())
            self._missing[gap.station] = gap.first, due

    async def _answer(self, ask: Ask) -> None:
        """Say own entries again that somebody misses; everybody who missed them hears it."""
        now = self._clock.monotonic()
        self._said_again = {first: one for first, one in self._said_again.items() if now - one[1] < self._pace.again}
        last = min(ask.last, ask.first + self._pace.ask - 1)
        if ask.station != self._store.station or self._said_again.get(ask.first, (0, 0.0))[0] >= last:
            return
        self._said_again[ask.first] = last, now
        for first in range(ask.first, last + 1, self._pace.say):
            upto = min(last, first + self._pace.say - 1)
            await self._say(
                self._store.read(lambda r, a=first, b=upto: teaming.relayable(r, self._store.station, a, b))  # type: ignore[misc]
            )

    async def _write(self, fn: Callable[[Tx], T], *, durable: bool = True) -> T:
        return await asyncio.wrap_future(self._store.write(fn, background=True, durable=durable))
