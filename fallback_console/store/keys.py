"""The key of the database: kept in the OS keychain, or derived from a passphrase; of invented data, written down openly.

What is needed to get at the key lies in ``key.json`` in the data folder, with a copy beside it, since without the salt the
right passphrase is worth nothing. The key itself stands there only for data that are no secret. A check value tells a wrong
key from a damaged database.
"""

import json
import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from fallback_console.domain.errors import InputError, KeyMissingError, StoreError, WrongKeyError
from fallback_console.store.files import DATABASE_NAME, PRIVATE_FOLDER, write_whole
from fallback_console.store.locks import opening_lock
from fallback_console.store.rekey import rekey_folder
from fallback_console.store.sqlcipher import opens, os_error

if TYPE_CHECKING:
    from fallback_console.ports import SecretStore
    from fallback_console.store.passphrase import Argon2Cost

log = logging.getLogger(__name__)

__all__ = ["KEY_FILE", "SECRET_NAME", "DatabaseKey", "KeyKeeper", "key_matches"]

KEY_FILE = "key.json"
_COPY_FILE = "key-copy.json"
SECRET_NAME = "database-key"
"""The key's name in the keychain."""
KEY_BYTES = 32
_SALT_BYTES = 16
_MIN_PASSPHRASE = 8
_VERSION = 1

Kind = Literal["keychain", "passphrase", "open"]

_PLACES: Mapping[Kind, str] = {
    "keychain": "in the keychain",
    "passphrase": "made from a passphrase",
    "open": "written in its key file",
}


class DatabaseKey:
    """The key that encrypts the database.

    Attributes:
        raw: 32 bytes; never shown.
    """

    __slots__ = ("raw",)

    def __init__(self, raw: bytes) -> None:
        if len(raw) != KEY_BYTES:
            raise ValueError("a database key has 32 bytes")
        self.raw = raw

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DatabaseKey) and other.raw == self.raw

    def __hash__(self) -> int:
        return hash(self.raw)

    def __repr__(self) -> str:
        return "DatabaseKey()"


class _Recipe(NamedTuple):
    """How to get at one key, and how to tell that it is the right one.

    Attributes:
        salt, cost: of a passphrase.
        raw: the key itself, where it is no secret.
    """

    kind: Kind
    check: bytes
    salt: bytes = b""
    cost: "Argon2Cost | None" = None
    raw: bytes = b""

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {"kind": self.kind, "check": self.check.hex()}
        if self.cost is not None:
            data |= {"salt": self.salt.hex(), "argon2id": self.cost.to_json()}
        if self.kind == "open":
            data["key"] = self.raw.hex()
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "_Recipe":
        check = bytes.fromhex(data["check"])
        if data["kind"] == "keychain":
            return cls("keychain", check)
        if data["kind"] == "open":
            return cls("open", check, raw=bytes.fromhex(data["key"]))
        if data["kind"] != "passphrase":
            raise ValueError("unknown kind")
        # Late: see there.
        from fallback_console.store.passphrase import Argon2Cost

        return cls("passphrase", check, bytes.fromhex(data["salt"]), Argon2Cost(**data["argon2id"]))

    def fits(self, key: DatabaseKey) -> bool:
        # Late: see ``_is_right``.
        import hmac

        return hmac.compare_digest(_check_value(key), self.check)


class _KeyFile(NamedTuple):
    """The content of ``key.json``: the recipe, and while the passphrase is being changed the coming one too."""

    recipe: _Recipe
    coming: _Recipe | None = None

    def to_bytes(self) -> bytes:
        data = {"version": _VERSION, **self.recipe.to_json()}
        if self.coming is not None:
            data["coming"] = self.coming.to_json()
        return json.dumps(data, indent=1).encode("ascii") + b"\n"

    @classmethod
    def from_bytes(cls, content: bytes) -> "_KeyFile":
        data = json.loads(content)
        if data["version"] != _VERSION:
            raise ValueError("unknown version")
        coming = data.get("coming")
        return cls(_Recipe.from_json(data), None if coming is None else _Recipe.from_json(coming))

    @property
    def recipes(self) -> tuple[_Recipe, ...]:
        return (self.recipe,) if self.coming is None else (self.recipe, self.coming)


def key_matches(folder: Path, key: DatabaseKey) -> bool | None:
    """Whether a key is the one this data folder was set up with; None where the folder does not say."""
    try:
        content = _load(folder)
    except StoreError:
        return None
    return None if content is None else any(recipe.fits(key) for recipe in content.recipes)


