"""Settings of a connection to an Android phone as SMS gateway."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from fallback_console.adapters.sms.listener import ListenerSettings
from fallback_console.adapters.sms.values import Values
from fallback_console.domain.connection import Value
from fallback_console.domain.errors import SettingsError

__all__ = ["DEFAULT_PORT", "AndroidSettings"]

DEFAULT_PORT = 18014
"""Where webhooks are taken in unless the settings say otherwise."""


@dataclass(frozen=True, slots=True)
class AndroidSettings:
    """A connection to the local server of SMSGate on a phone.

    Attributes:
        url: like 'http://192.168.1.20:8080'.
        username: as the app shows it.
        rate: parts per second.
        timeout: seconds to wait for an answer.
        ttl_seconds: how long the phone may try to send.
        expedite: pass the phone's own limits and delays (priority 100 instead of 0).
        sim_number: 1 to 3, 0 for the phone's own choice.
        poll_seconds: between looks at inbox and states where there are no webhooks; with webhooks it looks far less often.
        stuck_seconds: a message not sent by then is shown as stuck.
        inbox_hours: how far back messages are taken in at the start, those that came while the console was off.
        webhooks: let the phone call us. It does so over https alone, or to 127.0.0.1.
        listener: where webhooks are taken in.
        ca_file: PEM file of authorities for https; '' for the system's.
    """

    url: str
    username: str
    rate: float = 1.0
    timeout: float = 15.0
    ttl_seconds: int = 86_400
    expedite: bool = True
    sim_number: int = 0
    poll_seconds: float = 10.0
    stuck_seconds: float = 180.0
    inbox_hours: float = 72.0
    webhooks: bool = False
    listener: ListenerSettings = field(default_factory=lambda: ListenerSettings(port=DEFAULT_PORT))
    ca_file: str = ""

    @classmethod
    def from_values(cls, values: Mapping[str, Value]) -> AndroidSettings:
        """Settings out of a connection's values, named as the attributes are (the listener's: see ``Values.listener``).

        Raises:
            SettingsError: something is missing or cannot be used.
        """
        read = Values(values)
        settings = cls(
            url=read.needed("url"),
            username=read.needed("username"),
            rate=read.number("rate", 1.0, 0.01, 100.0),
            timeout=read.number("timeout", 15.0, 0.1, 120.0),
            ttl_seconds=read.whole("ttl_seconds", 86_400, 60, 604_800),
            expedite=read.flag("expedite", True),
            sim_number=read.whole("sim_number", 0, 0, 3),
            poll_seconds=read.number("poll_seconds", 10.0, 0.05, 3600.0),
            stuck_seconds=read.number("stuck_seconds", 180.0, 10.0, 86_400.0),
            inbox_hours=read.number("inbox_hours", 72.0, 0.0, 24.0 * 30),
            webhooks=read.flag("webhooks", False),
            listener=read.listener(DEFAULT_PORT),
            ca_file=read.text("ca_file"),
        )
        if settings.webhooks and not _phone_may_call(settings.listener):
            raise SettingsError(
                "The phone calls only addresses that begin with https://, or with http://127.0.0.1.",
                "Give this console a certificate and an https 'callback_url', or switch webhooks off: "
                "the console then asks the phone regularly.",
                field="callback_url",
            )
        return settings


def _phone_may_call(listener: ListenerSettings) -> bool:
    if not listener.public_url:
        return bool(listener.tls_cert) or listener.host == "127.0.0.1"
    parts = urlsplit(listener.public_url)
    return parts.scheme == "https" or parts.hostname == "127.0.0.1"
