"""Settings of a connection to a GSM modem through Gammu SMSD."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fallback_console.adapters.sms.values import Values
from fallback_console.domain.connection import Value

__all__ = ["GammuSettings"]


@dataclass(frozen=True, slots=True)
class GammuSettings:
    """A connection to SMSD's SQLite database on this computer.

    Attributes:
        database: its path.
        phone_id: SMSD's ``PhoneID`` of the modem to use; '' for whichever is there.
        rate: parts per second; a modem takes some seconds for one.
        timeout: seconds to wait while the database is locked.
        validity_minutes: how long the network tries.
        poll_seconds: between two looks at receipts and incoming messages.
        quiet_seconds: SMSD counts as stopped when it has not told of the modem for so long; its ``StatusFrequency`` is less.
        stuck_seconds: a message that SMSD has not sent after so long is told of as waiting.
        join_seconds: for so long a message in parts waits for the missing ones.
        inbox_hours: messages that came in longer ago are left alone.
    """

    database: Path
    phone_id: str = ""
    rate: float = 0.3
    timeout: float = 10.0
    validity_minutes: int = 1440
    poll_seconds: float = 5.0
    quiet_seconds: int = 180
    stuck_seconds: int = 120
    join_seconds: int = 900
    inbox_hours: float = 24.0

    @classmethod
    def from_values(cls, values: Mapping[str, Value]) -> GammuSettings:
        """Settings out of a connection's values, named as the attributes are.

        Raises:
            SettingsError: something is missing or cannot be used.
        """
        read = Values(values)
        return cls(
            database=Path(read.needed("database")).expanduser(),
            phone_id=read.text("phone_id"),
            rate=read.number("rate", 0.3, 0.01, 1000.0),
            timeout=read.number("timeout", 10.0, 0.1, 60.0),
            validity_minutes=read.whole("validity_minutes", 1440, 5, 43_200),
            poll_seconds=read.number("poll_seconds", 5.0, 0.05, 3600.0),
            quiet_seconds=read.whole("quiet_seconds", 180, 5, 86_400),
            stuck_seconds=read.whole("stuck_seconds", 120, 5, 86_400),
            join_seconds=read.whole("join_seconds", 900, 1, 86_400),
            inbox_hours=read.number("inbox_hours", 24.0, 0.1, 8760.0),
        )
