"""Brings a database to the tables this program knows."""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from fallback_console.store.sqlcipher import Connection

__all__ = ["upgrade"]


def upgrade(conn: Connection, migrations: Migrations) -> None:
    """Apply what is missing."""
    conn.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(conn, execute_plugins=False))  # type: ignore[arg-type]
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise
