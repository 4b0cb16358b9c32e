"""Settings: connections with their live test, language and look, and where the data of this station are."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFormLayout, QFrame, QMenu, QScrollArea, QStackedWidget, QWidget
from shiboken6 import isValid

from fallback_console.domain.connection import KINDS, Connection
from fallback_console.domain.errors import ConsoleError
from fallback_console.domain.events import EngineEvent, HealthChanged
from fallback_console.ports import CheckStep
from fallback_console.services import connections
from fallback_console.ui.bridge import Touched
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.i18n import LANGUAGES
from fallback_console.ui.models.connections_model import ConnectionsModel
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.theme import MODES, Size, Space
from fallback_console.ui.views import connection_fields as known
from fallback_console.ui.views.base import Tools, View
from fallback_console.ui.views.connection_editor import ConnectionEditor
from fallback_console.ui.widgets import (
    Button,
    Card,
    ComboBox,
    ElidedLabel,
    EmptyState,
    FlatButton,
    PlainLabel,
    SectionTitle,
    column,
    row,
)
from fallback_console.ui.widgets.table import Table

__all__ = ["SettingsView"]

_FOLLOW_MS = 300


class SettingsView(View):
    """Connections on the left, the chosen one on the right; language, look and facts below the list."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._follow_end = False
        self._wanted = ""
        self._tested: ConnectionEditor | None = None
        self._editors: dict[str, ConnectionEditor] = {}
        self._saving = Connection("", "rt")
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="secrets")
        self._title = PlainLabel("", "title")
        self._add = Button(self.theme, "", "add")
        self._menu = QMenu(self._add)
        for kind in KINDS:
            action = self._menu.addAction("")
            action.setData(kind)
            action.triggered.connect(self._add_kind)
        self._add.setMenu(self._menu)
        self.model = ConnectionsModel(self.theme, self)
        self.table = Table(self.model)
        self.table.set_columns({1: Size.COLUMN_M}, 0)
        self.table.row_chosen.connect(self._choose)
        self.table.open_requested.connect(self._into_editor)
        self._empty = EmptyState(self.theme, "server")
        self._empty.action_requested.connect(self._add_helpdesk)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._language, self._look = ComboBox(self.theme), ComboBox(self.theme)
        self._language_label, self._look_label = PlainLabel(), PlainLabel()
        self._window_title, self._station_title = SectionTitle(), SectionTitle()
        self._facts = QFormLayout()
        self._build()
        self._refresher = Refresher(self, self.bridge, self._ask, self._show)
        self.bridge.changed.connect(self._take_changes)
        self.bridge.told.connect(self._take_event)
        self.retranslate()
        self._language.currentIndexChanged.connect(self._choose_language)
        self._look.currentIndexChanged.connect(self._choose_look)
        self._refresher.request()

    def _build(self) -> None:
        head = row()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._add)
        window, station = Card(), Card()
        form = QFormLayout()
        form.setHorizontalSpacing(Space.M)
        form.setVerticalSpacing(Space.S)
        for label, box in ((self._language_label, self._language), (self._look_label, self._look)):
            label.setBuddy(box)
            form.addRow(label, box)
        window.body.addWidget(self._window_title)
        window.body.addLayout(form)
        self._facts.setHorizontalSpacing(Space.M)
        self._facts.setVerticalSpacing(Space.XS)
        station.body.addWidget(self._station_title)
        station.body.addLayout(self._facts)
        left = QWidget()
        left.setFixedWidth(Size.SIDE)
        lines = column(left, gap=Space.M)
        lines.addLayout(head)
        lines.addWidget(self.table, 1)
        lines.addWidget(window)
        lines.addWidget(station)
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._pages)
        scroll.verticalScrollBar().rangeChanged.connect(self._page_grew)
        body = row(self, margin=Space.M, gap=Space.M)
        body.addWidget(left)
        body.addWidget(scroll, 1)

    @property
    def choices(self) -> tuple[ComboBox, ComboBox]:
        """Where language and look are chosen."""
        return self._language, self._look

    def arrive(self, what: str) -> None:
        """To the front; ``what`` is the name of a connection to choose."""
        self._wanted = what
        self._show_wanted()
        self._refresher.request()
        self.table.setFocus()

    def _show_wanted(self) -> None:
        at = self.model.row_of(self._wanted) if self._wanted else -1
        if at >= 0:
            self._wanted = ""
            self.table.setCurrentIndex(self.model.index(at, 0))
            self._choose(at)

    def retranslate(self) -> None:
        """Set every text again; what is being typed in an editor stays."""
        self._title.setText(self.tr("Settings"))
        self._add.setText(self.tr("&Add"))
        for action in self._menu.actions():
            action.setText(known.kind_label(str(action.data())))
        self.table.setAccessibleName(self.tr("Connections"))
        self._empty.show_words(
            self.tr("No connection yet"),
            self.tr("Connect your helpdesk first: its cases are copied here and stay usable when it is down."),
            self.tr("&Connect the helpdesk"),
        )
        self._window_title.setText(self.tr("This window"))
        self._language_label.setText(self.tr("&Language"))
        self._look_label.setText(self.tr("Loo&k"))
        system = self.tr("as the system")
        _fill(
            self._language, [("system", system), *LANGUAGES.items()], self.tools.languages.choice, self.tr("Language")
        )
        looks = dict(zip(MODES, (system, self.tr("light"), self.tr("dark")), strict=True))
        _fill(self._look, list(looks.items()), self.theme.mode, self.tr("Look"))
        for box, name in ((self._language, "language"), (self._look, "theme")):
            box.setEnabled(not self.tools.context.preferences.locked(name))
            box.setToolTip("" if box.isEnabled() else self.tr("Set by your organisation"))
        self._station_title.setText(self.tr("This station"))
        self._write_facts()
        self.model.repaint()
        self._rebuild_editors()

    def _write_facts(self) -> None:
        while self._facts.rowCount():
            self._facts.removeRow(0)
        profile = self.tools.context.profile
        key = self.tr("in the keychain") if profile.key_kind == "keychain" else self.tr("from a passphrase")
        folder = row(gap=Space.NONE)
        folder.addWidget(ElidedLabel(str(profile.folder), is_path=True), 1)
        copy = FlatButton(self.theme, "", "copy")
        copy.setAccessibleName(self.tr("Copy the data folder's path"))
        copy.setToolTip(self.tr("Copy the data folder's path"))
        copy.clicked.connect(self._copy_folder)
        folder.addWidget(copy)
        self._facts.addRow(PlainLabel(self.tr("Data folder"), "small"), folder)
        self._facts.addRow(PlainLabel(self.tr("Key of the database"), "small"), PlainLabel(key))
        self._facts.addRow(PlainLabel(self.tr("Version"), "small"), PlainLabel(profile.version))

    def _copy_folder(self) -> None:
        QGuiApplication.clipboard().setText(str(self.tools.context.profile.folder))
        self.said.emit(self.tr("Copied"), "", "ok")

    # Facts.

    def _ask(self) -> Future[Any]:
        return self.desk.query(connections.list_connections)

    def _show(self, rows: list[Connection]) -> None:
        chosen = self._chosen_name()
        self.model.show_rows(rows)
        self._show_health()
        known_names = {c.name for c in rows}
        for name in [n for n, e in self._editors.items() if not e.is_new and n not in known_names]:
            self._forget_editor(name)
        at = self.model.row_of(chosen)
        if at < 0 and rows and not isinstance(self._pages.currentWidget(), ConnectionEditor):
            at = 0
        if at >= 0:
            self.table.setCurrentIndex(self.model.index(at, 0))
            self._choose(at)
        self._show_wanted()
        if not rows and not isinstance(self._pages.currentWidget(), ConnectionEditor):
            self._pages.setCurrentWidget(self._empty)

    def _show_health(self) -> None:
        self.model.show_health({h.system: h for h in self.tools.context.engine.health()})

    def _take_changes(self, touched: Touched) -> None:
        if any(topic in ("connection", "*") for topic, _ in touched):
            self._refresher.request()

    def _take_event(self, event: EngineEvent) -> None:
        if isinstance(event, HealthChanged) and self.isVisible():
            self._show_health()

    # Editors.

    def _chosen_name(self) -> str:
        page = self._pages.currentWidget()
        return page.connection.name if isinstance(page, ConnectionEditor) else ""

    def _choose(self, at: int) -> None:
        one = self.model.connection(at)
        if one is not None:
            self._show_editor(one, is_new=False)

    def _show_editor(self, connection: Connection, *, is_new: bool) -> None:
        key = f"+{connection.kind}" if is_new else connection.name
        editor = self._editors.get(key)
        if editor is None:
            editor = self._make_editor(connection, is_new=is_new)
            self._editors[key] = editor
            self._pages.addWidget(editor)
        self._pages.setCurrentWidget(editor)

    def _make_editor(self, connection: Connection, *, is_new: bool) -> ConnectionEditor:
        editor = ConnectionEditor(self.theme, connection, is_new=is_new)
        editor.test_requested.connect(self._test)
        editor.save_requested.connect(self._save)
        editor.remove_requested.connect(self._remove)
        return editor

    def _forget_editor(self, key: str) -> None:
        editor = self._editors.pop(key, None)
        if editor is not None:
            self._pages.removeWidget(editor)
            editor.deleteLater()

    def _rebuild_editors(self) -> None:
        """Editors hold many words: after a change of language they are made again with what was typed."""
        current = self._pages.currentWidget()
        for key, old in list(self._editors.items()):
            typed, _ = old.typed()
            self._forget_editor(key)
            self._show_editor(
                Connection(old.connection.name, typed.kind, typed.values, typed.enabled), is_new=old.is_new
            )
            if old is not current and current is not None and not isinstance(current, ConnectionEditor):
                self._pages.setCurrentWidget(current)

    def _into_editor(self, _row: int) -> None:
        page = self._pages.currentWidget()
        if isinstance(page, ConnectionEditor):
            page.focusNextChild()

    def _add_kind(self) -> None:
        action = self.sender()
        kind = str(action.property("data") or action.data())  # type: ignore[attr-defined]
        self.add(kind)

    def _add_helpdesk(self) -> None:
        self.add("rt")

    def add(self, kind: str) -> None:
        """Begin a connection of a kind; where there can be one only and there is, go to it."""
        name = known.default_name(kind)
        at = self.model.row_of(name) if name else -1
        if at >= 0:
            self.table.setCurrentIndex(self.model.index(at, 0))
            self._choose(at)
            return
        self.table.clearSelection()
        self._show_editor(Connection(name, kind), is_new=True)
        self._into_editor(-1)

    # Intents.

    @property
    def editor(self) -> ConnectionEditor | None:
        """The editor in front."""
        page = self._pages.currentWidget()
        return page if isinstance(page, ConnectionEditor) else None

    def _test(self, connection: Connection, secrets: Mapping[str, str]) -> None:
        editor = self.editor
        if editor is not None:
            self._tested = editor
            answer = self.tools.context.check_connection(connection, secrets)
            self.bridge.run(answer, self._show_steps, self._failed)

    def _show_steps(self, steps: list[CheckStep]) -> None:
        if self._tested is None or not isValid(self._tested):
            return
        self._tested.show_steps(steps)
        # The steps make the page longer in a moment; its end is what was asked for.
        self._follow_end = True
        QTimer.singleShot(_FOLLOW_MS, self._stop_following)

    def _page_grew(self, _least: int, most: int) -> None:
        if self._follow_end:
            self._scroll.verticalScrollBar().setValue(most)

    def _stop_following(self) -> None:
        self._follow_end = False

    def _save(self, connection: Connection, secrets: Mapping[str, str]) -> None:
        self._saving = connection
        # A keychain may ask the person first: never in the window's thread.
        kept = self._worker.submit(self._keep_secrets, connection.name, dict(secrets))
        self.bridge.run(kept, self._secrets_kept, self._failed)

    def _keep_secrets(self, name: str, secrets: Mapping[str, str]) -> None:
        for secret, value in secrets.items():
            self.tools.context.secrets.set(f"{name}/{secret}", value)

    def _secrets_kept(self, _result: object) -> None:
        self.bridge.run(self.desk.command(connections.save, self._saving), self._saved, self._failed)

    def _saved(self, _result: object) -> None:
        self.tools.context.engine.reload()
        for key, editor in list(self._editors.items()):
            if editor.connection.name == self._saving.name or key == f"+{self._saving.kind}":
                self._forget_editor(key)
        self._show_editor(self._saving, is_new=False)
        self.said.emit(self.tr("saved"), "", "ok")
        self._refresher.request()

    def _remove(self) -> None:
        editor = self.editor
        if editor is not None:
            self._saving = editor.connection
            command = self.desk.command(connections.remove, editor.connection.name)
            self.bridge.run(command, self._removed, self._failed)

    def _removed(self, _result: object) -> None:
        self._forget_editor(self._saving.name)
        self.tools.context.engine.reload()
        self._worker.submit(self._forget_secrets, self._saving)
        self.said.emit(self.tr("removed"), "", "ok")
        self._refresher.request()

    def _forget_secrets(self, connection: Connection) -> None:
        for field in known.fields_of(connection.kind):
            if field.shape == "secret":
                self.tools.context.secrets.delete(f"{connection.name}/{field.name}")

    def _failed(self, error: BaseException) -> None:
        editor = self.editor
        if editor is not None:
            editor.show_error(error_words(error, self.tools.languages.current))
        else:
            self.bridge.failed.emit(error)

    def _choose_language(self) -> None:
        self._remember("language", self._language)
        self.tools.languages.choose(self.tools.context.preferences.value("language"))

    def _choose_look(self) -> None:
        self._remember("theme", self._look)
        self.theme.set_mode(self.tools.context.preferences.value("theme"))

    def _remember(self, name: str, box: ComboBox) -> None:
        try:
            self.tools.context.preferences.remember(name, str(box.currentData()))
        except ConsoleError as error:
            self.bridge.failed.emit(error)


def _fill(box: ComboBox, choices: list[tuple[str, str]], chosen: str, name: str) -> None:
    box.blockSignals(True)
    box.clear()
    for value, words in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
    box.setAccessibleName(name)
