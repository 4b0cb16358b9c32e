"""What every part of the inside is given: time, secrets, and the steps of a live test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

__all__ = ["CheckStep", "Clock", "SecretStore"]


class Clock(Protocol):
    """Time, so that tests can set it."""

    def now_ms(self) -> int:
        """UTC epoch milliseconds of the wall clock; may jump."""

    def monotonic(self) -> float:
        """Seconds that never go back; they may stand still while the machine sleeps."""


class SecretStore(Protocol):
    """Where passwords and tokens live: the OS keychain, or the encrypted database where there is none."""

    def get(self, name: str) -> str | None:
        """The secret, None where there is none.

        Raises:
            KeyMissingError: the keychain is locked or absent.
        """

    def set(self, name: str, value: str) -> None:
        """Keep a secret, replacing an older one."""

    def delete(self, name: str) -> None:
        """Forget a secret; nothing happens where there is none."""


@dataclass(frozen=True, slots=True)
class CheckStep:
    """One line of a connection's live test.

    Attributes:
        name: what was tried: 'address', 'connection', 'certificate', 'sign-in', 'rights', 'clock', 'answer' …
        ok: it worked.
        message: what was found, one sentence; where it failed with what to do.
    """

    name: str
    ok: bool
    message: str
