"""Secrets in the operating system's keychain, through keyring.

Windows Credential Manager, macOS Keychain, or a Secret Service such as gnome-keyring. A backend that would keep secrets in a
plain file is never used: where no keychain answers, the caller falls back on a passphrase.
"""

from __future__ import annotations

import keyring
import keyring.backend
import keyring.backends.fail
import keyring.errors

from fallback_console.domain.errors import KeyMissingError

__all__ = ["Keychain"]

_TRUSTED = (
    "keyring.backends.Windows",
    "keyring.backends.macOS",
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
)


class Keychain:
    """A ``ports.SecretStore`` on the keychain.

    Args:
        profile: separates the secrets of data folders from each other.
        backend: what to use instead of the system's keychain.
    """

    def __init__(self, profile: str, backend: keyring.backend.KeyringBackend | None = None) -> None:
        self._service = f"fallback-console/{profile}"
        self._backend = backend or _system_backend()

    @property
    def available(self) -> bool:
        """Whether this machine has a keychain worth the name."""
        return self._backend is not None

    def get(self, name: str) -> str | None:
        """The secret, None where there is none.

        Raises:
            KeyMissingError: the keychain is locked or does not answer.
        """
        try:
            return self._require().get_password(self._service, name)
        except keyring.errors.KeyringError as error:
            raise _unusable(error) from None

    def set(self, name: str, value: str) -> None:
        """Keep a secret.

        Raises:
            KeyMissingError: the keychain is locked or refuses.
        """
        try:
            self._require().set_password(self._service, name, value)
        except keyring.errors.KeyringError as error:
            raise _unusable(error) from None

    def delete(self, name: str) -> None:
        """Forget a secret; nothing happens where there is none.

        Raises:
            KeyMissingError: the keychain is locked or does not answer.
        """
        try:
            self._require().delete_password(self._service, name)
        except keyring.errors.PasswordDeleteError:
            return
        except keyring.errors.KeyringError as error:
            raise _unusable(error) from None

    def _require(self) -> keyring.backend.KeyringBackend:
        if self._backend is None:
            raise KeyMissingError(
                "This machine has no keychain that the console can use.",
                "Protect the console's data with a passphrase.",
            )
        return self._backend


def _system_backend() -> keyring.backend.KeyringBackend | None:
    """The system's keychain; of several backends chained together the first that is one."""
    found = keyring.get_keyring()
    candidates = getattr(found, "backends", None) or [found]
    for backend in candidates:
        if type(backend).__module__.startswith(_TRUSTED):
            return backend  # type: ignore[no-any-return]
    return None


def _unusable(error: keyring.errors.KeyringError) -> KeyMissingError:
    if isinstance(error, keyring.errors.KeyringLocked):
        return KeyMissingError(
            "The keychain is locked.", "Unlock it, or sign in to the computer again, and try once more."
        )
    return KeyMissingError(
        "The keychain does not answer.",
        "Sign in to the computer again; if that does not help, ask IT.",
        reason=type(error).__name__,
    )
