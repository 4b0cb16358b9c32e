"""From a hub's connection to the hub itself. Loads NATS's library: import it late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.adapters.hub.nats_hub import NatsHub
from fallback_console.adapters.hub.neighbours import NatsNeighbours
from fallback_console.adapters.hub.settings import HubSettings

if TYPE_CHECKING:
    from fallback_console.domain.connection import Connection
    from fallback_console.ports import Clock, SecretStore

__all__ = ["hub_for", "hub_settings"]


def hub_for(connection: Connection, secrets: SecretStore, clock: Clock) -> tuple[NatsHub, NatsNeighbours]:
    """The team's hub as a connection describes it, and the stations at the same server. Both live in the network thread.

    Raises:
        SettingsError: a value is missing or cannot be used.
        KeyMissingError: the keychain is locked or absent.
    """
    settings = hub_settings(connection, secrets)
    return NatsHub(settings, clock), NatsNeighbours(settings)


def hub_settings(connection: Connection, secrets: SecretStore) -> HubSettings:
    """Where the hub is, and as whom; its key is the secret ``<name>/seed``.

    Raises:
        SettingsError: a value is missing or cannot be used.
        KeyMissingError: the keychain is locked or absent.
    """
    return HubSettings.from_values(connection.values, secrets.get(f"{connection.name}/seed") or "")
