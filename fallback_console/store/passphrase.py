"""From a passphrase to a key. Loaded only where a passphrase is used: where the keychain has the key, nothing is derived."""

from __future__ import annotations

import unicodedata
from dataclasses import asdict, dataclass

from argon2.low_level import Type, hash_secret_raw

__all__ = ["Argon2Cost", "derive"]


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """How dear it is to try one passphrase. The defaults are the second recommendation of RFC 9106, section 4.

    Attributes:
        passes: iterations.
        memory_kib: memory in KiB.
        lanes: threads.
    """

    passes: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 4

    def __post_init__(self) -> None:
        # Also for what is read from the file: damaged or forged numbers must not take the machine's memory.
        if not (1 <= self.passes <= 100 and 8 * self.lanes <= self.memory_kib <= 4 << 20 and 1 <= self.lanes <= 64):
            raise ValueError("cost out of bounds")

    def to_json(self) -> dict[str, int]:
        """For the key file; its values make the same cost again."""
        return asdict(self)


def derive(passphrase: str, salt: bytes, cost: Argon2Cost, length: int) -> bytes:
    """Argon2id (RFC 9106) of a passphrase; takes a moment on purpose.

    Args:
        length: bytes wanted.
    """
    # One keyboard types é as one character, another as two; the passphrase is the same.
    text = unicodedata.normalize("NFC", passphrase)
    return hash_secret_raw(
        text.encode("utf-8", "surrogatepass"),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=length,
        type=Type.ID,
    )
