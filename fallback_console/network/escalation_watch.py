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

from fallback_console.domain.errors import OutsideError, StoreError
from fallback_console.network.waking import rest, told_of
from fallback_console.ports import Clock
from fallback_console.ports.hub import Hub
from fallback_console.services import escalation_steps, swarm_people
from fallback_console.services.escalation_steps import Due
from fallback_console.store.engine import Store

__all__ = ["EscalationWatch"]

log = logging.getLogger(__name__)

_TOPICS = frozenset({"escalation", "swarm"})
_KEPT_S = 7 * 86_400.0
"""For so long the hub knows who asked a step."""


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
        self._hub = hub
        self._every = every
        self._rest = rest
        self._grace = grace
        self._waited: dict[tuple[str, int], float] = {}

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
            self._forget(found)
            for one in found:
                if await self._mine(one):
                    await asyncio.wrap_future(
                        self._store.write(lambda tx, one=one: escalation_steps.ask(tx, one.escalation, one.position))  # type: ignore[misc]
                    )
            return self._every if self._store.read(escalation_steps.soon) is not None else self._rest
        except StoreError as error:
            log.warning("no step of an escalation can be asked just now: %s", error.message)
            return self._rest

    async def _mine(self, one: Due) -> bool:
        """Whether this station is to ask a step now."""
        if self._hub is None:
            return True
        key, own = f"escalation.{one.escalation}.{one.position}", self._store.station.encode()
        try:
            held = await self._hub.compare_and_set(key, own, 0, _KEPT_S)
            if held.value == own:
                return True
            if held.value is not None and not self._is_over(one):
                return False
            # Nobody has it any more, or whoever has it has not asked: they may be gone.
            held = await self._hub.compare_and_set(key, own, held.revision, _KEPT_S)
        except OutsideError:
            return one.own or self._is_over(one)
        return held.value == own

    def _is_over(self, one: Due) -> bool:
        """Whether the others had their time. It begins when this station first saw that the step was due, by no wall clock."""
        now = self._clock.monotonic()
        return now - self._waited.setdefault((one.escalation, one.position), now) >= self._grace

    def _forget(self, found: list[Due]) -> None:
        due = {(one.escalation, one.position) for one in found}
        self._waited = {place: at for place, at in self._waited.items() if place in due}
