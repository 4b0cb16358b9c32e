"""The monitor: watches all systems, tells everybody, and keeps the record of outages.

The record is the store's: what to write is decided again inside the transaction that writes it, so that a restart, or a
supervisor who ends the outage at the same moment, can neither double an outage nor bring one back.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Sequence
from functools import partial

from fallback_console.domain.errors import StoreError
from fallback_console.domain.events import EngineEvent, HealthChanged, OutageChanged
from fallback_console.domain.health import State, SystemHealth
from fallback_console.domain.outage_rules import MONITOR, Declare, End, Note, Running, Standing, decide, muted_after
from fallback_console.domain.timing import Timing
from fallback_console.domain.views import OutageRow
from fallback_console.network.waking import rest, told_of
from fallback_console.network.watch import Watch
from fallback_console.ports import Clock, Probe
from fallback_console.services import outages
from fallback_console.store.engine import Store
from fallback_console.store.tx import Reading, Tx

__all__ = ["Monitor"]

log = logging.getLogger(__name__)

_TOPICS = frozenset({"outage", "override", "system"})


class Monitor:
    """Knows the health of every system; lives in the network thread.

    Args:
        store: where outages and overrides are kept.
        probes: of all enabled connections.
        canaries: tell "I am offline" from "they are down"; without any the station counts as online.
        clock: time.
        timing: intervals and thresholds.
        on_event: told of changes, in the network thread; must return at once.
        rng: spreads the probes over time.
    """

    def __init__(
        self,
        store: Store,
        probes: Sequence[Probe],
        canaries: Sequence[Probe],
        clock: Clock,
        timing: Timing,
        on_event: Callable[[EngineEvent], None],
        *,
        rng: random.Random | None = None,
    ) -> None:
        self._store = store
        self._timing = timing
        self._on_event = on_event
        self._wake = asyncio.Event()
        self._told: dict[str, SystemHealth] = {}
        self._outage: OutageRow | None = None
        self._muted: frozenset[str] = frozenset()
        jitter = (rng or random.Random()).random
        self._watch = Watch(probes, canaries, clock, timing, self._health_changed, jitter)

    def snapshot(self) -> tuple[SystemHealth, ...]:
        """What is believed of each system now; may be called from any thread."""
        return self._watch.snapshot()

    async def probe_now(self) -> None:
        """Look at everything now; ends when all has answered or timed out."""
        await self._watch.probe_now()

    async def run(self) -> None:
        """Watch until cancelled; goes on with an outage that was running when the program ended.

        Raises:
            StoreError: the store cannot be read at the start.
        """
        with told_of(self._store, _TOPICS, self._wake):
            await self._adopt()
            self._health_changed()  # after a reload others may still believe what the last monitor said
            async with asyncio.TaskGroup() as group:
                group.create_task(self._watch.run())
                group.create_task(self._keep_record())

    async def _adopt(self) -> None:
        """Take up where the program ended: the supervisors' words and what was down."""
        words, self._outage = await asyncio.wrap_future(self._store.query(_words_and_outage))
        if self._outage is not None:
            noted = _running(self._outage).noted
            down = {name for name in self._outage.systems if noted.get(name, State.DOWN) == State.DOWN}
            self._watch.adopt({name: _down_since(self._outage, name) for name in down})
        self._watch.set_overrides(words)

    async def _keep_record(self) -> None:
        """Follow the supervisors' words and write down what the rules say, whenever something changed."""
        while True:
            # Now and then unasked: another process may have written.
            await rest(self._wake, self._timing.override_every)
            self._wake.clear()
            try:
                await self._record()
            except StoreError as error:
                # It is decided anew at the next turn; the health strip goes on meanwhile.
                log.warning("the outage record could not be written: %s", error.code)

    async def _record(self) -> None:
        words, outage = await asyncio.wrap_future(self._store.query(_words_and_outage))
        self._watch.set_overrides(words)
        standings = self._watch.standings()
        self._note_outage(outage, standings)
        if decide(_running(outage) if outage else None, standings, self._muted):
            outage = await asyncio.wrap_future(self._store.write(partial(_write, standings, self._muted)))
            self._note_outage(outage, standings)

    def _note_outage(self, outage: OutageRow | None, standings: Sequence[Standing]) -> None:
        """Tell of an outage that began, changed or ended, whoever did it."""
        before = self._outage
        self._muted = muted_after(self._muted, standings)
        self._outage = outage
        if before is not None and (outage is None or outage.id != before.id):
            # What is still down was declared over by a person.
            self._muted |= frozenset(s.system for s in standings if s.state is State.DOWN)
            self._on_event(OutageChanged(before.id, running=False))
        if outage is not None and (before is None or _of_systems(outage) != _of_systems(before)):
            self._on_event(OutageChanged(outage.id, running=True))

    def _health_changed(self) -> None:
        """Tell of every system that shows something new; the time of the last probe alone is nothing new."""
        for health in self._watch.snapshot():
            if _shown(health) != _shown(self._told.get(health.system)):
                self._told[health.system] = health
                self._on_event(HealthChanged(health))
        self._wake.set()


def _shown(health: SystemHealth | None) -> tuple[object, ...]:
    """What people and the courier go by."""
    if health is None:
        return ()
    return (
        health.state,
        health.since_at,
        health.deliverable,
        health.sign_in,
        health.override,
        health.offline,
        health.detail,
    )


def _words_and_outage(r: Reading) -> tuple[dict[str, str], OutageRow | None]:
    return outages.overrides(r), outages.current(r)


def _running(outage: OutageRow) -> Running:
    """The outage as the rules want it."""
    noted = {system: state for _, system, state, _ in outage.timeline if state in (State.DOWN, State.UP)}
    return Running(frozenset(outage.systems), noted, outage.by)


def _of_systems(outage: OutageRow) -> OutageRow:
    """The outage without what people ticked on its playbook: that is no news of the systems."""
    return outage._replace(steps=(), timeline=tuple(event for event in outage.timeline if event[1]))


def _down_since(outage: OutageRow, system: str) -> int:
    """When a system that is down in an outage went down last, as far as it was recorded."""
    events = [at for at, name, state, _ in outage.timeline if name == system and state == State.DOWN]
    return max(events, default=outage.since_at)


def _write(standings: Sequence[Standing], muted: frozenset[str], tx: Tx) -> OutageRow | None:
    """Write what the rules say of the record as it is now; the running outage afterwards."""
    outage = outages.current(tx)
    for action in decide(_running(outage) if outage else None, standings, muted):
        match action:
            case Declare(systems, reason, since_at):
                outages.declare(tx, MONITOR, systems, reason, since_at)
            case Note(system, state, detail):
                outages.note_event(tx, system, state, detail)
            case End(reason):
                outages.end(tx, MONITOR, reason)
    return outages.current(tx)
