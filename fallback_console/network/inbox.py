"""Takes in what SMS gateways tell: receipts, and messages from customers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence

from fallback_console.domain.delivery import Problem
from fallback_console.domain.errors import ConsoleError, StoreError
from fallback_console.domain.events import EngineEvent, SmsArrived
from fallback_console.ports import IncomingSms, SmsEvent, SmsGateway, SmsKeys
from fallback_console.services.messages import TakenIn, take_in
from fallback_console.store.engine import Store

__all__ = ["Inbox"]

log = logging.getLogger(__name__)

_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 30.0
_STORE_AGAIN = (0.1, 0.5, 2.0)


class Inbox:
    """Listens to all gateways, as long as ``run`` is awaited.

    An event is acknowledged to its gateway after it was committed. What comes twice is recognised by the store.

    Args:
        store: the local store.
        gateways: whom to listen to.
        on_event: told about messages that came in; called in the network thread.
        on_trouble: told the name of a gateway that cannot be listened to any more, or again; called in the network thread.
        first_pause: seconds before a gateway that cannot be listened to is tried again; doubles up to half a minute.
    """

    def __init__(
        self,
        store: Store,
        gateways: Sequence[SmsGateway],
        on_event: Callable[[EngineEvent], None],
        *,
        on_trouble: Callable[[str], None] | None = None,
        first_pause: float = _FIRST_PAUSE,
    ) -> None:
        self._store = store
        self._gateways = gateways
        self._on_event = on_event
        self._on_trouble = on_trouble
        self._first_pause = first_pause
        self._problems: dict[str, Problem] = {}

    @property
    def problems(self) -> Mapping[str, Problem]:
        """Why messages of a gateway cannot be taken in just now, by the gateway's name."""
        return dict(self._problems)

    async def run(self) -> None:
        """Listen until cancelled; a gateway that cannot be listened to is tried again and again."""
        async with asyncio.TaskGroup() as group:
            for gateway in self._gateways:
                group.create_task(self._listen(gateway), name=f"inbox {gateway.name}")

    async def _listen(self, gateway: SmsGateway) -> None:
        pause = self._first_pause
        while True:
            try:
                async with gateway.listen(self._take):
                    self._note(gateway.name, None)
                    pause = self._first_pause
                    await asyncio.Event().wait()
            except ConsoleError as error:
                self._note(gateway.name, Problem(error.code, error.message, error.next_step))
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _note(self, gateway: str, problem: Problem | None) -> None:
        if self._problems.get(gateway) == problem:
            return
        if problem is None:
            del self._problems[gateway]
        else:
            log.warning("messages from %s cannot be taken in: %s", gateway, problem.message)
            self._problems[gateway] = problem
        if self._on_trouble is not None:
            self._on_trouble(gateway)

    async def _take(self, event: SmsEvent) -> None:
        """Commit one event. A store that fails for a moment does not lose it, also where the gateway would not repeat it.

        Raises:
            StoreError: it could not be kept; the gateway is not answered.
        """
        for wait in _STORE_AGAIN:
            try:
                taken = await self._commit(event)
                break
            except StoreError:
                await asyncio.sleep(wait)
        else:
            taken = await self._commit(event)
        if taken is not None and isinstance(event, IncomingSms | SmsKeys):
            self._on_event(SmsArrived(taken.entry_id, taken.case_key))

    async def _commit(self, event: SmsEvent) -> TakenIn | None:
        return await asyncio.wrap_future(self._store.write(lambda tx: take_in(tx, event)))
