"""Settings of a connection to a baresip softphone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fallback_console.adapters.sms.values import Values
from fallback_console.domain.connection import Value
from fallback_console.domain.errors import SettingsError
from fallback_console.domain.loopback import is_loopback

__all__ = ["DEFAULT_PORT", "BaresipSettings"]

DEFAULT_PORT = 4444
"""Where baresip's ctrl_tcp listens unless its configuration says otherwise."""

_LOCALHOST = "localhost"


@dataclass(frozen=True, slots=True)
class BaresipSettings:
    """A connection to a softphone.

    Attributes:
        host: where it runs, as a rule this computer: whoever reaches the port may make calls.
        port: of its ctrl_tcp.
        timeout: seconds to wait for an answer.
    """

    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    timeout: float = 5.0

    @classmethod
    def from_values(cls, values: Mapping[str, Value]) -> BaresipSettings:
        """Settings out of a connection's values, named as the attributes are, and ``remote``: another computer is allowed.

        Raises:
            SettingsError: something cannot be used.
        """
        read = Values(values)
        host = read.text("host", "127.0.0.1")
        if not (host == _LOCALHOST or is_loopback(host) or read.flag("remote", False)):
            raise SettingsError(
                "The softphone must run on this computer: its control port asks nobody for a password.",
                "Enter 127.0.0.1, or have IT set 'remote' to yes where the way there is protected.",
                field="host",
            )
        return cls(
            "127.0.0.1" if host == _LOCALHOST else host,
            read.whole("port", DEFAULT_PORT, 1, 65535),
            read.number("timeout", 5.0, 0.1, 60.0),
        )
