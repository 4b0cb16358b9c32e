"""Directories of people: where one is, how it is asked, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from fallback_console.domain.errors import InputError
from fallback_console.domain.loopback import is_loopback
from fallback_console.domain.people_file import PeopleFile

__all__ = ["PEOPLE", "SECURITIES", "DirectoryAccess", "DirectoryPeople", "DirectoryRequest", "directory_access"]

PEOPLE = "(|(objectClass=inetOrgPerson)(&(objectCategory=person)(objectClass=user)))"
"""The usual filter: people as OpenLDAP and Active Directory keep them, without the accounts of machines."""

SECURITIES = ("tls", "starttls", "none")
"""How a connection is protected: from its first byte (ldaps), after a few words in the open (StartTLS), or not at all."""

_PORTS = {"ldap": 389, "ldaps": 636}


class DirectoryAccess(NamedTuple):
    """Where a directory is and how it is asked. The password is kept elsewhere.

    Attributes:
        security: of ``SECURITIES``.
        base: the branch in which people are looked for; '' for the one that the directory names itself.
        filter: who of that branch is meant, as of RFC 4515.
        login: name of the sign-in, a DN or what else the directory takes ('ann@example.org'); '' for none.
        ca_file: path of a PEM file with the authority that signed the directory's certificate; '' for the usual ones.
        open_password: the password may be sent unprotected to another machine.
    """

    host: str
    port: int
    security: str
    base: str = ""
    filter: str = PEOPLE
    login: str = ""
    ca_file: str = ""
    open_password: bool = False

    @property
    def url(self) -> str:
        """The address as it is written."""
        scheme = "ldaps" if self.security == "tls" else "ldap"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}://{host}" if self.port == _PORTS[scheme] else f"{scheme}://{host}:{self.port}"

    @property
    def source(self) -> str:
        """Name under which the people are kept: that of the directory, whichever way it is reached."""
        return f"ldap-{self.host}"

    @property
    def secret(self) -> str:
        """Name under which the password is kept in the secret store."""
        return f"ldap:{self.host}/password"

    @property
    def exposes_password(self) -> bool:
        """Whoever is on the way could read the password, and nobody said that this is all right."""
        open_way = self.security == "none" and not is_loopback(self.host)
        return bool(self.login) and open_way and not self.open_password


class DirectoryRequest(NamedTuple):
    """What somebody wants of a directory.

    Attributes:
        password: as typed; '' for the one that is kept.
        kind: of its people, of ``person.ROLES``.
        keep_password: keep it for the next time, once it was accepted.
    """

    access: DirectoryAccess
    password: str = ""
    kind: str = "team"
    keep_password: bool = False

    def __repr__(self) -> str:
        """Without the password."""
        return f"DirectoryRequest({self.access.url}, {self.kind})"


class DirectoryPeople(NamedTuple):
    """What a directory gave.

    Attributes:
        file: its people, counted from 1 in place of lines.
        texts: names of the entries that were left out, by their number.
    """

    file: PeopleFile
    texts: Mapping[int, str]


def directory_access(
    url: str,
    *,
    base: str = "",
    filter: str = "",
    login: str = "",
    ca_file: str = "",
    start_tls: bool = False,
    open_password: bool = False,
) -> DirectoryAccess:
    """An access as somebody typed it; a host alone means ldaps.

    Raises:
        InputError: the address is none, or holds what does not belong there.
    """
    text = url.strip()
    if re.fullmatch(r"[^\s/:]+(?::\d+)?", text):
        text = f"ldaps://{text}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _no_address() from None
    if parts.scheme not in _PORTS or not re.fullmatch(r"[^\s@\\]{1,253}", host):
        raise _no_address()
    if parts.username is not None or parts.password is not None:
        raise InputError(
            "A sign-in does not belong into the address.", "Write its name and password where they belong."
        )
    if parts.path.strip("/") or parts.query:
        raise InputError("The address ends with the host or the port.", "Write the branch to look in as the base.")
    if start_tls and parts.scheme == "ldaps":
        raise InputError(
            "ldaps is secure from its first byte.", "Use StartTLS with an address that begins with ldap://."
        )
    security = "tls" if parts.scheme == "ldaps" else "starttls" if start_tls else "none"
    return DirectoryAccess(
        host,
        port or _PORTS[parts.scheme],
        security,
        base.strip(),
        filter.strip() or PEOPLE,
        login.strip(),
        ca_file.strip(),
        open_password,
    )


def _no_address() -> InputError:
    return InputError("This is no address of a directory.", "Write it like ldaps://directory.example.org.")
