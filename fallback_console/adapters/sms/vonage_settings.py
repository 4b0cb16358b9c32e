"""Settings of a connection to Vonage's SMS interface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fallback_console.adapters.sms.listener import ListenerSettings
from fallback_console.adapters.sms.values import Values
from fallback_console.adapters.sms.vonage_words import METHODS
from fallback_console.adapters.status.sms_probes import VONAGE_API
from fallback_console.domain.connection import Value
from fallback_console.domain.errors import SettingsError
from fallback_console.domain.sentences import Sentence

__all__ = ["DEFAULT_PORT", "VonageSettings"]

DEFAULT_PORT = 18016
"""Where Vonage's calls are taken in unless the settings say otherwise."""

_LONGEST_SENDER = 15


@dataclass(frozen=True, slots=True)
class VonageSettings:
    """A connection to Vonage.

    Attributes:
        api_key: eight letters and digits.
        sender: number or name the message comes from.
        rate: parts per second.
        timeout: seconds to wait for an answer.
        ttl_seconds: how long the network may try.
        low_balance: the live test warns at such a balance or less.
        listen: take in receipts and messages; Vonage has to be able to call ``listener.public_url``.
        signature_method: how Vonage signs its calls, as set in its dashboard; 'none' leaves them to the secret in the address.
        listener: where calls are taken in.
        url: base of the interface.
        ca_file: PEM file of authorities; '' for the system's.
    """

    api_key: str
    sender: str
    rate: float = 10.0
    timeout: float = 15.0
    ttl_seconds: int = 86_400
    low_balance: float = 5.0
    listen: bool = False
    signature_method: str = "sha256"
    listener: ListenerSettings = field(default_factory=lambda: ListenerSettings(port=DEFAULT_PORT))
    url: str = VONAGE_API
    ca_file: str = ""

    @classmethod
    def from_values(cls, values: Mapping[str, Value]) -> VonageSettings:
        """Settings out of a connection's values: username (the API key), api_url, and the others named as the attributes are.

        Raises:
            SettingsError: something is missing or cannot be used.
        """
        read = Values(values)
        sender = read.needed("sender")
        if not (sender.isascii() and sender.isprintable() and len(sender.lstrip("+")) <= _LONGEST_SENDER):
            raise SettingsError(
                "The sender must be a number or at most 15 plain letters.",
                "Correct it in the connection's settings.",
                field="sender",
            )
        method = read.text("signature_method", "sha256").casefold()
        if method not in METHODS:
            raise SettingsError(
                "There is no such way to sign calls.",
                Sentence("Choose one of {known}.", known=", ".join(METHODS)),
                field="signature_method",
            )
        listen, listener = read.flag("listen", False), read.listener(DEFAULT_PORT)
        if listen and not listener.public_url:
            raise SettingsError(
                "The address at which the gateway can call this computer is missing.",
                "Enter it as 'callback_url', or switch calls off: receipts and answers are then not taken in.",
                field="callback_url",
            )
        return cls(
            api_key=read.needed("username"),
            sender=sender.lstrip("+"),
            rate=read.number("rate", 10.0, 0.01, 1000.0),
            timeout=read.number("timeout", 15.0, 0.1, 120.0),
            ttl_seconds=read.whole("ttl_seconds", 86_400, 20, 604_800),
            low_balance=read.number("low_balance", 5.0, -1e9, 1e9),
            listen=listen,
            signature_method=method,
            listener=listener,
            url=read.text("api_url", VONAGE_API),
            ca_file=read.text("ca_file"),
        )
