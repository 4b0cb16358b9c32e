"""Asks the steps of escalations when their time has come: once in the whole team, by whichever station is up.

It also lets go of whoever was asked into a swarm and has answered, since that too is a matter of moments.

With a hub, a station first takes the step there (a key for each escalation and step, set once). Who has it asks; who has not waits for
the word that it was asked, and takes the step over where that does not come: the other may have died in between. Where the hub cannot
be asked the station that began the escalation goes on alone, and any other after a while: a team that is cut in two may so be asked
twice, which is better than nobody being asked.
"""

from __future__ import annotations

import asyncio
import logging

from fallback_console.domain.errors import StoreError
from fallback_console.network.turns import Turns
from fallback_console.network.waking import rest, told_of
from fallback_console.ports import Clock
from fallback_console.ports.hub import Hub
from fallback_console.services import escalation_steps, swarm_people
from fallback_console.store.engine import Store

__all__ = ["EscalationWatch"]

log = logging.getLogger(__name__)

_TOPICS = frozenset({"escalation", "swarm"})


class EscalationWatch:
    """Looks as long as ``run`` is awaited, and rests where no step is waited for.

    Args:
        store: the local store.
        clock: time.
        hub: of the team; None where this station works alone.
        every: seconds between two looks while a step is due soon.
        rest: seconds between two looks else; another process may have started one.
        grace: seconds after which a step that somebody else should have asked is asked here.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        hub: Hub | None = None,
        *,
        every: float = 0.5,
        rest: float = 2.0,
        grace: float = 90.0,
    ) -> None:
        self._store = store
        self._clock = clock
        self._turns = Turns(store.station, clock, hub, grace)
        self._every = every
        self._rest = rest

    async def run(self) -> None:
        """Ask until cancelled."""
        with told_of(self._store, _TOPICS) as told:
            while True:
                told.clear()
                await rest(told, await self.look())
                # A burst of changes is one look.
                await asyncio.sleep(min(0.05, self._every))

    async def look(self) -> float:
        """Ask whatever is due; seconds until the next look. A store that fails for a moment is asked again then."""
        try:
            if self._store.read(escalation_steps.off_due):
                await asyncio.wrap_future(self._store.write(escalation_steps.call_off))
            if self._store.read(swarm_people.off_due):
                await asyncio.wrap_future(self._store.write(swarm_people.call_off))
            now = self._clock.now_ms()
            found = self._store.read(lambda r: escalation_steps.due(r, now))
            self._turns.forget({(one.escalation, one.position) for one in found})
            for one in found:
                if await self._turns.is_ours(
                    f"escalation.{one.escalation}.{one.position}", (one.escalation, one.position), begun_here=one.own
                ):
                    await asyncio.wrap_future(
                        self._store.write(lambda tx, one=one: escalation_steps.ask(tx, one.escalation, one.position))  # type: ignore[misc]
                    )
            return self._every if self._store.read(escalation_steps.soon) is not None else self._rest
        except StoreError as error:
            log.warning("no step of an escalation can be asked just now: %s", error.message)
            return self._rest
