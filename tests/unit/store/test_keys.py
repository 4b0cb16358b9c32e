"""The key: made, kept, found again, changed; and what is said where it is not to be had."""

from __future__ import annotations

import json
import os
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest

from fallback_console.domain.errors import InputError, InUseError, KeyMissingError, StoreError, WrongKeyError
from fallback_console.store import keys as keys_module
from fallback_console.store.backup import back_up, verify
from fallback_console.store.engine import DATABASE_NAME, Store
from fallback_console.store.keys import KEY_FILE, SECRET_NAME, DatabaseKey, KeyKeeper, key_matches
from fallback_console.store.passphrase import Argon2Cost
from fallback_console.store.sqlcipher import opens
from tests.unit.store.child import CHEAP, PASSPHRASES
from tests.unit.store.support import KEY, NOW, OTHER_KEY, WAIT, StillClock, child, filled, get, line_from, put

PASSPHRASE = "correct horse battery"


class Keychain:
    """A keychain in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self.kept.get(name)

    def set(self, name: str, value: str) -> None:
        self.kept[name] = value

    def delete(self, name: str) -> None:
        self.kept.pop(name, None)


class ForgetfulKeychain(Keychain):
    """Takes everything and keeps nothing."""

    def set(self, name: str, value: str) -> None:
        pass


class LockedKeychain(Keychain):
    """Says so."""

    def get(self, name: str) -> str | None:
        raise KeyMissingError("The keychain is locked.", "Unlock it.")


def keeper(folder: Path) -> KeyKeeper:
    return KeyKeeper(folder, cost=CHEAP)


def test_a_key_has_32_bytes_and_is_not_shown() -> None:
    assert KEY.raw.hex() not in repr(KEY)
    assert "raw" not in repr(KEY)
    with pytest.raises(ValueError, match="32 bytes"):
        DatabaseKey(b"short")


def test_a_key_in_the_keychain(folder: Path) -> None:
    keychain = Keychain()
    assert keeper(folder).kind() is None
    key = keeper(folder).create_in_keychain(keychain)
    assert keeper(folder).kind() == "keychain"
    assert keeper(folder).from_keychain(keychain) == key
    assert keychain.kept == {SECRET_NAME: key.raw.hex()}
    assert key.raw.hex() not in (folder / KEY_FILE).read_text()
    assert key_matches(folder, key)
    assert key_matches(folder, OTHER_KEY) is False


def test_a_key_that_the_keychain_holds_already_is_not_replaced(folder: Path) -> None:
    keychain = Keychain()
    keychain.kept[SECRET_NAME] = OTHER_KEY.raw.hex()
    assert keeper(folder).create_in_keychain(keychain) == OTHER_KEY


def test_a_keychain_that_forgets(folder: Path) -> None:
    with pytest.raises(KeyMissingError, match="did not keep"):
        keeper(folder).create_in_keychain(ForgetfulKeychain())
    assert keeper(folder).kind() is None


@pytest.mark.parametrize("kept", [None, "not a key", "00" * 31, OTHER_KEY.raw.hex()])
def test_a_keychain_without_the_key(folder: Path, kept: str | None) -> None:
    keychain = Keychain()
    keeper(folder).create_in_keychain(keychain)
    keychain.delete(SECRET_NAME)
    if kept is not None:
        keychain.set(SECRET_NAME, kept)
    with pytest.raises(KeyMissingError) as caught:
        keeper(folder).from_keychain(keychain)
    assert caught.value.next_step
    assert kept is None or kept not in str(caught.value)


def test_a_locked_keychain(folder: Path) -> None:
    keeper(folder).create_in_keychain(Keychain())
    with pytest.raises(KeyMissingError, match="locked"):
        keeper(folder).from_keychain(LockedKeychain())


def test_a_key_from_a_passphrase(folder: Path) -> None:
    key = keeper(folder).create_with_passphrase(PASSPHRASE)
    assert keeper(folder).kind() == "passphrase"
    # The cost is the file's, not the keeper's.
    assert KeyKeeper(folder).from_passphrase(PASSPHRASE) == key
    with pytest.raises(WrongKeyError) as caught:
        keeper(folder).from_passphrase("Correct horse battery")
    assert caught.value.next_step
    assert key_matches(folder, key)


def test_the_same_passphrase_gives_another_key_elsewhere(tmp_path: Path) -> None:
    first, second = (keeper(tmp_path / name).create_with_passphrase(PASSPHRASE) for name in "ab")
    assert first != second


def test_a_passphrase_typed_on_another_keyboard(folder: Path) -> None:
    key = keeper(folder).create_with_passphrase(unicodedata.normalize("NFC", "pâté à la crème"))
    assert keeper(folder).from_passphrase(unicodedata.normalize("NFD", "pâté à la crème")) == key


def test_a_key_of_invented_data_stands_in_its_folder(folder: Path) -> None:
    key = keeper(folder).create_open()
    assert keeper(folder).kind() == "open"
    assert keeper(folder).from_file() == key
    assert key.raw.hex() in (folder / KEY_FILE).read_text()
    assert key_matches(folder, key)
    with pytest.raises(KeyMissingError, match="written in its key file"):
        keeper(folder).from_passphrase(PASSPHRASE)
    with pytest.raises(StoreError, match="a key already"):
        keeper(folder).create_with_passphrase(PASSPHRASE)


def test_a_key_that_is_a_secret_does_not_stand_in_its_folder(folder: Path) -> None:
    key = keeper(folder).create_with_passphrase(PASSPHRASE)
    assert key.raw.hex() not in (folder / KEY_FILE).read_text()
    with pytest.raises(KeyMissingError, match="made from a passphrase"):
        keeper(folder).from_file()


def test_a_short_passphrase(folder: Path) -> None:
    with pytest.raises(InputError):
        keeper(folder).create_with_passphrase("seven..")
    assert keeper(folder).kind() is None


def test_the_default_cost_is_that_of_the_rfc(folder: Path) -> None:
    KeyKeeper(folder).create_with_passphrase(PASSPHRASE)
    data = json.loads((folder / KEY_FILE).read_text())
    assert data["argon2id"] == {"passes": 3, "memory_kib": 65536, "lanes": 4}
    assert len(bytes.fromhex(data["salt"])) == 16


@pytest.mark.parametrize("cost", [(0, 64, 1), (1, 7, 1), (1, 64, 0), (101, 64, 1), (1, 1 << 23, 1), (1, 64, 9)])
def test_a_cost_out_of_bounds(cost: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="bounds"):
        Argon2Cost(*cost)


def test_a_second_key_is_refused(folder: Path) -> None:
    key = keeper(folder).create_with_passphrase(PASSPHRASE)
    for create in (
        lambda: keeper(folder).create_in_keychain(Keychain()),
        lambda: keeper(folder).create_with_passphrase(PASSPHRASE),
    ):
        with pytest.raises(StoreError, match="a key already"):
            create()
    assert keeper(folder).from_passphrase(PASSPHRASE) == key


def test_the_wrong_way_to_the_key(tmp_path: Path) -> None:
    keeper(tmp_path / "a").create_in_keychain(Keychain())
    keeper(tmp_path / "b").create_with_passphrase(PASSPHRASE)
    with pytest.raises(KeyMissingError, match="in the keychain"):
        keeper(tmp_path / "a").from_passphrase(PASSPHRASE)
    with pytest.raises(KeyMissingError, match="from a passphrase"):
        keeper(tmp_path / "b").from_keychain(Keychain())
    with pytest.raises(KeyMissingError, match="no key yet"):
        keeper(tmp_path / "c").from_passphrase(PASSPHRASE)


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b"null", b'{"version": 2}', b'{"version": 1, "kind": "magic", "check": ""}']
)
def test_a_damaged_key_file_has_a_copy(folder: Path, damage: bytes) -> None:
    key = keeper(folder).create_with_passphrase(PASSPHRASE)
    (folder / "key.json").write_bytes(damage)
    assert keeper(folder).from_passphrase(PASSPHRASE) == key
    (folder / "key-copy.json").write_bytes(damage)
    assert key_matches(folder, key) is None
    for ask in (keeper(folder).kind, lambda: keeper(folder).from_passphrase(PASSPHRASE)):
        with pytest.raises(KeyMissingError, match="damaged") as caught:
            ask()
        assert "untouched" in caught.value.next_step
    with pytest.raises(KeyMissingError):
        keeper(folder).create_with_passphrase(PASSPHRASE)


def test_a_database_without_its_key_file_gets_no_new_key(folder: Path) -> None:
    filled(folder, rows=1)
    for ask in (
        keeper(folder).kind,
        lambda: keeper(folder).create_with_passphrase(PASSPHRASE),
        lambda: keeper(folder).create_in_keychain(Keychain()),
        lambda: keeper(folder).from_passphrase(PASSPHRASE),
    ):
        with pytest.raises(KeyMissingError, match="missing"):
            ask()
    assert not (folder / KEY_FILE).exists()


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_key_files_belong_to_their_owner_alone(folder: Path) -> None:
    keeper(folder).create_with_passphrase(PASSPHRASE)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def set_up(folder: Path) -> DatabaseKey:
    """A database under the first passphrase, with one backup."""
    key = keeper(folder).create_with_passphrase(PASSPHRASES[0])
    filled(folder, key)
    back_up(folder, key, NOW)
    return key


def test_a_changed_passphrase(folder: Path) -> None:
    old_key = set_up(folder)
    new_key = keeper(folder).change_passphrase(*PASSPHRASES)
    assert new_key != old_key
    assert keeper(folder).from_passphrase(PASSPHRASES[1]) == new_key
    with pytest.raises(WrongKeyError):
        keeper(folder).from_passphrase(PASSPHRASES[0])
    assert not opens(folder / DATABASE_NAME, old_key.raw)
    with closing(Store.open(folder, new_key, StillClock())) as store:
        assert store.read(lambda r: r.value("SELECT count(*) FROM m_vocabulary")) == 400
    [backup] = folder.glob("backup-*.db")
    verify(backup, new_key)


def test_the_passphrase_of_a_folder_without_a_database(folder: Path) -> None:
    keeper(folder).create_with_passphrase(PASSPHRASES[0])
    key = keeper(folder).change_passphrase(*PASSPHRASES)
    assert keeper(folder).from_passphrase(PASSPHRASES[1]) == key


def test_a_change_with_a_wrong_or_short_passphrase_changes_nothing(folder: Path) -> None:
    key = set_up(folder)
    before = (folder / KEY_FILE).read_bytes()
    with pytest.raises(WrongKeyError):
        keeper(folder).change_passphrase("something else", PASSPHRASES[1])
    with pytest.raises(InputError):
        keeper(folder).change_passphrase(PASSPHRASES[0], "short")
    assert (folder / KEY_FILE).read_bytes() == before
    assert opens(folder / DATABASE_NAME, key.raw)


def test_no_change_while_somebody_has_it_open(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = set_up(folder)
    monkeypatch.setattr("fallback_console.store.sqlcipher.BUSY_SECONDS", 0.05)
    with closing(Store.open(folder, key, StillClock())) as store:
        store.write(lambda tx: put(tx, "a", 1)).result(WAIT)
        with pytest.raises(InUseError) as caught:
            keeper(folder).change_passphrase(*PASSPHRASES)
        assert caught.value.next_step
        store.write(lambda tx: put(tx, "a", 2)).result(WAIT)
        assert store.read(lambda r: get(r, "a")) == 2
    assert keeper(folder).from_passphrase(PASSPHRASES[0]) == key


@pytest.mark.logs_expected("fallback_console.store")
def test_a_backup_with_an_older_key_does_not_stop_a_change(folder: Path) -> None:
    set_up(folder)
    [backup] = folder.glob("backup-*.db")
    strange = filled(folder.with_name("other"), OTHER_KEY, rows=1)
    backup.write_bytes(strange.read_bytes())
    keeper(folder).change_passphrase(*PASSPHRASES)
    assert backup.read_bytes() == strange.read_bytes()


class Cut(Exception):
    """The program ends here."""


@pytest.mark.parametrize("rekeyed", [False, True])
def test_a_change_cut_short_is_settled_by_the_database(
    folder: Path, monkeypatch: pytest.MonkeyPatch, rekeyed: bool
) -> None:
    set_up(folder)
    real = keys_module.rekey_folder

    def cut(where: Path, old: bytes, new: bytes) -> None:
        if rekeyed:
            real(where, old, new)
        raise Cut

    with monkeypatch.context() as patched:
        patched.setattr(keys_module, "rekey_folder", cut)
        with pytest.raises(Cut):
            keeper(folder).change_passphrase(*PASSPHRASES)
    counts, void = reversed(PASSPHRASES) if rekeyed else PASSPHRASES
    with pytest.raises(WrongKeyError) as caught:
        keeper(folder).from_passphrase(void)
    assert ("new" if rekeyed else "old") in caught.value.next_step
    key = keeper(folder).from_passphrase(counts)
    Store.open(folder, key, StillClock()).close()
    with pytest.raises(WrongKeyError, match="not the passphrase"):
        keeper(folder).from_passphrase(void)
    assert "coming" not in json.loads((folder / KEY_FILE).read_text())


def test_kills_while_the_passphrase_is_changed_lose_nothing(folder: Path) -> None:
    set_up(folder)
    for round_number in range(8):
        process = child("rekey", folder)
        with process:
            for _ in range(round_number % 3 + 1):
                if not line_from(process):
                    break
            process.kill()
        valid = {passphrase: key for passphrase in PASSPHRASES if (key := key_of(folder, passphrase)) is not None}
        [(passphrase, key)] = valid.items()
        with closing(Store.open(folder, key, StillClock())) as store:
            assert store.read(lambda r: r.value("SELECT count(*) FROM m_vocabulary")) == 400
            assert store.read(lambda r: r.rows("PRAGMA integrity_check")) == [("ok",)]
        if passphrase != PASSPHRASES[0]:
            keeper(folder).change_passphrase(*reversed(PASSPHRASES))


def key_of(folder: Path, passphrase: str) -> DatabaseKey | None:
    """The key, None where the passphrase is not the one that counts."""
    try:
        return keeper(folder).from_passphrase(passphrase)
    except WrongKeyError:
        return None
