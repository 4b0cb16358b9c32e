"""What the window has beside its views, made after the first cases are painted: palette, sheet of shortcuts, alerts,
calls that come in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from fallback_console.ui.actions import Action
from fallback_console.ui.alerts.centre import AlertCentre
from fallback_console.ui.asked.control import AskedControl
from fallback_console.ui.briefing.offer import BriefingOffer
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.palette.commands import Commands
from fallback_console.ui.palette.palette import Palette
from fallback_console.ui.palette.sheet import ShortcutSheet
from fallback_console.ui.ringing.control import RingControl
from fallback_console.ui.views.base import Tools

__all__ = ["LateParts"]

_PLAIN = ("?",)
"""Keys that are typed elsewhere."""


class LateParts(QObject):
    """Makes them, and gives their actions keys.

    Args:
        lock: locks the window; None where nothing does.

    Attributes:
        palette, sheet: over the window.
        commands: everything that can be done.
        alerts: bell, notifications, sounds, tray.
        rings: calls that come in.
        briefing: the last briefing, offered to who has not read it.
        asked: what is asked of whoever works here.
    """

    def __init__(self, window: MainWindow, tools: Tools, lock: Callable[[], None] | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._tools = tools
        self._lock = lock
        self.alerts = AlertCentre(window, tools)
        self.rings = RingControl(window, tools, self.alerts)
        self.briefing = BriefingOffer(window, tools)
        self.asked = AskedControl(window, tools)
        own = (self.alerts, self.rings, self.asked)
        self._actions = (*self._make_actions(), *(action for part in own for action in part.actions()))
        self.commands = Commands(window, tools, self.actions)
        self.palette = Palette(window, tools, self.commands)
        self.sheet = ShortcutSheet(window, tools, self.commands)
        for action in self._actions:
            for key in action.keys:
                # The help and the lock have theirs already.
                if action.name not in ("window.help", "window.lock"):
                    shortcut = QShortcut(QKeySequence(key), window)
                    shortcut.activated.connect(partial(self._act, action, plain=key in _PLAIN))
        window.locked_changed.connect(self._put_away)
        tools.languages.changed.connect(self._put_away)

    def actions(self) -> tuple[Action, ...]:
        """What can be done everywhere, beside what ``Commands`` knows itself."""
        return self._actions

    @property
    def busy(self) -> bool:
        """Something that was typed is not answered yet."""
        parts = self.alerts.keeper.busy or self.briefing.busy or self.asked.busy
        return parts or (self.palette.chooser.isVisible() and self.palette.busy)

    def _make_actions(self) -> Iterator[Action]:
        yield Action(
            "window.palette",
            lambda: self.tr("Do or find anything"),
            lambda: self.palette.open(),
            ("Ctrl+K",),
            lambda: not self.palette.chooser.isVisible(),
            "search",
        )
        yield Action(
            "window.keys", lambda: self.tr("Show the keys"), lambda: self.sheet.open(), ("?", "Ctrl+/"), icon="keys"
        )
        yield Action(
            "window.help", lambda: self.tr("Help for this view"), lambda: self._window.help_key.open(), ("F1",),
            icon="unknown",
        )  # fmt: skip
        lock = self._lock
        if lock is not None and self._tools.context.profile.kind == "real":
            yield Action(
                "window.lock",
                lambda: self.tr("Lock the window"),
                lock,
                ("Ctrl+L",),
                icon="lock",
            )

    def _act(self, action: Action, *, plain: bool) -> None:
        """A key was pressed; behind the lock, and where somebody types a letter, it means nothing."""
        typing = isinstance(QApplication.focusWidget(), (QLineEdit, QPlainTextEdit))
        if self._window.locked or (plain and typing):
            return
        if action.name != "window.palette":
            self.palette.chooser.put_away()
        if action.name != "window.keys":
            self.sheet.chooser.put_away()
        if action.enabled():
            action.run()

    def _put_away(self, *_: object) -> None:
        self.palette.chooser.put_away()
        self.sheet.chooser.put_away()
