"""From a connection to the SMS gateway's adapter, each kind with its own secrets.

An adapter is loaded only where its kind is connected: a start shall not wait for gateways that nobody here has.
"""

from __future__ import annotations

import secrets as randomness

from fallback_console.adapters.guard import Transport
from fallback_console.adapters.sms.suffixed import SuffixedGateway
from fallback_console.adapters.sms.values import Values
from fallback_console.domain.connection import Connection
from fallback_console.domain.errors import SettingsError
from fallback_console.domain.gateway_names import suffix_of
from fallback_console.domain.sentences import Sentence
from fallback_console.ports import Clock, SecretStore, SmsGateway

__all__ = ["address_for_messages", "sms_gateway"]


def sms_gateway(connection: Connection, kept: SecretStore, clock: Clock, transport: Transport | None) -> SmsGateway:
    """The adapter of a connection.

    Args:
        kept: passwords and tokens, under the connection's name.
        transport: carries requests instead of sockets.

    Raises:
        SettingsError: a value is missing or cannot be used.
        KeyMissingError: the keychain is locked or absent.
    """
    gateway, _ = _made(connection, kept, clock, transport)
    if suffix_of(connection.name):
        return SuffixedGateway(gateway, connection.name.removeprefix("sms:"))
    return gateway


def address_for_messages(connection: Connection, kept: SecretStore, clock: Clock, transport: Transport | None) -> str:
    """What the gateway has to be told so that it hands over messages that come in; '' where there is nothing to tell.

    Raises:
        SettingsError, KeyMissingError: as above.
    """
    _, address = _made(connection, kept, clock, transport)
    return address


def _made(
    connection: Connection, kept: SecretStore, clock: Clock, transport: Transport | None
) -> tuple[SmsGateway, str]:
    """The adapter, and the address that it wants to be called at with messages."""
    values = connection.values
    Values(values).check_choice()

    def secret(name: str) -> str:
        return kept.get(f"{connection.name}/{name}") or ""

    if connection.kind == "kannel":
        # only where it is connected
        from fallback_console.adapters.sms.kannel import KannelGateway, KannelSettings

        kannel = KannelSettings.from_values(values)
        gateway = KannelGateway(kannel, secret("password"), _own_secret(connection, kept), clock, transport=transport)
        return gateway, gateway.mo_url
    if connection.kind == "android":
        # only where it is connected
        from fallback_console.adapters.sms.android import AndroidGateway, AndroidSettings

        phone = AndroidSettings.from_values(values)
        return AndroidGateway(phone, secret("password"), secret("signing_key"), clock, transport=transport), ""
    if connection.kind == "twilio":
        # only where it is connected
        from fallback_console.adapters.sms.twilio import TwilioGateway, TwilioSettings

        account = TwilioSettings.from_values(values)
        twilio = TwilioGateway(account, secret("token"), secret("password"), clock, transport=transport)
        return twilio, twilio.incoming_url if account.webhooks else ""
    if connection.kind == "vonage":
        # only where it is connected
        from fallback_console.adapters.sms.vonage import VonageGateway, VonageSettings

        key = VonageSettings.from_values(values)
        own = _own_secret(connection, kept)
        vonage = VonageGateway(key, secret("password"), secret("signing_key"), own, clock, transport=transport)
        return vonage, vonage.incoming_url if key.listen else ""
    if connection.kind == "http-sms":
        # only where it is connected
        from fallback_console.adapters.sms.http_template import HttpSmsGateway, HttpSmsSettings

        described = HttpSmsSettings.from_values(values)
        any_ = HttpSmsGateway(described, secret("password"), _own_secret(connection, kept), clock, transport=transport)
        return any_, any_.incoming_url if described.listen else ""
    if connection.kind == "gammu":
        # only where it is connected
        from fallback_console.adapters.sms.gammu import GammuGateway, GammuSettings

        return GammuGateway(GammuSettings.from_values(values), clock), ""
    raise SettingsError(
        Sentence("There is no kind of connection '{kind}'.", kind=connection.kind),
        "Update the console, or remove the connection.",
    )


def _own_secret(connection: Connection, kept: SecretStore) -> str:
    """What receipts and messages from the gateway must carry; made once and kept."""
    name = f"{connection.name}/listen_token"
    token = kept.get(name)
    if not token:
        token = randomness.token_urlsafe(24)
        kept.set(name, token)
    return token
