"""Everything that can be done in the window, as the palette and the sheet of shortcuts list it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from fallback_console.domain.entry import OWN_STATUSES
from fallback_console.domain.errors import ConsoleError
from fallback_console.services import statuses
from fallback_console.ui import names
from fallback_console.ui.actions import Action
from fallback_console.ui.i18n import LANGUAGES
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.theme import MODES
from fallback_console.ui.views.base import Tools, ViewSpec

__all__ = ["Command", "Commands"]


class Command(NamedTuple):
    """An action and where it belongs.

    Attributes:
        view: name of its view; '' for what can be done everywhere.
    """

    action: Action
    view: str = ""


class Commands(QObject):
    """Actions of all views, and those of the window itself.

    Args:
        own: actions of the window that others bring; called again each time.

    Attributes:
        grew: another view brought its actions.
    """

    grew = Signal()

    def __init__(self, window: MainWindow, tools: Tools, own: Callable[[], tuple[Action, ...]]) -> None:
        super().__init__(window)
        self._window = window
        self._tools = tools
        self._own = own
        self._made: list[str] = []
        # Its own timer: it goes with the window.
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._load_next)

    def load(self) -> None:
        """Make the views that are not there yet, one after the other, so that their actions are known."""
        self._next.start()

    @property
    def loading(self) -> bool:
        """A view is still to come."""
        return self._next.isActive()

    def _load_next(self) -> None:
        name = next((name for name in self._window.specs if name not in self._made), "")
        if name:
            self._made.append(name)
            self._window.view(name)
            self.grew.emit()
            self._next.start()

    def here(self) -> list[Command]:
        """Of the view in front."""
        current = self._window.current
        return [Command(a, current) for a in self._window.view(current).actions_here()] if current else []

    def elsewhere(self) -> list[Command]:
        """Of the views that have been made and are not in front."""
        current = self._window.current
        return [
            Command(action, name)
            for name in self._made
            if name != current
            for action in self._window.view(name).actions_here()
        ]

    def everywhere(self) -> list[Command]:
        """Of the window."""
        return [Command(action) for action in (*self._own(), *self._views(), *self._station(), *self._looks())]

    def place(self, command: Command) -> str:
        """Title of the view it belongs to, '' for the window's own."""
        return self._window.specs[command.view].title() if command.view else ""

    def run(self, command: Command) -> None:
        """Do it, in its view."""
        if command.view and command.view != self._window.current:
            self._window.show_view(command.view)
        if command.action.enabled():
            command.action.run()

    def _views(self) -> Iterator[Action]:
        for name, spec in self._window.specs.items():
            key = self._window.nav.key_of(name)
            yield Action(
                f"go.{name}",
                partial(self._go_title, spec),
                partial(self._window.show_view, name),
                (key,) if key else (),
                partial(self._is_behind, name),
                spec.icon,
            )

    def _station(self) -> Iterator[Action]:
        engine, bridge = self._tools.context.engine, self._tools.bridge
        for status in OWN_STATUSES:
            yield Action(
                f"me.{status}",
                partial(self._status_title, status),
                partial(self._set_status, status),
                icon="me",
            )
        yield Action(
            "window.pull",
            lambda: self.tr("Fetch from the helpdesk now"),
            lambda: bridge.run(engine.pull_now()),
            icon="pull",
        )
        yield Action(
            "window.check",
            lambda: self.tr("Check all systems now"),
            lambda: bridge.run(engine.probe_now()),
            icon="refresh",
        )
        yield Action("window.send", lambda: self.tr("Send now what waits"), engine.deliver_now, icon="send")

    def _looks(self) -> Iterator[Action]:
        locked = self._tools.context.preferences.locked
        system = self.tr("as the system")
        # In the words of both: somebody looks for it who cannot read the one that is on.
        read = {"en": self.tr("English"), "ja": self.tr("Japanese")}
        named = {code: own if own == read[code] else f"{own} ({read[code]})" for code, own in LANGUAGES.items()}
        for code, title in (("system", system), *named.items()):
            yield Action(
                f"language.{code}",
                partial(self._language_title, title),
                partial(self._choose_language, code),
                enabled=lambda: not locked("language"),
                icon="language",
            )
        for mode, title in zip(MODES, (system, self.tr("light"), self.tr("dark")), strict=True):
            yield Action(
                f"look.{mode}",
                partial(self._look_title, title),
                partial(self._choose_look, mode),
                enabled=lambda: not locked("theme"),
                icon="look",
            )

    def _go_title(self, spec: ViewSpec) -> str:
        return self.tr("Go to: {view}").format(view=spec.title())

    def _status_title(self, status: str) -> str:
        return self.tr("My status: {status}").format(status=names.status_word(status))

    def _language_title(self, language: str) -> str:
        return self.tr("Language: {language}").format(language=language)

    def _look_title(self, look: str) -> str:
        return self.tr("Look: {look}").format(look=look)

    def _is_behind(self, view: str) -> bool:
        return view != self._window.current

    def _set_status(self, status: str) -> None:
        desk = self._tools.context.desk
        self._tools.bridge.run(desk.command(statuses.set_status, desk.login, status))

    def _choose_language(self, code: str) -> None:
        if self._remember("language", code):
            self._tools.languages.choose(self._tools.context.preferences.value("language"))

    def _choose_look(self, mode: str) -> None:
        if self._remember("theme", mode):
            self._tools.theme.set_mode(self._tools.context.preferences.value("theme"))

    def _remember(self, name: str, value: str) -> bool:
        try:
            self._tools.context.preferences.remember(name, value)
        except ConsoleError as error:
            self._tools.bridge.failed.emit(error)
            return False
        return True
