"""Entry ids: UUID version 7 (RFC 9562, section 5.7)."""

from __future__ import annotations

import uuid

__all__ = ["uuid7", "uuid7_ms"]


def uuid7(now_ms: int, random_bytes: bytes) -> str:
    """A UUIDv7 in its canonical text form.

    Args:
        now_ms: UTC epoch milliseconds, 48 bits.
        random_bytes: ten random bytes; 74 of their bits are used.

    Raises:
        ValueError: the time is outside 48 bits or there are not ten bytes.
    """
    if not 0 <= now_ms < 1 << 48:
        raise ValueError(f"time outside 48 bits: {now_ms}")
    if len(random_bytes) != 10:
        raise ValueError("ten random bytes are needed")
    random_bits = int.from_bytes(random_bytes, "big")
    value = now_ms << 80 | 0x7 << 76 | (random_bits >> 68) << 64 | 0b10 << 62 | random_bits & (1 << 62) - 1
    return str(uuid.UUID(int=value))


def uuid7_ms(identifier: str) -> int:
    """The UTC epoch milliseconds inside a UUIDv7.

    Raises:
        ValueError: not a UUIDv7.
    """
    value = uuid.UUID(identifier)
    if value.version != 7:
        raise ValueError("not a UUIDv7")
    return value.int >> 80
