"""A data folder: its kind, its key, its daily backup."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from fallback_console.compose.profile import Profile, open_profile, passphrase_for, unlock
from fallback_console.compose.station import Station
from fallback_console.domain.errors import IsolationError, KeyMissingError, NotFoundError, StoreError, WrongKeyError
from fallback_console.settings import Settings
from fallback_console.store.backup import backups
from fallback_console.store.home import home_region
from fallback_console.store.keys import KeyKeeper
from fallback_console.store.passphrase import Argon2Cost

PASSPHRASE = "correct horse battery"
DAY_MS = 24 * 3600 * 1000


class SetClock:
    """Wall time as a test says."""

    def __init__(self) -> None:
        self.now = 1_790_000_000_000

    def now_ms(self) -> int:
        return self.now

    def monotonic(self) -> float:
        return self.now / 1000


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def profile(tmp_path: Path, clock: SetClock) -> Iterator[Profile]:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    KeyKeeper(folder, cost=Argon2Cost(passes=1, memory_kib=8192, lanes=1)).create_with_passphrase(PASSPHRASE)
    settings = Settings("alice", canaries=("none",))
    opened = open_profile(folder, settings, passphrase=PASSPHRASE, clock=clock)
    yield opened
    opened.close()


def test_the_country_somebody_chose_is_home_once_it_is_opened(profile: Profile) -> None:
    assert profile.store.read(home_region) == ""
    profile.close()
    for region in ("JP", "DE"):
        again = open_profile(profile.folder, Settings("alice", canaries=("none",), home=region), passphrase=PASSPHRASE)
        try:
            assert again.store.read(home_region) == region
        finally:
            again.close()


def test_the_days_backup_is_made_once(profile: Profile, clock: SetClock) -> None:
    assert profile.back_up_if_due() is not None
    assert profile.back_up_if_due() is None
    clock.now += DAY_MS
    assert profile.back_up_if_due() is not None
    assert len(backups(profile.folder)) == 2
    # A clock that was set back must not stop them for ever.
    clock.now -= 3 * DAY_MS
    assert profile.back_up_if_due() is not None


def test_a_station_makes_it_beside_its_work(profile: Profile) -> None:
    station = Station(profile)
    station.start()
    station.stop()
    assert len(backups(profile.folder)) == 1
    assert repr(profile.key.raw) not in repr(profile)


@pytest.mark.logs_expected("fallback_console.compose.station")
def test_a_station_works_without_it(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Profile) -> None:
        raise StoreError("There is no room.")

    monkeypatch.setattr(Profile, "back_up_if_due", fail)
    station = Station(profile)
    station.start()
    station.stop()
    assert backups(profile.folder) == []


def test_the_key_is_needed(profile: Profile) -> None:
    folder = profile.folder
    with pytest.raises(WrongKeyError):
        unlock(folder, "real", "something else", create=False)
    with pytest.raises(KeyMissingError):
        unlock(folder, "real", None, create=False)
    assert unlock(folder, "real", PASSPHRASE, create=False)[0] == profile.key
    assert passphrase_for(folder) == "unlock"


def test_nothing_is_made_where_nothing_shall_be(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        unlock(tmp_path / "data", "real", PASSPHRASE, create=False)
    assert not (tmp_path / "data").exists()


def test_a_kind_that_cannot_be_read_opens_nothing(profile: Profile) -> None:
    (profile.folder / "profile.json").write_text("{", encoding="utf-8")
    with pytest.raises(IsolationError):
        open_profile(profile.folder, profile.settings, passphrase=PASSPHRASE)
    (profile.folder / "profile.json").write_text(json.dumps({"id": "x", "kind": "drill"}), encoding="utf-8")
    with pytest.raises(IsolationError):
        open_profile(profile.folder, profile.settings, passphrase=PASSPHRASE)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError):
        open_profile(tmp_path / "file" / "data", Settings("alice"), passphrase=PASSPHRASE)


def test_a_rehearsal_opens_without_keychain_and_passphrase(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    settings = Settings("alice", canaries=("none",))
    for _ in range(2):
        opened = open_profile(folder, settings, kind="demo")
        assert opened.key_kind == "open"
        opened.close()
    assert passphrase_for(folder) == ""


def test_a_rehearsal_of_an_older_version_still_opens(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    folder.mkdir(mode=0o700)
    (folder / "profile.json").write_text(json.dumps({"id": "one", "kind": "demo"}))
    KeyKeeper(folder, cost=Argon2Cost(passes=1, memory_kib=8192, lanes=1)).create_with_passphrase(
        "nothing here is real"
    )
    opened = open_profile(folder, Settings("alice", canaries=("none",)), kind="demo")
    assert opened.key_kind == "passphrase"
    opened.close()
