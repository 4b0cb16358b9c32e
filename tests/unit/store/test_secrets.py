"""Secrets in the database."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from fallback_console.ports import SecretStore
from fallback_console.store.engine import Store
from fallback_console.store.secrets import DatabaseSecrets
from tests.unit.store.support import KEY, StillClock


def test_secrets_are_kept_replaced_and_forgotten(folder: Path, clock: StillClock) -> None:
    with closing(Store.open(folder, KEY, clock)) as store:
        secrets: SecretStore = DatabaseSecrets(store)
        assert secrets.get("helpdesk/token") is None
        secrets.set("helpdesk/token", "1-23-abc")
        secrets.set("mail/password", "päss")
        secrets.set("helpdesk/token", "4-56-def")
    with closing(Store.open(folder, KEY, clock)) as store:
        secrets = DatabaseSecrets(store)
        assert secrets.get("helpdesk/token") == "4-56-def"
        assert secrets.get("mail/password") == "päss"
        secrets.delete("helpdesk/token")
        secrets.delete("helpdesk/token")
        assert secrets.get("helpdesk/token") is None
