"""From the connections of a profile to the adapters of a run."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from fallback_console.adapters.chat.slack import SlackMessages
from fallback_console.adapters.guard import LoopbackTransport, Transport
from fallback_console.adapters.helpdesk.rt import RequestTracker
from fallback_console.adapters.mail.reading import submission_for
from fallback_console.adapters.status import factory
from fallback_console.compose.chats import chat_for, chat_steps
from fallback_console.compose.profile import Profile
from fallback_console.compose.sms_gateways import address_for_messages, sms_gateway
from fallback_console.compose.telephones import telephone_of
from fallback_console.domain.connection import KINDS, Connection
from fallback_console.domain.errors import IsolationError, SettingsError
from fallback_console.domain.loopback import require_loopback, require_loopback_canary
from fallback_console.domain.telephone import PhoneCall
from fallback_console.network.engine import EngineParts
from fallback_console.ports import CheckStep, Helpdesk, MailServer, Probe, PullScope, SecretStore, SmsGateway, Telephone
from fallback_console.ports.hub import Hub
from fallback_console.ports.neighbours import Neighbours
from fallback_console.services import connections, missed_calls

__all__ = [
    "build_parts",
    "check_connection",
    "gateway_for",
    "helpdesk_for",
    "queues_of",
    "receiving_address",
    "scope_of",
    "telephone_for",
]


class _Typed:
    """Secrets as just typed, before those that are kept: for the live test of a connection that is not saved yet."""

    def __init__(self, typed: Mapping[str, str], kept: SecretStore) -> None:
        self._typed = dict(typed)
        self._kept = kept

    def get(self, name: str) -> str | None:
        return self._typed.get(name) or self._kept.get(name)

    def set(self, name: str, value: str) -> None:
        self._typed[name] = value

    def delete(self, name: str) -> None:
        self._typed.pop(name, None)


def build_parts(profile: Profile) -> EngineParts:
    """Adapters of all enabled connections. Called in the network thread.

    A connection that cannot be used, in a rehearsal one to anywhere but this machine, is left out and watched by nobody; its
    live test in the settings says why.

    Raises:
        IsolationError: a rehearsal's canaries are not on this machine.
        KeyMissingError: the keychain is locked or absent.
    """
    helpdesk: Helpdesk | None = None
    scope = PullScope()
    gateways: list[SmsGateway] = []
    mail: MailServer | None = None
    chat: SlackMessages | None = None
    telephones: list[Telephone] = []
    hub: Hub | None = None
    neighbours: Neighbours | None = None
    probes: list[Probe] = []
    transports = []
    for connection in profile.store.read(connections.list_connections):
        if not connection.enabled:
            continue
        transport = _transport(profile)
        if transport is not None:
            transports.append(transport)
        try:
            if profile.rehearsal:
                require_loopback(connection)
            probes += factory.probes_for(
                connection, profile.secrets, profile.clock, profile.settings.timing, transport=transport
            )
            if KINDS[connection.kind] == "helpdesk":
                helpdesk, scope = helpdesk_for(profile, connection), scope_of(connection)
            elif KINDS[connection.kind] == "sms":
                gateways.append(gateway_for(profile, connection))
            elif KINDS[connection.kind] == "mail":
                mail = submission_for(connection, profile.secrets)
            elif KINDS[connection.kind] == "chat":
                chat = chat_for(connection, profile.secrets, _transport(profile))
            elif KINDS[connection.kind] == "hub":
                hub, neighbours = _hub_of(profile, connection, profile.secrets)
            elif KINDS[connection.kind] == "phone":
                telephones.append(telephone_for(profile, connection))
        except (SettingsError, IsolationError):
            continue
    canaries = factory.canaries(
        _canaries(profile), profile.clock, profile.settings.timing, transport=_transport(profile)
    )
    closers = (*(t.aclose for t in transports), *((chat.aclose,) if chat is not None else ()))
    return EngineParts(
        helpdesk,
        scope,
        tuple(gateways),
        tuple(probes),
        canaries,
        closers,
        mail=mail,
        chat=chat,
        telephones=tuple(telephones),
        record_call=lambda call: _record(profile, call),
        hub=hub,
        neighbours=neighbours,
        login=profile.settings.login,
    )


def _hub_of(profile: Profile, connection: Connection, secrets: SecretStore) -> tuple[Hub, Neighbours]:
    # Late: NATS's library is loaded by stations that have a hub, and by nobody at a start.
    from fallback_console.compose.hubs import hub_for

    return hub_for(connection, secrets, profile.clock)


async def _record(profile: Profile, call: PhoneCall) -> None:
    """Write down what must not be lost of a step of a call; done when it is durable."""
    if call.missed:
        await asyncio.wrap_future(profile.store.write(lambda tx: missed_calls.note(tx, call)))


def helpdesk_for(profile: Profile, connection: Connection, kept: SecretStore | None = None) -> RequestTracker:
    """The helpdesk's adapter.

    Raises:
        SettingsError: the address or the token is missing.
        KeyMissingError: the keychain is locked or absent.
    """
    token = (kept or profile.secrets).get(f"{connection.name}/token")
    return RequestTracker.from_values(connection.values, token or "", profile.clock, transport=_transport(profile))


def scope_of(connection: Connection) -> PullScope:
    """What to mirror: values ``queues`` (names, separated by commas; empty for all) and ``closed_days``."""
    queues = tuple(q.strip() for q in str(connection.values.get("queues", "")).split(",") if q.strip())
    days = connection.values.get("closed_days", PullScope().closed_days)
    try:
        return PullScope(queues, max(0, int(days)))
    except ValueError:
        raise SettingsError("The number of days for closed cases is not a number.", "Write 14, for instance.") from None


async def check_connection(profile: Profile, connection: Connection, typed: Mapping[str, str]) -> list[CheckStep]:
    """Live test of a connection as typed. Runs in the network thread and changes nothing anywhere.

    Args:
        typed: secrets by their short names ('token'); one that is missing is taken from the secret store.

    Raises:
        SettingsError: a value is missing or cannot be used.
        KeyMissingError: the keychain is locked or absent.
    """
    if profile.rehearsal:
        require_loopback(connection)
    kept = _Typed({f"{connection.name}/{name}": value for name, value in typed.items() if value}, profile.secrets)
    role = KINDS.get(connection.kind)
    if role == "helpdesk":
        helpdesk = helpdesk_for(profile, connection, kept)
        try:
            return await helpdesk.check()
        finally:
            await helpdesk.aclose()
    if role == "sms":
        gateway = gateway_for(profile, connection, kept)
        try:
            return await gateway.check()
        finally:
            await gateway.aclose()
    if role == "phone":
        telephone = telephone_for(profile, connection, kept)
        try:
            return await telephone.check()
        finally:
            await telephone.aclose()
    if role == "hub":
        hub, _ = _hub_of(profile, connection, kept)
        try:
            return await hub.check()
        finally:
            await hub.aclose()
    steps = await factory.check(connection, kept, profile.clock, transport=_transport(profile))
    chat = chat_for(connection, kept, _transport(profile)) if role == "chat" else None
    return steps if chat is None else steps + await chat_steps(chat)


async def queues_of(profile: Profile, connection: Connection) -> tuple[str, ...]:
    """Names of the queues that a kept helpdesk connection may see. Runs in the network thread.

    Raises:
        SettingsError, KeyMissingError, OutsideError: they cannot be read.
    """
    helpdesk = helpdesk_for(profile, connection)
    try:
        return (await helpdesk.vocabulary()).queues
    finally:
        await helpdesk.aclose()


def receiving_address(profile: Profile, connection: Connection) -> str:
    """What a gateway has to be told so that it hands over messages that come in; '' where there is nothing to tell.

    It holds a secret: shown to the person who connects the gateway, kept nowhere.

    Raises:
        SettingsError: a value is missing or cannot be used.
        KeyMissingError: the keychain is locked or absent.
    """
    if KINDS.get(connection.kind) != "sms":
        return ""
    return address_for_messages(connection, profile.secrets, profile.clock, _transport(profile))


def gateway_for(profile: Profile, connection: Connection, kept: SecretStore | None = None) -> SmsGateway:
    """An SMS gateway's adapter.

    Raises:
        SettingsError: a value is missing or cannot be used.
        KeyMissingError: the keychain is locked or absent.
    """
    return sms_gateway(connection, kept or profile.secrets, profile.clock, _transport(profile))


def telephone_for(profile: Profile, connection: Connection, kept: SecretStore | None = None) -> Telephone:
    """A telephone's adapter.

    Raises:
        SettingsError: a value is missing or cannot be used.
        KeyMissingError: the keychain is locked or absent.
    """
    return telephone_of(connection, kept or profile.secrets, profile.clock, _transport(profile))


def _canaries(profile: Profile) -> tuple[str, ...]:
    """A rehearsal has none of its own on the open internet, and without any it never takes itself to be offline."""
    if not profile.rehearsal:
        return profile.settings.canaries
    for line in profile.settings.canaries:
        require_loopback_canary(line)
    return profile.settings.canaries or (factory.NO_CANARIES,)


def _transport(profile: Profile) -> Transport | None:
    """What carries HTTP: sockets for a real profile, the guard for a rehearsal."""
    return LoopbackTransport() if profile.rehearsal else None
