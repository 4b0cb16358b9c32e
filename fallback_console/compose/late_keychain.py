"""The keychain, whose libraries are loaded when it is first needed: that takes longer than showing the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fallback_console.adapters.keychain import Keychain

__all__ = ["LateKeychain"]


class LateKeychain:
    """A ``ports.SecretStore`` on the operating system's keychain.

    Args:
        profile: separates the secrets of data folders from each other.
    """

    def __init__(self, profile: str) -> None:
        self._profile = profile
        self._found: Keychain | None = None

    @property
    def available(self) -> bool:
        """Whether this machine has a keychain worth the name."""
        return self._keychain().available

    def get(self, name: str) -> str | None:
        """The secret, None where there is none.

        Raises:
            KeyMissingError: the keychain is locked or does not answer.
        """
        return self._keychain().get(name)

    def set(self, name: str, value: str) -> None:
        """Keep a secret.

        Raises:
            KeyMissingError: the keychain is locked or refuses.
        """
        self._keychain().set(name, value)

    def delete(self, name: str) -> None:
        """Forget a secret; nothing happens where there is none.

        Raises:
            KeyMissingError: the keychain is locked or does not answer.
        """
        self._keychain().delete(name)

    def _keychain(self) -> Keychain:
        if self._found is None:
            # Late: data that a passphrase protects never need it.
            from fallback_console.adapters.keychain import Keychain

            self._found = Keychain(self._profile)
        return self._found
