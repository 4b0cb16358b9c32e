"""Settings of a connection to Twilio."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from fallback_console.adapters.sms.listener import ListenerSettings
from fallback_console.adapters.sms.values import Values
from fallback_console.adapters.status.sms_probes import TWILIO_API
from fallback_console.adapters.twilio_account import account_in
from fallback_console.domain.connection import Value
from fallback_console.domain.errors import SettingsError

__all__ = ["DEFAULT_PORT", "TwilioSettings"]

DEFAULT_PORT = 18015
"""Where Twilio's calls are taken in unless the settings say otherwise."""

_SERVICE = re.compile("MG[0-9a-fA-F]{32}")
_NUMBER = re.compile(r"\+?[0-9]{3,15}")
_NAME = re.compile(r"[A-Za-z0-9 ]{1,11}")


@dataclass(frozen=True, slots=True)
class TwilioSettings:
    """A connection to Twilio's messages.

    Attributes:
        account: its SID, 'AC…'.
        sender: a number, a short code, a name, or a messaging service ('MG…') that chooses one.
        api_key: SID of an API key, 'SK…', with its secret as password; '' signs in with the account's token.
        numbers: further numbers whose incoming messages are ours; the sender, where it is a number, always is.
        rate: parts per second; a long number takes about one.
        timeout: seconds to wait for an answer.
        validity_seconds: how long Twilio may try.
        calls: messages may be read out in calls, where nobody has to dial.
        caller: number that such a call comes from; '' where there are none.
        ring_seconds: how long such a call rings at most; short, so that rather nobody than a mailbox takes it.
        low_balance: the live test warns at such a balance or less.
        webhooks: Twilio may call ``listener.public_url``; without, the account's messages are looked at regularly.
        poll_seconds: between two looks; with webhooks far more seldom.
        listener: where calls are taken in.
        url: base of the interface.
        ca_file: PEM file of authorities; '' for the system's.
    """

    account: str
    sender: str
    api_key: str = ""
    numbers: tuple[str, ...] = ()
    rate: float = 1.0
    timeout: float = 15.0
    validity_seconds: int = 14_400
    calls: bool = False
    caller: str = ""
    ring_seconds: int = 25
    low_balance: float = 5.0
    webhooks: bool = False
    poll_seconds: float = 15.0
    listener: ListenerSettings = field(default_factory=lambda: ListenerSettings(port=DEFAULT_PORT))
    url: str = TWILIO_API
    ca_file: str = ""

    @property
    def by_service(self) -> bool:
        """A messaging service chooses the number."""
        return bool(_SERVICE.fullmatch(self.sender))

    @property
    def own_numbers(self) -> frozenset[str]:
        """Numbers whose incoming messages are ours."""
        return frozenset((*self.numbers, self.sender) if self.sender_is_number else self.numbers)

    @property
    def sender_is_number(self) -> bool:
        """The sender is a number of the account."""
        return bool(_NUMBER.fullmatch(self.sender))

    @classmethod
    def from_values(cls, values: Mapping[str, Value]) -> TwilioSettings:
        """Settings out of a connection's values: account_sid, api_url, and the others named as the attributes are.

        Raises:
            SettingsError: something is missing or cannot be used.
        """
        read = Values(values)
        account, sender = account_in(read), read.needed("sender")
        if not any(shape.fullmatch(sender) for shape in (_SERVICE, _NUMBER, _NAME)):
            raise SettingsError(
                "The sender must be a number, a name of at most 11 letters, or a messaging service (MG…).",
                "Correct it in the connection's settings.",
                field="sender",
            )
        webhooks, listener = read.flag("webhooks", False), read.listener(DEFAULT_PORT)
        if webhooks and not listener.public_url:
            raise SettingsError(
                "The address at which the gateway can call this computer is missing.",
                "Enter it as 'callback_url', or switch calls off: the console then asks regularly.",
                field="callback_url",
            )
        calls, caller = read.flag("calls", False), read.text("caller", sender)
        if calls and not (caller.startswith("+") and _NUMBER.fullmatch(caller)):
            raise SettingsError(
                "Calls need a number of the account to come from.",
                "Enter it as 'caller', with its plus and country, like +15550100, or switch calls off.",
                field="caller",
            )
        return cls(
            account=account,
            sender=sender,
            api_key=read.text("api_key"),
            numbers=tuple(one.strip() for one in read.text("numbers").split(",") if one.strip()),
            rate=read.number("rate", 1.0, 0.01, 1000.0),
            timeout=read.number("timeout", 15.0, 0.1, 120.0),
            validity_seconds=read.whole("validity_seconds", 14_400, 1, 36_000),
            calls=calls,
            caller=caller if calls else "",
            ring_seconds=read.whole("ring_seconds", 25, 5, 600),
            low_balance=read.number("low_balance", 5.0, -1e9, 1e9),
            webhooks=webhooks,
            poll_seconds=read.number("poll_seconds", 15.0, 0.05, 3600.0),
            listener=listener,
            url=read.text("api_url", TWILIO_API),
            ca_file=read.text("ca_file"),
        )