class KeyKeeper:
    """Makes, finds and changes the key of one data folder.

    Args:
        folder: the data folder.
        cost: for passphrases set from now on, None for the usual one; those set before keep theirs.
    """

    def __init__(self, folder: Path, *, cost: "Argon2Cost | None" = None) -> None:
        self._folder = folder
        self._cost = cost

    def kind(self) -> Kind | None:
        """Where the key is: 'keychain', 'passphrase' or 'open'; None in a folder without a key.

        Raises:
            KeyMissingError: the key file is damaged, or missing beside a database.
        """
        content = _load(self._folder)
        if content is None:
            self._refuse_keyless_database()
            return None
        return content.recipe.kind

    def create_in_keychain(self, secrets: "SecretStore") -> DatabaseKey:
        """Make a key for a new data folder and keep it in the keychain.

        A key that the keychain holds already is used, never replaced: it may open another database.

        Raises:
            KeyMissingError: the keychain did not keep it.
            StoreError: the folder has a key already, or cannot be written.
        """
        self._refuse_second()
        known = secrets.get(SECRET_NAME)
        key = DatabaseKey(os.urandom(KEY_BYTES)) if known is None else _from_text(known)
        if known is None:
            secrets.set(SECRET_NAME, key.raw.hex())
            # Some keychains take a secret and forget it; better to learn that before the first customer is stored.
            if secrets.get(SECRET_NAME) != key.raw.hex():
                raise KeyMissingError(
                    "The keychain did not keep the database's key.", "Use a passphrase instead of the keychain."
                )
        _save(self._folder, _KeyFile(_Recipe("keychain", _check_value(key))))
        return key

    def create_with_passphrase(self, passphrase: str) -> DatabaseKey:
        """Derive a key for a new data folder.

        Raises:
            InputError: the passphrase is too short.
            StoreError: the folder has a key already, or cannot be written.
        """
        self._refuse_second()
        recipe, key = self._recipe(passphrase)
        _save(self._folder, _KeyFile(recipe))
        return key

    def create_open(self) -> DatabaseKey:
        """Make a key for a new data folder of invented data, which anybody may read.

        Raises:
            StoreError: the folder has a key already, or cannot be written.
        """
        self._refuse_second()
        key = DatabaseKey(os.urandom(KEY_BYTES))
        _save(self._folder, _KeyFile(_Recipe("open", _check_value(key), raw=key.raw)))
        return key

    def from_file(self) -> DatabaseKey:
        """The key that is written down openly.

        Raises:
            KeyMissingError: the key file is missing or damaged, or the key is elsewhere.
        """
        return DatabaseKey(self._content("open").recipe.raw)

    def from_keychain(self, secrets: "SecretStore") -> DatabaseKey:
        """The key from the keychain.

        Raises:
            KeyMissingError: the keychain is locked, absent, or does not hold the key of this folder.
        """
        content = self._content("keychain")
        text = secrets.get(SECRET_NAME)
        if text is None:
            raise KeyMissingError(
                "The keychain does not hold the database's key.",
                "Unlock the keychain of the user who set this folder up, or restore it from a backup. "
                "The database is untouched.",
            )
        key = _from_text(text)
        if not self._is_right(content.recipe, key):
            raise KeyMissingError(
                "The keychain holds the key of another database.",
                "Restore the keychain from a backup, or use the data folder that belongs to it. "
                "The database is untouched.",
            )
        return key

    def from_passphrase(self, passphrase: str) -> DatabaseKey:
        """The key that a passphrase gives. Takes a moment on purpose.

        After a change that was cut short the database is tried, and the passphrase that opens it is kept.

        Raises:
            WrongKeyError: not the passphrase of this folder.
            KeyMissingError: the key file is missing or damaged.
        """
        return self._unlock(self._content("passphrase"), passphrase)

    def change_passphrase(self, old: str, new: str) -> DatabaseKey:
        """Encrypt the database and its backups with the key of a new passphrase; nobody may have the database open.

        Cut short at any moment it loses nothing: until the end the key file knows both passphrases, and the one that
        opens the database goes on being the one that is asked for.

        Raises:
            WrongKeyError: the old passphrase is wrong.
            InputError: the new one is too short.
            InUseError: another program has the database open.
        """
        content = self._content("passphrase")
        old_key = self._unlock(content, old)
        recipe = next(r for r in content.recipes if r.fits(old_key))
        coming, new_key = self._recipe(new)
        with opening_lock(self._folder):
            _save(self._folder, _KeyFile(recipe, coming))
            rekey_folder(self._folder, old_key.raw, new_key.raw)
            _save(self._folder, _KeyFile(coming))
        return new_key

    def _recipe(self, passphrase: str) -> tuple[_Recipe, DatabaseKey]:
        if len(passphrase) < _MIN_PASSPHRASE:
            raise InputError(
                f"A passphrase needs at least {_MIN_PASSPHRASE} characters.", "Choose a longer one, such as four words."
            )
        # Late: see there.
        from fallback_console.store.passphrase import Argon2Cost

        cost = self._cost or Argon2Cost()
        recipe = _Recipe("passphrase", b"", os.urandom(_SALT_BYTES), cost)
        key = _derive(passphrase, recipe.salt, cost)
        return recipe._replace(check=_check_value(key)), key

    def _unlock(self, content: _KeyFile, passphrase: str) -> DatabaseKey:
        keys = [(r, _derive(passphrase, r.salt, r.cost)) for r in content.recipes if r.cost is not None]
        fitting = [(recipe, key) for recipe, key in keys if self._is_right(recipe, key)]
        if not fitting:
            raise WrongKeyError("This is not the passphrase of this data folder.", "Try again; capitals count.")
        if content.coming is None:
            return fitting[0][1]
        # A change of the passphrase was cut short. Which of the two counts, only the database knows.
        for recipe, key in fitting:
            if not _has_database(self._folder) or self._opens(key):
                _save(self._folder, _KeyFile(recipe))
                return key
        other = "new" if fitting[0][0] is content.recipe else "old"
        raise WrongKeyError(
            "The program was stopped while the passphrase was being changed.", f"Give the {other} passphrase."
        )

    def _is_right(self, recipe: _Recipe, key: DatabaseKey) -> bool:
        """Whether a recipe's key is the right one. A sound database says so itself.

        That is quicker than the check value, for which Python loads a library of cryptography as large as SQLCipher's own;
        only a wrong key or a database that cannot be opened needs it.
        """
        try:
            if self._opens(key):
                return True
        except StoreError:
            # Whoever opens it next says what is wrong with it.
            log.info("the database does not open, so the key is checked without it")
        return recipe.fits(key)

    def _opens(self, key: DatabaseKey) -> bool:
        return _has_database(self._folder) and opens(self._folder / DATABASE_NAME, key.raw)

    def _content(self, kind: Kind) -> _KeyFile:
        content = _load(self._folder)
        if content is None:
            self._refuse_keyless_database()
            raise KeyMissingError(
                f"The data folder {self._folder} has no key yet.",
                "Start the program once to set it up.",
                folder=str(self._folder),
            )
        if content.recipe.kind != kind:
            raise KeyMissingError(
                f"The key of this data folder is {_PLACES[content.recipe.kind]}.", "Open it that way."
            )
        return content

    def _refuse_keyless_database(self) -> None:
        if _has_database(self._folder):
            raise KeyMissingError(
                f"The key file {self._folder / KEY_FILE} is missing.",
                "Copy it back from a backup of the data folder. The database is untouched.",
                folder=str(self._folder),
            )

    def _refuse_second(self) -> None:
        if _load(self._folder) is None:
            self._refuse_keyless_database()
        else:
            raise StoreError(
                f"The data folder {self._folder} has a key already.",
                "Open it with that key; a second one would lock everybody out.",
                folder=str(self._folder),
            )


