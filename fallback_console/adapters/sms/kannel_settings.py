"""Settings of a connection to Kannel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fallback_console.adapters.sms.listener import ListenerSettings
from fallback_console.adapters.sms.values import Values
from fallback_console.domain.connection import Value
from fallback_console.domain.errors import SettingsError

__all__ = ["DEFAULT_PORT", "KannelSettings"]

DEFAULT_PORT = 18013
"""Where receipts and messages are taken in unless the settings say otherwise."""

_LONGEST_SENDER = 16


@dataclass(frozen=True, slots=True)
class KannelSettings:
    """A connection to smsbox.

    Attributes:
        url: of sendsms, like 'http://10.0.0.7:13013/cgi-bin/sendsms'.
        username: a ``sendsms-user``.
        sender: number or name shown to the recipient; '' for Kannel's own.
        smsc: id of the network connection to use; '' leaves it to Kannel.
        rate: parts per second.
        timeout: seconds to wait for an answer.
        validity_minutes: how long the network tries.
        message_priority: 0 to 3.
        listen: take in receipts and messages.
        listener: where.
        ca_file: PEM file of authorities for https; '' for the system's.
    """

    url: str
    username: str
    sender: str = ""
    smsc: str = ""
    rate: float = 10.0
    timeout: float = 15.0
    validity_minutes: int = 1440
    message_priority: int = 2
    listen: bool = True
    listener: ListenerSettings = field(default_factory=lambda: ListenerSettings(port=DEFAULT_PORT))
    ca_file: str = ""

    @classmethod
    def from_values(cls, values: Mapping[str, Value]) -> KannelSettings:
        """Settings out of a connection's values, named as the attributes are (the listener's: see ``Values.listener``).

        Raises:
            SettingsError: something is missing or cannot be used.
        """
        read = Values(values)
        sender = read.text("sender")
        if not (sender.isascii() and sender.isprintable() and len(sender) <= _LONGEST_SENDER):
            raise SettingsError(
                "The sender must be a number or at most 16 plain letters.", "Correct it in the connection's settings."
            )
        return cls(
            url=read.needed("url"),
            username=read.needed("username"),
            sender=sender,
            smsc=read.text("smsc"),
            rate=read.number("rate", 10.0, 0.01, 1000.0),
            timeout=read.number("timeout", 15.0, 0.1, 120.0),
            validity_minutes=read.whole("validity_minutes", 1440, 5, 10080),
            message_priority=read.whole("message_priority", 2, 0, 3),
            listen=read.flag("listen", True),
            listener=read.listener(DEFAULT_PORT),
            ca_file=read.text("ca_file"),
        )
