"""A data folder becomes an open profile: its identity, its key, its database, its secrets."""

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import platformdirs

from fallback_console.compose.late_keychain import LateKeychain
from fallback_console.domain.errors import (
    InputError,
    IsolationError,
    KeyMissingError,
    NotFoundError,
    WrongKeyError,
)
from fallback_console.domain.loopback import require_loopback, require_loopback_canary
from fallback_console.services import connections
from fallback_console.services.desk import Desk
from fallback_console.store.backup import Backup, back_up, backups
from fallback_console.store.engine import DATABASE_NAME, Store
from fallback_console.store.home import chosen_home
from fallback_console.store.keys import DatabaseKey, KeyKeeper
from fallback_console.store.secrets import DatabaseSecrets
from fallback_console.store.sqlcipher import os_error

if TYPE_CHECKING:
    from fallback_console.ports import Clock, SecretStore
    from fallback_console.services.veil import Veil
    from fallback_console.settings import Settings

__all__ = [
    "DEFAULT_FOLDER",
    "PROFILE_FILE",
    "Profile",
    "SystemClock",
    "identity_of",
    "open_profile",
    "passphrase_for",
    "unlock",
]

DEFAULT_FOLDER = Path(platformdirs.user_data_dir("fallback-console", appauthor=False))
"""Where a station's data are when nothing else is said."""

_OLD_PASSPHRASE = "nothing here is real"
"""Of drills and demonstrations made before their keys were written down."""

PROFILE_FILE = "profile.json"
"""Says whose data a folder holds, and whether they are real."""

_DAY_MS = 24 * 3600 * 1000


class SystemClock:
    """The machine's own time."""

    def now_ms(self) -> int:
        """UTC epoch milliseconds."""
        return time.time_ns() // 1_000_000

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return time.monotonic()


class Profile(NamedTuple):
    """An open data folder.

    Attributes:
        kind: 'real', 'drill' or 'demo'; the last two never reach a real system.
        key_kind: 'keychain', 'passphrase', or 'open' for invented data.
        veil: covers customers' telephone numbers; None where the person may read them.
    """

    folder: Path
    kind: str
    key_kind: str
    settings: "Settings"
    store: Store
    secrets: "SecretStore"
    clock: "Clock"
    key: DatabaseKey
    veil: "Veil | None" = None

    @property
    def desk(self) -> Desk:
        """Commands and queries in the person's name."""
        return self.desk_of(self.settings.login)

    def desk_of(self, login: str) -> Desk:
        """Commands and queries in another person's name, who may see what the person of this station may."""
        return Desk(self.store, login, self.veil)

    @property
    def rehearsal(self) -> bool:
        """Whether this is a drill or a demonstration."""
        return self.kind != "real"

    def opens_with(self, passphrase: str) -> bool:
        """Whether this is the passphrase of the data; takes a moment."""
        try:
            key = KeyKeeper(self.folder).from_passphrase(passphrase)
        except (InputError, WrongKeyError):
            return False
        # Late: with it a library of cryptography is loaded, which a start does without.
        import hmac

        return hmac.compare_digest(key.raw, self.key.raw)

    def back_up(self) -> Backup:
        """Make a verified backup beside the database.

        Raises:
            StoreError: it could not be made.
        """
        return back_up(self.folder, self.key, self.clock.now_ms())

    def back_up_if_due(self) -> Backup | None:
        """Make the day's backup; None where the newest is younger than a day.

        Raises:
            StoreError: it could not be made.
        """
        known = backups(self.folder)
        due = not known or not 0 <= self.clock.now_ms() - known[0].made_at < _DAY_MS
        return self.back_up() if due else None

    def close(self) -> None:
        """Finish what is queued and let go of the folder."""
        self.store.close()


def passphrase_for(folder: Path) -> str:
    """What opening a folder takes a passphrase for: '' for nothing, 'unlock', or 'create' for a new folder without a keychain.

    Raises:
        StoreError: the folder's key file is damaged.
        IsolationError: the folder's profile file is damaged.
    """
    if identity_of(folder)[1] in ("drill", "demo"):
        return ""
    kind = KeyKeeper(folder).kind()
    if kind is None:
        return "" if LateKeychain("new").available else "create"
    return "unlock" if kind == "passphrase" else ""


