"""The key of the database."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["DatabaseKey"]


@dataclass(frozen=True, slots=True)
class DatabaseKey:
    """The key that encrypts the database.

    Attributes:
        raw: 32 bytes; never shown.
    """

    raw: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.raw) != 32:
            raise ValueError("a database key has 32 bytes")
