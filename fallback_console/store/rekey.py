"""Encrypts a data folder's database and backups with another key."""

from __future__ import annotations

import logging
from pathlib import Path

from fallback_console.domain.errors import InUseError, StoreError, WrongKeyError
from fallback_console.store.files import DATABASE_NAME
from fallback_console.store.sqlcipher import DatabaseError, connect, error_from, opens

__all__ = ["BACKUP_PATTERN", "rekey_folder"]

BACKUP_PATTERN = "backup-*.db"

_log = logging.getLogger(__name__)


def rekey_folder(folder: Path, old: bytes, new: bytes) -> None:
    """Encrypt the database anew, then its backups. Each file changes its key as a whole or not at all.

    A backup that the old key does not open (made with one before it) is left as it is.

    Args:
        folder: the data folder.
        old: 32 bytes, the key that opens the database now.
        new: 32 bytes, the key that shall.

    Raises:
        StoreError: the database keeps its old key.
    """
    database = folder / DATABASE_NAME
    if database.exists() and database.stat().st_size > 0:
        _rekey(database, old, new)
    for backup in sorted(folder.glob(BACKUP_PATTERN)):
        try:
            _rekey(backup, old, new)
        except StoreError as error:
            _log.warning("The backup %s keeps its key: %s", backup.name, error.code)


def _rekey(path: Path, old: bytes, new: bytes) -> None:
    conn = connect(path, old, read_only=False)
    try:
        # Leaving the write-ahead log fails while anybody else has the file open, and nobody may: their key would be void.
        mode = conn.execute("PRAGMA journal_mode = DELETE").fetchone()
        if mode is None or mode[0] != "delete":
            raise _in_use(path)
        conn.execute(f"PRAGMA rekey = \"x'{new.hex()}'\"").fetchall()
    except DatabaseError as error:
        mapped = error_from(error, path)
        # "from None": the statement that failed may hold the key.
        raise (_in_use(path) if isinstance(mapped, InUseError) else mapped) from None
    finally:
        conn.close()
    if not opens(path, new):
        raise WrongKeyError(f"{path} did not take its new key.", "The old passphrase still opens it.")


def _in_use(path: Path) -> InUseError:
    return InUseError(
        f"Another program has {path} open.", "Close the window and every command that uses it, then try again."
    )
