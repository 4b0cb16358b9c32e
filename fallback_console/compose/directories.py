"""From an address that somebody typed to a directory of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.domain.loopback import is_loopback, loopback_refusal

if TYPE_CHECKING:
    from fallback_console.domain.directory import DirectoryAccess
    from fallback_console.ports import PeopleSource

__all__ = ["directory_for"]


def directory_for(access: DirectoryAccess, password: str, *, rehearsal: bool) -> PeopleSource:
    """The directory's adapter; nothing is asked yet.

    Args:
        password: of the sign-in, '' where there is none.
        rehearsal: only this machine may be asked.

    Raises:
        InputError, SettingsError: something is missing, or cannot be used.
        IsolationError: a rehearsal may not ask that one.
    """
    if rehearsal and not is_loopback(access.host):
        raise loopback_refusal("directory")
    # Late: ldap3 takes a quarter of a second to load, and few ever ask a directory.
    from fallback_console.adapters.directory.ldap import LdapDirectory

    return LdapDirectory(access, password)
