"""One page for each connection that is being looked at or made; it tests, saves and removes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from fallback_console.domain.connection import Connection
from fallback_console.ports import CheckStep
from fallback_console.services import connections
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.views import connection_fields as known
from fallback_console.ui.views.base import Tools
from fallback_console.ui.views.connection_editor import ConnectionEditor
from fallback_console.ui.widgets import EmptyState

__all__ = ["ConnectionPages"]


class ConnectionPages(QStackedWidget):
    """Keeps what is typed in each page until it is saved or removed.

    Attributes:
        helpdesk_requested: the button of the empty state: connect the helpdesk.
        results_shown: a live test's steps were written into the page.
        another_requested: begin a further connection of a kind.
        changed: a connection was saved or removed.
        said: a sentence to show for a moment.
    """

    helpdesk_requested = Signal()
    results_shown = Signal()
    another_requested = Signal(str)
    changed = Signal()
    said = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._editors: dict[str, ConnectionEditor] = {}
        self._asking: ConnectionEditor | None = None
        self._saving = Connection("", "rt")
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="secrets")
        self._empty = EmptyState(tools.theme, "server")
        self._empty.action_requested.connect(self._act)
        self._words: tuple[str, str, str, str] | None = ("", "", "", "clock")
        self._station: QWidget | None = None
        self.addWidget(self._empty)

    @property
    def editor(self) -> ConnectionEditor | None:
        """The editor in front, None where there is none."""
        page = self.currentWidget()
        return page if isinstance(page, ConnectionEditor) else None

    @property
    def chosen(self) -> str:
        """Name of the connection in front, '' for none or a new one."""
        return self.editor.connection.name if self.editor is not None else ""

    def retranslate(self) -> None:
        """Set every text again. Editors are made again with what was typed: they hold many words."""
        self._write_empty()
        front = self.currentWidget()
        in_front = next((key for key, editor in self._editors.items() if editor is front), "")
        for key, old in list(self._editors.items()):
            typed, _ = old.typed()
            again = Connection(old.connection.name, typed.kind, typed.values, typed.enabled)
            self.forget(key)
            self._add(key, again, is_new=old.is_new)
        if front is not self._station or front is None:
            self.setCurrentWidget(self._editors.get(in_front, self._empty))

    def show_connection(self, connection: Connection, *, is_new: bool) -> None:
        """Bring a connection's page to the front."""
        key = f"+{connection.kind}" if is_new else connection.name
        if key not in self._editors:
            self._add(key, connection, is_new=is_new)
        self.setCurrentWidget(self._editors[key])

    def show_station(self, page: QWidget) -> None:
        """Bring the page of the station itself to the front; always the same one."""
        if self._station is None:
            self._station = page
            self.addWidget(page)
        self.setCurrentWidget(page)

    @property
    def shows_station(self) -> bool:
        """The station's own page is in front."""
        return self._station is not None and self.currentWidget() is self._station

    def show_nothing(self) -> None:
        """Say that there is no connection."""
        self._words = None
        self._write_empty()
        self.setCurrentWidget(self._empty)

    def show_words(self, title: str, hint: str, action: str, icon: str) -> None:
        """Say something else in place of a connection."""
        self._words = (title, hint, action, icon)
        self._write_empty()

    def _write_empty(self) -> None:
        if self._words is not None:
            self._empty.show_words(*self._words)
            return
        self._empty.show_words(
            self.tr("No connection yet"),
            self.tr("Connect your helpdesk first: its cases are copied here and stay usable when it is down."),
            self.tr("&Connect the helpdesk"),
            "server",
        )

    def _act(self) -> None:
        """The button of the page without a connection."""
        if self._words is None:
            self.helpdesk_requested.emit()
        else:
            self.changed.emit()

    def keep_only(self, names: Collection[str]) -> None:
        """Forget pages of connections that are gone; new ones stay."""
        for key in [key for key, editor in self._editors.items() if not editor.is_new and key not in names]:
            self.forget(key)

    def focus_first(self) -> None:
        """The focus goes into the page."""
        if self.editor is not None:
            self.editor.focusNextChild()

    def forget(self, key: str) -> None:
        """Put a page away."""
        editor = self._editors.pop(key, None)
        if editor is not None:
            self.removeWidget(editor)
            editor.deleteLater()

    def _add(self, key: str, connection: Connection, *, is_new: bool) -> None:
        editor = ConnectionEditor(self._tools.theme, connection, is_new=is_new)
        editor.test_requested.connect(self._test)
        editor.save_requested.connect(self._save)
        editor.remove_requested.connect(self._remove)
        editor.another_requested.connect(lambda: self.another_requested.emit(connection.kind))
        self._editors[key] = editor
        self.addWidget(editor)

    def _test(self, connection: Connection, secrets: Mapping[str, str]) -> None:
        self._asking = self.editor
        self._tools.bridge.run(
            self._tools.context.check_connection(connection, secrets), self._show_steps, self._show_error
        )

    def _show_steps(self, steps: list[CheckStep]) -> None:
        if self._asking is not None and isValid(self._asking):
            self._asking.show_steps(steps)
            self.results_shown.emit()

    def _save(self, connection: Connection, secrets: Mapping[str, str]) -> None:
        self._asking = self.editor
        self._saving = connection
        is_new = self.editor is not None and self.editor.is_new
        # First whether it can be at all: a name that cannot shall not leave secrets behind, or take those of another.
        query = self._tools.context.desk.query(connections.require, connection, is_new=is_new)

        def keep(_fits: object) -> None:
            # A keychain may ask the person first: never in the window's thread.
            kept = self._worker.submit(self._keep_secrets, connection.name, dict(secrets))
            self._tools.bridge.run(kept, self._secrets_kept, self._show_error)

        self._tools.bridge.run(query, keep, self._show_error)

    def _keep_secrets(self, name: str, secrets: Mapping[str, str]) -> None:
        for secret, value in secrets.items():
            self._tools.context.secrets.set(f"{name}/{secret}", value)

    def _secrets_kept(self, _result: object) -> None:
        command = self._tools.context.desk.command(connections.save, self._saving)
        self._tools.bridge.run(command, self._saved, self._show_error)

    def _saved(self, _result: object) -> None:
        self._tools.context.engine.reload()
        for key, editor in list(self._editors.items()):
            if editor.connection.name == self._saving.name or key == f"+{self._saving.kind}":
                self.forget(key)
        self.show_connection(self._saving, is_new=False)
        self.said.emit(self.tr("saved"))
        self.changed.emit()

    def _remove(self) -> None:
        if self.editor is not None:
            self._asking = self.editor
            self._saving = self.editor.connection
            command = self._tools.context.desk.command(connections.remove, self._saving.name)
            self._tools.bridge.run(command, self._removed, self._show_error)

    def _removed(self, _result: object) -> None:
        self.forget(self._saving.name)
        self._tools.context.engine.reload()
        self._worker.submit(self._forget_secrets, self._saving)
        self.said.emit(self.tr("removed"))
        self.changed.emit()

    def _forget_secrets(self, connection: Connection) -> None:
        for field in known.fields_of(connection.kind):
            if field.shape == "secret":
                self._tools.context.secrets.delete(f"{connection.name}/{field.name}")
        # What an SMS gateway's calls had to carry; it was made here and typed by nobody.
        self._tools.context.secrets.delete(f"{connection.name}/listen_token")

    def _show_error(self, error: BaseException) -> None:
        if self._asking is not None and isValid(self._asking):
            self._asking.show_error(error_words(error, self._tools.languages.current))
        else:
            self._tools.bridge.failed.emit(error)