def _has_database(folder: Path) -> bool:
    try:
        return (folder / DATABASE_NAME).stat().st_size > 0
    except FileNotFoundError:
        return False
    except OSError as error:
        raise os_error(error, folder / DATABASE_NAME) from error


def _derive(passphrase: str, salt: bytes, cost: "Argon2Cost") -> DatabaseKey:
    # Late: see there.
    from fallback_console.store.passphrase import derive

    return DatabaseKey(derive(passphrase, salt, cost, KEY_BYTES))


def _check_value(key: DatabaseKey) -> bytes:
    # Late: see ``_is_right``.
    import hashlib
    import hmac

    return hmac.new(key.raw, b"fallback-console database key", hashlib.sha256).digest()[:16]


def _from_text(text: str) -> DatabaseKey:
    try:
        return DatabaseKey(bytes.fromhex(text))
    except ValueError:
        # "from None": the cause would quote the secret.
        raise KeyMissingError(
            "What the keychain holds is not a database key.",
            f"Restore the keychain's entry '{SECRET_NAME}' from a backup. The database is untouched.",
        ) from None


def _load(folder: Path) -> _KeyFile | None:
    """The key file, or its copy where it is missing or damaged; None in a folder that has neither."""
    damaged = False
    for name in (KEY_FILE, _COPY_FILE):
        try:
            return _KeyFile.from_bytes((folder / name).read_bytes())
        except FileNotFoundError:
            continue
        except OSError as error:
            raise os_error(error, folder / name) from error
        except (ValueError, KeyError, TypeError):
            damaged = True
    if damaged:
        raise KeyMissingError(
            f"The key file {folder / KEY_FILE} is damaged.",
            "Copy it back from a backup of the data folder. The database is untouched.",
            folder=str(folder),
        )
    return None


def _save(folder: Path, content: _KeyFile) -> None:
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        for name in (KEY_FILE, _COPY_FILE):
            write_whole(folder / name, content.to_bytes())
    except OSError as error:
        raise os_error(error, folder / KEY_FILE) from error
