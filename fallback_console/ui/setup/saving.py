"""Keeps a connection and its secrets, the secrets first: a connection without its token would only look broken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject

from fallback_console.domain.connection import Connection
from fallback_console.services import connections
from fallback_console.ui.views.base import Tools

__all__ = ["Saver"]


class Saver(QObject):
    """Saves one connection after the other."""

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._connection = Connection("", "rt")
        self._on_done: Callable[[], None] = _nothing
        self._on_error: Callable[[BaseException], None] = tools.bridge.failed.emit
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="secrets")

    def save(
        self,
        connection: Connection,
        secrets: Mapping[str, str],
        on_done: Callable[[], None],
        on_error: Callable[[BaseException], None],
    ) -> None:
        """Keep both, and have the engine work with them."""
        self._connection, self._on_done, self._on_error = connection, on_done, on_error
        # A keychain may ask the person first: never in the window's thread.
        kept = self._worker.submit(self._keep, connection.name, dict(secrets))
        self._tools.bridge.run(kept, self._secrets_kept, self._failed)

    def _keep(self, name: str, secrets: Mapping[str, str]) -> None:
        for secret, value in secrets.items():
            self._tools.context.secrets.set(f"{name}/{secret}", value)

    def _secrets_kept(self, _result: object) -> None:
        command = self._tools.context.desk.command(connections.save, self._connection)
        self._tools.bridge.run(command, self._saved, self._failed)

    def _saved(self, _result: object) -> None:
        self._tools.context.engine.reload()
        self._on_done()

    def _failed(self, error: BaseException) -> None:
        self._on_error(error)


def _nothing() -> None:
    """Before anything is saved."""
