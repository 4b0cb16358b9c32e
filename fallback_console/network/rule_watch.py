"""Looks whether a watch rule's wave has come, and pages for it: once in the whole team, by whichever station is up.

With a hub, a station first takes the wave there: the key names the rule and the wave before, so that stations which do not see the same
cases yet mean the same wave. Who has it pages; who has not waits for the word of it, and takes the wave over where that does not come.
A station that cannot ask the hub pages after the same while. Once two firings of one wave are seen, the station that made the later
one closes its escalation; another does where that one is gone.
"""

from __future__ import annotations

import asyncio
import logging

from fallback_console.domain.errors import StoreError
from fallback_console.network.turns import Turns
from fallback_console.network.waking import rest, told_of
from fallback_console.ports import Clock
from fallback_console.ports.hub import Hub
from fallback_console.services import rule_waves
from fallback_console.store.engine import Store

__all__ = ["RuleWatch"]

log = logging.getLogger(__name__)

_TOPICS = frozenset({"case", "rule", "escalation"})


class RuleWatch:
    """Looks as long as ``run`` is awaited: when cases change, but not oftener than ``every``, and on a slow clock.

    Args:
        store: the local store.
        clock: time.
        hub: of the team; None where this station works alone.
        every: seconds between two looks at least.
        slow: seconds between two looks where nothing is told: a case may have been dated ahead, or a station be gone.
        grace: seconds after which this station pages where another should have, or the hub cannot be asked.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        hub: Hub | None = None,
        *,
        every: float = 1.0,
        slow: float = 15.0,
        grace: float = 90.0,
    ) -> None:
        self._store = store
        self._clock = clock
        self._turns = Turns(store.station, clock, hub, grace)
        self._every = every
        self._slow = slow

    async def run(self) -> None:
        """Look until cancelled."""
        with told_of(self._store, _TOPICS) as told:
            while True:
                told.clear()
                await self.look()
                # A pull tells of cases many times a second.
                await asyncio.sleep(self._every)
                await rest(told, self._slow)

    async def look(self) -> None:
        """Page for whatever is due, and close what was begun twice. A store that fails for a moment is asked again later."""
        try:
            now = self._clock.now_ms()
            due = self._store.read(lambda r: rule_waves.due(r, now))
            doubled = self._store.read(rule_waves.doubled)
            self._turns.forget({*((one.rule, one.after) for one in due), *(("", one.escalation) for one in doubled)})
            for one in due:
                if await self._turns.is_ours(f"rule.{one.rule}.{one.after}", (one.rule, one.after)):
                    await asyncio.wrap_future(
                        self._store.write(lambda tx, rule=one.rule: rule_waves.fire(tx, rule))  # type: ignore[misc]
                    )
            for twice in doubled:
                if twice.own or self._turns.is_over(("", twice.escalation)):
                    await asyncio.wrap_future(
                        self._store.write(lambda tx, one=twice.escalation: rule_waves.close_doubled(tx, one))  # type: ignore[misc]
                    )
        except StoreError as error:
            log.warning("no watch rule can be looked at just now: %s", error.message)
