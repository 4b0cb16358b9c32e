"""A file that cannot be read is told as such; a directory's password is kept where that is wished; people are written many at a
time, and nobody waits for them."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from fallback_console.compose import importing
from fallback_console.compose.collecting import put_off
from fallback_console.compose.gallery.directory import PretendedUsers
from fallback_console.compose.gallery.pretended import MemorySecrets, make_world, tried
from fallback_console.compose.importing import PeopleFiles, look_through, read_file, write_people
from fallback_console.compose.profile import SystemClock
from fallback_console.domain.directory import DirectoryRequest, directory_access
from fallback_console.domain.errors import InputError
from fallback_console.domain.people_file import read_people
from fallback_console.services.people_import import ImportPreview
from fallback_console.store.engine import Store
from fallback_console.store.keys import DatabaseKey
from fallback_console.store.rebuild import rebuild_all
from fallback_console.store.tx import Reading
from tests.bench.people_sheet import sheet
from tests.unit.adapters.directory.ldap_double import answer, done, entry, ldap_double


@pytest.mark.parametrize("name", ["none.csv", "a\0b.csv", "\ud800.csv", "x" * 5000, ""])
def test_a_name_that_leads_to_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_file(tmp_path / name)


def test_the_password_of_a_directory_is_kept_once_it_was_accepted_and_only_where_that_is_wished(tmp_path: Path) -> None:
    world = make_world(tmp_path / "data")
    secrets = MemorySecrets()
    files = PeopleFiles(world.store, tried, secrets, helpdesk=PretendedUsers)
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


PEOPLE = 3000
LONG = 60.0


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "data", DatabaseKey(bytes(32)), SystemClock())) as opened:
        yield opened


@pytest.fixture
def found(store: Store) -> ImportPreview:
    """A file, looked through."""
    return look_through(store, read_people(sheet(PEOPLE)), "file.sheet")


def count(r: Reading) -> int:
    """How many people are here."""
    return int(r.value("SELECT count(*) FROM p_person"))


def test_everybody_is_written_as_a_rebuild_would(store: Store, found: ImportPreview) -> None:
    told: list[tuple[int, int]] = []
    assert write_people(store, "alice", found, lambda *at: told.append(at)) == PEOPLE
    assert [at for at, _ in told] == sorted({at for at, _ in told})
    assert told[-1] == (PEOPLE, PEOPLE)
    assert store.read(lambda r: r.rows("SELECT count(*), max(number) FROM entry")) == [(PEOPLE, PEOPLE)]
    assert {name for name, of in store.write(rebuild_all).result(LONG).items() if of.differing} == set()
    again = look_through(store, read_people(sheet(PEOPLE)), "file.sheet")
    assert again.counts() == {"new": 0, "changed": 0, "same": PEOPLE}
    assert write_people(store, "alice", again) == 0


def test_what_a_person_does_meanwhile_waits_for_a_part(
    store: Store, found: ImportPreview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One transaction would hold them all."""
    monkeypatch.setattr(importing, "_SECONDS", LONG)
    monkeypatch.setattr(importing, "_PORTION", 100)
    monkeypatch.setattr(importing, "_MOST_READY", PEOPLE)
    begun, seen = threading.Event(), []
    storing = importing.people_import.store_ready

    def slowly(*given: object) -> int:
        written = storing(*given)  # type: ignore[arg-type]
        if not begun.is_set():
            begun.set()
            assert acted.wait(LONG)
        return written

    acted = threading.Event()
    monkeypatch.setattr(importing.people_import, "store_ready", slowly)
    work = threading.Thread(target=write_people, args=(store, "alice", found))
    work.start()
    assert begun.wait(LONG)
    action = store.write(count)
    acted.set()
    seen.append(action.result(LONG))
    work.join(LONG)
    assert seen == [100]
    assert store.read(count) == PEOPLE


def test_a_stopped_import_keeps_what_is_written(
    store: Store, found: ImportPreview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_SECONDS", 0.0)
    told: list[int] = []
    written = write_people(store, "alice", found, lambda done, _: told.append(done), lambda: len(told) == 3)
    assert written == store.read(count)
    assert told[-1] <= written < PEOPLE
    rest = look_through(store, read_people(sheet(PEOPLE)), "file.sheet")
    assert rest.counts() == {"new": PEOPLE - written, "changed": 0, "same": written}


def test_an_import_that_fails_says_so_and_keeps_what_it_told_of(
    store: Store, found: ImportPreview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_SECONDS", 0.0)
    storing, told = importing.people_import.store_ready, [0]

    def failing(*given: object) -> int:
        storing(*given)  # type: ignore[arg-type]
        if told[-1] >= PEOPLE // 2:
            raise OSError("the disk is full")
        return 1

    monkeypatch.setattr(importing.people_import, "store_ready", failing)
    with pytest.raises(OSError, match="disk is full"):
        write_people(store, "alice", found, lambda done, _: told.append(done))
    assert gc.isenabled()
    assert store.read(count) >= told[-1] >= PEOPLE // 2


def test_collecting_begins_again_when_the_last_one_is_through() -> None:
    assert gc.isenabled()
    with put_off():
        with put_off():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.disable()
    try:
        with put_off():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
