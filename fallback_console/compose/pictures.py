"""Pictures of the window over a station that already runs: for a rehearsal without a display."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fallback_console import __version__
from fallback_console.app import Preferences
from fallback_console.compose.parts import check_connection
from fallback_console.compose.station import Station
from fallback_console.ui.context import ProfileFacts, WindowContext
from fallback_console.ui.pictures import Photographer
from fallback_console.ui.view_list import view_specs

__all__ = ["Camera"]

_MODES = ("light", "dark")
_LANGUAGES = ("en", "ja")


class Camera:
    """Takes pictures of a station's views in both looks and languages. To be used on the main thread.

    Args:
        station: started; neither started nor closed here.
        folder: where pictures go.

    Attributes:
        saved: the pictures so far.
    """

    def __init__(self, station: Station, folder: Path) -> None:
        self._context = _context(station)
        self._folder = folder
        self._photographer = Photographer()
        self.saved: list[Path] = []

    def take(self, *, only: Sequence[str] = (), without: Sequence[str] = ()) -> None:
        """Save ``<view>-<look>-<language>.png`` for each view.

        Args:
            only: names of views; all where it is empty.
            without: names to leave out.

        Raises:
            OSError: the folder cannot be written.
        """
        names = [spec.name for spec in view_specs() if spec.name not in without and (not only or spec.name in only)]
        self.saved += self._photographer.take(
            self._context, self._folder, views=names, modes=_MODES, languages=_LANGUAGES
        )

    def close(self) -> None:
        """Put everything away."""
        self._photographer.close()


def _context(station: Station) -> WindowContext:
    profile, engine = station.profile, station.engine
    return WindowContext(
        desk=profile.desk,
        engine=engine,
        secrets=profile.secrets,
        preferences=Preferences(profile.folder, profile.settings),
        profile=ProfileFacts(profile.kind, profile.folder, profile.key_kind, profile.store.station, __version__),
        clock=profile.clock,
        check_connection=lambda connection, typed: engine.submit(lambda: check_connection(profile, connection, typed)),
        subscribe_changes=profile.store.subscribe,
        subscribe_events=station.listen,
        poll_foreign=profile.store.poll_foreign,
        start=lambda: None,
        close=lambda: None,
        sla=profile.settings.sla,
        reach=profile.settings.reach,
    )