def open_profile(
    folder: Path,
    settings: "Settings",
    *,
    kind: str = "real",
    passphrase: str | None = None,
    clock: "Clock | None" = None,
) -> Profile:
    """Open a data folder, making it where it is new.

    Args:
        kind: what the caller takes it for; a folder keeps the kind it was made with.
        passphrase: where the key is not in the keychain.

    Raises:
        StoreError: the database or its key cannot be used; the sentence says why.
        IsolationError: a rehearsal's folder was opened for real work or the reverse, or a rehearsal's canaries are real.
        SettingsError: IT's file demands a connection that cannot be.
    """
    clock = clock or SystemClock()
    if kind != "real":
        for line in settings.canaries:
            require_loopback_canary(line)
    key, keychain = unlock(folder, kind, passphrase, create=True)
    store = Store.open(folder, key, clock)
    key_kind = KeyKeeper(folder).kind() or "passphrase"
    secrets: SecretStore = keychain if key_kind == "keychain" else DatabaseSecrets(store)
    profile = Profile(
        folder, kind, key_kind, settings, store, secrets, clock, key, _veil() if settings.hides_numbers else None
    )
    try:
        _choose_home(profile)
        _demanded(profile)
    except BaseException:
        store.close()
        raise
    return profile


def _veil() -> "Veil":
    # Late: most stations hide nothing, and it knows every row that holds a number.
    from fallback_console.services.veil import Veil

    return Veil()


def unlock(folder: Path, kind: str, passphrase: str | None, *, create: bool) -> tuple[DatabaseKey, LateKeychain]:
    """The key of a folder and the keychain that may hold its secrets, without opening the database.

    Args:
        kind: what the caller takes the folder for.
        create: make profile and key where the folder is new.

    Raises:
        StoreError: the key cannot be had.
        IsolationError: a rehearsal's folder was opened for real work or the reverse.
        NotFoundError: there is no profile and none shall be made.
    """
    identity, known_kind = identity_of(folder)
    if known_kind and known_kind != kind:
        raise IsolationError(
            f"The folder {folder} holds a {known_kind} profile and cannot be opened as a {kind} one.",
            "Choose another data folder.",
        )
    if not known_kind:
        if not create:
            raise NotFoundError(f"There are no data in {folder}.", "Choose another folder with --data-dir.")
        identity = _found(folder, kind)
    keeper, keychain = KeyKeeper(folder), LateKeychain(identity)
    key_kind = keeper.kind()
    if kind != "real":
        # Drills and demonstrations: their data are invented, and they must open without a keychain.
        if key_kind == "passphrase":
            key = keeper.from_passphrase(_OLD_PASSPHRASE)
        else:
            key = keeper.create_open() if key_kind is None else keeper.from_file()
    elif key_kind is None and passphrase is None and keychain.available:
        key = keeper.create_in_keychain(keychain)
    elif key_kind == "keychain":
        key = keeper.from_keychain(keychain)
    elif passphrase is None:
        raise KeyMissingError(
            "The console's data are protected by a passphrase.",
            "Give it with --passphrase-file, or type it when asked.",
        )
    elif key_kind is None:
        key = keeper.create_with_passphrase(passphrase)
    else:
        key = keeper.from_passphrase(passphrase)
    return key, keychain


def identity_of(folder: Path) -> tuple[str, str]:
    """Id and kind of a profile, empty for a folder that is none yet."""
    try:
        found = json.loads((folder / PROFILE_FILE).read_text(encoding="utf-8"))
        return str(found["id"]), str(found["kind"])
    except (FileNotFoundError, NotADirectoryError):
        return "", ""
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IsolationError(
            f"The file {folder / PROFILE_FILE} cannot be read, so it is not known whether the data are real.",
            "Restore it from a backup; the database itself is untouched.",
        ) from error


def _found(folder: Path, kind: str) -> str:
    """Make a folder a profile. Whole or not at all: what stands in this file decides what may ever reach the outside."""
    # Late: once in a folder's life.
    import uuid

    identity = str(uuid.uuid4())
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = folder / f"{PROFILE_FILE}.new"
        temporary.write_text(json.dumps({"id": identity, "kind": kind}), encoding="utf-8")
        temporary.replace(folder / PROFILE_FILE)
    except OSError as error:
        raise os_error(error, folder / DATABASE_NAME) from error
    return identity


def _choose_home(profile: Profile) -> None:
    home = profile.settings.home
    if home and profile.store.read(chosen_home) != home:
        profile.store.write(lambda tx: connections.choose_home(tx, home)).result()


def _demanded(profile: Profile) -> None:
    """Make the connections that IT's file demands, and keep them as it says."""
    if not profile.settings.connections:
        return
    known = {c.name: c for c in profile.store.read(connections.list_connections)}
    for wanted in profile.settings.connections:
        if profile.rehearsal:
            require_loopback(wanted)
        if known.get(wanted.name) != wanted:
            profile.store.write(lambda tx, c=wanted: connections.save(tx, c)).result()  # type: ignore[misc]
