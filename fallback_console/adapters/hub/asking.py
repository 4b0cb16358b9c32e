"""What whoever runs a hub asks of it: its streams, and how it is."""

from __future__ import annotations

from typing import NamedTuple

from fallback_console.adapters.hub.link import Line, tls_of
from fallback_console.adapters.hub.nats_hub import NatsHub
from fallback_console.adapters.hub.settings import HubSettings
from fallback_console.adapters.hub.streams import make_streams
from fallback_console.ports import Clock

__all__ = ["HubStatus", "make_missing", "status_of"]


class HubStatus(NamedTuple):
    """How a hub is.

    Attributes:
        version: of the server.
        stream: name of the stream; another one after the hub lost its disk.
        messages: the newest one's number.
        durable: acknowledged is on disk.
        expires: it lets go of values by itself.
        here: stations that said so lately.
    """

    version: str
    stream: str
    messages: int
    durable: bool
    expires: bool
    here: tuple[str, ...]


async def make_missing(settings: HubSettings, replicas: int, most_bytes: int, *, synced: bool) -> list[str]:
    """The names of the streams that were missing and are made now.

    Raises:
        OutsideError: the hub does not answer, or refuses.
        SettingsError: the key or the authority's certificate cannot be used.
    """
    line = await Line.open(settings.addresses[0], tls_of(settings), settings)
    try:
        return await make_streams(line, settings.domain, replicas=replicas, most_bytes=most_bytes, synced=synced)
    finally:
        await line.aclose()


async def status_of(settings: HubSettings, clock: Clock) -> HubStatus:
    """How the hub is.

    Raises:
        OutsideError: the hub does not answer, or refuses.
        SettingsError: the key or the authority's certificate cannot be used.
    """
    hub = NatsHub(settings, clock)
    try:
        abilities = await hub.abilities()
        stream, messages = await hub.last()
        here = await hub.beats()
    finally:
        await hub.aclose()
    return HubStatus(abilities.version, stream, messages, abilities.durable, abilities.expires, tuple(sorted(here)))
