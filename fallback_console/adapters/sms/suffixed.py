"""A further gateway of a kind: the kind's adapter under a name of its own, so that its messages are told from the first one's."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace

from fallback_console.domain.delivery import Doubles, Receipt
from fallback_console.ports import CheckStep, OutgoingSms, SmsEvent, SmsGateway

__all__ = ["SuffixedGateway"]


class SuffixedGateway:
    """An ``SmsGateway`` that is another one in all but its name.

    Args:
        gateway: the kind's adapter.
        name: the connection's without 'sms:' ('twilio.osaka').
    """

    def __init__(self, gateway: SmsGateway, name: str) -> None:
        self._gateway = gateway
        self.name = name

    @property
    def doubles(self) -> Doubles:
        """As the gateway says of itself."""
        return self._gateway.doubles

    @property
    def rate(self) -> float:
        """As the gateway says of itself."""
        return self._gateway.rate

    async def check(self) -> list[CheckStep]:
        """See ``SmsGateway``."""
        return await self._gateway.check()

    async def send(self, message: OutgoingSms) -> Receipt:
        """See ``SmsGateway``."""
        return await self._gateway.send(message)

    async def look_up(self, message: OutgoingSms) -> Receipt | None:
        """See ``SmsGateway``."""
        return await self._gateway.look_up(message)

    def listen(self, on_event: Callable[[SmsEvent], Awaitable[None]]) -> AbstractAsyncContextManager[None]:
        """See ``SmsGateway``; what is told bears this gateway's name."""
        return self._listening(on_event)

    @asynccontextmanager
    async def _listening(self, on_event: Callable[[SmsEvent], Awaitable[None]]) -> AsyncIterator[None]:
        async def tell(event: SmsEvent) -> None:
            await on_event(replace(event, gateway=self.name))

        async with self._gateway.listen(tell):
            yield

    async def aclose(self) -> None:
        """See ``SmsGateway``."""
        await self._gateway.aclose()
