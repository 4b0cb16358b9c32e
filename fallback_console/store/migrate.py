"""Brings a database to the tables this program knows, after a verified backup, in one transaction."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from fallback_console.domain.errors import ConsoleError, CorruptError, StoreError, TooNewError
from fallback_console.store.backup import back_up_from
from fallback_console.store.keys import DatabaseKey
from fallback_console.store.sqlcipher import Connection, DatabaseError, error_from
from fallback_console.store.version import Upgrade

__all__ = ["upgrade"]


def _wrap(conn: Connection) -> Database:
    """A connection as sqlite-utils sees it, without the plugins that may be installed for its command line."""
    return Database(conn, execute_plugins=False)  # type: ignore[arg-type]


def upgrade(conn: Connection, path: Path, key: DatabaseKey, now_ms: int, migrations: Migrations) -> Upgrade:
    """Apply the migrations a database has not seen. Either all of them are applied or the database stays as it was.

    Args:
        conn: the write connection, outside of a transaction; nobody else upgrades meanwhile.
        path: the database file.
        key: its key, for the backup.
        now_ms: UTC epoch milliseconds, for the backup's name.
        migrations: every migration this program knows, in order.

    Raises:
        TooNewError: the database has seen a migration this program does not know.
        StoreError: the backup or a migration failed; the database is as it was.
    """
    db = _wrap(conn)
    known = [migration.name for migration in migrations.pending(Database(memory=True))]
    try:
        applied = [migration.name for migration in migrations.applied(db)]
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
    except DatabaseError as error:
        raise error_from(error, path) from error
    if version > len(known) or not set(applied) <= set(known):
        raise TooNewError(
            f"The database {path} was written by a newer version of this program.",
            "Install the newest version. The database is untouched.",
            path=str(path),
        )
    if len(applied) == len(known):
        return Upgrade(version, version)
    backup = back_up_from(conn, path, key, now_ms) if applied else None
    try:
        _apply(conn, db, migrations, path, len(known))
    except ConsoleError:
        raise
    except Exception as error:
        mapped = error_from(error, path) if isinstance(error, DatabaseError) else None
        if mapped is not None and type(mapped) is not StoreError:
            raise mapped from error
        raise StoreError(
            f"The database {path} could not be brought to this version of the program.",
            "It is as it was; go on with the version used before, and report this.",
            path=str(path),
            cause=type(error).__name__,
        ) from error
    return Upgrade(version, len(known), backup)


def _apply(conn: Connection, db: Database, migrations: Migrations, path: Path, version: int) -> None:
    # A migration may have to make a table anew, which is only possible while nobody watches its references.
    conn.execute("PRAGMA foreign_keys = OFF")
    try:
        conn.execute("BEGIN IMMEDIATE")
        try:
            migrations.apply(db)
            if conn.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise CorruptError(
                    f"The upgraded database {path} would hold rows without what they refer to.",
                    "It is as it was; go on with the version used before, and report this.",
                    path=str(path),
                )
            conn.execute(f"PRAGMA user_version = {version}")
            conn.execute("COMMIT")
        except BaseException:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            raise
    finally:
        conn.execute("PRAGMA foreign_keys = ON")
