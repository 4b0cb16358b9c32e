"""Pictures of the window over an open profile, for rehearsals without a display."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from fallback_console.ui.context import WindowContext
from fallback_console.ui.gallery.stage import Stage, Studio
from fallback_console.ui.view_list import view_specs

__all__ = ["Photographer"]


class Photographer:
    """Opens the window out of sight, takes pictures of its views and closes it. To be used on the main thread."""

    def __init__(self) -> None:
        self._studio = Studio()

    def take(
        self,
        context: WindowContext,
        folder: Path,
        *,
        views: Sequence[str] = (),
        modes: Sequence[str] = ("light",),
        languages: Sequence[str] = ("en",),
        prefix: str = "",
        what: Mapping[str, str] | None = None,
    ) -> list[Path]:
        """Save ``<prefix><view>-<mode>-<language>.png`` for each combination.

        Args:
            context: an open profile; neither started nor closed here.
            views: names; all of the navigation rail where empty.
            modes: 'light', 'dark'.
            languages: 'en', 'ja'.
            what: name of a view → what to show there, a case key for the queue.

        Raises:
            OSError: the folder cannot be written.
        """
        folder.mkdir(parents=True, exist_ok=True)
        saved = []
        with Stage(self._studio, context) as stage:
            for mode in modes:
                self._studio.theme.set_mode(mode)
                for language in languages:
                    self._studio.languages.choose(language)
                    for view in views or [spec.name for spec in view_specs()]:
                        stage.window.show_view(view, (what or {}).get(view, ""))
                        stage.settle()
                        path = folder / f"{prefix}{view}-{mode}-{language}.png"
                        if not stage.picture().save(str(path)):
                            raise OSError(f"The picture {path} cannot be written.")
                        saved.append(path)
        return saved

    def close(self) -> None:
        """Put language and look away; the application object stays."""
        self._studio.close()
