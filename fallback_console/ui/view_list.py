"""Which views the window has. A view without a feature is not here."""

from __future__ import annotations

from fallback_console.ui.i18n import translate
from fallback_console.ui.views.base import ViewSpec
from fallback_console.ui.views.settings_view import SettingsView
from fallback_console.ui.views.sync_view import SyncView

__all__ = ["view_specs"]


def view_specs() -> tuple[ViewSpec, ...]:
    """The navigation rail's views, in its order."""
    return (
        ViewSpec("sync", "sync", lambda: translate("Views", "Sync"), SyncView),
        ViewSpec("settings", "settings", lambda: translate("Views", "Settings"), SettingsView, last=True),
    )
