"""Settings of a connection to calls over Twilio."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from fallback_console.adapters.sms.values import Values
from fallback_console.adapters.status.sms_probes import TWILIO_API
from fallback_console.adapters.twilio_account import account_in
from fallback_console.domain.connection import Value
from fallback_console.domain.errors import SettingsError
from fallback_console.domain.sentences import Sentence

__all__ = ["TwilioVoiceSettings"]

_NUMBER = re.compile(r"\+[1-9][0-9]{5,14}")


@dataclass(frozen=True, slots=True)
class TwilioVoiceSettings:
    """A connection to Twilio's calls.

    Attributes:
        account: its SID, 'AC…'.
        sender: number of the account that customers see.
        own_phone: telephone of the person at this station; it is rung first.
        api_key: SID of an API key, 'SK…', with its secret as password; '' signs in with the account's token.
        timeout: seconds to wait for an answer.
        ring_seconds: how long either side rings at most.
        poll_seconds: between two looks at a call that goes on.
        url: base of the interface.
        ca_file: PEM file of authorities; '' for the system's.
    """

    account: str
    sender: str
    own_phone: str
    api_key: str = ""
    timeout: float = 15.0
    ring_seconds: int = 40
    poll_seconds: float = 1.0
    url: str = TWILIO_API
    ca_file: str = ""

    @classmethod
    def from_values(cls, values: Mapping[str, Value]) -> TwilioVoiceSettings:
        """Settings out of a connection's values: account_sid, api_url, and the others named as the attributes are.

        Raises:
            SettingsError: something is missing or cannot be used.
        """
        read = Values(values)
        account = account_in(read)
        for name in ("sender", "own_phone"):
            if not _NUMBER.fullmatch(read.needed(name)):
                raise SettingsError(
                    Sentence("The setting '{name}' must be a number with its plus and country.", name=name),
                    "Write it like +15550100.",
                    field=name,
                )
        return cls(
            account=account,
            sender=read.needed("sender"),
            own_phone=read.needed("own_phone"),
            api_key=read.text("api_key"),
            timeout=read.number("timeout", 15.0, 0.1, 120.0),
            ring_seconds=read.whole("ring_seconds", 40, 5, 600),
            poll_seconds=read.number("poll_seconds", 1.0, 0.01, 60.0),
            url=read.text("api_url", TWILIO_API),
            ca_file=read.text("ca_file"),
        )
