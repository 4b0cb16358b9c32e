"""Pictures of the window over an open profile: for rehearsals without a display, for the README and for help."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from fallback_console.resources_path import resource
from fallback_console.ui.bridge import Bridge
from fallback_console.ui.context import WindowContext
from fallback_console.ui.i18n import Languages
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.theme import Size, Theme
from fallback_console.ui.view_list import view_specs
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets.times import Ticker

__all__ = ["Photographer"]

_LOOK_MS = 30
_PATIENCE_MS = 10_000


class Photographer:
    """Opens the window out of sight, takes pictures of its views and closes it. To be used on the main thread.

    One of them makes the application object where there is none; then nothing is shown on any display.
    """

    def __init__(self) -> None:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
            app = QApplication(["fallback-console"])
        self._app = app
        self._theme = Theme(app, "light")
        self._languages = Languages(app, resource("translations"), "en")

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
        width: int = Size.WINDOW_W,
        height: int = Size.WINDOW_H,
    ) -> list[Path]:
        """Save ``<prefix><view>-<mode>-<language>.png`` for each combination.

        Args:
            context: an open profile; neither started nor closed here.
            views: names; all of the navigation rail where empty.
            modes: 'light', 'dark'.
            languages: 'en', 'ja'.
            what: name of a view → what to show there, a case key for the queue.
            width, height: in device-independent pixels, at least the window's least size.

        Raises:
            OSError: the folder cannot be written.
        """
        folder.mkdir(parents=True, exist_ok=True)
        bridge = Bridge(context)
        ticker = Ticker(bridge)
        tools = Tools(self._theme, self._languages, context, bridge, ticker)
        specs = view_specs()
        # The window remembers its place here; nobody wants that kept.
        memory = folder / ".window.ini"
        settings = QSettings(str(memory), QSettings.Format.IniFormat)
        window = MainWindow(tools, specs, settings)
        window.resize(width, height)
        saved = []
        try:
            window.show_view("")
            window.show()
            for mode in modes:
                self._theme.set_mode(mode)
                for language in languages:
                    self._languages.choose(language)
                    for view in views or [spec.name for spec in specs]:
                        window.show_view(view, (what or {}).get(view, ""))
                        self._settle(window)
                        path = folder / f"{prefix}{view}-{mode}-{language}.png"
                        if not window.grab().save(str(path)):
                            raise OSError(f"The picture {path} cannot be written.")
                        saved.append(path)
        finally:
            window.close()
            for gone in (window, bridge):
                gone.deleteLater()
                QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete)
            settings.clear()
            settings.sync()
            memory.unlink(missing_ok=True)
        return saved

    def close(self) -> None:
        """Put language and look away; the application object stays."""
        self._languages.uninstall()
        for gone in (self._languages, self._theme):
            gone.deleteLater()
            QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete)

    def _settle(self, window: MainWindow) -> None:
        """Wait until everything that was asked for is shown."""
        loop = QEventLoop()
        look, patience = QTimer(), QTimer()
        look.setInterval(_LOOK_MS)
        patience.setSingleShot(True)
        calm = 0

        def check() -> None:
            nonlocal calm
            calm = 0 if window.busy else calm + 1
            if calm > 2:
                loop.quit()

        look.timeout.connect(check)
        patience.timeout.connect(loop.quit)
        look.start()
        patience.start(_PATIENCE_MS)
        loop.exec()
