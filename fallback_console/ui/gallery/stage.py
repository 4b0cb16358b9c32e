"""The window out of sight, in front of a camera: opened once, its theme and language switched while it is open."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QSettings, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from fallback_console.domain.events import PullProgress
from fallback_console.resources_path import resource
from fallback_console.ui.bridge import Bridge
from fallback_console.ui.context import WindowContext
from fallback_console.ui.i18n import Languages
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.theme import Size, Theme
from fallback_console.ui.view_list import make_late_parts, view_specs
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets.times import Ticker

__all__ = ["Props", "Stage", "Studio", "delete"]

_SCHEMES = ("tel", "sip", "callto", "http", "https", "mailto", "file")
_LOOK_MS = 4
_CALM = 4
_PATIENCE_MS = 10_000
_SILENCE_MS = 330
"""Longer than a view waits before it says that it is loading."""


@dataclass(frozen=True)
class Props:
    """What an exhibit needs to find in its state.

    Attributes:
        case: key of a case with much on it, '' where there is none.
        number: a customer's telephone number, E.164.
        deliveries: state of a delivery ('conflict', 'refused', 'unknown', 'waiting' …) → its id.
        claimed: keys of cases whose customer somebody is on, by who it is ('theirs', 'own', 'contested', 'offered', 'asked').
        reached: key of a case whose customer is being reached, '' where there is none.
        crowded: key of a case with an escalation, a swarm, a next action and somebody on its customer, '' where there is none.
        pull: (seen, total) of a pull that goes on, None where there is none.
        answers: False where the store never answers.
    """

    case: str = ""
    number: str = ""
    deliveries: Mapping[str, int] = field(default_factory=dict)
    reached: str = ""
    claimed: Mapping[str, str] = field(default_factory=dict)
    crowded: str = ""
    pull: tuple[int, int | None] | None = None
    answers: bool = True


class _Nowhere(QObject):
    """Takes addresses that the window hands to the system: nothing in a picture rings or opens anything."""

    @Slot(QUrl)
    def open(self, address: QUrl) -> None:
        """Nothing happens."""


class Studio:
    """The application object with theme and language; one for all pictures of a process. To be used on the main thread.

    It makes the application object where there is none; then nothing is shown on any display.

    Attributes:
        theme, languages: what is in force; both may be changed while a stage is open.
    """

    def __init__(self) -> None:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
            app = QApplication(["fallback-console"])
        self._app = app
        self.theme = Theme(app, "light")
        self.languages = Languages(app, resource("translations"), "en")
        self._nowhere = _Nowhere()
        for scheme in _SCHEMES:
            # The stubs want bytes, the function takes a string.
            QDesktopServices.setUrlHandler(scheme, self._nowhere, "open")  # type: ignore[arg-type]

    def close(self) -> None:
        """Put language and look away; the application object stays."""
        for scheme in _SCHEMES:
            QDesktopServices.unsetUrlHandler(scheme)
        self.languages.uninstall()
        for gone in (self.languages, self.theme):
            delete(gone)


class Stage:
    """A window over an open profile. To be used as a context manager.

    Args:
        context: an open profile; neither started nor closed here.
        state: name of the state the profile is in, '' where it is a real one.

    Attributes:
        window: shown, but on no display unless the application object has one.
        parts: what it has beside its views.
        tools: what its views work with.
    """

    def __init__(
        self,
        studio: Studio,
        context: WindowContext,
        *,
        props: Props | None = None,
        state: str = "",
        width: int = Size.WINDOW_W,
        height: int = Size.WINDOW_H,
    ) -> None:
        self.studio = studio
        self.props = props or Props()
        self.state = state
        self._size = (width, height)
        self._bridge = Bridge(context)
        self.tools = Tools(studio.theme, studio.languages, context, self._bridge, Ticker(self._bridge))
        # The window remembers its place here; nobody wants that kept.
        self._memory = tempfile.TemporaryDirectory(prefix="fallback-console-")
        settings = QSettings(str(Path(self._memory.name) / "window.ini"), QSettings.Format.IniFormat)
        self.window = MainWindow(self.tools, view_specs(), settings)
        self.parts = make_late_parts(self.window, self.tools)
        self._pages: list[QWidget] = []
        self._silent: set[str] = set()

    def __enter__(self) -> Stage:
        # The store's threads must not be those that find a widget to be garbage: it may only go in its own.
        gc.disable()
        self.window.resize(*self._size)
        self.window.show_view("")
        self.window.show()
        if self.props.pull is not None:
            self._bridge.told.emit(PullProgress("helpdesk", "running", *self.props.pull))
        return self

    def __exit__(self, *_: object) -> None:
        self.put_pages_away()
        self.window.close()
        for gone in (self.window, self._bridge):
            delete(gone)
        self._memory.cleanup()
        gc.collect()
        gc.enable()

    def resize(self, width: int, height: int) -> None:
        """Another size for the window, in device-independent pixels."""
        self._size = (width, height)
        self.window.resize(width, height)

    def place(self, page: QWidget) -> QWidget:
        """Show a page that stands in place of the window, as large as the window."""
        page.resize(*self._size)
        page.show()
        self._pages.append(page)
        return page

    def put_pages_away(self) -> None:
        """The window alone."""
        while self._pages:
            page = self._pages.pop()
            page.hide()
            delete(page)

    def press(self, name: str) -> None:
        """Press the button of an object name, where it can be seen."""
        for button in self.window.findChildren(QAbstractButton, name):
            if button.isVisible():
                button.click()

    def press_escape(self) -> None:
        """Press Escape where the keyboard is."""
        focused: QWidget | None = self.window.focusWidget()
        at = self.window if focused is None else focused
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(at, QKeyEvent(kind, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier))

    def settle(self, what: str = "") -> None:
        """Wait until everything that was asked for is shown; where the store never answers, until that has been said.

        Args:
            what: name of what is shown; a silent one is waited for once only.
        """
        if not self.props.answers:
            fresh = what not in self._silent
            self._silent.add(what)
            self._run(_SILENCE_MS if fresh else 8 * _LOOK_MS)
            return
        self._run(_PATIENCE_MS, until_calm=True)

    def picture(self, widget: QWidget | None = None) -> QImage:
        """What a widget looks like now; the window where None."""
        return (widget or self.window).grab().toImage()

    def _run(self, most_ms: int, *, until_calm: bool = False) -> None:
        loop = QEventLoop()
        look, patience = QTimer(), QTimer()
        look.setInterval(_LOOK_MS)
        patience.setSingleShot(True)
        calm = 0

        def check() -> None:
            nonlocal calm
            calm = 0 if self.window.busy or self.parts.busy else calm + 1
            if calm > _CALM:
                loop.quit()

        if until_calm:
            look.timeout.connect(check)
            look.start()
        patience.timeout.connect(loop.quit)
        patience.start(most_ms)
        loop.exec()


def delete(gone: QWidget | Theme | Languages | Bridge) -> None:
    """Delete it now, as the end of an event would."""
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete)
