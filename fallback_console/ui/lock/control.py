"""Locks the window: after a time without a key or the mouse, on Ctrl+L, and at a start where a passphrase is set."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

from fallback_console.domain.errors import ConsoleError
from fallback_console.domain.events import EngineEvent, SmsArrived
from fallback_console.services import lock
from fallback_console.services.lock import LockState
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.lock.page import LockPage
from fallback_console.ui.lock.tries import Tries
from fallback_console.ui.views.base import Tools

__all__ = ["LockControl"]

_LOOK_MS = 1_000
_LONGEST_WAIT_S = 60
_USE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class LockControl(QObject):
    """Watches for use and covers the window. Views under the cover are hidden, so nothing of them can be read or pressed.

    Where the keychain opens the data, the lock has a passphrase of its own; else it is that of the data.

    Attributes:
        locked_changed: whether the window is covered now.
        passphrase_missing: the window should be locked, but there is nothing to unlock it with.
    """

    locked_changed = Signal(bool)
    passphrase_missing = Signal()

    def __init__(self, window: QMainWindow, call_seconds: Callable[[], int | None], tools: Tools) -> None:
        super().__init__(window)
        self._window = window
        self._call_seconds = call_seconds
        self._tools = tools
        self._page: LockPage | None = None
        self._hidden: list[QWidget] = []
        self._keys: list[QShortcut] = []
        self._focus: QWidget | None = None
        self._came = 0
        self._choosing = False
        self._free_at = 0
        self._tries = Tries(tools, self)
        self._tries.right.connect(self._uncover)
        self._tries.kept.connect(self._uncover)
        self._tries.wrong.connect(self._slow_down)
        self._tries.failed.connect(self._show_error)
        self._used_at = self._now()
        self._watched: list[QWindow] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        keys = QShortcut(QKeySequence("Ctrl+L"), window)
        keys.activated.connect(self.lock)
        tools.bridge.told.connect(self._take_event)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)
        self._watch(window.windowHandle())
        window.installEventFilter(self)

    @property
    def page(self) -> LockPage | None:
        """What covers the window, None while it is open."""
        return self._page

    @property
    def locked(self) -> bool:
        """Whether the window is covered."""
        return self._page is not None

    def lock(self) -> None:
        """Cover the window now; says so where there is no passphrase to open it with."""
        if self.locked or self._tools.context.profile.kind != "real":
            return
        if self._tries.own:
            self._tools.bridge.run(self._tools.context.desk.query(lock.state), self._lock_with)
        else:
            self._cover(choose=False)

    def lock_at_start(self) -> None:
        """Cover the window before it is shown: a passphrase is known to be set."""
        self._cover(choose=False)
        # A wait that a wrong try brought about goes on.
        self._tools.bridge.run(self._tools.context.desk.query(lock.state), self._wait_on)

    def demand_passphrase(self) -> None:
        """Where the organisation demands a lock and there is no passphrase for it, have one chosen."""
        preferences = self._tools.context.preferences
        if preferences.locked("lock_minutes") and self._minutes() and self._tries.own and not self.locked:
            self._tools.bridge.run(self._tools.context.desk.query(lock.state), self._demand)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Somebody uses the window; the cover is as large as the window."""
        if event.type() in _USE:
            self._used_at = self._now()
        elif event.type() == QEvent.Type.Resize and watched is self._window and self._page is not None:
            self._page.setGeometry(self._window.rect())
        return False

    # When.

    def _minutes(self) -> int:
        value = self._tools.context.preferences.value("lock_minutes")
        return int(value) if value.isdigit() else 0

    def _now(self) -> int:
        # The wall clock: after a computer has slept for an hour nobody has used it for an hour.
        return self._tools.context.clock.now_ms()

    def _watch(self, window: QWindow | None) -> None:
        if window is not None and window not in self._watched:
            self._watched.append(window)
            window.destroyed.connect(self._forget_window)
            window.installEventFilter(self)

    def _forget_window(self) -> None:
        gone = self.sender()
        self._watched = [window for window in self._watched if window is not gone]

    def _look(self) -> None:
        minutes = self._minutes()
        if self._page is not None:
            self._page.show_news(self._came, self._call_seconds())
            if not self._choosing:
                self._page.show_wait(self._wait())
        elif minutes and self._now() - self._used_at >= minutes * 60_000:
            self.lock()
        elif self._now() < self._used_at:
            self._used_at = self._now()

    def _wait(self) -> int:
        return min(max(0, -(-(self._free_at - self._now()) // 1000)), _LONGEST_WAIT_S)

    def _take_event(self, event: EngineEvent) -> None:
        if self.locked and isinstance(event, SmsArrived):
            self._came += 1

    # Cover and uncover.

    def _lock_with(self, state: LockState) -> None:
        if state.is_set:
            self._free_at = state.free_at
            self._cover(choose=False)
        else:
            # Asked again after the time of idleness, not every second.
            self._used_at = self._now()
            self.passphrase_missing.emit()

    def _demand(self, state: LockState) -> None:
        if not state.is_set:
            self._cover(choose=True)

    def _cover(self, *, choose: bool) -> None:
        if self.locked:
            return
        self._focus = self._window.focusWidget()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        self._came = 0
        self._choosing = choose
        self._page = LockPage(self._tools.theme, self._now(), choose=choose, parent=self._window)
        self._page.passphrase_given.connect(self._tries.choose if choose else self._tries.try_it)
        # Everything else that can be seen: the views, panels over them, and windows of their own such as help.
        children = [
            child for child in self._window.children() if isinstance(child, QWidget) and child is not self._page
        ]
        others = [w for w in QApplication.topLevelWidgets() if w is not self._window]
        self._hidden = [widget for widget in (*children, *others) if not widget.isHidden()]
        for widget in self._hidden:
            widget.hide()
        # A palette or a help that opens by a key would show what the cover hides.
        self._keys = [keys for keys in self._window.findChildren(QShortcut) if keys.isEnabled()]
        for keys in self._keys:
            keys.setEnabled(False)
        self._page.setGeometry(self._window.rect())
        self._page.show()
        self._page.raise_()
        self._page.setFocus()
        self._page.show_news(0, self._call_seconds())
        self.locked_changed.emit(True)

    def _uncover(self) -> None:
        page, self._page = self._page, None
        if page is None:
            return
        self._used_at = self._now()
        self._free_at = 0
        for keys in filter(isValid, self._keys):
            keys.setEnabled(True)
        for widget in filter(isValid, self._hidden):
            widget.show()
        self._keys, self._hidden = [], []
        page.hide()
        page.deleteLater()
        self._window.activateWindow()
        if self._focus is not None and isValid(self._focus) and self._focus.isVisible():
            self._focus.setFocus()
        self._focus = None
        self.locked_changed.emit(False)

    # Tries.

    def _wait_on(self, state: LockState) -> None:
        self._free_at = state.free_at

    def _slow_down(self, state: LockState) -> None:
        self._free_at = state.free_at
        if self._page is not None:
            self._page.show_error(self.tr("This is not the passphrase."), self.tr("Try again; capitals count."))
            self._page.show_wait(self._wait())

    def _show_error(self, error: BaseException) -> None:
        if self._page is not None:
            words = error_words(error, self._tools.languages.current)
            hint = words.hint if isinstance(error, ConsoleError) else words.detail
            self._page.show_error(words.title, hint)
