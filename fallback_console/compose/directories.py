"""From an address that somebody typed to a directory of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.domain.errors import InputError
from fallback_console.domain.loopback import is_loopback, loopback_refusal
from fallback_console.services import connections

if TYPE_CHECKING:
    from fallback_console.compose.profile import Profile
    from fallback_console.domain.directory import DirectoryAccess
    from fallback_console.ports import PeopleSource

__all__ = ["directory_for", "helpdesk_people"]


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


def helpdesk_people(profile: Profile) -> PeopleSource:
    """The users of the helpdesk that is connected, asked with the token that is kept for it.

    Raises:
        InputError: no helpdesk is connected.
    """
    known = profile.store.read(connections.list_connections)
    connection = next((one for one in known if one.kind == "rt"), None)
    if connection is None:
        raise InputError("No helpdesk is connected.", "Connect it in the settings first.")
    # Late: only whoever imports people needs it.
    from fallback_console.adapters.directory.rt import RtUsers
    from fallback_console.compose.parts import helpdesk_for

    return RtUsers(lambda: helpdesk_for(profile, connection))
