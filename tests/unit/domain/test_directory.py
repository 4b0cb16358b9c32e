"""Addresses of directories as people type them."""

from __future__ import annotations

import pytest

from fallback_console.domain.directory import PEOPLE, DirectoryRequest, directory_access
from fallback_console.domain.errors import InputError


@pytest.mark.parametrize(
    ("typed", "host", "port", "security", "shown"),
    [
        ("ldaps://dc1.example.org", "dc1.example.org", 636, "tls", "ldaps://dc1.example.org"),
        (" LDAPS://DC1.example.org/ ", "dc1.example.org", 636, "tls", "ldaps://dc1.example.org"),
        ("dc1.example.org", "dc1.example.org", 636, "tls", "ldaps://dc1.example.org"),
        ("dc1.example.org:3269", "dc1.example.org", 3269, "tls", "ldaps://dc1.example.org:3269"),
        ("ldap://127.0.0.1:1389", "127.0.0.1", 1389, "none", "ldap://127.0.0.1:1389"),
        ("ldap://[::1]", "::1", 389, "none", "ldap://[::1]"),
    ],
)
def test_an_address(typed: str, host: str, port: int, security: str, shown: str) -> None:
    access = directory_access(typed)
    assert (access.host, access.port, access.security, access.url) == (host, port, security, shown)
    assert (access.base, access.filter, access.login) == ("", PEOPLE, "")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "http://dc1.example.org",
        "ldaps://",
        "ldaps://a b",
        "ldaps://dc1.example.org:port",
        "ldaps://dc1.example.org:99999",
        "ldaps://ann:secret@dc1.example.org",
        "ldaps://dc1.example.org/dc=example",
        "ldaps://dc1.example.org?x",
        "ldapi://socket",
        "ldaps://[::1",
    ],
)
def test_what_is_no_address(typed: str) -> None:
    with pytest.raises(InputError) as refused:
        directory_access(typed)
    assert "secret" not in str(refused.value)


def test_start_tls_belongs_to_a_connection_in_the_open() -> None:
    assert directory_access("ldap://dc1.example.org", start_tls=True).security == "starttls"
    with pytest.raises(InputError, match="ldaps is secure"):
        directory_access("ldaps://dc1.example.org", start_tls=True)


@pytest.mark.parametrize(
    ("typed", "login", "options", "exposed"),
    [
        ("ldap://dc1.example.org", "ann", {}, True),
        ("ldap://localhost", "ann", {}, True),
        ("ldap://dc1.example.org", "", {}, False),
        ("ldap://127.0.0.1", "ann", {}, False),
        ("ldap://dc1.example.org", "ann", {"start_tls": True}, False),
        ("ldap://dc1.example.org", "ann", {"open_password": True}, False),
        ("ldaps://dc1.example.org", "ann", {}, False),
    ],
)
def test_a_password_is_exposed(typed: str, login: str, options: dict[str, bool], exposed: bool) -> None:
    assert directory_access(typed, login=login, **options).exposes_password is exposed


def test_one_directory_has_one_source_whichever_way_it_is_reached() -> None:
    ways = [directory_access("ldaps://dc1.example.org"), directory_access("ldap://dc1.example.org:1389", base="ou=x")]
    assert {access.source for access in ways} == {"ldap-dc1.example.org"}
    assert {access.secret for access in ways} == {"ldap:dc1.example.org/password"}


def test_a_request_never_shows_its_password() -> None:
    assert "secret" not in repr(DirectoryRequest(directory_access("ldaps://dc1.example.org"), "secret"))
