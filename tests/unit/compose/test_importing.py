"""A file that cannot be read is told as such, whatever was typed for its name; a directory's password is kept where that is wished."""

from __future__ import annotations

from pathlib import Path

import pytest

from fallback_console.compose.gallery.directory import PretendedUsers
from fallback_console.compose.gallery.pretended import MemorySecrets, make_world, tried
from fallback_console.compose.importing import PeopleFiles, read_file
from fallback_console.domain.directory import DirectoryRequest, directory_access
from fallback_console.domain.errors import InputError
from tests.unit.adapters.directory.ldap_double import answer, done, entry, ldap_double


@pytest.mark.parametrize("name", ["none.csv", "a\0b.csv", "\ud800.csv", "x" * 5000, ""])
def test_a_name_that_leads_to_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_file(tmp_path / name)


def test_the_password_of_a_directory_is_kept_once_it_was_accepted_and_only_where_that_is_wished(tmp_path: Path) -> None:
    world = make_world(tmp_path / "data")
    secrets = MemorySecrets()
    files = PeopleFiles(world.store, world.clock, tried, secrets, helpdesk=PretendedUsers)
    try:
        with ldap_double(answer(entry("cn=Ann", cn="Ann"), done(b"\x65"))) as port:
            access = directory_access(f"ldap://127.0.0.1:{port}", base="dc=example", login="cn=reader")
            typed = DirectoryRequest(access, "a-secret-of-tests")
            with pytest.raises(InputError, match="is missing"):
                files.check(typed._replace(password="")).result()
            assert all(step.ok for step in files.check(typed).result())
            assert secrets.get(access.secret) is None
            looked = files.look_into(typed._replace(keep_password=True), lambda found: None, lambda: False).result()
            assert [person.card.name for person in looked.found.people] == ["Ann"]
            assert (looked.found.source, looked.file.kind, looked.left) == ("file.ldap-127-0-0-1", "ldap", [])
            assert secrets.get(access.secret) == "a-secret-of-tests"
            assert all(step.ok for step in files.check(typed._replace(password="")).result())
    finally:
        world.store.close()
