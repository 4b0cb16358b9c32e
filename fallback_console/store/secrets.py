"""Secrets inside the encrypted database, for machines without a keychain."""

from __future__ import annotations

from fallback_console.store.engine import Store

__all__ = ["DatabaseSecrets"]


class DatabaseSecrets:
    """A ``ports.SecretStore`` on the table ``secret``. Waits for the writer; not to be used inside a command."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, name: str) -> str | None:
        """The secret, None where there is none."""
        value = self._store.read(lambda r: r.value("SELECT value FROM secret WHERE name = ?", (name,)))
        return None if value is None else str(value)

    def set(self, name: str, value: str) -> None:
        """Keep a secret, replacing an older one."""
        sql = "INSERT INTO secret (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        self._store.write(lambda tx: tx.execute(sql, (name, value)).rowcount).result()

    def delete(self, name: str) -> None:
        """Forget a secret; nothing happens where there is none."""
        self._store.write(lambda tx: tx.execute("DELETE FROM secret WHERE name = ?", (name,)).rowcount).result()
