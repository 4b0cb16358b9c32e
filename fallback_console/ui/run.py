"""From nothing to the open window, and everything that can stand in its way.

Imports inside functions: what is not in the window's first picture is loaded after it.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from fallback_console.domain.errors import InputError, InUseError, WrongKeyError
from fallback_console.resources_path import resource
from fallback_console.ui.bridge import Bridge
from fallback_console.ui.context import Launch, WindowContext
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.i18n import Languages
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.theme import STYLE, STYLED, Theme
from fallback_console.ui.view_list import let_outside, make_late_parts, make_lock, make_setup, view_specs
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets.times import Ticker

if TYPE_CHECKING:
    from fallback_console.ui.lock.control import LockControl
    from fallback_console.ui.single_instance import SingleInstance
    from fallback_console.ui.views.unlock import UnlockPage

__all__ = ["Starter", "make_application", "run_window"]

_WAIT_SECONDS = 0.3
"""So long is waited for the data before the event loop runs: mostly they are open by then, and the window comes at once."""

_CATCH_UP_SECONDS = 0.05
"""So long is waited for the first cases before the window is shown without them."""

_LOOK_MS = 60
_MOST_LOOKS = 25
"""The engine starts when the first cases are shown, after so many looks in any case."""


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The application object with its names."""
    app = QApplication([sys.argv[0], "-style", STYLE, *arguments])
    app.setProperty(STYLED, True)
    app.setApplicationName("fallback-console")
    app.setApplicationDisplayName("Fallback Console")
    app.setDesktopFileName("fallback-console")
    app.setQuitOnLastWindowClosed(False)
    return app


def run_window(launch: Launch) -> int:
    """Open the window and stay until it is closed.

    Returns:
        exit status: 0; the status of the error where the data could not be opened.
    """
    app = make_application()
    theme = Theme(app, launch.preferences.value("theme"))
    languages = Languages(app, resource("translations"), launch.preferences.value("language"))
    starter = Starter(app, launch, theme, languages)
    starter.began.connect(lambda: _mind_signals(starter))
    if starter.begin():
        app.exec()
    return starter.status


def _mind_signals(starter: Starter) -> None:
    # Late: before the cases are shown there is nothing yet that a signal could cut short.
    import signal

    # Everything said is on disk already, so a signal may end the window at once; an open call is kept as a draft.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: starter.end())


