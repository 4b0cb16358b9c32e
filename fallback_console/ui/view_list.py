"""Which views the window has. A view without a feature is not here.

The first view is loaded with the window, the others when they are first shown: a start is quick, and most days nobody opens the
settings.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fallback_console.ui.i18n import translate
from fallback_console.ui.views.base import Tools, View, ViewSpec
from fallback_console.ui.views.queue_view import QueueView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fallback_console.ui.lock.control import LockControl
    from fallback_console.ui.main_window import MainWindow
    from fallback_console.ui.setup.page import SetupPage
    from fallback_console.ui.shell.late_parts import LateParts

__all__ = ["let_outside", "make_late_parts", "make_lock", "make_setup", "view_specs"]


def view_specs() -> tuple[ViewSpec, ...]:
    """The navigation rail's views, in its order."""
    return (
        ViewSpec("queue", "queue", lambda: translate("Views", "Queue"), QueueView),
        ViewSpec("people", "people", lambda: translate("Views", "People"), _people),
        ViewSpec("messages", "sms", lambda: translate("Views", "Messages"), _messages),
        ViewSpec("calls", "phone", lambda: translate("Views", "Calls"), _calls),
        ViewSpec("swarms", "swarm", lambda: translate("Views", "Swarms"), _swarms),
        ViewSpec("roster", "roster", lambda: translate("Views", "Roster"), _roster, hidden=True),
        ViewSpec("sync", "sync", lambda: translate("Views", "Sync"), _sync),
        ViewSpec("settings", "settings", lambda: translate("Views", "Settings"), _settings, last=True),
    )


def make_lock(window: MainWindow, tools: Tools) -> LockControl:
    """What locks the window."""
    # Late: nobody is idle before the window can be used.
    from fallback_console.ui.lock.control import LockControl

    control = LockControl(window, window.call_seconds, tools)
    control.locked_changed.connect(window.set_locked)
    control.passphrase_missing.connect(window.ask_for_lock)
    return control


def make_late_parts(window: MainWindow, tools: Tools, lock: Callable[[], None] | None = None) -> LateParts:
    """What the window has beside its views: palette, sheet of shortcuts, alerts. Nothing of it leaves the window.

    Args:
        lock: locks the window.
    """
    # Late: none of it is in the window's first picture.
    from fallback_console.ui.shell.late_parts import LateParts

    return LateParts(window, tools, lock)


def let_outside(parts: LateParts) -> None:
    """Let alerts be seen and heard outside the window: tray icon, sounds, notifications of the desktop."""
    # Late: see above.
    from fallback_console.ui.alerts.desktop import has_session_bus

    notifier = None
    if has_session_bus():
        # Late: Qt's library for D-Bus is loaded with it, and only Linux has it.
        from fallback_console.ui.alerts.dbus import DbusNotifier

        notifier = DbusNotifier(parts)
    parts.alerts.go_outside(notifier)


def make_setup(tools: Tools) -> SetupPage:
    """The way from nothing to a mirrored queue."""
    # Late: most starts are not the first one.
    from fallback_console.ui.setup.page import SetupPage

    return SetupPage(tools)


def _calls(tools: Tools, place: QWidget) -> View:
    # Late: the window is open before this is needed.
    from fallback_console.ui.views.calls_view import CallsView

    return CallsView(tools, place)


def _people(tools: Tools, place: QWidget) -> View:
    # Late: the window is open before this is needed.
    from fallback_console.ui.people.view import PeopleView

    return PeopleView(tools, place)


def _messages(tools: Tools, place: QWidget) -> View:
    # Late: the window is open before this is needed.
    from fallback_console.ui.messages.view import MessagesView

    return MessagesView(tools, place)


def _swarms(tools: Tools, place: QWidget) -> View:
    # Late: the window is open before this is needed.
    from fallback_console.ui.swarm.view import SwarmsView

    return SwarmsView(tools, place)


def _roster(tools: Tools, place: QWidget) -> View:
    # Late: the window is open before this is needed.
    from fallback_console.ui.roster.view import RosterView

    return RosterView(tools, place)


def _sync(tools: Tools, place: QWidget) -> View:
    # Late: the window is open before this is needed.
    from fallback_console.ui.views.sync_view import SyncView

    return SyncView(tools, place)


def _settings(tools: Tools, place: QWidget) -> View:
    # Late: the window is open before this is needed.
    from fallback_console.ui.views.settings_view import SettingsView

    return SettingsView(tools, place)
