"""What comes to the hub, as it comes: entries in batches, and values with their end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

from nats.aio.msg import Msg

from fallback_console.adapters.hub.link import Line
from fallback_console.adapters.hub.pulling import Pulled, Puller
from fallback_console.adapters.hub.subjects import EVENTS, HELD, MSG_ID, TTL_HEADER
from fallback_console.ports.hub import Held, HubRecord

__all__ = ["record_of", "watch_events", "watch_values"]

_BATCH = 500
_PREFIX = len("fc.held.")
_LONGEST_S = 3600.0


def record_of(message: Msg, sequence: int) -> HubRecord | None:
    """A record out of a message; None for one that no station of ours can have sent."""
    parts = message.subject.split(".", 4)
    id = (message.headers or {}).get(MSG_ID, "")
    return HubRecord(sequence, parts[3], id, parts[4], message.data) if len(parts) == 5 and id else None


async def watch_events(line: Line, domain: str, cursor: int) -> AsyncIterator[list[HubRecord]]:
    """Records behind a place, without end.

    Raises:
        OutsideError: the hub is lost.
    """
    puller = await Puller.open(line, domain, EVENTS, cursor)
    try:
        while True:
            found = await puller.next(_BATCH)
            records = [one for message, place in found if (one := record_of(message, place.sequence)) is not None]
            if records:
                yield records
    finally:
        await puller.aclose()


async def watch_values(
    line: Line, domain: str, prefix: str, hub_ms: Callable[[], int]
) -> AsyncIterator[tuple[str, Held]]:
    """Values whose keys begin so, then their changes; one that ends by itself is told by our own timer.

    Args:
        hub_ms: the time by the hub's clock.

    Raises:
        OutsideError: the hub is lost.
    """
    puller = await Puller.open(line, domain, HELD, 0)
    ends: dict[str, tuple[int, int]] = {}
    coming: asyncio.Task[list[Pulled]] | None = None
    try:
        while True:
            if coming is None:
                coming = asyncio.ensure_future(puller.next(_BATCH))
            soonest = min((until for until, _ in ends.values()), default=None)
            wait = _LONGEST_S if soonest is None else max(0.0, (soonest - hub_ms()) / 1000)
            await asyncio.wait({coming}, timeout=wait)
            if coming.done():
                found, coming = coming.result(), None
                for message, place in found:
                    key = message.subject[_PREFIX:]
                    if not key.startswith(prefix):
                        continue
                    revision = place.sequence
                    ends.pop(key, None)
                    held = Held(message.data[1:] if message.data else None, revision)
                    ttl = (message.headers or {}).get(TTL_HEADER, "")
                    if held.value is not None and ttl.isdecimal():
                        until = place.at + int(ttl)
                        if until <= hub_ms():
                            held = Held(None, revision)
                        else:
                            ends[key] = until, revision
                    yield key, held
            now = hub_ms()
            for key in [key for key, (until, _) in ends.items() if until <= now]:
                yield key, Held(None, ends.pop(key)[1])
    finally:
        if coming is not None:
            coming.cancel()
            await asyncio.gather(coming, return_exceptions=True)
        await puller.aclose()
