"""From a connection to the telephone's adapter, each kind with its own secrets; loaded only where its kind is connected."""

from __future__ import annotations

from fallback_console.adapters.guard import Transport
from fallback_console.domain.connection import Connection
from fallback_console.domain.errors import SettingsError
from fallback_console.domain.sentences import Sentence
from fallback_console.ports import Clock, SecretStore, Telephone

__all__ = ["telephone_of"]


def telephone_of(connection: Connection, kept: SecretStore, clock: Clock, transport: Transport | None) -> Telephone:
    """The adapter of a connection.

    Args:
        kept: passwords and tokens, under the connection's name.
        transport: carries requests instead of sockets.

    Raises:
        SettingsError: a value is missing or cannot be used.
        KeyMissingError: the keychain is locked or absent.
    """
    if connection.kind == "baresip":
        # only where it is connected
        from fallback_console.adapters.phone.baresip import BaresipPhone
        from fallback_console.adapters.phone.baresip_settings import BaresipSettings

        return BaresipPhone(BaresipSettings.from_values(connection.values), clock)
    if connection.kind == "twilio-voice":
        # only where it is connected
        from fallback_console.adapters.phone.twilio import TwilioVoice, TwilioVoiceSettings

        settings = TwilioVoiceSettings.from_values(connection.values)
        token, password = (kept.get(f"{connection.name}/{name}") or "" for name in ("token", "password"))
        return TwilioVoice(settings, token, password, clock, transport=transport)
    raise SettingsError(
        Sentence("There is no kind of connection '{kind}'.", kind=connection.kind),
        "Update the console, or remove the connection.",
    )
