"""Brings this station's claims to the team's hub: presents them, renews them, lets go of them, and writes down what came of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TypeVar

from fallback_console.domain.claims import CLAIM_MS, RACE_MS, Claim, Holder, hub_key, read_holder, write_holder
from fallback_console.domain.errors import OutsideError, StoreError
from fallback_console.network.waking import rest, told_of
from fallback_console.ports import Clock
from fallback_console.ports.hub import Hub
from fallback_console.services import claim_upkeep
from fallback_console.store.engine import Store
from fallback_console.store.tx import Tx

__all__ = ["ClaimWatch"]

T = TypeVar("T")

log = logging.getLogger(__name__)

_ASK_AGAIN_MS = 15_000
"""So long the hub is not asked again for what it has given to somebody else: after a while apart that can be hundreds of claims."""


class ClaimWatch:
    """Works as long as ``run`` is awaited. Whose a customer is follows from the journal; the hub decides between two who want one.

    What the hub was asked without an answer is read back in the next round: its value names the claim.

    Args:
        store: the local store.
        hub: the team's.
        clock: time.
        login: who works here.
        every: seconds between two rounds while nothing is told.
    """

    def __init__(self, store: Store, hub: Hub, clock: Clock, login: str, *, every: float = 2.0) -> None:
        self._store = store
        self._hub = hub
        self._clock = clock
        self._login = login
        self._every = every
        self._refused: dict[str, int] = {}
        self._let_go: set[str] = set()
        self._lost_at = 0

    async def run(self) -> None:
        """Look until cancelled."""
        with told_of(self._store, ("claim",)) as told:
            while True:
                told.clear()
                try:
                    await self.look()
                except StoreError as error:
                    log.warning("claims are not looked after just now: %s", error.message)
                await rest(told, self._every)

    async def look(self) -> None:
        """One round; a hub that cannot be reached is asked again in the next one, and claims in use go on without it.

        Raises:
            StoreError: what came of it could not be written.
        """
        now = self._clock.now_ms()
        due = self._store.read(lambda r: claim_upkeep.duties(r, self._store.station, now))
        if not any(due):
            return
        try:
            if not (await self._hub.abilities()).shared:
                return
            for claim in due.let_go:
                await self._leave(claim)
            for claim in {one.id: one for one in (*due.present, *due.renew)}.values():
                renew = claim in due.renew
                if renew or self._refused.get(claim.id, 0) <= now:
                    await self._hold(claim, renew=renew)
        except OutsideError as error:
            log.debug("claims stay as they are: %s", error.code)
            self._lost_at = self._clock.now_ms()
            await self._go_on(due.renew)

    async def _hold(self, claim: Claim, *, renew: bool) -> None:
        key, started = hub_key(claim.customer), self._clock.now_ms()
        held = await self._hub.get(key)
        holder = read_holder(held.value)
        mine = holder is not None and holder.claim == claim.id
        if mine and holder is not None and held.revision != claim.token and not renew:
            # It was set, and the answer did not come through.
            await self._confirm(claim, held.revision, holder.until)
            return
        if not mine and holder is not None and holder.claim != claim.after and holder.station != self._store.station:
            await self._stand_back(claim, started)
            if renew:
                # Both work on until they have agreed.
                await self._go_on((claim,))
            return
        # Somebody works on it for as long again, or it is for the time that is left of it.
        until = started + CLAIM_MS if renew else min(claim.until_at, started + CLAIM_MS)
        wanted = Holder(claim.id, self._store.station, self._login, until)
        held = await self._hub.compare_and_set(key, write_holder(wanted), held.revision, (until - started) / 1000)
        if read_holder(held.value) == wanted:
            await self._confirm(claim, held.revision, until)
        else:
            await self._stand_back(claim, started)

    async def _confirm(self, claim: Claim, token: int, until: int) -> None:
        stream, _ = await self._hub.last()
        hub = f"{(await self._hub.abilities()).site}:{stream}"
        late = claim.id in self._refused or (not claim.token and claim.since_at <= self._lost_at)
        await self._write(lambda tx: claim_upkeep.confirm(tx, self._login, claim, token, hub, until, late=late))
        self._refused.pop(claim.id, None)

    async def _stand_back(self, claim: Claim, started: int) -> None:
        """Somebody else has the customer: a race is lost, what was taken without the hub goes on and is contested."""
        at_once = started - claim.since_at < RACE_MS and claim.since_at > self._lost_at
        if at_once and not claim.token and claim.id not in self._refused:
            await self._write(lambda tx: claim_upkeep.lose(tx, self._login, claim))
            return
        if claim.id not in self._refused:
            log.info("a claim that was taken without the hub meets another one")
        self._refused[claim.id] = started + _ASK_AGAIN_MS

    async def _leave(self, claim: Claim) -> None:
        if claim.id in self._let_go:
            return
        held = await self._hub.get(hub_key(claim.customer))
        holder = read_holder(held.value)
        # After a hand-over the next one sets its own; taking this away would only be in its way.
        if holder is not None and holder.claim == claim.id and claim.how != "handed-over":
            await self._hub.compare_and_set(hub_key(claim.customer), None, held.revision)
        self._let_go.add(claim.id)

    async def _go_on(self, found: tuple[Claim, ...]) -> None:
        if found:
            until = self._clock.now_ms() + CLAIM_MS
            await self._write(lambda tx: claim_upkeep.renew(tx, self._login, found, until))

    async def _write(self, fn: Callable[[Tx], T]) -> T:
        return await asyncio.wrap_future(self._store.write(fn))
