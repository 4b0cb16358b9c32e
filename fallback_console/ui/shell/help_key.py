"""F1: the help of what is in front, in a window of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from fallback_console.ui.i18n import Languages
from fallback_console.ui.theme import Theme

if TYPE_CHECKING:
    from fallback_console.ui.help.shortcuts import Group
    from fallback_console.ui.help.window import HelpWindow

__all__ = ["HELP", "HelpKey"]

HELP = "help"
"""Property of a part of a view that has help of its own: its name there."""


class HelpKey(QObject):
    """Opens the help for a window, and keeps it for the next time.

    Args:
        window: F1 works in it; it owns the help.
        current: name of the view in front.
        groups: what can be done in each view, for the page of keys.
    """

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        languages: Languages,
        current: Callable[[], str],
        groups: Callable[[], Sequence[Group]],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._languages = languages
        self._current = current
        self._groups = groups
        self._help: HelpWindow | None = None
        QShortcut(QKeySequence("F1"), window).activated.connect(self.open)

    @property
    def help(self) -> HelpWindow:
        """The help; made when it is first asked for."""
        if self._help is None:
            # Late: most starts never need it.
            from fallback_console.ui.help.window import HelpWindow

            self._help = HelpWindow(self._theme, self._languages, self._insert, self._window)
        return self._help

    def open(self, view: str = "") -> None:
        """Show the help of a view, or of what has the keyboard."""
        # Late: see above.
        from fallback_console.ui.help.pages import page_of

        found = self.help
        found.open_page(page_of(view or self._here()))
        found.show()
        found.raise_()
        found.activateWindow()
        found.browser.setFocus()

    def _here(self) -> str:
        """The part that has the keyboard where it has help of its own, else the view."""
        at: QWidget | None = QApplication.focusWidget()
        while at is not None and at is not self._window:
            name = at.property(HELP)
            if name:
                return str(name)
            at = at.parentWidget()
        return self._current()

    def _insert(self, name: str) -> str:
        """What the program fills in on a page."""
        if name != "shortcuts":
            return ""
        # Late: see above.
        from fallback_console.ui.help.shortcuts import shortcuts_html

        return shortcuts_html(self._groups())