class Starter(QObject):
    """Opens the data beside the window's thread, then shows the window; else asks for a passphrase or tells the trouble.

    Attributes:
        window: the window, None until the data are open.
        status: exit status so far.
        began: the engine was started.
    """

    began = Signal()
    _opened = Signal()

    def __init__(self, app: QApplication, launch: Launch, theme: Theme, languages: Languages) -> None:
        super().__init__(app)
        self._app = app
        self._launch = launch
        self._theme = theme
        self._languages = languages
        self._single: SingleInstance | None = None
        self._page: QWidget | None = None
        self._unlock: UnlockPage | None = None
        self._result: Future[WindowContext] | None = None
        self._context: WindowContext | None = None
        self.window: MainWindow | None = None
        self.status = 0
        self._tools: Tools | None = None
        self._lock: LockControl | None = None
        self._started = False
        self._looks = 0
        self._settled = QTimer(self)
        self._settled.setInterval(_LOOK_MS)
        self._settled.timeout.connect(self._start_engine)
        self._opened.connect(self._take_result, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> bool:
        """Start; False where nothing has to be shown because another window came to the front."""
        try:
            need = self._launch.passphrase_for()
        except Exception as error:
            self._show_trouble(error)
            return True
        if need:
            # Nobody is asked for a passphrase only to be told that the window is open already.
            if self._others().raise_other():
                return False
            self._ask(create=need == "create")
        else:
            self._open(None)
        return self._page is not None or self.window is not None or self._result is not None

    @property
    def page(self) -> QWidget | None:
        """The page that stands in place of the window, None where there is none."""
        return self._page

    def end(self) -> None:
        """Close everything; called once, when the window has gone."""
        context, self._context = self._context, None
        if self._single is not None:
            self._single.close()
        if context is not None:
            context.close()
        self._app.quit()

    def _others(self) -> SingleInstance:
        """How windows of one folder talk; made when it is first needed."""
        if self._single is None:
            # Late: Qt's network library is loaded with it, and the cases come first.
            from fallback_console.ui.single_instance import SingleInstance

            self._single = SingleInstance(self._launch.folder, self)
        return self._single

    def _open(self, passphrase: str | None) -> None:
        result: Future[WindowContext] = Future()
        self._result = result

        def work() -> None:
            try:
                result.set_result(self._launch.open(passphrase))
            except BaseException as error:
                result.set_exception(error)

        threading.Thread(target=work, name="open-data", daemon=True).start()
        try:
            result.exception(timeout=_WAIT_SECONDS)
        except NotYet:
            result.add_done_callback(self._tell)
            return
        self._take_result()

    def _tell(self, _result: object) -> None:
        self._opened.emit()

    @Slot()
    def _take_result(self) -> None:
        result, self._result = self._result, None
        if result is None:
            return
        error = result.exception()
        if error is None:
            self._context = context = result.result()
            self.status = 0
            if context.first_run:
                self._show_setup()
            else:
                self._show_window(context, locked=context.starts_locked)
        elif self._unlock is not None and isinstance(error, (WrongKeyError, InputError)):
            self._unlock.show_error(error_words(error, self._languages.current))
        elif isinstance(error, InUseError) and self._others().raise_other():
            self._app.quit()
        else:
            self._show_trouble(error)

    def _tools_for(self, context: WindowContext) -> Tools:
        bridge = Bridge(context, self)
        self._tools = Tools(self._theme, self._languages, context, bridge, Ticker(bridge))
        return self._tools

    def _show_window(self, context: WindowContext, *, locked: bool = False) -> None:
        tools = self._tools_for(context)
        folder = context.profile.folder / "window.ini"
        window = MainWindow(tools, view_specs(), QSettings(str(folder), QSettings.Format.IniFormat))
        window.closed.connect(self._window_closed)
        window.setup_requested.connect(self._show_setup)
        window.person_changed.connect(self._go_on)
        window.show_view("")
        tools.bridge.catch_up(_CATCH_UP_SECONDS)
        if locked:
            self._guard(window, tools).lock_at_start()
        window.show()
        self.window = window
        self._put_page_away()
        self._looks = _MOST_LOOKS
        self._settled.start()

    def _guard(self, window: MainWindow, tools: Tools) -> LockControl:
        """What locks the window; made once the first cases are shown, or before where the window starts locked."""
        if self._lock is None:
            self._lock = make_lock(window, tools)
        return self._lock

    @Slot()
    def _show_setup(self) -> None:
        """Set up in place of the window. Nothing happens while a call is open in it."""
        if self._context is None or not self._put_window_away():
            return
        page = make_setup(self._tools_for(self._context))
        page.finished.connect(self._go_on)
        page.closed.connect(self._window_closed)
        self._show_page(page)
        # Its end is told like the window's own.
        self._app.setQuitOnLastWindowClosed(False)
        self._begin_engine()

    @Slot()
    def _go_on(self) -> None:
        """Show the window anew, for the person that is chosen now."""
        if self._context is None or not self._put_window_away():
            return
        login, desk_for = self._context.preferences.value("login"), self._context.desk_for
        if desk_for is not None and login != self._context.desk.login:
            self._context = self._context._replace(desk=desk_for(login))
        if self._page is not None and self._tools is not None:
            self._tools.bridge.close()
        self._show_window(self._context)

    def _put_window_away(self) -> bool:
        """Close the window without ending the program; False where it stays because a call is open in it."""
        window, tools = self.window, self._tools
        if window is None or tools is None:
            return True
        window.closed.disconnect(self._window_closed)
        if not window.close():
            window.closed.connect(self._window_closed)
            return False
        self.window = self._lock = None
        for gone in (window, tools.bridge):
            gone.deleteLater()
        return True

    @Slot()
    def _start_engine(self) -> None:
        """Start the engine once the first cases are shown: its libraries take as long to load as all of the window's."""
        self._looks -= 1
        if self._context is None or self.window is None:
            self._settled.stop()
        elif not self.window.busy or self._looks <= 0:
            self._settled.stop()
            if self._tools is not None:
                guard = self._guard(self.window, self._tools)
                guard.demand_passphrase()
                let_outside(make_late_parts(self.window, self._tools, guard.lock))
            self._begin_engine()

    def _begin_engine(self) -> None:
        if self._context is not None and not self._started:
            self._started = True
            single = self._others()
            single.raise_requested.connect(self._raise)
            single.listen()
            self._context.start()
            self.began.emit()

    def _ask(self, *, create: bool) -> None:
        # Late: most windows open without.
        from fallback_console.ui.views.unlock import UnlockPage

        page = UnlockPage(self._theme, create=create)
        page.passphrase_given.connect(self._open)
        page.quit_requested.connect(self._app.quit)
        self._show_page(page)
        self._unlock = page

    def _show_trouble(self, error: BaseException) -> None:
        self.status = getattr(error, "exit_status", 1)
        # Late: most windows open without.
        from fallback_console.ui.views.trouble import TroublePage

        page = TroublePage(self._theme, self._languages, error, self._launch.folder)
        page.retry_requested.connect(self._again)
        page.quit_requested.connect(self._app.quit)
        self._show_page(page)

    def _again(self) -> None:
        self._put_page_away()
        if not self.begin():
            self._app.quit()

    def _show_page(self, page: QWidget) -> None:
        self._put_page_away()
        self._page = page
        # Closing the only window ends the program.
        self._app.setQuitOnLastWindowClosed(True)
        page.show()

    def _put_page_away(self) -> None:
        page, self._page, self._unlock = self._page, None, None
        self._app.setQuitOnLastWindowClosed(False)
        if page is not None:
            page.hide()
            page.deleteLater()

    def _raise(self) -> None:
        front = self.window or self._page
        if front is not None:
            front.setWindowState(front.windowState() & ~Qt.WindowState.WindowMinimized)
            front.show()
            front.raise_()
            front.activateWindow()

    def _window_closed(self) -> None:
        QTimer.singleShot(0, self.end)
