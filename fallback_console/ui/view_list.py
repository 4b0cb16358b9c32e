"""Which views the window has. A view without a feature is not here.

The first view is loaded with the window, the others when they are first shown: a start is quick, and most days nobody opens the
settings.
"""

from __future__ import annotations

from fallback_console.ui.i18n import translate
from fallback_console.ui.views.base import Tools, View, ViewSpec
from fallback_console.ui.views.queue_view import QueueView

__all__ = ["view_specs"]


def view_specs() -> tuple[ViewSpec, ...]:
    """The navigation rail's views, in its order."""
    return (
        ViewSpec("queue", "queue", lambda: translate("Views", "Queue"), QueueView),
        ViewSpec("sync", "sync", lambda: translate("Views", "Sync"), _sync),
        ViewSpec("settings", "settings", lambda: translate("Views", "Settings"), _settings, last=True),
    )


def _sync(tools: Tools) -> View:
    # Late: the window is open before this is needed.
    from fallback_console.ui.views.sync_view import SyncView

    return SyncView(tools)


def _settings(tools: Tools) -> View:
    # Late: the window is open before this is needed.
    from fallback_console.ui.views.settings_view import SettingsView

    return SettingsView(tools)
